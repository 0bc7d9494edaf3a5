//! Parts of a whole over time, on top of each other.

use maud::{Markup, html};

use super::ends::Ends;
use super::frame::{Frame, GAP, Needs};
use super::{Axis, Caption, Chart, DataTable, Drawing, Ink, Mark, Px, Sheet, path};

/// Parts of a whole over a number or over time, on top of each other.
#[derive(Clone, Debug)]
pub struct Stacked {
    /// What the chart is called and what it says.
    pub caption: Caption,
    /// Horizontal axis.
    pub x: Axis,
    /// Vertical axis: of the whole.
    pub y: Axis,
    /// Places on the horizontal axis, from left to right.
    pub at: Vec<f64>,
    /// The parts, from the bottom up.
    pub layers: Vec<Layer>,
    /// Labelled vertical lines.
    pub marks: Vec<Mark>,
}

/// A part of the whole.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Its name, written beside it.
    pub name: String,
    /// Its ink.
    pub ink: Ink,
    /// Its value at each place, none below zero. Where one part is not a number, nothing is drawn.
    pub values: Vec<f64>,
}

/// The sums up to and with each part, at a place.
struct Column {
    x: f64,
    /// One more than there are parts: from zero up.
    sums: Vec<f64>,
}

impl Stacked {
    /// The sums at each place; `None` where a part is missing.
    fn columns(&self) -> Vec<Option<Column>> {
        let column = |(place, &x): (usize, &f64)| {
            let mut sums = vec![0.0];
            for layer in &self.layers {
                let value = *layer.values.get(place)?;
                let below = sums.last().copied()?;
                (value.is_finite() && value >= 0.0).then(|| sums.push(below + value))?;
            }
            x.is_finite().then_some(Column { x, sums })
        };
        self.at.iter().enumerate().map(column).collect()
    }
}

impl Chart for Stacked {
    fn caption(&self) -> &Caption {
        &self.caption
    }

    /// A row for each place, a column for each part, and their sum.
    fn table(&self) -> DataTable {
        let names = self.layers.iter().map(|layer| layer.name.clone());
        let header = std::iter::once(self.x.label.clone())
            .chain(names)
            .chain(std::iter::once("Sum".to_owned()))
            .collect();
        let cell = |value: Option<&f64>| self.y.format.value(value.copied().unwrap_or(f64::NAN));
        let row = |((place, x), column): ((usize, &f64), Option<Column>)| {
            let sum = column.and_then(|column| column.sums.last().copied());
            std::iter::once(self.x.format.value(*x))
                .chain(self.layers.iter().map(|layer| cell(layer.values.get(place))))
                .chain(std::iter::once(cell(sum.as_ref())))
                .collect()
        };
        DataTable {
            header,
            rows: self.at.iter().enumerate().zip(self.columns()).map(row).collect(),
        }
    }

    fn draw(&self, sheet: Sheet) -> Option<Drawing> {
        let columns = self.columns();
        let there = || columns.iter().flatten();
        let x_span = self.x.bounds.span(there().map(|column| column.x))?;
        let y_span = self.y.bounds.span(there().flat_map(|column| column.sums.iter().copied()))?;
        let last = there().last().filter(|_| !self.layers.is_empty())?;

        let ends =
            Ends::new(sheet, self.layers.iter().map(|layer| (layer.name.as_str(), layer.ink)));
        let height = match sheet {
            Sheet::Wide => 300.0,
            Sheet::Narrow => 260.0,
        };
        let needs = Needs { right: ends.width() + GAP, height: ends.height().max(height) };
        let frame = Frame::new(sheet, (&self.x, x_span), (&self.y, y_span), &self.marks, &needs);
        let middles: Vec<f64> =
            last.sums.windows(2).map(|ends| frame.y.at((ends[0] + ends[1]) / 2.0)).collect();
        let (bottom, top) = frame.y.range;
        let hatching = format!("{}-hatching", self.caption.id_on(sheet));
        let body = html! {
            @if self.layers.iter().any(|layer| layer.ink.hatched) { (hatch(&hatching)) }
            (frame.under())
            @for (number, layer) in self.layers.iter().enumerate() {
                (layer_area(layer, number, &columns, &frame, &hatching))
            }
            (frame.over())
            (ends.at(frame.x.at(last.x), &middles, (top, bottom)))
        };
        Some(Drawing { height: frame.height, body })
    }
}

/// The area of a part, in pieces where columns are missing.
fn layer_area(
    layer: &Layer,
    number: usize,
    columns: &[Option<Column>],
    frame: &Frame,
    hatching: &str,
) -> Markup {
    let place = |column: &Column, sum: usize| (frame.x.at(column.x), frame.y.at(column.sums[sum]));
    html! {
        g.(layer.ink.class()) {
            title { (layer.name) }
            @for run in columns.split(Option::is_none).filter(|run| run.len() > 1) {
                @let upper = run.iter().flatten().map(|column| place(column, number + 1));
                @let lower = run.iter().flatten().rev().map(|column| place(column, number));
                @let outline = path(upper.chain(lower));
                path.area d=(outline) {}
                @if layer.ink.hatched { path fill={ "url(#" (hatching) ")" } d=(outline) {} }
            }
        }
    }
}

/// White stripes over a colour.
fn hatch(id: &str) -> Markup {
    html! {
        defs {
            pattern id=(id) width="7" height="7" patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)" {
                line.hatching x1=(Px(3.5)) x2=(Px(3.5)) y1="0" y2="7" {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Bounds, Format};

    /// 1 and 2 are 3, 4 and 5 are 9; where a part is missing or below zero there is no column.
    #[test]
    fn heights_add_up_and_a_missing_part_leaves_a_gap() {
        let axis =
            || Axis { label: String::new(), format: Format::Whole, bounds: Bounds::FromZero };
        let layer =
            |values: &[f64]| Layer { name: String::new(), ink: Ink::NAVY, values: values.to_vec() };
        let stacked = Stacked {
            caption: Caption {
                id: String::new(),
                title: String::new(),
                description: String::new(),
            },
            x: axis(),
            y: axis(),
            at: vec![0.0, 1.0, 2.0, 3.0],
            layers: vec![layer(&[1.0, 4.0, f64::NAN, -1.0]), layer(&[2.0, 5.0, 6.0, 7.0])],
            marks: vec![],
        };
        let sums: Vec<Option<Vec<f64>>> =
            stacked.columns().into_iter().map(|column| Some(column?.sums)).collect();
        let expected = [Some(vec![0.0, 1.0, 3.0]), Some(vec![0.0, 4.0, 9.0]), None, None];
        assert_eq!(sums, expected);
        assert_eq!(stacked.table().rows[1].last().unwrap(), "9");
        assert_eq!(stacked.table().rows[2].last().unwrap(), "no data");
    }
}
