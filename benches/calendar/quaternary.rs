//! A heap in which each node has four children, over numbers.

/// The least number comes first.
#[derive(Default)]
pub(crate) struct QuaternaryHeap {
    keys: Vec<u128>,
}

impl QuaternaryHeap {
    pub(crate) fn push(&mut self, key: u128) {
        self.keys.push(key);
        self.lift(self.keys.len() - 1, key);
    }

    /// Puts `key` at `place` or as far above as it belongs.
    fn lift(&mut self, mut place: usize, key: u128) {
        while place > 0 {
            let parent = (place - 1) / 4;
            if self.keys[parent] <= key {
                break;
            }
            self.keys[place] = self.keys[parent];
            place = parent;
        }
        self.keys[place] = key;
    }

    pub(crate) fn pop(&mut self) -> Option<u128> {
        let last = self.keys.pop()?;
        let Some(&first) = self.keys.first() else { return Some(last) };
        let mut place = 0;
        // To the bottom first and up again: the last key belongs there nearly always.
        loop {
            let children = 4 * place + 1;
            let least = match self.keys.get(children..children + 4) {
                Some(&[a, b, c, d]) => {
                    let (left, right) = (usize::from(b < a), 2 + usize::from(d < c));
                    let right_is_less = c.min(d) < a.min(b);
                    children + if right_is_less { right } else { left }
                }
                _ => match (children..self.keys.len()).min_by_key(|&child| self.keys[child]) {
                    Some(least) => least,
                    None => break,
                },
            };
            self.keys[place] = self.keys[least];
            place = least;
        }
        self.lift(place, last);
        Some(first)
    }
}
