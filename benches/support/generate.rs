//! Invented articles and what desks do to them, for benches, laws and timings.
//!
//! An article is about 58 sentences and 7 kB: headline, byline, dateline, paragraphs of claims and quotations, now and
//! then a notice. A revision is the article after one to nine operations: a figure, a quotation, an attribution or a
//! hedge changed, sentences put in, taken out, moved, split or merged; one in twenty is rewritten, one in fifty differs
//! in glyphs only or in nothing. The shares are guesses at what newsrooms do, not fitted to any corpus.
//!
//! The same seed gives the same text on every machine. Nothing here is taken from a published article.

#[path = "words.rs"]
mod words;

use words::{
    ADJECTIVES, ADVERBS, BODIES, CLAUSES, COLLECTIVES, CUES, DAYS, DEEDS, FAMILY_ENDS, FRAGMENTS, GIVEN_NAMES, HEADLINES, HEDGES,
    INVERTIBLE_CUES, MIDDLES, MIXED, MONTHS, NOUNS, OBJECTS, ONSETS, OPENERS, PLACE_ENDS, PUT_TOGETHER, ROLES, SUBJECTS, TAILS, THINGS,
    UTTERANCES, VERBS, WHENS, WHERES,
};

/// How many sentences an article has.
pub const SENTENCES: usize = 58;

/// Two revisions of one article.
pub struct Pair {
    /// A number of its own.
    pub id: String,
    /// The earlier text.
    pub before: String,
    /// The later text.
    pub after: String,
    /// When the earlier was observed, as RFC 3339 has it.
    pub before_at: String,
    /// When the later was.
    pub after_at: String,
}

/// A pair of an ordinary article.
pub fn pair(seed: u64) -> Pair {
    let mut texts = history(seed, 2).into_iter();
    let mut next = || texts.next().unwrap_or_default();
    let ((before_at, before), (after_at, after)) = (next(), next());
    Pair { id: format!("pair-{seed}"), before, after, before_at, after_at }
}

/// The revisions of one article: time and text, in order.
pub fn history(seed: u64, n_revisions: usize) -> Vec<(String, String)> {
    let mut random = Random::new(seed);
    let mut article = Article::new(&mut random, SENTENCES);
    let mut minutes = random.below(400 * 24 * 60);
    let mut out = Vec::with_capacity(n_revisions);
    for n in 0..n_revisions {
        if n > 0 {
            article.revise(&mut random);
            minutes += 5 + random.below(600);
        }
        out.push((time(minutes), article.render()));
    }
    out
}

/// Two documents of so many sentences, `percent` of which were edited, moved, put in or taken out.
pub fn long_pair(seed: u64, n_sentences: usize, percent: u64) -> Pair {
    let mut random = Random::new(seed);
    let mut article = Article::new(&mut random, n_sentences);
    let before = article.render();
    article.edit_share(&mut random, percent);
    Pair { id: format!("long-{seed}"), before, after: article.render(), before_at: time(0), after_at: time(90) }
}

/// About so many bytes of an article without end.
pub fn long_text(seed: u64, n_bytes: usize) -> String {
    Article::new(&mut Random::new(seed), n_bytes / 115).render()
}

/// Minutes after an arbitrary new year, as RFC 3339 has it.
fn time(minutes: u64) -> String {
    let (day, minute) = (minutes / 1440, minutes % 1440);
    let (year, month, day) = (2031 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
    format!("{year}-{month:02}-{day:02}T{:02}:{:02}:00-04:00", minute / 60, minute % 60)
}

/// SplitMix64 (Steele, Lea and Flood 2014): small, even, and the same everywhere.
pub struct Random(u64);

impl Random {
    /// A stream of its own for each seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`, which is not nought.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn index(&mut self, n: usize) -> usize {
        usize::try_from(self.below(n as u64)).unwrap_or(0)
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.index(of.len())]
    }

    fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// What a piece of a clause is, so that it can be changed for another of its kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Fixed,
    Figure(Figure),
    Hedge,
    Word(&'static [&'static str]),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Figure {
    Count,
    Money,
    Percent,
}

