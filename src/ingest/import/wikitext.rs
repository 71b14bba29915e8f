//! Wikitext → plain text: paragraphs, headings and items as they read, without templates, tables, notes and files.
//!
//! No reader of wikitext as the wiki has it: a template may say anything, and what it says is not in the text. What is left
//! out is the same in every revision, so that two of them can be compared.

use super::markup::{Tags, behind_end_of};

/// Elements whose content is no running text.
const SILENT: &[&str] = &["ref", "gallery", "math", "timeline", "score", "syntaxhighlight", "source", "templatestyles", "script", "style"];

/// Templates, tables and links inside each other; what is deeper stays as it is written.
const MAX_DEPTH: usize = 40;

/// A link to elsewhere is no longer.
const MAX_LINK_BYTES: usize = 2 << 10;

/// What is open, and where in the text it began.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Template,
    Table,
    Link,
}

/// The plain text. `silent` is what files and categories are called in this wiki, before the colon.
pub(super) fn plain(wikitext: &str, silent: &[String]) -> String {
    let text = without_marks(wikitext, silent);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut current = String::new();
    let mut end = |current: &mut String| {
        let words: Vec<&str> = current.split_whitespace().collect();
        if !words.is_empty() {
            paragraphs.push(words.join(" "));
        }
        current.clear();
    };
    for line in text.lines() {
        let line = line.trim();
        let heading = line.strip_prefix('=').and_then(|line| line.strip_suffix('='));
        let item = line.trim_start_matches(['*', '#', ':', ';']);
        if line.is_empty() || heading.is_some() || item.len() < line.len() || line.starts_with("----") {
            end(&mut current);
        }
        match heading {
            Some(heading) => current.push_str(heading.trim_matches('=')),
            None if line.starts_with("----") => {}
            None => current.push_str(item),
        }
        current.push(' ');
        if heading.is_some() || item.len() < line.len() {
            end(&mut current);
        }
    }
    end(&mut current);
    html_escape::decode_html_entities(&paragraphs.join("\n\n")).into_owned()
}

/// The text without what is inside templates, tables, tags and the brackets of links; its lines stay.
fn without_marks(wikitext: &str, silent: &[String]) -> String {
    let mut out = String::with_capacity(wikitext.len());
    let mut open: Vec<(Open, usize)> = Vec::new();
    let mut tags = Tags::of(wikitext);
    let mut at = 0;
    while let Some(found) = wikitext[at..].find(['{', '}', '[', ']', '<', '\'', '|', '_']) {
        out.push_str(&wikitext[at..at + found]);
        at += found;
        let rest = &wikitext[at..];
        let is_line_start = out.is_empty() || out.ends_with('\n');
        let mut opens = |what, out: &String| {
            let has_room = open.len() < MAX_DEPTH;
            if has_room {
                open.push((what, out.len()));
            }
            has_room
        };
        // What opens writes its own mark, so that one that is never closed stays as it is written.
        let n = if rest.starts_with("{{") && opens(Open::Template, &out) || rest.starts_with("[[") && opens(Open::Link, &out) {
            out.push_str(&rest[..2]);
            2
        } else if rest.starts_with("{|") && is_line_start && opens(Open::Table, &out) {
            out.push_str("{|");
            2
        } else if rest.starts_with("}}") {
            close(&mut open, Open::Template, "}}", &mut out, |_| String::new())
        } else if rest.starts_with("|}") && is_line_start && !(rest.starts_with("|}}") && is_in_template(&open)) {
            close(&mut open, Open::Table, "|}", &mut out, |_| String::new())
        } else if rest.starts_with("]]") {
            close(&mut open, Open::Link, "]]", &mut out, |inner| label(inner, silent))
        } else if rest.starts_with("''") {
            rest.bytes().take_while(|b| *b == b'\'').take(5).count()
        } else if let Some((n, words)) = rest.strip_prefix('[').and_then(outside) {
            out.push_str(words);
            n + 1
        } else if let Some(n) = rest.strip_prefix("__").and_then(switch) {
            n + 2
        } else if let Some((name, end)) = rest.starts_with('<').then(|| tags.tag(at)).flatten() {
            let is_whole = wikitext[at..end].ends_with("/>") || wikitext[at..].starts_with("</");
            if name == "br" {
                out.push('\n');
            }
            match SILENT.contains(&name.as_str()) && !is_whole {
                true => wikitext.len() - behind_end_of(&name, &wikitext[end..]).len() - at,
                false => end - at,
            }
        } else {
            let n = rest.chars().next().map_or(1, char::len_utf8);
            out.push_str(&rest[..n]);
            n
        };
        at += n;
    }
    out.push_str(&wikitext[at..]);
    out
}

/// Whether a template is the innermost thing that is open: the last line of a long one is `|}}`, which ends no table.
fn is_in_template(open: &[(Open, usize)]) -> bool {
    open.last().is_some_and(|(what, _)| *what == Open::Template)
}

/// Ends the innermost thing that is open, if it is this one, and puts in its place what it reads like.
fn close(open: &mut Vec<(Open, usize)>, what: Open, mark: &str, out: &mut String, read: impl Fn(&str) -> String) -> usize {
    match open.iter().rposition(|(kind, _)| *kind == what) {
        Some(k) => {
            let begun = open[k].1;
            // Links that a template left open are gone with it; one left open in a link stays written.
            open.truncate(k);
            let words = read(&out[begun + 2..]);
            out.truncate(begun);
            out.push_str(&words);
        }
        None => out.push_str(mark),
    }
    mark.len()
}

