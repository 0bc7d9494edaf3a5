//! Schools and colleges: what they are and of which kind, their leads and their engagement with the
//! team, the need that arises in them, the support that they have of their own, and what the whole
//! school approach and shocks do to all of their pupils.

pub(crate) mod absence;
pub(crate) mod engagement;
mod intake;
pub(crate) mod kind;
pub(crate) mod lead;
pub(crate) mod need;
pub mod setting;
pub(crate) mod shock;
pub(crate) mod support;
pub(crate) mod whole_school;

use std::ops::{Index, IndexMut};

use self::intake::Intakes;
use self::setting::Setting;
use crate::engine::time::SimTime;
use crate::model::children::child::Child;
use crate::model::children::rules::Rules;
use crate::model::children::transition::Memberships;
use crate::model::event::Event;
use crate::model::ids::{PostId, SettingId};
use crate::model::moment::Moment;
use crate::model::plan::SettingPhase;

/// The settings of a site.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    all: Vec<Setting>,
    intakes: Intakes,
    /// Factor of recognition by staff in the present month.
    pub(crate) season: f64,
}

impl Settings {
    pub(crate) fn new(all: Vec<Setting>) -> Self {
        Self { intakes: Intakes::new(&all), all, season: 1.0 }
    }

    /// The identities of all settings, in order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = SettingId> + use<> {
        (0..self.all.len() as u32).map(SettingId)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Setting> {
        self.all.iter()
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Setting> {
        self.all.iter_mut()
    }

    pub(crate) fn pupils(&self) -> f64 {
        self.iter().map(|setting| f64::from(setting.pupils)).sum()
    }

    /// Share of the pupils who are not in primary schools.
    pub(crate) fn teenage_share(&self) -> f64 {
        let primary = self.iter().filter(|setting| setting.phase == SettingPhase::Primary);
        let primary: f64 = primary.map(|setting| f64::from(setting.pupils)).sum();
        1.0 - primary / self.pupils().max(1.0)
    }

    /// Whether any team of the site works.
    pub(crate) fn any_covered(&self) -> bool {
        self.iter().any(|setting| setting.covered)
    }

    /// The setting of a child.
    pub(crate) fn of(&self, child: &Child) -> &Setting {
        &self[child.setting]
    }

    /// Puts the day on which the lead of each setting leaves on the calendar.
    pub(crate) fn begin_leads(&self, at: &mut Moment) {
        self.ids().for_each(|id| self.schedule_lead(at, id));
    }

    fn schedule_lead(&self, at: &mut Moment, id: SettingId) {
        if let Some(day) = self[id].lead.next_change(at, self[id].key) {
            at.schedule(day, Event::LeadChanges(id));
        }
    }

    /// The lead of a setting leaves, or another takes up the role.
    pub(crate) fn lead_changes(&mut self, at: &mut Moment, id: SettingId) {
        let key = self[id].key;
        self[id].lead.change(at, key);
        self.schedule_lead(at, id);
    }

    /// A covered setting that teaches `year`, chosen in proportion to its intake.
    pub(crate) fn next_setting(&self, year: u8, choice: f64) -> Option<SettingId> {
        self.intakes.choose(year, choice)
    }

    /// The subgroups to which a child belongs.
    pub(crate) fn members(&self, rules: &Rules, child: &Child) -> Memberships {
        let setting = self.of(child);
        let covered = rules.in_waves.then_some(setting.covered);
        let of_setting = (setting.deprivation_fifth, setting.character.kind);
        Memberships::of(child, of_setting, covered, setting.team)
    }

    /// Somebody new has taken up the post whose holder covers these settings.
    pub(crate) fn practitioner_changed(&mut self, post: PostId, now: SimTime) {
        for setting in self.all.iter_mut().filter(|setting| setting.post == Some(post)) {
            setting.changed = Some(now);
        }
    }
}

impl Index<SettingId> for Settings {
    type Output = Setting;

    fn index(&self, id: SettingId) -> &Setting {
        &self.all[id.index()]
    }
}

impl IndexMut<SettingId> for Settings {
    fn index_mut(&mut self, id: SettingId) -> &mut Setting {
        &mut self.all[id.index()]
    }
}
