//! Makes the weights by which cues are told from other verbs and nouns, how far their content goes, whether what is found
//! so is said, and whether anybody speaks through a pair of marks.
//!
//! ```sh
//! cargo run --release --example train_attribution -- train.jsonl src/extract/lexicon
//! ```
//!
//! Reads articles with annotated attributions, one JSON object a line: `{"text", "attributions": [{"source", "cue",
//! "content"}]}`, each of the three a list of `{"start", "end"}` in code points. The weights that come with the program
//! were made from the train part of PolNeAR (Newell, Margolin and Ruths 2018). Every tenth article is kept aside to
//! say how good they are, unless `--all` is given. Logistic regression by AdaGrad (Duchi, Hazan and Singer 2011): the
//! same articles give the same weights. The weights of quoted stretches build on the cues that are found, so run it
//! twice when those change.

// It is run by hand, and says how it went.
#![allow(clippy::print_stderr)]

mod regression;

use regression::{Case, Set, Trained, best};

use std::ops::Range;
use writethru::extract::attributions::{Reading, stretch, titles_apart};
use writethru::extract::frames::candidates::Candidate;
use writethru::extract::frames::extent::Edge;
use writethru::extract::frames::{
    Decision, Found, Frame, Memo, Models, Place, Scene, Sets, decide, extent, features, inside, is_title, is_worth_weighing, models, walk,
};
use writethru::extract::marks::quoted;
use writethru::extract::model::Names;
use writethru::extract::sentences::sentences;
use writethru::extract::words::Words;
use writethru::text::{Text, TokenKind};

#[derive(serde::Deserialize)]
struct Article {
    text: String,
    attributions: Vec<Gold>,
    /// Quoted stretches that somebody says.
    #[serde(default)]
    quotes: Vec<Piece>,
    /// Quoted stretches that nobody says.
    #[serde(default)]
    nonquotes: Vec<Piece>,
}

#[derive(serde::Deserialize)]
struct Gold {
    cue: Vec<Piece>,
    content: Vec<Piece>,
    source: Vec<Piece>,
}

#[derive(serde::Deserialize)]
struct Piece {
    start: usize,
    end: usize,
}

/// The gold of one article, by tokens.
struct Tokens {
    /// The attribution whose cue a token belongs to.
    cue: Vec<Option<usize>>,
    /// Each attribution's contents.
    content: Vec<Vec<(usize, usize)>>,
    has_source: Vec<bool>,
}

impl Tokens {
    fn of(text: &Text, gold: &[Gold]) -> Self {
        let places: Vec<(usize, usize)> = text.tokens().iter().map(|t| (text.offset_start(t.start()), text.offset_end(t.end()))).collect();
        let range = |p: &Piece| (places.partition_point(|t| t.1 <= p.start), places.partition_point(|t| t.0 < p.end));
        let mut cue = vec![None; places.len()];
        for (n, a) in gold.iter().enumerate() {
            for (from, to) in a.cue.iter().map(range) {
                cue[from.min(to)..to].fill(Some(n));
            }
        }
        let content = gold.iter().map(|a| a.content.iter().map(range).filter(|(from, to)| from < to).collect()).collect();
        Self { cue, content, has_source: gold.iter().map(|a| !a.source.is_empty()).collect() }
    }
}

/// Which contents that are found are right is learned from articles whose cues were found by weights made of the others: so
/// many times an equal part of the articles is kept aside.
const PARTS: usize = 4;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--all").collect();
    let all = std::env::args().any(|a| a == "--all");
    let [gold, folder] = &args[..] else { panic!("train_attribution GOLD.jsonl FOLDER [--all]") };
    let mut marks = Set::default();
    let read = std::fs::read_to_string(gold).expect("the articles");
    let articles: Vec<Article> = read.lines().map(|line| serde_json::from_str(line).expect("an article")).collect();
    let is_held_out = |n: usize| !all && n % 10 == 9;
    for (n, article) in articles.iter().enumerate() {
        learn_marks(article, is_held_out(n), &mut marks);
    }
    let first = First::of(articles.iter().enumerate().map(|(n, article)| (article, is_held_out(n))));
    let mut found = Set::default();
    for part in 0..PARTS {
        let is_apart = |n: usize| n / 10 % PARTS == part;
        let others = articles.iter().enumerate().filter(|&(n, _)| !is_apart(n) && !is_held_out(n)).map(|(_, article)| (article, false));
        let models = First::of(others).models("");
        for (_, article) in articles.iter().enumerate().filter(|&(n, _)| is_apart(n) && !is_held_out(n)) {
            learn_found(article, &models, false, &mut found);
        }
    }
    let models = first.models("");
    for (_, article) in articles.iter().enumerate().filter(|&(n, _)| is_held_out(n)) {
        learn_found(article, &models, true, &mut found);
    }
    first.report();
    let found_model = Trained::of(&found, 2, 0.04, 10, 0.02);
    report_yes("found", &found, &found_model);
    let mark_model = Trained::of(&marks, 2, 0.025, 12, 0.02);
    report_yes("quoted", &marks, &mark_model);
    let write = |name: &str, table: String| std::fs::write(format!("{folder}/{name}"), table).expect("a file");
    write("cue_weights.tsv", first.cue_table());
    write("extent_weights.tsv", first.extent_table());
    write(
        "found_weights.tsv",
        found_model.table(&found, &head("Whether a content that was found is what somebody says.", "yes against no")),
    );
    write("quoted_weights.tsv", mark_model.table(&marks, &head("Whether somebody says a quoted stretch.", "yes against no")));
}

