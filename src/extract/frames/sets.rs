//! The tokens of a text by what a frame is found by, each kind as a set that is made once.

use crate::extract::bits::{Bits, CHUNK};
use crate::extract::lexicon::Tag;
use crate::extract::marks::Quoted;
use crate::extract::words::Words;
use crate::text::TokenKind;

/// Sets of tokens.
#[derive(Debug)]
pub struct Sets {
    /// What stands between quotation marks, with the marks.
    pub(super) quoted: Bits,
    /// Outside of them, what can be or open a cue: a verb, a noun of saying, punctuation beside a mark.
    pub(super) heads: Bits,
    /// Outside of them, finite verbs.
    pub(super) finite: Bits,
    /// Outside of them, forms of verbs of saying.
    pub(super) cues: Bits,
}

impl Sets {
    /// The sets of a text with these quoted stretches.
    pub fn of(words: &Words, stretches: &[Quoted]) -> Self {
        let n = words.len();
        let (mut quoted, mut beside) = (Bits::none(n), Bits::none(n));
        for q in stretches {
            quoted.fill(q.open..q.after().max(q.inner.end));
            // “Venn: ‘We had no choice.’” · “‘We had no choice.’ — Ruth Venn”
            for k in q.open.checked_sub(1).into_iter().chain([q.after()]) {
                if words.kind(k) == Some(TokenKind::Punctuation) {
                    beside.fill(k..k + 1);
                }
            }
        }
        let (mut heads, mut finite, mut cues) = (Bits::none(n), Bits::none(n), Bits::none(n));
        for (n, tags) in words.tags().chunks(CHUNK).enumerate() {
            let (mut head, mut verb, mut cue) = (0, 0, 0);
            // Without a branch, from the last token to the first.
            for tags in tags.iter().rev() {
                let says = tags.any(&[Tag::Verb, Tag::NounVerb, Tag::CueVerb, Tag::CueNoun]);
                let helps = tags.any(&[Tag::Be, Tag::Have, Tag::Do, Tag::Modal]);
                head = head << 1 | u64::from(says & !helps);
                verb = verb << 1 | u64::from(tags.has(Tag::Finite));
                cue = cue << 1 | u64::from(tags.has(Tag::CueVerb));
            }
            let outside = !quoted.chunk(n);
            heads.set_chunk(n, (head | beside.chunk(n)) & outside);
            finite.set_chunk(n, verb & outside);
            cues.set_chunk(n, cue & outside);
        }
        Self { quoted, heads, finite, cues }
    }
}
