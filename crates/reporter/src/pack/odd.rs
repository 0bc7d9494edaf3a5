//! The model by the headings of the ODD protocol (Grimm et al. 2020).

use mhst_core::model::mechanisms::MECHANISMS;
use mhst_core::model::parameters::Parameter;

use super::checklist::to_fill_in;
use super::{Form, INDEX, MODEL, PARAMETERS, SCORECARD, Subject, WORLDS, Work, link};
use crate::numbers::counted;
use crate::report::document::{Block, Document, Section, Table};
use crate::report::words::Words;
use crate::report::{Facts, about};

pub(super) fn document(subject: &Subject<'_>, form: Form) -> Document {
    let facts = subject.facts;
    Document {
        title: format!("ODD: {}", about::title(facts)),
        origin: about::origin(facts, "Scenario"),
        warnings: Vec::new(),
        cautions: Vec::new(),
        sections: vec![
            purpose(subject, form),
            entities(facts),
            processes(),
            concepts(facts),
            initialisation(facts),
            input(subject),
            submodels(),
        ],
    }
}

fn paragraph(words: impl Into<Words>) -> Block {
    Block::Paragraph(words.into())
}

fn purpose(subject: &Subject<'_>, form: Form) -> Section {
    let mut blocks = vec![
        paragraph(
            Words::from(
                "This description follows the ODD protocol (Grimm et al. 2020, JASSS 23(2):7). It \
                         says what holds for this work; ",
            )
            .and(link(MODEL))
            .and(" describes the model in full. Back to ")
            .and(form.page("the contents of the pack", INDEX))
            .and("."),
        ),
        paragraph(
            "The model answers questions about mental health support teams in schools and colleges in \
             England: who waits and for how long, who gets no help and why, and what a change in staffing, \
             remit, thresholds or organisation would do. It is designed to estimate differences between \
             scenarios, with intervals, rather than levels.",
        ),
        paragraph(
            Words::from(
                "Patterns. The model is judged by published figures, each with one role: input, \
                         calibrated, assumed range or held out; ",
            )
            .and(form.page("the scorecard", SCORECARD))
            .and(" has them."),
        ),
        paragraph(to_fill_in("the question of this study, and who it is for.")),
    ];
    match subject.work {
        Work::Run => {}
        Work::Comparison { base, changed } => {
            let mut names: Vec<&str> = changed.iter().map(|it| it.variant.as_str()).collect();
            names.dedup();
            blocks.push(paragraph(format!(
                "This work compares with the base \u{201c}{base}\u{201d}: {}.",
                names.join(", ")
            )));
        }
        Work::Design { axes, points } => blocks.push(paragraph(format!(
            "This work runs a design of {} that varies {}.",
            counted(points, "point"),
            axes.join(", ")
        ))),
    }
    Section { id: "purpose", title: "1. Purpose and patterns".to_owned(), blocks }
}

