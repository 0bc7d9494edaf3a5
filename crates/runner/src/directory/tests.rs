//! Laws of the results directory.

use super::*;
use crate::store::{Frame, Key};

fn identity(work: &str) -> Identity {
    Identity { program: "0.1.0".into(), work: work.into(), layout: 7 }
}

/// Leaves a directory with one file and one recorded failure.
fn used(path: &Path) {
    let (mut directory, mut store) = Directory::claim(path, identity("one"), false).unwrap();
    directory.create("summary.csv").unwrap().write_all(b"old\n").unwrap();
    directory.publish().unwrap();
    let key = Key { point: 0, world: 0, replicate: 1, site: "a".into() };
    store.append(Frame::failed(key, "no").unwrap()).unwrap();
}

fn names(path: &Path) -> BTreeSet<String> {
    let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    fs::read_dir(path).unwrap().map(name).collect()
}

#[test]
fn files_appear_whole_or_not_at_all() {
    let place = tempfile::tempdir().unwrap();
    let (mut directory, _store) = Directory::claim(place.path(), identity("one"), false).unwrap();
    let mut file = directory.create("summary.csv").unwrap();
    file.write_all(b"half").unwrap();
    assert!(directory.publish().is_err(), "a file that is still open is not published");
    assert!(!place.path().join("summary.csv").exists());
    drop(file);
    directory.publish().unwrap();
    assert_eq!(fs::read(place.path().join("summary.csv")).unwrap(), b"half");
    drop(directory.create("waits.csv").unwrap());
    drop(directory);
    assert_eq!(names(place.path()), ["store", "summary.csv"].map(String::from).into());
}

#[test]
fn the_same_work_goes_on_and_other_work_is_refused() {
    let place = tempfile::tempdir().unwrap();
    used(place.path());
    let error = Directory::claim(place.path(), identity("two"), false).unwrap_err();
    assert!(matches!(error, StoreError::OtherWork { .. }), "{error}");
    let (mut directory, store) = Directory::claim(place.path(), identity("one"), false).unwrap();
    assert_eq!(store.keys().count(), 1);
    directory.create("summary.csv").unwrap().write_all(b"new\n").unwrap();
    directory.publish().unwrap();
    assert_eq!(fs::read(place.path().join("summary.csv")).unwrap(), b"new\n");
}

#[test]
fn beginning_afresh_removes_what_mhst_wrote_and_nothing_else() {
    let place = tempfile::tempdir().unwrap();
    used(place.path());
    for other in ["notes.txt", "store/notes.txt", "store/segment-000009.mhst"] {
        fs::write(place.path().join(other), "mine").unwrap();
    }
    // A list that somebody tampered with must not reach out of the directory.
    let outside = tempfile::tempdir().unwrap();
    let precious = outside.path().join("precious");
    fs::write(&precious, "mine").unwrap();
    let mut list = OpenOptions::new().append(true).open(place.path().join("store/files")).unwrap();
    writeln!(list, "{}\n../x\n..\n.\n", precious.display()).unwrap();
    let error = Directory::claim(place.path(), identity("two"), true).unwrap_err();
    assert!(matches!(error, StoreError::NotOurs { .. }), "{error}");
    assert_eq!(names(place.path()), ["notes.txt", "store"].map(String::from).into());
    let left = ["lock", "notes.txt", "segment-000009.mhst"].map(String::from).into();
    assert_eq!(names(&place.path().join("store")), left);
    assert!(precious.exists());
    fs::remove_file(place.path().join("store/segment-000009.mhst")).unwrap();
    let (_, store) = Directory::claim(place.path(), identity("two"), true).unwrap();
    assert_eq!(store.keys().count(), 0);
}

#[test]
fn a_file_that_mhst_did_not_write_is_never_overwritten() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("summary.csv"), "mine").unwrap();
    for overwrite in [false, true] {
        let (mut directory, _store) =
            Directory::claim(place.path(), identity("one"), overwrite).unwrap();
        let error = directory.create("summary.csv").unwrap_err().to_string();
        assert!(error.contains("was not written by mhst"), "{error}");
    }
    assert_eq!(names(place.path()), ["summary.csv".to_owned()].into(), "no trace is left");
    assert_eq!(fs::read(place.path().join("summary.csv")).unwrap(), b"mine");
}

#[test]
fn a_place_that_cannot_be_written_is_refused_with_its_name() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("file");
    fs::write(&file, "").unwrap();
    let error = Directory::claim(&file.join("results"), identity("one"), false).unwrap_err();
    assert!(error.to_string().contains("file"), "{error}");
}
