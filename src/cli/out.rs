//! The one way out: data to standard output, buffered; messages to standard error.

use anyhow::Context;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};

/// Room for a screenful or two: large enough that long reports are few writes.
const BUFFER_BYTES: usize = 64 << 10;

/// Where data goes.
pub struct Out {
    to: BufWriter<Box<dyn Write>>,
}

impl Out {
    /// Standard output.
    pub fn stdout() -> Self {
        Self { to: BufWriter::with_capacity(BUFFER_BYTES, Box::new(io::stdout().lock())) }
    }

    /// Anywhere else.
    #[cfg(test)]
    fn to(to: impl Write + 'static) -> Self {
        Self { to: BufWriter::new(Box::new(to)) }
    }

    /// Writes a text, and a line feed if it ends without one.
    pub fn text(&mut self, text: &str) -> anyhow::Result<()> {
        self.bytes(text.as_bytes())?;
        if text.is_empty() || text.ends_with('\n') { Ok(()) } else { self.bytes(b"\n") }
    }

    /// Writes a JSON document, indented, for people may read it too.
    pub fn json(&mut self, document: &impl Serialize) -> anyhow::Result<()> {
        serde_json::to_writer_pretty(&mut self.to, document).map_err(io::Error::from).context(CANNOT_WRITE)?;
        self.bytes(b"\n")
    }

    /// Writes bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        self.to.write_all(bytes).context(CANNOT_WRITE)
    }

    /// Hands everything on.
    pub fn flush(&mut self) -> anyhow::Result<()> {
        self.to.flush().context(CANNOT_WRITE)
    }
}

const CANNOT_WRITE: &str = "cannot write the result";

/// Says something on standard error: `writethru: warning: …`. That nobody hears it is no error.
pub fn complain(level: &str, message: &str) {
    let _ = io::stderr().lock().write_all(format!("writethru: {level}: {}\n", visible(message)).as_bytes());
}

/// The text with its control characters shown instead of sent: names and texts from outside must not steer a terminal.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\0'..='\x1F' => shown.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('�')),
            '\x7F' => shown.push('␡'),
            c if c.is_control() || is_bidi_control(c) => {
                let _ = write!(shown, "\\u{{{:04x}}}", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    shown
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A place to write to in tests.
#[cfg(test)]
pub(super) mod test {
    use super::Out;
    use std::io::{self, ErrorKind, Write};
    use std::sync::{Arc, Mutex};

    /// Keeps what is written; without a place to keep it, it is a closed pipe.
    #[derive(Clone)]
    pub(crate) struct Sink(Option<Arc<Mutex<Vec<u8>>>>);

    impl Default for Sink {
        fn default() -> Self {
            Self(Some(Arc::default()))
        }
    }

    impl Sink {
        pub(crate) fn closed() -> Self {
            Self(None)
        }

        pub(crate) fn out(&self) -> Out {
            Out::to(self.clone())
        }

        pub(crate) fn text(&self) -> String {
            let bytes = self.0.as_ref().expect("open").lock().expect("no panic").clone();
            String::from_utf8(bytes).expect("text")
        }
    }

    impl Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let Some(kept) = &self.0 else { return Err(ErrorKind::BrokenPipe.into()) };
            kept.lock().expect("no panic").extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_do_not_steer_the_terminal() {
        assert_eq!(visible("a\x1B[31mb\n\u{9B}c\u{202E}é"), "a␛[31mb␊\\u{009b}c\\u{202e}é");
    }
}
