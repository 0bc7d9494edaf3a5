//! What the intervals of results are over, and of what level.

use mhst_core::engine::statistics::{enough_for, enough_to_predict};

use crate::numbers::{counted, percent};
use crate::repeated::LEVEL_OF_ENDS;

/// How far results are spread, and over what.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Spread {
    /// Level of the intervals, such as 0.9.
    pub level: f64,
    /// Plausible worlds; none where only the central one was run.
    pub worlds: u32,
    /// Replicates in each plausible world.
    pub replicates: u32,
    /// Replicates in the central world.
    pub central: u32,
}

impl Spread {
    /// Whether results are over plausible worlds.
    pub fn is_over_worlds(&self) -> bool {
        self.worlds > 0
    }

    /// The level in words: `90 %`.
    pub fn percent(&self) -> String {
        format!("{} %", percent(self.level))
    }

    /// What the intervals are called in a caption.
    pub fn intervals(&self) -> String {
        match self.is_over_worlds() {
            true => format!("{} intervals over plausible worlds", self.percent()),
            false => format!("{} intervals", self.percent()),
        }
    }

    /// What was run, in words.
    pub fn runs(&self) -> String {
        let central = counted(self.central as usize, "replicate");
        match (self.worlds, self.replicates) {
            (0, _) => central,
            (worlds, 1) => counted(worlds as usize, "plausible world"),
            (worlds, replicates) => format!(
                "{} with {} in each",
                counted(worlds as usize, "plausible world"),
                counted(replicates as usize, "replicate")
            ),
        }
    }

    /// What the brackets around a number mean.
    pub fn brackets(&self) -> String {
        self.told("In brackets")
    }

    /// The same of tables.
    pub(crate) fn columns(&self) -> String {
        self.told("From the column low to the column high")
    }

    fn told(&self, interval: &str) -> String {
        let percent = self.percent();
        if self.is_over_worlds() {
            let few = self.few_worlds();
            return format!(
                "Each number is the median over {}. {interval}: the interval in which one more \
                 plausible world lies with a probability of {percent}. Worlds differ in everything \
                 that is not known about the parameters; what differs by chance alone is left out of \
                 the interval.{few}",
                self.runs()
            );
        }
        match self.central {
            1 => "There is one replicate, so there are no intervals.".to_owned(),
            n => format!(
                "{interval}: {percent} intervals over {n} replicates. They show simulation chance, \
                 not uncertainty about parameters."
            ),
        }
    }

    /// What it means that there are so few worlds; nothing where there are enough.
    fn few_worlds(&self) -> String {
        let (worlds, percent) = (self.worlds as usize, self.percent());
        let least = enough_to_predict(self.level);
        let least_of_ends = enough_for(0.5 + self.level / 2.0, LEVEL_OF_ENDS);
        if worlds < least {
            return format!(
                " There are too few worlds for an interval: at {percent} it takes {least} at least."
            );
        }
        if worlds < least_of_ends {
            return format!(
                " The ends of the intervals rest on few worlds; at {percent} it takes {least_of_ends} \
                 worlds to say how far they are known (columns low_from to high_to in summary.csv)."
            );
        }
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_the_numbers_are_over() {
        let worlds = Spread { level: 0.8, worlds: 30, replicates: 1, central: 10 };
        assert_eq!(worlds.intervals(), "80 % intervals over plausible worlds");
        assert_eq!(worlds.runs(), "30 plausible worlds");
        assert!(worlds.brackets().contains("probability of 80 %"));
        assert!(worlds.brackets().contains("at 80 % it takes 36 worlds"));
        let few = |level, worlds| Spread { level, worlds, replicates: 1, central: 10 }.brackets();
        assert!(few(0.9, 18).contains("at 90 % it takes 19 at least"));
        assert!(few(0.9, 19).contains("at 90 % it takes 72 worlds"));
        assert!(few(0.95, 38).contains("at 95 % it takes 39 at least"));
        assert!(!few(0.9, 72).contains("it takes"));
        let central = Spread { level: 0.95, worlds: 0, replicates: 0, central: 20 };
        assert_eq!(central.intervals(), "95 % intervals");
        assert!(central.brackets().contains("95 % intervals over 20 replicates"));
    }
}
