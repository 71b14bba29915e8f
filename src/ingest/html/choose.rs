//! The blocks of a page, and what two extractors keep of them → the article's blocks, in order.
//!
//! What both keep is the article, but for furniture that stands among its paragraphs: captions, links to other articles,
//! invitations. What only one keeps is taken where it stands among paragraphs that are taken. Notices of change are taken
//! wherever the article's part of the page has them, whatever the extractors say: they are what one may lose last.

use super::lines::{is_about_author, is_byline, is_invitation};
use super::opinions::{Opinions, Seen};
use super::outline::{Block, Outline, Shape};
use super::page::Metadata;
use super::parts::{Part, Parts};
use crate::text::furniture::is_furniture;
use crate::text::notice_line::{announces, is_notice};
use rustc_hash::FxHashSet;

/// Why a block is taken or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// A paragraph, heading or item of the article.
    Text,
    /// The publisher's own word of change.
    Notice,
    /// Not of the article.
    Left,
}

/// Kept by an extractor: this share of its runs of words.
const KEPT: f32 = 0.5;
/// A named part that holds this share of the article is not the box that its name speaks of.
const HOLDS_ARTICLE: f32 = 0.3;
/// A paragraph whose letters are links to this share leads elsewhere.
const LEADS_AWAY: f32 = 0.8;
/// A notice has at most so many characters: the longest of the notices measured has 1,900.
const MAX_NOTICE_INK: usize = 2_500;
/// A sentence of this many words does not stand twice in an article by chance.
const MIN_REPEATED_WORDS: usize = 12;
/// So many blocks behind the article's last, those that lead elsewhere apart, a notice is still its own.
const NOTICE_REACH: usize = 25;

/// Parts that are not the article, whoever keeps them.
const FURNITURE: &[Part] = &[Part::Related, Part::Signup, Part::Comments, Part::Share, Part::Consent, Part::Tags, Part::Bio];
/// Parts that are not the article where only one extractor keeps them.
const DOUBTFUL: &[Part] =
    &[Part::Nav, Part::Ad, Part::Footer, Part::Sidebar, Part::Hidden, Part::Caption, Part::Byline, Part::Stamp, Part::Headline];
/// Parts in which no notice of this article stands.
const NO_NOTICES: &[Part] = &[Part::Related, Part::Nav, Part::Comments, Part::Signup, Part::Consent];

/// The choice for each block.
pub(super) fn choose(outline: &Outline, opinions: &Opinions, meta: &Metadata) -> Vec<Choice> {
    let blocks = &outline.blocks;
    let votes = votes(opinions);
    let around = Around::of(outline, &votes);
    let mut choices: Vec<Choice> = blocks
        .iter()
        .zip(&votes)
        .map(|(block, vote)| if is_text(block, *vote, around.parts(outline, block), meta) { Choice::Text } else { Choice::Left })
        .collect();
    fill_gaps(outline, &votes, &around, meta, &mut choices);
    cut_foot(blocks, meta, &mut choices);
    take_notices(outline, &around, &mut choices);
    drop_repeats(blocks, &mut choices);
    drop_headings(blocks, &mut choices);
    choices
}

/// Who keeps each block. Where one extractor came back with next to nothing the other speaks for both.
fn votes(opinions: &Opinions) -> Vec<(bool, bool)> {
    let (first, second) = opinions.ink;
    let is_lost = |one: usize, other: usize| one * 4 < other;
    let vote = |(first_share, second_share): &(f32, f32)| {
        let (a, b) = (*first_share >= KEPT, *second_share >= KEPT);
        match () {
            () if is_lost(first, second) => (b, b),
            () if is_lost(second, first) => (a, a),
            () => (a, b),
        }
    };
    opinions.shares.iter().map(vote).collect()
}

/// Which named parts hold the article.
struct Around(Vec<bool>);

impl Around {
    fn of(outline: &Outline, votes: &[(bool, bool)]) -> Self {
        let mut held = vec![0; outline.parts.len()];
        let mut all = 0;
        for (block, _) in outline.blocks.iter().zip(votes).filter(|(_, v)| **v == (true, true)) {
            all += block.ink;
            outline.parts_of(block).for_each(|k| held[k] += block.ink);
        }
        Self(held.into_iter().map(|ink| ink as f32 > all as f32 * HOLDS_ARTICLE).collect())
    }

