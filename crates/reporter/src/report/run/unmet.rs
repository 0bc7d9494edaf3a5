//! How long children are without help.

use super::super::document::{Block, Figure, Section};
use super::super::headline as h;
use super::super::words::Words;
use super::Results;
use crate::chart::{Axis, Bin, Bounds, Caption, Format, Histogram, Mark};

/// Weeks that a bar spans.
const WIDTH: u32 = 4;

pub(super) fn section(results: Results<'_>) -> Section {
    let all = results.all();
    let blocks = vec![
        Block::Chart(Figure::of(&histogram(results))),
        Block::Paragraph(
            "An unmet day is a day in need, without help and on nobody's waiting list. Unmet days are \
             counted within the measurement window, for every episode of need that was open in it, \
             whether anybody had noticed it or not."
                .into(),
        ),
        Block::Figures(vec![
            ("Episodes of need".into(), all.estimate(&h::EPISODES)),
            ("Unmet for more than 12 weeks".into(), all.ranged(&h::UNMET_12_WEEKS)),
            ("Mean unmet days".into(), all.ranged(&h::UNMET_MEAN)),
            ("Median unmet days".into(), all.ranged(&h::UNMET_MEDIAN)),
        ]),
    ];
    Section { id: "unmet", title: "Unmet need".to_owned(), blocks }
}

/// Episodes by weeks unmet.
fn histogram(results: Results<'_>) -> Histogram {
    let all = results.all();
    let classes = results.collected.series.unmet.classes(WIDTH);
    let bin = |(class, value): (u32, f64)| Bin {
        from: f64::from(class * WIDTH),
        to: f64::from((class + 1) * WIDTH),
        value,
    };
    let description = Words::from("In ")
        .and(all.estimate(&h::UNMET_12_WEEKS))
        .and(" of episodes of need, the child was unmet for more than 12 weeks. The median is ")
        .and(all.estimate(&h::UNMET_MEDIAN))
        .and(" days.");
    Histogram {
        caption: Caption {
            id: "unmet-weeks".to_owned(),
            title: "Weeks unmet, by episode of need".to_owned(),
            description: description.text(),
        },
        x: Axis {
            label: "Weeks unmet within the measurement window".to_owned(),
            format: Format::Whole,
            bounds: Bounds::FromZero,
        },
        y: Axis {
            label: "Share of episodes".to_owned(),
            format: Format::Percent(1),
            bounds: Bounds::FromZero,
        },
        bins: (0..).zip(classes).map(bin).collect(),
        marks: vec![Mark { at: 12.0, label: "12 weeks".to_owned() }],
    }
}
