//! Tables in columns: Parquet files in which each row group holds rows of one site.
//!
//! Rows come replicate by replicate and site by site, so the rows of a site are held back until
//! there are enough for a row group. Within a site they keep their order, and a reader puts the
//! sites together again.

mod columns;
mod read;
mod schema;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use read::{Order, Reader};
pub(crate) use write::Writer;

use std::io;

use parquet::errors::ParquetError;

/// What went wrong, as an error of reading or writing.
fn fault(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(source) => io::Error::other(source),
        },
        error => io::Error::other(error),
    }
}
