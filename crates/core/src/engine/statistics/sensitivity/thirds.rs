//! A value where a parameter is low and where it is high, for a tornado chart.

use super::super::quantile::Ordered;
use super::order;

/// Medians of a value over the worlds in which a parameter is in a third of its own values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thirds {
    /// Over the third of the worlds with the lowest values of the parameter.
    pub low: f64,
    /// Over the worlds between.
    pub middle: f64,
    /// Over the third of the worlds with the highest values of the parameter.
    pub high: f64,
}

/// Medians of `values` over the worlds with low, middle and high values of a parameter. The low and
/// the high third have a third of the worlds, rounded down; equal values of the parameter are taken
/// in the order of the worlds. `None` of fewer than three worlds, or if a value is not a number.
///
/// # Panics
/// If there are not as many values as worlds.
pub fn thirds(parameter: &[f64], values: &[f64]) -> Option<Thirds> {
    assert_eq!(parameter.len(), values.len(), "one value a world");
    let third = values.len() / 3;
    if third == 0 || parameter.iter().any(|value| value.is_nan()) {
        return None;
    }
    let ordered: Vec<f64> = order(parameter).into_iter().map(|row| values[row]).collect();
    let median = |part: &[f64]| Ordered::new(part.to_vec()).map(|part| part.median());
    let (low, rest) = ordered.split_at(third);
    let (middle, high) = rest.split_at(rest.len() - third);
    Some(Thirds { low: median(low)?, middle: median(middle)?, high: median(high)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirds_by_hand() {
        let parameter = [7.0, 1.0, 5.0, 2.0, 3.0, 6.0, 4.0];
        let found = thirds(&parameter, &parameter.map(|x| 10.0 * x)).unwrap();
        assert_eq!(found, Thirds { low: 15.0, middle: 40.0, high: 65.0 });
        assert_eq!(thirds(&[1.0, 2.0], &[1.0, 2.0]), None);
        assert_eq!(thirds(&[1.0, 2.0, f64::NAN], &[1.0, 2.0, 3.0]), None);
    }
}
