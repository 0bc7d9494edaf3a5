//! The report of a sweep: what each axis of a design does, results along every axis, and over pairs
//! of axes.

mod additive;
mod axis;
mod indices;

use std::collections::BTreeMap;

use mhst_core::engine::statistics::Interval;

use super::document::{Block, Document, Figure, Section, Table};
use super::facts::Facts;
use super::headline as h;
use super::words::{Numbers, Shown, Words, apart, finer_for};
use super::{about, compare, enough};
use crate::capital::capital;
use crate::chart::{
    Axis, Bars, Bounds, Caption, Estimate, Format, Group, HeatMap, Ink, Join, Kind, Levels, Lines,
    Point, Series,
};
use crate::comparison::{Compared, Comparisons};
use crate::indices::Index;
use crate::numbers::counted;
use crate::points::{Level, Points};
use crate::tables::{ALL_SITES, Summary};
use additive::Additive;
#[cfg(test)]
pub(crate) use axis::name as axis_name;
use axis::{Classes, is_whole, meaning, name, places, unit, written};
use indices::Found;

/// Level of the intervals of what an axis does, before it is corrected for the number of axes.
const LEVEL: f64 = 0.95;

/// Most axes along which results are drawn, and that are columns of the list of points.
const MOST_AXES: usize = 40;

/// Most points that are listed.
const MOST_LISTED: usize = 200;

/// What is drawn along every axis.
const DRAWN: [(&str, &str, Shown); 4] = [
    ("started", "Started within 18 weeks", h::IN_18_WEEKS),
    ("middle", "Children in the missing middle", h::MISSING_MIDDLE_STOCK),
    ("without-help", "Days in need without help", h::WITHOUT_HELP),
    ("cost", "Cost per child started", h::COST_PER_CHILD),
];

/// The questions of the sentences, on the headline measures.
const QUESTIONS: [(&str, &str, Shown); 5] = [
    ("Who waits how long?", "the share who started within 18 weeks", h::IN_18_WEEKS),
    ("Who is left without help?", "days in need without help", h::WITHOUT_HELP),
    ("How many are in the missing middle?", "children there", h::MISSING_MIDDLE_STOCK),
    ("Are the teams stable?", "the share of EMHP posts vacant", h::EMHP_VACANCY),
    ("What does it cost?", "the cost per child started", h::COST_PER_CHILD),
];

/// The report of a design with these points and what came of each.
pub(crate) fn document(
    facts: &Facts,
    design: &Points,
    indices: &[Index],
    from_base: &Comparisons,
    found: &[(u32, Summary)],
) -> Document {
    let sweep = Sweep { design, found: found.iter().map(|(point, s)| (*point, s)).collect() };
    let mut sections = Vec::new();
    if indices.is_empty() {
        sections.extend([sweep.summary(facts), sweep.varied(), sweep.curves()]);
        sections.extend(sweep.maps());
    } else {
        let indices = Found(indices);
        let mut blocks = indices.sentences();
        blocks.extend(about::limits(facts));
        let title = "Main results".to_owned();
        sections.push(Section { id: "summary", title, blocks });
        sections.extend([indices.strongest(), indices.all(), sweep.varied()]);
    }
    sections.extend(sweep.differences(facts, from_base));
    sections.push(sweep.listed());
    // The axes have a table of their own: at the first point alone they would mislead.
    let is_axis = |key: &String| design.axes.contains(key);
    let mut fixed = facts.clone();
    fixed.differences.retain(|difference| !is_axis(&difference.key));
    fixed.timeline.retain(|dated| !is_axis(&format!("{}@{}", dated.key, dated.on)));
    let first = found.first().and_then(|(_, first)| enough::of_numbers(&facts.spread, first));
    sections.extend(about::sections(&fixed, first));
    Document {
        title: about::title(facts),
        origin: format!(
            "{} {}.",
            about::origin(facts, "Design"),
            counted(design.points.len(), "point")
        ),
        warnings: about::warnings(facts),
        cautions: about::cautions(facts, None),
        sections,
    }
}

struct Sweep<'a> {
    design: &'a Points,
    found: BTreeMap<u32, &'a Summary>,
}

