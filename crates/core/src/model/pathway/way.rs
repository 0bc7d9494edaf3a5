//! What the pathway owns: the lists of the teams, the groups that meet, other services of
//! the area, and those who will be in need again; and everything that a child meets on the way, for one event.

use slab::Slab;

use super::help_groups::Groups;
use super::onward::Elsewhere;
use super::recurrence::Returning;
use super::waiting_list::Lists;
use crate::model::children::Children;
use crate::model::settings::Settings;
use crate::model::specialist::service::SpecialistService;
use crate::model::workforce::Workforce;

/// The state of the pathway of a site.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pathway {
    pub(crate) lists: Lists,
    pub(crate) groups: Groups,
    pub(crate) elsewhere: Elsewhere,
    pub(crate) returning: Slab<Returning>,
}

/// All that a child meets on its way.
pub(crate) struct Way<'a> {
    pub(crate) children: &'a mut Children,
    pub(crate) settings: &'a mut Settings,
    pub(crate) workforce: &'a mut Workforce,
    pub(crate) service: &'a mut SpecialistService,
    pub(crate) lists: &'a mut Lists,
    pub(crate) groups: &'a mut Groups,
    pub(crate) elsewhere: &'a mut Elsewhere,
    pub(crate) returning: &'a mut Slab<Returning>,
}
