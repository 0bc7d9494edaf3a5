//! What is refused in a scenario file, where, and in which words.

use super::*;

/// Each text is refused as `a.toml` for exactly its faults.
fn all_refused(cases: Cases<'_>) {
    for (text, faults) in cases {
        Folder::new().with("a.toml", text).refuses("a.toml", faults);
    }
}

#[test]
fn an_unknown_key_is_named_with_the_nearest_right_one() {
    all_refused(&[
        (instead(BASE, "name", "nmae"), &[("a.toml:1:1", &["unknown key `nmae`", "`name`?"])]),
        // A key that is only misspelt is not reported as missing too.
        (
            instead(BASE, "teams_start", "team_start"),
            &[("a.toml:4:1", &["unknown key `time.team_start`", "`teams_start`?"])],
        ),
        (instead(BASE, "[time]", "[tmie]"), &[("a.toml:2:2", &["unknown key `tmie`", "`time`?"])]),
        (
            instead(BASE, "file", "fiel"),
            &[("a.toml:8:1", &["unknown key `sites.fiel`", "`file`?"])],
        ),
        (
            added("[run]\nreplicate = 3\n"),
            &[("a.toml:10:1", &["unknown key `run.replicate`", "`replicates`?"])],
        ),
        (
            added("[team]\n  emhp = 4\n"),
            &[("a.toml:10:3", &["unknown key `team.emhp`", "`team.emhps`", "`mhst parameters`"])],
        ),
        (
            added("[site.Ashby.team]\nsenior = 4\n"),
            &[("a.toml:10:1", &["unknown key `team.senior`", "`team.seniors`"])],
        ),
        (
            added("[[timeline]]\nonn = 2021-01-01\n"),
            &[("a.toml:10:1", &["unknown key `onn`", "`on`?"])],
        ),
    ]);
}

#[test]
fn an_unknown_key_unlike_any_other_is_answered_with_each_known_one_once() {
    let folder = Folder::new().with("a.toml", added("[zzz]\n"));
    folder.refuses("a.toml", &[("a.toml:9:2", &["unknown key `zzz`", "choose from"])]);
    let remedy = folder.load("a.toml").unwrap_err().0[0].remedy.clone();
    let names: Vec<&str> = remedy.trim_start_matches("choose from ").split(", ").collect();
    let mut unique = names.clone();
    unique.dedup();
    assert_eq!(names, unique);
}

#[test]
fn a_value_of_the_wrong_type_is_refused_with_what_it_is_and_what_it_must_be() {
    all_refused(&[
        (instead(BASE, "\"a\"", "3"), &[("a.toml:1:8", &["`name`", "the number 3", "a text"])]),
        (instead(BASE, "\"a\"", "\" \""), &[("a.toml:1:8", &["`name`", "not empty"])]),
        (
            instead(BASE, "2020-01-01", "\"2020-01-01\""),
            &[(
                "a.toml:3:9",
                &["`time.start`", "the text \"2020-01-01\"", "a date", "without quotes"],
            )],
        ),
        (
            instead(BASE, "\"sites.csv\"", "[1]"),
            &[("a.toml:8:8", &["`sites.file`", "a list", "a text in quotes"])],
        ),
        (
            added("only = \"Ashby\"\n"),
            &[("a.toml:9:8", &["`sites.only`", "the text \"Ashby\"", "a list of names"])],
        ),
        (added("only = []\n"), &[("a.toml:9:8", &["`sites.only`", "a list of names"])]),
        (added("only = [7]\n"), &[("a.toml:9:9", &["`sites.only`", "the number 7", "a text"])]),
        (
            added("[run]\nreplicates = 2.5\n"),
            &[("a.toml:10:14", &["`run.replicates`", "2.5", "a whole number from 1 to 100000"])],
        ),
        (
            added("[team]\nemhps = \"4\"\n"),
            &[("a.toml:10:9", &["`team.emhps`", "the text \"4\"", "whole numbers from"])],
        ),
        (
            added("[intervention]\nsessions_in_holidays = 1\n"),
            &[(
                "a.toml:10:24",
                &["`intervention.sessions_in_holidays`", "the number 1", "true or false"],
            )],
        ),
        (
            added("[waiting]\npooling = \"poled\"\n"),
            &[("a.toml:10:11", &["`waiting.pooling`", "the text \"poled\"", "tied, pooled"])],
        ),
        (
            added("[need]\nonset_index = 12:30:00\n"),
            &[("a.toml:10:15", &["`need.onset_index`", "the time 12:30:00", "0 to"])],
        ),
        (
            instead(BASE, "name = \"a\"", "name = \"a\"\nneed = 1.5"),
            &[("a.toml:2:8", &["`need`", "the number 1.5", "group of parameters", "[need]"])],
        ),
        (
            instead(BASE, "name = \"a\"", "run = true"),
            &[("a.toml:1:7", &["`run`", "true", "must be a table", "[run]"])],
        ),
        (
            added("[timeline]\n"),
            &[("a.toml:9:1", &["`timeline`", "a table", "a list of changes", "[[timeline]]"])],
        ),
        (
            instead(BASE, "name = \"a\"", "timeline = [1]"),
            &[("a.toml:1:13", &["the number 1", "must be a table", "[[timeline]]"])],
        ),
        (
            added("[site]\nAshby = 1\n"),
            &[(
                "a.toml:10:9",
                &["`site.Ashby`", "the number 1", "a table", "[site.\"Ashby\".group]"],
            )],
        ),
    ]);
    // A section of the wrong type is one fault: its keys are not reported as missing too.
    all_refused(&[(
        "time = 1\n[sites]\nfile = \"sites.csv\"\n".to_owned(),
        &[("a.toml:1:8", &["`time`", "the number 1", "must be a table", "[time]"])],
    )]);
}

