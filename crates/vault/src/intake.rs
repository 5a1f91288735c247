//! Taking exhibits in: copied byte for byte, hashed on the way, durable before they are acknowledged.

use crate::disk::{create_private, part_of, private_folder, sync_folder};
use crate::folder::object_path;
use crate::{CaseFolder, VaultError, moment_of};
use hangup_casework::Moment;
use hangup_casework::case::{Exhibit, Involved, InvolvedKind, Kind, Transfer};
use hangup_casework::custody::{Act, hex};
use sha2::{Digest, Sha256, Sha512};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// What may be taken in at most.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes in one exhibit.
    pub exhibit_bytes: u64,
    /// Files from one folder.
    pub files: usize,
    /// Folders within folders.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { exhibit_bytes: 2 << 30, files: 5000, depth: 32 }
    }
}

/// What is said about an exhibit when it is taken in.
#[derive(Debug, Clone)]
pub struct Intake {
    /// Who takes it in.
    pub actor: String,
    /// When.
    pub at: Moment,
    /// What it is; guessed when not said.
    pub kind: Option<Kind>,
    /// Where it comes from.
    pub source: String,
    /// A remark.
    pub note: String,
    /// When what it shows happened.
    pub happened: Option<Moment>,
    /// The payment that it shows.
    pub transfer: Option<Transfer>,
    /// What may be taken in at most.
    pub limits: Limits,
}

impl Intake {
    /// Nothing but who and when.
    pub fn by(actor: &str, at: Moment) -> Self {
        Self {
            actor: actor.to_owned(),
            at,
            kind: None,
            source: String::new(),
            note: String::new(),
            happened: None,
            transfer: None,
            limits: Limits::default(),
        }
    }
}

/// An exhibit that is in the case now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The exhibit.
    pub exhibit: Exhibit,
    /// Whether it was there before, under the same name and with the same bytes.
    pub known: bool,
}

impl CaseFolder {
    /// Takes in a file, or all files of a folder. Links inside a folder are not followed; what cannot be taken in is
    /// returned beside what was.
    pub fn add_path(&mut self, path: &Path, intake: &Intake) -> (Vec<Added>, Vec<VaultError>) {
        let (mut added, mut refused) = (Vec::new(), Vec::new());
        match fs::metadata(path) {
            Ok(m) if m.is_dir() => {
                let mut files = Vec::new();
                let mut seen = BTreeSet::new();
                collect(path, intake.limits.depth, intake.limits.files, &mut seen, &mut files, &mut refused);
                files.sort();
                for file in files {
                    match self.add_file(&file, intake) {
                        Ok(one) => added.push(one),
                        Err(e) => refused.push(e),
                    }
                }
            }
            Ok(_) => match self.add_file(path, intake) {
                Ok(one) => added.push(one),
                Err(e) => refused.push(e),
            },
            Err(e) => refused.push(VaultError::io(path)(e)),
        }
        (added, refused)
    }

    /// Takes in one file.
    pub fn add_file(&mut self, path: &Path, intake: &Intake) -> Result<Added, VaultError> {
        let refuse = |what: String| VaultError::Refused { path: path.to_owned(), what };
        // Asked before opening: opening a pipe would wait for ever.
        let before = fs::metadata(path).map_err(VaultError::io(path))?;
        if !before.is_file() {
            return Err(refuse("it is not an ordinary file".to_owned()));
        }
        if before.len() > intake.limits.exhibit_bytes {
            let (is, most) = (before.len(), intake.limits.exhibit_bytes);
            return Err(refuse(format!(
                "it has {is} bytes, and at most {most} are taken in; add the part that matters"
            )));
        }
        let name = path.file_name().unwrap_or_default();
        let name_bytes = name.to_str().is_none().then(|| hex(name.as_encoded_bytes()));
        let modified = before.modified().ok().and_then(moment_of);
        let file = File::open(path).map_err(VaultError::io(path))?;
        if !file.metadata().map_err(VaultError::io(path))?.is_file() {
            return Err(refuse("it is not an ordinary file".to_owned()));
        }
        let how = "copied byte for byte from a file by hangup";
        let said =
            Said { name: name.to_string_lossy().into_owned(), name_bytes, modified, how, format: None };
        self.take_in(file, path, said, intake)
    }

    /// Takes in a text.
    pub fn add_text(&mut self, text: &str, intake: &Intake) -> Result<Added, VaultError> {
        let kind = intake.kind.unwrap_or(Kind::Statement);
        let name = format!("{}.txt", kind.as_str());
        let intake = Intake { kind: Some(kind), ..intake.clone() };
        let said = Said {
            name,
            name_bytes: None,
            modified: None,
            how: "typed or pasted into hangup",
            format: Some("text/plain"),
        };
        self.take_in(text.as_bytes(), Path::new("text"), said, &intake)
    }

    /// Takes in a link, written so that no program opens it, and names it as theirs.
    pub fn add_link(&mut self, link: &str, intake: &Intake) -> Result<Added, VaultError> {
        let text = serde_json::json!({
            "frozen": hangup_casework::escape::frozen_link(link),
            "exact_utf8_hexadecimal": hex(link.as_bytes()),
        });
        let intake = Intake { kind: Some(Kind::Link), ..intake.clone() };
        let how = "written down by hangup without visiting it";
        let said = Said {
            name: "link.json".to_owned(),
            name_bytes: None,
            modified: None,
            how,
            format: Some("application/json"),
        };
        let added = self.take_in(format!("{text:#}\n").as_bytes(), Path::new("link"), said, &intake)?;
        if !added.known {
            let seen_in = vec![added.exhibit.no];
            let theirs =
                Involved { kind: InvolvedKind::Link, value: link.to_owned(), note: String::new(), seen_in };
            self.append(&intake.actor, &intake.at, Act::Involved(theirs))?;
        }
        Ok(added)
    }

