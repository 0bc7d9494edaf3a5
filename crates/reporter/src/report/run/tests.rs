//! Whole reports of runs, to the last letter. A report that was changed on purpose is written again
//! with `GOLDEN=write cargo test -p mhst-reporter golden` and read aloud.

use std::path::Path;

use jiff::civil::date;
use mhst_core::engine::statistics::{CompetingRisks, DayCounts, Ending};
use mhst_core::engine::time::{SimTime, Span};
use mhst_core::model::figures::{Figure, Quantity, Role, Sites, Uncertainty};
use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::parameters::Parameter;
use mhst_core::model::place::{Place, Reason, Spot};
use mhst_core::model::results::{
    Dimension, FlowKey, Level, Measure, SiteResult, Statistic, Subgroup, Tally, TeamWeek,
};

use crate::chart::tests::pictures::check_pictures;
use crate::pass::{Against, Found, Pass};
use crate::report::MAIN_RESULTS;
use crate::report::document::{Block, Figure as Drawn};
use crate::report::{
    Calibration, Caution, Collector, Dated, Dates, Difference, Facts, Format, Initial, Missing,
    Report, Settings, Window,
};
use crate::scorecard::calibrated;
use crate::sensitivity::{OverWorlds, sensitivity};
use crate::spread::Spread;
use crate::tables::Replicate;
use crate::targets::{self, Target};
use crate::worlds::{World, Worlds};

const SECONDARY: Subgroup = Subgroup { dimension: Dimension::Phase, level: 1 };
const COVERED: Subgroup = Subgroup { dimension: Dimension::Origin, level: 0 };
const IN_2020: Subgroup = Subgroup { dimension: Dimension::Year, level: 2020 };

fn at(year: i16, month: i8, day: i8) -> SimTime {
    SimTime::from_date(date(year, month, day)).unwrap()
}

fn days(all: &[u32]) -> Tally {
    let mut counts = DayCounts::default();
    all.iter().for_each(|&day| counts.add(Span::from_days(day)));
    Tally::Durations(counts)
}

fn share(part: u32, whole: u32) -> Tally {
    Tally::Share { part: f64::from(part), whole: f64::from(whole) }
}

fn count(number: u32) -> Tally {
    Tally::Count(u64::from(number))
}

fn minutes(days: u32) -> Tally {
    Tally::Minutes(u64::from(days) * 1440)
}

fn level(total: f64) -> Tally {
    Tally::Level(Level { total, times: 1.0 })
}

/// Of `n` times four referrals two start, one gives up and one still waits.
fn followed(n: u32) -> Tally {
    let mut risks = CompetingRisks::default();
    for _ in 0..n {
        for (day, ending) in [
            (20, Ending::Event),
            (29, Ending::Competing),
            (70 + n, Ending::Event),
            (400, Ending::Censored),
        ] {
            risks.add(ending, Span::from_days(day));
        }
    }
    Tally::FollowUp(risks)
}

