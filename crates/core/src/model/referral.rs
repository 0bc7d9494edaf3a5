//! Referral (M5): who refers whom where, and what is lost or delayed on the way: incomplete
//! forms, parents who cannot be reached, consent refused.

use super::child::{Problem, Request};
use super::event::{Event, Moment};
use super::ids::ChildId;
use super::parameters::Parameter as P;
use super::place::{Place, Reason};
use super::purpose::Purpose;
use super::recognition::Seeker;
use super::results::Measure;
use super::severity::Band;
use super::site::Site;
use super::trace::ChildEvent;
use crate::engine::time::{SimTime, Span};

impl Site {
    /// Somebody who knows of a child's need decides what to do about it: refer to the specialist
    /// service, ask the team, or leave it with the setting.
    pub(super) fn seek_help(&mut self, at: &mut Moment, id: ChildId, seeker: Seeker) {
        let child = self.child(id);
        let attempt = u64::from(child.course.steps());
        let mut draw = at.draws.at(child.key, Purpose::SeenBySetting, attempt);
        let perceived = child.course.score() + self.values[P::RecognitionNoiseSd] * draw.normal();
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
                self.values[P::ReferralSevereRiskToSpecialistShare]
            }
            (true, _) => self.values[P::ReferralSevereToSpecialistShare],
            (false, false) => self.values[P::ReferralOthersToSpecialistWithoutTeam],
            (false, true) => self.values[P::ReferralOthersToSpecialistWithTeam],
        };
        if to_specialist < specialist_chance {
            self.refer_to_specialist(at, id, Reason::ReferredToSpecialist);
        } else if self.has_team(id) && to_team < self.request_chance(at, id, seeker) {
            let reason = match seeker {
                Seeker::Staff => Reason::ReferredByStaff,
                Seeker::Family if self.values.is_on(P::ReferralFamiliesMayRefer) => {
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
            Seeker::Staff => self.values[P::ReferralStaffShare] * through_setting,
            Seeker::Family if self.values.is_on(P::ReferralFamiliesMayRefer) => {
                self.values[P::ReferralFamilyShare] * through_setting
            }
            Seeker::Family => self.values[P::ReferralServiceShare] * presence,
        };
        let fit = match self.thresholds.band(self.child(id).perceived) {
            Band::BelowFloor => {
                self.values[P::ReferralBelowFloorFactor] * self.slight_referrals(id)
            }
            Band::MildToModerate => 1.0,
            Band::MissingMiddle | Band::Specialist => self.values[P::ReferralAboveCeilingFactor],
        };
        chance * fit
    }

    /// A referral to the team: form, consent, and then the next triage meeting.
    pub(super) fn request(&mut self, at: &mut Moment, id: ChildId, reason: Reason) {
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
        let mut days = draw.exponential(values[P::ReferralFormDays]);
        let incomplete = completeness < values[P::ReferralIncompleteShare];
        if incomplete {
            days += draw.exponential(values[P::ReferralIncompleteDelayDays]);
        }
        if reason == Reason::ReferredByService || values.is_on(P::ReferralSinglePointOfAccess) {
            days += values[P::ReferralSinglePointDelayDays];
        }
        // A family that asks has been reached, and consents by asking.
        let asked = reason != Reason::ReferredByFamily;
        let engagement = self.groups_differ.engagement(self.child(id));
        let refused = asked && refusal < values[P::ReferralConsentRefusedShare] / engagement;
        let not_reached = asked && reach < values[P::ReferralNotReachedShare];
        // A refusal comes when consent would have come.
        let complete = at.now + Span::from_days_f64(days);
        let ticket = if refused {
            at.schedule(complete, Event::ReferralLost { child: id, refused })
        } else if not_reached {
            let given_up = at.now + Span::from_days_f64(values[P::ReferralLostAfterDays]);
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
        let cadence = Span::from_days_f64(self.values[self.triage_cadence()]).minutes().max(1);
        let since = ready.since(self.time.teams_start).minutes();
        let meetings = since.div_ceil(cadence);
        self.time.teams_start + Span::from_minutes(meetings.saturating_mul(cadence))
    }

    pub(super) fn referral_lost(&mut self, at: &mut Moment, id: ChildId, refused: bool) {
        let reason = if refused { Reason::ConsentRefused } else { Reason::NotReached };
        self.go(at, id, Place::Disengaged, reason);
    }
}
