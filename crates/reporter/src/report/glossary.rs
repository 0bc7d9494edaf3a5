//! Terms of the field and of the model.

use super::document::{Block, Section};
use super::words::Words;

const TERMS: [(&str, &str); 21] = [
    ("Accepted", "A referral that the team accepts at triage."),
    (
        "Cumulative incidence",
        "Share of accepted referrals that started help within a time since referral. Children who left \
         the waiting list in other ways stay in the denominator, and children still waiting at the end \
         are followed until then (Aalen-Johansen estimator).",
    ),
    ("CYPMHS", "Children and young people's mental health services: the specialist service."),
    ("EMHP", "Education mental health practitioner."),
    ("Episode", "A period of need of one child, from its start to its end."),
    (
        "Interval over plausible worlds",
        "The interval in which one more plausible world lies with the stated probability (Wilks 1941), \
         without the part of the variation that is chance.",
    ),
    (
        "Interval over replicates",
        "Interval of a mean over replicates of one world, by Student's t. It shows how far chance \
         moves the mean, and nothing about assumptions.",
    ),
    ("MHST", "Mental health support team: EMHPs and seniors who work with schools and colleges."),
    (
        "Missing middle",
        "Children whose need is too complex for the team's remit and below the threshold of the \
         specialist service. Counted as children known to somebody and not in help whose true \
         severity lies there, and as entries: children left there after somebody had asked for help.",
    ),
    ("90th percentile", "One in ten children waited longer than this."),
    (
        "Plausible world",
        "One value for each parameter, drawn from what is known about it. In the central world every \
         parameter has its stated value or its default.",
    ),
    ("Out of scope", "Declined because of the condition, not its severity."),
    (
        "Referral",
        "A request to the team for help, from staff, parents, the child or another service.",
    ),
    ("Remit", "The needs for which the team accepts referrals, by severity and condition."),
    ("Replicate", "One run with its own random numbers."),
    ("Senior", "Senior practitioner or supervisor in a team."),
    (
        "Site",
        "One or more teams and one specialist service. \u{201c}all\u{201d} pools the children of all sites.",
    ),
    ("Started", "Had the first session of an intervention by the team."),
    ("Threshold", "The severity from which the specialist service accepts."),
    (
        "Without help",
        "In need and not in help of the team, the specialist service or anybody else: on a list, with \
         the setting's support only, known and with nobody, or not recognised.",
    ),
    (
        "Without any support",
        "In need, and either known and with nobody (in the missing middle, out of scope, disengaged, \
         or after help), or not recognised.",
    ),
];

pub(super) fn section() -> Section {
    let entries = TERMS.map(|(term, meaning)| (term.into(), Words::from(meaning)));
    let blocks = vec![Block::Definitions(entries.into())];
    Section { id: "glossary", title: "Glossary".to_owned(), blocks }
}
