//! A set of tokens, one bit each: what stands next, or how many there are, is known without a look at every token.

use super::lexicon::{Tag, Tags};
use std::iter;
use std::ops::Range;

/// So many tokens stand in one number.
pub(in crate::extract) const CHUNK: usize = u64::BITS as usize;

/// A set of tokens of a text.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Bits(Vec<u64>);

impl Bits {
    /// The empty set for a text of `n` tokens.
    pub(in crate::extract) fn none(n: usize) -> Self {
        Self(vec![0; n.div_ceil(CHUNK)])
    }

    /// Those of a text's tokens whose properties are among some.
    #[inline(always)]
    pub(in crate::extract) fn with_any(tags: &[Tags], any: &[Tag]) -> Self {
        // Without a branch, from the last token of a chunk to the first.
        let chunk = |tags: &[Tags]| tags.iter().rev().fold(0, |chunk, tags| chunk << 1 | u64::from(tags.any(any)));
        Self(tags.chunks(CHUNK).map(chunk).collect())
    }

    /// Adds a range of tokens; those behind the text are left out.
    pub(in crate::extract) fn fill(&mut self, range: Range<usize>) {
        let end = range.end.min(self.0.len() * CHUNK);
        let mut k = range.start;
        while k < end {
            let n = (end - k).min(CHUNK - k % CHUNK);
            self.0[k / CHUNK] |= u64::MAX >> (CHUNK - n) << (k % CHUNK);
            k += n;
        }
    }

    /// The `n`th 64 tokens, the first of them in the lowest bit; none of them behind the text.
    #[inline(always)]
    pub(in crate::extract) fn chunk(&self, n: usize) -> u64 {
        self.0.get(n).copied().unwrap_or(0)
    }

    /// Says which of the `n`th 64 tokens are in it; those behind the text are left out.
    pub(in crate::extract) fn set_chunk(&mut self, n: usize, tokens: u64) {
        if let Some(chunk) = self.0.get_mut(n) {
            *chunk = tokens;
        }
    }

    /// Whether token `k` is one of them.
    #[inline(always)]
    pub(in crate::extract) fn has(&self, k: usize) -> bool {
        self.chunk(k / CHUNK) >> (k % CHUNK) & 1 != 0
    }

    /// The first of them in a range.
    #[inline]
    pub(in crate::extract) fn first(&self, range: Range<usize>) -> Option<usize> {
        let mut k = range.start;
        while k < range.end {
            let here = self.chunk(k / CHUNK) >> (k % CHUNK);
            if here != 0 {
                return Some(k + here.trailing_zeros() as usize).filter(|&k| k < range.end);
            }
            k = (k / CHUNK + 1) * CHUNK;
        }
        None
    }

    /// The last of them in a range.
    #[inline]
    pub(in crate::extract) fn last(&self, range: Range<usize>) -> Option<usize> {
        let mut end = range.end;
        while end > range.start {
            let k = end - 1;
            let here = self.chunk(k / CHUNK) << (CHUNK - 1 - k % CHUNK);
            if here != 0 {
                return Some(k - here.leading_zeros() as usize).filter(|&k| k >= range.start);
            }
            end = k / CHUNK * CHUNK;
        }
        None
    }

    /// Those in a range, in order.
    #[inline]
    pub(in crate::extract) fn within(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        iter::successors(self.first(range.clone()), move |&k| self.first(k + 1..range.end))
    }

    /// How many are in a range, of which no more than `most` are counted.
    #[inline]
    pub(in crate::extract) fn count(&self, range: Range<usize>, most: usize) -> usize {
        self.within(range).take(most).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_asked_as_if_every_token_were_looked_at() {
        let there = |k: usize| k.is_multiple_of(7) || (60..70).contains(&k) || k > 250;
        let mut bits = Bits::none(300);
        (0..300).filter(|&k| there(k)).for_each(|k| bits.fill(k..k + 1));
        for range in (0..310).flat_map(|from| [0, 1, 5, 64, 65, 200].map(|n| from..from + n)) {
            let among: Vec<usize> = range.clone().filter(|&k| k < 300 && there(k)).collect();
            assert_eq!(bits.within(range.clone()).collect::<Vec<_>>(), among);
            assert_eq!((bits.first(range.clone()), bits.last(range.clone())), (among.first().copied(), among.last().copied()));
            assert_eq!(bits.count(range.clone(), 2), among.len().min(2));
            let mut filled = Bits::none(300);
            filled.fill(range.clone());
            assert!((0..320).all(|k| filled.has(k) == (range.contains(&k) && k < 320.min(filled.0.len() * CHUNK))));
        }
    }
}
