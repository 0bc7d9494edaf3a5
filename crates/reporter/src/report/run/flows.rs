//! The way of children from need to outcome, and into and out of the missing middle.

use mhst_core::model::place::{Place, Reason, Spot};

use super::super::collect::Flows;
use crate::capital::capital;
use crate::chart::{Caption, Flow, Format, Ink, Node, Sankey};

use Place::{
    AfterHelp, Bridged, Disengaged, HeldBySetting, HelpedElsewhere, InIntervention, InReferral,
    InSpecialist, Interrupted, MissingMiddle, OutOfScope, SettingHelps, Unrecognised,
    WaitingAssessment, WaitingIntervention, WaitingSpecialistFirst, WaitingSpecialistSecond,
};

/// A node of the journey: the position is its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stop {
    Need,
    Back,
    Noticed,
    NeverNoticed,
    Team,
    Specialist,
    Setting,
    TeamHelp,
    Treatment,
    OtherHelp,
    Middle,
    PassedOn,
    Declined,
    GaveUp,
    Returned,
    EndedWaiting,
    Recovered,
    InNeed,
    DroppedOut,
    SteppedUp,
    Left,
}

/// Every stop with its name and column.
const STOPS: [(Stop, &str, usize); 21] = [
    (Stop::Need, "Need", 0),
    (Stop::Back, "Came back, or passed on", 0),
    (Stop::Noticed, "Held by the setting", 1),
    (Stop::NeverNoticed, "Ended unnoticed", 1),
    (Stop::Team, "Referred to the team", 2),
    (Stop::Specialist, "Referred to the specialist service", 2),
    (Stop::Setting, "Ended while held by the setting", 2),
    (Stop::TeamHelp, "Help by the team", 3),
    (Stop::Treatment, "Specialist treatment", 3),
    (Stop::OtherHelp, "Counselling or other help", 3),
    (Stop::Middle, "Missing middle", 3),
    (Stop::PassedOn, "Passed on to the specialist service", 3),
    (Stop::Declined, "Out of scope", 3),
    (Stop::GaveUp, "Declined help, not reached or gave up", 3),
    (Stop::Returned, "Back to setting or team", 3),
    (Stop::EndedWaiting, "Recovered or left while waiting", 3),
    (Stop::Recovered, "Recovered", 4),
    (Stop::InNeed, "Still in need", 4),
    (Stop::DroppedOut, "Dropped out", 4),
    (Stop::SteppedUp, "Stepped up", 4),
    (Stop::Left, "Left the area or coverage", 4),
];

/// The step that a move is, if it is one: moves within a stop are none.
fn step(from: Spot, to: Spot, reason: Reason) -> Option<(Stop, Stop)> {
    let Spot::In(from) = from else { return None };
    let start = match (from, to) {
        (Unrecognised, _) => Stop::Need,
        (HeldBySetting, _) => Stop::Noticed,
        (InReferral | WaitingAssessment | WaitingIntervention, _) => Stop::Team,
        (Bridged | WaitingSpecialistFirst | WaitingSpecialistSecond, _) => Stop::Specialist,
        (InIntervention | Interrupted, _) => Stop::TeamHelp,
        (InSpecialist, _) => Stop::Treatment,
        (SettingHelps | HelpedElsewhere, _) => Stop::OtherHelp,
        (MissingMiddle | OutOfScope | Disengaged | AfterHelp, _) => Stop::Back,
    };
    let end = match (start, to) {
        (Stop::Need, Spot::Outside) => Stop::NeverNoticed,
        (Stop::Need, Spot::In(HeldBySetting)) => Stop::Noticed,
        (Stop::Noticed, Spot::Outside) => Stop::Setting,
        (Stop::Noticed | Stop::Back, Spot::In(InReferral)) => Stop::Team,
        (Stop::Noticed | Stop::Back, Spot::In(WaitingSpecialistFirst)) => Stop::Specialist,
        (Stop::Team, Spot::In(InIntervention)) => Stop::TeamHelp,
        (Stop::Specialist, Spot::In(InSpecialist)) => Stop::Treatment,
        (Stop::Team, Spot::In(WaitingSpecialistFirst | Bridged)) => Stop::PassedOn,
        (Stop::Team | Stop::Specialist, Spot::In(MissingMiddle)) => Stop::Middle,
        (Stop::Team | Stop::Specialist, Spot::In(OutOfScope)) => Stop::Declined,
        (Stop::Team | Stop::Specialist, Spot::In(Disengaged)) => Stop::GaveUp,
        (Stop::Noticed | Stop::Back, Spot::In(SettingHelps | HelpedElsewhere)) => Stop::OtherHelp,
        (Stop::OtherHelp, Spot::In(HeldBySetting | AfterHelp)) => Stop::InNeed,
        (Stop::Team | Stop::Specialist, Spot::In(HeldBySetting | AfterHelp))
        | (Stop::Specialist, Spot::In(InReferral)) => Stop::Returned,
        (Stop::Team | Stop::Specialist, Spot::Outside) => Stop::EndedWaiting,
        (Stop::TeamHelp | Stop::Treatment, Spot::In(AfterHelp | MissingMiddle)) => Stop::InNeed,
        (Stop::TeamHelp, Spot::In(Disengaged)) => Stop::DroppedOut,
        (Stop::TeamHelp, Spot::In(WaitingSpecialistFirst | Bridged)) => Stop::SteppedUp,
        (Stop::TeamHelp | Stop::Treatment | Stop::OtherHelp, Spot::Outside) => match reason {
            Reason::CompletedRecovered
            | Reason::FoundRecovered
            | Reason::SpecialistRecovered
            | Reason::SettingHelpEnded
            | Reason::ElsewhereEnded => Stop::Recovered,
            _ => Stop::Left,
        },
        _ => return None,
    };
    Some((start, end))
}

