//! The moment: what a process has in addition to the state of its own room. The present time, the
//! calendar, random draws, the school year, the rules of the site, and the record of what happens.

pub(crate) mod record;

use self::record::Record;
use crate::engine::calendar::{Calendar, Phase, Ticket};
use crate::engine::draws::{BirthKey, Draws};
use crate::engine::time::SimTime;
use crate::model::children::rules::Rules;
use crate::model::event::Event;
use crate::model::parameters::Values;
use crate::model::school_calendar::SchoolCalendar;

/// See the module.
pub(crate) struct Moment<'a> {
    pub(crate) now: SimTime,
    /// The phase of the present event.
    pub(crate) phase: Phase,
    pub(crate) calendar: &'a mut Calendar<Event>,
    pub(crate) draws: Draws,
    pub(crate) school: &'a SchoolCalendar,
    pub(crate) rules: &'a Rules,
    pub(crate) record: &'a mut Record,
}

impl<'a> Moment<'a> {
    /// The parameters of the site.
    pub(crate) fn values(&self) -> &'a Values {
        &self.rules.values
    }

    pub(crate) fn schedule(&mut self, at: SimTime, event: Event) -> Ticket {
        self.calendar.schedule(at, event.phase(), event)
    }

    /// Schedules an event of one entity, whose key decides between events of the same instant and
    /// phase: the order does not depend on when they are scheduled.
    pub(crate) fn schedule_for(&mut self, who: BirthKey, at: SimTime, event: Event) -> Ticket {
        self.calendar.schedule_in_order(at, event.phase(), who.ordinal(), event)
    }

    pub(crate) fn cancel(&mut self, ticket: Option<Ticket>) {
        if let Some(ticket) = ticket {
            self.calendar.cancel(ticket);
        }
    }
}
