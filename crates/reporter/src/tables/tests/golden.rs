//! Every table of a result small enough to compute all numbers by hand.

use mhst_core::engine::time::{Month, SimTime, Span, Week};
use mhst_core::model::place::{Place, Reason, Spot};
use mhst_core::model::results::{
    CohortExit, Dimension, EpisodeRecord, FlowKey, Measure, ReferralCohort, SiteResult, Subgroup,
    Tally, TeamWeek,
};

use super::{Tables, days, durations, result, share};

/// January 2020.
const JANUARY: Month = Month(240);
const FEBRUARY: Month = Month(241);
/// Monday 6 January 2020.
const WEEK: Week = Week(1044);

/// Alpha has two children who started in the first replicate and one in the second; Beta one in
/// the first and none in the second, in which nothing at all happens there.
fn tables() -> Tables {
    let mut alpha = result([
        (Measure::Referrals, Tally::Count(3)),
        (Measure::WaitReferralToStart, durations(&[7, 15])),
        (Measure::StillWaitingForStart, durations(&[6])),
        (Measure::DaysWithoutHelp, durations(&[0, 90])),
        (Measure::HelpedWithinYear, share(1.0, 2.0)),
    ]);
    alpha.cohorts.insert(
        JANUARY,
        cohort(&[
            (CohortExit::Started, 20),
            (CohortExit::MissingMiddle, 40),
            (CohortExit::Censored, 70),
        ]),
    );
    let need = alpha.places.weeks.entry(WEEK).or_default();
    need[Place::Unrecognised as usize] = [2 * 7 * 1440, 720];
    alpha.flows.insert(flow(JANUARY, Spot::Outside, Place::Unrecognised, Reason::Onset), 2);
    let team = TeamWeek {
        emhp_posts: 4.0,
        emhps: 3.5,
        trainees: 1.0,
        senior_posts: 3.0,
        seniors: 2.0,
        clinicians: 5.5,
        on_leave: 0.5,
        slots_offered: 40,
        slots_used: 30,
        slots_idle: [0, 1, 0, 3, 0, 4, 0, 2],
        slots_lost_to_vacancy: 5.25,
        open_cases: 25,
        cases_in_review: 6,
        caseload_cap: 60,
        supervision_due: 6.25,
        supervision_given: 4.0,
        supervision_owed: 12.5,
        strain: 2.75,
        leavers: 1,
        hours: [60.0, 30.0, 29.5, 4.0, 10.25, 20.5, 30.5, 12.0, 0.0].into(),
        pay: 7_000.4,
        other_costs: 800.0,
        funding: 6_900.0,
        pay_if_full: 8_200.0,
        ..TeamWeek::default()
    };
    alpha.teams.insert((1, WEEK), team);
    alpha.episodes.push(episode());

    let mut beta = result([
        (Measure::Referrals, Tally::Count(1)),
        (Measure::WaitReferralToStart, durations(&[30])),
        (Measure::DaysWithoutHelp, durations(&[10])),
        (Measure::HelpedWithinYear, share(0.0, 1.0)),
    ]);
    beta.cohorts.insert(FEBRUARY, cohort(&[(CohortExit::Started, 10), (CohortExit::Censored, 35)]));
    let need = beta.places.weeks.entry(WEEK).or_default();
    need[Place::Unrecognised as usize] = [1440, 0];
    need[Place::MissingMiddle as usize] = [1080, 0];
    beta.flows.insert(flow(JANUARY, Spot::Outside, Place::Unrecognised, Reason::Onset), 3);
    let from = Spot::In(Place::Unrecognised);
    beta.flows.insert(flow(FEBRUARY, from, Place::MissingMiddle, Reason::TooComplexForTeam), 1);

    let alpha_again = result([
        (Measure::Referrals, Tally::Count(5)),
        (Measure::WaitReferralToStart, durations(&[9])),
        (Measure::DaysWithoutHelp, durations(&[20])),
        (Measure::HelpedWithinYear, share(0.0, 1.0)),
    ]);
    Tables::of(
        &["Alpha", "Beta"],
        [
            vec![("Alpha", alpha), ("Beta", beta)],
            vec![("Alpha", alpha_again), ("Beta", SiteResult::default())],
        ],
    )
}

