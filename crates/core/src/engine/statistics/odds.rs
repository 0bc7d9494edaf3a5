//! Probabilities and their log-odds.

/// The log-odds of a probability.
pub fn logit(p: f64) -> f64 {
    (p / (1.0 - p)).ln()
}

/// The probability with these log-odds.
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}