/// A site with something of everything that a report of a run shows. More is larger.
fn site(n: u32) -> SiteResult {
    use Measure as M;
    let everybody = [
        (M::Referrals, count(4_000 * n)),
        (M::Started, count(600 * n)),
        (M::Recovered, count(200 * n)),
        (M::RecoveredWithHelp, count(310 * n)),
        (M::StartedWithin28Days, followed(n)),
        (M::WaitReferralToStart, days(&[7, 20, 34, 90 + n])),
        (M::WaitReferralToAssessment, days(&[5, 12, 20 + n])),
        (M::StillWaitingForStart, days(&[3, 60 + n])),
        (M::MissingMiddleEntered, count(90 * n)),
        (M::MissingMiddleStock, level(f64::from(40 * n))),
        (M::InNeed, minutes(1_000 * n)),
        (M::WithoutHelp, minutes(800 * n)),
        (M::WithoutSupport, minutes(500 * n)),
        (M::InHelpShare, share(200, 1_000)),
        (M::OnListShare, share(100 + n, 1_000)),
        (M::SettingOnlyShare, share(200 - n, 1_000)),
        (M::WithNobodyShare, share(100, 1_000)),
        (M::NotRecognisedShare, share(400, 1_000)),
        (M::WithoutHelpShare, share(800, 1_000)),
        (M::WithoutSupportShare, share(500, 1_000)),
        (M::DaysInNeed, days(&[50, 100, 200 + n])),
        (M::DaysWithoutHelp, days(&[0, 10, 40, 150 + n])),
        (M::DaysWithoutSupport, days(&[0, 5, 30, 90 + n])),
        (M::DaysToFirstHelp, days(&[30, 60 + n])),
        (M::HelpedWithinYear, share(30 + n, 100)),
        (M::SeverityDaysPerEpisode, share(1_200 * n, 10 * n)),
        (M::EmhpVacancyShare, share(10 + n, 100)),
        (M::SeniorVacancyShare, share(5, 100)),
        (M::EmhpTurnover, share(20 + n, 100)),
        (M::SeniorTurnover, share(10, 100)),
        (M::VacancyDays, days(&[60, 90 + n])),
        (M::CaseloadMean, share(70 + n, 10)),
        (M::SlotsUsedShare, share(80, 100 + n)),
        (M::SupervisionGivenShare, share(70 + n, 100)),
        (M::CostPerChildStarted, share(700_000 + n, 600)),
        (M::CostPerRecovery, share(700_000 + n, 200)),
        (M::CalibrationWaitSecondContact, days(&[50, 60 + n])),
        (M::CalibrationClosedShare, share(30 + n, 100)),
    ];
    let among = |subgroup| {
        [
            (subgroup, M::Referrals, count(n)),
            (subgroup, M::Started, count(n)),
            (subgroup, M::DaysWithoutHelp, days(&[10, 20])),
            (subgroup, M::StartedWithin28Days, followed(1)),
            (subgroup, M::HelpedWithinYear, share(1, 4)),
            (subgroup, M::InHelpShare, share(1, 5)),
            (subgroup, M::NotRecognisedShare, share(2, 5)),
        ]
    };
    let covered = [
        (COVERED, M::WaitSpecialistFirstContact, days(&[40, 50 + n])),
        (COVERED, M::WaitSpecialistSecondContact, days(&[60, 80 + n])),
        (IN_2020, M::PrevalenceShare, share(160 + n, 1_000)),
    ];
    let all = everybody.map(|(measure, tally)| (Subgroup::ALL, measure, tally));
    let all = all.into_iter().chain(among(SECONDARY)).chain(covered);
    let mut result = SiteResult {
        tallies: all.map(|(subgroup, measure, tally)| ((subgroup, measure), tally)).collect(),
        ..SiteResult::default()
    };
    for week in [at(2020, 1, 6), at(2020, 1, 13), at(2020, 2, 3)] {
        let places = result.places.weeks.entry(week.week()).or_default();
        for (place, children) in [
            (Place::Unrecognised, 400),
            (Place::HeldBySetting, 200),
            (Place::MissingMiddle, 40),
            (Place::InIntervention, 100 + n),
        ] {
            places[place as usize] = [u64::from(children) * 7 * 1440, 0];
        }
        result.teams.insert((1, week.week()), team(n));
    }
    let moves = [
        (Spot::Outside, Spot::In(Place::Unrecognised), Reason::Onset, 900),
        (Spot::In(Place::Unrecognised), Spot::In(Place::HeldBySetting), Reason::Recognised, 700),
        (Spot::In(Place::HeldBySetting), Spot::In(Place::InReferral), Reason::ReferredByStaff, 300),
        (
            Spot::In(Place::WaitingIntervention),
            Spot::In(Place::InIntervention),
            Reason::HelpStarted,
            150,
        ),
        (
            Spot::In(Place::InReferral),
            Spot::In(Place::MissingMiddle),
            Reason::TooComplexForTeam,
            60,
        ),
        (Spot::In(Place::MissingMiddle), Spot::Outside, Reason::Remitted, 20),
    ];
    for (from, to, reason, children) in moves {
        let month = at(2020, 1, 1).month();
        result.flows.insert(FlowKey { month, from, to, reason }, children * u64::from(n));
    }
    result
}

