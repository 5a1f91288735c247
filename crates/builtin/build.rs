//! Compiles `data/` into the pack that is built into every binary.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let data = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("../../data");
    println!("cargo::rerun-if-changed={}", data.display());
    let sources = hangup_knowledge::Sources::read(&data)?;
    let bytes = hangup_knowledge::compile(&sources)?.to_bytes()?;
    let mut digest = String::from("sha256:");
    for byte in Sha256::digest(&bytes) {
        write!(digest, "{byte:02x}")?;
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("hangup.pack"), &bytes)?;
    std::fs::write(out.join("digest.txt"), digest)?;
    Ok(())
}
