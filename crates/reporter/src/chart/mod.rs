//! Charts as inline SVG: data go in, markup comes out. A chart is drawn twice, for a wide sheet
//! (desktop, print) and for a narrow one (phone); the style sheet shows the one that fits. Each says
//! in words what it shows, and gives the numbers behind it as a table.

mod bars;
mod dots;
mod ends;
mod format;
mod frame;
mod heat_map;
mod histogram;
mod lines;
mod sankey;
mod scale;
mod stacked;
mod style;
#[cfg(test)]
pub(crate) mod tests;
mod text;

use maud::{Markup, PreEscaped, Render, html};

pub use bars::{Bars, Group, Kind};
pub use dots::{Dots, Panel, Row};
pub use format::Format;
pub use heat_map::{HeatMap, Levels};
pub use histogram::{Bin, Histogram};
pub use lines::{Join, Lines, Point, Series};
pub use sankey::{Flow, Node, Sankey};
pub use scale::{Bounds, day};
pub use stacked::{Layer, Stacked};
pub(crate) use style::style_sheet_of_a_file;
pub use style::{Ink, style_sheet};

use text::{Anchor, Label};

/// A chart: a picture, what it says in words, and the numbers behind it.
pub trait Chart {
    /// What the chart is called and what it says.
    fn caption(&self) -> &Caption;

    /// The numbers behind the picture.
    fn table(&self) -> DataTable;

    /// The picture for a sheet; `None` where there is nothing to draw.
    fn draw(&self, sheet: Sheet) -> Option<Drawing>;

    /// The picture for every sheet, as `<svg>` elements. Where there is nothing to draw, it says so.
    fn picture(&self) -> Markup {
        html! {
            @for sheet in [Sheet::Wide, Sheet::Narrow] { (self.picture_on(sheet)) }
        }
    }

    /// The picture for one sheet, as an `<svg>` element. Where there is nothing to draw, it says so.
    fn picture_on(&self, sheet: Sheet) -> Markup {
        self.caption().svg(sheet, self.draw(sheet).unwrap_or_else(|| no_data(sheet)))
    }
}

/// What a chart is called and what it says.
#[derive(Clone, PartialEq, Debug)]
pub struct Caption {
    /// Begins all ids within the picture: a letter, then letters, digits and hyphens; unique within
    /// the page.
    pub id: String,
    /// What is shown.
    pub title: String,
    /// One sentence with the figures that matter.
    pub description: String,
}

impl Caption {
    fn svg(&self, sheet: Sheet, drawing: Drawing) -> Markup {
        let id = self.id_on(sheet);
        html! {
            svg.chart.(sheet.class()) xmlns="http://www.w3.org/2000/svg" role="img"
                viewBox={ "0 0 " (Px(sheet.width())) " " (Px(drawing.height)) }
                aria-labelledby={ (id) "-title " (id) "-description" } {
                title id={ (id) "-title" } { (self.title) }
                desc id={ (id) "-description" } { (self.description) }
                (drawing.body)
            }
        }
    }

    /// Beginning of the ids on a sheet.
    fn id_on(&self, sheet: Sheet) -> String {
        format!("{}-{}", self.id, sheet.class())
    }
}

/// A table of text that is ready to be shown.
#[derive(Clone, PartialEq, Debug)]
pub struct DataTable {
    /// Names of the columns, with units.
    pub header: Vec<String>,
    /// Rows as long as the header.
    pub rows: Vec<Vec<String>>,
}

/// What a chart is drawn for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sheet {
    /// Desktop and print.
    Wide,
    /// Phone.
    Narrow,
}

impl Sheet {
    /// Units of the `viewBox`; one is about a pixel where the sheet is meant for.
    const fn width(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Narrow => 360.0,
        }
    }

    /// Size of all text.
    const fn font_size(self) -> f64 {
        match self {
            Self::Wide => 13.0,
            Self::Narrow => 12.0,
        }
    }

    /// From one line of text to the next.
    const fn line_height(self) -> f64 {
        self.font_size() + 3.0
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }
}

/// What is drawn on a sheet.
#[derive(Clone, Debug)]
pub struct Drawing {
    height: f64,
    body: Markup,
}

fn no_data(sheet: Sheet) -> Drawing {
    let height = 3.0 * sheet.line_height();
    let label = Label::new(sheet, "No data", Anchor::Middle);
    Drawing { height, body: label.at(sheet.width() / 2.0, height / 2.0) }
}

/// A value with its interval.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Estimate {
    /// The value; not a number where there is none.
    pub value: f64,
    /// Lower and upper end.
    pub interval: Option<(f64, f64)>,
}

impl Estimate {
    /// A value without an interval.
    #[must_use]
    pub const fn exact(value: f64) -> Self {
        Self { value, interval: None }
    }

    /// The interval, where all of it is known.
    fn known_interval(&self) -> Option<(f64, f64)> {
        self.interval.filter(|(low, high)| low.is_finite() && high.is_finite())
    }

    /// The value and the ends of the interval, as far as known.
    fn known(&self) -> impl Iterator<Item = f64> {
        let (low, high) = self.known_interval().unzip();
        [Some(self.value), low, high].into_iter().flatten().filter(|value| value.is_finite())
    }

    /// The value, with its interval in brackets.
    fn text(&self, format: Format) -> String {
        let value = format.value(self.value);
        match self.known_interval() {
            Some((low, high)) => {
                // The sign after the upper end holds for both.
                let low = format.value(low);
                format!("{value} ({} to {})", low.trim_end_matches(" %"), format.value(high))
            }
            None => value,
        }
    }
}

/// An axis: what it measures and how its numbers are written.
#[derive(Clone, PartialEq, Debug)]
pub struct Axis {
    /// What is measured, with its unit.
    pub label: String,
    /// How its numbers are written.
    pub format: Format,
    /// What it spans.
    pub bounds: Bounds,
}

/// A labelled line across a chart: a threshold, the date of a policy, a shock.
#[derive(Clone, PartialEq, Debug)]
pub struct Mark {
    /// Where, on the horizontal axis.
    pub at: f64,
    /// A few words.
    pub label: String,
}

/// A coordinate, written to a tenth of a unit.
struct Px(f64);

impl Render for Px {
    fn render_to(&self, out: &mut String) {
        use std::fmt::Write as _;
        let tenths = (self.0 * 10.0).round() / 10.0 + 0.0;
        let _ = write!(out, "{tenths}");
    }
}

/// The points of a line or outline as path data.
fn path(points: impl IntoIterator<Item = (f64, f64)>) -> PreEscaped<String> {
    let mut data = String::new();
    for (number, (x, y)) in points.into_iter().enumerate() {
        data.push(if number == 0 { 'M' } else { 'L' });
        Px(x).render_to(&mut data);
        data.push(' ');
        Px(y).render_to(&mut data);
    }
    PreEscaped(data)
}
