//! The scorecard in a report: what was reported beside what the model gives, role by role.

use mhst_core::model::figures::Role;

use super::document::{Block, Figure, Section, Table};
use super::words::Words;
use crate::chart::{Axis, Bounds, Caption, Dots, Estimate, Format, Panel, Row};
use crate::scorecard::{Score, Scorecard, Series, Verdict, meaning};

/// Stands beside a figure that is missed.
const MISSED: &str = "missed";

/// The section; `more` follows what is said of calibrated figures. `None` where there is nothing to
/// compare.
pub(crate) fn section(card: &Scorecard, more: Vec<Block>) -> Option<Section> {
    if card.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Paragraph(ROLES.into())];
    blocks.extend(card.notes.iter().map(|note| Block::Paragraph(Words::strong(note.as_str()))));
    let mut more = Some(more);
    for group in &card.groups {
        let role = group.role;
        blocks.push(Block::Heading(heading(role).to_owned()));
        blocks.push(Block::Paragraph(meaning(role).into()));
        let sentences = card.of_singles(group);
        if !sentences.is_empty() {
            blocks.push(Block::List(sentences.into_iter().map(Words::from).collect()));
        }
        blocks.extend(singles(card, role).map(Block::Chart));
        if !group.series.is_empty() {
            blocks.push(Block::Table(of_series(card, role, &group.series)));
        }
        blocks.extend(group.series.iter().map(|it| Block::Chart(by_site(card, it))));
        if role == Role::Calibrated {
            blocks.extend(more.take().unwrap_or_default());
        }
    }
    blocks.push(Block::Folded(table(card)));
    let title = "Simulated and reported figures".to_owned();
    Some(Section { id: "evidence", title, blocks })
}

const ROLES: &str = "Each published figure has one role, decided before the model was run, and figures of \
    different roles are never counted together. Hollow points are what was reported; points are the median \
    over worlds, with the interval in which a report is expected: it holds what is not known, chance, the \
    sampling error of the report, and the discrepancy that was allowed beforehand because the report is \
    about other places, times or services. benchmark.csv has all of it.";

fn heading(role: Role) -> &'static str {
    match role {
        Role::HeldOut => "Held out: figures to which nothing was set",
        Role::Calibrated => "Calibrated: figures to which something was set",
        Role::Plausibility => "Plausible: assumed ranges",
        Role::Own => "Your own figures",
        Role::Input => "Inputs",
        Role::Unused => "Not used",
    }
}

fn row(name: String, score: &Score) -> Row {
    let is_missed = score.verdict.is_some_and(Verdict::is_miss);
    let interval = if score.figure.is_range() { score.simulated } else { score.expected };
    Row {
        name,
        estimate: Estimate { value: score.median, interval },
        reference: score.figure.value,
        note: if is_missed { MISSED.to_owned() } else { String::new() },
    }
}

/// The single figures of a role: shares and days, which are most of them.
fn singles(card: &Scorecard, role: Role) -> Option<Figure> {
    let of_format = |is_it: fn(Format) -> bool| {
        let rows = card.scores.iter().filter(|score| {
            let figure = &score.figure;
            figure.role == role && figure.series.is_empty() && is_it(score.format())
        });
        rows.map(|score| row(score.figure.title.clone(), score)).collect::<Vec<Row>>()
    };
    let panel = |name: &str, label: &str, format, rows| Panel {
        name: name.to_owned(),
        axis: Axis { label: label.to_owned(), format, bounds: Bounds::FromZero },
        line_at: None,
        rows,
    };
    let shares = of_format(|format| matches!(format, Format::Percent(_)));
    let days = of_format(|format| format == Format::Decimal(0));
    let mut panels = Vec::new();
    if !shares.is_empty() {
        panels.push(panel("Shares", "Share", Format::Percent(0), shares));
    }
    if !days.is_empty() {
        panels.push(panel("Days", "Days", Format::Whole, days));
    }
    let level = card.spread.percent();
    let (description, references) = match role {
        Role::Plausibility => (
            format!("Simulated, with its {level} interval, and the middle of the assumed range."),
            "Assumed",
        ),
        _ => (
            format!(
                "Simulated, with the {level} interval in which a report is expected, and reported."
            ),
            "Reported",
        ),
    };
    let caption = Caption {
        id: format!("benchmark-{}", role.name().replace('_', "-")),
        title: heading(role).to_owned(),
        description,
    };
    let dots = Dots {
        caption,
        rows_are: "Figure".to_owned(),
        references_are: Some(references.to_owned()),
        panels,
    };
    (!dots.panels.is_empty()).then(|| Figure::of(&dots))
}

