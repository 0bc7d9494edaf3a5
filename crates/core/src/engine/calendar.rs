//! The calendar (future event list).
//!
//! Events come out in the order of their [`Key`]: time first; at the same instant, phase, which
//! the model gives to each kind of event; and within a phase, the order in which they were
//! scheduled. That is the whole rule for ties.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::time::SimTime;

/// Where an event stands among events of the same instant: lower phases come first.
pub type Phase = u8;

/// The place of an event in the calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Key {
    at: SimTime,
    /// Phase in the top eight bits, sequence below: one comparison decides a tie.
    order: u64,
}

const SEQUENCE_BITS: u32 = 56;

/// A scheduled event, to cancel it with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ticket {
    slot: u32,
    generation: u32,
}

#[derive(Clone, Debug)]
struct Slot<E> {
    generation: u32,
    event: Option<E>,
}

/// A list of future events with cancellation.
///
/// Scheduling and taking the next event cost O(log n), cancelling O(1). Memory grows with the
/// events pending, not with those that ever were.
#[derive(Clone, Debug)]
pub struct Calendar<E> {
    queue: BinaryHeap<Reverse<(Key, u32)>>,
    slots: Vec<Slot<E>>,
    free: Vec<u32>,
    now: SimTime,
    sequence: u64,
    pending: usize,
}

impl<E> Calendar<E> {
    /// An empty calendar that stands at `now`.
    pub fn new(now: SimTime) -> Self {
        Self {
            queue: BinaryHeap::new(),
            slots: Vec::new(),
            free: Vec::new(),
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

    /// Schedules `event` at `at` in `phase`. An event cannot be put in the past: it is then due
    /// at once, at the present instant, after those of its phase already scheduled for it.
    pub fn schedule(&mut self, at: SimTime, phase: Phase, event: E) -> Ticket {
        let key = Key {
            at: at.max(self.now),
            order: (u64::from(phase) << SEQUENCE_BITS) | self.sequence,
        };
        self.sequence += 1;
        self.pending += 1;
        let slot = match self.free.pop() {
            Some(slot) => slot,
            None => {
                self.slots.push(Slot { generation: 0, event: None });
                (self.slots.len() - 1) as u32
            }
        };
        self.slots[slot as usize].event = Some(event);
        self.queue.push(Reverse((key, slot)));
        Ticket { slot, generation: self.slots[slot as usize].generation }
    }

    /// Takes a scheduled event back; `None` if it has already happened or been cancelled.
    pub fn cancel(&mut self, ticket: Ticket) -> Option<E> {
        let slot = self.slots.get_mut(ticket.slot as usize)?;
        if slot.generation != ticket.generation {
            return None;
        }
        let event = slot.event.take()?;
        self.pending -= 1;
        Some(event)
    }

    /// The time of the next event.
    pub fn next_time(&mut self) -> Option<SimTime> {
        while let Some(&Reverse((key, slot))) = self.queue.peek() {
            if self.slots[slot as usize].event.is_some() {
                return Some(key.at);
            }
            self.queue.pop();
            self.release(slot);
        }
        None
    }

    /// Takes the next event and moves the present to its time.
    pub fn next_event(&mut self) -> Option<(SimTime, E)> {
        while let Some(Reverse((key, slot))) = self.queue.pop() {
            let event = self.slots[slot as usize].event.take();
            self.release(slot);
            if let Some(event) = event {
                self.pending -= 1;
                self.now = key.at;
                return Some((key.at, event));
            }
        }
        None
    }

    fn release(&mut self, slot: u32) {
        let generation = &mut self.slots[slot as usize].generation;
        *generation = generation.wrapping_add(1);
        self.free.push(slot);
    }
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
