//! What to say when the disk is full.

use std::io;

use mhst_runner::store::StoreError;

/// Says what to do about a full disk, if that is the error.
pub(crate) fn no_space(error: anyhow::Error) -> anyhow::Error {
    let is_full = |error: &io::Error| {
        matches!(
            error.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
        )
    };
    let full = error.chain().any(|cause| {
        let of_store = cause.downcast_ref::<StoreError>().and_then(|error| match error {
            StoreError::Io { source, .. } => Some(source),
            _ => None,
        });
        cause.downcast_ref::<io::Error>().or(of_store).is_some_and(is_full)
    });
    match full {
        true => error.context(
            "there is no space left; finished runs are kept. Free some space and give the same \
             command again",
        ),
        false => error,
    }
}
