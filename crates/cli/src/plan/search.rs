//! How far to look for the number of worlds or replicates that is precise enough.

use mhst_core::engine::statistics::{Centre, Precision, StoppingRule, Watch};
use mhst_core::model::knowledge::Knowledge;
use mhst_runner::work::Amount;

use crate::exit::BadInput;
use crate::task::{Enough, Level, Task};

/// The most worlds or replicates where nothing is said.
const AT_MOST: u32 = 1_000;

/// The least worlds: with fewer there is no interval of 90 % over worlds.
const LEAST_WORLDS: u32 = 20;

/// The least replicates of the central world.
const LEAST_REPLICATES: u32 = 5;

/// For how many more the precision must hold, as Hoad, Robinson & Davies recommend.
const LOOK_AHEAD: usize = 5;

/// Level of the interval of the median over worlds, as of the ends of intervals over worlds.
const LEVEL_OVER_WORLDS: f64 = 0.95;

/// A search for the number that is enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Search {
    pub(crate) rule: StoppingRule,
    pub(crate) centre: Centre,
    /// Whether the most are all worlds that are listed.
    pub(crate) is_whole_list: bool,
}

impl Search {
    /// The search that a task asks for, of worlds where `amount` has any, and of replicates of the
    /// central world where it has none. What is asked for by number is the least.
    pub(super) fn of(task: &Task, amount: Amount, knowledge: &Knowledge) -> Result<Self, BadInput> {
        let is_over_worlds = amount.worlds > 0;
        let (asked, usual, option) = match is_over_worlds {
            true => (task.worlds, LEAST_WORLDS, "--worlds"),
            false => (task.replicates, LEAST_REPLICATES, "--replicates"),
        };
        let (asked, at_most) = (asked.filter(|least| *least > 0), task.enough.at_most);
        if let (Some(least), Some(most)) = (asked, at_most)
            && least > most
        {
            let words = format!(
                "{option} {least} is more than --at-most {most} allows; give a greater --at-most, or \
                 a smaller {option}"
            );
            return Err(BadInput(words));
        }
        let listed = if is_over_worlds { knowledge.most() } else { None };
        let most = at_most.unwrap_or_else(|| asked.unwrap_or_default().max(AT_MOST)) as usize;
        let is_whole_list = listed.is_some_and(|listed| listed <= most);
        let most = listed.map_or(most, |listed| listed.min(most));
        let level = match is_over_worlds {
            true => LEVEL_OVER_WORLDS,
            false => task.interval.unwrap_or(Level::usual(false)).share(),
        };
        let rule = StoppingRule {
            level,
            least: (asked.unwrap_or(usual) as usize).min(most),
            most,
            look_ahead: LOOK_AHEAD,
        };
        let centre = if is_over_worlds { Centre::Median } else { Centre::Mean };
        Ok(Self { rule, centre, is_whole_list })
    }

    /// Watches the values that are wanted, of each of so many variants or of one run.
    pub(crate) fn watch(&self, enough: &Enough, of: usize) -> Watch {
        let wanted: Vec<Precision> = enough.wanted.iter().map(|wanted| wanted.precision).collect();
        Watch::new(self.rule, self.centre, &wanted.repeat(of))
    }

    /// Up to which number to run before the next look. That changes how long it takes, and nothing of
    /// what comes out. There is no verdict before the first of them; where it is far, fewer looks are
    /// taken.
    pub(crate) fn next(&self, watch: &Watch, threads: usize) -> u32 {
        let seen = watch.seen();
        // Somewhat fewer than it may take, so that few are run in vain.
        let far = watch.expected().map_or(0, |expected| (0.75 * expected) as usize);
        let target = watch.next_verdict().max(far.min(2 * seen)).max(seen + threads);
        // Beyond the most it is only seen whether the precision holds.
        let last = self.rule.most.max(watch.next_verdict());
        u32::try_from(target.min(last)).unwrap_or(u32::MAX)
    }
}

/// The same amount with another number of what is searched.
pub(super) fn with(amount: Amount, number: u32) -> Amount {
    match amount.worlds {
        0 => Amount::central(number),
        _ => Amount { worlds: number, ..amount },
    }
}

#[cfg(test)]
mod tests {
    use mhst_core::model::parameters::Values;
    use mhst_runner::store::Detail;
    use mhst_runner::work::Part;

    use super::*;
    use crate::task::Subject;

    fn search(worlds: Option<u32>, at_most: Option<u32>, over: u32) -> Result<Search, BadInput> {
        let wanted = vec!["referrals:count=5%".parse().unwrap()];
        let task = Task {
            subject: Subject::Run { scenario: "a.toml".into() },
            set: Vec::new(),
            sites: None,
            worlds,
            prior: false,
            enough: Enough { wanted, at_most },
            interval: None,
            targets: Vec::new(),
            figures: None,
            replicates: None,
            seed: None,
            detail: Detail::Tables,
            detailed_worlds: false,
            calibrate_each: false,
            part: Part::default(),
        };
        let knowledge = Knowledge::drawn(1, Vec::new(), Values::default());
        Search::of(&task, Amount::of(over, 1), &knowledge)
    }

    #[test]
    fn what_is_asked_for_by_number_is_the_least() {
        let limits = |worlds, at_most, over| {
            let found = search(worlds, at_most, over).unwrap();
            (found.centre, found.rule.least, found.rule.most)
        };
        assert_eq!(limits(None, None, 40), (Centre::Median, 20, 1000));
        assert_eq!(limits(Some(50), Some(200), 50), (Centre::Median, 50, 200));
        assert_eq!(limits(Some(2_000), None, 2_000), (Centre::Median, 2_000, 2_000));
        assert_eq!(limits(None, Some(10), 40), (Centre::Median, 10, 10));
        assert_eq!(limits(Some(0), None, 0), (Centre::Mean, 5, 1000));
        let words = search(Some(50), Some(20), 50).unwrap_err().to_string();
        assert!(words.contains("--worlds 50 is more than --at-most 20"), "{words}");
    }

    /// Looks come no earlier than there can be a verdict, and no later than twice what is there, or
    /// what the threads do at once.
    #[test]
    fn looks_are_few_and_do_not_overshoot() {
        let search = search(None, Some(400), 40).unwrap();
        let enough = Enough { wanted: vec!["referrals:count=1".parse().unwrap()], at_most: None };
        let mut watch = search.watch(&enough, 1);
        assert_eq!(search.next(&watch, 4), 25);
        let mut looks = vec![];
        while watch.seen() < 400 {
            let target = search.next(&watch, 4);
            assert!(target as usize >= watch.next_verdict() && target <= 400, "{target}");
            looks.push(target);
            while watch.seen() < target as usize {
                watch.add(&[Some(f64::from(watch.seen() as u32 % 100))]);
            }
        }
        assert!(looks.len() < 9 && looks.last() == Some(&400), "{looks:?}");
    }
}
