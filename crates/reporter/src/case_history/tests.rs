//! The words of two small case histories, made by hand.

use jiff::civil::date;
use mhst_core::engine::time::{SimTime, Span};
use mhst_core::model::place::{Place, Reason};
use mhst_core::model::plan::{Role, TimePlan};
use mhst_core::model::trace::{
    ChildEvent, Groups, Happening, Joining, Judgement, Motive, Opening, PostHolder,
    PractitionerEvent, Problem, RosterEntry, Thresholds, WeekInPost,
};

use super::{child, practitioner, words};

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
    ChildEvent::Session {
        number,
        planned: 8,
        attended,
        again: false,
        discharged: false,
        by: emhp(),
    }
}

fn opening() -> Opening {
    Opening {
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
    }
}

#[test]
fn the_days_of_a_case_history_that_ends_with_the_run_are_those_between_the_dates_shown() {
    let told = [Happening { at: on(1, 10), what: ChildEvent::Opened(Box::new(opening())) }];
    let history = child("Testing", 1, &told, &time()).text(90);
    let last = time().end.date().yesterday().unwrap();
    let days = date(2020, 1, 10).until(last).unwrap().get_days();
    assert!(history.contains(&format!("  {last}  The run ends")), "{history}");
    assert!(
        history.contains(&format!("  {days} days in total: {days} not recognised")),
        "{history}"
    );
}

