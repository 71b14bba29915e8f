//! What can be found in a text: the nouns of [`extract`](crate::extract), all spans of the text they stand in.

use crate::span::Span;
use crate::text::Text;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use std::ops::Range;

/// When and where a revision was published: what “Monday” and “7:41 p.m.” are measured from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The day of the revision, in the publisher's zone.
    pub date: Option<NaiveDate>,
    /// The time of day, where known.
    pub time: Option<NaiveTime>,
    /// The publisher's zone, for times that name none.
    pub zone: Option<Tz>,
    /// The offset of the time stamp the date came from, for times that name no zone when `zone` is unknown too.
    pub offset: Option<FixedOffset>,
}

/// Everything found in one text.
#[derive(Clone, Debug)]
pub struct Extract {
    /// The text itself.
    pub text: Text,
    /// What relative dates were measured from.
    pub reference: Reference,
    /// All sentences, in order; together they cover every token of every block.
    pub sentences: Vec<Sentence>,
    /// All quotations, in order of their first word.
    pub quotations: Vec<Quotation>,
    /// Who says what, in order of the content.
    pub attributions: Vec<Attribution>,
    /// What the article asserts, in order.
    pub claims: Vec<Claim>,
    /// The publisher's own words of change.
    pub notices: Vec<Notice>,
    /// What could not be read as it should.
    pub warnings: Vec<Warning>,
    /// What the word lists know of every token; empty where it was not kept.
    pub(crate) known: std::sync::Arc<super::words::Known>,
    /// The names in the text, in order.
    pub(crate) mentions: Vec<super::names::Mention>,
}

impl Extract {
    /// The comparable form of every token, as a number; 0 for punctuation.
    pub(crate) fn forms(&self) -> &[u64] {
        self.known.forms(&self.text)
    }

    /// The sentences that a stretch stands in: indices into [`Self::sentences`].
    pub fn sentences_over(&self, span: Span) -> Range<usize> {
        let from = self.sentences.partition_point(|s| s.span.end <= span.start);
        let n = self.sentences[from..].partition_point(|s| s.span.start < span.end);
        from..from + n
    }
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The block it stands in, an index into [`Text::blocks`] (a dateline's sentence goes on in the paragraph behind).
    pub block: usize,
    /// A 64-bit hash of the exact text, for anchoring.
    pub hash: u64,
}

/// How a quotation stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuotationKind {
    /// A whole utterance: “We had no choice,” she said.
    Direct,
    /// Part of a sentence of the article: He called it “frank and constructive”.
    Mixed,
    /// Marks nobody speaks through: titles, nicknames, so-called things.
    Scare,
    /// No marks at all: the side of a change where the words stand as a paraphrase.
    Indirect,
}

/// Words between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the first quoted word to the last, without the outer marks.
    pub span: Span,
    /// The quoted stretches, without marks: several where the article interrupts (“A,” she said, “B.”) or where
    /// the quotation runs over paragraphs.
    pub parts: Vec<Span>,
    /// How it stands in its sentence.
    pub kind: QuotationKind,
    /// Who speaks.
    pub speaker: Option<Speaker>,
    /// The words that say so.
    pub cue: Option<Cue>,
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceType {
    /// A named or otherwise single person.
    Person,
    /// “she”, “they”.
    Pronoun,
    /// A firm, ministry, court, newspaper.
    Body,
    /// “police”, “officials”, “residents”.
    Collective,
    /// A report, an indictment, a poll.
    Document,
    /// “a person who asked not to be named”.
    Anonymous,
}

/// How a speaker's name was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResolvedBy {
    /// The name stands there in full.
    FullName,
    /// A surname that the article gave in full elsewhere.
    Surname,
    /// A role that the article gave to one person (“the chancellor”).
    Role,
    /// A pronoun, by the last speaker it agrees with.
    Pronoun,
}

/// A source: whoever or whatever is said to say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Where the source stands, as the article words it.
    pub span: Span,
    /// The name the article gives this source, where it could be resolved.
    pub name: Option<String>,
    /// What kind of source it is.
    pub kind: SourceType,
    /// How the name was found.
    pub resolved_by: Option<ResolvedBy>,
}

/// What a cue says of the source's attitude to its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stance {
    /// said, told, according to
    Neutral,
    /// insisted, announced, confirmed
    Asserting,
    /// claimed, alleged
    Distancing,
    /// denied, rejected
    Denying,
    /// promised, vowed
    Commissive,
    /// asked
    Asking,
    /// believes, expects
    Thinking,
}

