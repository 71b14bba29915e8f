//! A notice, and a change, each made comparable: once, since every notice is held against every change.

use super::substance::Changed;
use super::wording::{self, Bag};
use super::{NoticeAt, NoticeAudit};
use crate::changelog::ChangeLog;
use crate::diff::{EditOp, Kind};
use crate::extract::words::Words;
use crate::extract::{Extract, Notice, NoticeItem, Quantity, Topic, quantities};
use crate::span::Span;
use crate::text::Text;

/// What a notice says.
pub(super) struct Said<'l> {
    pub at: NoticeAt,
    pub notice: &'l Notice,
    /// Its words, without those that every notice has.
    pub own: Bag,
    /// The errors it speaks of, in its order.
    pub items: Vec<Item>,
}

impl<'l> Said<'l> {
    /// What each of some notices says, in their order.
    pub fn of_all(log: &'l ChangeLog, notices: &[NoticeAudit]) -> Vec<Self> {
        notices.iter().filter_map(|found| Self::of(log, found.at)).collect()
    }

    fn of(log: &'l ChangeLog, at: NoticeAt) -> Option<Self> {
        let (extract, notice) = at.of(log)?;
        let items = notice.items.iter().map(|item| Item::of(extract, item)).collect();
        Some(Self { at, notice, own: wording::own_words(extract, notice), items })
    }

    /// Whether it gives words that are wrong or right, be it only those that were taken out.
    pub fn gives_words(&self) -> bool {
        self.items.iter().any(Item::gives_words)
    }

    /// Whether it speaks of a topic.
    pub fn is_about(&self, topic: Topic) -> bool {
        self.notice.announces.iter().any(|(announced, _)| *announced == topic)
    }
}

/// One error of a notice.
pub(super) struct Item {
    pub wrong: Option<Phrase>,
    pub right: Option<Phrase>,
    /// “We have removed his name”: what is wrong is what was taken out.
    pub is_removal: bool,
}

impl Item {
    fn of(extract: &Extract, item: &NoticeItem) -> Self {
        let words = |span: Option<Span>| span.map(|span| wording::words_in(&extract.text, span)).unwrap_or_default();
        let (wrong, right) = (words(item.wrong), words(item.right));
        let phrase = |span: Span, words: &[String], other: &[String]| Phrase {
            words: wording::content(words.iter().filter(|word| !other.contains(word)).cloned().collect()),
            figure: wording::figure(extract, span),
            is_telling: wording::is_telling(&extract.text, span),
        };
        Self {
            wrong: item.wrong.map(|span| phrase(span, &wrong, &right)),
            right: item.right.map(|span| phrase(span, &right, &wrong)),
            is_removal: item.kind == "removal",
        }
    }

    /// Whether it gives words that are wrong or right.
    pub fn gives_words(&self) -> bool {
        self.wrong.is_some() || self.right.is_some()
    }
}

/// What an item calls wrong, or right.
pub(super) struct Phrase {
    /// Its words that the other side does not have.
    pub words: Bag,
    /// The figure it is, if it is one.
    pub figure: Option<Quantity>,
    /// See [`wording::is_telling`].
    pub is_telling: bool,
}

impl Phrase {
    /// Whether it is so short that a change of it has all of it: “14”, “Orla Venn”; not a retelling in words of its own.
    pub fn is_plain(&self) -> bool {
        self.is_telling || self.figure.is_some()
    }

    /// How many of its words are among those of one side of a change, as a share.
    pub fn share(&self, side: &EditedSide) -> f64 {
        if self.is_figure_of(side) { 1.0 } else { wording::share(&self.words, &side.words) }
    }

    /// Whether it is a figure of the same value as one of that side.
    pub fn is_figure_of(&self, side: &EditedSide) -> bool {
        self.figure.as_ref().is_some_and(|figure| side.figures.iter().any(|q| quantities::same_value(q, figure)))
    }
}

/// A change with its words.
pub(super) struct Edited<'l> {
    pub changed: Changed<'l>,
    /// What went.
    pub went: EditedSide,
    /// What came.
    pub came: EditedSide,
    /// What was edited on either side, without the words of grammar.
    pub content: Bag,
}

/// What went, or what came.
#[derive(Default)]
pub(super) struct EditedSide {
    /// The words of the edits and of what gave the kinds: of a quotation that was given to somebody else no word was edited.
    pub words: Bag,
    /// The values of figures that changed.
    figures: Vec<Quantity>,
}

impl<'l> Edited<'l> {
    pub fn of(changed: Changed<'l>) -> Self {
        let [deleted, inserted] = [EditOp::Delete, EditOp::Insert].map(|op| wording::words(&changed.edited(op)));
        let content = wording::content(inserted.iter().chain(&deleted).cloned().collect());
        let (mut went, mut came) = (EditedSide::default(), EditedSide::default());
        went.words.extend(deleted);
        came.words.extend(inserted);
        for &(kind, before, after) in &changed.reasons {
            went.add(kind, before);
            came.add(kind, after);
        }
        Self { changed, went, came, content }
    }

    /// Whether a new figure of two digits or more stands among some words: “14”, of a toll that was 12.
    pub fn brings_figure_of(&self, words: &Bag) -> bool {
        let is_told = |word: &String| word.chars().filter(char::is_ascii_digit).count() >= 2 && words.contains(word);
        let reasons = self.changed.reasons.iter().filter(|(kind, ..)| *kind == Kind::Quantity);
        let mut new = reasons.flat_map(|(_, _, after)| wording::words(after)).filter(|word| !self.went.words.contains(word));
        new.any(|word| is_told(&word))
    }
}

impl EditedSide {
    fn add(&mut self, kind: Kind, reason: &str) {
        self.words.extend(wording::words(reason));
        if kind == Kind::Quantity {
            let text = Text::new(reason);
            self.figures.extend(quantities::quantities(&Words::of(&text), 0..text.tokens().len(), &[]));
        }
    }
}
