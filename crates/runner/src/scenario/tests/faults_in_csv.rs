//! What is refused in a file of sites or of settings: at the line of the row and the number of the
//! cell in it.

use mhst_core::model::plan::{DeliveryModel, Provider};

use super::*;

/// Each text is refused as `sites.csv` for exactly its faults.
fn sites_refused(cases: Cases<'_>) {
    for (text, faults) in cases {
        let folder = Folder::new().with("a.toml", BASE).with("sites.csv", text);
        folder.refuses("a.toml", faults);
    }
}

/// Each text is refused as `settings.csv` for exactly its faults.
fn settings_refused(cases: Cases<'_>) {
    for (text, faults) in cases {
        let folder = Folder::new().with("a.toml", added("settings = \"settings.csv\"\n"));
        folder.with("settings.csv", text).refuses("a.toml", faults);
    }
}

fn header() -> String {
    SITES.lines().nth(1).unwrap().to_owned()
}

#[test]
fn an_empty_table_is_refused_with_what_belongs_in_it() {
    for text in ["", "\n\n", "# only a comment\n"] {
        sites_refused(&[(text.to_owned(), &[("sites.csv:1:1", &["is empty", "site,region,"])])]);
        settings_refused(&[(
            text.to_owned(),
            &[("settings.csv:1:1", &["is empty", "site,setting,phase,pupils"])],
        )]);
    }
    sites_refused(&[(header(), &[("sites.csv:1:1", &["has a header but no rows", "add a row"])])]);
}

#[test]
fn a_row_with_too_many_or_too_few_cells_is_refused_at_its_line() {
    sites_refused(&[
        (
            instead(SITES, "Ashby,", "Ashby, North,"),
            &[("sites.csv:3:1", &["has 13 cells, but the header has 12", "quotes"])],
        ),
        (
            instead(SITES, ",30,60,70", ",30"),
            &[("sites.csv:4:1", &["has 10 cells, but the header has 12"])],
        ),
        // The rows that can be read are read all the same.
        (
            instead(&instead(SITES, "Ashby,", ""), "1200", "many"),
            &[
                ("sites.csv:3:1", &["has 11 cells"]),
                ("sites.csv:4:5", &["`pupils`", "\"many\"", "not a number"]),
            ],
        ),
        // A quote that is never closed takes the rest of the file into its cell.
        (
            instead(SITES, "Ashby", "\"Ashby"),
            &[("sites.csv:3:1", &["has 1 cell, but", "close every quote"])],
        ),
    ]);
}

#[test]
fn comments_blank_lines_and_line_ends_do_not_move_a_fault() {
    let wrong = instead(SITES, "1200", "many");
    let fault: &[&str] = &["`pupils` is \"many\""];
    sites_refused(&[
        (wrong.clone(), &[("sites.csv:4:5", fault)]),
        (wrong.replace('\n', "\r\n"), &[("sites.csv:4:5", fault)]),
        (wrong.replace('\n', "\r\n\r\n"), &[("sites.csv:7:5", fault)]),
        (instead(&wrong, "Barton", "# one\n\n# two\nBarton"), &[("sites.csv:7:5", fault)]),
        (instead(&wrong, "Ashby", "\"Ashby\nunder the Hill\""), &[("sites.csv:5:5", fault)]),
        (format!("\n\n{wrong}"), &[("sites.csv:6:5", fault)]),
    ]);
}

#[test]
fn a_column_is_known_by_its_name_in_any_order() {
    let reversed = |line: &str| line.split(',').rev().collect::<Vec<_>>().join(",");
    let text: Vec<String> = SITES.lines().skip(1).map(reversed).collect();
    let ordered = Folder::new().with("a.toml", BASE);
    let other = Folder::new().with("a.toml", BASE).with("sites.csv", text.join("\n"));
    assert_eq!(ordered.scenario("a.toml"), other.scenario("a.toml"));
    let wrong = instead(&text.join("\n"), "1200", "many");
    sites_refused(&[(wrong, &[("sites.csv:3:8", &["`pupils` is \"many\""])])]);
}

