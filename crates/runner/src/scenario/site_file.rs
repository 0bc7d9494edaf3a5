//! The file of sites: one row for each.

use std::collections::BTreeSet;
use std::path::Path;

use mhst_core::model::plan::{DeliveryModel, PhaseMix, Provider, SettingPhase, SiteProfile};

use super::csv_file::{Column, CsvFile, Totals, optional, required, spare};
use super::csv_row::{Row, check_unique};
use super::limits::{MOST_PUPILS, MOST_PUPILS_IN_ALL, MOST_SETTINGS, MOST_SITES, MOST_TEAMS};
use super::phase_mix::phase_mixes;
use super::problem::{Location, Problem, Problems};
use super::suggestion::nearest;
use super::written_number::share;

const COLUMNS: [Column; 21] = [
    required("site"),
    required("region"),
    required("teams"),
    required("settings"),
    required("pupils"),
    required("imd_score"),
    required("minority_ethnic_pct"),
    required("emotional_disorder_pct"),
    required("in_contact_pct"),
    optional("closed_before_treatment_pct"),
    optional("wait_second_contact_days"),
    optional("spend_per_child_gbp"),
    spare("rural_pct"),
    spare("primary"),
    spare("secondary"),
    spare("sixteen_plus"),
    spare("all_through"),
    spare("other"),
    spare("providers"),
    spare("four_week_wait_pilot"),
    spare("funded_in_later_waves"),
];

/// A row of the file.
#[derive(Clone, Debug)]
pub(super) struct SiteRow {
    pub(super) name: String,
    /// Phases of its settings, or else of those of its region.
    pub(super) mix: PhaseMix,
    pub(super) settings: u32,
    pub(super) pupils: u32,
    /// Share of its settings that are in rural areas.
    pub(super) rural_share: f64,
    pub(super) profile: SiteProfile,
    pub(super) at: Location,
}

/// Reads the file.
pub(super) fn read(
    path: &Path,
    named_at: &Location,
    warnings: &mut Vec<Problem>,
) -> Result<Vec<SiteRow>, Problems> {
    let (mut file, mut problems) = CsvFile::read(path, Some(named_at), &COLUMNS, Totals::Skipped)?;
    warnings.append(&mut file.warnings);
    if let Some(row) = file.rows().nth(MOST_SITES) {
        let what = format!("there are more than {MOST_SITES} sites");
        problems.add(&row.at("site"), what, "divide them over several scenarios");
        return Err(problems);
    }
    let mut names = BTreeSet::new();
    let mut rows = Vec::new();
    let mixes = phase_mixes();
    for row in file.rows() {
        let p = &mut problems;
        let name = row.text("site");
        if let Some(name) = &name {
            check_unique(&mut names, name.clone(), &format!("site `{name}`"), &row.at("site"), p);
        }
        let region = row.text("region");
        let mix =
            mixes.iter().find(|(known, _)| region.as_ref() == Some(known)).map(|(_, mix)| *mix);
        if let (None, Some(region)) = (mix, region) {
            p.add(
                &row.at("region"),
                format!("unknown region `{region}`"),
                nearest(&region, mixes.iter().map(|(known, _)| known.as_str())),
            );
        }
        let teams = row.whole("teams", (1.0, f64::from(MOST_TEAMS)), p);
        let settings = row.whole("settings", (1.0, f64::from(MOST_SETTINGS)), p);
        let pupils = row.whole("pupils", (1.0, f64::from(MOST_PUPILS)), p);
        let imd_score = row.number("imd_score", (0.1, 100.0), p);
        let minority_ethnic = row.number("minority_ethnic_pct", (0.0, 100.0), p);
        let emotional_disorder = row.number("emotional_disorder_pct", (0.1, 50.0), p);
        let in_contact = row.number("in_contact_pct", (0.1, 50.0), p);
        let closed = row.number("closed_before_treatment_pct", (0.0, 95.0), p);
        let wait = row.number("wait_second_contact_days", (1.0, 2_000.0), p);
        let rural = row.number("rural_pct", (0.0, 100.0), p);
        let spend = row.number("spend_per_child_gbp", (1.0, 10_000.0), p);
        let delivery = delivery(&row, p);
        if let (Some(settings), Some(pupils)) = (settings, pupils)
            && settings > pupils
        {
            p.add(
                &row.at("settings"),
                format!("there are more settings ({settings}) than pupils ({pupils})"),
                "check that each number is in the right column",
            );
        }
        let mix = own_mix(&row, settings, p).or(mix);
        let numbers = (name, teams, settings, pupils, mix);
        let shares = (imd_score, minority_ethnic, emotional_disorder, in_contact);
        if let (
            (Some(name), Some(teams), Some(settings), Some(pupils), Some(mix)),
            (Some(imd_score), Some(ethnic), Some(need), Some(contact)),
        ) = (numbers, shares)
        {
            let profile = SiteProfile {
                teams,
                imd_score,
                minority_ethnic_share: share(ethnic),
                emotional_disorder_share: share(need),
                spend_per_child_gbp: spend,
                in_contact_share: share(contact),
                closed_before_treatment_share: closed.map(share),
                wait_second_contact_days: wait,
                delivery,
            };
            let rural_share = rural.map_or(0.0, share);
            let at = row.at("site");
            rows.push(SiteRow { name, mix, settings, pupils, rural_share, profile, at });
        }
    }
    let pupils: u64 = rows.iter().map(|row| u64::from(row.pupils)).sum();
    if let (true, Some(first)) = (pupils > MOST_PUPILS_IN_ALL, rows.first()) {
        let what = format!("the sites have {pupils} pupils, more than {MOST_PUPILS_IN_ALL}");
        problems.add(&first.at, what, "correct `pupils`, or divide the sites over scenarios");
    }
    problems.or(rows)
}

/// Who provides the teams of a site, and what else it was funded for: not known, and nothing, where
/// the row does not say.
fn delivery(row: &Row<'_>, problems: &mut Problems) -> DeliveryModel {
    let providers = Provider::ALL.map(|provider| (provider.name(), provider));
    DeliveryModel {
        provider: row.choice("providers", &providers, problems),
        four_week_wait_pilot: row.switch("four_week_wait_pilot", problems),
        funded_in_later_waves: row.switch("funded_in_later_waves", problems),
    }
}

/// The numbers of settings by phase, where the row states them: all five, and they must add up.
fn own_mix(row: &Row<'_>, settings: Option<u32>, problems: &mut Problems) -> Option<PhaseMix> {
    let before = problems.0.len();
    let numbers = SettingPhase::ALL.map(|phase| {
        (phase.name(), row.whole(phase.name(), (0.0, f64::from(MOST_SETTINGS)), problems))
    });
    if problems.0.len() > before || numbers.iter().all(|(_, number)| number.is_none()) {
        return None;
    }
    if let Some((missing, _)) = numbers.iter().find(|(_, number)| number.is_none()) {
        problems.add(
            &row.at(missing),
            format!("there are numbers for other phases, but none for `{missing}`"),
            "state all five phases, with 0 for none, or none of them",
        );
        return None;
    }
    let numbers = numbers.map(|(_, number)| number.unwrap_or(0));
    let total: u32 = numbers.iter().sum();
    if let Some(settings) = settings.filter(|&settings| settings != total) {
        problems.add(
            &row.at("settings"),
            format!("`settings` = {settings}, but the five phases add up to {total}"),
            "correct one of them",
        );
    }
    Some(PhaseMix { settings: numbers.map(f64::from) })
}
