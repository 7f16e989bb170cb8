//! A pseudonym of a person.

use std::fmt;

/// A pseudonym: a keyed hash of a person's reference. Who has the key and the list of all people
/// can find the person, so it is personal data still; who has only the file cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserHash(pub u64);

impl UserHash {
    /// Reads sixteen hexadecimal digits.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let hex = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if hex { u64::from_str_radix(text, 16).ok().map(Self) } else { None }
    }

    /// The pseudonym of a text that may be one already: what is no pseudonym is hashed without a
    /// key, so that files that name people can be counted too.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::read(text).unwrap_or_else(|| user_hash("", text))
    }
}

impl fmt::Display for UserHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The pseudonym of `person` (an entity reference) under `key`, a text from the configuration.
/// Changing the key makes everybody a new person. `SipHash` 2-4; of the key the first 16 bytes
/// count, and a longer one is hashed into them.
#[must_use]
pub fn user_hash(key: &str, person: &str) -> UserHash {
    let bytes = key.as_bytes();
    let (k0, k1) = if bytes.len() <= 16 {
        (word(bytes, 0), word(bytes, 8))
    } else {
        (sip(0, 0, bytes), sip(1, 0, bytes))
    };
    UserHash(sip(k0, k1, person.as_bytes()))
}

/// Up to eight bytes from `at` on, little end first.
fn word(bytes: &[u8], at: usize) -> u64 {
    let part = bytes.get(at..).unwrap_or_default().iter().take(8);
    part.enumerate().fold(0, |sum, (place, byte)| sum | u64::from(*byte) << (8 * place))
}

/// `SipHash` 2-4 as its paper gives it.
fn sip(k0: u64, k1: u64, bytes: &[u8]) -> u64 {
    let mut v = [
        k0 ^ 0x736f_6d65_7073_6575,
        k1 ^ 0x646f_7261_6e64_6f6d,
        k0 ^ 0x6c79_6765_6e65_7261,
        k1 ^ 0x7465_6462_7974_6573,
    ];
    let whole = bytes.len() / 8;
    for at in 0..=whole {
        let mut message = word(bytes, at * 8);
        if at == whole {
            message |= (bytes.len() as u64) << 56;
        }
        v = step(v, message);
    }
    v[2] ^= 0xff;
    let v = round(round(round(round(v))));
    v[0] ^ v[1] ^ v[2] ^ v[3]
}

fn step(mut v: [u64; 4], message: u64) -> [u64; 4] {
    v[3] ^= message;
    let mut v = round(round(v));
    v[0] ^= message;
    v
}

fn round([mut a, mut b, mut c, mut d]: [u64; 4]) -> [u64; 4] {
    a = a.wrapping_add(b);
    b = b.rotate_left(13) ^ a;
    a = a.rotate_left(32);
    c = c.wrapping_add(d);
    d = d.rotate_left(16) ^ c;
    a = a.wrapping_add(d);
    d = d.rotate_left(21) ^ a;
    c = c.wrapping_add(b);
    b = b.rotate_left(17) ^ c;
    c = c.rotate_left(32);
    [a, b, c, d]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the paper that introduced the function: key 00…0f, messages 00, 00 01, … .
    #[test]
    fn the_published_vectors() {
        let (k0, k1) = (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908);
        let bytes: Vec<u8> = (0..15).collect();
        assert_eq!(sip(k0, k1, &[]), 0x726f_db47_dd0e_0e31);
        assert_eq!(sip(k0, k1, &bytes), 0xa129_ca61_49be_45e5);
    }

    #[test]
    fn a_key_changes_the_pseudonym_and_a_pseudonym_is_kept() {
        let one = user_hash("a key", "user:default/kofi");
        assert_ne!(one, user_hash("another", "user:default/kofi"));
        assert_ne!(
            user_hash("a key that is longer than sixteen bytes 1", "x"),
            user_hash("a key that is longer than sixteen bytes 2", "x")
        );
        assert_eq!(UserHash::of(&one.to_string()), one);
        assert_eq!(UserHash::of("user:default/kofi"), user_hash("", "user:default/kofi"));
    }
}
