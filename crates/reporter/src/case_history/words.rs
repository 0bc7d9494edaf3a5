//! Words for what the model calls by names of its own.

use mhst_core::engine::time::{MINUTES_PER_DAY, SimTime, Span};
use mhst_core::model::place::{Place, Reason};
use mhst_core::model::plan::{Role, SettingPhase, TimePlan};
use mhst_core::model::results::Idle;
use mhst_core::model::trace::{
    Band, Groups, Judgement, LeaveCause, Motive, Phase, PostHolder, Problem, Thresholds, Way,
};

/// Days from one date to another, in words.
pub(super) fn days(from: SimTime, to: SimTime) -> String {
    match day(to) - day(from) {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// The number of the day on which an instant falls.
fn day(at: SimTime) -> u32 {
    at.minutes() / MINUTES_PER_DAY
}

/// The last day of a run that ends at a midnight.
pub fn last_day(time: &TimePlan) -> String {
    (time.end - Span::DAY).date().to_string()
}

pub(super) fn problem(problem: Problem) -> &'static str {
    match problem {
        Problem::Anxiety => "anxiety",
        Problem::LowMood => "low mood",
        Problem::Behaviour => "difficult behaviour",
        Problem::SelfHarm => "self-harm or another risk",
        Problem::Neurodevelopmental => "a neurodevelopmental condition",
    }
}

pub(super) fn groups(groups: Groups) -> Vec<&'static str> {
    [
        (Groups::SEND, "SEND"),
        (Groups::MINORITY_ETHNIC, "minority ethnic"),
        (Groups::LOW_INCOME, "low income"),
        (Groups::LOOKED_AFTER, "looked after"),
        (Groups::LGBTQ, "LGBTQ+"),
        (Groups::TEENAGE_BOYS, "boy of secondary age"),
    ]
    .into_iter()
    .filter(|(group, _)| groups.contains(*group))
    .map(|(_, words)| words)
    .collect()
}

pub(super) fn year(year_group: u8) -> String {
    let phase = match Phase::of_year(year_group) {
        Phase::Primary => "primary",
        Phase::Secondary => "secondary",
        Phase::SixteenPlus => "16-plus",
    };
    match year_group {
        0 => format!("reception ({phase})"),
        year => format!("year {year} ({phase})"),
    }
}

/// A synthetic setting is called by its phase; one that users list has its own name.
pub(super) fn setting(name: &str) -> String {
    let synthetic = |(first, number): (&str, &str)| {
        number.parse::<u32>().ok()?;
        let phase = SettingPhase::ALL.into_iter().find(|phase| phase.name() == first)?;
        let words = match phase {
            SettingPhase::Primary | SettingPhase::Secondary => first,
            SettingPhase::SixteenPlus => "sixth form or college",
            SettingPhase::AllThrough => "all-through school",
            SettingPhase::Other => "special school or pupil referral unit",
        };
        Some(format!("{words} {number}"))
    };
    name.split_once(' ').and_then(synthetic).unwrap_or_else(|| name.to_owned())
}

pub(super) fn band(band: Band) -> &'static str {
    match band {
        Band::BelowFloor => "too mild for the team",
        Band::MildToModerate => "mild to moderate",
        Band::MissingMiddle => "missing middle",
        Band::Specialist => "severe",
    }
}

pub(super) fn severity(score: f64, lines: &Thresholds) -> String {
    format!("{score:.2} ({})", band(lines.band(score)))
}

pub(super) fn scale(lines: &Thresholds) -> String {
    let Thresholds { floor, ceiling, specialist } = lines;
    format!(
        "Severity (1 is the mean at onset): below {floor:.2} {}; {floor:.2} to {ceiling:.2} {}; \
         {ceiling:.2} to {specialist:.2} {}; from {specialist:.2} {}.",
        band(Band::BelowFloor),
        band(Band::MildToModerate),
        band(Band::MissingMiddle),
        band(Band::Specialist),
    )
}

/// What was seen, and what was true.
pub(super) fn saw(judgement: &Judgement) -> String {
    format!("saw severity {}", judged(judgement))
}

/// The severity that somebody judged, beside the true one.
pub(super) fn judged(judgement: &Judgement) -> String {
    let Judgement { seen, truth, lines } = judgement;
    let seen = severity(seen.max(0.0), lines);
    if *truth <= 0.0 {
        return format!("{seen}; the true need had ended");
    }
    if judgement.band_seen() == judgement.band_true() {
        return format!("{seen}; true severity {truth:.2}");
    }
    format!("{seen}; true severity {}", severity(*truth, lines))
}

