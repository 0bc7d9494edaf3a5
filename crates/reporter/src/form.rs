//! The forms in which a table is written: lines of text that a spreadsheet opens, or columns.

use serde::{Deserialize, Serialize};

/// A form of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Comma-separated values.
    Csv,
    /// Parquet: typed columns, compressed.
    Parquet,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Parquet];

    /// How the names of files of this form end.
    fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Parquet => "parquet",
        }
    }

    /// The file of a table in this form.
    pub fn file(self, table: &str) -> String {
        format!("{table}.{}", self.extension())
    }
}

/// The forms of the large tables. All others are CSV.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Forms {
    /// Parquet.
    #[default]
    Parquet,
    /// CSV.
    Csv,
    /// Both.
    Both,
}

impl Forms {
    /// The forms of a table.
    pub fn of(self, is_large: bool) -> &'static [Form] {
        match self {
            _ if !is_large => &[Form::Csv],
            Self::Csv => &[Form::Csv],
            Self::Parquet => &[Form::Parquet],
            Self::Both => &Form::ALL,
        }
    }
}
