//! Names of series beside the right edge of the data, in place of a legend.

use maud::{Markup, html};

use super::frame::GAP;
use super::text::{Anchor, Label, spread};
use super::{Ink, Sheet, path};

/// Length of the line from the data to a name.
const LEADER: f64 = 16.0;

/// The name of a series and the height at which its data end.
pub(super) struct End {
    label: Label,
    ink: Ink,
}

/// Names of series, top to bottom in the order of where their data end.
pub(super) struct Ends {
    ends: Vec<End>,
}

impl Ends {
    pub(super) fn new<'a>(sheet: Sheet, series: impl IntoIterator<Item = (&'a str, Ink)>) -> Self {
        let room = match sheet {
            Sheet::Wide => 150.0,
            Sheet::Narrow => 84.0,
        };
        let end = |(name, ink): (&str, Ink)| End {
            label: Label::wrapped(sheet, name, Anchor::Start, room),
            ink,
        };
        Self { ends: series.into_iter().map(end).collect() }
    }

    /// Width that the names need beside the data.
    pub(super) fn width(&self) -> f64 {
        let widest = self.ends.iter().map(|end| end.label.width()).fold(0.0, f64::max);
        if self.ends.is_empty() { 0.0 } else { LEADER + GAP / 2.0 + widest }
    }

    /// Height that the names need together.
    pub(super) fn height(&self) -> f64 {
        self.ends.iter().map(|end| end.label.height()).sum()
    }

    /// Names at the right of `x`, as near as they can be to the heights at which the data end, which
    /// are given in the order of the series; between `top` and `bottom`.
    pub(super) fn at(&self, x: f64, heights: &[f64], (top, bottom): (f64, f64)) -> Markup {
        let wanted: Vec<(f64, f64)> = heights
            .iter()
            .zip(&self.ends)
            .map(|(&height, end)| (height, end.label.height()))
            .collect();
        let centres = spread(&wanted, top, bottom);
        html! {
            @for ((end, height), centre) in self.ends.iter().zip(heights).zip(centres) {
                @let leader = [(x, *height), (x + LEADER / 4.0, *height), (x + LEADER, centre)];
                path.leader.(end.ink.class()) d=(path(leader)) {}
                (end.label.at(x + LEADER + GAP / 2.0, centre))
            }
        }
    }
}
