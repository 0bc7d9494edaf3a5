//! How often values fall between limits.

use maud::html;

use super::frame::{Frame, GAP, Needs};
use super::{Axis, Caption, Chart, DataTable, Drawing, Ink, Mark, Px, Sheet};

/// How often values fall between limits: bars that touch, over a number.
#[derive(Clone, Debug)]
pub struct Histogram {
    /// What the chart is called and what it says.
    pub caption: Caption,
    /// Horizontal axis: the values.
    pub x: Axis,
    /// Vertical axis: how many, or what share. Bars can be compared where all have the same width.
    pub y: Axis,
    /// The bars, from left to right.
    pub bins: Vec<Bin>,
    /// Labelled vertical lines.
    pub marks: Vec<Mark>,
}

/// How many values fall between two limits.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Bin {
    /// Lower limit.
    pub from: f64,
    /// Upper limit.
    pub to: f64,
    /// How many, or what share; not a number where nobody knows.
    pub value: f64,
}

impl Bin {
    fn is_known(&self) -> bool {
        self.from.is_finite() && self.to.is_finite() && self.value.is_finite()
    }
}

impl Histogram {
    fn limits(&self, bin: &Bin) -> String {
        format!("{} to {}", self.x.format.value(bin.from), self.x.format.value(bin.to))
    }
}

impl Chart for Histogram {
    fn caption(&self) -> &Caption {
        &self.caption
    }

    fn table(&self) -> DataTable {
        let row = |bin: &Bin| vec![self.limits(bin), self.y.format.value(bin.value)];
        DataTable {
            header: vec![self.x.label.clone(), self.y.label.clone()],
            rows: self.bins.iter().map(row).collect(),
        }
    }

    fn draw(&self, sheet: Sheet) -> Option<Drawing> {
        let known = || self.bins.iter().filter(|bin| bin.is_known());
        let x_span = self.x.bounds.span(known().flat_map(|bin| [bin.from, bin.to]))?;
        let y_span = self.y.bounds.span(known().map(|bin| bin.value).chain([0.0]))?;
        let height = match sheet {
            Sheet::Wide => 240.0,
            Sheet::Narrow => 200.0,
        };
        let needs = Needs { right: GAP, height };
        let frame = Frame::new(sheet, (&self.x, x_span), (&self.y, y_span), &self.marks, &needs);
        let zero = frame.y.at(0.0);
        let body = html! {
            (frame.under())
            g.(Ink::NAVY.class()) {
                @for bin in known() {
                    @let (left, right) = (frame.x.at(bin.from), frame.x.at(bin.to));
                    @let end = frame.y.at(bin.value);
                    // A unit of white keeps neighbours apart.
                    rect.bar x=(Px(left.min(right) + 0.5)) width=(Px(((right - left).abs() - 1.0).max(0.5)))
                        y=(Px(zero.min(end))) height=(Px((end - zero).abs())) {
                        title { (self.limits(bin)) ": " (self.y.format.value(bin.value)) }
                    }
                }
            }
            (frame.over())
        };
        Some(Drawing { height: frame.height, body })
    }
}
