//! Cautions on what the specialist service is calibrated with.

use mhst_core::model::parameters::{Parameter, Values};
use mhst_core::model::{acts_through_calibration_only, enters_calibration};

use super::{Caution, Found, Kind, listed};
use crate::scenario::Scenario;
use crate::scenario::problem::Location;
use crate::work::Base;

impl Found<'_> {
    /// Values that enter the calibration and differ from the usual from the first day. The level of
    /// need is left out: it is stated for every area.
    pub(super) fn calibrated_with_values(&self) -> Option<Caution> {
        let usual = Values::default();
        let differs = |parameter: &Parameter| {
            let number = |values: &Values| values.number(*parameter);
            let mut sites = self.sites.iter().map(|site| number(&site.values));
            enters_calibration(*parameter)
                && *parameter != Parameter::named("need.onset_index")
                && sites.any(|value| value != number(&usual))
        };
        let found: Vec<Parameter> = Parameter::all().filter(differs).collect();
        let stated = self.raw.values.iter().rfind(|value| found.contains(&value.parameter))?;
        let first = stated.parameter.declaration();
        let value = first.written(stated.value.value);
        let names = found.iter().map(|parameter| {
            let declaration = parameter.declaration();
            let stated = self.raw.values.iter().rfind(|value| value.parameter == *parameter);
            let value = stated.map_or(declaration.default, |stated| stated.value.value);
            let (value, default) = (declaration.written(value), declaration.default);
            format!("`{}` = {value} (default {})", declaration.key, declaration.written(default))
        });
        let names: Vec<String> = names.collect();
        let (holds, it) = if names.len() == 1 { ("holds", "it") } else { ("hold", "them") };
        let date = self.time.teams_start.date();
        let dated = match stated.parameter.may_change_in_time() {
            true => format!("give it a date, as in `--set {}={value}@{date}`, or ", first.key),
            false => String::new(),
        };
        Some(Caution {
            kind: Kind::CalibratedWithValues,
            at: stated.value.at.clone(),
            what: format!(
                "{} {holds} from the first day, and the specialist service is calibrated with {it} \
                 to the figures of 2018/19",
                listed(&names)
            ),
            meaning: "The service fits these values, so this run does not show what changing them \
                      would do"
                .to_owned(),
            remedy: format!(
                "To ask that, {dated}compare: `mhst compare BASE --variant {}={value}`. Keep what \
                 describes your area",
                first.key
            ),
        })
    }
}

/// The sites of a variant, called `name`, that cannot hold the calibration of the base.
pub fn calibrated_apart(
    base: &Base,
    variant: &Scenario,
    name: &str,
    at: &Location,
) -> Option<Caution> {
    let is_apart = |site: &&_| base.position(site, &variant.time).is_none();
    let mut apart: Vec<String> =
        variant.sites.iter().filter(is_apart).map(|site| site.name.clone()).collect();
    apart.sort();
    (!apart.is_empty()).then(|| Caution {
        kind: Kind::CalibratedApart,
        at: at.clone(),
        what: format!(
            "`{name}` has other reported figures, pupils or first day than the base at {} of {} \
             sites: {}",
            apart.len(),
            variant.sites.len(),
            listed(&apart)
        ),
        meaning: "The specialist service of these sites is calibrated by itself, so a difference \
                  may come from the calibration"
            .to_owned(),
        remedy: "To hold the calibration, change nothing but what you ask about".to_owned(),
    })
}

/// A parameter that differs from a base whose calibration is held, and acts through the calibration
/// alone.
pub fn without_effect(parameter: Parameter, at: &Location) -> Option<Caution> {
    let key = parameter.declaration().key;
    acts_through_calibration_only(parameter).then(|| Caution {
        kind: Kind::WithoutEffect,
        at: at.clone(),
        what: format!("`{key}` acts through the calibration alone, and the calibration is held"),
        meaning: "It changes nothing here".to_owned(),
        remedy: "To calibrate each scenario with its own value, use --calibrate-each".to_owned(),
    })
}
