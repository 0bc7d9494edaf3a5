//! What every report says about itself: its limits, its inputs, how it was produced, and what its
//! words mean.

use mhst_core::model::parameters::{Kind, Parameter};

use super::document::{Block, Notice, Section, Table};
use super::facts::{Caution, Facts, Initial, Missing, Settings};
use super::words::{NOTHING, Words};
use super::{glossary, time};
use crate::capital::capital;
use crate::chart::Format;
use crate::numbers::counted;
use crate::warmup::Warning;

/// What the scenario says of itself, or its name.
pub(crate) fn title(facts: &Facts) -> String {
    let Facts { name, description, .. } = facts;
    if description.is_empty() { name.clone() } else { description.clone() }
}

/// A line on where the results come from: `what` the facts are of.
pub(crate) fn origin(facts: &Facts, what: &str) -> String {
    let Facts { name, version, spread, sites, dates, .. } = facts;
    let sites = match sites.as_slice() {
        [site] => site.clone(),
        sites => format!("{} sites", sites.len()),
    };
    format!(
        "{what} \u{201c}{name}\u{201d}, simulated with mhst {version}: {sites}, {}, measured from {} to {}.",
        spread.runs(),
        long(dates.measured_from),
        long(dates.end.yesterday().unwrap_or(dates.end)),
    )
}

/// How many settings the user listed, and how many are synthetic.
pub(crate) fn settings(Settings { listed, synthetic }: Settings) -> String {
    let of = |number, kind: &str| (number > 0).then(|| counted(number, &format!("{kind} setting")));
    let parts: Vec<String> =
        [of(listed, "listed"), of(synthetic, "synthetic")].into_iter().flatten().collect();
    match parts.as_slice() {
        [] => NOTHING.to_owned(),
        parts => parts.join(", "),
    }
}

