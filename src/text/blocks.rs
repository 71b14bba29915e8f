//! A normalised text → blocks: headline, byline, dateline, headings, paragraphs, list items, captions, credits,
//! notices.
//!
//! Layout first (which lines belong together: blank lines, single line ends, hard-wrapped lines), then what each
//! block is, by its place and form. Works on plain text with blank lines between paragraphs and without.

use super::layout::{paragraphs, starts_item};
use super::{Case, Token, TokenKind};
use super::{furniture, notice_line};
use crate::span::Span;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// What a block of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// The title of the article.
    Headline,
    /// The sub-title below it (standfirst, deck).
    AlternativeHeadline,
    /// Who wrote it, and stamps such as “Updated 3 hours ago”.
    Byline,
    /// The place that opens the text: “KESSEL, Vardania (Meridian Press) —”.
    Dateline,
    /// A heading between paragraphs.
    Heading,
    /// Running text.
    Paragraph,
    /// A bulleted or numbered item.
    ListItem,
    /// What stands under a picture.
    Caption,
    /// Who made the picture, rights lines, links and counters of the page, and a system's own data that leaked into the text.
    Credit,
    /// The publisher's own word of change.
    Notice,
}

impl BlockKind {
    /// Whether it counts as a paragraph of the running text.
    pub fn is_running(self) -> bool {
        matches!(self, Self::Paragraph | Self::ListItem)
    }
}

/// A block and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, without the white space around it.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// How many paragraphs of the running text stand up to here, this one included.
    pub number: usize,
}

/// A headline has at most this many words; the longest of 840 PolNeAR headlines has 24.
const MAX_HEADLINE_WORDS: usize = 36;
/// A heading between paragraphs has at most this many words.
const MAX_HEADING_WORDS: usize = 12;
/// What is labelled as a caption has at most this many words; a longer paragraph that opens so (“Video: …”) is text.
const MAX_CAPTION_WORDS: usize = 90;
/// A caption that has only a credit behind it to tell it by has at most this many words.
const MAX_CREDITED_WORDS: usize = 60;
/// A credit has at most this many words: “Copyright law has …” may open a paragraph.
const MAX_CREDIT_WORDS: usize = 30;
/// A dateline ends within this many bytes.
const MAX_DATELINE: usize = 110;

/// Finds the blocks of a normalised text; `lower` is the same in lower case, `earlier` the block that some tokens were in an
/// earlier revision.
pub(super) fn blocks<'e>(text: &str, lower: &str, tokens: &[Token], earlier: impl Fn(&Range<usize>) -> Option<&'e Block>) -> Vec<Block> {
    let paragraphs = paragraphs(text);
    let mut blocks = Vec::with_capacity(paragraphs.len() + 2);
    let mut seen_captions: FxHashSet<&str> = FxHashSet::default();
    let mut next_token = 0;
    let mut number = 0;
    let mut body_begun = false;
    let mut leading = 0; // notices before the headline, which do not count as the first paragraph
    for (n, &span) in paragraphs.iter().enumerate() {
        let mut take = |end: usize| {
            let from = next_token;
            while next_token < tokens.len() && tokens[next_token].start() < end {
                next_token += 1;
            }
            from..next_token
        };
        let range = take(span.end);
        let (shown, low) = (&text[span.start..span.end], &lower[span.start..span.end]);
        let last: Option<&Block> = blocks.last();
        let announced = last.is_some_and(|b| b.kind == BlockKind::Notice && notice_line::announces(&lower[b.span.start..b.span.end]));
        let place = Place { n: n - leading, is_last: n + 1 == paragraphs.len(), after: last.map(|b| b.kind), announced, body_begun };
        // Behind the first paragraph nothing but a label before it tells whether the same words are one.
        let was_paragraph = |b: &Block| b.kind == BlockKind::Paragraph && b.number > 1 && b.span.len() == span.len();
        let kind = if body_begun && !announced && earlier(&range).is_some_and(was_paragraph) {
            BlockKind::Paragraph
        } else {
            kind_of(shown, low, &tokens[range.clone()], &place)
        };
        leading += usize::from(kind == BlockKind::Notice && leading == n);
        if kind == BlockKind::Caption {
            // The same caption under the picture and in the gallery is one.
            if !seen_captions.insert(low) {
                continue;
            }
        }
        if kind == BlockKind::Paragraph && !body_begun {
            body_begun = true;
            if let Some(end) = dateline_end(shown, &tokens[range.clone()], span.start) {
                let split = range.clone().find(|&k| tokens[k].start() >= end).unwrap_or(range.end);
                let body_start = tokens.get(split).map_or(span.end, |t| t.start().min(span.end));
                let dateline = Span::new(span.start, tokens[split - 1].end());
                blocks.push(Block { kind: BlockKind::Dateline, span: dateline, tokens: range.start..split, number });
                if split < range.end {
                    number += 1;
                    blocks.push(Block { kind, span: Span::new(body_start, span.end), tokens: split..range.end, number });
                }
                continue;
            }
        }
        body_begun |= kind == BlockKind::ListItem;
        number += usize::from(kind.is_running());
        blocks.push(Block { kind, span, tokens: range, number });
    }
    blocks
}