pub(super) fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (1, n) if n != 11 => "st",
        (2, n) if n != 12 => "nd",
        (3, n) if n != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// A holder of a post: `EMHP 2 of team 1`, later ones `EMHP 2 of team 1 (2nd holder)`.
pub(super) fn post(holder: &PostHolder) -> String {
    let role = match holder.role {
        Role::Emhp => "EMHP",
        Role::Senior => "senior",
        Role::WellbeingPractitioner => "wellbeing practitioner",
        Role::SpecialistWorker => "specialist worker",
        Role::Manager => "manager",
        Role::Administrator => "administrator",
    };
    let PostHolder { number, team, .. } = holder;
    match holder.holder {
        1 => format!("{role} {number} of team {team}"),
        later => format!("{role} {number} of team {team} ({} holder)", ordinal(later)),
    }
}

/// Why a practitioner had slots to spare.
pub(super) fn idle(cause: Idle) -> &'static str {
    match cause {
        Idle::Leaving => "takes no new cases in notice",
        Idle::Caseload => "caseload full",
        Idle::Supervision => "caseload full for lack of supervision",
        Idle::OtherSettings => "those who wait are another practitioner's",
        Idle::NeedsSenior => "those who wait need a senior",
        Idle::Group => "those who wait do so for a group",
        Idle::NotYetReady => "those who wait have a later date",
        Idle::NobodyWaits => "nobody waits",
    }
}

pub(super) fn long_leave(cause: LeaveCause) -> &'static str {
    match cause {
        LeaveCause::Maternity => "maternity leave",
        LeaveCause::Sickness => "long sick leave",
    }
}

pub(super) fn motive(motive: Motive) -> &'static str {
    match motive {
        Motive::SteppingStone => "the role was a stepping-stone",
        Motive::Expectations => "the role was not as expected",
        Motive::Workload => "workload",
        Motive::Supervision => "lack of supervision",
        Motive::Progression => "lack of progression",
        Motive::PayAndContract => "pay and contract",
        Motive::Rigidity => "a rigid remit",
        Motive::Other => "other reasons",
        Motive::Training => "gave up training",
    }
}

pub(super) fn place(place: Place) -> &'static str {
    match place {
        Place::Unrecognised => "not recognised",
        Place::HeldBySetting => "held by the setting",
        Place::InReferral => "in referral and triage",
        Place::WaitingAssessment => "waiting for assessment",
        Place::WaitingIntervention => "waiting for help to begin",
        Place::InIntervention => "in help by the team",
        Place::Interrupted => "with help interrupted",
        Place::Bridged => "held by the team for the specialist service",
        Place::WaitingSpecialistFirst => "waiting for the specialist service",
        Place::WaitingSpecialistSecond => "between first and second specialist contact",
        Place::InSpecialist => "in specialist treatment",
        Place::MissingMiddle => "in the missing middle",
        Place::OutOfScope => "declined for the condition",
        Place::Disengaged => "out of contact with help",
        Place::AfterHelp => "in need after help",
        Place::SettingHelps => "in counselling or therapy of the setting",
        Place::HelpedElsewhere => "helped elsewhere",
    }
}

pub(super) fn opened(reason: Reason) -> &'static str {
    match reason {
        Reason::InitialStock => "In need when the run begins",
        Reason::Joined => "Joins the setting, already in need",
        Reason::Recurrence => "Need returns",
        _ => "Need arises",
    }
}

