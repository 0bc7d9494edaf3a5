//! The pack for a paper: a folder that a journal can take. Checklists are filled in from what the
//! program knows; what it cannot know stands there as a marked line to fill in.

mod aqua;
mod checklist;
mod index;
mod odd;
mod parameters;
mod scorecard;
mod stress;
#[cfg(test)]
mod tests;

use crate::comparison::Changed;
use crate::report::document::Document;
use crate::report::words::Words;
use crate::report::{Facts, Picture, Report, about, html, markdown};
use crate::scorecard::Scorecard;
use crate::worlds::Worlds;

/// What a pack is made of.
pub struct Subject<'a> {
    /// What is known of the work.
    pub facts: &'a Facts,
    /// What was run.
    pub work: Work<'a>,
    /// The results beside what was reported.
    pub card: &'a Scorecard,
    /// The plausible worlds; `None` where only the central one was run.
    pub worlds: Option<&'a Worlds>,
    /// The report, whose charts are taken.
    pub report: &'a Report,
    /// Files of the results directory that go into the pack unchanged: names and what they hold.
    pub copied: &'a [(&'a str, &'a str)],
}

/// What was run.
#[derive(Clone, Copy)]
pub enum Work<'a> {
    /// A scenario.
    Run,
    /// Variants against a base.
    Comparison {
        /// Name of the base.
        base: &'a str,
        /// What differs from it.
        changed: &'a [Changed],
    },
    /// The points of a design.
    Design {
        /// What is varied.
        axes: &'a [String],
        /// How many points there are.
        points: usize,
    },
}

/// A file of the pack.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// Its path in the pack.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// The documents, by their names.
const ODD: &str = "odd";
const STRESS: &str = "stress-des";
const AQUA: &str = "aqua";
const SCORECARD: &str = "scorecard";
const INDEX: &str = "index";

/// Other files that are written here.
const PARAMETERS: &str = "parameters.csv";
const COMMAND: &str = "command.txt";
const CITATION: &str = "CITATION.cff";
const MODEL: &str = "model.md";

/// Where plausible worlds come from.
const WORLDS: &str = "Plausible worlds are draws of everything that is not known about the parameters \
    (the distributions in parameters.csv) or, where the scenario names a list of worlds under [knowledge], \
    that list. The list that comes with the Trailblazer scenario was fitted to the figures with the role \
    calibrated, by sequential Monte Carlo at four of its sites, and to no others.";

/// In which form a document is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Markdown,
    Html,
}

impl Form {
    const ALL: [Self; 2] = [Self::Markdown, Self::Html];

    /// The file of a document.
    fn file(self, name: &str) -> String {
        let ending = if self == Self::Markdown { "md" } else { "html" };
        format!("{name}.{ending}")
    }

    /// A link to a document, in the same form.
    fn page(self, text: &str, name: &str) -> Words {
        Words::file(text, self.file(name))
    }

    fn write(self, document: &Document) -> String {
        match self {
            Self::Markdown => markdown::text(document),
            Self::Html => html::page(document),
        }
    }
}

/// A link to a file that is the same in all forms.
fn link(file: &str) -> Words {
    Words::file(file, file)
}

impl Subject<'_> {
    /// A link to a file that may have been copied, or its name where it is not there.
    fn copied(&self, file: &str) -> Words {
        match self.copied.iter().any(|(name, _)| *name == file) {
            true => link(file),
            false => Words::from(format!("{file} (not written by this work)")),
        }
    }

    fn documents(&self, form: Form, pictures: &[Picture]) -> Vec<(&'static str, Document)> {
        let mut documents = vec![
            (ODD, odd::document(self, form)),
            (STRESS, stress::document(self, form)),
            (AQUA, aqua::document(self, form)),
            (SCORECARD, scorecard::document(self, form)),
        ];
        let index = index::document(self, form, &documents, pictures);
        documents.push((INDEX, index));
        for (_, document) in &mut documents {
            let missing = about::incomplete(self.facts);
            document.warnings.extend(missing);
        }
        documents
    }

    /// The files of the pack, but for those that are copied.
    pub fn files(&self) -> Vec<File> {
        let file = |path: &str, text: String| File { path: path.to_owned(), text };
        let pictures = self.report.pictures();
        let mut files = Vec::new();
        for form in Form::ALL {
            for (name, document) in self.documents(form, &pictures) {
                files.push(File { path: form.file(name), text: form.write(&document) });
            }
        }
        files.push(file(PARAMETERS, parameters::csv(self.facts, self.worlds)));
        files.push(file(COMMAND, self.command()));
        files.push(file(CITATION, include_str!("../../../../CITATION.cff").to_owned()));
        files.push(file(MODEL, without_links(include_str!("../../../../docs/model.md"))));
        for picture in pictures {
            files.push(File { path: drawn(&picture), text: picture.svg });
            files.push(File { path: numbers(&picture.id), text: picture.csv });
        }
        files
    }

    /// The command, with everything that identifies the work.
    fn command(&self) -> String {
        let Facts { command, version, name, hash, seed, spread, sites, .. } = self.facts;
        format!(
            "{command}\n\nVersion:  mhst {version}\nScenario: {name}\nHash:     {hash}\nSeed:     {seed}\n\
             Runs:     {}\nSites:    {}\n",
            spread.runs(),
            sites.join(", "),
        )
    }
}

/// Path of a picture.
fn drawn(picture: &Picture) -> String {
    format!("figures/{}.svg", picture.id)
}

/// Path of the numbers behind a picture.
fn numbers(id: &str) -> String {
    format!("figures/{id}.csv")
}

/// A page of the documentation without its links, which lead to pages that the pack does not have.
fn without_links(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let linked = before.rsplit_once('[').zip(after.split_once(')'));
        let Some(((before, name), (_, after))) = linked else { break };
        found += before;
        found += name;
        rest = after;
    }
    found + rest
}
