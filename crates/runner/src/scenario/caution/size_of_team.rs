//! The caution on teams with far more or fewer pupils than those of the programme.

use mhst_core::numbers::grouped;

use super::{Caution, Found, Kind, listed};

/// Pupils for each team that are plausible. The Trailblazer sites have 2,929 to 16,161, but for one
/// with 22,263 (Ellins et al. 2023, Table 2).
const PLAUSIBLE: (f64, f64) = (2_500.0, 16_500.0);

impl Found<'_> {
    /// Sites whose teams have far more or fewer pupils than intended. In a roll-out a team takes as
    /// many as it is meant to have.
    pub(super) fn size_of_team(&self) -> Option<Caution> {
        let sites = self.sites.iter().filter(|site| site.waves.is_empty());
        let of_team = sites.map(|site| (site, site.pupils() / f64::from(site.profile.teams)));
        let outside: Vec<_> =
            of_team.filter(|(_, pupils)| !(PLAUSIBLE.0..=PLAUSIBLE.1).contains(pupils)).collect();
        let file = self.raw.sites_file.as_ref().filter(|_| !outside.is_empty())?;
        let names: Vec<String> = outside
            .iter()
            .map(|(site, pupils)| {
                format!("{} has {} pupils a team", site.name, grouped(pupils.round(), 0))
            })
            .collect();
        Some(Caution {
            kind: Kind::SizeOfTeam,
            at: file.at.clone(),
            what: format!(
                "{}; plausible are {} to {}",
                listed(&names),
                grouped(PLAUSIBLE.0, 0),
                grouped(PLAUSIBLE.1, 0)
            ),
            meaning: "A team is meant for about 8,000 pupils, later 7,000, and those of the 25 \
                      Trailblazer sites have 2,929 to 16,161, but for one site with 22,263 (Ellins \
                      et al. 2023, Ch1 and Table 2); the more pupils a team has, the longer children wait"
                .to_owned(),
            remedy:
                "Correct `teams` and `pupils` in the file of sites, and list only the settings \
                     that the teams work with"
                    .to_owned(),
        })
    }
}
