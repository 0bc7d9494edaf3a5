//! One small chart of each kind, to the last byte. A picture that was changed on purpose is written
//! anew with `GOLDEN=write cargo test -p mhst-reporter golden` and looked at in a browser.

use std::path::Path;

use super::every_chart;

/// Two rows of three: 1, 2, 3 and 4, 5, 6, whose sums are 5, 7 and 9.
#[test]
fn pictures_and_tables_are_those_that_were_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/chart/tests/golden");
    for chart in every_chart(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 3) {
        let table = chart.table();
        let lines = std::iter::once(&table.header).chain(&table.rows).map(|row| row.join(" | "));
        let table = lines.collect::<Vec<_>>().join("\n");
        let found = format!(
            "{}\n<!--\n{table}\n-->\n",
            chart.picture().into_string().replace("><", ">\n<")
        );
        let file = folder.join(format!("{}.svg", chart.caption().id));
        if std::env::var_os("GOLDEN").is_some() {
            std::fs::write(&file, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&file).unwrap();
        assert!(found == expected, "{} differs:\n{found}", file.display());
    }
}
