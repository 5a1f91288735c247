//! The pack that is built into every binary: `data/` as it was when the binary was made.

/// The bytes of the pack.
pub static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/hangup.pack"));

/// Its name, `sha256:…`.
pub static DIGEST: &str = include_str!(concat!(env!("OUT_DIR"), "/digest.txt"));
