//! What is probably meant where a file is not valid TOML, in words of its own.

use mhst_core::model::parameters::written_number as shown;

use super::written_date;
use super::written_number::{self, Decimal, Unit};

/// A fault of syntax.
#[derive(Debug)]
pub(super) struct Fault {
    /// Its first byte.
    pub(super) offset: usize,
    /// What is wrong.
    pub(super) what: String,
    /// What to do.
    pub(super) remedy: String,
}

const QUOTES: [char; 6] = ['“', '”', '„', '‘', '’', '‚'];

/// Says what is wrong at a byte of a text, of which the parser says `message`.
pub(super) fn explain(text: &str, offset: usize, message: &str) -> Fault {
    let offset =
        (0..=offset.min(text.len())).rev().find(|&o| text.is_char_boundary(o)).unwrap_or(0);
    let begins = text[..offset].rfind('\n').map_or(0, |end| end + 1);
    let line = text[begins..].lines().next().unwrap_or("");
    // The value of the line, without a comment after it.
    let value_at = line.find('=').map_or(0, |equals| equals + 1);
    let value = line[value_at..].split('#').next().unwrap_or("");
    let value_at = begins + value_at + (value.len() - value.trim_start().len());
    let value = value.trim();
    let fault = |offset, what: String, remedy: String| Fault { offset, what, remedy };

    let rest = &text[offset..begins + line.len()];
    for (at, part) in [(offset, rest), (value_at, value)] {
        if let Some(quote) = part.chars().next().filter(|first| QUOTES.contains(first)) {
            let what = format!("`{quote}` is a curly quote, which TOML does not know");
            return fault(at, what, "use straight quotes: \"Camden\"".to_owned());
        }
    }
    let is_escape = message.contains("escape") || message.contains("unicode value");
    if let (true, Some(at)) = (is_escape, text[begins..offset].rfind('\\')) {
        return fault(
            begins + at,
            "a backslash in double quotes begins an escape such as `\\n`".to_owned(),
            "write a path in single quotes, 'C:\\data\\sites.csv', or with forward slashes"
                .to_owned(),
        );
    }
    let is_unquoted = line.contains('=')
        && (value_at..=value_at + value.len()).contains(&offset)
        && !value.starts_with(['"', '\'', '[', '{']);
    if is_unquoted && !value.is_empty() {
        if written_date::meant(value).is_some() {
            let what = format!("`{value}` is not how TOML writes a date");
            return fault(value_at, what, written_date::remedy(value));
        }
        if let Some((what, remedy)) = of_number(value) {
            return fault(value_at, what, remedy);
        }
        if let Some(word) = of_switch(value) {
            let what = format!("`{value}` is not how TOML writes yes or no");
            return fault(value_at, what, format!("write {word}"));
        }
        if value.starts_with(char::is_alphabetic) && !value.contains(['"', '=']) {
            let what = format!("`{value}` is a text without quotes");
            return fault(value_at, what, format!("write \"{value}\""));
        }
    }
    let message = message.replace('\n', "; ");
    let remedy = "correct this first; the rest of the file is checked once the syntax is valid";
    fault(offset, format!("is not valid TOML: {message}"), remedy.to_owned())
}

/// A number as a spreadsheet shows it.
fn of_number(value: &str) -> Option<(String, String)> {
    let what = |kind: &str| format!("`{value}` is not how TOML writes {kind}");
    let read = |unit| written_number::read(value, Decimal::Point, unit).ok();
    if value.ends_with('%') {
        let percent = read(Unit::Percent)?;
        let share = shown(written_number::share(percent));
        let remedy = format!("write {share} for a share, or {percent} where the unit is per cent");
        return Some((what("a percentage"), remedy));
    }
    let number = read(Unit::Pounds)?;
    Some((what("a number"), format!("write {}", shown(number))))
}

/// A switch as a spreadsheet or a person writes it.
fn of_switch(value: &str) -> Option<&'static str> {
    match value.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => Some("false"),
        _ => None,
    }
}
