//! A bag in a ZIP file, read with limits: no twin names, no paths that climb, no bombs.

use crate::VaultError;
use crate::bag_folder::{TAG_BYTES, digest_stream};
use hangup_casework::bag::{Algorithm, BagFiles, FileEntry, Problem, check_path};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// Bytes that may come out of one archive.
const MOST_BYTES: u64 = 64 << 30;
/// How many times its own size an archive may unpack to, beyond a first allowance.
const MOST_RATIO: u64 = 200;
const MOST_FILES: usize = 200_000;

/// A bag's archive.
pub(crate) struct BagZip {
    path: PathBuf,
    archive: ZipArchive<BufReader<File>>,
    /// Path in the bag to index in the archive.
    index: BTreeMap<String, usize>,
    files: Vec<FileEntry>,
    /// Whatever is wrong with the archive itself.
    pub strange: Vec<Problem>,
    /// All members in the order of the archive, with sizes, as they are named there.
    pub listed: Vec<(String, u64)>,
    has_data: bool,
}

impl BagZip {
    pub(crate) fn open(path: &Path) -> Result<Self, VaultError> {
        let broken = |what: String| VaultError::Refused { path: path.to_owned(), what };
        let file = File::open(path).map_err(VaultError::io(path))?;
        let own = file.metadata().map_err(VaultError::io(path))?.len();
        let mut archive = ZipArchive::new(BufReader::new(file))
            .map_err(|e| broken(format!("it is not a ZIP file that can be read ({e})")))?;
        let mut strange = Vec::new();
        let mut problem =
            |path: &str, what: &str| strange.push(Problem { path: path.to_owned(), what: what.to_owned() });
        if archive.len() > MOST_FILES {
            return Err(broken(format!("it holds more than {MOST_FILES} files")));
        }
        let (mut names, mut total) = (Vec::new(), 0_u64);
        for i in 0..archive.len() {
            let member = archive.by_index_raw(i).map_err(|e| broken(e.to_string()))?;
            let Ok(name) = member.name().map(std::borrow::Cow::into_owned) else {
                problem("the ZIP file", "holds a name that cannot be read");
                continue;
            };
            if member.encrypted() {
                problem(&name, "is encrypted inside the ZIP");
            }
            if member.is_symlink() {
                problem(&name, "is a link");
            }
            total = total.saturating_add(member.size());
            names.push((name, member.size(), member.is_dir()));
        }
        if total > MOST_BYTES || total > own.saturating_mul(MOST_RATIO).saturating_add(64 << 20) {
            return Err(broken(format!("it would unpack to {total} bytes, which only a ZIP bomb does")));
        }
        if counted(path)? != Some(archive.len() as u64) {
            problem("the ZIP file", "holds two files of the same name, or its directory is damaged");
        }
        // Bags are zipped with one folder on top; a bag without it is read as well.
        let bare = names.iter().any(|(n, _, _)| n == "bagit.txt");
        let tops: BTreeSet<&str> = names.iter().filter_map(|(n, _, _)| n.split('/').next()).collect();
        let top =
            if bare || tops.len() != 1 { String::new() } else { format!("{}/", tops.first().unwrap_or(&"")) };
        let (mut index, mut files, mut has_data) = (BTreeMap::new(), Vec::new(), false);
        for (i, (name, size, dir)) in names.iter().enumerate() {
            let inner = name.strip_prefix(&top).unwrap_or(name);
            has_data |= inner.starts_with("data/");
            if *dir || inner.is_empty() {
                continue;
            }
            match check_path(inner) {
                Ok(clean) if clean == inner => {
                    index.insert(clean.clone(), i);
                    files.push(FileEntry { path: clean, size: *size });
                }
                Ok(_) => problem(name, "is not a plain path"),
                Err(why) => problem(name, &why.to_string()),
            }
        }
        let listed = names.into_iter().map(|(name, size, _)| (name, size)).collect();
        Ok(Self { path: path.to_owned(), archive, index, files, strange, listed, has_data })
    }

    fn member(&mut self, path: &str) -> Result<(impl Read, u64), VaultError> {
        let refuse = |what: String| VaultError::Refused { path: self.path.join(path), what };
        let index = *self.index.get(path).ok_or_else(|| refuse("it is not in the archive".to_owned()))?;
        let member = self.archive.by_index(index).map_err(|e| refuse(e.to_string()))?;
        let size = member.size();
        Ok((member, size))
    }
}

/// The number of files that the end of the archive states.
fn counted(path: &Path) -> Result<Option<u64>, VaultError> {
    let bytes = {
        use std::io::{Seek, SeekFrom};
        let mut file = File::open(path).map_err(VaultError::io(path))?;
        let size = file.metadata().map_err(VaultError::io(path))?.len();
        file.seek(SeekFrom::Start(size.saturating_sub(66_000))).map_err(VaultError::io(path))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(VaultError::io(path))?;
        bytes
    };
    let find = |magic: &[u8; 4]| bytes.windows(4).rposition(|w| w == magic);
    let number = |at: usize, n: usize| {
        bytes.get(at..at + n).map(|b| b.iter().rev().fold(0_u64, |all, b| (all << 8) | u64::from(*b)))
    };
    let small = find(b"PK\x05\x06").and_then(|at| number(at + 10, 2));
    Ok(match small {
        Some(0xffff) => find(b"PK\x06\x06").and_then(|at| number(at + 32, 8)),
        other => other,
    })
}

impl BagFiles for BagZip {
    type Error = VaultError;

    fn files(&mut self) -> Result<Vec<FileEntry>, VaultError> {
        Ok(self.files.clone())
    }

    fn has_data(&mut self) -> Result<bool, VaultError> {
        Ok(self.has_data)
    }

    fn read(&mut self, path: &str) -> Result<Vec<u8>, VaultError> {
        // What cannot be opened is read as nothing: its digest will not match, and it is named for that.
        let Ok((member, _)) = self.member(path) else { return Ok(Vec::new()) };
        let mut bytes = Vec::new();
        // A wrong checksum or method inside the archive: give what there is, the digests will tell.
        let _ = member.take(TAG_BYTES).read_to_end(&mut bytes);
        Ok(bytes)
    }

    fn digests(&mut self, path: &str, algorithms: &[Algorithm]) -> Result<Vec<String>, VaultError> {
        let at = self.path.join(path);
        let damaged = vec!["damaged inside the ZIP".to_owned(); algorithms.len()];
        let Ok((mut member, size)) = self.member(path) else { return Ok(damaged) };
        match digest_stream(&mut member.by_ref().take(size.saturating_add(1)), &at, algorithms) {
            Ok(digests) => Ok(digests),
            Err(_) => Ok(damaged),
        }
    }
}
