//! The report of a comparison: variants against a base, in pairs of replicates.

#[cfg(test)]
mod tests;

use mhst_core::engine::statistics::Comparison;
use mhst_core::model::results::{Measure, Subgroup};

use super::document::{Block, Document, Figure, Section, Table};
use super::facts::Facts;
use super::headline as h;
use super::unknowns;
use super::words::{
    NOTHING, Number, NumberPlace, Part, RowOf, Shown, Span, Words, apart, finer_for,
};
use super::{about, enough, scorecard, warmup};
use crate::Found;
use crate::cell;
use crate::chart::{Axis, Bounds, Caption, Dots, Estimate, Format, Panel, Row};
use crate::comparison::{Changed, Compared, Comparisons, Signs, Verdict};
use crate::numbers::counted;
use crate::sensitivity::OverWorlds;
use crate::spread::Spread;
use crate::tables::ALL_SITES;
use crate::warmup::warning;

/// The sentences on the headline measures: a question, what is looked at and its verb, and the
/// measure.
const QUESTIONS: [(&str, &str, Shown); Measure::HEADLINES.len()] = [
    ("Do children wait less?", "The share who started within 18 weeks was", h::IN_18_WEEKS),
    (
        "Are fewer left without help?",
        "Days in need without help, over all children, were",
        h::WITHOUT_HELP,
    ),
    (
        "Are fewer in the missing middle?",
        "On an average day, the number of known children there without help was",
        h::MISSING_MIDDLE_STOCK,
    ),
    ("Are the teams stable?", "The share of EMHP posts that were vacant was", h::EMHP_VACANCY),
    ("What does it cost?", "The cost per child who started help was", h::COST_PER_CHILD),
];

/// The report of variants against the base with this name.
pub(crate) fn document(
    facts: &Facts,
    base: &str,
    changed: &[Changed],
    compared: &Comparisons,
    over_worlds: &OverWorlds,
    found: &Found,
) -> Document {
    let mut main = summary(facts, base, compared);
    let named = |point| of_point(compared, point).or(Some(base.to_owned()));
    main.blocks.splice(0..0, unknowns::targets(&over_worlds.met, named));
    let mut sections = vec![main];
    sections.push(changes(changed));
    sections.push(differences(&facts.spread, compared));
    let explained = &over_worlds.explained;
    sections.extend(unknowns::section(&facts.spread, explained, |point| of_point(compared, point)));
    sections.extend(by_site(&facts.spread, compared));
    sections.extend(scorecard::section(&found.scorecard, Vec::new()));
    let runs = [
        enough::of_differences(&facts.spread, compared),
        warmup::section(facts, &found.collected, " of the base"),
    ];
    sections.extend(about::sections(facts, runs.into_iter().flatten()));
    Document {
        title: title(base, compared),
        origin: about::origin(facts, "Comparison"),
        warnings: about::warnings(facts),
        cautions: about::cautions(facts, warning(facts, &found.collected)),
        sections,
    }
}

/// The name of a variant by the number of its point.
fn of_point(found: &Comparisons, point: u32) -> Option<String> {
    found.variants.iter().find(|variant| variant.point == point).map(called)
}

/// Most characters of a name in a title or heading.
const MOST_OF_NAME: usize = 40;

/// Short, however long or many the names are.
fn title(base: &str, found: &Comparisons) -> String {
    let names: Vec<&str> = found.variants.iter().map(|variant| variant.name.as_str()).collect();
    let short = |name: &str| name.chars().count() <= MOST_OF_NAME;
    let variants = match names.as_slice() {
        [name] if short(name) => (*name).to_owned(),
        [one, two] if short(one) && short(two) => format!("{one} and {two}"),
        [_] => "A variant".to_owned(),
        names => counted(names.len(), "variant"),
    };
    let base = if short(base) { base } else { "the base" };
    format!("{variants} compared with {base}")
}

