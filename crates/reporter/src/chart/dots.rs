//! Rows of points with intervals: sites beside their reported figures, or, around a zero line, the
//! forest plot of paired differences.

use maud::{Markup, html};

use super::frame::{GAP, x_ticks};
use super::scale::{Scale, Ticks};
use super::text::{Anchor, Label};
use super::{Axis, Caption, Chart, DataTable, Drawing, Estimate, Ink, Px, Sheet};

/// Rows of points with intervals, in panels with an axis each.
#[derive(Clone, Debug)]
pub struct Dots {
    /// What the chart is called and what it says.
    pub caption: Caption,
    /// What a row is: the name of the table's first column.
    pub rows_are: String,
    /// What the hollow points are, if there are any.
    pub references_are: Option<String>,
    /// The panels, from top to bottom.
    pub panels: Vec<Panel>,
}

/// Rows that share an axis.
#[derive(Clone, Debug)]
pub struct Panel {
    /// Its name; empty where there is only one.
    pub name: String,
    /// The axis, and how values are written.
    pub axis: Axis,
    /// Where a heavy line is drawn: zero in a forest plot.
    pub line_at: Option<f64>,
    /// The rows, from top to bottom.
    pub rows: Vec<Row>,
}

/// A point with its interval.
#[derive(Clone, Debug)]
pub struct Row {
    /// Whose it is.
    pub name: String,
    /// The point; not a number where there is none.
    pub estimate: Estimate,
    /// A figure to compare it with.
    pub reference: Option<f64>,
    /// What stands at the right, such as the difference in its own unit; may be empty.
    pub note: String,
}

impl Panel {
    /// Every value that the axis must span; `None` where there is nothing to draw.
    fn span(&self) -> Option<(f64, f64)> {
        let values = self.rows.iter().flat_map(|row| row.estimate.known().chain(row.reference));
        self.axis
            .bounds
            .span(values.chain(self.line_at))
            .filter(|_| self.rows.iter().any(|row| row.estimate.value.is_finite()))
    }
}

impl Dots {
    /// The rows by value, greatest first; rows without a value come last.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        let key = |row: &Row| match row.estimate.value {
            value if value.is_finite() => value,
            _ => f64::NEG_INFINITY,
        };
        for panel in &mut self.panels {
            panel.rows.sort_by(|a, b| key(b).total_cmp(&key(a)));
        }
        self
    }

    fn has_references(&self) -> bool {
        self.references_are.is_some()
    }
}

impl Chart for Dots {
    fn caption(&self) -> &Caption {
        &self.caption
    }

    fn table(&self) -> DataTable {
        let many = self.panels.len() > 1;
        let noted =
            self.panels.iter().flat_map(|panel| &panel.rows).any(|row| !row.note.is_empty());
        let value = match &self.panels[..] {
            [panel] => panel.axis.label.clone(),
            _ => "Value".to_owned(),
        };
        let mut header = vec![self.rows_are.clone(), value];
        header.extend(self.references_are.clone());
        header.extend(noted.then(|| "Note".to_owned()));
        if many {
            header.insert(0, "Group".to_owned());
        }
        let row = |panel: &Panel, row: &Row| {
            let format = panel.axis.format;
            let reference = row.reference.map_or_else(String::new, |value| format.value(value));
            let mut cells = vec![row.name.clone(), row.estimate.text(format)];
            cells.extend(self.has_references().then_some(reference));
            cells.extend(noted.then(|| row.note.clone()));
            if many {
                cells.insert(0, panel.name.clone());
            }
            cells
        };
        let rows = self.panels.iter();
        DataTable {
            header,
            rows: rows
                .flat_map(|panel| panel.rows.iter().map(move |each| row(panel, each)))
                .collect(),
        }
    }

    fn draw(&self, sheet: Sheet) -> Option<Drawing> {
        let panels: Vec<(&Panel, (f64, f64))> =
            self.panels.iter().filter_map(|panel| Some((panel, panel.span()?))).collect();
        if panels.is_empty() {
            return None;
        }
        let columns = Columns::of(sheet, panels.iter().flat_map(|(panel, _)| &panel.rows));
        let mut top = 0.0;
        let body = html! {
            @if let Some(reference) = &self.references_are { (key(sheet, reference, &mut top)) }
            @for (panel, span) in &panels { (draw_panel(panel, *span, &columns, &mut top)) }
        };
        Some(Drawing { height: top, body })
    }
}

/// Where names, points and notes stand.
struct Columns {
    sheet: Sheet,
    /// Names stand above their points, not beside them.
    names_above: bool,
    left: f64,
    right: f64,
}

impl Columns {
    fn of<'a>(sheet: Sheet, rows: impl Iterator<Item = &'a Row> + Clone) -> Self {
        let widest = |text: fn(&Row) -> &str| {
            rows.clone()
                .map(|row| Label::new(sheet, text(row), Anchor::Start).width())
                .fold(0.0, f64::max)
        };
        let (names, notes) = (widest(|row| &row.name), widest(|row| &row.note));
        let names_above = sheet == Sheet::Narrow;
        let left = if names_above { 3.0 * GAP } else { names.min(sheet.width() * 0.4) + 3.0 * GAP };
        let notes = if notes > 0.0 && !names_above { notes.min(220.0) + 2.0 * GAP } else { 0.0 };
        Self { sheet, names_above, left, right: sheet.width() - notes - 3.0 * GAP }
    }

    /// Name and note of a row, and the height it takes. They share a line where both are above.
    fn texts(&self, row: &Row) -> (Label, Label) {
        let width = self.sheet.width();
        let note =
            |room| Label::wrapped(self.sheet, &row.note, Anchor::End, room).class("quiet halo");
        if self.names_above {
            let note = note(width * 0.6);
            let room = width - note.width() - 2.0 * GAP;
            (Label::wrapped(self.sheet, &row.name, Anchor::Start, room).class("halo"), note)
        } else {
            let name = Label::wrapped(self.sheet, &row.name, Anchor::Start, self.left - 3.0 * GAP);
            (name, note(width - self.right - 4.0 * GAP))
        }
    }
}

