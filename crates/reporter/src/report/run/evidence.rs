//! Simulated and reported figures, by the role that each figure has.

use mhst_core::model::results::{Dimension, Measure, Statistic, Subgroup};

use super::super::document::{Block, Figure, Section, Table};
use super::super::dots::{PointRow, Points};
use super::super::facts::Calibration;
use super::super::words::{Numbers, Shown, Words};
use super::Results;
use crate::agreement::Agreement;
use crate::chart::{Bounds, Caption, Format};
use crate::numbers::counted;

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
const PREVALENCE: Shown = Shown {
    measure: Measure::PrevalenceShare,
    statistic: Statistic::Share,
    format: Format::Percent(1),
};

/// Probable disorder at 7 to 16 in the national surveys (MHCYP), to which new need is set.
const SURVEYS: [(u16, f64); 3] = [(2017, 0.121), (2020, 0.167), (2022, 0.180)];

/// None where there is nothing to compare.
pub(super) fn section(results: Results<'_>) -> Option<Section> {
    let mut compared = Vec::new();
    let prevalence = prevalence(results.all());
    if !prevalence.rows.is_empty() {
        compared.push(Block::Heading("Calibrated: need".to_owned()));
        compared.push(Block::Table(prevalence));
    }
    let both = |site: &Calibration| {
        site.wait_days.is_some() && results.site(&site.site).interval(&WAIT).is_some()
    };
    if results.facts.calibrations.iter().any(both) {
        compared.push(Block::Heading("Calibrated: the specialist service, 2018/19".to_owned()));
        compared.extend(agreement(results).into_iter().map(|text| Block::Paragraph(text.into())));
        compared.push(Block::Chart(waits(results)));
        compared.push(Block::Chart(closed(results)));
        compared.push(Block::Folded(specialist(results)));
    }
    if compared.is_empty() {
        return None;
    }
    let roles = Block::Paragraph(
        "Each published figure has one role, decided before the model was run. An input goes into the \
         model. A calibrated figure is what a rate was set to match, so a match validates nothing. \
         Only a validation figure can show that the model is wrong."
            .into(),
    );
    let validation = Block::Paragraph(
        "No series of waits for mental health support teams has been published. The evaluation \
         reports one figure for the Trailblazer sites: waits of up to five months at the site with \
         the longest waits (Ellins et al. 2023, chapter 7). Compare it with the longest 90th \
         percentile of the Trailblazer scenario."
            .into(),
    );
    let mut blocks = vec![roles];
    blocks.extend(compared);
    blocks.push(Block::Heading("Validation".to_owned()));
    blocks.push(validation);
    let title = "Simulated and reported figures".to_owned();
    Some(Section { id: "evidence", title, blocks })
}

fn prevalence(all: Numbers<'_>) -> Table {
    let rows = SURVEYS.into_iter().filter_map(|(year, survey)| {
        let simulated = all.among(Subgroup { dimension: Dimension::Year, level: year });
        simulated.interval(&PREVALENCE)?;
        Some(vec![
            year.to_string().into(),
            simulated.ranged(&PREVALENCE),
            Format::Percent(1).value(survey).into(),
        ])
    });
    Table {
        id: "prevalence-table".to_owned(),
        caption: "Children in need as a share of pupils, and probable disorder at ages 7 to 16 in \
                  England (MHCYP)"
            .to_owned(),
        header: ["year", "simulated", "survey"].map(str::to_owned).into(),
        rows: rows.collect(),
        text_columns: 1,
        filter: None,
    }
}

fn waits(results: Results<'_>) -> Figure {
    let caption = Caption {
        id: "specialist-waits".to_owned(),
        title: "Wait to second specialist contact, 2018/19".to_owned(),
        description:
            "Simulated, with intervals, and the reported figures to which it was calibrated."
                .to_owned(),
    };
    points(results, caption, &WAIT, "Mean days from referral", |site| site.wait_days)
}

fn closed(results: Results<'_>) -> Figure {
    let caption = Caption {
        id: "specialist-closed".to_owned(),
        title: "Specialist referrals closed before treatment, 2018/19".to_owned(),
        description:
            "Simulated, with intervals, and the reported figures to which it was calibrated."
                .to_owned(),
    };
    points(results, caption, &CLOSED, "Share of referrals", |site| site.closed_share)
}

fn points(
    results: Results<'_>,
    caption: Caption,
    shown: &Shown,
    label: &str,
    reported: fn(&Calibration) -> Option<f64>,
) -> Figure {
    let sites = results.facts.calibrations.iter();
    let rows = sites.map(|site| PointRow {
        name: site.site.clone(),
        numbers: results.site(&site.site),
        reference: reported(site),
    });
    Points {
        caption,
        rows_are: "Site",
        shown: *shown,
        label,
        bounds: Bounds::FromZero,
        line_at: None,
        references_are: Some("Reported"),
        panels: vec![("", rows.collect())],
    }
    .figure()
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

/// How near the simulated figures are to the reported ones, in words.
fn agreement(results: Results<'_>) -> Vec<String> {
    let pairs = |shown: &Shown, reported: fn(&Calibration) -> Option<f64>| {
        let pair = |site: &Calibration| {
            let simulated = results.site(&site.site).interval(shown)?.estimate;
            Some((simulated, reported(site)?))
        };
        results.facts.calibrations.iter().filter_map(pair).collect::<Vec<_>>()
    };
    let sentence = |name: &str, fit: &Agreement, factor: f64, unit: &str| {
        let error = Format::Decimal(1).value(factor * fit.mean_absolute_error);
        let ranks = fit.rank_correlation.map_or(String::new(), |rho| {
            format!("; rank correlation {} (Spearman)", Format::Decimal(2).value(rho))
        });
        let sites = counted(fit.pairs, "site");
        format!("{name}: mean absolute error {error} {unit} over {sites}{ranks}.")
    };
    let waits = Agreement::of(&pairs(&WAIT, |site| site.wait_days));
    let closed = Agreement::of(&pairs(&CLOSED, |site| site.closed_share));
    [
        waits.map(|fit| sentence("Waits", &fit, 1.0, "days")),
        closed.map(|fit| sentence("Closed before treatment", &fit, 100.0, "percentage points")),
    ]
    .into_iter()
    .flatten()
    .collect()
}
