//! Manifests: one line a file, its digest and its path.

use crate::bag::{PathError, check_path, decode_path};

/// The algorithms that manifests are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Algorithm {
    /// MD5. Only ever read.
    Md5,
    /// SHA-1. Only ever read.
    Sha1,
    /// SHA-224.
    Sha224,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Algorithm {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Md5, Self::Sha1, Self::Sha224, Self::Sha256, Self::Sha384, Self::Sha512];

    /// The word in the manifest's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::Sha224 => "sha224",
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
        }
    }

    /// Digits of a digest.
    pub fn digits(self) -> usize {
        match self {
            Self::Md5 => 32,
            Self::Sha1 => 40,
            Self::Sha224 => 56,
            Self::Sha256 => 64,
            Self::Sha384 => 96,
            Self::Sha512 => 128,
        }
    }

    /// Reads the word, with or without its dash.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase().replace('-', "");
        Self::ALL.iter().copied().find(|a| a.as_str() == word)
    }
}

/// One line of a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestEntry {
    /// The digest, lower case.
    pub digest: String,
    /// The path with escapes undone.
    pub path: String,
    /// The path as it is written.
    pub written: String,
}

/// A line that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// Not a digest and a path.
    #[error("line {0} is not a digest and a path")]
    Form(usize),
    /// A path that leads out of the bag.
    #[error("line {line} (`{path}`): {why}")]
    Path {
        /// The line, from 1.
        line: usize,
        /// The path as written.
        path: String,
        /// What is wrong with it.
        why: PathError,
    },
}

/// Reads a manifest. What is wrong comes back beside what is right.
pub fn parse_manifest(
    text: &str,
    algorithm: Algorithm,
    version: (u32, u32),
) -> (Vec<ManifestEntry>, Vec<ManifestError>) {
    let (mut entries, mut errors) = (Vec::new(), Vec::new());
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (i, line) in text.split(['\n', '\r']).enumerate() {
        // A comment was never allowed and is written all the same.
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((digest, path)) = line.split_once([' ', '\t']) else {
            errors.push(ManifestError::Form(i + 1));
            continue;
        };
        let path = path.trim_start_matches([' ', '\t']);
        let path = path.strip_prefix('*').unwrap_or(path);
        if digest.len() != algorithm.digits() || !digest.bytes().all(|b| b.is_ascii_hexdigit()) {
            errors.push(ManifestError::Form(i + 1));
            continue;
        }
        let decoded = decode_path(path, version);
        match check_path(&decoded) {
            Ok(clean) => entries.push(ManifestEntry {
                digest: digest.to_ascii_lowercase(),
                path: clean,
                written: check_path(path).unwrap_or_default(),
            }),
            Err(why) => errors.push(ManifestError::Path { line: i + 1, path: path.to_owned(), why }),
        }
    }
    (entries, errors)
}

/// A line of ours: two spaces, so that `sha256sum -c` reads it too.
pub fn manifest_line(digest: &str, path: &str) -> String {
    format!("{digest}  {path}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_all_writers_are_read() {
        let digest = "A".repeat(32);
        for line in ["  data/a b", " data/a b", " *data/a b", "\tdata/a b", "  ./data/a b"] {
            let (entries, errors) = parse_manifest(&format!("{digest}{line}\r\n"), Algorithm::Md5, (0, 97));
            assert!(errors.is_empty(), "{line:?} {errors:?}");
            assert_eq!(entries[0].path, "data/a b");
            assert_eq!(entries[0].digest, "a".repeat(32));
        }
    }

    #[test]
    fn bad_lines_are_named() {
        let text = format!("{}  ../x\nzz  data/a\nnothing\n", "a".repeat(32));
        let (entries, errors) = parse_manifest(&text, Algorithm::Md5, (1, 0));
        assert!(entries.is_empty());
        assert_eq!(errors.len(), 3);
        assert!(errors[0].to_string().starts_with("line 1 (`../x`)"));
    }
}
