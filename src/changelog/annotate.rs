//! Every sentence of a revision with the revision that brought it, and the edits it went through since.
//!
//! A sentence is followed back through the alignments of the steps: as long as something corresponds to it, it is the
//! same sentence, edited or moved. Of sentences that were merged the first is followed. When it is wrong: where the
//! alignment took a rewritten sentence for a new one, its life seems to begin there.

use super::{ChangeLog, Observed};
use crate::align::LinkKind;
use crate::diff::{Edit, edits};
use crate::extract::Extract;
use crate::span::Span;
use crate::text::{Text, fold};
use std::borrow::Cow;
use std::ops::Range;

/// A sentence and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// An index into the revision's sentences.
    pub sentence: usize,
    /// The revision that brought it, an index into [`ChangeLog::revisions`].
    pub since: usize,
    /// An earlier revision with the very same words, after which they were gone for a while.
    pub stood_before: Option<usize>,
    /// What was done to its words since, oldest first.
    pub edits: Vec<SentenceEdit>,
}

/// What one revision did to a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentenceEdit {
    /// The revision that has the new words.
    pub revision: usize,
    /// What became of the sentence; of one that is unchanged only case, marks or punctuation are others.
    pub kind: LinkKind,
    /// The word diff.
    pub edits: Vec<Edit>,
}

/// Since when certain words stand in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// An index into the revision's sentences.
    pub sentence: usize,
    /// The revision since which the sentence has these words.
    pub since: usize,
    /// The sentence before that, where it had other words.
    pub before: Option<String>,
}

/// One sentence on its way back: where it stood in each revision, the asked for one first.
type Way = Vec<(usize, Vec<usize>, LinkKind)>;

/// Annotates every sentence of a revision. The log's steps must be those between neighbours, as
/// [`changelog`](super::changelog) makes them.
pub fn annotate(log: &ChangeLog, revision: usize) -> Vec<Annotated> {
    let Some(observed) = log.revisions.get(revision) else { return Vec::new() };
    (0..observed.extract.sentences.len())
        .map(|sentence| {
            let way = way(log, revision, sentence);
            let since = way.last().map_or(revision, |(k, _, _)| *k);
            let mut edits: Vec<SentenceEdit> = way.windows(2).filter_map(|pair| edit(log, &pair[0], &pair[1])).collect();
            edits.reverse();
            let hash = observed.extract.sentences[sentence].hash;
            let stood = |k: &usize| log.revisions[*k].extract.sentences.iter().any(|s| s.hash == hash);
            let stood_before = if edits.is_empty() { (0..since).find(stood) } else { None };
            Annotated { sentence, since, stood_before, edits }
        })
        .collect()
}

/// Since when these words stand in the sentences of a revision that have them, one after the other; case, glyphs and spaces do not
/// count. Whole words are meant: “14” is not in “2014”.
pub fn trace(log: &ChangeLog, revision: usize, words: &str) -> Vec<Words> {
    let Some(observed) = log.revisions.get(revision) else { return Vec::new() };
    let typed = Text::new(words);
    let wanted = keys(&typed, 0..typed.tokens().len());
    if wanted.is_empty() {
        return Vec::new();
    }
    let has_all = |extract: &Extract, sentence: usize| {
        let sentence = extract.sentences.get(sentence);
        sentence.is_some_and(|s| keys(&extract.text, s.tokens.clone()).windows(wanted.len()).any(|run| run == wanted))
    };
    let has = |extract: &Extract, sentences: &[usize]| sentences.iter().any(|&s| has_all(extract, s));
    (0..observed.extract.sentences.len())
        .filter(|&sentence| has(&observed.extract, &[sentence]))
        .map(|sentence| {
            let way = way(log, revision, sentence);
            let n = way.iter().take_while(|(k, sentences, _)| has(&log.revisions[*k].extract, sentences)).count();
            let since = n.checked_sub(1).map_or(revision, |last| way[last].0);
            let before = way.get(n).map(|(k, sentences, _)| text(&log.revisions[*k].extract, sentences).to_owned());
            Words { sentence, since, before }
        })
        .collect()
}

/// Tokens in their comparable form.
fn keys(text: &Text, tokens: Range<usize>) -> Vec<Cow<'_, str>> {
    tokens.map(|k| fold::key(text.word(k))).collect()
}

