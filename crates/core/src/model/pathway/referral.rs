//! Referral (M5): who refers whom, where, and what causes loss or delay on the way: incomplete
//! forms, parents who cannot be reached, consent refused.

use super::next::{Next, Seeker};
use super::triage::{self, days_between_meetings};
use crate::engine::time::{SimTime, Span};
use crate::model::children::Children;
use crate::model::children::care::Request;
use crate::model::children::child::{Child, Phase, Problem};
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::Course;
use crate::model::children::thresholds::Band;
use crate::model::event::Event;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::parameters::parameters;
use crate::model::purpose::Purpose;
use crate::model::settings::Settings;
use crate::model::settings::setting::Setting;
use crate::model::trace::{ChildEvent, Judgement};
use crate::model::workforce::Workforce;

parameters! {
    pub struct ReferralParameters in "referral" {
        /// Probability that staff who have noticed need refer to the team, with an engaged lead and
        /// at an engagement and presence of 1
        staff_request_share: f64 = 0.77, "proportion", allowed (0.0, 1.0), plausible (0.4, 1.0),
            "M5", Live, Assumption "prior: with the leads that settings have, about half of what \
             staff notice; with recognition it gives about 30 referrals per 1,000 pupils and year",
            raises "referrals";
        /// Probability that a family who seek help refer to the team, where they may
        family_request_share: f64 = 0.5, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.7),
            "M5", Live, Assumption "prior: so that about half of referrals are by staff \
             (Wales, 2016/17 to 2020/21: 47 to 56 % of referrals to school counselling)",
            raises "referrals";
        /// Probability that another service or the single point of access refers a family who seek
        /// help to the team
        service_request_share: f64 = 0.35, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.6),
            "M5", Live, Assumption "prior",
            raises "referrals";
        /// Whether parents and young people may refer themselves to the team
        families_may_refer: bool = true, "switch",
            "M5", Live, Assumption "Ellins et al. 2023, Ch7: some sites accept direct referrals",
            lowers "referred_by_staff_share";
        /// Whether all referrals go through a single point of access
        single_point_of_access: bool = false, "switch",
            "M5", Live, Assumption "Ellins et al. 2023, Ch7: in two of five case study sites",
            lowers "referrals";
        /// Delay added by the single point of access
        single_point_delay_days: f64 = 7.0, "days", allowed (0.0, 180.0), plausible (2.0, 21.0),
            "M5", Live, Assumption "prior",
            raises "wait_referral_to_assessment";
        /// Share of referrals to the team that the single point of access loses or sends elsewhere
        single_point_lost_share: f64 = 0.15, "proportion",
            allowed (0.0, 1.0), plausible (0.05, 0.3),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch7: a case study site was moving \
             away from the single point of access because of the lower number of referrals \
             received; how much lower is not reported",
            lowers "referrals";
        /// Mean time to complete form and consent
        form_mean_days: f64 = 5.0, "days", allowed (0.0, 180.0), plausible (2.0, 14.0),
            "M5", Live, Assumption "prior",
            raises "wait_referral_to_assessment";
        /// Share of referrals with an incomplete form
        incomplete_form_share: f64 = 0.2, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.4),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch7 (referral and assessment \
             pathways): some forms are incomplete; no share is reported",
            raises "wait_referral_to_assessment";
        /// Mean delay added by an incomplete form
        incomplete_form_mean_days: f64 = 10.0, "days", allowed (0.0, 180.0), plausible (4.0, 21.0),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch7 (referral and assessment \
             pathways): incomplete forms add delay; its length is not reported",
            raises "wait_referral_to_assessment";
        /// Share of referrals for which consent is refused
        consent_refused_share: f64 = 0.03, "proportion", allowed (0.0, 1.0), plausible (0.01, 0.08),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch7 (referral and assessment \
             pathways): not widespread, but some parents refused",
            lowers "accepted";
        /// Share of referrals whose parents cannot be reached
        parents_not_reached_share: f64 = 0.04, "proportion",
            allowed (0.0, 1.0), plausible (0.01, 0.1),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch7 (referral and assessment \
             pathways): difficulties contacting parents are reported, but not how often",
            lowers "accepted";
        /// The same of young people of year 12 and above, who consent for themselves, relative to
        /// others
        own_consent_not_reached_ratio: f64 = 0.3, "ratio", allowed (0.0, 1.0), plausible (0.1, 0.7),
            "M5", Live, Assumption "prior: young people of 16 and over consent for themselves, and \
             the setting can reach them",
            lowers "accepted" of "phase=sixteen_plus";
        /// Time until a referral without consent is closed
        lost_after_days: f64 = 28.0, "days", allowed (0.0, 365.0), plausible (14.0, 60.0),
            "M5", Live, Assumption "prior",
            raises "waiting_for_team";
        /// Probability of referring children who appear below the floor, relative to others
        below_floor_factor: f64 = 0.25, "ratio", allowed (0.0, 1.0), plausible (0.1, 0.8),
            "M5", Live, Assumption "prior",
            raises "referrals" of "severity_band=below_floor";
        /// Probability of referring to the team children who appear too complex for it, relative to
        /// others, once settings have learnt whom it is for
        above_ceiling_factor: f64 = 0.4, "ratio", allowed (0.0, 1.0), plausible (0.2, 1.0),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch7 (referral and assessment \
             pathways): settings refer children beyond the remit; Ch8 (relationships and \
             engagement): they came to understand the remit better over time",
            raises "referrals" of "severity_band=missing_middle_band";
        /// Probability that a child whose need appears severe is referred straight to the
        /// specialist service
        severe_to_specialist_share: f64 = 0.7, "proportion",
            allowed (0.0, 1.0), plausible (0.4, 0.95),
            "M5", Live, Assumption "prior",
            raises "specialist_referrals";
        /// The same for a child with self-harm or other risk
        severe_risk_to_specialist_share: f64 = 0.95, "proportion",
            allowed (0.0, 1.0), plausible (0.8, 1.0),
            "M5", Live, Assumption "prior; safeguarding leaves settings little choice",
            raises "specialist_referrals" of "problem=self_harm";
        /// Probability that any other recognised child is referred to the specialist service, where
        /// there is no team
        others_to_specialist_share_without_team: f64 = 0.03, "proportion",
            allowed (0.0, 1.0), plausible (0.01, 0.2),
            "M5", Live, Assumption "prior; 31 % of referrals from schools were declined (NSPCC \
             2018)",
            raises "specialist_referrals";
        /// The same where there is a team
        others_to_specialist_share_with_team: f64 = 0.02, "proportion",
            allowed (0.0, 1.0), plausible (0.01, 0.2),
            "M5", Live, Assumption "prior",
            raises "specialist_referrals";
        /// Decrease in the logarithm of both for a family, per point by which need appears below the
        /// team's floor
        family_mild_to_specialist_slope: f64 = 2.0, "per score",
            allowed (0.0, 20.0), plausible (0.0, 5.0),
            "M5", Live, Assumption "prior: the milder the need, the fewer families ask the \
             specialist service",
            lowers "specialist_referrals" of "severity_band=below_floor";
        /// Rate at which help is sought again for a child held by their setting
        later_per_month: f64 = 0.03, "per month", allowed (0.0, 2.0), plausible (0.01, 0.08),
            "M5", Live, Assumption "prior",
            raises "referrals";
        /// Rate at which help is sought again for a child in the missing middle or after help
        again_per_month: f64 = 0.04, "per month", allowed (0.0, 2.0), plausible (0.01, 0.1),
            "M5", Live, Assumption "prior",
            raises "referrals";
        /// Rate at which help is sought again for a child out of scope or disengaged
        again_disengaged_per_month: f64 = 0.015, "per month",
            allowed (0.0, 2.0), plausible (0.005, 0.05),
            "M5", Live, Assumption "prior",
            raises "referrals";
        /// Minimum rate at which help is sought again for a child whose need is known and severe
        severe_again_per_month: f64 = 0.25, "per month", allowed (0.0, 2.0), plausible (0.08, 0.6),
            "M5", Live, Assumption "prior",
            raises "specialist_referrals";
        /// Rate at which help is sought again for a child whose self-harm is known, relative to others
        self_harm_again_ratio: f64 = 2.0, "ratio", allowed (0.0, 20.0), plausible (1.0, 4.0),
            "M5", Live, Assumption "prior; safeguarding: nobody who knows of self-harm leaves it for \
             long",
            raises "specialist_referrals" of "problem=self_harm";
        /// Share of later referrals that come from staff
        staff_share_of_later: f64 = 0.51, "proportion", allowed (0.0, 1.0), plausible (0.4, 0.7),
            "M5", Live, Derived "Welsh Government, 2016/17 to 2020/21: staff made 47 to 56 % of \
             referrals to school counselling",
            raises "referred_by_staff_share";
    }
}

