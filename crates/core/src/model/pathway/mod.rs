//! The pathway of a child: recognition, referral, triage, remit, assessment, waiting lists,
//! appointments, intervention, complexity that comes to light, outcome, step-up, the specialist
//! service, other help, and recurrence.
//!
//! Each process decides from what it is given, and returns what follows (`next`). Only the
//! conductor carries that out: it moves the child (`moves`) and starts the next process. To follow
//! a child, read `next`, then the conductor, then the processes it names.

pub(crate) mod appointments;
pub(crate) mod assessment;
pub(crate) mod bridging;
pub(crate) mod complexity;
pub(crate) mod concern;
pub(crate) mod conductor;
pub(crate) mod effect;
pub(crate) mod handover;
pub(crate) mod help_groups;
pub(crate) mod help_rate;
pub(crate) mod idle_slots;
pub(crate) mod intervention;
pub(crate) mod list_review;
pub(crate) mod moves;
pub(crate) mod moving_on;
pub(crate) mod next;
pub(crate) mod next_look;
pub(crate) mod onward;
pub(crate) mod outcome;
pub(crate) mod recognition;
pub(crate) mod recurrence;
pub(crate) mod referral;
pub(crate) mod remit;
pub(crate) mod specialist_care;
pub(crate) mod step_up;
pub(crate) mod triage;
pub(crate) mod waiting_list;
pub(crate) mod way;