#[test]
fn a_value_out_of_range_is_refused_with_the_range() {
    all_refused(&[
        (
            added("[team]\nemhps = -1\n"),
            &[(
                "a.toml:10:9",
                &["`team.emhps` = -1", "out of range", "whole numbers from 0 to 40"],
            )],
        ),
        (
            added("[team]\nemhps = 2.5\n"),
            &[("a.toml:10:9", &["`team.emhps` = 2.5", "whole numbers from"])],
        ),
        (added("[need]\nonset_index = nan\n"), &[("a.toml:10:15", &["NaN", "allowed: 0 to 10"])]),
        (added("[need]\nonset_index = inf\n"), &[("a.toml:10:15", &["inf", "allowed: 0 to 10"])]),
        (
            added("[need]\nonset_index = 99999999999999999999\n"),
            &[("a.toml:10:15", &["99999999999999999999", "out of range", "allowed: 0 to 10"])],
        ),
        (
            added("[run]\nreplicates = 0\n"),
            &[("a.toml:10:14", &["`run.replicates`", "the number 0", "from 1 to 100000"])],
        ),
        (
            added("[run]\nseed = -1\n"),
            &[("a.toml:10:8", &["`run.seed`", "the number -1", "from 0 to"])],
        ),
        (
            instead(BASE, "2022-12-31", "2122-12-31"),
            &[("a.toml:6:7", &["`time.end`", "2122-12-31", "from 2000 to 2100"])],
        ),
        (
            instead(BASE, "\"a\"", "\"a/b\""),
            &[("a.toml:1:8", &["`a/b`", "name of a directory", "letters"])],
        ),
    ]);
}

#[test]
fn what_is_missing_is_named_in_its_section() {
    all_refused(&[
        (
            instead(BASE, "end = 2022-12-31\n", ""),
            &[("a.toml:2:2", &["`time.end` is missing", "`end = 2020-01-06` under [time]"])],
        ),
        (
            instead(BASE, "file = \"sites.csv\"\n", ""),
            &[("a.toml:7:2", &["`sites.file` is missing", "[sites]"])],
        ),
        (
            String::new(),
            &[
                ("a.toml:1:1", &["`time.start` is missing"]),
                ("a.toml:1:1", &["`time.teams_start` is missing"]),
                ("a.toml:1:1", &["`time.measure_from` is missing"]),
                ("a.toml:1:1", &["`time.end` is missing"]),
                ("a.toml:1:1", &["`sites.file` is missing"]),
            ],
        ),
    ]);
}