/// Someone who knows of a child's need decides what to do: refer to the specialist service, ask the
/// team, or leave it with the setting.
pub(crate) fn seek_help(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    workforce: &Workforce,
    (id, seeker): (ChildId, Seeker),
) -> Next {
    let (child, course) = children.both_mut(id);
    let (rules, values) = (at.rules, at.values());
    let attempt = u64::from(course.steps());
    let mut draw = at.draws.at(child.key, Purpose::SeenBySetting, attempt);
    let perceived = course.score() + values.recognition.noise_sd * draw.normal();
    let mut choice = at.draws.at(child.key, Purpose::RouteChoice, attempt);
    let (to_specialist, to_team) = (choice.uniform(), choice.uniform());
    child.perceived = perceived;
    at.record.tell(at.now, child.birth, || ChildEvent::HelpConsidered {
        by_staff: seeker == Seeker::Staff,
        judgement: Judgement::of(perceived, course, rules.thresholds),
    });
    let setting = settings.of(child);
    let looks_severe = perceived >= rules.thresholds.specialist;
    let specialist_chance = match (looks_severe, setting.covered) {
        (true, _) if child.problem == Problem::SelfHarm => {
            values.referral.severe_risk_to_specialist_share
        }
        (true, _) => values.referral.severe_to_specialist_share,
        (false, false) => values.referral.others_to_specialist_share_without_team,
        (false, true) => values.referral.others_to_specialist_share_with_team,
    };
    let mild = match seeker {
        Seeker::Staff => 1.0,
        Seeker::Family => {
            let below = (rules.thresholds.floor - perceived).max(0.0);
            (-values.referral.family_mild_to_specialist_slope * below).exp()
        }
    };
    if to_specialist < specialist_chance * mild {
        let reason = match seeker {
            Seeker::Staff => Reason::StaffReferredToSpecialist,
            Seeker::Family => Reason::FamilyReferredToSpecialist,
        };
        Next::ReferToSpecialist { reason, agreed: false }
    } else if setting.covered
        && to_team < request_chance(at, workforce, setting, perceived, seeker)
        && !triage::declines_for_other_help(at, child, setting)
    {
        Next::AskTeam(match seeker {
            Seeker::Staff => Reason::ReferredByStaff,
            Seeker::Family if values.referral.families_may_refer => Reason::ReferredByFamily,
            Seeker::Family => Reason::ReferredByService,
        })
    } else {
        Next::Stay
    }
}

