//! The checklist STRESS-DES: strengthening the reporting of empirical simulation studies by
//! discrete-event simulation (Monks et al. 2019).

use mhst_core::model::mechanisms::MECHANISMS;
use mhst_core::model::parameters::{Kind, Parameter};

use super::checklist::{Item, section};
use super::{CITATION, COMMAND, Form, INDEX, MODEL, ODD, PARAMETERS, Subject, WORLDS, Work, link};
use crate::numbers::counted;
use crate::report::document::{Block, Document};
use crate::report::words::Words;
use crate::report::{Caution, about};

pub(super) fn document(subject: &Subject<'_>, form: Form) -> Document {
    let mut sections = vec![
        section("objectives", "1. Objectives", objectives(subject)),
        section("logic", "2. Logic", logic(subject, form)),
        section("data", "3. Data", data(subject)),
        section("experimentation", "4. Experimentation", experimentation(subject)),
        section("implementation", "5. Implementation", implementation(subject)),
        section("code", "6. Code access", code()),
    ];
    let first = Words::from(
        "The items are those of Monks T, Currie CSM, Onggo BS, Robinson S, Kunc M, Taylor SJE (2019). \
         Strengthening the reporting of empirical simulation studies: introducing the STRESS guidelines. \
         Journal of Simulation 13:55-67, doi 10.1080/17477778.2018.1442155. Their requirements are abridged. \
         Back to ",
    )
    .and(form.page("the contents of the pack", INDEX))
    .and(".");
    sections[0].blocks.insert(0, Block::Paragraph(first));
    Document {
        title: format!("STRESS-DES checklist: {}", about::title(subject.facts)),
        origin: about::origin(subject.facts, "Scenario"),
        warnings: Vec::new(),
        cautions: Vec::new(),
        sections,
    }
}

fn objectives(subject: &Subject<'_>) -> Vec<Item> {
    vec![
        Item::known(
            "1.1 Purpose of the model",
            "Background and objectives of the model",
            "The model estimates what a change in staffing, remit, thresholds or organisation of mental \
             health support teams in English schools and colleges would do to waits, access and costs.",
        )
        .but("the background of this study."),
        Item::known(
            "1.2 Model outputs",
            "All quantitative measures, how and when they are computed, and their errors",
            Words::from("Definitions: ")
                .and(subject.copied("measures.csv"))
                .and(". Results: ")
                .and(subject.copied(results(subject)))
                .and(format!(". {}", subject.facts.spread.columns())),
        ),
        Item::known(
            "1.3 Experimentation aims",
            "Research questions, what each scenario is for, the design of experiments",
            scenarios(subject),
        )
        .but("the research questions, and why these scenarios answer them."),
    ]
}

