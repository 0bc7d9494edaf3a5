//! What is counted: which measures follow from a move of a child, and from what happens to
//! practitioners, settings and the specialist service. Nothing else in the model names a measure.

use super::counts::Counts;
use super::exit::Exit;
use super::ledger::NeedRead;
use super::measure::{Of, kinds};
use super::{CohortExit, Dimension, Subgroup, measured};
use crate::engine::time::{SimTime, Span, WEEKS_PER_YEAR};
use crate::model::children::care::{ReferredBy, Request};
use crate::model::children::child::Child;
use crate::model::children::place::{Place, Reason, Spot, Standing};
use crate::model::children::severity::Change;
use crate::model::children::transition::{Memberships, Transition};
use crate::model::ids::TeamId;
use crate::model::motive::Motive;
use crate::model::plan::Role;

/// Where a child of the specialist service comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Origin {
    /// A covered setting.
    Covered = 0,
    /// Anywhere else.
    Elsewhere = 1,
}

/// How help by the team ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum HelpEnd {
    /// All planned sessions have been held, or the child was seen to be well.
    Completed,
    /// The child stopped coming, still in need.
    DroppedOut,
    /// The child stopped coming and was found to be well.
    FoundWell,
    /// A session revealed more complexity than the team takes.
    TooComplex,
}

/// What a week of whole school work comes to in the settings of a team.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Prevented {
    /// Onsets prevented in the week.
    pub(crate) onsets: f64,
    /// Pupils of the settings.
    pub(crate) pupils: f64,
}

// -- children -----------------------------------------------------------------------------------

impl Counts {
    /// A child has moved, or an episode has opened or closed.
    pub(crate) fn moved(&mut self, change: &Transition) {
        let &Transition { now, members, reason, .. } = change;
        if let Some(Request { referred, accepted, .. }) = change.request {
            let exit = exit_of(change.destination(), reason);
            self.request_ended(members, referred, accepted, exit, now);
        }
        self.specialist_wait_moved(change);
        if change.to == Spot::Outside && now >= self.time.measure_from {
            self.episode(change.child, members, change.course.is_remitted());
        }
        if self.measures(now) {
            self.count_move(change);
            self.return_move(change);
        }
    }

    fn count_move(&mut self, change: &Transition) {
        let &Transition { now, members, reason, child, .. } = change;
        if change.destination().is_some_and(Place::is_help)
            && child.care.journey.first_help == Some(now)
        {
            self.duration(members, measured::DaysToFirstHelp, now.since(child.opened));
        }
        match change.to {
            Spot::In(Place::MissingMiddle) => {
                self.count_one(members, measured::MissingMiddleEntered)
            }
            Spot::In(Place::InReferral) => {
                self.count_one(members, measured::Referrals);
                let by_staff = reason == Reason::ReferredByStaff;
                self.share(members, measured::ReferredByStaffShare, by_staff);
            }
            Spot::In(Place::WaitingAssessment) if reason == Reason::AcceptedAtTriage => {
                self.count_one(members, measured::Accepted);
            }
            Spot::In(Place::InIntervention) => self.help_started(change),
            Spot::In(Place::Interrupted) if reason == Reason::PractitionerLeft => {
                self.count_one(members, measured::InterruptedCases);
            }
            Spot::In(Place::WaitingSpecialistFirst | Place::Bridged) => {
                if reason == Reason::SteppedUp {
                    self.count_one(members, measured::SteppedUp);
                }
                if reason != Reason::StepUpAwaitsSupervisor {
                    self.count_one(members, measured::SpecialistReferrals);
                }
            }
            Spot::Outside => {
                if reason == Reason::CompletedRecovered {
                    self.count_one(members, measured::Recovered);
                }
                if child.recovered_in_help {
                    self.count_one(members, measured::RecoveredWithHelp);
                }
            }
            Spot::In(Place::SettingHelps) => {
                self.other_one(Subgroup::ALL, measured::SettingHelpStarted);
            }
            Spot::In(Place::HelpedElsewhere) => {
                self.other_one(Subgroup::ALL, measured::OutsideHelpStarted);
            }
            Spot::In(
                Place::Unrecognised
                | Place::HeldBySetting
                | Place::WaitingAssessment
                | Place::WaitingIntervention
                | Place::Interrupted
                | Place::WaitingSpecialistSecond
                | Place::InSpecialist
                | Place::OutOfScope
                | Place::Disengaged
                | Place::AfterHelp,
            ) => {}
        }
    }

