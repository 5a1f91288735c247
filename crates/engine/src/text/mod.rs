//! Hostile text into comparable text, with a way back to every original byte.

mod fold;
mod normalize;
mod script;
mod segment;

pub use fold::{Class, Fold};

/// Flags in the class byte of a folded character.
pub mod flags {
    pub use super::fold::{CONFUSABLE, SIMPLIFIED, STYLED, TRADITIONAL};
}
pub use normalize::{Evasion, Text};
pub use script::{Counts, script_of};
pub use segment::Segments;
