//! All cases in a data folder.

use crate::disk::{private_folder, random};
use crate::folder::Found;
use crate::{CaseFolder, Keys, VaultError};
use hangup_casework::Moment;
use hangup_casework::case::Case;
use hangup_casework::custody::Row;
use std::fs;
use std::path::{Path, PathBuf};

/// The cases and keys of one installation.
pub struct Vault {
    data: PathBuf,
}

/// A case in the list.
#[derive(Debug)]
pub struct CaseSummary {
    /// Its id.
    pub id: String,
    /// The case, or why it cannot be read.
    pub case: Result<Case, VaultError>,
}

impl Vault {
    /// Opens a data folder. Nothing is made before the first case.
    pub fn open(data: &Path) -> Result<Self, VaultError> {
        Ok(Self { data: data.to_owned() })
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.data
    }

    fn cases(&self) -> PathBuf {
        self.data.join("cases")
    }

    /// The installation's keys; made on first use.
    pub fn keys(&self) -> Result<Keys, VaultError> {
        private_folder(&self.data)?;
        Keys::open(&self.data.join("keys"))
    }

    /// Opens a new case and returns its id.
    pub fn create(&self, title: &str, actor: &str, at: &Moment) -> Result<String, VaultError> {
        const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
        let keys = self.keys()?;
        private_folder(&self.cases())?;
        loop {
            let tail: String = random::<6>(&self.cases())?
                .iter()
                .map(|b| char::from(LETTERS[usize::from(b % 32)]))
                .collect();
            let id = format!("{}-{tail}", at.date().replace('-', ""));
            let path = self.cases().join(&id);
            match fs::create_dir(&path) {
                Ok(()) => {
                    #[cfg(unix)]
                    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o700))
                        .map_err(VaultError::io(&path))?;
                    crate::disk::sync_folder(&self.cases())?;
                    CaseFolder::create(&path, keys, title, actor, at)?;
                    return Ok(id);
                }
                Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(VaultError::io(&path)(e)),
            }
        }
    }

    /// The folder of a case, by its id or the beginning of it.
    pub fn find(&self, id: &str) -> Result<PathBuf, VaultError> {
        let sound = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !sound {
            return Err(VaultError::NoCase(id.to_owned()));
        }
        let mut hits: Vec<String> = self.ids()?.into_iter().filter(|i| i.starts_with(id)).collect();
        if let Some(exact) = hits.iter().find(|i| *i == id) {
            return Ok(self.cases().join(exact));
        }
        match (hits.pop(), hits.is_empty()) {
            (Some(one), true) => Ok(self.cases().join(one)),
            (Some(_), false) => Err(VaultError::Ambiguous(id.to_owned())),
            (None, _) => Err(VaultError::NoCase(id.to_owned())),
        }
    }

    /// Opens a case for writing.
    pub fn case(&self, id: &str) -> Result<CaseFolder, VaultError> {
        CaseFolder::open(&self.find(id)?, self.keys()?)
    }

    /// A case for reading: no lock, nothing mended.
    pub fn read(&self, id: &str) -> Result<Case, VaultError> {
        read_case(&self.find(id)?)
    }

    /// All cases, oldest first, also those that cannot be read.
    pub fn list(&self) -> Result<Vec<CaseSummary>, VaultError> {
        let ids = self.ids()?;
        Ok(ids.into_iter().map(|id| CaseSummary { case: read_case(&self.cases().join(&id)), id }).collect())
    }

    fn ids(&self) -> Result<Vec<String>, VaultError> {
        let path = self.cases();
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(VaultError::io(&path)(e)),
        };
        let folder = |e: fs::DirEntry| {
            e.file_type().ok().filter(fs::FileType::is_dir).and_then(|_| e.file_name().into_string().ok())
        };
        // A folder without a log was never finished: nobody was ever given its id.
        let begun = |id: &String| path.join(id).join("log").exists();
        let mut ids: Vec<String> = entries.flatten().filter_map(folder).filter(begun).collect();
        ids.sort();
        Ok(ids)
    }
}

/// Replays a case folder's rows.
pub(crate) fn read_case(path: &Path) -> Result<Case, VaultError> {
    let found = Found::read(path)?;
    let rows = found.lines.iter().map(|l| Row::parse(l)).collect::<Result<Vec<_>, _>>()?;
    Ok(Case::replay(&rows)?)
}