    /// The parts a block stands in, those that hold the article left out.
    fn parts(&self, outline: &Outline, block: &Block) -> Parts {
        outline.parts_of(block).filter(|&k| !self.0[k]).fold(Parts::default(), |parts, k| parts.and(outline.parts[k].parts))
    }
}

/// Whether a block that is kept by both, or by the first alone, is text of the article.
fn is_text(block: &Block, (first, second): (bool, bool), parts: Parts, meta: &Metadata) -> bool {
    let lower = block.text.to_lowercase();
    if is_notice(&lower) {
        return false;
    }
    first
        && second
        && !parts.any(FURNITURE)
        && !leads_away(block)
        && !is_page_line(&lower, meta)
        && !is_picture(block, parts)
        && !is_same(&block.text, meta.headline.as_deref().unwrap_or_default())
}

/// “SEE MORE: Hong Kong protests”, all of it a link. A name or a figure that is a link stays.
fn leads_away(block: &Block) -> bool {
    let linked = block.linked as f32 >= block.ink as f32 * LEADS_AWAY;
    let n_words = block.text.split_whitespace().count();
    linked && block.shape != Shape::Cell && n_words > 1
}

fn is_page_line(lower: &str, meta: &Metadata) -> bool {
    let n_words = lower.split_whitespace().count();
    is_furniture(lower, n_words) && !lower.starts_with('(') || is_invitation(lower) || is_byline(lower, &meta.authors)
}

fn is_picture(block: &Block, parts: Parts) -> bool {
    block.shape == Shape::Caption || parts.has(Part::Caption) && block.ink < 200 && !matches!(block.shape, Shape::Paragraph)
}

/// Whether a block repeats the headline.
fn is_same(text: &str, headline: &str) -> bool {
    let letters = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    !headline.is_empty() && text.len() < headline.len() * 2 && letters(text) == letters(headline)
}

/// Takes paragraphs that only one extractor keeps, where they stand between taken ones and are held by the same.
fn fill_gaps(outline: &Outline, votes: &[(bool, bool)], around: &Around, meta: &Metadata, choices: &mut [Choice]) {
    let blocks = &outline.blocks;
    let taken: Vec<usize> = (0..blocks.len()).filter(|&k| choices[k] == Choice::Text).collect();
    let (Some(&from), Some(&to)) = (taken.first(), taken.last()) else { return };
    let holders: FxHashSet<usize> = taken.iter().map(|&k| blocks[k].holder).collect();
    for k in 0..blocks.len() {
        let block = &blocks[k];
        if choices[k] == Choice::Text || votes[k] == (false, false) || !holders.contains(&block.holder) {
            continue;
        }
        let parts = around.parts(outline, block);
        let heads = matches!(block.shape, Shape::Heading(_)) && choices.get(k + 1) == Some(&Choice::Text) && k > from;
        let near = (from.saturating_sub(3)..=to).contains(&k);
        let reads = (heads || is_sentence(&block.text)) && block.linked * 2 < block.ink;
        let doubtful = parts.any(DOUBTFUL) || k > from && parts.has(Part::Standfirst);
        if near && reads && !doubtful && is_text(block, (true, true), parts, meta) {
            choices[k] = Choice::Text;
        }
    }
}

/// Long enough to say something, and closed as a sentence is.
fn is_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '”', '’', '\'', ')', '»', '“']);
    text.split_whitespace().count() >= 6 && end.ends_with(['.', '!', '?', '…', ':', '。'])
}

/// Drops what repeats what stands above: some pages hold the article once for each size of screen. An interview asks
/// everybody the same question and a menu names the same soup twice: what goes is a run of repeated blocks that is half as long
/// as all before it, or the same paragraph twice in a row.
fn drop_repeats(blocks: &[Block], choices: &mut [Choice]) {
    let n_words = |k: usize| blocks[k].text.split_whitespace().count();
    let taken: Vec<usize> = (0..blocks.len()).filter(|&k| choices[k] != Choice::Left).collect();
    let mut seen = Seen::default();
    let repeats: Vec<bool> = taken
        .iter()
        .map(|&k| {
            let repeats = seen.holds(&blocks[k].text);
            seen.add(&blocks[k]);
            repeats
        })
        .collect();
    let (mut from, mut words_before) = (0, 0);
    for run in repeats.chunk_by(|a, b| a == b) {
        let of_run = &taken[from..from + run.len()];
        let words: usize = of_run.iter().map(|&k| n_words(k)).sum();
        let twice = from > 0 && n_words(of_run[0]) >= MIN_REPEATED_WORDS && blocks[of_run[0]].text == blocks[taken[from - 1]].text;
        let is_copy = words >= MIN_REPEATED_WORDS && words * 2 >= words_before;
        from += run.len();
        if !run[0] {
            words_before += words;
        } else if is_copy {
            of_run.iter().for_each(|&k| choices[k] = Choice::Left);
        } else if twice {
            choices[of_run[0]] = Choice::Left;
        }
    }
}

