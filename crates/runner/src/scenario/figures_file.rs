//! A file of figures that the model can be held against: those that were published, and a user's own.
//! Both have the same columns; a user needs three of them, `measure`, `value` and, unless all sites
//! together are meant, `site`.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use mhst_core::engine::time::Month;
use mhst_core::model::figures::{Figure, Quantity, Returned, Role, Sites, Uncertainty};
use mhst_core::model::results::{Dimension, Measure, Statistic, Subgroup};

use super::csv_file::{Column, CsvFile, Totals, optional, spare};
use super::csv_row::{Row, check_unique};
use super::problem::{Location, Problems};
use super::suggestion::nearest;
use super::written_number::{self, Unit, share};

const COLUMNS: [Column; 26] = [
    spare("key"),
    spare("series"),
    spare("title"),
    spare("role"),
    spare("scenario"),
    spare("site"),
    spare("team"),
    optional("measure"),
    spare("statistic"),
    spare("subgroup"),
    optional("value"),
    spare("low"),
    spare("high"),
    spare("reported"),
    spare("uncertainty"),
    spare("standard_error"),
    spare("discrepancy"),
    spare("why"),
    spare("last_year"),
    spare("period"),
    spare("place"),
    spare("n"),
    spare("source"),
    spare("where"),
    spare("use"),
    spare("due"),
];

/// The same where a figure is found by its key: it need not say again what stands for it.
const COLUMNS_WITH_KEYS: [Column; 26] = {
    let mut columns = COLUMNS;
    columns[0] = optional("key");
    columns[7] = spare("measure");
    columns
};

/// The table of published figures, as text.
pub const PUBLISHED_FIGURES: &str = include_str!("../../../../scenarios/evidence/figures.csv");
const PUBLISHED_NAME: &str = "scenarios/evidence/figures.csv";

/// A figure, and where it stands.
#[derive(Clone, Debug)]
pub struct StatedFigure {
    /// The figure.
    pub figure: Figure,
    /// Its place in the file.
    pub at: Location,
}

/// The figures that were published, with the parts that were given to them beforehand.
///
/// # Errors
/// If the file that the program was built with has a fault, which a test excludes.
pub fn published_figures() -> Result<Vec<Figure>, Problems> {
    let (file, problems) =
        CsvFile::parse(PUBLISHED_NAME.into(), PUBLISHED_FIGURES, &COLUMNS, Totals::Kept)?;
    let stated = figures(&file, problems, Role::Unused)?;
    Ok(stated.into_iter().map(|it| it.figure).collect())
}

/// A user's figures. All of them are compared with results, whatever role they have elsewhere.
///
/// # Errors
/// Everything that is wrong with the file, with line and column.
pub fn load_figures(path: &Path) -> Result<Vec<StatedFigure>, Problems> {
    let (file, problems) = CsvFile::read(path, None, &COLUMNS, Totals::Kept)?;
    let mut stated = figures(&file, problems, Role::Own)?;
    let mut problems = Problems::default();
    for (row, it) in file.rows().zip(&mut stated) {
        it.figure.role = Role::Own;
        if it.figure.quantity.is_none() {
            let names = listed(Measure::ALL.iter().map(|measure| measure.name()));
            let remedy = format!("write a measure of `mhst measures`, such as {names}");
            problems.add(&row.at("measure"), "`measure` is empty", remedy);
        }
        if it.figure.value.is_none() && it.figure.range.is_none() {
            let remedy = "fill it in, or give a range in `low` and `high`";
            problems.add(&row.at("value"), "`value` is empty", remedy);
        }
    }
    problems.or(stated)
}

