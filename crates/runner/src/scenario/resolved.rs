//! A scenario in full, as it goes into the manifest and into its hash.

use std::fmt;

use mhst_core::engine::time::SimTime;
use mhst_core::model::knowledge::{Belief, Knowledge};
use mhst_core::model::parameters::{Change, Domain, Parameter, Values};
use mhst_core::model::plan::{
    DeliveryModel, InitialState, PostPlan, SettingPlan, SitePlan, SiteProfile, Wave,
};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::Scenario;

/// Identity of the work that a scenario describes: SHA-256 of everything that affects the result
/// of a site in a replicate, and the version of the program. The order of sites, the number of
/// worlds and replicates and what a file says in comments do not enter it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ScenarioHash(String);

impl ScenarioHash {
    /// The identity of several scenarios together, in this order, with the calibration that they
    /// have: of the base, or each its own.
    pub fn of_all(hashes: &[Self], calibration: &str) -> Self {
        let mut digest = Sha256::new();
        digest.update(calibration.as_bytes());
        digest.update(b"\n");
        for hash in hashes {
            digest.update(hash.0.as_bytes());
            digest.update(b"\n");
        }
        Self::from_digest(&digest.finalize())
    }

    /// The identity of the work that a document describes.
    pub(super) fn of(resolved: &Value) -> Self {
        Self::from_digest(&Sha256::digest(resolved.to_string().as_bytes()))
    }

    fn from_digest(digest: &[u8]) -> Self {
        Self(hexadecimal(digest))
    }

    /// The first eight digits, for names of directories.
    pub fn short(&self) -> String {
        self.0.chars().take(8).collect()
    }
}

impl fmt::Display for ScenarioHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A parameter that differs from the register's default.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The parameter.
    pub parameter: Parameter,
    /// The site it holds for; `None` for all.
    pub site: Option<String>,
    /// The register's default, as a scenario file would write it.
    pub from: String,
    /// The scenario's value.
    pub to: String,
}

impl Scenario {
    /// Everything that affects the results, in a fixed order.
    pub fn resolved(&self) -> Value {
        let mut sites: Vec<&SitePlan> = self.sites.iter().collect();
        sites.sort_by(|a, b| a.name.cmp(&b.name));
        let mut all = object(json!({
            "name": self.name,
            "version": env!("CARGO_PKG_VERSION"),
            "seed": self.seed,
            "time": {
                "start": day(self.time.start),
                "teams_start": day(self.time.teams_start),
                "measure_from": day(self.time.measure_from),
                "end_exclusive": day(self.time.end),
            },
            "parameters": parameters(&self.values, None),
            "knowledge": known(&self.knowledge),
            "sites": sites.iter().map(|site| self.site(site)).collect::<Vec<_>>(),
        }));
        if self.one_world {
            all.insert("one_world".to_owned(), true.into());
        }
        Value::Object(all)
    }

    /// The identity of the work.
    pub fn hash(&self) -> ScenarioHash {
        ScenarioHash::of(&self.resolved())
    }

    /// The parameters that differ from the register's defaults, in its order; those of all sites
    /// first.
    pub fn differences(&self) -> Vec<Difference> {
        let defaults = Values::default();
        let between = |from: &Values, to: &Values, site: Option<&SitePlan>| {
            let differs = |parameter: &Parameter| from.number(*parameter) != to.number(*parameter);
            let differences: Vec<Difference> = Parameter::all()
                .filter(differs)
                .map(|parameter| {
                    let declaration = parameter.declaration();
                    Difference {
                        parameter,
                        site: site.map(|site| site.name.clone()),
                        from: declaration.written(from.number(parameter)),
                        to: declaration.written(to.number(parameter)),
                    }
                })
                .collect();
            differences
        };
        let mut all = between(&defaults, &self.values, None);
        for site in &self.sites {
            all.extend(between(&self.values, &site.values, Some(site)));
        }
        all
    }

    fn site(&self, site: &SitePlan) -> Value {
        let mut all = profile(&site.profile);
        all.extend(object(json!({
            "name": site.name,
            "parameters_that_differ": parameters(&site.values, Some(&self.values)),
            "timeline": site.changes.iter().map(change).collect::<Vec<_>>(),
            "posts": site.posts.iter().map(post).collect::<Vec<_>>(),
            "initial": initial(&site.initial),
            "settings": site.settings.iter().map(setting).collect::<Vec<_>>(),
        })));
        if !site.own.is_empty() {
            let own = site.own.iter().map(|parameter| parameter.declaration().key);
            all.insert("own_parameters".to_owned(), own.collect());
        }
        if !site.waves.is_empty() {
            all.insert("waves".to_owned(), site.waves.iter().map(wave).collect());
        }
        Value::Object(all)
    }
}

