//! Laws of the store: what was appended whole is found, nothing else ever is.

use std::fs;
use std::path::{Path, PathBuf};

use mhst_core::engine::statistics::DayCounts;
use mhst_core::engine::time::Span;
use mhst_core::model::results::{Effort, Measure, SiteResult, Subgroup, Tally};

use super::*;
use crate::work::Repeat;

fn identity(work: &str) -> Identity {
    Identity { program: "0.1.0".into(), work: work.into(), layout: 7 }
}

fn key(site: &str, replicate: u32) -> Key {
    Key { point: 0, world: 0, replicate, site: site.into() }
}

fn result(events: u64) -> SiteResult {
    let mut result = SiteResult {
        effort: Effort { events, child_years: 0.1 * events as f64 },
        ..SiteResult::default()
    };
    let mut waits = DayCounts::default();
    for day in 0..events as u32 {
        waits.add(Span::from_days(3 * day));
    }
    let name = (Subgroup::ALL, Measure::WaitReferralToStart);
    result.tallies.insert(name, Tally::Durations(waits));
    result
}

fn open(directory: &Path) -> Result<Store, StoreError> {
    Store::open(directory, identity("work"), Lock::take(directory)?)
}

fn add(store: &mut Store, site: &str, replicate: u32, events: u64) {
    let frame = Frame::finished(key(site, replicate), result(events), Detail::Tables).unwrap();
    store.append(frame).unwrap();
}

fn events(store: &Store, site: &str, replicate: u32) -> Option<u64> {
    match store.read(&key(site, replicate)).unwrap()? {
        Outcome::Finished(result) => Some(result.effort.events),
        Outcome::Failed(_) | Outcome::Calibrated(_) => None,
    }
}

fn one_segment(directory: &Path) -> PathBuf {
    let found = segments(directory).unwrap();
    assert_eq!(found.len(), 1);
    found[0].1.clone()
}

#[test]
fn what_was_appended_is_read_back_in_order_whatever_the_order_of_appending() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = open(directory.path()).unwrap();
    for (site, replicate) in [("b", 2), ("a", 2), ("b", 1), ("a", 1)] {
        add(&mut store, site, replicate, u64::from(replicate) * 10);
    }
    let before: Vec<Key> = store.keys().map(|(key, _)| key.clone()).collect();
    assert_eq!(before, [key("a", 1), key("b", 1), key("a", 2), key("b", 2)]);
    drop(store);
    let store = open(directory.path()).unwrap();
    let after: Vec<Key> = store.keys().map(|(key, _)| key.clone()).collect();
    assert_eq!(before, after);
    let results = store.replicate(0, Repeat::central(2), &["b", "missing", "a"]).unwrap();
    assert_eq!(results, [("a".to_owned(), result(20)), ("b".to_owned(), result(20))]);
}

#[test]
fn a_tail_torn_at_any_byte_loses_that_run_and_no_other() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = open(directory.path()).unwrap();
    add(&mut store, "a", 1, 3);
    let segment = one_segment(directory.path());
    let whole_before = fs::metadata(&segment).unwrap().len();
    add(&mut store, "a", 2, 5);
    drop(store);
    let bytes = fs::read(&segment).unwrap();
    for length in whole_before as usize..bytes.len() {
        fs::write(&segment, &bytes[..length]).unwrap();
        let store = open(directory.path()).unwrap();
        assert_eq!((events(&store, "a", 1), events(&store, "a", 2)), (Some(3), None), "{length}");
        let ignored: u64 = store.torn().iter().map(|torn| torn.bytes).sum();
        assert_eq!(ignored, length as u64 - whole_before);
    }
}

#[test]
fn a_segment_torn_within_its_header_is_empty() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = open(directory.path()).unwrap();
    let header = {
        add(&mut store, "a", 1, 1);
        store.index[&key("a", 1)].span.offset as usize
    };
    drop(store);
    let segment = one_segment(directory.path());
    let bytes = fs::read(&segment).unwrap();
    for length in 0..=header {
        fs::write(&segment, &bytes[..length]).unwrap();
        let store = open(directory.path()).unwrap();
        assert_eq!(store.keys().count(), 0, "{length}");
    }
}

#[test]
fn work_goes_on_in_a_new_segment_and_the_torn_one_is_not_touched() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = open(directory.path()).unwrap();
    add(&mut store, "a", 1, 3);
    add(&mut store, "a", 2, 5);
    drop(store);
    let first = one_segment(directory.path());
    let bytes = fs::read(&first).unwrap();
    let torn = &bytes[..bytes.len() - 1];
    fs::write(&first, torn).unwrap();
    let mut store = open(directory.path()).unwrap();
    assert!(!store.holds(&key("a", 2), Detail::Tables));
    add(&mut store, "a", 2, 5);
    drop(store);
    assert_eq!(fs::read(&first).unwrap(), torn);
    assert_eq!(segments(directory.path()).unwrap().len(), 2);
    let store = open(directory.path()).unwrap();
    assert_eq!((events(&store, "a", 1), events(&store, "a", 2)), (Some(3), Some(5)));
}

#[test]
fn no_flipped_bit_is_ever_read_as_a_result() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = open(directory.path()).unwrap();
    add(&mut store, "a", 1, 3);
    add(&mut store, "a", 2, 5);
    let header = store.index[&key("a", 1)].span.offset as usize;
    drop(store);
    let segment = one_segment(directory.path());
    let bytes = fs::read(&segment).unwrap();
    for at in header..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            fs::write(&segment, &flipped).unwrap();
            let store = open(directory.path()).unwrap();
            let found = (events(&store, "a", 1), events(&store, "a", 2));
            assert!(found == (Some(3), None) || found == (None, None), "{at}.{bit}: {found:?}");
        }
    }
}

