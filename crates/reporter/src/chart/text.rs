//! Text on a sheet: how wide it is, where it breaks, and how labels keep out of each other's way.

use maud::{Markup, html};

use super::{Px, Sheet};

/// Which part of the text is at its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// Some lines of text.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Label {
    sheet: Sheet,
    lines: Vec<String>,
    anchor: Anchor,
    class: Option<&'static str>,
}

impl Label {
    /// One line.
    pub(super) fn new(sheet: Sheet, text: impl Into<String>, anchor: Anchor) -> Self {
        Self { sheet, lines: vec![text.into()], anchor, class: None }
    }

    /// Lines no wider than `room`, as far as words allow.
    pub(super) fn wrapped(sheet: Sheet, text: &str, anchor: Anchor, room: f64) -> Self {
        Self { sheet, lines: wrap(text, sheet.font_size(), room), anchor, class: None }
    }

    /// The same with a line more.
    pub(super) fn with_line(mut self, line: &str) -> Self {
        self.lines.push(line.to_owned());
        self
    }

    /// The same with classes of its own.
    pub(super) fn class(self, class: &'static str) -> Self {
        Self { class: Some(class), ..self }
    }

    pub(super) fn width(&self) -> f64 {
        self.lines.iter().map(|line| width(line, self.sheet.font_size())).fold(0.0, f64::max)
    }

    pub(super) fn height(&self) -> f64 {
        self.lines.len() as f64 * self.sheet.line_height()
    }

    /// The lines, centred on a height.
    pub(super) fn at(&self, x: f64, centre: f64) -> Markup {
        // The baseline lies about a third of the size below the middle of the letters.
        let first = centre - self.height() / 2.0
            + self.sheet.line_height() / 2.0
            + self.sheet.font_size() * 0.35;
        html! {
            @for (number, line) in self.lines.iter().enumerate() {
                text class=[self.class] x=(Px(x))
                    y=(Px(first + number as f64 * self.sheet.line_height()))
                    text-anchor=(self.anchor.name()) { (line) }
            }
        }
    }
}

/// Width of a line of text, a little on the large side, from the widths of Helvetica and Arial.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let em: f64 = text.chars().map(letter_width).sum();
    em * size * 1.03
}

/// Width of a letter in parts of the size.
fn letter_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '|' => 0.22,
        ' ' | '.' | ',' | ':' | ';' | '/' | '!' | 'f' | 't' | 'I' => 0.28,
        'r' | '(' | ')' | '-' | '\u{b7}' => 0.34,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 0.5,
        'w' | 'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | '&' => 0.69,
        'C' | 'D' | 'H' | 'N' | 'R' | 'U' => 0.73,
        'G' | 'O' | 'Q' => 0.78,
        'm' | 'M' | '%' => 0.87,
        'W' | '\u{2014}' | '\u{2192}' => 1.0,
        _ if letter.is_ascii() || letter == '£' => 0.56,
        '\u{c0}'..='\u{24f}' => 0.6,
        '\u{2212}' | '\u{2013}' => 0.6,
        _ => 1.0,
    }
}

/// Breaks text into lines between words; a word that is too long by itself is cut, with an ellipsis.
fn wrap(text: &str, size: f64, room: f64) -> Vec<String> {
    // Room that was measured for this very text may come back a rounding error short.
    let room = room + 0.01;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let word = cut(word, size, room);
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size) <= room => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// As much of a text as there is room for.
pub(super) fn cut(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut short = text.to_owned();
    while !short.is_empty() && width(&format!("{short}\u{2026}"), size) > room {
        short.pop();
    }
    short.truncate(short.trim_end().len());
    short + "\u{2026}"
}

/// Moves labels, given by (wanted centre, height), so that none overlaps another and, where they all
/// fit, all lie between `low` and `high`. Their order is kept. The result is in the order given.
pub(super) fn spread(wanted: &[(f64, f64)], low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].0.total_cmp(&wanted[b].0));
    let mut centres: Vec<f64> = wanted.iter().map(|label| label.0).collect();
    let mut floor = low;
    for &label in &order {
        let half = wanted[label].1 / 2.0;
        centres[label] = centres[label].max(floor + half);
        floor = centres[label] + half;
    }
    let mut ceiling = high;
    for &label in order.iter().rev() {
        let half = wanted[label].1 / 2.0;
        centres[label] = centres[label].min(ceiling - half);
        ceiling = centres[label] - half;
    }
    centres
}

/// Gives each of some boxes, as (from, to), a row below every earlier one that it touches.
pub(super) fn rows(boxes: &[(f64, f64)]) -> Vec<usize> {
    let mut rows: Vec<usize> = Vec::with_capacity(boxes.len());
    for &(from, to) in boxes {
        let row = boxes
            .iter()
            .zip(&rows)
            .filter(|((start, end), _)| from < *end && *start < to)
            .map(|(_, row)| row + 1)
            .max();
        rows.push(row.unwrap_or(0));
    }
    rows
}
