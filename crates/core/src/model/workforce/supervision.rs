//! Supervision (M20): what EMHPs need, by experience, what the trained seniors of the team can
//! give, and the effects of a shortfall: the safe caseload falls, strain rises, recovery is less
//! likely and step-ups wait for a decision.

use super::Workforce;
use super::practitioner::Practitioner;
use crate::engine::draws::BirthKey;
use crate::engine::time::{DAYS_PER_MONTH, SimTime, Span};
use crate::model::ids::{PostId, PractitionerId, TeamId};
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::plan::Role;
use crate::model::purpose::Purpose;

parameters! {
    pub struct SupervisionParameters in "supervision" {
        /// Whether EMHPs need supervision (false: the mechanism is off)
        is_needed: bool = true, "switch",
            "M20", Live, Published "Ellins et al. 2023, Ch6 (supervision): agreed to be critical \
             for safe and effective practice",
            raises "strain_mean";
        /// Supervision that a qualified EMHP needs, with preparation and notes
        emhp_hours_per_week: f64 = 1.25, "hours/week", allowed (0.0, 20.0), plausible (1.0, 2.0),
            "M20", Live, Derived "BABCP minimum (case management and skills supervision) with \
             preparation",
            lowers "supervision_given_share";
        /// Supervision that a trainee needs, with preparation, live sessions and marking
        trainee_hours_per_week: f64 = 2.5, "hours/week", allowed (0.0, 20.0), plausible (2.0, 3.0),
            "M20", Live, Assumption "prior; NHFT: one session a week",
            lowers "supervision_given_share";
        /// Time after qualifying in which the supervision that is needed falls from a trainee's to a
        /// qualified EMHP's
        settling_months: f64 = 6.0, "months", allowed (0.0, 60.0), plausible (0.0, 12.0),
            "M20", Live, Assumption "prior; Ellins et al. 2023, Ch6 (gaps in training): pressure on \
             supervisors to give more support in the early months after training",
            lowers "supervision_given_share";
        /// Share of the seniors of a team who are trained to supervise
        trained_share: f64 = 0.67, "proportion", allowed (0.0, 1.0), plausible (0.4, 1.0),
            "M20", AtStart, Assumption "prior; Ellins et al. 2023, Ch1 (workforce and \
             supervision): seniors act as therapists and, after training, as supervisors; no share \
             is reported",
            raises "supervision_given_share";
        /// Supervision that a full-time trained senior can give
        hours_per_supervisor: f64 = 4.0, "hours/week", allowed (0.0, 37.5), plausible (2.0, 6.0),
            "M20", Live, Assumption "prior",
            raises "supervision_given_share";
        /// Time until a new holder of a supervising post gives supervision, if not already trained
        training_months: f64 = 6.0, "months", allowed (0.0, 60.0), plausible (3.0, 12.0),
            "M20", Live, Assumption "prior",
            lowers "supervision_given_share";
        /// Share of supervision given in groups
        group_share: f64 = 0.2, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.5),
            "M20", Live, Assumption "prior: about a third of sessions in three of five areas; \
             Ellins et al. 2023, Ch6 (supervision): several case study sites held some sessions in \
             a group with peers",
            raises "supervision_given_share";
        /// EMHPs in a supervision group
        group_size: f64 = 4.0, "people", allowed (1.0, 20.0), plausible (2.0, 6.0),
            "M20", Live, Assumption "prior",
            raises "supervision_given_share";
        /// Share of supervision given by people outside the team
        out_of_team_share: f64 = 0.0, "proportion", allowed (0.0, 1.0), plausible (0.0, 1.0),
            "M20", Live, Assumption "prior; Ellins et al. 2023, Ch6: the case in one case study \
             site",
            lowers "supervision_given_share";
        /// Value of an hour of supervision from outside the team, relative to one from inside
        out_of_team_value: f64 = 0.7, "ratio", allowed (0.0, 1.0), plausible (0.4, 1.0),
            "M20", Live, Assumption "prior; Ellins et al. 2023, Ch6: it did not appear to work \
             well",
            raises "supervision_given_share";
        /// Time over which past supervision has an effect
        memory_weeks: f64 = 8.0, "weeks", allowed (0.0, 104.0), plausible (4.0, 16.0),
            "M20", Live, Assumption "prior",
            neither "it delays what supervision does";
        /// Share of a caseload that is safe without any supervision
        safe_caseload_without: f64 = 0.5, "proportion", allowed (0.0, 1.0), plausible (0.2, 0.8),
            "M20", Live, Assumption "prior",
            raises "caseload_mean";
        /// Time that a step-up waits for a supervisor, times supervision missing over supervision
        /// given
        step_up_review_days: f64 = 14.0, "days", allowed (0.0, 365.0), plausible (7.0, 28.0),
            "M20", Live, Assumption "prior",
            raises "on_list";
    }
}

