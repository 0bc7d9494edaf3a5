//! Every picture is well-formed, says what it is, stays on its sheet, and its labels do not overlap.

use mhst_core::model::parameters::Parameter;
use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::every_chart;
use crate::chart::{
    Axis, Bars, Bounds, Caption, Chart, Estimate, Format, Group, HeatMap, Ink, Join, Kind, Levels,
    Lines, Point, Series, Sheet, text,
};
use crate::report::axis_name;

/// The pictures of a chart as an XML document.
fn pictures(chart: &dyn Chart) -> String {
    format!("<div>{}</div>", chart.picture().into_string())
}

fn numbers(text: &str) -> Vec<f64> {
    text.split(|letter: char| letter.is_alphabetic() || letter == ' ')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap())
        .collect()
}

fn number(node: Node, attribute: &str) -> f64 {
    node.attribute(attribute).map_or(0.0, |value| value.parse().unwrap())
}

/// Left, right, top and bottom of a text, on its sheet.
fn text_box(node: Node, sheet: Sheet) -> [f64; 4] {
    let size = sheet.font_size();
    let width = text::width(node.text().unwrap_or_default(), size);
    let left = number(node, "x")
        - match node.attribute("text-anchor").unwrap() {
            "start" => 0.0,
            "middle" => width / 2.0,
            _ => width,
        };
    let base = number(node, "y");
    [left, left + width, base - 0.7 * size, base]
}

fn overlap(a: [f64; 4], b: [f64; 4]) -> bool {
    let apart = 0.2;
    a[0] + apart < b[1] && b[0] + apart < a[1] && a[2] + apart < b[3] && b[2] + apart < a[3]
}

/// All places of an element: points of paths, ends of lines, corners of rectangles, rims of circles.
fn places(node: Node) -> (Vec<f64>, Vec<f64>) {
    let value = |attribute| number(node, attribute);
    match node.tag_name().name() {
        "path" => {
            let all = numbers(node.attribute("d").unwrap());
            (
                all.iter().copied().step_by(2).collect(),
                all.iter().copied().skip(1).step_by(2).collect(),
            )
        }
        "line" => (vec![value("x1"), value("x2")], vec![value("y1"), value("y2")]),
        "rect" => (
            vec![value("x"), value("x") + value("width")],
            vec![value("y"), value("y") + value("height")],
        ),
        "circle" => {
            let (x, y, r) = (value("cx"), value("cy"), value("r"));
            (vec![x - r, x + r], vec![y - r, y + r])
        }
        _ => (vec![], vec![]),
    }
}

fn check(chart: &dyn Chart) -> Result<(), TestCaseError> {
    check_pictures(chart.caption(), &pictures(chart))?;
    let table = chart.table();
    prop_assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
    prop_assert!(table.rows.iter().flatten().all(|cell| !cell.contains("NaN")));
    Ok(())
}

/// Checks the two pictures of a chart, in one element.
pub(crate) fn check_pictures(caption: &Caption, xml: &str) -> Result<(), TestCaseError> {
    for no_number in ["NaN", "inf\"", "inf ", "infL"] {
        prop_assert!(!xml.contains(no_number), "{}", xml);
    }
    let document = Document::parse(xml).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let svgs: Vec<Node> = document.root_element().children().collect();
    prop_assert_eq!(svgs.len(), 2);
    for (svg, sheet) in svgs.into_iter().zip([Sheet::Wide, Sheet::Narrow]) {
        let view = numbers(svg.attribute("viewBox").unwrap());
        let (width, height) = (view[2], view[3]);
        prop_assert_eq!(width, sheet.width());

        let named: Vec<&str> = svg.attribute("aria-labelledby").unwrap().split(' ').collect();
        let texts: Vec<&str> = svg
            .children()
            .filter(|child| child.attribute("id").is_some_and(|id| named.contains(&id)))
            .filter_map(|child| child.text())
            .collect();
        prop_assert_eq!(texts, [&caption.title, &caption.description]);

        for node in svg.descendants().filter(|node| {
            !node.ancestors().any(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "defs")))
        }) {
            let (x, y) = places(node);
            let inside = |places: &[f64], end: f64| {
                places.iter().all(|place| (-0.3..=end + 0.3).contains(place))
            };
            prop_assert!(
                inside(&x, width) && inside(&y, height),
                "{:?} {} {}",
                node,
                width,
                height
            );
        }
        let boxes: Vec<(&str, [f64; 4])> = svg
            .descendants()
            .filter(|node| node.tag_name().name() == "text")
            .map(|node| (node.text().unwrap_or_default(), text_box(node, sheet)))
            .collect();
        for (number, (text, here)) in boxes.iter().enumerate() {
            let on_sheet =
                here[0] >= -1.0 && here[1] <= width + 1.0 && here[2] >= -1.0 && here[3] <= height;
            prop_assert!(on_sheet, "{} {} leaves the sheet: {:?}", caption.id, text, here);
            for (other, there) in &boxes[number + 1..] {
                prop_assert!(
                    !overlap(*here, *there),
                    "{} ({:?}): {} {:?} and {} {:?} overlap",
                    caption.id,
                    sheet,
                    text,
                    here,
                    other,
                    there
                );
            }
        }
    }
    Ok(())
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => 0.0..100.0_f64,
        2 => -50.0..50.0_f64,
        1 => 0.0..1e6_f64,
        1 => Just(0.0),
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY)],
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
    #[test]
    fn pictures_are_sound_whatever_the_data(
        values in prop::collection::vec(value(), 0..20),
        width in 1_usize..7,
    ) {
        for chart in every_chart(&values, width) {
            check(chart.as_ref())?;
        }
    }
}

