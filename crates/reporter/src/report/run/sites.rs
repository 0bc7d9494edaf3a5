//! Sites beside each other.

use super::super::document::{Block, Section, Table};
use super::super::headline as h;
use super::super::words::{Shown, Words};
use super::Results;

/// The columns of the table: name, value, whether it is shown with its interval.
const COLUMNS: [(&str, Shown, bool); 9] = [
    ("referred", h::REFERRALS, false),
    ("started in 4 weeks", h::IN_4_WEEKS, true),
    ("in 18 weeks", h::IN_18_WEEKS, true),
    ("median wait, days", h::WAIT_MEDIAN, true),
    ("90th percentile, days", h::WAIT_P90, true),
    ("entered missing middle", h::MISSING_MIDDLE, false),
    ("unmet > 12 weeks", h::UNMET_12_WEEKS, true),
    ("EMHP posts vacant", h::EMHP_VACANCY, true),
    ("cost per child started", h::COST_PER_CHILD, true),
];

/// None where there is one site.
pub(super) fn section(results: Results<'_>) -> Option<Section> {
    let sites = &results.facts.sites;
    if sites.len() < 2 {
        return None;
    }
    let blocks = vec![Block::Table(table(results))];
    Some(Section { id: "sites", title: "Sites compared".to_owned(), blocks })
}

fn table(results: Results<'_>) -> Table {
    let row = |site: &String| {
        let numbers = results.site(site);
        let cells = COLUMNS.iter().map(|(_, shown, ranged)| match ranged {
            true => numbers.ranged(shown),
            false => numbers.estimate(shown),
        });
        std::iter::once(Words::from(site.as_str())).chain(cells).collect()
    };
    Table {
        id: "sites-table".to_owned(),
        caption: "Sites, with 95 % intervals".to_owned(),
        header: std::iter::once("site")
            .chain(COLUMNS.iter().map(|(name, ..)| *name))
            .map(str::to_owned)
            .collect(),
        rows: results.facts.sites.iter().map(row).collect(),
        text_columns: 1,
        filter: Some("Show sites with"),
    }
}
