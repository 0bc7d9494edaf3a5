//! Attrition (M22): why EMHPs and seniors leave. Each reason that the evaluation names (Box 7) is
//! a rate of its own, and the rates add up; somebody leaves when what has added up exceeds a limit
//! that is theirs. More of a reason makes the same people leave earlier.

use super::Workforce;
use super::practitioner::{Leaving, OpenCase};
use crate::engine::draws::BirthKey;
use crate::engine::time::{DAYS_PER_MONTH, SimTime, Span, WEEKS_PER_YEAR};
use crate::model::ids::{PostId, PractitionerId, TeamId};
use crate::model::moment::Moment;
use crate::model::motive::Motive;
use crate::model::parameters::{Values, parameters};
use crate::model::plan::Role;
use crate::model::purpose::Purpose;
use crate::model::trace::PractitionerEvent;

parameters! {
    pub struct AttritionParameters in "attrition" {
        /// Factor that scales all yearly rates of leaving below, of EMHPs and of seniors
        all: f64 = 1.0, "ratio", allowed (0.0, 20.0), plausible (0.5, 2.0),
            "M22", Live, Assumption "switch; scales the priors below together",
            raises "emhp_turnover";
        /// Rate of leaving for another career between 10 and 22 months after qualifying; it rises
        /// to this level from 4 months and falls to a third of it by 36
        stepping_stone_per_year: f64 = 0.12, "per year",
            allowed (0.0, 20.0), plausible (0.05, 0.25),
            "M22", Live, Assumption "prior; Ellins et al. 2023, Box 7; at what time after \
             qualifying is not reported",
            raises "emhp_leavers" of "motive=stepping_stone";
        /// Rate of leaving because the role is not what was expected, on the day of qualifying
        expectations_per_year: f64 = 0.08, "per year", allowed (0.0, 20.0), plausible (0.0, 0.2),
            "M22", Live, Assumption "prior; Ellins et al. 2023, Box 7",
            raises "emhp_leavers" of "motive=expectations";
        /// Time in which that rate falls to a third
        expectations_months: f64 = 6.0, "months", allowed (0.1, 120.0), plausible (3.0, 12.0),
            "M22", Live, Assumption "prior",
            raises "emhp_leavers" of "motive=expectations";
        /// Rate of leaving because of heavy workload, burnout and stress, at the reference strain;
        /// proportional to strain
        workload_per_year: f64 = 0.06, "per year", allowed (0.0, 20.0), plausible (0.02, 0.15),
            "M22", Live, Assumption "prior; Ellins et al. 2023, Box 7",
            raises "emhp_leavers" of "motive=workload";
        /// Rate of leaving because of lack of supervision, if none is received
        supervision_per_year: f64 = 0.15, "per year", allowed (0.0, 20.0), plausible (0.05, 0.4),
            "M22", Live, Assumption "prior; Ellins et al. 2023, Box 7",
            raises "emhp_leavers" of "motive=supervision";
        /// Rate of leaving because of lack of progression, from 12 months after qualifying
        progression_per_year: f64 = 0.03, "per year", allowed (0.0, 20.0), plausible (0.0, 0.1),
            "M22", Live, Assumption "prior; Ellins et al. 2023, Box 7",
            raises "emhp_leavers" of "motive=progression";
        /// Rate of leaving because of pay and insecure contracts
        pay_and_contract_per_year: f64 = 0.03, "per year",
            allowed (0.0, 20.0), plausible (0.0, 0.1),
            "M22", Live, Assumption "prior; Ellins et al. 2023, Box 7",
            raises "emhp_leavers" of "motive=pay_and_contract";
        /// Rate of leaving because of the rigidity of the model under a firm remit; half of it case
        /// by case, none with an extended remit
        rigidity_per_year: f64 = 0.03, "per year", allowed (0.0, 20.0), plausible (0.0, 0.1),
            "M22", Live, Assumption "prior; Ellins et al. 2023, Box 7: the rigidity of the \
             programme and of the model, and the limits of the approach; that it depends on the \
             remit is an assumption",
            raises "emhp_leavers" of "motive=rigidity";
        /// Rate of leaving for other reasons, such as travel and changed circumstances
        other_per_year: f64 = 0.04, "per year", allowed (0.0, 20.0), plausible (0.01, 0.1),
            "M22", Live, Assumption "prior; Ellins et al. 2023, Box 7",
            raises "emhp_leavers" of "motive=other";
        /// Rate at which seniors leave, whatever their strain
        senior_per_year: f64 = 0.12, "per year", allowed (0.0, 20.0), plausible (0.05, 0.2),
            "M22", Live, Assumption "prior; Ellins et al. 2023, Ch6 (staff retention and \
             turnover): high turnover of seniors in some case study sites; 13 % a year among all \
             mental health staff (NAO 2023)",
            raises "senior_turnover";
        /// Rate at which seniors leave because of the workload of supervising, if all the
        /// supervision they can give is needed; proportional to what is needed
        senior_workload_per_year: f64 = 0.1, "per year", allowed (0.0, 20.0), plausible (0.0, 0.3),
            "M22", Live, Assumption "prior; Ellins et al. 2023, Ch6 (staff retention and \
             turnover): the demands of supervising appeared to be important",
            raises "senior_turnover";
        /// Notice period of an EMHP, in which they take no new cases
        emhp_notice_weeks: f64 = 8.0, "weeks", allowed (0.0, 52.0), plausible (4.0, 12.0),
            "M22", Live, Assumption "prior: notice period in Band 5",
            lowers "emhp_vacancy_share";
        /// Rate at which managers, administrators and specialist workers leave
        support_staff_per_year: f64 = 0.13, "per year", allowed (0.0, 20.0), plausible (0.05, 0.25),
            "M22", Live, Assumption "prior; 13 % a year among all mental health staff (NAO 2023)",
            lowers "cost_per_year";
        /// Notice period of a senior, in which they take no new cases
        senior_notice_weeks: f64 = 12.0, "weeks", allowed (0.0, 52.0), plausible (8.0, 13.0),
            "M22", Live, Assumption "prior: notice period in Band 7",
            lowers "senior_vacancy_share";
    }
}