fn cohort(exits: &[(CohortExit, u32)]) -> ReferralCohort {
    ReferralCohort { exits: exits.iter().map(|&(exit, day)| (exit, days(&[day]))).collect() }
}

fn flow(month: Month, from: Spot, to: Place, reason: Reason) -> FlowKey {
    FlowKey { month, from, to: Spot::In(to), reason }
}

fn episode() -> EpisodeRecord {
    let opened = WEEK.start() + Span::from_minutes(600);
    let after = |days| -> Option<SimTime> { Some(opened + Span::from_days(days)) };
    EpisodeRecord {
        child: 0x00ab_cdef,
        episode: 1,
        setting: "St Mary's, Upper School".to_owned(),
        subgroups: vec![
            Subgroup::ALL,
            Subgroup { dimension: Dimension::Phase, level: 1 },
            Subgroup { dimension: Dimension::DeprivationFifth, level: 5 },
        ],
        severity_at_onset: 1.25,
        severity_at_start: None,
        opened,
        recognised: after(1),
        referred: after(25),
        accepted: after(26),
        assessed: None,
        started: None,
        ended: None,
        specialist_referred: None,
        specialist_first: None,
        specialist_second: None,
        closed: None,
        last_place: Place::MissingMiddle,
        last_reason: Reason::TooComplexForTeam,
        first_help: None,
        minutes: [0, 0, 0, 36 * 60, 0],
        severity_days: 1.5,
    }
}

/// Lines about everybody and one of three measures, of which there is one of each kind of number.
fn of_three_measures(line: &str) -> bool {
    [",,referrals,", ",,wait_referral_to_start,", ",,helped_within_year_share,"]
        .iter()
        .any(|cells| line.contains(cells))
}

/// All of the first replicate: waits of 7, 15 and 30 days have mean 52/3, and by nearest rank the
/// second of three as median and the third as every higher percentile; one of three episodes is
/// unmet for more than 84 days.
#[test]
fn replicates() {
    assert_eq!(
        tables().lines("replicates.csv", of_three_measures),
        "\
scenario,point,site,world,replicate,subgroup,measure,statistic,unit,value
tiny,0,all,0,1,,referrals,count,referrals,4
tiny,0,all,0,1,,wait_referral_to_start,count,children,3
tiny,0,all,0,1,,wait_referral_to_start,mean,days,17.3333333
tiny,0,all,0,1,,wait_referral_to_start,p50,days,15
tiny,0,all,0,1,,wait_referral_to_start,p75,days,30
tiny,0,all,0,1,,wait_referral_to_start,p90,days,30
tiny,0,all,0,1,,wait_referral_to_start,p95,days,30
tiny,0,all,0,1,,wait_referral_to_start,max,days,30
tiny,0,all,0,1,,helped_within_year_share,share,proportion,0.333333333
tiny,0,Alpha,0,1,,referrals,count,referrals,3
tiny,0,Alpha,0,1,,wait_referral_to_start,count,children,2
tiny,0,Alpha,0,1,,wait_referral_to_start,mean,days,11
tiny,0,Alpha,0,1,,wait_referral_to_start,p50,days,7
tiny,0,Alpha,0,1,,wait_referral_to_start,p75,days,15
tiny,0,Alpha,0,1,,wait_referral_to_start,p90,days,15
tiny,0,Alpha,0,1,,wait_referral_to_start,p95,days,15
tiny,0,Alpha,0,1,,wait_referral_to_start,max,days,15
tiny,0,Alpha,0,1,,helped_within_year_share,share,proportion,0.5
tiny,0,Beta,0,1,,referrals,count,referrals,1
tiny,0,Beta,0,1,,wait_referral_to_start,count,children,1
tiny,0,Beta,0,1,,wait_referral_to_start,mean,days,30
tiny,0,Beta,0,1,,wait_referral_to_start,p50,days,30
tiny,0,Beta,0,1,,wait_referral_to_start,p75,days,30
tiny,0,Beta,0,1,,wait_referral_to_start,p90,days,30
tiny,0,Beta,0,1,,wait_referral_to_start,p95,days,30
tiny,0,Beta,0,1,,wait_referral_to_start,max,days,30
tiny,0,Beta,0,1,,helped_within_year_share,share,proportion,0
tiny,0,all,0,2,,referrals,count,referrals,5
tiny,0,all,0,2,,wait_referral_to_start,count,children,1
tiny,0,all,0,2,,wait_referral_to_start,mean,days,9
tiny,0,all,0,2,,wait_referral_to_start,p50,days,9
tiny,0,all,0,2,,wait_referral_to_start,p75,days,9
tiny,0,all,0,2,,wait_referral_to_start,p90,days,9
tiny,0,all,0,2,,wait_referral_to_start,p95,days,9
tiny,0,all,0,2,,wait_referral_to_start,max,days,9
tiny,0,all,0,2,,helped_within_year_share,share,proportion,0
tiny,0,Alpha,0,2,,referrals,count,referrals,5
tiny,0,Alpha,0,2,,wait_referral_to_start,count,children,1
tiny,0,Alpha,0,2,,wait_referral_to_start,mean,days,9
tiny,0,Alpha,0,2,,wait_referral_to_start,p50,days,9
tiny,0,Alpha,0,2,,wait_referral_to_start,p75,days,9
tiny,0,Alpha,0,2,,wait_referral_to_start,p90,days,9
tiny,0,Alpha,0,2,,wait_referral_to_start,p95,days,9
tiny,0,Alpha,0,2,,wait_referral_to_start,max,days,9
tiny,0,Alpha,0,2,,helped_within_year_share,share,proportion,0
tiny,0,Beta,0,2,,referrals,count,referrals,0
tiny,0,Beta,0,2,,wait_referral_to_start,count,children,0
tiny,0,Beta,0,2,,wait_referral_to_start,mean,days,
tiny,0,Beta,0,2,,wait_referral_to_start,p50,days,
tiny,0,Beta,0,2,,wait_referral_to_start,p75,days,
tiny,0,Beta,0,2,,wait_referral_to_start,p90,days,
tiny,0,Beta,0,2,,wait_referral_to_start,p95,days,
tiny,0,Beta,0,2,,wait_referral_to_start,max,days,
tiny,0,Beta,0,2,,helped_within_year_share,share,proportion,
"
    );
}

