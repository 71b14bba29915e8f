//! Cells that a spreadsheet must not run, and what goes out comes back.

use super::csv::quoted;

#[test]
fn no_cell_is_a_formula_and_every_cell_is_one_cell() {
    for (cell, expected) in [
        ("plain", "plain"),
        ("=1+1", "\"'=1+1\""),
        ("@SUM(A1)", "\"'@SUM(A1)\""),
        ("-3 degrees", "\"'-3 degrees\""),
        ("+49", "\"'+49\""),
        ("\tx", "\"'\tx\""),
        ("a,b", "\"a,b\""),
        ("say “\"no\"”", "\"say “\"\"no\"\"”\""),
        ("two\nlines", "\"two\nlines\""),
        ("", ""),
    ] {
        assert_eq!(quoted(cell), expected);
    }
}
