//! The scorecard as a page of its own.

use super::{Form, INDEX, Subject};
use crate::report::document::{Block, Document, Section};
use crate::report::words::Words;
use crate::report::{about, scorecard};

pub(super) fn document(subject: &Subject<'_>, form: Form) -> Document {
    let nothing = || {
        Section {
        id: "evidence",
        title: "Simulated and reported figures".to_owned(),
        blocks: vec![Block::Paragraph(
            "There is nothing to compare: no figures were reported for this scenario, or there are too \
             few runs. A design is no account of anything observed, and is not compared."
                .into(),
        )],
    }
    };
    let files = Section {
        id: "files",
        title: "Files".to_owned(),
        blocks: vec![Block::Paragraph(
            Words::from("All numbers: ")
                .and(subject.copied("benchmark.csv"))
                .and(", and for series by site ")
                .and(subject.copied("benchmark_series.csv"))
                .and(". Back to ")
                .and(form.page("the contents of the pack", INDEX))
                .and("."),
        )],
    };
    let card = scorecard::section(subject.card, Vec::new()).unwrap_or_else(nothing);
    Document {
        title: format!("Scorecard: {}", about::title(subject.facts)),
        origin: about::origin(subject.facts, "Scenario"),
        warnings: Vec::new(),
        cautions: Vec::new(),
        sections: vec![card, files],
    }
}