#[test]
fn an_unknown_or_missing_or_doubled_column_is_named() {
    sites_refused(&[
        // A name that is only misspelt is one fault, not two.
        (
            instead(SITES, "imd_score", "imd_scor"),
            &[("sites.csv:2:6", &["unknown column `imd_scor`", "`imd_score`?"])],
        ),
        (
            instead(SITES, "site,region", "Site,region"),
            &[("sites.csv:2:1", &["unknown column `Site`", "`site`?"])],
        ),
        (
            instead(SITES, "site,region", "site,pupils"),
            &[
                ("sites.csv:2:5", &["column `pupils` appears twice", "keep one"]),
                ("sites.csv:2:1", &["column `region` is missing", "site,region,teams"]),
            ],
        ),
        (
            SITES
                .lines()
                .map(|line| line.rsplit_once(',').unwrap_or((line, "")).0.to_owned() + "\n")
                .collect(),
            &[("sites.csv:2:1", &["column `spend_per_child_gbp` is missing"])],
        ),
        (
            SITES.lines().map(|line| format!("{line},zzz\n")).collect(),
            &[("sites.csv:2:13", &["unknown column `zzz`", "remove it"])],
        ),
        // No header at all, or other separators: one fault says so.
        (
            instead(SITES, &(header() + "\n"), ""),
            &[(
                "sites.csv:2:1",
                &["has no known column name", "separated by commas", "site,region"],
            )],
        ),
        (
            SITES.replace(',', "/"),
            &[(
                "sites.csv:2:1",
                &["has no known column name", "separated by commas", "site,region"],
            )],
        ),
    ]);
}

#[test]
fn a_cell_that_cannot_be_used_is_refused_at_its_place() {
    sites_refused(&[
        (
            instead(SITES, "1200", "\"12,00\""),
            &[("sites.csv:4:5", &["`pupils` is \"12,00\"", "may be a decimal comma", "thousands"])],
        ),
        (
            instead(SITES, "1200", "-1200"),
            &[("sites.csv:4:5", &["`pupils` = -1200", "allowed: 1 to 20000000"])],
        ),
        (
            instead(SITES, "1200", "1200.5"),
            &[("sites.csv:4:5", &["`pupils` = 1200.5", "whole number"])],
        ),
        (instead(SITES, "1200", ""), &[("sites.csv:4:5", &["`pupils` is empty", "fill it in"])]),
        (
            instead(SITES, "1200", "NaN"),
            &[("sites.csv:4:5", &["`pupils` is \"NaN\", which is not a number"])],
        ),
        (instead(SITES, "1200", "3"), &[("sites.csv:4:4", &["more settings (", "4", "3"])]),
        (
            instead(SITES, ",30,60,70", ",96,0.5,inf"),
            &[
                ("sites.csv:4:10", &["`closed_before_treatment_pct` = 96", "0 to 95"]),
                ("sites.csv:4:11", &["`wait_second_contact_days` = 0.5", "1 to 2000"]),
                ("sites.csv:4:12", &["`spend_per_child_gbp` is \"inf\", which is not a number"]),
            ],
        ),
        (
            instead(SITES, "London", "Londn"),
            &[("sites.csv:3:2", &["unknown region `Londn`", "`London`?"])],
        ),
        (
            instead(SITES, "3.7", "0.037"),
            &[(
                "sites.csv:3:8",
                &["`emotional_disorder_pct` = 0.037", "write 3.7, if you mean 3.7 %"],
            )],
        ),
        // An empty name is one fault: it is not compared with anything.
        (
            instead(&instead(SITES, "Ashby,London", ","), "Barton", ""),
            &[
                ("sites.csv:3:1", &["`site` is empty"]),
                ("sites.csv:3:2", &["`region` is empty"]),
                ("sites.csv:4:1", &["`site` is empty"]),
            ],
        ),
    ]);
    settings_refused(&[
        (
            instead(SETTINGS, "500", "-500"),
            &[("settings.csv:3:4", &["`pupils` = -500", "allowed: 1 to 20000"])],
        ),
        (
            instead(SETTINGS, "500,4", "500,6"),
            &[("settings.csv:3:5", &["`deprivation_fifth` = 6", "allowed: 1 to 5"])],
        ),
        (
            instead(SETTINGS, "primary", "infant"),
            &[("settings.csv:2:3", &["unknown phase `infant`", "all_through", "other"])],
        ),
        (
            instead(SETTINGS, "primary", ""),
            &[("settings.csv:2:3", &["`phase` is empty", "fill it in"])],
        ),
        (
            instead(SETTINGS, "Ashby", "Ashbi"),
            &[("settings.csv:2:1", &["unknown site `Ashbi`", "`Ashby`?"])],
        ),
    ]);
}

#[test]
fn the_same_row_twice_is_refused_at_the_second() {
    sites_refused(&[(
        instead(SITES, "Barton", "Ashby"),
        &[("sites.csv:4:1", &["site `Ashby` appears twice", "keep one row"])],
    )]);
    settings_refused(&[(
        instead(SETTINGS, "Second", "First"),
        &[("settings.csv:3:2", &["setting `First School` of site `Ashby` appears twice"])],
    )]);
}