/// Of two replicates a and b the mean is (a + b) / 2, its standard error |a - b| / 2 and t at one
/// degree of freedom 12.7062047; intervals this wide reach the ends of what can be. Of 9 referrals in all
/// everything rests on few.
#[test]
fn summary() {
    assert_eq!(
        tables().lines("summary.csv", of_three_measures),
        "\
scenario,point,site,subgroup,measure,statistic,unit,estimate,low,high,interval,worlds,\
between_worlds,chance,low_from,low_to,high_from,high_to,central,central_low,central_high,\
replicates,few
tiny,0,all,,referrals,count,referrals,4.5,0,10.8531024,95,0,,0.707106781,,,,,4.5,0,10.8531024,2,\
true
tiny,0,all,,wait_referral_to_start,count,children,2,0,14.7062047,95,0,,1.41421356,,,,,2,0,\
14.7062047,2,true
tiny,0,all,,wait_referral_to_start,mean,days,13.1666667,0,66.1091864,95,0,,5.89255651,,,,,\
13.1666667,0,66.1091864,2,true
tiny,0,all,,wait_referral_to_start,p50,days,12,0,50.1186142,95,0,,4.24264069,,,,,12,0,50.1186142,\
2,true
tiny,0,all,,wait_referral_to_start,p75,days,19.5,0,152.91515,95,0,,14.8492424,,,,,19.5,0,\
152.91515,2,true
tiny,0,all,,wait_referral_to_start,p90,days,19.5,0,152.91515,95,0,,14.8492424,,,,,19.5,0,\
152.91515,2,true
tiny,0,all,,wait_referral_to_start,p95,days,19.5,0,152.91515,95,0,,14.8492424,,,,,19.5,0,\
152.91515,2,true
tiny,0,all,,wait_referral_to_start,max,days,19.5,0,152.91515,95,0,,14.8492424,,,,,19.5,0,\
152.91515,2,true
tiny,0,all,,helped_within_year_share,share,proportion,0.166666667,0,1,95,0,,0.23570226,,,,,\
0.166666667,0,1,2,true
tiny,0,Alpha,,referrals,count,referrals,4,0,16.7062047,95,0,,1.41421356,,,,,4,0,16.7062047,2,true
tiny,0,Alpha,,wait_referral_to_start,count,children,1.5,0,7.85310237,95,0,,0.707106781,,,,,1.5,0,\
7.85310237,2,true
tiny,0,Alpha,,wait_referral_to_start,mean,days,10,0,22.7062047,95,0,,1.41421356,,,,,10,0,\
22.7062047,2,true
tiny,0,Alpha,,wait_referral_to_start,p50,days,8,0,20.7062047,95,0,,1.41421356,,,,,8,0,20.7062047,\
2,true
tiny,0,Alpha,,wait_referral_to_start,p75,days,12,0,50.1186142,95,0,,4.24264069,,,,,12,0,\
50.1186142,2,true
tiny,0,Alpha,,wait_referral_to_start,p90,days,12,0,50.1186142,95,0,,4.24264069,,,,,12,0,\
50.1186142,2,true
tiny,0,Alpha,,wait_referral_to_start,p95,days,12,0,50.1186142,95,0,,4.24264069,,,,,12,0,\
50.1186142,2,true
tiny,0,Alpha,,wait_referral_to_start,max,days,12,0,50.1186142,95,0,,4.24264069,,,,,12,0,\
50.1186142,2,true
tiny,0,Alpha,,helped_within_year_share,share,proportion,0.25,0,1,95,0,,0.353553391,,,,,0.25,0,1,2,\
true
tiny,0,Beta,,referrals,count,referrals,0.5,0,6.85310237,95,0,,0.707106781,,,,,0.5,0,6.85310237,2,\
true
tiny,0,Beta,,wait_referral_to_start,count,children,0.5,0,6.85310237,95,0,,0.707106781,,,,,0.5,0,\
6.85310237,2,true
tiny,0,Beta,,wait_referral_to_start,mean,days,30,,,95,0,,,,,,,30,,,1,true
tiny,0,Beta,,wait_referral_to_start,p50,days,30,,,95,0,,,,,,,30,,,1,true
tiny,0,Beta,,wait_referral_to_start,p75,days,30,,,95,0,,,,,,,30,,,1,true
tiny,0,Beta,,wait_referral_to_start,p90,days,30,,,95,0,,,,,,,30,,,1,true
tiny,0,Beta,,wait_referral_to_start,p95,days,30,,,95,0,,,,,,,30,,,1,true
tiny,0,Beta,,wait_referral_to_start,max,days,30,,,95,0,,,,,,,30,,,1,true
tiny,0,Beta,,helped_within_year_share,share,proportion,0,,,95,0,,,,,,,0,,,1,true
"
    );
}