/// How the series by site of a role come out.
fn of_series(card: &Scorecard, role: Role, series: &[Series]) -> Table {
    let number = |value: Option<f64>| value.map_or_else(String::new, |it| format!("{it:.2}"));
    let row = |it: &Series| {
        let last_year = it.last_year.as_ref();
        let inside = it.coverage.map_or_else(String::new, |coverage| {
            let (from, to) = coverage.expected;
            format!("{} of {} ({from} to {to})", coverage.inside, coverage.figures)
        });
        [
            format!("{}, {}", it.title, it.period),
            inside,
            format!("{}{}", it.signed_error(), it.unit_of_errors()),
            number(it.rank_correlation),
            last_year.map_or_else(String::new, |beside| number(beside.rank_correlation)),
            last_year.map_or_else(|| it.error(it.crps), |beside| it.error(beside.crps_of_model)),
            last_year.map_or_else(String::new, |beside| it.error(beside.mean_absolute_error)),
        ]
        .map(Words::from)
        .to_vec()
    };
    Table {
        id: format!("benchmark-series-{}", role.name().replace('_', "-")),
        caption: format!(
            "Series by site ({}), beside the forecast that a site has what was reported for it a year \
             before. CRPS is a score in the unit of the error; lower is better",
            role.name().replace('_', " ")
        ),
        header: [
            "series".to_owned(),
            format!("inside the {} interval (expected)", card.spread.percent()),
            "mean error".to_owned(),
            "rank correlation".to_owned(),
            "the same of \u{201c}as last year\u{201d}".to_owned(),
            "CRPS".to_owned(),
            "the same of \u{201c}as last year\u{201d}".to_owned(),
        ]
        .into(),
        rows: series.iter().map(row).collect(),
        text_columns: 1,
        filter: None,
    }
}

/// A series by site.
fn by_site(card: &Scorecard, series: &Series) -> Figure {
    let scores = card.scores.iter().filter(|score| score.figure.series == series.name);
    let rows: Vec<Row> =
        scores.clone().map(|score| row(score.figure.sites.name().to_owned(), score)).collect();
    let first = scores.clone().next();
    let format = first.map_or(Format::Whole, Score::format);
    let period = first.map_or("", |score| score.figure.period.as_str());
    let caption = Caption {
        id: format!("benchmark-{}", series.name.replace(['.', '_'], "-")),
        title: format!("{}, {period}", series.title),
        description: format!(
            "Simulated, with the {} interval in which a report is expected, and reported, by site.",
            card.spread.percent()
        ),
    };
    let label = if matches!(format, Format::Percent(_)) { "Share" } else { series.unit };
    let axis = Axis { label: label.to_owned(), format, bounds: Bounds::FromZero };
    let panel = Panel { name: String::new(), axis, line_at: None, rows };
    let dots = Dots {
        caption,
        rows_are: "Site".to_owned(),
        references_are: Some("Reported".to_owned()),
        panels: vec![panel],
    };
    Figure::of(&dots.sorted())
}

/// All single figures.
fn table(card: &Scorecard) -> Table {
    let single = card.scores.iter().filter(|score| score.figure.series.is_empty());
    let range = |score: &Score, range: Option<(f64, f64)>| {
        range.map_or_else(String::new, |range| score.range(range))
    };
    let rows = single.map(|score| {
        let figure = &score.figure;
        [
            figure.title.clone(),
            figure.role.name().replace('_', " "),
            figure.source.clone(),
            score.reported(),
            score.written(score.median),
            range(score, score.simulated),
            range(score, score.expected),
            score.distance.map_or_else(String::new, |it| Format::Decimal(1).signed(it)),
            score.verdict.map_or("", Verdict::words).to_owned(),
        ]
        .map(Words::from)
        .to_vec()
    });
    Table {
        id: "benchmark-table".to_owned(),
        caption: "Every figure that stands alone".to_owned(),
        header: [
            "figure",
            "role",
            "source",
            "reported",
            "median",
            "simulated interval",
            "expected interval",
            "distance (standard deviations)",
            "verdict",
        ]
        .map(str::to_owned)
        .into(),
        rows: rows.collect(),
        text_columns: 3,
        filter: Some("Show figures with"),
    }
}
