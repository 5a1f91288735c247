//! SSHSIG: signatures that `ssh-keygen -Y verify` checks.

use crate::disk::{private_folder, write_whole};
use crate::{CaseFolder, Keys, VaultError};
use hangup_casework::Moment;
use hangup_casework::custody::{Act, hex};
use sha2::{Digest, Sha256};
use ssh_key::{HashAlg, LineEnding, PublicKey, SshSig};
use std::fmt::Write as _;
use std::path::PathBuf;

/// The namespace of all our signatures.
pub const NAMESPACE: &str = "evidence";

/// A seal that was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealSummary {
    /// How many rows it covers.
    pub rows: u64,
    /// How many exhibits.
    pub exhibits: usize,
    /// The sealing key's fingerprint.
    pub fingerprint: String,
    /// The sealed statement; its signature lies beside it with the ending `.sig`.
    pub statement: PathBuf,
}

/// The signature over some bytes, as `ssh-keygen -Y sign -n evidence` would write it.
pub(crate) fn sign(keys: &Keys, bytes: &[u8]) -> Result<String, VaultError> {
    let key = |e: ssh_key::Error| VaultError::Key { path: PathBuf::from("seal.key"), what: e.to_string() };
    let signature = keys.seal().sign(NAMESPACE, HashAlg::Sha512, bytes).map_err(key)?;
    signature.to_pem(LineEnding::LF).map_err(key)
}

/// The line that `ssh-keygen -Y verify -f` wants.
pub(crate) fn allowed_signers(keys: &Keys, principal: &str) -> Result<String, VaultError> {
    allowed_line(keys.seal().public_key(), principal)
        .map_err(|e| VaultError::Key { path: PathBuf::from("seal.key"), what: e.to_string() })
}

fn allowed_line(key: &PublicKey, principal: &str) -> Result<String, ssh_key::Error> {
    let bare = PublicKey::new(key.key_data().clone(), "").to_openssh()?;
    Ok(format!("{principal} namespaces=\"{NAMESPACE}\" {}\n", bare.trim_end()))
}

/// The key of an allowed-signers line of ours, which must be written exactly as we write it.
pub(crate) fn read_allowed(line: &str, principal: &str) -> Option<PublicKey> {
    let key = line.trim_end().rsplit_once(" ssh-").map(|(_, k)| format!("ssh-{k}"))?;
    let key = PublicKey::from_openssh(&key).ok()?;
    (allowed_line(&key, principal).ok()? == line).then_some(key)
}

/// Whether a signature of ours over these bytes is good, and written exactly as we write it.
pub(crate) fn verify(key: &PublicKey, bytes: &[u8], pem: &str) -> Result<(), String> {
    let signature = SshSig::from_pem(pem).map_err(|e| format!("cannot be read as a signature ({e})"))?;
    if signature.to_pem(LineEnding::LF).ok().as_deref() != Some(pem) {
        return Err("was changed: it is not written as it was".to_owned());
    }
    key.verify(NAMESPACE, bytes, &signature)
        .map_err(|_| "is not a good signature of the seal's key".to_owned())
}

/// Sets the seal: a statement of everything so far, signed, and a row that says so.
pub fn seal(case: &mut CaseFolder, actor: &str, at: &Moment) -> Result<SealSummary, VaultError> {
    let state = case.case()?;
    // Nobody seals what is no longer there.
    for exhibit in &state.exhibits {
        crate::pack::read_object(case, exhibit, &mut |_| Ok(()))?;
    }
    let head = case.head().map(|n| n.text.clone()).unwrap_or_default();
    let mut text = format!(
        "hangup seal 1\ncase: {}\nat: {at}\nby: {}\nrows: {}\nexhibits: {}\n\n",
        state.id,
        hangup_casework::escape::line(actor),
        state.rows,
        state.exhibits.len()
    );
    for e in &state.exhibits {
        let _ = writeln!(text, "{}  {}", e.sha256, hangup_casework::case::payload_name(e));
    }
    let _ = write!(text, "\n{head}");
    let folder = case.path().join("seals");
    private_folder(&folder)?;
    let statement = folder.join(format!("{:06}.txt", state.rows));
    let signature = sign(case.keys(), text.as_bytes())?;
    write_whole(&statement, text.as_bytes())?;
    write_whole(&statement.with_extension("txt.sig"), signature.as_bytes())?;
    let principal = format!("case-{}", state.id);
    write_whole(&folder.join("allowed_signers"), allowed_signers(case.keys(), &principal)?.as_bytes())?;
    case.append(actor, at, Act::Sealed { statement: hex(&Sha256::digest(text.as_bytes())) })?;
    let fingerprint = case.keys().fingerprint();
    Ok(SealSummary { rows: state.rows, exhibits: state.exhibits.len(), fingerprint, statement })
}