/// What a link reads like: “the harbor” of `Port Ellery|the harbor`; nothing of a file, a category or the same article in another
/// language, which stands below an article and not in it.
fn label(inner: &str, silent: &[String]) -> String {
    let (target, is_named) = inner.split_once('|').map_or((inner, false), |(target, _)| (target, true));
    let is_silent = target.split_once(':').is_some_and(|(space, _)| {
        let space = space.trim();
        let is_file = ["File", "Image", "Category"]
            .into_iter()
            .chain(silent.iter().map(String::as_str))
            .any(|name| name.to_lowercase() == space.to_lowercase());
        is_file || !is_named && is_language(space)
    });
    match is_silent {
        true => String::new(),
        false => inner.rsplit('|').next().unwrap_or_default().trim_start_matches(':').to_owned(),
    }
}

/// Whether a prefix is a language's, as wikis call theirs: `de`, `nds-nl`, `simple`.
fn is_language(prefix: &str) -> bool {
    let mut parts = prefix.split('-');
    let is_code = |part: &str, most: usize| (2..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase());
    prefix == "simple" || parts.next().is_some_and(|code| is_code(code, 3)) && parts.all(|part| is_code(part, 9))
}

/// What a page that leads on to another begins with, `#REDIRECT [[Fire]]`, in whatever language the word is.
pub(super) fn is_redirection(wikitext: &str) -> bool {
    let word = wikitext.trim_start().strip_prefix('#').map(str::trim_start).unwrap_or_default();
    let n = word.find(|c: char| c.is_whitespace() || matches!(c, ':' | '[')).unwrap_or(0);
    n > 0 && word[n..].trim_start().trim_start_matches(':').trim_start().starts_with("[[")
}

/// A link to elsewhere behind its bracket, `https://courier.example The Courier]`: how long it is, and its words.
fn outside(rest: &str) -> Option<(usize, &str)> {
    let is_address = ["http://", "https://", "//", "mailto:"].iter().any(|begin| rest.starts_with(begin));
    let near = &rest.as_bytes()[..rest.len().min(MAX_LINK_BYTES)];
    let end = memchr::memchr2(b']', b'\n', near).filter(|end| is_address && near[*end] == b']')?;
    Some((end + 1, rest[..end].split_once(' ').map_or("", |(_, words)| words)))
}

/// A switch behind its first two strokes, `NOTOC__`: how long it is.
fn switch(rest: &str) -> Option<usize> {
    let n = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    (n > 0 && rest[n..].starts_with("__")).then_some(n + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wikitext: &str, expected: &str) {
        assert_eq!(plain(wikitext, &["Datei".to_owned()]), expected, "{wikitext:?}");
    }

    #[test]
    fn text_reads_as_the_wiki_shows_it() {
        check("'''Ferry fire''' kills ''12'' in [[Port Ellery|the harbor]]\nof [[Varn]].", "Ferry fire kills 12 in the harbor of Varn.");
        check(
            "{{date|May 5, 2031}}\nA ferry burned.<ref name=a>{{cite|x}}</ref>\n\n\n== Sources ==\n* [https://courier.example/f The Courier]\n* Wire",
            "A ferry burned.\n\nSources\n\nThe Courier\n\nWire",
        );
        check("{| class=x\n| a || b\n|}\nText &amp; more<br/>here. __NOTOC__", "Text & more here.");
        check(
            "[[File:Fire.jpg|thumb|The [[harbor]] at ''dawn'']]Fire.[[Category:Ports]][[Datei:X.jpg]] [[:Category:Ports]]",
            "Fire. Category:Ports",
        );
        check("{{Infobox\n| name = Varn\n|}}\nA ferry burned.\n{|\n| a {{x\n|}}\n|}\nIt sank.", "A ferry burned.\n\nIt sank.");
        check("A ferry burned.\n\n[[de:Fährbrand]]\n[[zh-min-nan:X]] [[simple:Fire]]", "A ferry burned.");
        check("[[:de:Fährbrand]], [[ferry: a novel]], [[en:Fire|a fire]]", "de:Fährbrand, ferry: a novel, a fire");
        check("It said:\n:“No alarm.”<!-- says who? -->\n----\nEnd<ref/>.", "It said:\n\n“No alarm.”\n\nEnd.");
    }

    #[test]
    fn a_word_and_a_link_behind_a_number_sign_lead_on() {
        for text in
            ["#REDIRECT [[Fire]]", "\n#redirect:[[Fire]]", "# WEITERLEITUNG [[Feuer]]", "#перенаправление[[Пожар]]", "#重定向 [[x]]"]
        {
            assert!(is_redirection(text), "{text}");
        }
        for text in ["#Twelve died.\n#Varn Lines said [[x]]", "#", "", "[[Fire]]", "#[[Fire]]", "REDIRECT [[Fire]]", "#1"] {
            assert!(!is_redirection(text), "{text}");
        }
    }

    #[test]
    fn what_is_never_closed_stays_as_it_is_written() {
        for text in ["Turnout {{ fell", "[[Varn", "a ]] b }} c", "{x}", "5 < 6 [a] it's", "snake_case __x", "|} x"] {
            check(text, text);
        }
    }

    #[test]
    fn hostile_texts_end_soon() {
        for piece in ["{{", "[[a|", "{|\n", "<ref>", "''", "[http://", "__", "[[", "]]", "{{}}", "<!--"] {
            let _ = plain(&piece.repeat(20_000), &[]);
            let _ = plain(&format!("{}{}", piece.repeat(10_000), "]]}}\n|}".repeat(10_000)), &[]);
        }
    }
}