/// Hours of supervision in a team in a week.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SupervisionWeek {
    pub(super) due: f64,
    pub(super) given: f64,
    /// What the supervisors could give, needed or not.
    pub(super) supply: f64,
}

/// The load of supervisors counts as no more than this many times what they can give.
const MOST_ASKED: f64 = 1.5;

/// A practitioner who needs supervision, and how much.
struct Supervisee {
    id: PractitionerId,
    due: f64,
    /// The post that gives it, if not the team's supervisors together.
    supervisor: Option<PostId>,
}

/// Step-ups wait no longer than if a tenth of the supervision due were given.
const LEAST_SUPERVISED: f64 = 0.1;

/// Hours of supervision a week that a full-time EMHP needs who qualified so many months ago
/// (negative in training).
pub(super) fn supervision_due(values: &Values, months: f64) -> f64 {
    let supervision = &values.supervision;
    let (trainee, emhp) = (supervision.trainee_hours_per_week, supervision.emhp_hours_per_week);
    if !supervision.is_needed {
        0.0
    } else if months < 0.0 {
        trainee
    } else if months < supervision.settling_months {
        trainee + (emhp - trainee) * months / supervision.settling_months
    } else {
        emhp
    }
}

/// How long a step-up waits for a supervisor to agree, where the practitioner has received this
/// share of the supervision due of late.
pub(crate) fn step_up_review(values: &Values, supervised: f64) -> Span {
    let owed = 1.0 / supervised.max(LEAST_SUPERVISED) - 1.0;
    Span::from_days_f64(values.supervision.step_up_review_days * owed)
}

