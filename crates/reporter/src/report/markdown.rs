//! A report as Markdown: the same words and numbers, charts as their tables.

use std::fmt::Write as _;

use super::document::{Block, Document, Figure, Notice, Table};
use super::words::{Span, Words};

/// The whole text.
pub(crate) fn text(document: &Document) -> String {
    let Document { title, origin, warnings, cautions, sections } = document;
    let mut text = format!("# {}\n\n{}\n", escaped(title), escaped(origin));
    for warning in warnings {
        text += &format!("\n> {}\n", words(warning));
    }
    for Notice { what, more } in cautions {
        text += &format!("\n> **Caution.** {} {}\n", words(what), words(more));
    }
    for section in sections {
        text += &format!("\n## {}\n", escaped(&section.title));
        for block in &section.blocks {
            self::block(&mut text, block);
        }
    }
    text
}

/// Adds a block. Writing to a string cannot fail.
fn block(text: &mut String, block: &Block) {
    text.push('\n');
    match block {
        Block::Heading(title) => {
            let _ = writeln!(text, "### {}", escaped(title));
        }
        Block::Paragraph(paragraph) => {
            let _ = writeln!(text, "{}", words(paragraph));
        }
        Block::Sentences(sentences) => {
            for (sentence, number) in sentences.iter().zip(1..) {
                let _ = writeln!(text, "{number}. {}", words(sentence));
            }
        }
        Block::List(items) => {
            for item in items {
                let _ = writeln!(text, "- {}", words(item));
            }
        }
        Block::Command(command) => {
            let _ = writeln!(text, "```\n{command}\n```");
        }
        Block::Definitions(entries) | Block::Figures(entries) => {
            for (term, meaning) in entries {
                let _ = writeln!(text, "- {}: {}", words(term), words(meaning));
            }
        }
        Block::Table(table) | Block::Folded(table) => self::table(text, table),
        Block::Chart(figure) => self::figure(text, figure),
        Block::Charts(figures) => {
            for (position, figure) in figures.iter().enumerate() {
                if position > 0 {
                    text.push('\n');
                }
                self::figure(text, figure);
            }
        }
    }
}

fn figure(text: &mut String, figure: &Figure) {
    let _ = writeln!(text, "{}\n", escaped(&figure.caption.description));
    table(text, &figure.table);
}

fn table(text: &mut String, table: &Table) {
    let _ = writeln!(text, "**{}**\n", escaped(&table.caption));
    let header: Vec<String> = table.header.iter().map(|name| escaped(name)).collect();
    let rules = (0..table.header.len()).map(|column| match column < table.text_columns {
        true => "---",
        false => "---:",
    });
    let _ = writeln!(text, "| {} |", header.join(" | "));
    let _ = writeln!(text, "| {} |", rules.collect::<Vec<_>>().join(" | "));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(words).collect();
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
}

fn words(words: &Words) -> String {
    let span = |span: &Span| match span {
        Span::Plain(text) => escaped(text),
        Span::Strong(text) => strong(text),
        Span::Code(text) => format!("`{}`", text.replace('`', "'").replace('|', "\\|")),
        Span::Link { text, .. } => escaped(text),
        Span::File { text, to } => format!("[{}]({to})", escaped(text)),
        Span::Number(number) => number.text.clone(),
    };
    words.0.iter().map(span).collect()
}

/// Of more weight. Markdown does not take `**Who? **` for bold: blanks stay outside.
fn strong(text: &str) -> String {
    let inner = text.trim();
    let (before, rest) = text.split_at(text.len() - text.trim_start().len());
    format!("{before}**{}**{}", escaped(inner), &rest[inner.len()..])
}

/// What Markdown and the HTML in it would take for more than text is written so that it is text.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '&' => escaped += "&amp;",
            '\n' | '\r' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_around_bold_stand_outside_of_it() {
        let text = Words::strong("Who waits? ").and("Of ").and(Words::strong(" 5 * 3"));
        assert_eq!(words(&text), "**Who waits?** Of  **5 \\* 3**");
    }
}
