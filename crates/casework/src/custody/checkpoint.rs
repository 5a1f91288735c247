//! C2SP checkpoints: origin, number of rows and head of the log, as the text of a signed note.

use crate::custody::merkle::Hash;
use base64ct::{Base64, Encoding};

/// A log's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub origin: String,
    /// How many rows.
    pub size: u64,
    /// The head of its tree.
    pub root: Hash,
}

/// The text is no checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not a checkpoint of three lines")]
pub struct NotACheckpoint;

impl Checkpoint {
    /// The note's text.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, Base64::encode_string(&self.root))
    }

    /// Reads a note's text.
    pub fn parse(text: &str) -> Result<Self, NotACheckpoint> {
        let mut lines = text.strip_suffix('\n').ok_or(NotACheckpoint)?.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(NotACheckpoint);
        };
        let plain = !size.is_empty()
            && size.bytes().all(|b| b.is_ascii_digit())
            && (size == "0" || !size.starts_with('0'));
        let size = size.parse().ok().filter(|_| plain).ok_or(NotACheckpoint)?;
        let root = Base64::decode_vec(root).ok().and_then(|r| r.try_into().ok()).ok_or(NotACheckpoint)?;
        if origin.is_empty() {
            return Err(NotACheckpoint);
        }
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_reads_back_what_it_writes() {
        let c = Checkpoint { origin: "hangup/case/x".to_owned(), size: 12, root: [5; 32] };
        assert_eq!(Checkpoint::parse(&c.text()), Ok(c));
        for bad in ["", "a\n1\n", "a\n01\nAAAA\n", "a\n+1\nAAAA\n", "a\n1\nAAAA\n", "a\n1\nAAAA"] {
            assert_eq!(Checkpoint::parse(bad), Err(NotACheckpoint), "{bad:?}");
        }
    }
}
