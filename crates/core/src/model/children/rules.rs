//! The rules of a site: its parameters, and what is computed from them once for all children.

use super::delivery;
use crate::engine::draws::BirthKey;
use crate::engine::time::SimTime;
use crate::model::children::groups::GroupFactors;
use crate::model::children::severity::Courses;
use crate::model::children::thresholds::Thresholds;
use crate::model::parameters::{NotAllowed, Parameter, Values};
use crate::model::plan::{Provider, TimePlan};

/// The rules for everyone in a site.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    pub(crate) key: BirthKey,
    pub(crate) time: TimePlan,
    /// From when on what happens is recorded: the beginning of the measurement window. A pilot records
    /// nothing but what it counts.
    pub(crate) record_from: SimTime,
    /// The values with which the site runs.
    pub(crate) values: Values,
    /// The values that are stated, before what differs by provider.
    pub(crate) stated: Values,
    /// Who provides the teams, where known.
    pub(crate) provider: Option<Provider>,
    /// Parameters that are stated for this site itself.
    pub(crate) own: Vec<Parameter>,
    /// Whether the site pilots the four-week wait for the specialist service.
    pub(crate) four_week_wait_pilot: bool,
    /// The course of severity.
    pub(crate) courses: Courses,
    pub(crate) thresholds: Thresholds,
    pub(crate) groups: GroupFactors,
    pub(crate) minority_ethnic_share: f64,
    /// Share of the pupils who are not in primary schools.
    pub(crate) teenage_share: f64,
    /// Factor of recognition with which the model expects the referrals of the last year.
    pub(crate) recognition_scale: f64,
    /// Whether the teams start in waves.
    pub(crate) in_waves: bool,
    /// Whether the teams exist already on their first day in the run, and are known in their
    /// settings.
    pub(crate) teams_exist: bool,
    /// Whether somebody looks at every child in every step, also where nothing can happen.
    pub(crate) looks_in_every_step: bool,
    /// Whether this is a pilot for calibration, in which the specialist service declines nobody for
    /// lack of capacity.
    pub(crate) pilot: bool,
}

impl Rules {
    /// Gives a parameter another value from now on.
    ///
    /// # Errors
    /// If the value is outside the allowed range; nothing then changes.
    pub(crate) fn change(&mut self, parameter: Parameter, value: f64) -> Result<(), NotAllowed> {
        self.stated.set(parameter, value)?;
        self.values = delivery::of_site(&self.stated, self.provider, &self.own);
        self.courses = Courses::new(&self.values);
        if Thresholds::depend_on(parameter) {
            self.thresholds = Thresholds::new(&self.values);
        }
        self.groups =
            GroupFactors::new(&self.values, self.minority_ethnic_share, self.teenage_share);
        Ok(())
    }
}