fn team(n: u32) -> TeamWeek {
    TeamWeek {
        emhp_posts: 4.0,
        emhps: 3.5,
        senior_posts: 3.0,
        seniors: 2.0,
        open_cases: u64::from(20 + n),
        caseload_cap: 60,
        supervision_due: 6.25,
        supervision_given: 4.0,
        pay: 7_000.0 + f64::from(n),
        other_costs: 800.0,
        funding: 6_900.0,
        pay_if_full: 8_200.0,
        ..TeamWeek::default()
    }
}

/// Replicates of the central world.
const SPREAD: Spread = Spread { level: 0.95, worlds: 0, replicates: 0, central: 2 };

fn found(sites: &[&str], replicates: Vec<Vec<(&str, SiteResult)>>) -> Found {
    let central = (1..).zip(replicates).map(|(number, results)| ((CENTRAL, number), results));
    found_in(&SPREAD, sites, central.collect())
}

/// A world and a replicate, and the results of its sites.
type Repeat<'a> = ((u32, u32), Vec<(&'a str, SiteResult)>);

/// What came of these replicates of worlds.
fn found_in(spread: &Spread, sites: &[&str], repeats: Vec<Repeat<'_>>) -> Found {
    let expected: Vec<String> = sites.iter().map(|&site| site.to_owned()).collect();
    let window = Window { from: at(2020, 1, 1), to: at(2020, 3, 1) };
    let against =
        Against { figures: figures(), notes: vec!["A note.".to_owned()], spread: *spread };
    let mut pass = Pass::new(None, Some(Collector::new(window, spread)), against);
    for (number, results) in repeats {
        let results: Vec<_> =
            results.into_iter().map(|(site, result)| (site.to_owned(), result)).collect();
        pass.add(&Replicate::new(0, number, &expected, &results)).unwrap();
    }
    pass.finish().unwrap()
}

/// Figures of every role that is compared: those to which the services were calibrated, and others that
/// are inside or missed.
fn figures() -> Vec<Figure> {
    let specialist = calibrated(&full().calibrations);
    let alone = |key: &str, role, value, range| Figure {
        key: key.to_owned(),
        series: String::new(),
        title: format!("Children who started, {key}"),
        role,
        sites: Sites::Pooled,
        quantity: Some(Quantity::Measured {
            measure: Measure::StartedWithin126Days,
            statistic: Statistic::Share,
            subgroup: Subgroup::ALL,
        }),
        value,
        range,
        uncertainty: if range.is_some() { Uncertainty::Assumed } else { Uncertainty::Exact },
        discrepancy: None,
        ..specialist[0].clone()
    };
    let mut all = vec![
        alone("held out", Role::HeldOut, Some(0.99), None),
        alone("plausible", Role::Plausibility, None, Some((0.0, 1.0))),
        alone("own", Role::Own, Some(0.5), None),
    ];
    all.extend(specialist);
    all
}

/// A scenario of which there is nothing to say but its name.
fn plain(sites: &[&str], settings: Settings) -> Facts {
    Facts {
        name: "tiny".to_owned(),
        description: String::new(),
        version: "1.2.3".to_owned(),
        seed: 7,
        hash: "0123abcd".to_owned(),
        spread: Spread { central: 1, ..SPREAD },
        sites: sites.iter().map(|&site| site.to_owned()).collect(),
        command: "mhst run tiny.toml".to_owned(),
        dates: Dates {
            start: date(2018, 7, 1),
            teams_start: date(2019, 1, 7),
            measured_from: date(2020, 1, 1),
            end: date(2020, 3, 1),
        },
        in_waves: false,
        timeline: Vec::new(),
        differences: Vec::new(),
        calibrations: Vec::new(),
        settings,
        initial: Vec::new(),
        missing: None,
        cautions: Vec::new(),
    }
}

