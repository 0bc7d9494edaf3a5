//! Variants beside their base: what went in differently, and what came out of it.

use std::fmt;

use mhst_core::engine::statistics::Comparison;
use mhst_core::model::results::{Measure, Statistic};
use mhst_reporter::comparison::{Changed, Compared, Comparisons, Row};
use mhst_reporter::numbers::{grouped, signed, with_hyphen};
use mhst_reporter::spread::Spread;
use mhst_reporter::tables::ALL_SITES;

use super::numbers::{self, NOTHING, counted};
use super::table::{fitting, table};
use super::text::wrapped;

/// Lines about what differs in the inputs before the rest is only counted.
const CHANGES_SHOWN: usize = 12;

/// Sites shown one by one where there is no `all`.
const SITES_SHOWN: usize = 3;

const HEADER: [&str; 6] = ["", "base", "variant", "difference", "", "variant\n/ base"];

/// What stands in the last column.
const LAST: [&str; 2] = ["falls in", "saved by\npairing"];

/// How a value is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Style {
    Number,
    /// In thousands.
    Thousands,
    Days,
    Percent,
    Rate,
    Pounds,
}

/// What is shown: a name, what it is, and how it is written. The headline measures come first.
const SHOWN: [(&str, Measure, Statistic, Style); 17] = [
    ("started in 18 weeks", Measure::StartedWithin126Days, Statistic::Share, Style::Percent),
    ("days without help, 000s", Measure::WithoutHelp, Statistic::Total, Style::Thousands),
    ("in the missing middle", Measure::MissingMiddleStock, Statistic::Mean, Style::Number),
    ("EMHP posts vacant", Measure::EmhpVacancyShare, Statistic::Share, Style::Percent),
    ("cost per child started", Measure::CostPerChildStarted, Statistic::Mean, Style::Pounds),
    ("days in need, 000s", Measure::InNeed, Statistic::Total, Style::Thousands),
    ("days without support, 000s", Measure::WithoutSupport, Statistic::Total, Style::Thousands),
    ("in help, of children in need", Measure::InHelpShare, Statistic::Share, Style::Percent),
    ("entered missing middle", Measure::MissingMiddleEntered, Statistic::Count, Style::Number),
    ("referrals", Measure::Referrals, Statistic::Count, Style::Number),
    ("started", Measure::Started, Statistic::Count, Style::Number),
    ("wait to start, mean", Measure::WaitReferralToStart, Statistic::Mean, Style::Days),
    ("wait to start, p90", Measure::WaitReferralToStart, Statistic::P90, Style::Days),
    ("recovered", Measure::Recovered, Statistic::Count, Style::Number),
    ("EMHP turnover", Measure::EmhpTurnover, Statistic::Mean, Style::Rate),
    ("supervision given", Measure::SupervisionGivenShare, Statistic::Share, Style::Percent),
    ("specialist wait, mean", Measure::WaitSpecialistSecondContact, Statistic::Mean, Style::Days),
];

const OVER_WORLDS: &str = "\
Each plausible world of a variant is paired with the same world of the base, with the same random
numbers. Values and differences are medians over the worlds. In brackets: the interval in which the
difference in one more world lies with a probability of {}. * marks differences that are robust: they have
the same sign in 95 % of the worlds at least. Falls in: worlds in which the variant is below the base.
Waits: of completed waits.";

const OVER_REPLICATES: &str = "\
Each replicate of a variant is paired with the replicate of the base that has the same random
numbers. In brackets: the {} interval of the difference, for simulation chance only. * marks
differences that are distinguishable from chance after correction (Holm, 5 %): the first five rows
are the headline measures, corrected together; the others are corrected with all other measures.
Saved by pairing: how many times more replicates would be needed without. Waits: of completed waits.";