impl Sweep<'_> {
    /// The numbers of a point.
    fn numbers(&self, point: u32) -> Option<Numbers<'_>> {
        self.found.get(&point).map(|summary| Numbers::of(summary, point, ALL_SITES))
    }

    /// Whether there are more axes than anyone looks at one by one.
    fn has_many_axes(&self) -> bool {
        self.design.axes.len() > MOST_AXES
    }

    fn value(&self, point: u32, shown: &Shown) -> Option<f64> {
        Some(self.numbers(point)?.interval(shown)?.estimate)
    }

    fn summary(&self, facts: &Facts) -> Section {
        let sentences = QUESTIONS.iter().map(|question| self.sentence(question)).collect();
        let axes = self.design.axes.len();
        let corrected = match axes {
            1 => String::new(),
            _ => format!(", corrected for {axes} axes"),
        };
        let mut blocks = vec![
            Block::Sentences(sentences),
            Block::Paragraph(
                format!(
                    "Each sentence compares the lowest and the highest level of an axis, or the lowest \
                     and the highest third of its levels, with the effects of the other axes removed. In \
                     brackets: 95 % intervals{corrected}. Effects that depend on several axes at once \
                     count as chance here."
                )
                .into(),
            ),
            Block::Paragraph(
                "Numbers are for the children of all sites; summary.csv has every site at every point. \
                 Every point has the same children with the same random numbers, so differences \
                 between points are more precise than the interval of each point suggests."
                    .into(),
            ),
        ];
        blocks.extend(about::limits(facts));
        Section { id: "summary", title: "Main results".to_owned(), blocks }
    }

    /// Which axes move a value, by how much, and which do not.
    fn sentence(&self, (question, what, shown): &(&str, &str, Shown)) -> Words {
        let words = Words::strong(format!("{question} "));
        let Some(effects) = self.effects(shown) else {
            return words.and("No point has a value.");
        };
        if effects.iter().any(|effect| effect.difference.bounds.is_none()) {
            let told = effects.iter().map(|effect| effect.told(shown)).collect::<Vec<_>>();
            return words.and(format!(
                "{}: {}. There are too few points to tell this from chance.",
                capital(what),
                told.join("; ")
            ));
        }
        let (moving, still): (Vec<&Effect>, Vec<&Effect>) =
            effects.iter().partition(|effect| effect.is_beyond_chance());
        let names = |effects: &[&Effect]| {
            let names: Vec<String> =
                effects.iter().map(|effect| format!("\u{201c}{}\u{201d}", effect.axis)).collect();
            names.join(", ")
        };
        if moving.is_empty() {
            let moves = match still.len() {
                1 => "The axis does not move",
                _ => "None of the axes moves",
            };
            return words.and(format!("{moves} {what} beyond chance."));
        }
        let told: Vec<String> = moving.iter().map(|effect| effect.told(shown)).collect();
        let rest = match still.as_slice() {
            [] => String::new(),
            still => format!(" Not beyond chance: {}.", names(still)),
        };
        words.and(format!("{}: {}.{rest}", capital(what), told.join("; ")))
    }

    /// What each axis does to a value, the largest difference first; `None` where no point has one.
    fn effects(&self, shown: &Shown) -> Option<Vec<Effect>> {
        let (fit, classes) = self.fit(shown, Classes::compared)?;
        let axes = self.design.axes.len();
        let level = 1.0 - (1.0 - LEVEL) / axes as f64;
        let effect = |(axis, classes): (usize, &Classes)| {
            let last = classes.names.len().checked_sub(1).filter(|last| *last > 0)?;
            // Names have no order: the two between which the difference is greatest.
            let by_value = |a: &usize, b: &usize| fit.at(axis, *a).total_cmp(&fit.at(axis, *b));
            let is_number = classes.middles.is_some() || classes.is_thirds;
            let (low, high) = match is_number {
                true => (0, last),
                false => ((0..=last).min_by(by_value)?, (0..=last).max_by(by_value)?),
            };
            Some(Effect {
                axis: name(&self.design.axes[axis]),
                levels: (classes.names[low].clone(), classes.names[high].clone()),
                values: (fit.at(axis, low), fit.at(axis, high)),
                difference: fit.contrast(axis, low, high, level),
            })
        };
        let mut effects: Vec<Effect> = classes.iter().enumerate().filter_map(effect).collect();
        effects.sort_by(|a, b| b.difference.estimate.abs().total_cmp(&a.difference.estimate.abs()));
        Some(effects)
    }

    /// The effects of all axes on a value, fitted to the points that have one, and the classes of
    /// these points.
    fn fit(
        &self,
        shown: &Shown,
        classes: fn(&[Level]) -> Classes,
    ) -> Option<(Additive, Vec<Classes>)> {
        let points = self.design.points.iter();
        let there: Vec<(f64, &Vec<Level>)> = points
            .filter_map(|(point, levels)| Some((self.value(*point, shown)?, levels)))
            .collect();
        let values: Vec<f64> = there.iter().map(|(value, _)| *value).collect();
        let of_axis = |axis: usize| {
            let levels: Vec<Level> = there.iter().map(|(_, levels)| levels[axis].clone()).collect();
            classes(&levels)
        };
        let classes: Vec<Classes> = match values.is_empty() {
            true => return None,
            false => (0..self.design.axes.len()).map(of_axis).collect(),
        };
        let of_points = classes.iter().map(|classes| classes.of_points.clone()).collect();
        Some((Additive::fit(&values, of_points)?, classes))
    }

    /// What differs between the points.
    fn varied(&self) -> Section {
        let row = |(axis, key): (usize, &String)| {
            let levels: Vec<Level> =
                self.design.points.iter().map(|(_, levels)| levels[axis].clone()).collect();
            let classes = Classes::compared(&levels);
            let shown = match classes.is_thirds {
                true => classes.span(),
                false => classes.names.join(", "),
            };
            vec![Words::code(key), meaning(key).into(), shown.into(), Words::from(unit(key))]
        };
        let table = Table {
            id: "axes-table".to_owned(),
            caption: format!(
                "Axes of the design, over {}",
                counted(self.design.points.len(), "point")
            ),
            header: ["parameter", "meaning", "levels", "unit"].map(str::to_owned).into(),
            rows: self.design.axes.iter().enumerate().map(row).collect(),
            text_columns: 4,
            filter: None,
        };
        let blocks = match self.has_many_axes() {
            true => vec![Block::Folded(table)],
            false => vec![Block::Table(table)],
        };
        Section { id: "axes", title: "What differs between points".to_owned(), blocks }
    }

    /// The classes of an axis that are drawn.
    fn classes(&self, axis: usize) -> Classes {
        let level = |(_, levels): &(u32, Vec<Level>)| levels[axis].clone();
        Classes::shown(&self.design.points.iter().map(level).collect::<Vec<_>>())
    }

    /// The mean of a value over the points in each class, with the interval that chance gives it.
    fn means(&self, classes: &Classes, shown: &Shown) -> Vec<Estimate> {
        let mut sums = vec![(0.0, 0.0); classes.names.len()];
        for ((point, _), &class) in self.design.points.iter().zip(&classes.of_points) {
            if let Some(value) = self.value(*point, shown) {
                sums[class].0 += value;
                sums[class].1 += 1.0;
            }
        }
        let fit = self.fit(shown, Classes::compared).map(|(fit, _)| fit);
        let mean = |(sum, count): (f64, f64)| {
            let value = sum / count;
            let half = fit.as_ref().and_then(|fit| fit.half_width(count, LEVEL));
            Estimate { value, interval: half.map(|half| (value - half, value + half)) }
        };
        sums.into_iter().map(mean).collect()
    }

    fn curves(&self) -> Section {
        let mut blocks = vec![Block::Paragraph(
            "Each value is the mean over all points with that level, or within that class of levels, \
             whatever their other levels. Bands and whiskers are 95 % intervals."
                .into(),
        )];
        if self.has_many_axes() {
            let text = format!(
                "The design has {}. Results are drawn along up to {MOST_AXES}; points.csv and \
                 summary.csv have the numbers.",
                counted(self.design.axes.len(), "key")
            );
            let blocks = vec![Block::Paragraph(text.into())];
            return Section { id: "curves", title: "Along every axis".to_owned(), blocks };
        }
        for (axis, key) in self.design.axes.iter().enumerate() {
            blocks.push(Block::Heading(name(key)));
            blocks.push(Block::Paragraph(Words::code(key).and(format!(
                ": {} (unit: {}).",
                meaning(key),
                unit(key)
            ))));
            let classes = self.classes(axis);
            let figures = DRAWN.iter().map(|(id, title, shown)| {
                let caption = Caption {
                    id: format!("curve-{axis}-{id}"),
                    title: (*title).to_owned(),
                    description: String::new(),
                };
                self.curve(caption, key, &classes, shown)
            });
            blocks.push(Block::Charts(figures.collect()));
        }
        Section { id: "curves", title: "Along every axis".to_owned(), blocks }
    }

    fn curve(&self, caption: Caption, key: &str, classes: &Classes, shown: &Shown) -> Figure {
        let means = self.means(classes, shown);
        let known = means.iter().map(|mean| mean.value).filter(|mean| mean.is_finite());
        let (least, most) = known
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
        let format = apart(shown.format, least, most);
        let description = match least.is_finite() {
            true => format!("Between {} and {}.", format.value(least), format.value(most)),
            false => "No point has a value.".to_owned(),
        };
        let caption = Caption { description, ..caption };
        let y = |label: String| Axis { label, format, bounds: Bounds::FromZero };
        let Some(middles) = &classes.middles else {
            let group = |(name, value): (&String, &Estimate)| Group {
                name: name.clone(),
                values: vec![*value],
            };
            return Figure::of(&Bars {
                axis: y(caption.title.clone()),
                caption,
                groups_are: name(key),
                kinds: vec![Kind { name: "Mean over points".to_owned(), ink: Ink::NAVY }],
                groups: classes.names.iter().zip(&means).map(group).collect(),
            });
        };
        let point = |(x, y): (&f64, &Estimate)| Point { x: *x, y: *y };
        Figure::of(&Lines {
            x: Axis {
                label: name(key),
                format: match is_whole(key) {
                    true => Format::Whole,
                    false => Format::Decimal(places(middles)),
                },
                bounds: Bounds::Data,
            },
            y: y("Mean over points".to_owned()),
            series: vec![Series {
                name: String::new(),
                ink: Ink::NAVY,
                points: middles.iter().zip(&means).map(point).collect(),
            }],
            join: Join::Straight,
            marks: Vec::new(),
            caption,
        })
    }

    /// Heat maps of the first two axes; none where there is one.
    fn maps(&self) -> Option<Section> {
        let [x, y, ..] = self.design.axes.as_slice() else { return None };
        let classes = [self.classes(0), self.classes(1)];
        let charts = DRAWN.iter().map(|(id, title, shown)| {
            let caption = Caption {
                id: format!("map-{id}"),
                title: (*title).to_owned(),
                description: String::new(),
            };
            Block::Chart(Figure::of(&self.map(caption, [x, y], &classes, shown)))
        });
        let text = format!(
            "\u{201c}{}\u{201d} and \u{201c}{}\u{201d}. Cells are means over points. The scale of colours \
             spans at least what chance alone would, so cells of nearly the same colour do not differ \
             beyond chance. The heavy line is the frontier: on one side of it the value is above the \
             mean of all points, on the other below. Where neither axis moves the value beyond chance, \
             there is no frontier.",
            name(x),
            name(y),
        );
        let blocks = std::iter::once(Block::Paragraph(text.into())).chain(charts).collect();
        Some(Section { id: "maps", title: "Two axes together".to_owned(), blocks })
    }

    fn map(
        &self,
        caption: Caption,
        [x, y]: [&String; 2],
        classes: &[Classes; 2],
        shown: &Shown,
    ) -> HeatMap {
        let mut sums = vec![vec![(0.0, 0.0); classes[0].names.len()]; classes[1].names.len()];
        let mut all = (0.0, 0.0);
        for (position, (point, _)) in self.design.points.iter().enumerate() {
            if let Some(value) = self.value(*point, shown) {
                let cell =
                    &mut sums[classes[1].of_points[position]][classes[0].of_points[position]];
                for sum in [cell, &mut all] {
                    sum.0 += value;
                    sum.1 += 1.0;
                }
            }
        }
        let mean = all.0 / all.1;
        let moved = self.moves([x, y], shown);
        let frontier = (moved && mean.is_finite()).then(|| (mean, "mean of all points".to_owned()));
        let filled = sums.iter().flatten().filter(|(_, n)| *n > 0.0).count();
        let chance = self
            .fit(shown, Classes::compared)
            .and_then(|(fit, _)| fit.chance_span(all.1 / filled.max(1) as f64));
        let row = |row: Vec<(f64, f64)>| row.into_iter().map(|(sum, n)| sum / n).collect();
        let cells: Vec<Vec<f64>> = sums.into_iter().map(row).collect();
        let known = || cells.iter().flatten().copied().filter(|value| value.is_finite());
        let (least, most) = (known().fold(mean, f64::min), known().fold(mean, f64::max));
        let format = apart(shown.format, least, most);
        HeatMap {
            caption: Caption {
                description: match moved {
                    true => format!("Mean of all points: {}.", format.value(mean)),
                    false => format!(
                        "Neither axis moves it beyond chance. Mean of all points: {}.",
                        format.value(mean)
                    ),
                },
                ..caption
            },
            x: Levels { label: name(x), names: classes[0].names.clone() },
            y: Levels { label: name(y), names: classes[1].names.clone() },
            value_is: "Mean over points".to_owned(),
            format,
            cells,
            chance,
            frontier,
        }
    }

    /// Whether one of two axes moves a value beyond chance; also where chance cannot be told.
    fn moves(&self, keys: [&String; 2], shown: &Shown) -> bool {
        let names = keys.map(|key| name(key));
        let beyond = |effect: &Effect| {
            let told = effect.difference.bounds.is_some();
            names.contains(&effect.axis) && (!told || effect.is_beyond_chance())
        };
        self.effects(shown).is_some_and(|effects| effects.iter().any(beyond))
    }

    /// How each point differs from the base point; `None` where the design names none.
    fn differences(&self, facts: &Facts, found: &Comparisons) -> Option<Section> {
        let compared: Vec<u32> = found.variants.iter().map(|variant| variant.point).collect();
        let is_base = |(point, _): &&(u32, Vec<Level>)| !compared.contains(point);
        let (base, _) = self.design.points.iter().find(is_base)?;
        if compared.is_empty() {
            return None;
        }
        let over_worlds = facts.spread.is_over_worlds();
        let pairs = match over_worlds {
            true => {
                "plausible world by plausible world: the median, the interval of one more world, and \
                     in how many worlds the value falls"
            }
            false => "replicate by replicate: the mean and its interval",
        };
        let text = format!(
            "Each row is a point less the base point, which is point {base} ({}). Both have the same \
             children with the same random numbers, so the difference is paired, {pairs}. Differences of \
             percentages are in percentage points. A star marks those that {}. comparison.csv has all \
             measures.",
            self.design.told(*base),
            match over_worlds {
                true => "have the same sign in 95 % of the worlds at least",
                false =>
                    "are distinguishable from chance after Holm's correction for the measures of the \
                     point; with many points, expect some by chance",
            }
        );
        let columns = if self.has_many_axes() { 0 } else { self.design.axes.len() };
        let row = |variant: &Compared| {
            let point = self.design.points.iter().find(|(point, _)| *point == variant.point);
            let levels = point.map_or(&[][..], |(_, levels)| levels.as_slice());
            let levels = levels.iter().take(columns).map(|level| Words::from(written(level)));
            let values = QUESTIONS.iter().map(|(_, _, shown)| compare::told(variant, shown));
            std::iter::once(Words::from(variant.point.to_string()))
                .chain(levels)
                .chain(values)
                .collect()
        };
        let shown = found.variants.len().min(MOST_LISTED);
        let table = Table {
            id: "base-table".to_owned(),
            caption: match shown == found.variants.len() {
                true => format!("Differences from point {base}"),
                false => format!(
                    "Differences of the first {shown} points from point {base}; comparison.csv has all"
                ),
            },
            header: self.header(columns),
            rows: found.variants.iter().take(shown).map(row).collect(),
            text_columns: 1,
            filter: None,
        };
        let blocks = vec![Block::Paragraph(text.into()), Block::Table(table)];
        Some(Section { id: "base", title: "Differences from the base point".to_owned(), blocks })
    }

    /// The columns of a table of points, with so many axes.
    fn header(&self, axes: usize) -> Vec<String> {
        let names = ["started in 18 weeks", "days without help", "missing middle", "posts vacant"];
        std::iter::once("point".to_owned())
            .chain(self.design.axes.iter().take(axes).map(|key| name(key)))
            .chain(names.into_iter().chain(["cost per child"]).map(str::to_owned))
            .collect()
    }

    fn listed(&self) -> Section {
        let columns = if self.has_many_axes() { 0 } else { self.design.axes.len() };
        let row = |(point, levels): &(u32, Vec<Level>)| {
            let levels = levels.iter().take(columns).map(|level| Words::from(written(level)));
            let numbers = self.numbers(*point);
            let values = QUESTIONS.iter().map(|(_, _, shown)| {
                numbers.map_or_else(|| "none".into(), |numbers| numbers.ranged(shown))
            });
            std::iter::once(Words::from(point.to_string())).chain(levels).chain(values).collect()
        };
        let shown = self.design.points.len().min(MOST_LISTED);
        let table = Table {
            id: "points-table".to_owned(),
            caption: match shown == self.design.points.len() {
                true => "All points".to_owned(),
                false => format!("The first {shown} points; points.csv and summary.csv have all"),
            },
            header: self.header(columns),
            rows: self.design.points.iter().take(shown).map(row).collect(),
            text_columns: 1,
            filter: None,
        };
        let blocks = vec![Block::Folded(table)];
        Section { id: "points", title: "Points".to_owned(), blocks }
    }
}

