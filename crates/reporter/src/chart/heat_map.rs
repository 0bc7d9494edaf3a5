//! A value for each pair of two axes, with the frontier along which it crosses a threshold.

use maud::{Markup, html};

use super::frame::GAP;
use super::text::{Anchor, Label};
use super::{Caption, Chart, DataTable, Drawing, Format, Px, Sheet, path};

/// A value for each pair of two axes. Darker is more.
#[derive(Clone, Debug)]
pub struct HeatMap {
    /// What the chart is called and what it says.
    pub caption: Caption,
    /// What the columns are.
    pub x: Levels,
    /// What the rows are.
    pub y: Levels,
    /// What the cells are, with the unit.
    pub value_is: String,
    /// How cells are written.
    pub format: Format,
    /// For each row, from the bottom up, a value for each column; not a number where there is none.
    pub cells: Vec<Vec<f64>>,
    /// What cells would span by chance alone, where that is known: the scale of colours spans at least
    /// this, so that chance does not show as a difference.
    pub chance: Option<f64>,
    /// Value whose crossing is drawn as a heavy line, and what that line is.
    pub frontier: Option<(f64, String)>,
}

/// The levels of an axis of a heat map.
#[derive(Clone, Debug)]
pub struct Levels {
    /// What they are, with the unit.
    pub label: String,
    /// Each level, from left to right or from the bottom up.
    pub names: Vec<String>,
}

impl HeatMap {
    /// The value of a cell, if there is one.
    fn value(&self, column: usize, row: usize) -> Option<f64> {
        self.cells.get(row)?.get(column).copied().filter(|value| value.is_finite())
    }

    fn places(&self) -> impl Iterator<Item = (usize, usize)> {
        let columns = self.x.names.len();
        (0..self.y.names.len()).flat_map(move |row| (0..columns).map(move |column| (column, row)))
    }

    /// The least and the greatest value.
    fn span(&self) -> Option<(f64, f64)> {
        let values = self.places().filter_map(|(column, row)| self.value(column, row));
        super::Bounds::Data.span(values)
    }

    /// What the colours span: the cells, and at least what chance would.
    fn coloured(&self, (low, high): (f64, f64)) -> (f64, f64) {
        let more = (self.chance.unwrap_or(0.0) - (high - low)).max(0.0);
        (low - more / 2.0, high + more / 2.0)
    }

    /// Pairs of neighbours of which one reaches the threshold of the frontier and the other does not.
    fn crossings(&self) -> Vec<Crossing> {
        let Some((threshold, _)) = self.frontier else { return Vec::new() };
        let reaches = |column, row| self.value(column, row).map(|value| value >= threshold);
        let differ = |a: Option<bool>, b: Option<bool>| a.zip(b).is_some_and(|(a, b)| a != b);
        let mut crossings = Vec::new();
        for (column, row) in self.places() {
            let here = reaches(column, row);
            if differ(here, reaches(column + 1, row)) {
                crossings.push(Crossing::RightOf(column, row));
            }
            if differ(here, reaches(column, row + 1)) {
                crossings.push(Crossing::Above(column, row));
            }
        }
        crossings
    }
}

/// A side of a cell along which the frontier runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Crossing {
    RightOf(usize, usize),
    Above(usize, usize),
}

impl Chart for HeatMap {
    fn caption(&self) -> &Caption {
        &self.caption
    }

    /// Rows and columns as in the picture, from the top down.
    fn table(&self) -> DataTable {
        let corner = format!("{}, by {}", self.y.label, self.x.label);
        let written = |column, row| self.format.value(self.value(column, row).unwrap_or(f64::NAN));
        let row = |(row, name): (usize, &String)| {
            let cells = (0..self.x.names.len()).map(|column| written(column, row));
            std::iter::once(name.clone()).chain(cells).collect()
        };
        DataTable {
            header: std::iter::once(corner).chain(self.x.names.iter().cloned()).collect(),
            rows: self.y.names.iter().enumerate().rev().map(row).collect(),
        }
    }

