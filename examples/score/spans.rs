//! Annotated spans against found ones.

use serde_json::Value;

/// Marks and stops that do not count at the ends of a span.
const TRIMMED: &[char] = &['"', '“', '”', '‟', '‘', '’', '\'', '`', ',', '.', ';', ':', '\u{A0}'];

/// What stands before a name and does not count in it.
const TITLES: &[&str] =
    &["the", "a", "an", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "former", "senator", "secretary", "sir"];

/// A span in code points, and who is said to say it.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its first code point.
    pub start: usize,
    /// The one behind its last.
    pub end: usize,
    /// The speaker's words, as they stand there.
    pub speaker: Option<String>,
}

impl Item {
    /// How many code points two share.
    pub fn shared(&self, other: &Self) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    fn alike(&self, other: &Self) -> f64 {
        self.shared(other) as f64 / (self.end.max(other.end) - self.start.min(other.start)).max(1) as f64
    }

    /// Whether two name the same speaker: the same last word, or the words of one within the other's.
    fn same_speaker(&self, other: &Self) -> bool {
        let words = |item: &Self| -> Vec<String> {
            let bare = item.speaker.as_deref().unwrap_or("").to_lowercase().replace("’s", "").replace("'s", "").replace('.', "");
            let words = bare.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty());
            let mut words: Vec<String> = words.map(str::to_string).collect();
            while words.len() > 1 && TITLES.contains(&words[0].as_str()) {
                words.remove(0);
            }
            words
        };
        let (a, b) = (words(self), words(other));
        let within = |a: &[String], b: &[String]| b.windows(a.len().max(1)).any(|w| w == a);
        !a.is_empty() && !b.is_empty() && (a.last() == b.last() || within(&a, &b) || within(&b, &a))
    }
}

/// How many spans were found, and how many of them and of the annotated ones are right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Matched {
    /// Found ones that an annotated one matches.
    pub right: usize,
    /// All found ones.
    pub found: usize,
    /// All annotated ones.
    pub gold: usize,
    /// Annotated ones with a speaker.
    pub speakers: usize,
    /// … that were found with the right one.
    pub speakers_right: usize,
}

/// The spans of a list of annotations; `name` is the field with the speaker.
pub fn items(list: &Value, name: &str) -> Vec<Item> {
    let item =
        |v: &Value| Some(Item { start: number(&v["start"])?, end: number(&v["end"])?, speaker: v[name].as_str().map(str::to_string) });
    list.as_array().into_iter().flatten().filter_map(item).collect()
}

/// The annotated sentences of a text: spans, or their words in the order in which they stand.
pub fn sentences(list: &Value, text: &[char]) -> Vec<Item> {
    let mut at = 0;
    let mut place = |words: &str| {
        let words: Vec<char> = words.trim().chars().collect();
        let start = at + text[at..].windows(words.len().max(1)).position(|w| w == words)?;
        at = start + words.len();
        Some(Item { start, end: at, speaker: None })
    };
    let in_words = list.as_array().into_iter().flatten().filter_map(Value::as_str);
    in_words.filter_map(&mut place).chain(items(list, "")).collect()
}

/// The contents of an annotated attribution, each with its source.
pub fn contents(attribution: &Value) -> Vec<Item> {
    let source = attribution["source"][0]["text"].as_str().map(str::to_string);
    items(&attribution["content"], "").into_iter().map(|item| Item { speaker: source.clone(), ..item }).collect()
}

fn number(value: &Value) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}

/// The spans without the marks and stops at their ends; empty and repeated ones are left out.
pub fn trimmed(items: Vec<Item>, text: &[char]) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    for mut item in items {
        item.end = item.end.min(text.len());
        while item.start < item.end && (TRIMMED.contains(&text[item.start]) || text[item.start].is_whitespace()) {
            item.start += 1;
        }
        while item.end > item.start && (TRIMMED.contains(&text[item.end - 1]) || text[item.end - 1].is_whitespace()) {
            item.end -= 1;
        }
        if item.start < item.end && !out.iter().any(|o| (o.start, o.end) == (item.start, item.end)) {
            out.push(item);
        }
    }
    out
}

/// Matches one to one, the likest first. What lies mostly in `ignored` and matches nothing is neither right nor wrong.
pub fn matched(gold: Vec<Item>, found: Vec<Item>, ignored: &[Item], exact: bool) -> Matched {
    let least = if exact { 1.0 } else { 0.5 };
    let ignored = |item: &Item| 2 * ignored.iter().map(|i| i.shared(item)).sum::<usize>() >= item.end - item.start;
    let found: Vec<Item> = found.into_iter().filter(|f| gold.iter().any(|g| g.alike(f) >= least) || !ignored(f)).collect();
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (g, annotated) in gold.iter().enumerate() {
        pairs.extend(found.iter().enumerate().map(|(f, item)| (annotated.alike(item), g, f)).filter(|(alike, _, _)| *alike >= least));
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_gold, mut used_found) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut out = Matched { found: found.len(), gold: gold.len(), ..Matched::default() };
    out.speakers = gold.iter().filter(|g| g.speaker.is_some()).count();
    for (_, g, f) in pairs {
        if !used_gold[g] && !used_found[f] {
            (used_gold[g], used_found[f]) = (true, true);
            out.right += 1;
            out.speakers_right += usize::from(gold[g].speaker.is_some() && gold[g].same_speaker(&found[f]));
        }
    }
    out
}
