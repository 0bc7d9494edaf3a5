//! The words of two small stories that were made by hand.

use jiff::civil::date;
use mhst_core::engine::time::{SimTime, Span};
use mhst_core::model::place::{Place, Reason};
use mhst_core::model::plan::{Role, TimePlan};
use mhst_core::model::trace::{
    ChildEvent, Groups, Happening, Joining, Judgement, Motive, Opening, PostHolder,
    PractitionerEvent, Problem, RosterEntry, Thresholds, WeekInPost,
};

use super::{child, practitioner};

const LINES: Thresholds = Thresholds { floor: 0.5, ceiling: 1.5, specialist: 2.0 };

fn on(month: i8, day: i8) -> SimTime {
    SimTime::from_date(date(2020, month, day)).unwrap()
}

fn time() -> TimePlan {
    let end = SimTime::from_date(date(2021, 1, 1)).unwrap();
    TimePlan { start: on(1, 1), teams_start: on(1, 6), measure_from: on(2, 1), end }
}

fn emhp() -> PostHolder {
    PostHolder { key: 7, role: Role::Emhp, number: 2, team: 1, holder: 1 }
}

fn saw(seen: f64, truth: f64) -> Judgement {
    Judgement { seen, truth, lines: LINES }
}

fn moved(from: Place, to: Place, reason: Reason, severity: f64) -> ChildEvent {
    ChildEvent::Moved { from, to, reason, severity }
}

fn session(number: u8, attended: bool) -> ChildEvent {
    ChildEvent::Session { number, planned: 8, attended, discharged: false, by: emhp() }
}

#[test]
fn a_child_who_is_helped_and_steps_into_the_missing_middle() {
    use Place::{InIntervention, InReferral, MissingMiddle, Unrecognised, WaitingAssessment};
    let opening = Opening {
        episode: 0,
        reason: Reason::Onset,
        setting: "Northgate".to_owned(),
        deprivation_fifth: 4,
        year_group: 8,
        problem: Problem::LowMood,
        groups: Groups::default(),
        persistent: false,
        severity: 1.1,
        lines: LINES,
    };
    let (referred, noon) = (Reason::ReferredByStaff, Span::from_minutes(720));
    let told = [
        (on(1, 10), ChildEvent::Opened(Box::new(opening))),
        (on(2, 10), moved(Unrecognised, Place::HeldBySetting, Reason::Recognised, 1.2)),
        (on(2, 10), ChildEvent::HelpConsidered { by_staff: true, judgement: saw(0.9, 1.2) }),
        (on(3, 2), ChildEvent::HelpConsidered { by_staff: true, judgement: saw(1.3, 1.2) }),
        (on(3, 2), moved(Place::HeldBySetting, InReferral, referred, 1.2)),
        (on(3, 2), ChildEvent::FormSent { incomplete: true, triage: Some(on(3, 16)) }),
        (
            on(3, 16) + noon,
            ChildEvent::Triaged { judgement: saw(1.3, 1.6), withheld: 0.4, joint: false },
        ),
        (on(3, 16) + noon, moved(InReferral, WaitingAssessment, Reason::AcceptedAtTriage, 1.6)),
        (on(3, 23), ChildEvent::AssessmentMissed { missed: 1 }),
        (on(3, 30), ChildEvent::Assessed { judgement: saw(1.45, 1.6), by: emhp() }),
        (
            on(3, 30),
            moved(WaitingAssessment, Place::WaitingIntervention, Reason::AcceptedAtAssessment, 1.6),
        ),
        (on(4, 6), ChildEvent::TakenOn { by: emhp(), planned: 8, in_group: false }),
        (on(4, 7), moved(Place::WaitingIntervention, InIntervention, Reason::HelpStarted, 1.6)),
        (on(4, 7), session(1, true)),
        (on(4, 14), session(2, false)),
        (on(4, 21), session(3, true)),
        (on(4, 21), ChildEvent::ComplexityFound { judgement: saw(1.6, 1.6), held: false }),
        (on(4, 21), moved(InIntervention, Place::WaitingSpecialistFirst, Reason::SteppedUp, 1.6)),
        (
            on(5, 5),
            ChildEvent::SpecialistDecided {
                judgement: saw(1.7, 1.6),
                threshold: 2.1,
                agreed: false,
                accepted: false,
            },
        ),
        (on(5, 5), moved(Place::WaitingSpecialistFirst, MissingMiddle, Reason::StepUpRefused, 1.6)),
        (on(8, 31), ChildEvent::Closed { from: MissingMiddle, reason: Reason::MovedAway }),
    ]
    .map(|(at, what)| Happening { at, what });
    let story = child("Testing", 0xc0ffee, &told, &time()).text(90);
    assert_eq!(story, CHILD, "{story}");
}

const CHILD: &str = "";

#[test]
fn a_practitioner_who_tires_and_leaves() {
    let week = |open_cases, strain, reasons_to_leave| {
        PractitionerEvent::Week(Box::new(WeekInPost {
            is_trainee: false,
            open_cases,
            cap: 14,
            slots: 10,
            supervision_due: 1.25,
            supervision_hours: 1.0,
            supervised: 0.8,
            strain,
            reasons_to_leave,
        }))
    };
    let joining = Joining {
        fte: 0.6,
        qualified: SimTime::from_date(date(2019, 9, 2)).unwrap(),
        supervises_from: None,
        vacant_since: None,
    };
    let trainee = Joining { qualified: on(11, 1), vacant_since: Some(on(5, 4)), ..joining };
    let reasons = vec![(Motive::Workload, 0.2), (Motive::Supervision, 0.3)];
    let told = [
        (on(1, 6), PractitionerEvent::Joined(joining)),
        (on(1, 6), week(0, 0.3, reasons.clone())),
        (on(1, 6), PractitionerEvent::TookOn { children: vec![1], as_group: false }),
        (on(1, 13), week(1, 0.4, reasons.clone())),
        (
            on(3, 9),
            PractitionerEvent::GaveNotice {
                motive: Motive::Supervision,
                last_day: on(5, 4),
                reasons,
            },
        ),
        (
            on(5, 4),
            PractitionerEvent::Left { motive: Motive::Supervision, months: 8.1, open_cases: 1 },
        ),
        (on(5, 4), PractitionerEvent::LeftWaiting { child: 1 }),
        (
            on(9, 7),
            PractitionerEvent::Succeeded {
                by: PostHolder { holder: 2, key: 8, ..emhp() },
                joining: trainee,
            },
        ),
    ]
    .map(|(at, what)| Happening { at, what });
    let entry = RosterEntry { who: emhp(), joined: on(1, 6), left: Some(on(5, 4)) };
    let story = practitioner("Testing", &entry, &told, &time()).text(90);
    assert_eq!(story, PRACTITIONER, "{story}");
}

const PRACTITIONER: &str = "";
