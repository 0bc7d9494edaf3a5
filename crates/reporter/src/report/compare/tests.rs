//! What the sentences of a comparison say of numbers that were made by hand.

use std::collections::BTreeSet;

use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::results::{Level, Measure, SiteResult, Statistic, Subgroup, Tally};

use super::{QUESTIONS, sentence, title};
use crate::comparison::{Comparator, Comparisons, Variant};
use crate::spread::Spread;

/// Replicates of the central world.
const SPREAD: Spread = Spread { level: 0.95, worlds: 0, replicates: 0, central: 3 };

/// A variant with so many children in the missing middle, replicate by replicate; with the base there
/// are 100.
fn stocks(name: &str, stocks: &[u64]) -> Comparisons {
    let sites = vec!["Alpha".to_owned()];
    let variant = Variant { point: 1, name: name.to_owned(), sites: sites.clone() };
    let mut comparator = Comparator::new(sites, vec![variant], SPREAD.level);
    let result = |children: u64| {
        let key = (Subgroup::ALL, Measure::MissingMiddleStock);
        let level = Level { total: children as f64, times: 1.0 };
        let tallies = [(key, Tally::Level(level))].into_iter().collect();
        [("Alpha".to_owned(), SiteResult { tallies, ..SiteResult::default() })]
    };
    for &children in stocks {
        comparator.base(&result(100));
        comparator.variant(0, CENTRAL, &result(children));
    }
    comparator.finish()
}

fn said(values: &[u64]) -> String {
    let found = stocks("variant", values);
    sentence(&found.variants[0], "Alpha", &QUESTIONS[2]).text()
}

#[test]
fn the_questions_are_those_of_the_headline_measures() {
    let asked = QUESTIONS.map(|(_, _, shown)| (shown.measure, shown.statistic));
    assert_eq!(BTreeSet::from(asked), BTreeSet::from(Measure::HEADLINES));
    assert_eq!(asked[2], (Measure::MissingMiddleStock, Statistic::Mean));
}

/// Differences of 10, 11 and 12 have a mean of 11 with an interval of -+ 4.303 / sqrt(3) = 2.48, and
/// t = 11 sqrt(3), p = 0.0027. The interval is far from zero, and so is the sentence from chance.
#[test]
fn the_words_agree_with_the_interval() {
    let told = said(&[110, 111, 112]);
    assert!(told.contains("100 with the base and 111 with the variant"), "{told}");
    assert!(told.contains("+11.0 (+8.5 to +13.5), distinguishable from chance after"), "{told}");
    let told = said(&[90, 100, 113]);
    assert!(told.ends_with("), not distinguishable from chance."), "{told}");
    let told = said(&[100, 100]);
    assert!(told.ends_with("was 100 in both, the same in every pair of replicates."), "{told}");
    let told = said(&[111]);
    assert!(told.ends_with("One pair of replicates cannot tell it from chance."), "{told}");
}

/// Of one site there is nothing to compare by site.
#[test]
fn one_site_has_no_section_by_site() {
    assert!(super::by_site(&SPREAD, &stocks("variant", &[110, 111])).is_none());
    let sites = ["Alpha", "Beta"].map(str::to_owned).to_vec();
    let variant = Variant { point: 1, name: "variant".to_owned(), sites: sites.clone() };
    let mut comparator = Comparator::new(sites, vec![variant], SPREAD.level);
    let both = ["Alpha", "Beta"].map(|site| (site.to_owned(), SiteResult::default()));
    comparator.base(&both);
    comparator.variant(0, CENTRAL, &both);
    assert!(super::by_site(&SPREAD, &comparator.finish()).is_some());
}

#[test]
fn no_measure_and_one_are_told_in_words() {
    let told = |values: &[u64]| {
        let found = stocks("variant", values);
        super::forest(&SPREAD, &found.variants[0], "Alpha", 1).caption.description
    };
    assert!(told(&[90, 100, 113]).starts_with("Of these 19 measures, none is distinguishable"));
    assert!(told(&[130, 131, 132, 133]).starts_with("Of these 19 measures, 1 is distinguishable"));
}

#[test]
fn a_title_is_short_however_long_the_names_are() {
    let found = stocks("firm", &[100, 101]);
    assert_eq!(title("trailblazer", &found), "firm compared with trailblazer");
    let found = stocks(&"team.emhps=5,".repeat(30), &[100, 101]);
    assert_eq!(title("trailblazer", &found), "A variant compared with trailblazer");
    assert_eq!(title(&"long".repeat(20), &found), "A variant compared with the base");
}
