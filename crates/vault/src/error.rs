//! What can go wrong around a case, each with what happened and what to do.

use hangup_casework::case::CaseError;
use hangup_casework::custody::{Fault, NoteError, RowError};
use std::path::{Path, PathBuf};

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The system refused to read or write.
    #[error("{path}: {source}")]
    Io {
        /// Where.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The disk is full.
    #[error("{path}: the disk is full. Nothing was changed: make room and try again.")]
    DiskFull {
        /// Where.
        path: PathBuf,
    },
    /// No such case.
    #[error("there is no case `{0}`. `hangup case list` shows them all.")]
    NoCase(String),
    /// More than one case begins like this.
    #[error("more than one case begins with `{0}`. Give more of its id.")]
    Ambiguous(String),
    /// Not a file that can be taken in.
    #[error("{path}: {what}. It was not taken in.")]
    Refused {
        /// Which.
        path: PathBuf,
        /// Why.
        what: String,
    },
    /// The custody log does not hold.
    #[error(
        "{0}. Nothing is signed or added until this is looked into: keep the folder as it is, and check a backup."
    )]
    Broken(Fault),
    /// The rows make no case.
    #[error("the case folder cannot be read: {0}")]
    Case(#[from] CaseError),
    /// A row cannot be written or read.
    #[error("the custody log cannot be read: {0}")]
    Row(#[from] RowError),
    /// A note cannot be read.
    #[error("a checkpoint cannot be read: {0}")]
    Note(#[from] NoteError),
    /// Another process works on the case.
    #[error("{path}: another hangup is working on this case. Wait for it and try again.")]
    Busy {
        /// The case's folder.
        path: PathBuf,
    },
    /// A key cannot be used.
    #[error(
        "{path}: this key cannot be used: {what}. Restore it from a backup; without it earlier seals still verify."
    )]
    Key {
        /// The key's file.
        path: PathBuf,
        /// Why.
        what: String,
    },
    /// An exhibit's bytes are not what they were.
    #[error(
        "exhibit {no} ({path}) is damaged or missing. Restore it from a backup; `hangup case verify` lists all of them."
    )]
    Damaged {
        /// Its number.
        no: u32,
        /// Its file.
        path: PathBuf,
    },
    /// The target exists.
    #[error("{0} exists already. Choose another name, or say --force to replace it.")]
    Exists(PathBuf),
    /// The timestamp authority's answer cannot be used.
    #[error("the timestamp authority's answer cannot be used: {0}. Export without it, or try again later.")]
    Timestamp(String),
    /// Sealing or opening with age failed.
    #[error("encryption: {0}")]
    Age(String),
    /// A backup cannot be used.
    #[error("{path}: {what}")]
    Backup {
        /// The file.
        path: PathBuf,
        /// What is wrong, and what to do.
        what: String,
    },
    /// A head that a cosigner will not sign.
    #[error("this head is not cosigned: {0}")]
    Cosign(#[from] hangup_casework::custody::CosignRefused),
}

impl VaultError {
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| match source.kind() {
            std::io::ErrorKind::StorageFull
            | std::io::ErrorKind::QuotaExceeded
            | std::io::ErrorKind::FileTooLarge => Self::DiskFull { path: path.to_owned() },
            _ => Self::Io { path: path.to_owned(), source },
        }
    }
}
