//! The calendar (future event list).
//!
//! Events come out in order of time; at the same instant, in order of phase, which the model gives
//! to each kind of event; and within a phase, in the order in which they were scheduled. This is
//! the complete rule for ties.
//!
//! It is a monotone radix queue: future events wait in lists by the digits of their time, in three
//! wheels of 4,096 minutes, 4,096 times as many, and the rest. The next list of the coarser wheel
//! moves into the finer one only when that is empty, so an event moves at most twice, whatever else
//! is pending. Only events of the same instant are ever sorted.

mod near;
mod wheel;

use std::num::NonZeroU32;

use self::near::{Key, Near};
use self::wheel::{DIGIT_BITS, NONE, Wheel};
use super::time::SimTime;

/// The rank of an event among events of the same instant: lower phases come first.
pub type Phase = u8;

const SEQUENCE_BITS: u32 = 56;

/// A handle to a scheduled event, with which to cancel it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ticket {
    slot: u32,
    generation: Generation,
}

/// How often a slot has been emptied, from 1.
type Generation = NonZeroU32;

#[derive(Clone, Debug)]
struct Slot<E> {
    /// `None` if the slot is free or the event was cancelled.
    event: Option<E>,
    generation: Generation,
}

/// The part of a slot that is read while its event moves from list to list, kept apart from the
/// rest so that many fit into the cache.
#[derive(Clone, Copy, Debug)]
struct Link {
    /// Phase in the top eight bits, sequence below; [`CANCELLED`] once the event is.
    order: u64,
    at: u32,
    /// The next slot in the same list of a wheel, or the next free slot.
    next: u32,
}

const CANCELLED: u64 = u64::MAX;

/// A list of future events with cancellation.
///
/// Scheduling, taking the next event and cancelling cost the same however many events are pending;
/// events of the same instant cost O(log n) in their number. Memory grows with the number of
/// pending events, not with the number ever scheduled.
#[derive(Clone, Debug)]
pub struct Calendar<E> {
    slots: Vec<Slot<E>>,
    /// One for each slot.
    links: Vec<Link>,
    free: u32,
    /// From fine to coarse; all that lies after `reached`.
    wheels: [Wheel; 3],
    /// All that does not lie after `reached`.
    near: Near,
    /// The wheels hold what comes after this minute. It is never before the present, and is ahead
    /// of it if the next event was asked for but not taken.
    reached: u32,
    now: SimTime,
    sequence: u64,
    pending: usize,
}

impl<E> Calendar<E> {
    /// An empty calendar at `now`.
    pub fn new(now: SimTime) -> Self {
        Self {
            slots: Vec::new(),
            links: Vec::new(),
            free: NONE,
            wheels: [Wheel::new(), Wheel::new(), Wheel::new()],
            near: Near::default(),
            reached: now.minutes(),
            now,
            sequence: 0,
            pending: 0,
        }
    }

    /// The time of the event last taken, or the start.
    pub fn now(&self) -> SimTime {
        self.now
    }

    /// Number of events scheduled and not cancelled.
    pub fn len(&self) -> usize {
        self.pending
    }

    /// Whether nothing is scheduled.
    pub fn is_empty(&self) -> bool {
        self.pending == 0
    }

    /// Schedules `event` at `at` in `phase`. If `at` is in the past, the event is due at the
    /// present instant, after those of its phase already scheduled for it.
    #[inline]
    pub fn schedule(&mut self, at: SimTime, phase: Phase, event: E) -> Ticket {
        let sequence = self.sequence;
        self.sequence += 1;
        self.schedule_in_order(at, phase, sequence, event)
    }

    /// Schedules `event` as [`schedule`](Self::schedule) does, but with a place of its own among the
    /// events of the same instant and phase, whenever they are scheduled: that of the last 56 bits
    /// of `order`.
    #[inline]
    pub fn schedule_in_order(&mut self, at: SimTime, phase: Phase, order: u64, event: E) -> Ticket {
        let at = at.max(self.now).minutes();
        let order = (u64::from(phase) << SEQUENCE_BITS) | (order & ((1 << SEQUENCE_BITS) - 1));
        self.pending += 1;
        if self.free == NONE {
            self.add_slot();
        }
        let slot = self.free;
        let link = &mut self.links[slot as usize];
        self.free = link.next;
        *link = Link { order, at, next: NONE };
        if at > self.reached {
            link.next = put_ahead(&mut self.wheels, self.reached, at, slot);
        } else {
            self.near.add(Key::new(at, order, slot));
        }
        let taken = &mut self.slots[slot as usize];
        taken.event = Some(event);
        Ticket { slot, generation: taken.generation }
    }

