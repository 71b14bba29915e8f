//! The tokens of a text by what a frame is found by, each kind as a set that is made once.

use super::bits::{Bits, CHUNK};
use crate::extract::lexicon::Tag;
use crate::extract::marks::Quoted;
use crate::extract::words::Words;
use crate::text::{TokenKind, fold};

/// Sets of tokens.
#[derive(Debug)]
pub struct Sets {
    /// What stands between quotation marks, with the marks.
    pub(super) quoted: Bits,
    /// Outside of them, what can be or open a cue: a verb, a noun of saying, a colon, a dash.
    pub(super) heads: Bits,
    /// Outside of them, finite verbs.
    pub(super) finite: Bits,
    /// Outside of them, forms of verbs of saying.
    pub(super) cues: Bits,
    /// Forms of verbs.
    pub(super) verbs: Bits,
    /// Places where a clause can be cut: punctuation or a word that opens a phrase.
    pub(super) joints: Bits,
    /// Commas.
    pub(super) commas: Bits,
}

impl Sets {
    /// The sets of a text with these quoted stretches.
    pub fn of(words: &Words, stretches: &[Quoted]) -> Self {
        let mut quoted = Bits::none(words.len());
        stretches.iter().for_each(|q| quoted.fill(q.open..q.after().max(q.inner.end)));
        let mut sets = Self {
            quoted,
            heads: Bits::default(),
            finite: Bits::default(),
            cues: Bits::default(),
            verbs: Bits::default(),
            joints: Bits::default(),
            commas: Bits::default(),
        };
        for (n, (tags, tokens)) in words.tags().chunks(CHUNK).zip(words.text.tokens().chunks(CHUNK)).enumerate() {
            let (mut heads, mut finite, mut cues, mut verbs, mut joints, mut marks, mut commas) = (0, 0, 0, 0, 0, 0, 0);
            // Without a branch, from the last token to the first.
            for (tags, token) in tags.iter().zip(tokens).rev() {
                let auxiliary = tags.any(&[Tag::Be, Tag::Have, Tag::Do, Tag::Modal]);
                let head = tags.any(&[Tag::Verb, Tag::NounVerb, Tag::CueVerb, Tag::CueNoun]) & !auxiliary;
                heads = heads << 1 | u64::from(head);
                finite = finite << 1 | u64::from(tags.has(Tag::Finite));
                cues = cues << 1 | u64::from(tags.has(Tag::CueVerb));
                verbs = verbs << 1 | u64::from(tags.any(&[Tag::Verb, Tag::CueVerb]));
                const JOINTS: &[Tag] = &[Tag::Conjunction, Tag::Subordinator, Tag::Relative, Tag::Preposition, Tag::Ing, Tag::Adverb];
                let joint = tags.any(JOINTS) & !tags.has(Tag::Capital) | tags.has(Tag::When);
                joints = joints << 1 | u64::from(joint);
                marks = marks << 1 | u64::from(token.kind == TokenKind::Punctuation);
            }
            while marks != 0 {
                let (bit, k) = (marks & marks.wrapping_neg(), n * CHUNK + marks.trailing_zeros() as usize);
                let mark = words.lower(k);
                if matches!(mark, "," | ";" | ":" | "(" | ")" | "—" | "–" | "-" | "--")
                    && !(words.text.is_glued(k) && words.text.is_glued(k + 1))
                {
                    joints |= bit;
                }
                if mark == "," {
                    commas |= bit;
                }
                if mark == ":" || mark.chars().all(fold::is_dash) {
                    heads |= bit;
                }
                marks ^= bit;
            }
            let outside = !sets.quoted.chunk(n);
            sets.heads.push(heads & outside);
            sets.finite.push(finite & outside);
            sets.cues.push(cues & outside);
            sets.verbs.push(verbs);
            sets.joints.push(joints);
            sets.commas.push(commas);
        }
        sets
    }
}
