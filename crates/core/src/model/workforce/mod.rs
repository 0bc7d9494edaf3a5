//! The workforce: posts and who holds them, their working week, and what becomes of both.

mod post;
mod practitioner;
mod team;

pub(super) use post::Post;
pub(super) use practitioner::{Client, Practitioner};
pub(super) use team::Team;
