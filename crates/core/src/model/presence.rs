//! Presence (M25, the part of it that follows from numbers): the more pupils a practitioner
//! covers, the less each setting sees of the team, and the fewer referrals come from each pupil.

use super::parameters::Parameter as P;
use super::site::Site;

/// Children and practitioners of a team as intended (Ellins et al. 2023, Ch1).
const INTENDED_PUPILS: f64 = 8_000.0;
const INTENDED_EMHPS: f64 = 4.0;

impl Site {
    /// Computes the presence of each setting's team, relative to a team as intended, to the power
    /// of the elasticity.
    pub(super) fn refresh_presence(&mut self) {
        let elasticity = self.values[P::PresenceElasticity];
        let presence: Vec<f64> = self
            .teams
            .iter()
            .map(|team| {
                let emhps = self.emhps_in_post(team);
                let per_pupil = emhps / f64::from(team.pupils.max(1));
                (per_pupil / (INTENDED_EMHPS / INTENDED_PUPILS)).powf(elasticity)
            })
            .collect();
        for setting in &mut self.settings {
            setting.presence = presence.get(setting.team.index()).copied().unwrap_or(0.0);
        }
    }
}