fn entities(facts: &Facts) -> Section {
    let entity = |name: &str, states: &str| (Words::strong(name), Words::from(states));
    let dates = &facts.dates;
    Section {
        id: "entities",
        title: "2. Entities, state variables and scales".to_owned(),
        blocks: vec![
            Block::Definitions(vec![
                entity(
                    "Child",
                    "a child with an open episode of need: setting, year group, presenting problem, \
                     membership of under-reached groups, course of severity, severity as last seen by a \
                     professional, place, referrals, appointments, open case. Children without need are \
                     counted, not simulated.",
                ),
                entity(
                    "Setting",
                    "a school or college: phase, kind, pupils, deprivation fifth, religious or rural \
                     character, need relative to England, senior mental health lead, readiness to refer, \
                     team and practitioner.",
                ),
                entity(
                    "Practitioner",
                    "role, band, full-time equivalent, date of qualifying, open cases, strain, supervision \
                     received and due, tolerance before leaving.",
                ),
                entity(
                    "Post",
                    "role, band, full-time equivalent, first day, current holder if any.",
                ),
                entity("Team", "settings, posts, waiting lists for assessment and intervention."),
                entity(
                    "Labour market",
                    "training places, and qualified people who look for a post.",
                ),
                entity(
                    "Specialist service",
                    "places, urgent, routine and long streams, children of covered settings and from \
                     elsewhere, threshold.",
                ),
                entity(
                    "Site and world",
                    "teams, settings and one specialist service; one or more sites with one labour market. \
                     (A plausible world is something else: one draw of everything that is not known.)",
                ),
            ]),
            paragraph(format!(
                "Here: {} ({}); {}.",
                counted(facts.sites.len(), "site"),
                facts.sites.join(", "),
                about::settings(facts.settings),
            )),
            paragraph(format!(
                "There is no map: settings have no place but their site. Time is in whole minutes. Runs begin on {}; teams start on {}; results are \
                 measured from {} to {}.{}",
                about::long(dates.start),
                about::long(dates.teams_start),
                about::long(dates.measured_from),
                about::long(dates.end.yesterday().unwrap_or(dates.end)),
                if facts.in_waves { " Teams start in waves." } else { "" },
            )),
        ],
    }
}

fn processes() -> Section {
    let rows = MECHANISMS.iter().map(|mechanism| {
        vec![
            Words::from(format!("M{}", mechanism.number)),
            mechanism.name.into(),
            Words::code(format!("crates/core/src/model/{}", mechanism.file)),
        ]
    });
    let table = Table {
        id: "processes-table".to_owned(),
        caption: "The mechanisms of the model".to_owned(),
        header: ["number", "mechanism", "source file"].map(str::to_owned).into(),
        rows: rows.collect(),
        text_columns: 3,
        filter: None,
    };
    Section {
        id: "processes",
        title: "3. Process overview and scheduling".to_owned(),
        blocks: vec![
            paragraph(
                "Discrete events. Events at one instant happen in this order: changes of \
                 parameters; reading of the ledger; endings (of sessions, treatments and patience); courses \
                 of children; arrivals; planning. Within each of these they happen in the order in which \
                 they were scheduled. Severity moves in steps of 28 days; teams and practitioners are \
                 planned on Mondays.",
            ),
            Block::Table(table),
        ],
    }
}

fn concepts(facts: &Facts) -> Section {
    let concept = |name: &str, text: &str| (Words::strong(name), Words::from(text));
    Section {
        id: "concepts",
        title: "4. Design concepts".to_owned(),
        blocks: vec![Block::Definitions(vec![
            concept(
                "Basic principles",
                "a natural course of need apart from the effects of help; queues with impatience; staff \
                 who leave for several reasons that add up.",
            ),
            concept(
                "Emergence",
                "waits for the teams, caseloads and vacancies result from the mechanisms. So does the missing \
                 middle, but it depends above all on an assumed share of children whose severity lies between \
                 the team and the specialist service (need.missing_middle_band_share). Waits for the \
                 specialist services in 2018/19 are calibrated.",
            ),
            concept(
                "Adaptation",
                "practitioners leave for reasons that the model produces; the specialist threshold \
                 responds to its queue; children give up, recover and are referred again.",
            ),
            concept("Objectives", "no agent optimises."),
            concept(
                "Learning",
                "no agent learns. Settings come to know whom the team is for at a stated pace.",
            ),
            concept("Prediction", "no agent predicts."),
            concept("Sensing", &sensing()),
            concept("Interaction", "through slots, lists, places and the threshold."),
            concept(
                "Stochasticity",
                "every random number is addressed by seed, replicate, entity, purpose and count, so a child \
                 has the same random numbers in every scenario, and differences are paired.",
            ),
            concept("Collectives", "teams, settings and sites."),
            concept(
                "Observation",
                &format!(
                    "every change of place passes through one record, from which all counts come. {}",
                    facts.spread.columns()
                ),
            ),
        ])],
    }
}

