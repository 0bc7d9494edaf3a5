//! A report as one HTML file that needs nothing else.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::document::{Block, Document, Figure, Section, Table};
use super::words::{Number, RowOf, Span, Words};
use crate::chart;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Most columns of a table whose intervals need not be broken into two lines.
const MOST_NARROW: usize = 7;

/// Nothing is loaded from anywhere.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
    base-uri 'none'; form-action 'none'";

/// The whole page.
pub(crate) fn page(document: &Document) -> String {
    let Document { title, origin, warnings, cautions, sections } = document;
    html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " - mhst" }
                style { (PreEscaped(chart::style_sheet())) (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the results" }
                header.top {
                    div.sheet {
                        p.brand { "mhst" span { " Simulation of school mental health support teams" } }
                        h1 { (title) }
                        p.origin { (origin) }
                    }
                }
                main.sheet id="main" {
                    @for warning in warnings {
                        p.notice role="note" { (words(warning)) }
                    }
                    @for caution in cautions {
                        details.notice {
                            summary { strong { "Caution. " } (words(&caution.what)) }
                            p { (words(&caution.more)) }
                        }
                    }
                    @for (position, section) in sections.iter().enumerate() {
                        (self::section(section))
                        @if position == 0 { (contents(sections)) }
                    }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

fn contents(sections: &[Section]) -> Markup {
    // Titles that have numbers of their own need no others.
    let are_numbered = sections.iter().all(|it| it.title.starts_with(|c: char| c.is_ascii_digit()));
    html! {
        nav.contents aria-labelledby="contents" {
            h2 id="contents" { "Contents" }
            ol.own-numbers[are_numbered] {
                @for section in sections {
                    li { a href={ "#" (section.id) } { (section.title) } }
                }
            }
        }
    }
}

fn section(section: &Section) -> Markup {
    html! {
        section id=(section.id) aria-labelledby={ (section.id) "-heading" } {
            h2 id={ (section.id) "-heading" } { (section.title) }
            @for block in &section.blocks { (self::block(block)) }
        }
    }
}

fn block(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Heading(title) => h3 { (title) },
            Block::Paragraph(text) => p { (words(text)) },
            Block::Sentences(sentences) => ol.sentences {
                @for sentence in sentences { li { (words(sentence)) } }
            },
            Block::List(items) => ul { @for item in items { li { (words(item)) } } },
            Block::Command(command) => pre tabindex="0" { code { (command) } },
            Block::Definitions(entries) => dl.definitions {
                @for (term, meaning) in entries { dt { (words(term)) } dd { (words(meaning)) } }
            },
            Block::Figures(figures) => dl.figures {
                @for (name, number) in figures {
                    div { dt { (words(name)) } dd { (words(number)) } }
                }
            },
            Block::Table(table) => { (filter(table)) (self::table(table)) },
            Block::Folded(table) => (folded(&table.caption, table)),
            Block::Chart(figure) => (self::figure(figure)),
            Block::Charts(figures) => div.beside { @for figure in figures { (self::figure(figure)) } },
        }
    }
}

fn figure(figure: &Figure) -> Markup {
    html! {
        figure id=(figure.caption.id) {
            figcaption {
                strong { (figure.caption.title) }
                span { (figure.caption.description) }
            }
            (figure.wide)
            (figure.narrow)
            (folded("Numbers behind this chart", &figure.table))
        }
    }
}

fn folded(summary: &str, table: &Table) -> Markup {
    html! {
        details {
            summary { (summary) }
            (filter(table))
            (self::table(table))
        }
    }
}

/// Room for the script to choose rows in; without it nothing is seen.
fn filter(table: &Table) -> Markup {
    html! {
        @if let Some(what) = table.filter {
            p.filter hidden[true] data-filters=(table.id) {
                label for={ (table.id) "-filter" } { (what) }
                input id={ (table.id) "-filter" } type="search" autocomplete="off";
                output for={ (table.id) "-filter" } {}
            }
        }
    }
}

fn table(table: &Table) -> Markup {
    let class = |column: usize| (column >= table.text_columns).then_some("number");
    html! {
        div.scroll role="region" aria-labelledby={ (table.id) "-caption" } tabindex="0" {
            table.wide[table.header.len() > MOST_NARROW] id=(table.id) {
                caption id={ (table.id) "-caption" } { (table.caption) }
                thead {
                    tr {
                        @for (column, name) in table.header.iter().enumerate() {
                            th scope="col" class=[class(column)] { (name) }
                        }
                    }
                }
                tbody {
                    @for row in &table.rows {
                        tr {
                            @for (column, cell) in row.iter().enumerate() {
                                @if column == 0 {
                                    th scope="row" class=[class(column)] { (words(cell)) }
                                } @else {
                                    td class=[class(column)] { (words(cell)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn words(words: &Words) -> Markup {
    html! {
        @for span in &words.0 {
            @match span {
                // An interval is not broken within its brackets.
                Span::Plain(text) if text == " to " => "\u{a0}to\u{a0}",
                Span::Plain(text) => (unparted(text)),
                Span::Strong(text) => strong { (text) },
                Span::Code(text) => code { (text) },
                Span::Link { text, to } => a href={ "#" (to) } { (text) },
                Span::File { text, to } => a href=(to) { (text) },
                Span::Number(number) => (self::number(number)),
            }
        }
    }
}

/// A number that says where in the tables it stands.
fn number(number: &Number) -> Markup {
    let Number { text, value, place, part } = number;
    let subgroup = Some(place.subgroup.name()).filter(|name| !name.is_empty());
    let (point, variant) = match &place.row_of {
        RowOf::Point(point) => (Some(point), None),
        RowOf::Variant(name) => (None, Some(name)),
    };
    html! {
        data value=(value) data-point=[point] data-variant=[variant] data-site=(place.site) data-subgroup=[subgroup]
            data-measure=(place.measure.name()) data-statistic=(place.statistic.name())
            data-part=(part.name()) { (unbroken(text)) }
    }
}

/// A text in which per cent signs are not parted from their numbers at the end of a line.
fn unparted(text: &str) -> String {
    text.replace(" %", "\u{a0}%")
}

/// A number is not parted from its unit at the end of a line.
fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}
