//! `--format` of the commands that write tables.

use clap::{Args, ValueEnum};
use mhst_reporter::form::Forms;

#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct TableForm {
    /// Write the large tables in this form; all others are CSV [default: parquet, or that of the
    /// directory to be resumed or extended]
    #[arg(id = "table_form", long = "format", value_name = "FORM", value_enum)]
    form: Option<Form>,
}

/// A form of the large tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Columns for Python, R and DuckDB; small files
    Parquet,
    /// Comma-separated values
    Csv,
    /// Both
    Both,
}

impl TableForm {
    /// What was asked for; `None` if the option was not used.
    pub(crate) fn forms(self) -> Option<Forms> {
        self.form.map(|form| match form {
            Form::Parquet => Forms::Parquet,
            Form::Csv => Forms::Csv,
            Form::Both => Forms::Both,
        })
    }
}
