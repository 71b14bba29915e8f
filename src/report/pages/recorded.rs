//! What became of texts that were added.

use crate::report::page::{Label, Line, Page};
use crate::report::prose;
use crate::report::recorded::{Recorded, Result, What};

/// The line of one text.
pub fn recorded_one(result: &Result) -> Page {
    let Result { source, article, number, .. } = result;
    let told = match result.what {
        What::Added { n_later, reverts_to, reinstated } => {
            let mut told = format!("revision {number} of {article}");
            if result.is_new_article {
                told.push_str(", a new article");
            }
            if n_later > 0 {
                told.push_str(&format!(", put before {} seen later", prose::count(n_later, "revision")));
            }
            if let Some(earlier) = reverts_to {
                told.push_str(&format!("; the text of revision {earlier} is back"));
            }
            if let Some(later) = reinstated {
                told.push_str(&format!("; the text before it was seen again later, which makes revision {later}"));
            }
            told
        }
        What::SeenAgain => format!("the same as revision {number} of {article}: recorded as seen again"),
        What::Known => format!("revision {number} of {article}, recorded before"),
    };
    let mut page = Page::default();
    page.line(Line::of(Label::Dim, &format!("{source}: ")).with(Label::Plain, &told));
    page
}

/// What they come to, where there were several.
pub fn recorded(all: &Recorded) -> Page {
    let mut page = Page::default();
    if all.results.len() > 1 {
        let n = |what: fn(&What) -> bool| all.results.iter().filter(|result| what(&result.what)).count();
        let n_added = n(|what| matches!(what, What::Added { .. }));
        let n_new = all.results.iter().filter(|result| result.is_new_article).count();
        let mut parts = vec![format!("{} recorded", prose::count(n_added, "revision"))];
        if n_new > 0 {
            parts[0].push_str(&format!(" ({})", prose::count(n_new, "new article")));
        }
        for (n, told) in
            [(n(|what| matches!(what, What::SeenAgain)), "seen again"), (n(|what| matches!(what, What::Known)), "recorded before")]
        {
            if n > 0 {
                parts.push(format!("{n} {told}"));
            }
        }
        page.paragraph(Label::Strong, &format!("{}.", prose::list(&parts)));
    }
    page
}
