//! The three answers. There is no "safe".

use serde::{Deserialize, Serialize};

/// What hangup says about a contact, in rising order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// No sign seen, which does not make it safe.
    #[default]
    NothingFound,
    /// Signs of a scam, or something only the official channel can settle: check before acting.
    Caution,
    /// Stop: very likely a scam. Always carries a finding whose rule a person can read about.
    Danger,
}

impl Verdict {
    /// The exit code of `check`, `scan`, `link` and `call`: 0, 11, 12.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::NothingFound => 0,
            Self::Caution => 11,
            Self::Danger => 12,
        }
    }

    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NothingFound => "nothing-found",
            Self::Caution => "caution",
            Self::Danger => "danger",
        }
    }
}
