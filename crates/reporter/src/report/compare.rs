//! The report of a comparison: variants against a base, in pairs of replicates.

use mhst_core::engine::statistics::Comparison;
use mhst_core::model::results::Subgroup;

use super::about;
use super::document::{Block, Document, Figure, Section, Table};
use super::facts::Facts;
use super::headline as h;
use super::words::{NOTHING, Number, NumberPlace, Part, RowOf, Shown, Span, Words, apart};
use crate::cell;
use crate::chart::{Axis, Bounds, Caption, Dots, Estimate, Format, Panel, Row};
use crate::comparison::{Changed, Compared, Comparisons};
use crate::tables::ALL_SITES;

/// The sentences: a question, what is looked at, and its name in the sentence.
const QUESTIONS: [(&str, &str, Shown); 5] = [
    ("Do children wait less?", "the share started within 18 weeks of referral", h::IN_18_WEEKS),
    (
        "Are fewer left without help?",
        "the share of episodes unmet for more than 12 weeks",
        h::UNMET_12_WEEKS,
    ),
    ("Do fewer fall into the missing middle?", "entries into it", h::MISSING_MIDDLE),
    ("Do the teams hold?", "the share of EMHP posts that stood empty", h::EMHP_VACANCY),
    ("What does it cost?", "the cost per child who started", h::COST_PER_CHILD),
];

/// The report of variants against the base with this name.
pub(crate) fn document(
    facts: &Facts,
    base: &str,
    changed: &[Changed],
    found: &Comparisons,
) -> Document {
    let mut sections = vec![summary(facts, base, found)];
    sections.push(changes(changed));
    sections.push(differences(found));
    sections.push(by_site(found));
    sections.extend(about::sections(facts));
    Document {
        title: format!("Compared with \u{201c}{base}\u{201d}: {}", names(found)),
        origin: about::origin(facts),
        warnings: about::warnings(facts),
        sections,
    }
}

fn names(found: &Comparisons) -> String {
    let names: Vec<&str> = found.variants.iter().map(|variant| variant.name.as_str()).collect();
    match names.as_slice() {
        names if names.len() > 4 => about::counted(names.len(), "variant"),
        names => names.join("; "),
    }
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
        blocks.push(Block::Heading(format!("{} against {base}{place}", variant.name)));
        if variant.is_the_same() {
            let text = "Nothing differs in any replicate.";
            blocks.push(Block::Paragraph(text.into()));
        }
        let sentences = QUESTIONS.iter().map(|question| sentence(variant, site, question));
        blocks.push(Block::Sentences(sentences.collect()));
    }
    blocks.push(Block::Paragraph(
        "Each replicate of a variant is paired with the replicate of the base that has the same \
         luck, child by child. In brackets: 95 % intervals of the difference."
            .into(),
    ));
    blocks.push(Block::Paragraph(about::intervals(facts)));
    blocks.extend(about::limits());
    Section { id: "summary", title: "What came out".to_owned(), blocks }
}

