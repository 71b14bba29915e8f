//! Says why a verb or noun of a text was taken for a cue of attribution, or was not: what it weighs, what it has to, and
//! the rows of the table that hold. Verbs that are hardly ever a cue are not weighed and not shown.
//!
//! ```console
//! $ echo "The files were never lost, her barrister told the court." | cargo run --release --example why
//! ```

use std::io::{self, Read as _, Write as _};
use std::ops::Range;
use writethru::extract::attributions::titles_apart;
use writethru::extract::frames::candidates::Candidate;
use writethru::extract::frames::{Found, Frame, Scene, Sets, decide, features, inside, is_title, is_worth_weighing, models, walk};
use writethru::extract::marks::quoted;
use writethru::extract::sentences::sentences;
use writethru::extract::words::Words;
use writethru::text::Text;

/// So many rows are shown for a word, the weightiest.
const SHOWN: usize = 12;

fn main() -> io::Result<()> {
    let mut given = String::new();
    io::stdin().read_to_string(&mut given)?;
    let text = Text::new(given);
    let words = Words::of(&text);
    let (_, quoted) = titles_apart(&words, &quoted(&words));
    let (inside, sets) = (inside(&words, &quoted), Sets::of(&words, &quoted));
    let mut scene = Scene { words: &words, quoted: &quoted, inside: &inside, sets: &sets, is_title: false, models: models() };
    let mut out = Vec::new();
    for sentence in sentences(&words) {
        let Some(is_title) = is_title(text.blocks()[sentence.block].kind) else { continue };
        scene.is_title = is_title;
        let slice = |tokens: Range<usize>| text.slice(text.span_of(tokens)).to_string();
        // Each decision with its rows, and what its content weighed.
        let told = std::cell::RefCell::new(&mut out);
        let mut decided = |candidate: &Candidate, earlier: &[Frame]| {
            let decision = decide(&scene, &sentence.tokens, candidate, earlier);
            let mut reasons = models().cues.reasons();
            features::features(&scene, &sentence.tokens, candidate, earlier, &mut reasons);
            let sum = |c: usize| reasons.rows.iter().map(|(_, row)| row[c]).sum::<i32>();
            let best = (0..4).max_by_key(|&c| (sum(c), 4 - c)).unwrap_or(0);
            let source = candidate.source.clone().or_else(|| candidate.follower.clone()).map_or_else(|| "nobody".to_string(), slice);
            let needed = if decision.needed == i32::MIN { "nothing".to_string() } else { decision.needed.to_string() };
            let (cue, place, margin) = (slice(candidate.cue.clone()), decision.place(), decision.margin);
            let mut told = told.borrow_mut();
            told.push(format!("{cue} ({source}): {place:?}; weighs {margin} and needs {needed}"));
            reasons.rows.sort_by_key(|(_, row)| std::cmp::Reverse(row[best].abs()));
            told.extend(reasons.rows.iter().take(SHOWN).map(|(name, row)| format!("    {:>5}  {name}", row[best])));
            decision
        };
        let mut kept = |found: &Found| {
            let mut told = told.borrow_mut();
            let contents: Vec<String> = found.placed.frame.content.iter().cloned().map(slice).collect();
            let kept = if found.is_cue() { "is" } else { "is not" };
            if found.decision.is_sure {
                told.push(format!("  “{}” {kept} its content, whatever it weighs", contents.join(" … ")));
                return true;
            }
            told.push(format!("  “{}” {kept} its content; weighs {}", contents.join(" … "), found.weight()));
            let mut reasons = models().found.reasons();
            found.features(&mut reasons);
            reasons.rows.sort_by_key(|(_, row)| std::cmp::Reverse(row[0].abs()));
            told.extend(reasons.rows.iter().take(SHOWN).map(|(name, row)| format!("    {:>5}  {name}", row[0])));
            found.is_cue()
        };
        walk(&scene, &sentence.tokens, &|k| is_worth_weighing(&scene, &sentence.tokens, k), &mut decided, &mut kept);
    }
    out.push(String::new());
    io::stdout().lock().write_all(out.join("\n").as_bytes())
}
