//! `--set`.

use clap::Args;

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Set {
    /// Set a parameter at every site, such as team.emhps=5; with a date, it changes on that day, as
    /// in remit.policy=firm@2021-09-01; can be repeated
    #[arg(long, value_name = "KEY=VALUE[@DATE]", value_parser = key_and_value)]
    pub(crate) set: Vec<(String, String)>,
}

/// A key and its value, without blanks around them.
pub(super) fn key_and_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() && !value.trim().is_empty() => {
            Ok((key.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write KEY=VALUE, such as team.emhps=5".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_a_key_and_a_value() {
        let pair = ("team.emhps".to_owned(), "5".to_owned());
        assert_eq!(key_and_value("team.emhps = 5"), Ok(pair));
        assert!(key_and_value("team.emhps").is_err() && key_and_value("=5").is_err());
    }
}
