//! The parts of a package of ours that are text: declaration, information, manifests.

use crate::bag::{bag_info, manifest_line};
use crate::moment::Moment;
use std::collections::BTreeMap;

/// `bagit.txt` of every package of ours.
pub const BAGIT_TXT: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// What a package says about itself in `bag-info.txt`.
#[derive(Debug, Clone)]
pub struct SealNames<'a> {
    /// The case's id.
    pub case: &'a str,
    /// Program and version.
    pub agent: &'a str,
    /// When it was packed.
    pub at: &'a Moment,
    /// Bytes in the payload.
    pub bytes: u64,
    /// Files in the payload.
    pub files: u64,
    /// Fingerprint of the key that seals it.
    pub fingerprint: &'a str,
    /// The verifier key of the custody log.
    pub log_key: &'a str,
    /// Whether personal data was masked.
    pub masked: bool,
    /// Whether a timestamp authority vouched for it.
    pub timestamped: bool,
}

/// `bag-info.txt`.
pub fn bag_tags(s: &SealNames<'_>) -> String {
    bag_info([
        ("Bag-Software-Agent", s.agent.to_owned()),
        ("Bagging-Date", s.at.date().to_owned()),
        ("External-Identifier", s.case.to_owned()),
        ("Payload-Oxum", format!("{}.{}", s.bytes, s.files)),
        ("Hangup-Packed-At", s.at.as_str().to_owned()),
        ("Hangup-Seal-Key", s.fingerprint.to_owned()),
        ("Hangup-Log-Key", s.log_key.to_owned()),
        ("Hangup-Copy", if s.masked { "masked for sharing" } else { "original exhibits" }.to_owned()),
        (
            "Hangup-Timestamp",
            if s.timestamped { "RFC 3161" } else { "none: no authority was configured" }.to_owned(),
        ),
    ])
}

/// A manifest of these files: path to digest.
pub fn manifest_text(digests: &BTreeMap<String, String>) -> String {
    digests.iter().map(|(path, digest)| manifest_line(digest, path)).collect()
}