/// Figures that are not published yet: each has a key, by which it is found again, says when it is
/// due and what stands for it, and has no value.
///
/// # Errors
/// Everything that is wrong with the file, with line and column.
pub fn load_due_figures(path: &Path) -> Result<Vec<StatedFigure>, Problems> {
    let (file, problems) = CsvFile::read(path, None, &COLUMNS, Totals::Kept)?;
    let mut stated = figures(&file, problems, Role::Own)?;
    let mut problems = Problems::default();
    for (row, it) in file.rows().zip(&mut stated) {
        it.figure.role = Role::Own;
        for column in ["key", "measure", "due"] {
            if row.cell(column).is_empty() {
                let remedy = "a figure that is registered needs key, measure and due";
                problems.add(&row.at(column), format!("`{column}` is empty"), remedy);
            }
        }
        if it.figure.value.is_some() || it.figure.range.is_some() {
            let what = format!("`{}` has a value, so it is no longer due", it.figure.key);
            problems.add(&row.at("value"), what, "empty the cell, or leave the row out");
        }
    }
    problems.or(stated)
}

/// Figures that were due, with their values: each has the key that it was registered with.
///
/// # Errors
/// Everything that is wrong with the file, with line and column.
pub fn load_figures_with_keys(path: &Path) -> Result<Vec<StatedFigure>, Problems> {
    let (file, problems) = CsvFile::read(path, None, &COLUMNS_WITH_KEYS, Totals::Kept)?;
    let stated = figures(&file, problems, Role::Own)?;
    let mut problems = Problems::default();
    for row in file.rows().filter(|row| row.cell("key").is_empty()) {
        problems.add(&row.at("key"), "`key` is empty", "write the key that was registered");
    }
    problems.or(stated)
}

/// What the figures of a scenario can be about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Coverage {
    /// Its sites, each with its number of teams.
    pub sites: Vec<(String, u32)>,
    /// The first day that results count.
    pub measured_from: Date,
    /// The day after the last.
    pub measured_until: Date,
}

impl Coverage {
    /// Reports figures of sites that the scenario does not have, of teams that a site does not have,
    /// of returns for months that are not measured, or not all of them, and of measures for another time
    /// than is measured.
    pub fn check(&self, figures: &[StatedFigure]) -> Problems {
        let mut problems = Problems::default();
        for stated in figures {
            self.check_site(stated, &mut problems);
            self.check_months(stated, &mut problems);
            self.check_period(stated, &mut problems);
        }
        problems
    }

    /// The last day that results count.
    fn last_day(&self) -> Date {
        self.measured_until.saturating_sub(1.day())
    }

    fn check_site(&self, StatedFigure { figure, at }: &StatedFigure, problems: &mut Problems) {
        let Sites::One(name) = &figure.sites else { return };
        let Some((_, teams)) = self.sites.iter().find(|(site, _)| site == name) else {
            let remedy = nearest(name, self.sites.iter().map(|(site, _)| site.as_str()));
            problems.add(at, format!("the scenario has no site `{name}`"), remedy);
            return;
        };
        if let Some(Quantity::Returned { team: Some(team), .. }) = figure.quantity
            && team > *teams
        {
            let what = format!("`{name}` has no team {team}");
            problems.add(at, what, format!("teams are numbered from 1 to {teams}"));
        }
    }

    /// A measure is of all that was measured, or of a year that is its subgroup: a figure of another
    /// time is none of it.
    fn check_period(&self, StatedFigure { figure, at }: &StatedFigure, problems: &mut Problems) {
        let Some(Quantity::Measured { measure, subgroup, .. }) = figure.quantity else { return };
        let is_of_year = matches!(subgroup.dimension, Dimension::Year | Dimension::FinancialYear);
        let quarters = whole_quarters(&figure.period).filter(|_| !is_of_year);
        let Some((from, to)) = quarters else { return };
        let until = after_quarter(to);
        if (from.first_day(), until) != (self.measured_from, self.measured_until) {
            let what = format!(
                "`{}` is of all that is measured, {} to {}, not of `{}`",
                measure.name(),
                self.measured_from,
                self.last_day(),
                figure.period
            );
            let returned = listed(Returned::ALL.into_iter().map(Returned::name));
            let remedy = format!(
                "empty `period` if that is what your figure means; counts of a period are {returned}"
            );
            problems.add(at, what, remedy);
        }
    }

