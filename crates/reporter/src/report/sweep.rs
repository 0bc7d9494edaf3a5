//! The report of a sweep: what comes out along every axis of a design, and over pairs of axes.

use std::collections::BTreeMap;

use mhst_core::model::parameters::Parameter;

use super::about;
use super::document::{Block, Document, Figure, Section, Table};
use super::facts::Facts;
use super::headline as h;
use super::words::{Numbers, Shown, Words, apart};
use crate::chart::{
    Axis, Bars, Bounds, Caption, Estimate, Format, Group, HeatMap, Ink, Join, Kind, Levels, Lines,
    Point, Series,
};
use crate::points::{Level, Points};
use crate::tables::{ALL_SITES, Summary};

/// Most levels of an axis that are shown one by one; more are put into classes.
const MOST_LEVELS: usize = 10;

/// Most points that are listed.
const MOST_LISTED: usize = 200;

/// What is drawn along every axis.
const DRAWN: [(&str, &str, Shown); 4] = [
    ("started", "Started within 18 weeks", h::IN_18_WEEKS),
    ("middle", "Entries into the missing middle", h::MISSING_MIDDLE),
    ("unmet", "Unmet for more than 12 weeks", h::UNMET_12_WEEKS),
    ("cost", "Cost per child started", h::COST_PER_CHILD),
];

/// The questions of the sentences.
const QUESTIONS: [(&str, &str, Shown); 5] = [
    ("Who waits how long?", "The share started within 18 weeks of referral", h::IN_18_WEEKS),
    ("Who is left without help?", "The share unmet for more than 12 weeks", h::UNMET_12_WEEKS),
    ("How many fall into the missing middle?", "Entries into it", h::MISSING_MIDDLE),
    ("Do the teams hold?", "The share of EMHP posts that stood empty", h::EMHP_VACANCY),
    ("What does it cost?", "The cost per child who started", h::COST_PER_CHILD),
];

