//! Heights are in proportion to flows.

use proptest::prelude::*;

use super::layout::{Layout, Passing};
use super::{Flow, Node, Sankey};
use crate::chart::{Caption, Format, Sheet};

/// Two nodes at the left, two in the middle, two at the right; every pair of neighbours has a flow.
fn sankey(values: &[f64]) -> Sankey {
    let text = |text: &str| text.to_owned();
    let pairs = [(0, 2), (0, 3), (1, 2), (1, 3), (2, 4), (2, 5), (3, 4), (3, 5), (0, 5)];
    Sankey {
        caption: Caption { id: text("s"), title: text("Flows"), description: text("Some.") },
        value_is: text("Children"),
        format: Format::Whole,
        nodes: (0..6)
            .map(|node| Node { name: format!("n{node}"), column: node / 2, emphasis: None })
            .collect(),
        flows: pairs
            .iter()
            .zip(values)
            .map(|(&(from, to), &value)| Flow { from, to, value, reason: String::new() })
            .collect(),
    }
}

#[test]
fn a_node_says_what_comes_and_what_goes_where_they_differ() {
    let sankey = sankey(&[10.0; 9]);
    let amounts = |comes, goes| sankey.amounts(Passing { comes, goes });
    assert_eq!(amounts(114_675.0, 128_172.0), ["114,675 in", "128,172 out"]);
    assert_eq!(amounts(5.0, 5.2), ["5"]);
    assert_eq!(
        (amounts(0.0, 7.0), amounts(8.0, 0.0)),
        (vec!["7".to_owned()], vec!["8".to_owned()])
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
    #[test]
    fn ribbons_fill_their_nodes_without_gaps_and_nodes_are_as_high_as_what_passes(
        values in prop::collection::vec(0.1..1000.0_f64, 9),
    ) {
        let sankey = sankey(&values);
        let layout = Layout::of(&sankey, Sheet::Wide).unwrap();
        let scale = layout.ribbons[0].height / values[0];
        for (number, node) in layout.nodes.iter().enumerate() {
            let node = node.as_ref().unwrap();
            prop_assert!((node.height - node.passing.most() * scale).abs() < 1e-6);
            let arrive = |to: bool| {
                let mut ribbons: Vec<(f64, f64)> = layout
                    .ribbons
                    .iter()
                    .filter(|ribbon| {
                        let flow = &sankey.flows[ribbon.flow];
                        number == if to { flow.to } else { flow.from }
                    })
                    .map(|ribbon| (if to { ribbon.to_top } else { ribbon.from_top }, ribbon.height))
                    .collect();
                ribbons.sort_by(|a, b| a.0.total_cmp(&b.0));
                ribbons
            };
            let sides = [arrive(true), arrive(false)];
            for ribbons in &sides {
                let mut top = node.top;
                for (ribbon_top, height) in ribbons {
                    prop_assert!((ribbon_top - top).abs() < 1e-6);
                    top += height;
                }
            }
            let sum = |ribbons: &[(f64, f64)]| ribbons.iter().map(|ribbon| ribbon.1).sum::<f64>();
            prop_assert!((sum(&sides[0]).max(sum(&sides[1])) - node.height).abs() < 1e-6);
        }
    }
}
