//! Where the days of an episode went.

use std::collections::BTreeMap;

use mhst_core::engine::time::{SimTime, Span};
use mhst_core::model::place::{Place, Standing};
use mhst_core::model::plan::TimePlan;
use mhst_core::model::trace::{ChildEvent, Happening};

use super::child::{Told, episodes};
use super::words;

/// Where the time of an episode went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaysByPlace {
    /// Time in each place, in need or not.
    pub places: BTreeMap<Place, Span>,
    /// Time after need had ended, before anybody heard of it.
    pub remitted: Span,
    /// Time that the tables count as unmet: in need, on nobody's list, in the measurement window.
    pub unmet_in_window: Span,
    /// From opening to closing or the end of the run.
    pub whole: Span,
}

/// Where the time of each episode of a child went, in order.
pub fn days_by_place(told: &[Told], time: &TimePlan) -> Vec<DaysByPlace> {
    episodes(told).map(|episode| exactly(episode, time)).collect()
}

/// What an episode came to, in days between the dates that are shown.
pub(super) fn closing(episode: &[Told], time: &TimePlan) -> Vec<String> {
    let last_shown = time.end - Span::DAY;
    let sum = add_up(episode, time, last_shown, midnight);
    let unmet = sum.unmet_in_window.whole_days();
    let unmet_exactly = exactly(episode, time).unmet_in_window;
    let over = if unmet_exactly > Span::from_days(84) { "more" } else { "not more" };
    let from = time.measure_from.date();
    let unmet = format!("Counted as unmet from {from}: {unmet} days, {over} than 12 weeks.");
    vec![total(&sum), unmet]
}

fn exactly(episode: &[Told], time: &TimePlan) -> DaysByPlace {
    add_up(episode, time, time.end, |at| at)
}

/// Adds up the stays of an episode, one still open to `end`, with each instant taken as `instant`
/// says.
fn add_up(
    episode: &[Told],
    time: &TimePlan,
    end: SimTime,
    instant: fn(SimTime) -> SimTime,
) -> DaysByPlace {
    let mut sum = DaysByPlace::default();
    let (mut place, mut since, mut remitted) = (Place::Unrecognised, SimTime::ZERO, false);
    let Some(first) = episode.first() else { return sum };
    let last = match episode.last() {
        Some(Happening { at, what: ChildEvent::Closed { .. } }) => instant(*at),
        _ => end,
    };
    let mut stay = |place: Place, from: SimTime, to: SimTime, remitted: bool| {
        *sum.places.entry(place).or_default() += to.since(from);
        if remitted {
            sum.remitted += to.since(from);
        } else if place.standing() == Standing::Unmet {
            sum.unmet_in_window += to.since(from.max(time.measure_from));
        }
    };
    for Happening { at, what } in episode {
        let at = instant(*at);
        match what {
            ChildEvent::Opened(_) => since = at,
            ChildEvent::Moved { to, .. } => {
                stay(place, since, at, remitted);
                (place, since) = (*to, at);
            }
            ChildEvent::Remitted => {
                stay(place, since, at, remitted);
                (since, remitted) = (at, true);
            }
            _ => {}
        }
    }
    stay(place, since, last, remitted);
    sum.whole = last.since(instant(first.at));
    sum
}

/// The beginning of the day, so that days are those between the dates that are shown.
fn midnight(at: SimTime) -> SimTime {
    SimTime::from_date(at.date()).unwrap_or(at)
}

fn total(sum: &DaysByPlace) -> String {
    let standings = [
        (Standing::Unmet, "unmet"),
        (Standing::Held, "held by the setting"),
        (Standing::Waiting, "waiting"),
        (Standing::InHelp, "in help"),
    ];
    let parts: Vec<String> = standings
        .into_iter()
        .filter_map(|(standing, name)| {
            let places: Vec<(Place, Span)> = sum
                .places
                .iter()
                .filter(|(place, span)| place.standing() == standing && **span > Span::ZERO)
                .map(|(place, span)| (*place, *span))
                .collect();
            let all = places.iter().fold(Span::ZERO, |all, (_, span)| all + *span);
            let detail: Vec<String> = places
                .iter()
                .map(|(place, span)| format!("{} {}", words::place(*place), span.whole_days()))
                .collect();
            match (places.is_empty(), standing) {
                (true, _) => None,
                (_, Standing::Held) => Some(format!("{} {name}", all.whole_days())),
                _ => Some(format!("{} {name} ({})", all.whole_days(), detail.join(", "))),
            }
        })
        .collect();
    let mut text = format!("{} days in total: {}", sum.whole.whole_days(), parts.join("; "));
    if sum.remitted > Span::ZERO {
        text += &format!("; need had ended {} days before", sum.remitted.whole_days());
    }
    text + "."
}