/// 6 days are no completed week, 7 are one, 15 two, 30 four, 9 one.
#[test]
fn waits() {
    assert_eq!(
        tables().text("waits.csv"),
        "\
scenario,point,site,world,replicate,measure,status,week,children
tiny,0,all,0,1,wait_referral_to_start,ended,1,1
tiny,0,all,0,1,wait_referral_to_start,ended,2,1
tiny,0,all,0,1,wait_referral_to_start,ended,4,1
tiny,0,all,0,1,still_waiting_for_start,still waiting,0,1
tiny,0,Alpha,0,1,wait_referral_to_start,ended,1,1
tiny,0,Alpha,0,1,wait_referral_to_start,ended,2,1
tiny,0,Alpha,0,1,still_waiting_for_start,still waiting,0,1
tiny,0,Beta,0,1,wait_referral_to_start,ended,4,1
tiny,0,all,0,2,wait_referral_to_start,ended,1,1
tiny,0,Alpha,0,2,wait_referral_to_start,ended,1,1
"
    );
}

/// 0, 10 and 90 days in the first replicate, 20 in the second.
#[test]
fn need() {
    assert_eq!(
        tables().text("need.csv"),
        "\
scenario,point,site,world,replicate,measure,week,episodes
tiny,0,all,0,1,days_without_help_per_episode,0,1
tiny,0,all,0,1,days_without_help_per_episode,1,1
tiny,0,all,0,1,days_without_help_per_episode,12,1
tiny,0,Alpha,0,1,days_without_help_per_episode,0,1
tiny,0,Alpha,0,1,days_without_help_per_episode,12,1
tiny,0,Beta,0,1,days_without_help_per_episode,1,1
tiny,0,all,0,2,days_without_help_per_episode,2,1
tiny,0,Alpha,0,2,days_without_help_per_episode,2,1
"
    );
}

