//! Cosignatures: somebody else vouches for a head of the log without seeing what is in it.

use crate::custody::merkle::{Hash, verify_consistency};
use crate::custody::note::COSIGNATURE;
use crate::custody::{Checkpoint, NoteSignature, SignedNote, VerifierKey, VerifyEd25519, key_id};
use std::collections::BTreeMap;

/// What a cosigner remembers: the newest head of each log that it has vouched for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Witness {
    seen: BTreeMap<String, Checkpoint>,
}

/// A head that a cosigner will not vouch for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CosignRefused {
    /// The log's own signature is missing or wrong.
    #[error("the log's own signature is not good")]
    NotSignedByLog,
    /// The text is no checkpoint of that log.
    #[error("this is not a checkpoint of the log `{0}`")]
    WrongLog(String),
    /// The log is shorter than it was.
    #[error("the log had {had} rows and now says {now}: rows were taken away")]
    Shrunk {
        /// Rows seen before.
        had: u64,
        /// Rows now.
        now: u64,
    },
    /// The log is not a continuation of what was seen.
    #[error("the first {0} rows are not those that were seen before: history was rewritten")]
    Rewritten(u64),
}

impl Witness {
    /// What was seen so far, to be kept between calls.
    pub fn from_seen(seen: impl IntoIterator<Item = Checkpoint>) -> Self {
        Self { seen: seen.into_iter().map(|c| (c.origin.clone(), c)).collect() }
    }

    /// The newest head seen of each log.
    pub fn seen(&self) -> impl Iterator<Item = &Checkpoint> {
        self.seen.values()
    }

    /// How many rows of a log were seen.
    pub fn seen_size(&self, origin: &str) -> u64 {
        self.seen.get(origin).map_or(0, |c| c.size)
    }

    /// Checks a head against what was seen before. Only when this succeeds may it be signed.
    pub fn accept(
        &mut self,
        note: &SignedNote,
        log: &VerifierKey,
        proof: &[Hash],
        check: VerifyEd25519<'_>,
    ) -> Result<Checkpoint, CosignRefused> {
        if !note.verify(log, check) {
            return Err(CosignRefused::NotSignedByLog);
        }
        let new = Checkpoint::parse(&note.text)
            .ok()
            .filter(|c| c.origin == log.name)
            .ok_or_else(|| CosignRefused::WrongLog(log.name.clone()))?;
        if let Some(old) = self.seen.get(&new.origin) {
            if old.size > new.size {
                return Err(CosignRefused::Shrunk { had: old.size, now: new.size });
            }
            if !verify_consistency((old.size, &old.root), (new.size, &new.root), proof) {
                return Err(CosignRefused::Rewritten(old.size));
            }
        }
        self.seen.insert(new.origin.clone(), new.clone());
        Ok(new)
    }
}

/// The bytes that a cosigner signs.
pub fn cosigned_message(note_text: &str, unix: u64) -> Vec<u8> {
    format!("cosignature/v1\ntime {unix}\n{note_text}").into_bytes()
}

/// The signature line that is added under the note.
pub fn cosignature_line(name: &str, key: &[u8; 32], unix: u64, signature: &[u8; 64]) -> NoteSignature {
    NoteSignature {
        name: name.to_owned(),
        key_id: key_id(name, COSIGNATURE, key),
        signature: [unix.to_be_bytes().as_slice(), signature].concat(),
    }
}

/// The time at which the cosigner vouched for the note, when its signature is good.
pub fn verify_cosignature(note: &SignedNote, key: &VerifierKey, check: VerifyEd25519<'_>) -> Option<u64> {
    let id = key_id(&key.name, COSIGNATURE, &key.key);
    note.signatures.iter().filter(|s| s.name == key.name && s.key_id == id).find_map(|s| {
        let (time, signature) = s.signature.split_first_chunk::<8>()?;
        let unix = u64::from_be_bytes(*time);
        check(&key.key, &cosigned_message(&note.text, unix), signature.try_into().ok()?).then_some(unix)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::custody::merkle::{consistency_proof, leaf_hash, root};

    // A stand-in for Ed25519 that is good enough to test the rules around it.
    fn toy(key: &[u8; 32], message: &[u8]) -> [u8; 64] {
        let h = leaf_hash(&[key.as_slice(), message].concat());
        let mut out = [0; 64];
        out[..32].copy_from_slice(&h);
        out
    }

    fn signed(leaves: &[Hash]) -> (SignedNote, VerifierKey) {
        let key = VerifierKey::ed25519("hangup/case/x", [1; 32]);
        let text =
            Checkpoint { origin: key.name.clone(), size: leaves.len() as u64, root: root(leaves) }.text();
        let signature = toy(&key.key, text.as_bytes());
        (SignedNote::new(text, &key.name, &key.key, &signature).expect("a name"), key)
    }

    #[test]
    fn a_growing_log_is_vouched_for_and_a_rewritten_one_is_refused() {
        let check = |k: &[u8; 32], m: &[u8], s: &[u8; 64]| toy(k, m) == *s;
        let leaves: Vec<Hash> = (0..9_u8).map(|i| leaf_hash(&[i])).collect();
        let mut witness = Witness::default();
        let (note, key) = signed(&leaves[..4]);
        assert!(witness.accept(&note, &key, &[], &check).is_ok());
        let (note, _) = signed(&leaves);
        let proof = consistency_proof(&leaves, 4).expect("inside");
        assert!(witness.accept(&note, &key, &proof, &check).is_ok());

        let (short, _) = signed(&leaves[..5]);
        assert_eq!(witness.accept(&short, &key, &[], &check), Err(CosignRefused::Shrunk { had: 9, now: 5 }));
        let mut other = leaves.clone();
        other[2] = leaf_hash(b"rewritten");
        other.push(leaf_hash(b"more"));
        let (rewritten, _) = signed(&other);
        let proof = consistency_proof(&other, 9).expect("inside");
        assert_eq!(witness.accept(&rewritten, &key, &proof, &check), Err(CosignRefused::Rewritten(9)));
        assert_eq!(witness.seen_size("hangup/case/x"), 9);

        let mut forged = note.clone();
        forged.text = forged.text.replace("\n9\n", "\n8\n");
        assert_eq!(witness.accept(&forged, &key, &[], &check), Err(CosignRefused::NotSignedByLog));
    }

    #[test]
    fn a_cosignature_holds_for_its_note_its_time_and_its_name() {
        let check = |k: &[u8; 32], m: &[u8], s: &[u8; 64]| toy(k, m) == *s;
        let (mut note, _) = signed(&[leaf_hash(b"a")]);
        let mei = VerifierKey::cosigner("mei.example", [2; 32]);
        let signature = toy(&mei.key, &cosigned_message(&note.text, 1_700_000_000));
        note.signatures.push(cosignature_line(&mei.name, &mei.key, 1_700_000_000, &signature));
        let note = SignedNote::parse(&note.to_string()).expect("a note");
        assert_eq!(verify_cosignature(&note, &mei, &check), Some(1_700_000_000));
        let other = VerifierKey::cosigner("not-mei.example", [2; 32]);
        assert_eq!(verify_cosignature(&note, &other, &check), None);
    }
}
