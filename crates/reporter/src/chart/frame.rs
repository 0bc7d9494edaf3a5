//! The frame of a chart with two axes: margins, grid, ticks, axis labels and marks.

use maud::{Markup, html};

use super::scale::{Scale, Ticks};
use super::text::{Anchor, Label, rows};
use super::{Axis, Mark, Px, Sheet, path};

/// Between text and what it belongs to.
pub(super) const GAP: f64 = 6.0;

/// What the frame has to make room for.
pub(super) struct Needs {
    /// Width at the right for labels.
    pub(super) right: f64,
    /// Height of the area of the data.
    pub(super) height: f64,
}

/// Axes and the area between them.
pub(super) struct Frame {
    sheet: Sheet,
    pub(super) x: Scale,
    pub(super) y: Scale,
    x_labels: Vec<(f64, Label)>,
    y_labels: Vec<(f64, Label)>,
    x_name: Label,
    y_name: Label,
    marks: Vec<PlacedMark>,
    /// Height of the whole sheet.
    pub(super) height: f64,
}

/// A mark, where it is, and where its label is.
struct PlacedMark {
    x: f64,
    label: Label,
    label_x: f64,
    label_centre: f64,
}

impl Frame {
    /// The frame around data that span `x_span` and `y_span`.
    pub(super) fn new(
        sheet: Sheet,
        (x_axis, x_span): (&Axis, (f64, f64)),
        (y_axis, y_span): (&Axis, (f64, f64)),
        marks: &[Mark],
        needs: &Needs,
    ) -> Self {
        let y_ticks = Ticks::round(y_span, 5, y_axis.format);
        let y_labels: Vec<(f64, Label)> = y_ticks
            .labels
            .into_iter()
            .map(|(value, text)| (value, Label::new(sheet, text, Anchor::End)))
            .collect();
        let widest = y_labels.iter().map(|(_, label)| label.width()).fold(0.0, f64::max);
        let left = widest + 2.0 * GAP;
        let right = sheet.width() - needs.right - GAP;
        let x_ticks = x_ticks(sheet, x_axis, x_span, right - left);
        let x = Scale { domain: x_ticks.domain, range: (left, right) };

        let y_name = Label::wrapped(sheet, &y_axis.label, Anchor::Start, sheet.width() - GAP);
        let marks_top = y_name.height() + GAP;
        let marks = placed(sheet, marks, &x, marks_top);
        let marks_bottom = marks
            .iter()
            .map(|mark| mark.label_centre + mark.label.height() / 2.0)
            .fold(marks_top, f64::max);
        let top = marks_bottom + GAP;
        let bottom = top + needs.height;
        let y = Scale { domain: y_ticks.domain, range: (bottom, top) };

        let x_name = Label::wrapped(sheet, &x_axis.label, Anchor::End, sheet.width() - GAP);
        let x_labels = x_ticks
            .labels
            .into_iter()
            .map(|(value, text)| (value, Label::new(sheet, text, Anchor::Middle)))
            .collect();
        let height = bottom + GAP + sheet.line_height() + GAP / 2.0 + x_name.height() + GAP / 2.0;
        Self { sheet, x, y, x_labels, y_labels, x_name, y_name, marks, height }
    }

    /// Grid, ticks and names of the axes: what lies under the data.
    pub(super) fn under(&self) -> Markup {
        let (left, right) = self.x.range;
        let (bottom, _) = self.y.range;
        let line_height = self.sheet.line_height();
        let ticks_centre = bottom + GAP + line_height / 2.0;
        let name_centre = self.height - GAP / 2.0 - self.x_name.height() / 2.0;
        html! {
            (self.y_name.at(0.0, self.y_name.height() / 2.0))
            @for (value, label) in &self.y_labels {
                line.grid x1=(Px(left)) x2=(Px(right)) y1=(Px(self.y.at(*value)))
                    y2=(Px(self.y.at(*value))) {}
                (label.at(left - GAP, self.y.at(*value)))
            }
            line.axis x1=(Px(left)) x2=(Px(right)) y1=(Px(bottom)) y2=(Px(bottom)) {}
            @for (value, label) in &self.x_labels {
                @let x = self.x.at(*value);
                line.axis x1=(Px(x)) x2=(Px(x)) y1=(Px(bottom)) y2=(Px(bottom + 4.0)) {}
                @let half = label.width() / 2.0;
                (label.at(x.clamp(half, self.sheet.width() - half), ticks_centre))
            }
            (self.x_name.at(right.max(self.x_name.width()), name_centre))
        }
    }

    /// Marks: what lies over the data.
    pub(super) fn over(&self) -> Markup {
        let (bottom, _) = self.y.range;
        html! {
            @for mark in &self.marks {
                @let line = path([(mark.x, mark.label_centre), (mark.x, bottom)]);
                path.casing d=(line) {}
                path.mark d=(line) {}
                (mark.label.at(mark.label_x, mark.label_centre))
            }
        }
    }
}

/// As many ticks as there is room for: their labels keep a distance from each other.
pub(super) fn x_ticks(sheet: Sheet, axis: &Axis, span: (f64, f64), room: f64) -> Ticks {
    let fits = |ticks: &Ticks| {
        let scale = Scale { domain: ticks.domain, range: (0.0, room) };
        let boxes: Vec<(f64, f64)> = ticks
            .labels
            .iter()
            .map(|(value, text)| {
                let half = Label::new(sheet, text, Anchor::Middle).width() / 2.0 + GAP;
                (scale.at(*value) - half, scale.at(*value) + half)
            })
            .collect();
        boxes.windows(2).all(|pair| pair[0].1 <= pair[1].0)
    };
    (1..=10)
        .rev()
        .map(|count| Ticks::within(span, count, axis.format))
        .find(fits)
        .unwrap_or_else(|| Ticks::within(span, 1, axis.format))
}

/// Marks within the axis, with labels to the right of their lines, or to the left at the right edge,
/// in as many rows as they need.
fn placed(sheet: Sheet, marks: &[Mark], x: &Scale, top: f64) -> Vec<PlacedMark> {
    let mut inside: Vec<&Mark> =
        marks.iter().filter(|mark| (x.domain.0..=x.domain.1).contains(&mark.at)).collect();
    inside.sort_by(|a, b| a.at.total_cmp(&b.at));
    let places: Vec<(f64, Label, f64, f64)> = inside
        .iter()
        .map(|mark| {
            let at = x.at(mark.at);
            let label = Label::wrapped(sheet, &mark.label, Anchor::Start, sheet.width() / 3.0)
                .class("halo");
            let width = label.width();
            let left = if at + GAP / 2.0 + width <= sheet.width() {
                at + GAP / 2.0
            } else {
                (at - GAP / 2.0 - width).max(0.0)
            };
            (at, label, left, left + width)
        })
        .collect();
    // Lines run down from their labels, so a later mark goes below the labels that it would cross.
    let boxes: Vec<(f64, f64)> = places
        .iter()
        .map(|(at, _, left, right)| (left.min(*at) - GAP, right.max(*at) + GAP))
        .collect();
    let rows = rows(&boxes);
    let tallest = places.iter().map(|(_, label, ..)| label.height()).fold(0.0, f64::max);
    places
        .into_iter()
        .zip(rows)
        .map(|((x, label, label_x, _), row)| {
            let label_centre = top + (row as f64 + 0.5) * tallest;
            PlacedMark { x, label, label_x, label_centre }
        })
        .collect()
}