/// What is known, in short: a seed, or that worlds are listed, and the digest of all that is known.
fn known(knowledge: &Knowledge) -> Value {
    let mut digest = Sha256::new();
    for parameter in knowledge.parameters() {
        digest.update(parameter.declaration().key.as_bytes());
        digest.update(b"\n");
    }
    let of_beliefs = knowledge.beliefs().iter().flat_map(Belief::range);
    let worlds = 1..=knowledge.most().unwrap_or_default() as u32;
    let of_list = worlds.filter_map(|world| knowledge.world(world).ok()).flatten();
    for number in of_beliefs.chain(of_list) {
        digest.update(number.to_bits().to_le_bytes());
    }
    json!({
        "seed": knowledge.seed(),
        "parameters": knowledge.parameters().len(),
        "sha256": hexadecimal(&digest.finalize()),
    })
}

/// SHA-256 of a text, in hexadecimal digits.
pub fn sha256(text: &str) -> String {
    hexadecimal(&Sha256::digest(text.as_bytes()))
}

/// A digest as it is written.
pub(super) fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn day(at: SimTime) -> String {
    at.date().to_string()
}

/// All parameters, or those that differ from `base`.
fn parameters(values: &Values, base: Option<&Values>) -> Map<String, Value> {
    Parameter::all()
        .filter(|&parameter| {
            base.is_none_or(|base| base.number(parameter) != values.number(parameter))
        })
        .map(|parameter| {
            let key = parameter.declaration().key.to_owned();
            (key, stated(parameter, values.number(parameter)))
        })
        .collect()
}

fn change(change: &Change) -> Value {
    let key = change.parameter.declaration().key;
    json!([day(change.on), key, stated(change.parameter, change.value)])
}

/// A value of a parameter: a number (whole where it is), a switch, or the name of a choice.
pub(super) fn stated(parameter: Parameter, value: f64) -> Value {
    let declaration = parameter.declaration();
    match declaration.domain {
        Domain::Number { .. } if value.fract() == 0.0 && value.abs() < 1e15 => {
            Value::from(value as i64)
        }
        Domain::Number { .. } => Value::from(value),
        Domain::Switch => Value::from(value != 0.0),
        Domain::Choice(_) => Value::from(declaration.written(value)),
    }
}

fn post(post: &PostPlan) -> Value {
    json!({
        "name": post.name,
        "role": post.role.name(),
        "band": post.band.name(),
        "fte": post.fte,
        "starts": post.starts.map(day),
        "team": post.team,
        "supervises": post.supervises,
        "supervised_by": post.supervised_by,
    })
}

/// What is known about a site, by name.
pub(super) fn profile(profile: &SiteProfile) -> Map<String, Value> {
    let DeliveryModel { provider, four_week_wait_pilot, funded_in_later_waves } = profile.delivery;
    let mut all = object(json!({
        "teams": profile.teams,
        "imd_score": profile.imd_score,
        "minority_ethnic_share": profile.minority_ethnic_share,
        "emotional_disorder_share": profile.emotional_disorder_share,
        "spend_per_child_gbp": profile.spend_per_child_gbp,
        "in_contact_share": profile.in_contact_share,
        "closed_before_treatment_share": profile.closed_before_treatment_share,
        "wait_second_contact_days": profile.wait_second_contact_days,
    }));
    // A site of which nothing else is known is what it was before this could be stated.
    if let Some(provider) = provider {
        all.insert("providers".to_owned(), provider.name().into());
    }
    for (key, value) in [
        ("four_week_wait_pilot", four_week_wait_pilot),
        ("funded_in_later_waves", funded_in_later_waves),
    ] {
        if value {
            all.insert(key.to_owned(), true.into());
        }
    }
    all
}

/// What is known of the teams on their first day, by name.
pub(super) fn initial(initial: &InitialState) -> Map<String, Value> {
    object(json!({
        "emhp_posts_vacant": initial.emhp_posts_vacant,
        "senior_posts_vacant": initial.senior_posts_vacant,
        "waiting_under_4_weeks": initial.waiting[0],
        "waiting_4_to_12_weeks": initial.waiting[1],
        "waiting_12_to_26_weeks": initial.waiting[2],
        "waiting_over_26_weeks": initial.waiting[3],
        "open_cases": initial.open_cases,
        "referrals_last_year": initial.referrals_last_year,
    }))
}

/// The first day of a wave and its teams.
fn wave(wave: &Wave) -> Value {
    json!([day(wave.on), wave.teams])
}

fn setting(setting: &SettingPlan) -> Value {
    let SettingPlan { name, phase, pupils, deprivation_fifth, kind, religious, rural } = setting;
    json!([name, phase.name(), pupils, deprivation_fifth, kind.name(), religious, rural])
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
