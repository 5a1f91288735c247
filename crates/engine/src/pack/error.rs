//! Why a pack was refused.

/// A pack that cannot be used. Each message says what happened and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// The file does not begin like a pack.
    #[error("this file is not a hangup pack. Build one with `hangup pack build`.")]
    NotAPack,
    /// The layout is another one.
    #[error("this pack has layout {found}, this engine reads layout {FORMAT}. Update hangup or take a matching pack.", FORMAT = super::FORMAT)]
    Format {
        /// The layout found.
        found: u16,
    },
    /// Too large to be a pack.
    #[error("this file has {bytes} bytes, more than any pack. Check that it is the right file.")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Cut short or inconsistent.
    #[error("this pack is damaged. Fetch or build it again; the built-in pack serves meanwhile.")]
    Torn,
    /// The phrase automaton does not load.
    #[error("the phrase table of this pack is damaged. Fetch or build it again.")]
    Automaton,
}
