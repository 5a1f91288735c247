//! A case folder: `log` (rows), `heads` (signed checkpoints), `objects/` (exhibits by digest), `lock`.
//!
//! A row counts when its head is signed and durable; only then is it acknowledged. What a power cut leaves behind the
//! last signed head is mended on the next opening: a torn line is cut off, one whole row is signed.

use crate::disk::{private_folder, sync_folder};
use crate::keys::verify_ed25519;
use crate::{Keys, VaultError};
use hangup_casework::Moment;
use hangup_casework::case::{Case, Exhibit};
use hangup_casework::custody::merkle::{self, Hash};
use hangup_casework::custody::{Act, Checkpoint, Fault, LogProof, Row, SignedNote, VerifierKey, audit};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A case folder that is open for writing. It stays locked until it is dropped.
pub struct CaseFolder {
    path: PathBuf,
    keys: Keys,
    lines: Vec<String>,
    rows: Vec<Row>,
    leaves: Vec<Hash>,
    head: Option<SignedNote>,
    _lock: File,
}

/// What stands in a case folder, as it was found.
pub(crate) struct Found {
    pub lines: Vec<String>,
    pub notes: Vec<SignedNote>,
    /// A line without its end, left by a power cut.
    pub torn_row: bool,
    pub torn_head: bool,
    /// Heads that are no notes, by number from 1.
    pub bad_heads: Vec<u64>,
}

impl Found {
    pub(crate) fn read(path: &Path) -> Result<Self, VaultError> {
        let (lines, torn_row) = whole_lines(&path.join("log"))?;
        let (heads, torn_head) = whole_lines(&path.join("heads"))?;
        let (mut notes, mut bad_heads) = (Vec::new(), Vec::new());
        for (i, head) in heads.iter().enumerate() {
            let note = serde_json::from_str::<String>(head).ok().and_then(|n| SignedNote::parse(&n).ok());
            match note {
                Some(note) => notes.push(note),
                None => bad_heads.push(i as u64 + 1),
            }
        }
        Ok(Self { lines, notes, torn_row, torn_head, bad_heads })
    }

    /// Everything that is wrong with log and heads.
    pub(crate) fn faults(&self, log: &VerifierKey) -> Vec<Fault> {
        let lines: Vec<&str> = self.lines.iter().map(String::as_str).collect();
        let mut faults = audit(&lines, &self.notes, log, true, &verify_ed25519);
        faults.extend(self.bad_heads.iter().map(|number| Fault::BadCheckpoint { number: *number }));
        faults
    }
}

fn whole_lines(path: &Path) -> Result<(Vec<String>, bool), VaultError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(e) => return Err(VaultError::io(path)(e)),
    };
    let end = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
    let torn = end < bytes.len();
    let text = String::from_utf8_lossy(&bytes[..end]);
    Ok((text.split_terminator('\n').map(str::to_owned).collect(), torn))
}

/// The name of a case's log in its checkpoints.
pub(crate) fn origin(id: &str) -> String {
    format!("hangup/case/{id}")
}

impl CaseFolder {
    /// Makes a new folder with its first row.
    pub(crate) fn create(
        path: &Path,
        keys: Keys,
        title: &str,
        actor: &str,
        at: &Moment,
    ) -> Result<Self, VaultError> {
        let id = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        private_folder(&path.join("objects"))?;
        let lock = lock(path)?;
        let mut case = Self {
            path: path.to_owned(),
            keys,
            lines: Vec::new(),
            rows: Vec::new(),
            leaves: Vec::new(),
            head: None,
            _lock: lock,
        };
        case.append(
            actor,
            at,
            Act::Opened { case: id, title: title.to_owned(), tool: crate::AGENT.to_owned() },
        )?;
        sync_folder(path)?;
        Ok(case)
    }