#[test]
fn synthetic_settings_are_called_by_their_phase_and_listed_ones_by_their_name() {
    let said =
        ["sixteen_plus 1", "other 12", "primary 3", "other place", "Northgate"].map(words::setting);
    let expected = [
        "sixth form or college 1",
        "special school or pupil referral unit 12",
        "primary 3",
        "other place",
        "Northgate",
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_child_who_is_helped_and_steps_into_the_missing_middle() {
    use Place::{InIntervention, InReferral, MissingMiddle, Unrecognised, WaitingAssessment};
    let opening = opening();
    let (referred, noon) = (Reason::ReferredByStaff, Span::from_minutes(720));
    let told = [
        (on(1, 10), ChildEvent::Opened(Box::new(opening))),
        (on(2, 10), moved(Unrecognised, Place::HeldBySetting, Reason::Recognised, 1.2)),
        (on(2, 10), ChildEvent::HelpConsidered { by_staff: true, judgement: saw(0.9, 1.2) }),
        (on(3, 2), ChildEvent::HelpConsidered { by_staff: true, judgement: saw(1.3, 1.2) }),
        (on(3, 2), moved(Place::HeldBySetting, InReferral, referred, 1.2)),
        (on(3, 2), ChildEvent::FormSent { incomplete: true }),
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
        (
            on(4, 6),
            ChildEvent::TakenOn { by: emhp(), planned: 8, in_group: false, through_parents: false },
        ),
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
    let history = child("Testing", 0xc0ffee, &told, &time()).text(90);
    assert_eq!(history, CHILD, "{history}");
}

const CHILD: &str = "\
Child 0000000000c0ffee of Testing
  In year 8 (secondary), at Northgate (deprivation fifth 4; 5 is the most deprived), with
  low mood. Likely to be brief.
  Severity (1 is the mean at onset): below 0.50 too mild for the team; 0.50 to 1.50 mild
  to moderate; 1.50 to 2.00 missing middle; from 2.00 severe.

  2020-01-10  Need arises: severity 1.10 (mild to moderate). Nobody has noticed it.
  2020-02-10  The need is noticed, after 31 days unnoticed. School staff saw severity 0.90
              (mild to moderate); true severity 1.20. No referral follows.
  2020-03-02  School staff saw severity 1.30 (mild to moderate); true severity 1.20.
              School staff refer to the team, after 21 days with the setting's support
              only. The form is incomplete and is sent back.
  2020-03-16  Triage saw severity 1.30 (mild to moderate); true severity 1.60 (missing
              middle) (the form left out 0.40). Accepted, on the list for assessment,
              after 14 days in referral and triage.
  2020-03-23  Misses the 1st assessment appointment.
  2020-03-30  Assessment by EMHP 2 of team 1, 28 days after referral: saw severity 1.45
              (mild to moderate); true severity 1.60 (missing middle). The team can help;
              on the list for a practitioner, after 14 days waiting for assessment.
  2020-04-06  EMHP 2 of team 1 offers a first session; 8 sessions are planned.
  2020-04-07  Help begins, 36 days after referral, with severity 1.60 (missing middle).
              Sessions 1 to 3 of 8 with EMHP 2 of team 1, until 2020-04-21; missed: no. 2.
  2020-04-21  A session reveals greater complexity: severity 1.60 (missing middle). Help
              ends. Stepped up: referred to the specialist service.
  2020-05-05  The specialist service judges the referral: severity 1.70 (missing middle);
              true severity 1.60. Its threshold is 2.10: not met. Declined: the team has
              done what it can, nobody holds the child, after 14 days waiting for the
              specialist service.
  2020-08-31  Moves away, after 118 days in the missing middle.

  234 days in total: 31 not recognised; 118 with nobody (in the missing middle 118); 21
  with the setting's support only; 50 on a list (in referral and triage 14, waiting for
  assessment 14, waiting for help to begin 8, waiting for the specialist service 14); 14
  in help (in help by the team 14).
  In need from 2020-02-01: 198 days without help, 127 of them without any support.
";

#[test]
fn a_condition_lasts_when_the_need_that_came_with_it_ends() {
    let opening = Opening { problem: Problem::Neurodevelopmental, ..opening() };
    let (treatment, until) = (Place::InSpecialist, SimTime::from_date(date(2022, 3, 4)).unwrap());
    let told = [
        (on(1, 10), ChildEvent::Opened(Box::new(opening))),
        (on(2, 10), moved(Place::Unrecognised, treatment, Reason::SpecialistSecondContact, 1.2)),
        (on(9, 1), ChildEvent::StaysWithSpecialist { aged_out: false, until }),
        (on(10, 1), ChildEvent::Remitted { by_help: false }),
        (on(11, 1), ChildEvent::Closed { from: treatment, reason: Reason::SpecialistRecovered }),
    ]
    .map(|(at, what)| Happening { at, what });
    let history = child("Testing", 1, &told, &time()).text(200);
    for words in [
        "The condition lasts; the need that comes with it is likely to ease.",
        "Leaves the covered settings; the specialist service continues, until 2022-03-04 at the",
        "The need that came with the condition has ended by itself.",
        "Specialist treatment ends with recovery. The condition lasts.",
    ] {
        assert!(history.contains(words), "{words}: {history}");
    }
}

/// A missed session that is offered again keeps its number.
#[test]
fn a_missed_session_is_offered_again_under_its_number() {
    let missed = ChildEvent::Session {
        number: 2,
        planned: 8,
        attended: false,
        again: true,
        discharged: false,
        by: emhp(),
    };
    let told = [
        (on(1, 10), ChildEvent::Opened(Box::new(opening()))),
        (on(4, 7), session(1, true)),
        (on(4, 14), missed),
        (on(4, 21), session(2, true)),
    ]
    .map(|(at, what)| Happening { at, what });
    let history = child("Testing", 1, &told, &time()).text(200);
    let words = "Sessions 1 to 2 of 8 with EMHP 2 of team 1, until 2020-04-21; missed: no. 2 (offered again).";
    assert!(history.contains(words), "{history}");
}

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
    let history = practitioner("Testing", &entry, &told, &time()).text(90);
    assert_eq!(history, PRACTITIONER, "{history}");
}

const PRACTITIONER: &str = "\
Practitioner 0000000000000007 of Testing: EMHP 2 of team 1

  2020-01-06  Takes up the post, 0.6 full-time equivalent, qualified 4 months ago.
  2020-01-06  2 weeks: open cases 0 to 1 (highest 1, limit 14), 10.0 slots a week;
              supervision 80 % of 1.25 hours due a week; strain 0.40; offers a first
              session to 1 child; rate of leaving 0.50 a year.
  2020-03-09  Gives notice, to leave on 2020-05-04: lack of supervision. Yearly rates of
              leaving, by reason: lack of supervision 0.30, workload 0.20; 0.50 in total.
              The accumulated rate has reached 0.03, this person's limit.
  2020-05-04  Leaves 8 months after qualifying (lack of supervision), with 1 open case.
  2020-05-04  Child 0000000000000001 is not handed over and is waiting again.
  2020-09-07  EMHP 2 of team 1 (2nd holder) takes up the post, vacant for 126 days, 0.6
              full-time equivalent, as a trainee who will qualify on 2020-11-01.
";
