//! Sites compared.

use super::super::document::{Block, Figure, Section, Table};
use super::super::dots::{PointRow, Points};
use super::super::few;
use super::super::headline as h;
use super::super::words::{Shown, Words};
use super::Results;
use crate::chart::{Bounds, Caption};

/// The columns of the table: name, value, whether it is shown with its interval.
const COLUMNS: [(&str, Shown, bool); 9] = [
    ("referrals", h::REFERRALS, false),
    ("started in 4 weeks", h::IN_4_WEEKS, true),
    ("in 18 weeks", h::IN_18_WEEKS, true),
    ("median wait, days", h::WAIT_MEDIAN, true),
    ("90th percentile, days", h::WAIT_P90, true),
    ("in the missing middle", h::MISSING_MIDDLE_STOCK, false),
    ("in help, of children in need", h::IN_HELP, true),
    ("EMHP posts vacant", h::EMHP_VACANCY, true),
    ("cost per child started", h::COST_PER_CHILD, true),
];

/// None where there is one site.
pub(super) fn section(results: Results<'_>) -> Option<Section> {
    let sites = &results.facts.sites;
    if sites.len() < 2 {
        return None;
    }
    let blocks = vec![
        Block::Chart(started(results)),
        Block::Chart(longest(results)),
        Block::Table(table(results)),
    ];
    Some(Section { id: "sites", title: "Sites compared".to_owned(), blocks })
}

fn started(results: Results<'_>) -> Figure {
    let title = "Started within 18 weeks, by site";
    points(results, "sites-started", (title, "Share of accepted referrals"), &h::IN_18_WEEKS, "")
}

fn longest(results: Results<'_>) -> Figure {
    let title = "90th percentile of the wait to start, by site";
    let texts = (title, "Days from referral to first session");
    points(results, "sites-longest", texts, &h::WAIT_P90, " days")
}

/// A value of all sites, with that of all children as a line.
fn points(
    results: Results<'_>,
    id: &str,
    (title, label): (&str, &str),
    shown: &Shown,
    unit: &str,
) -> Figure {
    let all = results.all();
    let sites = results.facts.sites.iter();
    let rows: Vec<PointRow<'_>> = sites
        .map(|site| PointRow { name: site.clone(), numbers: results.site(site), reference: None })
        .collect();
    let mut values: Vec<(f64, &str)> = rows
        .iter()
        .filter_map(|row| Some((row.numbers.interval(shown)?.estimate, row.name.as_str())))
        .collect();
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let description = match (values.first(), values.last()) {
        (Some((least, lowest)), Some((most, highest))) => format!(
            "From {} ({lowest}) to {}{unit} ({highest}). The line is at {}{unit}, the value for all \
             children.",
            shown.format.value(*least),
            shown.format.value(*most),
            all.estimate(shown).text(),
        ),
        _ => "No site has a value.".to_owned(),
    };
    Points {
        caption: Caption { id: id.to_owned(), title: title.to_owned(), description },
        rows_are: "Site",
        shown: *shown,
        label,
        bounds: Bounds::FromZero,
        line_at: all.interval(shown).map(|interval| interval.estimate),
        references_are: None,
        panels: vec![("", rows)],
    }
    .figure()
}

fn table(results: Results<'_>) -> Table {
    let row = |site: &String| {
        let numbers = results.site(site);
        let cells = COLUMNS.iter().map(|(_, shown, ranged)| numbers.cell(shown, *ranged));
        std::iter::once(Words::from(site.as_str())).chain(cells).collect()
    };
    Table {
        id: "sites-table".to_owned(),
        caption: format!("Sites, with {}; {}", results.facts.spread.intervals(), few::note()),
        header: std::iter::once("site")
            .chain(COLUMNS.iter().map(|(name, ..)| *name))
            .map(str::to_owned)
            .collect(),
        rows: results.facts.sites.iter().map(row).collect(),
        text_columns: 1,
        filter: Some("Show sites with"),
    }
}
