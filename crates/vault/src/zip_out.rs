//! Writes our ZIP files, and checks that one is byte for byte as we would write it.

use crate::VaultError;
use crate::disk::{create_private, part_of, sync_folder};
use hangup_casework::bag::zip_layout::{Member, directory, local_header};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Where a member's bytes come from.
pub(crate) enum Source {
    Bytes(Vec<u8>),
    File { path: PathBuf, size: u64, crc: u32 },
}

/// A member to be written.
pub(crate) struct Entry {
    pub name: String,
    pub source: Source,
}

impl Entry {
    pub(crate) fn bytes(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), source: Source::Bytes(bytes.into()) }
    }

    fn member(&self) -> Member {
        let (size, crc) = match &self.source {
            Source::Bytes(bytes) => (bytes.len() as u64, crc32fast::hash(bytes)),
            Source::File { size, crc, .. } => (*size, *crc),
        };
        Member { name: self.name.clone(), size, crc }
    }
}

/// Writes all members to a stream.
pub(crate) fn write_zip(out: &mut impl Write, entries: &[Entry], path: &Path) -> Result<(), VaultError> {
    let members: Vec<Member> = entries.iter().map(Entry::member).collect();
    for (entry, member) in entries.iter().zip(&members) {
        out.write_all(&local_header(member)).map_err(VaultError::io(path))?;
        match &entry.source {
            Source::Bytes(bytes) => out.write_all(bytes).map_err(VaultError::io(path))?,
            Source::File { path: from, size, crc } => {
                let mut file = BufReader::new(File::open(from).map_err(VaultError::io(from))?);
                let (mut hasher, mut seen) = (crc32fast::Hasher::new(), 0_u64);
                copy(&mut file, from, &mut |chunk| {
                    hasher.update(chunk);
                    seen += chunk.len() as u64;
                    out.write_all(chunk).map_err(VaultError::io(path))
                })?;
                if seen != *size || hasher.finalize() != *crc {
                    let what = "it changed while it was being packed".to_owned();
                    return Err(VaultError::Refused { path: from.clone(), what });
                }
            }
        }
    }
    out.write_all(&directory(&members)).map_err(VaultError::io(path))
}

/// Reads to the end in pieces.
pub(crate) fn copy(
    from: &mut impl Read,
    path: &Path,
    take: &mut dyn FnMut(&[u8]) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    let mut buffer = vec![0; 256 << 10];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(n) => take(&buffer[..n])?,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(VaultError::io(path)(e)),
        }
    }
}

/// Writes a file through `fill` under another name, makes it durable and renames it.
pub(crate) fn atomically(
    path: &Path,
    force: bool,
    fill: impl FnOnce(&mut BufWriter<File>) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    if !force && fs::metadata(path).is_ok_and(|m| m.len() > 0) {
        return Err(VaultError::Exists(path.to_owned()));
    }
    let part = part_of(path);
    let _ = fs::remove_file(&part);
    let result = create_private(&part).and_then(|file| {
        let mut out = BufWriter::new(file);
        fill(&mut out)?;
        let file = out.into_inner().map_err(|e| VaultError::io(&part)(e.into_error()))?;
        file.sync_all().map_err(VaultError::io(&part))?;
        fs::rename(&part, path).map_err(VaultError::io(path))
    });
    if result.is_err() {
        let _ = fs::remove_file(&part);
    }
    result?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Whether a ZIP with these members (in order, with sizes) is written exactly as we write it; otherwise the offset of
/// the first byte that is not.
pub(crate) fn canonical(path: &Path, listed: &[(String, u64)]) -> Result<Result<(), u64>, VaultError> {
    let mut file = BufReader::new(File::open(path).map_err(VaultError::io(path))?);
    let (mut members, mut offset) = (Vec::new(), 0_u64);
    for (name, size) in listed {
        // The checksum stands before the content: read the header as it is, then compare it with what it must be.
        let mut header = vec![0; local_header(&Member { name: name.clone(), size: *size, crc: 0 }).len()];
        if file.read_exact(&mut header).is_err() {
            return Ok(Err(offset));
        }
        let mut hasher = crc32fast::Hasher::new();
        let mut content = file.by_ref().take(*size);
        let mut seen = 0_u64;
        copy(&mut content, path, &mut |chunk| {
            hasher.update(chunk);
            seen += chunk.len() as u64;
            Ok(())
        })?;
        let member = Member { name: name.clone(), size: *size, crc: hasher.finalize() };
        let right = local_header(&member);
        if seen != *size || header != right {
            let at = header.iter().zip(&right).position(|(a, b)| a != b).unwrap_or(0);
            return Ok(Err(offset + at as u64));
        }
        offset += right.len() as u64 + size;
        members.push(member);
    }
    let mut rest = Vec::new();
    file.take(64 << 20).read_to_end(&mut rest).map_err(VaultError::io(path))?;
    let right = directory(&members);
    if rest == right {
        return Ok(Ok(()));
    }
    let at = rest.iter().zip(&right).position(|(a, b)| a != b).unwrap_or(rest.len().min(right.len()));
    Ok(Err(offset + at as u64))
}
