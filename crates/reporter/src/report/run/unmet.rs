//! How long children are without help.

use super::super::document::{Block, Section};
use super::super::headline as h;
use super::Results;

pub(super) fn section(results: Results<'_>) -> Section {
    let all = results.all();
    let blocks = vec![
        Block::Paragraph(
            "Unmet days are days in need, without help and on nobody's list. They are counted \
             within the time that is measured, for every episode of need that was open in it, \
             noticed by somebody or not."
                .into(),
        ),
        Block::Figures(vec![
            ("Episodes of need".into(), all.estimate(&h::EPISODES)),
            ("More than 12 weeks unmet".into(), all.ranged(&h::UNMET_12_WEEKS)),
            ("Days unmet, mean".into(), all.ranged(&h::UNMET_MEAN)),
            ("Days unmet, median".into(), all.ranged(&h::UNMET_MEDIAN)),
        ]),
    ];
    Section { id: "unmet", title: "Who is left without help".to_owned(), blocks }
}
