//! A checklist: items with what the program knows, and with what somebody has to fill in.

use crate::report::document::{Block, Document, Section, Table};
use crate::report::words::{Span, Words};

/// Begins a line that somebody has to fill in.
pub(super) const TO_FILL_IN: &str = "TO FILL IN: ";

/// An item of a checklist.
pub(super) struct Item {
    /// Number and name.
    name: &'static str,
    /// What is asked for.
    asks: &'static str,
    /// What the program knows of it.
    known: Words,
    /// What it cannot know.
    missing: Option<String>,
}

impl Item {
    /// An item of which all is known.
    pub(super) fn known(name: &'static str, asks: &'static str, known: impl Into<Words>) -> Self {
        Self { name, asks, known: known.into(), missing: None }
    }

    /// An item that has to be filled in.
    pub(super) fn open(name: &'static str, asks: &'static str, missing: impl Into<String>) -> Self {
        Self { name, asks, known: Words::default(), missing: Some(missing.into()) }
    }

    /// The same with something that has to be filled in.
    #[must_use]
    pub(super) fn but(mut self, missing: impl Into<String>) -> Self {
        self.missing = Some(missing.into());
        self
    }
}

/// A marked line.
pub(super) fn to_fill_in(what: &str) -> Words {
    Words::strong(format!("{TO_FILL_IN}{what}"))
}

/// A section with a row for each item.
pub(super) fn section(id: &'static str, title: &str, items: Vec<Item>) -> Section {
    let rows = items.into_iter().map(|Item { name, asks, known, missing }| {
        let answer = match missing {
            Some(missing) if known == Words::default() => to_fill_in(&missing),
            Some(missing) => known.and(" ").and(to_fill_in(&missing)),
            None => known,
        };
        vec![Words::strong(name), asks.into(), answer]
    });
    let table = Table {
        id: format!("{id}-table"),
        caption: title.to_owned(),
        header: ["item", "what is asked for", "here"].map(str::to_owned).into(),
        rows: rows.collect(),
        text_columns: 3,
        filter: None,
    };
    Section { id, title: title.to_owned(), blocks: vec![Block::Table(table)] }
}

/// How many marked lines a document has.
pub(super) fn left(document: &Document) -> usize {
    let of = |words: &Words| {
        let is_marked =
            |span: &&Span| matches!(span, Span::Strong(text) if text.starts_with(TO_FILL_IN));
        words.0.iter().filter(is_marked).count()
    };
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let of_block = |block: &Block| match block {
        Block::Paragraph(words) => of(words),
        Block::List(all) => all.iter().map(of).sum(),
        Block::Table(table) => table.rows.iter().flatten().map(of).sum(),
        _ => 0,
    };
    blocks.map(of_block).sum()
}
