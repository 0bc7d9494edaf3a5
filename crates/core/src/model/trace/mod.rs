//! What happens to some children and practitioners of a run, event by event, with the facts that
//! decided. A site has a [`Witness`] only when somebody asked for it; a witness draws nothing and
//! changes nothing, so that a traced run has the results of any other. Words are made elsewhere.

mod child_event;
mod practitioner_event;
mod sample;
mod witness;

pub use child_event::{ChildEvent, Judgement, Opening};
pub use practitioner_event::{Joining, PostHolder, PractitionerEvent, WeekInPost};
pub use sample::{Drawn, Way, draw_children, draw_practitioners};
pub(super) use witness::Witness;
pub use witness::{Happening, RosterEntry, Trace, Watch};

pub use super::child::{Groups, Phase, Problem};
pub use super::severity::{Band, Thresholds};
pub use super::workforce::Motive;