/// The words that attribute: “said”, “according to”, “told reporters”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Where they stand.
    pub span: Span,
    /// The dictionary form of the head: `say`, `according to`.
    pub lemma: &'static str,
    /// Its stance.
    pub stance: Stance,
}

/// How an attribution renders its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttributionKind {
    /// Quoted throughout.
    Direct,
    /// Partly quoted.
    Mixed,
    /// Not quoted.
    Indirect,
}

/// Source, cue and content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who, if anyone is named.
    pub source: Option<Speaker>,
    /// By which words.
    pub cue: Option<Cue>,
    /// What, as one span or several; quotation marks included.
    pub content: Vec<Span>,
    /// How.
    pub kind: AttributionKind,
    /// Whether it renders an assertion (“said the road was shut”) and not a wish, a stand or a deed (“backed the plan”):
    /// only then is the claim in it the source's.
    pub is_report: bool,
}

/// Whether a claim is the article's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    /// A source is said to say it.
    Attributed,
    /// The article says it.
    OwnVoice,
}

/// How certain a claim is put, from denied to confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// 0: said not to be so.
    Denied = 0,
    /// 1: may, might, could.
    Possible = 1,
    /// 2: reportedly, allegedly.
    Reported = 2,
    /// 3: likely, expected, appears to.
    Probable = 3,
    /// 4: asserted plainly.
    Asserted = 4,
    /// 5: confirmed, proven.
    Confirmed = 5,
}

/// When a claim is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// voted, has voted
    Past,
    /// votes, is voting
    Present,
    /// will vote, is to vote
    Future,
}

/// One clause that asserts something.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The sentence it stands in.
    pub sentence: usize,
    /// Whose it is.
    pub kind: ClaimKind,
    /// The attribution that covers it, an index into [`Extract::attributions`].
    pub attribution: Option<usize>,
    /// Its figures.
    pub quantities: Vec<Quantity>,
    /// Its dates and times.
    pub dates: Vec<DateMention>,
    /// The names in it.
    pub names: Vec<Name>,
    /// Whether its main verb is negated.
    pub negated: bool,
    /// How certain it is put.
    pub certainty: Certainty,
    /// When it is set.
    pub tense: Option<Tense>,
}

/// How exactly a quantity is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Approximation {
    /// 12
    Exact,
    /// about, around, some, roughly, -odd
    About,
    /// nearly, almost, close to, just under
    Nearly,
    /// at least, no fewer than, a minimum of
    AtLeast,
    /// more than, over, above, upwards of
    MoreThan,
    /// at most, up to, as many as, no more than
    AtMost,
    /// less than, fewer than, under, below
    LessThan,
}

/// A figure: a value or a range, with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands, approximator and unit included.
    pub span: Span,
    /// The value, or the lower end.
    pub low: f64,
    /// The value, or the upper end.
    pub high: f64,
    /// `USD`, `percent`, `percentage point`, `km`, `day`, … or `None` for a plain count.
    pub unit: Option<String>,
    /// Whether it is a rank (“third”).
    pub ordinal: bool,
    /// Whether the upper end is written first, as a result is: “won 4-1”.
    pub falling: bool,
    /// How exactly it is put.
    pub approximation: Approximation,
}

impl Quantity {
    /// The two ends in the order they are written: “won 4-1” and “lost 1-4” are not the same.
    pub fn as_written(&self) -> (f64, f64) {
        if self.falling { (self.high, self.low) } else { (self.low, self.high) }
    }
}

/// A date, a time of day, or a period reckoned from now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Where it stands.
    pub span: Span,
    /// The first day meant, where it could be resolved.
    pub from: Option<NaiveDate>,
    /// The last day meant.
    pub to: Option<NaiveDate>,
    /// The time of day, where one is given.
    pub time: Option<NaiveTime>,
    /// A comparable form of what is said, also where no day could be resolved: `weekday:mon`, `05-09`, `2011`,
    /// `+14d` (within two weeks), `02:00`. Two mentions with the same key mean the same.
    pub key: String,
}

/// A name in a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands.
    pub span: Span,
    /// A comparable form: titles and possessives stripped, the fullest form the article gives.
    pub key: String,
}