/// Somebody has left: what the others have to deal with.
#[derive(Clone, Debug)]
pub(crate) struct Departure {
    pub(crate) who: PractitionerId,
    pub(crate) key: BirthKey,
    pub(crate) post: PostId,
    pub(crate) fte: f64,
    pub(crate) motive: Motive,
    /// The cases that were open.
    pub(crate) cases: Vec<OpenCase>,
}

impl Workforce {
    /// A week of reasons to leave for each practitioner of a team; `rigidity` is how rigid the
    /// remit is, 0 to 1.
    pub(crate) fn weigh_leaving(&mut self, at: &mut Moment, team: TeamId, rigidity: f64) {
        for id in self.posts_held(at.now, team) {
            let person = &self.practitioners[id.index()];
            if person.gives_notice() || person.is_trainee(at.now) || person.is_on_leave() {
                continue;
            }
            let rates = self.leaving_rates(at.values(), at.now, id, rigidity);
            let total: f64 = rates.iter().map(|(_, rate)| rate).sum();
            let person = &mut self.practitioners[id.index()];
            person.patience -= total / WEEKS_PER_YEAR;
            if person.patience > 0.0 {
                continue;
            }
            let mut point = at.draws.uniform(person.key, Purpose::LeavingMotive, 0) * total;
            let motive = rates
                .iter()
                .find(|(_, rate)| {
                    point -= rate;
                    point < 0.0
                })
                .map_or(Motive::Other, |(motive, _)| *motive);
            let notice = match person.role {
                Role::Senior => at.values().attrition.senior_notice_weeks,
                _ => at.values().attrition.emhp_notice_weeks,
            };
            let on = at.now + Span::from_days_f64(7.0 * notice);
            person.leaving = Some(Leaving { on, motive });
            at.record.tell_of(at.now, person.key, || PractitionerEvent::GaveNotice {
                motive,
                last_day: on,
                reasons: rates,
            });
        }
    }

