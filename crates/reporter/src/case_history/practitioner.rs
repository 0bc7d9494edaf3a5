//! The case history of a practitioner: what changed, and between that what a quarter of a year came to.

use std::collections::BTreeMap;

use mhst_core::engine::time::{DAYS_PER_MONTH, SimTime, Span, WEEKS_PER_YEAR};
use mhst_core::model::plan::{Role, TimePlan};
use mhst_core::model::results::Idle;
use mhst_core::model::trace::{
    Happening, Joining, Motive, PractitionerEvent, RosterEntry, WeekInPost,
};

use super::{CaseHistory, Chapter, Line, words};

/// The case history of a practitioner of a site.
pub fn practitioner(
    site: &str,
    entry: &RosterEntry,
    told: &[Happening<PractitionerEvent>],
    time: &TimePlan,
) -> CaseHistory {
    let mut teller = Teller { role: Some(entry.who.role), ..Teller::default() };
    for Happening { at, what } in told {
        teller.hear(*at, what);
    }
    teller.end_of_quarter();
    if entry.left.is_none() {
        let words = "The run ends: still in post.".to_owned();
        teller.lines.push(Line { date: words::last_day(time), words });
    }
    let key = entry.who.key;
    let title = format!("Practitioner {key:016x} of {site}: {}", words::post(&entry.who));
    let chapter = Chapter { about: Vec::new(), lines: teller.lines, closing: Vec::new() };
    CaseHistory { title, note: None, chapters: vec![chapter] }
}

/// What the weeks of a quarter came to.
#[derive(Clone, Debug, Default)]
struct Quarter {
    begun: SimTime,
    /// When its last week began.
    last: SimTime,
    weeks: Vec<WeekInPost>,
    took_on: usize,
    groups: usize,
    /// Weeks with slots to spare, by cause.
    spare: BTreeMap<Idle, usize>,
}

#[derive(Clone, Debug, Default)]
struct Teller {
    role: Option<Role>,
    lines: Vec<Line>,
    quarter: Option<Quarter>,
    qualified: Option<SimTime>,
    was_trainee: bool,
    /// The accumulated rate of leaving.
    pressure: f64,
}

impl Teller {
    fn say(&mut self, at: SimTime, words: String) {
        self.lines.push(Line { date: at.date().to_string(), words });
    }

    fn hear(&mut self, at: SimTime, what: &PractitionerEvent) {
        match what {
            PractitionerEvent::Joined(joining) => {
                self.was_trainee = joining.qualified > at;
                self.qualified = Some(joining.qualified);
                let words = format!("Takes up the post{}.", self.joins(at, joining));
                self.say(at, words);
            }
            PractitionerEvent::Week(week) => self.week(at, week),
            PractitionerEvent::SlotsToSpare(cause) => {
                if let Some(quarter) = &mut self.quarter {
                    *quarter.spare.entry(*cause).or_default() += 1;
                }
            }
            PractitionerEvent::Promoted => {
                self.end_of_quarter();
                self.say(at, "Becomes a senior EMHP and supervises.".to_owned());
            }
            PractitionerEvent::TookOn { as_group, .. } => {
                let quarter =
                    self.quarter.get_or_insert_with(|| Quarter { begun: at, ..Quarter::default() });
                match as_group {
                    true => quarter.groups += 1,
                    false => quarter.took_on += 1,
                }
            }
            PractitionerEvent::TookOver { child, from } => {
                self.end_of_quarter_before(at);
                let from = words::post(from);
                self.say(at, format!("Takes over child {child:016x} from {from}."));
            }
            PractitionerEvent::GaveNotice { motive, last_day, reasons } => {
                self.end_of_quarter();
                let total: f64 = reasons.iter().map(|(_, rate)| rate).sum();
                self.pressure += total / WEEKS_PER_YEAR;
                let words = format!(
                    "Gives notice, to leave on {}: {}. Yearly rates of leaving, by reason: {}; \
                     {total:.2} in total. The accumulated rate has reached {:.2}, this person's limit.",
                    last_day.date(),
                    words::motive(*motive),
                    ranked(reasons),
                    self.pressure,
                );
                self.say(at, words);
            }
            PractitionerEvent::Left { motive, months, open_cases } => {
                self.end_of_quarter();
                let tenure = match months {
                    ..0.0 => "before qualifying".to_owned(),
                    _ => format!("{months:.0} months after qualifying"),
                };
                let tenure = if self.role == Some(Role::Senior) {
                    format!("after {months:.0} months")
                } else {
                    tenure
                };
                let motive = words::motive(*motive);
                let cases = if *open_cases == 1 { "open case" } else { "open cases" };
                self.say(at, format!("Leaves {tenure} ({motive}), with {open_cases} {cases}."));
            }
            PractitionerEvent::WentOnLeave { cause, back, open_cases } => {
                self.end_of_quarter();
                let cases = if *open_cases == 1 { "open case" } else { "open cases" };
                let words = format!(
                    "Goes on {} until {}, with {open_cases} {cases}; nobody covers the post.",
                    words::long_leave(*cause),
                    back.date(),
                );
                self.say(at, words);
            }
            PractitionerEvent::CameBack => {
                self.say(at, "Comes back from leave.".to_owned());
            }
            PractitionerEvent::HandedOver { child, to } => {
                self.say(at, format!("Child {child:016x} goes to {}.", words::post(to)));
            }
            PractitionerEvent::LeftWaiting { child } => {
                self.say(
                    at,
                    format!("Child {child:016x} is not handed over and is waiting again."),
                );
            }
            PractitionerEvent::Succeeded { by, joining } => {
                let by = words::post(by);
                let words = format!("{by} takes up the post{}.", self.joins(at, joining));
                self.say(at, words);
            }
        }
    }