#[derive(Clone)]
struct Piece {
    text: String,
    slot: Slot,
}

/// A clause, with its first letter as it stands within a sentence.
type Clause = Vec<Piece>;

/// How a sentence renders its clauses.
#[derive(Clone)]
enum Form {
    /// In the article's own voice; several clauses are joined by “and”.
    Own { opener: Clause, tail: Clause },
    /// `clause`, `source` said. / `source` said that `clause`. / According to `source`, `clause`.
    Told { source: String, cue: &'static str, order: u64 },
    /// “Clause,” `source` said.
    Direct { source: String, cue: &'static str, order: u64 },
    /// `source` called it “`clause`”.
    Mixed { source: String, verb: Clause, tail: Clause },
}

#[derive(Clone)]
struct Sentence {
    clauses: Vec<Clause>,
    form: Form,
}

/// Who and what an article is about.
#[derive(Default)]
struct World {
    people: Vec<Person>,
    towns: Vec<String>,
    streets: Vec<String>,
}

struct Person {
    given: &'static str,
    family: String,
    role: &'static str,
    /// Whether the article has given name and role already.
    is_introduced: bool,
}

/// How the text is set.
#[derive(Clone, Copy)]
struct Style {
    curly: bool,
    wide_spaces: bool,
}

struct Article {
    headline: Clause,
    byline: String,
    dateline: String,
    paragraphs: Vec<Vec<Sentence>>,
    notices: Vec<String>,
    world: World,
    style: Style,
}

impl World {
    fn new(random: &mut Random) -> Self {
        let mut world = Self::default();
        for _ in 0..4 {
            world.grow(random);
        }
        world
    }

    /// A new person, place and street.
    fn grow(&mut self, random: &mut Random) {
        let (given, role) = (random.one(GIVEN_NAMES), random.one(ROLES));
        self.people.push(Person { given, family: stem(random) + random.one(FAMILY_ENDS), role, is_introduced: false });
        self.towns.push(stem(random) + random.one(PLACE_ENDS));
        self.streets.push(stem(random) + random.one(FAMILY_ENDS));
    }

    /// One of the last few: stories go on about the same people for a while.
    fn recent(random: &mut Random, n: usize) -> usize {
        n - 1 - random.index(n.min(6))
    }

    fn town(&self, random: &mut Random) -> String {
        self.towns[Self::recent(random, self.towns.len())].clone()
    }

    fn source(&mut self, random: &mut Random) -> String {
        match random.below(10) {
            0..=5 => {
                let n = Self::recent(random, self.people.len());
                let person = &mut self.people[n];
                if std::mem::replace(&mut person.is_introduced, true) {
                    match random.below(5) {
                        0 => random.one(&["she", "he"]).to_owned(),
                        1 if !person.role.starts_with('a') => person.role.to_owned(),
                        _ => person.family.clone(),
                    }
                } else if random.percent(60) {
                    format!("{} {}, {},", person.given, person.family, person.role)
                } else {
                    format!("{} {} {}", person.role, person.given, person.family)
                }
            }
            6 | 7 => random.one(BODIES).to_owned(),
            _ => random.one(COLLECTIVES).to_owned(),
        }
    }

    /// A template with every slot filled.
    fn fill(&self, random: &mut Random, template: &str) -> Clause {
        let mut out = Clause::new();
        let mut rest = template;
        while let Some((fixed, behind)) = rest.split_once('{') {
            out.push(Piece { text: fixed.to_owned(), slot: Slot::Fixed });
            let Some((name, behind)) = behind.split_once('}') else { break };
            let parts: &[&str] = match name {
                "subject" => SUBJECTS,
                "deed" => DEEDS,
                "object" => OBJECTS,
                "when" => WHENS,
                "where" => WHERES,
                _ => &[],
            };
            if parts.is_empty() {
                out.push(self.slot(random, name));
            } else {
                let part = random.one(parts);
                out.extend(self.fill(random, part));
            }
            rest = behind;
        }
        out.push(Piece { text: rest.to_owned(), slot: Slot::Fixed });
        out
    }

    fn slot(&self, random: &mut Random, name: &str) -> Piece {
        let list = |list: &'static [&'static str], random: &mut Random| Piece { text: random.one(list).to_owned(), slot: Slot::Word(list) };
        let fixed = |text: String| Piece { text, slot: Slot::Fixed };
        match name {
            "h" => {
                let text = if random.percent(15) { random.one(HEDGES) } else { "" };
                Piece { text: text.to_owned(), slot: Slot::Hedge }
            }
            "count" => Piece { text: figure(random, Figure::Count), slot: Slot::Figure(Figure::Count) },
            "money" => Piece { text: figure(random, Figure::Money), slot: Slot::Figure(Figure::Money) },
            "percent" => Piece { text: figure(random, Figure::Percent), slot: Slot::Figure(Figure::Percent) },
            "town" => fixed(self.town(random)),
            "street" => fixed(self.streets[Self::recent(random, self.streets.len())].clone()),
            "name" => {
                let person = &self.people[Self::recent(random, self.people.len())];
                fixed(format!("{} {}", person.given, person.family))
            }
            "year" => fixed((1961 + random.below(68)).to_string()),
            "date" => fixed(format!("{} {}", random.one(MONTHS), 1 + random.below(28))),
            "ordinal" => list(&["second", "third", "fourth", "fifth", "12th", "21st"], random),
            "body" => list(BODIES, random),
            "thing" => list(THINGS, random),
            "noun" => list(NOUNS, random),
            "verb" => list(VERBS, random),
            "adjective" => list(ADJECTIVES, random),
            "adverb" => list(ADVERBS, random),
            "day" => list(DAYS, random),
            "month" => list(MONTHS, random),
            _ => fixed(format!("{{{name}}}")),
        }
    }

    /// A clause of the article or of a source.
    fn clause(&self, random: &mut Random) -> Clause {
        let template = if random.percent(40) { random.one(CLAUSES) } else { random.one(PUT_TOGETHER) };
        self.fill(random, template)
    }

    /// A sentence of one of the four forms, in the shares of hard news: a fifth direct, a fifth indirect, some mixed.
    fn sentence(&mut self, random: &mut Random) -> Sentence {
        let pick = |random: &mut Random, from: &[&'static str]| random.one(from);
        match random.below(100) {
            0..=19 => {
                let template = pick(random, UTTERANCES);
                let clauses = vec![self.fill(random, template)];
                let (source, order) = (self.source(random), random.below(4));
                let cue = random.one(if order == 1 { INVERTIBLE_CUES } else { CUES });
                Sentence { clauses, form: Form::Direct { source, cue, order } }
            }
            20..=27 => {
                let (fragment, verb, tail) = (pick(random, FRAGMENTS), pick(random, MIXED), pick(random, TAILS));
                let form = Form::Mixed { source: self.source(random), verb: self.fill(random, verb), tail: self.fill(random, tail) };
                Sentence { clauses: vec![self.fill(random, fragment)], form }
            }
            28..=49 => {
                let clauses = vec![self.clause(random)];
                Sentence { clauses, form: Form::Told { source: self.source(random), cue: random.one(CUES), order: random.below(3) } }
            }
            n => {
                let (opener, tail) = (pick(random, OPENERS), pick(random, TAILS));
                let form = Form::Own { opener: self.fill(random, opener), tail: self.fill(random, tail) };
                let n_clauses = if n < 60 { 2 } else { 1 };
                let clauses = (0..n_clauses).map(|_| self.clause(random)).collect();
                Sentence { clauses, form }
            }
        }
    }

    fn paragraph(&mut self, random: &mut Random, n: usize) -> Vec<Sentence> {
        if random.percent(12) {
            self.grow(random);
        }
        (0..n).map(|_| self.sentence(random)).collect()
    }
}

/// The first syllables of a name.
fn stem(random: &mut Random) -> String {
    random.one(ONSETS).to_owned() + random.one(MIDDLES)
}

fn figure(random: &mut Random, figure: Figure) -> String {
    match figure {
        Figure::Count => match random.below(5) {
            0 => random.one(&["two", "three", "six", "nine", "eleven", "twenty-four"]).to_owned(),
            1 => format!("{},{:03}", 1 + random.below(40), random.below(1000)),
            _ => (2 + random.below(400)).to_string(),
        },
        Figure::Money => match random.below(3) {
            0 => format!("${}.{} million", 1 + random.below(90), random.below(10)),
            1 => format!("€{}bn", 2 + random.below(80)),
            _ => format!("${},{:03}", 1 + random.below(900), random.below(1000)),
        },
        Figure::Percent => match random.below(3) {
            0 => format!("{}%", 1 + random.below(90)),
            1 => format!("{}.{} percent", 1 + random.below(60), random.below(10)),
            _ => format!("{} percent", 1 + random.below(90)),
        },
    }
}

impl Sentence {
    fn pieces(&mut self) -> impl Iterator<Item = &mut Piece> {
        let (first, last): (Option<&mut Clause>, Option<&mut Clause>) = match &mut self.form {
            Form::Own { opener, tail } => (Some(opener), Some(tail)),
            Form::Mixed { verb, tail, .. } => (Some(verb), Some(tail)),
            Form::Told { .. } | Form::Direct { .. } => (None, None),
        };
        first.into_iter().flatten().chain(self.clauses.iter_mut().flatten()).chain(last.into_iter().flatten())
    }

    fn render(&self) -> String {
        let said = self.clauses.iter().map(|c| show(c)).collect::<Vec<_>>().join(" and ");
        match &self.form {
            Form::Own { opener, tail } => format!("{}{}.", capital(&(show(opener) + &said)), show(tail)),
            Form::Told { source, cue, order } => match order {
                0 => format!("{}, {} {cue}.", capital(&said), source),
                1 => format!("{} {cue} that {said}.", capital(source)),
                _ if is_pronoun(source) => format!("{}, {source} {cue}.", capital(&said)),
                _ => format!("According to {}, {said}.", source.trim_end_matches(',')),
            },
            Form::Direct { source, cue, order } => match order {
                0 => format!("“{},” {source} {cue}.", capital(&said)),
                1 if !is_pronoun(source) => format!("“{},” {cue} {}.", capital(&said), source.trim_end_matches(',')),
                2 if said.contains(" and ") => {
                    let (head, rest) = said.split_once(" and ").unwrap_or((&said, ""));
                    format!("“{},” {source} {cue}, “and {rest}.”", capital(head))
                }
                2 => format!("“{}.”", capital(&said)),
                _ => format!("{} {cue}: “{}.”", capital(source), capital(&said)),
            },
            Form::Mixed { source, verb, tail } => format!("{} {} “{said}”{}.", capital(source), show(verb), show(tail)),
        }
    }
}

fn is_pronoun(source: &str) -> bool {
    matches!(source, "she" | "he")
}

fn show(clause: &[Piece]) -> String {
    clause.iter().map(|p| p.text.as_str()).collect()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

impl Article {
    fn new(random: &mut Random, n_sentences: usize) -> Self {
        let mut world = World::new(random);
        let headline = random.one(HEADLINES);
        let headline = world.fill(random, headline);
        let byline = format!("By {} {}", random.one(GIVEN_NAMES), stem(random) + random.one(FAMILY_ENDS));
        let dateline = world.town(random).to_uppercase();
        let mut paragraphs = Vec::new();
        let mut left = n_sentences;
        while left > 0 {
            let n = (1 + random.index(4)).min(left);
            paragraphs.push(world.paragraph(random, n));
            left -= n;
        }
        let style = Style { curly: !random.percent(20), wide_spaces: false };
        let mut article = Self { headline, byline, dateline, paragraphs, notices: Vec::new(), world, style };
        if random.percent(15) {
            article.note(random);
        }
        article
    }

    fn render(&self) -> String {
        let mut out = format!("{}\n\n{}\n\n", capital(&show(&self.headline)), self.byline);
        for (n, paragraph) in self.paragraphs.iter().enumerate() {
            if n == 0 {
                out += &format!("{} — ", self.dateline);
            }
            let sentences: Vec<String> = paragraph.iter().map(Sentence::render).collect();
            out += &sentences.join(if self.style.wide_spaces { "  " } else { " " });
            out += "\n\n";
        }
        for notice in &self.notices {
            out += notice;
            out += "\n\n";
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
        if self.style.curly {
            return out;
        }
        out.chars()
            .map(|c| {
                if matches!(c, '“' | '”') {
                    '"'
                } else if c == '’' {
                    '\''
                } else {
                    c
                }
            })
            .collect()
    }

    fn note(&mut self, random: &mut Random) {
        let (day, hour, minute) = (1 + random.below(28), 1 + random.below(11), random.below(60));
        let (month, right, wrong) = (random.one(MONTHS), 2 + random.below(90), 100 + random.below(90));
        let (noun, town) = (random.one(NOUNS), self.world.town(random));
        self.notices.push(match random.below(3) {
            0 => format!(
                "Correction: An earlier version of this article misstated the number of {noun} in {town}. It was {right}, not {wrong}."
            ),
            1 => format!("Update, {month} {day}, 2031, {hour}:{minute:02} p.m. ET: This article has been updated with new information."),
            _ => format!("Clarification: This article has been amended to make clear that the {noun} of {town} were not present."),
        });
    }

    /// What one revision does.
    fn revise(&mut self, random: &mut Random) {
        match random.below(100) {
            0 => {}
            1 => self.restyle(random),
            2..=6 => {
                let percent = 40 + random.below(40);
                self.rewrite(random, percent);
            }
            _ => {
                for _ in 0..1 + random.below(9) {
                    self.operate(random);
                }
            }
        }
    }

    fn restyle(&mut self, random: &mut Random) {
        if random.percent(50) {
            self.style.curly = !self.style.curly;
        } else {
            self.style.wide_spaces = !self.style.wide_spaces;
        }
    }

    /// Every so many sentences are written anew.
    fn rewrite(&mut self, random: &mut Random, percent: u64) {
        for p in 0..self.paragraphs.len() {
            for s in 0..self.paragraphs[p].len() {
                if random.percent(percent) {
                    self.paragraphs[p][s] = self.world.sentence(random);
                }
            }
        }
    }

    /// One operation somewhere.
    fn operate(&mut self, random: &mut Random) {
        match random.below(40) {
            0 => self.note(random),
            1..=3 => {
                let template = random.one(HEADLINES);
                self.headline = self.world.fill(random, template);
            }
            4 => {
                let n = 1 + random.index(3);
                let at = random.index(self.paragraphs.len() + 1);
                let paragraph = self.world.paragraph(random, n);
                self.paragraphs.insert(at, paragraph);
            }
            5 => {
                // A paragraph elsewhere.
                let from = random.index(self.paragraphs.len());
                let paragraph = self.paragraphs.remove(from);
                let to = random.index(self.paragraphs.len() + 1);
                self.paragraphs.insert(to, paragraph);
            }
            _ => {
                let p = random.index(self.paragraphs.len());
                let s = random.index(self.paragraphs[p].len());
                self.edit(random, p, s);
            }
        }
        if self.paragraphs.is_empty() {
            let paragraph = self.world.paragraph(random, 1);
            self.paragraphs.push(paragraph);
        }
    }

    /// One operation on one sentence; where its form does not allow the one drawn, another.
    fn edit(&mut self, random: &mut Random, p: usize, s: usize) {
        let sentence = &mut self.paragraphs[p][s];
        match random.below(12) {
            0..=2 if swap(random, sentence, |slot| matches!(slot, Slot::Figure(_))) => {}
            3 if swap(random, sentence, |slot| slot == Slot::Hedge) => {}
            4 if matches!(sentence.form, Form::Told { .. }) => {
                sentence.form = Form::Own { opener: Clause::new(), tail: Clause::new() };
            }
            5 => {
                let other = self.world.source(random);
                match &mut self.paragraphs[p][s].form {
                    Form::Told { source, .. } | Form::Direct { source, .. } | Form::Mixed { source, .. } => *source = other,
                    form @ Form::Own { .. } => *form = Form::Told { source: other, cue: "said", order: random.below(3) },
                }
            }
            6 => {
                let new = self.world.sentence(random);
                self.paragraphs[p].insert(s, new);
            }
            7 => {
                self.paragraphs[p].remove(s);
                if self.paragraphs[p].is_empty() && self.paragraphs.len() > 1 {
                    self.paragraphs.remove(p);
                } else if self.paragraphs[p].is_empty() {
                    let new = self.world.sentence(random);
                    self.paragraphs[p].push(new);
                }
            }
            8 => {
                let q = random.index(self.paragraphs.len());
                let t = random.index(self.paragraphs[q].len());
                let moved = self.paragraphs[p].remove(s);
                let t = t.min(self.paragraphs[q].len());
                self.paragraphs[q].insert(t, moved);
                if self.paragraphs[p].is_empty() {
                    self.paragraphs.remove(p);
                }
            }
            9 | 10 => self.split_or_merge(random, p, s),
            _ => {
                swap(random, sentence, |slot| matches!(slot, Slot::Word(_)));
            }
        }
    }

    fn split_or_merge(&mut self, random: &mut Random, p: usize, s: usize) {
        let paragraph = &mut self.paragraphs[p];
        let is_own = |sentence: Option<&Sentence>| sentence.is_some_and(|s| matches!(s.form, Form::Own { .. }));
        if paragraph[s].clauses.len() > 1 && is_own(paragraph.get(s)) {
            let rest = paragraph[s].clauses.split_off(1);
            let mut second = Sentence { clauses: rest, form: Form::Own { opener: Clause::new(), tail: Clause::new() } };
            if let (Form::Own { tail, .. }, Form::Own { tail: last, .. }) = (&mut paragraph[s].form, &mut second.form) {
                std::mem::swap(tail, last);
            }
            paragraph.insert(s + 1, second);
        } else if is_own(paragraph.get(s)) && is_own(paragraph.get(s + 1)) {
            let second = paragraph.remove(s + 1);
            paragraph[s].clauses.extend(second.clauses);
        } else {
            swap(random, &mut paragraph[s], |slot| matches!(slot, Slot::Word(_)));
        }
    }

    /// Operations on `percent` of the sentences.
    fn edit_share(&mut self, random: &mut Random, percent: u64) {
        let mut p = 0;
        while p < self.paragraphs.len() {
            for s in (0..self.paragraphs[p].len()).rev() {
                if random.percent(percent) && p < self.paragraphs.len() && s < self.paragraphs[p].len() {
                    self.edit(random, p, s);
                }
            }
            p += 1;
        }
    }
}

/// Changes one piece of a sentence for another of its kind; `false` where it has none.
fn swap(random: &mut Random, sentence: &mut Sentence, wanted: impl Fn(Slot) -> bool) -> bool {
    let mut pieces: Vec<&mut Piece> = sentence.pieces().filter(|p| wanted(p.slot)).collect();
    if pieces.is_empty() {
        return false;
    }
    let n = random.index(pieces.len());
    let piece = &mut pieces[n];
    piece.text = match piece.slot {
        Slot::Figure(kind) => figure(random, kind),
        Slot::Hedge if piece.text.is_empty() => random.one(HEDGES).to_owned(),
        Slot::Hedge => String::new(),
        Slot::Word(list) => random.one(list).to_owned(),
        Slot::Fixed => return false,
    };
    true
}
