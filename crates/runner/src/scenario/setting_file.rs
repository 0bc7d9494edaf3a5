//! The file of settings: one row for each school or college, where a user lists them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mhst_core::model::plan::{SettingKind, SettingPhase, SettingPlan};

use super::csv_file::{Column, CsvFile, Totals, required, spare};
use super::csv_row::{Row, check_unique};
use super::problem::{Location, Problem, Problems};
use super::suggestion::nearest;

const COLUMNS: [Column; 8] = [
    required("site"),
    required("setting"),
    required("phase"),
    required("pupils"),
    required("deprivation_fifth"),
    spare("kind"),
    spare("religious"),
    spare("rural"),
];

/// The settings listed for each site, and where each site is named first.
pub(super) type ListedSettings = BTreeMap<String, (Location, Vec<SettingPlan>)>;

/// Reads the file.
pub(super) fn read(
    path: &Path,
    named_at: &Location,
    warnings: &mut Vec<Problem>,
) -> Result<ListedSettings, Problems> {
    let (mut file, mut problems) = CsvFile::read(path, Some(named_at), &COLUMNS, Totals::Skipped)?;
    warnings.append(&mut file.warnings);
    let mut seen = BTreeSet::new();
    let mut settings = ListedSettings::new();
    for row in file.rows() {
        let (site, name) = (row.text("site"), row.text("setting"));
        if let (Some(site), Some(name)) = (&site, &name) {
            check_unique(
                &mut seen,
                (site.clone(), name.clone()),
                &format!("setting `{name}` of site `{site}`"),
                &row.at("setting"),
                &mut problems,
            );
        }
        let phase = one_of(&row, "phase", &SettingPhase::ALL, SettingPhase::name, &mut problems);
        let kind = one_of(&row, "kind", &SettingKind::ALL, SettingKind::name, &mut problems);
        let religious = yes_or_no(&row, "religious", &mut problems);
        let rural = yes_or_no(&row, "rural", &mut problems);
        let pupils = row.whole("pupils", (1.0, 20_000.0), &mut problems);
        let fifth = row.whole("deprivation_fifth", (1.0, 5.0), &mut problems);
        if let (Some(site), Some(name), Some(phase), Some(pupils), Some(fifth)) =
            (site, name, phase, pupils, fifth)
        {
            let usual = SettingPlan::usual(name, phase, pupils, fifth as u8);
            let kind = kind.unwrap_or(usual.kind);
            let setting = SettingPlan { kind, religious, rural, ..usual };
            let listed = settings.entry(site).or_insert_with(|| (row.at("site"), Vec::new()));
            listed.1.push(setting);
        }
    }
    problems.or(settings)
}

/// One of a list of things with names; `None` where the cell is empty or names none of them, which is
/// then a problem.
fn one_of<T: Copy>(
    row: &Row<'_>,
    column: &str,
    all: &[T],
    name: fn(T) -> &'static str,
    problems: &mut Problems,
) -> Option<T> {
    let stated = row.text(column)?;
    let found = all.iter().copied().find(|&one| name(one) == stated);
    if found.is_none() {
        let names: Vec<&str> = all.iter().map(|&one| name(one)).collect();
        problems.add(
            &row.at(column),
            format!("unknown {column} `{stated}`; allowed: {}", names.join(", ")),
            nearest(&stated, names.into_iter()),
        );
    }
    found
}

/// Whether a cell says yes; an empty one says no.
fn yes_or_no(row: &Row<'_>, column: &str, problems: &mut Problems) -> bool {
    let name = |yes| if yes { "yes" } else { "no" };
    one_of(row, column, &[true, false], name, problems).unwrap_or(false)
}
