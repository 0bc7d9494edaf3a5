//! Strain (M21): workload, complexity, lack of supervision, vacant posts and remote work put people
//! under strain over weeks. Strain raises sickness, makes each slot take longer, and makes people
//! leave (M22).

use super::Workforce;
use super::practitioner::Client;
use crate::engine::time::SimTime;
use crate::model::children::Children;
use crate::model::ids::{PractitionerId, TeamId};
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::plan::Role;
use crate::model::settings::shock;

parameters! {
    pub struct StrainParameters in "strain" {
        /// Whether strain has any effect (false: the mechanism is off)
        is_felt: bool = true, "switch",
            "M21", Live, Published "Ellins et al. 2023, Box 7: heavy workloads, burnout and stress \
             are reasons for leaving; effects on sickness and on the time that work takes are \
             assumptions",
            neither "strain acts both ways around its reference";
        /// Strain from workload, if open cases are at the cap for the experience
        weight_workload: f64 = 0.45, "strain", allowed (0.0, 10.0), plausible (0.2, 0.7),
            "M21", Live, Assumption "prior; Ellins et al. 2023, Ch2 (stress and burnout) and Box \
             7: heavy workloads",
            raises "strain_mean";
        /// Strain from complexity, if all open cases are above the ceiling of the remit
        weight_complexity: f64 = 0.2, "strain", allowed (0.0, 10.0), plausible (0.05, 0.4),
            "M21", Live, Assumption "prior; Ellins et al. 2023, Ch2 (role boundaries) and Ch6 \
             (supervision): the burden of complex cases",
            raises "strain_mean";
        /// Strain from lack of supervision, if none of what is due is received
        weight_supervision: f64 = 0.25, "strain", allowed (0.0, 10.0), plausible (0.1, 0.5),
            "M21", Live, Assumption "prior; Ellins et al. 2023, Ch2 (training and supervision) and \
             Ch6 (supervision): good supervision goes with less burnout",
            raises "strain_mean";
        /// Strain from vacancies, if all EMHP posts of the team are vacant
        weight_vacancies: f64 = 0.2, "strain", allowed (0.0, 10.0), plausible (0.05, 0.4),
            "M21", Live, Assumption "prior; Ellins et al. 2023, Ch6 (staff retention and \
             turnover): turnover puts pressure on the other staff and affects morale",
            raises "strain_mean";
        /// Strain from remote work, if all work is remote
        weight_remote: f64 = 0.1, "strain", allowed (0.0, 10.0), plausible (0.0, 0.3),
            "M21", Live, Assumption "prior; Ellins et al. 2023, Ch2 (remote delivery) and Ch12: \
             more telephone contact went with more burnout in adult services",
            raises "strain_mean";
        /// Share of work done remotely
        remote_share: f64 = 0.0, "proportion", allowed (0.0, 1.0), plausible (0.0, 1.0),
            "M21", Live, Assumption "prior; rises with remote delivery",
            raises "strain_mean";
        /// Strain at which sickness and the length of slots take their declared values
        reference: f64 = 0.4, "strain", allowed (0.0, 10.0), plausible (0.3, 0.6),
            "M21", Live, Assumption "prior; near the mean of a fully staffed team",
            raises "slots_per_emhp_week";
        /// Time over which strain follows its causes
        weeks: f64 = 12.0, "weeks", allowed (0.1, 520.0), plausible (4.0, 26.0),
            "M21", Live, Assumption "prior",
            neither "it delays what strain does";
        /// Increase in the logarithm of sickness per unit of strain
        sickness_effect: f64 = 1.0, "log ratio", allowed (0.0, 10.0), plausible (0.5, 2.0),
            "M21", Live, Assumption "prior",
            lowers "slots_per_emhp_week";
        /// Relative increase in the length of a slot per unit of strain
        slot_effect: f64 = 0.2, "ratio", allowed (0.0, 5.0), plausible (0.0, 0.5),
            "M21", Live, Assumption "prior",
            lowers "slots_per_emhp_week";
    }
}

impl Workforce {
    /// Moves the strain of each practitioner of a team by a week towards the sum of its causes.
    pub(crate) fn tire(&mut self, at: &Moment, children: &Children, team: TeamId) {
        let vacant = self.vacant_share(at, team);
        let follows = 1.0 - (-1.0 / at.values().strain.weeks).exp();
        for id in self.clinicians(team) {
            let target = self.strain_target(at, children, id, vacant);
            let person = &mut self.practitioners[id.index()];
            person.strain += follows * (target - person.strain);
        }
    }

    fn strain_target(
        &self,
        at: &Moment,
        children: &Children,
        id: PractitionerId,
        vacant: f64,
    ) -> f64 {
        let person = &self.practitioners[id.index()];
        let values = at.values();
        let cap = self.cap_by_experience(values, at.now, id).max(1.0);
        let open = person.open_cases();
        let complex = person
            .clients()
            .filter(|client| match client {
                Client::Child(child) => children[*child].perceived >= at.rules.thresholds.ceiling,
                Client::Group(_) => false,
            })
            .count();
        let complexity = if open == 0 { 0.0 } else { complex as f64 / f64::from(open) };
        values.strain.weight_workload * f64::from(open) / cap
            + values.strain.weight_complexity * complexity
            + values.strain.weight_supervision * (1.0 - person.supervised)
            + values.strain.weight_vacancies * vacant
            + values.strain.weight_remote * shock::remote_share(values)
    }

    /// The share of the EMHP posts of a team in which nobody is at work.
    fn vacant_share(&self, at: &Moment, team: TeamId) -> f64 {
        let (mut all, mut vacant) = (0.0, 0.0);
        for id in self.open_post_ids(at.now, team) {
            let post = &self.posts[id.index()];
            if post.role == Role::Emhp {
                all += post.fte;
                vacant += if self.at_work(id).is_none() { post.fte } else { 0.0 };
            }
        }
        if all > 0.0 { vacant / all } else { 0.0 }
    }

    /// Strain above the reference; nothing if strain has no effect.
    pub(super) fn excess_strain(&self, values: &Values, id: PractitionerId) -> f64 {
        if values.strain.is_felt {
            self.practitioners[id.index()].strain - values.strain.reference
        } else {
            0.0
        }
    }

    /// Minutes of work that a slot takes: more under strain, and for those who are new to the work.
    pub(super) fn slot_minutes(&self, values: &Values, now: SimTime, id: PractitionerId) -> f64 {
        let longer = 1.0 + values.strain.slot_effect * self.excess_strain(values, id);
        let learning = values.hours.slot_inexperienced * (1.0 - self.experience(values, now, id));
        values.hours.slot_minutes * longer.max(0.1) * (1.0 + learning)
    }

    /// Probability that a slot is lost to sickness.
    pub(super) fn sickness(&self, values: &Values, id: PractitionerId) -> f64 {
        let factor = (values.strain.sickness_effect * self.excess_strain(values, id)).exp();
        (values.hours.sickness_share * factor).min(1.0)
    }
}
