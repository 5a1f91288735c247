//! Who wants what from whom, on what pretext, through which channel: concepts in their clauses.

mod hits;
mod polarity;

pub use hits::{Hit, Hits, Polarity, Present};
pub use polarity::{Manner, Special, read_polarity};