#[test]
fn text_that_is_not_utf_8_is_refused_at_the_byte() {
    let (before, after) = SITES.split_once("Barton").unwrap();
    let text = [before.as_bytes(), b"Barton-\xe8s", after.as_bytes()].concat();
    let folder = Folder::new().with("a.toml", BASE).with("sites.csv", text);
    let words: &[&str] = &["not UTF-8", "0xe8", "CSV UTF-8"];
    folder.refuses("a.toml", &[("sites.csv:4:8", words)]);
}

#[test]
fn listed_settings_that_do_not_add_up_load_with_a_warning() {
    let folder = Folder::new()
        .with("a.toml", added("settings = \"settings.csv\"\n"))
        .with("sites.csv", instead(SITES, "900", "1000"));
    folder.warns("a.toml", &[]);
    let folder = folder.with("sites.csv", instead(SITES, "900", "1001"));
    folder.warns("a.toml", &[("sites.csv:3:1", &["`Ashby` have 900 pupils", "1001"])]);
    let pupils = |name| {
        let scenario = folder.scenario("a.toml");
        site(&scenario, name).settings.iter().map(|setting| setting.pupils).sum::<u32>()
    };
    assert_eq!((pupils("Ashby"), pupils("Barton")), (900, 1200), "listed, and made by rule");
}

/// Each file of sites is refused for exactly one fault of the whole file.
fn whole_file_refused(bytes: &[u8], place: &str, words: &[&str]) {
    let folder = Folder::new().with("a.toml", BASE).with("sites.csv", bytes);
    folder.refuses("a.toml", &[(place, words)]);
}

#[test]
fn a_workbook_and_other_files_that_are_no_text_are_refused_by_name() {
    let save = "save it as \"CSV UTF-8\"";
    whole_file_refused(b"PK\x03\x04\x14\x00", "sites.csv", &["Excel workbook (.xlsx)", save]);
    whole_file_refused(b"\xd0\xcf\x11\xe0\xa1\xb1", "sites.csv", &["workbook (.xls)", save]);
    whole_file_refused(b"\x1f\x8b\x08", "sites.csv", &["compressed file (gzip)", "unpack it"]);
    whole_file_refused(b"%PDF-1.7", "sites.csv", &["is a PDF", save]);
    whole_file_refused(b"site\0region", "sites.csv:1:5", &["zero byte", "save the file as UTF-8"]);
    let (alone, half) = ("last byte is alone", "0xd800 is half a character");
    whole_file_refused(b"\xff\xfes\0i", "sites.csv:1:2", &["damaged UTF-16", alone, "UTF-8"]);
    whole_file_refused(b"\xfe\xff\0s\0\n\xd8\0\0i", "sites.csv:2:1", &["damaged UTF-16", half]);
}

#[test]
fn utf_16_with_a_byte_order_mark_is_read_like_utf_8() {
    let text = instead(SITES, "Ashby", "Ashby-lès-Bois");
    let expected = Folder::new().with("a.toml", BASE).with("sites.csv", &text).scenario("a.toml");
    let units: Vec<u16> = format!("\u{feff}{text}").encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    for bytes in [little, big, format!("\u{feff}{text}").into_bytes()] {
        let folder = Folder::new().with("a.toml", BASE).with("sites.csv", bytes);
        assert_eq!(folder.scenario("a.toml"), expected);
    }
}

#[test]
fn a_table_as_a_spreadsheet_writes_it_is_read() {
    let expected = Folder::new().with("a.toml", BASE).scenario("a.toml");
    let decimal_comma =
        SITES.replace(',', ";").replace("3.7", "3,7").replace("3.4", "3,4").replace("3.5", "3,5");
    for text in [
        decimal_comma.replace("3.1", "3,1"),
        SITES.replace(',', "\t"),
        SITES.replace(',', "|"),
        // Empty cells after the last column, and quotes around everything.
        SITES.lines().map(|line| format!("{line},,\n")).collect(),
        instead(SITES, "1200", "\"1,200\""),
        instead(&instead(SITES, ",30,60,70", ",30 %,60,£70.00"), ",15,3.7", ",15%,3.7 %"),
    ] {
        let folder = Folder::new().with("a.toml", BASE).with("sites.csv", &text);
        folder.warns("a.toml", &[]);
        assert_eq!(folder.scenario("a.toml"), expected, "{text}");
    }
}

