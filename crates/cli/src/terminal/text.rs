//! How wide the terminal is, and text that fits into it.

use terminal_size::{Width, terminal_size_of};

/// The width where nobody says another: of files and pipes.
const USUAL: usize = 100;

/// The widths between which lines can be read.
const READABLE: (usize, usize) = (40, 120);

/// Columns that standard output has.
pub(crate) fn width() -> usize {
    let (least, most) = READABLE;
    terminal_size_of(std::io::stdout())
        .map_or(USUAL, |(Width(columns), _)| usize::from(columns).clamp(least, most))
}

/// The same for tables.
pub(crate) fn columns() -> u16 {
    u16::try_from(width()).unwrap_or(u16::MAX)
}

/// A paragraph, or several, broken between words into lines of at most `width` columns. What was
/// broken before is joined; an empty line stays.
pub(crate) fn wrapped(text: &str, width: usize) -> String {
    let options = textwrap::Options::new(width)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .word_separator(textwrap::WordSeparator::AsciiSpace);
    let paragraphs = text.split("\n\n").map(|paragraph| {
        let joined: Vec<&str> = paragraph.lines().collect();
        textwrap::fill(&joined.join(" "), &options)
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_never_within() {
        let text = "One two three\nfour.\n\nA-long-word-that-does-not-fit 1.5 x";
        assert_eq!(
            wrapped(text, 10),
            "One two\nthree\nfour.\n\nA-long-word-that-does-not-fit\n1.5 x"
        );
    }
}