#[test]
fn where_there_is_nothing_to_draw_the_picture_says_so() {
    for values in [vec![], vec![f64::NAN; 6]] {
        for chart in every_chart(&values, 3) {
            assert!(chart.draw(Sheet::Wide).is_none(), "{}", chart.caption().id);
            assert_eq!(chart.picture().into_string().matches("No data").count(), 2);
        }
    }
}

#[test]
fn a_line_without_a_name_has_that_of_its_axis_in_the_table() {
    let axis =
        |label: &str| Axis { label: label.to_owned(), format: Format::Whole, bounds: Bounds::Data };
    let points = vec![Point { x: 1.0, y: Estimate::exact(2.0) }];
    let chart = Lines {
        caption: super::caption("line"),
        x: axis("Posts"),
        y: axis("Mean over points"),
        series: vec![Series { name: String::new(), ink: Ink::NAVY, points }],
        join: Join::Straight,
        marks: Vec::new(),
    };
    assert_eq!(chart.table().header, ["Posts", "Mean over points"]);
    assert!(chart.picture().into_string().contains("Posts, 1: 2"));
}

#[test]
fn names_are_escaped() {
    for chart in every_chart(&[3.0, 5.0, 8.0, 13.0], 2) {
        let picture = chart.picture().into_string();
        assert!(picture.contains("Waits &amp; &lt;wishes&gt;"), "{picture}");
        assert!(!picture.contains("<b>"), "{picture}");
    }
}

/// Charts of a design name their axes by parameters, some of which have long names.
#[test]
fn the_names_of_all_parameters_fit_on_the_axes_of_charts() {
    let caption = || Caption {
        id: "long".to_owned(),
        title: "Title".to_owned(),
        description: "Description".to_owned(),
    };
    let names: Vec<String> = Parameter::all().map(|p| axis_name(p.declaration().key)).collect();
    for (name, other) in names.iter().zip(names.iter().rev()) {
        let axis = |label: &str| Axis {
            label: label.to_owned(),
            format: Format::Whole,
            bounds: Bounds::Data,
        };
        let levels = |label: &str| Levels {
            label: label.to_owned(),
            names: ["about 0.123", "about 0.234", "about 0.345"].map(str::to_owned).to_vec(),
        };
        let point = |x: i32| Point { x: f64::from(x), y: Estimate::exact(1.5e8 * f64::from(x)) };
        let charts: [Box<dyn Chart>; 3] = [
            Box::new(HeatMap {
                caption: caption(),
                x: levels(name),
                y: levels(other),
                value_is: "Mean over points".to_owned(),
                format: Format::Whole,
                cells: vec![vec![123_456_789.0, 2e6, 3.0]; 3],
                chance: None,
                frontier: None,
            }),
            Box::new(Lines {
                caption: caption(),
                x: axis(name),
                y: axis(other),
                series: vec![Series {
                    name: String::new(),
                    ink: Ink::NAVY,
                    points: [1, 2, 3].map(point).to_vec(),
                }],
                join: Join::Straight,
                marks: Vec::new(),
            }),
            Box::new(Bars {
                caption: caption(),
                groups_are: name.clone(),
                axis: axis(other),
                kinds: vec![Kind { name: "Mean over points".to_owned(), ink: Ink::NAVY }],
                groups: vec![Group { name: name.clone(), values: vec![Estimate::exact(1.5e8)] }],
            }),
        ];
        for chart in charts {
            check(chart.as_ref()).unwrap_or_else(|error| panic!("{name}, {other}: {error}"));
        }
    }
}
