//! Whether measurement begins before the start of the teams has died out: the weekly number of children
//! on their lists, in their help and in the missing middle, in the measurement window, as a mean over
//! runs. Where the start ends, MSER-5 says; what it looks like, Welch's moving average.

use jiff::civil::Date;
use mhst_core::engine::statistics::{mser5, welch};
use mhst_core::engine::time::{SimTime, Week};
use mhst_core::model::place::Place;

use crate::numbers::counted;
use crate::report::{Collected, Dates, Facts};

/// A number of children that is followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// Referred to the team, and not yet in its help.
    Waiting,
    /// In help by the team.
    InHelp,
    /// In the missing middle.
    MissingMiddle,
}

impl Level {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::InHelp, Self::MissingMiddle];

    /// Where the children are.
    pub(crate) fn places(self) -> &'static [Place] {
        match self {
            Self::Waiting => {
                &[Place::InReferral, Place::WaitingAssessment, Place::WaitingIntervention]
            }
            Self::InHelp => &[Place::InIntervention, Place::Interrupted],
            Self::MissingMiddle => &[Place::MissingMiddle],
        }
    }

    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Waiting => "children on the lists of the teams",
            Self::InHelp => "children in help by the teams",
            Self::MissingMiddle => "children in the missing middle",
        }
    }

    /// That it still changes, as the beginning of a sentence.
    fn still(self, is_rising: bool) -> &'static str {
        match (self, is_rising) {
            (Self::Waiting, true) => "the lists still fill",
            (Self::Waiting, false) => "the lists still shrink",
            (Self::InHelp, true) => "the number of children in help by the teams still rises",
            (Self::InHelp, false) => "the number of children in help by the teams still falls",
            (Self::MissingMiddle, true) => "the missing middle still fills",
            (Self::MissingMiddle, false) => "the missing middle still shrinks",
        }
    }
}

/// A level week by week.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Trace {
    pub(crate) level: Level,
    /// The first week.
    pub(crate) first: Week,
    /// Means over runs.
    pub(crate) values: Vec<f64>,
}

/// Weeks before and after each over which the moving average is taken: a quarter of a year in all.
const WINDOW: usize = 6;

/// The least weeks of which the start can be told from the rest.
const LEAST_WEEKS: usize = 50;

/// A start that differs by less from the rest, as a share of it, may be a season.
const DIFFERENT: f64 = 0.1;

/// By what share of the rest the mean of everything must be off for the start to matter.
const MATERIAL: f64 = 0.02;

/// Weeks after which a change is not the start of the teams any more, but something else: the season,
/// or what else the scenario does.
const LONGEST: usize = 104;

/// Where the start of a trace ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// There are too few weeks to tell.
    TooShort,
    /// After this many weeks.
    Ends(usize),
    /// Not before the second half.
    Open,
}

impl Trace {
    /// Where its start ends.
    pub(crate) fn start(&self) -> Start {
        match mser5(&self.values) {
            _ if self.values.len() < LEAST_WEEKS => Start::TooShort,
            Some(weeks) => Start::Ends(weeks),
            None => Start::Open,
        }
    }

    /// Welch's moving average, with the Monday of each week.
    pub(crate) fn moving_average(&self) -> Vec<(Date, f64)> {
        let average = welch(std::slice::from_ref(&self.values), WINDOW);
        let weeks = std::iter::successors(Some(self.first), |week| Some(week.next()));
        weeks.zip(average).map(|(week, value)| (week.start().date(), value)).collect()
    }

    /// The Monday after so many weeks.
    pub(crate) fn after(&self, weeks: usize) -> Date {
        Week(self.first.0 + u32::try_from(weeks).unwrap_or_default()).start().date()
    }

    /// Its start, if it matters.
    fn bias(&self) -> Option<Bias> {
        let (weeks, is_over) = match self.start() {
            Start::TooShort => return None,
            Start::Ends(weeks) => (weeks, true),
            // Of what has not settled, the second half is nearest to what it comes to.
            Start::Open => (self.values.len() / 2, false),
        };
        let (start, rest) = self.values.split_at(weeks);
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let (early, all, late) = (mean(start), mean(&self.values), mean(rest));
        let is_off = |value: f64, by: f64| (late - value).abs() > by * late;
        (is_off(early, DIFFERENT) && is_off(all, MATERIAL)).then(|| Bias {
            level: self.level,
            is_rising: early < late,
            weeks,
            until: is_over.then(|| self.after(weeks)),
        })
    }
}

/// A start that lies in the measurement window.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bias {
    level: Level,
    is_rising: bool,
    /// Weeks from the beginning of measurement to its end, or as many as were looked at.
    weeks: usize,
    /// The day on which it is over; `None` if that is not seen.
    until: Option<Date>,
}

/// A caution on a start that lies in the measurement window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What was found.
    pub what: String,
    /// What it means for the results.
    pub meaning: &'static str,
    /// What to do.
    pub remedy: String,
}

/// The traces of a run in its measurement window, once there are teams.
pub(crate) fn traces(dates: &Dates, found: &Collected) -> Vec<Trace> {
    let instants = [dates.teams_start, dates.end].map(SimTime::from_date);
    let [Some(from), Some(to)] = instants else { return Vec::new() };
    let traces = Level::ALL.map(|level| found.series.weekly.trace(level, from, to));
    traces.into_iter().filter(|trace| !trace.values.is_empty()).collect()
}