    /// Opens a folder for writing, mends what a power cut left, and refuses when anything was rewritten.
    pub(crate) fn open(path: &Path, keys: Keys) -> Result<Self, VaultError> {
        let lock = lock(path)?;
        let found = Found::read(path)?;
        let id = path.file_name().unwrap_or_default().to_string_lossy();
        let log = VerifierKey::ed25519(&origin(&id), keys.log_public());
        if let Some(fault) = found.faults(&log).into_iter().next() {
            return Err(VaultError::Broken(fault));
        }
        for (torn, name) in [(found.torn_row, "log"), (found.torn_head, "heads")] {
            if torn {
                cut_torn_end(&path.join(name))?;
            }
        }
        let rows = found.lines.iter().map(|l| Row::parse(l)).collect::<Result<Vec<_>, _>>()?;
        let leaves = found.lines.iter().map(|l| merkle::leaf_hash(l.as_bytes())).collect();
        let head = found.notes.last().cloned();
        let signed = head.as_ref().and_then(|n| Checkpoint::parse(&n.text).ok()).map_or(0, |c| c.size);
        let mut case =
            Self { path: path.to_owned(), keys, lines: found.lines, rows, leaves, head, _lock: lock };
        if signed < case.lines.len() as u64 {
            case.sign()?;
        }
        Ok(case)
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The installation's keys.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The case as it stands.
    pub fn case(&self) -> Result<Case, VaultError> {
        Ok(Case::replay(&self.rows)?)
    }

    /// The rows as they are written.
    pub(crate) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// The rows' hashes.
    pub(crate) fn leaves(&self) -> &[Hash] {
        &self.leaves
    }

    /// The newest signed head.
    pub(crate) fn head(&self) -> Option<&SignedNote> {
        self.head.as_ref()
    }

    /// The key that others check this case's log with.
    pub fn log_key(&self) -> VerifierKey {
        let id = self.path.file_name().unwrap_or_default().to_string_lossy();
        VerifierKey::ed25519(&origin(&id), self.keys.log_public())
    }

    /// The proof that the last row stands in the log.
    pub(crate) fn last_proof(&self) -> Option<LogProof> {
        let index = self.leaves.len().checked_sub(1)?;
        let path = merkle::inclusion_proof(&self.leaves, index)?;
        Some(LogProof { index: index as u64, path, note: self.head.clone()? })
    }

    /// Where an exhibit's bytes lie.
    pub fn object(&self, exhibit: &Exhibit) -> PathBuf {
        object_path(&self.path, &exhibit.sha256)
    }

    /// Adds a row. When this returns, the row is durable and signed.
    pub fn append(&mut self, actor: &str, at: &Moment, act: Act) -> Result<&Row, VaultError> {
        let last = self.rows.last().zip(self.lines.last()).map(|(r, l)| (r.n, l.as_str()));
        let row = Row::after(last, at.clone(), actor, act);
        let line = row.to_line()?;
        append_line(&self.path.join("log"), &line)?;
        self.leaves.push(merkle::leaf_hash(line.as_bytes()));
        self.lines.push(line);
        self.rows.push(row);
        self.sign()?;
        Ok(&self.rows[self.rows.len() - 1])
    }

    fn sign(&mut self) -> Result<(), VaultError> {
        let key = self.log_key();
        let head = Checkpoint {
            origin: key.name.clone(),
            size: self.leaves.len() as u64,
            root: merkle::root(&self.leaves),
        };
        let text = head.text();
        let signature = self.keys.sign_log(text.as_bytes());
        let note = SignedNote::new(text, &key.name, &key.key, &signature)?;
        self.keep_head(note)
    }

    /// Keeps a head, with whatever signatures it has.
    pub(crate) fn keep_head(&mut self, note: SignedNote) -> Result<(), VaultError> {
        let line =
            serde_json::to_string(&note.to_string()).map_err(hangup_casework::custody::RowError::from)?;
        append_line(&self.path.join("heads"), &line)?;
        self.head = Some(note);
        Ok(())
    }
}

/// Where an object with this digest lies.
pub(crate) fn object_path(case: &Path, sha256: &str) -> PathBuf {
    case.join("objects").join(sha256.get(..2).unwrap_or("")).join(sha256)
}

fn lock(path: &Path) -> Result<File, VaultError> {
    let lock = path.join("lock");
    let file = OpenOptions::new().create(true).append(true).open(&lock).map_err(VaultError::io(&lock))?;
    // Whoever adds a file holds the lock for as long as that file takes; wait for a while, not for ever.
    for _ in 0..600 {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(fs::TryLockError::WouldBlock) => std::thread::sleep(std::time::Duration::from_millis(50)),
            Err(fs::TryLockError::Error(e)) => return Err(VaultError::io(&lock)(e)),
        }
    }
    Err(VaultError::Busy { path: path.to_owned() })
}

/// Appends a line durably. When the disk is full, the file is as it was before.
fn append_line(path: &Path, line: &str) -> Result<(), VaultError> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(VaultError::io(path))?;
    let before = file.metadata().map_err(VaultError::io(path))?.len();
    let written = file.write_all(format!("{line}\n").as_bytes()).and_then(|()| file.sync_data());
    if let Err(e) = written {
        let _ = file.set_len(before);
        let _ = file.sync_data();
        return Err(VaultError::io(path)(e));
    }
    if before == 0 {
        path.parent().map_or(Ok(()), sync_folder)?;
    }
    Ok(())
}

/// Cuts off a line that was never finished. Nothing acknowledged is lost: a row that was signed and has lost its end
/// was refused as missing before this is reached.
fn cut_torn_end(path: &Path) -> Result<(), VaultError> {
    let bytes = fs::read(path).map_err(VaultError::io(path))?;
    let end = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
    let file = OpenOptions::new().write(true).open(path).map_err(VaultError::io(path))?;
    file.set_len(end as u64).and_then(|()| file.sync_all()).map_err(VaultError::io(path))
}
