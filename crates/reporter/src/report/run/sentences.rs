//! The results in five sentences, and what the model cannot tell you.

use mhst_core::model::place::{Place, Spot};

use super::super::about;
use super::super::document::{Block, Section};
use super::super::headline as h;
use super::super::unknowns;
use super::super::words::{Shown, Words};
use super::{Results, need, waits, workforce};
use crate::chart::Format;
use crate::targets::Met;

pub(super) fn section(results: Results<'_>, met: &[Met]) -> Section {
    let mut blocks = vec![
        Block::Sentences(vec![
            starts(results),
            without_help(results),
            missing_middle(results),
            stability(results),
            cost(results),
        ]),
        Block::Paragraph(about::intervals(results.facts)),
    ];
    blocks.extend(unknowns::targets(met, |_| None));
    blocks.extend(about::limits(results.facts));
    Section { id: "summary", title: "Main results".to_owned(), blocks }
}

fn starts(results: Results<'_>) -> Words {
    let all = results.all();
    let question = Words::strong("Who waits how long? ");
    if !waits::has_referrals(results) {
        return question.and(waits::NO_REFERRALS);
    }
    let shares = waits::started_within(|shown| all.interval(shown).map(|_| all.ranged(shown)));
    let words = question.and("Of the children whose referral the team accepted, ").and(shares);
    if all.interval(&h::WAIT_MEDIAN).is_none() {
        return words.and(" Nobody had started by the end.");
    }
    words
        .and(" Of those who started, half waited ")
        .and(all.ranged(&h::WAIT_MEDIAN))
        .and(" days or less, and one in ten waited longer than ")
        .and(all.ranged(&h::WAIT_P90))
        .and(" days.")
}

fn without_help(results: Results<'_>) -> Words {
    let all = results.all();
    let words = Words::strong("Who is left without help? ").and(need::average_day(results));
    if all.interval(&h::HELPED_IN_A_YEAR).is_none() {
        return words;
    }
    words
        .and(" Help of any kind began within a year of the start of need in ")
        .and(all.ranged(&h::HELPED_IN_A_YEAR))
        .and(" of episodes.")
}

fn missing_middle(results: Results<'_>) -> Words {
    let middle = Spot::In(Place::MissingMiddle);
    let ways = results.series().flows.by_reason(|_, to| to == middle);
    let all: f64 = ways.iter().map(|(_, children)| children).sum();
    let question = Words::strong("How many are in the missing middle? ");
    if results.all().interval(&h::MISSING_MIDDLE_STOCK).is_none() {
        return question.and(need::NOBODY);
    }
    let sentence = question
        .and("On an average day ")
        .and(results.all().ranged(&h::MISSING_MIDDLE_STOCK))
        .and(
            " known children without help were too complex for the team and not severe enough for ",
        )
        .and("the specialist service. Children were left there ")
        .and(results.all().ranged(&h::MISSING_MIDDLE))
        .and(" times after someone had asked for help");
    match ways.first().filter(|_| all > 0.0) {
        Some((reason, children)) => sentence.and(format!(
            ". The most frequent reason was \u{201c}{}\u{201d} ({} of these times).",
            reason.name(),
            Format::Percent(0).value(children / all),
        )),
        None => sentence.and("."),
    }
}

fn stability(results: Results<'_>) -> Words {
    let all = results.all();
    let question = Words::strong("Are the teams stable? ");
    if all.interval(&h::EMHP_VACANCY).is_none() {
        return question.and(workforce::NO_TEAMS);
    }
    let told = |shown: &Shown, before: &str, after: &str| match all.interval(shown) {
        Some(_) => Words::from(" ").and(before).and(all.ranged(shown)).and(after),
        None => Words::default(),
    };
    question
        .and("On average ")
        .and(all.ranged(&h::EMHP_VACANCY))
        .and(" of EMHP posts were vacant.")
        .and(told(&h::EMHP_TURNOVER, "There were ", " EMHP leavers per person-year."))
        .and(told(&h::SUPERVISION, "EMHPs received ", " of the supervision they were due."))
}

fn cost(results: Results<'_>) -> Words {
    let all = results.all();
    let question = Words::strong("What does it cost? ");
    if results.series().workforce.years(results.level()).next().is_none() {
        return question.and(workforce::NO_TEAMS);
    }
    let words =
        question.and("The teams started help for ").and(all.ranged(&h::STARTED)).and(" children");
    if all.interval(&h::COST_PER_CHILD).is_none() {
        return words.and(".");
    }
    let words = words.and(", at a cost of ").and(all.ranged(&h::COST_PER_CHILD)).and(" per child");
    let words = match all.interval(&h::COST_PER_RECOVERY) {
        Some(_) => words.and(", or ").and(all.ranged(&h::COST_PER_RECOVERY)).and(" per recovery"),
        None => words.and("; nobody recovered"),
    };
    words.and(". The cost includes whole school work and advice.")
}
