//! Pages can be read without seeing colours, without a style sheet and with a screen reader.

use crate::support::{elements, examples, history};
use writethru::report::html;

const STYLE: &str = include_str!("../../src/report/html/style.css");

#[test]
fn a_page_has_landmarks_headings_and_a_language() {
    for log in examples() {
        let elements = elements(&html::log(&log));
        let named = |name: &str| elements.iter().find(|e| e.name == name);
        assert_eq!(named("html").and_then(|e| e.attribute("lang")), Some("en"));
        for name in ["main", "footer", "title"] {
            assert!(named(name).is_some_and(|e| !e.text.trim().is_empty()), "{name} of {}", log.article);
        }
        let ranks: Vec<&str> = elements.iter().map(|e| e.name.as_str()).filter(|n| matches!(*n, "h1" | "h2" | "h3")).collect();
        assert_eq!(ranks[0], "h1");
        assert_eq!(ranks.len(), 1 + log.steps.len() + 1, "a heading for each step and for the revisions");
        let labelled = elements.iter().filter(|e| e.name == "label").count();
        assert_eq!(labelled, elements.iter().filter(|e| e.name == "input").count(), "every control has its label");
        if log.steps.len() > 1 {
            let svg = named("svg").expect("a picture");
            assert_eq!(svg.attribute("role"), Some("img"));
            assert!(named("desc").is_some_and(|e| e.text.contains("Revision 2, ")), "the picture in words");
            assert!(named("nav").and_then(|e| e.attribute("aria-label")).is_some());
        }
    }
}

#[test]
fn edits_are_elements_and_have_marks_beside_colour() {
    let log = history("bridge", &["The bridge carries 9,000 cars a day.", "The bridge carries 8,000 cars a day."]);
    let elements = elements(&html::log(&log));
    let text = |name: &str| elements.iter().filter(|e| e.name == name).map(|e| e.text.clone()).collect::<Vec<_>>();
    assert!(text("del").contains(&"9,000".to_owned()) && text("ins").contains(&"8,000".to_owned()));
    for rule in [
        "ins { color: var(--in); background: var(--in-paper); text-decoration: underline",
        "del { color: var(--out); background: var(--out-paper); text-decoration: line-through",
        "content: \" [put in: \"",
        "content: \" [taken out: \"",
    ] {
        assert!(STYLE.contains(rule), "{rule}");
    }
}

/// The value of a custom property in a block of the style sheet, as red, green and blue from 0 to 1.
fn color(block: &str, name: &str) -> [f64; 3] {
    let at = block.find(&format!("{name}: #")).unwrap_or_else(|| panic!("{name}")) + name.len() + 3;
    let hex: String = block[at..].chars().take_while(char::is_ascii_hexdigit).collect();
    let full: String = if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex };
    std::array::from_fn(|k| f64::from(u8::from_str_radix(&full[2 * k..2 * k + 2], 16).expect("hexadecimal")) / 255.0)
}

/// The contrast of two colours, as WCAG 2.2 reckons it.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |color: [f64; 3]| {
        let linear = color.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn colours_can_be_told_apart_in_light_dark_and_on_paper() {
    let roots: Vec<&str> = STYLE.split(":root {").skip(1).map(|block| block.split('}').next().expect("a block")).collect();
    assert_eq!(roots.len(), 3, "light, dark, print");
    for root in roots {
        for (ink, paper) in [
            ("--ink", "--paper"),
            ("--ink", "--soft"),
            ("--dim", "--paper"),
            ("--dim", "--soft"),
            ("--in", "--in-paper"),
            ("--out", "--out-paper"),
            ("--in", "--paper"),
            ("--out", "--paper"),
            ("--accent", "--paper"),
            ("--high", "--paper"),
            ("--quote", "--paper"),
        ] {
            let found = contrast(color(root, ink), color(root, paper));
            assert!(found >= 4.5, "{ink} on {paper}: {found:.2}");
        }
    }
}

#[test]
fn both_texts_stand_in_a_page_of_one_step() {
    let first = "Harbor shut\n\nThe mayor opened the bridge on Monday. It cost $9 million.\n\nNobody was hurt.";
    let second = "Harbor shut\n\nNobody was hurt.\n\nThe mayor opened the bridge on Friday. It cost $9 million. She was late.";
    let elements = elements(&html::diff(&history("bridge", &[first, second]), 0, false));
    let cells = |class: &str| {
        let of = elements.iter().filter(|e| e.name == "p" && e.attribute("class").is_some_and(|c| c.split(' ').next() == Some(class)));
        of.map(|e| e.text.replace("Before: ", "").split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
    };
    let before = cells("before").join("\n");
    for words in ["Harbor shut", "opened the bridge on Monday", "It cost $9 million.", "Nobody was hurt."] {
        assert!(before.contains(words), "{words} in {before}");
    }
    let after = cells("after").join("\n");
    for words in ["Harbor shut", "opened the bridge on Monday Friday.", "It cost $9 million.", "Nobody was hurt.", "She was late."] {
        assert!(after.contains(words), "{words} in {after}");
    }
}
