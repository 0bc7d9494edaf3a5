//! Children: who they are, how severe their need is, where they can be, and what holds for
//! under-reached groups.

pub(crate) mod child;
pub(crate) mod groups;
pub mod place;
pub(crate) mod severity;