/// Where a paragraph stands.
struct Place {
    n: usize,
    is_last: bool,
    after: Option<BlockKind>,
    /// Behind a notice that is only a label (“Correction: June 16, 2031”): what it announces.
    announced: bool,
    body_begun: bool,
}

fn kind_of(shown: &str, lower: &str, tokens: &[Token], place: &Place) -> BlockKind {
    let n_words = tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)).count();
    let notice = if place.n == 0 {
        notice_line::is_notice_on_top(lower) || place.announced && ends_as_sentence(shown)
    } else {
        notice_line::is_notice(lower) || place.announced
    };
    if notice {
        return BlockKind::Notice;
    }
    if is_front_matter(lower) || place.n > 0 && furniture::is_furniture(lower, n_words) {
        return BlockKind::Credit;
    }
    if place.n == 0 && !place.is_last && is_headline(shown, tokens, n_words) {
        return BlockKind::Headline;
    }
    if let Some(kind) = picture_line(lower, n_words) {
        return kind;
    }
    if is_byline(lower, tokens, n_words, place) || notice_line::is_stamp(lower) {
        return BlockKind::Byline;
    }
    if starts_item(shown) {
        return BlockKind::ListItem;
    }
    let open_ended = !ends_as_sentence(shown);
    if open_ended
        && !place.body_begun
        && place.after == Some(BlockKind::Headline)
        && place.n == 1
        && n_words <= MAX_HEADLINE_WORDS
        && !place.is_last
    {
        return BlockKind::AlternativeHeadline;
    }
    if open_ended && n_words <= MAX_HEADING_WORDS && place.n > 0 && starts_with_capital(shown) {
        return BlockKind::Heading;
    }
    BlockKind::Paragraph
}

