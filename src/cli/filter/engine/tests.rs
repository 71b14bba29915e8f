//! The engine with a filter that does what its line says.

use super::*;
use crate::cli::out::test::Sink;
use std::io::Cursor;
use std::thread::sleep;
use std::time::Duration;

/// Answers `slow …` late, falls over `panic …`, refuses `bad …`, echoes the rest.
struct Echo;

impl Filter for Echo {
    const SCHEMA: &'static str = "echo/1";

    fn answer(&self, line: &[u8]) -> Result<Answer, Refusal> {
        let text = String::from_utf8_lossy(line).into_owned();
        match text.split(' ').next().unwrap_or_default() {
            "slow" => sleep(Duration::from_millis(20)),
            "panic" => panic!("fell over {text}"),
            "bad" => return Err(format!("refused {text}").into()),
            _ => {}
        }
        Ok(Answer { is_different: text.ends_with('!'), json: text.into_bytes() })
    }
}

fn check(input: &str, jobs: usize, expected: &str, tally: Tally) {
    let sink = Sink::default();
    let found = run(Arc::new(Echo), Cursor::new(input.to_owned()), jobs, &mut sink.out()).expect("written");
    assert_eq!(sink.text(), expected);
    assert_eq!(found, tally);
}

#[test]
fn answers_come_in_the_order_of_their_lines() {
    let input = "slow 1\n2\nslow 3!\n4\n";
    for jobs in [1, 2, 8] {
        check(input, jobs, input, Tally { n_lines: 4, n_errors: 0, n_differing: 1 });
    }
}

#[test]
fn a_bad_line_is_answered_in_its_place() {
    let expected = "1\n{\"schema\":\"echo/1\",\"id\":null,\"error\":{\"line\":3,\"message\":\"refused bad 2\"}}\n3\n";
    check("1\n\nbad 2\n3", 2, expected, Tally { n_lines: 3, n_errors: 1, n_differing: 0 });
}

#[test]
fn a_panic_is_answered_in_its_place_and_the_workers_go_on() {
    let input = "panic\n".repeat(10) + "last";
    let sink = Sink::default();
    let tally = run(Arc::new(Echo), Cursor::new(input), 2, &mut sink.out()).expect("written");
    assert_eq!(tally, Tally { n_lines: 11, n_errors: 10, n_differing: 0 });
    let text = sink.text();
    let first = text.lines().next().expect("an answer");
    assert!(first.contains("a fault of this program, please report it: fell over panic"), "{first}");
    assert!(text.ends_with("\nlast\n"));
}

#[test]
fn a_reader_that_goes_away_ends_it_at_once_while_the_input_goes_on() {
    /// Lines without end.
    struct Endless;
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            buffer.fill(b'x');
            buffer[buffer.len() - 1] = b'\n';
            Ok(buffer.len())
        }
    }
    let mut closed = Sink::closed().out();
    let error = run(Arc::new(Echo), Endless, 2, &mut closed).expect_err("closed");
    assert!(crate::cli::exit::is_closed_pipe(&error));
}

#[test]
fn what_was_read_before_a_failure_is_answered() {
    struct Failing(bool);
    impl Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if std::mem::replace(&mut self.0, true) {
                return Err(io::Error::other("the disk is gone"));
            }
            buffer[..2].copy_from_slice(b"1\n");
            Ok(2)
        }
    }
    let sink = Sink::default();
    let error = run(Arc::new(Echo), Failing(false), 1, &mut sink.out()).expect_err("failed");
    assert_eq!(format!("{error:#}"), "cannot read standard input to its end: the disk is gone");
    assert_eq!(sink.text(), "1\n");
}

#[test]
fn more_lines_than_may_be_in_flight() {
    let input: String = (0..5 * MAX_LINES_IN_FLIGHT).map(|n| format!("{n}\n")).collect();
    check(&input, 3, &input, Tally { n_lines: 5 * MAX_LINES_IN_FLIGHT, n_errors: 0, n_differing: 0 });
}

/// Somebody who gives one line and waits for its answer before the next gets it, also where other workers wait for lines.
#[test]
fn an_answer_does_not_wait_for_the_next_line() {
    struct Asking(Sink, usize);
    impl Read for Asking {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let asked: String = (0..self.1).map(|n| format!("{n}\n")).collect();
            for _ in 0..2_000 {
                if self.0.text() == asked {
                    let line = format!("{}\n", self.1);
                    self.1 += 1;
                    buffer[..line.len()].copy_from_slice(line.as_bytes());
                    return Ok(if self.1 > 4 { 0 } else { line.len() });
                }
                sleep(Duration::from_millis(5));
            }
            Err(io::Error::other("no answer came"))
        }
    }
    for jobs in [1, 3] {
        let sink = Sink::default();
        let tally = run(Arc::new(Echo), Asking(sink.clone(), 0), jobs, &mut sink.out()).expect("answered");
        assert_eq!((tally.n_lines, sink.text().as_str()), (4, "0\n1\n2\n3\n"));
    }
}

/// Short lines are handed on before a long one, which may take its time.
#[test]
fn answers_do_not_wait_for_a_long_line() {
    /// Tells what was written when its long line is asked.
    struct Watching(Sink);
    impl Filter for Watching {
        const SCHEMA: &'static str = "watching/1";

        fn answer(&self, line: &[u8]) -> Result<Answer, Refusal> {
            let mut seen = line.to_vec();
            if line.len() >= LONG_LINE_BYTES {
                for _ in 0..2_000 {
                    if self.0.text() == "1\n2\n" {
                        break;
                    }
                    sleep(Duration::from_millis(5));
                }
                seen = self.0.text().replace('\n', " ").into_bytes();
            }
            Ok(Answer { json: seen, is_different: false })
        }
    }
    let sink = Sink::default();
    let input = format!("1\n2\n{}\n", "x".repeat(LONG_LINE_BYTES));
    run(Arc::new(Watching(sink.clone())), Cursor::new(input), 1, &mut sink.out()).expect("written");
    assert_eq!(sink.text(), "1\n2\n1 2 \n");
}
