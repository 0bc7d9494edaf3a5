//! Rows of points whose numbers are those of the summary.

use super::document::{Figure, Table};
use super::few;
use super::words::{Numbers, Shown, Words, estimate};
use crate::chart::{Axis, Bounds, Caption, Dots, Estimate, Panel, Row};

/// A value of many sites or groups.
pub(crate) struct Points<'a> {
    /// What the chart is called and what it says.
    pub(crate) caption: Caption,
    /// What a row is.
    pub(crate) rows_are: &'a str,
    /// What is shown.
    pub(crate) shown: Shown,
    /// The same in words, with the unit.
    pub(crate) label: &'a str,
    /// What the axis spans at least.
    pub(crate) bounds: Bounds,
    /// Where a heavy line is drawn.
    pub(crate) line_at: Option<f64>,
    /// What the reported figures are, if there are any.
    pub(crate) references_are: Option<&'a str>,
    /// The rows, in panels with a name each.
    pub(crate) panels: Vec<(&'a str, Vec<PointRow<'a>>)>,
}

/// A row.
pub(crate) struct PointRow<'a> {
    /// Whose value it is.
    pub(crate) name: String,
    /// Where it is looked up.
    pub(crate) numbers: Numbers<'a>,
    /// A reported figure.
    pub(crate) reference: Option<f64>,
}

impl Points<'_> {
    /// The chart with its table; rows are sorted by value where there is one panel.
    pub(crate) fn figure(mut self) -> Figure {
        let value = |row: &PointRow<'_>| row.numbers.interval(&self.shown).map(|i| i.estimate);
        if let [(_, rows)] = self.panels.as_mut_slice() {
            let key = |row: &PointRow<'_>| value(row).unwrap_or(f64::NEG_INFINITY);
            rows.sort_by(|a, b| key(b).total_cmp(&key(a)));
        }
        if self.rows().any(|row| !row.numbers.mark(&self.shown).is_empty()) {
            self.caption.description += &format!(" {}.", few::note());
        }
        let table = self.table();
        let chart = self.chart();
        Figure::new(&chart, self.caption, table)
    }

    fn rows(&self) -> impl Iterator<Item = &PointRow<'_>> {
        self.panels.iter().flat_map(|(_, rows)| rows)
    }

    fn chart(&self) -> Dots {
        let row = |row: &PointRow<'_>| Row {
            name: row.name.clone(),
            estimate: row.numbers.interval(&self.shown).map_or(Estimate::exact(f64::NAN), estimate),
            reference: row.reference,
            note: row.numbers.mark(&self.shown).to_owned(),
        };
        let axis = || Axis {
            label: self.label.to_owned(),
            format: self.shown.format,
            bounds: self.bounds,
        };
        let panel = |(name, rows): &(&str, Vec<PointRow<'_>>)| Panel {
            name: (*name).to_owned(),
            axis: axis(),
            line_at: self.line_at,
            rows: rows.iter().map(row).collect(),
        };
        Dots {
            caption: self.caption.clone(),
            rows_are: self.rows_are.to_owned(),
            references_are: self.references_are.map(str::to_owned),
            panels: self.panels.iter().map(panel).collect(),
        }
    }

    fn table(&self) -> Table {
        let row = |panel: &str, row: &PointRow<'_>| {
            let name = match panel {
                "" => row.name.clone(),
                panel => format!("{panel}: {}", row.name),
            };
            let reference = self.references_are.map(|_| {
                let written = |value| self.shown.format.value(value);
                Words::from(row.reference.map_or_else(String::new, written))
            });
            let value = row.numbers.cell(&self.shown, true);
            [Words::from(name), value].into_iter().chain(reference).collect()
        };
        let header = [Some(self.rows_are), Some(self.label), self.references_are];
        Table {
            id: format!("{}-table", self.caption.id),
            caption: self.caption.title.clone(),
            header: header.into_iter().flatten().map(str::to_owned).collect(),
            rows: self
                .panels
                .iter()
                .flat_map(|(panel, rows)| rows.iter().map(|r| row(panel, r)))
                .collect(),
            text_columns: 1,
            filter: None,
        }
    }
}
