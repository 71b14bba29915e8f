//! A [`Reason`] → the sentence that says why a kind was given, in plain words.
//!
//! The sentence describes what stands there and judges nobody. It begins in lower case, so that it can follow a
//! label, and has no full stop.

use super::Reason;
use super::kinds::Kind;

/// A piece of text longer than this many characters is shown up to a word's end and `…`: the word diff shows it whole.
const MAX_SHOWN: usize = 160;

/// Says in plain words why a kind was given; `quotation` tells words inside quotation marks from a claim's.
///
/// ```
/// use writethru::diff::{Kind, Reason, why};
///
/// let reason = Reason { kind: Kind::Reworded, before: "very".into(), after: "highly".into(), rule: "quotation.reworded" };
/// assert_eq!(why(&reason, true), "“very” became “highly” inside the marks");
/// ```
pub fn why(reason: &Reason, quotation: bool) -> String {
    let (before, after) = (shown(&reason.before), shown(&reason.after));
    let sides = Sides { before: &before, after: &after };
    let bare = |said: [&str; 4]| sides.say(said);
    match reason.kind {
        Kind::Reworded if quotation => sides.quoted("inside the marks", "words inside the marks were changed"),
        Kind::Reworded => sides.quoted("", "put in other words"),
        Kind::SpeakerChanged => {
            bare(["now given to {a}, no longer to {b}", "no longer given to {b}", "now given to {a}", "now given to another speaker"])
        }
        Kind::SpeakerNamed => {
            bare(["{b} is now named: {a}", "{b} is now named", "the speaker is now named: {a}", "the speaker is now named"])
        }
        Kind::SpeakerAnonymised => bare([
            "{b} is no longer named but called {a}",
            "{b} is no longer named",
            "the speaker is no longer named but called {a}",
            "the speaker is no longer named",
        ]),
        Kind::CueChanged | Kind::Stance => {
            sides.quoted(": the reporting verb takes another stance", "the reporting verb takes another stance")
        }
        Kind::QuoteToParaphrase => "the quotation marks were dropped, the words mostly kept".to_owned(),
        Kind::ParaphraseToQuote => "quotation marks were put around words that mostly stood there".to_owned(),
        Kind::Trimmed => bare([
            "“{b}” was cut to “{a}” inside the marks",
            "“{b}” was cut inside the marks",
            "cut to “{a}” inside the marks",
            "words were cut inside the marks",
        ]),
        Kind::Extended => bare([
            "“{b}” was extended to “{a}” inside the marks",
            "“{b}” was extended inside the marks",
            "“{a}” was added inside the marks",
            "words were added inside the marks",
        ]),
        Kind::Split => "one quotation became several with the same words".to_owned(),
        Kind::Merged => "several quotations became one with the same words".to_owned(),
        Kind::Moved => "stands in another place relative to the text that stayed".to_owned(),
        Kind::Negation => sides.quoted(": turned into its opposite", "turned into its opposite"),
        Kind::Quantity => bare([
            "the figure went from {b} to {a}",
            "the figure {b} was taken out",
            "the figure {a} was put in",
            "the figure has another value",
        ]),
        Kind::Approximation => sides.quoted(": put more or less exactly", "the figure is put more or less exactly"),
        Kind::Date => bare([
            "the date or time went from {b} to {a}",
            "the date or time {b} was taken out",
            "the date or time {a} was put in",
            "the date or time differs",
        ]),
        Kind::Entity => sides.quoted(": named or identified differently", "somebody or something else is named"),
        Kind::Spelling => {
            bare(["“{b}” is now written “{a}”", "“{b}” is written differently", "now written “{a}”", "the name is written differently"])
        }
        Kind::Event => sides.quoted(": another action or state", "another action or state is asserted"),
        Kind::AttributionRemoved => {
            bare(["no longer attributed to {b}", "no longer attributed to {b}", "no longer attributed", "no longer attributed to anyone"])
        }
        Kind::AttributionAdded => bare(["now attributed to {a}", "now attributed", "now attributed to {a}", "now attributed to somebody"]),
        Kind::AttributionChanged => bare([
            "now attributed to {a}, no longer to {b}",
            "no longer attributed to {b}",
            "now attributed to {a}",
            "attributed to somebody else",
        ]),
        Kind::CertaintyRaised => sides.quoted(": put as more certain", "put as more certain"),
        Kind::CertaintyLowered => sides.quoted(": put as less certain", "put as less certain"),
        Kind::DetailAdded => bare(["“{b}” became “{a}”", "“{b}” was put in", "“{a}” was added", "a fact was added"]),
        Kind::DetailRemoved => bare(["“{b}” became “{a}”", "“{b}” was cut", "“{a}” was left", "a fact was cut"]),
        Kind::Tense => sides.quoted(": set at another time", "set at another time"),
    }
}

