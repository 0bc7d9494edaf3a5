//! The tables shown when a run is over: what came out, and how the calibration fits.

use comfy_table::Table;
use mhst_core::engine::statistics::Interval;
use mhst_core::model::results::{Measure, Statistic};
use mhst_reporter::agreement::Agreement;
use mhst_reporter::spread::Spread;
use mhst_runner::store::{ScaledRecognition, SiteCalibration};

use super::numbers::{NOTHING, counted, grouped};
use super::table::{fitting, table};

/// How a number of the summary is looked up: site (or `all`), measure, statistic.
pub(crate) type Summary<'a> = &'a dyn Fn(&str, Measure, Statistic) -> Option<Interval>;

/// The site under which all children are pooled.
pub(crate) const ALL: &str = "all";

const RESULTS: [&str; 7] = [
    "\n\nsite",
    "\n\nreferred",
    "median\nwait\n(days)",
    "90th\npercentile\n(days)",
    "\nstarted in\n18 weeks",
    "in the\nmissing\nmiddle",
    "in help,\nof 100\nin need",
];

/// Waits, the missing middle and help of each site and of all children.
pub(crate) fn results(sites: &[String], summary: Summary<'_>, width: usize) -> String {
    fitting(width, |between| results_table(sites, summary, between))
}

/// The same with this between an estimate and its interval.
fn results_table(sites: &[String], summary: Summary<'_>, between: &str) -> Table {
    let ranged = |interval, factor, unit| ranged(interval, factor, unit, between);
    let mut table = table(&RESULTS, 1);
    let pooled = (sites.len() > 1).then_some(ALL);
    for site in sites.iter().map(String::as_str).chain(pooled) {
        let get = |measure, statistic| summary(site, measure, statistic);
        table.add_row([
            site.to_owned(),
            estimate(get(Measure::Referrals, Statistic::Count), grouped),
            ranged(get(Measure::WaitReferralToStart, Statistic::P50), 1.0, ""),
            ranged(get(Measure::WaitReferralToStart, Statistic::P90), 1.0, ""),
            ranged(get(Measure::StartedWithin126Days, Statistic::Share), 100.0, " %"),
            estimate(get(Measure::MissingMiddleStock, Statistic::Mean), grouped),
            estimate(get(Measure::InHelpShare, Statistic::Share), |share| {
                format!("{:.1}", 100.0 * share)
            }),
        ]);
    }
    table
}

/// What the columns of [`results`] are, for those who read them for the first time.
pub(crate) fn note(spread: &Spread) -> String {
    format!("{COLUMNS} {}", spread.brackets())
}

const COLUMNS: &str = "\
Waits are from referral to first session, for children who started. Started in 18 weeks: share of
accepted referrals that had started by then, with competing exits. In the missing middle: children
known to somebody and not in help, too complex for the team and below the specialist threshold, on an
average day. In help, of 100 in need: by the team, the specialist service, the setting's counsellors
or elsewhere, on an average day. `all` pools the children of all sites.";

/// One site's calibration with its name.
pub(crate) type Calibrated = (String, SiteCalibration);

/// Simulated beside reported figures of the specialist service, and how well they agree. There is
/// nothing simulated where a scenario begins after the window of the figures.
pub(crate) fn calibration(sites: &[Calibrated], summary: Summary<'_>) -> (Table, Vec<String>) {
    let mut table = table(
        &[
            "site",
            "wait,\nsimulated",
            "wait,\nreported",
            "closed,\nsimulated",
            "closed,\nreported",
            "+1 % inflow\n(days)",
        ],
        1,
    );
    let (mut waits, mut closures) = (Vec::new(), Vec::new());
    for (site, aim) in sites {
        let wait = summary(site, Measure::CalibrationWaitSecondContact, Statistic::Mean);
        let closed = summary(site, Measure::CalibrationClosedShare, Statistic::Share);
        waits.extend(pair(wait, aim.wait_is_reported, aim.wait_days));
        closures.extend(pair(closed, aim.closed_is_reported, aim.closed_share));
        table.add_row([
            site.clone(),
            estimate(wait, |days| format!("{days:.1}")),
            aimed(aim.wait_is_reported, format!("{:.0}", aim.wait_days)),
            estimate(closed, |share| format!("{:.1} %", 100.0 * share)),
            aimed(aim.closed_is_reported, format!("{:.1} %", 100.0 * aim.closed_share)),
            format!("{:+.1}", aim.one_percent_more_days),
        ]);
    }
    let agreement = [
        Agreement::of(&waits).map(|fit| sentence(&fit, "Waits", 1.0, "days")),
        Agreement::of(&closures).map(|fit| sentence(&fit, "Closures", 100.0, "percentage points")),
    ];
    (table, agreement.into_iter().flatten().collect())
}

