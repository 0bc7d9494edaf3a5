//! What holds of every chart, whatever the data, and small charts to the last byte.

mod golden;
mod laws;
pub(crate) mod pictures;

use super::{
    Axis, Bars, Bin, Bounds, Caption, Chart, Dots, Estimate, Flow, Format, Group, HeatMap,
    Histogram, Ink, Join, Kind, Layer, Levels, Lines, Mark, Node, Panel, Point, Row, Sankey,
    Series, Stacked,
};

fn caption(id: &str) -> Caption {
    Caption {
        id: id.to_owned(),
        title: "Waits & <wishes>".to_owned(),
        description: "Half of \"all\" children started within 43 days.".to_owned(),
    }
}

fn axis(label: &str, format: Format) -> Axis {
    Axis { label: label.to_owned(), format, bounds: Bounds::FromZero }
}

fn mark(at: f64, label: &str) -> Mark {
    Mark { at, label: label.to_owned() }
}

/// Name number `number`, some with signs that must be escaped, some long.
fn name(number: usize) -> String {
    let names =
        ["Started", "<b>Team</b> & \"school\"", "Missing middle", "Recovered without any help"];
    format!("{} {number}", names[number % names.len()])
}

/// Every kind of chart from the same numbers, `width` of which go into a row.
fn every_chart(values: &[f64], width: usize) -> Vec<Box<dyn Chart>> {
    let rows: Vec<&[f64]> = values.chunks(width.max(1)).collect();
    let estimate = |value: f64| Estimate { value, interval: Some((value - 1.0, value + 2.0)) };
    let marks = vec![mark(1.0, "4 weeks"), mark(1.2, "12 weeks"), mark(2.0, "First lockdown")];
    let (x, y) = (axis("Days since referral", Format::Whole), axis("Children", Format::Decimal(1)));
    let point = |(x, &y): (usize, &f64)| Point { x: x as f64, y: estimate(y) };
    let series = |(number, row): (usize, &&[f64])| Series {
        name: name(number),
        ink: Ink::nth(number),
        points: row.iter().enumerate().map(point).collect(),
    };
    let layer = |(number, row): (usize, &&[f64])| Layer {
        name: name(number),
        ink: Ink::nth(number),
        values: row.to_vec(),
    };
    let row = |(number, &value): (usize, &f64)| Row {
        name: name(number),
        estimate: estimate(value),
        reference: (number % 2 == 0).then_some(value + 3.0),
        note: if number % 3 == 0 { "5 children (3 to 7)".to_owned() } else { String::new() },
    };
    let panel = |(number, values): (usize, &&[f64])| Panel {
        name: name(number),
        axis: x.clone(),
        line_at: Some(0.0),
        rows: values.iter().enumerate().map(row).collect(),
    };
    let kind = |number| Kind { name: name(number), ink: Ink::nth(number) };
    let group = |(number, values): (usize, &&[f64])| Group {
        name: name(number),
        values: values.iter().copied().map(estimate).collect(),
    };
    let bin = |(number, &value): (usize, &f64)| Bin {
        from: number as f64,
        to: number as f64 + 1.0,
        value,
    };
    let node = |number: usize| Node {
        name: name(number),
        column: number / 3,
        emphasis: (number % 4 == 2).then_some(Ink::ORANGE),
    };
    let flow = |(number, &value): (usize, &f64)| Flow {
        from: number % 6,
        to: 3 + (number % 6) / 3 * 3 + number % 3,
        value,
        reason: name(number),
    };
    let levels = |count: usize| Levels {
        label: "Posts".to_owned(),
        names: (0..count).map(|number| number.to_string()).collect(),
    };
    vec![
        Box::new(Lines {
            caption: caption("lines"),
            x: x.clone(),
            y: y.clone(),
            series: rows.iter().enumerate().map(series).collect(),
            join: Join::Step,
            marks: marks.clone(),
        }),
        Box::new(Stacked {
            caption: caption("stacked"),
            x: x.clone(),
            y: y.clone(),
            at: (0..width).map(|place| place as f64).collect(),
            layers: rows.iter().enumerate().map(layer).collect(),
            marks: marks.clone(),
        }),
        Box::new(Dots {
            caption: caption("dots"),
            rows_are: "Site".to_owned(),
            references_are: Some("Reported".to_owned()),
            panels: rows.iter().enumerate().map(panel).collect(),
        }),
        Box::new(Bars {
            caption: caption("bars"),
            groups_are: "Part".to_owned(),
            axis: axis("Pounds", Format::Pounds),
            kinds: (0..width.min(3)).map(kind).collect(),
            groups: rows.iter().enumerate().map(group).collect(),
        }),
        Box::new(Histogram {
            caption: caption("histogram"),
            x,
            y,
            bins: values.iter().enumerate().map(bin).collect(),
            marks,
        }),
        Box::new(Sankey {
            caption: caption("sankey"),
            value_is: "Children".to_owned(),
            format: Format::Whole,
            nodes: (0..9).map(node).collect(),
            flows: values.iter().enumerate().map(flow).collect(),
        }),
        Box::new(HeatMap {
            caption: caption("heat-map"),
            x: levels(width),
            y: levels(rows.len()),
            value_is: "children".to_owned(),
            format: Format::Whole,
            cells: rows.iter().map(|row| row.to_vec()).collect(),
            chance: None,
            frontier: Some((10.0, "where ten are reached".to_owned())),
        }),
    ]
}
