//! Keeps exhibits byte for byte: case folders, seals, packages in and out, backups. The only I/O around a case.
//!
//! ```no_run
//! use hangup_vault::{Intake, Vault, now};
//! let vault = Vault::open(std::path::Path::new("data"))?;
//! let id = vault.create("refund call", "mei", &now())?;
//! let mut case = vault.case(&id)?;
//! case.add_text("He asked for the code.", &Intake::by("mei", now()))?;
//! # Ok::<(), hangup_vault::VaultError>(())
//! ```

mod backup;
mod bag_folder;
mod bag_zip;
mod clock;
mod disk;
mod error;
mod export;
mod folder;
mod intake;
mod keys;
mod listing;
mod pack;
mod report;
mod seal;
mod sheet;
mod timestamp;
mod verify;
mod verify_package;
mod witness;
mod zip_out;

pub use backup::{BackupSummary, backup, check_backup, new_recovery_identity, restore};
pub use clock::{moment_of, now};
pub use error::VaultError;
pub use export::{Ask, ExportOptions, ExportSummary, TimestampAuthority, export};
pub use folder::CaseFolder;
pub use intake::{Added, Intake, Limits};
pub use keys::Keys;
pub use listing::{CaseSummary, Vault};
pub use report::{ReportData, report_data};
pub use seal::{NAMESPACE, SealSummary, seal};
pub use sheet::{identity_on_sheet, recovery_sheet};
pub use timestamp::{TimestampReply, parse_reply, request as timestamp_request};
pub use verify::{Verification, verify_path};
pub use witness::{cosign, cosigner_key, request_cosignature};

/// The program's name and version, as it stands in logs and packages.
pub const AGENT: &str = concat!("hangup/", env!("CARGO_PKG_VERSION"));
