//! What had become of the referrals of a financial year to the specialist service by the end of that
//! year: the way in which NHS Digital counts waits by year (additional statistics of the Mental Health
//! Services Data Set, tables 1b and 2b).

use jiff::civil::{Date, date};

use super::counts::Counts;
use super::exit::Exit;
use super::specialist_wait::SpecialistWait;
use super::{Dimension, Subgroup, measured};
use crate::engine::time::{SimTime, Span};
use crate::model::children::child::Child;
use crate::model::children::place::{Place, Spot};
use crate::model::children::transition::Transition;

impl Counts {
    /// A child of a covered setting has moved, and may have stopped waiting.
    pub(super) fn specialist_wait_moved(&mut self, change: &Transition) {
        let waits = |spot| matches!(spot, Spot::In(place) if is_waiting(place));
        if waits(change.from) && !waits(change.to) {
            let how = match change.to {
                Spot::In(Place::InSpecialist) => Exit::Started,
                _ => Exit::GaveUp,
            };
            let seen = change.from == Spot::In(Place::WaitingSpecialistSecond);
            self.specialist_wait(wait_of(change.child, seen, Some((change.now, how))));
        }
    }

    /// A child of a covered setting may still wait at the end of the run.
    pub(super) fn specialist_wait_goes_on(&mut self, child: &Child) {
        if is_waiting(child.place) {
            let seen = child.place == Place::WaitingSpecialistSecond;
            self.specialist_wait(wait_of(child, seen, None));
        }
    }

    /// A referral has ended its wait, or waits at the end of the run.
    pub(crate) fn specialist_wait(&mut self, wait: SpecialistWait) {
        let SpecialistWait { referred, first, left, .. } = wait;
        let year = financial_year(referred);
        let (Some(from), Some(to)) = (first_of_april(year), first_of_april(year + 1)) else {
            return;
        };
        if from < self.time.start || self.time.end < to {
            return;
        }
        let subgroup = Subgroup { dimension: Dimension::FinancialYear, level: year.unsigned_abs() };
        let by_then = left.filter(|(when, _)| *when < to);
        let treated = by_then.filter(|(_, how)| *how == Exit::Started);
        let seen = first.is_some_and(|first| first < to);
        self.other_count(subgroup, measured::SpecialistYearReferrals, 1);
        let shares = [
            (measured::SpecialistYearClosedShare, by_then.is_some() && treated.is_none()),
            (measured::SpecialistYearNoContactShare, by_then.is_none() && !seen),
            (measured::SpecialistYearOneContactShare, by_then.is_none() && seen),
        ];
        for (share, is_part) in shares {
            self.ratio(subgroup, share, f64::from(u8::from(is_part)), 1.0);
        }
        if let Some((second, _)) = treated {
            let waited = second.since(referred);
            self.other_duration(subgroup, measured::SpecialistYearWaitSecondContact, waited);
            let within = |weeks: u32| f64::from(u8::from(waited <= Span::from_days(7 * weeks)));
            self.ratio(subgroup, measured::SpecialistYearWithin4WeeksShare, within(4), 1.0);
            self.ratio(subgroup, measured::SpecialistYearOver12WeeksShare, 1.0 - within(12), 1.0);
        }
    }
}

fn is_waiting(place: Place) -> bool {
    matches!(place, Place::WaitingSpecialistFirst | Place::Bridged | Place::WaitingSpecialistSecond)
}

fn wait_of(child: &Child, seen: bool, left: Option<(SimTime, Exit)>) -> SpecialistWait {
    let first = seen.then_some(child.care.specialist_first);
    SpecialistWait { referred: child.care.specialist_referred, accepted: None, first, left }
}

/// The year in which the financial year of an instant began.
fn financial_year(at: SimTime) -> i16 {
    let day: Date = at.date();
    if day.month() < 4 { day.year() - 1 } else { day.year() }
}

fn first_of_april(year: i16) -> Option<SimTime> {
    SimTime::from_date(date(year, 4, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plan::TimePlan;

    fn day(year: i16, month: i8, day: i8) -> SimTime {
        SimTime::from_date(date(year, month, day)).unwrap()
    }

    fn counts() -> Counts {
        let time = TimePlan {
            start: day(2017, 1, 2),
            teams_start: day(2020, 1, 6),
            measure_from: day(2020, 1, 1),
            end: day(2021, 12, 31),
        };
        Counts::new(time, 1_000.0)
    }

    /// Five referrals of 2018/19, one of each fate, and what happened after the year is left out.
    #[test]
    fn a_year_counts_what_had_happened_by_its_end() {
        let mut counts = counts();
        let referred = day(2018, 5, 1);
        let wait = |first, left| SpecialistWait { referred, accepted: None, first, left };
        let (first, after) = (Some(day(2018, 5, 20)), day(2019, 4, 1));
        counts.specialist_wait(wait(first, Some((day(2018, 5, 29), Exit::Started))));
        counts.specialist_wait(wait(first, Some((day(2018, 12, 1), Exit::Started))));
        counts.specialist_wait(wait(None, Some((day(2018, 6, 1), Exit::Declined))));
        counts.specialist_wait(wait(first, Some((after, Exit::Started))));
        counts.specialist_wait(wait(Some(after), None));
        // The years before the start and after the end are not whole.
        for outside in [day(2016, 12, 1), day(2017, 3, 1), day(2021, 6, 1)] {
            counts.specialist_wait(SpecialistWait { referred: outside, ..wait(None, None) });
        }
        let tallies = counts.into_counted().tallies;
        let year = Subgroup { dimension: Dimension::FinancialYear, level: 2018 };
        assert_eq!(tallies.count(year, measured::SpecialistYearReferrals), Some(5));
        let share = |of| tallies.ratio(year, of).map(|ratio| (ratio.part, ratio.whole));
        assert_eq!(share(measured::SpecialistYearClosedShare), Some((1.0, 5.0)));
        assert_eq!(share(measured::SpecialistYearNoContactShare), Some((1.0, 5.0)));
        assert_eq!(share(measured::SpecialistYearOneContactShare), Some((1.0, 5.0)));
        assert_eq!(share(measured::SpecialistYearWithin4WeeksShare), Some((1.0, 2.0)));
        assert_eq!(share(measured::SpecialistYearOver12WeeksShare), Some((1.0, 2.0)));
        let waits = tallies.durations(year, measured::SpecialistYearWaitSecondContact).unwrap();
        assert_eq!((waits.count(), waits.mean()), (2, Some((28.0 + 214.0) / 2.0)));
        assert_eq!(tallies.keys().filter(|(of, _)| *of != year).count(), 0);
    }
}
