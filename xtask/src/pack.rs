//! `cargo xtask pack`: the sources under `data/` as one pack file, with its name.

use crate::workspace;
use anyhow::{Context, Result};
use hangup_engine::Engine;
use hangup_engine::pack::Pack;
use hangup_knowledge::Sources;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::Path;

/// Where the pack goes.
const FILE: &str = "target/hangup.pack";

/// Builds the pack, loads it once to see that it works, and prints its digest.
pub fn run(root: &Path) -> Result<()> {
    let pack = compile(root)?;
    let bytes = pack.to_bytes()?;
    let digest = digest(&bytes);
    Engine::load(&bytes, &digest)?;
    workspace::write(root, FILE, &bytes)?;
    println!("{digest}");
    println!(
        "{FILE}: {} bytes, {} rules, {} concepts, {} phrases, {} organisations, {}",
        bytes.len(),
        pack.rules.len(),
        pack.lexicon.concepts.len(),
        pack.lexicon.phrases.len(),
        pack.directory.organisations.len(),
        if pack.classifier.is_some() { "with weights" } else { "without weights" }
    );
    Ok(())
}

/// The sources under `data/`.
pub fn sources(root: &Path) -> Result<Sources> {
    Sources::read(&root.join("data")).context("cannot read data/")
}

/// The sources, compiled.
pub fn compile(root: &Path) -> Result<Pack> {
    Ok(hangup_knowledge::compile(&sources(root)?)?)
}

/// The name of pack bytes, `sha256:…`.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold("sha256:".to_owned(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
