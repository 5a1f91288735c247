//! The two keys of an installation: one seals packages (SSHSIG), one signs the heads of custody logs (signed note).

use crate::VaultError;
use crate::disk::{create_private, private_folder, random, sync_folder};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use hangup_casework::custody::{hex, unhex};
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{HashAlg, LineEnding, PrivateKey};
use std::fs;
use std::io::Write;
use std::path::Path;

/// The keys, read from `keys/` in the data folder, made on first use.
#[derive(Debug, Clone)]
pub struct Keys {
    seal: PrivateKey,
    log: SigningKey,
}

impl Keys {
    /// Reads them, or makes them when they do not exist.
    pub fn open(folder: &Path) -> Result<Self, VaultError> {
        private_folder(folder)?;
        let seal_path = folder.join("seal.key");
        let text = read_or_make(&seal_path, || {
            let pair = Ed25519Keypair::from_seed(&random(&seal_path)?);
            let key = PrivateKey::new(KeypairData::Ed25519(pair), "hangup seal").map_err(bad(&seal_path))?;
            key.to_openssh(LineEnding::LF).map(|t| t.to_string()).map_err(bad(&seal_path))
        })?;
        let seal = PrivateKey::from_openssh(&text).map_err(bad(&seal_path))?;
        let log_path = folder.join("log.key");
        let text = read_or_make(&log_path, || Ok(format!("{}\n", hex(&random::<32>(&log_path)?))))?;
        let seed = unhex(text.trim()).and_then(|b| <[u8; 32]>::try_from(b).ok());
        let seed = seed.ok_or_else(|| VaultError::Key {
            path: log_path,
            what: "it is not 64 hexadecimal digits".to_owned(),
        })?;
        Ok(Self { seal, log: SigningKey::from_bytes(&seed) })
    }

    /// The key that seals packages.
    pub(crate) fn seal(&self) -> &PrivateKey {
        &self.seal
    }

    /// The sealing key's fingerprint, `SHA256:…`.
    pub fn fingerprint(&self) -> String {
        self.seal.fingerprint(HashAlg::Sha256).to_string()
    }

    /// The public half of the log key.
    pub(crate) fn log_public(&self) -> [u8; 32] {
        self.log.verifying_key().to_bytes()
    }

    /// The public half of the key that signs custody logs.
    pub fn log_verifying_key(&self) -> [u8; 32] {
        self.log_public()
    }

    /// Signs the text of a checkpoint or cosignature.
    pub(crate) fn sign_log(&self, message: &[u8]) -> [u8; 64] {
        self.log.sign(message).to_bytes()
    }
}

/// Checks an Ed25519 signature, strictly.
pub(crate) fn verify_ed25519(key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    let signature = ed25519_dalek::Signature::from_bytes(signature);
    VerifyingKey::from_bytes(key).is_ok_and(|k| k.verify_strict(message, &signature).is_ok())
}

fn bad(path: &Path) -> impl Fn(ssh_key::Error) -> VaultError + '_ {
    move |e| VaultError::Key { path: path.to_owned(), what: e.to_string() }
}

/// Reads a key; when there is none, makes one so that two processes at once end up with the same.
fn read_or_make(
    path: &Path,
    make: impl FnOnce() -> Result<String, VaultError>,
) -> Result<String, VaultError> {
    match fs::read_to_string(path) {
        Ok(text) => return Ok(text),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
        Err(e) => return Err(VaultError::io(path)(e)),
    }
    let part = path.with_extension(format!("{}.part", hex(&random::<8>(path)?)));
    let text = make()?;
    let mut file = create_private(&part)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(VaultError::io(&part))?;
    // A link never replaces a key that another process made in the meantime.
    let linked = fs::hard_link(&part, path);
    let _ = fs::remove_file(&part);
    match linked {
        Ok(()) => path.parent().map_or(Ok(()), sync_folder)?,
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
        Err(e) => return Err(VaultError::io(path)(e)),
    }
    fs::read_to_string(path).map_err(VaultError::io(path))
}