/// An agreement in words, with the error times `factor` in `unit`.
fn sentence(fit: &Agreement, what: &str, factor: f64, unit: &str) -> String {
    let error = factor * fit.mean_absolute_error;
    let sites = counted(fit.pairs, "site");
    let ranks = match fit.rank_correlation {
        Some(rho) => format!(", rank correlation {rho:.2} (Spearman)"),
        None => String::new(),
    };
    format!("{what}: mean absolute error {error:.1} {unit} over {sites}{ranks}")
}

/// What the columns of [`calibration`] are.
pub(crate) const CALIBRATION_NOTE: &str = "\
The specialist service was calibrated to the reported figures, so agreement validates nothing. Wait:
mean days from referral to second contact. Closed: before treatment. ~ marks a predicted figure,
where none is reported. +1 % inflow: days that 1 % more referrals would add to the mean wait in the
long run with the same places; where it is large, small differences in waits mean little.";

/// Stands for the table where there is nothing to compare.
pub(crate) const NOTHING_TO_CALIBRATE_NOTE: &str = "\
The specialist service was calibrated to figures of April 2018 to March 2019 (reported, or predicted
where none is reported). The simulation starts later, so there is nothing to compare them with.";

/// How far off the model was before recognition was scaled to the referrals of the last year.
pub(crate) fn recognition(site: &str, scale: &ScaledRecognition) -> String {
    let ScaledRecognition { reported, unscaled, scaled, factor } = scale;
    format!(
        "{site}: {} referrals were reported for the last year; the unscaled model expects {}. \
         Recognition was multiplied by {factor:.2}, with which the model expects {}.",
        grouped(*reported),
        grouped(*unscaled),
        grouped(*scaled)
    )
}

/// A simulated and a reported figure, where there are both.
fn pair(simulated: Option<Interval>, is_reported: bool, reported: f64) -> Option<(f64, f64)> {
    simulated.filter(|_| is_reported).map(|simulated| (simulated.estimate, reported))
}

fn aimed(is_reported: bool, text: String) -> String {
    if is_reported { text } else { format!("~{text}") }
}

fn estimate(interval: Option<Interval>, show: impl Fn(f64) -> String) -> String {
    interval.map_or_else(|| NOTHING.to_owned(), |interval| show(interval.estimate))
}

/// An estimate with its interval in brackets, in whole multiples of `1 / factor`.
fn ranged(interval: Option<Interval>, factor: f64, unit: &str, between: &str) -> String {
    let Some(interval) = interval else { return NOTHING.to_owned() };
    let estimate = format!("{:.0}{unit}", factor * interval.estimate);
    match interval.bounds {
        Some((low, high)) => {
            format!("{estimate}{between}({:.0}-{:.0})", factor * low, factor * high)
        }
        None => estimate,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(site: &str, _: Measure, statistic: Statistic) -> Option<Interval> {
        let estimate = if statistic == Statistic::Share { 0.5 } else { 123.4 };
        let bounds = Some((0.98 * estimate, 1.02 * estimate));
        (site != "Empty").then_some(Interval { estimate, bounds, replicates: 20 })
    }

    fn widest(table: &str) -> usize {
        table.lines().map(|line| line.chars().count()).max().unwrap_or(0)
    }

    #[test]
    fn tables_fit_80_columns_and_what_is_missing_shows_as_missing() {
        let sites = ["Doncaster and Rotherham".to_owned(), "Empty".to_owned()];
        let results = results(&sites, &summary, 100);
        assert!(widest(&results) <= 100, "\n{results}");
        let text = results;
        assert!(text.contains("50 % (49-51)") && text.contains("123 (121-126)"), "\n{text}");
        let empty = text.lines().find(|line| line.starts_with("Empty")).unwrap();
        assert_eq!(empty.matches(NOTHING).count(), 6, "{empty}");
        assert!(text.lines().last().unwrap().starts_with(ALL), "\n{text}");
        let narrow = super::results(&sites, &summary, 80);
        assert!(widest(&narrow) <= 80, "\n{narrow}");
        assert!(narrow.contains("50 %\n") || narrow.contains("50 % "), "\n{narrow}");
        assert!(narrow.contains("(49-51)") && !narrow.contains("50 % (49-51)"), "\n{narrow}");
    }

    #[test]
    fn only_reported_figures_enter_the_agreement() {
        let aim = SiteCalibration {
            wait_days: 59.0,
            wait_is_reported: true,
            closed_share: 0.45,
            closed_is_reported: false,
            places: 100,
            queue_days: 5.0,
            one_percent_more_days: 1.25,
            recognition: None,
        };
        let sites = [("Alpha".to_owned(), aim), ("Empty".to_owned(), aim)];
        let (table, agreement) = calibration(&sites, &summary);
        assert!(widest(&table.trim_fmt()) <= 80, "\n{table}");
        assert!(table.to_string().contains("~45.0 %") && table.to_string().contains("+1.2"));
        assert_eq!(agreement.len(), 1, "{agreement:?}");
        assert!(agreement[0].contains("Waits") && agreement[0].contains("1 site"), "{agreement:?}");
    }
}