fn sentence(
    variant: &Compared,
    site: &str,
    (question, what, shown): &(&str, &str, Shown),
) -> Words {
    let pairs = Pairs { variant, site };
    let words = Words::strong(format!("{question} "));
    let Some(row) = variant.get(site, shown.measure, shown.statistic) else {
        return words.and("There is no pair of replicates to tell by.");
    };
    let told = match row.is_distinguishable() {
        Some(true) => "which chance alone is unlikely to bring",
        Some(false) if pairs.found(shown).is_some_and(|found| !found.difference.contains(0.0)) => {
            "which may be chance, since many measures are looked at"
        }
        Some(false) => "which cannot be told from chance",
        None => "and one pair cannot tell it from chance",
    };
    words
        .and(format!("With the base {what} was "))
        .and(pairs.base(shown))
        .and(", with the variant ")
        .and(pairs.variant(shown))
        .and(": a difference of ")
        .and(pairs.difference(shown))
        .and(format!("{}, {told}.", points(shown)))
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

    fn base(self, shown: &Shown) -> Words {
        self.mean(shown, Part::BaseMean, |found| found.base)
    }

    fn variant(self, shown: &Shown) -> Words {
        self.mean(shown, Part::VariantMean, |found| found.variant)
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
            let text = signed(format, value);
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

/// How a difference is written: finer than the values, but where it is large.
fn finer_for(format: Format, estimate: f64, (low, high): (f64, f64)) -> Format {
    let fine = match format {
        Format::Whole if estimate.abs() < 100.0 => Format::Decimal(1),
        Format::Percent(places) => Format::Percent(places + 1),
        Format::Decimal(places) => Format::Decimal(places + 1),
        other => other,
    };
    apart(fine, low, high)
}

/// A difference with its sign, percentages without theirs.
fn signed(format: Format, value: f64) -> String {
    let text = format.value(value).trim_end_matches(" %").to_owned();
    let is_zero = !text.contains(|c: char| ('1'..='9').contains(&c));
    if value > 0.0 && !is_zero { format!("+{text}") } else { text }
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
            caption: "Inputs in which a variant differs from the base".to_owned(),
            header: ["variant", "site", "what", "base", "variant's", "from"]
                .map(str::to_owned)
                .into(),
            rows: changed.iter().map(row).collect(),
            text_columns: 6,
            filter: None,
        }),
    };
    Section { id: "changes", title: "What was changed".to_owned(), blocks: vec![block] }
}

fn differences(found: &Comparisons) -> Section {
    let mut blocks = Vec::new();
    for (variant, number) in found.variants.iter().zip(1..) {
        let site = main_site(variant);
        blocks.push(Block::Chart(forest(variant, site, number)));
    }
    if blocks.is_empty() {
        blocks.push(Block::Paragraph("There is no variant.".into()));
    }
    blocks.push(Block::Paragraph(
        "The plots show how many per cent more or less there is than with the base, as ratios of \
         means with intervals after Fieller; a ratio to what may be zero has no interval. A star \
         marks what can be told from chance though many are looked at (Holm, 5 % over all measures \
         of everybody at a site)."
            .into(),
    ));
    Section { id: "paired", title: "Paired differences".to_owned(), blocks }
}

/// All values of a variant, as per cent of the base, with the differences behind them.
fn forest(variant: &Compared, site: &str, number: usize) -> Figure {
    let pairs = Pairs { variant, site };
    let star = |shown: &Shown| {
        let row = variant.get(site, shown.measure, shown.statistic);
        row.and_then(crate::comparison::Row::is_distinguishable) == Some(true)
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
        title: format!("{} against the base, in per cent", variant.name),
        description: format!(
            "Of {} measures {} can be told from chance.",
            h::ROWS.len(),
            h::ROWS.iter().filter(|(_, shown)| star(shown)).count()
        ),
    };
    let chart = Dots {
        caption: caption.clone(),
        rows_are: "Measure".to_owned(),
        references_are: None,
        panels: vec![Panel {
            name: String::new(),
            axis: Axis {
                label: "Per cent more or less than the base".to_owned(),
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
            if star(shown) { "yes" } else { "no" }.into(),
        ]
    };
    let table = Table {
        id: format!("{}-table", caption.id),
        caption: format!("{} against the base; differences of percentages in points", variant.name),
        header: ["measure", "base", "variant", "difference", "told from chance"]
            .map(str::to_owned)
            .into(),
        rows: h::ROWS.iter().map(cells).collect(),
        text_columns: 1,
        filter: None,
    };
    Figure { table, ..Figure::of(&chart) }
}

fn by_site(found: &Comparisons) -> Section {
    let mut blocks = Vec::new();
    for (variant, number) in found.variants.iter().zip(1..) {
        if variant.sites.len() > 1 {
            blocks.push(Block::Chart(sites(variant, number)));
        }
    }
    if blocks.is_empty() {
        blocks.push(Block::Paragraph("There is one site.".into()));
    }
    Section { id: "sites", title: "Differences by site".to_owned(), blocks }
}

/// The difference of one value, site by site.
fn sites(variant: &Compared, number: usize) -> Figure {
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
        title: format!("{}: difference in the share started within 18 weeks", variant.name),
        description: "Variant less base, in percentage points of accepted referrals.".to_owned(),
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
