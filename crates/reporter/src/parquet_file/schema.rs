//! From the declared columns of a table to those of a Parquet file.

use std::io;
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::schema::types::{Type, TypePtr};

use super::fault;
use crate::column::ColumnDescription;
use crate::kind::Kind;

/// The schema of a table with these columns. Any cell may be empty.
pub(super) fn schema(columns: &[ColumnDescription]) -> io::Result<TypePtr> {
    let fields = columns.iter().map(|column| Ok(Arc::new(field(column)?)));
    let fields = fields.collect::<io::Result<_>>()?;
    let schema = Type::group_type_builder("table").with_fields(fields).build().map_err(fault)?;
    Ok(Arc::new(schema))
}

/// A month is its first day. Times are those of the place, so in no time zone.
fn field(column: &ColumnDescription) -> io::Result<Type> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Whole => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Day | Kind::Month => (Physical::INT32, Some(LogicalType::Date)),
        Kind::Time => (Physical::INT64, Some(LogicalType::timestamp(false, TimeUnit::MILLIS))),
    };
    Type::primitive_type_builder(column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
        .map_err(fault)
}
