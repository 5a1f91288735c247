//! C2SP `tlog-proof@v1`: one file that shows that a row stands in the log.

use crate::custody::merkle::{Hash, verify_inclusion};
use crate::custody::{Checkpoint, NoteError, SignedNote, VerifierKey, VerifyEd25519};
use base64ct::{Base64, Encoding};
use std::fmt::Write as _;

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// A row's place with the way to the signed head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogProof {
    /// The row's number.
    pub index: u64,
    /// The hashes from the leaf's sibling to the head.
    pub path: Vec<Hash>,
    /// The signed head.
    pub note: SignedNote,
}

/// The proof cannot be used or does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// Not in the form of the specification.
    #[error("this is not a tlog-proof: {0}")]
    Form(&'static str),
    /// The note inside is broken.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The log's signature is missing or wrong.
    #[error("the log's signature is not good")]
    NotSigned,
    /// The way does not lead to the head.
    #[error("the row does not stand at this place in the log")]
    NotIncluded,
}

impl LogProof {
    /// Reads one.
    pub fn parse(text: &str) -> Result<Self, ProofError> {
        let (head, note) = text.split_once("\n\n").ok_or(ProofError::Form("no empty line"))?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(HEADER) {
            return Err(ProofError::Form("the first line is not its name"));
        }
        lines.next_if(|l| l.starts_with("extra "));
        let index =
            lines.next().and_then(|l| l.strip_prefix("index ")).ok_or(ProofError::Form("no index"))?;
        let plain = index == "0" || (index.bytes().all(|b| b.is_ascii_digit()) && !index.starts_with('0'));
        let index = index.parse().ok().filter(|_| plain).ok_or(ProofError::Form("the index is no number"))?;
        let path = lines
            .map(|l| Base64::decode_vec(l).ok().and_then(|h| h.try_into().ok()))
            .collect::<Option<Vec<Hash>>>()
            .ok_or(ProofError::Form("a hash is not base64 of 32 bytes"))?;
        Ok(Self { index, path, note: SignedNote::parse(note)? })
    }

    /// Checks signature and way for a row.
    pub fn verify(
        &self,
        leaf: &Hash,
        log: &VerifierKey,
        check: VerifyEd25519<'_>,
    ) -> Result<Checkpoint, ProofError> {
        if !self.note.verify(log, check) {
            return Err(ProofError::NotSigned);
        }
        let head = Checkpoint::parse(&self.note.text).map_err(|_| ProofError::Form("no checkpoint"))?;
        if head.origin != log.name || !verify_inclusion(leaf, self.index, head.size, &self.path, &head.root) {
            return Err(ProofError::NotIncluded);
        }
        Ok(head)
    }
}

impl std::fmt::Display for LogProof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut head = format!("{HEADER}\nindex {}\n", self.index);
        for hash in &self.path {
            let _ = writeln!(head, "{}", Base64::encode_string(hash));
        }
        write!(f, "{head}\n{}", self.note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_reads_back_what_it_writes() {
        let note = SignedNote::new("o\n3\nAAAA\n".to_owned(), "o", &[1; 32], &[2; 64]).expect("a name");
        for path in [vec![], vec![[3; 32], [4; 32]]] {
            let proof = LogProof { index: 2, path, note: note.clone() };
            assert_eq!(LogProof::parse(&proof.to_string()), Ok(proof));
        }
        assert!(LogProof::parse("c2sp.org/tlog-proof@v1\nindex 01\n\no\n\n— o AAAAAAAA\n").is_err());
    }
}
