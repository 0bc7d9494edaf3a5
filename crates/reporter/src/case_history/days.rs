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
    /// Time in need in the measurement window, as the tables account for it, in the order of
    /// [`Standing::ALL`].
    pub account: [Span; Standing::COUNT],
    /// From opening to closing or the end of the run.
    pub whole: Span,
}

impl DaysByPlace {
    /// Time in need in the measurement window in positions that satisfy a condition.
    fn in_window(&self, holds: fn(Standing) -> bool) -> Span {
        let account = Standing::ALL.into_iter().zip(self.account);
        account.filter(|(it, _)| holds(*it)).fold(Span::ZERO, |all, (_, span)| all + span)
    }
}

/// Where the time of each episode of a child went, in order.
pub fn days_by_place(told: &[Told], time: &TimePlan) -> Vec<DaysByPlace> {
    episodes(told).map(|episode| exactly(episode, time)).collect()
}

/// What an episode came to, in days between the dates that are shown.
pub(super) fn closing(episode: &[Told], time: &TimePlan) -> Vec<String> {
    let last_shown = time.end - Span::DAY;
    let sum = add_up(episode, time, last_shown, midnight);
    let days = |holds: fn(Standing) -> bool| sum.in_window(holds).whole_days();
    let account = format!(
        "In need from {}: {} days without help, {} of them without any support.",
        time.measure_from.date(),
        days(Standing::is_without_help),
        days(Standing::is_without_support),
    );
    vec![total(&sum), account]
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
        } else {
            let from = from.max(time.measure_from);
            sum.account[place.standing() as usize] += to.since(from);
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
            ChildEvent::Remitted { .. } => {
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
        (Standing::NotRecognised, "not recognised"),
        (Standing::WithNobody, "with nobody"),
        (Standing::SettingOnly, "with the setting's support only"),
        (Standing::OnList, "on a list"),
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
                (_, Standing::SettingOnly | Standing::NotRecognised) => {
                    Some(format!("{} {name}", all.whole_days()))
                }
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