/// From need to outcome. A child that goes a way twice is in it twice.
pub(super) fn journey(moves: &Flows) -> Sankey {
    let count = |start: Stop, end: Stop| {
        moves.count(|from, to, reason| step(from, to, reason) == Some((start, end)))
    };
    // Children who are passed on or stepped up come back into the second column.
    let arrives = |end: Stop| count(Stop::Back, end);
    let passed = count(Stop::Team, Stop::PassedOn) + count(Stop::TeamHelp, Stop::SteppedUp);
    let from_service =
        moves.count(|from, to, _| from == WAITING_FIRST && to == Spot::In(InReferral));
    // Children whom the setting holds again, from wherever but need that was just noticed.
    let held = Spot::In(HeldBySetting);
    let held_again = moves.count(|from, to, reason| {
        to == held && from != held && step(from, to, reason) != Some((Stop::Need, Stop::Noticed))
    });
    let mut flows = Vec::new();
    for (start, ..) in STOPS {
        for (end, ..) in STOPS {
            let value = match (start, end) {
                (Stop::Back, Stop::Specialist) => arrives(end) + passed,
                (Stop::Back, Stop::Team) => arrives(end) + from_service,
                (Stop::Back, Stop::Noticed) => held_again,
                _ => count(start, end),
            };
            if value > 0.0 {
                let (from, to) = (start as usize, end as usize);
                flows.push(Flow { from, to, value, reason: String::new() });
            }
        }
    }
    let node = |(stop, name, column): (Stop, &str, usize)| Node {
        name: name.to_owned(),
        column,
        emphasis: match stop {
            Stop::Middle => Some(Ink::PLUM),
            Stop::TeamHelp => Some(Ink::TEAL),
            _ => None,
        },
    };
    let noticed = count(Stop::Need, Stop::Noticed);
    let description = format!(
        "In the measurement window, settings noticed {} episodes of need, and children came back to \
         them {} times; {} episodes ended unnoticed. {} referrals to the team led to help by it. More \
         or fewer children leave a place than enter it, because some were there before the window and \
         some are there at its end.",
        Format::Whole.value(noticed),
        Format::Whole.value(held_again),
        Format::Whole.value(count(Stop::Need, Stop::NeverNoticed)),
        Format::Whole.value(count(Stop::Team, Stop::TeamHelp)),
    );
    Sankey {
        caption: Caption {
            id: "journey".to_owned(),
            title: "From need to outcome: moves of children between places".to_owned(),
            description,
        },
        value_is: "Moves, mean over replicates".to_owned(),
        format: Format::Whole,
        nodes: STOPS.into_iter().map(node).collect(),
        flows,
    }
}

const WAITING_FIRST: Spot = Spot::In(WaitingSpecialistFirst);
const MIDDLE: Spot = Spot::In(MissingMiddle);

/// Ways into and out of the missing middle.
pub(super) fn missing_middle(moves: &Flows) -> Sankey {
    let node = |name: &str, column, emphasis| Node { name: name.to_owned(), column, emphasis };
    let mut nodes = vec![node("Missing middle", 1, Some(Ink::PLUM))];
    let mut flows = Vec::new();
    let into = moves.by_reason(|_, to| to == MIDDLE);
    let out = moves.by_reason(|from, _| from == MIDDLE);
    for (column, ways) in [(0, &into), (2, &out)] {
        for (reason, value) in ways {
            let number = nodes.len();
            nodes.push(node(&capital(reason.name()), column, None));
            let (from, to) = if column == 0 { (number, 0) } else { (0, number) };
            flows.push(Flow { from, to, value: *value, reason: String::new() });
        }
    }
    let sum = |ways: &[(Reason, f64)]| ways.iter().map(|(_, children)| children).sum::<f64>();
    let told = |ways: &[(Reason, f64)], what: &str| match ways.first() {
        None => format!("No child moved {what}."),
        Some((most, _)) => format!(
            "{} moves {what}, most often \u{201c}{}\u{201d}.",
            Format::Whole.value(sum(ways)),
            most.name()
        ),
    };
    let description = format!("{} {}", told(&into, "in"), told(&out, "out"));
    Sankey {
        caption: Caption {
            id: "missing-middle".to_owned(),
            title: "Ways into and out of the missing middle".to_owned(),
            description,
        },
        value_is: "Moves, mean over replicates".to_owned(),
        format: Format::Whole,
        nodes,
        flows,
    }
}
