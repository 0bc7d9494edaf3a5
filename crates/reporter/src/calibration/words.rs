//! A calibration in words: what the model cannot do comes first.

use super::outcome::{MISSED, Outcome, TargetOutcome};
use crate::chart::Format;
use crate::numbers::{counted, significant};

/// Parameters that are named.
const NAMED: usize = 8;

impl TargetOutcome {
    fn written(&self, value: f64) -> String {
        match self.target.unit {
            "proportion" => Format::Percent(1).value(value),
            _ => significant(value, 3),
        }
    }

    /// Whether the fitted worlds miss it: the median is more than two standard deviations off.
    fn is_missed(&self) -> bool {
        !self.is_out_of_reach && (self.after[0] - self.target.value).abs() > 2.0 * self.sd
    }

    fn unit(&self) -> String {
        match self.target.unit {
            "proportion" => String::new(),
            unit => format!(" {unit}"),
        }
    }
}

impl Outcome {
    /// What came out, in sentences.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences: Vec<String> = Vec::new();
        for it in self.targets.iter().filter(|it| it.is_out_of_reach) {
            sentences.push(format!(
                "The model cannot do this: {} was reported as {}{}, and no world of what is known comes \
                 within {MISSED:.0} standard deviations of it (90 % of them lie from {} to {}; the nearest is \
                 {:.1} standard deviations off). Check the figure and its measure. It was left out of the fit.",
                it.target.title,
                it.written(it.target.value),
                it.unit(),
                it.written(it.before[1]),
                it.written(it.before[2]),
                it.nearest,
            ));
        }
        for it in self.targets.iter().filter(|it| it.is_missed()) {
            sentences.push(format!(
                "Missed: {} was reported as {}{}; the worlds that fit give {} ({} to {}).",
                it.target.title,
                it.written(it.target.value),
                it.unit(),
                it.written(it.after[0]),
                it.written(it.after[1]),
                it.written(it.after[2]),
            ));
        }
        for (one, two) in &self.pulls {
            sentences.push(format!(
                "Two targets pull against each other: where {} fits, {} is further off, and the other way \
                 round.",
                self.targets[*one].target.title, self.targets[*two].target.title
            ));
        }
        let (worlds, distinct) = self.worlds;
        sentences.push(format!(
            "{} fit, {distinct} of them different, from {} of the model; they amount to {:.0} independent ones. \
             {} of what was known is left.",
            counted(worlds, "world"),
            counted(self.runs, "run"),
            self.effective,
            share(self.left),
        ));
        let moved: Vec<String> = self
            .parameters
            .iter()
            .filter(|it| it.is_moved)
            .take(NAMED)
            .map(|it| {
                format!(
                    "{} from {} to {} (interval {:.1} times as wide)",
                    it.parameter.declaration().key,
                    significant(it.before[0], 3),
                    significant(it.after[0], 3),
                    it.narrowed
                )
            })
            .collect();
        sentences.push(match moved.is_empty() {
            true => "No single parameter moved by more than noise would: the reports rule out \
                     combinations."
                .to_owned(),
            false => format!("What moved most, in medians: {}.", moved.join("; ")),
        });
        for (one, two, r) in &self.traded {
            let how = if *r > 0.0 { "rise together" } else { "make up for each other" };
            sentences.push(format!(
                "{} and {} {how} in the worlds that fit (correlation {r:.2}): the targets do not tell them \
                 apart.",
                one.declaration().key,
                two.declaration().key
            ));
        }
        sentences
    }
}

/// A small share in words: one in so many.
fn share(share: f64) -> String {
    match share {
        0.1.. => format!("{:.0} %", 100.0 * share),
        _ if share > 0.0 => format!("1 in {}", significant((1.0 / share).round(), 2)),
        _ => "Nothing".to_owned(),
    }
}
