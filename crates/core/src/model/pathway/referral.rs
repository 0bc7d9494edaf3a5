//! Referral (M5): who refers whom where, and what is lost or delayed on the way: incomplete
//! forms, parents who cannot be reached, consent refused.

use crate::engine::time::{SimTime, Span};
use crate::model::children::child::{Problem, Request};
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::Band;
use crate::model::event::{Event, Moment};
use crate::model::ids::ChildId;
use crate::model::parameters::parameters;
use crate::model::pathway::recognition::Seeker;
use crate::model::purpose::Purpose;
use crate::model::results::Measure;
use crate::model::trace::ChildEvent;
use crate::model::world::site::Site;

parameters! {
    pub struct ReferralParameters in "referral" {
        /// Probability that staff who have noticed need refer to the team, at an engagement and
        /// presence of 1
        staff_request_share: f64 = 0.62, "proportion", allowed (0.0, 1.0), plausible (0.3, 0.9),
            "M5", Live, Assumption "prior";
        /// Probability that a family who seek help refer to the team, where they may
        family_request_share: f64 = 0.42, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.7),
            "M5", Live, Assumption "prior";
        /// Probability that another service or the single point of access refers a family who seek
        /// help to the team
        service_request_share: f64 = 0.3, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.6),
            "M5", Live, Assumption "prior";
        /// Whether parents and young people may refer themselves to the team
        families_may_refer: bool = true, "switch",
            "M5", Live, Assumption "Ellins et al. 2023, Ch7: some sites accept direct referrals";
        /// Whether all referrals go through a single point of access
        single_point_of_access: bool = false, "switch",
            "M5", Live, Assumption "Ellins et al. 2023, Ch7: in two of five case study sites";
        /// Delay added by the single point of access
        single_point_delay_days: f64 = 7.0, "days", allowed (0.0, 180.0), plausible (2.0, 21.0),
            "M5", Live, Assumption "prior";
        /// Mean time to complete form and consent
        form_mean_days: f64 = 5.0, "days", allowed (0.0, 180.0), plausible (2.0, 14.0),
            "M5", Live, Assumption "prior";
        /// Share of referrals with an incomplete form
        incomplete_form_share: f64 = 0.2, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.4),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch7";
        /// Mean delay added by an incomplete form
        incomplete_form_mean_days: f64 = 10.0, "days", allowed (0.0, 180.0), plausible (4.0, 21.0),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch7";
        /// Share of referrals for which consent is refused
        consent_refused_share: f64 = 0.03, "proportion", allowed (0.0, 1.0), plausible (0.01, 0.08),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch7: some parents refused";
        /// Share of referrals whose parents cannot be reached
        parents_not_reached_share: f64 = 0.04, "proportion",
            allowed (0.0, 1.0), plausible (0.01, 0.1),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch7: not widespread";
        /// Time until a referral without consent is closed
        lost_after_days: f64 = 28.0, "days", allowed (0.0, 365.0), plausible (14.0, 60.0),
            "M5", Live, Assumption "prior";
        /// Probability of referring children who appear below the floor, relative to others
        below_floor_factor: f64 = 0.25, "ratio", allowed (0.0, 1.0), plausible (0.1, 0.8),
            "M5", Live, Assumption "prior";
        /// Probability of referring to the team children who appear too complex for it, relative to
        /// others
        above_ceiling_factor: f64 = 0.4, "ratio", allowed (0.0, 1.0), plausible (0.2, 1.0),
            "M5", Live, Assumption "prior; settings know the remit, and refer beyond it (Ellins et \
             al. 2023, Ch7)";
        /// Probability that a child whose need appears severe is referred straight to the
        /// specialist service
        severe_to_specialist_share: f64 = 0.7, "proportion",
            allowed (0.0, 1.0), plausible (0.4, 0.95),
            "M5", Live, Assumption "prior";
        /// The same for a child with self-harm or other risk
        severe_risk_to_specialist_share: f64 = 0.95, "proportion",
            allowed (0.0, 1.0), plausible (0.8, 1.0),
            "M5", Live, Assumption "prior; safeguarding leaves settings little choice";
        /// Probability that any other recognised child is referred to the specialist service, where
        /// there is no team
        others_to_specialist_share_without_team: f64 = 0.05, "proportion",
            allowed (0.0, 1.0), plausible (0.03, 0.3),
            "M5", Live, Assumption "prior; 31 % of referrals from schools were declined (NSPCC \
             2018)";
        /// The same where there is a team
        others_to_specialist_share_with_team: f64 = 0.03, "proportion",
            allowed (0.0, 1.0), plausible (0.01, 0.2),
            "M5", Live, Assumption "prior";
        /// Rate at which help is sought again for a child held by its setting
        later_per_month: f64 = 0.03, "per month", allowed (0.0, 2.0), plausible (0.01, 0.08),
            "M5", Live, Assumption "prior";
        /// Rate at which help is sought again for a child in the missing middle or after help
        again_per_month: f64 = 0.04, "per month", allowed (0.0, 2.0), plausible (0.01, 0.1),
            "M5", Live, Assumption "prior";
        /// Rate at which help is sought again for a child out of scope or disengaged
        again_disengaged_per_month: f64 = 0.015, "per month",
            allowed (0.0, 2.0), plausible (0.005, 0.05),
            "M5", Live, Assumption "prior";
        /// Minimum rate at which help is sought again for a child whose need is known and severe
        severe_again_per_month: f64 = 0.25, "per month", allowed (0.0, 2.0), plausible (0.08, 0.6),
            "M5", Live, Assumption "prior";
        /// Share of later referrals that come from staff
        staff_share_of_later: f64 = 0.6, "proportion", allowed (0.0, 1.0), plausible (0.4, 0.8),
            "M5", Live, Assumption "prior";
    }
}