    fn help_started(&mut self, change: &Transition) {
        let &Transition { now, members, reason, .. } = change;
        let begins = matches!(reason, Reason::HelpStarted | Reason::GroupStarted);
        let Some(Request { referred, .. }) = change.request.filter(|_| begins) else { return };
        self.count_one(members, measured::Started);
        self.duration(members, measured::WaitReferralToStart, now.since(referred));
        self.average(members, measured::SeverityAtStart, change.course.score());
        self.share(members, measured::StartedInGroupShare, reason == Reason::GroupStarted);
    }

    /// What a move is in the quarterly return of the team.
    fn return_move(&mut self, change: &Transition) {
        let Some(team) = change.members.team else { return };
        let (from, to) = (change.from, change.destination());
        let with_team = |spot| matches!(spot, Spot::In(place) if Place::is_with_team(place));
        let row = self.returns.of(team.0 + 1, change.now);
        match to {
            Some(Place::InReferral) => row.referrals += 1,
            Some(Place::WaitingAssessment) if change.reason == Reason::AcceptedAtTriage => {
                row.accepted += 1;
            }
            // Help that a new team resumes has no referral of its own and started before.
            Some(Place::InIntervention) if Exit::of(to, change.reason) == Some(Exit::Started) => {
                row.started += u64::from(change.request.is_some());
            }
            _ if with_team(from) && !with_team(change.to) => {
                if let Some(exit) = Exit::of(to, change.reason) {
                    row.closed[exit as usize] += 1;
                }
            }
            _ => {}
        }
    }

    /// A session of the team was due; the child came or did not.
    pub(crate) fn session(&mut self, now: SimTime, team: TeamId, attended: bool) {
        if self.measures(now) {
            let row = self.returns.of(team.0 + 1, now);
            row.sessions_attended += u64::from(attended);
            row.sessions_missed += u64::from(!attended);
        }
    }

    /// So many waited for a team at the end of the quarter that ended before `until`.
    pub(crate) fn waiting_after_quarter(&mut self, team: u32, until: SimTime, waiting: u64) {
        let last = until - Span::from_minutes(1);
        if self.measures(last) {
            self.returns.of(team, last).waiting = waiting;
        }
    }

    /// An episode that is over, or still open at the end of the run.
    fn episode(&mut self, child: &Child, members: Memberships, remitted: bool) {
        self.account.add(members, &child.need);
        let time = |minutes| Span::from_minutes(u32::try_from(minutes).unwrap_or(u32::MAX));
        let without_help = child.need.where_it(Standing::is_without_help);
        let without_support = child.need.where_it(Standing::is_without_support);
        self.duration(members, measured::DaysWithoutHelp, time(without_help));
        self.other_duration(Subgroup::ALL, measured::DaysInNeed, time(child.need.in_need()));
        self.other_duration(Subgroup::ALL, measured::DaysWithoutSupport, time(without_support));
        let year = Span::from_days(365);
        let followed =
            self.time.measure_from <= child.opened && child.opened + year <= self.time.end;
        if followed {
            let helped = child.care.journey.first_help.is_some_and(|at| at <= child.opened + year);
            self.share(members, measured::HelpedWithinYear, helped);
            let within_year = child.need.in_need() < u64::from(year.minutes());
            // Of children who left in need before the year was over nobody knows.
            if !helped && (remitted || !within_year) {
                self.part(measured::RemittedUntreatedWithinYearShare, within_year);
            }
        }
    }

    /// Minutes in need in the account of need.
    pub(crate) fn in_need(&self) -> u64 {
        self.account.in_need()
    }

