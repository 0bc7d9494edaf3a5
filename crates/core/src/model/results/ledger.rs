//! The ledger: where every child is at every instant. It keeps person-time by place and the flows
//! between places, and can check that no child was lost or created by mistake.

use std::collections::BTreeMap;

use super::flows::Flows;
use super::{FlowKey, PlaceSeries};
use crate::engine::statistics::Occupancy;
use crate::engine::time::SimTime;
use crate::model::children::child::Child;
use crate::model::children::place::{Place, Spot};
use crate::model::children::transition::Transition;

const STATES: usize = 2 * Place::COUNT;

/// A law that must hold in every run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Breach {
    pub(crate) law: &'static str,
    pub(crate) found: String,
}

/// Person-time in need since the last reading.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NeedRead {
    pub(crate) since: SimTime,
    pub(crate) in_need_minutes: u64,
}

/// See the module.
#[derive(Clone, Debug)]
pub(crate) struct Ledger {
    measure_from: SimTime,
    occupancy: Occupancy<STATES>,
    read_at: SimTime,
    /// Person-minutes in places up to the last reading.
    place_minutes: u64,
    /// Minutes of closed episodes, from their own dates.
    closed_minutes: u64,
    opened: u64,
    closed: u64,
    places: PlaceSeries,
    flows: Flows,
    breach: Option<Breach>,
}

impl Ledger {
    pub(crate) fn new(start: SimTime, measure_from: SimTime) -> Self {
        Self {
            measure_from,
            occupancy: Occupancy::new(start),
            read_at: start,
            place_minutes: 0,
            closed_minutes: 0,
            opened: 0,
            closed: 0,
            places: PlaceSeries::default(),
            flows: Flows::default(),
            breach: None,
        }
    }

    /// A child has moved, or an episode has opened or closed.
    pub(crate) fn moved(&mut self, change: &Transition) {
        let remitted = change.course.is_remitted();
        match change.from {
            Spot::In(place) => self.leave(place, remitted, change.now),
            Spot::Outside => self.opened += 1,
        }
        match change.to {
            Spot::In(place) => self.occupancy.enter(state(place, remitted), change.now),
            Spot::Outside => {
                self.closed += 1;
                let lasted = change.now.since(change.child.opened);
                self.closed_minutes += u64::from(lasted.minutes());
            }
        }
        if change.now >= self.measure_from {
            self.flows.add(change.from, change.to, change.reason, change.now);
        }
    }

    /// A child has remitted where they are.
    pub(crate) fn remitted(&mut self, place: Place, now: SimTime) {
        self.leave(place, false, now);
        self.occupancy.enter(state(place, true), now);
    }

    fn leave(&mut self, place: Place, remitted: bool, now: SimTime) {
        if !self.occupancy.leave(state(place, remitted), now) {
            self.break_law("a child must be in its place to leave it", place.name().into());
        }
    }

    /// Reads the ledger at the end of a week or of the run.
    pub(crate) fn read(&mut self, now: SimTime) -> NeedRead {
        let minutes = self.occupancy.read(now);
        self.place_minutes += minutes.iter().sum::<u64>();
        let since = self.read_at;
        if since >= self.measure_from && now > since {
            let week = self.places.weeks.entry(since.week()).or_default();
            for (place, pair) in week.iter_mut().enumerate() {
                pair[0] += minutes[2 * place];
                pair[1] += minutes[2 * place + 1];
            }
        }
        self.read_at = now;
        NeedRead { since, in_need_minutes: minutes.iter().step_by(2).sum() }
    }

    /// Children in a place, in need or remitted.
    pub(crate) fn count(&self, place: Place) -> u32 {
        self.occupancy.count(state(place, false)) + self.occupancy.count(state(place, true))
    }

    pub(crate) fn break_law(&mut self, law: &'static str, found: String) {
        self.breach.get_or_insert(Breach { law, found });
    }

    /// The first broken law, if any, of those that are checked during the run.
    #[inline]
    pub(crate) fn breach(&self) -> Option<&Breach> {
        self.breach.as_ref()
    }

    /// Checks that no child was lost or created by mistake and that person-time over places is
    /// person-time of open episodes.
    pub(crate) fn check(&self, open: &[&Child]) -> Result<(), Breach> {
        if self.opened != self.closed + open.len() as u64 {
            return Err(Breach {
                law: "every episode opened is closed or open",
                found: format!(
                    "{} opened, {} closed, {} open",
                    self.opened,
                    self.closed,
                    open.len()
                ),
            });
        }
        let open_minutes: u64 =
            open.iter().map(|child| u64::from(self.read_at.since(child.opened).minutes())).sum();
        if self.place_minutes != self.closed_minutes + open_minutes {
            return Err(Breach {
                law: "person-time over places is person-time of episodes",
                found: format!(
                    "{} minutes in places, {} in episodes",
                    self.place_minutes,
                    self.closed_minutes + open_minutes
                ),
            });
        }
        for place in Place::ALL {
            let there = open.iter().filter(|child| child.place == place).count();
            if there != self.count(place) as usize {
                return Err(Breach {
                    law: "the ledger and the children agree on who is where",
                    found: format!("{}: {} and {there}", place.name(), self.count(place)),
                });
            }
        }
        Ok(())
    }

    /// Checks that the account of need holds the time in need of the measurement window, and no
    /// more.
    pub(crate) fn check_account(&self, minutes: u64) -> Result<(), Breach> {
        let weeks = self.places.weeks.values();
        let in_need: u64 = weeks.flatten().map(|[in_need, _]| in_need).sum();
        if minutes == in_need {
            return Ok(());
        }
        Err(Breach {
            law: "the account of need adds up to the time in need",
            found: format!("{minutes} minutes in the account, {in_need} in places"),
        })
    }

    /// Returns person-time by place, and flows.
    pub(crate) fn into_series(self) -> (PlaceSeries, BTreeMap<FlowKey, u64>) {
        (self.places, self.flows.into_months())
    }
}

fn state(place: Place, remitted: bool) -> usize {
    2 * place as usize + usize::from(remitted)
}