/// A date in full.
pub(crate) fn long(date: jiff::civil::Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// What must be known first.
pub(crate) fn warnings(facts: &Facts) -> Vec<Words> {
    let simulated = Words::strong("Simulated, not observed. ")
        .and("Every number here comes from a model. Rely on differences between scenarios more ")
        .and("than on levels, and read ")
        .and(Words::link("what the model cannot tell you", "summary"))
        .and(" before you quote one.");
    incomplete(facts).into_iter().chain([simulated]).collect()
}

/// What may be wrong with the scenario, with what was found of the `start` of the teams. Where the dates
/// alone led to expect it, both are one caution.
pub(crate) fn cautions(facts: &Facts, start: Option<Warning>) -> Vec<Notice> {
    let is_found = |caution: &Caution| start.is_some() && caution.is_of_new_teams;
    let expected = facts.cautions.iter().find(|caution| is_found(caution));
    let others = facts.cautions.iter().filter(|caution| !is_found(caution));
    let found = start.as_ref().map(|start| begun(start, expected));
    others.map(caution).chain(found).collect()
}

/// That runs are missing, if any are.
pub(crate) fn incomplete(facts: &Facts) -> Option<Words> {
    let Missing { expected, finished, failed } = facts.missing?;
    let failed = match failed {
        0 => String::new(),
        failed => format!(" {} failed.", counted(failed, "run")),
    };
    Some(Words::strong("Incomplete. ").and(format!(
        "This report rests on {} of {}.{failed} Numbers may change when the others are done.",
        Format::Whole.value(finished as f64),
        counted(expected, "run"),
    )))
}

fn caution(Caution { at, what, meaning, remedy, .. }: &Caution) -> Notice {
    let more = typed(&format!("{meaning}. {remedy}. (")).and(Words::code(at)).and(")");
    Notice { what: typed(&format!("{}.", capital(what))), more }
}

/// A caution on the start of the teams: what was found of it, after why it was to be expected.
fn begun(Warning { what, meaning, remedy }: &Warning, expected: Option<&Caution>) -> Notice {
    let what = typed(&format!("{}.", capital(what)));
    let more = typed(&format!("{meaning}. {remedy}. See "));
    let more = more.and(Words::link("the start of the teams", "warm-up")).and(".");
    match expected {
        Some(caution) => Notice {
            what: typed(&format!("{}.", capital(&caution.what))),
            more: what.and(" ").and(more).and(" (").and(Words::code(&caution.at)).and(")"),
        },
        None => Notice { what, more },
    }
}

/// A text in which what stands between backticks is what somebody types.
fn typed(text: &str) -> Words {
    let mut words = Words::default();
    for (index, part) in text.split('`').enumerate() {
        words = words.and(if index % 2 == 0 { Words::from(part) } else { Words::code(part) });
    }
    words
}

/// What the brackets mean.
pub(crate) fn intervals(facts: &Facts) -> Words {
    facts.spread.brackets().into()
}

/// That charts of details are of the central world, where results are over plausible ones.
pub(crate) fn of_central(facts: &Facts) -> Option<Block> {
    let spread = facts.spread;
    let text = format!(
        "Charts over time, of moves and of costs are of the central world, in which every parameter has \
         its stated value or its default: means over {}, with {} intervals.",
        counted(spread.central as usize, "replicate"),
        spread.percent(),
    );
    spread.is_over_worlds().then(|| Block::Paragraph(text.into()))
}

/// What the model cannot tell you.
pub(crate) fn limits(facts: &Facts) -> Vec<Block> {
    let limit = |what: &str, why: &str| Words::strong(what).and(" ").and(why);
    let settings = match facts.settings {
        Settings { listed: 0, .. } => {
            "The run has synthetic settings, drawn to match a few facts about each site."
        }
        Settings { synthetic: 0, .. } => {
            "The run has listed settings. The model knows only the phase, size and deprivation of each."
        }
        _ => {
            "The run has listed settings, of which the model knows only phase, size and deprivation, \
             and synthetic settings, drawn to match a few facts about each site."
        }
    };
    vec![
        Block::Heading("What the model cannot tell you".to_owned()),
        Block::List(vec![
            limit(
                "How long waits really are.",
                "No series of waits for mental health support teams has been published, so no data \
                 could show that the simulated levels are wrong.",
            ),
            limit(
                "Why people leave.",
                "The evaluation names the reasons; nobody has measured how much each of them matters.",
            ),
            limit(
                "Why referrals fell and rose in the pandemic.",
                "Where a scenario has the pandemic, its effect on referrals is an input.",
            ),
            limit(
                "How much whole school work, advice and adaptations for groups achieve.",
                "The sizes of their effects are assumptions.",
            ),
            limit("Anything about single schools or colleges.", settings),
        ]),
    ]
}

/// The sections at the end of every report, with those on how far its runs go.
pub(crate) fn sections(facts: &Facts, runs: impl IntoIterator<Item = Section>) -> Vec<Section> {
    let before = [differences(facts), assumptions(), produced(facts)];
    let sections = initial(facts).into_iter().chain(before).chain(runs);
    sections.chain([glossary::section()]).collect()
}

fn differences(facts: &Facts) -> Section {
    let mut blocks = Vec::new();
    if facts.differences.is_empty() {
        let text = match facts.timeline.is_empty() {
            true => "No parameter differs from its default.",
            false => "No parameter differs from its default before the first date below.",
        };
        blocks.push(Block::Paragraph(text.into()));
    } else {
        let rows = facts.differences.iter().map(|difference| {
            let meaning = meaning(&difference.key);
            let site = difference.site.as_deref().unwrap_or("all");
            vec![
                Words::code(&difference.key),
                meaning.into(),
                site.into(),
                difference.from.as_str().into(),
                difference.to.as_str().into(),
            ]
        });
        blocks.push(Block::Table(Table {
            id: "differences-table".to_owned(),
            caption: "Parameters that differ from their defaults".to_owned(),
            header: ["parameter", "meaning", "site", "default", "here"].map(str::to_owned).into(),
            rows: rows.collect(),
            text_columns: 5,
            filter: None,
        }));
    }
    if !facts.timeline.is_empty() {
        let letters = time::letters(facts);
        let rows = facts.timeline.iter().map(|dated| {
            let sites = match dated.sites {
                n if n == facts.sites.len() => "all".to_owned(),
                n => counted(n, "site"),
            };
            vec![
                letters.get(&dated.on).map_or("", String::as_str).into(),
                long(dated.on).into(),
                Words::code(&dated.key),
                meaning(&dated.key).into(),
                dated.to.as_str().into(),
                sites.into(),
            ]
        });
        blocks.push(Block::Table(Table {
            id: "timeline-table".to_owned(),
            caption: "Changes on a date, lettered as in the charts: policies and shocks".to_owned(),
            header: ["mark", "from", "parameter", "meaning", "value", "sites"]
                .map(str::to_owned)
                .into(),
            rows: rows.collect(),
            text_columns: 6,
            filter: None,
        }));
    }
    Section { id: "differences", title: "Inputs that differ from the defaults".to_owned(), blocks }
}

/// What the teams start from; `None` where they are new.
fn initial(facts: &Facts) -> Option<Section> {
    if facts.initial.is_empty() {
        return None;
    }
    let row = |site: &String, (key, meaning): &(&str, &str)| {
        let is_it = |fact: &&Initial| fact.site == *site && fact.key == *key;
        let number = facts.initial.iter().find(is_it)?.number;
        let number = Format::Whole.value(number);
        Some(vec![site.as_str().into(), (*meaning).into(), Words::code(*key), number.into()])
    };
    let rows = facts.sites.iter().flat_map(|site| START.iter().filter_map(|key| row(site, key)));
    let table = Table {
        id: "initial-table".to_owned(),
        caption: "State of the teams on their first day in the run".to_owned(),
        header: ["site", "what", "key in [initial]", "number"].map(str::to_owned).into(),
        rows: rows.collect(),
        text_columns: 3,
        filter: None,
    };
    let text = format!(
        "The teams exist already. On {}, their first day in the run, they start from the state that \
         the scenario gives under [initial]. A number of posts or children that is \
         not listed is zero.",
        long(facts.dates.teams_start)
    );
    Some(Section {
        id: "initial",
        title: "What the teams start from".to_owned(),
        blocks: vec![Block::Paragraph(text.into()), Block::Table(table)],
    })
}

/// The keys of `[initial]` with their meanings.
const START: [(&str, &str); 8] = [
    ("emhp_posts_vacant", "Vacant EMHP posts"),
    ("senior_posts_vacant", "Vacant senior posts"),
    (
        "waiting_under_4_weeks",
        "Children waiting for an intervention, referred under 4 weeks before",
    ),
    (
        "waiting_4_to_12_weeks",
        "Children waiting for an intervention, referred 4 to 12 weeks before",
    ),
    (
        "waiting_12_to_26_weeks",
        "Children waiting for an intervention, referred 12 to 26 weeks before",
    ),
    (
        "waiting_over_26_weeks",
        "Children waiting for an intervention, referred over 26 weeks before",
    ),
    ("open_cases", "Children in an intervention"),
    ("referrals_last_year", "Referrals in the year before, to which recognition is scaled"),
];

fn meaning(key: &str) -> &'static str {
    Parameter::find(key).map_or("", |parameter| parameter.declaration().meaning)
}

