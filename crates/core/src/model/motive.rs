//! Why practitioners leave: the reasons of the evaluation (Box 7), and loss during training (Ch6).

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
    /// Rigidity of the programme and the model; here it depends on the remit.
    Rigidity,
    /// Anything else.
    Other,
    /// Lost during training.
    Training,
}