impl Workforce {
    /// Allocates the supervision of a week. Each supervisor's hours go to those whom the post
    /// supervises; the others share the rest in proportion to need. Groups make it go further, and
    /// people from outside may give part of it.
    pub(crate) fn give_supervision(&mut self, at: &Moment, team: TeamId) -> SupervisionWeek {
        let values = at.values();
        let outside = values.supervision.out_of_team_share;
        let group = values.supervision.group_share;
        // Hours of supervisors that an hour of supervision takes.
        let cost = (1.0 - outside) * (1.0 - group + group / values.supervision.group_size.max(1.0));
        let supervisees = self.supervisees(values, at.now, team);
        let mut supply = self.supervisors(values, at.now, team);
        let mut week = SupervisionWeek {
            supply: supply.iter().map(|(_, hours)| hours).sum(),
            ..SupervisionWeek::default()
        };
        let asked: f64 = supervisees.iter().map(|one| one.due * cost).sum();
        let asked_of_each =
            if asked > 0.0 { (asked / week.supply).clamp(0.0, MOST_ASKED) } else { 0.0 };
        for id in self.clinicians(team) {
            let person = &mut self.practitioners[id.index()];
            person.supervision_hours = 0.0;
            if person.role == Role::Senior {
                person.asked = asked_of_each;
            }
        }
        // Those with a supervisor of their own first, then all others from what is left.
        let posts: Vec<Option<PostId>> =
            supply.iter().map(|(id, _)| Some(self.practitioners[id.index()].post)).collect();
        let mut order: Vec<Option<PostId>> = posts.clone();
        order.push(None);
        let has_own = |one: &Supervisee| one.supervisor.is_some();
        let mut received = vec![0.0; supervisees.len()];
        for giver in order {
            let chosen: Vec<usize> = (0..supervisees.len())
                .filter(|&i| match giver {
                    Some(_) => supervisees[i].supervisor == giver,
                    None => !has_own(&supervisees[i]),
                })
                .collect();
            let asked: f64 = chosen.iter().map(|&i| supervisees[i].due * cost).sum();
            let can: f64 = supply
                .iter()
                .zip(&posts)
                .filter(|(_, post)| giver.is_none() || **post == giver)
                .map(|((_, hours), _)| hours)
                .sum();
            if asked <= 0.0 {
                for i in chosen {
                    received[i] = 1.0;
                }
                continue;
            }
            let share = (can / asked).min(1.0);
            for ((id, hours), post) in supply.iter_mut().zip(&posts) {
                if (giver.is_none() || *post == giver) && can > 0.0 {
                    let gives = *hours / can * asked * share;
                    *hours -= gives;
                    self.practitioners[id.index()].supervision_hours += gives;
                }
            }
            for i in chosen {
                received[i] = share;
            }
        }
        let value = values.supervision.out_of_team_value;
        let memory = values.supervision.memory_weeks;
        let fades = if memory > 0.0 { (-1.0 / memory).exp() } else { 0.0 };
        for (one, inside) in supervisees.iter().zip(received) {
            let share = (1.0 - outside) * inside + outside * value;
            week.due += one.due;
            week.given += one.due * share;
            let person = &mut self.practitioners[one.id.index()];
            person.supervised = share + (person.supervised - share) * fades;
            person.supervision_owed += one.due * (1.0 - share);
            person.supervision_hours += one.due * ((1.0 - outside) * inside + outside);
        }
        week
    }

    fn supervisees(&self, values: &Values, now: SimTime, team: TeamId) -> Vec<Supervisee> {
        self.clinicians(team)
            .into_iter()
            .filter(|id| self.practitioners[id.index()].role.is_low_intensity())
            .map(|id| {
                let person = &self.practitioners[id.index()];
                let due = supervision_due(values, person.months(now)) * person.fte;
                Supervisee { id, due, supervisor: self.posts[person.post.index()].supervisor }
            })
            .collect()
    }

    /// The seniors of a team who are trained to supervise, and the hours that each can give.
    fn supervisors(
        &self,
        values: &Values,
        now: SimTime,
        team: TeamId,
    ) -> Vec<(PractitionerId, f64)> {
        let hours = |person: &Practitioner| match person.role {
            Role::Emhp => values.ladder.supervision_hours,
            _ => values.supervision.hours_per_supervisor,
        };
        self.clinicians(team)
            .into_iter()
            .map(|id| (id, &self.practitioners[id.index()]))
            .filter(|(_, person)| person.supervises_from.is_some_and(|from| from <= now))
            .map(|(id, person)| (id, hours(person) * person.fte))
            .collect()
    }

    /// When the new holder of a post starts to supervise, if the post supervises.
    pub(super) fn supervises_from(
        &self,
        at: &Moment,
        post: PostId,
        who: BirthKey,
    ) -> Option<SimTime> {
        if !self.posts[post.index()].supervises {
            return None;
        }
        let is_first = self.posts[post.index()].holders == 0;
        let trained = at.values().supervision.trained_share;
        if is_first || at.draws.happens(who, Purpose::SupervisorTrained, 0, trained) {
            return Some(at.now);
        }
        let months = at.values().supervision.training_months;
        Some(at.now + Span::from_days_f64(months * DAYS_PER_MONTH))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_supervision_due_falls_from_training_to_settled_without_a_jump() {
        let values = Values::default();
        let due = |months| supervision_due(&values, months);
        assert_eq!((due(-1.0), due(0.0), due(3.0), due(6.0)), (2.5, 2.5, 1.875, 1.25));
        assert_eq!(due(f64::INFINITY), 1.25);
    }
}
