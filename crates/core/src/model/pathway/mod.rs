//! The way of a child: recognition, referral, triage, remit, assessment, waiting lists,
//! intervention, complexity that comes to light, outcome, and bridging to the specialist service.

pub(crate) mod assessment;
pub(crate) mod bridging;
pub(crate) mod complexity;
pub(crate) mod intervention;
pub(crate) mod outcome;
pub(crate) mod recognition;
pub(crate) mod referral;
pub(crate) mod remit;
pub(crate) mod triage;
pub(crate) mod waiting_list;
