//! The file of settings: one row for each school or college, where a user lists them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mhst_core::model::plan::{SettingPhase, SettingPlan};

use super::csv_file::{Column, CsvFile, required};
use super::csv_row::check_unique;
use super::problem::{Location, Problem, Problems};
use super::suggestion::nearest;

const COLUMNS: [Column; 5] = [
    required("site"),
    required("setting"),
    required("phase"),
    required("pupils"),
    required("deprivation_fifth"),
];

/// The settings listed for each site, and where each site is named first.
pub(super) type ListedSettings = BTreeMap<String, (Location, Vec<SettingPlan>)>;

/// Reads the file.
pub(super) fn read(
    path: &Path,
    named_at: &Location,
    warnings: &mut Vec<Problem>,
) -> Result<ListedSettings, Problems> {
    let (mut file, mut problems) = CsvFile::read(path, Some(named_at), &COLUMNS)?;
    warnings.append(&mut file.warnings);
    let mut seen = BTreeSet::new();
    let mut settings = ListedSettings::new();
    let names = SettingPhase::ALL.map(SettingPhase::name);
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
        let phase_name = row.text("phase");
        let is_named = |phase: &SettingPhase| phase_name.as_deref() == Some(phase.name());
        let phase = SettingPhase::ALL.into_iter().find(is_named);
        if let (None, Some(phase_name)) = (phase, phase_name) {
            problems.add(
                &row.at("phase"),
                format!("unknown phase `{phase_name}`; allowed: {}", names.join(", ")),
                nearest(&phase_name, names.into_iter()),
            );
        }
        let pupils = row.whole("pupils", (1.0, 20_000.0), &mut problems);
        let fifth = row.whole("deprivation_fifth", (1.0, 5.0), &mut problems);
        if let (Some(site), Some(name), Some(phase), Some(pupils), Some(fifth)) =
            (site, name, phase, pupils, fifth)
        {
            let setting = SettingPlan { name, phase, pupils, deprivation_fifth: fifth as u8 };
            let listed = settings.entry(site).or_insert_with(|| (row.at("site"), Vec::new()));
            listed.1.push(setting);
        }
    }
    problems.or(settings)
}
