//! Flows between nodes in columns: from which place children go to which, and why.

mod layout;
#[cfg(test)]
mod tests;

use maud::{Markup, PreEscaped, Render, html};

use super::frame::GAP;
use super::text::{Anchor, Label};
use super::{Caption, Chart, DataTable, Drawing, Format, Ink, Px, Sheet};
use layout::{Layout, Passing, Placed, Ribbon, label_room, node_width};

/// Flows between nodes in columns.
#[derive(Clone, Debug)]
pub struct Sankey {
    /// What the chart is called and what it says.
    pub caption: Caption,
    /// What is counted, with the unit: the name of the table's column of values.
    pub value_is: String,
    /// How values are written.
    pub format: Format,
    /// The nodes; those of a column from the top down.
    pub nodes: Vec<Node>,
    /// The flows.
    pub flows: Vec<Flow>,
}

/// A place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// Its column, from the left, from 0.
    pub column: usize,
    /// Ink in which it and its flows stand out, if they are to.
    pub emphasis: Option<Ink>,
}

/// A flow from a node to another.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Number of the node that it leaves.
    pub from: usize,
    /// Number of the node that it goes to, in a later column.
    pub to: usize,
    /// How much.
    pub value: f64,
    /// Why; may be empty.
    pub reason: String,
}

impl Sankey {
    fn node_name(&self, number: usize) -> &str {
        self.nodes.get(number).map_or("", |node| &node.name)
    }

    /// How much passes a node, in one line, or in two where more goes than comes or the reverse.
    fn amounts(&self, Passing { comes, goes }: Passing) -> Vec<String> {
        let (enter, leave) = (self.format.value(comes), self.format.value(goes));
        match (comes > 0.0, goes > 0.0) {
            (true, true) if enter != leave => vec![format!("{enter} in"), format!("{leave} out")],
            (true, _) => vec![enter],
            (false, _) => vec![leave],
        }
    }

    /// What stands beside a node: its name and how much passes it.
    fn label(&self, sheet: Sheet, node: &Node, passing: Passing, room: f64) -> Label {
        let name = Label::wrapped(sheet, &node.name, Anchor::Start, room);
        let amounts = self.amounts(passing);
        let label = amounts.iter().fold(name, |label, amount| label.with_line(amount));
        label.class(if node.emphasis.is_some() { "strong halo" } else { "halo" })
    }
}

impl Chart for Sankey {
    fn caption(&self) -> &Caption {
        &self.caption
    }

    fn table(&self) -> DataTable {
        let has_reasons = self.flows.iter().any(|flow| !flow.reason.is_empty());
        let columns = |from: &str, to: &str, why: &str, value: String| {
            let why = has_reasons.then_some(why);
            let texts = [Some(from), Some(to), why].into_iter().flatten().map(str::to_owned);
            texts.chain([value]).collect::<Vec<_>>()
        };
        let row = |flow: &Flow| {
            let (from, to) = (self.node_name(flow.from), self.node_name(flow.to));
            columns(from, to, &flow.reason, self.format.value(flow.value))
        };
        DataTable {
            header: columns("From", "To", "Why", self.value_is.clone()),
            rows: self.flows.iter().map(row).collect(),
        }
    }

    fn draw(&self, sheet: Sheet) -> Option<Drawing> {
        let layout = Layout::of(self, sheet)?;
        let body = html! {
            @for ribbon in &layout.ribbons { (self.ribbon(ribbon, &layout, sheet)) }
            @for (node, placed) in self.nodes.iter().zip(&layout.nodes) {
                @if let Some(placed) = placed { (self.node(node, placed, sheet, layout.pitch)) }
            }
        };
        Some(Drawing { height: layout.height, body })
    }
}

impl Sankey {
    fn node(&self, node: &Node, placed: &Placed, sheet: Sheet, pitch: f64) -> Markup {
        let ink = node.emphasis.map_or("charcoal", Ink::class);
        let room = label_room(sheet, pitch);
        let label = self.label(sheet, node, placed.passing, room);
        html! {
            g.(ink) {
                title { (node.name) ": " (self.amounts(placed.passing).join(", ")) }
                rect.bar x=(Px(placed.left)) y=(Px(placed.top)) width=(Px(node_width(sheet)))
                    height=(Px(placed.height.max(1.0))) {}
                (label.at(placed.left + node_width(sheet) + GAP / 2.0, placed.top + placed.height / 2.0))
            }
        }
    }

    fn ribbon(&self, ribbon: &Ribbon, layout: &Layout, sheet: Sheet) -> Markup {
        let flow = &self.flows[ribbon.flow];
        let emphasis = self.nodes[flow.from].emphasis.or(self.nodes[flow.to].emphasis);
        let (from, to) = (&layout.nodes[flow.from], &layout.nodes[flow.to]);
        let outline = from.as_ref().zip(to.as_ref()).map(|(from, to)| {
            outline(
                from.left + node_width(sheet),
                ribbon.from_top,
                to.left,
                ribbon.to_top,
                ribbon.height,
            )
        });
        let why =
            if flow.reason.is_empty() { String::new() } else { format!(" ({})", flow.reason) };
        let class = if emphasis.is_some() { "ribbon standing-out" } else { "ribbon" };
        html! {
            path class={ (class) " " (emphasis.map_or("charcoal", Ink::class)) } d=[outline] {
                title {
                    (self.nodes[flow.from].name) " \u{2192} " (self.nodes[flow.to].name) ": "
                    (self.format.value(flow.value)) (why)
                }
            }
        }
    }
}

/// A ribbon of constant height whose edges leave and arrive horizontally.
fn outline(
    left: f64,
    left_top: f64,
    right: f64,
    right_top: f64,
    height: f64,
) -> PreEscaped<String> {
    let middle = (left + right) / 2.0;
    let numbers = |numbers: &[f64]| {
        let mut text = String::new();
        for &number in numbers {
            text.push(' ');
            Px(number).render_to(&mut text);
        }
        text
    };
    PreEscaped(format!(
        "M{} C{} L{} C{} Z",
        numbers(&[left, left_top]),
        numbers(&[middle, left_top, middle, right_top, right, right_top]),
        numbers(&[right, right_top + height]),
        numbers(&[middle, right_top + height, middle, left_top + height, left, left_top + height]),
    ))
}
