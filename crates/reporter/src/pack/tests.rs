//! The parts of a pack that need no results.

use super::without_links;

#[test]
fn links_are_left_out_and_their_words_stay() {
    assert_eq!(
        without_links("See [worlds](worlds.md), a [b] and f(x); [ADR 28](adr/0028.md)."),
        "See worlds, a [b] and f(x); ADR 28."
    );
}
