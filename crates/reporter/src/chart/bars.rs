//! Horizontal bars, alone or in groups: parts of costs, funding against cost.

use maud::{Markup, html};

use super::frame::{GAP, x_ticks};
use super::scale::{Scale, Ticks};
use super::text::{Anchor, Label};
use super::{Axis, Caption, Chart, DataTable, Drawing, Estimate, Ink, Px, Sheet};

/// Horizontal bars from zero, in groups, each with its value.
#[derive(Clone, Debug)]
pub struct Bars {
    /// What the chart is called and what it says.
    pub caption: Caption,
    /// What a group is: the name of the table's first column.
    pub groups_are: String,
    /// The axis, and how values are written.
    pub axis: Axis,
    /// The bars that each group has, from top to bottom.
    pub kinds: Vec<Kind>,
    /// The groups, from top to bottom.
    pub groups: Vec<Group>,
}

/// What a bar stands for in every group.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Its name, written beside its bars where a group has more than one.
    pub name: String,
    /// Its ink.
    pub ink: Ink,
}

/// Bars that belong together.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// A value for each kind; not a number where there is none.
    pub values: Vec<Estimate>,
}

impl Group {
    fn value(&self, kind: usize) -> Estimate {
        self.values.get(kind).copied().unwrap_or(Estimate::exact(f64::NAN))
    }
}

impl Bars {
    /// The kinds with their values in a group.
    fn bars<'a>(&'a self, group: &'a Group) -> impl Iterator<Item = (&'a Kind, Estimate)> {
        self.kinds.iter().enumerate().map(|(number, kind)| (kind, group.value(number)))
    }

    /// What is written beside a bar.
    fn label(&self, sheet: Sheet, kind: &Kind, value: Estimate) -> Label {
        let value = self.axis.format.value(value.value);
        let text = if self.kinds.len() > 1 { format!("{} {value}", kind.name) } else { value };
        Label::new(sheet, text, Anchor::Start).class("halo")
    }
}

impl Chart for Bars {
    fn caption(&self) -> &Caption {
        &self.caption
    }

    fn table(&self) -> DataTable {
        let kinds = self.kinds.iter().map(|kind| match self.kinds.len() {
            1 => self.axis.label.clone(),
            _ => kind.name.clone(),
        });
        let header = std::iter::once(self.groups_are.clone()).chain(kinds).collect();
        let row = |group: &Group| {
            let values = self.bars(group).map(|(_, value)| value.text(self.axis.format));
            std::iter::once(group.name.clone()).chain(values).collect()
        };
        DataTable { header, rows: self.groups.iter().map(row).collect() }
    }

    fn draw(&self, sheet: Sheet) -> Option<Drawing> {
        let all = || self.groups.iter().flat_map(|group| self.bars(group));
        all().find(|(_, value)| value.value.is_finite())?;
        let known = all().flat_map(|(_, value)| value.known().collect::<Vec<_>>());
        let span = self.axis.bounds.span(known.chain([0.0]))?;
        let widest = |label: &Label| label.width();
        let names = self.groups.iter().map(|group| Label::new(sheet, &group.name, Anchor::Start));
        let names = names.map(|label| widest(&label)).fold(0.0, f64::max);
        let beside = sheet == Sheet::Wide;
        let left = if beside { names.min(sheet.width() * 0.35) + 2.0 * GAP } else { 2.0 * GAP };
        let labels = all().map(|(kind, value)| widest(&self.label(sheet, kind, value)));
        let right = sheet.width() - labels.fold(0.0, f64::max) - 2.0 * GAP;
        let rounded = Ticks::round(span, 5, self.axis.format).domain;
        let ticks = x_ticks(sheet, &self.axis, rounded, right - left);
        let scale = Scale { domain: ticks.domain, range: (left, right) };

        let axis_name =
            Label::wrapped(sheet, &self.axis.label, Anchor::Start, sheet.width() - left);
        let mut top = 0.0;
        let groups: Vec<Markup> =
            self.groups.iter().map(|group| self.group(group, sheet, &scale, &mut top)).collect();
        let ticks_centre = top + GAP + sheet.line_height() / 2.0;
        let name_centre = ticks_centre + sheet.line_height() / 2.0 + axis_name.height() / 2.0;
        let body = html! {
            @for (value, text) in &ticks.labels {
                @let x = scale.at(*value);
                line.grid x1=(Px(x)) x2=(Px(x)) y1="0" y2=(Px(top)) {}
                @let label = Label::new(sheet, text, Anchor::Middle);
                (label.at(x.max(label.width() / 2.0), ticks_centre))
            }
            line.zero x1=(Px(scale.at(0.0))) x2=(Px(scale.at(0.0))) y1="0" y2=(Px(top)) {}
            @for group in &groups { (group) }
            (axis_name.at(left, name_centre))
        };
        Some(Drawing { height: name_centre + axis_name.height() / 2.0 + GAP, body })
    }
}

impl Bars {
    fn group(&self, group: &Group, sheet: Sheet, scale: &Scale, top: &mut f64) -> Markup {
        let beside = sheet == Sheet::Wide;
        let room = if beside { scale.range.0 - 2.0 * GAP } else { sheet.width() };
        let name = Label::wrapped(sheet, &group.name, Anchor::Start, room).class("halo");
        let pitch = sheet.line_height() + 4.0;
        let bars_height = self.kinds.len() as f64 * pitch;
        let (name_centre, first) = if beside {
            let height = bars_height.max(name.height());
            (*top + GAP + height / 2.0, *top + GAP + (height - bars_height) / 2.0)
        } else {
            (*top + GAP + name.height() / 2.0, *top + GAP + name.height())
        };
        *top = (first + bars_height).max(name_centre + name.height() / 2.0) + GAP;
        html! {
            (name.at(0.0, name_centre))
            @for (number, (kind, value)) in self.bars(group).enumerate() {
                @let centre = first + (number as f64 + 0.5) * pitch;
                (self.bar(group, kind, value, sheet, scale, centre))
            }
        }
    }

    fn bar(
        &self,
        group: &Group,
        kind: &Kind,
        value: Estimate,
        sheet: Sheet,
        scale: &Scale,
        centre: f64,
    ) -> Markup {
        let half = sheet.line_height() / 2.0;
        let zero = scale.at(0.0);
        let end = if value.value.is_finite() { scale.at(value.value) } else { zero };
        let (low, high) = value.known_interval().unwrap_or((0.0, 0.0));
        let outermost = zero.max(end).max(scale.at(high)).max(scale.at(low));
        html! {
            g.(kind.ink.class()) {
                title { (group.name) ", " (kind.name) ": " (value.text(self.axis.format)) }
                rect.bar x=(Px(zero.min(end))) y=(Px(centre - half)) width=(Px((end - zero).abs()))
                    height=(Px(2.0 * half)) {}
                @if value.known_interval().is_some() {
                    path.casing d=(super::path([(scale.at(low), centre), (scale.at(high), centre)])) {}
                    line.zero x1=(Px(scale.at(low))) x2=(Px(scale.at(high))) y1=(Px(centre))
                        y2=(Px(centre)) {}
                }
                (self.label(sheet, kind, value).at(outermost + GAP, centre))
            }
        }
    }
}