/// The name of a variant, or as much of it as a heading has room for, with its number.
fn called(variant: &Compared) -> String {
    let Compared { point, name, .. } = variant;
    if name.chars().count() <= MOST_OF_NAME {
        return name.clone();
    }
    let beginning: String = name.chars().take(MOST_OF_NAME).collect();
    format!("Variant {point}: {beginning}\u{2026}")
}

/// The whole where it is compared, or the first site.
fn main_site(variant: &Compared) -> &str {
    variant.sites.first().map_or(ALL_SITES, String::as_str)
}

fn summary(facts: &Facts, base: &str, found: &Comparisons) -> Section {
    let mut blocks = Vec::new();
    for variant in &found.variants {
        let site = main_site(variant);
        let place = if site == ALL_SITES { String::new() } else { format!(" ({site})") };
        blocks.push(Block::Heading(format!("{} against {base}{place}", called(variant))));
        if variant.is_the_same() {
            let text = "No result differs in any replicate.";
            blocks.push(Block::Paragraph(text.into()));
        }
        let sentences = QUESTIONS.iter().map(|question| sentence(variant, site, question));
        blocks.push(Block::Sentences(sentences.collect()));
    }
    blocks.push(Block::Paragraph(paired(facts)));
    blocks.push(Block::Paragraph(about::intervals(facts)));
    blocks.extend(about::limits(facts));
    Section { id: "summary", title: "Main results".to_owned(), blocks }
}

/// How the two are paired.
fn paired(facts: &Facts) -> Words {
    let pairs = "Each replicate of a variant is paired with the replicate of the base that has the same \
                 random numbers, child by child";
    let text = match facts.spread.is_over_worlds() {
        true => format!(
            "{pairs}, in the same plausible world. A difference is called robust if it has the same \
             sign in 95 % of the worlds at least."
        ),
        false => format!(
            "{pairs}. These {} measures were chosen beforehand and are corrected together by Holm's \
             method.",
            QUESTIONS.len()
        ),
    };
    text.into()
}

/// In how many worlds a value falls or rises.
fn in_worlds(signs: Signs) -> String {
    let Signs { falls, rises, worlds } = signs;
    if falls == 0 && rises == 0 {
        return format!(": the same in all {worlds} worlds.");
    }
    let robust = if signs.is_robust() { "" } else { " Its direction is not robust." };
    format!("; it {} in {} of {worlds} worlds.{robust}", signs.direction(), signs.most())
}

fn sentence(
    variant: &Compared,
    site: &str,
    (question, what, shown): &(&str, &str, Shown),
) -> Words {
    let pairs = Pairs { variant, site };
    let words = Words::strong(format!("{question} "));
    let row = variant.get(site, shown.measure, shown.statistic);
    let Some(row) = row.filter(|row| row.comparison.is_some()) else {
        return words.and("No pair of replicates has a value.");
    };
    if pairs.is_the_same(shown) {
        return words
            .and(format!("{what} "))
            .and(pairs.base(shown))
            .and(" in both, the same in every pair of replicates.");
    }
    if let Some(signs) = row.signs {
        return words
            .and(format!("{what} "))
            .and(pairs.base(shown))
            .and(" with the base and ")
            .and(pairs.variant(shown))
            .and(" with the variant (medians): a difference of ")
            .and(pairs.difference(shown))
            .and(format!("{}{}", points(shown), in_worlds(signs)));
    }
    let told = match row.test.map(|test| (test.verdict(), test.measures)) {
        Some((Verdict::Distinguishable, measures)) => {
            format!(", distinguishable from chance after correction for {measures} measures.")
        }
        Some((Verdict::OnlyByItself, measures)) => format!(
            ", distinguishable from chance by itself, but not after correction for {measures} \
             measures."
        ),
        Some((Verdict::NotDistinguishable, _)) => ", not distinguishable from chance.".to_owned(),
        None => ". One pair of replicates cannot tell it from chance.".to_owned(),
    };
    words
        .and(format!("{what} "))
        .and(pairs.base(shown))
        .and(" with the base and ")
        .and(pairs.variant(shown))
        .and(" with the variant: a difference of ")
        .and(pairs.difference(shown))
        .and(format!("{}{told}", points(shown)))
}