impl Site {
    /// Somebody who knows of a child's need decides what to do about it: refer to the specialist
    /// service, ask the team, or leave it with the setting.
    pub(crate) fn seek_help(&mut self, at: &mut Moment, id: ChildId, seeker: Seeker) {
        let child = self.child(id);
        let attempt = u64::from(child.course.steps());
        let mut draw = at.draws.at(child.key, Purpose::SeenBySetting, attempt);
        let perceived = child.course.score() + self.values.recognition.noise_sd * draw.normal();
        let mut choice = at.draws.at(child.key, Purpose::RouteChoice, attempt);
        let (to_specialist, to_team) = (choice.uniform(), choice.uniform());
        self.child_mut(id).perceived = perceived;
        self.tell(at.now, id, |site| ChildEvent::HelpConsidered {
            by_staff: seeker == Seeker::Staff,
            judgement: site.judgement(id, perceived),
        });
        let looks_severe = perceived >= self.thresholds.specialist;
        let specialist_chance = match (looks_severe, self.has_team(id)) {
            (true, _) if self.child(id).problem == Problem::SelfHarm => {
                self.values.referral.severe_risk_to_specialist_share
            }
            (true, _) => self.values.referral.severe_to_specialist_share,
            (false, false) => self.values.referral.others_to_specialist_share_without_team,
            (false, true) => self.values.referral.others_to_specialist_share_with_team,
        };
        if to_specialist < specialist_chance {
            self.refer_to_specialist(at, id, Reason::ReferredToSpecialist);
        } else if self.has_team(id) && to_team < self.request_chance(at, id, seeker) {
            let reason = match seeker {
                Seeker::Staff => Reason::ReferredByStaff,
                Seeker::Family if self.values.referral.families_may_refer => {
                    Reason::ReferredByFamily
                }
                Seeker::Family => Reason::ReferredByService,
            };
            self.request(at, id, reason);
        }
    }

