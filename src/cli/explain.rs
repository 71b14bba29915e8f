//! `writethru explain`: what the kinds of change mean.

use super::args::Explain;
use super::exit::{self, WrongUse};
use super::out::Out;
use super::render;
use super::settings::Settings;
use crate::diff::Kind;
use crate::report::{json, pages};

pub(super) fn run(args: &Explain, settings: &Settings, out: &mut Out) -> anyhow::Result<u8> {
    let kind = args.kind.as_deref().map(kind).transpose()?;
    let kinds = kind.as_ref().map_or(Kind::ALL.as_slice(), std::slice::from_ref);
    render::page(|| json::explain(kinds), || kind.map_or_else(pages::explain_all, pages::explain), settings, out)?;
    Ok(exit::DONE)
}

/// The kind of that name; also with hyphens or spaces, and with the subject before it: `quotation.reworded`.
fn kind(typed: &str) -> Result<Kind, WrongUse> {
    let name = typed.to_ascii_lowercase().replace(['-', ' '], "_");
    let name = name.rsplit('.').next().unwrap_or_default();
    Kind::from_name(name).ok_or_else(|| {
        let kinds = Kind::ALL.map(Kind::name).join(", ");
        WrongUse(format!("no kind of change is called “{typed}”: there are {kinds}"))
    })
}