fn assumptions() -> Section {
    let all = Parameter::all().map(Parameter::declaration);
    let assumed: Vec<_> = all.filter(|declared| declared.kind == Kind::Assumption).collect();
    let rows = assumed.iter().map(|declared| {
        vec![
            Words::code(declared.key),
            declared.meaning.into(),
            declared.written(declared.default).into(),
            declared.plausible().into(),
            declared.unit.into(),
            declared.source.into(),
        ]
    });
    let number = Format::Whole.value(assumed.len() as f64);
    let of = Format::Whole.value(Parameter::all().len() as f64);
    let table = Table {
        id: "assumptions-table".to_owned(),
        caption: format!("The {number} assumptions, with their plausible ranges"),
        header: ["parameter", "meaning", "default", "plausible range", "unit", "basis"]
            .map(str::to_owned)
            .into(),
        rows: rows.collect(),
        text_columns: 6,
        filter: Some("Show parameters with"),
    };
    let text = format!(
        "Of the {of} parameters of the model, {number} are assumptions: nobody has measured them. \
         Each has a plausible range. For a decision that matters, run the scenario at both ends of \
         the ranges that it depends on."
    );
    let blocks = vec![Block::Paragraph(text.into()), Block::Folded(table)];
    Section { id: "assumptions", title: "Assumptions".to_owned(), blocks }
}

fn produced(facts: &Facts) -> Section {
    let entry = |name: &str, value: String| (Words::from(name), Words::from(value));
    let dates = &facts.dates;
    let blocks = vec![
        Block::Paragraph("With the same version and the same files, this command gives the same numbers:".into()),
        Block::Command(facts.command.clone()),
        Block::Definitions(vec![
            entry("Scenario", facts.name.clone()),
            entry("Version", format!("mhst {}", facts.version)),
            entry("Seed", facts.seed.to_string()),
            entry("Hash", facts.hash.clone()),
            entry("Plausible worlds", facts.spread.worlds.to_string()),
            entry("Replicates of the central world", facts.spread.central.to_string()),
            entry("Simulated from", long(dates.start)),
            entry("Teams start on", long(dates.teams_start)),
            entry(
                "Measured",
                format!(
                    "{} to {}",
                    long(dates.measured_from),
                    long(dates.end.yesterday().unwrap_or(dates.end))
                ),
            ),
            entry("Sites", facts.sites.join(", ")),
            entry("Settings", settings(facts.settings)),
        ]),
        Block::Paragraph(
            "The numbers of this report are in summary.csv (or comparison.csv) in the same directory. \
             measures.csv defines each measure, and manifest.json holds the full scenario."
                .into(),
        ),
    ];
    Section { id: "produced", title: "How this report was produced".to_owned(), blocks }
}
