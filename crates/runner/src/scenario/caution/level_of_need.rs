//! The caution on need that is still at the level of 2017.

use jiff::civil::date;
use mhst_core::engine::time::SimTime;
use mhst_core::model::parameters::Parameter;

use super::{Caution, Found, Kind};

impl Found<'_> {
    /// Results of 2020 or later with the level of new need of 2017, which nobody has stated. By 2020
    /// the national survey found more children with a probable disorder.
    pub(super) fn level_of_need(&self) -> Option<Caution> {
        let index = Parameter::named("need.onset_index");
        let time = self.time;
        let raised = SimTime::from_date(date(2020, 1, 1))?;
        let is_stated = self.raw.values.iter().any(|value| value.parameter == index);
        let sites = &self.sites;
        let is_open = !is_stated
            && sites.iter().any(|site| {
                let mut changes = site.changes.iter();
                !changes.any(|it| it.parameter == index && it.on <= time.measure_from)
            });
        (is_open && time.measure_from >= raised).then(|| Caution {
            kind: Kind::LevelOfNeed,
            at: self.measured_at(),
            what: format!(
                "results count from {}, and `need.onset_index` is not stated up to then",
                time.measure_from.date()
            ),
            meaning: "New need stays at the level of 2017, when the national survey (MHCYP) found \
                      a probable disorder in 12.1 % of children; it found 16.7 % in 2020 and \
                      18.0 % in 2022"
                .to_owned(),
            remedy: "Add changes of `need.onset_index` to [[timeline]], as scenarios/\
                     trailblazer.toml does up to 1.8 in 2022, or state a value under [need]"
                .to_owned(),
        })
    }
}