#[test]
fn empty_rows_and_totals_are_skipped_with_a_warning_that_names_them() {
    let expected = Folder::new().with("a.toml", BASE).scenario("a.toml");
    for label in ["Total", "TOTAL:", "Grand total", "Sum", "All", "all"] {
        let text =
            format!("{SITES},,,,,,,,,,,\n{label},,3,7,2100,,,,,,,\n,,,,,,,,,,,\n,,,,,,,,,,,\n");
        let folder = Folder::new().with("a.toml", BASE).with("sites.csv", text);
        let total = format!("the row `{label}` looks like a total and is skipped");
        folder.warns(
            "a.toml",
            &[
                ("sites.csv:5:1", &["the row is empty and is skipped"]),
                ("sites.csv:6:1", &[&total]),
                ("sites.csv:7:1", &["the rows of lines 7 to 8 are empty and are skipped"]),
            ],
        );
        assert_eq!(folder.scenario("a.toml"), expected);
    }
    let only = format!("{}\nTotal,,3,7,2100,,,,,,,\n", header());
    sites_refused(&[(
        only,
        &[("sites.csv:1:1", &["no rows but those that are skipped", "add a row"])],
    )]);
}

#[test]
fn shares_in_a_column_of_percentages_are_warned_of() {
    let text = instead(&instead(SITES, ",20,15,", ",20,0.15,"), ",25,5,", ",25,0.05,");
    let folder = Folder::new().with("a.toml", BASE).with("sites.csv", text);
    let words: &[&str] = &["every `minority_ethnic_pct` is at most 1", "per cent"];
    folder.warns("a.toml", &[("sites.csv:3:7", words)]);
}

#[test]
fn a_date_of_a_wave_as_a_spreadsheet_writes_it_is_refused_with_the_right_form() {
    let folder = Folder::new()
        .with("a.toml", added("waves = \"waves.csv\"\n"))
        .with("waves.csv", "site,begins,teams\nAshby,08/01/2021,1\nBarton,2021-01-08,2\n");
    let words: &[&str] = &["`begins` is \"08/01/2021\"", "2021-01-08, if you mean 8 January 2021"];
    folder.refuses("a.toml", &[("waves.csv:2:2", words)]);
}

#[test]
fn faults_come_in_the_order_of_the_lines_and_counts_have_a_most() {
    sites_refused(&[
        (
            instead(&instead(SITES, "900", ""), "Barton,England", "Barton"),
            &[("sites.csv:3:5", &["`pupils` is empty"]), ("sites.csv:4:1", &["has 11 cells"])],
        ),
        (
            format!("{SITES}{}", "x,London,1,3,20000000,20,15,3.7,3.4,,,\n".repeat(200_000)),
            &[("sites.csv:200003:1", &["more than 200000 rows", "the right file"])],
        ),
    ]);
    let row = |site: usize, pupils: u32| format!("s{site},London,1,3,{pupils},20,15,3.7,3.4,,,\n");
    let sites = |sites: usize, pupils: u32| -> String {
        SITES.to_owned() + &(0..sites).map(|site| row(site, pupils)).collect::<String>()
    };
    sites_refused(&[
        (sites(10_000, 1), &[("sites.csv:10003:1", &["more than 10000 sites", "divide"])]),
        (sites(6, 20_000_000), &[("sites.csv:3:1", &["have 120002100 pupils, more than"])]),
    ]);
}

#[test]
fn percentages_become_the_shares_that_a_user_would_write() {
    let scenario = Folder::new().with("a.toml", BASE).scenario("a.toml");
    let share = site(&scenario, "Ashby").profile.emotional_disorder_share;
    assert_eq!(share.to_string(), "0.037");
}

#[test]
fn the_delivery_model_is_read_and_is_not_known_where_nothing_is_stated() {
    let delivery = |text: String, name: &str| {
        let scenario =
            Folder::new().with("a.toml", BASE).with("sites.csv", text).scenario("a.toml");
        site(&scenario, name).profile.delivery.clone()
    };
    let known = |provider, four_week_wait_pilot, funded_in_later_waves| DeliveryModel {
        provider,
        four_week_wait_pilot,
        funded_in_later_waves,
    };
    let text = with_delivery("voluntary,TRUE,false", ",,");
    assert_eq!(delivery(text.clone(), "Ashby"), known(Some(Provider::Voluntary), true, false));
    assert_eq!(delivery(text, "Barton"), known(None, false, false));
    assert_eq!(delivery(SITES.to_owned(), "Ashby"), known(None, false, false));
}

#[test]
fn a_delivery_model_that_is_not_known_is_refused_with_what_is_allowed() {
    sites_refused(&[(
        with_delivery("charity,yes,false", "local_authorty,,2"),
        &[
            (
                "sites.csv:3:13",
                &[
                    "`providers` is \"charity\"",
                    "allowed: nhs, partnership, voluntary, local_authority",
                ],
            ),
            ("sites.csv:3:14", &["`four_week_wait_pilot` is \"yes\"", "true, false"]),
            ("sites.csv:4:13", &["`providers` is \"local_authorty\"", "`local_authority`?"]),
            ("sites.csv:4:15", &["`funded_in_later_waves` is \"2\"", "true, false"]),
        ],
    )]);
}