/// Alpha: one of three starts on day 20, and of the two left one enters the missing middle on day
/// 40, which adds 2/3 * 1/2. Beta: one of two starts on day 10. Both: 1/5 on day 10, 4/5 * 1/4 on
/// day 20; one of three is censored on day 35; 3/5 * 1/2 on day 40. Alpha is observed to day 70 and
/// so to the end of the second month, Beta to day 35 and so to that of the first.
#[test]
fn incidence() {
    let tables = tables();
    assert_eq!(
        tables.lines("incidence.csv", |line| !line.contains(",0,5")
            && !line.contains(",0,3")
            && !line.contains(",0,2")),
        "\
scenario,point,site,world,replicate,referral_month,months_since_referral,exit,cumulative_incidence,referrals
tiny,0,all,0,1,all,1,started,0.4,5
tiny,0,all,0,1,all,2,started,0.4,5
tiny,0,all,0,1,all,2,missing middle,0.3,5
tiny,0,all,0,1,2020-01,1,started,0.333333333,3
tiny,0,all,0,1,2020-01,2,started,0.333333333,3
tiny,0,all,0,1,2020-01,2,missing middle,0.333333333,3
tiny,0,all,0,1,2020-02,1,started,0.5,2
tiny,0,Alpha,0,1,all,1,started,0.333333333,3
tiny,0,Alpha,0,1,all,2,started,0.333333333,3
tiny,0,Alpha,0,1,all,2,missing middle,0.333333333,3
tiny,0,Alpha,0,1,2020-01,1,started,0.333333333,3
tiny,0,Alpha,0,1,2020-01,2,started,0.333333333,3
tiny,0,Alpha,0,1,2020-01,2,missing middle,0.333333333,3
tiny,0,Beta,0,1,all,1,started,0.5,2
tiny,0,Beta,0,1,2020-02,1,started,0.5,2
"
    );
    // Seven exits, at two months for Alpha's and pooled referrals and at one for Beta's.
    assert_eq!(tables.rows("incidence.csv").len(), 7 * (2 + 2 + 1 + 2 + 2 + 1 + 1));
}

#[test]
fn places() {
    assert_eq!(
        tables().text("places.csv"),
        "\
scenario,point,site,world,replicate,week_beginning,place,in_need_person_days,remitted_person_days
tiny,0,all,0,1,2020-01-06,not recognised,15,0.5
tiny,0,all,0,1,2020-01-06,with nobody: missing middle,0.75,0
tiny,0,Alpha,0,1,2020-01-06,not recognised,14,0.5
tiny,0,Beta,0,1,2020-01-06,not recognised,1,0
tiny,0,Beta,0,1,2020-01-06,with nobody: missing middle,0.75,0
"
    );
}

#[test]
fn flows() {
    assert_eq!(
        tables().text("flows.csv"),
        "\
scenario,point,site,world,replicate,month,from,to,reason,children
tiny,0,all,0,1,2020-01,outside,not recognised,need arose,5
tiny,0,all,0,1,2020-02,not recognised,with nobody: missing middle,too complex for the team,1
tiny,0,Alpha,0,1,2020-01,outside,not recognised,need arose,2
tiny,0,Beta,0,1,2020-01,outside,not recognised,need arose,3
tiny,0,Beta,0,1,2020-02,not recognised,with nobody: missing middle,too complex for the team,1
"
    );
}

