//! The workforce: posts and who holds them, their working week, and what wears people out and
//! makes them leave.

mod attrition;
mod caseload;
mod flows;
mod handover;
mod hours;
mod ladder;
mod money;
mod post;
mod practitioner;
mod recruitment;
mod strain;
mod supervision;
mod supply;
mod team;
mod witnessed;

pub use attrition::Motive;
pub(super) use post::Post;
pub(super) use practitioner::{Client, Practitioner};
pub(super) use recruitment::LabourMarket;
pub(super) use team::Team;
