//! The same article in two papers' templates is the same article: nothing changed.

use crate::articles::{ARTICLES, Article, TEMPLATES};
use writethru::diff::diff_texts;
use writethru::extract::Reference;
use writethru::ingest::html::{Hint, read};

fn text(page: &str) -> String {
    let page = read(page.as_bytes(), &Hint::default());
    assert!(page.kind.is_article(), "{:?}", page.kind);
    page.text
}

#[test]
fn another_template_changes_no_claim_and_no_quotation() {
    let mut n_pairs = 0;
    for article in ARTICLES {
        for (k, (first, render)) in TEMPLATES.iter().enumerate() {
            for (second, render_again) in &TEMPLATES[k + 1..] {
                let (before, after) = (text(&render(article)), text(&render_again(article)));
                let at = Reference::default();
                let (_, _, diff) = diff_texts((&before, &at), (&after, &at));
                let names = format!("“{}” as {first} and {second}:\n{before}\n\n===\n\n{after}", article.headline);
                assert!(diff.claims.is_empty(), "{:#?}\n{names}", diff.claims);
                assert!(diff.quotations.is_empty(), "{:#?}\n{names}", diff.quotations);
                assert!(diff.notices.is_empty(), "{:#?}\n{names}", diff.notices);
                assert!(diff.fields.is_empty(), "{:#?}\n{names}", diff.fields);
                n_pairs += 1;
            }
        }
    }
    assert!(n_pairs >= 12);
}

#[test]
fn a_change_of_the_article_is_seen_through_a_change_of_template() {
    let before = &ARTICLES[1];
    let paragraphs: Vec<&str> = before.paragraphs.iter().map(|p| if p.contains("18%") { "Opponents said water bills would rise by at least 28% within three years. “They have sold the rain,” said Councilor Piet Lomas." } else { p }).collect();
    let after = Article { headline: before.headline, author: before.author, paragraphs: paragraphs.leak(), notice: None };
    let at = Reference::default();
    let (old, new) = (text(&(TEMPLATES[0].1)(before)), text(&(TEMPLATES[1].1)(&after)));
    let (_, _, diff) = diff_texts((&old, &at), (&new, &at));
    assert_eq!((diff.claims.len(), diff.quotations.len()), (1, 0), "{:#?}", diff.claims);
}

#[test]
fn every_paragraph_and_notice_is_there_and_nothing_else() {
    for article in ARTICLES {
        for (name, render) in TEMPLATES {
            let page = read(render(article).as_bytes(), &Hint::default());
            let mut lines: Vec<&str> = page.text.split('\n').filter(|l| !l.is_empty()).collect();
            assert_eq!(lines.remove(0), article.headline, "{name}");
            lines.retain(|l| *l != format!("By {}", article.author) && Some(*l) != article.notice);
            assert_eq!(lines, article.paragraphs, "{name}");
            assert_eq!(page.notices, article.notice.into_iter().collect::<Vec<_>>(), "{name}");
        }
    }
}
