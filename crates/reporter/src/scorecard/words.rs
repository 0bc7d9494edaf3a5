//! The scorecard in words: what is missed comes first.

use mhst_core::model::figures::{Quantity, Role, Sites};
use mhst_core::model::results::Statistic;

use super::Scorecard;
use super::group::{Coverage, Group, LastYear, Series};
use super::score::{Score, Verdict};
use crate::chart::Format;
use crate::numbers::{counted, signed};

/// How many misses are named.
const NAMED: usize = 3;

impl Score {
    /// How its numbers are written.
    pub(crate) fn format(&self) -> Format {
        match self.figure.quantity {
            Some(Quantity::Measured { statistic: Statistic::Count | Statistic::Total, .. })
            | Some(Quantity::Returned { .. })
            | None => Format::Whole,
            Some(quantity) => format_of(quantity.unit_of_number()),
        }
    }

    /// A number in the unit of the figure.
    pub fn written(&self, value: f64) -> String {
        self.format().value(value)
    }

    /// What was reported: the value, or else the range.
    pub fn reported(&self) -> String {
        let figure = &self.figure;
        match (figure.value.filter(|_| !figure.is_range()), figure.range) {
            (Some(value), _) if figure.is_limit() => format!("up to {}", self.written(value)),
            (Some(value), _) => self.written(value),
            (None, Some(range)) => self.range(range),
            (None, None) => figure.reported.clone(),
        }
    }

    /// A range in the unit of the figure.
    pub fn range(&self, (low, high): (f64, f64)) -> String {
        let low = self.written(low);
        format!("{} to {}", low.trim_end_matches(" %"), self.written(high))
    }

    /// A miss in words.
    fn miss(&self) -> String {
        let unit = match self.format() {
            Format::Percent(_) => String::new(),
            _ => {
                self.figure.quantity.map_or(String::new(), |it| format!(" {}", it.unit_of_number()))
            }
        };
        let model = match (self.figure.is_range(), self.expected) {
            (false, Some(expected)) => format!("expects {}", self.range(expected)),
            _ => format!("gives {}", self.written(self.median)),
        };
        let period = match &self.figure.period {
            period if period.is_empty() || self.figure.title.contains(period) => String::new(),
            period => format!(", {period}"),
        };
        let place = match &self.figure.sites {
            Sites::One(site) => format!(" at {site}"),
            _ => String::new(),
        };
        format!(
            "{}{place}{period} (reported {}{unit}; the model {model})",
            lower_first(&self.figure.title),
            self.reported(),
        )
    }
}

/// The text with a small letter at its start, unless it begins with an abbreviation.
pub(crate) fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text.to_owned(),
    }
}

/// How numbers of a unit are written.
pub(crate) fn format_of(unit: &str) -> Format {
    match unit {
        "proportion" => Format::Percent(0),
        "days" => Format::Decimal(0),
        "pounds" | "pounds per year" => Format::Pounds,
        _ => Format::Decimal(2),
    }
}

/// What the figures of a role are called.
fn called(role: Role) -> &'static str {
    match role {
        Role::HeldOut => "held-out figure",
        Role::Calibrated => "calibrated figure",
        Role::Plausibility => "assumed range",
        Role::Own => "figure of your own",
        Role::Input => "input",
        Role::Unused => "figure that is not used",
    }
}

/// What agreement with the figures of a role says.
pub fn meaning(role: Role) -> &'static str {
    match role {
        Role::HeldOut => {
            "Held-out figures are only compared: nothing was set to them, and no world was fitted to them."
        }
        Role::Calibrated => {
            "Something was, or may be, set to calibrated figures: agreement validates nothing."
        }
        Role::Plausibility => {
            "Assumed ranges are judgements, not observations: a result outside one is a reason to look \
             closer."
        }
        Role::Own => "These are the figures that were given with --figures.",
        Role::Input | Role::Unused => "",
    }
}

fn plural(role: Role, count: usize) -> String {
    let one = called(role);
    match (role, count) {
        (_, 1) => format!("1 {one}"),
        (Role::Own, count) => format!("{count} figures of your own"),
        _ => counted(count, one),
    }
}

impl Scorecard {
    /// The scorecard in sentences: for each role what is missed, how many figures are inside, and how
    /// series by site come out.
    pub fn sentences(&self) -> Vec<(Role, Vec<String>)> {
        let of_group = |group: &Group| {
            let series = group.series.iter().map(|series| self.of_series(series));
            (group.role, self.of_singles(group).into_iter().chain(series).collect())
        };
        self.groups.iter().map(of_group).collect()
    }

    /// The one sentence to read: how the figures come out that the model was not set to.
    pub fn headline(&self) -> Option<String> {
        let role = self
            .groups
            .iter()
            .map(|group| group.role)
            .find(|role| matches!(role, Role::HeldOut | Role::Own))?;
        let group = self.groups.iter().find(|group| group.role == role)?;
        match group.coverage {
            Some(coverage) => Some(self.coverage(role, coverage)),
            None => group.series.first().map(|series| self.of_series(series)),
        }
    }

