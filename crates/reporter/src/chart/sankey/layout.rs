//! Where nodes and ribbons lie. Columns and the order within a column are given; heights are in
//! proportion to values, on one scale; each node has room for its label.

use super::{Sankey, Sheet};
use crate::chart::frame::GAP;

pub(super) const fn node_width(sheet: Sheet) -> f64 {
    match sheet {
        Sheet::Wide => 12.0,
        Sheet::Narrow => 8.0,
    }
}

/// Height of the fullest column without the gaps between its nodes.
const fn flow_height(sheet: Sheet) -> f64 {
    match sheet {
        Sheet::Wide => 300.0,
        Sheet::Narrow => 340.0,
    }
}

/// Where nodes and ribbons lie.
pub(super) struct Layout {
    /// The nodes in the order given; `None` for those without flows.
    pub(super) nodes: Vec<Option<Placed>>,
    pub(super) ribbons: Vec<Ribbon>,
    /// From one column to the next.
    pub(super) pitch: f64,
    /// Height of the sheet.
    pub(super) height: f64,
}

/// Where a node lies.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) height: f64,
    pub(super) passing: Passing,
}

/// What comes to a node and what goes from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passing {
    pub(super) comes: f64,
    pub(super) goes: f64,
}

impl Passing {
    /// Whichever is more, to which the height of the node is in proportion.
    pub(super) fn most(self) -> f64 {
        self.comes.max(self.goes)
    }
}

/// Where a flow lies at its two ends.
#[derive(Clone, Debug)]
pub(super) struct Ribbon {
    /// Number of the flow.
    pub(super) flow: usize,
    pub(super) from_top: f64,
    pub(super) to_top: f64,
    pub(super) height: f64,
}

/// Width that the label of a node has until the next column.
pub(super) fn label_room(sheet: Sheet, pitch: f64) -> f64 {
    pitch - node_width(sheet) - GAP / 2.0
}

impl Layout {
    /// `None` where nothing flows.
    pub(super) fn of(sankey: &Sankey, sheet: Sheet) -> Option<Self> {
        let flows = drawn(sankey);
        let passing = passing(sankey, &flows);
        let values: Vec<f64> = passing.iter().map(|passing| passing.most()).collect();
        let columns = sankey.nodes.iter().map(|node| node.column + 1).max()?;
        let members = |column: usize| {
            let nodes = sankey.nodes.iter().enumerate();
            nodes.filter(move |(_, node)| node.column == column).map(|(number, _)| number)
        };
        let column_sum = |column| members(column).map(|node| values[node]).sum::<f64>();
        let fullest = (0..columns).map(column_sum).fold(0.0, f64::max);
        if flows.is_empty() || !fullest.is_finite() {
            return None;
        }
        let scale = flow_height(sheet) / fullest;
        let pitch = sheet.width() / columns as f64;

        let slot = |node: usize| {
            let label = sankey
                .label(sheet, &sankey.nodes[node], passing[node], label_room(sheet, pitch))
                .height();
            (values[node] * scale).max(label) + GAP
        };
        let slots: Vec<f64> = (0..values.len())
            .map(|node| if values[node] > 0.0 { slot(node) } else { 0.0 })
            .collect();
        let column_height = |column| members(column).map(|node| slots[node]).sum::<f64>();
        let height = (0..columns).map(column_height).fold(0.0, f64::max) + GAP;

        let mut nodes = vec![None; values.len()];
        for column in 0..columns {
            let mut top = (height - column_height(column)) / 2.0;
            for node in members(column).filter(|&node| values[node] > 0.0) {
                let node_height = values[node] * scale;
                nodes[node] = Some(Placed {
                    left: column as f64 * pitch,
                    top: top + (slots[node] - node_height) / 2.0,
                    height: node_height,
                    passing: passing[node],
                });
                top += slots[node];
            }
        }
        let ribbons = ribbons(sankey, &flows, &nodes, scale);
        Some(Self { nodes, ribbons, pitch, height })
    }
}

/// Numbers of the flows that are there: above zero, between nodes that exist.
fn drawn(sankey: &Sankey) -> Vec<usize> {
    let exists = |node: usize| node < sankey.nodes.len();
    let flows = sankey.flows.iter().enumerate();
    flows
        .filter(|(_, flow)| flow.value.is_finite() && flow.value > 0.0)
        .filter(|(_, flow)| exists(flow.from) && exists(flow.to))
        .map(|(number, _)| number)
        .collect()
}

/// What comes to each node and goes from it.
fn passing(sankey: &Sankey, flows: &[usize]) -> Vec<Passing> {
    let sum = |of: &dyn Fn(usize) -> bool| -> f64 {
        flows.iter().filter(|&&flow| of(flow)).map(|&flow| sankey.flows[flow].value).sum()
    };
    (0..sankey.nodes.len())
        .map(|node| Passing {
            comes: sum(&|flow| sankey.flows[flow].to == node),
            goes: sum(&|flow| sankey.flows[flow].from == node),
        })
        .collect()
}

/// Ribbons leave a node in the order of where they go to, and arrive in the order of where they come
/// from, so that they cross as little as they can.
fn ribbons(sankey: &Sankey, flows: &[usize], nodes: &[Option<Placed>], scale: f64) -> Vec<Ribbon> {
    let middle = |node: usize| {
        nodes[node].as_ref().map_or(0.0, |placed: &Placed| placed.top + placed.height / 2.0)
    };
    let tops = |end: &dyn Fn(usize) -> usize, other: &dyn Fn(usize) -> usize| {
        let mut order = flows.to_vec();
        order.sort_by(|&a, &b| middle(other(a)).total_cmp(&middle(other(b))).then(a.cmp(&b)));
        let mut next: Vec<f64> =
            nodes.iter().map(|node| node.as_ref().map_or(0.0, |placed| placed.top)).collect();
        let mut tops = vec![0.0; sankey.flows.len()];
        for flow in order {
            tops[flow] = next[end(flow)];
            next[end(flow)] += sankey.flows[flow].value * scale;
        }
        tops
    };
    let (from, to) = (|flow: usize| sankey.flows[flow].from, |flow: usize| sankey.flows[flow].to);
    let (from_tops, to_tops) = (tops(&from, &to), tops(&to, &from));
    let ribbon = |&flow: &usize| Ribbon {
        flow,
        from_top: from_tops[flow],
        to_top: to_tops[flow],
        height: sankey.flows[flow].value * scale,
    };
    flows.iter().map(ribbon).collect()
}
