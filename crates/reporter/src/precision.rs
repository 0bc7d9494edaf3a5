//! Numbers of all children in one replicate, which are judged one after the other until they are known
//! precisely.

use mhst_core::model::results::{Measure, Statistic, Subgroup, values};

use crate::tables::Replicate;

/// These statistics of all children at all sites; `None` where there is no value, or a site is missing.
pub fn of_everybody(
    replicate: &Replicate<'_>,
    wanted: &[(Measure, Statistic)],
) -> Vec<Option<f64>> {
    let published = replicate.pooled().map(values).unwrap_or_default();
    let find = |&(measure, statistic): &(Measure, Statistic)| {
        let is_it = |value: &&mhst_core::model::results::Value| {
            (value.subgroup, value.measure, value.statistic) == (Subgroup::ALL, measure, statistic)
        };
        published.iter().find(is_it)?.value
    };
    wanted.iter().map(find).collect()
}

#[cfg(test)]
mod tests {
    use mhst_core::model::knowledge::CENTRAL;
    use mhst_core::model::results::{SiteResult, Tally};

    use super::*;

    #[test]
    fn numbers_are_of_all_sites_together_if_there_are_all() {
        let result = |children| {
            let key = (Subgroup::ALL, Measure::Referrals);
            let tallies = [(key, Tally::Count(children))].into_iter().collect();
            SiteResult { tallies, ..SiteResult::default() }
        };
        let expected = ["Alpha".to_owned(), "Beta".to_owned()];
        let all = [("Alpha".to_owned(), result(3)), ("Beta".to_owned(), result(4))];
        let wanted = [
            (Measure::Referrals, Statistic::Count),
            (Measure::WaitReferralToStart, Statistic::P50),
        ];
        let of = |sites: &[(String, SiteResult)]| {
            of_everybody(&Replicate::new(0, (CENTRAL, 1), &expected, sites), &wanted)
        };
        assert_eq!(of(&all), [Some(7.0), None]);
        assert_eq!(of(&all[..1]), [None, None]);
    }
}
