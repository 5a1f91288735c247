//! Reads a custody log critically: which row was edited, taken out, moved or added behind the log's back.

use crate::custody::merkle::{leaf_hash, prefix_roots};
use crate::custody::{Checkpoint, Row, SignedNote, VerifierKey, VerifyEd25519};

/// What is wrong with a log, and where. Rows count from 0, as in the log itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The line is no row.
    #[error("custody log: line {line} cannot be read as a row")]
    Unreadable {
        /// The line, from 1.
        line: u64,
    },
    /// A row is not where its number says.
    #[error("custody log: row {found} stands where row {expected} belongs: rows were deleted or reordered")]
    Misplaced {
        /// The number that belongs there.
        expected: u64,
        /// The number that stands there.
        found: u64,
    },
    /// A row is not the one that the next row continues.
    #[error("custody log: row {row} was edited after row {next} was written")]
    Edited {
        /// The edited row.
        row: u64,
        /// The row that remembers it differently.
        next: u64,
    },
    /// A row is not the one that was signed.
    #[error("custody log: row {row} is not the row that was signed")]
    NotAsSigned {
        /// The row.
        row: u64,
    },
    /// The log is shorter than what was signed.
    #[error("custody log: rows {from} to {to} are missing from its end")]
    CutOff {
        /// The first missing row.
        from: u64,
        /// The last missing row.
        to: u64,
    },
    /// Rows at the end that nobody signed.
    #[error("custody log: rows from {from} on were never signed")]
    Unsigned {
        /// The first of them.
        from: u64,
    },
    /// A head that this log's key did not sign, or that is not in order.
    #[error("custody log: checkpoint {number} is not a good signature of this log")]
    BadCheckpoint {
        /// Which one, from 1.
        number: u64,
    },
}

/// Checks rows and signed heads against each other. Empty means that nothing is wrong.
///
/// One row at the end without a signed head is not a fault by itself (`pending`): it is what a power cut between
/// writing and signing leaves.
pub fn audit(
    lines: &[&str],
    notes: &[SignedNote],
    log: &VerifierKey,
    pending: bool,
    check: VerifyEd25519<'_>,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut previous: Option<&str> = None;
    for (i, line) in lines.iter().enumerate() {
        let expected = i as u64;
        match Row::parse(line) {
            Err(_) => faults.push(Fault::Unreadable { line: expected + 1 }),
            Ok(row) if row.n != expected => faults.push(Fault::Misplaced { expected, found: row.n }),
            Ok(row) => {
                let right = previous.map_or_else(|| "0".repeat(64), Row::digest);
                if row.prev != right {
                    let row = expected.saturating_sub(1);
                    faults.push(Fault::Edited { row, next: expected });
                }
            }
        }
        previous = Some(line);
    }
    let leaves: Vec<_> = lines.iter().map(|l| leaf_hash(l.as_bytes())).collect();
    let heads = prefix_roots(&leaves);
    let mut signed = 0;
    let mut differs = false;
    for (i, note) in notes.iter().enumerate() {
        let head = Checkpoint::parse(&note.text)
            .ok()
            .filter(|c| note.verify(log, check) && c.origin == log.name && c.size >= signed);
        let Some(head) = head else {
            faults.push(Fault::BadCheckpoint { number: i as u64 + 1 });
            continue;
        };
        match usize::try_from(head.size).ok().and_then(|s| heads.get(s)) {
            Some(root) if *root != head.root && !differs => {
                differs = true;
                // The heads before this one agree, so it is one of the rows that came since.
                let row = head.size.saturating_sub(1).max(signed);
                let named = |f: &Fault| {
                    matches!(f, Fault::Edited { .. } | Fault::Misplaced { .. } | Fault::Unreadable { .. })
                };
                if !faults.iter().any(named) {
                    faults.push(Fault::NotAsSigned { row });
                }
            }
            Some(_) | None => {}
        }
        signed = head.size;
    }
    let rows = lines.len() as u64;
    if rows < signed && !faults.iter().any(|f| matches!(f, Fault::Misplaced { .. })) {
        faults.push(Fault::CutOff { from: rows, to: signed - 1 });
    }
    if rows > signed + u64::from(pending) {
        faults.push(Fault::Unsigned { from: signed });
    }
    faults
}
