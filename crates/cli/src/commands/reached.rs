//! What is said of a search for enough worlds or replicates.

use std::io::{self, Write};

use mhst_core::engine::statistics::Known;
use mhst_reporter::numbers::{percent, significant, with_hyphen};

use crate::terminal::numbers::counted;

/// What a search came to.
pub(crate) struct Reached {
    /// What was wanted, by name.
    pub(crate) names: Vec<String>,
    pub(crate) is_over_worlds: bool,
    /// Level of the intervals.
    pub(crate) level: f64,
    /// The number of worlds or replicates.
    pub(crate) number: usize,
    /// Whether everything is known as precisely as it was wanted.
    pub(crate) is_enough: bool,
    /// Whether no more worlds are listed.
    pub(crate) is_whole_list: bool,
    /// How well each is known.
    pub(crate) known: Vec<Option<Known>>,
}

impl Reached {
    /// The same in words.
    pub(crate) fn words(&self) -> String {
        let Self { names, is_over_worlds, level, number, is_enough, is_whole_list, known } = self;
        let all = things(*is_over_worlds, *number);
        let listed = known_words(names, known, *is_enough);
        let centre = match is_over_worlds {
            true => "the median over worlds",
            false => "the mean over replicates",
        };
        let percent = percent(*level);
        let meaning = format!("\u{b1} is half the {percent} % interval of {centre}");
        let next = match is_whole_list {
            true => "The list has no more worlds.",
            false => "To go on, give the same command with a greater --at-most.",
        };
        match is_enough {
            true => format!("Precise enough with {all}: {listed} ({meaning})."),
            false => format!(
                "The precision was not reached with {all}: {listed} ({meaning}). The results of all \
                 of them are kept. {next}"
            ),
        }
    }
}

fn things(is_over_worlds: bool, number: usize) -> String {
    counted(number, if is_over_worlds { "plausible world" } else { "replicate" })
}

/// Says on standard error how far a search is that is not over.
pub(crate) fn announce(
    names: &[String],
    is_over_worlds: bool,
    seen: usize,
    known: &[Option<Known>],
) -> io::Result<()> {
    let listed = known_words(names, known, false);
    writeln!(io::stderr(), "mhst: after {}: {listed}", things(is_over_worlds, seen))
}

/// How well each is known: all, or where not all are known well enough, those that are not.
fn known_words(names: &[String], known: &[Option<Known>], is_enough: bool) -> String {
    let is_short = |known: &Option<Known>| known.is_none_or(|it| it.half_width > it.wanted);
    let only_short = !is_enough && known.iter().any(is_short);
    let all = names.iter().zip(known);
    let shown = all.filter(|(_, known)| !only_short || is_short(known));
    shown.map(|(name, known)| one(name, *known)).collect::<Vec<_>>().join("; ")
}

fn one(name: &str, known: Option<Known>) -> String {
    let Some(Known { estimate, half_width, wanted }) = known else {
        return format!("{name} has too few values for an interval");
    };
    let [estimate, half, wanted] =
        [estimate, half_width, wanted].map(|number| with_hyphen(&significant(number, 3)));
    format!("{name} is {estimate} \u{b1} {half}, wanted \u{b1} {wanted}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reached(is_over_worlds: bool, is_enough: bool, halves: [f64; 2]) -> String {
        let names = ["wait_referral_to_start:p50", "referrals:count"].map(str::to_owned).to_vec();
        let known = |half_width| Some(Known { estimate: 40.0, half_width, wanted: 2.0 });
        Reached {
            names,
            is_over_worlds,
            level: 0.95,
            number: 1_200,
            is_enough,
            is_whole_list: false,
            known: halves.map(known).to_vec(),
        }
        .words()
    }

    #[test]
    fn the_end_of_a_search_in_words() {
        assert_eq!(
            reached(true, true, [1.876, 2.0]),
            "Precise enough with 1,200 plausible worlds: wait_referral_to_start:p50 is 40 \u{b1} 1.88, \
             wanted \u{b1} 2; referrals:count is 40 \u{b1} 2, wanted \u{b1} 2 (\u{b1} is half the 95 % \
             interval of the median over worlds)."
        );
        let not = reached(false, false, [1.0, 3.136]);
        assert!(not.starts_with("The precision was not reached with 1,200 replicates"), "{not}");
        assert!(not.contains("referrals:count is 40 \u{b1} 3.14") && !not.contains("p50"), "{not}");
        assert!(not.contains("kept") && not.contains("--at-most"), "{not}");
    }
}
