//! Where future events wait: lists by the digits of their time.

/// Bits of the time that one wheel resolves.
pub(super) const DIGIT_BITS: u32 = 12;
const BUCKETS: usize = 1 << DIGIT_BITS;
const WORD: usize = u64::BITS as usize;

/// No slot: the end of a list.
pub(super) const NONE: u32 = u32::MAX;

/// The first slots of the lists, one for each value of a digit, and which lists are not empty.
#[derive(Clone, Debug)]
pub(super) struct Wheel {
    heads: Box<[u32; BUCKETS]>,
    /// A bit for each list that is not empty.
    filled: [u64; BUCKETS / WORD],
    /// A bit for each word of `filled` that is not zero.
    words: u64,
}

impl Wheel {
    pub(super) fn new() -> Self {
        Self { heads: Box::new([NONE; BUCKETS]), filled: [0; BUCKETS / WORD], words: 0 }
    }

    /// Puts `slot` at the head of the list of `digit` and returns the head before, which is its
    /// next.
    #[inline]
    #[must_use]
    pub(super) fn put(&mut self, digit: u32, slot: u32) -> u32 {
        let digit = digit as usize % BUCKETS;
        self.filled[digit / WORD] |= 1 << (digit % WORD);
        self.words |= 1 << (digit / WORD);
        std::mem::replace(&mut self.heads[digit], slot)
    }

    /// The lowest digit whose list is not empty.
    #[inline]
    pub(super) fn first(&self) -> Option<u32> {
        let word = self.words.trailing_zeros();
        let bits = self.filled.get(word as usize)?;
        Some(word * u64::BITS + bits.trailing_zeros())
    }

    /// The head of the list of `digit`.
    #[inline]
    pub(super) fn head(&self, digit: u32) -> u32 {
        self.heads[digit as usize % BUCKETS]
    }

    /// Empties the list of `digit` and returns its head.
    #[inline]
    pub(super) fn take(&mut self, digit: u32) -> u32 {
        let digit = digit as usize % BUCKETS;
        let bits = &mut self.filled[digit / WORD];
        *bits &= !(1 << (digit % WORD));
        self.words &= !(u64::from(*bits == 0) << (digit / WORD));
        std::mem::replace(&mut self.heads[digit], NONE)
    }
}
