//! The engine for this run: the built-in pack, or the one that was named.

use anyhow::{Context as _, Result};
use hangup_engine::Engine;
use hangup_engine::pack::MAX_PACK;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

/// The engine. It lives as long as the program: taking it apart at the end would only cost time.
pub fn load(pack: Option<&Path>) -> Result<&'static Engine> {
    let engine = match pack {
        None => Engine::load(hangup_builtin::PACK, hangup_builtin::DIGEST)?,
        Some(file) => {
            let bytes = read(file)?;
            Engine::load(&bytes, &digest(&bytes)).with_context(|| file.display().to_string())?
        }
    };
    Ok(Box::leak(Box::new(engine)))
}

/// The bytes of a pack file, never more than a pack can have.
pub fn read(file: &Path) -> Result<Vec<u8>> {
    let name = || file.display().to_string();
    let mut bytes = Vec::new();
    let open = std::fs::File::open(file).with_context(name)?;
    open.take(MAX_PACK as u64 + 1).read_to_end(&mut bytes).with_context(name)?;
    Ok(bytes)
}

/// The name of pack bytes, `sha256:…`.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold("sha256:".to_owned(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