/// What a move is, as a sentence without its end.
pub(super) fn moved(to: Place, reason: Reason) -> &'static str {
    match reason {
        Reason::Recognised => "The need is noticed",
        Reason::ReferredByStaff => "School staff refer to the team",
        Reason::ReferredByFamily => "A parent or the child asks the team for help",
        Reason::ReferredByService => "Another service refers to the team",
        Reason::StaffReferredToSpecialist => "School staff refer to the specialist service",
        Reason::FamilyReferredToSpecialist => {
            "The family or their GP refer to the specialist service"
        }
        Reason::ConsentRefused => "The parents refuse consent: the referral is closed",
        Reason::NotReached => "The parents cannot be reached: the referral is closed",
        Reason::WithTeamAtStart if to == Place::InIntervention => {
            "In help when the simulated team starts"
        }
        Reason::WithTeamAtStart => "On the list when the simulated team starts",
        Reason::AcceptedAtTriage => "Accepted, on the list for assessment",
        Reason::BelowFloor => "The team advises the setting instead of helping",
        Reason::SettingHelpStarted => "A counsellor or therapist of the setting has a place",
        Reason::SettingHelpEnded => "Counselling or therapy ends, still in need",
        Reason::VoluntaryHelpStarted => "Referred on: a voluntary service helps",
        Reason::ParentingHelpStarted => "Referred on: the parents join a parenting programme",
        Reason::GpHelpStarted => "Referred on: the GP helps",
        Reason::OutOfScope => "Declined: the condition is outside what the team treats",
        Reason::TooComplexForTeam => "Declined as too complex: nobody holds the child",
        Reason::PassedToSpecialist => "Passed on to the specialist service",
        Reason::AcceptedAtAssessment => "The team can help; on the list for a practitioner",
        Reason::MissedAppointments => "Discharged for missed appointments",
        Reason::HelpStarted => "Help begins",
        Reason::GroupStarted => "Help begins in a group",
        Reason::WorsenedWhileWaiting if to == Place::MissingMiddle => {
            "Worse than when accepted, and now beyond the remit: no help, nobody holds the child"
        }
        Reason::WorsenedWhileWaiting => {
            "Worse than when accepted: referred to the specialist service instead"
        }
        Reason::GaveUpWaiting => "Gives up waiting for the team",
        Reason::SummerBreak => "Sessions stop for the summer",
        Reason::PractitionerLeft => {
            "The practitioner has left or is on long leave, and the case is not handed over: help is \
             interrupted"
        }
        Reason::HelpResumed => "Help resumes",
        Reason::ChangedTeam => "Another team has the new setting: it will assess the child anew",
        Reason::DroppedOut => "Drops out of help by the team",
        Reason::StepUpAwaitsSupervisor => "More help is needed; a supervisor has to agree",
        Reason::NotSteppedUp => {
            "The supervisor does not refer: the specialist service would not take the child"
        }
        Reason::SteppedUp => "Stepped up: referred to the specialist service",
        Reason::CompletedInNeed => "Help ends, still in need",
        Reason::SpecialistFirstContact => "First specialist contact",
        Reason::SpecialistSecondContact => "Second specialist contact: treatment begins",
        Reason::DeclinedBySpecialist if to == Place::MissingMiddle => {
            "Declined, and too complex for the team: nobody holds the child"
        }
        Reason::DeclinedBySpecialist => "Declined, back with the setting",
        Reason::StepUpRefused => "Declined: the team has done what it can, nobody holds the child",
        Reason::SpecialistGaveUp => "Lost to contact before specialist treatment",
        Reason::SpecialistInNeed => "Specialist treatment ends, still in need",
        Reason::ElsewhereEnded => "Help elsewhere ends, still in need",
        other => other.name(),
    }
}

pub(super) fn closed(reason: Reason) -> &'static str {
    match reason {
        Reason::CompletedRecovered => "Help ends with recovery",
        Reason::SpecialistRecovered => "Specialist treatment ends with recovery",
        Reason::SettingHelpEnded => "Counselling or therapy ends with recovery",
        Reason::ElsewhereEnded => "Help elsewhere ends with recovery",
        Reason::HelpedBySetting => "Recovers with the setting's own support",
        Reason::Remitted => "No longer in need",
        Reason::FoundRecovered => "Found recovered and taken off the list",
        Reason::LeftCoverage => "Moves on to a setting without a team",
        Reason::AgedOut => "Leaves school",
        Reason::MovedAway => "Moves away",
        other => other.name(),
    }
}

/// A way in which an episode or a time in post went.
pub fn way(way: Way) -> &'static str {
    match way {
        Way::Recovered => "recovered with help by the team",
        Way::MissingMiddle => "ended in the missing middle",
        Way::GaveUp => "gave up waiting",
        Way::Specialist => "started specialist treatment",
        Way::NeverRecognised => "never recognised",
        Way::DroppedOut => "started help by the team and dropped out",
        Way::StillInNeed => "still in need after help by the team",
        Way::NeverReferred => "recognised and never referred",
        Way::OutOfScope => "declined for the condition",
        Way::NotReached => "out of contact before help by the team began",
        Way::UnderWay => "on a list or in help at the end of the run",
        Way::Other => "recovered while waiting, got advice, or moved on",
        Way::EmhpLeft => "an EMHP who left",
        Way::EmhpStayed => "an EMHP in post at the end of the run",
        Way::SeniorLeft => "a senior who left",
        Way::SeniorStayed => "a senior in post at the end of the run",
    }
}