/// Everything about a comparison that is shown.
pub(crate) struct Shown<'a> {
    /// Name of the base.
    pub(crate) base: &'a str,
    /// What was run, and what the intervals are over.
    pub(crate) spread: Spread,
    pub(crate) changed: &'a [Changed],
    pub(crate) found: &'a Comparisons,
    /// Columns of the terminal.
    pub(crate) width: usize,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for variant in &self.found.variants {
            writeln!(f, "\n{} against {}\n", variant.name, self.base)?;
            self.changes(f, variant.point)?;
            self.tables(f, variant)?;
        }
        let note = match self.spread.is_over_worlds() {
            true => OVER_WORLDS.replace("{}", &self.spread.percent()),
            false => OVER_REPLICATES.replace("{}", &self.spread.percent()),
        };
        writeln!(f, "\n{}\n", wrapped(&note, self.width))
    }
}

impl Shown<'_> {
    /// What differs in the inputs.
    fn changes(&self, f: &mut fmt::Formatter<'_>, point: u32) -> fmt::Result {
        let changed: Vec<&Changed> =
            self.changed.iter().filter(|change| change.point == point).collect();
        if changed.is_empty() {
            writeln!(f, "  No input differs.")?;
        }
        // One line more than the rest is worth would only say that there is one.
        let shown = if changed.len() <= CHANGES_SHOWN { changed.len() } else { CHANGES_SHOWN - 1 };
        for Changed { site, key, from, to, source, .. } in changed.iter().take(shown) {
            let site = site.as_ref().map(|site| format!("{site}: ")).unwrap_or_default();
            let or_nothing = |text: &str| if text.is_empty() { "nothing" } else { text }.to_owned();
            let (from, to) = (or_nothing(from), or_nothing(to));
            writeln!(f, "{}", self.cut(&format!("  {site}{key}: {from} -> {to}  [{source}]")))?;
        }
        let rest = changed.len() - shown;
        if rest > 0 {
            writeln!(f, "  ... and {} more, in changes.csv", numbers::grouped(rest as f64))?;
        }
        Ok(())
    }

    /// No longer than a line.
    fn cut(&self, line: &str) -> String {
        if line.chars().count() <= self.width {
            return line.to_owned();
        }
        line.chars().take(self.width.saturating_sub(3)).chain("...".chars()).collect()
    }

    fn tables(&self, f: &mut fmt::Formatter<'_>, variant: &Compared) -> fmt::Result {
        let sites: &[String] = &variant.sites;
        if sites.is_empty() {
            return writeln!(f, "\nThe two have no site in common: there is nothing to compare.");
        }
        if sites[0] == ALL_SITES {
            return self.table(f, variant, ALL_SITES);
        }
        let common = counted(sites.len(), "site");
        writeln!(
            f,
            "\nThe two do not have the same sites, so there is no `all`; {common} in common."
        )?;
        for site in sites.iter().take(SITES_SHOWN) {
            writeln!(f, "\n{site}")?;
            self.table(f, variant, site)?;
        }
        if sites.len() > SITES_SHOWN {
            let rest = counted(sites.len() - SITES_SHOWN, "more site");
            writeln!(f, "\n... and {rest}, in comparison.csv")?;
        }
        Ok(())
    }

    fn table(&self, f: &mut fmt::Formatter<'_>, variant: &Compared, site: &str) -> fmt::Result {
        let rows = SHOWN.map(|(name, measure, statistic, style)| {
            (name, style, variant.get(site, measure, statistic))
        });
        let over_worlds = self.spread.is_over_worlds();
        let pairs = |row: Option<&Row>| {
            row.map_or(0, |row| row.signs.map_or(row.replicates, |signs| signs.worlds))
        };
        let most = rows.iter().map(|(_, _, row)| pairs(*row)).max().unwrap_or(0);
        if most == 0 {
            return writeln!(f, "\nThere is no replicate of both yet: nothing to compare.");
        }
        let table = fitting(self.width, |between| {
            let last = if over_worlds { LAST[0] } else { LAST[1] };
            let header: Vec<&str> = HEADER.into_iter().chain([last]).collect();
            let mut table = table(&header, 1);
            for (name, style, row) in &rows {
                table.add_row(cells(name, *style, *row, between));
            }
            table
        });
        writeln!(f, "\n{table}")?;
        let asked = self.spread.runs();
        let fewer: Vec<String> = rows
            .iter()
            .filter(|(_, _, row)| pairs(*row) < most)
            .map(|(name, _, row)| format!("{name} {}", pairs(*row)))
            .collect();
        let rest =
            if fewer.is_empty() { String::new() } else { format!(", but {}", fewer.join(", ")) };
        let pairs = format!("{} of {asked}{rest}.", counted(most, "pair"));
        writeln!(f, "{}", wrapped(&pairs, self.width))?;
        if variant.is_the_same() {
            writeln!(f, "Nothing differs in any replicate.")?;
        }
        Ok(())
    }
}