    /// The yearly rates of a practitioner's reasons to leave.
    pub(super) fn leaving_rates(
        &self,
        values: &Values,
        now: SimTime,
        id: PractitionerId,
        rigidity: f64,
    ) -> Vec<(Motive, f64)> {
        let person = &self.practitioners[id.index()];
        let strain = if values.strain.is_felt {
            person.strain / values.strain.reference.max(1e-9)
        } else {
            1.0
        };
        let rates = match person.role {
            Role::Emhp | Role::WellbeingPractitioner => {
                let months = now.since(person.qualified).days() / DAYS_PER_MONTH;
                let fades = (-months / values.attrition.expectations_months).exp();
                let (career, settled) = match (person.is_senior_emhp, months >= 12.0) {
                    (true, _) => (values.ladder.leaving_factor, 0.0),
                    (false, true) => (1.0, 1.0),
                    (false, false) => (1.0, 0.0),
                };
                vec![
                    (
                        Motive::SteppingStone,
                        career * values.attrition.stepping_stone_per_year * hump(months),
                    ),
                    (Motive::Expectations, values.attrition.expectations_per_year * fades),
                    (Motive::Workload, values.attrition.workload_per_year * strain),
                    (
                        Motive::Supervision,
                        values.attrition.supervision_per_year * (1.0 - person.supervised),
                    ),
                    (Motive::Progression, values.attrition.progression_per_year * settled),
                    (Motive::PayAndContract, values.attrition.pay_and_contract_per_year),
                    (Motive::Rigidity, values.attrition.rigidity_per_year * rigidity),
                    (Motive::Other, values.attrition.other_per_year),
                ]
            }
            Role::Senior => vec![
                (Motive::Workload, values.attrition.senior_workload_per_year * person.asked),
                (Motive::Other, values.attrition.senior_per_year),
            ],
            Role::SpecialistWorker | Role::Manager | Role::Administrator => {
                vec![(Motive::Other, values.attrition.support_staff_per_year)]
            }
        };
        rates.into_iter().map(|(motive, rate)| (motive, values.attrition.all * rate)).collect()
    }

    /// Somebody whose last day has come leaves the post; none where it has not.
    pub(crate) fn leave(&mut self, at: &mut Moment, id: PractitionerId) -> Option<Departure> {
        let person = &self.practitioners[id.index()];
        let motive = person.leaving.filter(|leaving| leaving.on <= at.now)?.motive;
        let (role, post, months) = (person.role, person.post, person.months(at.now));
        let (key, fte, open_cases) = (person.key, person.fte, person.open_cases());
        self.posts[post.index()].holder = None;
        at.record.note_departure(at.now, key);
        at.record.tell_of(at.now, key, || PractitionerEvent::Left { motive, months, open_cases });
        at.record.counts.left(at.now, role, motive, months);
        let cases = self.practitioners[id.index()].give_up_cases();
        Some(Departure { who: id, key, post, fte, motive, cases })
    }

    /// Counts the week of everybody at work as time at risk of leaving.
    pub(crate) fn count_time_at_risk(&self, at: &mut Moment, team: TeamId) {
        for id in self.clinicians(team) {
            let person = &self.practitioners[id.index()];
            at.record.counts.in_post(at.now, person.role, person.months(at.now));
        }
    }
}

/// The stepping-stone: nothing before 4 months, all of it from 10 to 22, a third from 36 on. Last
/// days follow after two months of notice, and so peak in the second year.
fn hump(months: f64) -> f64 {
    match months {
        ..4.0 => 0.0,
        4.0..10.0 => (months - 4.0) / 6.0,
        10.0..22.0 => 1.0,
        22.0..36.0 => 1.0 - (months - 22.0) / 14.0 * 2.0 / 3.0,
        _ => 1.0 / 3.0,
    }
}

#[cfg(test)]
mod tests {
    use super::hump;

    /// The evaluation, Box 7: the role is a stepping-stone. The peak in the second year is an
    /// assumption.
    #[test]
    fn the_stepping_stone_peaks_in_the_second_year_and_never_jumps() {
        assert!(hump(18.0) > hump(3.0) && hump(18.0) > hump(60.0));
        for tenth in 0..800 {
            let months = f64::from(tenth) / 10.0;
            assert!((hump(months + 0.1) - hump(months)).abs() < 0.02, "{months}");
        }
    }
}