/// What an axis does to a value.
struct Effect {
    /// Its name.
    axis: String,
    /// The two levels that are compared.
    levels: (String, String),
    /// The values there.
    values: (f64, f64),
    /// Their difference.
    difference: Interval,
}

impl Effect {
    /// Whether it is more than chance. Where points vary with the other axes alone, what is left is the
    /// error of the arithmetic.
    fn is_beyond_chance(&self) -> bool {
        const NOISE: f64 = 1e-9;
        let (from, to) = self.values;
        let is_noise = self.difference.estimate.abs() <= NOISE * from.abs().max(to.abs());
        !is_noise && !self.difference.contains(0.0)
    }

    /// From what to what, and by how much.
    fn told(&self, shown: &Shown) -> String {
        let Self { axis, levels: (low, high), values: (from, to), difference } = self;
        let format = apart(shown.format, *from, *to);
        let ends = difference.bounds.unwrap_or((difference.estimate, difference.estimate));
        let fine = finer_for(shown.format, difference.estimate, ends);
        let signed = |value| fine.signed(value);
        let range = difference.bounds.map_or_else(String::new, |(low, high)| {
            format!(" ({} to {})", signed(low), signed(high))
        });
        let points = match shown.format {
            Format::Percent(_) => " percentage points",
            _ => "",
        };
        format!(
            "from {} to {} when \u{201c}{axis}\u{201d} changes from {low} to {high}, a difference of {}{range}{points}",
            format.value(*from),
            format.value(*to),
            signed(difference.estimate),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_the_arithmetic_is_no_effect() {
        let effect = |difference: f64| Effect {
            axis: "axis".to_owned(),
            levels: ("1".to_owned(), "2".to_owned()),
            values: (0.334, 0.334 + difference),
            difference: Interval {
                estimate: difference,
                replicates: 24,
                bounds: Some((difference * 0.9, difference * 1.1)),
            },
        };
        assert!(!effect(1e-15).is_beyond_chance());
        assert!(effect(1e-3).is_beyond_chance());
        let mut chance = effect(1e-3);
        chance.difference.bounds = Some((-1e-3, 3e-3));
        assert!(!chance.is_beyond_chance());
    }
}