/// The words of both sides, ready to be shown.
struct Sides<'t> {
    before: &'t str,
    after: &'t str,
}

impl Sides<'_> {
    /// Fills in the first, second, third or fourth form, for words on both sides, before only, after only, neither.
    fn say(&self, [both, gone, come, neither]: [&str; 4]) -> String {
        let form = match (self.before.is_empty(), self.after.is_empty()) {
            (false, false) => both,
            (false, true) => gone,
            (true, false) => come,
            (true, true) => neither,
        };
        let mut said = String::with_capacity(form.len() + self.before.len() + self.after.len());
        let mut rest = form;
        while let Some(at) = rest.find('{') {
            said.push_str(&rest[..at]);
            said.push_str(if rest[at..].starts_with("{b}") { self.before } else { self.after });
            rest = &rest[at + "{b}".len()..];
        }
        said.push_str(rest);
        said
    }

    /// “a” became “b”, was taken out, was put in; then `tail`.
    fn quoted(&self, tail: &str, neither: &str) -> String {
        let glue = if tail.is_empty() || tail.starts_with(':') { "" } else { " " };
        let said = self.say(["“{b}” became “{a}”", "“{b}” was taken out", "“{a}” was put in", ""]);
        if said.is_empty() { neither.to_owned() } else { format!("{said}{glue}{tail}") }
    }
}

/// The words without white space around them, outer quotation marks and what is beyond [`MAX_SHOWN`].
fn shown(words: &str) -> String {
    let words = words.trim().trim_matches(|c: char| crate::text::fold::is_double_mark(c)).trim();
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = line.char_indices().nth(MAX_SHOWN) else { return line };
    let cut = line[..end].rfind(' ').unwrap_or(end);
    format!("{}…", &line[..cut])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(kind: Kind, before: &str, after: &str, quotation: bool) -> String {
        why(&Reason { kind, before: before.to_owned(), after: after.to_owned(), rule: "" }, quotation)
    }

    #[test]
    fn plain_words() {
        assert_eq!(say(Kind::Quantity, "$90 billion", "$100 billion", false), "the figure went from $90 billion to $100 billion");
        assert_eq!(say(Kind::CertaintyRaised, "may", "will", false), "“may” became “will”: put as more certain");
        assert_eq!(say(Kind::CertaintyRaised, "allegedly", "", false), "“allegedly” was taken out: put as more certain");
        assert_eq!(say(Kind::AttributionRemoved, "police", "", false), "no longer attributed to police");
        assert_eq!(say(Kind::Reworded, "began", "started", false), "“began” became “started”");
        assert_eq!(say(Kind::Reworded, "", "", false), "put in other words");
        assert_eq!(say(Kind::Reworded, "", "quite", true), "“quite” was put in inside the marks");
    }

    #[test]
    fn nothing_to_show_is_still_a_sentence() {
        for kind in Kind::ALL {
            for (before, after) in [("", ""), ("“a {a} b”", ""), ("", "  b\nb "), ("x", "y")] {
                let said = say(kind, before, after, true);
                assert!(said.len() > 8 && !said.contains("“”") && !said.contains('\n'), "{kind:?}: {said}");
            }
        }
    }

    #[test]
    fn long_words_are_clipped() {
        let sentence =
            "the drivers, whose union is the oldest in the country, have asked for free ferries on Sundays and for longer breaks";
        assert!(say(Kind::Trimmed, sentence, "", true).contains(sentence), "a sentence is shown whole");
        let two = format!("{sentence}, and the mayor promised them a new timetable for the northern line before the winter");
        let shown = say(Kind::Trimmed, &two, "", true);
        assert!(shown.contains("a new…") && !shown.contains("timetable"), "two are not: {shown}");
    }
}