/// Drops notes about the authors at the foot of the article.
fn cut_foot(blocks: &[Block], meta: &Metadata, choices: &mut [Choice]) {
    let mut taken: Vec<usize> = (0..blocks.len()).filter(|&k| choices[k] == Choice::Text).collect();
    while let Some(k) = taken.pop() {
        if !is_about_author(&blocks[k].text.to_lowercase(), &meta.authors) {
            break;
        }
        choices[k] = Choice::Left;
    }
}

/// Takes the notices of change that stand in, above or shortly below the article.
fn take_notices(outline: &Outline, around: &Around, choices: &mut [Choice]) {
    let blocks = &outline.blocks;
    let Some(last) = choices.iter().rposition(|&c| c == Choice::Text) else { return };
    let mut announced = false;
    let mut n_behind = 0;
    for (k, block) in blocks.iter().enumerate() {
        // Thirty links to other articles may stand between the article and its correction.
        n_behind += usize::from(k > last && !leads_away(block));
        if n_behind > NOTICE_REACH {
            return;
        }
        let parts = around.parts(outline, block);
        let lower = block.text.to_lowercase();
        let own = block.ink <= MAX_NOTICE_INK && !parts.any(NO_NOTICES) && !leads_away(block);
        let named = parts.has(Part::Notice) && block.ink > 3;
        let notice = own && (is_notice(&lower) || announced || named);
        announced = notice && announces(&lower) && !announced;
        if notice && (!announced || follows(blocks, k)) {
            choices[k] = Choice::Notice;
        }
    }
}

/// Whether something that a label can announce stands behind it.
fn follows(blocks: &[Block], k: usize) -> bool {
    blocks.get(k + 1).is_some_and(|next| next.ink > 20)
}

/// Takes the block that holds a line of a correction in the page's data for a notice; what no block holds is given back.
pub(super) fn corrections<'a>(blocks: &[Block], correction: Option<&'a str>, choices: &mut [Choice]) -> Vec<&'a str> {
    let mut elsewhere = Vec::new();
    for line in correction.into_iter().flat_map(str::lines).filter(|line| !line.trim().is_empty()) {
        let holds = |block: &Block| {
            // Nine tenths of a line are not in a third of its letters.
            if block.text.len() * 3 < line.len() {
                return false;
            }
            let mut seen = Seen::default();
            seen.add(block);
            seen.holds(line)
        };
        let found: Vec<usize> = (0..blocks.len()).filter(|&k| holds(&blocks[k])).collect();
        match found.iter().find(|&&k| choices[k] != Choice::Left).or(found.first()) {
            Some(&k) if blocks[k].ink <= MAX_NOTICE_INK => choices[k] = Choice::Notice,
            Some(&k) if choices[k] != Choice::Left => {}
            _ => elsewhere.push(line),
        }
    }
    elsewhere
}

/// Drops headings with nothing below them: “You may also like”, whose list is left.
fn drop_headings(blocks: &[Block], choices: &mut [Choice]) {
    for k in (0..blocks.len()).rev() {
        match choices[k] {
            Choice::Left => {}
            Choice::Text if matches!(blocks[k].shape, Shape::Heading(_)) => choices[k] = Choice::Left,
            _ => return,
        }
    }
}

/// The choice for a block of a page that was only stripped of its tags.
pub(super) fn of_stripped(block: &Block, meta: &Metadata) -> Choice {
    let lower = block.text.to_lowercase();
    match () {
        () if block.ink <= MAX_NOTICE_INK && is_notice(&lower) => Choice::Notice,
        () if is_page_line(&lower, meta) || is_same(&block.text, meta.headline.as_deref().unwrap_or_default()) => Choice::Left,
        () => Choice::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An extractor that cut a paragraph short has kept it, one that took a line of it has not.
    #[test]
    fn half_of_a_block_is_kept_by_whom() {
        let opinions = Opinions { shares: vec![(0.3, 0.8), (0.8, 0.3)], ink: (100, 100) };
        assert_eq!(votes(&opinions), [(false, true), (true, false)]);
    }
}
