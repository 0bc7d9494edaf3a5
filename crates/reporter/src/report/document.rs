//! A report before it is written: sections of text, tables and charts, for any format.

use maud::Markup;

use super::words::Words;
use crate::chart::{Caption, Chart, DataTable, Sheet};

/// A report.
pub(crate) struct Document {
    /// What it is about.
    pub(crate) title: String,
    /// A line on where it comes from.
    pub(crate) origin: String,
    /// What the reader must know before anything else, such as that runs are missing.
    pub(crate) warnings: Vec<Words>,
    /// What may be wrong with the scenario.
    pub(crate) cautions: Vec<Notice>,
    /// The sections, the first of which says what came out.
    pub(crate) sections: Vec<Section>,
}

/// Something that was noticed.
pub(crate) struct Notice {
    /// What.
    pub(crate) what: Words,
    /// What it means, and what to do.
    pub(crate) more: Words,
}

/// A section.
pub(crate) struct Section {
    /// Unique in the page.
    pub(crate) id: &'static str,
    /// Its heading.
    pub(crate) title: String,
    /// What is in it.
    pub(crate) blocks: Vec<Block>,
}

/// A piece of a section.
pub(crate) enum Block {
    /// A heading within the section.
    Heading(String),
    /// A paragraph.
    Paragraph(Words),
    /// Sentences one after the other, numbered.
    Sentences(Vec<Words>),
    /// A list.
    List(Vec<Words>),
    /// Something to be typed.
    Command(String),
    /// Words and what they mean.
    Definitions(Vec<(Words, Words)>),
    /// Few numbers, each with what it is.
    Figures(Vec<(Words, Words)>),
    /// A table.
    Table(Table),
    /// A table that is long or of interest to few: folded.
    Folded(Table),
    /// A chart.
    Chart(Figure),
    /// Charts side by side where there is room.
    Charts(Vec<Figure>),
}

/// A table.
pub(crate) struct Table {
    /// Unique in the page.
    pub(crate) id: String,
    /// What is in it.
    pub(crate) caption: String,
    /// Names of columns.
    pub(crate) header: Vec<String>,
    /// Rows as long as the header; the first cell names the row.
    pub(crate) rows: Vec<Vec<Words>>,
    /// How many columns at the beginning are text: the others are numbers.
    pub(crate) text_columns: usize,
    /// What the reader can choose rows by, if anything.
    pub(crate) filter: Option<&'static str>,
}

/// A chart with the numbers behind it.
pub(crate) struct Figure {
    /// What it is called and what it says.
    pub(crate) caption: Caption,
    /// Drawn for desktop and print.
    pub(crate) wide: Markup,
    /// Drawn for a phone.
    pub(crate) narrow: Markup,
    /// The numbers behind it.
    pub(crate) table: Table,
}

impl Document {
    /// Its charts, in their order.
    pub(crate) fn figures(&self) -> impl Iterator<Item = &Figure> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks.flat_map(|block| match block {
            Block::Chart(figure) => std::slice::from_ref(figure),
            Block::Charts(figures) => figures,
            _ => &[],
        })
    }
}

/// How many columns there are before the first that holds nothing but numbers.
fn text_columns(rows: &[Vec<Words>]) -> usize {
    let is_number = |text: &str| {
        text.is_empty()
            || text == "no data"
            || text.starts_with(|c: char| "0123456789£\u{2212}".contains(c))
    };
    let width = rows.first().map_or(1, Vec::len);
    (1..width)
        .find(|&column| rows.iter().all(|row| is_number(&row[column].text())))
        .unwrap_or(width)
}

impl Figure {
    /// A chart with this caption and table.
    pub(crate) fn new(chart: &impl Chart, caption: Caption, table: Table) -> Self {
        let [wide, narrow] = [Sheet::Wide, Sheet::Narrow].map(|sheet| chart.picture_on(sheet));
        Self { caption, wide, narrow, table }
    }

    /// A chart with its own table.
    pub(crate) fn of(chart: &impl Chart) -> Self {
        let caption = chart.caption().clone();
        let DataTable { header, rows } = chart.table();
        let rows: Vec<Vec<Words>> =
            rows.into_iter().map(|row| row.into_iter().map(Words::from).collect()).collect();
        let table = Table {
            id: format!("{}-table", caption.id),
            caption: caption.title.clone(),
            text_columns: text_columns(&rows),
            header,
            rows,
            filter: None,
        };
        Self::new(chart, caption, table)
    }
}