    #[cold]
    fn add_slot(&mut self) {
        self.free = self.slots.len() as u32;
        self.slots.push(Slot { event: None, generation: Generation::MIN });
        self.links.push(Link { order: 0, at: 0, next: NONE });
    }

    /// Cancels a scheduled event; `None` if it has already happened or been cancelled.
    pub fn cancel(&mut self, ticket: Ticket) -> Option<E> {
        let slot = self.slots.get_mut(ticket.slot as usize)?;
        if slot.generation != ticket.generation {
            return None;
        }
        let event = slot.event.take()?;
        self.links[ticket.slot as usize].order = CANCELLED;
        self.pending -= 1;
        Some(event)
    }

    /// The time of the next event.
    pub fn next_time(&mut self) -> Option<SimTime> {
        self.next_turn().map(|(time, _)| time)
    }

    /// The time and the phase of the next event.
    pub fn next_turn(&mut self) -> Option<(SimTime, Phase)> {
        self.turn_to(u32::MAX)
    }

    /// The time and the phase of the next event, if it is due by `last`.
    fn turn_to(&mut self, last: u32) -> Option<(SimTime, Phase)> {
        loop {
            self.advance(last);
            let key = self.near.next()?;
            if self.slots[key.slot() as usize].event.is_some() {
                return Some((SimTime::from_minutes(key.at()), key.phase()));
            }
            self.near.take_next();
            self.empty(key.slot());
        }
    }

    /// Takes the next event and moves the present to its time.
    #[inline]
    pub fn next_event(&mut self) -> Option<(SimTime, E)> {
        self.next_event_to(u32::MAX)
    }

    /// Like [`next_event`](Self::next_event), but leaves an event at `end` or later where it is.
    #[inline]
    pub fn next_event_before(&mut self, end: SimTime) -> Option<(SimTime, E)> {
        self.next_event_to(end.minutes().checked_sub(1)?)
    }

    /// Like [`next_event`](Self::next_event), but leaves an event that comes at `end` in `phase` or
    /// later in the order where it is.
    #[inline]
    pub fn next_event_until(&mut self, end: SimTime, phase: Phase) -> Option<(SimTime, E)> {
        let before = self.next_event_before(end);
        if before.is_some() || phase == 0 {
            return before;
        }
        self.turn_to(end.minutes()).filter(|&turn| turn < (end, phase))?;
        self.next_event_to(end.minutes())
    }

    #[inline]
    fn next_event_to(&mut self, last: u32) -> Option<(SimTime, E)> {
        loop {
            let slot = match self.take_alone(last) {
                Some(slot) => slot,
                None => self.take_near(last)?,
            };
            if let Some(event) = self.empty(slot) {
                self.now = SimTime::from_minutes(self.links[slot as usize].at);
                self.pending -= 1;
                return Some((self.now, event));
            }
        }
    }

    /// The slot of the next event, if it is the only one of its instant and in the finest wheel:
    /// the short path of most events.
    #[inline]
    fn take_alone(&mut self, last: u32) -> Option<u32> {
        let digit = self.wheels[0].first()?;
        let head = self.wheels[0].head(digit);
        let slot = &self.links[head as usize];
        if slot.next != NONE || slot.at > last || !self.near.is_empty() {
            return None;
        }
        self.reached = slot.at;
        self.wheels[0].take(digit);
        Some(head)
    }

    /// The slot of the next event.
    fn take_near(&mut self, last: u32) -> Option<u32> {
        self.advance(last);
        self.near.next().filter(|next| next.at() <= last)?;
        self.near.take_next().map(Key::slot)
    }

    /// Takes the contents of a slot and frees it.
    #[inline]
    fn empty(&mut self, slot: u32) -> Option<E> {
        let emptied = &mut self.slots[slot as usize];
        emptied.generation = emptied.generation.checked_add(1).unwrap_or(Generation::MIN);
        self.links[slot as usize].next = self.free;
        self.free = slot;
        emptied.event.take()
    }

