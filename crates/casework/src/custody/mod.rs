//! The custody log: every act with time and actor, in rows that cannot be changed without being noticed.
//!
//! A row is one line of JSON that names the digest of the row before it. The rows are the leaves of an RFC 6962
//! Merkle tree whose head is signed after every row, as a C2SP checkpoint in a signed note.

mod audit;
mod checkpoint;
mod cosign;
pub mod merkle;
mod note;
mod proof;
mod row;

pub use audit::{Fault, audit};
pub use checkpoint::{Checkpoint, NotACheckpoint};
pub use cosign::{CosignRefused, Witness, cosignature_line, cosigned_message, verify_cosignature};
pub use note::{NoteError, NoteSignature, SignedNote, VerifierKey, key_id};
pub use proof::{LogProof, ProofError};
pub use row::{Act, Row, RowError};

/// Checks an Ed25519 signature: public key, message, signature.
pub type VerifyEd25519<'a> = &'a dyn Fn(&[u8; 32], &[u8], &[u8; 64]) -> bool;

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

/// Reads hexadecimal, in either case.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok()).collect()
}
