//! Lines over a number or over time, each with the band of its intervals, if it has any.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::ends::Ends;
use super::frame::{Frame, GAP, Needs};
use super::{Axis, Caption, Chart, DataTable, Drawing, Estimate, Ink, Mark, Px, Sheet, path};

/// Most points that a line has where each is drawn as a dot.
const MOST_DOTS: usize = 12;
/// Most points that a line has where each says its value on hover.
const MOST_SAID: usize = 60;

/// Lines over a number or over time.
#[derive(Clone, Debug)]
pub struct Lines {
    /// What the chart is called and what it says.
    pub caption: Caption,
    /// Horizontal axis.
    pub x: Axis,
    /// Vertical axis.
    pub y: Axis,
    /// The lines.
    pub series: Vec<Series>,
    /// How points are joined.
    pub join: Join,
    /// Labelled vertical lines.
    pub marks: Vec<Mark>,
}

/// One line.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name, written at its end; may be empty where there is only one.
    pub name: String,
    /// Its ink.
    pub ink: Ink,
    /// Its points, from left to right. A value that is not a number is a gap.
    pub points: Vec<Point>,
}

/// A point of a line.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    /// Where, on the horizontal axis.
    pub x: f64,
    /// The value there.
    pub y: Estimate,
}

/// How points are joined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Join {
    /// By straight lines.
    Straight,
    /// By steps: a value holds until the next.
    Step,
}

impl Join {
    /// The corners of the line through points.
    fn corners(self, points: &[(f64, f64)]) -> Vec<(f64, f64)> {
        match self {
            Self::Straight => points.to_vec(),
            Self::Step => {
                let pairs = points.windows(2);
                let steps = pairs.flat_map(|pair| [pair[0], (pair[1].0, pair[0].1)]);
                steps.chain(points.last().copied()).collect()
            }
        }
    }
}

impl Series {
    /// The points that there are, in runs without gaps.
    fn runs(&self) -> impl Iterator<Item = &[Point]> {
        let there = |point: &Point| point.x.is_finite() && point.y.value.is_finite();
        self.points.split(move |point| !there(point)).filter(|run| !run.is_empty())
    }

    fn last(&self) -> Option<&Point> {
        self.runs().last()?.last()
    }
}

impl Chart for Lines {
    fn caption(&self) -> &Caption {
        &self.caption
    }

    /// A row for each place on the horizontal axis, a column for each line.
    fn table(&self) -> DataTable {
        let name = |series: &Series| match series.name.is_empty() {
            true => self.y.label.clone(),
            false => series.name.clone(),
        };
        let names = self.series.iter().map(name);
        let header = std::iter::once(self.x.label.clone()).chain(names).collect();
        let mut rows: BTreeMap<Place, Vec<String>> = BTreeMap::new();
        for (number, series) in self.series.iter().enumerate() {
            for point in series.points.iter().filter(|point| point.x.is_finite()) {
                let row = rows
                    .entry(Place(point.x))
                    .or_insert_with(|| vec![String::new(); self.series.len()]);
                row[number] = point.y.text(self.y.format);
            }
        }
        let written = |(place, cells): (Place, Vec<String>)| {
            std::iter::once(self.x.format.value(place.0)).chain(cells).collect()
        };
        DataTable { header, rows: rows.into_iter().map(written).collect() }
    }

    fn draw(&self, sheet: Sheet) -> Option<Drawing> {
        let drawn: Vec<(&Series, &Point)> =
            self.series.iter().filter_map(|series| Some((series, series.last()?))).collect();
        let points = || drawn.iter().flat_map(|(series, _)| series.runs().flatten());
        let x_span = self.x.bounds.span(points().map(|point| point.x))?;
        let y_span = self.y.bounds.span(points().flat_map(|point| point.y.known()))?;

        let named = || drawn.iter().filter(|(series, _)| !series.name.is_empty());
        let names = named().map(|(series, _)| (series.name.as_str(), series.ink));
        let ends = Ends::new(sheet, names);
        let height = match sheet {
            Sheet::Wide => 280.0,
            Sheet::Narrow => 230.0,
        };
        let needs = Needs { right: ends.width() + GAP, height: ends.height().max(height) };
        let frame = Frame::new(sheet, (&self.x, x_span), (&self.y, y_span), &self.marks, &needs);
        let heights: Vec<f64> = named().map(|(_, last)| frame.y.at(last.y.value)).collect();
        let (bottom, top) = frame.y.range;
        let body = html! {
            (frame.under())
            @for (series, _) in &drawn { (self.band(series, &frame)) }
            @for (series, _) in &drawn { (self.line(series, &frame)) }
            (frame.over())
            @for ((series, last), height) in named().zip(&heights) {
                @let end = [(frame.x.at(last.x), *height), (frame.x.range.1, *height)];
                path.leader.(series.ink.class()) d=(path(end)) {}
            }
            (ends.at(frame.x.range.1, &heights, (top, bottom)))
        };
        Some(Drawing { height: frame.height, body })
    }
}

impl Lines {
    /// The area between the ends of the intervals.
    fn band(&self, series: &Series, frame: &Frame) -> Markup {
        let known = |point: &Point| point.y.known_interval().is_some();
        let runs = series.runs().flat_map(|run| run.split(move |point| !known(point)));
        html! {
            @for run in runs.filter(|run| run.len() > 1) {
                @let side = |end: fn((f64, f64)) -> f64| self.join.corners(&run
                    .iter()
                    .filter_map(|point| Some((point.x, end(point.y.known_interval()?))))
                    .map(|(x, y)| (frame.x.at(x), frame.y.at(y)))
                    .collect::<Vec<_>>());
                @let (low, high) = (side(|interval| interval.0), side(|interval| interval.1));
                path.band.(series.ink.class()) d=(path(high.into_iter().chain(low.into_iter().rev()))) {}
            }
        }
    }

    fn line(&self, series: &Series, frame: &Frame) -> Markup {
        let few = |most: usize| series.points.len() <= most;
        let dot = if few(MOST_DOTS) { "dot" } else { "hit" };
        let place = |point: &Point| (frame.x.at(point.x), frame.y.at(point.y.value));
        html! {
            g.(series.ink.class()) {
                title { (series.name) }
                @for run in series.runs() {
                    @let places: Vec<(f64, f64)> = run.iter().map(place).collect();
                    path.line d=(path(self.join.corners(&places))) {}
                    @if run.len() == 1 {
                        circle.dot cx=(Px(places[0].0)) cy=(Px(places[0].1)) r="3" {}
                    }
                    @if few(MOST_SAID) {
                        @for (point, (x, y)) in run.iter().zip(places) {
                            circle.(dot) cx=(Px(x)) cy=(Px(y)) r="3.5" {
                                title { (self.said(series, point)) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What a point says on hover.
    fn said(&self, series: &Series, point: &Point) -> String {
        let (x, y) = (self.x.format.value(point.x), point.y.text(self.y.format));
        let name = if series.name.is_empty() { &self.x.label } else { &series.name };
        format!("{name}, {x}: {y}")
    }
}

/// A place on the horizontal axis, in order.
#[derive(Clone, Copy)]
struct Place(f64);

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Place {}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}