/// The difference of a point of a design from its base point, for all sites together: with its interval,
/// over worlds in how many it falls, and a star where it stands.
pub(super) fn told(variant: &Compared, shown: &Shown) -> Words {
    let pairs = Pairs { variant, site: main_site(variant) };
    let row = variant.get(pairs.site, shown.measure, shown.statistic);
    let star = if row.and_then(crate::comparison::Row::stands) == Some(true) { " *" } else { "" };
    let falls = match row.and_then(|row| row.signs) {
        Some(Signs { falls, worlds, .. }) => format!("; falls in {falls} of {worlds}"),
        None => String::new(),
    };
    pairs.difference(shown).and(format!("{falls}{star}"))
}

/// Differences of percentages are in percentage points.
fn points(shown: &Shown) -> &'static str {
    match shown.format {
        Format::Percent(_) => " percentage points",
        _ => "",
    }
}

/// The numbers of a variant at a site.
#[derive(Clone, Copy)]
struct Pairs<'a> {
    variant: &'a Compared,
    site: &'a str,
}

impl Pairs<'_> {
    fn found(self, shown: &Shown) -> Option<Comparison> {
        self.variant.get(self.site, shown.measure, shown.statistic)?.comparison
    }

    /// Whether no pair differs.
    fn is_the_same(self, shown: &Shown) -> bool {
        self.found(shown).is_some_and(|found| found.difference.bounds == Some((0.0, 0.0)))
    }

    fn base(self, shown: &Shown) -> Words {
        self.mean(shown, Part::Base, |found| found.base)
    }

    fn variant(self, shown: &Shown) -> Words {
        self.mean(shown, Part::VariantValue, |found| found.variant)
    }

    fn mean(self, shown: &Shown, part: Part, of: fn(&Comparison) -> f64) -> Words {
        let Some(found) = self.found(shown) else { return NOTHING.into() };
        let format = apart(shown.format, found.base, found.variant);
        let value = of(&found);
        self.number(shown, part, value, format.value(value))
    }

    /// The difference with its sign and interval.
    fn difference(self, shown: &Shown) -> Words {
        let Some(found) = self.found(shown) else { return NOTHING.into() };
        let (low, high) = found.difference.bounds.unwrap_or((0.0, 0.0));
        let format = finer_for(shown.format, found.difference.estimate, (low, high));
        let part = |part, value| {
            let text = format.signed(value);
            self.number(shown, part, value, text)
        };
        let estimate = part(Part::Difference, found.difference.estimate);
        match found.difference.bounds {
            Some((low, high)) => estimate
                .and(" (")
                .and(part(Part::Low, low))
                .and(" to ")
                .and(part(Part::High, high))
                .and(")"),
            None => estimate,
        }
    }

    fn number(self, shown: &Shown, part: Part, value: f64, text: String) -> Words {
        let place = NumberPlace {
            row_of: RowOf::Variant(self.variant.name.clone()),
            site: self.site.to_owned(),
            subgroup: Subgroup::ALL,
            measure: shown.measure,
            statistic: shown.statistic,
        };
        Words(vec![Span::Number(Number { text, value: cell::written(value), place, part })])
    }
}

fn changes(changed: &[Changed]) -> Section {
    let or_nothing = |text: &str| if text.is_empty() { "nothing" } else { text }.to_owned();
    let row = |change: &Changed| {
        vec![
            change.variant.as_str().into(),
            change.site.as_deref().unwrap_or("all").into(),
            Words::code(&change.key),
            or_nothing(&change.from).into(),
            or_nothing(&change.to).into(),
            change.source.as_str().into(),
        ]
    };
    let block = match changed.is_empty() {
        true => Block::Paragraph("No input differs.".into()),
        false => Block::Table(Table {
            id: "changes-table".to_owned(),
            caption: "Inputs that differ from the base".to_owned(),
            header: ["variant", "site", "input", "in the base", "in the variant", "stated in"]
                .map(str::to_owned)
                .into(),
            rows: changed.iter().map(row).collect(),
            text_columns: 6,
            filter: None,
        }),
    };
    Section { id: "changes", title: "What differs in the inputs".to_owned(), blocks: vec![block] }
}