    fn draw(&self, sheet: Sheet) -> Option<Drawing> {
        let span = self.coloured(self.span()?);
        let grid = Grid::of(self, sheet);
        let ticks_centre = grid.bottom() + GAP + grid.name_height / 2.0;
        let x_name = Label::wrapped(sheet, &self.x.label, Anchor::End, grid.right());
        let x_name_centre = ticks_centre + (grid.name_height + x_name.height()) / 2.0;
        let mut height = x_name_centre + x_name.height() / 2.0 + GAP;
        let key = self.key(sheet, &mut height);
        let hatching = format!("{}-hatching", self.caption.id_on(sheet));
        let y_name = Label::wrapped(sheet, &self.y.label, Anchor::Start, sheet.width());
        let body = html! {
            defs {
                pattern id=(hatching) width="6" height="6" patternUnits="userSpaceOnUse"
                    patternTransform="rotate(45)" {
                    line.axis x1="3" x2="3" y1="0" y2="6" {}
                }
            }
            (y_name.at(0.0, y_name.height() / 2.0))
            @for (row, name) in self.y.names.iter().enumerate() {
                @let room = grid.left - GAP;
                (Label::wrapped(sheet, name, Anchor::End, room).at(room, grid.centre(0, row).1))
            }
            @for (column, name) in self.x.names.iter().enumerate().step_by(grid.every_column) {
                @let room = grid.cell_width * grid.every_column as f64;
                @let label = Label::wrapped(sheet, name, Anchor::Middle, room);
                (label.at(grid.centre(column, 0).0, ticks_centre))
            }
            @for (column, row) in self.places() {
                (self.cell(column, row, span, &grid, &hatching))
            }
            (self.line(&grid))
            (x_name.at(grid.right(), x_name_centre))
            (key)
        };
        Some(Drawing { height, body })
    }
}

impl HeatMap {
    fn cell(
        &self,
        column: usize,
        row: usize,
        (low, high): (f64, f64),
        grid: &Grid,
        hatching: &str,
    ) -> Markup {
        let (x, y) = grid.centre(column, row);
        let (left, top) = (x - grid.cell_width / 2.0, y - grid.cell_height / 2.0);
        let value = self.value(column, row);
        let text = self.format.value(value.unwrap_or(f64::NAN));
        let short = self.format.short(value.unwrap_or(f64::NAN));
        let label = Label::new(grid.sheet, short, Anchor::Middle);
        let depth =
            value.map_or(0.0, |value| if high > low { (value - low) / (high - low) } else { 0.5 });
        let fill = value.map_or_else(|| format!("url(#{hatching})"), |_| shade(depth));
        let label = if depth > WHITE_TEXT_FROM { label.class("reverse") } else { label };
        let fits = value.is_some() && label.width() + 2.0 <= grid.cell_width;
        html! {
            g {
                title { (self.y.names[row]) ", " (self.x.names[column]) ": " (text) }
                rect.cell x=(Px(left)) y=(Px(top)) width=(Px(grid.cell_width))
                    height=(Px(grid.cell_height)) fill=(fill) {}
                @if fits { (label.at(x, y)) }
            }
        }
    }

    /// The frontier, cased in white so that it shows on dark cells.
    fn line(&self, grid: &Grid) -> Markup {
        let sides: Vec<_> =
            self.crossings().into_iter().map(|crossing| path(grid.side(crossing))).collect();
        html! {
            @for class in ["frontier-casing", "frontier"] {
                @for side in &sides { path.(class) d=(side) {} }
            }
        }
    }

    /// What the cells are, what the heavy line is, and what hatching is.
    fn key(&self, sheet: Sheet, height: &mut f64) -> Markup {
        let missing = self.places().any(|(column, row)| self.value(column, row).is_none());
        let mut text = format!("Cells: {}; darker is more.", self.value_is);
        if let Some((threshold, name)) = &self.frontier {
            text += &format!(" Heavy line: {name} ({}).", self.format.value(*threshold));
        }
        if missing {
            text += " Hatched: no data.";
        }
        let label = Label::wrapped(sheet, &text, Anchor::Start, sheet.width());
        let centre = *height + label.height() / 2.0;
        *height += label.height() + GAP;
        label.at(0.0, centre)
    }
}

/// Where the cells are.
struct Grid {
    sheet: Sheet,
    left: f64,
    top: f64,
    rows: usize,
    columns: usize,
    cell_width: f64,
    cell_height: f64,
    /// Every so many columns are named.
    every_column: usize,
    name_height: f64,
}

impl Grid {
    fn of(map: &HeatMap, sheet: Sheet) -> Self {
        let widest = |names: &[String]| {
            let widths = names.iter().map(|name| Label::new(sheet, name, Anchor::End).width());
            widths.fold(0.0, f64::max)
        };
        let y_name = Label::wrapped(sheet, &map.y.label, Anchor::Start, sheet.width());
        let left = widest(&map.y.names).min(sheet.width() * 0.3) + GAP;
        let cell_width = ((sheet.width() - left) / map.x.names.len() as f64).min(120.0);
        let widest_word = widest(
            &map.x
                .names
                .iter()
                .flat_map(|name| name.split_whitespace())
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        );
        let every_column = ((widest_word + GAP) / cell_width).ceil().max(1.0) as usize;
        let room = cell_width * every_column as f64;
        let wrapped = |name: &String| Label::wrapped(sheet, name, Anchor::Middle, room).height();
        let tallest = |name: &String| Label::wrapped(sheet, name, Anchor::End, left - GAP).height();
        Self {
            sheet,
            left,
            top: y_name.height() + GAP,
            rows: map.y.names.len(),
            columns: map.x.names.len(),
            cell_width,
            cell_height: map.y.names.iter().map(tallest).fold(28.0, f64::max),
            every_column,
            name_height: map.x.names.iter().map(wrapped).fold(0.0, f64::max),
        }
    }

