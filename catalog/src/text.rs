//! Small pieces of text, made without the formatting machinery: the page downloads this code.

/// Writes a number in hexadecimal, with zeros before it up to a width of at most 8.
pub(crate) fn push_hex(out: &mut String, number: u32, width: usize) {
    for place in (0..8).rev() {
        if place < width || number >> (4 * place) > 0 {
            out.extend(char::from_digit(number >> (4 * place) & 0xf, 16));
        }
    }
}

/// A number in decimal.
pub(crate) fn decimal(number: usize) -> String {
    decimal_of_64_bits(number as u64)
}

/// The same for numbers that may be larger than memory.
pub(crate) fn decimal_of_64_bits(number: u64) -> String {
    let mut text = match number / 10 {
        0 => String::new(),
        tens => decimal_of_64_bits(tens),
    };
    text.push(char::from(b'0' + (number % 10) as u8));
    text
}

/// The number that digits write, if it has 64 bits.
pub(crate) fn number(digits: &str, radix: u32) -> Option<u64> {
    let digit = |number: u64, digit: char| {
        number.checked_mul(u64::from(radix))?.checked_add(digit.to_digit(radix)?.into())
    };
    digits.chars().try_fold(0, digit).filter(|_| !digits.is_empty())
}

/// Writes `[3]` behind a path.
pub(crate) fn push_index(path: &mut String, index: usize) {
    path.push('[');
    path.push_str(&decimal(index));
    path.push(']');
}

/// Writes a key behind a path.
pub(crate) fn push_key(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(key);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_those_of_the_standard_library(any: u64, text in "[0-9a-fA-F+ -]{0,18}") {
            prop_assert_eq!(decimal_of_64_bits(any), any.to_string());
            prop_assert_eq!(number(&any.to_string(), 10), Some(any));
            for radix in [8, 10, 16] {
                let expected = u64::from_str_radix(&text, radix).ok();
                prop_assert_eq!(number(&text, radix), expected.filter(|_| !text.starts_with('+')));
            }
        }

        #[test]
        fn hex_is_the_one_of_the_standard_library(number: u32) {
            let mut text = String::new();
            for width in [0, 4, 8] {
                push_hex(&mut text, number, width);
            }
            let least = if number == 0 { String::new() } else { format!("{number:x}") };
            prop_assert_eq!(text, format!("{least}{number:04x}{number:08x}"));
        }
    }
}