    fn check_months(&self, StatedFigure { figure, at }: &StatedFigure, problems: &mut Problems) {
        let Some(Quantity::Returned { what, from, to, .. }) = figure.quantity else { return };
        // A list is counted on the last day of its last quarter, whatever came before.
        let from = if what == Returned::Waiting { to } else { from };
        let begins = Month::of(self.measured_from).first_day();
        if from.first_day() < begins || self.measured_until < after_quarter(to) {
            let what = format!(
                "the scenario does not measure all of `{}`: results count from {} to {}",
                figure.period,
                self.measured_from,
                self.last_day()
            );
            let remedy =
                "give a figure of whole quarters within that, or change the dates under [time]";
            problems.add(at, what, remedy);
        }
    }
}

/// The first day after the quarter that begins with this month.
fn after_quarter(first: Month) -> Date {
    first.first_day().saturating_add(3.months())
}

fn figures(
    file: &CsvFile,
    mut problems: Problems,
    unstated: Role,
) -> Result<Vec<StatedFigure>, Problems> {
    let mut keys = BTreeSet::new();
    let mut found = Vec::new();
    for (number, row) in file.rows().enumerate() {
        let mut figure = figure(&row, unstated, &mut problems);
        if figure.key.is_empty() {
            figure.key = format!("figure-{}", number + 1);
        }
        let what = format!("key `{}`", figure.key);
        check_unique(&mut keys, figure.key.clone(), &what, &row.at("key"), &mut problems);
        found.push(StatedFigure { figure, at: row.at("value") });
    }
    problems.or(found)
}

fn figure(row: &Row<'_>, unstated: Role, problems: &mut Problems) -> Figure {
    let roles = Role::ALL.map(|role| (role.name(), role));
    let kinds = Uncertainty::ALL.map(|kind| (kind.name(), kind));
    let text = |column| row.cell(column).to_owned();
    let quantity = quantity(row, problems);
    let is_share = quantity.is_some_and(|it| it.unit_of_number() == "proportion");
    // Of what the model does not give, such as a change, a number may be below zero.
    let range = match quantity {
        None => (-1e12, 1e12),
        Some(_) if is_share => (0.0, 1.0),
        Some(_) => (0.0, 1e12),
    };
    let mut number = |column| number(row, column, is_share, range, problems);
    let value = number("value");
    let (low, high) = (number("low"), number("high"));
    let (standard_error, discrepancy) = (number("standard_error"), number("discrepancy"));
    let last_year = number("last_year");
    let given = match (low, high) {
        (Some(low), Some(high)) => Some((low, high)),
        (Some(low), None) => Some((low, range.1)),
        (None, Some(high)) => Some((range.0, high)),
        (None, None) => None,
    };
    if let Some((low, high)) = given
        && low > high
    {
        let what = format!("`low` = {low} is above `high` = {high}");
        problems.add(&row.at("low"), what, "exchange them");
    } else if let (Some((low, high)), Some(value)) = (given, value)
        && !(low..=high).contains(&value)
    {
        let what = format!("`value` = {value} is outside its range, {low} to {high}");
        problems.add(&row.at("value"), what, "correct value, low or high");
    }
    let title = match (text("title"), quantity) {
        (title, Some(quantity)) if title.is_empty() => quantity.name(),
        (title, _) => title,
    };
    let reported = match text("reported") {
        none if none.is_empty() => text("value"),
        some => some,
    };
    Figure {
        key: text("key"),
        series: text("series"),
        title,
        role: row.choice("role", &roles, problems).unwrap_or(unstated),
        scenario: text("scenario"),
        sites: match row.cell("site") {
            "" | "all" => Sites::Pooled,
            "mean" => Sites::Mean,
            "highest" => Sites::Highest,
            name => Sites::One(name.to_owned()),
        },
        quantity,
        value,
        range: given,
        reported,
        uncertainty: row.choice("uncertainty", &kinds, problems).unwrap_or(Uncertainty::Unstated),
        standard_error,
        discrepancy,
        why: text("why"),
        last_year,
        period: text("period"),
        place: text("place"),
        n: text("n"),
        source: text("source"),
        cited: text("where"),
        purpose: text("use"),
        due: text("due"),
    }
}

