//! An axis of a design in words, and its levels put into classes.

use std::collections::BTreeSet;

use mhst_core::model::parameters::{Declaration, Domain, Parameter};

use crate::numbers;
use crate::points::Level;
use crate::report::about::long;

/// Most levels of an axis that are shown one by one; more are put into classes.
const MOST_LEVELS: usize = 10;

/// Classes into which many levels are put for what an axis does: the lowest third and so on.
const THIRDS: usize = 3;

/// Significant digits of a level, and the most that are needed to tell levels apart.
const DIGITS: usize = 3;
const MOST_DIGITS: usize = 9;

/// Most characters of the name of an axis.
const MOST_OF_NAME: usize = 90;

/// What an axis is called in a sentence: the meaning of its parameter up to the first comma or
/// bracket, or the key where that is too long; and the date from which its values hold, if there is
/// one.
pub(crate) fn name(axis: &str) -> String {
    let meaning = meaning(axis);
    let end = meaning.find([',', ';', '(', ':']).unwrap_or(meaning.len());
    let short = meaning[..end].trim();
    let (key, date) = axis.split_once('@').unwrap_or((axis, ""));
    let from = match date.parse() {
        Ok(date) => format!(" from {}", long(date)),
        Err(_) => String::new(),
    };
    match short.chars().count() {
        1..=MOST_OF_NAME => short.to_owned() + &from,
        _ => key.to_owned() + &from,
    }
}

/// The parameter of an axis, which is called by its key and perhaps a date.
fn parameter(axis: &str) -> Option<&'static Declaration> {
    let key = axis.split('@').next().unwrap_or(axis);
    Parameter::find(key).map(Parameter::declaration)
}

/// What the parameter of an axis means, in full.
pub(super) fn meaning(axis: &str) -> &'static str {
    parameter(axis).map_or("", |declaration| declaration.meaning)
}

/// The unit of the parameter of an axis.
pub(super) fn unit(axis: &str) -> &'static str {
    parameter(axis).map_or("", |declaration| declaration.unit)
}

/// Whether only whole numbers make sense on an axis.
pub(super) fn is_whole(axis: &str) -> bool {
    let domain = parameter(axis).map(|declaration| declaration.domain);
    matches!(domain, Some(Domain::Number { whole: true, .. }))
}

/// A level: a number to three significant digits, whole ones as they are.
pub(super) fn written(level: &Level) -> String {
    match level {
        Level::Number(number) => significant(*number),
        Level::Name(name) => name.replace('_', " "),
    }
}

/// To three significant digits, with whole numbers as they are.
fn significant(number: f64) -> String {
    numbers::significant(number, DIGITS)
}

/// Different numbers to three significant digits, or to as many more as tell them apart.
fn told_apart(numbers: &[f64]) -> Vec<String> {
    let written = |digits| -> Vec<String> {
        numbers.iter().map(|number| numbers::significant(*number, digits)).collect()
    };
    let differ = |names: &Vec<String>| names.iter().collect::<BTreeSet<_>>().len() == names.len();
    (DIGITS..MOST_DIGITS).map(written).find(differ).unwrap_or_else(|| written(MOST_DIGITS))
}

/// Levels of an axis put into classes.
pub(super) struct Classes {
    /// What each is called.
    pub(super) names: Vec<String>,
    /// The middle of each; `None` where levels are names.
    pub(super) middles: Option<Vec<f64>>,
    /// Whether they are thirds of many levels.
    pub(super) is_thirds: bool,
    /// The class of each point.
    pub(super) of_points: Vec<usize>,
}

impl Classes {
    /// Classes for charts: each level by itself, or classes of equal width where there are many.
    pub(super) fn shown(levels: &[Level]) -> Self {
        Self::of(levels, |numbers| by_width(numbers, MOST_LEVELS))
    }

    /// Classes for comparisons: each level by itself, or thirds of the points where there are many.
    pub(super) fn compared(levels: &[Level]) -> Self {
        Self::of(levels, by_thirds)
    }

    /// From the lowest level to the highest, where classes are thirds.
    pub(super) fn span(&self) -> String {
        let low = self.names.first().and_then(|name| name.split('\u{2013}').next());
        let high = self.names.last().and_then(|name| name.split('\u{2013}').next_back());
        format!("{} to {}", low.unwrap_or_default(), high.unwrap_or_default())
    }