/// A scenario of which there is everything to say.
fn full() -> Facts {
    let difference = |key: &str, site: Option<&str>, from: &str, to: &str| Difference {
        key: key.to_owned(),
        site: site.map(str::to_owned),
        from: from.to_owned(),
        to: to.to_owned(),
    };
    let initial = |site: &str, key: &str, number: f64| Initial {
        site: site.to_owned(),
        key: key.to_owned(),
        number,
    };
    let calibration = |site: &str, wait, closed| Calibration {
        site: site.to_owned(),
        wait_days: wait,
        closed_share: closed,
        one_percent_more_days: 1.5,
    };
    Facts {
        description: "Two sites, *by hand*".to_owned(),
        spread: SPREAD,
        timeline: vec![
            Dated {
                on: date(2020, 1, 20),
                key: "remit.policy".to_owned(),
                to: "firm".to_owned(),
                sites: 2,
            },
            Dated {
                on: date(2020, 2, 3),
                key: "team.emhps".to_owned(),
                to: "5".to_owned(),
                sites: 1,
            },
        ],
        differences: vec![
            difference("team.emhps", None, "4", "6"),
            difference("remit.policy", Some("Beta"), "case_by_case", "extended"),
        ],
        calibrations: vec![
            calibration("Alpha", Some(54.0), Some(0.32)),
            calibration("Beta", Some(57.0), None),
        ],
        initial: vec![
            initial("Alpha", "emhp_posts_vacant", 1.0),
            initial("Alpha", "waiting_under_4_weeks", 1_234.0),
            initial("Beta", "referrals_last_year", 250.0),
        ],
        missing: Some(Missing { expected: 1_400, finished: 1_398, failed: 1 }),
        cautions: vec![Caution {
            at: "tiny.toml:3:1".to_owned(),
            what: "`team.emhps` is 6".to_owned(),
            meaning: "Caseloads may be too large".to_owned(),
            remedy: "Check `team.emhps`".to_owned(),
            is_of_new_teams: false,
        }],
        ..plain(&["Alpha", "Beta"], Settings { listed: 12, synthetic: 30 })
    }
}

/// The report in Markdown, without the rows of the table of assumptions and their number, which are
/// those of the register of parameters.
fn text(facts: &Facts, found: &Found, over_worlds: &OverWorlds) -> String {
    let text = Report::of_run(facts, found, over_worlds).write(Format::Markdown);
    let (before, rest) = text.split_once("\n## Assumptions\n").unwrap();
    let (section, after) = rest.split_once("\n## ").unwrap();
    let lines = section.lines().filter(|line| !line.starts_with("| `"));
    let digit = |c: char| if c.is_ascii_digit() { '#' } else { c };
    let section: String = lines.flat_map(|line| line.chars().map(digit).chain(['\n'])).collect();
    format!("{before}\n## Assumptions\n{section}\n## {after}")
}

#[track_caller]
fn is_golden(name: &str, facts: &Facts, results: &Found, over_worlds: &OverWorlds) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/run/golden").join(name);
    let found = text(facts, results, over_worlds);
    if std::env::var_os("GOLDEN").is_some() {
        std::fs::write(&file, &found).unwrap();
    }
    let golden = std::fs::read_to_string(&file).unwrap();
    let differ = found.lines().zip(golden.lines()).find(|(found, golden)| found != golden);
    assert!(found == golden, "{} differs: {differ:#?}\n{found}", file.display());
}

/// Two sites in two replicates, in which everything happened.
fn everything() -> Found {
    let replicate = |n| vec![("Alpha", site(n)), ("Beta", site(n + 2))];
    found(&["Alpha", "Beta"], vec![replicate(1), replicate(3)])
}

