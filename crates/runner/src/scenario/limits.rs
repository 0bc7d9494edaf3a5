//! The most of anything that a scenario or a design can ask for. More is refused before any of it is
//! made.

/// Replicates of a scenario, or of each point of a design.
pub const MOST_REPLICATES: u32 = 100_000;
/// Plausible worlds of a scenario.
pub const MOST_WORLDS: u32 = 100_000;
/// Points of a design.
pub const MOST_POINTS: usize = 1_000_000;
/// Values of all axes at all points of a design.
pub const MOST_POINT_VALUES: usize = 20_000_000;
/// Steps of an axis.
pub const MOST_STEPS: usize = 100_000;
/// Rows of a CSV file.
pub const MOST_ROWS: usize = 200_000;
/// Sites of a scenario.
pub const MOST_SITES: usize = 10_000;
/// Teams of a site.
pub const MOST_TEAMS: u32 = 1_000;
/// Settings of a site.
pub const MOST_SETTINGS: u32 = 50_000;
/// Pupils of a site.
pub const MOST_PUPILS: u32 = 20_000_000;
/// Pupils of all sites of a scenario.
pub const MOST_PUPILS_IN_ALL: u64 = 100_000_000;
/// Posts of a `[[post]]` block, which are in each team.
pub const MOST_POSTS: u32 = 40;
/// Posts of all `[[post]]` blocks of a file.
pub const MOST_POSTS_IN_ALL: u32 = 10_000;
