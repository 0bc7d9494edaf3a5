//! A run, as people are told of it.

use mhst_runner::work::Repeat;

/// Where it stands, by its point, site and replicate; point 0 needs no word.
pub(crate) fn run(point: u32, site: &str, repeat: Repeat) -> String {
    match point {
        0 => format!("{site}, {repeat}"),
        point => format!("point {point}, {site}, {repeat}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_point_of_a_run_and_the_central_world_need_no_word() {
        assert_eq!(run(0, "Camden", Repeat::central(3)), "Camden, replicate 3");
        let repeat = Repeat { world: 7, replicate: 1 };
        assert_eq!(run(2, "Camden", repeat), "point 2, Camden, world 7, replicate 1");
    }
}