/// The table of results.
fn results(subject: &Subject<'_>) -> &'static str {
    match subject.work {
        Work::Comparison { .. } => "comparison.csv",
        Work::Run | Work::Design { .. } => "summary.csv",
    }
}

/// What was run, in words.
fn scenarios(subject: &Subject<'_>) -> Words {
    let title = about::title(subject.facts);
    match subject.work {
        Work::Run => format!("One scenario: {title}.").into(),
        Work::Comparison { base, changed } => {
            let mut variants: Vec<(&str, Vec<String>)> = Vec::new();
            for it in changed {
                let site = it.site.as_ref().map_or(String::new(), |site| format!(" at {site}"));
                let change = format!("{} = {}{site}", it.key, it.to);
                match variants.last_mut().filter(|(name, _)| *name == it.variant) {
                    Some((_, changes)) => changes.push(change),
                    None => variants.push((&it.variant, vec![change])),
                }
            }
            let list =
                variants.iter().map(|(name, changes)| format!("{name} ({})", changes.join(", ")));
            let list = list.collect::<Vec<_>>().join("; ");
            format!("Variants of the base \u{201c}{base}\u{201d}, in paired runs: {list}.").into()
        }
        Work::Design { axes, points } => {
            format!("A design of {} that varies {}.", counted(points, "point"), axes.join(", "))
                .into()
        }
    }
}

fn logic(subject: &Subject<'_>, form: Form) -> Vec<Item> {
    let in_model = |text: &str, section: &str| {
        Words::from(text).and(" ").and(link(MODEL)).and(format!(", {section}, has the details."))
    };
    vec![
        Item::known(
            "2.1 Base model overview diagram",
            "A diagram of the base model",
            link(MODEL).and(", sections 3 and 4, lists the places of a child and the processes."),
        )
        .but("a diagram of them in the form that the journal wants."),
        Item::known(
            "2.2 Base model logic",
            "The logic of the base model",
            form.page("The ODD description", ODD)
                .and(format!(" lists the {} mechanisms. ", MECHANISMS.len()))
                .and(link(MODEL))
                .and(", section 4, describes each."),
        ),
        Item::known(
            "2.3 Scenario logic",
            "How scenarios differ from the base model",
            scenarios(subject)
                .and(" Values that differ from the defaults: ")
                .and(link(PARAMETERS))
                .and("."),
        ),
        Item::known(
            "2.4 Algorithms",
            "Algorithms that stand for complex or manual processes",
            in_model(
                "Triage and remit, the order of waiting lists, the allocation of slots on Mondays, forming of \
                 groups, handover of cases, the response of the specialist threshold, and the calibration \
                 of specialist services.",
                "sections 4 and 7",
            ),
        ),
        Item::known(
            "2.5.1 Components: entities",
            "All entities and their attributes",
            in_model(
                "Children in need, settings, practitioners, posts, teams, the labour market, specialist \
                 services.",
                "section 2",
            ),
        ),
        Item::known(
            "2.5.2 Components: activities",
            "Activities that entities engage in",
            in_model(
                "Recognition, referral, triage, assessment, one-to-one sessions, sessions through parents and \
                 in groups, step-up, specialist contacts and treatment, supervision, training, recruitment, leave, \
                 whole school work.",
                "section 4",
            ),
        ),
        Item::known(
            "2.5.3 Components: resources",
            "Resources and which activities use them",
            in_model(
                "Hours of practitioners, which yield slots for assessments and sessions; supervision by trained \
                 seniors; places of the specialist service; places of counsellors in settings, of voluntary \
                 services and of parenting programmes; training places.",
                "section 4",
            ),
        ),
        Item::known(
            "2.5.4 Components: queues",
            "Queues and their disciplines",
            in_model(
                "Lists of the team for assessment and for intervention, by date, severity or total wait, and \
                 tied to a practitioner or pooled; cases that wait for a supervisor to agree to a step-up; \
                 the queue of the specialist service, urgent first. Children may give up, though not in their \
                 first two weeks.",
                "section 4",
            ),
        ),
        Item::known(
            "2.5.5 Components: entry and exit points",
            "Where entities enter and leave",
            in_model(
                "An episode opens when need arises (a Poisson process in each setting) or returns, when a child \
                 in need joins a covered setting, or at the start of the run. It closes when need has ended \
                 and nobody has the child on a list or in help, or when the child leaves the covered settings \
                 or moves away. Referrals to the specialist service from elsewhere arrive by themselves, and \
                 so do concerns about children without need. Practitioners enter with a cohort or by \
                 recruitment, and leave.",
                "section 3",
            ),
        ),
    ]
}

fn data(subject: &Subject<'_>) -> Vec<Item> {
    let all = Parameter::all().len();
    let assumed = Parameter::all().filter(|it| it.declaration().kind == Kind::Assumption).count();
    let facts = subject.facts;
    let sources = Item::known(
        "3.1 Data sources",
        "All sources of data",
        link(PARAMETERS)
            .and(" names the source of each parameter, and ")
            .and(subject.copied("benchmark.csv"))
            .and(" that of each reported figure."),
    );
    vec![
        match facts.settings.listed {
            0 => sources,
            _ => sources.but("the source of the sites and settings that the scenario lists."),
        },
        Item::known(
            "3.2 Pre-processing",
            "What was done to data before they were used",
            format!(
                "Settings: {}. Synthetic settings are drawn to match a few facts about each site. Files of a \
                 scenario are read as they are.",
                about::settings(facts.settings)
            ),
        )
        .but("what was done to your own files before mhst read them, or that there are none."),
        Item::known(
            "3.3 Input parameters",
            "All inputs, with distributions",
            link(PARAMETERS).and(format!(
                " has all {all} parameters: default, distribution, source and value here. {}{}{}",
                match facts.differences.len() {
                    0 => "No parameter begins with another value than its default.".to_owned(),
                    1 => "1 value differs from its default.".to_owned(),
                    values => format!("{values} values differ from their defaults."),
                },
                match facts.timeline.len() {
                    0 => String::new(),
                    changes => format!(" {} on a date (ODD 6).", counted(changes, "change")),
                },
                match facts.spread.is_over_worlds() {
                    true => format!(" {WORLDS}"),
                    false => String::new(),
                },
            )),
        ),
        Item::known(
            "3.4 Assumptions",
            "Assumptions about data and logic where knowledge is missing",
            Words::from(format!(
                "{assumed} of {all} parameters are assumptions, marked in the column kind of "
            ))
            .and(link(PARAMETERS))
            .and(". ")
            .and(link(MODEL))
            .and(", section 8, says what the model cannot tell."),
        )
        .but("assumptions of this study that are not in the scenario."),
    ]
}

fn experimentation(subject: &Subject<'_>) -> Vec<Item> {
    let facts = subject.facts;
    let dates = &facts.dates;
    vec![
        Item::known(
            "4.1 Initialisation",
            "Warm-up, and the state at the start",
            format!(
                "Terminating runs with a fixed first and last day. Need and specialist services run from {}, \
                 before the teams start on {}; results count from {}. {} How long new teams take to settle is \
                 looked at with MSER-5 and Welch's moving average (figures whose names begin with \
                 warm-up).{}",
                about::long(dates.start),
                about::long(dates.teams_start),
                about::long(dates.measured_from),
                match facts.initial.is_empty() {
                    true => "The teams are new on their first day.",
                    false => "The teams start from a state that the scenario gives.",
                },
                facts
                    .cautions
                    .iter()
                    .find(|caution| caution.is_of_new_teams)
                    .map_or(String::new(), |Caution { what, meaning, .. }| format!(
                        " Caution: {what}. {meaning}."
                    )),
            ),
        ),
        Item::known(
            "4.2 Run length",
            "Length of runs, and units of time",
            format!(
                "{} to {}, in minutes of simulated time.",
                about::long(dates.start),
                about::long(dates.end.yesterday().unwrap_or(dates.end)),
            ),
        ),
        Item::known(
            "4.3 Estimation approach",
            "Replications, and how estimates are made",
            format!(
                "{}; {} of the central world, in which every parameter has the value of the scenario or else its default. {}",
                facts.spread.runs(),
                counted(facts.spread.central as usize, "replicate"),
                facts.spread.columns()
            ),
        )
        .but("why so many worlds and replicates are enough for this study."),
    ]
}

fn implementation(subject: &Subject<'_>) -> Vec<Item> {
    let facts = subject.facts;
    vec![
        Item::known(
            "5.1 Software or programming language",
            "Language, software and versions",
            format!(
                "mhst {}, written in Rust ({} or later) without a simulation framework. Cargo.lock in its \
                 source has the versions of all libraries.",
                facts.version,
                env!("CARGO_PKG_RUST_VERSION"),
            ),
        ),
        Item::known(
            "5.2 Random sampling",
            "How random numbers are made",
            format!(
                "Philox4x64-10, with one address for each draw: seed, replicate, entity, purpose and count. \
                 Scenarios share random numbers. Seed: {}.",
                facts.seed
            ),
        ),
        Item::known(
            "5.3 Model execution",
            "How events are executed",
            Words::from(
                "Event scheduling, with a calendar of future events. Events of one instant come by kind (ODD 3), \
                 and within a kind in the order in which they were scheduled. Results do not depend on the \
                 number of threads. ",
            )
            .and(link(COMMAND))
            .and(" has the command."),
        ),
        Item::known(
            "5.4 System specification",
            "Run time and hardware",
            Words::from("Time, threads and memory of the last run: ")
                .and(subject.copied("run.json"))
                .and("."),
        )
        .but("processor, operating system and compiler."),
    ]
}

fn code() -> Vec<Item> {
    vec![
        Item::known(
            "6.1 Computer model sharing statement",
            "How the model can be obtained",
            Words::from(format!("Licence of the software: {}. ", env!("CARGO_PKG_LICENSE")))
                .and(link(CITATION))
                .and(" says how to cite it."),
        )
        .but("where the source of this version is archived (address or DOI)."),
    ]
}
