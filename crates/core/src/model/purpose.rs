//! What each random draw of the model is for.

use crate::engine::draws::{self, Draws};

/// Draws that belong to the structure of a site: the same in every replicate and for every seed.
pub(crate) const STRUCTURE: Draws = Draws::new(0, u64::MAX);

/// The purposes of the model's draws. A new one goes to the end of its block, so that old ones
/// keep their numbers, and so their random numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub(crate) enum Purpose {
    // Settings
    SettingSize = 1,
    SettingDeprivation = 2,
    SettingLead = 3,
    SettingEngagement = 4,
    SettingSupport = 5,
    /// How long a lead stays, or how long there is none.
    LeadChanges = 6,
    LeadHasTime = 7,
    SettingKind = 8,
    WholeSchoolOnly = 9,
    // Need
    OnsetGap = 100,
    InitialStock = 101,
    InitialAge = 102,
    Joiners = 103,
    YearGroup = 104,
    Problem = 105,
    Groups = 106,
    Onset = 107,
    SeverityAtOnset = 108,
    /// The chances of a step of a course.
    Step = 109,
    MoveOn = 110,
    NextSetting = 111,
    Recurrence = 113,
    JoinsTeam = 115,
    StaysWithSpecialist = 116,
    // Recognition and referral
    SeenBySetting = 201,
    RouteChoice = 202,
    Referral = 203,
    Onward = 205,
    EffectAtEnd = 206,
    MissesSchool = 210,
    SevereNoticed = 209,
    // The team
    SeenAtTriage = 300,
    TriageDecision = 301,
    SeenAtAssessment = 302,
    GivesUp = 304,
    GroupSuited = 305,
    Session = 306,
    DropOutSite = 307,
    DropOutPractitioner = 308,
    Outcome = 309,
    SeenAtEnd = 310,
    SlotLost = 311,
    AssessmentAttendance = 312,
    Remit = 313,
    HeldByEmhp = 314,
    Handover = 315,
    InitialList = 316,
    ComplexitySeen = 317,
    FirstSession = 319,
    StepUpAgreed = 320,
    ListReview = 330,
    SessionsPlanned = 321,
    WellSeen = 322,
    Concern = 323,
    DeclinesHelped = 324,
    AssessmentDay = 325,
    // The workforce
    LeavingPatience = 350,
    LeavingMotive = 351,
    TrainingLoss = 352,
    InitialExperience = 353,
    SeniorFound = 354,
    SupervisorTrained = 355,
    FromSpecialist = 356,
    ToSpecialist = 357,
    TrainingPlace = 358,
    SeniorHired = 359,
    MaternityLeave = 360,
    LongSickness = 361,
    // The specialist service
    OtherArrival = 400,
    OtherChild = 401,
    SeenBySpecialist = 402,
    SpecialistLag = 403,
    SpecialistPatience = 404,
    SpecialistGap = 405,
    SpecialistTreatment = 406,
    SpecialistOutcome = 407,
    InitialCaseload = 408,
    InitialQueue = 409,
    InitialBooking = 410,
    SpecialistStream = 411,
    // Case histories
    StoryDrawn = 500,
    // What is not known
    Knowledge = 600,
    Fit = 601,
}

impl draws::Purpose for Purpose {
    fn number(self) -> u32 {
        self as u32
    }
}