/// A number in the unit of the quantity; a share may be written in per cent, with the sign.
fn number(
    row: &Row<'_>,
    column: &str,
    is_share: bool,
    (low, high): (f64, f64),
    problems: &mut Problems,
) -> Option<f64> {
    let cell = row.cell(column);
    if is_share && cell.ends_with('%') {
        return match written_number::read(cell, row.file.decimal, Unit::Percent) {
            Ok(percent) if (low..=high).contains(&share(percent)) => Some(share(percent)),
            _ => {
                let what = format!("`{column}` = {cell} is out of range; allowed: 0 % to 100 %");
                problems.add(&row.at(column), what, "correct the cell");
                None
            }
        };
    }
    let digits = written_number::read(cell, row.file.decimal, Unit::Plain);
    if let (true, Ok(number)) = (is_share, digits)
        && number > 1.0
        && number <= 100.0
    {
        let what =
            format!("`{column}` = {cell} is no proportion; allowed: 0 to 1, or 0 % to 100 %");
        problems.add(&row.at(column), what, format!("write {cell} %, if you mean per cent"));
        return None;
    }
    row.number(column, (low, high), problems)
}

/// What stands for the figure; `None` where nothing is stated, or what is stated is wrong.
fn quantity(row: &Row<'_>, problems: &mut Problems) -> Option<Quantity> {
    let name = row.cell("measure");
    if name.is_empty() {
        return None;
    }
    if let Some(what) = Returned::ALL.into_iter().find(|what| what.name() == name) {
        let team = row.whole("team", (1.0, 10_000.0), problems);
        let (from, to) = period(row, problems)?;
        return Some(Quantity::Returned { what, team, from, to });
    }
    let Some(measure) = Measure::ALL.iter().copied().find(|measure| measure.name() == name) else {
        let names = Measure::ALL.iter().map(|measure| measure.name());
        let names: Vec<&str> = names.chain(Returned::ALL.map(Returned::name)).collect();
        let remedy = nearest(name, names.iter().copied());
        problems.add(&row.at("measure"), format!("unknown measure `{name}`"), remedy);
        return None;
    };
    if !row.cell("team").is_empty() {
        let names = listed(Returned::ALL.into_iter().map(Returned::name));
        let what = format!("`{name}` is not counted for a team");
        problems.add(&row.at("team"), what, format!("leave it empty, or use one of {names}"));
    }
    let statistics = measure.kind().statistics();
    let choices: Vec<(&str, Statistic)> = statistics.iter().map(|it| (it.name(), *it)).collect();
    let statistic = match (row.cell("statistic"), statistics) {
        ("", [only]) => Some(*only),
        ("", _) => {
            let names = listed(choices.iter().map(|(name, _)| *name));
            let what = format!("`{name}` needs a statistic");
            problems.add(&row.at("statistic"), what, format!("write one of {names}"));
            None
        }
        _ => row.choice("statistic", &choices, problems),
    };
    let subgroup = subgroup(row, measure, problems);
    Some(Quantity::Measured { measure, statistic: statistic?, subgroup: subgroup? })
}

fn subgroup(row: &Row<'_>, measure: Measure, problems: &mut Problems) -> Option<Subgroup> {
    let name = row.cell("subgroup");
    let found = Subgroup::find(name).filter(|it| measure.dimensions().contains(&it.dimension));
    if found.is_none() {
        let known: Vec<String> = measure.subgroups().map(Subgroup::name).collect();
        let what = format!("`{}` has no subgroup \"{name}\"", measure.name());
        let names = known.iter().map(String::as_str).filter(|name| !name.is_empty());
        let remedy = match names.clone().next() {
            None => "leave it empty".to_owned(),
            Some(_) => nearest(name, names),
        };
        problems.add(&row.at("subgroup"), what, remedy);
    }
    found
}

