//! What happens to some children and practitioners of a run, event by event, with the facts that
//! decided. A site has a `Witness` only when somebody asked for it; a witness draws nothing and
//! changes nothing, so that a traced run has the results of any other. Words are made elsewhere.

mod child_event;
mod practitioner_event;
mod sample;
mod witness;

pub use child_event::{ChildEvent, Judgement, Opening};
pub use practitioner_event::{Joining, LeaveCause, PostHolder, PractitionerEvent, WeekInPost};
pub use sample::{Drawn, Way, draw_children, draw_practitioners};
pub(crate) use witness::Witness;
pub use witness::{Happening, RosterEntry, Trace, Watch};

pub use crate::model::children::child::{Groups, Phase, Problem};
pub use crate::model::children::thresholds::{Band, Thresholds};
pub use crate::model::motive::Motive;
