//! Why a run stops before its end.

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