/// The quarters of a period, by their first months: a year (2021), a financial year (2021/22), or
/// months (2021-04 to 2021-09).
fn period(row: &Row<'_>, problems: &mut Problems) -> Option<(Month, Month)> {
    let text = row.cell("period");
    let found = whole_quarters(text);
    if found.is_none() {
        let what = format!("`period` is \"{text}\", which is no time of whole quarters");
        let remedy = "write a year (2021), a financial year (2021/22), or months such as \
                      2021-04 to 2021-09";
        problems.add(&row.at("period"), what, remedy);
    }
    found
}

fn whole_quarters(text: &str) -> Option<(Month, Month)> {
    let first = |year: i16, month: i8| -> Option<Date> {
        let is_civil = (2000..=2100).contains(&year) && (1..=12).contains(&month);
        is_civil.then(|| date(year, month, 1))
    };
    let month = |text: &str| -> Option<Date> {
        let (year, month) = text.trim().split_once('-')?;
        first(year.parse().ok()?, month.parse().ok()?)
    };
    let (from, last) = if let Some((from, to)) = text.split_once(" to ") {
        (month(from)?, month(to)?)
    } else if let Some((year, next)) = text.split_once('/') {
        let year: i16 = year.trim().parse().ok()?;
        let follows =
            next.trim().parse::<i16>().ok()?.rem_euclid(100) == (year + 1).rem_euclid(100);
        if !follows {
            return None;
        }
        (first(year, 4)?, first(year + 1, 3)?)
    } else {
        let year: i16 = text.trim().parse().ok()?;
        (first(year, 1)?, first(year, 12)?)
    };
    let is_whole = from <= last && from.month() % 3 == 1 && last.month() % 3 == 0;
    is_whole.then(|| (Month::of(from).quarter(), Month::of(last).quarter()))
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.take(8).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> Result<Vec<StatedFigure>, String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        load_figures(file.path()).map_err(|problems| problems.to_string())
    }

    #[test]
    fn the_published_figures_have_no_fault_and_each_has_one_role() {
        let figures = published_figures().unwrap_or_else(|problems| panic!("{problems}"));
        assert!(figures.len() > 200, "{}", figures.len());
        for figure in &figures {
            let key = &figure.key;
            assert_ne!(figure.role, Role::Own, "{key}");
            assert!(!figure.title.is_empty() && !figure.purpose.is_empty(), "{key}");
            assert!(!figure.source.is_empty(), "{key}");
            assert_eq!(figure.quantity.is_some(), !figure.scenario.is_empty(), "{key}");
            // What the model is allowed to be off has a reason.
            assert!(figure.discrepancy.is_none() || !figure.why.is_empty(), "{key}");
            if figure.quantity.is_some() {
                assert!(figure.value.is_some() || figure.range.is_some(), "{key}");
            }
        }
        // One thing that was observed has one row.
        let mut seen = BTreeSet::new();
        for figure in figures.iter().filter(|it| it.role.is_compared()) {
            if let (Some(quantity), Some(value)) = (figure.quantity, figure.value) {
                let what = (quantity.name(), figure.sites.clone(), figure.period.clone());
                assert!(seen.insert((what, value.to_bits())), "{}", figure.key);
            }
        }
    }

    #[test]
    fn a_user_needs_few_columns_and_may_write_per_cent() {
        let text = "site,measure,statistic,value,period,team\n\
                    Camden,accepted_share,,78 %,2021/22,\n\
                    ,wait_referral_to_start,p90,120,,\n\
                    Camden,returned_referrals,,1204,2021-04 to 2021-09,2\n";
        let found = own(text).unwrap();
        let figures: Vec<&Figure> = found.iter().map(|it| &it.figure).collect();
        assert_eq!(figures[0].value, Some(0.78));
        assert_eq!(figures[0].sites, Sites::One("Camden".to_owned()));
        assert_eq!((figures[1].value, &figures[1].sites), (Some(120.0), &Sites::Pooled));
        assert_eq!(figures[2].title, "returned_referrals of team 2");
        let (from, to) = (Month::of(date(2021, 4, 1)), Month::of(date(2021, 7, 1)));
        let what = Returned::Referrals;
        let quantity = Quantity::Returned { what, team: Some(2), from, to };
        assert_eq!(figures[2].quantity, Some(quantity));
        assert!(figures.iter().all(|figure| figure.role == Role::Own));
        let coverage = Coverage {
            sites: vec![("Camden".to_owned(), 1)],
            measured_from: date(2021, 4, 1),
            measured_until: date(2021, 9, 30),
        };
        let wrong = coverage.check(&found).to_string();
        assert!(wrong.contains("`Camden` has no team 2"), "{wrong}");
        assert!(wrong.contains("does not measure all of `2021-04 to 2021-09`"), "{wrong}");
        let whole = Coverage {
            sites: vec![("Camden".to_owned(), 2)],
            measured_until: date(2021, 10, 1),
            ..coverage
        };
        assert!(whole.check(&found[1..]).0.is_empty());
        // A share of all that is measured is none of a year, unless that is the same.
        let wrong = whole.check(&found[..1]).to_string();
        assert!(wrong.contains("`accepted_share` is of all that is measured"), "{wrong}");
        let year = Coverage { measured_until: date(2022, 4, 1), ..whole };
        assert!(year.check(&found).0.is_empty());
    }

    #[test]
    fn columns_with_keys_are_the_same_columns() {
        assert!(COLUMNS.iter().map(|it| it.name).eq(COLUMNS_WITH_KEYS.iter().map(|it| it.name)));
    }

    #[test]
    fn a_figure_that_is_due_has_a_key_and_a_date_and_no_value() {
        let due = |rows: &str| {
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), format!("key,measure,statistic,value,due\n{rows}"))
                .unwrap();
            load_due_figures(file.path()).map_err(|problems| problems.to_string())
        };
        let found = due("a,accepted_share,,,spring 2027\n").unwrap();
        assert_eq!((found[0].figure.due.as_str(), found[0].figure.value), ("spring 2027", None));
        for (row, expected) in [
            (",accepted_share,,,2027", "`key` is empty"),
            ("a,accepted_share,,,", "`due` is empty"),
            ("a,,,,2027", "`measure` is empty"),
            ("a,accepted_share,,0.7,2027", "no longer due"),
        ] {
            let found = due(&format!("{row}\n")).unwrap_err();
            assert!(found.contains(expected) && found.contains(":2:"), "{row}: {found}");
        }
    }

    #[test]
    fn every_fault_has_its_line_and_a_remedy() {
        for (row, expected) in [
            ("referals,,10,,", "unknown measure `referals`"),
            ("accepted_share,,78,,", "is no proportion"),
            ("accepted_share,,130 %,,", "out of range"),
            ("wait_referral_to_start,,10,,", "needs a statistic"),
            ("wait_referral_to_start,p99,10,,", "allowed: count, mean, p50"),
            ("accepted_share,,,,", "`value` is empty"),
            (",,10,,", "`measure` is empty"),
            ("returned_waiting,,10,2021-02 to 2021-05,", "whole quarters"),
            ("returned_waiting,,10,2021/23,", "whole quarters"),
            ("accepted_share,,0.5,,phase=infant", "no subgroup \"phase=infant\""),
            ("accepted_share,,0.5,,,0.6,0.7", "`value` = 0.5 is outside its range, 0.6 to 0.7"),
            ("accepted_share,,0.5,,,0.7,0.6", "exchange them"),
        ] {
            let cells = row.matches(',').count() + 1;
            let header = ["measure", "statistic", "value", "period", "subgroup", "low", "high"];
            let text = format!("{}\n{row}\n", header[..cells].join(","));
            let found = own(&text).unwrap_err();
            assert!(found.contains(expected) && found.contains(":2:"), "{row}: {found}");
        }
    }
}
