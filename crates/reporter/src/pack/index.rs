//! The contents of the pack.

use super::checklist::left;
use super::{
    AQUA, CITATION, COMMAND, Form, MODEL, ODD, PARAMETERS, STRESS, Subject, drawn, link, numbers,
};
use crate::numbers::counted;
use crate::report::document::{Block, Document, Section, Table};
use crate::report::words::Words;
use crate::report::{Picture, about};

pub(super) fn document(
    subject: &Subject<'_>,
    form: Form,
    documents: &[(&str, Document)],
    pictures: &[Picture],
) -> Document {
    let facts = subject.facts;
    Document {
        title: format!("Pack for a paper: {}", about::title(facts)),
        origin: about::origin(facts, "Scenario"),
        warnings: Vec::new(),
        cautions: Vec::new(),
        sections: vec![contents(subject, form, documents), figures(pictures), again(subject)],
    }
}

fn contents(subject: &Subject<'_>, form: Form, documents: &[(&str, Document)]) -> Section {
    let row = |what: Words, holds: Words| vec![what, holds];
    let described = |name: &str| match name {
        ODD => ("ODD description", "The model by the ODD protocol (Grimm et al. 2020)."),
        STRESS => ("STRESS-DES checklist", "Every item of the guideline (Monks et al. 2019)."),
        AQUA => ("AQuA checklist", "Quality assurance by the AQuA Book of the UK government."),
        _ => ("Scorecard", "Results beside what was reported."),
    };
    let mut rows: Vec<Vec<Words>> = Vec::new();
    for (name, document) in documents {
        let (title, holds) = described(name);
        let other = match form {
            Form::Markdown => Form::Html,
            Form::Html => Form::Markdown,
        };
        let file = form.page(title, name).and(" (also ").and(link(&other.file(name))).and(")");
        let open = match left(document) {
            0 => String::new(),
            open => format!(" {} to fill in.", counted(open, "line")),
        };
        rows.push(row(file, Words::from(holds).and(open)));
    }
    rows.push(row(
        link(MODEL),
        "The full description of the model, by the mhst that wrote this pack. Its links are left out."
            .into(),
    ));
    rows.push(row(
        link(PARAMETERS),
        "Every parameter: distribution (median, 95 % interval and scale), kind, source, the value in this \
         work, and its range over the worlds that were run."
            .into(),
    ));
    rows.push(row(
        link(COMMAND),
        "The command that does the work again, version, hash and seed.".into(),
    ));
    rows.push(row(link(CITATION), "How to cite the software.".into()));
    rows.extend(subject.copied.iter().map(|(name, holds)| row(link(name), (*holds).into())));
    let total: usize = documents.iter().map(|(_, document)| left(document)).sum();
    let text = format!(
        "The checklists say what the program knows. What it cannot know is marked TO FILL IN: {} in all. \
         Fill them in, in the Markdown files, before you hand the pack on, and leave out the HTML files or \
         make them again from those.",
        counted(total, "line")
    );
    let table = Table {
        id: "files-table".to_owned(),
        caption: "Files of the pack".to_owned(),
        header: ["file", "contents"].map(str::to_owned).into(),
        rows,
        text_columns: 2,
        filter: None,
    };
    Section {
        id: "files",
        title: "What is in the pack".to_owned(),
        blocks: vec![Block::Paragraph(text.into()), Block::Table(table)],
    }
}

fn figures(pictures: &[Picture]) -> Section {
    let rows = pictures.iter().map(|picture| {
        let (svg, csv) = (drawn(picture), numbers(&picture.id));
        vec![
            Words::file(picture.title.as_str(), svg),
            Words::file("numbers", csv),
            picture.description.as_str().into(),
        ]
    });
    let table = Table {
        id: "figures-table".to_owned(),
        caption: "Figures (SVG) and the numbers behind them (CSV)".to_owned(),
        header: ["figure", "data", "what it shows"].map(str::to_owned).into(),
        rows: rows.collect(),
        text_columns: 3,
        filter: None,
    };
    let text = "The charts of the report. The numbers behind each are rounded as they are shown; the tables \
                of results have all digits. Charts of places, flows, staff, time and costs show the central \
                world, in which every parameter has the value of the scenario or else its default: means over its replicates. They differ from \
                the medians over plausible worlds in the tables, and their intervals are chance alone.";
    let blocks = match pictures.is_empty() {
        true => vec![Block::Paragraph("The report has no charts.".into())],
        false => vec![Block::Paragraph(text.into()), Block::Table(table)],
    };
    Section { id: "figures", title: "Figures".to_owned(), blocks }
}

fn again(subject: &Subject<'_>) -> Section {
    let facts = subject.facts;
    Section {
        id: "again",
        title: "How to reproduce it".to_owned(),
        blocks: vec![
            Block::Paragraph(
                Words::from("With the same version and the same files, this command gives the same bytes on \
                             the same platform (")
                    .and(link(COMMAND))
                    .and("):"),
            ),
            Block::Command(facts.command.clone()),
            Block::Definitions(vec![
                ("Version".into(), format!("mhst {}", facts.version).into()),
                ("Hash".into(), facts.hash.as_str().into()),
                ("Seed".into(), facts.seed.to_string().into()),
            ]),
        ],
    }
}
