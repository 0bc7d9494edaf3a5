//! The measures: what each one is, its unit and who is counted.

use serde::{Deserialize, Serialize};

/// Declares the measures once: the enum and what is published about each.
macro_rules! measures {
    ($($name:ident = $key:literal, $unit:literal, $definition:literal, $counted:literal;)*) => {
        /// Something measured.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum Measure { $(#[doc = $definition] $name),* }

        impl Measure {
            /// All measures, in the order in which they are reported.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name used in files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $key),* }
            }

            /// Unit of its statistics (of the mean and percentiles for durations).
            pub fn unit(self) -> &'static str {
                match self { $(Self::$name => $unit),* }
            }

            /// What it is.
            pub fn definition(self) -> &'static str {
                match self { $(Self::$name => $definition),* }
            }

            /// Which children, referrals or time it counts.
            pub fn counted(self) -> &'static str {
                match self { $(Self::$name => $counted),* }
            }
        }
    };
}

measures! {
    Referrals = "referrals", "referrals",
        "Referrals to a mental health support team",
        "referrals made in the measurement window";
    WaitReferralToAssessment = "wait_referral_to_assessment", "days",
        "Days from referral to the assessment appointment",
        "children assessed in the measurement window";
    WaitReferralToStart = "wait_referral_to_start", "days",
        "Days from referral to the first session of help by the team",
        "children who started in the measurement window; those who never start are not in it";
    StillWaitingForStart = "still_waiting_for_start", "days",
        "Days since referral of children accepted and not yet started",
        "children on the list at the end of the run";
    StartedWithin28Days = "started_within_28_days", "proportion",
        "Cumulative incidence of starting help within 28 days of referral, with competing exits (Aalen-Johansen)",
        "accepted referrals made in the measurement window, censored at the end of the run";
}
