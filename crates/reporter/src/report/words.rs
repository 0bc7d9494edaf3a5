//! Text with numbers in it that know where they come from.

use mhst_core::engine::statistics::Interval;
use mhst_core::model::results::{Measure, Statistic, Subgroup};

use super::few;
use crate::cell;
use crate::chart::{Estimate, Format};
use crate::tables::Summary;

/// A piece of text.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Span {
    /// As it is.
    Plain(String),
    /// Of more weight.
    Strong(String),
    /// As it would be typed.
    Code(String),
    /// A link to a section of the page.
    Link {
        /// What is read.
        text: String,
        /// Id of the section.
        to: String,
    },
    /// A link to another file.
    File {
        /// What is read.
        text: String,
        /// Its path, from where the page is.
        to: String,
    },
    /// A number of `summary.csv` or `comparison.csv`.
    Number(Number),
}

/// A number of `summary.csv` or `comparison.csv` as it is shown.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Number {
    /// Rounded, with its unit where that is a sign.
    pub(crate) text: String,
    /// As it stands in the file.
    pub(crate) value: String,
    /// Where it stands.
    pub(crate) place: NumberPlace,
    /// Which of the three numbers of the row.
    pub(crate) part: Part,
}

/// A row of `summary.csv` or `comparison.csv`.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct NumberPlace {
    /// The point in the one file, the variant in the other.
    pub(crate) row_of: RowOf,
    /// The site, or `all`.
    pub(crate) site: String,
    /// Which children.
    pub(crate) subgroup: Subgroup,
    /// What was measured.
    pub(crate) measure: Measure,
    /// Which statistic of it.
    pub(crate) statistic: Statistic,
}

impl Span {
    /// A percentage without its sign, which the number after it has.
    fn bare(self) -> Self {
        match self {
            Self::Number(mut number) => {
                number.text = number.text.trim_end_matches(" %").to_owned();
                Self::Number(number)
            }
            other => other,
        }
    }
}

/// With a digit more where that is needed to tell two different numbers apart.
pub(crate) fn apart(format: Format, low: f64, high: f64) -> Format {
    let alike = low != high && format.value(low) == format.value(high);
    if alike { finer(format) } else { format }
}

/// How a difference is written: finer than the values, unless it is large.
pub(crate) fn finer_for(format: Format, estimate: f64, (low, high): (f64, f64)) -> Format {
    let fine = match format {
        Format::Whole if estimate.abs() >= 100.0 => format,
        other => finer(other),
    };
    apart(fine, low, high)
}

/// With one more digit.
fn finer(format: Format) -> Format {
    match format {
        Format::Whole => Format::Decimal(1),
        Format::Decimal(places) => Format::Decimal(places + 1),
        Format::Percent(places) => Format::Percent(places + 1),
        other => other,
    }
}

/// Whose row it is, and so in which file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum RowOf {
    /// A point, in `summary.csv`.
    Point(u32),
    /// A variant, in `comparison.csv`.
    Variant(String),
}

/// Which of the numbers of an estimate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    Estimate,
    Low,
    High,
    Base,
    VariantValue,
    Difference,
}

impl Part {
    /// The column.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Estimate => "estimate",
            Self::Low => "low",
            Self::High => "high",
            Self::Base => "base",
            Self::VariantValue => "variant_value",
            Self::Difference => "difference",
        }
    }
}

/// A text.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Words(pub(crate) Vec<Span>);

impl Words {
    /// Goes on with more.
    #[must_use]
    pub(crate) fn and(mut self, more: impl Into<Self>) -> Self {
        self.0.extend(more.into().0);
        self
    }

    /// Of more weight.
    pub(crate) fn strong(text: impl Into<String>) -> Self {
        Self(vec![Span::Strong(text.into())])
    }

    /// As it would be typed.
    pub(crate) fn code(text: impl Into<String>) -> Self {
        Self(vec![Span::Code(text.into())])
    }

    /// A link to the section with the id `to`.
    pub(crate) fn link(text: impl Into<String>, to: impl Into<String>) -> Self {
        Self(vec![Span::Link { text: text.into(), to: to.into() }])
    }