fn head(what: &str, columns: &str) -> String {
    format!(
        "# {what}\n# Columns: feature, then weights in hundredths: {columns}. What a feature means: src/extract/frames/.\n# Provenance: logistic regression on the train part of PolNeAR (Newell, Margolin and Ruths 2018), by examples/train_attribution.\n"
    )
}

/// What finds candidates, places and edges, before it is weighed what came of them.
struct First {
    cues: Set,
    extents: Set,
    /// Contents whose start and end are not among those weighed, and whose are.
    unreachable: [usize; 3],
    cue_model: Trained,
    extent_model: Trained,
}

impl First {
    /// Learns from articles, each with whether it is held out.
    fn of<'a>(articles: impl Iterator<Item = (&'a Article, bool)>) -> Self {
        let (mut cues, mut extents, mut unreachable) = (Set::default(), Set::default(), [0_usize; 3]);
        for (article, held_out) in articles {
            learn(article, held_out, &mut cues, &mut extents, &mut unreachable);
        }
        let cue_model = Trained::of(&cues, Place::ALL.len(), 0.04, 8, 0.02);
        let extent_model = Trained::of(&extents, 1, 0.08, 10, 0.02);
        Self { cues, extents, unreachable, cue_model, extent_model }
    }

    fn cue_table(&self) -> String {
        let columns = "behind, before, around, raised, each against nowhere";
        self.cue_model.table(&self.cues, &head("Whether a word is the head of a cue, and where its content stands.", columns))
    }

    fn extent_table(&self) -> String {
        self.extent_model.table(&self.extents, &head("Where the content behind a cue ends.", "one, the higher the likelier"))
    }

    fn models(&self, found: &str) -> Models {
        Models::read(&self.cue_table(), &self.extent_table(), found)
    }

    fn report(&self) {
        let [start, end, right] = self.unreachable;
        let (cues, extents) = (self.cues.cases.len(), self.extents.cases.len());
        eprintln!("{cues} candidates, {extents} contents; other start {start}, other end {end}, right {right}");
        confusion(&self.cues, &self.cue_model);
        report(&self.cues, &self.cue_model);
        let right = self.extents.held_out.iter().filter(|c| best(&self.extent_model.sums(c)) == c.right).count();
        eprintln!("extents: {right} of {} right", self.extents.held_out.len());
    }
}

/// How many of the articles kept aside are right, by margin.
fn report_yes(name: &str, set: &Set, model: &Trained) {
    for margin in [-100, -50, 0, 50, 100] {
        let sure = |c: &&Case| {
            let sums = model.sums(c);
            sums[1] - sums[0] >= f64::from(margin) / 100.0
        };
        let (found, right) = (set.held_out.iter().filter(sure).count(), set.held_out.iter().filter(|c| c.right == 1).filter(sure).count());
        let there = set.held_out.iter().filter(|c| c.right == 1).count();
        eprintln!("{name}, margin {margin}: {right} right of {found} found, {there} there, {} in all", set.held_out.len());
    }
}

/// How often each place was taken for another.
fn confusion(set: &Set, model: &Trained) {
    let mut table = [[0; Place::ALL.len()]; Place::ALL.len()];
    for case in &set.held_out {
        table[case.right][best(&model.sums(case))] += 1;
    }
    for (row, place) in table.iter().zip(Place::ALL) {
        eprintln!("{:>8} was taken for nowhere, behind, before, around, raised {row:?}", format!("{place:?}"));
    }
}

/// Precision and recall of “is a cue” by margin, on the articles kept aside.
fn report(set: &Set, model: &Trained) {
    for margin in [-100, -50, 0, 50, 100, 150, 200] {
        let (mut found, mut right, mut placed, mut there) = (0, 0, 0, 0);
        for case in &set.held_out {
            let sums = model.sums(case);
            let place = 1 + best(&sums[1..]);
            there += usize::from(case.right > 0);
            if sums[place] - sums[0] >= f64::from(margin) / 100.0 {
                found += 1;
                right += usize::from(case.right > 0);
                placed += usize::from(case.right == place);
            }
        }
        let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        eprintln!(
            "margin {margin:4}: P {:.3} R {:.3}, with the right place P {:.3}",
            share(right, found),
            share(right, there),
            share(placed, found)
        );
    }
}

