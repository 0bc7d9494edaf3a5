//! The figures to which the specialist services of a run were calibrated.

use mhst_core::model::figures::{Figure, Quantity, Role, Sites};
use mhst_core::model::results::{Measure, Statistic, Subgroup};

use crate::report::Calibration;

/// Those figures, which were reported for the sites of the run.
pub fn calibrated(calibrations: &[Calibration]) -> Vec<Figure> {
    let days = |value: f64| format!("{value:.0} days");
    let percent = |value: f64| format!("{:.0} %", 100.0 * value);
    calibrations
        .iter()
        .flat_map(|site| {
            let wait = site.wait_days.map(|value| {
                let what = (Measure::CalibrationWaitSecondContact, Statistic::Mean);
                figure(&site.site, "specialist.wait_2018_19", WAIT, what, (value, 1.0), days(value))
            });
            let closed = site.closed_share.map(|value| {
                let what = (Measure::CalibrationClosedShare, Statistic::Share);
                figure(
                    &site.site,
                    "specialist.closed_2018_19",
                    CLOSED,
                    what,
                    (value, 0.01),
                    percent(value),
                )
            });
            wait.into_iter().chain(closed)
        })
        .collect()
}

const WAIT: &str = "Mean wait to second contact with specialist services";
const CLOSED: &str = "Referrals to specialist services closed before treatment";

fn figure(
    site: &str,
    series: &str,
    title: &str,
    (measure, statistic): (Measure, Statistic),
    (value, discrepancy): (f64, f64),
    reported: String,
) -> Figure {
    let key = format!("{series}.{}", site.to_lowercase().replace(' ', "-"));
    Figure {
        series: series.to_owned(),
        title: title.to_owned(),
        role: Role::Calibrated,
        quantity: Some(Quantity::Measured { measure, statistic, subgroup: Subgroup::ALL }),
        reported,
        discrepancy: Some(discrepancy),
        why: "The calibration of a service is a rule in closed form, and not exact".to_owned(),
        period: "2018/19".to_owned(),
        place: site.to_owned(),
        source: "the file of sites of the scenario".to_owned(),
        cited: "columns `wait_second_contact_days` and `closed_before_treatment_pct`".to_owned(),
        purpose: "the specialist service of the site is calibrated to it".to_owned(),
        ..Figure::of(&key, Sites::One(site.to_owned()), value)
    }
}
