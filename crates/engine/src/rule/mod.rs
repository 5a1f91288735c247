//! Rules over concepts: each pattern is found from its rarest part, without backtracking.

mod matcher;

pub use matcher::{Fired, Matcher};
