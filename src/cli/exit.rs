//! Exit codes, and which error is which.

use crate::{export, ingest, store};
use std::io;

/// Done; also when the reader of the output closed the pipe.
pub const DONE: u8 = 0;
/// Differences were found; only with `--exit-code`.
pub const DIFFERENCES: u8 = 1;
/// Wrong use: an unknown option, article or revision.
pub const WRONG_USE: u8 = 2;
/// Bad input: something that could not be read; or a result that could not be written.
pub const BAD_INPUT: u8 = 3;
/// The store is damaged.
pub const STORE_DAMAGED: u8 = 4;

/// A command line that asks for what there is not.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct WrongUse(pub String);

/// The store does not hold what a checkpoint says it held, or cannot be looked at.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Changed(pub String);

/// What is said where `verify` and `repair` themselves cannot look: not that `verify` says more.
pub fn of_looking(error: store::Error) -> anyhow::Error {
    match error {
        store::Error::Damaged { what } => {
            Changed(format!("the store is damaged so that it cannot be looked at ({what}): only a copy of it can bring it back")).into()
        }
        other => other.into(),
    }
}

/// The exit code for an error.
pub fn code_of(error: &anyhow::Error) -> u8 {
    let is_damage = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<store::Error>().is_some_and(store::Error::is_damage)
            || cause.downcast_ref::<export::Error>().is_some_and(export::Error::is_damage)
            || cause.is::<Changed>()
    };
    let is_wrong_use = |cause: &(dyn std::error::Error + 'static)| {
        cause.is::<WrongUse>()
            || cause.downcast_ref::<ingest::Error>().is_some_and(ingest::Error::is_wrong_use)
            || cause.downcast_ref::<store::Error>().is_some_and(store::Error::is_wrong_use)
            || cause.downcast_ref::<ingest::import::Error>().is_some_and(ingest::import::Error::is_wrong_use)
            || cause.downcast_ref::<export::Error>().is_some_and(export::Error::is_wrong_use)
    };
    match () {
        () if error.chain().any(is_damage) => STORE_DAMAGED,
        () if error.chain().any(is_wrong_use) => WRONG_USE,
        () => BAD_INPUT,
    }
}

/// Whether whoever read our output has stopped reading.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;

    #[test]
    fn each_error_has_its_code() {
        let wrong = ingest::Error::BadRevision { revision: "x".into() };
        let bad = ingest::Error::TooLarge { name: "a.txt".into() };
        assert_eq!(code_of(&anyhow::Error::from(wrong).context("reading")), WRONG_USE);
        assert_eq!(code_of(&bad.into()), BAD_INPUT);
        assert_eq!(code_of(&WrongUse("no".into()).into()), WRONG_USE);
        assert_eq!(code_of(&store::Error::Nameless.into()), WRONG_USE);
        assert_eq!(code_of(&store::Error::Full.into()), BAD_INPUT);
        assert_eq!(code_of(&store::Error::Damaged { what: "no text".into() }.into()), STORE_DAMAGED);
        assert_eq!(code_of(&anyhow::anyhow!("disk full")), BAD_INPUT);
    }

    #[test]
    fn a_closed_pipe_is_known_below_its_context() {
        let closed: Result<(), _> = Err(io::Error::from(io::ErrorKind::BrokenPipe));
        assert!(is_closed_pipe(&closed.context("writing").expect_err("closed")));
        assert!(!is_closed_pipe(&io::Error::from(io::ErrorKind::NotFound).into()));
    }
}