/// Whether measurement begins too early. Nothing is said where teams start in waves, which then are what
/// is asked about; where the teams are two years old; and where an input changes before a level has
/// settled, which may be why it has not. New teams start from nothing, so only what rises is their start.
pub fn warning(facts: &Facts, found: &Collected) -> Option<Warning> {
    let Dates { teams_start, measured_from, end, .. } = facts.dates;
    let [teams, measured] = [teams_start, measured_from].map(SimTime::from_date);
    let age = measured?.since(teams?).days() / 7.0;
    if facts.in_waves || age >= LONGEST as f64 {
        return None;
    }
    let is_caused = |bias: &Bias| {
        let until = bias.until.unwrap_or(end);
        facts.timeline.iter().any(|dated| teams_start < dated.on && dated.on < until)
    };
    let is_start = |bias: &Bias| bias.is_rising || !facts.initial.is_empty();
    let biases = traces(&facts.dates, found).iter().filter_map(Trace::bias).collect::<Vec<_>>();
    let biases = biases.into_iter().filter(|bias| is_start(bias) && !is_caused(bias));
    Warning::of(&biases.collect::<Vec<_>>())
}

impl Warning {
    /// What is said of all of them; `None` of none.
    fn of(biases: &[Bias]) -> Option<Self> {
        let still = |bias: &Bias| {
            let still = bias.level.still(bias.is_rising);
            match bias.until {
                Some(_) => {
                    format!("{still} for {} after measurement begins", counted(bias.weeks, "week"))
                }
                None => format!("{still} when the run ends"),
            }
        };
        let told: Vec<String> = biases.iter().map(still).collect();
        let what = match told.split_last()? {
            (last, []) => last.clone(),
            (last, others) => format!("{}, and {last}", others.join(", ")),
        };
        let settled: Option<Vec<Date>> = biases.iter().map(|bias| bias.until).collect();
        let from = match settled.and_then(|dates| dates.into_iter().max()) {
            Some(until) => format!("to {until} or later"),
            None => "later, and `time.end` too".to_owned(),
        };
        Some(Self {
            what,
            meaning: "Results mix the start of the teams with their usual work",
            remedy: format!(
                "Set `time.measure_from` {from}; leave it if new teams are your question"
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Weekly values of a level that rises to 100 and nears it by a tenth each week, with a ripple.
    fn trace(weeks: u32) -> Trace {
        let first = SimTime::from_date(date(2019, 1, 7)).unwrap().week();
        let value = |week: u32| {
            let ripple = f64::from((week * week * 37 + week * 11) % 101) / 10.0 - 5.0;
            100.0 * (1.0 - 0.9_f64.powi(week as i32)) + ripple
        };
        Trace { level: Level::Waiting, first, values: (0..weeks).map(value).collect() }
    }

    #[test]
    fn what_is_measured_while_lists_fill_is_found_and_what_is_measured_later_is_not() {
        let all = trace(150);
        let Start::Ends(weeks) = all.start() else { panic!() };
        assert!((15..=75).contains(&weeks), "{weeks}");
        let bias = all.bias().unwrap();
        assert_eq!((bias.weeks, bias.is_rising), (weeks, true));
        assert_eq!(bias.until, Some(all.after(weeks)));
        let warning = Warning::of(&[bias]).unwrap();
        assert!(warning.what.starts_with("the lists still fill for"), "{warning:?}");
        assert!(warning.remedy.contains(&all.after(weeks).to_string()), "{warning:?}");
        let later = |weeks: usize| {
            let first = Week(all.first.0 + weeks as u32);
            Trace { first, values: all.values[weeks..].to_vec(), ..all.clone() }
        };
        assert_eq!(later(weeks + 5).bias(), None);
        assert_eq!(later(90).bias(), None);
    }

    #[test]
    fn what_has_not_settled_at_the_end_or_is_too_short_is_not_said_to_have() {
        let mut trace = trace(100);
        trace.values = (0..100).map(f64::from).collect();
        assert_eq!(trace.start(), Start::Open);
        let bias = trace.bias().unwrap();
        assert_eq!(bias.until, None);
        let what = Warning::of(&[bias]).unwrap().what;
        assert_eq!(what, "the lists still fill when the run ends");
        trace.values.truncate(49);
        assert_eq!((trace.start(), trace.bias()), (Start::TooShort, None));
        assert_eq!(Warning::of(&[]), None);
    }

    #[test]
    fn all_levels_are_named_and_the_remedy_is_that_of_the_last() {
        let bias = |level, weeks| Bias {
            level,
            is_rising: true,
            weeks,
            until: Some(date(2019, 3, weeks as i8)),
        };
        let warning =
            Warning::of(&[bias(Level::Waiting, 6), bias(Level::MissingMiddle, 25)]).unwrap();
        assert_eq!(
            warning.what,
            "the lists still fill for 6 weeks after measurement begins, and the missing middle still \
             fills for 25 weeks after measurement begins"
        );
        assert!(warning.remedy.contains("2019-03-25"), "{warning:?}");
    }

    #[test]
    fn what_hardly_differs_is_no_matter() {
        let mut trace = trace(150);
        trace.values.iter_mut().for_each(|value| *value += 2_000.0);
        assert!(matches!(trace.start(), Start::Ends(weeks) if weeks > 5));
        assert_eq!(trace.bias(), None);
        // A start that is a small part of a long time.
        let mut long = self::trace(1_500);
        assert!(matches!(long.start(), Start::Ends(weeks) if weeks > 5));
        assert_eq!(long.bias(), None);
        long.values.truncate(200);
        assert!(long.bias().is_some());
    }

    #[test]
    fn the_moving_average_has_the_monday_of_each_week() {
        let average = trace(60).moving_average();
        assert_eq!(average.len(), 60 - WINDOW);
        assert_eq!((average[0].0, average[1].0), (date(2019, 1, 7), date(2019, 1, 14)));
    }
}
