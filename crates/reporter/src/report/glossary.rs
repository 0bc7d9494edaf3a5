//! The words of the field and of the model.

use super::document::{Block, Section};
use super::words::Words;

const TERMS: [(&str, &str); 18] = [
    ("Accepted", "A referral that the team takes on at triage."),
    (
        "Cumulative incidence",
        "Share of accepted referrals that had started help by a time since referral. Those who left \
         the list otherwise stay in the whole, and those still waiting at the end are followed as \
         far as they go (Aalen-Johansen).",
    ),
    ("CYPMHS", "Children and young people's mental health services: the specialist service."),
    ("EMHP", "Education mental health practitioner."),
    ("Episode", "A time of need of one child, from its beginning to its end."),
    (
        "Interval",
        "95 % interval of a mean over replicates, by Student's t. It says how far chance moves the \
         mean, and nothing about assumptions.",
    ),
    (
        "MHST",
        "Mental health support team, of EMHPs and seniors, working with schools and colleges.",
    ),
    (
        "Missing middle",
        "Children too complex for the team's remit and below the threshold of the specialist \
         service, held by nobody.",
    ),
    ("Out of scope", "Declined for the condition, not for its severity."),
    ("90th percentile", "One in ten waited longer than this."),
    ("Referral", "A request for help by the team, by staff, parents, the child or a service."),
    ("Remit", "Which children the team takes on, by severity and condition."),
    ("Replicate", "One run with luck of its own. The same scenario is run several times."),
    ("Senior", "Senior practitioner or supervisor of a team."),
    (
        "Site",
        "One or more teams and one specialist service. `all` pools the children of all sites.",
    ),
    ("Started", "Had a first session of an intervention of the team."),
    ("Threshold", "Severity from which the specialist service accepts."),
    (
        "Unmet",
        "In need, without help and on nobody's list: not recognised, in the missing middle, out of \
         scope, disengaged, or in need again after help.",
    ),
];

pub(super) fn section() -> Section {
    let entries = TERMS.map(|(term, meaning)| (term.into(), Words::from(meaning)));
    let blocks = vec![Block::Definitions(entries.into())];
    Section { id: "glossary", title: "Glossary".to_owned(), blocks }
}
