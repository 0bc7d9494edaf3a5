//! Which axes matter, where the points of a design were made to tell: a chart of the strongest for each
//! headline measure, and a table of all.

use mhst_core::model::mechanisms::MECHANISMS;
use mhst_core::model::parameters::Parameter;

use super::QUESTIONS;
use super::axis::name;
use crate::capital::capital;
use crate::chart::{Axis, Bounds, Caption, Dots, Estimate, Format, Panel, Row};
use crate::indices::{Index, Ranged, Strength};
use crate::numbers::counted;
use crate::report::document::{Block, Figure, Section, Table};
use crate::report::words::{Shown, Words, finer_for};

/// Most axes that are drawn for a measure.
const MOST_DRAWN: usize = 15;

/// Axes that a sentence names.
const NAMED: usize = 3;

/// The indices of a design, which has some.
pub(super) struct Found<'a>(pub(super) &'a [Index]);

/// What a group of axes, or an axis, is called in a chart.
fn label(subject: &str) -> String {
    let number = subject.strip_prefix('M').and_then(|number| number.parse::<u8>().ok());
    let mechanism = MECHANISMS.iter().find(|it| Some(it.number) == number);
    mechanism.map_or_else(|| subject.to_owned(), |it| format!("{subject} {}", it.name))
}

/// The same in a sentence.
fn words(subject: &str) -> String {
    let key = subject.split('@').next().unwrap_or(subject);
    match Parameter::find(key) {
        Some(_) => format!("\u{201c}{}\u{201d}", name(subject)),
        None => format!("\u{201c}{}\u{201d}", label(subject)),
    }
}

impl Found<'_> {
    fn is_of_effects(&self) -> bool {
        self.0.iter().find_map(Index::is_of_effects).unwrap_or(true)
    }

    /// Those of a measure that have a strength, the strongest first.
    fn of(&self, shown: &Shown) -> Vec<(&Index, Ranged)> {
        let what = (shown.measure, shown.statistic);
        let of_measure = self.0.iter().filter(|index| (index.measure, index.statistic) == what);
        of_measure.filter_map(|index| Some((index, index.main()?))).collect()
    }

    /// What stands first in the report.
    pub(super) fn sentences(&self) -> Vec<Block> {
        let sentences = QUESTIONS.iter().map(|question| self.sentence(question)).collect();
        vec![Block::Sentences(sentences), Block::Paragraph(self.method().into())]
    }

    fn sentence(&self, (question, what, shown): &(&str, &str, Shown)) -> Words {
        let words_of = Words::strong(format!("{question} "));
        let found = self.of(shown);
        let told: Vec<String> = found
            .iter()
            .filter(|(_, main)| main.estimate > 0.0)
            .take(NAMED)
            .map(|(index, main)| {
                format!("{} ({})", words(&index.subject), told(index, *main, shown))
            })
            .collect();
        match (found.is_empty(), told.is_empty()) {
            (true, _) => words_of.and("Too few points have a value, or all have the same."),
            (_, true) => words_of.and(format!("No axis moves {what}.")),
            _ => words_of.and(format!("{} depends most on {}.", capital(what), told.join(", "))),
        }
    }

    /// What the numbers are.
    fn method(&self) -> &'static str {
        match self.is_of_effects() {
            true => {
                "In brackets: the mean size of the elementary effects of an axis, which is by how much \
                 the result changes when the axis changes over its whole range and all others stay as \
                 they are, and its 95 % interval over trajectories. Every point has the same children \
                 with the same random numbers, but what moves by chance has effects of some size too: \
                 axes at the end of the list cannot be told from it. indices.csv has the direction \
                 (mu) and the spread (sigma)."
            }
            false => {
                "In brackets: the total index, which is the share of the variance over all points that \
                 goes with an axis or group and all its interactions with others, and its 95 % \
                 interval over base points. Total indices may add up to more than 100 %. Simulation \
                 chance counts as an interaction. indices.csv has the share of each alone (first \
                 order)."
            }
        }
    }

    /// A chart for each headline measure.
    pub(super) fn strongest(&self) -> Section {
        let charts = QUESTIONS.iter().map(|(_, what, shown)| Block::Chart(self.chart(what, shown)));
        Section { id: "strongest", title: "What matters most".to_owned(), blocks: charts.collect() }
    }

    fn chart(&self, what: &str, shown: &Shown) -> Figure {
        let found = self.of(shown);
        let all = found.len();
        let drawn = &found[..all.min(MOST_DRAWN)];
        let format = match self.is_of_effects() {
            true => drawn.first().map_or(shown.format, |(_, main)| fine(shown.format, *main)),
            false => Format::Percent(0),
        };
        let row = |(index, main): &(&Index, Ranged)| Row {
            name: label(&index.subject),
            estimate: Estimate { value: main.estimate, interval: main.bounds },
            reference: None,
            note: String::new(),
        };
        let label = match self.is_of_effects() {
            true => "Mean size of the effect over the whole range of the axis",
            false => "Total index: share of the variance",
        };
        let points = found.first().map_or(0, |(index, _)| index.points);
        let left_out: usize = found.iter().map(|(index, _)| index.left_out).sum();
        let mut description = match all {
            0 => "Too few points have a value, or all have the same.".to_owned(),
            _ => format!(
                "The strongest {} of {}, from {}.",
                drawn.len(),
                all,
                counted(points, "point")
            ),
        };
        if left_out > 0 {
            description += " Points without a value are left out.";
        }
        Figure::of(&Dots {
            caption: Caption {
                id: format!("indices-{}-{}", shown.measure.name(), shown.statistic.name()),
                title: capital(what),
                description,
            },
            rows_are: "Axis".to_owned(),
            references_are: None,
            panels: vec![Panel {
                name: String::new(),
                axis: Axis { label: label.to_owned(), format, bounds: Bounds::FromZero },
                line_at: None,
                rows: drawn.iter().map(row).collect(),
            }],
        })
    }

    /// All indices of the headline measures.
    pub(super) fn all(&self) -> Section {
        let mut subjects: Vec<&str> = Vec::new();
        // In the order of strength for the first measure that has any.
        for index in self.0 {
            if !subjects.contains(&index.subject.as_str()) {
                subjects.push(&index.subject);
            }
        }
        let of_measures: Vec<Vec<(&Index, Ranged)>> =
            QUESTIONS.iter().map(|(_, _, shown)| self.of(shown)).collect();
        let row = |subject: &&str| {
            let cells = QUESTIONS.iter().zip(&of_measures).map(|((_, _, shown), found)| {
                let found = found.iter().find(|(index, _)| index.subject == **subject);
                found.map_or("none".into(), |(index, main)| told(index, *main, shown).into())
            });
            [Words::code(*subject), meaning(subject).into()].into_iter().chain(cells).collect()
        };
        let measures = QUESTIONS.iter().map(|(_, what, _)| capital(what));
        let table = Table {
            id: "indices-table".to_owned(),
            caption: match self.is_of_effects() {
                true => "Mean size of the elementary effects, with 95 % intervals".to_owned(),
                false => "Total indices, with 95 % intervals".to_owned(),
            },
            header: ["axis", "meaning"].map(str::to_owned).into_iter().chain(measures).collect(),
            rows: subjects.iter().map(row).collect(),
            text_columns: 2,
            filter: None,
        };
        Section {
            id: "indices",
            title: "All indices".to_owned(),
            blocks: vec![
                Block::Paragraph("indices.csv has those of every main result.".into()),
                Block::Folded(table),
            ],
        }
    }
}

