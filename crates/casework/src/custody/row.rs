//! One row of the custody log: who did what when, chained to the row before it.

use crate::case::{Exhibit, Involved};
use crate::custody::hex;
use crate::moment::Moment;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
// Rows are few and most of them are exhibits.
#[allow(clippy::large_enum_variant)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Act {
    /// The case was opened. Always row 0, never another.
    Opened {
        /// The case's id.
        case: String,
        /// Its title.
        title: String,
        /// Program and version.
        tool: String,
    },
    /// An exhibit was taken in.
    Exhibit(Exhibit),
    /// A number, link, account or app was named as theirs.
    Involved(Involved),
    /// A remark.
    Note {
        /// In the actor's words.
        text: String,
    },
    /// The seal was set on everything so far.
    Sealed {
        /// SHA-256 of the sealed statement.
        statement: String,
    },
    /// A package left the vault.
    Exported {
        /// SHA-256 of its payload manifest.
        manifest: String,
        /// Whether personal data was masked in it.
        masked: bool,
    },
    /// Somebody else cosigned a head of this log.
    Cosigned {
        /// Whose key.
        by: String,
        /// How many rows they vouch for.
        size: u64,
    },
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number, from 0.
    pub n: u64,
    /// SHA-256 of the line before it, in hexadecimal; zeros for row 0.
    pub prev: String,
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: String,
    /// What.
    #[serde(flatten)]
    pub act: Act,
}

/// The line is no row.
#[derive(Debug, thiserror::Error)]
#[error("not a row of a custody log: {0}")]
pub struct RowError(#[from] serde_json::Error);

impl Row {
    /// The row behind `last` (the last line of the log, without its line break).
    pub fn after(last: Option<(u64, &str)>, at: Moment, actor: &str, act: Act) -> Self {
        let (n, prev) = last.map_or_else(|| (0, "0".repeat(64)), |(n, line)| (n + 1, Self::digest(line)));
        Self { n, prev, at, actor: actor.to_owned(), act }
    }

    /// As one line of JSON, without a line break.
    pub fn to_line(&self) -> Result<String, RowError> {
        Ok(serde_json::to_string(self)?)
    }

    /// Reads a line back.
    pub fn parse(line: &str) -> Result<Self, RowError> {
        Ok(serde_json::from_str(line)?)
    }

    /// What the next row names as `prev`.
    pub fn digest(line: &str) -> String {
        hex(&Sha256::digest(line.as_bytes()))
    }
}