    /// Probability that the team is asked: less where practitioners are seldom seen (M25).
    fn request_chance(&self, at: &Moment, id: ChildId, seeker: Seeker) -> f64 {
        let setting = self.setting_of(id);
        let presence = self.presence_of(at.now, setting);
        let through_setting = presence * setting.engagement;
        let chance = match seeker {
            Seeker::Staff => self.values.referral.staff_request_share * through_setting,
            Seeker::Family if self.values.referral.families_may_refer => {
                self.values.referral.family_request_share * through_setting
            }
            Seeker::Family => self.values.referral.service_request_share * presence,
        };
        let fit = match self.thresholds.band(self.child(id).perceived) {
            Band::BelowFloor => self.values.referral.below_floor_factor * self.slight_referrals(id),
            Band::MildToModerate => 1.0,
            Band::MissingMiddle | Band::Specialist => self.values.referral.above_ceiling_factor,
        };
        chance * fit
    }

    /// A referral to the team: form, consent, and then the next triage meeting.
    pub(crate) fn request(&mut self, at: &mut Moment, id: ChildId, reason: Reason) {
        self.go(at, id, Place::InReferral, reason);
        let band = self.thresholds.band(self.child(id).course.score());
        let child = self.child_mut(id);
        child.referrals += 1;
        child.band = band;
        child.request = Some(Request { referred: at.now, accepted: false });
        child.journey.referred.get_or_insert(at.now);
        child.missed_assessments = 0;
        let (key, ordinal) = (child.key, u64::from(child.referrals));
        if self.observer.measures(at.now) {
            self.pilot_counts.to_teams += 1;
            let members = self.memberships(id);
            self.observer.count_one(members, Measure::Referrals);
            let by_staff = reason == Reason::ReferredByStaff;
            self.observer.share(members, Measure::ReferredByStaffShare, by_staff);
        }
        let values = &self.values;
        let mut draw = at.draws.at(key, Purpose::Referral, ordinal);
        let (refusal, reach, completeness) = (draw.uniform(), draw.uniform(), draw.uniform());
        let mut days = draw.exponential(values.referral.form_mean_days);
        let incomplete = completeness < values.referral.incomplete_form_share;
        if incomplete {
            days += draw.exponential(values.referral.incomplete_form_mean_days);
        }
        if reason == Reason::ReferredByService || values.referral.single_point_of_access {
            days += values.referral.single_point_delay_days;
        }
        // A family that asks has been reached, and consents by asking.
        let asked = reason != Reason::ReferredByFamily;
        let engagement = self.groups_differ.engagement(self.child(id));
        let refused = asked && refusal < values.referral.consent_refused_share / engagement;
        let not_reached = asked && reach < values.referral.parents_not_reached_share;
        // A refusal comes when consent would have come.
        let complete = at.now + Span::from_days_f64(days);
        let ticket = if refused {
            at.schedule(complete, Event::ReferralLost { child: id, refused })
        } else if not_reached {
            let given_up = at.now + Span::from_days_f64(values.referral.lost_after_days);
            at.schedule(given_up, Event::ReferralLost { child: id, refused })
        } else {
            at.schedule(self.next_triage(complete), Event::Triage(id))
        };
        self.child_mut(id).exit = Some(ticket);
        self.tell(at.now, id, |_| ChildEvent::FormSent { incomplete });
    }

    /// The first triage meeting at or after `ready`: Mondays at noon, at the cadence of the team's
    /// meetings, counted from the first operating day.
    fn next_triage(&self, ready: SimTime) -> SimTime {
        let cadence = Span::from_days_f64(self.days_between_triage_meetings()).minutes().max(1);
        let since = ready.since(self.time.teams_start).minutes();
        let meetings = since.div_ceil(cadence);
        self.time.teams_start + Span::from_minutes(meetings.saturating_mul(cadence))
    }

    pub(crate) fn referral_lost(&mut self, at: &mut Moment, id: ChildId, refused: bool) {
        let reason = if refused { Reason::ConsentRefused } else { Reason::NotReached };
        self.go(at, id, Place::Disengaged, reason);
    }
}
