//! What was typed → what is meant: the store, the zone, the look of the output.

use super::args::{Color, Format, Global, Only};
use super::exit::WrongUse;
use crate::changelog;
use crate::report::terminal::View;
use chrono_tz::Tz;
use std::path::PathBuf;

/// Columns where the output is no terminal.
const DEFAULT_WIDTH: usize = 100;

/// What every command goes by.
pub(super) struct Settings {
    pub store: PathBuf,
    pub zone: Option<Tz>,
    /// The format asked for, if one was.
    format: Option<Format>,
    width: usize,
    color: bool,
}

impl Settings {
    pub fn of(global: &Global) -> Self {
        let Global { store, format, color, zone, width } = global;
        let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Self {
            store: store.clone(),
            zone: *zone,
            format: *format,
            width: width.or_else(terminal).unwrap_or(DEFAULT_WIDTH),
            color: match color {
                Color::Always => true,
                Color::Never => false,
                Color::Auto => anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never,
            },
        }
    }

    /// The format of a report.
    pub fn format(&self) -> Format {
        self.format.unwrap_or(Format::Terminal)
    }

    /// For commands that print JSON and nothing else.
    pub fn must_be_json(&self, command: &str) -> anyhow::Result<()> {
        match self.format {
            None | Some(Format::Json) => Ok(()),
            Some(_) => Err(WrongUse(format!("{command} prints json only: leave out --format")).into()),
        }
    }

    pub fn view(&self) -> View {
        View { width: self.width, color: self.color }
    }
}

impl From<Only> for changelog::Only {
    fn from(only: Only) -> Self {
        match only {
            Only::Quotes => Self::Quotes,
            Only::Claims => Self::Claims,
            Only::Headline => Self::Headline,
            Only::High => Self::High,
        }
    }
}

/// What `--only` asks for, as the library knows it.
pub(super) fn wanted(typed: &[Only]) -> Vec<changelog::Only> {
    typed.iter().map(|&only| only.into()).collect()
}
