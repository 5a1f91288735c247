//! Name-based UUIDs (version 5): the same thing has the same id in every report.

use sha1::{Digest, Sha1};

/// The namespace of all our ids, itself made from the DNS namespace and `hangup.example.com`.
const NAMESPACE: [u8; 16] =
    [0x7d, 0x5a, 0x0c, 0x3e, 0x91, 0x42, 0x54, 0x6b, 0x8c, 0x1f, 0x2e, 0x60, 0xb7, 0x4d, 0x93, 0x15];

/// The UUID of a name.
pub(super) fn uuid(name: &str) -> String {
    let digest = Sha1::new().chain_update(NAMESPACE).chain_update(name).finalize();
    let mut b = [0; 16];
    b.copy_from_slice(&digest[..16]);
    b[6] = (b[6] & 0x0f) | 0x50;
    b[8] = (b[8] & 0x3f) | 0x80;
    let h = crate::custody::hex(&b);
    format!("{}-{}-{}-{}-{}", &h[..8], &h[8..12], &h[12..16], &h[16..20], &h[20..])
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_are_stable_and_of_version_five() {
        let id = super::uuid("a");
        assert_eq!(id, super::uuid("a"));
        assert_ne!(id, super::uuid("b"));
        assert_eq!((id.len(), &id[14..15]), (36, "5"));
    }
}
