//! The effect of each mechanism: paired differences of waits, missing middle and need without help from the
//! unchanged scenario, for all children.

use mhst_core::engine::statistics::Interval;
use mhst_core::model::mechanisms::{MECHANISMS, Mechanism, Trial};
use mhst_core::model::results::{Measure, Statistic};

use crate::comparison::{Compared, Comparisons};
use crate::tables::ALL_SITES;

/// The outcomes: heading, measure, statistic, factor of the unit, and decimals.
const OUTCOMES: [(&str, Measure, Statistic, f64, usize); 5] = [
    ("mean wait\nto start\n(days)", Measure::WaitReferralToStart, Statistic::Mean, 1.0, 1),
    ("started\n(children)", Measure::Started, Statistic::Count, 1.0, 0),
    ("in the missing\nmiddle\n(children)", Measure::MissingMiddleStock, Statistic::Mean, 1.0, 1),
    ("without help\n(thousand days)", Measure::WithoutHelp, Statistic::Total, 1e-3, 1),
    ("in need\n(thousand days)", Measure::InNeed, Statistic::Total, 1e-3, 1),
];

/// The header of the table, with breaks where a narrow column may have them.
pub fn header() -> Vec<String> {
    let outcomes = OUTCOMES.iter().map(|(name, ..)| (*name).to_owned());
    ["mechanism", "trial"].map(str::to_owned).into_iter().chain(outcomes).collect()
}

/// The name of the variant with the trial of a mechanism; `None` if there is no trial.
pub fn variant(mechanism: &Mechanism) -> Option<String> {
    mechanism.tried().map(|(what, _)| format!("M{} {what}", mechanism.number))
}

/// One row for each mechanism, as text.
pub fn rows(found: &Comparisons) -> Vec<Vec<String>> {
    MECHANISMS.iter().map(|mechanism| row(mechanism, found)).collect()
}

fn row(mechanism: &Mechanism, found: &Comparisons) -> Vec<String> {
    let name = format!("M{} {}", mechanism.number, mechanism.name);
    let what = match mechanism.trial {
        Trial::Off(what) | Trial::Change(what, _) => what.to_owned(),
        Trial::Nothing(why) => format!("no trial: {why}"),
    };
    let variant = variant(mechanism);
    let compared = found.variants.iter().find(|compared| Some(&compared.name) == variant.as_ref());
    let sizes = OUTCOMES.iter().map(|&(_, measure, statistic, factor, decimals)| {
        compared
            .and_then(|compared| difference(compared, measure, statistic))
            .map_or_else(|| "-".to_owned(), |size| written(size, factor, decimals))
    });
    [name, what].into_iter().chain(sizes).collect()
}

fn difference(compared: &Compared, measure: Measure, statistic: Statistic) -> Option<Interval> {
    let row = compared.get(ALL_SITES, measure, statistic)?;
    Some(row.comparison.as_ref()?.difference)
}

/// `+3.1 (+2.6 to +3.7)`, and `0` where no replicate differs.
pub(crate) fn written(size: Interval, factor: f64, decimals: usize) -> String {
    let number = |value: f64| {
        let text = format!("{:+.decimals$}", value * factor);
        // What rounds to zero has no sign.
        match text.trim_start_matches(['+', '-']) {
            zero if zero.chars().all(|c| c == '0' || c == '.') => zero.to_owned(),
            _ => text,
        }
    };
    match size.bounds {
        Some((low, high)) if low == 0.0 && high == 0.0 => "0".to_owned(),
        Some((low, high)) => {
            format!("{} ({} to {})", number(size.estimate), number(low), number(high))
        }
        None => number(size.estimate),
    }
}

/// The table as a part of a page, in Markdown.
pub fn markdown(base: &str, replicates: u32, found: &Comparisons) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let header: Vec<String> = header().iter().map(|name| name.replace('\n', " ")).collect();
    let mut text = format!(
        "Differences from the unchanged scenario `{base}` in {replicates} paired replicates, for the \
         children of\nall sites. In brackets: 95 % intervals, which show simulation chance only.\n\n"
    );
    text += &line(&header);
    text += &line(&vec!["---".to_owned(); header.len()]);
    text.extend(rows(found).iter().map(|row| line(row)));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(estimate: f64, bounds: Option<(f64, f64)>) -> Interval {
        Interval { estimate, bounds, replicates: 5 }
    }

    #[test]
    fn sizes_are_signed_and_zero_is_not() {
        let size = interval(0.0314, Some((0.0262, 0.0371)));
        assert_eq!(written(size, 100.0, 1), "+3.1 (+2.6 to +3.7)");
        let size = interval(-0.02, Some((-1.2, 1.2)));
        assert_eq!(written(size, 1.0, 1), "0.0 (-1.2 to +1.2)");
        assert_eq!(written(interval(0.0, Some((0.0, 0.0))), 1.0, 1), "0");
        assert_eq!(written(interval(2.0, None), 1.0, 0), "+2");
    }

    #[test]
    fn every_mechanism_has_a_row_with_a_cell_for_each_outcome() {
        let rows = rows(&Comparisons::default());
        assert_eq!(rows.len(), MECHANISMS.len());
        assert!(rows.iter().all(|row| row.len() == header().len()));
    }
}
