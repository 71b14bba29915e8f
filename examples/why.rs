//! Says why a verb or noun of a text was taken for a cue of attribution, or was not: the rows of the table that hold.
//!
//! ```console
//! $ echo "The files were never lost, her barrister told the court." | cargo run --release --example why
//! ```

use std::io::{self, Read as _, Write as _};
use writethru::extract::attributions::titles_apart;
use writethru::extract::frames::{Frame, Place, Scene, features, inside, models, walk};
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
    let inside = inside(&words, &quoted);
    let scene = Scene { words: &words, quoted: &quoted, inside: &inside, is_title: false };
    let mut out = Vec::new();
    for sentence in sentences(&words) {
        walk(&scene, &sentence.tokens, &|_| true, &mut |candidate, earlier: &[Frame]| {
            let mut reasons = models().cues.reasons();
            features::features(&scene, &sentence.tokens, candidate, earlier, &mut reasons);
            let sums: Vec<i32> = (0..4).map(|c| reasons.rows.iter().map(|(_, row)| row[c]).sum()).collect();
            let best = (0..4).max_by_key(|&c| (sums[c], 4 - c)).unwrap_or(0);
            let of = |tokens: &Option<std::ops::Range<usize>>| tokens.clone().map(|t| text.slice(text.span_of(t)).to_string());
            let cue = text.slice(text.span_of(candidate.cue.clone()));
            let source = of(&candidate.source).or_else(|| of(&candidate.follower)).unwrap_or_else(|| "nobody".to_string());
            out.push(format!("{cue} ({source}): {} for its content {:?}", sums[best], Place::ALL[best + 1]));
            reasons.rows.sort_by_key(|(_, row)| std::cmp::Reverse(row[best].abs()));
            out.extend(reasons.rows.iter().take(SHOWN).map(|(name, row)| format!("    {:>5}  {name}", row[best])));
            if sums[best] > 0 { Place::ALL[best + 1] } else { Place::Nowhere }
        });
    }
    out.push(String::new());
    io::stdout().lock().write_all(out.join("\n").as_bytes())
}