fn learn(article: &Article, held_out: bool, cues: &mut Set, extents: &mut Set, unreachable: &mut [usize; 3]) {
    let text = Text::new(article.text.as_str());
    let words = Words::of(&text);
    let gold = Tokens::of(&text, &article.attributions);
    let (_, quoted) = titles_apart(&words, &quoted(&words));
    let (inside, sets) = (inside(&words, &quoted), Sets::of(&words, &quoted));
    let mut scene = Scene { words: &words, quoted: &quoted, inside: &inside, sets: &sets, is_title: false, models: models() };
    for sentence in sentences(&words) {
        let Some(is_title) = is_title(text.blocks()[sentence.block].kind) else { continue };
        scene.is_title = is_title;
        let scene = &scene;
        let mut given = |c: &Candidate, earlier: &[Frame]| {
            let (place, of) = match gold.cue[c.head] {
                None => (Place::Nowhere, None),
                Some(a) => match place(&gold, a, c, &sentence.tokens) {
                    Some(place) => (place, Some(a)),
                    None => return Place::Nowhere,
                },
            };
            // A cue of several heads (“declined to say”) is learned at its last one.
            let goes_on = |k: usize| gold.cue[k].is_some() && gold.cue[k] == gold.cue[c.head];
            let last = (c.head + 1..sentence.tokens.end).take_while(|&k| goes_on(k)).all(|k| {
                let e = words.entry(k);
                e.verb.is_none() && e.cue.is_none() && e.noun_cue.is_none()
            });
            if of.is_some() && !last {
                return Place::Nowhere;
            }
            let mut names = Names::default();
            features::features(scene, &sentence.tokens, c, earlier, &mut names);
            let options = vec![cues.ids(names.0)];
            cues.push(Case { options, right: Place::ALL.iter().position(|&p| p == place).unwrap_or(0) }, held_out);
            if let Some(a) = of {
                let mut pupil =
                    Pupil { scene, sentence: &sentence.tokens, held_out, extents: &mut *extents, unreachable: &mut *unreachable };
                if matches!(place, Place::Behind | Place::Around | Place::Raised) {
                    pupil.behind(&gold, a, c);
                }
                if matches!(place, Place::Before | Place::Around) {
                    pupil.before(&gold, a, c);
                }
            }
            place
        };
        walk(scene, &sentence.tokens, &|_| true, &mut |c, earlier| Decision::given(given(c, earlier)), &mut |_| true);
    }
}

/// Learns which contents that are found are what somebody says.
fn learn_found(article: &Article, models: &Models, held_out: bool, found: &mut Set) {
    let text = Text::new(article.text.as_str());
    let words = Words::of(&text);
    let gold = Tokens::of(&text, &article.attributions);
    let (_, quoted) = titles_apart(&words, &quoted(&words));
    let (inside, sets) = (inside(&words, &quoted), Sets::of(&words, &quoted));
    let mut scene = Scene { words: &words, quoted: &quoted, inside: &inside, sets: &sets, is_title: false, models };
    for sentence in sentences(&words) {
        let Some(is_title) = is_title(text.blocks()[sentence.block].kind) else { continue };
        scene.is_title = is_title;
        let (scene, tokens) = (&scene, &sentence.tokens);
        let mut keep = |case: &Found| {
            if case.decision.is_sure {
                return true;
            }
            let is_said = gold.cue[case.candidate.head].is_some_and(|a| {
                let said =
                    |c: &Range<usize>| gold.content[a].iter().any(|&said| agree(inked(&words, (c.start, c.end)), inked(&words, said)));
                case.placed.frame.content.iter().any(said)
            });
            let mut names = Names::default();
            case.features(&mut names);
            let options = vec![found.ids(names.0)];
            found.push(Case { options, right: usize::from(is_said) }, held_out);
            // What the first weights alone would do.
            case.decision.margin >= KEPT_MARGIN
        };
        let mut weigh = |c: &Candidate, earlier: &[Frame]| decide(scene, tokens, c, earlier);
        walk(scene, tokens, &|k| is_worth_weighing(scene, tokens, k), &mut weigh, &mut keep);
    }
}

/// A frame goes on to be one of those before the next if its place weighs so much while it is learned which are right.
const KEPT_MARGIN: i32 = 31;

/// A range of tokens without the marks at its ends.
fn inked(words: &Words, (start, end): (usize, usize)) -> (usize, usize) {
    let start = inked_start(words, start);
    (start, inked_end(words, start, end))
}

