//! The workforce: posts and who holds them, their working week, and what wears people out and
//! makes them leave.

pub(super) mod attrition;
pub(super) mod caseload;
pub(super) mod flows;
pub(super) mod handover;
pub(super) mod hours;
pub(super) mod ladder;
pub(super) mod money;
pub(super) mod post;
pub(super) mod practitioner;
pub(super) mod recruitment;
pub(super) mod strain;
pub(super) mod supervision;
pub(super) mod supply;
pub(super) mod team;
pub(super) mod witnessed;

pub use attrition::Motive;
pub(super) use post::Post;
pub(super) use practitioner::{Client, Practitioner};
pub(super) use recruitment::LabourMarket;
pub(super) use team::Team;
