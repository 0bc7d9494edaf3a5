//! Scales, ticks, labels and the layout of flows.

use jiff::civil::date;
use proptest::prelude::*;

use crate::chart::format::Format;
use crate::chart::scale::{Scale, Ticks, day};
use crate::chart::text::spread;

fn formats() -> impl Strategy<Value = Format> {
    prop_oneof![
        Just(Format::Whole),
        Just(Format::Decimal(2)),
        Just(Format::Percent(0)),
        Just(Format::Pounds)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
    #[test]
    fn round_ticks_span_the_data_and_are_written_differently(
        low in -1e5..1e5_f64, width in 1.0..1e6_f64, count in 1_usize..12, format in formats(),
    ) {
        let (low, high) = (low, low + width);
        let ticks = Ticks::round((low, high), count, format);
        let slack = width * 1e-9;
        prop_assert!(ticks.domain.0 <= low + slack && ticks.domain.1 >= high - slack);
        prop_assert!(ticks.labels.len() >= 2 && ticks.labels.len() <= count + 2);
        for pair in ticks.labels.windows(2) {
            prop_assert!(pair[0].0 < pair[1].0 && pair[0].1 != pair[1].1);
        }
    }

    #[test]
    fn ticks_within_stay_within(
        low in -30_000.0..30_000.0_f64, width in 1.0..20_000.0_f64, count in 1_usize..12,
        format in prop_oneof![formats(), Just(Format::Date)],
    ) {
        let ticks = Ticks::within((low, low + width), count, format);
        prop_assert_eq!(ticks.domain, (low, low + width));
        let slack = width * 1e-6;
        prop_assert!(ticks.labels.iter().all(|(at, _)| (low - slack..=low + width + slack).contains(at)));
    }

    #[test]
    fn labels_that_fit_lie_in_order_apart_and_within(
        wanted in prop::collection::vec((-50.0..450.0_f64, 5.0..40.0_f64), 1..10),
    ) {
        let centres = spread(&wanted, 0.0, 400.0);
        let mut labels: Vec<(f64, f64, f64)> = wanted
            .iter()
            .zip(centres)
            .map(|(&(wanted, height), centre)| (wanted, centre - height / 2.0, centre + height / 2.0))
            .collect();
        labels.sort_by(|a, b| a.0.total_cmp(&b.0));
        prop_assert!(labels.windows(2).all(|pair| pair[0].2 <= pair[1].1 + 1e-9));
        prop_assert!(labels.iter().all(|label| label.1 >= -1e-9 && label.2 <= 400.0 + 1e-9));
    }
}

#[test]
fn a_label_with_room_stays_where_it_is_wanted() {
    assert_eq!(spread(&[(100.0, 10.0), (50.0, 10.0)], 0.0, 200.0), [100.0, 50.0]);
    assert_eq!(spread(&[(195.0, 20.0), (195.0, 20.0)], 0.0, 200.0), [170.0, 190.0]);
}

#[test]
fn a_scale_maps_the_domain_onto_the_range() {
    let scale = Scale { domain: (10.0, 20.0), range: (300.0, 100.0) };
    assert_eq!([10.0, 15.0, 20.0].map(|value| scale.at(value)), [300.0, 200.0, 100.0]);
}

/// 2020 is a leap year: 366 days to January 2021.
#[test]
fn dates_have_ticks_on_first_days() {
    assert_eq!(day(date(1970, 1, 2)), 1.0);
    let ticks = |from, to, count| {
        let labels = Ticks::within((day(from), day(to)), count, Format::Date).labels;
        labels.into_iter().map(|(_, text)| text).collect::<Vec<_>>()
    };
    assert_eq!(ticks(date(2019, 9, 1), date(2022, 8, 31), 3), ["2020", "2021", "2022"]);
    assert_eq!(ticks(date(2020, 1, 15), date(2020, 9, 1), 3), ["Apr 2020", "Jul 2020"]);
    assert_eq!(ticks(date(2020, 3, 1), date(2020, 3, 15), 3), ["1 Mar", "6 Mar", "11 Mar"]);
}

#[test]
fn numbers_are_written_as_readers_expect() {
    assert_eq!(Format::Whole.value(1_234_567.4), "1,234,567");
    assert_eq!(Format::Whole.value(-0.4), "0");
    assert_eq!(Format::Decimal(2).value(-1234.5), "\u{2212}1,234.50");
    assert_eq!(Format::Percent(1).value(0.5825), "58.2 %");
    assert_eq!(Format::Pounds.value(-1234.0), "\u{2212}£1,234");
    assert_eq!(Format::Date.value(day(date(2019, 9, 1))), "1 Sep 2019");
    assert_eq!(Format::Pounds.value(f64::NAN), "no data");
    assert_eq!(Format::Pounds.tick(2.5e6, 5e5), "£2.5m");
    assert_eq!(Format::Pounds.tick(0.0, 5e5), "£0");
    assert_eq!(Format::Percent(0).tick(0.025, 0.005), "2.5 %");
    assert_eq!(Format::Whole.tick(1.5e8, 5e7), "150m");
    assert_eq!(Format::Whole.tick(2.5e9, 5e8), "2.5bn");
    assert_eq!(Format::Whole.tick(40_000.0, 2e4), "40,000");
    assert_eq!(Format::Pounds.tick(2.5e9, 5e8), "£2.5bn");
}

#[test]
fn numbers_in_small_places_have_three_digits() {
    let short = |number| Format::Whole.short(number);
    let numbers = [0.0, 999.4, 1_204.0, 54_321.0, 123_456.0, 999_999.0, 123_456_789.0, -2.346e9];
    assert_eq!(
        numbers.map(short),
        ["0", "999", "1,200", "54,300", "123k", "1m", "123m", "\u{2212}2.35bn"]
    );
    assert_eq!(Format::Pounds.short(1_234_567.0), "£1.23m");
    assert_eq!(Format::Percent(1).short(0.582_5), "58.2 %");
    assert_eq!(Format::Decimal(1).short(7.25), "7.2");
    assert_eq!(Format::Whole.short(f64::NAN), "no data");
}