/// Says what the hollow points are.
fn key(sheet: Sheet, reference: &str, top: &mut f64) -> Markup {
    let label = Label::wrapped(sheet, reference, Anchor::Start, sheet.width() - 4.0 * GAP);
    let centre = label.height() / 2.0;
    *top += label.height() + GAP;
    html! {
        circle.reference cx=(Px(GAP)) cy=(Px(centre)) r="4.5" {}
        (label.at(3.0 * GAP, centre))
    }
}

fn draw_panel(panel: &Panel, span: (f64, f64), columns: &Columns, top: &mut f64) -> Markup {
    let sheet = columns.sheet;
    let ticks = panel_ticks(panel, span, columns);
    let scale = Scale { domain: ticks.domain, range: (columns.left, columns.right) };

    let name = Label::wrapped(sheet, &panel.name, Anchor::Start, sheet.width()).class("strong");
    let name_centre = *top + name.height() / 2.0;
    if !panel.name.is_empty() {
        *top += name.height() + GAP;
    }
    let first = *top;
    let rows: Vec<Markup> =
        panel.rows.iter().map(|row| draw_row(row, panel, &scale, columns, top)).collect();
    let bottom = *top;
    let axis_name = Label::wrapped(sheet, &panel.axis.label, Anchor::Start, sheet.width() - GAP);
    let ticks_centre = bottom + GAP + sheet.line_height() / 2.0;
    let axis_name_centre = ticks_centre + sheet.line_height() / 2.0 + axis_name.height() / 2.0;
    *top = axis_name_centre + axis_name.height() / 2.0 + 2.0 * GAP;
    html! {
        @if !panel.name.is_empty() { (name.at(0.0, name_centre)) }
        @for (value, text) in &ticks.labels {
            @let x = scale.at(*value);
            line.grid x1=(Px(x)) x2=(Px(x)) y1=(Px(first)) y2=(Px(bottom)) {}
            @let label = Label::new(sheet, text, Anchor::Middle);
            @let half = label.width() / 2.0;
            (label.at(x.clamp(half, sheet.width() - half), ticks_centre))
        }
        line.axis x1=(Px(columns.left)) x2=(Px(columns.right)) y1=(Px(bottom)) y2=(Px(bottom)) {}
        @if let Some(value) = panel.line_at.filter(|value| value.is_finite()) {
            @let x = scale.at(value);
            line.zero x1=(Px(x)) x2=(Px(x)) y1=(Px(first)) y2=(Px(bottom)) {}
        }
        @for row in &rows { (row) }
        @let room = sheet.width() - axis_name.width();
        (axis_name.at(columns.left.min(room).max(0.0), axis_name_centre))
    }
}

/// Round ticks; fewer where their labels would touch.
fn panel_ticks(panel: &Panel, span: (f64, f64), columns: &Columns) -> Ticks {
    let rounded = Ticks::round(span, 6, panel.axis.format).domain;
    x_ticks(columns.sheet, &panel.axis, rounded, columns.right - columns.left)
}

fn draw_row(row: &Row, panel: &Panel, scale: &Scale, columns: &Columns, top: &mut f64) -> Markup {
    let (name, note) = columns.texts(row);
    let text_height = name.height().max(note.height());
    let text_centre = *top + GAP / 2.0 + text_height / 2.0;
    let centre = if columns.names_above { *top + text_height + 1.5 * GAP } else { text_centre };
    *top = if columns.names_above { centre + 2.0 * GAP } else { *top + text_height + GAP };
    let at_edge = columns.sheet.width();
    let missing = Label::new(columns.sheet, "no data", Anchor::Start).class("quiet halo");
    html! {
        g.(Ink::NAVY.class()) {
            title { (row.name) ": " (said(row, panel)) }
            (name.at(0.0, text_centre))
            @if !row.note.is_empty() { (note.at(at_edge, text_centre)) }
            @if row.estimate.value.is_finite() {
                @if let Some((low, high)) = row.estimate.known_interval() {
                    line.whisker x1=(Px(scale.at(low))) x2=(Px(scale.at(high)))
                        y1=(Px(centre)) y2=(Px(centre)) {}
                }
                circle.dot cx=(Px(scale.at(row.estimate.value))) cy=(Px(centre)) r="5" {}
            } @else {
                (missing.at(columns.left, centre))
            }
            @if let Some(reference) = row.reference.filter(|reference| reference.is_finite()) {
                circle.reference cx=(Px(scale.at(reference))) cy=(Px(centre)) r="4.5" {}
            }
        }
    }
}

/// What a row says on hover.
fn said(row: &Row, panel: &Panel) -> String {
    let format = panel.axis.format;
    let reference = row.reference.map(|value| format!("; reference {}", format.value(value)));
    let note = Some(&row.note).filter(|note| !note.is_empty()).map(|note| format!("; {note}"));
    format!(
        "{}{}{}",
        row.estimate.text(format),
        reference.unwrap_or_default(),
        note.unwrap_or_default()
    )
}