    fn of(levels: &[Level], many: impl Fn(&[f64]) -> Self) -> Self {
        let number = |level: &Level| match level {
            Level::Number(number) => Some(*number),
            Level::Name(_) => None,
        };
        let Some(numbers) = levels.iter().map(number).collect::<Option<Vec<f64>>>() else {
            let mut names: Vec<String> = levels.iter().map(written).collect();
            names.sort();
            names.dedup();
            let class = |level: &Level| {
                let name = written(level);
                names.iter().position(|known| *known == name).unwrap_or_default()
            };
            let of_points = levels.iter().map(class).collect();
            return Self { names, middles: None, is_thirds: false, of_points };
        };
        let distinct = distinct(&numbers);
        if distinct.len() > MOST_LEVELS {
            return many(&numbers);
        }
        let class = |number: &f64| distinct.partition_point(|known| known < number);
        Self {
            names: told_apart(&distinct),
            of_points: numbers.iter().map(class).collect(),
            middles: Some(distinct),
            is_thirds: false,
        }
    }
}

fn distinct(numbers: &[f64]) -> Vec<f64> {
    let mut distinct = numbers.to_vec();
    distinct.sort_by(f64::total_cmp);
    distinct.dedup();
    distinct
}

/// Classes of equal width.
fn by_width(numbers: &[f64], classes: usize) -> Classes {
    let distinct = distinct(numbers);
    let (low, high) = (distinct[0], distinct[distinct.len() - 1]);
    let width = (high - low) / classes as f64;
    let middles: Vec<f64> = (0..classes).map(|class| low + (class as f64 + 0.5) * width).collect();
    let class = |number: &f64| (((number - low) / width) as usize).min(classes - 1);
    Classes {
        names: told_apart(&middles).iter().map(|middle| format!("about {middle}")).collect(),
        of_points: numbers.iter().map(class).collect(),
        middles: Some(middles),
        is_thirds: false,
    }
}

/// Classes with a third of the levels each.
fn by_thirds(numbers: &[f64]) -> Classes {
    let distinct = distinct(numbers);
    let of_points: Vec<usize> = numbers.iter().map(|number| third(&distinct, *number)).collect();
    let ends = |class: usize| {
        let inside = distinct.iter().filter(|number| third(&distinct, **number) == class);
        let (low, high) = inside
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), n| (low.min(*n), high.max(*n)));
        format!("{}\u{2013}{}", significant(low), significant(high))
    };
    let names = (0..THIRDS).map(ends).collect();
    Classes { names, middles: None, is_thirds: true, of_points }
}

/// The third in which a level lies.
fn third(distinct: &[f64], number: f64) -> usize {
    distinct.partition_point(|known| *known < number) * THIRDS / distinct.len()
}

/// Digits after the point that tell sorted numbers apart.
pub(super) fn places(numbers: &[f64]) -> u8 {
    let step = numbers.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min);
    (0..4).find(|places| step * 10_f64.powi(i32::from(*places)) >= 0.999).unwrap_or(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_have_three_digits_or_as_many_as_tell_them_apart_and_names_are_words() {
        let levels = [0.298_960_157, 0.3, 48.66, 123_456_789.0].map(Level::Number);
        let classes = Classes::shown(&levels);
        assert_eq!(classes.names, ["0.299", "0.3", "48.7", "123 million"]);
        let classes = Classes::shown(&[0.123_41, 0.123_42, 0.5].map(Level::Number));
        assert_eq!(classes.names, ["0.12341", "0.12342", "0.5"]);
        assert_eq!(written(&Level::Name("case_by_case".to_owned())), "case by case");
        assert!(!name("attrition.workload_per_year").contains("attrition."));
        assert_eq!(name("no.such_key"), "no.such_key");
        assert_eq!(name("no.such_key@2025-01-06"), "no.such_key from 6 January 2025");
    }

    /// Of twelve levels the lowest third are four.
    #[test]
    fn many_levels_are_compared_by_thirds() {
        let levels: Vec<Level> = (1..=12).map(|n| Level::Number(f64::from(n))).collect();
        let classes = Classes::compared(&levels);
        assert_eq!(classes.names, ["1\u{2013}4", "5\u{2013}8", "9\u{2013}12"]);
        assert_eq!(classes.span(), "1 to 12");
        assert_eq!(classes.of_points, [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
        assert_eq!(Classes::compared(&levels[..3]).names, ["1", "2", "3"]);
    }
}