    fn right(&self) -> f64 {
        self.left + self.columns as f64 * self.cell_width
    }

    fn bottom(&self) -> f64 {
        self.top + self.rows as f64 * self.cell_height
    }

    fn centre(&self, column: usize, row: usize) -> (f64, f64) {
        let x = self.left + (column as f64 + 0.5) * self.cell_width;
        (x, self.bottom() - (row as f64 + 0.5) * self.cell_height)
    }

    /// Ends of a side of a cell.
    fn side(&self, crossing: Crossing) -> [(f64, f64); 2] {
        let (Crossing::RightOf(column, row) | Crossing::Above(column, row)) = crossing;
        let (x, y) = self.centre(column, row);
        let (right, top) = (x + self.cell_width / 2.0, y - self.cell_height / 2.0);
        match crossing {
            Crossing::RightOf(..) => [(right, top), (right, top + self.cell_height)],
            Crossing::Above(..) => [(right - self.cell_width, top), (right, top)],
        }
    }
}

/// Depth from which white text has more contrast than black: both have at least 4.5 to 1 there.
const WHITE_TEXT_FROM: f64 = 0.69;

/// A shade of blue from near white (0) to dark (1).
fn shade(depth: f64) -> String {
    let between = |light: f64, dark: f64| (light + (dark - light) * depth).round() as u8;
    format!(
        "#{:02x}{:02x}{:02x}",
        between(238.0, 18.0),
        between(243.0, 67.0),
        between(248.0, 109.0)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two columns, two rows: 1 and 5 below, 3 and none above. The line of 3 runs between 1 and 5,
    /// and between 1 and 3; where there is no value there is no line.
    #[test]
    fn the_frontier_runs_between_cells_on_either_side_of_the_threshold() {
        let levels = || Levels { label: String::new(), names: vec![String::new(); 2] };
        let map = HeatMap {
            caption: Caption {
                id: String::new(),
                title: String::new(),
                description: String::new(),
            },
            x: levels(),
            y: levels(),
            value_is: String::new(),
            format: Format::Whole,
            cells: vec![vec![1.0, 5.0], vec![3.0, f64::NAN]],
            chance: None,
            frontier: Some((3.0, String::new())),
        };
        assert_eq!(map.crossings(), [Crossing::RightOf(0, 0), Crossing::Above(0, 0)]);
    }

    /// Cells of 57.2, 57.21 and 57.23 where chance spans 1 lie within the middle 3 % of the colours;
    /// cells that span 10 keep all of them.
    #[test]
    fn chance_is_not_coloured_from_palest_to_darkest() {
        let map = |chance| HeatMap {
            caption: Caption {
                id: String::new(),
                title: String::new(),
                description: String::new(),
            },
            x: Levels { label: String::new(), names: vec![String::new(); 3] },
            y: Levels { label: String::new(), names: vec![String::new()] },
            value_is: String::new(),
            format: Format::Whole,
            cells: vec![vec![57.2, 57.21, 57.23]],
            chance,
            frontier: None,
        };
        let (low, high) = map(Some(1.0)).coloured((57.2, 57.23));
        let depth = |value: f64| (value - low) / (high - low);
        assert!((depth(57.2) - 0.485).abs() < 1e-9 && (depth(57.23) - 0.515).abs() < 1e-9);
        assert_eq!(map(Some(1.0)).coloured((10.0, 20.0)), (10.0, 20.0));
        assert_eq!(map(None).coloured((57.2, 57.23)), (57.2, 57.23));
    }

    /// Contrast as WCAG 2.2 defines it.
    #[test]
    fn text_in_cells_has_a_contrast_of_four_and_a_half() {
        for step in 0..=100 {
            let depth = f64::from(step) / 100.0;
            let colour = shade(depth);
            let channel = |at: usize| {
                let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            let light = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
            let contrast =
                if depth > WHITE_TEXT_FROM { 1.05 / (light + 0.05) } else { (light + 0.05) / 0.05 };
            assert!(contrast >= 4.5, "{depth}: {contrast}");
        }
    }
}