#[test]
fn a_file_that_is_not_there_is_reported_where_it_is_named() {
    let folder = Folder::new();
    folder.refuses("a.toml", &[("a.toml", &["does not exist", "check the name"])]);
    let folder = folder.with("folder/a.toml", BASE);
    folder.refuses("folder", &[("folder", &["is a directory", "name a file in it"])]);
    folder.refuses(
        "folder/a.toml",
        &[("folder/a.toml:8:8", &["`folder/sites.csv` does not exist", "the scenario's folder"])],
    );
    all_refused(&[
        (
            instead(BASE, "sites.csv", "."),
            &[("a.toml:8:8", &["is a directory", "name a file in it"])],
        ),
        (
            added("settings = \"none.csv\"\n"),
            &[("a.toml:9:12", &["`none.csv` does not exist", "check the name"])],
        ),
        (
            instead(BASE, "name = \"a\"", "extends = \"none.toml\""),
            &[("a.toml:1:11", &["`none.toml` does not exist", "check the name"])],
        ),
    ]);
}

#[test]
fn dates_out_of_order_are_refused_with_both_dates() {
    all_refused(&[
        (
            instead(BASE, "start = 2020-01-01", "start = 2021-06-01"),
            &[
                (
                    "a.toml:4:15",
                    &["`time.teams_start` = 2021-01-01 is before `time.start` = 2021-06-01"],
                ),
                ("a.toml:5:16", &["`time.measure_from` = 2021-01-01", "the order is"]),
            ],
        ),
        (
            instead(BASE, "2022-12-31", "2020-12-31"),
            &[("a.toml:6:7", &["`time.end` = 2020-12-31 is before `time.measure_from`"])],
        ),
        // A date that cannot be used is not compared with others.
        (
            instead(&instead(BASE, "2020-01-01", "1"), "2022-12-31", "2020-12-31"),
            &[("a.toml:3:9", &["`time.start`", "the number 1", "a date"])],
        ),
    ]);
}

#[test]
fn a_run_without_teams_loads_with_a_warning() {
    Folder::new()
        .with("a.toml", instead(BASE, "teams_start = 2021", "teams_start = 2023"))
        .warns("a.toml", &[("a.toml:4:15", &["2023-01-01", "no team works"])]);
}

#[test]
fn a_change_outside_the_run_is_one_fault_however_much_it_changes() {
    let change = |on: &str| {
        added(&format!("[[timeline]]\non = {on}\nneed.onset_index = 1.5\ntriage.noise_sd = 0.2\n"))
    };
    all_refused(&[
        (
            change("2019-12-31"),
            &[("a.toml:10:6", &["2019-12-31", "outside the run", "2020-01-01"])],
        ),
        (
            change("2023-01-01"),
            &[("a.toml:10:6", &["2023-01-01", "outside the run", "2023-01-01"])],
        ),
        (change("2024"), &[("a.toml:10:6", &["`timeline.on`", "the number 2024", "a date"])]),
        (
            added("[[timeline]]\nneed.onset_index = 1.5\n"),
            &[("a.toml:9:1", &["no date", "on = 2020-09-01"])],
        ),
    ]);
    for on in ["2020-01-01", "2022-12-31"] {
        Folder::new().with("a.toml", change(on)).warns("a.toml", &[]);
    }
}

#[test]
fn what_shapes_a_site_cannot_change_on_a_date() {
    let fixed: Vec<&str> = Parameter::all()
        .filter(|parameter| !parameter.may_change_in_time())
        .map(|parameter| parameter.declaration().key)
        .collect();
    assert!(!fixed.is_empty());
    for key in fixed {
        let parameter = parameter(key);
        let value = parameter.declaration().written(parameter.declaration().default);
        let text = added(&format!("[[timeline]]\non = 2021-01-01\n{key} = {value}\n"));
        let place = format!("a.toml:11:{}", key.len() + 4);
        let fault: (&str, &[&str]) = (&place, &[key, "cannot change on a date", "whole run"]);
        Folder::new().with("a.toml", text).refuses("a.toml", &[fault]);
    }
}

