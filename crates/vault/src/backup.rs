//! Backups: all cases and keys in one ZIP, encrypted with age to at least two recipients.

use crate::disk::{private_folder, sync_folder};
use crate::zip_out::{Entry, Source, atomically, copy, write_zip};
use crate::{Vault, VaultError, verify_path};
use age::secrecy::ExposeSecret;
use std::fs::{self, File};
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupSummary {
    /// Files.
    pub files: usize,
    /// Cases.
    pub cases: Vec<String>,
    /// Cases that do not verify, each with the first thing that is wrong.
    pub bad: Vec<String>,
}

/// A new recovery identity (to be printed) and its recipient.
pub fn new_recovery_identity() -> (String, String) {
    let identity = age::x25519::Identity::generate();
    (identity.to_string().expose_secret().to_owned(), identity.to_public().to_string())
}

/// Encrypts whatever `fill` writes.
pub(crate) fn encrypted<W: Write>(
    out: W,
    recipients: &[String],
    path: &Path,
    fill: impl FnOnce(&mut age::stream::StreamWriter<W>) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    let parsed = recipients
        .iter()
        .map(|r| {
            age::x25519::Recipient::from_str(r.trim())
                .map_err(|e| VaultError::Age(format!("`{r}` is no recipient: {e}")))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let all = parsed.iter().map(|r| r as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(all).map_err(|e| VaultError::Age(e.to_string()))?;
    let mut writer = encryptor.wrap_output(out).map_err(VaultError::io(path))?;
    fill(&mut writer)?;
    writer.finish().map(|_| ()).map_err(VaultError::io(path))
}

/// Backs up a data folder's cases and keys. The file appears whole or not at all.
pub fn backup(
    vault: &Vault,
    out: &Path,
    recipients: &[String],
    force: bool,
) -> Result<BackupSummary, VaultError> {
    let mut distinct: Vec<&str> = recipients.iter().map(|r| r.trim()).collect();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() < 2 {
        let what = "a backup is encrypted to at least two recipients, so that losing one key loses nothing. Name another one.";
        return Err(VaultError::Backup { path: out.to_owned(), what: what.to_owned() });
    }
    let mut entries = Vec::new();
    let mut held = Vec::new();
    let cases: Vec<String> = vault.list()?.into_iter().map(|c| c.id).collect();
    for id in &cases {
        // Holding the lock of each case keeps a half-added exhibit out of the backup.
        held.push(vault.case(id)?);
        collect(vault.data(), &format!("cases/{id}"), &mut entries)?;
    }
    collect(vault.data(), "keys", &mut entries)?;
    if vault.data().join("seen").is_dir() {
        collect(vault.data(), "seen", &mut entries)?;
    }
    entries.insert(0, Entry::bytes("hangup-backup", format!("hangup backup 1\n{}\n", crate::now())));
    atomically(out, force, |file| encrypted(file, recipients, out, |inner| write_zip(inner, &entries, out)))?;
    drop(held);
    Ok(BackupSummary { files: entries.len(), cases, bad: Vec::new() })
}

fn collect(data: &Path, below: &str, entries: &mut Vec<Entry>) -> Result<(), VaultError> {
    let folder = data.join(below);
    let mut names: Vec<_> = fs::read_dir(&folder)
        .map_err(VaultError::io(&folder))?
        .flatten()
        .filter_map(|e| Some((e.file_name().into_string().ok()?, e.file_type().ok()?)))
        .collect();
    names.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, kind) in names {
        let inner = format!("{below}/{name}");
        if kind.is_dir() {
            collect(data, &inner, entries)?;
        } else if kind.is_file() && name != "lock" && Path::new(&name).extension().is_none_or(|e| e != "part")
        {
            let path = data.join(&inner);
            let mut crc = crc32fast::Hasher::new();
            let mut size = 0;
            let mut file = File::open(&path).map_err(VaultError::io(&path))?;
            copy(&mut file, &path, &mut |chunk| {
                crc.update(chunk);
                size += chunk.len() as u64;
                Ok(())
            })?;
            entries.push(Entry { name: inner, source: Source::File { path, size, crc: crc.finalize() } });
        }
    }
    Ok(())
}

/// Opens a backup with one identity into a folder beside `beside`, which is returned.
fn unpack(file: &Path, identity: &str, beside: &Path) -> Result<PathBuf, VaultError> {
    let broken = |what: &str| VaultError::Backup { path: file.to_owned(), what: what.to_owned() };
    let identity = age::x25519::Identity::from_str(identity.trim()).map_err(|_| {
        broken("this is not a recovery key. It begins with AGE-SECRET-KEY-1; copy it whole from the sheet.")
    })?;
    let input = BufReader::new(File::open(file).map_err(VaultError::io(file))?);
    let decryptor = age::Decryptor::new_buffered(input)
        .map_err(|_| broken("it is not a backup, or it is damaged. Take another copy."))?;
    let mut plain = decryptor
        .decrypt(std::iter::once(&identity as &dyn age::Identity))
        .map_err(|_| broken("this key does not open it. Try the other key."))?;
    private_folder(beside)?;
    let name: [u8; 8] = crate::disk::random(beside)?;
    let folder = beside.join(format!("restore-{}.part", hangup_casework::custody::hex(&name)));
    private_folder(&folder)?;
    let zip = folder.join("backup.zip");
    let mut out = crate::disk::create_private(&zip)?;
    copy(&mut plain, file, &mut |chunk| out.write_all(chunk).map_err(VaultError::io(&zip)))
        .map_err(|_| broken("it is damaged: part of it cannot be decrypted. Take another copy."))?;
    out.sync_all().map_err(VaultError::io(&zip))?;
    let archive = File::open(&zip).map_err(VaultError::io(&zip))?;
    let mut archive = zip::ZipArchive::new(BufReader::new(archive))
        .map_err(|_| broken("its content is damaged. Take another copy."))?;
    let mut marked = false;
    for i in 0..archive.len() {
        let mut member =
            archive.by_index(i).map_err(|_| broken("its content is damaged. Take another copy."))?;
        let named = member.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        let name = hangup_casework::bag::check_path(&named)
            .map_err(|_| broken("it holds a path that leads outside."))?;
        if name == "hangup-backup" {
            marked = true;
            continue;
        }
        if !["cases/", "keys/", "seen/"].iter().any(|p| name.starts_with(p)) {
            return Err(broken("it holds something that is no part of a backup."));
        }
        let target = folder.join(&name);
        target.parent().map_or(Ok(()), private_folder)?;
        let mut out = crate::disk::create_private(&target)?;
        copy(&mut member, file, &mut |chunk| out.write_all(chunk).map_err(VaultError::io(&target)))?;
        out.sync_all().map_err(VaultError::io(&target))?;
    }
    fs::remove_file(&zip).map_err(VaultError::io(&zip))?;
    if !marked {
        return Err(broken("it is not a backup made by hangup."));
    }
    Ok(folder)
}

fn checked(folder: &Path) -> Result<BackupSummary, VaultError> {
    let vault = Vault::open(folder)?;
    let key = vault.keys()?.log_public();
    let mut summary = BackupSummary { files: 0, cases: Vec::new(), bad: Vec::new() };
    for case in vault.list()? {
        let result = verify_path(&folder.join("cases").join(&case.id), Some(key))?;
        summary.files += result.checked;
        if let Some(problem) = result.problems.first() {
            summary.bad.push(format!("{}: {problem}", case.id));
        }
        summary.cases.push(case.id);
    }
    Ok(summary)
}

/// The drill: opens a backup with one key alone, checks every case in it, and leaves nothing behind.
pub fn check_backup(file: &Path, identity: &str, scratch: &Path) -> Result<BackupSummary, VaultError> {
    let folder = unpack(file, identity, scratch)?;
    let summary = checked(&folder);
    let _ = fs::remove_dir_all(&folder);
    summary
}

/// Restores a backup into a data folder that has no cases yet. All of it or nothing.
pub fn restore(file: &Path, identity: &str, data: &Path) -> Result<BackupSummary, VaultError> {
    for taken in ["cases", "keys"] {
        let path = data.join(taken);
        if path.exists() {
            let what =
                "there are cases or keys here already. Restore into an empty folder (--data) and compare.";
            return Err(VaultError::Backup { path, what: what.to_owned() });
        }
    }
    let folder = unpack(file, identity, data)?;
    let restored = checked(&folder).and_then(|summary| {
        // Keys first: cases without their keys would get new ones.
        for part in ["keys", "seen", "cases"] {
            let from = folder.join(part);
            if from.exists() {
                fs::rename(&from, data.join(part)).map_err(VaultError::io(&from))?;
            }
        }
        sync_folder(data)?;
        Ok(summary)
    });
    let _ = fs::remove_dir_all(&folder);
    restored
}
