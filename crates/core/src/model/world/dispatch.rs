//! What each event means: the only file that knows them all.

use super::rollout::begin_waves;
use super::site::{Parts, Site, Surroundings};
use super::team_week::team_week;
use super::{census, coverage, team_changes};
use crate::model::event::Event;
use crate::model::moment::Moment;
use crate::model::parameters::{Change, Parameter};
use crate::model::pathway::moves::advance_all;
use crate::model::pathway::way::Way;
use crate::model::pathway::{next_look, recurrence};
use crate::model::school_calendar::staff_season;
use crate::model::settings::need::first_of_september_after;
use crate::model::workforce::recruitment::LabourMarket;

impl Site {
    /// Starts what a site needs before its first event.
    pub(crate) fn begin(&mut self, around: Surroundings, market: &mut LabourMarket) {
        let Parts { mut at, mut way, .. } = self.parts(around);
        read_calendar(&mut at, &mut way);
        for id in way.settings.ids() {
            for newcomer in way.settings.begin_need(&at, id) {
                way.open(&mut at, newcomer);
            }
        }
        recurrence::begin(&mut at, way.returning, way.settings);
        way.settings.change_onset_rates(&mut at);
        way.settings.begin_leads(&mut at);
        at.schedule(first_of_september_after(at.now), Event::NewSchoolYear);
        way.service.begin(&mut at);
        begin_waves(&mut at, way.workforce, market);
    }

    /// What happens when an event is due while the labour market is open.
    pub(crate) fn handle_at_market(
        &mut self,
        around: Surroundings,
        market: &mut LabourMarket,
        event: Event,
    ) {
        match event {
            Event::Intake => {
                let Parts { mut at, way, .. } = self.parts(around);
                way.workforce.intake(&mut at, market);
            }
            Event::TeamChanges(team) => {
                let mut parts = self.parts(around);
                team_changes::on_monday(&mut parts, market, team);
                parts.way.call_to_specialist(&mut parts.at);
            }
            _ => self.handle(around, event),
        }
    }

    /// What happens when any other event is due.
    pub(crate) fn handle(&mut self, around: Surroundings, event: Event) {
        if let Event::ParameterChanges(place) = event {
            let Change { parameter, value, .. } = self.changes[place as usize];
            self.change_parameter(around, parameter, value);
            return;
        }
        let mut parts = self.parts(around);
        if let Event::TeamWeek(team) = event {
            team_week(&mut parts, team);
        }
        let Parts { mut at, mut way, .. } = parts;
        let (at, way) = (&mut at, &mut way);
        match event {
            Event::ParameterChanges(_) | Event::TeamWeek(_) | Event::SpecialistCalls => {}
            Event::Reading => read_calendar(at, way),
            Event::CoverageReading => coverage::read(at, way),
            Event::TeamsBegin => way.teams_begin(at),
            Event::NewSchoolYear => new_school_year(at, way),
            Event::LeadChanges(setting) => way.settings.lead_changes(at, setting),
            Event::Onset(setting) => {
                let newcomer = way.settings.onset(at, setting);
                way.open(at, newcomer);
            }
            Event::Look(child) => way.look(at, child),
            Event::StaffAct(child) => way.staff_act(at, child),
            Event::ReferralLost { child, refused } => way.referral_lost(at, child, refused),
            Event::Triage(child) => way.triage(at, child),
            Event::GivesUp(child) => way.gives_up(at, child),
            Event::Intake | Event::TeamChanges(_) => {
                let found = format!("an event at {:?}", at.now);
                at.record.break_law("the labour market is open on Mondays only", found);
            }
            Event::Assessment { child, practitioner } => way.assessment(at, child, practitioner),
            Event::Session(child) => way.session(at, child),
            Event::GroupSession(group) => way.group_session(at, group),
            Event::OutsideHelpBegins(child) => way.outside_help_begins(at, child),
            Event::OutsideHelpEnds(child) => way.outside_help_ends(at, child),
            Event::StepUpDecision(child) => way.step_up_decision(at, child),
            Event::SpecialistDecision(child) => way.specialist_decision(at, child),
            Event::SpecialistGivesUp(child) => way.specialist_gives_up(at, child),
            Event::SpecialistSecondContact(child) => way.specialist_second_contact(at, child),
            Event::SpecialistDischarge(child) => way.specialist_discharge(at, child),
            Event::OtherReferral => way.service.other_referral(at),
            Event::OtherDecision(other) => way.service.other_decision(at, other),
            Event::OtherSecondContact(other) => way.service.other_second_contact(at, other),
            Event::OtherDischarge(other) => way.service.other_discharge(other),
            Event::CapacityReview => way.service.review_capacity(at),
            Event::ThresholdReview => way.service.review_threshold(at),
            Event::SpecialistAdjusts { places } => way.service.change_staff(at.values(), places),
            Event::Recurrence(position) => way.recurrence(at, position),
        }
        way.call_to_specialist(at);
    }

    fn change_parameter(&mut self, mut around: Surroundings, parameter: Parameter, value: f64) {
        let before = self.rules.values.number(parameter);
        let looks = next_look::depends_on(parameter, before, value);
        if looks {
            let Parts { mut at, way, .. } = self.parts(around.again());
            advance_all(&mut at, way.children);
        }
        if let Err(refused) = self.rules.change(parameter, value) {
            let law = "a change of a parameter stays in range";
            self.record.break_law(law, refused.to_string());
        }
        let Parts { mut at, mut way, .. } = self.parts(around);
        if parameter.declaration().group() == "need"
            || parameter == Parameter::named("whole_school.onset_reduction")
        {
            way.settings.change_onset_rates(&mut at);
        }
        if looks {
            for id in way.children.ids() {
                way.look_anew(&mut at, id);
                way.look_again(&mut at, id);
            }
        }
        way.workforce.refresh_presence(at.values(), way.settings);
        way.service.refresh_places(at.values());
        way.call_to_specialist(&mut at);
    }
}

/// A reading of the ledger at the beginning of each week and of the measurement window.
fn read_calendar(at: &mut Moment, way: &mut Way) {
    let now = at.now;
    let read = at.record.ledger.read(now);
    at.record.counts.prevalence(read, now);
    way.service.read(at);
    way.settings.season = staff_season(at.values(), now);
    if now.is_first_monday() {
        census::take(at, way);
    }
    // Once a month the onsets follow the maturity of the settings.
    let prevents = at.values().whole_school.onset_reduction > 0.0;
    if now.date().day() <= 7 && prevents && way.settings.any_covered() {
        way.settings.change_onset_rates(at);
    }
    let mut next = now.week().next().start();
    let measure_from = at.rules.time.measure_from;
    if now < measure_from {
        next = next.min(measure_from);
    }
    at.schedule(next, Event::Reading);
}

/// On 1 September all children are a year older: leavers move on or leave coverage, and new
/// entrants may already be in need.
fn new_school_year(at: &mut Moment, way: &mut Way) {
    at.schedule(first_of_september_after(at.now), Event::NewSchoolYear);
    way.grow_older(at);
    for id in way.settings.ids() {
        for newcomer in way.settings.joiners(at, id) {
            way.open(at, newcomer);
        }
    }
}
