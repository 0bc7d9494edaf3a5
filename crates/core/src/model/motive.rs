//! Why practitioners leave, as the evaluation names it (Box 7).

/// Why a practitioner leaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Motive {
    /// The role was a stepping-stone to another.
    SteppingStone,
    /// It was not what they had expected.
    Expectations,
    /// Workload and strain.
    Workload,
    /// Lack of supervision.
    Supervision,
    /// No way up.
    Progression,
    /// Pay and contract.
    PayAndContract,
    /// A rigid remit.
    Rigidity,
    /// Anything else.
    Other,
    /// Lost during training.
    Training,
}
