//! How many pupils each setting takes into each year group: who has to find a new setting finds one in
//! proportion to that.

use super::setting::Setting;
use crate::model::ids::SettingId;

/// Year groups, from reception.
const YEARS: u8 = 14;

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Intakes {
    of_years: Vec<Intake>,
}

/// The settings that teach a year group, with the pupils of each there, and of all.
#[derive(Clone, Debug)]
struct Intake {
    settings: Vec<(SettingId, f64)>,
    total: f64,
}

impl Intakes {
    pub(super) fn new(settings: &[Setting]) -> Self {
        Self { of_years: (0..YEARS).map(|year| Intake::new(settings, year)).collect() }
    }

    /// A setting that teaches `year`. No child moves into a setting that begins with reception.
    pub(super) fn choose(&self, year: u8, choice: f64) -> Option<SettingId> {
        let Intake { settings, total } = self.of_years.get(usize::from(year))?;
        let mut left = choice * total;
        let chosen = settings.iter().find(|(_, pupils)| {
            left -= pupils;
            left < 0.0
        });
        chosen.map(|&(id, _)| id)
    }
}

impl Intake {
    fn new(settings: &[Setting], year: u8) -> Self {
        let teaches = |(setting, number): (&Setting, u32)| {
            let (first, last) = setting.phase.years();
            let pupils = f64::from(setting.pupils) / f64::from(last - first + 1);
            let is_one = (first..=last).contains(&year) && first > 0 && pupils > 0.0;
            is_one.then_some((SettingId(number), pupils))
        };
        let settings: Vec<_> = settings.iter().zip(0..).filter_map(teaches).collect();
        let total = settings.iter().map(|(_, pupils)| pupils).sum();
        Self { settings, total }
    }
}
