//! Why a run stops before its end.

use crate::numbers::grouped;

/// Why a run stops before its end.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RunError {
    /// An error in the program: a world is in an invalid state.
    #[error("{site}: a law of the model is broken: {law} (found: {found})")]
    LawBroken {
        /// The site.
        site: String,
        /// The law.
        law: &'static str,
        /// What was found.
        found: String,
    },
    /// An error in the input: the pupils covered do not have that many children in need.
    #[error(transparent)]
    TooManyAtStart(#[from] TooManyAtStart),
    /// An error in the input: recognition cannot be scaled to the referrals of the last year.
    #[error(transparent)]
    OutOfReach(#[from] OutOfReach),
    /// An error in the program: a site would hold the calibration of a site with other figures.
    #[error("{site} has other figures than those to which it would be calibrated")]
    OtherFigures {
        /// The site.
        site: String,
    },
    /// An error in the program: a world would run with what was prepared for another.
    #[error("{site} was prepared for another plan, or for other dates: prepare this one")]
    OtherPlan {
        /// The site.
        site: String,
    },
}

/// More children on the list and in help at the start than the settings of a team can have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{site}: {asked} children are stated to be on the waiting list or in help at the start, but \
     the pupils covered have at most {most} in need within the remit of the team: state fewer in \
     [initial], or more pupils"
)]
pub struct TooManyAtStart {
    /// The site.
    pub site: String,
    /// Children on the list and in help, as stated.
    pub asked: u32,
    /// Children in need, out of help and within the remit.
    pub most: u32,
}

/// More or fewer referrals in the last year than any plausible recognition of need sends.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{site}: {} referrals last year cannot be reached: these settings, with recognition between a \
     fifth and five times the usual, send {} to {}. Correct `initial.referrals_last_year`, or state \
     the pupils and teams that they came from",
    grouped((*reported).into(), 0), grouped((*least).into(), 0), grouped((*most).into(), 0)
)]
pub struct OutOfReach {
    /// The site.
    pub site: String,
    /// Referrals in the last year, as stated.
    pub reported: u32,
    /// Referrals with recognition at a fifth of the usual.
    pub least: u32,
    /// Referrals with recognition at five times the usual.
    pub most: u32,
}
