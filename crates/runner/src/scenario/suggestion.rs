//! What a name that is not known was probably meant to be.

/// Names shown where none is near.
const SHOWN: usize = 12;

/// The name that `found` is probably meant to be.
pub(super) fn meant<'a>(found: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    near(found, names).first().copied()
}

/// The names that `found` may be meant to be, as a remedy; or some that there are, if none is near.
pub fn nearest<'a>(found: &str, names: impl Iterator<Item = &'a str> + Clone) -> String {
    let near = near(found, names.clone());
    if let Some((last, others)) = near.split_last() {
        let others: Vec<String> = others.iter().map(|name| format!("`{name}`")).collect();
        let or = if others.is_empty() { "" } else { " or " };
        return format!("did you mean {}{or}`{last}`?", others.join(", "));
    }
    let mut all: Vec<&str> = names.collect();
    all.sort_unstable();
    all.dedup();
    let rest = match all.len().saturating_sub(SHOWN) {
        0 => String::new(),
        rest => format!(" and {rest} more"),
    };
    all.truncate(SHOWN);
    format!("choose from {}{rest}", all.join(", "))
}

/// The names that are near to `found`, nearest first: those that differ in a few letters, or else up
/// to three that contain it or end with it after a dot.
fn near<'a>(found: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let found = found.trim().to_lowercase();
    let letters = found.chars().count();
    let last = |name: &str| name.rsplit('.').next().unwrap_or(name).to_owned();
    let mut by_letters: Vec<(usize, &str)> = Vec::new();
    let (mut by_end, mut by_part) = (Vec::new(), Vec::new());
    for name in names {
        let lower = name.to_lowercase();
        let distance = strsim::damerau_levenshtein(&found, &lower);
        if distance <= (letters / 4).max(1) && (distance < letters || lower.starts_with(&found)) {
            by_letters.push((distance, name));
        }
        if lower.contains('.') && last(&lower) == last(&found) {
            by_end.push(name);
        }
        let is_part = letters >= 4 && lower.contains(&found);
        let has_part = lower.chars().count() >= 4 && found.contains(&lower);
        if is_part || has_part {
            by_part.push(name);
        }
    }
    by_letters.sort();
    if let Some((_, name)) = by_letters.first() {
        return vec![name];
    }
    let mut some = if by_end.is_empty() { by_part } else { by_end };
    some.sort_by_key(|name| (name.len(), *name));
    some.dedup();
    if some.len() > 3 { Vec::new() } else { some }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggested(found: &str, names: &[&str]) -> String {
        nearest(found, names.iter().copied())
    }

    #[test]
    fn a_name_is_suggested_by_its_letters_by_a_part_or_by_the_end_of_a_key() {
        let sites = ["Greater Manchester", "Newcastle", "North Tyneside", "South Tyneside"];
        let greater = "did you mean `Greater Manchester`?";
        assert_eq!(suggested("Manchester", &sites), greater);
        assert_eq!(suggested("greater manchester", &sites), greater);
        assert_eq!(suggested("Newcastel", &sites), "did you mean `Newcastle`?");
        assert_eq!(suggested("Newcastle upon Tyne", &sites), "did you mean `Newcastle`?");
        assert_eq!(
            suggested("Tyneside", &sites),
            "did you mean `North Tyneside` or `South Tyneside`?"
        );
        let keys = ["team.emhps", "team.seniors", "hours.direct_share"];
        for found in ["emhps", "teams.emhp", "staff.emhps", "team.emhp"] {
            assert_eq!(suggested(found, &keys), "did you mean `team.emhps`?", "{found}");
        }
    }

    #[test]
    fn what_is_far_is_not_suggested() {
        assert_eq!(suggested("scenario", &["strain", "severity"]), "choose from severity, strain");
        assert_eq!(suggested("x", &["y", "z"]), "choose from y, z");
        let many: Vec<String> = (10..30).map(|number| format!("name{number}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert!(suggested("other", &many).ends_with("name21 and 8 more"));
    }
}