    /// A link to another file, by its path from where the page is.
    pub(crate) fn file(text: impl Into<String>, to: impl Into<String>) -> Self {
        Self(vec![Span::File { text: text.into(), to: to.into() }])
    }

    /// Percentages without their sign, which the number after them has.
    pub(crate) fn bare(self) -> Self {
        Self(self.0.into_iter().map(Span::bare).collect())
    }

    /// As plain text.
    pub(crate) fn text(&self) -> String {
        let text = |span: &Span| match span {
            Span::Plain(text) | Span::Strong(text) | Span::Code(text) => text.clone(),
            Span::Link { text, .. } | Span::File { text, .. } => text.clone(),
            Span::Number(number) => number.text.clone(),
        };
        self.0.iter().map(text).collect()
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self(vec![Span::Plain(text.to_owned())])
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(vec![Span::Plain(text)])
    }
}

/// Stands where there is no number.
pub(crate) const NOTHING: &str = "none";

/// An interval as it is drawn.
pub(crate) fn estimate(interval: Interval) -> Estimate {
    Estimate { value: interval.estimate, interval: interval.bounds }
}

/// A published value: what it is and how it is written.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Shown {
    /// What was measured.
    pub(crate) measure: Measure,
    /// Which statistic of it.
    pub(crate) statistic: Statistic,
    /// How it is written.
    pub(crate) format: Format,
}

/// The numbers of a site, or of all, looked up in the summary: the only place where they are
/// written.
#[derive(Clone, Copy)]
pub(crate) struct Numbers<'a> {
    pub(crate) summary: &'a Summary,
    pub(crate) point: u32,
    pub(crate) site: &'a str,
    pub(crate) subgroup: Subgroup,
}

impl<'a> Numbers<'a> {
    /// Those of everybody at `site` at a point.
    pub(crate) fn of(summary: &'a Summary, point: u32, site: &'a str) -> Self {
        Self { summary, point, site, subgroup: Subgroup::ALL }
    }

    /// The same for a subgroup.
    pub(crate) fn among(self, subgroup: Subgroup) -> Self {
        Self { subgroup, ..self }
    }

    /// A value with its interval, to be drawn.
    pub(crate) fn interval(&self, shown: &Shown) -> Option<Interval> {
        self.summary.get(self.site, self.subgroup, shown.measure, shown.statistic)
    }

    /// A value.
    pub(crate) fn estimate(&self, shown: &Shown) -> Words {
        match self.interval(shown) {
            Some(interval) => self.number(shown, Part::Estimate, interval.estimate),
            None => NOTHING.into(),
        }
    }

    /// A value with its interval in brackets, with a digit more where that is needed to tell the
    /// ends of the interval apart.
    pub(crate) fn ranged(&self, shown: &Shown) -> Words {
        let bounds = self.interval(shown).and_then(|interval| interval.bounds);
        let Some((low, high)) = bounds else { return self.estimate(shown) };
        let shown = Shown { format: apart(shown.format, low, high), ..*shown };
        self.estimate(&shown)
            .and(" (")
            .and(self.number(&shown, Part::Low, low).bare())
            .and(" to ")
            .and(self.number(&shown, Part::High, high))
            .and(")")
    }

    /// A value as a cell of a table, with its interval where it is `ranged`: marked where it rests on
    /// few.
    pub(crate) fn cell(&self, shown: &Shown, ranged: bool) -> Words {
        let value = if ranged { self.ranged(shown) } else { self.estimate(shown) };
        value.and(self.mark(shown))
    }

    /// The mark of a value that rests on few; nothing for others, and where there is no value.
    pub(crate) fn mark(&self, shown: &Shown) -> &'static str {
        let is_few =
            |_| self.summary.is_few(self.site, self.subgroup, shown.measure, shown.statistic);
        if self.interval(shown).is_some_and(is_few) { few::MARK } else { "" }
    }

    fn number(&self, shown: &Shown, part: Part, value: f64) -> Words {
        let place = NumberPlace {
            row_of: RowOf::Point(self.point),
            site: self.site.to_owned(),
            subgroup: self.subgroup,
            measure: shown.measure,
            statistic: shown.statistic,
        };
        let text = shown.format.value(value);
        let value = cell::written(value);
        Words(vec![Span::Number(Number { text, value, place, part })])
    }
}
