//! Tables in one style, no wider than 100 columns.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, presets};

/// The width for which tables are made.
pub(crate) const WIDTH: u16 = 100;

/// An empty table with a header. The first column and columns of numbers, which are those from
/// `first_number` on, are never broken into lines; numbers are aligned to the right.
pub(crate) fn table(header: &[&str], first_number: usize) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING.header_separator(LineStyle::none().fill('-').junction(' ')))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH)
        .set_header(header.to_vec());
    for (position, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 0));
        if position == 0 || position >= first_number {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
        if position >= first_number {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}