fn cells(name: &str, style: Style, row: Option<&Row>, between: &str) -> [String; 7] {
    let name = name.to_owned();
    let nothing = || NOTHING.to_owned();
    let Some((row, found)) = row.and_then(|row| Some((row, row.comparison?))) else {
        return [name, nothing(), nothing(), nothing(), String::new(), nothing(), nothing()];
    };
    let Comparison { base, variant, difference, ratio, variance_ratio, .. } = found;
    let digits = style.digits(difference.bounds.map_or(difference.estimate, |(low, high)| {
        // Enough digits for the interval to be seen.
        (high - low).max(f64::MIN_POSITIVE)
    }));
    let signed = |value| style.signed(value, digits);
    let range = difference.bounds.map_or_else(String::new, |(low, high)| {
        format!("{between}({} to {})", signed(low), signed(high))
    });
    [
        name,
        style.plain(base, digits),
        style.plain(variant, digits),
        format!("{}{range}", signed(difference.estimate)),
        if row.stands() == Some(true) { "*" } else { "" }.to_owned(),
        ratio.map_or_else(nothing, |ratio| format!("{ratio:.3}")),
        match row.signs {
            Some(signs) => format!("{} of {}", signs.falls, signs.worlds),
            None => variance_ratio.map_or_else(nothing, times),
        },
    ]
}

/// So many times.
fn times(ratio: f64) -> String {
    match ratio {
        ..10.0 => format!("{ratio:.1} x"),
        10.0..100_000.0 => format!("{} x", numbers::grouped(ratio)),
        _ => "> 100,000 x".to_owned(),
    }
}

impl Style {
    /// Digits after the point with which something as wide as `width` can be seen.
    fn digits(self, width: f64) -> u8 {
        let (least, most) = match self {
            Self::Number => (0, 1),
            Self::Thousands => (0, 2),
            Self::Days | Self::Percent => (1, 2),
            Self::Pounds => (0, 2),
            Self::Rate => (3, 4),
        };
        let width = width.abs() * self.factor();
        if width * 10.0_f64.powi(i32::from(least)) < 2.0 { most } else { least }
    }

    fn factor(self) -> f64 {
        match self {
            Self::Percent => 100.0,
            Self::Thousands => 1e-3,
            Self::Number | Self::Days | Self::Rate | Self::Pounds => 1.0,
        }
    }

    fn plain(self, value: f64, digits: u8) -> String {
        let value = value * self.factor();
        let text = with_hyphen(&grouped(value, digits));
        match self {
            Self::Percent => format!("{text} %"),
            Self::Pounds => format!("£{text}"),
            Self::Number | Self::Thousands | Self::Days | Self::Rate => text,
        }
    }

    /// With its sign; percentages in percentage points.
    fn signed(self, value: f64, digits: u8) -> String {
        with_hyphen(&signed(value * self.factor(), digits))
    }
}

#[cfg(test)]
mod tests {
    use mhst_core::engine::statistics::DayCounts;
    use mhst_core::engine::time::Span;
    use mhst_core::model::results::{SiteResult, Subgroup, Tally};
    use mhst_reporter::comparison::{Comparator, Variant};

    use super::*;

    fn site(referrals: u64, wait: u32) -> SiteResult {
        let mut days = DayCounts::default();
        days.add(Span::from_days(wait));
        let mut result = SiteResult::default();
        for (measure, tally) in [
            (Measure::Referrals, Tally::Count(referrals)),
            (Measure::WaitReferralToStart, Tally::Durations(days)),
            (Measure::MissingMiddlePersonDays, Tally::Minutes(referrals * 1440 * 1_000)),
        ] {
            result.tallies.insert((Subgroup::ALL, measure), tally);
        }
        result
    }

