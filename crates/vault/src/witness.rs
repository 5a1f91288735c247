//! Cosigning: another installation vouches for a head of a case's log without seeing what is in it.

use crate::disk::{private_folder, write_whole};
use crate::keys::verify_ed25519;
use crate::{CaseFolder, Keys, VaultError};
use hangup_casework::Moment;
use hangup_casework::custody::merkle::{self, Hash};
use hangup_casework::custody::{
    Act, Checkpoint, SignedNote, VerifierKey, Witness, cosignature_line, cosigned_message, verify_cosignature,
};
use std::fs;
use std::path::Path;

/// The cosigning key of an installation, to be given to whoever asks for cosignatures.
pub fn cosigner_key(keys: &Keys, name: &str) -> VerifierKey {
    VerifierKey::cosigner(name, keys.log_public())
}

/// Checks a head against what this installation saw of that log before, and cosigns it. What was seen is kept in
/// `folder`, durable before the signature is given away.
pub fn cosign(
    keys: &Keys,
    name: &str,
    folder: &Path,
    head: &str,
    log: &VerifierKey,
    proof: &[Hash],
    at: &Moment,
) -> Result<String, VaultError> {
    private_folder(folder)?;
    let mut seen = Vec::new();
    for entry in fs::read_dir(folder).map_err(VaultError::io(folder))?.flatten() {
        let text = fs::read_to_string(entry.path()).map_err(VaultError::io(&entry.path()))?;
        seen.extend(Checkpoint::parse(&text).ok());
    }
    let mut witness = Witness::from_seen(seen);
    let mut note = SignedNote::parse(head)?;
    let accepted = witness.accept(&note, log, proof, &verify_ed25519)?;
    let file = folder.join(format!("{}.seen", hangup_casework::custody::Row::digest(&accepted.origin)));
    write_whole(&file, accepted.text().as_bytes())?;
    let unix = u64::try_from(at.unix()).unwrap_or(0);
    let signature = keys.sign_log(&cosigned_message(&note.text, unix));
    note.signatures.push(cosignature_line(name, &keys.log_public(), unix, &signature));
    Ok(note.to_string())
}

/// What a cosigner needs: the newest head and the proof that it continues the first `seen` rows.
pub fn request_cosignature(case: &CaseFolder, seen: u64) -> Option<(String, Vec<Hash>)> {
    let proof = merkle::consistency_proof(case.leaves(), usize::try_from(seen).ok()?)?;
    Some((case.head()?.to_string(), proof))
}

impl CaseFolder {
    /// Keeps a head that came back cosigned, when it is one of ours and the cosignature is good.
    pub fn keep_cosigned(
        &mut self,
        note: &str,
        by: &VerifierKey,
        actor: &str,
        at: &Moment,
    ) -> Result<bool, VaultError> {
        let note = SignedNote::parse(note)?;
        let own = note.verify(&self.log_key(), &verify_ed25519);
        let head = Checkpoint::parse(&note.text).ok().filter(|_| own);
        let Some(head) = head.filter(|_| verify_cosignature(&note, by, &verify_ed25519).is_some()) else {
            return Ok(false);
        };
        let folder = self.path().join("cosigned");
        private_folder(&folder)?;
        let file =
            folder.join(format!("{:06}-{}.note", head.size, hangup_casework::custody::Row::digest(&by.name)));
        write_whole(&file, note.to_string().as_bytes())?;
        self.append(actor, at, Act::Cosigned { by: by.to_string(), size: head.size })?;
        Ok(true)
    }
}