    /// Takes in a payment as a record of its facts.
    pub fn add_transfer(&mut self, transfer: &Transfer, intake: &Intake) -> Result<Added, VaultError> {
        let refuse = |what: String| VaultError::Refused { path: PathBuf::from("payment"), what };
        hangup_casework::case::parse_amount(&transfer.amount).map_err(|e| refuse(e.to_string()))?;
        if transfer.currency.len() != 3 || !transfer.currency.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(refuse(format!("`{}` is not a currency like CNY", transfer.currency)));
        }
        let text =
            serde_json::to_string_pretty(transfer).map_err(hangup_casework::custody::RowError::from)?;
        let intake =
            Intake { kind: Some(Kind::Transfer), transfer: Some(transfer.clone()), ..intake.clone() };
        let how = "written down from the person's own words";
        let said = Said {
            name: "payment.json".to_owned(),
            name_bytes: None,
            modified: None,
            how,
            format: Some("application/json"),
        };
        self.take_in(format!("{text}\n").as_bytes(), Path::new("payment"), said, &intake)
    }

    fn take_in(
        &mut self,
        from: impl Read,
        path: &Path,
        said: Said,
        intake: &Intake,
    ) -> Result<Added, VaultError> {
        let objects = self.path().join("objects");
        let part = part_of(&objects.join("incoming"));
        let _ = fs::remove_file(&part);
        let stored = store(from, path, &part, intake.limits.exhibit_bytes).and_then(|copy| {
            let target = object_path(self.path(), &copy.sha256);
            if let Some(folder) = target.parent().filter(|f| !f.is_dir()) {
                private_folder(folder)?;
            }
            // The same bytes again: the old object is replaced by its equal, which also heals a damaged one.
            fs::rename(&part, &target).map_err(VaultError::io(&target))?;
            target.parent().map_or(Ok(()), sync_folder)?;
            Ok(copy)
        });
        if stored.is_err() {
            let _ = fs::remove_file(&part);
        }
        let copy = stored?;
        let case = self.case()?;
        if let Some(known) = case.same(&said.name, said.name_bytes.as_deref(), &copy.sha256)
            && intake.transfer == known.transfer
        {
            return Ok(Added { exhibit: known.clone(), known: true });
        }
        let (guessed, format) = Kind::guess(&said.name, &copy.head);
        let exhibit = Exhibit {
            no: case.next_number(),
            kind: intake.kind.unwrap_or(guessed),
            name: said.name,
            name_bytes: said.name_bytes,
            format: said.format.unwrap_or(format).to_owned(),
            size: copy.size,
            sha256: copy.sha256,
            sha512: copy.sha512,
            source: intake.source.clone(),
            how: said.how.to_owned(),
            modified: said.modified,
            happened: intake.happened.clone(),
            note: intake.note.clone(),
            transfer: intake.transfer.clone(),
        };
        self.append(&intake.actor, &intake.at, Act::Exhibit(exhibit.clone()))?;
        Ok(Added { exhibit, known: false })
    }
}

struct Said {
    name: String,
    name_bytes: Option<String>,
    modified: Option<Moment>,
    how: &'static str,
    format: Option<&'static str>,
}

struct Copy {
    size: u64,
    sha256: String,
    sha512: String,
    head: Vec<u8>,
}

fn store(mut from: impl Read, path: &Path, part: &Path, most: u64) -> Result<Copy, VaultError> {
    let mut file = create_private(part)?;
    let (mut sha256, mut sha512) = (Sha256::new(), Sha512::new());
    let (mut size, mut head) = (0_u64, Vec::new());
    let mut buffer = vec![0; 256 << 10];
    loop {
        let n = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => n,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(VaultError::io(path)(e)),
        };
        size += n as u64;
        if size > most {
            let what = format!("it grew beyond {most} bytes while it was read");
            return Err(VaultError::Refused { path: path.to_owned(), what });
        }
        if head.len() < 64 {
            head.extend(buffer[..n].iter().take(64 - head.len()));
        }
        sha256.update(&buffer[..n]);
        sha512.update(&buffer[..n]);
        file.write_all(&buffer[..n]).map_err(VaultError::io(part))?;
    }
    file.sync_all().map_err(VaultError::io(part))?;
    Ok(Copy { size, sha256: hex(&sha256.finalize()), sha512: hex(&sha512.finalize()), head })
}

/// All ordinary files below a folder; links are named and left out.
fn collect(
    folder: &Path,
    depth: usize,
    most: usize,
    seen: &mut BTreeSet<PathBuf>,
    files: &mut Vec<PathBuf>,
    refused: &mut Vec<VaultError>,
) {
    let refuse =
        |path: &Path, what: &str| VaultError::Refused { path: path.to_owned(), what: what.to_owned() };
    // The same folder reached by another way (a mount that loops) is not walked again.
    let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    if depth == 0 || !seen.insert(real) {
        refused.push(refuse(folder, "folders are nested too deep here, or lead back to themselves"));
        return;
    }
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) => return refused.push(VaultError::io(folder)(e)),
    };
    for entry in entries.flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(t) if t.is_dir() => collect(&path, depth - 1, most, seen, files, refused),
            Ok(t) if t.is_file() && files.len() < most => files.push(path),
            Ok(t) if t.is_file() => {
                refused.push(refuse(&path, "the folder holds too many files; add them in smaller parts"));
                return;
            }
            Ok(_) => refused
                .push(refuse(&path, "it is a link or a special file, which a folder's walk does not follow")),
            Err(e) => refused.push(VaultError::io(&path)(e)),
        }
    }
}