/// Titles of axes, names of places and letters of dates stay on their sheets and apart.
#[test]
fn all_texts_of_the_charts_of_a_run_fit() {
    let document = super::document(&full(), &everything(), &OverWorlds::default());
    let mut charts = 0;
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        let figures = match block {
            Block::Chart(figure) => std::slice::from_ref(figure),
            Block::Charts(figures) => figures.as_slice(),
            _ => continue,
        };
        for Drawn { caption, wide, narrow, .. } in figures {
            let xml = format!("<div>{}{}</div>", wide.0, narrow.0);
            check_pictures(caption, &xml).unwrap_or_else(|error| panic!("{}: {error}", caption.id));
            charts += 1;
        }
    }
    assert_eq!(charts, 14);
}

/// A chart as a file of its own is XML, has its style in it, and uses no variables.
#[test]
fn pictures_need_no_other_file() {
    let (facts, found) = (full(), everything());
    let pictures = Report::of_run(&facts, &found, &OverWorlds::default()).pictures();
    assert_eq!(pictures.len(), 14);
    for picture in pictures {
        let parsed = roxmltree::Document::parse(&picture.svg);
        let parsed = parsed.unwrap_or_else(|error| panic!("{}: {error}", picture.id));
        assert_eq!(parsed.root_element().tag_name().name(), "svg");
        assert!(picture.svg.contains(" width=\"720\" height=\""), "{}", picture.svg);
        assert!(picture.svg.contains("<style>") && !picture.svg.contains("var("), "{}", picture.id);
        assert!(picture.svg.contains(".chart .navy .line, .chart .line.navy {"), "{}", picture.svg);
        let mut rows = csv::Reader::from_reader(picture.csv.as_bytes());
        assert!(rows.records().all(|row| row.is_ok()), "{}", picture.csv);
    }
}

/// Every sentence, with all that may stand in it.
#[test]
fn golden_report_of_a_run() {
    is_golden("full.md", &full(), &everything(), &OverWorlds::default());
}

/// One site in one replicate, in which nothing happened: no sentence has a hole.
#[test]
fn golden_report_of_a_run_in_which_nothing_happened() {
    let facts = plain(&["Alpha"], Settings { listed: 3, synthetic: 0 });
    let found = found(&["Alpha"], vec![vec![("Alpha", SiteResult::default())]]);
    is_golden("nothing.md", &facts, &found, &OverWorlds::default());
}

/// The same over plausible worlds: two replicates of the central one and forty others.
#[test]
fn golden_report_over_worlds() {
    let spread = Spread { level: 0.9, worlds: 40, replicates: 1, central: 2 };
    let both = |n| vec![("Alpha", site(n)), ("Beta", site(n + 2))];
    let central = [(CENTRAL, 1), (CENTRAL, 2)].map(|number| (number, both(number.1)));
    let others = (1..=40).map(|world| ((world, 1), both(1 + world % 7)));
    let found = found_in(&spread, &["Alpha", "Beta"], central.into_iter().chain(others).collect());
    let values = |world: u32| vec![f64::from(1 + world % 7), f64::from(world * 13 % 41)];
    let worlds = Worlds {
        parameters: ["attrition.other_per_year", "severity.onset_sd"].map(Parameter::named).into(),
        worlds: found
            .worlds
            .iter()
            .map(|(point, number, results)| World {
                point,
                number,
                values: values(number),
                results: results.to_vec(),
            })
            .collect(),
    };
    let (measure, statistic) = MAIN_RESULTS[0];
    let target = Target { measure, statistic, is_least: true, value: 0.4 };
    let over_worlds = OverWorlds {
        explained: sensitivity(&worlds),
        met: targets::met(&worlds, &[target], spread.level),
    };
    let facts = Facts { spread, ..full() };
    is_golden("worlds.md", &facts, &found, &over_worlds);
}