#[test]
fn a_site_that_is_not_in_the_sites_file_is_refused_wherever_it_is_named() {
    all_refused(&[
        (
            added("only = [\"Ashby\", \"Bartom\"]\n"),
            &[("a.toml:9:18", &["unknown site `Bartom`", "`Barton`?"])],
        ),
        (
            added(
                "[site.Ashbi.team]\nemhps = 3\nseniors = 2\n[site.Ashbi.need]\nonset_index = 1\n",
            ),
            &[("a.toml:9:7", &["unknown site `Ashbi`", "`Ashby`?"])],
        ),
        (
            added(
                "[[timeline]]\non = 2021-01-01\nsites = [\"Ashbi\"]\nneed.onset_index = 1\ntriage.noise_sd = 0.2\n",
            ),
            &[("a.toml:11:10", &["unknown site `Ashbi`", "`Ashby`?"])],
        ),
        (
            added("only = [\"Paris\"]\n"),
            &[("a.toml:9:9", &["unknown site `Paris`", "Ashby, Barton"])],
        ),
    ]);
}

#[test]
fn the_first_error_of_syntax_stands_alone() {
    all_refused(&[
        (
            instead(BASE, "\"a\"", "\"a\nnmae = 3"),
            &[("a.toml:1:10", &["not valid TOML", "correct this first"])],
        ),
        (added("[team]\nemhps = 4\nemhps = 5\n"), &[("a.toml:11:1", &["duplicate key"])]),
        (instead(BASE, "2020-01-01", "2021-02-29"), &[("a.toml:3:9", &["not valid TOML", "day"])]),
        (added("[team\nemhps = -1\n"), &[("a.toml:9:6", &["not valid TOML"])]),
        (added("[need]\nonset_index = \n"), &[("a.toml:10:15", &["not valid TOML"])]),
    ]);
}

#[test]
fn text_that_is_not_utf_8_is_refused_at_the_byte() {
    let text = [BASE.as_bytes(), b"# \xc3\xa9t\xe9\n"].concat();
    Folder::new()
        .with("a.toml", text)
        .refuses("a.toml", &[("a.toml:9:5", &["not UTF-8", "0xe9", "save the file as UTF-8"])]);
}

#[test]
fn a_byte_order_mark_is_not_part_of_the_text() {
    let sites = format!("\u{feff}{}", instead(SITES, "# Two invented sites.\n", ""));
    let folder = Folder::new().with("a.toml", format!("\u{feff}{BASE}")).with("sites.csv", &sites);
    folder.warns("a.toml", &[]);
    // Nor does it move what stands on the first line.
    let text = format!("\u{feff}{}", instead(BASE, "\"a\"", "3"));
    let folder = folder.with("a.toml", text).with("sites.csv", sites.replace("site,", "Site,"));
    folder.refuses("a.toml", &[("a.toml:1:8", &["`name`"]), ("sites.csv:1:1", &["`site`?"])]);
}

#[test]
fn what_a_spreadsheet_or_a_word_processor_writes_is_named() {
    let dated = |date: &str| instead(BASE, "start = 2020-01-01", &format!("start = {date}"));
    let file = |path: &str| instead(BASE, "\"sites.csv\"", path);
    let emhps = |value: &str| added(&format!("[team]\nemhps = {value}\n"));
    let date: &[&str] =
        &["is not how TOML writes a date", "2024-01-08, if you mean 8 January 2024"];
    let path: &[&str] = &["a backslash in double quotes", "single quotes", "forward slashes"];
    all_refused(&[
        (dated("08/01/2024"), &[("a.toml:3:9", date)]),
        (dated("8 January 2024 # opening day"), &[("a.toml:3:9", date)]),
        (dated("2024-1-8"), &[("a.toml:3:9", date)]),
        (
            dated("\"08/01/2024\""),
            &[(
                "a.toml:3:9",
                &["must be a date without quotes", "write year, month, day: 2024-01-08"],
            )],
        ),
        (file("“sites.csv”"), &[("a.toml:8:8", &["`“` is a curly quote", "straight quotes"])]),
        (added("only = [\"Ashby\", ‘Barton’]\n"), &[("a.toml:9:18", &["`‘` is a curly quote"])]),
        (file("\"C:\\data\\sites.csv\""), &[("a.toml:8:11", path)]),
        (file("\"C:\\Users\\me\""), &[("a.toml:8:11", path)]),
        (
            file("\"C:\\new.csv\""),
            &[("a.toml:8:8", &["`sites.file` has a line break", "'C:\\new\\sites.csv'"])],
        ),
        (emhps("1,204"), &[("a.toml:10:9", &["`1,204` is not how TOML", "write 1204"])]),
        (emhps("£62.00"), &[("a.toml:10:9", &["`£62.00` is not how TOML", "write 62"])]),
        (emhps("12 %"), &[("a.toml:10:9", &["a percentage", "write 0.12 for a share, or 12"])]),
        (emhps(".5"), &[("a.toml:10:9", &["a number", "write 0.5"])]),
        (emhps("Yes"), &[("a.toml:10:9", &["yes or no", "write true"])]),
        (emhps("four"), &[("a.toml:10:9", &["text without quotes", "write \"four\""])]),
        (
            added("[remit]\nextension_share = 12\n"),
            &[("a.toml:10:19", &["= 12 is out of range", "write 0.12, if you mean 12 %"])],
        ),
        (emhps("1e308"), &[("a.toml:10:9", &["`team.emhps` = 1e308 is out of range"])]),
        (added("[run]\nreplicates = 1e308\n"), &[("a.toml:10:14", &["is the number 1e308,"])]),
    ]);
}

