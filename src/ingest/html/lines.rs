//! Lines among an article's paragraphs that are not its text, told by their words: invitations, names of the authors, notes
//! about them.
//!
//! “Sign up for our newsletter” is an invitation; “Residents can sign up for the plan until Friday” is news. So an opener and
//! an object are wanted, and a line of few words.

use super::authors;
use crate::ingest::lexicon;
use std::sync::LazyLock;

/// An invitation has at most this many words.
const MAX_WORDS: usize = 60;
/// A note about an author has at most this many.
const MAX_BIO_WORDS: usize = 70;

struct Words {
    openers: Vec<&'static str>,
    objects: Vec<&'static str>,
    always: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let words = |what| lexicon::words(include_str!("lexicon/invitations.tsv"), what);
    Words { openers: words("opener"), objects: words("object"), always: words("always") }
});

/// Whether a line invites the reader to something; `lower` is it in lower case.
pub(super) fn is_invitation(lower: &str) -> bool {
    let bare = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let opens = |words: &&str| bare.strip_prefix(*words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    if lower.split_whitespace().count() > MAX_WORDS || lower.starts_with(['“', '"', '‘']) {
        return false;
    }
    let holds = |object: &&str| {
        bare.match_indices(*object).any(|(at, _)| {
            let before = bare[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() || *object == "@");
            before && bare[at + object.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric() || *object == "@")
        })
    };
    WORDS.always.iter().any(opens) || WORDS.openers.iter().any(opens) && WORDS.objects.iter().any(holds)
}

/// Whether a line only names the authors: “By Mara Ostrowe | Varn Courier”.
pub(super) fn is_byline(lower: &str, authors: &[String]) -> bool {
    let bare = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let behind = bare.strip_prefix("by ").unwrap_or(bare);
    let n_words = behind.split_whitespace().count();
    authors.iter().map(|a| a.to_lowercase()).any(|author| {
        let by = behind.len() < bare.len();
        behind.strip_prefix(author.as_str()).is_some_and(|rest| rest.trim().is_empty() || by && n_words <= author.split(' ').count() + 12)
    }) && !lower.trim_end().ends_with(['.', '!', '?', '”'])
}

/// Whether a line is about an author: “Mara Ostrowe is a reporter based in Varn.”
pub(super) fn is_about_author(lower: &str, authors: &[String]) -> bool {
    let n_words = lower.split_whitespace().count();
    n_words <= MAX_BIO_WORDS
        && authors.iter().map(|a| a.to_lowercase()).filter(|a| a.contains(' ')).any(|author| {
            let rest = lower.strip_prefix(author.as_str()).map(str::trim_start);
            rest.is_some_and(|r| authors::WORDS.is.iter().any(|is| r.starts_with(is)))
        })
        && authors::WORDS.trades.iter().any(|t| lower.contains(t))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invitations_are_told_from_news() {
        for yes in [
            "Follow Mara Ostrowe on Twitter",
            "Sign up for our daily newsletter and never miss a ferry.",
            "Get the day’s top stories delivered to your inbox.",
            "Write to Hal Denby at hal.denby@courier.example",
            "Have a tip? Hal Denby may be reached at the desk.",
            "You may also like:",
            "Like this story? Share it with a friend!",
            "Get the Varn Weekly delivered through your letterbox every month.",
        ] {
            assert!(is_invitation(&yes.to_lowercase()), "{yes}");
        }
        for no in [
            "Residents can sign up for the plan until Friday.",
            "The ministry’s newsletter said the dam had held.",
            "Get there early, the harbor master told drivers.",
            "The council’s bags come through your letterbox, it said.",
            "“Follow me on Twitter,” the mayor wrote.",
            "Read the ruling: it is short.",
        ] {
            assert!(!is_invitation(&no.to_lowercase()), "{no}");
        }
    }

    #[test]
    fn an_invitation_is_short_and_so_is_a_note_about_an_author() {
        // An invitation may go on; what goes on for a paragraph is an article in the imperative.
        let morning = "Sign up for our newsletter: it comes every morning before the first ferry, with all that was said in the council \
                       the night before, the tides, and what is on at the market.";
        assert!(is_invitation(&morning.to_lowercase()));
        let advice = "Sign up for a newsletter and you will soon have ten, the authors of the study write. They asked 400 readers in Pell \
                      and Kessel how they came to be on the lists of shops, papers and parties, how often they read what came, and \
                      whether they had ever found out how to leave. Most had not, and a third of them no longer knew when they had been \
                      asked.";
        assert!(!is_invitation(&advice.to_lowercase()));
        let authors = ["Mara Ostrowe".to_owned()];
        let long = "Mara Ostrowe is a reporter who covers ports, ferries and the sea. She joined the Courier in 2019 from the Kessel \
                    Post, where she wrote about schools, and has since won two prizes for her work on the fire aboard the Halcyon.";
        assert!(is_about_author(&long.to_lowercase(), &authors));
        let story = format!(
            "{long} On Monday she was held for five hours at the gate of the harbor, where she had asked to see the book in which the \
             ships that leave are written down. The guards took her notes and gave them back in the evening, without the page on \
             which she had written their names."
        );
        assert!(!is_about_author(&story.to_lowercase(), &authors));
    }

    #[test]
    fn authors_are_named_once() {
        let authors = ["Mara Ostrowe".to_owned(), "Hal Denby".to_owned()];
        for yes in ["By Mara Ostrowe", "Hal Denby", "By Hal Denby | Varn Courier"] {
            assert!(is_byline(&yes.to_lowercase(), &authors), "{yes}");
        }
        for no in ["Mara Ostrowe saw the fire.", "By Tam Reve", "Mara Ostrowe saw the fire"] {
            assert!(!is_byline(&no.to_lowercase(), &authors), "{no}");
        }
        assert!(is_about_author("mara ostrowe is a reporter who covers ports.", &authors));
        assert!(!is_about_author("hal denby is a suspect in the case.", &authors));
    }
}