fn differences(spread: &Spread, found: &Comparisons) -> Section {
    let mut blocks = Vec::new();
    for (variant, number) in found.variants.iter().zip(1..) {
        let site = main_site(variant);
        blocks.push(Block::Chart(forest(spread, variant, site, number)));
    }
    let text = match spread.is_over_worlds() {
        true => format!(
            "The plots show how far the variant is above or below the base, as a percentage of the \
             base: the median over worlds, and {}. A star marks differences that are robust.",
            spread.intervals()
        ),
        false => format!(
            "The plots show how far the variant is above or below the base, as a percentage of the \
             base, with Fieller's {} intervals for ratios of means. There is no interval where the \
             base may be zero. A star marks differences that are distinguishable from chance after \
             Holm's correction for multiple comparisons.",
            spread.percent()
        ),
    };
    blocks.push(Block::Paragraph(text.into()));
    Section { id: "paired", title: "Paired differences".to_owned(), blocks }
}

/// All values of a variant, as per cent of the base, with the differences behind them.
fn forest(spread: &Spread, variant: &Compared, site: &str, number: usize) -> Figure {
    let pairs = Pairs { variant, site };
    let star = |shown: &Shown| {
        let row = variant.get(site, shown.measure, shown.statistic);
        row.and_then(crate::comparison::Row::stands) == Some(true)
    };
    let row = |(name, shown): &(&str, Shown)| {
        let found = pairs.found(shown);
        let ratio = found.and_then(|found| found.ratio);
        let bounds = found.and_then(|found| found.ratio_bounds);
        let mark = if star(shown) { " *" } else { "" };
        Row {
            name: format!("{name}{mark}"),
            estimate: Estimate {
                value: ratio.map_or(f64::NAN, |ratio| ratio - 1.0),
                interval: bounds.map(|(low, high)| (low - 1.0, high - 1.0)),
            },
            reference: None,
            note: String::new(),
        }
    };
    let caption = Caption {
        id: format!("forest-{number}"),
        title: format!("{} against the base, in per cent", called(variant)),
        description: match spread.is_over_worlds() {
            true => format!(
                "Of these {} measures, {} the same direction in 95 % of the worlds at least.",
                h::ROWS.len(),
                match h::ROWS.iter().filter(|(_, shown)| star(shown)).count() {
                    0 => "none has".to_owned(),
                    1 => "1 has".to_owned(),
                    number => format!("{number} have"),
                },
            ),
            false => format!(
                "Of these {} measures, {} distinguishable from chance. The {} headline measures come \
                 first and are corrected together. All {} other measures are corrected together too.",
                h::ROWS.len(),
                match h::ROWS.iter().filter(|(_, shown)| star(shown)).count() {
                    0 => "none is".to_owned(),
                    1 => "1 is".to_owned(),
                    number => format!("{number} are"),
                },
                Measure::HEADLINES.len(),
                variant.others_tested(site),
            ),
        },
    };
    let chart = Dots {
        caption: caption.clone(),
        rows_are: "Measure".to_owned(),
        references_are: None,
        panels: vec![Panel {
            name: String::new(),
            axis: Axis {
                label: "Difference from the base, in per cent".to_owned(),
                format: Format::Percent(1),
                bounds: Bounds::Data,
            },
            line_at: Some(0.0),
            rows: h::ROWS.iter().map(row).collect(),
        }],
    };
    let cells = |(name, shown): &(&str, Shown)| {
        vec![
            Words::from(*name),
            pairs.base(shown),
            pairs.variant(shown),
            pairs.difference(shown),
            verdict(variant.get(site, shown.measure, shown.statistic)).into(),
        ]
    };
    let judged = if spread.is_over_worlds() { "falls in" } else { "distinguishable" };
    let table = Table {
        id: format!("{}-table", caption.id),
        caption: format!(
            "{} against the base; differences of percentages in percentage points",
            called(variant)
        ),
        header: ["measure", "base", "variant", "difference", judged].map(str::to_owned).into(),
        rows: h::ROWS.iter().map(cells).collect(),
        text_columns: 1,
        filter: None,
    };
    Figure { table, ..Figure::of(&chart) }
}