    /// Triage has decided.
    pub(crate) fn triaged(&mut self, now: SimTime, members: Memberships, accepted: bool) {
        if self.measures(now) {
            self.share(members, measured::AcceptedShare, accepted);
        }
    }

    /// A child was seen at its assessment so long after referral.
    pub(crate) fn assessed(&mut self, now: SimTime, members: Memberships, waited: Span) {
        if self.measures(now) {
            self.duration(members, measured::WaitReferralToAssessment, waited);
        }
    }

    /// Help ended after so many sessions attended.
    pub(crate) fn help_ended(
        &mut self,
        now: SimTime,
        members: Memberships,
        how: HelpEnd,
        attended: u8,
    ) {
        if !self.measures(now) {
            return;
        }
        match how {
            HelpEnd::Completed => {
                self.count_one(members, measured::Completed);
                if let Some(team) = members.team {
                    self.returns.of(team.0 + 1, now).completed += 1;
                }
            }
            HelpEnd::DroppedOut => self.count_one(members, measured::DroppedOut),
            HelpEnd::TooComplex | HelpEnd::FoundWell => {}
        }
        self.share(members, measured::DroppedOutShare, how == HelpEnd::DroppedOut);
        self.part(measured::StoppedForComplexityShare, how == HelpEnd::TooComplex);
        self.average(members, measured::SessionsAttendedMean, f64::from(attended));
    }

    /// Help by the team was completed, and need has changed so.
    pub(crate) fn completed(&mut self, now: SimTime, members: Memberships, change: Change) {
        if self.measures(now) {
            self.share(members, measured::RecoveredShare, change == Change::Recovered);
            let improved = matches!(change, Change::Recovered | Change::Improved);
            self.part(measured::ImprovedShare, improved);
            self.part(measured::WorseShare, change == Change::Worse);
        }
    }

    /// Specialist treatment of a child of a covered setting has ended, and need has changed so.
    pub(crate) fn specialist_discharged(&mut self, now: SimTime, change: Change) {
        if self.measures(now) {
            let improved = matches!(change, Change::Recovered | Change::Improved);
            self.part(measured::SpecialistRecoveredShare, change == Change::Recovered);
            self.part(measured::SpecialistImprovedShare, improved);
            self.part(measured::SpecialistWorseShare, change == Change::Worse);
        }
    }

    /// Children without need were referred to a team, which assessed some of them.
    pub(crate) fn without_need(&mut self, now: SimTime, referred: u64, assessed: u64) {
        if self.measures(now) {
            self.other_count(Subgroup::ALL, measured::ReferralsWithoutNeed, referred);
            self.other_count(Subgroup::ALL, measured::AssessmentsWithoutNeed, assessed);
        }
    }

    /// A referral or help has ended, with the child still in need: whether other help was found.
    pub(crate) fn ended_in_need(&mut self, now: SimTime, helped: bool) {
        if self.measures(now) {
            self.part(measured::OnwardHelpShare, helped);
        }
    }

    /// One more, of everybody, that is or is not of the part.
    fn part(&mut self, share: Of<kinds::Share>, is_part: bool) {
        self.ratio(Subgroup::ALL, share, f64::from(u8::from(is_part)), 1.0);
    }

    /// A colleague has taken over the case of somebody who left.
    pub(crate) fn handed_over(&mut self, now: SimTime, members: Memberships) {
        if self.measures(now) {
            self.count_one(members, measured::HandedOverCases);
        }
    }

    /// An episode is still open at the end of the run.
    pub(crate) fn still_open(
        &mut self,
        child: &Child,
        remitted: bool,
        members: Memberships,
        now: SimTime,
    ) {
        self.episode(child, members, remitted);
        self.specialist_wait_goes_on(child);
        if let Some(Request { referred, accepted, .. }) = child.care.request {
            self.request_ended(members, referred, accepted, CohortExit::Censored, now);
        }
    }

    /// A child whose referral was accepted still waits for help at the end of the run.
    pub(crate) fn still_waiting(&mut self, members: Memberships, waited: Span) {
        self.duration(members, measured::StillWaitingForStart, waited);
    }

