//! How many runs are enough, as a section of every report.

use mhst_core::model::results::{Measure, Subgroup};

use super::document::{Block, Section, Table};
use super::headline as h;
use super::words::{NOTHING, Shown, Words, finer_for};
use crate::chart::Format;
use crate::comparison::Comparisons;
use crate::enough::{Need, of_comparisons, of_summary, sentence};
use crate::repeated::Estimate;
use crate::spread::Spread;
use crate::tables::{ALL_SITES, Summary};

/// The headline measures by name.
fn headlines() -> impl Iterator<Item = &'static (&'static str, Shown)> {
    h::ROWS.iter().take(Measure::HEADLINES.len())
}

/// Of the numbers of all children.
pub(crate) fn of_numbers(spread: &Spread, summary: &Summary) -> Option<Section> {
    let rows = headlines().map(|(name, shown)| {
        let find = summary.estimate(ALL_SITES, Subgroup::ALL, shown.measure, shown.statistic);
        row(spread, (*name).into(), shown.format, find)
    });
    let said = sentence(&of_summary(summary, spread), spread)?;
    Some(section(spread, said, "Headline numbers of all children", rows.collect()))
}

/// Of the differences between variants and their base.
pub(crate) fn of_differences(spread: &Spread, found: &Comparisons) -> Option<Section> {
    let rows = found.variants.iter().flat_map(|variant| {
        headlines().map(move |(name, shown)| {
            let row = variant.get(ALL_SITES, shown.measure, shown.statistic);
            let estimate = row.and_then(|row| row.estimate);
            self::row(spread, format!("{}: {name}", variant.name).into(), shown.format, estimate)
        })
    });
    let said = sentence(&of_comparisons(found, spread), spread)?;
    Some(section(
        spread,
        said,
        "Differences of the headline numbers of all children",
        rows.collect(),
    ))
}

fn row(spread: &Spread, name: Words, format: Format, estimate: Option<Estimate>) -> Vec<Words> {
    let need = estimate.and_then(|estimate| Need::of(&estimate, spread));
    let none = || Words::from(NOTHING);
    let half = |need: &Need| {
        let half = need.half_width;
        Words::from(finer_for(format, half, (-half, half)).value(half))
    };
    let whole = |number: usize| Words::from(Format::Whole.value(number as f64));
    let mut cells = vec![
        name,
        need.as_ref().map_or_else(none, half),
        need.map_or_else(none, |need| whole(need.runs)),
        need.map_or_else(none, |need| whole(need.to_halve)),
    ];
    if spread.is_over_worlds() {
        let share = need.and_then(|need| need.knowledge);
        cells.push(share.map_or_else(none, |share| Format::Percent(0).value(share).into()));
    }
    cells
}

fn section(spread: &Spread, said: String, caption: &str, rows: Vec<Vec<Words>>) -> Section {
    let (runs, of, meaning) = match spread.is_over_worlds() {
        true => (
            "plausible worlds",
            "median",
            "Known to within: half the 95 % interval of the median over plausible worlds. It is not the \
             interval in brackets elsewhere, which says where one more world may lie, and which more \
             worlds do not narrow. Not chance: share of the variance between worlds that comes from \
             what is not known about the parameters."
                .to_owned(),
        ),
        false => (
            "replicates",
            "mean",
            format!(
                "Known to within: half the {} interval of the mean over replicates of the central world.",
                spread.percent()
            ),
        ),
    };
    let mut header = vec![
        "measure".to_owned(),
        format!("{of} known to within"),
        format!("{runs} so far"),
        format!("{runs} to halve that"),
    ];
    if spread.is_over_worlds() {
        header.push("not chance".to_owned());
    }
    let table = Table {
        id: "enough-table".to_owned(),
        caption: caption.to_owned(),
        header,
        rows,
        text_columns: 1,
        filter: None,
    };
    let remedy = Words::from("To run until a number is known as precisely as you need, use ")
        .and(Words::code("mhst run --precision"))
        .and(".");
    let blocks = vec![
        Block::Paragraph(said.into()),
        Block::Table(table),
        Block::Paragraph(meaning.into()),
        Block::Paragraph(remedy),
    ];
    Section { id: "enough", title: "How many runs are enough".to_owned(), blocks }
}
