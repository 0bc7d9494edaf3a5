//! The strongest axes of a design whose points are made for indices.

use std::collections::BTreeMap;

use mhst_core::model::results::{Measure, Statistic};
use mhst_reporter::chart::Format;
use mhst_reporter::indices::{Index, Strength};
use mhst_reporter::numbers::with_hyphen;

use super::numbers::NOTHING;
use super::table::{fitting, table};

/// Axes that are shown.
const SHOWN: usize = 10;

/// A headline measure: what it is, which statistic of which measure, and how an effect is written.
type Headline = (&'static str, (Measure, Statistic), Format);

const HEADLINES: [Headline; 5] = [
    (
        "started\nin 18\nweeks",
        (Measure::StartedWithin126Days, Statistic::Share),
        Format::Percent(1),
    ),
    ("days\nwithout\nhelp", (Measure::WithoutHelp, Statistic::Total), Format::Whole),
    ("\nmissing\nmiddle", (Measure::MissingMiddleStock, Statistic::Mean), Format::Decimal(1)),
    ("\nposts\nvacant", (Measure::EmhpVacancyShare, Statistic::Share), Format::Percent(1)),
    ("\ncost per\nchild", (Measure::CostPerChildStarted, Statistic::Mean), Format::Pounds),
];

/// The strongest axes for the headline measures: those that come closest to the strongest of any.
pub(crate) fn strongest(indices: &[Index], width: usize) -> String {
    fitting(width, |_| {
        let mut header = vec!["\n\naxis"];
        header.extend(HEADLINES.iter().map(|(name, ..)| *name));
        let mut table = table(&header, 1);
        for subject in order(indices).into_iter().take(SHOWN) {
            let cells = HEADLINES.iter().map(|(_, what, format)| {
                let index = of(indices, *what).find(|index| index.subject == subject);
                index.and_then(|index| written(index, *format)).unwrap_or(NOTHING.to_owned())
            });
            table.add_row(std::iter::once(subject.to_owned()).chain(cells));
        }
        table
    })
}

/// What the columns are.
pub(crate) fn note(indices: &[Index]) -> &'static str {
    match indices.iter().find_map(Index::is_of_effects) {
        Some(false) => {
            "Total index: share of the variance over all points that goes with the axis or group and \
             its interactions. Simulation chance counts as an interaction. indices.csv has all axes, \
             the share of each alone, and intervals."
        }
        _ => {
            "Mean size of the effect of an axis over its whole range (mu*); in percentage points for \
             shares. indices.csv has all axes with intervals, and the direction and spread of their \
             effects."
        }
    }
}

fn of(indices: &[Index], what: (Measure, Statistic)) -> impl Iterator<Item = &Index> {
    indices.iter().filter(move |index| (index.measure, index.statistic) == what)
}

/// The axes by their strength, as a part of that of the strongest: the greatest for any headline.
fn order(indices: &[Index]) -> Vec<&str> {
    let mut strength: BTreeMap<&str, f64> = BTreeMap::new();
    for (_, what, _) in HEADLINES {
        let most = of(indices, what).filter_map(Index::main).map(|it| it.estimate);
        let most = most.fold(0.0, f64::max);
        for index in of(indices, what) {
            let part = index.main().map_or(0.0, |it| it.estimate / most);
            let known = strength.entry(&index.subject).or_insert(0.0);
            *known = known.max(part);
        }
    }
    let mut order: Vec<(&str, f64)> = strength.into_iter().collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    order.into_iter().map(|(subject, _)| subject).collect()
}

fn written(index: &Index, format: Format) -> Option<String> {
    let value = index.main()?.estimate;
    let text = match (index.strength?, format) {
        (Strength::Shares { .. }, _) => Format::Percent(0).value(value),
        (_, Format::Percent(_)) => format.value(value).trim_end_matches(" %").to_owned(),
        _ => format.value(value),
    };
    Some(with_hyphen(&text))
}

#[cfg(test)]
mod tests {
    use mhst_reporter::indices::Ranged;

    use super::*;

    #[test]
    fn ten_axes_are_shown_and_those_that_matter_to_any_measure_come_first() {
        let index = |number: usize, headline: usize, size: f64| {
            let (measure, statistic) = HEADLINES[headline].1;
            let size = Ranged { estimate: size, bounds: None };
            let strength = Some(Strength::Effects { mean: 0.0, size, deviation: None });
            let subject = format!("group.parameter_number_{number}");
            Index { subject, measure, statistic, strength, used: 2, left_out: 0, points: 9 }
        };
        let mut indices: Vec<Index> =
            (0..12).map(|number| index(number, 0, 0.01 * number as f64)).collect();
        indices.push(index(3, 4, 250.0));
        let text = strongest(&indices, 80);
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("group")).collect();
        assert_eq!(rows.len(), 10, "{text}");
        assert!(rows[0].contains("number_11 ") && rows[0].contains("11.0"), "{text}");
        assert!(rows[1].contains("number_3 ") && rows[1].contains("\u{a3}250"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert!(note(&indices).contains("mu*"));
    }
}
