//! What a link, number or account turned out to be.

use crate::Shared;
use serde::{Deserialize, Serialize};

/// The statuses of the contract. Never "safe".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkStatus {
    /// A channel that the organisation uses with customers. (A caller's number can still be faked.)
    Official,
    /// Theirs, but never used with customers: CDN, defensive registration.
    OwnedNotChannel,
    /// A stranger's page on a real host.
    UserContent,
    /// Nothing known.
    #[default]
    Unknown,
    /// The claim names an organisation, and this is not one of its channels.
    NotTheirChannel,
    /// Made to look like somebody's.
    Lookalike,
    /// On a list, with date.
    KnownBad,
}

impl LinkStatus {
    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::OwnedNotChannel => "owned-not-channel",
            Self::UserContent => "user-content",
            Self::Unknown => "unknown",
            Self::NotTheirChannel => "not-their-channel",
            Self::Lookalike => "lookalike",
            Self::KnownBad => "known-bad",
        }
    }
}

/// A judgement with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LinkJudgement {
    /// What it is.
    pub status: LinkStatus,
    /// The organisation concerned (whose it is, or whom it imitates, or who was claimed).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Shared>,
    /// One sentence that a person understands, in the language asked for.
    pub because: String,
    /// The organisation's real contact, when one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub official: Option<String>,
}
