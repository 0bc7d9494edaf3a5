//! A checklist of analytical quality assurance (AQuA) by the AQuA Book of the UK government: its
//! principles, roles, stages and logs. The book prescribes no form.

use mhst_core::model::figures::Role;
use mhst_core::model::parameters::{Kind, Parameter};

use super::checklist::{Item, section};
use super::{
    CITATION, COMMAND, Form, INDEX, MODEL, ODD, PARAMETERS, SCORECARD, STRESS, Subject, link,
};
use crate::numbers::counted;
use crate::report::about;
use crate::report::document::{Block, Document};
use crate::report::words::Words;

pub(super) fn document(subject: &Subject<'_>, form: Form) -> Document {
    let mut sections = vec![
        section("rigour", "Principles: RIGOUR", rigour(subject, form)),
        section("roles", "Roles", roles()),
        section("stages", "Stages of the analysis", stages(subject, form)),
        section("logs", "Logs and documents", logs(subject)),
    ];
    let first = Words::from(
        "This list follows the AQuA Book (Government Analysis Function 2025, revised edition, \
         gov.uk/guidance/the-aqua-book). The book prescribes no form; the rows are its principles, roles, \
         stages and logs. Back to ",
    )
    .and(form.page("the contents of the pack", INDEX))
    .and(".");
    sections[0].blocks.insert(0, Block::Paragraph(first));
    Document {
        title: format!("AQuA checklist: {}", about::title(subject.facts)),
        origin: about::origin(subject.facts, "Scenario"),
        warnings: Vec::new(),
        cautions: Vec::new(),
        sections,
    }
}

fn rigour(subject: &Subject<'_>, form: Form) -> Vec<Item> {
    let facts = subject.facts;
    vec![
        Item::known(
            "Repeatable",
            "The same inputs give the same outputs",
            Words::from("The same version, files and command give the same bytes on the same platform: ")
                .and(link(COMMAND))
                .and(format!(". Hash of the work: {}.", facts.hash)),
        ),
        Item::open(
            "Independent",
            "Free of prejudice and bias; views of stakeholders in balance",
            "who was consulted, and what they said.",
        ),
        Item::known(
            "Grounded in reality",
            "Connected with the real system and its consequences",
            form.page("The scorecard", SCORECARD).and(
                " compares results with published figures. No series of waits for mental health support teams \
                 has been published, so levels of those waits cannot be validated.",
            ),
        )
        .but("how the work fits the service that the decision is about."),
        Item::known(
            "Objective",
            "Challenged, with a clear interpretation",
            "Each figure has one role. Figures to which something was set are never reported as validation.",
        )
        .but("who challenged the interpretation of these results."),
        Item::known(
            "Uncertainty-managed",
            "Uncertainty is identified, managed and communicated",
            Words::from(format!("{} Distributions: ", facts.spread.columns()))
                .and(link(PARAMETERS))
                .and(". Which unknowns results depend on: ")
                .and(subject.copied("sensitivity.csv"))
                .and("."),
        )
        .but("uncertainty that is in no parameter, such as other structures of the model."),
        Item::known(
            "Robust",
            "Free of errors within stated limits",
            "Every run checks that no child is lost or created by mistake, that person-time over places \
             equals person-time of episodes, and that no slot is used that was not offered; it stops \
             otherwise.",
        )
        .but("sensitivity of the conclusion to choices of this study."),
        Item::open(
            "Proportionate",
            "Assurance in proportion to risk and complexity",
            "the risk of the decision, and the assurance that follows from it.",
        ),
    ]
}

fn roles() -> Vec<Item> {
    vec![
        Item::open("Commissioner", "Asks for the analysis, and accepts it", "name and date."),
        Item::open("Analyst", "Designs and does the analysis, and checks it", "name and date."),
        Item::open(
            "Assurer",
            "Reviews the checks of the analyst, independently of the analyst",
            "name and date.",
        ),
        Item::open("Approver", "Confirms that assurance is adequate", "name and date."),
    ]
}

