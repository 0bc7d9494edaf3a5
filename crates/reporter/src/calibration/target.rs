//! What worlds are to fit: figures, put together where they are one piece of evidence.

use mhst_core::model::figures::{Figure, Sites};

use crate::scorecard::Gathering;

/// Something that the results of a world are held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Key of its figure, or name of the series.
    pub name: String,
    /// What it is.
    pub title: String,
    /// Unit of its numbers.
    pub unit: &'static str,
    /// What was reported: of several figures the mean.
    pub value: f64,
    /// Standard deviation by which a report may differ from a world that is true.
    pub error: f64,
    /// Places of its figures among those that are gathered.
    pub(super) figures: Vec<usize>,
}

/// The targets of gathered figures. The figures of a series by site are one target, the mean over
/// sites: what the model is allowed to be off is the same at all of them. So are several reports of one
/// quantity. A figure without a value is a range, and its middle is the target. A limit is none.
pub fn targets(gathered: &Gathering) -> Vec<Target> {
    let mut found: Vec<(String, Target)> = Vec::new();
    for (place, figure) in gathered.figures().iter().enumerate() {
        let Some(value) = middle(figure) else { continue };
        let identity = match figure.series.as_str() {
            "" => {
                let quantity = figure.quantity.map_or_else(String::new, |it| it.name());
                let period = if figure.quantity.is_some() { "" } else { figure.period.as_str() };
                format!("{quantity} {} {period}", figure.sites.name())
            }
            series => series.to_owned(),
        };
        match found.iter_mut().find(|(known, _)| *known == identity) {
            Some((_, target)) => {
                // Put together below, when all are known.
                target.value += value;
                target.error += figure.error().powi(2);
                target.figures.push(place);
            }
            None => {
                let name = match figure.series.as_str() {
                    "" => figure.key.clone(),
                    series => series.to_owned(),
                };
                let target = Target {
                    name,
                    title: title(figure),
                    unit: figure.quantity.map_or("", |it| it.unit_of_number()),
                    value,
                    error: figure.error().powi(2),
                    figures: vec![place],
                };
                found.push((identity, target));
            }
        }
    }
    let mean = |mut target: Target| {
        let n = target.figures.len() as f64;
        target.value /= n;
        // The error of one: the discrepancy, which is most of it, is the same for all.
        target.error = (target.error / n).sqrt();
        target
    };
    found.into_iter().map(|(_, target)| mean(target)).collect()
}

fn title(figure: &Figure) -> String {
    match (&figure.sites, figure.series.is_empty()) {
        (Sites::One(site), true) => format!("{}, {site}", figure.title),
        _ => figure.title.clone(),
    }
}

fn middle(figure: &Figure) -> Option<f64> {
    if figure.is_limit() {
        return None;
    }
    figure.value.or_else(|| figure.range.map(|(low, high)| 0.5 * (low + high)))
}

impl Target {
    /// What a world gives for it; `None` where it gives nothing for one of the figures.
    pub fn of_world(&self, gathered: &Gathering, world: u32) -> Option<f64> {
        let values: Vec<f64> =
            self.figures.iter().filter_map(|&place| gathered.of_world(place, world)).collect();
        let is_whole = values.len() == self.figures.len();
        is_whole.then(|| values.iter().sum::<f64>() / values.len() as f64)
    }
}
