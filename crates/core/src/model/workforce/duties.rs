//! What has to be done besides the three functions of a team, and whose time it takes (M18, M35):
//! each setting takes time, however large it is; somebody fills in forms, books and chases; somebody
//! manages, recruits and inducts. Work is done by those whose work it is, as far as they are there,
//! and by practitioners otherwise.

use super::Workforce;
use super::budget::Budget;
use crate::model::ids::TeamId;
use crate::model::moment::Moment;
use crate::model::parameters::parameters;
use crate::model::plan::Role;
use crate::model::results::Function;
use crate::model::settings::Settings;

parameters! {
    pub struct DutiesParameters in "duties" {
        /// Time that each setting takes of the practitioner who covers it, in term: meetings with
        /// the lead, visits, assemblies, and the way there
        hours_per_setting: f64 = 0.5, "hours/week", allowed (0.0, 20.0), plausible (0.2, 1.0),
            "M25", Live, Assumption "prior; Ellins et al. 2023, Ch7: more settings mean a heavier \
             workload and less presence; hours are not reported",
            lowers "slots_per_emhp_week";
        /// Administration of a referral: form, consent, chasing replies, letters
        hours_per_referral: f64 = 1.5, "hours", allowed (0.0, 40.0), plausible (0.5, 3.0),
            "M35", Live, Assumption "prior; Ellins et al. 2023, Ch7 (referral and assessment \
             pathways): incomplete forms and parents who are hard to reach; hours are not reported",
            lowers "slots_per_emhp_week";
        /// Administration of an appointment: booking, reminding, recording
        hours_per_appointment: f64 = 0.15, "hours", allowed (0.0, 10.0), plausible (0.05, 0.3),
            "M35", Live, Assumption "prior",
            lowers "slots_per_emhp_week";
        /// Administration of a team, whatever it does: returns, rooms, correspondence
        hours_per_team: f64 = 3.0, "hours/week", allowed (0.0, 75.0), plausible (1.0, 6.0),
            "M35", Live, Assumption "prior; Ellins et al. 2023, Ch6 (the workforce): \
             administrators support the team and the programme",
            lowers "slots_per_emhp_week";
        /// Management of a full-time member of a team: line management, meetings, rotas
        management_hours_per_person: f64 = 0.75, "hours/week",
            allowed (0.0, 20.0), plausible (0.3, 1.5),
            "M35", Live, Assumption "prior; Ellins et al. 2023, Ch6 (supervision): management \
             supervision beside clinical supervision; hours are not reported",
            lowers "slots_per_emhp_week";
        /// Management of a team, whatever its size: partners, boards, reports
        management_hours_per_team: f64 = 5.0, "hours/week", allowed (0.0, 75.0), plausible (2.0, 10.0),
            "M35", Live, Assumption "prior",
            lowers "slots_per_emhp_week";
        /// Recruiting for a vacant post
        recruiting_hours: f64 = 1.5, "hours/week", allowed (0.0, 37.5), plausible (0.5, 4.0),
            "M35", Live, Assumption "prior; Ellins et al. 2023, Ch6 (recruitment and training): \
             an ongoing issue; hours are not reported",
            lowers "slots_per_emhp_week";
        /// Induction of somebody new, by seniors
        induction_hours: f64 = 2.0, "hours/week", allowed (0.0, 37.5), plausible (1.0, 4.0),
            "M35", Live, Assumption "prior; Ellins et al. 2023, Ch6 (staff retention and turnover): \
             new trainees need more support from other staff; hours are not reported",
            lowers "slots_per_emhp_week";
        /// Time for which somebody is new
        induction_weeks: f64 = 12.0, "weeks", allowed (0.0, 104.0), plausible (6.0, 26.0),
            "M35", Live, Assumption "prior",
            lowers "slots_per_emhp_week";
    }
}

/// Shares hours of work among some members of a team in proportion to what each has left; returns
/// the hours for which none had time.
fn share(
    week: &mut [Budget],
    function: Function,
    hours: f64,
    may: impl Fn(&Budget) -> bool,
) -> f64 {
    let left: f64 = week.iter().filter(|one| may(one)).map(|one| one.left).sum();
    if hours <= 0.0 || left <= 0.0 {
        return hours.max(0.0);
    }
    let part = (hours / left).min(1.0);
    for one in week.iter_mut().filter(|one| may(one)) {
        one.spend(function, one.left * part);
    }
    hours - left * part
}

impl Workforce {
    /// Takes what has to be done in a week from the hours that are left.
    pub(super) fn do_duties(
        &self,
        at: &Moment,
        settings: &Settings,
        id: TeamId,
        week: &mut [Budget],
    ) {
        let (duties, team) = (&at.values().duties, &self.teams[id.index()]);
        let is = |role: Role| move |one: &Budget| one.role == role;
        let is_qualified = |one: &Budget| one.role.is_clinical() && !one.is_trainee;

        // What nobody covers falls to the seniors.
        if at.school.is_term(at.now.week()) && duties.hours_per_setting > 0.0 {
            let mut uncovered = 0.0;
            for setting in team.settings.iter().map(|&id| &settings[id]) {
                let post = setting.post.and_then(|post| self.at_work(post));
                let covering = post.and_then(|who| week.iter_mut().find(|one| one.id == who));
                match covering {
                    Some(one) => {
                        one.spend(Function::Settings, duties.hours_per_setting);
                    }
                    None => uncovered += duties.hours_per_setting,
                }
            }
            share(week, Function::Settings, uncovered, is(Role::Senior));
        }

        let (mut people, mut vacant, mut new) = (0.0, 0.0, 0.0);
        for post in self.open_posts(at.now, id) {
            match post.holder.map(|holder| &self.practitioners[holder.index()]) {
                None => vacant += 1.0,
                Some(person) => {
                    people += person.fte;
                    new += f64::from(u8::from(at.now < person.inducted));
                }
            }
        }
        let managing = duties.management_hours_per_team
            + duties.management_hours_per_person * people
            + duties.recruiting_hours * vacant;
        let not_managed = share(week, Function::Management, managing, is(Role::Manager));
        share(week, Function::Management, not_managed, is(Role::Senior));
        let inducting = duties.induction_hours * new;
        share(week, Function::Management, inducting, is(Role::Senior));

        let paperwork = duties.hours_per_team
            + duties.hours_per_referral * f64::from(team.lately.referrals)
            + duties.hours_per_appointment * f64::from(team.lately.appointments);
        let not_done = share(week, Function::Administration, paperwork, is(Role::Administrator));
        let not_done = share(week, Function::Administration, not_done, is(Role::Manager));
        share(week, Function::Administration, not_done, is_qualified);
    }
}