    fn shown(base_sites: &[&str], variant_sites: &[&str], changes: usize) -> String {
        shown_in(100, base_sites, variant_sites, changes)
    }

    fn shown_in(
        width: usize,
        base_sites: &[&str],
        variant_sites: &[&str],
        changes: usize,
    ) -> String {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let name = "money.band_5_gbp=31000,team.emhps=5".to_owned();
        let variant = Variant { point: 1, name: name.clone(), sites: names(variant_sites) };
        let mut comparator = Comparator::new(names(base_sites), vec![variant], 0.95);
        for replicate in 0..5 {
            let all = |sites: &[&str], more: u64| -> Vec<(String, SiteResult)> {
                let result = |_| site(30_000 + replicate * 100 + more, 40 + replicate as u32);
                names(sites).into_iter().map(|name| (name, result(()))).collect()
            };
            comparator.base(&all(base_sites, 0));
            comparator.variant(0, 0, &all(variant_sites, 1_000 + replicate % 3));
        }
        let changed = Changed {
            point: 1,
            variant: name,
            site: None,
            key: "team.emhps".to_owned(),
            from: "4".to_owned(),
            to: String::new(),
            source: "a source that goes on ".repeat(6),
        };
        let found = comparator.finish();
        let changed = vec![changed; changes];
        let spread = Spread { level: 0.95, worlds: 0, replicates: 0, central: 6 };
        Shown { base: "a-base", spread, changed: &changed, found: &found, width }.to_string()
    }

    #[test]
    fn a_comparison_fits_100_columns_and_says_what_differs() {
        let narrow = shown_in(80, &["Doncaster"], &["Doncaster"], 13);
        assert!(narrow.lines().all(|line| line.chars().count() <= 80), "{narrow}");
        let text = shown(&["Doncaster"], &["Doncaster"], 13);
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
        assert!(text.contains("money.band_5_gbp=31000,team.emhps=5 against a-base"), "{text}");
        assert!(text.contains("... and 2 more, in changes.csv"), "{text}");
        assert_eq!(text.matches("team.emhps: 4 -> nothing").count(), 11, "{text}");
        let line = |name: &str| text.lines().find(|line| line.starts_with(name)).unwrap();
        assert!(line("referrals").contains("30,200") && line("referrals").contains("+1,001"));
        assert!(line("referrals").contains(" * "), "{text}");
        assert!(line("wait to start, mean").contains("0.00 (0.00 to 0.00)"), "{text}");
        assert!(line("cost per child").matches(NOTHING).count() == 5, "{text}");
        assert!(text.contains("5 pairs of 6 replicates, but"), "{text}");
    }

    #[test]
    fn sites_that_differ_and_inputs_that_do_not_are_said() {
        let text = shown(&["A", "B", "C", "D"], &["A", "B", "C", "D", "E"], 0);
        assert!(text.contains("No input differs."), "{text}");
        assert!(text.contains("not have the same sites") && text.contains("4 sites in"), "{text}");
        assert!(text.contains("... and 1 more site, in comparison.csv"), "{text}");
        assert!(shown(&["A"], &["B"], 0).contains("no site in common"));
    }

    #[test]
    fn numbers_have_digits_signs_and_units() {
        assert_eq!(Style::Percent.plain(0.995, 1), "99.5 %");
        assert_eq!(Style::Percent.signed(-0.0123, 1), "-1.2");
        assert_eq!(Style::Days.signed(9.97, 1), "+10.0");
        assert_eq!(Style::Pounds.plain(1234.5, 2), "£1,234.50");
        assert_eq!(
            (Style::Number.signed(-0.2, 0), Style::Number.signed(0.6, 0)),
            ("0".into(), "+1".into())
        );
        assert_eq!([0.46, 12.3, 1e9].map(times), ["0.5 x", "12 x", "> 100,000 x"]);
    }
}