/// Probability of a referral to the team: lower where practitioners are seldom present (M25), where no
/// lead is engaged, and in some kinds of setting (M34).
fn request_chance(
    at: &Moment,
    workforce: &Workforce,
    setting: &Setting,
    perceived: f64,
    seeker: Seeker,
) -> f64 {
    let values = at.values();
    let presence = workforce.presence_of(values, at.now, setting);
    let through_setting = presence * setting.engagement.to_referrals(values, at.now);
    let chance = match seeker {
        Seeker::Staff => {
            let lead = setting.lead.to_referrals(values, at.now);
            values.referral.staff_request_share * lead * through_setting
        }
        Seeker::Family if values.referral.families_may_refer => {
            values.referral.family_request_share * through_setting
        }
        Seeker::Family => values.referral.service_request_share * presence,
    };
    let fit = match at.rules.thresholds.band(perceived) {
        Band::BelowFloor => {
            values.referral.below_floor_factor
                * workforce.slight_referrals(values, setting)
                * setting.engagement.to_too_mild(values, at.now)
        }
        Band::MildToModerate => 1.0,
        Band::MissingMiddle | Band::Specialist => {
            values.referral.above_ceiling_factor * setting.engagement.to_too_complex(values, at.now)
        }
    };
    let lost = if values.referral.single_point_of_access {
        values.referral.single_point_lost_share
    } else {
        0.0
    };
    chance * fit * setting.character.to_referrals(values, seeker == Seeker::Staff) * (1.0 - lost)
}

