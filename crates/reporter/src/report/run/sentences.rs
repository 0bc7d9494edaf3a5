//! The results in five sentences, and what the model cannot tell you.

use mhst_core::model::place::{Place, Spot};

use super::super::about;
use super::super::document::{Block, Section};
use super::super::headline as h;
use super::super::words::Words;
use super::{Results, need};
use crate::chart::Format;

pub(super) fn section(results: Results<'_>) -> Section {
    let mut blocks = vec![
        Block::Sentences(vec![
            waits(results),
            without_help(results),
            missing_middle(results),
            workforce(results),
            cost(results),
        ]),
        Block::Paragraph(about::intervals(results.facts)),
    ];
    blocks.extend(about::limits(results.facts));
    Section { id: "summary", title: "Main results".to_owned(), blocks }
}

fn waits(results: Results<'_>) -> Words {
    let all = results.all();
    Words::strong("Who waits how long? ")
        .and("Of the children whose referral the team accepted, ")
        .and(all.ranged(&h::IN_4_WEEKS))
        .and(" started help within 4 weeks of referral, ")
        .and(all.ranged(&h::IN_12_WEEKS))
        .and(" within 12 weeks and ")
        .and(all.ranged(&h::IN_18_WEEKS))
        .and(" within 18 weeks. Of those who started, half waited ")
        .and(all.ranged(&h::WAIT_MEDIAN))
        .and(" days or less, and one in ten waited longer than ")
        .and(all.ranged(&h::WAIT_P90))
        .and(" days.")
}

fn without_help(results: Results<'_>) -> Words {
    let all = results.all();
    Words::strong("Who is left without help? ")
        .and(need::average_day(results))
        .and(" Help of any kind began within a year of the start of need in ")
        .and(all.ranged(&h::HELPED_IN_A_YEAR))
        .and(" of episodes.")
}

fn missing_middle(results: Results<'_>) -> Words {
    let middle = Spot::In(Place::MissingMiddle);
    let ways = results.series().flows.by_reason(|_, to| to == middle);
    let all: f64 = ways.iter().map(|(_, children)| children).sum();
    let sentence = Words::strong("How many are in the missing middle? ")
        .and("On an average day ")
        .and(results.all().ranged(&h::MISSING_MIDDLE_STOCK))
        .and(
            " known children without help were too complex for the team and not severe enough for ",
        )
        .and("the specialist service. Children were left there ")
        .and(results.all().ranged(&h::MISSING_MIDDLE))
        .and(" times after somebody had asked for help");
    match ways.first().filter(|_| all > 0.0) {
        Some((reason, children)) => sentence.and(format!(
            ". The most frequent reason was \u{201c}{}\u{201d} ({} of times).",
            reason.name(),
            Format::Percent(0).value(children / all),
        )),
        None => sentence.and("."),
    }
}

fn workforce(results: Results<'_>) -> Words {
    let all = results.all();
    Words::strong("Are the teams stable? ")
        .and("On average ")
        .and(all.ranged(&h::EMHP_VACANCY))
        .and(" of EMHP posts were vacant. There were ")
        .and(all.ranged(&h::EMHP_TURNOVER))
        .and(" EMHP leavers per person-year, and EMHPs received ")
        .and(all.ranged(&h::SUPERVISION))
        .and(" of the supervision they were due.")
}

fn cost(results: Results<'_>) -> Words {
    let all = results.all();
    Words::strong("What does it cost? ")
        .and("The teams started help for ")
        .and(all.ranged(&h::STARTED))
        .and(" children, at a cost of ")
        .and(all.ranged(&h::COST_PER_CHILD))
        .and(" per child, or ")
        .and(all.ranged(&h::COST_PER_RECOVERY))
        .and(" per recovery. The cost includes whole school work and advice.")
}