fn stages(subject: &Subject<'_>, form: Form) -> Vec<Item> {
    let facts = subject.facts;
    let state = match &facts.missing {
        None => "All runs are done.".to_owned(),
        Some(missing) => format!(
            "{} of {} are done, {} failed: the work is incomplete.",
            missing.finished,
            counted(missing.expected, "run"),
            missing.failed
        ),
    };
    let cautions = match facts.cautions.len() {
        0 => " mhst gives no caution.".to_owned(),
        cautions => format!(" mhst gives {} (manifest.json).", counted(cautions, "caution")),
    };
    vec![
        Item::open(
            "Engagement and scoping",
            "The question, its context and limits, and how much assurance it needs",
            "the question, who decides what on it, and the assurance that was agreed.",
        ),
        Item::known(
            "Design",
            "A plan that answers the question",
            form.page("ODD", ODD).and(" and ").and(form.page("STRESS-DES", STRESS)).and(
                " describe model and experiments.",
            ),
        )
        .but("whether the plan was agreed before results were seen."),
        Item::known("Analysis", "Done as planned", format!("{state}{cautions}"))
            .but("what differs from the plan, and why."),
        Item::known(
            "Verification",
            "The model does what its description says",
            "The source of mhst has tests of the engine against known results of queueing theory, of the laws \
             of the model, of the direction in which each parameter moves results, and of equal bytes.",
        )
        .but("that the tests of this version were run, where, and with what result."),
        Item::known(
            "Validation",
            "The model is fit for the purpose",
            validation(subject, form),
        )
        .but("for which decisions this is enough."),
        Item::open(
            "Delivery, communication and sign-off",
            "Results are communicated with their limits, and approved",
            "how results and limits are communicated, and the record of approval.",
        ),
    ]
}

/// How results compare with figures that the model was not set to.
fn validation(subject: &Subject<'_>, form: Form) -> Words {
    let words = match subject.card.headline() {
        Some(sentence) => {
            let (below, all) = subject.card.series_below(Role::HeldOut);
            let series = match all {
                0 => String::new(),
                all => format!(
                    " Of {all} held-out series by site {below} have fewer sites inside than would be expected."
                ),
            };
            Words::from(format!(
                "{sentence}{series} What would be expected holds for figures that are independent."
            ))
        }
        None => "No held-out figure was compared.".into(),
    };
    words.and(" ").and(form.page("The scorecard", SCORECARD)).and(" has all figures.")
}

fn logs(subject: &Subject<'_>) -> Vec<Item> {
    let of_kind = |kind: Kind| Parameter::all().filter(|it| it.declaration().kind == kind).count();
    vec![
        Item::known(
            "Assumptions log",
            "Each assumption with its impact, its reliability, and who made and agreed it",
            Words::from(format!(
                "{} assumptions, {} derived and {} published values: ",
                of_kind(Kind::Assumption),
                of_kind(Kind::Derived),
                of_kind(Kind::Published)
            ))
            .and(link(PARAMETERS))
            .and(" has the range and the source of each, and ")
            .and(subject.copied("sensitivity.csv"))
            .and(" those on which results depend."),
        )
        .but("who agreed the assumptions that matter."),
        Item::known(
            "Data log",
            "Each source with its quality",
            Words::from("Inputs in full: ").and(subject.copied("manifest.json")).and("."),
        )
        .but("quality and permission of your own data, or that there are none."),
        Item::open("Decisions log", "Decisions, when, why and by whom", "decisions of this study."),
        Item::known(
            "Technical documentation",
            "Enough to reproduce and to maintain it",
            link(MODEL)
                .and(", ")
                .and(link(COMMAND))
                .and(", ")
                .and(subject.copied("measures.csv"))
                .and("."),
        ),
        Item::known(
            "Version control",
            "Which version of the model was used",
            Words::from(format!("mhst {}. ", subject.facts.version)).and(link(CITATION)).and("."),
        ),
        Item::open(
            "Assurance statement",
            "What was assured, with limits and conditions",
            "the statement.",
        ),
    ]
}
