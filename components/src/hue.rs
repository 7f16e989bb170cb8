//! Colours without a meaning, to tell things apart.

/// One of the tag colours. It carries no meaning: for a state take a [`Tone`](crate::Tone).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Hue {
    /// Outlined, without a colour.
    #[default]
    Neutral,
    /// Blue.
    Blue,
    /// Teal.
    Teal,
    /// Green.
    Green,
    /// Amber.
    Amber,
    /// Orange.
    Orange,
    /// Red.
    Red,
    /// Magenta.
    Magenta,
    /// Violet.
    Violet,
}

/// Every hue that is a colour, in the order a hash picks them.
const COLOURS: [Hue; 8] = [
    Hue::Blue,
    Hue::Teal,
    Hue::Green,
    Hue::Amber,
    Hue::Orange,
    Hue::Red,
    Hue::Magenta,
    Hue::Violet,
];

impl Hue {
    /// Value of the `data-hue` attribute.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Blue => "blue",
            Self::Teal => "teal",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Orange => "orange",
            Self::Red => "red",
            Self::Magenta => "magenta",
            Self::Violet => "violet",
        }
    }

    /// The hue of a name: the same on every page and in every session.
    ///
    /// FNV-1a over the bytes, 32 bits: a few lines, well spread over short names.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let hash = name
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        // The low bits of FNV are weak for short inputs; fold the upper half in.
        let slot = (hash ^ (hash >> 16)) as usize % COLOURS.len();
        COLOURS.get(slot).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_hue_from_release_to_release() {
        assert_eq!(Hue::of("group:default/payments"), Hue::Red);
    }

    #[test]
    fn similar_names_spread_over_all_hues() {
        let mut seen = [0usize; COLOURS.len()];
        for n in 0..800 {
            let hue = Hue::of(&format!("group:default/team-{n}"));
            seen[COLOURS.iter().position(|h| *h == hue).unwrap()] += 1;
        }
        for count in seen {
            assert!((50..=150).contains(&count), "{seen:?}");
        }
    }
}
