//! Tables in one style, as wide as there is room for.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, presets};

/// A table for lines of `width` columns: `build` makes it with what stands between a number and its
/// interval, which is a blank if there is room, or else the end of a line.
pub(crate) fn fitting(width: usize, build: impl Fn(&str) -> Table) -> String {
    // Without a width, empty lines at the top of a header are lost.
    let wide = build(" ").set_width(10 * u16::try_from(width).unwrap_or(100)).trim_fmt();
    match wide.lines().all(|line| line.chars().count() <= width) {
        true => wide,
        false => build("\n").set_width(u16::try_from(width).unwrap_or(u16::MAX)).trim_fmt(),
    }
}

/// An empty table with a header. Columns of numbers, which are those from `first_number` on, are
/// never broken into lines, and are aligned to the right.
pub(crate) fn table(header: &[&str], first_number: usize) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING.header_separator(LineStyle::none().fill('-').junction(' ')))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(header.to_vec());
    for (position, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 0));
        // What a list of words names first must be found as it is written.
        let is_name = position == 0 && first_number > header.len();
        if position >= first_number || is_name {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
        if position >= first_number {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}
