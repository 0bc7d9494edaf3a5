//! Sentences begin with a capital letter.

/// With a capital letter at the beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string());
    first.into_iter().chain([characters.as_str().to_owned()]).collect()
}
