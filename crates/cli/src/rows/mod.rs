//! Many contacts, one after the other: read in blocks, worked on side by side, written in order.

pub mod blocks;
pub mod csv;
pub mod jsonl;
pub mod pipeline;
pub mod plain;
pub mod tally;
