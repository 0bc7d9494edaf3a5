//! Commands as a shell takes them.

use std::fmt::Display;
use std::path::Path;

/// A command that grows word by word.
pub(crate) struct CommandLine(String);

impl CommandLine {
    /// `mhst <name> <file>`.
    pub(crate) fn new(name: &str, file: &Path) -> Self {
        Self(format!("mhst {name}")).file(file)
    }

    /// A file.
    pub(crate) fn file(self, file: &Path) -> Self {
        self.word(&file.display().to_string())
    }

    /// One more word.
    fn word(mut self, word: &str) -> Self {
        self.0.push(' ');
        self.0 += &quoted(word);
        self
    }

    /// A flag with a value.
    pub(crate) fn flag(mut self, flag: &str, value: impl Display) -> Self {
        self.0 += &format!(" {flag}");
        self.word(&value.to_string())
    }

    /// A flag with a value, if there is one.
    pub(crate) fn maybe(self, flag: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.flag(flag, value),
            None => self,
        }
    }

    /// A flag with each of these values.
    pub(crate) fn each(self, flag: &str, values: &[String]) -> Self {
        values.iter().fold(self, |line, value| line.flag(flag, value))
    }

    /// A flag without a value, if it is given.
    pub(crate) fn switch(mut self, flag: &str, is_on: bool) -> Self {
        if is_on {
            self.0 += &format!(" {flag}");
        }
        self
    }

    /// `--set` for each key.
    pub(crate) fn set(self, set: &[(String, String)]) -> Self {
        set.iter().fold(self, |line, (key, value)| line.flag("--set", format!("{key}={value}")))
    }

    /// `--sites` with these names, if there are any.
    pub(crate) fn sites(self, names: Option<&[String]>) -> Self {
        let names = names.map(|names| names.iter().map(|name| listed(name)).collect::<Vec<_>>());
        self.maybe("--sites", names.map(|names| names.join(",")))
    }

    /// The command.
    pub(crate) fn text(self) -> String {
        self.0
    }
}

/// As a list separated by commas takes it for one name.
fn listed(name: &str) -> String {
    match name.contains([',', '"']) {
        true => format!("\"{}\"", name.replace('"', "\"\"")),
        false => name.to_owned(),
    }
}

/// As a shell takes it for one word.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=:+,@".contains(c);
    match text.chars().all(is_plain) && !text.is_empty() {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_break_them() {
        let texts = ["a.toml", "remit.policy=firm", "Tower Hamlets", "King's Lynn", ""].map(quoted);
        let expected =
            ["a.toml", "remit.policy=firm", "'Tower Hamlets'", r"'King'\''s Lynn'", "''"];
        assert_eq!(texts, expected);
    }
}
