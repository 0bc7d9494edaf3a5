//! A chart of a report as files of its own: a picture and the numbers behind it.

use super::document::Figure;
use super::words::Words;
use crate::chart::style_sheet_of_a_file;

/// A chart as files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// Its name: letters, digits and hyphens.
    pub id: String,
    /// What is shown.
    pub title: String,
    /// One sentence with the figures that matter.
    pub description: String,
    /// The picture as SVG, which needs no other file.
    pub svg: String,
    /// The numbers behind it as CSV, as they are shown.
    pub csv: String,
}

impl Picture {
    pub(super) fn of(figure: &Figure) -> Self {
        let drawn = figure.wide.clone().into_string();
        // In attributes the sign is written otherwise, so the first one ends the opening tag.
        let style = format!(">\n<style>\n{}</style>\n", style_sheet_of_a_file());
        let drawn = sized(&drawn).replacen('>', &style, 1);
        let header = std::iter::once(line(figure.table.header.iter().cloned()));
        let rows = figure.table.rows.iter().map(|row| line(row.iter().map(Words::text)));
        Self {
            id: figure.caption.id.clone(),
            title: figure.caption.title.clone(),
            description: figure.caption.description.clone(),
            svg: format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{drawn}\n"),
            csv: header.chain(rows).collect(),
        }
    }
}

/// With the size of its sheet, in pixels: some programs draw nothing without one.
fn sized(drawn: &str) -> String {
    const BOX: &str = "viewBox=\"0 0 ";
    let size = drawn.split_once(BOX).and_then(|(_, rest)| rest.split_once('"'));
    match size.and_then(|(size, _)| size.split_once(' ')) {
        Some((width, height)) => {
            let with = format!("width=\"{width}\" height=\"{height}\" {BOX}");
            drawn.replacen(BOX, &with, 1)
        }
        None => drawn.to_owned(),
    }
}

/// A line of a CSV file.
pub(crate) fn line(cells: impl Iterator<Item = String>) -> String {
    let quoted = |cell: String| match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    };
    cells.map(quoted).collect::<Vec<_>>().join(",") + "\n"
}
