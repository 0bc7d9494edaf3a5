//! A TOML document with the place of everything in it.

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::problem::{Location, Problems};
use super::text_file::TextFile;

/// A value that a user wrote, and where.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) value: Value,
    pub(super) at: Location,
}

/// What can be written.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    Number(f64),
    Switch(bool),
    Date(Date),
    List(Vec<Item>),
    Table(Table),
    /// A date that does not exist, a time, or a number out of range.
    Unusable(String),
}

/// Keys in the order of the document, with where they stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Table(pub(super) Vec<(String, Location, Item)>);

impl Value {
    /// The kind of value, for messages.
    pub(super) fn kind(&self) -> String {
        match self {
            Self::Text(text) => format!("the text \"{text}\""),
            Self::Number(number) => format!("the number {number}"),
            Self::Switch(on) => format!("{on}"),
            Self::Date(date) => format!("the date {date}"),
            Self::List(_) => "a list".to_owned(),
            Self::Table(_) => "a table".to_owned(),
            Self::Unusable(what) => what.clone(),
        }
    }
}

/// Parses a file. The first error of syntax ends it.
pub(super) fn parse(file: &TextFile) -> Result<Table, Problems> {
    let document = DeTable::parse(&file.text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let mut problems = Problems::default();
        let message = error.message().replace('\n', "; ");
        problems.add(
            &Location::at_offset(&file.name, &file.text, offset),
            format!("is not valid TOML: {message}"),
            "correct this first; the rest of the file is checked once the syntax is valid",
        );
        problems
    })?;
    Ok(table(document.get_ref(), file))
}

/// Parses a value given on the command line: TOML, or a bare word.
pub(super) fn parse_value(text: &str, at: &Location) -> Item {
    let name: std::rc::Rc<str> = at.file.clone();
    let file = TextFile { path: "".into(), name, text: format!("value = {text}") };
    let value = parse(&file)
        .ok()
        // A text that has a key of its own in it is no value.
        .filter(|Table(entries)| entries.len() == 1)
        .and_then(|Table(mut entries)| entries.pop())
        .map_or_else(|| Value::Text(text.to_owned()), |(_, _, item)| item.value);
    Item { value, at: at.clone() }
}

fn table(table: &DeTable<'_>, file: &TextFile) -> Table {
    let place = |offset| Location::at_offset(&file.name, &file.text, offset);
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| {
            let item = item(value, file);
            (key.span().start, (key.get_ref().to_string(), place(key.span().start), item))
        })
        .collect();
    entries.sort_by_key(|(start, _)| *start);
    Table(entries.into_iter().map(|(_, entry)| entry).collect())
}

fn item(value: &toml::Spanned<DeValue<'_>>, file: &TextFile) -> Item {
    let at = Location::at_offset(&file.name, &file.text, value.span().start);
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::Number(number as f64),
            Err(_) => Value::Unusable(format!("the number {number}, which is out of range")),
        },
        DeValue::Float(number) => match number.as_str().parse() {
            Ok(number) => Value::Number(number),
            Err(_) => Value::Unusable(format!("the number {number}, which is out of range")),
        },
        DeValue::Boolean(on) => Value::Switch(*on),
        DeValue::Datetime(datetime) => match (datetime.date, datetime.time) {
            (Some(date), None) => {
                let (month, day) = (date.month as i8, date.day as i8);
                i16::try_from(date.year)
                    .ok()
                    .and_then(|year| Date::new(year, month, day).ok())
                    .map_or_else(
                        || Value::Unusable(format!("the date {date}, which does not exist")),
                        Value::Date,
                    )
            }
            _ => Value::Unusable(format!("the time {datetime}")),
        },
        DeValue::Array(items) => Value::List(items.iter().map(|value| item(value, file)).collect()),
        DeValue::Table(entries) => Value::Table(table(entries, file)),
    };
    Item { value, at }
}
