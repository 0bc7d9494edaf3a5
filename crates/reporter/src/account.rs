//! The account of need on an average day, in a sentence.

use mhst_core::model::results::Measure;

/// The positions of the account, as the sentence says them.
const POSITIONS: [(Measure, &str); 5] = [
    (Measure::InHelpShare, " were in help, "),
    (Measure::OnListShare, " on a list, "),
    (Measure::SettingOnlyShare, " had only their setting's support, "),
    (Measure::WithNobodyShare, " were known and had nobody, and "),
    (Measure::NotRecognisedShare, " had not been noticed."),
];

/// Of 100 children in need, how many are where; `None` where nobody is in need.
pub fn average_day(share: impl Fn(Measure) -> Option<f64>) -> Option<String> {
    let shares: Option<Vec<f64>> = POSITIONS.iter().map(|(measure, _)| share(*measure)).collect();
    let parts = of_hundred(&shares?);
    let words = parts.iter().zip(POSITIONS).map(|(n, (_, words))| format!("{n}{words}"));
    Some(format!("Of 100 children in need on an average day, {}", words.collect::<String>()))
}

/// Shares that add up to one as whole numbers that add up to 100, by largest remainders.
fn of_hundred(shares: &[f64]) -> Vec<u32> {
    let mut parts: Vec<u32> = shares.iter().map(|share| (100.0 * share) as u32).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    let remainder = |index: usize| (100.0 * shares[index]).fract();
    order.sort_by(|a, b| remainder(*b).total_cmp(&remainder(*a)));
    let missing = 100_u32.saturating_sub(parts.iter().sum());
    for index in order.into_iter().take(missing as usize) {
        parts[index] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_hundred_add_up() {
        assert_eq!(of_hundred(&[0.062, 0.021, 0.364, 0.123, 0.43]), [6, 2, 37, 12, 43]);
        assert_eq!(of_hundred(&[0.5, 0.125, 0.125, 0.125, 0.125]), [50, 13, 13, 12, 12]);
        assert_eq!(of_hundred(&[1.0, 0.0, 0.0, 0.0, 0.0]), [100, 0, 0, 0, 0]);
    }
}