/// The report of a design with these points and what came of each.
pub(crate) fn document(facts: &Facts, design: &Points, found: &[(u32, Summary)]) -> Document {
    let sweep = Sweep { design, found: found.iter().map(|(point, s)| (*point, s)).collect() };
    let mut sections = vec![sweep.summary(facts), sweep.curves()];
    sections.extend(sweep.maps());
    sections.push(sweep.listed());
    sections.extend(about::sections(facts));
    Document {
        title: about::title(facts),
        origin: format!(
            "{} {} of a design.",
            about::origin(facts),
            about::counted(design.points.len(), "point")
        ),
        warnings: about::warnings(facts),
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

    fn value(&self, point: u32, shown: &Shown) -> Option<f64> {
        Some(self.numbers(point)?.interval(shown)?.estimate)
    }

    fn summary(&self, facts: &Facts) -> Section {
        let sentences = QUESTIONS.iter().map(|question| self.sentence(question)).collect();
        let mut blocks = vec![
            Block::Sentences(sentences),
            Block::Paragraph(about::intervals(facts)),
            Block::Paragraph(
                "Numbers are of the children of all sites; summary.csv has every site at every \
                 point. Children are the same at every point, so that differences between points \
                 are less blurred by chance than the intervals of each."
                    .into(),
            ),
        ];
        blocks.extend(about::limits(facts));
        Section { id: "summary", title: "Main results".to_owned(), blocks }
    }

    /// From the least to the greatest, and where they are.
    fn sentence(&self, (question, what, shown): &(&str, &str, Shown)) -> Words {
        let words = Words::strong(format!("{question} "));
        let points = self.design.points.iter();
        let values =
            points.filter_map(|(point, levels)| Some((self.value(*point, shown)?, *point, levels)));
        let mut values: Vec<(f64, u32, &Vec<Level>)> = values.collect();
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (Some(least), Some(most)) = (values.first(), values.last()) else {
            return words.and("No point has a value.");
        };
        let told = |(_, point, levels): &(f64, u32, &Vec<Level>)| {
            let value = self.numbers(*point).map(|numbers| numbers.ranged(shown));
            value.unwrap_or_default().and(format!(" at {}", self.place(levels)))
        };
        words
            .and(format!("{what} lies between "))
            .and(told(least))
            .and(" and ")
            .and(told(most))
            .and(".")
    }

    /// A point in words.
    fn place(&self, levels: &[Level]) -> String {
        let axes = self.design.axes.iter().zip(levels);
        let words = axes.map(|(key, level)| format!("{key} {}", written(level)));
        words.collect::<Vec<_>>().join(", ")
    }

    /// The classes of an axis: their names, and the middle of each where they are numbers; and the
    /// class of each point.
    fn classes(&self, axis: usize) -> Classes {
        let level = |(_, levels): &(u32, Vec<Level>)| levels[axis].clone();
        Classes::of(self.design.points.iter().map(level).collect())
    }

    /// The mean of a value over the points in each class.
    fn means(&self, classes: &Classes, shown: &Shown) -> Vec<f64> {
        let mut sums = vec![(0.0, 0.0); classes.names.len()];
        for ((point, _), &class) in self.design.points.iter().zip(&classes.of_points) {
            if let Some(value) = self.value(*point, shown) {
                sums[class].0 += value;
                sums[class].1 += 1.0;
            }
        }
        sums.into_iter().map(|(sum, count)| sum / count).collect()
    }

    fn curves(&self) -> Section {
        let mut blocks = vec![Block::Paragraph(
            "Each value is the mean over all points with that level, or that lie in that class, \
             whatever their other levels are."
                .into(),
        )];
        for (axis, key) in self.design.axes.iter().enumerate() {
            blocks.push(Block::Heading(format!("Along {key}: {}", meaning(key))));
            let classes = self.classes(axis);
            let figures = DRAWN.iter().map(|(id, name, shown)| {
                let caption = Caption {
                    id: format!("curve-{axis}-{id}"),
                    title: format!("{name}, along {key}"),
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
        let known = means.iter().copied().filter(|mean| mean.is_finite());
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
            let group = |(name, value): (&String, &f64)| Group {
                name: name.clone(),
                values: vec![Estimate::exact(*value)],
            };
            return Figure::of(&Bars {
                axis: y(caption.title.clone()),
                caption,
                groups_are: key.to_owned(),
                kinds: vec![Kind { name: "Mean over points".to_owned(), ink: Ink::NAVY }],
                groups: classes.names.iter().zip(&means).map(group).collect(),
            });
        };
        let point = |(x, value): (&f64, &f64)| Point { x: *x, y: Estimate::exact(*value) };
        Figure::of(&Lines {
            x: Axis {
                label: key.to_owned(),
                format: Format::Decimal(places(middles)),
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
        let charts = DRAWN.iter().map(|(id, name, shown)| {
            let caption = Caption {
                id: format!("map-{id}"),
                title: format!("{name}, by {x} and {y}"),
                description: String::new(),
            };
            Block::Chart(Figure::of(&self.map(caption, [x, y], &classes, shown)))
        });
        let text = "Cells are means over points. The heavy line is the frontier: on one side of it \
                    the value is above the mean of all points, on the other below.";
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
        let frontier = mean.is_finite().then(|| (mean, "mean of all points".to_owned()));
        let row = |row: Vec<(f64, f64)>| row.into_iter().map(|(sum, n)| sum / n).collect();
        let cells: Vec<Vec<f64>> = sums.into_iter().map(row).collect();
        let known = || cells.iter().flatten().copied().filter(|value| value.is_finite());
        let (least, most) = (known().fold(mean, f64::min), known().fold(mean, f64::max));
        let format = apart(shown.format, least, most);
        HeatMap {
            caption: Caption {
                description: format!("Mean of all points: {}.", format.value(mean)),
                ..caption
            },
            x: Levels { label: x.clone(), names: classes[0].names.clone() },
            y: Levels { label: y.clone(), names: classes[1].names.clone() },
            value_is: "Mean over points".to_owned(),
            format,
            cells,
            frontier,
        }
    }

    fn listed(&self) -> Section {
        let row = |(point, levels): &(u32, Vec<Level>)| {
            let levels = levels.iter().map(|level| Words::from(written(level)));
            let numbers = self.numbers(*point);
            let values = QUESTIONS.iter().map(|(_, _, shown)| {
                numbers.map_or_else(|| "none".into(), |numbers| numbers.ranged(shown))
            });
            std::iter::once(Words::from(point.to_string())).chain(levels).chain(values).collect()
        };
        let names = ["started in 18 weeks", "unmet > 12 weeks", "missing middle", "posts vacant"];
        let header = std::iter::once("point".to_owned())
            .chain(self.design.axes.clone())
            .chain(names.into_iter().chain(["cost per child"]).map(str::to_owned));
        let shown = self.design.points.len().min(MOST_LISTED);
        let table = Table {
            id: "points-table".to_owned(),
            caption: match shown == self.design.points.len() {
                true => "All points".to_owned(),
                false => format!("The first {shown} points; summary.csv has all"),
            },
            header: header.collect(),
            rows: self.design.points.iter().take(shown).map(row).collect(),
            text_columns: 1,
            filter: None,
        };
        let blocks = vec![Block::Folded(table)];
        Section { id: "points", title: "Points".to_owned(), blocks }
    }
}

/// Levels of an axis put into classes.
struct Classes {
    names: Vec<String>,
    /// The middle of each; `None` where levels are names.
    middles: Option<Vec<f64>>,
    /// The class of each point.
    of_points: Vec<usize>,
}

impl Classes {
    fn of(levels: Vec<Level>) -> Self {
        let numbers: Option<Vec<f64>> = levels
            .iter()
            .map(|level| match level {
                Level::Number(number) => Some(*number),
                Level::Name(_) => None,
            })
            .collect();
        match numbers {
            Some(numbers) => Self::of_numbers(&numbers),
            None => {
                let mut names: Vec<String> = levels.iter().map(written).collect();
                names.sort();
                names.dedup();
                let class = |level: &Level| {
                    let name = written(level);
                    names.iter().position(|known| *known == name).unwrap_or_default()
                };
                let of_points = levels.iter().map(class).collect();
                Self { names, middles: None, of_points }
            }
        }
    }

    /// Each number by itself, or classes of equal width where there are many.
    fn of_numbers(numbers: &[f64]) -> Self {
        let mut distinct = numbers.to_vec();
        distinct.sort_by(f64::total_cmp);
        distinct.dedup();
        if distinct.len() <= MOST_LEVELS {
            let class =
                |number: &f64| distinct.partition_point(|known| known < number).min(distinct.len());
            return Self {
                names: distinct.iter().map(f64::to_string).collect(),
                of_points: numbers.iter().map(class).collect(),
                middles: Some(distinct),
            };
        }
        let (low, high) = (distinct[0], distinct[distinct.len() - 1]);
        let width = (high - low) / MOST_LEVELS as f64;
        let middles: Vec<f64> =
            (0..MOST_LEVELS).map(|class| low + (class as f64 + 0.5) * width).collect();
        let class = |number: &f64| (((number - low) / width) as usize).min(MOST_LEVELS - 1);
        let format = Format::Decimal(places(&middles));
        Self {
            names: middles
                .iter()
                .map(|middle| format!("about {}", format.value(*middle)))
                .collect(),
            of_points: numbers.iter().map(class).collect(),
            middles: Some(middles),
        }
    }
}

fn written(level: &Level) -> String {
    match level {
        Level::Number(number) => number.to_string(),
        Level::Name(name) => name.clone(),
    }
}

fn meaning(key: &str) -> &'static str {
    Parameter::find(key).map_or("", |parameter| parameter.declaration().meaning)
}

/// Digits after the point that tell sorted numbers apart.
fn places(numbers: &[f64]) -> u8 {
    let step = numbers.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min);
    (0..4).find(|places| step * 10_f64.powi(i32::from(*places)) >= 0.999).unwrap_or(4)
}
