//! The size of the effect of each parameter: paired differences of the headline measures between both ends
//! of its plausible range, a row a parameter.

use std::io::{self, Write};

use mhst_core::engine::statistics::{Interval, paired_interval};
use mhst_core::model::parameters::Parameter;
use mhst_core::model::results::{Measure, Statistic};

use crate::cell::{Cell, Csv};
use crate::effects::written;

/// What is shown: heading, measure, statistic, factor of the unit, and decimals. The first is the mean wait,
/// and then come the headline measures.
const SHOWN: [(&str, Measure, Statistic, f64, usize); 6] = [
    ("mean wait to start (days)", Measure::WaitReferralToStart, Statistic::Mean, 1.0, 1),
    ("started within 18 weeks (points)", Measure::StartedWithin126Days, Statistic::Share, 100.0, 1),
    ("without help (thousand days)", Measure::WithoutHelp, Statistic::Total, 1e-3, 1),
    ("in the missing middle (children)", Measure::MissingMiddleStock, Statistic::Mean, 1.0, 1),
    ("EMHP posts vacant (points)", Measure::EmhpVacancyShare, Statistic::Share, 100.0, 1),
    ("cost per child started (pounds)", Measure::CostPerChildStarted, Statistic::Mean, 1.0, 0),
];

/// What is read of each replicate.
pub const WANTED: [(Measure, Statistic); SHOWN.len()] = {
    let mut wanted = [(Measure::Referrals, Statistic::Count); SHOWN.len()];
    let mut at = 0;
    while at < SHOWN.len() {
        wanted[at] = (SHOWN[at].1, SHOWN[at].2);
        at += 1;
    }
    wanted
};

/// A parameter, its ends, and the values of [`WANTED`] at both, replicate by replicate.
#[derive(Clone, Copy, Debug)]
pub struct Effect<'a> {
    /// Which parameter.
    pub parameter: Parameter,
    /// The low and the high end.
    pub ends: [f64; 2],
    /// The values at the low and the high end.
    pub pairs: &'a [[Vec<f64>; 2]],
}

impl Effect<'_> {
    /// High end less low end; `None` of no pair.
    fn differences(&self, level: f64) -> impl Iterator<Item = Option<Interval>> {
        self.pairs.iter().map(move |[low, high]| paired_interval(low, high, level))
    }

    fn end(&self, end: usize) -> String {
        self.parameter.declaration().written(self.ends[end])
    }
}

/// The table as a part of a page, in Markdown.
pub fn markdown(effects: &[Effect<'_>], level: f64) -> String {
    let mut text = String::from("| parameter | from | to |");
    for (heading, ..) in SHOWN {
        text += &format!(" {heading} |");
    }
    text += &format!("\n| --- | --- | --- |{}\n", " --- |".repeat(SHOWN.len()));
    for effect in effects {
        let key = effect.parameter.declaration().key;
        text += &format!("| `{key}` | {} | {} |", effect.end(0), effect.end(1));
        for (difference, (.., factor, decimals)) in effect.differences(level).zip(SHOWN) {
            let size = difference.map(|size| written(size, factor, decimals));
            text += &format!(" {} |", size.as_deref().unwrap_or("-"));
        }
        text.push('\n');
    }
    text
}

/// The table as CSV: for each measure the difference and its interval, in the measure's own unit.
///
/// # Errors
/// When it cannot be written.
pub fn csv(effects: &[Effect<'_>], level: f64, out: Box<dyn Write + '_>) -> io::Result<()> {
    let names = WANTED.map(|(measure, statistic)| measure.result_name(statistic));
    let parts = names.iter().flat_map(|name| {
        ["", "_low", "_high"].map(|part| format!("{}{part}", name.replace(':', "_")))
    });
    let header: Vec<String> =
        ["parameter", "from", "to"].map(str::to_owned).into_iter().chain(parts).collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut csv = Csv::new(out, &header)?;
    for effect in effects {
        let key = effect.parameter.declaration().key;
        let ends = [effect.end(0), effect.end(1)];
        let mut row = vec![Cell::from(key), ends[0].as_str().into(), ends[1].as_str().into()];
        for difference in effect.differences(level) {
            let bounds = difference.and_then(|size| size.bounds);
            row.push(difference.map(|size| size.estimate).into());
            row.push(bounds.map(|(low, _)| low).into());
            row.push(bounds.map(|(_, high)| high).into());
        }
        csv.row(row)?;
    }
    csv.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_headline_measure_is_shown() {
        assert!(Measure::HEADLINES.iter().all(|headline| WANTED.contains(headline)));
    }

    /// By hand: the high end is 2 and 4 above the low end, so 3 above it, and nothing else has a value.
    #[test]
    fn sizes_are_those_of_the_high_end_less_the_low_end() {
        let mut pairs = vec![[Vec::new(), Vec::new()]; WANTED.len()];
        pairs[0] = [vec![10.0, 20.0], vec![12.0, 24.0]];
        pairs[1] = [vec![0.5, 0.5], vec![0.5, 0.5]];
        let parameter = Parameter::named("remit.policy");
        let effects = [Effect { parameter, ends: [0.0, 2.0], pairs: &pairs }];
        let text = markdown(&effects, 0.95);
        let row = text.lines().last().unwrap();
        assert!(
            row.starts_with("| `remit.policy` | firm | extended | +3.0 (-9.7 to +15.7) | 0 | - |"),
            "{row}"
        );
        let mut bytes = Vec::new();
        csv(&effects, 0.95, Box::new(&mut bytes)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let row = text.lines().nth(1).unwrap();
        assert!(row.starts_with("remit.policy,firm,extended,3,-9.7"), "{row}");
        assert_eq!(row.split(',').count(), 3 + 3 * WANTED.len());
    }
}
