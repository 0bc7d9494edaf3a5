//! Charts over time: their axis, and the dates that are marked on them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::facts::Facts;
use crate::chart::{Axis, Bounds, Format, Mark, day};

/// The horizontal axis of charts over time.
pub(crate) fn time_axis() -> Axis {
    Axis { label: "Month".to_owned(), format: Format::Date, bounds: Bounds::Data }
}

/// The first day of the teams, and the dates on which something changes, from a date on. Changes
/// are lettered as in the table of dates.
pub(crate) fn marks(facts: &Facts, from: Date) -> Vec<Mark> {
    let teams = Mark { at: day(facts.dates.teams_start), label: "Teams".to_owned() };
    let changes = letters(facts).into_iter().filter(|(on, _)| *on >= from);
    let changes = changes.map(|(on, letter)| Mark { at: day(on), label: letter });
    std::iter::once(teams).filter(|mark| mark.at >= day(from)).chain(changes).collect()
}

/// A letter for each date on which something changes, in order.
pub(crate) fn letters(facts: &Facts) -> BTreeMap<Date, String> {
    let letter = |number: usize| match u8::try_from(number) {
        Ok(number @ 0..26) => char::from(b'a' + number).to_string(),
        _ => (number + 1).to_string(),
    };
    let mut letters = BTreeMap::new();
    for dated in &facts.timeline {
        let next = letters.len();
        letters.entry(dated.on).or_insert_with(|| letter(next));
    }
    letters
}