/// What a notice does, which is not always what its label says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoticeClass {
    /// Mends an error.
    Correction,
    /// Mends a possible misunderstanding of something correct.
    Clarification,
    /// Says that something was added or brought up to date.
    Update,
    /// Any other word from the editors.
    EditorsNote,
    /// Takes the article or part of it back.
    Retraction,
}

/// Where a notice stands in the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Placement {
    /// Before the running text.
    Top,
    /// Between its paragraphs.
    Inline,
    /// Behind its last paragraph.
    #[default]
    Foot,
}

/// What part of the article a notice speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The text: also where nothing else is named.
    Body,
    /// The headline.
    Headline,
    /// The words under a picture.
    Caption,
    /// A chart, map or other graphic.
    Graphic,
    /// A picture or film.
    Picture,
}

/// What a notice says has come or changed, in its own general words: “updated with new information and remarks”.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// new information, details, context
    Information,
    /// remarks, comment, a statement, testimonies
    Remarks,
    /// the toll, the number, the price
    Figure,
    /// the date, the time
    Date,
    /// the name, the spelling
    Name,
    /// the attribution, who said it
    Attribution,
    /// the quotation
    Quotation,
    /// the headline
    Headline,
}

/// The language of a notice, by its own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, or no word of another.
    #[default]
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Italian.
    Italian,
}

/// The publisher's own word of change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Where it stands; a label on a line of its own and what follows are one.
    pub span: Span,
    /// What it does.
    pub class: NoticeClass,
    /// The words of its label: “Correction”, “Editor’s note”; of a wire service's note its verb.
    pub label: Option<Span>,
    /// When the publisher says it was, as far as it is said; of several times the last.
    pub at: Option<NoticeTime>,
    /// Every time it gives for itself: “was amended on May 5 and May 10”.
    pub times: Vec<NoticeTime>,
    /// Where it stands.
    pub placement: Placement,
    /// What it speaks of.
    pub scope: Vec<Scope>,
    /// Whether it tells of more than one time of changing, or of what an earlier version had mended already.
    pub is_cumulative: bool,
    /// Whether it says that the article was changed or wrong. “Update: The mayor has resigned” says so only of the mayor.
    pub is_of_change: bool,
    /// What it says has come or changed, in general words.
    pub announces: Vec<(Topic, Span)>,
    /// The language of its words.
    pub language: Language,
    /// What it says of single errors.
    pub items: Vec<NoticeItem>,
}

impl Notice {
    /// A notice of which nothing is known but its place and class.
    pub fn bare(span: Span, class: NoticeClass) -> Self {
        Self {
            span,
            class,
            label: None,
            at: None,
            times: Vec::new(),
            placement: Placement::default(),
            scope: vec![Scope::Body],
            is_cumulative: false,
            is_of_change: true,
            announces: Vec::new(),
            language: Language::default(),
            items: Vec::new(),
        }
    }
}

/// The time a notice gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeTime {
    /// The words.
    pub span: Span,
    /// The day.
    pub date: NaiveDate,
    /// The time of day, where given.
    pub time: Option<NaiveTime>,
    /// The instant, where a time and a zone are known.
    pub instant: Option<DateTime<FixedOffset>>,
    /// The zone as an IANA name, where one is known.
    pub zone: Option<&'static str>,
    /// The other day or instant that the same words can mean: 3/8/31 where nothing says which is the month, 1:30 a.m. in
    /// the night the clocks go back.
    pub other: Option<OtherReading>,
}

/// Another reading of the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherReading {
    /// The day.
    pub date: NaiveDate,
    /// The instant, where a time and a zone are known.
    pub instant: Option<DateTime<FixedOffset>>,
}

/// One error a notice speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeItem {
    /// What stood there wrongly, in the notice's words.
    pub wrong: Option<Span>,
    /// What is right, in the notice's words.
    pub right: Option<Span>,
    /// What the item is about: `name`, `number`, `date`, `quotation`, `attribution`, `removal`, `new information`, `fact`.
    pub kind: &'static str,
}

/// What in a text is worth an editor's eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// One name in two spellings.
    TwoSpellings,
    /// One quantity or duration as two values.
    TwoValues,
    /// A quotation mark without the other.
    OpenQuotation,
    /// A notice that does not say when.
    UndatedNotice,
}

/// Two places that disagree, or one that lacks something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What.
    pub kind: NoteKind,
    /// Where, in order.
    pub places: Vec<Span>,
}

/// Something the extractor could not read as it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where, if it is at one place.
    pub span: Option<Span>,
    /// What.
    pub message: String,
}