    /// Person-time in need over person-time of pupils, by the year in which the reading began.
    pub(crate) fn prevalence(&mut self, read: NeedRead, now: SimTime) {
        let pupils = self.pupils * f64::from(now.since(read.since).minutes());
        let year = read.since.date().year().unsigned_abs();
        let subgroup = Subgroup { dimension: Dimension::Year, level: year };
        self.ratio(subgroup, measured::PrevalenceShare, read.in_need_minutes as f64, pupils);
    }
}

/// How a referral ended, from where the child went and why.
fn exit_of(to: Option<Place>, reason: Reason) -> CohortExit {
    match (to, reason) {
        (Some(Place::InIntervention), _) => CohortExit::Started,
        (Some(Place::MissingMiddle), _) => CohortExit::MissingMiddle,
        (Some(Place::WaitingSpecialistFirst | Place::Bridged), _) => CohortExit::ToSpecialist,
        (Some(Place::OutOfScope), _) => CohortExit::OutOfScope,
        (Some(Place::Disengaged), _) => CohortExit::Disengaged,
        (Some(Place::HeldBySetting), Reason::LeftCoverage)
        | (None, Reason::LeftCoverage | Reason::AgedOut | Reason::MovedAway) => CohortExit::Left,
        (
            None
            | Some(
                Place::Unrecognised
                | Place::HeldBySetting
                | Place::InReferral
                | Place::WaitingAssessment
                | Place::WaitingIntervention
                | Place::Interrupted
                | Place::WaitingSpecialistSecond
                | Place::InSpecialist
                | Place::AfterHelp
                | Place::SettingHelps
                | Place::HelpedElsewhere,
            ),
            _,
        ) => CohortExit::NotNeeded,
    }
}

// -- settings -----------------------------------------------------------------------------------

impl Counts {
    /// A week of whole school work of a team.
    pub(crate) fn prevented(&mut self, now: SimTime, Prevented { onsets, pupils }: Prevented) {
        if self.measures(now) {
            let weeks = 1.0 / WEEKS_PER_YEAR;
            let whole = pupils / 1000.0 * weeks;
            self.ratio(Subgroup::ALL, measured::CasesPrevented, onsets * weeks, whole);
            self.ratio(Subgroup::ALL, measured::CasesFound, 0.0, whole);
        }
    }

    /// Staff have noticed a child, and this share of it is due to maturity.
    pub(crate) fn found_by_maturity(&mut self, now: SimTime, share: f64) {
        if self.measures(now) {
            self.ratio(Subgroup::ALL, measured::CasesFound, share, 0.0);
        }
    }
}

// -- the workforce ------------------------------------------------------------------------------

impl Counts {
    /// Somebody has left, so many months after qualifying (negative in training).
    pub(crate) fn left(&mut self, now: SimTime, role: Role, motive: Motive, months: f64) {
        if !self.measures(now) {
            return;
        }
        let motive = Subgroup { dimension: Dimension::Motive, level: motive as u16 };
        let (measure, turnover) = match role {
            Role::Emhp => (measured::EmhpLeavers, measured::EmhpTurnover),
            Role::Senior => (measured::SeniorLeavers, measured::SeniorTurnover),
            _ => return,
        };
        for subgroup in [Subgroup::ALL, motive] {
            self.other_one(subgroup, measure);
        }
        for subgroup in at_risk(role, months) {
            self.ratio(subgroup, turnover, 1.0, 0.0);
        }
    }

    /// Somebody was in post for a week, at risk of leaving.
    pub(crate) fn in_post(&mut self, now: SimTime, role: Role, months: f64) {
        if !self.measures(now) {
            return;
        }
        let turnover = match role {
            Role::Emhp => measured::EmhpTurnover,
            Role::Senior => measured::SeniorTurnover,
            _ => return,
        };
        for subgroup in at_risk(role, months) {
            self.ratio(subgroup, turnover, 0.0, 1.0 / WEEKS_PER_YEAR);
        }
    }