#[test]
fn all_faults_of_meaning_are_reported_at_once_in_every_file() {
    let text = instead(&added("settings = \"settings.csv\"\n"), "\"a\"", "3");
    let folder = Folder::new()
        .with(
            "a.toml",
            format!(
                "{text}[team]\nemhp = 4\nseniors = -1\n[site.Nowhere.need]\nonset_index = 99\n\
                 [[timeline]]\non = 2019-01-01\nneed.onset_index = 1\n"
            ),
        )
        .with("sites.csv", instead(SITES, "Barton,England,2", "Barton,Engeland,two"))
        .with("settings.csv", instead(SETTINGS, "primary,400", "primry,-400"));
    folder.refuses(
        "a.toml",
        &[
            ("a.toml:1:8", &["`name`"]),
            ("a.toml:11:1", &["`team.emhp`"]),
            ("a.toml:12:11", &["`team.seniors`"]),
            ("a.toml:14:15", &["`need.onset_index`"]),
            ("a.toml:16:6", &["outside the run"]),
            ("sites.csv:4:2", &["unknown region `Engeland`", "`England`?"]),
            ("sites.csv:4:3", &["`teams`", "\"two\""]),
            ("settings.csv:2:3", &["unknown phase `primry`", "`primary`?"]),
            ("settings.csv:2:4", &["`pupils` = -400"]),
        ],
    );
    // Names of sites are checked as soon as there is a list of sites, whatever else is wrong.
    let text = instead(BASE, "2022-12-31", "2019-12-31");
    Folder::new().with("a.toml", format!("{text}only = [\"Paris\"]\n")).refuses(
        "a.toml",
        &[("a.toml:6:7", &["is before"]), ("a.toml:9:9", &["unknown site `Paris`"])],
    );
}

#[test]
fn an_implausible_value_loads_with_a_warning() {
    let text = added(
        "[team]\nemhps = 30\n[site.Ashby.team]\nemhps = 4\nseniors = 30\n\
         [[timeline]]\non = 2021-06-01\nneed.onset_index = 9.5\n",
    );
    let folder = Folder::new().with("a.toml", text);
    folder.warns(
        "a.toml",
        &[
            ("a.toml:10:9", &["`team.emhps` = 30", "outside the plausible range of 2 to 8"]),
            ("a.toml:13:11", &["`team.seniors` = 30", "outside the plausible range of"]),
            ("a.toml:16:20", &["`need.onset_index` = 9.5", "outside the plausible range of"]),
        ],
    );
    let scenario = folder.scenario("a.toml");
    assert_eq!(written(&scenario.values, "team.emhps"), "30", "it is used all the same");
}

#[test]
fn only_values_that_hold_are_warned_of() {
    let folder = Folder::new()
        .with("base.toml", added("[team]\nemhps = 30\n"))
        .with("a.toml", "extends = \"base.toml\"\n[team]\nemhps = 4\n");
    folder.warns("base.toml", &[("base.toml:10:9", &["`team.emhps` = 30"])]);
    folder.warns("a.toml", &[]);
}
