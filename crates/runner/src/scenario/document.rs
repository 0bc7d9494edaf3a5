//! A TOML document with the place of everything in it.

use std::cell::Cell;
use std::rc::Rc;

use jiff::civil::Date;
use mhst_core::model::parameters::written_number as shown;
use toml::de::{DeTable, DeValue};

use super::kind;
use super::problem::{Location, Problems};
use super::syntax::{self, Fault};
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
            Self::Number(number) => format!("the number {}", shown(*number)),
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
        if file.is_table() {
            return kind::table_for_toml(file);
        }
        let offset = error.span().map_or(0, |span| span.start);
        let Fault { offset, what, remedy } = syntax::explain(&file.text, offset, error.message());
        let mut problems = Problems::default();
        problems.add(&Location::at_offset(&file.name, &file.text, offset), what, remedy);
        problems
    })?;
    Ok(table(document.get_ref(), &Places::of(file)))
}

/// Whether a text is a TOML document that states something.
pub(super) fn is_toml(text: &str) -> bool {
    DeTable::parse(text).is_ok_and(|document| !document.get_ref().is_empty())
}

/// Parses a value given on the command line: TOML, or a bare word.
pub(super) fn parse_value(text: &str, at: &Location) -> Item {
    let name: Rc<str> = at.file.clone();
    let file = TextFile { path: "".into(), name, text: format!("value = {text}") };
    let value = parse(&file)
        .ok()
        // A text that has a key of its own in it is no value.
        .filter(|Table(entries)| entries.len() == 1)
        .and_then(|Table(mut entries)| entries.pop())
        .map_or_else(|| Value::Text(text.to_owned()), |(_, _, item)| item.value);
    Item { value, at: at.clone() }
}

/// Lines and columns of a text, found quickly where they are asked for in order.
struct Places<'a> {
    file: &'a TextFile,
    /// The byte asked for last, its line and its column.
    last: Cell<(usize, usize, usize)>,
}

impl<'a> Places<'a> {
    fn of(file: &'a TextFile) -> Self {
        Self { file, last: Cell::new((0, 1, 1)) }
    }

    fn at(&self, offset: usize) -> Location {
        let text = &self.file.text;
        let (mut from, mut line, mut column) = self.last.get();
        if offset < from {
            (from, line, column) = (0, 1, 1);
        }
        let between = text.get(from..offset.min(text.len())).unwrap_or("");
        match between.rsplit_once('\n') {
            Some((before, last)) => {
                line += 1 + before.matches('\n').count();
                column = 1 + last.chars().count();
            }
            None => column += between.chars().count(),
        }
        self.last.set((offset, line, column));
        Location { file: Rc::clone(&self.file.name), position: Some((line, column)) }
    }
}

fn table(table: &DeTable<'_>, places: &Places<'_>) -> Table {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let read = |(key, value): (&toml::Spanned<_>, _)| {
        let at = places.at(key.span().start);
        (ToString::to_string(key.get_ref()), at, item(value, places))
    };
    Table(entries.into_iter().map(read).collect())
}

fn item(value: &toml::Spanned<DeValue<'_>>, places: &Places<'_>) -> Item {
    let at = places.at(value.span().start);
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
        DeValue::Array(items) => {
            Value::List(items.iter().map(|value| item(value, places)).collect())
        }
        DeValue::Table(entries) => Value::Table(table(entries, places)),
    };
    Item { value, at }
}
