//! The scorecard in the terminal: sentences, and a table of the figures that stand alone.

use std::io::{self, Write};

use mhst_reporter::numbers::with_hyphen;
use mhst_reporter::scorecard::{Score, Scorecard, Verdict, meaning};

use super::numbers::NOTHING;
use super::table::table;
use super::text::wrapped;

const HEADER: [&str; 6] = ["figure", "role", "reported", "median", "expected", "verdict"];

/// Most letters of a title in the table.
const MOST_OF_TITLE: usize = 58;

/// Shows a scorecard in lines of `width` columns.
pub(crate) fn show(out: &mut impl Write, card: &Scorecard, width: usize) -> io::Result<()> {
    for note in &card.notes {
        writeln!(out, "\n{}", wrapped(&format!("Note: {note}"), width))?;
    }
    for (role, sentences) in card.sentences() {
        writeln!(out, "\n{}", wrapped(meaning(role), width))?;
        for sentence in sentences {
            writeln!(out, "  {}", indented(&with_hyphen(&sentence), width))?;
        }
    }
    let mut table = table(&HEADER, 2);
    for score in card.scores.iter().filter(|score| score.figure.series.is_empty()) {
        table.add_row(row(score).map(|cell| with_hyphen(&cell)));
    }
    writeln!(out, "\n{}", table.trim_fmt())?;
    writeln!(out, "\n{}\n", wrapped(NOTE, width))
}

const NOTE: &str = "\
Median: over plausible worlds. Expected: the interval in which a report would lie; it holds what is not
known, chance, the sampling error of the report, and the discrepancy that was allowed beforehand. An
assumed range is to hold the median. benchmark.csv has every figure with its source, those by site too;
benchmark_series.csv has series by site beside the forecast that next year is like last year.";

/// Lines after the first begin below the text of the first.
fn indented(text: &str, width: usize) -> String {
    wrapped(text, width.saturating_sub(4)).replace('\n', "\n    ")
}

fn row(score: &Score) -> [String; 6] {
    let title = &score.figure.title;
    let short: String = title.chars().take(MOST_OF_TITLE).collect();
    let expected = match score.figure.is_range() {
        true => NOTHING.to_owned(),
        false => score.expected.map_or(NOTHING.to_owned(), |it| score.range(it)),
    };
    [
        if short.len() < title.len() { format!("{short}\u{2026}") } else { short },
        score.figure.role.name().replace('_', " "),
        score.reported(),
        score.written(score.median),
        expected,
        score.verdict.map_or(NOTHING, Verdict::words).to_owned(),
    ]
}
