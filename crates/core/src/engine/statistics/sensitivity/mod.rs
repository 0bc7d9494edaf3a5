//! Which parameters a value depends on.

mod basis;
mod given_data;
mod morris;
mod pawn;
mod sobol;
#[cfg(test)]
mod tests;
mod thirds;

pub use given_data::GivenData;
pub use morris::{Effects, elementary_effects, trajectories};
pub use pawn::{Pawn, pawn, pawn_of_noise};
pub use sobol::{Index, Indices, MOST_POINTS, indices, saltelli};
pub use thirds::{Thirds, thirds};

/// The rows of a column in ascending order of their values; ties in the order of the rows.
fn order(column: &[f64]) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..column.len()).collect();
    rows.sort_by(|&a, &b| column[a].total_cmp(&column[b]));
    rows
}
