//! Senior mental health leads (M3, M5): they make the referrals of a setting's staff. Not every setting
//! has one, not every one has time for the role, and they come and go: after one leaves there is a
//! gap, and the next has to settle before referrals are what they were.

use crate::engine::draws::BirthKey;
use crate::engine::time::{DAYS_PER_MONTH, DAYS_PER_YEAR, SimTime, Span};
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::purpose::{Purpose, STRUCTURE};

parameters! {
    pub struct LeadParameters in "lead" {
        /// Share of leads who have time for the role
        with_time_share: f64 = 0.75, "proportion", allowed (0.0, 1.0), plausible (0.4, 0.9),
            "M3", AtStart, Assumption "prior; Ellins et al. 2023, Ch8: the time commitment of the \
             lead is the first barrier in Box 8; how many leads have time is not reported",
            raises "referred_by_staff_share";
        /// Referrals by staff to the team where there is no lead, relative to a setting whose lead
        /// is engaged
        no_lead_factor: f64 = 0.25, "ratio", allowed (0.0, 1.0), plausible (0.0, 0.5),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch8: without an engaged lead \"you're \
             not going to get any referrals\" (an EMHP); some pass, by way of other staff",
            raises "referred_by_staff_share";
        /// The same where the lead has no time for the role, or has not settled in it yet
        no_time_factor: f64 = 0.6, "ratio", allowed (0.0, 1.0), plausible (0.3, 0.9),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch8: leads who are full-time \
             teachers \"do a brilliant job\" in their lunchtime, but cannot dedicate the time",
            raises "referred_by_staff_share";
        /// Rate at which a lead leaves the role
        leaves_per_year: f64 = 0.18, "per year", allowed (0.0, 10.0), plausible (0.1, 0.35),
            "M3", AtStart, Derived "Ellins et al. 2023, Ch8: in 59 % of settings with a lead the \
             role had been in place for three years or longer; exp(-3 x 0.18) is 0.58",
            lowers "referred_by_staff_share";
        /// Mean time until a setting has another lead
        gap_months: f64 = 3.0, "months", allowed (0.01, 120.0), plausible (1.0, 6.0),
            "M3", Live, Assumption "prior: about a term; Ellins et al. 2023 does not report it",
            lowers "referred_by_staff_share";
        /// Time that a new lead needs to settle in the role
        settling_months: f64 = 3.0, "months", allowed (0.0, 60.0), plausible (1.0, 9.0),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch8: relationships take a \
             significant amount of time",
            lowers "referred_by_staff_share";
    }
}

/// The lead of a setting, present and to come.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lead {
    /// Who is in the role now.
    holder: Option<Holder>,
    /// How often the role has changed hands, or has been left.
    changes: u64,
}

#[derive(Clone, Copy, Debug)]
struct Holder {
    has_time: bool,
    /// When the holder took up the role, if that was in the run.
    since: Option<SimTime>,
}

impl Lead {
    /// Of a setting at the start: the same in every replicate.
    pub(crate) fn at_start(values: &Values, setting: BirthKey) -> Self {
        let is_there =
            STRUCTURE.happens(setting, Purpose::SettingLead, 0, values.setting.lead_share);
        let share = values.lead.with_time_share;
        let has_time = STRUCTURE.happens(setting, Purpose::SettingLead, 1, share);
        Self { holder: is_there.then_some(Holder { has_time, since: None }), changes: 0 }
    }

    /// Whether somebody is in the role and has time for it.
    pub(crate) fn has_time(&self) -> bool {
        self.holder.is_some_and(|holder| holder.has_time)
    }

    /// Referrals by staff to the team, relative to those with an engaged lead.
    pub(crate) fn to_referrals(self, values: &Values, now: SimTime) -> f64 {
        let settling = Span::from_days_f64(values.lead.settling_months * DAYS_PER_MONTH);
        match self.holder {
            None => values.lead.no_lead_factor,
            Some(Holder { has_time: false, .. }) => values.lead.no_time_factor,
            Some(Holder { since: Some(since), .. }) if now < since + settling => {
                values.lead.no_time_factor
            }
            Some(_) => 1.0,
        }
    }

    /// Recognition by staff, relative to a setting without a lead who has time for the role.
    pub(crate) fn to_recognition(self, values: &Values) -> f64 {
        if self.has_time() { values.recognition.lead_factor } else { 1.0 }
    }

    /// When the lead of a setting leaves, or another takes up the role; `None` if never.
    pub(crate) fn next_change(&self, at: &Moment, setting: BirthKey) -> Option<SimTime> {
        let lead = &at.values().lead;
        let mean_days = match self.holder {
            Some(_) if lead.leaves_per_year == 0.0 => return None,
            Some(_) => DAYS_PER_YEAR / lead.leaves_per_year,
            None if self.changes == 0 => return None,
            None => lead.gap_months * DAYS_PER_MONTH,
        };
        let mut draw = at.draws.at(setting, Purpose::LeadChanges, self.changes);
        Some(at.now + Span::from_days_f64(draw.exponential(mean_days)))
    }

    /// The lead of a setting leaves, or another takes up the role.
    pub(crate) fn change(&mut self, at: &Moment, setting: BirthKey) {
        self.changes += 1;
        self.holder = if self.holder.is_some() {
            None
        } else {
            let share = at.values().lead.with_time_share;
            let has_time = at.draws.happens(setting, Purpose::LeadHasTime, self.changes, share);
            Some(Holder { has_time, since: Some(at.now) })
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A lead who has left is missed at once, and the next one has to settle.
    #[test]
    fn referrals_fall_to_what_an_engaged_lead_leaves() {
        let mut values = Values::default();
        values.lead.no_lead_factor = 0.1;
        values.lead.no_time_factor = 0.5;
        values.lead.settling_months = 2.0;
        let now = SimTime::ZERO + Span::from_days(400);
        let with = |holder| Lead { holder, changes: 0 }.to_referrals(&values, now);
        assert_eq!(with(None), 0.1);
        assert_eq!(with(Some(Holder { has_time: false, since: None })), 0.5);
        assert_eq!(with(Some(Holder { has_time: true, since: None })), 1.0);
        let since = |days| Some(now - Span::from_days(days));
        assert_eq!(with(Some(Holder { has_time: true, since: since(30) })), 0.5);
        assert_eq!(with(Some(Holder { has_time: true, since: since(70) })), 1.0);
    }

    #[test]
    fn settings_have_leads_and_leads_have_time_in_the_declared_shares() {
        let mut values = Values::default();
        values.setting.lead_share = 0.6;
        values.lead.with_time_share = 0.5;
        let key = BirthKey::named("leads");
        let leads: Vec<Lead> =
            (0..4_000).map(|n| Lead::at_start(&values, key.child(1, n))).collect();
        let share = |is: fn(&Lead) -> bool| {
            leads.iter().filter(|lead| is(lead)).count() as f64 / leads.len() as f64
        };
        assert!((share(|lead| lead.holder.is_some()) - 0.6).abs() < 0.03);
        assert!((share(Lead::has_time) - 0.3).abs() < 0.03);
    }
}
