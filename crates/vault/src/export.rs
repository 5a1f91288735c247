//! Export: a case as one file that police, bank or court check with ordinary tools.

use crate::report::ReportData;
use crate::zip_out::{atomically, write_zip};
use crate::{CaseFolder, VaultError, backup, pack};
use hangup_casework::Moment;
use hangup_casework::custody::Act;
use std::path::Path;

/// Sends a timestamp request (DER) and returns the reply (DER), or what went wrong.
pub type Ask<'a> = &'a dyn Fn(&[u8]) -> Result<Vec<u8>, String>;

/// A timestamp authority: how it is asked, and its certificates.
#[derive(Clone, Copy)]
pub struct TimestampAuthority<'a> {
    /// How it is asked.
    pub ask: Ask<'a>,
    /// The authority's certificates, PEM.
    pub chain: &'a [u8],
}

/// How a case is exported.
#[derive(Clone)]
pub struct ExportOptions<'a> {
    /// Who exports it.
    pub actor: &'a str,
    /// When.
    pub at: &'a Moment,
    /// Mask personal data, leave out what cannot be masked.
    pub masked: bool,
    /// Replace an existing file.
    pub force: bool,
    /// Encrypt to these age recipients (`age1…`); empty for a plain ZIP.
    pub recipients: &'a [String],
    /// An authority that stamps it, when one is configured.
    pub authority: Option<TimestampAuthority<'a>>,
}

impl<'a> ExportOptions<'a> {
    /// A plain package with nothing masked.
    pub fn by(actor: &'a str, at: &'a Moment) -> Self {
        Self { actor, at, masked: false, force: false, recipients: &[], authority: None }
    }
}

/// What was exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportSummary {
    /// Files in the payload.
    pub files: u64,
    /// Bytes in the payload.
    pub bytes: u64,
    /// SHA-256 of the payload manifest.
    pub manifest: String,
    /// The sealing key's fingerprint.
    pub fingerprint: String,
    /// Exhibits left out of a masked copy.
    pub withheld: Vec<u32>,
    /// Whether an authority stamped it.
    pub timestamped: bool,
}

/// Writes the package. The file appears whole or not at all.
pub fn export(
    case: &mut CaseFolder,
    data: &ReportData,
    out: &Path,
    options: &ExportOptions<'_>,
) -> Result<ExportSummary, VaultError> {
    let state = case.case()?;
    let package = pack::package(case, &state, data, options)?;
    atomically(out, options.force, |file| {
        if options.recipients.is_empty() {
            write_zip(file, &package.entries, out)
        } else {
            backup::encrypted(file, options.recipients, out, |inner| write_zip(inner, &package.entries, out))
        }
    })?;
    case.append(
        options.actor,
        options.at,
        Act::Exported { manifest: package.manifest.clone(), masked: options.masked },
    )?;
    Ok(ExportSummary {
        files: package.files,
        bytes: package.bytes,
        manifest: package.manifest,
        fingerprint: case.keys().fingerprint(),
        withheld: package.withheld,
        timestamped: options.authority.is_some(),
    })
}