fn starts_with_capital(shown: &str) -> bool {
    shown.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

/// Whether a paragraph ends like a sentence (or leads on to one, with a colon).
fn ends_as_sentence(shown: &str) -> bool {
    let bare = shown.trim_end_matches(|c: char| matches!(c, ')' | ']' | '*' | '_') || super::fold::is_quotation_mark(c));
    bare.ends_with(['.', '!', '?', '…', ':', ';', ',']) || shown.chars().next_back().is_some_and(super::fold::is_double_mark)
}

fn is_headline(shown: &str, tokens: &[Token], n_words: usize) -> bool {
    if n_words == 0 || n_words > MAX_HEADLINE_WORDS || shown.contains('\n') {
        return false;
    }
    let bare = shown.trim_end_matches(super::fold::is_quotation_mark);
    if !bare.ends_with('.') && !bare.ends_with(':') {
        return true;
    }
    // With a full stop: only when it is written like a title.
    let words = || tokens.iter().filter(|t| t.kind == TokenKind::Word && t.span().len() > 3);
    let capitals = words().filter(|t| t.case != Case::Lower).count();
    capitals * 10 >= words().count() * 6
}

fn is_byline(lower: &str, tokens: &[Token], n_words: usize, place: &Place) -> bool {
    let named = |from: usize| tokens.get(from).is_some_and(|t| t.case != Case::Lower);
    let by = lower.starts_with("by ") && named(1) || lower.starts_with("from ") && named(1) && lower.contains(" in ");
    by && place.n <= 5 && n_words <= 24 && !lower.trim_end().ends_with('.') && !place.body_begun
}

/// Whether a paragraph is a content system's own data: two keys or more, or one that opens it or a list or string.
///
/// “title: "Bridge shut" date: 2031-05-04 tags: - traffic” is not what the article says.
fn is_front_matter(lower: &str) -> bool {
    let mut n_keys = 0;
    for colon in memchr::memchr_iter(b':', lower.as_bytes()).filter(|&c| lower.as_bytes().get(c + 1) == Some(&b' ')).take(40) {
        let head = &lower[..colon];
        let key = head.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
        if !furniture::is_key(key) {
            continue;
        }
        n_keys += 1;
        let opens = head.trim_start_matches(['-', ' ']).len() == key.len();
        let value = lower[colon + 2..].trim_start();
        if n_keys > 1
            || opens
                && (value.starts_with(['"', '\'', '-', '[', '/'])
                    || value.starts_with(|c: char| c.is_ascii_digit())
                    || head.starts_with("---"))
            || !opens && value.starts_with("- ") && head.contains("http")
            || head.starts_with("---")
        {
            return true;
        }
        if key == "primary_image" {
            return true;
        }
    }
    lower.starts_with("---") && lower.contains("http")
}

/// Captions and credits by their label.
fn picture_line(lower: &str, n_words: usize) -> Option<BlockKind> {
    if n_words > MAX_CAPTION_WORDS {
        return None;
    }
    // “The pool in spring. Photograph: Ines Orne”: a caption with its credit behind it
    if n_words <= MAX_CREDITED_WORDS && furniture::holds_credit(lower) || furniture::opens_caption(lower) {
        Some(BlockKind::Caption)
    } else if n_words <= MAX_CREDIT_WORDS && furniture::opens_credit(lower) {
        Some(BlockKind::Credit)
    } else {
        None
    }
}

/// Where the dateline of a first paragraph ends: “PORT ELLERY, Ostrava (Meridian Press) — ”.
fn dateline_end(shown: &str, tokens: &[Token], base: usize) -> Option<usize> {
    let end = shown.char_indices().take_while(|&(at, _)| at < MAX_DATELINE).find_map(|(at, c)| {
        let after = at + c.len_utf8();
        let spaced = shown[..at].ends_with(' ') || shown[..at].ends_with(')');
        let dash = matches!(c, '—' | '–') || c == '-' && (shown[after..].starts_with(' ') || shown[after..].starts_with('-'));
        (dash && (spaced || matches!(c, '—'))).then_some((at, after))
    });
    let (at, after) = end?;
    let place: Vec<&Token> = tokens.iter().take_while(|t| t.start() < base + at).collect();
    let first = place.first()?;
    let words = place.iter().filter(|t| t.kind == TokenKind::Word).count();
    let bracketed = shown[..at].trim_end().ends_with(')');
    let proper = place.iter().filter(|t| t.kind == TokenKind::Word).all(|t| t.case != Case::Lower || t.span().len() <= 3);
    let shouted = first.case == Case::Upper && first.span().len() > 2 && shown[..first.end() - base].chars().all(char::is_alphabetic);
    let quoted = shown[..at].contains(super::fold::is_double_mark);
    let dashes = shown[after..].len() - shown[after..].trim_start_matches(['-', ' ', '—']).len();
    (words <= 12 && proper && (shouted || bracketed) && !quoted).then_some(base + after + dashes)
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    /// `kind: first words` of each block.
    fn check(given: &str, expected: &[&str]) {
        let text = Text::new(given);
        let shown: Vec<String> = text
            .blocks()
            .iter()
            .map(|b| format!("{:?}: {}", b.kind, text.slice(b.span).split_whitespace().take(3).collect::<Vec<_>>().join(" ")))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_whole_article() {
        check(
            "Ferry fire kills 12\n\nCrew says alarm failed in the night\n\nBy Mara Ostrowe\n\nPORT ELLERY, Ostrava (Meridian Press) — The fire broke out at dawn.\n\n\
             What comes next\n\n• Inquiry\n\nPhoto: Hal Denby / Meridian Press\n\nUpdated 3 hours ago\n\nCorrection: An earlier version of this story misstated the toll.\n",
            &[
                "Headline: Ferry fire kills",
                "AlternativeHeadline: Crew says alarm",
                "Byline: By Mara Ostrowe",
                "Dateline: PORT ELLERY, Ostrava",
                "Paragraph: The fire broke",
                "Heading: What comes next",
                "ListItem: • Inquiry",
                "Credit: Photo: Hal Denby",
                "Byline: Updated 3 hours",
                "Notice: Correction: An earlier",
            ],
        );
    }

    #[test]
    fn single_line_ends_are_paragraphs_and_wrapped_lines_are_not() {
        check(
            "Council votes\nThe council voted on Monday.\nIt will meet again.",
            &["Headline: Council votes", "Paragraph: The council voted", "Paragraph: It will meet"],
        );
        check(
            "Council votes\n\nThe council of the town voted on Monday evening for the new\nBridge Street plan, which had been before it since the spring, and\nsent it to the county. It will meet again in the autumn to look at\nwhat the county says.\n\nNobody spoke.",
            &["Headline: Council votes", "Paragraph: The council of", "Paragraph: Nobody spoke."],
        );
    }

    #[test]
    fn notices_stand_anywhere() {
        check(
            "EDITOR’S NOTE: A name in this story has been removed.\n\nFerry fire kills 12\n\nCorrection: June 16, 2031\n\nThe toll was misstated.\n\n\
             PORT ELLERY — The fire broke out at dawn.\n\nUpdate\n\nA crew member was found.\n\nThis story will be updated.\n\nIt sank.",
            &[
                "Notice: EDITOR’S NOTE: A",
                "Headline: Ferry fire kills",
                "Notice: Correction: June 16,",
                "Notice: The toll was",
                "Dateline: PORT ELLERY —",
                "Paragraph: The fire broke",
                "Notice: Update",
                "Notice: A crew member",
                "Byline: This story will",
                "Paragraph: It sank.",
            ],
        );
        check("UPDATE: Ferry fire kills 12\n\nThe ferry burned.", &["Headline: UPDATE: Ferry fire", "Paragraph: The ferry burned."]);
    }

    #[test]
    fn data_of_the_system_is_not_text() {
        check(
            "Bridge shut\n\ntitle: \"Bridge shut\" date: 2031-05-04 tags: - traffic\n\nThe bridge is shut. The date: Monday.",
            &["Headline: Bridge shut", "Credit: title: \"Bridge shut\"", "Paragraph: The bridge is"],
        );
    }

    /// A gallery of thousands of pictures: each caption is looked up, not compared with all before it.
    #[test]
    fn many_captions_are_told_apart_in_time() {
        let caption =
            |k: usize| format!("Caption: The ferry in dock {k} in a very long row of docks along the old harbour of Varn, seen at dawn.");
        let gallery: Vec<String> = (0..20_000).chain(0..20_000).map(caption).collect();
        let text = crate::text::Text::new(format!("Ferries\n\nThey came.\n\n{}", gallery.join("\n\n")));
        assert_eq!(text.blocks().iter().filter(|b| b.kind == super::BlockKind::Caption).count(), 20_000);
    }

    #[test]
    fn the_same_caption_twice_is_one() {
        check(
            "Ferry burns\n\nCaption: The ferry.\n\nIt burned.\n\nCaption: The ferry.",
            &["Headline: Ferry burns", "Caption: Caption: The ferry.", "Paragraph: It burned."],
        );
    }

    #[test]
    fn how_long_a_headline_a_heading_and_a_dateline_are() {
        check(
            "Council of the old harbour town of Velmar votes to close the last of the bridges over the river after a winter of floods\n\n\
             PORT ELLERY, Province of Upper Ostrava, Republic of Vardania (Meridian Press) — The road was shut.\n\n\
             What comes next for the bridge and the town\n\nIt rained.\n\n\
             What the council of the old harbour town of Velmar says of the bridge\n\nIt rained.",
            &[
                "Headline: Council of the",
                "Dateline: PORT ELLERY, Province",
                "Paragraph: The road was",
                "Heading: What comes next",
                "Paragraph: It rained.",
                "Paragraph: What the council",
                "Paragraph: It rained.",
            ],
        );
    }

    /// A label opens a long caption; behind “Copyright law” or “Video:” a whole paragraph may follow, which is text.
    #[test]
    fn how_long_a_caption_and_a_credit_are() {
        let kind = |opening: &str, sentences: usize| {
            let text = Text::new(format!(
                "Ferry burns\n\nIt burned.\n\n{opening}{}",
                " The old ferry lay in the dock that day.".repeat(sentences)
            ));
            text.blocks().last().map(|b| b.kind)
        };
        use super::BlockKind::{Caption, Credit, Paragraph};
        assert_eq!([5, 8, 11].map(|n| kind("Video: Crews at work.", n)), [Some(Caption), Some(Caption), Some(Paragraph)]);
        assert_eq!([4, 8].map(|n| kind("The pool. Photo: Ines Orne.", n)), [Some(Caption), Some(Paragraph)]);
        assert_eq!([2, 5].map(|n| kind("Copyright law is hard.", n)), [Some(Credit), Some(Paragraph)]);
    }

    #[test]
    fn what_stands_under_a_picture() {
        check(
            "Ferry burns\n\nIt burned.\n\nPictured: The old ferry.\n\nPhoto courtesy of Ines Orne.\n\nThe pool (photo by Ines Orne) in May.",
            &[
                "Headline: Ferry burns",
                "Paragraph: It burned.",
                "Caption: Pictured: The old",
                "Credit: Photo courtesy of",
                "Caption: The pool (photo",
            ],
        );
    }
}
