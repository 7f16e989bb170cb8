//! How values cross from the worker to the page: bytes, by hand, because every derived codec would
//! be downloaded by the reader.

/// A value that can be written as bytes and read back.
pub trait Wire: Sized {
    /// Appends it.
    fn put(&self, out: &mut Vec<u8>);
    /// Takes it from the front; `None` when what is there is something else.
    fn take(from: &mut &[u8]) -> Option<Self>;

    /// It alone.
    #[must_use]
    fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.put(&mut out);
        out
    }

    /// It alone, with nothing behind it.
    #[must_use]
    fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let value = Self::take(&mut bytes)?;
        bytes.is_empty().then_some(value)
    }
}

impl Wire for u32 {
    fn put(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest >= 0x80 {
            out.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let mut value = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let (byte, rest) = from.split_first()?;
            *from = rest;
            value |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }
}

impl Wire for bool {
    fn put(&self, out: &mut Vec<u8>) {
        u32::from(*self).put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(u32::take(from)? == 1)
    }
}

impl Wire for String {
    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u32).put(out);
        out.extend_from_slice(self.as_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = u32::take(from)? as usize;
        let (text, rest) = from.split_at_checked(length)?;
        *from = rest;
        Self::from_utf8(text.to_vec()).ok()
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u32).put(out);
        for item in self {
            item.put(out);
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = u32::take(from)? as usize;
        // Every item has a byte, so a length beyond that is a lie.
        let mut items = Self::with_capacity(length.min(from.len()));
        for _ in 0..length {
            items.push(T::take(from)?);
        }
        Some(items)
    }
}

/// Writes the fields of a struct one after the other.
macro_rules! wire {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::wire::Wire for $name {
            fn put(&self, out: &mut Vec<u8>) {
                $($crate::wire::Wire::put(&self.$field, out);)*
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                $(let $field = $crate::wire::Wire::take(from)?;)*
                Some(Self { $($field),* })
            }
        }
    };
}

/// Writes the number of a variant, then what it holds.
macro_rules! wire_enum {
    ($name:ident { $($number:literal $variant:ident($inside:ty)),* $(,)? }) => {
        impl $crate::wire::Wire for $name {
            fn put(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant(inside) => {
                        let number: u32 = $number;
                        $crate::wire::Wire::put(&number, out);
                        $crate::wire::Wire::put(inside, out);
                    })*
                }
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                let number: u32 = $crate::wire::Wire::take(from)?;
                match number {
                    $($number => <$inside as $crate::wire::Wire>::take(from).map(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use {wire, wire_enum};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_put_is_taken(
            numbers in prop::collection::vec(any::<u32>(), 0..9),
            words in prop::collection::vec(".{0,9}", 0..9),
        ) {
            prop_assert_eq!(Vec::from_bytes(&numbers.to_bytes()), Some(numbers));
            prop_assert_eq!(Vec::from_bytes(&words.to_bytes()), Some(words));
        }

        #[test]
        fn nonsense_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let _ = Vec::<String>::from_bytes(&bytes);
            let _ = crate::Outline::from_bytes(&bytes);
        }
    }
}
