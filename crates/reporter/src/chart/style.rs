//! Colours and the style sheet, after the guidance of the Government Analysis Function on charts and
//! on colours in charts: few colours, safe for colour blindness, never the only sign.

use std::fmt::Write as _;

/// Colours of the guidance for categories, in its order: name and value. Dark and light ones
/// alternate, so that neighbours differ in grey.
const COLOURS: [(&str, &str); 6] = [
    ("navy", "#12436D"),
    ("teal", "#28A197"),
    ("plum", "#801650"),
    ("orange", "#F46A25"),
    ("charcoal", "#3D3D3D"),
    ("lilac", "#A285D1"),
];

/// How the line of each colour is broken: lines differ without colour.
const DASHES: [&str; 6] = ["none", "7 3", "2 2.5", "9 3 2 3", "14 3", "4 4"];

/// The ink of a series: a colour with its own dashes, plain or hatched where it fills an area.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ink {
    colour: usize,
    /// Whether areas are hatched.
    pub(super) hatched: bool,
}

impl Ink {
    /// Dark blue.
    pub const NAVY: Self = Self::nth(0);
    /// Green-blue.
    pub const TEAL: Self = Self::nth(1);
    /// Dark red.
    pub const PLUM: Self = Self::nth(2);
    /// Orange.
    pub const ORANGE: Self = Self::nth(3);
    /// Dark grey.
    pub const CHARCOAL: Self = Self::nth(4);
    /// Light purple.
    pub const LILAC: Self = Self::nth(5);

    /// The inks in order: six plain ones, six hatched ones, then from the beginning.
    #[must_use]
    pub const fn nth(number: usize) -> Self {
        Self { colour: number % COLOURS.len(), hatched: (number / COLOURS.len()) % 2 == 1 }
    }

    /// Class of what is drawn with this ink.
    pub(super) const fn class(self) -> &'static str {
        COLOURS[self.colour].0
    }
}

/// The style sheet of all charts. Text is dark on white; colour fills and draws lines only.
#[must_use]
pub fn style_sheet() -> String {
    let mut sheet = RULES.to_owned();
    for ((name, colour), dash) in COLOURS.into_iter().zip(DASHES) {
        let _ = writeln!(sheet, ".chart .{name} {{ --ink: {colour}; --dash: {dash}; }}");
    }
    sheet
}

/// The style sheet of a chart that is a file of its own: colours are written out, because programs that
/// draw pictures seldom know variables.
pub(crate) fn style_sheet_of_a_file() -> String {
    let mut sheet = String::from(
        ".chart { font-family: Arial, Helvetica, 'Liberation Sans', sans-serif; font-size: 13px; \
         background: #fff; }\n",
    );
    let mut rest = RULES;
    while let Some((selector, after)) = rest.split_once('{') {
        let selector = selector.trim();
        if selector.starts_with('@') {
            // Rules for a part of the sheets end with a brace at the start of a line.
            rest = after.split_once("\n}").map_or("", |(_, after)| after);
            continue;
        }
        let Some((declarations, after)) = after.split_once('}') else { break };
        rest = after;
        let declarations = declarations.split_whitespace().collect::<Vec<_>>().join(" ");
        // How the picture lies in a page is no matter of the file.
        if selector == ".chart" || selector.contains(".narrow") {
            continue;
        }
        if !declarations.contains("var(") {
            let _ = writeln!(sheet, "{selector} {{ {declarations} }}");
            continue;
        }
        let of = selector.trim_start_matches(".chart ");
        for ((name, colour), dash) in COLOURS.into_iter().zip(DASHES) {
            let drawn = declarations.replace("var(--ink)", colour).replace("var(--dash)", dash);
            let _ = writeln!(sheet, ".chart .{name} {of}, .chart {of}.{name} {{ {drawn} }}");
        }
    }
    sheet
}

const RULES: &str = "\
.chart { display: block; width: 100%; height: auto; max-width: 60rem; margin: 0;
  font-family: Arial, Helvetica, 'Liberation Sans', sans-serif; font-size: 13px; }
.chart.narrow { display: none; font-size: 12px; max-width: 30rem; }
@media screen and (max-width: 37.5rem) {
  .chart.wide { display: none; }
  .chart.narrow { display: block; }
}
@media print {
  .chart { break-inside: avoid; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
.chart text { fill: #000; }
.chart text.quiet { fill: #505a5f; }
.chart text.strong { font-weight: bold; }
.chart text.reverse { fill: #fff; }
.chart text.halo { paint-order: stroke; stroke: #fff; stroke-width: 4px; stroke-linejoin: round; }
.chart .grid { stroke: #dee0e2; stroke-width: 1; }
.chart .axis { stroke: #505a5f; stroke-width: 1; }
.chart .mark { stroke: #505a5f; stroke-width: 1; stroke-dasharray: 3 3; }
.chart .line { fill: none; stroke: var(--ink); stroke-width: 2.5; stroke-dasharray: var(--dash);
  stroke-linejoin: round; }
.chart .leader { fill: none; stroke: var(--ink); stroke-width: 1; }
.chart .band { fill: var(--ink); fill-opacity: 0.16; stroke: none; }
.chart .area { fill: var(--ink); stroke: #fff; stroke-width: 1.2; stroke-linejoin: round; }
.chart .hatching { stroke: #fff; stroke-width: 1.2; pointer-events: none; }
.chart .hit { fill: transparent; stroke: none; }
.chart .hit:hover { fill: var(--ink); }
.chart .casing { stroke: #fff; stroke-width: 3; stroke-opacity: 0.7; }
.chart .whisker { stroke: var(--ink); stroke-width: 2; }
.chart .zero { stroke: #0b0c0c; stroke-width: 1.5; }
.chart .reference { fill: #fff; stroke: #0b0c0c; stroke-width: 1.8; }
.chart .bar { fill: var(--ink); }
.chart .ribbon { fill: var(--ink); fill-opacity: 0.22; stroke: #fff; stroke-width: 0.5; }
.chart .ribbon.standing-out { fill-opacity: 0.6; }
.chart.narrow .ribbon { fill-opacity: 0.14; }
.chart.narrow .ribbon.standing-out { fill-opacity: 0.35; }
.chart.narrow text.halo { stroke-width: 5px; }
.chart .ribbon:hover { fill-opacity: 0.8; }
.chart .cell { stroke: #fff; stroke-width: 1; }
.chart .frontier { stroke: #000; stroke-width: 3; stroke-linecap: square; }
.chart .frontier-casing { stroke: #fff; stroke-width: 6; stroke-linecap: square; }
.chart .dot { fill: var(--ink); stroke: #fff; stroke-width: 1; }
";