fn way(log: &ChangeLog, revision: usize, sentence: usize) -> Way {
    let mut way = vec![(revision, vec![sentence], LinkKind::Unchanged)];
    let mut now = vec![sentence];
    for k in (1..=revision).rev() {
        let Some(step) = log.steps.get(k - 1).filter(|step| (step.before, step.after) == (k - 1, k)) else { break };
        let link = step.diff.alignment.links.iter().find(|link| link.after.iter().any(|s| now.contains(s)));
        let Some(link) = link.filter(|link| !link.before.is_empty()) else { break };
        now = vec![link.before[0]];
        way.push((k - 1, link.before.clone(), link.kind));
    }
    way
}

/// What was done between two places of a way, where something was.
fn edit(log: &ChangeLog, after: &(usize, Vec<usize>, LinkKind), before: &(usize, Vec<usize>, LinkKind)) -> Option<SentenceEdit> {
    let [new, old]: [&Observed; 2] = [log.revisions.get(after.0)?, log.revisions.get(before.0)?];
    // Of a merge the way goes on with one sentence, but the words came from all.
    let (was, is) = (text(&old.extract, &before.1), text(&new.extract, &after.1[..1]));
    (was != is).then(|| SentenceEdit { revision: after.0, kind: before.2, edits: edits(was, is) })
}

/// The text of neighbouring sentences.
fn text<'e>(extract: &'e Extract, sentences: &[usize]) -> &'e str {
    let spans = sentences.iter().filter_map(|&s| extract.sentences.get(s)).map(|s| s.span);
    spans.reduce(Span::cover).map_or("", |span| extract.text.slice(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changelog::changelog;
    use crate::revision::Revision;

    fn log(texts: &[&str]) -> ChangeLog {
        let seen = |text: &&str| Revision { name: "a.txt".into(), text: (*text).into(), ..Revision::default() };
        changelog("ferry", texts.iter().map(seen).collect(), None)
    }

    const FIRST: &str = "Ferry fire\n\nThe ferry burned on Monday near the harbor. At least 12 people died, the coast guard said.\n";
    const SECOND: &str = "Ferry fire\n\nThe ferry burned on Monday near the harbor. At least 14 people died, the coast guard said. Divers found the anchor.\n";
    const THIRD: &str = "Ferry fire\n\nThe ferry burned on Monday near the harbor. Divers found the anchor.\n";

    #[test]
    fn each_sentence_has_the_revision_that_brought_it() {
        let log = log(&[FIRST, SECOND]);
        let found = annotate(&log, 1);
        let said: Vec<(usize, usize)> = found.iter().map(|a| (a.since, a.edits.len())).collect();
        assert_eq!(said, [(0, 0), (0, 0), (0, 1), (1, 0)]);
        assert_eq!(found[2].edits[0].revision, 1);
        assert_eq!(annotate(&log, 0).iter().map(|a| a.since).collect::<Vec<_>>(), [0, 0, 0]);
        assert_eq!(annotate(&log, 7), []);
    }

    #[test]
    fn words_that_were_gone_for_a_while_stood_before() {
        let log = log(&[SECOND, THIRD, SECOND]);
        let found = annotate(&log, 2);
        assert_eq!((found[2].since, found[2].stood_before), (2, Some(0)));
        assert_eq!((found[3].since, found[3].stood_before), (0, None));
    }

    #[test]
    fn a_figure_is_traced_to_the_edit_that_put_it_there() {
        let log = log(&[FIRST, SECOND, SECOND]);
        let found = trace(&log, 2, "14  People");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].since, 1);
        assert_eq!(found[0].before.as_deref(), Some("At least 12 people died, the coast guard said."));
        assert_eq!(trace(&log, 2, "died")[0].since, 0);
        assert_eq!(trace(&log, 2, "submarine"), []);
        assert_eq!(trace(&log, 2, " "), []);
    }

    #[test]
    fn words_are_whole_and_glyphs_do_not_count() {
        let log = log(&[
            "Ferry fire\n\nThe ferry of 2014 carried 12 people, said Orla Venn.\n",
            "Ferry fire\n\nThe ferry of 2014 carried 14 people, said Orla Venn. “They don’t answer,” she said.\n",
        ]);
        let since = |words: &str| trace(&log, 1, words).iter().map(|found| (found.sentence, found.since)).collect::<Vec<_>>();
        assert_eq!(since("14"), [(1, 1)], "“14” is not in “2014”");
        assert_eq!(since("2014"), [(1, 0)]);
        assert_eq!(since("erry"), []);
        assert_eq!(since("they don't"), [(2, 1)]);
        assert_eq!(since("people, SAID orla"), [(1, 0)]);
        assert_eq!(since("people orla"), []);
    }
}
