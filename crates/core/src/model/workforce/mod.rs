//! The workforce: posts and who holds them, their working week, and what wears people out and
//! makes them leave.

pub(crate) mod advice;
pub(crate) mod attrition;
pub(crate) mod caseload;
pub(crate) mod flows;
pub(crate) mod handover;
pub(crate) mod hours;
pub(crate) mod ladder;
pub(crate) mod money;
pub(crate) mod post;
pub(crate) mod practitioner;
pub(crate) mod presence;
pub(crate) mod recruitment;
pub(crate) mod strain;
pub(crate) mod supervision;
pub(crate) mod supply;
pub(crate) mod team;
pub(crate) mod witnessed;

pub use attrition::Motive;
pub(crate) use post::Post;
pub(crate) use practitioner::{Client, Practitioner};
pub(crate) use recruitment::LabourMarket;
pub(crate) use team::Team;