    /// A post was filled that had been vacant for so long.
    pub(crate) fn vacancy_filled(&mut self, now: SimTime, role: Role, vacant: Span) {
        if !self.measures(now) || vacant == Span::ZERO {
            return;
        }
        let measure = match role {
            Role::Emhp => measured::VacancyDays,
            Role::Senior => measured::SeniorVacancyDays,
            _ => return,
        };
        self.other_duration(Subgroup::ALL, measure, vacant);
    }
}

/// The subgroups in which somebody is at risk of leaving: trainees only among their like.
fn at_risk(role: Role, months: f64) -> Vec<Subgroup> {
    let mut subgroups = Vec::new();
    if months >= 0.0 {
        subgroups.push(Subgroup::ALL);
    }
    if role == Role::Emhp {
        let level = match months {
            ..0.0 => 0,
            0.0..12.0 => 1,
            12.0..24.0 => 2,
            24.0..36.0 => 3,
            _ => 4,
        };
        subgroups.push(Subgroup { dimension: Dimension::Tenure, level });
    }
    subgroups
}

// -- the specialist service ---------------------------------------------------------------------

impl Counts {
    /// A decision on a referral to the service, by who made it.
    pub(crate) fn specialist_decided(&mut self, now: SimTime, by: ReferredBy, declined: bool) {
        if self.measures(now) {
            let part = f64::from(u8::from(declined));
            let origin = match by {
                ReferredBy::Elsewhere => Origin::Elsewhere,
                _ => Origin::Covered,
            };
            let referrer = Subgroup { dimension: Dimension::ReferredBy, level: by as u16 };
            for subgroup in of_origin(origin).into_iter().chain([referrer]) {
                self.ratio(subgroup, measured::SpecialistDeclinedShare, part, 1.0);
            }
        }
    }

    /// A first contact, so long after referral.
    pub(crate) fn first_contact(&mut self, now: SimTime, origin: Origin, wait: Span) {
        if self.measures(now) {
            for subgroup in of_origin(origin) {
                self.other_duration(subgroup, measured::WaitSpecialistFirstContact, wait);
            }
        }
    }

    /// A second contact, so long after referral: treatment has begun.
    pub(crate) fn second_contact(
        &mut self,
        now: SimTime,
        origin: Origin,
        first: SimTime,
        wait: Span,
    ) {
        if self.time.in_calibration(now) && self.time.in_calibration(first) {
            self.other_duration(Subgroup::ALL, measured::CalibrationWaitSecondContact, wait);
        }
        if self.measures(now) {
            for subgroup in of_origin(origin) {
                self.other_duration(subgroup, measured::WaitSpecialistSecondContact, wait);
            }
        }
        self.specialist_wait_ended(now, origin, false);
    }

    /// A referral to the service ended its wait at `when`: closed before treatment, or with a
    /// second contact.
    pub(crate) fn specialist_wait_ended(&mut self, when: SimTime, origin: Origin, closed: bool) {
        let part = f64::from(u8::from(closed));
        if self.time.in_calibration(when) {
            self.ratio(Subgroup::ALL, measured::CalibrationClosedShare, part, 1.0);
        }
        if self.measures(when) {
            for subgroup in of_origin(origin) {
                let measure = measured::SpecialistClosedBeforeTreatmentShare;
                self.ratio(subgroup, measure, part, 1.0);
            }
        }
    }

    /// The threshold of the service in a month.
    pub(crate) fn specialist_threshold(&mut self, now: SimTime, threshold: f64) {
        if self.measures(now) {
            self.ratio(Subgroup::ALL, measured::SpecialistThreshold, threshold, 1.0);
        }
    }

    /// Under-18s who were in contact with the service in the calibration window.
    pub(crate) fn in_contact(&mut self, seen: f64, under_18s: f64) {
        self.ratio(Subgroup::ALL, measured::CalibrationInContactShare, seen, under_18s);
    }
}

fn of_origin(origin: Origin) -> [Subgroup; 2] {
    [Subgroup::ALL, Subgroup { dimension: Dimension::Origin, level: origin as u16 }]
}