    /// Moves on to the next instant at which there are events, unless it lies after `last` or
    /// there are some near.
    fn advance(&mut self, last: u32) {
        while self.near.is_empty() {
            let wheels = self.wheels.iter().zip(0..);
            let mut digits = wheels.filter_map(|(wheel, level)| Some((level, wheel.first()?)));
            let Some((level, digit)) = digits.next() else {
                self.reached = self.now.minutes();
                return;
            };
            let shift = level * DIGIT_BITS;
            let above = u32::MAX.checked_shl(shift + DIGIT_BITS).unwrap_or(0);
            let start = self.reached & above | digit << shift;
            if start > last {
                return;
            }
            self.reached = start;
            let mut slot = self.wheels[level as usize].take(digit);
            let mut near = std::mem::take(&mut self.near);
            near.fill(|keys| {
                while slot != NONE {
                    let Link { order, at, next } = self.links[slot as usize];
                    if order == CANCELLED {
                        self.empty(slot);
                    } else if at == start {
                        keys.push(Key::new(at, order, slot));
                    } else {
                        let next = put_ahead(&mut self.wheels, start, at, slot);
                        self.links[slot as usize].next = next;
                    }
                    slot = next;
                }
            });
            self.near = near;
        }
    }
}

/// Puts a slot into the wheel of the highest digit in which its time differs from the minute
/// reached, and returns the slot that is next in its list.
#[inline]
fn put_ahead(wheels: &mut [Wheel; 3], reached: u32, at: u32, slot: u32) -> u32 {
    let apart = at ^ reached;
    let level = u32::from(apart >> DIGIT_BITS != 0) + u32::from(apart >> (2 * DIGIT_BITS) != 0);
    wheels[level as usize].put(at >> (level * DIGIT_BITS), slot)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: u32) -> SimTime {
        SimTime::from_minutes(minutes)
    }

    fn drain(calendar: &mut Calendar<&'static str>) -> Vec<&'static str> {
        std::iter::from_fn(|| calendar.next_event().map(|(_, event)| event)).collect()
    }

    #[test]
    fn time_then_phase_then_order_of_scheduling() {
        let mut calendar = Calendar::new(at(0));
        calendar.schedule(at(5), 1, "late phase");
        calendar.schedule(at(5), 0, "first");
        calendar.schedule(at(5), 0, "second");
        calendar.schedule(at(4), 9, "earlier");
        assert_eq!(drain(&mut calendar), ["earlier", "first", "second", "late phase"]);
    }

    #[test]
    fn events_with_an_order_come_in_it_whenever_they_are_scheduled() {
        let mut calendar = Calendar::new(at(0));
        for (order, name) in [(7, "third"), (2, "first"), (5, "second")] {
            calendar.schedule_in_order(at(5), 1, order | 1 << 60, name);
        }
        calendar.schedule(at(5), 0, "early phase");
        assert_eq!(drain(&mut calendar), ["early phase", "first", "second", "third"]);
    }

    #[test]
    fn a_cancelled_event_never_happens_and_its_ticket_cannot_hit_another() {
        let mut calendar = Calendar::new(at(0));
        let ticket = calendar.schedule(at(1), 0, "cancelled");
        calendar.schedule(at(2), 0, "kept");
        assert_eq!(calendar.cancel(ticket), Some("cancelled"));
        assert_eq!(calendar.cancel(ticket), None);
        assert_eq!(calendar.len(), 1);
        assert_eq!(calendar.next_time(), Some(at(2)));
        calendar.schedule(at(3), 0, "in the freed slot");
        assert_eq!(calendar.cancel(ticket), None);
        assert_eq!(drain(&mut calendar), ["kept", "in the freed slot"]);
        assert!(calendar.is_empty());
    }

    #[test]
    fn the_past_is_closed() {
        let mut calendar = Calendar::new(at(0));
        calendar.schedule(at(10), 0, "now");
        calendar.next_event();
        calendar.schedule(at(3), 0, "too late");
        assert_eq!(calendar.next_event(), Some((at(10), "too late")));
    }

    #[test]
    fn memory_follows_pending_events() {
        let mut calendar = Calendar::new(at(0));
        for i in 0..10_000 {
            let ticket = calendar.schedule(at(i), 0, "x");
            if i % 2 == 0 {
                calendar.cancel(ticket);
            }
            calendar.next_event();
        }
        assert!(calendar.slots.len() <= 3);
    }
}
