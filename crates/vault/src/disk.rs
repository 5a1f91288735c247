//! Writing that survives a power cut: whole files by rename, folders made durable, and nothing half-written.

use crate::VaultError;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

/// Makes a folder that only its owner can look into, and all above it.
pub(crate) fn private_folder(path: &Path) -> Result<(), VaultError> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(VaultError::io(path))?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes renames and new names in a folder durable.
pub(crate) fn sync_folder(path: &Path) -> Result<(), VaultError> {
    // Windows has no handle for this; NTFS logs its names itself.
    if cfg!(unix) {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        File::open(path).and_then(|f| f.sync_all()).map_err(VaultError::io(path))?;
    }
    Ok(())
}

/// Creates a file that only its owner can read, and that did not exist.
pub(crate) fn create_private(path: &Path) -> Result<File, VaultError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(VaultError::io(path))
}

/// Writes a whole file: under another name first, durable, then renamed.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let part = part_of(path);
    let _ = fs::remove_file(&part);
    let written = create_private(&part).and_then(|mut file| {
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(VaultError::io(&part))
    });
    let renamed = written.and_then(|()| fs::rename(&part, path).map_err(VaultError::io(path)));
    if renamed.is_err() {
        let _ = fs::remove_file(&part);
    }
    renamed?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// The name that a file has while it is being written.
pub(crate) fn part_of(path: &Path) -> std::path::PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

/// Random bytes from the system.
pub(crate) fn random<const N: usize>(path: &Path) -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| VaultError::Io {
        path: path.to_owned(),
        source: std::io::Error::other(e.to_string()),
    })?;
    Ok(bytes)
}