/// Teams and episodes belong to their site: `all` has none.
#[test]
fn workforce() {
    assert_eq!(
        tables().text("workforce.csv"),
        "\
scenario,point,site,world,replicate,team,week_beginning,emhp_posts_fte,emhps_fte,trainees_fte,\
senior_posts_fte,seniors_fte,on_leave_fte,slots_offered,slots_used,slots_idle_leaving,slots_idle_caseload,\
slots_idle_supervision,slots_idle_other_settings,slots_idle_needs_senior,slots_idle_group,\
slots_idle_not_yet_ready,slots_idle_nobody_waits,slots_lost_to_vacancy,open_cases,cases_in_review,caseload_cap,\
supervision_due_hours,supervision_given_hours,supervision_owed_hours,strain_mean,leavers,direct_hours,whole_school_hours,\
advice_hours,settings_hours,supervision_hours,administration_hours,management_hours,away_hours,other_hours
tiny,0,Alpha,0,1,1,2020-01-06,4,3.5,1,3,2,0.5,40,30,0,1,0,3,0,4,0,2,5.25,25,6,60,6.25,4,12.5,0.5,1,60,30,29.5,4,10.25,\
20.5,30.5,12,0
"
    );
}

/// 8,200 pounds of pay at full staffing and 800 of other costs exceed funding of 6,900 by 2,100.
#[test]
fn costs() {
    assert_eq!(
        tables().text("costs.csv"),
        "\
scenario,point,site,world,replicate,team,year,weeks,pay_gbp,other_gbp,total_gbp,funding_gbp,\
full_staffing_pay_gbp,full_staffing_less_funding_gbp
tiny,0,Alpha,0,1,1,2020,1,7000,800,7800,6900,8200,2100
"
    );
}

#[test]
fn episodes() {
    assert_eq!(
        tables().text("episodes.csv"),
        "\
scenario,point,site,world,replicate,child,episode,setting,subgroups,severity_at_onset,severity_at_start,\
opened,recognised,referred,accepted,assessed,started,ended,specialist_referred,specialist_first,\
specialist_second,closed,last_place,last_reason,first_help,in_help_days,on_list_days,\
setting_only_days,with_nobody_days,not_recognised_days,severity_days
tiny,0,Alpha,0,1,0000000000abcdef,1,\"St Mary's, Upper School\",phase=secondary;deprivation_fifth=5,\
1.25,,2020-01-06,2020-01-07,2020-01-31,2020-02-01,,,,,,,,with nobody: missing middle,\
too complex for the team,,0,0,0,1.5,0,1.5
"
    );
}

#[test]
fn measures() {
    let tables = tables();
    let some = ["referrals,", "sessions_attended_mean,", "wait_specialist_first_contact,"];
    assert_eq!(
        tables.lines("measures.csv", |line| some.iter().any(|name| line.starts_with(name))),
        "\
measure,unit,statistics,definition,counted
referrals,referrals,count,Referrals to a mental health support team.,\
Referrals made in the measurement window.
sessions_attended_mean,sessions,mean,Sessions attended per intervention.,\
\"Interventions ended in the measurement window, by completion or drop-out.\"
wait_specialist_first_contact,days,count mean p50 p75 p90 p95 max,\
Days from referral to the first contact with the specialist service.,\
\"First contacts in the measurement window, children from everywhere.\"
"
    );
    let names: Vec<&str> = Measure::ALL.iter().map(|measure| measure.name()).collect();
    let rows = tables.rows("measures.csv");
    let listed: Vec<&str> = rows.iter().map(|row| row["measure"].as_str()).collect();
    assert_eq!(listed, names);
}

/// Of what nothing was counted, counts and totals are 0 and all else is empty.
#[test]
fn nothing_else_has_a_value() {
    let tables = tables();
    let counted = [
        "referrals",
        "wait_referral_to_start",
        "still_waiting_for_start",
        "days_without_help_per_episode",
    ];
    for row in tables.rows("replicates.csv") {
        let here = row["subgroup"].is_empty()
            && (counted.contains(&row["measure"].as_str())
                || row["measure"] == "helped_within_year_share");
        if !here {
            let number = ["count", "total"].contains(&row["statistic"].as_str());
            assert_eq!(row["value"], if number { "0" } else { "" }, "{row:?}");
        }
    }
}