/// The team is asked for help: notes the referral.
pub(crate) fn open(at: &Moment, child: &mut Child, course: &Course) {
    child.referrals += 1;
    child.band = at.rules.thresholds.band(course.score());
    child.care.request = Some(Request { referred: at.now, accepted: false, assessed: false });
    child.care.journey.referred.get_or_insert(at.now);
    child.care.missed_assessments = 0;
    child.care.is_shared = false;
}

/// Form and consent, and then the next triage meeting.
pub(crate) fn send_form(
    at: &mut Moment,
    settings: &Settings,
    (id, child): (ChildId, &mut Child),
    reason: Reason,
) {
    let referral = &at.values().referral;
    let mut draw = at.draws.at(child.key, Purpose::Referral, u64::from(child.referrals));
    let (refusal, reach, completeness) = (draw.uniform(), draw.uniform(), draw.uniform());
    let mut days = draw.exponential(referral.form_mean_days);
    let incomplete = completeness < referral.incomplete_form_share;
    if incomplete {
        days += draw.exponential(referral.incomplete_form_mean_days);
    }
    if reason == Reason::ReferredByService || referral.single_point_of_access {
        days += referral.single_point_delay_days;
    }
    // A family that asks has been reached, and consents by asking.
    let asked = reason != Reason::ReferredByFamily;
    let engagement = at.rules.groups.engagement(child);
    let refused = asked && refusal < referral.consent_refused_share / engagement;
    let own_consent = match child.phase() {
        Phase::SixteenPlus => referral.own_consent_not_reached_ratio,
        Phase::Primary | Phase::Secondary => 1.0,
    };
    let not_reached = asked && reach < referral.parents_not_reached_share * own_consent;
    // A refusal arrives when consent would have. What staff send comes on a school day.
    let mut complete = at.now + Span::from_days_f64(days);
    if reason == Reason::ReferredByStaff && at.values().season.on_school_days {
        let terms = settings.of(child).character.terms(at.values());
        complete = at.school.school_day_from(terms, complete);
    }
    let ticket = if refused {
        at.schedule(complete, Event::ReferralLost { child: id, refused })
    } else if not_reached {
        let given_up = at.now + Span::from_days_f64(referral.lost_after_days);
        at.schedule(given_up, Event::ReferralLost { child: id, refused })
    } else {
        at.schedule(next_triage(at, complete), Event::Triage(id))
    };
    child.exit = Some(ticket);
    at.record.tell(at.now, child.birth, || ChildEvent::FormSent { incomplete });
}

/// The first triage meeting at or after `ready`: Mondays at noon, or the day after a bank holiday, at
/// the cadence of the team's meetings, counted from the first operating day.
fn next_triage(at: &Moment, ready: SimTime) -> SimTime {
    let first = at.rules.time.teams_start;
    let cadence = Span::from_days_f64(days_between_meetings(at.values())).minutes().max(1);
    let since = ready.since(first).minutes();
    let meetings = since.div_ceil(cadence);
    at.school.after_bank_holidays(first + Span::from_minutes(meetings.saturating_mul(cadence)))
}

/// Consent was refused, or parents could not be reached.
pub(crate) fn lost(refused: bool) -> Next {
    let reason = if refused { Reason::ConsentRefused } else { Reason::NotReached };
    Next::Go(Place::Disengaged, reason)
}