    fn joins(&self, at: SimTime, joining: &Joining) -> String {
        let Joining { fte, qualified, supervises_from, vacant_since } = joining;
        let months = |span: Span| span.days() / DAYS_PER_MONTH;
        let mut words = String::new();
        if let Some(since) = vacant_since {
            words += &format!(", vacant for {}", words::days(*since, at));
        }
        if *fte < 1.0 {
            words += &format!(", {fte:.1} full-time equivalent");
        }
        if self.role != Some(Role::Senior) {
            words += &match *qualified > at {
                true => format!(", as a trainee who will qualify on {}", qualified.date()),
                false if months(at.since(*qualified)) < 1.0 => ", newly qualified".to_owned(),
                false => format!(", qualified {:.0} months ago", months(at.since(*qualified))),
            };
        }
        match supervises_from {
            Some(from) if *from > at => {
                words += &format!(", and will supervise from {}", from.date())
            }
            Some(_) => words += ", and supervises",
            None => {}
        }
        words
    }

    fn week(&mut self, at: SimTime, week: &WeekInPost) {
        if self.was_trainee && !week.is_trainee {
            self.end_of_quarter();
            self.say(at, "Qualifies.".to_owned());
        }
        self.was_trainee = week.is_trainee;
        let rates: f64 = week.reasons_to_leave.iter().map(|(_, rate)| rate).sum();
        self.pressure += rates / WEEKS_PER_YEAR;
        let quarter_of = |at: SimTime| at.month().0 / 3;
        if self.quarter.as_ref().is_some_and(|q| quarter_of(q.begun) != quarter_of(at)) {
            self.end_of_quarter();
        }
        let quarter =
            self.quarter.get_or_insert_with(|| Quarter { begun: at, ..Quarter::default() });
        quarter.weeks.push(week.clone());
        quarter.last = at;
    }

    /// Ends the quarter before the week that began at this instant, if one did.
    fn end_of_quarter_before(&mut self, at: SimTime) {
        let begins_now = self.quarter.as_ref().is_some_and(|quarter| quarter.last == at);
        let week = self.quarter.as_mut().filter(|_| begins_now).and_then(|it| it.weeks.pop());
        self.end_of_quarter();
        if let Some(week) = week {
            let quarter = Quarter { begun: at, last: at, weeks: vec![week], ..Quarter::default() };
            self.quarter = Some(quarter);
        }
    }

    fn end_of_quarter(&mut self) {
        let Some(Quarter { begun, weeks, took_on, groups, spare, .. }) = self.quarter.take() else {
            return;
        };
        let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else { return };
        let number = weeks.len() as f64;
        let sum = |of: fn(&WeekInPost) -> f64| weeks.iter().map(of).sum::<f64>();
        let most = weeks.iter().map(|week| week.open_cases).max().unwrap_or(0);
        let mut words = format!(
            "{}: open cases {} to {} (highest {most}, limit {}), {:.1} slots a week",
            if weeks.len() == 1 { "1 week".to_owned() } else { format!("{} weeks", weeks.len()) },
            first.open_cases,
            last.open_cases,
            last.cap,
            sum(|week| f64::from(week.slots)) / number,
        );
        let (due, hours) = (sum(|week| week.supervision_due), sum(|week| week.supervision_hours));
        if due > 0.0 {
            words += &format!(
                "; supervision {:.0} % of {:.2} hours due a week",
                100.0 * hours / due,
                due / number
            );
        } else if hours > 0.0 {
            words += &format!("; gives {:.1} hours of supervision a week", hours / number);
        }
        words += &format!("; strain {:.2}", last.strain);
        if took_on + groups > 0 {
            words += &format!("; offers a first session to {}", counted(took_on, groups));
        }
        if !spare.is_empty() {
            let causes: Vec<String> = spare
                .iter()
                .map(|(cause, weeks)| format!("{} in {weeks}", words::idle(*cause)))
                .collect();
            let number: usize = spare.values().sum();
            let weeks = if number == 1 { "week" } else { "weeks" };
            words += &format!("; slots to spare in {number} {weeks} ({})", causes.join(", "));
        }
        if !last.reasons_to_leave.is_empty() {
            let total: f64 = last.reasons_to_leave.iter().map(|(_, rate)| rate).sum();
            words += &format!("; rate of leaving {total:.2} a year");
        }
        self.say(begun, words + ".");
    }
}

fn counted(children: usize, groups: usize) -> String {
    let of = |number: usize, one: &str, more: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {more}")),
    };
    let parts: Vec<String> = [of(children, "child", "children"), of(groups, "group", "groups")]
        .into_iter()
        .flatten()
        .collect();
    parts.join(" and ")
}

/// Reasons with their yearly rates, the strongest first.
fn ranked(reasons: &[(Motive, f64)]) -> String {
    let mut reasons: Vec<(Motive, f64)> =
        reasons.iter().copied().filter(|(_, rate)| *rate >= 0.005).collect();
    reasons.sort_by(|a, b| b.1.total_cmp(&a.1));
    let named: Vec<String> = reasons
        .iter()
        .map(|(motive, rate)| format!("{} {rate:.2}", words::motive(*motive)))
        .collect();
    named.join(", ")
}