#[test]
fn damage_after_opening_is_an_error_and_not_a_result() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = open(directory.path()).unwrap();
    add(&mut store, "a", 1, 3);
    let segment = one_segment(directory.path());
    let mut bytes = fs::read(&segment).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&segment, bytes).unwrap();
    assert!(matches!(store.read(&key("a", 1)), Err(StoreError::Damaged { .. })));
}

#[test]
fn zeros_left_by_a_power_failure_are_not_frames() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = open(directory.path()).unwrap();
    add(&mut store, "a", 1, 3);
    drop(store);
    let segment = one_segment(directory.path());
    let mut bytes = fs::read(&segment).unwrap();
    bytes.extend([0; 4096]);
    fs::write(&segment, bytes).unwrap();
    let store = open(directory.path()).unwrap();
    assert_eq!(store.keys().count(), 1);
    assert_eq!(store.torn()[0].bytes, 4096);
}

#[test]
fn results_of_other_work_are_refused_with_the_facts_and_the_remedy() {
    let directory = tempfile::tempdir().unwrap();
    add(&mut open(directory.path()).unwrap(), "a", 1, 3);
    let others = [
        ("scenario", identity("other work")),
        ("version of mhst", Identity { program: "0.2.0".into(), ..identity("work") }),
        ("another build of mhst", Identity { layout: 8, ..identity("work") }),
        ("another build of mhst", Identity { layout: 8, ..identity("other work") }),
    ];
    for (what, other) in others {
        let lock = Lock::take(directory.path()).unwrap();
        let error = Store::open(directory.path(), other, lock).unwrap_err().to_string();
        assert!(error.contains(what) && error.contains("--out"), "{error}");
        assert!(error.contains("--force"), "{error}");
    }
}

#[test]
fn another_format_and_a_file_that_is_no_segment_are_refused() {
    let directory = tempfile::tempdir().unwrap();
    add(&mut open(directory.path()).unwrap(), "a", 1, 3);
    let segment = one_segment(directory.path());
    let bytes = fs::read(&segment).unwrap();
    let mut other = bytes.clone();
    other[8] = 99;
    fs::write(&segment, other).unwrap();
    let error = open(directory.path()).unwrap_err();
    assert!(matches!(error, StoreError::OtherFormat { found: 99, .. }), "{error}");
    fs::write(&segment, "notes of a user").unwrap();
    assert!(matches!(open(directory.path()).unwrap_err(), StoreError::NotOurs { .. }));
    fs::write(&segment, "").unwrap();
    assert_eq!(open(directory.path()).unwrap().keys().count(), 0);
}

#[test]
fn the_first_valid_of_two_equal_keys_wins() {
    let directory = tempfile::tempdir().unwrap();
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (shard, number, events) in [(&one, 1, 3), (&two, 2, 4)] {
        add(&mut open(shard.path()).unwrap(), "a", 1, events);
        let name = format!("segment-{number:06}.mhst");
        fs::copy(one_segment(shard.path()), directory.path().join(name)).unwrap();
    }
    let mut store = open(directory.path()).unwrap();
    assert_eq!(events(&store, "a", 1), Some(3));
    add(&mut store, "a", 1, 9);
    assert_eq!(events(&store, "a", 1), Some(3));
    assert_eq!(segments(directory.path()).unwrap().len(), 2, "nothing new, so no new segment");
}

#[test]
fn a_failure_is_kept_until_there_is_a_result() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = open(directory.path()).unwrap();
    store.append(Frame::failed(key("a", 1), "slots used exceed slots offered").unwrap()).unwrap();
    drop(store);
    let mut store = open(directory.path()).unwrap();
    let failed = Outcome::Failed("slots used exceed slots offered".into());
    assert_eq!(store.read(&key("a", 1)).unwrap(), Some(failed));
    assert!(!store.holds(&key("a", 1), Detail::Tables));
    assert!(store.replicate(0, Repeat::central(1), &["a"]).unwrap().is_empty());
    add(&mut store, "a", 1, 3);
    store.append(Frame::failed(key("a", 1), "again").unwrap()).unwrap();
    drop(store);
    let store = open(directory.path()).unwrap();
    assert_eq!(events(&store, "a", 1), Some(3));
}

#[test]
fn a_result_in_more_detail_serves_for_less_and_replaces_it() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = open(directory.path()).unwrap();
    add(&mut store, "a", 1, 3);
    assert!(
        store.holds(&key("a", 1), Detail::Tables) && !store.holds(&key("a", 1), Detail::Episodes)
    );
    store.append(Frame::finished(key("a", 1), result(4), Detail::Episodes).unwrap()).unwrap();
    drop(store);
    let store = open(directory.path()).unwrap();
    assert!(
        store.holds(&key("a", 1), Detail::Tables) && store.holds(&key("a", 1), Detail::Episodes)
    );
    assert_eq!(events(&store, "a", 1), Some(4));
}

#[test]
fn two_at_once_are_refused_and_a_lock_left_behind_is_no_hindrance() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path()).unwrap();
    assert!(matches!(open(directory.path()).unwrap_err(), StoreError::Locked { .. }));
    drop(store);
    assert!(directory.path().join("lock").exists());
    assert!(open(directory.path()).is_ok());
}