/// Whether half of what two ranges cover together is in both.
fn agree(a: (usize, usize), b: (usize, usize)) -> bool {
    let both = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    both > 0 && 2 * both >= a.1.max(b.1) - a.0.min(b.0)
}

/// Learns which quoted stretches are said by somebody.
fn learn_marks(article: &Article, held_out: bool, marks: &mut Set) {
    let text = Text::new(article.text.as_str());
    let words = Words::of(&text);
    let (sentences, quoted) = (sentences(&words), quoted(&words));
    let reading = Reading::of(&words, &sentences, &quoted, &mut Memo::none());
    for s in reading.stretches() {
        let span = text.span_of(s.quoted.open..s.quoted.after());
        let (start, end) = (text.offset_start(span.start), text.offset_end(span.end));
        let covers = |p: &Piece| 2 * p.end.min(end).saturating_sub(p.start.max(start)) >= end - start;
        let right = match (article.quotes.iter().any(covers), article.nonquotes.iter().any(covers)) {
            (true, _) => 1,
            (false, true) => 0,
            (false, false) => continue,
        };
        let mut names = Names::default();
        stretch::features(&reading, s, &mut names);
        let options = vec![marks.ids(names.0)];
        marks.push(Case { options, right }, held_out);
    }
}

fn place(gold: &Tokens, a: usize, c: &Candidate, sentence: &Range<usize>) -> Option<Place> {
    // What stands in another sentence is found by other means.
    let behind = gold.content[a].iter().any(|&(from, _)| from > c.head && from < sentence.end);
    let before = gold.content[a].iter().any(|&(_, to)| to <= c.head && to > sentence.start);
    match (before, behind) {
        (true, true) if !gold.has_source[a] => Some(Place::Raised),
        (true, true) => Some(Place::Around),
        (true, false) => Some(Place::Before),
        (false, true) => Some(Place::Behind),
        (false, false) => None,
    }
}

/// Learns the edges of contents.
struct Pupil<'a> {
    scene: &'a Scene<'a>,
    sentence: &'a Range<usize>,
    held_out: bool,
    extents: &'a mut Set,
    unreachable: &'a mut [usize; 3],
}

impl Pupil<'_> {
    fn behind(&mut self, gold: &Tokens, a: usize, c: &Candidate) {
        let Some(&(from, to)) = gold.content[a].iter().find(|&&(from, _)| from > c.head && from < self.sentence.end) else { return };
        let (words, limit) = (self.scene.words, c.behind.end);
        let starts = extent::starts_behind(self.scene, c);
        let Some(start) = starts.iter().position(|&start| inked_start(words, start) == inked_start(words, from)) else {
            self.unreachable[0] += 1;
            return;
        };
        self.push(c, Edge::StartBehind, limit, starts.iter().map(|&s| s..limit).collect(), start);
        let from = starts[start];
        let ends: Vec<usize> = extent::ends_behind(self.scene, c, from).collect();
        let Some(end) = ends.iter().position(|&end| inked_end(words, from, end) == inked_end(words, from, to.min(limit))) else {
            self.unreachable[1] += 1;
            return;
        };
        self.unreachable[2] += 1;
        self.push(c, Edge::EndBehind, limit, ends.iter().map(|&end| from..end).collect(), end);
    }

    fn before(&mut self, gold: &Tokens, a: usize, c: &Candidate) {
        let Some(&(from, to)) = gold.content[a].iter().rev().find(|&&(_, to)| to <= c.head) else { return };
        let words = self.scene.words;
        let starts = extent::starts_before(self.scene, self.sentence, to);
        let Some(start) = starts.iter().position(|&s| inked_start(words, s) == inked_start(words, from.max(self.sentence.start))) else {
            self.unreachable[0] += 1;
            return;
        };
        self.unreachable[2] += 1;
        self.push(c, Edge::StartBefore, starts[0], starts.iter().map(|&s| s..to).collect(), start);
    }

    fn push(&mut self, c: &Candidate, edge: Edge, limit: usize, contents: Vec<Range<usize>>, right: usize) {
        if contents.len() < 2 {
            return;
        }
        let options = contents
            .iter()
            .map(|content| {
                let mut names = Names::default();
                extent::features(self.scene, c, edge, content, limit, &mut names);
                self.extents.ids(names.0)
            })
            .collect();
        self.extents.push(Case { options, right }, self.held_out);
    }
}

fn inked_start(words: &Words, mut start: usize) -> usize {
    while words.kind(start) == Some(TokenKind::Punctuation) {
        start += 1;
    }
    start
}

fn inked_end(words: &Words, from: usize, mut end: usize) -> usize {
    while end > from && words.kind(end - 1) == Some(TokenKind::Punctuation) {
        end -= 1;
    }
    end
}
