//! Simulated and reported figures, and the specialist services that were calibrated to some of them.

use mhst_core::model::results::{Measure, Statistic};

use super::super::document::{Block, Section, Table};
use super::super::facts::Calibration;
use super::super::scorecard;
use super::super::words::{Shown, Words};
use super::Results;
use crate::chart::Format;

const WAIT: Shown = Shown {
    measure: Measure::CalibrationWaitSecondContact,
    statistic: Statistic::Mean,
    format: Format::Decimal(1),
};
const CLOSED: Shown = Shown {
    measure: Measure::CalibrationClosedShare,
    statistic: Statistic::Share,
    format: Format::Percent(1),
};
/// None where there is nothing to compare.
pub(super) fn section(results: Results<'_>) -> Option<Section> {
    let both = |site: &Calibration| {
        site.wait_days.is_some() && results.site(&site.site).interval(&WAIT).is_some()
    };
    let more = match results.facts.calibrations.iter().any(both) {
        true => vec![Block::Folded(specialist(results))],
        false => Vec::new(),
    };
    scorecard::section(&results.found.scorecard, more)
}

fn specialist(results: Results<'_>) -> Table {
    let row = |site: &Calibration| {
        let numbers = results.site(&site.site);
        let reported = |format: Format, value: Option<f64>| {
            Words::from(value.map_or("predicted".to_owned(), |value| format.value(value)))
        };
        vec![
            site.site.as_str().into(),
            numbers.ranged(&WAIT),
            reported(Format::Whole, site.wait_days),
            numbers.ranged(&CLOSED),
            reported(Format::Percent(0), site.closed_share),
            Format::Decimal(1).value(site.one_percent_more_days).into(),
        ]
    };
    Table {
        id: "specialist-table".to_owned(),
        caption: "Mean days from referral to second contact, and share closed before treatment"
            .to_owned(),
        header: [
            "site",
            "wait, simulated",
            "wait, reported",
            "closed, simulated",
            "closed, reported",
            "days added by 1 % more referrals",
        ]
        .map(str::to_owned)
        .into(),
        rows: results.facts.calibrations.iter().map(row).collect(),
        text_columns: 1,
        filter: Some("Show sites with"),
    }
}