/// How exactly severity is seen, in the central world.
fn sensing() -> String {
    let of = |key| {
        let found = Parameter::find(key).map(Parameter::declaration);
        found.map_or_else(String::new, |it| it.written(it.default))
    };
    format!(
        "nobody sees true severity. They see it with an error, whose standard deviation is {} points of \
         the score for settings and families, {} at triage, {} at an assessment and {} for the specialist service, \
         which reads a referral (defaults).",
        of("recognition.noise_sd"),
        of("triage.noise_sd"),
        of("assessment.noise_sd"),
        of("specialist.noise_sd"),
    )
}

fn initialisation(facts: &Facts) -> Section {
    let mut blocks = vec![
        paragraph(
            "Children in need at the start are those whom a constant rate of onsets over six years would \
             have left. Nobody is recognised at first. New teams start with practitioners who have just \
             qualified and with the seniors who were found in time. The specialist service starts in its \
             stationary state.",
        ),
        paragraph(match facts.initial.len() {
            0 => "The teams of this work are new on their first day.".to_owned(),
            facts => format!(
                "Teams of this work exist already: the scenario states {} about them on their first day \
                 (manifest.json).",
                counted(facts, "fact")
            ),
        }),
    ];
    let reported = facts.calibrations.iter().filter(|it| it.wait_days.is_some()).count();
    blocks.push(paragraph(match facts.calibrations.len() {
        0 => "No calibration of a specialist service is stored with the results.".to_owned(),
        sites => format!(
            "Calibration: in every world the specialist services of {} are calibrated to the share of children \
             in contact, the waits and the closures of 2018/19.{}",
            counted(sites, "site"),
            match sites - reported {
                0 => String::new(),
                others => format!(
                    " {} {} no wait: it is predicted from spend, contact rate and deprivation.",
                    counted(others, "site"),
                    if others == 1 { "reports" } else { "report" }
                ),
            }
        ),
    }));
    if facts.spread.is_over_worlds() {
        blocks.push(paragraph(WORLDS));
    }
    Section { id: "initialisation", title: "5. Initialisation".to_owned(), blocks }
}

fn input(subject: &Subject<'_>) -> Section {
    let facts = subject.facts;
    let mut blocks = vec![paragraph(match facts.timeline.len() {
        0 => "No value changes on a date: the model uses no input over time.".to_owned(),
        changes => {
            format!("{} of parameters on a date, which are inputs:", counted(changes, "change"))
        }
    })];
    if !facts.timeline.is_empty() {
        let rows = facts.timeline.iter().map(|dated| {
            vec![
                about::long(dated.on).into(),
                Words::code(&dated.key),
                dated.to.as_str().into(),
                counted(dated.sites, "site").into(),
            ]
        });
        blocks.push(Block::Table(Table {
            id: "input-table".to_owned(),
            caption: "Changes on a date".to_owned(),
            header: ["from", "parameter", "value", "sites"].map(str::to_owned).into(),
            rows: rows.collect(),
            text_columns: 4,
            filter: None,
        }));
    }
    if facts.in_waves {
        blocks.push(paragraph("The dates on which teams start are an input too."));
    }
    blocks.push(paragraph(
        Words::from("The full scenario: ")
            .and(subject.copied("manifest.json"))
            .and(". Parameters: ")
            .and(link(PARAMETERS))
            .and("."),
    ));
    if facts.settings.listed > 0 {
        blocks.push(paragraph(to_fill_in("the source of the settings that the scenario lists.")));
    }
    Section { id: "input", title: "6. Input data".to_owned(), blocks }
}

fn submodels() -> Section {
    Section {
        id: "submodels",
        title: "7. Submodels".to_owned(),
        blocks: vec![paragraph(
            link(MODEL)
                .and(
                    " describes each mechanism (section 4), what is measured (section 6) and the \
                      calibration (section 7). ",
                )
                .and(link(PARAMETERS))
                .and(" names the mechanism of each parameter, with its source."),
        )],
    }
}