/// What an axis, or a group of them, is.
fn meaning(subject: &str) -> String {
    let meaning = super::axis::meaning(subject);
    match meaning.is_empty() {
        true => label(subject),
        false => meaning.to_owned(),
    }
}

/// How a difference of this strength is written.
fn fine(format: Format, main: Ranged) -> Format {
    finer_for(format, main.estimate, main.bounds.unwrap_or((main.estimate, main.estimate)))
}

/// An index with its interval.
fn told(index: &Index, main: Ranged, shown: &Shown) -> String {
    let (format, points) = match (index.strength, shown.format) {
        (Some(Strength::Shares { .. }), _) => (Format::Percent(0), ""),
        (_, Format::Percent(_)) => (fine(shown.format, main), " percentage points"),
        _ => (fine(shown.format, main), ""),
    };
    let bare = |value: f64| match points {
        "" => format.value(value),
        _ => format.value(value).trim_end_matches(" %").to_owned(),
    };
    let range = main.bounds.map_or_else(String::new, |(low, high)| {
        format!("; {} to {}", bare(low).trim_end_matches(" %"), bare(high))
    });
    format!("{}{points}{range}", bare(main.estimate))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::MAIN_RESULTS;

    fn index(subject: &str, strength: Strength) -> Index {
        let (measure, statistic) = MAIN_RESULTS[0];
        let strength = Some(strength);
        let subject = subject.to_owned();
        Index { subject, measure, statistic, strength, used: 9, left_out: 1, points: 40 }
    }

    #[test]
    fn the_strongest_axes_are_named_with_their_size() {
        let strength = |size: f64| Strength::Effects {
            mean: -size,
            size: Ranged { estimate: size, bounds: Some((size / 2.0, size * 2.0)) },
            deviation: None,
        };
        let indices = [
            index("attrition.other_per_year", strength(0.04)),
            index("need.brief_share", strength(0.02)),
        ];
        let found = Found(&indices);
        let text = found.sentence(&QUESTIONS[0]).text();
        assert!(text.contains("The share who started within 18 weeks depends most on \u{201c}"));
        assert!(text.contains("(4.0 percentage points; 2.0 to 8.0), \u{201c}"), "{text}");
        assert!(found.sentence(&QUESTIONS[1]).text().contains("Too few points"));
        let table = found.chart("what", &QUESTIONS[0].2).table;
        assert_eq!(table.rows.len(), 2);
    }

    #[test]
    fn groups_have_the_names_of_their_mechanisms_and_shares_are_percentages() {
        let ranged = |estimate: f64| Ranged { estimate, bounds: Some((0.1, 0.9)) };
        let shares = Strength::Shares { first: ranged(0.3), total: ranged(0.5) };
        let indices = [index("M1", shares), index("team", shares)];
        let text = Found(&indices).sentence(&QUESTIONS[0]).text();
        assert!(text.contains("\u{201c}M1 Need arises\u{201d} (50 %; 10 to 90 %)"), "{text}");
        assert!(text.contains("\u{201c}team\u{201d} (50 %"), "{text}");
    }
}
