//! A bag in a folder.

use crate::VaultError;
use crate::zip_out::copy;
use hangup_casework::bag::{Algorithm, BagFiles, FileEntry, Problem};
use hangup_casework::custody::hex;
use sha2::Digest;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Tag files are read whole up to this size.
pub(crate) const TAG_BYTES: u64 = 256 << 20;
/// Files in a bag.
const MOST_FILES: usize = 1_000_000;

/// A bag's folder. Links are never followed.
pub(crate) struct BagFolder {
    top: PathBuf,
    /// Files that cannot be part of a bag.
    pub strange: Vec<Problem>,
}

impl BagFolder {
    pub(crate) fn new(top: &Path) -> Self {
        Self { top: top.to_owned(), strange: Vec::new() }
    }

    fn walk(
        &mut self,
        folder: &Path,
        prefix: &str,
        depth: usize,
        files: &mut Vec<FileEntry>,
    ) -> Result<(), VaultError> {
        let entries = fs::read_dir(folder).map_err(VaultError::io(folder))?;
        for entry in entries {
            let entry = entry.map_err(VaultError::io(folder))?;
            let name = entry.file_name();
            let path = format!("{prefix}{}", name.to_string_lossy());
            let kind = entry.file_type().map_err(VaultError::io(&entry.path()))?;
            let mut strange =
                |what: &str| self.strange.push(Problem { path: path.clone(), what: what.to_owned() });
            if name.to_str().is_none() {
                strange("its name is not UTF-8");
            } else if kind.is_dir() && depth < 256 {
                self.walk(&entry.path(), &format!("{path}/"), depth + 1, files)?;
            } else if kind.is_file() && files.len() < MOST_FILES {
                let size = entry.metadata().map_err(VaultError::io(&entry.path()))?.len();
                files.push(FileEntry { path, size });
            } else {
                strange("is a link, a special file or nested too deep");
            }
        }
        Ok(())
    }
}

impl BagFiles for BagFolder {
    type Error = VaultError;

    fn files(&mut self) -> Result<Vec<FileEntry>, VaultError> {
        let mut files = Vec::new();
        let top = self.top.clone();
        self.strange.clear();
        self.walk(&top, "", 0, &mut files)?;
        Ok(files)
    }

    fn has_data(&mut self) -> Result<bool, VaultError> {
        Ok(fs::symlink_metadata(self.top.join("data")).is_ok_and(|m| m.is_dir()))
    }

    fn read(&mut self, path: &str) -> Result<Vec<u8>, VaultError> {
        let path = self.top.join(path);
        let mut bytes = Vec::new();
        let file = File::open(&path).map_err(VaultError::io(&path))?;
        file.take(TAG_BYTES).read_to_end(&mut bytes).map_err(VaultError::io(&path))?;
        Ok(bytes)
    }

    fn digests(&mut self, path: &str, algorithms: &[Algorithm]) -> Result<Vec<String>, VaultError> {
        let path = self.top.join(path);
        let mut file = File::open(&path).map_err(VaultError::io(&path))?;
        digest_stream(&mut file, &path, algorithms)
    }
}

/// All digests of a stream in one pass.
pub(crate) fn digest_stream(
    from: &mut impl Read,
    path: &Path,
    algorithms: &[Algorithm],
) -> Result<Vec<String>, VaultError> {
    let mut hashers: Vec<Hasher> = algorithms.iter().map(|a| Hasher::new(*a)).collect();
    copy(from, path, &mut |chunk| {
        for hasher in &mut hashers {
            hasher.update(chunk);
        }
        Ok(())
    })?;
    Ok(hashers.into_iter().map(Hasher::finish).collect())
}

enum Hasher {
    Md5(md5::Md5),
    Sha1(sha1::Sha1),
    Sha224(sha2::Sha224),
    Sha256(sha2::Sha256),
    Sha384(sha2::Sha384),
    Sha512(sha2::Sha512),
}

impl Hasher {
    fn new(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Md5 => Self::Md5(md5::Md5::new()),
            Algorithm::Sha1 => Self::Sha1(sha1::Sha1::new()),
            Algorithm::Sha224 => Self::Sha224(sha2::Sha224::new()),
            Algorithm::Sha256 => Self::Sha256(sha2::Sha256::new()),
            Algorithm::Sha384 => Self::Sha384(sha2::Sha384::new()),
            Algorithm::Sha512 => Self::Sha512(sha2::Sha512::new()),
        }
    }

    fn update(&mut self, chunk: &[u8]) {
        match self {
            Self::Md5(h) => h.update(chunk),
            Self::Sha1(h) => h.update(chunk),
            Self::Sha224(h) => h.update(chunk),
            Self::Sha256(h) => h.update(chunk),
            Self::Sha384(h) => h.update(chunk),
            Self::Sha512(h) => h.update(chunk),
        }
    }

    fn finish(self) -> String {
        match self {
            Self::Md5(h) => hex(&h.finalize()),
            Self::Sha1(h) => hex(&h.finalize()),
            Self::Sha224(h) => hex(&h.finalize()),
            Self::Sha256(h) => hex(&h.finalize()),
            Self::Sha384(h) => hex(&h.finalize()),
            Self::Sha512(h) => hex(&h.finalize()),
        }
    }
}
