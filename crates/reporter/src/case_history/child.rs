//! The case history of a child.

use mhst_core::engine::time::SimTime;
use mhst_core::model::place::{Place, Reason, Standing};
use mhst_core::model::plan::TimePlan;
use mhst_core::model::trace::{
    ChildEvent, Happening, Judgement, Opening, PostHolder, Problem, Thresholds,
};

use super::{CaseHistory, Chapter, Line, days, words};
use crate::capital::capital;

pub(super) type Told = Happening<ChildEvent>;

/// The case history of a child of a site.
pub fn child(site: &str, key: u64, told: &[Told], time: &TimePlan) -> CaseHistory {
    let chapters = episodes(told).map(|episode| chapter(episode, time)).collect();
    CaseHistory { title: format!("Child {key:016x} of {site}"), note: None, chapters }
}

pub(super) fn episodes(told: &[Told]) -> impl Iterator<Item = &[Told]> {
    told.chunk_by(|_, next| !matches!(next.what, ChildEvent::Opened(_)))
}

fn chapter(episode: &[Told], time: &TimePlan) -> Chapter {
    let Some(Happening { at: opened, what: ChildEvent::Opened(opening) }) = episode.first() else {
        return Chapter::default();
    };
    let mut teller = Teller::new(*opened, opening);
    for Happening { at, what } in episode {
        teller.hear(*at, what);
    }
    teller.end();
    let is_closed =
        matches!(episode.last(), Some(Happening { what: ChildEvent::Closed { .. }, .. }));
    if !is_closed {
        let words = format!("The run ends: {}.", words::place(teller.place));
        teller.lines.push(Line { date: words::last_day(time), words });
    }
    Chapter { about: about(opening), lines: teller.lines, closing: days::closing(episode, time) }
}

/// Sessions in a row with the same practitioner.
#[derive(Clone, Debug)]
struct Sessions {
    begun: SimTime,
    last: SimTime,
    first_number: u8,
    last_number: u8,
    planned: u8,
    missed: Vec<Missed>,
    by: PostHolder,
}

/// A session that was missed.
#[derive(Clone, Copy, Debug)]
struct Missed {
    number: u8,
    /// Whether it is offered again.
    again: bool,
}

impl Missed {
    fn words(self) -> String {
        let again = if self.again { " (offered again)" } else { "" };
        format!("no. {}{again}", self.number)
    }
}

/// Makes lines of what it hears; what happens at one instant goes into one line.
#[derive(Clone, Debug)]
struct Teller {
    lines: Vec<Line>,
    /// The instant of the last line.
    now: Option<SimTime>,
    place: Place,
    since: SimTime,
    scale: Thresholds,
    /// Whether the child has a condition that lasts.
    has_condition: bool,
    /// Whether the need has ended.
    has_remitted: bool,
    referred: SimTime,
    to_specialist: SimTime,
    sessions: Option<Sessions>,
    /// When somebody thought of asking for help, as long as nothing has come of it.
    considered: Option<SimTime>,
}

impl Teller {
    fn new(at: SimTime, opening: &Opening) -> Self {
        Self {
            lines: Vec::new(),
            now: None,
            place: Place::Unrecognised,
            since: at,
            scale: opening.lines,
            has_condition: has_condition(opening),
            has_remitted: false,
            referred: at,
            to_specialist: at,
            sessions: None,
            considered: None,
        }
    }

    /// Adds a sentence to the line of this instant.
    fn say(&mut self, at: SimTime, sentence: &str) {
        self.end_of_sessions();
        self.say_of(at, sentence);
    }

    fn say_of(&mut self, at: SimTime, sentence: &str) {
        let sentence = &capital(sentence);
        match self.lines.last_mut() {
            Some(line) if self.now == Some(at) => {
                line.words.push(' ');
                line.words.push_str(sentence);
            }
            _ => {
                let date = at.date().to_string();
                self.lines.push(Line { date, words: sentence.to_owned() });
            }
        }
        self.now = Some(at);
    }

    fn end(&mut self) {
        if let Some(then) = self.considered.take() {
            self.say(then, "No referral follows.");
        }
        self.end_of_sessions();
    }

    fn end_of_sessions(&mut self) {
        let Some(sessions) = self.sessions.take() else { return };
        let Sessions { begun, last, first_number, last_number, planned, missed, by } = sessions;
        let by = words::post(&by);
        let mut text = if first_number == last_number {
            format!("Session {first_number} of {planned} with {by}")
        } else {
            format!(
                "Sessions {first_number} to {last_number} of {planned} with {by}, until {}",
                last.date()
            )
        };
        let numbers: Vec<String> = missed.iter().map(|missed| missed.words()).collect();
        if let ([only], true) = (missed.as_slice(), begun == last) {
            text += if only.again {
                ", which is missed and offered again"
            } else {
                ", which is missed"
            };
        } else if !missed.is_empty() {
            text += &format!("; missed: {}", numbers.join(", "));
        }
        self.say_of(begun, &(text + "."));
        self.now = (begun == last).then_some(last);
    }

