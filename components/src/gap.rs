//! Space between the children of a layout.

/// Distance between neighbours in `Stack`, `Cluster` and `Grid`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Gap {
    /// 4 px: an icon and its word.
    Xs,
    /// 8 px: controls of one bar.
    Sm,
    /// What the density asks for, 12 px by default.
    #[default]
    Md,
    /// 16 px: cards.
    Lg,
    /// 24 px: sections.
    Xl,
}

impl Gap {
    /// Value of the `data-gap` attribute.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Xs => "xs",
            Self::Sm => "sm",
            Self::Md => "md",
            Self::Lg => "lg",
            Self::Xl => "xl",
        }
    }
}
