//! `--variant` of `mhst compare`.

use clap::Args;

use super::set::key_and_value;
use crate::task::Variant;

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Variants {
    /// Compare the base with other values at every site, separated by commas, such as
    /// firm:remit.policy=firm; the name before the colon is used in tables and may be left out; with
    /// a date, a value changes on that day, as in remit.policy=firm@2021-09-01; can be repeated,
    /// once for each variant
    #[arg(id = "variant", long, value_name = "[NAME:]KEY=VALUE[@DATE]", value_parser = variant)]
    pub(crate) variants: Vec<Variant>,
}

fn variant(text: &str) -> Result<Variant, String> {
    let (name, values) = match text.split_once(':') {
        Some((name, values)) if !name.contains('=') => (Some(name.trim()), values),
        _ => (None, text),
    };
    let set: Vec<_> = values.split(',').map(key_and_value).collect::<Result<_, _>>()?;
    match name {
        None => Ok(Variant::unnamed(set)),
        Some(name) if is_name(name) => Ok(Variant { name: name.to_owned(), set }),
        Some(_) => Err(format!("the name before the colon must have 1 to {LONGEST} characters")),
    }
}

/// The longest name of a variant, in characters.
const LONGEST: usize = 80;

/// Whether a name fits into tables and titles.
fn is_name(name: &str) -> bool {
    (1..=LONGEST).contains(&name.chars().count()) && !name.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use mhst_core::model::mechanisms::MECHANISMS;
    use mhst_reporter::effects;

    use super::*;

    #[test]
    fn the_trial_of_each_mechanism_can_be_typed_again() {
        for mechanism in MECHANISMS {
            let (Some(name), Some((_, values))) = (effects::variant(mechanism), mechanism.tried())
            else {
                continue;
            };
            let set = values.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
            let trial = Variant { name, set };
            assert_eq!(variant(&trial.text()), Ok(trial));
        }
    }

    #[test]
    fn a_variant_is_called_by_its_name_or_by_its_values() {
        let two = variant("a.b=1, c.d = x").unwrap();
        assert_eq!((two.name.as_str(), two.set.len()), ("a.b=1,c.d=x", 2));
        let named = variant("more staff: team.emhps=5,team.seniors=2").unwrap();
        assert_eq!((named.name.as_str(), named.set.len()), ("more staff", 2));
        for wrong in ["a.b=1,", "", "name:", ":a.b=1", "name:a.b"] {
            assert!(variant(wrong).is_err(), "{wrong}");
        }
        assert!(variant(&format!("{}:a.b=1", "x".repeat(81))).is_err());
    }
}