    fn hear(&mut self, at: SimTime, what: &ChildEvent) {
        if let Some(then) = self.considered.take()
            && !(at == then && matches!(what, ChildEvent::Moved { .. }))
        {
            self.say(then, "No referral follows.");
        }
        self.tell(at, what);
    }

    fn tell(&mut self, at: SimTime, what: &ChildEvent) {
        let need = if self.has_condition { "need that came with the condition" } else { "need" };
        self.has_remitted |= matches!(what, ChildEvent::Remitted { .. });
        match what {
            ChildEvent::Opened(opening) => {
                let severity = words::severity(opening.severity, &self.scale);
                let begins = words::opened(opening.reason);
                self.say(at, &format!("{begins}: severity {severity}. Nobody has noticed it."));
            }
            ChildEvent::Moved { to, reason, severity, .. } => {
                self.moves(at, *to, *reason, *severity)
            }
            ChildEvent::Closed { reason, .. } => {
                let words = format!("{}{}.", words::closed(*reason), self.stayed(at));
                self.say(at, &words);
                if self.has_condition && self.has_remitted {
                    self.say(at, "The condition lasts.");
                }
            }
            ChildEvent::Remitted { by_help: false } if self.place.is_list() => {
                self.say(at, &format!("The {need} has remitted without help."));
            }
            ChildEvent::Remitted { by_help: false } if self.place.is_help() => {
                self.say(at, &format!("The {need} has ended by itself."));
            }
            ChildEvent::Remitted { by_help: false } => {}
            ChildEvent::Remitted { by_help: true } if self.place.is_help() => {
                self.say(at, &format!("The help has ended the {need}."));
            }
            ChildEvent::Remitted { by_help: true } => {
                self.say(at, &format!("Support by staff has ended the {need}."));
            }
            ChildEvent::HelpConsidered { by_staff, judgement } => {
                let who = if *by_staff { "School staff" } else { "The family" };
                self.say(at, &format!("{who} {}.", words::saw(judgement)));
                self.considered = Some(at);
            }
            ChildEvent::FormSent { incomplete } => {
                if *incomplete {
                    self.say(at, "The form is incomplete and is sent back.");
                }
            }
            ChildEvent::Triaged { judgement, withheld, joint } => {
                let who = if *joint { "The joint triage meeting" } else { "Triage" };
                let hidden = if *withheld > 0.0 {
                    format!(" (the form left out {withheld:.2})")
                } else {
                    String::new()
                };
                self.say(at, &format!("{who} {}{hidden}.", words::saw(judgement)));
            }
            ChildEvent::AssessmentMissed { missed } => {
                let which = words::ordinal(u32::from(*missed));
                self.say(at, &format!("Misses the {which} assessment appointment."));
            }
            ChildEvent::FirstSessionMissed { missed } => {
                let which = words::ordinal(u32::from(*missed));
                self.say(at, &format!("Misses the {which} offer of a first session."));
            }
            ChildEvent::Assessed { judgement, by } => {
                let waited = words::days(self.referred, at);
                let words = format!(
                    "Assessment by {}, {waited} after referral: {}.",
                    words::post(by),
                    words::saw(judgement)
                );
                self.say(at, &words);
            }
            ChildEvent::CaseShared => self.say(
                at,
                "Review of the list: the child may be called by any practitioner of the team.",
            ),
            ChildEvent::HeldBeyondRemit { by_senior } => self.say(
                at,
                match by_senior {
                    true => "The team holds the child beyond its remit; only a senior may help.",
                    false => "The team holds the child beyond its remit; an EMHP may help.",
                },
            ),
            ChildEvent::TakenOn { by, planned, in_group, through_parents } => {
                let how = if *in_group { " in a group" } else { "" };
                let through = if *through_parents { " through the parents" } else { "" };
                let by = words::post(by);
                let words = format!(
                    "{by} offers a first session{how}{through}; {planned} sessions are planned."
                );
                self.say(at, &words);
            }
            ChildEvent::SeenAtStart(judgement) => {
                self.say(
                    at,
                    &format!("At the first session the practitioner {}.", words::saw(judgement)),
                );
            }
            ChildEvent::Session { number, planned, attended, again, discharged, by } => {
                let missed = (!attended).then_some(Missed { number: *number, again: *again });
                self.session(at, (*number, *planned), missed, *by);
                if *discharged {
                    self.say(at, "That is one missed session too many in a row.");
                }
            }
            ChildEvent::HandedOver { from, to } => {
                let (from, to) = (words::post(from), words::post(to));
                self.say(at, &format!("{from} has left or is on long leave; {to} takes over."));
            }
            ChildEvent::ComplexityFound { judgement, held } => {
                let Judgement { truth, lines, .. } = judgement;
                let then =
                    if *held { "The team continues, with more sessions" } else { "Help ends" };
                let severity = words::severity(*truth, lines);
                self.say(
                    at,
                    &format!("A session reveals greater complexity: severity {severity}. {then}."),
                );
            }
            ChildEvent::Completed { attended, planned, recovered, after } => {
                let outcome = if *recovered { "recovered" } else { "still in need" };
                let mut words = format!(
                    "The course ends, {attended} of {planned} sessions attended: {outcome}."
                );
                if let Some(judgement) = after {
                    words += &format!(" The practitioner {}.", words::saw(judgement));
                }
                self.say(at, &words);
            }
            ChildEvent::StepUpWaits { days, supervised } => {
                let supervised = 100.0 * supervised;
                self.say(
                    at,
                    &format!(
                        "A supervisor will decide in {days:.0} days: the practitioner gets \
                         {supervised:.0} % of the supervision that is due."
                    ),
                );
            }
            ChildEvent::SpecialistDecided { judgement, threshold, agreed, accepted } => {
                let outcome = match (accepted, agreed) {
                    (_, true) => "accepted, as agreed at the joint meeting",
                    (true, _) => "accepted, waiting for a place",
                    (false, _) => "not met",
                };
                self.say(
                    at,
                    &format!(
                        "The specialist service judges the referral: severity {}. Its threshold is \
                         {threshold:.2}: {outcome}.",
                        words::judged(judgement)
                    ),
                );
            }
            ChildEvent::StaysWithSpecialist { aged_out, until } => {
                let left = if *aged_out { "school" } else { "the covered settings" };
                let words = format!(
                    "Leaves {left}; the specialist service continues, until {} at the latest.",
                    until.date()
                );
                self.say(at, &words);
            }
            ChildEvent::ChangedSetting { setting, year_group } => {
                let (setting, year) = (words::setting(setting), words::year(*year_group));
                self.say(at, &format!("Moves to {setting}, {year}."));
            }
        }
    }