    /// Of how many series by site of a role fewer sites lie inside than would be expected, and how many
    /// series there are.
    pub(crate) fn series_below(&self, role: Role) -> (usize, usize) {
        let series = || self.groups.iter().filter(|it| it.role == role).flat_map(|it| &it.series);
        let is_below = |it: &&Series| {
            it.coverage.is_some_and(|coverage| (coverage.inside as u64) < coverage.expected.0)
        };
        (series().filter(is_below).count(), series().count())
    }

    /// The figures of a group that stand alone: those that are missed first.
    pub(crate) fn of_singles(&self, group: &Group) -> Vec<String> {
        let coverage = group.coverage.map(|coverage| self.coverage(group.role, coverage));
        self.misses(group.role).into_iter().chain(coverage).collect()
    }

    fn coverage(&self, role: Role, Coverage { figures, inside, expected }: Coverage) -> String {
        let of = plural(role, figures);
        if role == Role::Plausibility {
            return format!("{inside} of {of} hold the median of the model.");
        }
        let level = self.spread.percent();
        let (from, to) = expected;
        let expected = match from == to {
            true => format!("{from} would be expected"),
            false => format!("{from} to {to} would be expected"),
        };
        let one = match role {
            Role::Own => "Your figure".to_owned(),
            role => format!("The {}", called(role)),
        };
        match (figures, inside) {
            (1, 0) => format!("{one} lies outside its {level} interval."),
            (1, _) => format!("{one} lies inside its {level} interval."),
            _ => format!("Of {of} {inside} lie inside their {level} interval; {expected}."),
        }
    }

    /// The single figures that are missed, the furthest first.
    pub(crate) fn missed(&self, role: Role) -> Vec<&Score> {
        let is_miss = |it: &&Score| {
            it.figure.role == role
                && it.figure.series.is_empty()
                && it.verdict.is_some_and(Verdict::is_miss)
        };
        let mut missed: Vec<&Score> = self.scores.iter().filter(is_miss).collect();
        let far = |it: &Score| it.distance.map_or(0.0, f64::abs);
        missed.sort_by(|a, b| far(b).total_cmp(&far(a)));
        missed
    }

    fn misses(&self, role: Role) -> Option<String> {
        let missed = self.missed(role);
        let named: Vec<String> = missed.iter().take(NAMED).map(|score| score.miss()).collect();
        let more = match missed.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        (!named.is_empty()).then(|| format!("Missed: {}{more}.", named.join("; ")))
    }

    fn of_series(&self, series: &Series) -> String {
        let inside = series.coverage.map_or(String::new(), |coverage| {
            let (from, to) = coverage.expected;
            format!(
                "{} of {} inside the {} interval ({from} to {to} expected), ",
                coverage.inside,
                coverage.figures,
                self.spread.percent()
            )
        });
        let ranks = series
            .rank_correlation
            .map_or(String::new(), |rho| format!(", rank correlation {rho:.2}"));
        let beside = series.last_year.map_or(String::new(), |last_year| {
            let LastYear { mean_absolute_error, crps_of_model, rank_correlation, .. } = last_year;
            let ranks = rank_correlation.map_or(String::new(), |rho| format!(", its ranks at {rho:.2}"));
            let verdict = if last_year.is_beaten() { "beats" } else { "does not beat" };
            let changes = last_year
                .correlation_of_changes
                .map_or(String::new(), |r| format!("; changes from last year correlate at {r:.2}"));
            format!(
                ". \u{201c}As last year\u{201d} scores {} (CRPS){ranks}; the model scores {} and {verdict} \
                 it{changes}",
                series.error(mean_absolute_error),
                series.error(crps_of_model),
            )
        });
        format!(
            "{}, {}, {}: {inside}mean error {}{}, mean absolute error {}{ranks}{beside}.",
            series.title,
            series.period,
            counted(series.sites, "site"),
            series.signed_error(),
            series.unit_of_errors(),
            series.error(series.mean_absolute_error),
        )
    }
}

impl Series {
    /// An error or a score as it is written.
    pub(crate) fn error(&self, value: f64) -> String {
        format!("{:.1}", self.factor() * value)
    }

    /// The mean error as it is written.
    pub(crate) fn signed_error(&self) -> String {
        signed(self.factor() * self.mean_error, 1)
    }

    /// What follows an error.
    pub(crate) fn unit_of_errors(&self) -> &'static str {
        match self.unit {
            "proportion" => " percentage points",
            "days" => " days",
            _ => "",
        }
    }

    fn factor(&self) -> f64 {
        if self.unit == "proportion" { 100.0 } else { 1.0 }
    }
}