/// In how many worlds a value falls, or whether its difference is distinguishable from chance.
fn verdict(row: Option<&crate::comparison::Row>) -> String {
    if let Some(Signs { falls, worlds, .. }) = row.and_then(|row| row.signs) {
        return format!("{falls} of {worlds} worlds");
    }
    let word = match row.and_then(|row| row.test).map(|test| test.verdict()) {
        Some(Verdict::Distinguishable) => "yes",
        Some(Verdict::OnlyByItself) => "by itself only",
        Some(Verdict::NotDistinguishable) => "no",
        None => "not tested",
    };
    word.to_owned()
}

/// None where no variant has more than one site.
fn by_site(spread: &Spread, found: &Comparisons) -> Option<Section> {
    let has_several = |variant: &Compared| {
        variant.sites.iter().filter(|site| site.as_str() != ALL_SITES).count() > 1
    };
    let variants = found.variants.iter().zip(1..).filter(|(variant, _)| has_several(variant));
    let blocks: Vec<Block> =
        variants.map(|(variant, number)| Block::Chart(sites(spread, variant, number))).collect();
    let title = "Differences by site".to_owned();
    (!blocks.is_empty()).then_some(Section { id: "sites", title, blocks })
}

/// The difference of one value, site by site.
fn sites(spread: &Spread, variant: &Compared, number: usize) -> Figure {
    let shown = h::IN_18_WEEKS;
    let difference = |site: &str| Pairs { variant, site }.found(&shown).map(|c| c.difference);
    let value = |site: &str| difference(site).map_or(f64::NEG_INFINITY, |d| d.estimate);
    let mut sites: Vec<&str> = variant.sites.iter().map(String::as_str).collect();
    sites.sort_by(|a, b| value(b).total_cmp(&value(a)));
    let row = |site: &&str| Row {
        name: (*site).to_owned(),
        estimate: difference(site).map_or(Estimate::exact(f64::NAN), super::words::estimate),
        reference: None,
        note: String::new(),
    };
    let caption = Caption {
        id: format!("by-site-{number}"),
        title: format!("{}: difference in the share who started within 18 weeks", called(variant)),
        description: format!(
            "Variant minus base, in percentage points of accepted referrals, with {}.",
            spread.intervals()
        ),
    };
    let chart = Dots {
        caption: caption.clone(),
        rows_are: "Site".to_owned(),
        references_are: None,
        panels: vec![Panel {
            name: String::new(),
            axis: Axis {
                label: "Percentage points".to_owned(),
                format: Format::Percent(1),
                bounds: Bounds::Data,
            },
            line_at: Some(0.0),
            rows: sites.iter().map(row).collect(),
        }],
    };
    let cells = |site: &&str| {
        let pairs = Pairs { variant, site };
        vec![
            Words::from(*site),
            pairs.base(&shown),
            pairs.variant(&shown),
            pairs.difference(&shown),
        ]
    };
    let table = Table {
        id: format!("{}-table", caption.id),
        caption: caption.title.clone(),
        header: ["site", "base", "variant", "difference, points"].map(str::to_owned).into(),
        rows: sites.iter().map(cells).collect(),
        text_columns: 1,
        filter: Some("Show sites with"),
    };
    Figure { table, ..Figure::of(&chart) }
}
