//! A whole number → its digits.

/// A number has at most this many digits.
const MAX_DIGITS: usize = 20;

/// Writes a number. Nearly all are places in an article, with four digits at most.
#[inline]
pub(super) fn write(out: &mut Vec<u8>, number: u64) {
    match u16::try_from(number) {
        Ok(small @ 0..10_000) => write_small(out, small),
        _ => write_large(out, number),
    }
}

/// Writes a number of one to four digits.
#[inline]
fn write_small(out: &mut Vec<u8>, number: u16) {
    let digit = |n: u16| b'0' + n.to_le_bytes()[0];
    let (high, low) = (number / 100, number % 100);
    let digits = [digit(high / 10), digit(high % 10), digit(low / 10), digit(low % 10)];
    // Each of a known length, which is one copy.
    match number {
        1000.. => out.extend_from_slice(&digits),
        100.. => out.extend_from_slice(&digits[1..]),
        10.. => out.extend_from_slice(&digits[2..]),
        _ => out.push(digits[3]),
    }
}

fn write_large(out: &mut Vec<u8>, number: u64) {
    let mut digits = [0; MAX_DIGITS];
    let (mut rest, mut n) = (number, 0);
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (rest % 10).to_le_bytes()[0];
        (rest, n) = (rest / 10, n + 1);
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[MAX_DIGITS - n..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_length() {
        let powers = (0..20).map(|n| 10_u64.pow(n));
        for number in powers.flat_map(|n| [n - 1, n, n + 1]).chain([u64::MAX]) {
            let mut out = Vec::new();
            write(&mut out, number);
            assert_eq!(String::from_utf8(out).expect("digits"), number.to_string());
        }
    }
}
