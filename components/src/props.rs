//! The words that every component uses for the same thing.

/// What something means. Never shown by colour alone: the component adds a shape or a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing to say about it.
    #[default]
    Neutral,
    /// The portal's own colour: a choice, a selection.
    Accent,
    /// For your information.
    Info,
    /// It went well.
    Success,
    /// It needs a look.
    Warning,
    /// It failed, or it destroys something.
    Danger,
    /// Finished and closed.
    Done,
}

impl Tone {
    /// Value of the `data-tone` attribute.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Accent => "accent",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
            Self::Done => "done",
        }
    }
}

/// Size of a control. Heights come from the density tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Size {
    /// In a table row or beside small text.
    Sm,
    /// The usual size.
    #[default]
    Md,
    /// A page's only action.
    Lg,
}

impl Size {
    /// Value of the `data-size` attribute.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sm => "sm",
            Self::Md => "md",
            Self::Lg => "lg",
        }
    }
}
