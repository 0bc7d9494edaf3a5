//! In what a plan differs from the work that a directory holds, in words.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use super::planned::Plan;
use crate::task::Record;

/// Differences that are named one by one.
const SHOWN: usize = 3;

/// Longest value that is shown as it is.
const LONGEST: usize = 40;

/// What the two differ in.
#[derive(Debug, PartialEq)]
struct Difference {
    /// Where it stands in the document, from the outside in.
    place: Vec<String>,
    /// The value in the directory, if there is one.
    there: Option<String>,
    /// The value in the plan, if there is one.
    here: Option<String>,
}

/// In what a plan differs from what a directory holds: `seed is 7 there and 9 here`. Empty if the
/// directory does not say.
pub(crate) fn differences(plan: &Plan, directory: &Path) -> String {
    let manifest = fs::read_to_string(directory.join("manifest.json")).ok();
    let manifest: Option<Value> = manifest.and_then(|text| serde_json::from_str(&text).ok());
    let mut found = Vec::new();
    match manifest.as_ref().and_then(|manifest| manifest.get("resolved")) {
        Some(there) => compare(&mut Vec::new(), there, &plan.resolved, &mut found),
        // Work that was interrupted has no manifest yet, but a record.
        None => {
            if let (Ok(there), Ok(here)) = (Record::read(directory), plan.record()) {
                let [there, here] = [&there, &here].map(|record| record.seed.to_string());
                if there != here {
                    let (there, here) = (Some(there), Some(here));
                    found.push(Difference { place: vec!["seed".to_owned()], there, here });
                }
            }
        }
    }
    // Posts follow from parameters, where those differ.
    let follows = |difference: &Difference| difference.place.iter().any(|part| part == "posts");
    if !found.iter().all(follows) {
        found.retain(|difference| !follows(difference));
    }
    let mut words: Vec<String> = found.iter().take(SHOWN).map(Difference::words).collect();
    if found.len() > SHOWN {
        words.push(format!("{} more", found.len() - SHOWN));
    }
    words.join("; ")
}

impl Difference {
    fn words(&self) -> String {
        let what = name(&self.place);
        match (&self.there, &self.here) {
            (Some(there), Some(here)) if there.is_empty() || here.is_empty() => {
                format!("{what} differs")
            }
            (Some(there), Some(here)) => format!("{what} is {there} there and {here} here"),
            (Some(there), None) if there.is_empty() => format!("{what} is only there"),
            (None, Some(here)) if here.is_empty() => format!("{what} is only here"),
            (Some(there), None) => format!("{what} is {there} there and not stated here"),
            (None, Some(here)) => format!("{what} is not stated there and {here} here"),
            (None, None) => format!("{what} differs"),
        }
    }
}

/// Finds what differs at and below a place.
fn compare(place: &mut Vec<String>, there: &Value, here: &Value, found: &mut Vec<Difference>) {
    match (there, here) {
        _ if there == here => {}
        (Value::Object(there), Value::Object(here)) => members(place, there, here, found),
        (Value::Array(there), Value::Array(here)) => match (named(there), named(here)) {
            (Some(there), Some(here)) => members(place, &there, &here, found),
            _ => found.push(Difference { place: place.clone(), there: None, here: None }),
        },
        _ => {
            found.push(Difference { place: place.clone(), there: short(there), here: short(here) });
        }
    }
}

fn members(
    place: &mut Vec<String>,
    there: &Map<String, Value>,
    here: &Map<String, Value>,
    found: &mut Vec<Difference>,
) {
    let only_here = here.keys().filter(|key| !there.contains_key(*key));
    for key in there.keys().chain(only_here).filter(|key| *key != "hash") {
        place.push(key.clone());
        let value = |of: &Map<String, Value>| of.get(key).cloned().unwrap_or(Value::Null);
        compare(place, &value(there), &value(here), found);
        place.pop();
    }
}

/// Entries of a list by their name, if all have one.
fn named(list: &[Value]) -> Option<Map<String, Value>> {
    let name = |entry: &Value| entry.get("name").or(entry.get("key"))?.as_str().map(str::to_owned);
    list.iter().map(|entry| Some((name(entry)?, entry.clone()))).collect()
}

/// What stands at a place: the key, and of what it is.
fn name(place: &[String]) -> String {
    // How the document is built says nothing to its reader.
    let is_frame = |part: &&String| {
        let frames = ["parameters", "parameters_that_differ", "sites", "points", "scenario"];
        frames.contains(&part.as_str()) || *part == "scenario_at_first_point"
    };
    let last = place.len().saturating_sub(1);
    let frames = place.iter().take(last).filter(|part| !is_frame(part));
    let key = place.last().map_or("", String::as_str);
    let around: Vec<&str> = frames.map(String::as_str).collect();
    match around.as_slice() {
        [] => format!("`{key}`"),
        around => format!("`{key}` ({})", around.join(", ")),
    }
}

/// A value, if there is one; empty if it does not fit into a sentence.
fn short(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::Object(_) | Value::Array(_) => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Some(if text.chars().count() <= LONGEST { text } else { String::new() })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn words(there: &Value, here: &Value) -> Vec<String> {
        let mut found = Vec::new();
        compare(&mut Vec::new(), there, here, &mut found);
        found.iter().map(Difference::words).collect()
    }

    #[test]
    fn differences_are_named_by_key_site_and_value() {
        let there = json!({
            "seed": 7, "parameters": { "team.emhps": "4", "remit.policy": "firm" },
            "sites": [{ "name": "Camden", "teams": 1, "parameters_that_differ": {} }],
        });
        let here = json!({
            "seed": 9, "parameters": { "team.emhps": "5", "remit.policy": "firm" },
            "sites": [
                { "name": "Camden", "teams": 2, "parameters_that_differ": { "a.b": "1" } },
                { "name": "Leeds" },
            ],
        });
        assert_eq!(
            words(&there, &here),
            [
                "`team.emhps` is 4 there and 5 here",
                "`seed` is 7 there and 9 here",
                "`a.b` (Camden) is not stated there and 1 here",
                "`teams` (Camden) is 1 there and 2 here",
                "`Leeds` is only here",
            ]
        );
        assert!(words(&here, &here).is_empty());
    }
}