    /// How long the child was where it is, where that is of interest.
    fn stayed(&self, at: SimTime) -> String {
        let days = words::days(self.since, at);
        match self.place.standing() {
            Standing::InHelp => String::new(),
            Standing::NotRecognised => format!(", after {days} unnoticed"),
            Standing::WithNobody => format!(", after {days} {}", words::place(self.place)),
            Standing::SettingOnly | Standing::OnList if self.since == at => String::new(),
            Standing::SettingOnly => format!(", after {days} with the setting's support only"),
            Standing::OnList => format!(", after {days} {}", words::place(self.place)),
        }
    }

    fn moves(&mut self, at: SimTime, to: Place, reason: Reason, severity: f64) {
        let mut words = words::moved(to, reason).to_owned();
        match reason {
            Reason::HelpStarted | Reason::GroupStarted => {
                let waited = words::days(self.referred, at);
                words += &format!(
                    ", {waited} after referral, with severity {}",
                    words::severity(severity, &self.scale)
                );
            }
            Reason::SpecialistFirstContact | Reason::SpecialistSecondContact => {
                let waited = words::days(self.to_specialist, at);
                words += &format!(", {waited} after the referral there");
            }
            Reason::SummerBreak | Reason::PractitionerLeft | Reason::CompletedInNeed => {}
            _ => words += &self.stayed(at),
        }
        if to.standing().is_without_support() && self.now != Some(at) {
            words += &format!("; severity {}", words::severity(severity, &self.scale));
        }
        match to {
            Place::InReferral | Place::WaitingIntervention if !self.place.is_request() => {
                self.referred = at
            }
            Place::WaitingSpecialistFirst => self.to_specialist = at,
            Place::Bridged if reason != Reason::StepUpAwaitsSupervisor => self.to_specialist = at,
            _ => {}
        }
        self.say(at, &(words + "."));
        (self.place, self.since) = (to, at);
    }

    fn session(
        &mut self,
        at: SimTime,
        (number, planned): (u8, u8),
        missed: Option<Missed>,
        by: PostHolder,
    ) {
        let continues =
            self.sessions.as_ref().is_some_and(|run| run.by == by && run.planned == planned);
        if !continues {
            self.end_of_sessions();
        }
        let run = self.sessions.get_or_insert(Sessions {
            begun: at,
            last: at,
            first_number: number,
            last_number: number,
            planned,
            missed: Vec::new(),
            by,
        });
        (run.last, run.last_number) = (at, number);
        run.missed.extend(missed);
    }
}

/// Whether the child has a condition that lasts, whatever becomes of the need.
fn has_condition(opening: &Opening) -> bool {
    opening.problem == Problem::Neurodevelopmental
}

fn about(opening: &Opening) -> Vec<String> {
    let Opening { episode, setting, deprivation_fifth, year_group, problem, groups, .. } = opening;
    let mut who = format!(
        "{}In {}, at {setting} (deprivation fifth {deprivation_fifth}; 5 is the most deprived), with {}.",
        if *episode > 0 { format!("Episode {}. ", episode + 1) } else { String::new() },
        words::year(*year_group),
        words::problem(*problem),
        setting = words::setting(setting),
    );
    let groups = words::groups(*groups);
    if !groups.is_empty() {
        who += &format!(" Groups: {}.", groups.join(", "));
    }
    who += match (has_condition(opening), opening.persistent) {
        (false, true) => " Likely to persist.",
        (false, false) => " Likely to be brief.",
        (true, true) => " The condition lasts; the need that comes with it is likely to persist.",
        (true, false) => " The condition lasts; the need that comes with it is likely to ease.",
    };
    vec![who, words::scale(&opening.lines)]
}
