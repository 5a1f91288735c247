//! C2SP signed notes: a text with signature lines below it.

use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

/// A text and the signatures under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedNote {
    /// The text, ending in a line break.
    pub text: String,
    /// At least one signature.
    pub signatures: Vec<NoteSignature>,
}

/// One signature line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    /// The key's name.
    pub name: String,
    /// The key's id.
    pub key_id: [u8; 4],
    /// The signature itself.
    pub signature: Vec<u8>,
}

/// The text is no signed note.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// No empty line between text and signatures, or no signature at all.
    #[error("there is no signature under the text")]
    NoSignature,
    /// A signature line is not in the form `— name base64`.
    #[error("line `{0}` is not a signature")]
    NotASignature(String),
    /// A key's name is empty or has a space or plus sign.
    #[error("`{0}` cannot name a key")]
    Name(String),
    /// The text is not a verifier key.
    #[error("this is not a verifier key like name+1a2b3c4d+base64")]
    NotAKey,
}

/// Type byte of an Ed25519 note key.
pub const ED25519: u8 = 1;
/// Type byte of an Ed25519 cosigner's key.
pub const COSIGNATURE: u8 = 4;

/// The id of a key: the first four bytes of SHA-256 over name, line break, type and key.
pub fn key_id(name: &str, kind: u8, key: &[u8; 32]) -> [u8; 4] {
    let digest = Sha256::new().chain_update(name).chain_update([b'\n', kind]).chain_update(key).finalize();
    [digest[0], digest[1], digest[2], digest[3]]
}

impl SignedNote {
    /// Puts one Ed25519 signature under a text.
    pub fn new(text: String, name: &str, key: &[u8; 32], signature: &[u8; 64]) -> Result<Self, NoteError> {
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c == '+') {
            return Err(NoteError::Name(name.to_owned()));
        }
        let line = NoteSignature {
            name: name.to_owned(),
            key_id: key_id(name, ED25519, key),
            signature: signature.to_vec(),
        };
        Ok(Self { text, signatures: vec![line] })
    }

    /// Reads one.
    pub fn parse(note: &str) -> Result<Self, NoteError> {
        let (text, below) = note.rsplit_once("\n\n").ok_or(NoteError::NoSignature)?;
        let bad = |line: &str| NoteError::NotASignature(line.to_owned());
        if !below.ends_with('\n') {
            return Err(NoteError::NoSignature);
        }
        let mut signatures = Vec::new();
        for line in below.lines() {
            let (name, encoded) =
                line.strip_prefix("— ").and_then(|l| l.split_once(' ')).ok_or_else(|| bad(line))?;
            let bytes = Base64::decode_vec(encoded).map_err(|_| bad(line))?;
            match bytes.split_first_chunk::<4>() {
                Some((id, signature)) if !signature.is_empty() && !name.is_empty() => {
                    signatures.push(NoteSignature {
                        name: name.to_owned(),
                        key_id: *id,
                        signature: signature.to_vec(),
                    });
                }
                _ => return Err(bad(line)),
            }
        }
        if signatures.is_empty() {
            return Err(NoteError::NoSignature);
        }
        Ok(Self { text: format!("{text}\n"), signatures })
    }

    /// Whether the key's Ed25519 signature stands under the text and is good.
    pub fn verify(&self, key: &VerifierKey, check: super::VerifyEd25519<'_>) -> bool {
        let id = key_id(&key.name, ED25519, &key.key);
        self.signatures.iter().filter(|s| s.name == key.name && s.key_id == id).any(|s| {
            <&[u8; 64]>::try_from(s.signature.as_slice())
                .is_ok_and(|signature| check(&key.key, self.text.as_bytes(), signature))
        })
    }
}

impl std::fmt::Display for SignedNote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.text)?;
        for s in &self.signatures {
            let bytes = [s.key_id.as_slice(), &s.signature].concat();
            writeln!(f, "— {} {}", s.name, Base64::encode_string(&bytes))?;
        }
        Ok(())
    }
}

/// A public key with its name, as others are given it: `name+1a2b3c4d+base64`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    /// The name.
    pub name: String,
    /// Its type.
    pub kind: u8,
    /// The key.
    pub key: [u8; 32],
}

impl VerifierKey {
    /// An ordinary note key.
    pub fn ed25519(name: &str, key: [u8; 32]) -> Self {
        Self { name: name.to_owned(), kind: ED25519, key }
    }

    /// A cosigner's key.
    pub fn cosigner(name: &str, key: [u8; 32]) -> Self {
        Self { name: name.to_owned(), kind: COSIGNATURE, key }
    }

    /// Reads one.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(id), Some(encoded)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteError::NotAKey);
        };
        let bytes = Base64::decode_vec(encoded).map_err(|_| NoteError::NotAKey)?;
        let Some((kind, key)) = bytes.split_first() else { return Err(NoteError::NotAKey) };
        let key: [u8; 32] = key.try_into().map_err(|_| NoteError::NotAKey)?;
        let read = Self { name: name.to_owned(), kind: *kind, key };
        if super::hex(&key_id(name, *kind, &key)) != id || ![ED25519, COSIGNATURE].contains(kind) {
            return Err(NoteError::NotAKey);
        }
        Ok(read)
    }
}

impl std::fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = [&[self.kind], self.key.as_slice()].concat();
        let id = super::hex(&key_id(&self.name, self.kind, &self.key));
        write!(f, "{}+{id}+{}", self.name, Base64::encode_string(&bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_the_specification_reads_back() {
        // The example key of Go's sumdb/note documentation.
        let text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let key = VerifierKey::parse(text).expect("a key");
        assert_eq!((key.name.as_str(), key.kind), ("PeterNeumann", ED25519));
        assert_eq!(key.to_string(), text);
        assert!(VerifierKey::parse(&text.replace("c74f", "c74e")).is_err());
    }

    #[test]
    fn a_note_reads_back_what_it_writes_and_broken_ones_are_refused() {
        let note =
            SignedNote::new("a\n\nb\n".to_owned(), "example.com/log", &[7; 32], &[9; 64]).expect("a name");
        assert_eq!(SignedNote::parse(&note.to_string()), Ok(note));
        assert_eq!(SignedNote::parse("text only\n"), Err(NoteError::NoSignature));
        assert!(SignedNote::parse("text\n\n- name AAAAAAAA\n").is_err());
        assert!(SignedNote::new("a\n".to_owned(), "two words", &[0; 32], &[0; 64]).is_err());
    }
}
