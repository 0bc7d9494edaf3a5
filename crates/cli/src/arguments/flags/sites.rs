//! `--sites`.

use clap::Args;

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Sites {
    /// Use only these sites, separated by commas; can be repeated. Put quotes around a name that
    /// contains a comma: --sites '"Hull, East",Camden'
    #[arg(long = "sites", visible_alias = "site", value_name = "A,B", value_parser = names)]
    lists: Vec<Names>,
}

/// The names in one use of the option.
#[derive(Clone, Debug, PartialEq)]
struct Names(Vec<String>);

impl Sites {
    /// All names that were given; `None` if the option was not used.
    pub(crate) fn names(&self) -> Option<Vec<String>> {
        let names: Vec<String> = self.lists.iter().flat_map(|list| list.0.clone()).collect();
        (!names.is_empty()).then_some(names)
    }
}

/// Names separated by commas, as in a line of a CSV file.
fn names(text: &str) -> Result<Names, String> {
    // A blank after a comma is no part of the name, not even before a quote.
    let line = text.trim().replace(", \"", ",\"");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(line.as_bytes());
    let record = reader.records().next().transpose().map_err(|error| error.to_string())?;
    let names: Vec<String> = record.iter().flatten().map(str::to_owned).collect();
    if names.is_empty() || names.iter().any(String::is_empty) {
        return Err("a name is missing; write the names of sites, separated by commas".to_owned());
    }
    let quotes = text.matches('"').count();
    if quotes % 2 == 1 || names.iter().any(|name| name.contains(['"', '\n'])) {
        return Err(
            "put quotes around the whole of a name, as in '\"Hull, East\",Camden'".to_owned()
        );
    }
    Ok(Names(names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_separated_by_commas_but_not_within_quotes() {
        let of = |text| names(text).unwrap().0;
        assert_eq!(of("Camden,Tower Hamlets"), ["Camden", "Tower Hamlets"]);
        assert_eq!(of("\"Hull, East\",Camden"), ["Hull, East", "Camden"]);
        assert_eq!(of("Camden, \"Hull, East\""), ["Camden", "Hull, East"]);
        for wrong in ["", ",", "Camden,", "Hull \"East\"", "\"Hull, East"] {
            assert!(names(wrong).is_err(), "{wrong}: {:?}", names(wrong));
        }
    }

    #[test]
    fn lists_add_up() {
        let lists = ["A,B", "C"].map(|text| names(text).unwrap()).to_vec();
        assert_eq!(Sites { lists }.names().unwrap(), ["A", "B", "C"]);
        assert_eq!(Sites::default().names(), None);
    }
}
