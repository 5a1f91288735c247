//! Judges a bag: every file that is missing, changed, added or out of place is named.

use crate::bag::{
    Algorithm, Declaration, ManifestEntry, check_path, decode_path, parse_manifest, parse_tags,
};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// A file of a bag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    /// Its path from the bag's top, with `/`.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
}

/// How the judge gets at a bag's files, wherever they are.
pub trait BagFiles {
    /// What can go wrong.
    type Error;
    /// All files.
    fn files(&mut self) -> Result<Vec<FileEntry>, Self::Error>;
    /// Whether the folder `data` exists, be it empty.
    fn has_data(&mut self) -> Result<bool, Self::Error>;
    /// A whole small file.
    fn read(&mut self, path: &str) -> Result<Vec<u8>, Self::Error>;
    /// A file's digests, hexadecimal, lower case, in the order asked for.
    fn digests(&mut self, path: &str, algorithms: &[Algorithm]) -> Result<Vec<String>, Self::Error>;
}

/// Something wrong, and with which file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{path}: {what}")]
pub struct Problem {
    /// The file at fault.
    pub path: String,
    /// What is wrong with it.
    pub what: String,
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judgement {
    /// Anything here makes the bag bad.
    pub problems: Vec<Problem>,
    /// Worth knowing, but no fault of the bag's.
    pub warnings: Vec<Problem>,
    /// How many files were compared with a digest.
    pub checked: usize,
    /// What `bagit.txt` declares.
    pub declaration: Option<Declaration>,
}

impl Judgement {
    fn problem(&mut self, path: &str, what: impl Into<String>) {
        self.problems.push(Problem { path: path.to_owned(), what: what.into() });
    }

    fn warn(&mut self, path: &str, what: impl Into<String>) {
        self.warnings.push(Problem { path: path.to_owned(), what: what.into() });
    }
}

/// Judges a bag of any version.
pub fn judge<F: BagFiles>(bag: &mut F) -> Result<Judgement, F::Error> {
    let mut out = Judgement::default();
    let files = bag.files()?;
    let sizes: BTreeMap<&str, u64> = files.iter().map(|f| (f.path.as_str(), f.size)).collect();
    if !sizes.contains_key("bagit.txt") {
        out.problem("bagit.txt", "is missing, so this is no bag");
        return Ok(out);
    }
    let declaration = match Declaration::parse(&bag.read("bagit.txt")?) {
        Ok(declaration) => declaration,
        Err(why) => {
            out.problem("bagit.txt", why.to_string());
            return Ok(out);
        }
    };
    out.declaration = Some(declaration);
    if !bag.has_data()? {
        out.problem("data", "the payload folder is missing");
    }
    let mut payload: BTreeMap<Algorithm, Vec<ManifestEntry>> = BTreeMap::new();
    let mut tag: BTreeMap<Algorithm, Vec<ManifestEntry>> = BTreeMap::new();
    for path in sizes.keys().filter(|p| !p.contains('/')) {
        let (kind, rest) = match (path.strip_prefix("manifest-"), path.strip_prefix("tagmanifest-")) {
            (Some(rest), _) => (&mut payload, rest),
            (_, Some(rest)) => (&mut tag, rest),
            _ => continue,
        };
        let Some(word) = rest.strip_suffix(".txt") else { continue };
        let Some(algorithm) = Algorithm::from_word(word) else {
            out.warn(path, format!("`{word}` is not an algorithm known here; not compared"));
            continue;
        };
        let Some(text) = declaration.encoding.decode(&bag.read(path)?) else {
            out.problem(path, "is not in the encoding that bagit.txt declares");
            continue;
        };
        let (entries, errors) = parse_manifest(&text, algorithm, declaration.version);
        for error in errors {
            out.problem(path, error.to_string());
        }
        kind.insert(algorithm, resolve(path, entries, &sizes, &mut out));
    }
    if payload.is_empty() {
        out.problem("manifest-sha256.txt", "there is no payload manifest that can be checked");
    }
    completeness(&payload, &sizes, declaration, &mut out);
    for (algorithm, entries) in &tag {
        let name = format!("tagmanifest-{}.txt", algorithm.as_str());
        for entry in entries.iter().filter(|e| !sizes.contains_key(e.path.as_str())) {
            out.problem(&entry.path, format!("is listed in {name} and is missing"));
        }
    }
    information(bag, declaration, &sizes, &mut out)?;
    fetch(bag, declaration, &payload, &sizes, &mut out)?;
    compare(bag, &[&payload, &tag], &sizes, &mut out)?;
    twins(&sizes, &mut out);
    out.problems.sort();
    out.problems.dedup();
    Ok(out)
}

/// Finds each entry's file, also when it is written bare or in another Unicode form; names double entries.
fn resolve(
    manifest: &str,
    entries: Vec<ManifestEntry>,
    sizes: &BTreeMap<&str, u64>,
    out: &mut Judgement,
) -> Vec<ManifestEntry> {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut kept = Vec::new();
    for mut entry in entries {
        if !sizes.contains_key(entry.path.as_str()) {
            if sizes.contains_key(entry.written.as_str()) {
                entry.path.clone_from(&entry.written);
                out.warn(&entry.path, format!("is written in {manifest} without its escapes"));
            } else {
                let form: String = entry.path.nfc().collect();
                if let Some(other) = sizes.keys().find(|p| p.nfc().eq(form.chars())) {
                    out.warn(other, format!("is written in {manifest} in another Unicode form"));
                    (*other).clone_into(&mut entry.path);
                }
            }
        }
        match seen.get(&entry.path) {
            Some(digest) if *digest != entry.digest => {
                out.problem(&entry.path, format!("stands in {manifest} twice with different digests"));
            }
            Some(_) => out.warn(&entry.path, format!("stands in {manifest} twice")),
            None => {
                seen.insert(entry.path.clone(), entry.digest.clone());
                kept.push(entry);
            }
        }
    }
    kept
}

/// Every payload file is listed, and every listed file is there.
fn completeness(
    payload: &BTreeMap<Algorithm, Vec<ManifestEntry>>,
    sizes: &BTreeMap<&str, u64>,
    declaration: Declaration,
    out: &mut Judgement,
) {
    let mut listed: BTreeMap<&str, usize> = BTreeMap::new();
    for (algorithm, entries) in payload {
        let name = format!("manifest-{}.txt", algorithm.as_str());
        for entry in entries {
            if !entry.path.starts_with("data/") {
                out.problem(&entry.path, format!("is listed in {name} and does not lie in data/"));
            } else if !sizes.contains_key(entry.path.as_str()) {
                out.problem(&entry.path, format!("is listed in {name} and is missing"));
            }
            *listed.entry(&entry.path).or_default() += 1;
        }
    }
    for path in sizes.keys().filter(|p| p.starts_with("data/")) {
        let times = listed.get(path).copied().unwrap_or(0);
        let name = path.rsplit('/').next().unwrap_or("");
        if times == 0 && matches!(name, ".DS_Store" | "Thumbs.db") {
            out.warn(path, "was left by the system and is not part of the bag");
        } else if times == 0 {
            out.problem(path, "is in the payload and in no manifest");
        }
    }
    if declaration.version >= (1, 0) {
        for (path, times) in listed {
            if times < payload.len() && sizes.contains_key(path) {
                out.problem(path, "is not listed in every payload manifest");
            }
        }
    }
}

/// `bag-info.txt`: its form, and the number of bytes and files that it states.
fn information<F: BagFiles>(
    bag: &mut F,
    declaration: Declaration,
    sizes: &BTreeMap<&str, u64>,
    out: &mut Judgement,
) -> Result<(), F::Error> {
    let name = if declaration.version < (0, 96) { "package-info.txt" } else { "bag-info.txt" };
    if !sizes.contains_key(name) {
        return Ok(());
    }
    let Some(text) = declaration.encoding.decode(&bag.read(name)?) else {
        out.problem(name, "is not in the encoding that bagit.txt declares");
        return Ok(());
    };
    let tags = match parse_tags(&text) {
        Ok(tags) => tags,
        Err(line) => {
            out.problem(name, format!("line {line} is neither `label: value` nor its continuation"));
            return Ok(());
        }
    };
    let (mut bytes, mut files) = (0_u64, 0_u64);
    for (_, size) in sizes.iter().filter(|(p, _)| p.starts_with("data/")) {
        bytes = bytes.saturating_add(*size);
        files += 1;
    }
    for oxum in tags.all("Payload-Oxum") {
        let stated =
            oxum.split_once('.').and_then(|(b, f)| Some((b.parse::<u64>().ok()?, f.parse::<u64>().ok()?)));
        match stated {
            Some(stated) if stated == (bytes, files) => {}
            Some(_) => out.problem(
                name,
                format!("states a payload of {oxum} (bytes.files), but there are {bytes}.{files}"),
            ),
            None => out.problem(name, format!("`{oxum}` is not a Payload-Oxum")),
        }
    }
    Ok(())
}

/// `fetch.txt`: nothing is ever fetched, but where it points to is checked.
fn fetch<F: BagFiles>(
    bag: &mut F,
    declaration: Declaration,
    payload: &BTreeMap<Algorithm, Vec<ManifestEntry>>,
    sizes: &BTreeMap<&str, u64>,
    out: &mut Judgement,
) -> Result<(), F::Error> {
    if !sizes.contains_key("fetch.txt") {
        return Ok(());
    }
    let Some(text) = declaration.encoding.decode(&bag.read("fetch.txt")?) else {
        out.problem("fetch.txt", "is not in the encoding that bagit.txt declares");
        return Ok(());
    };
    for (i, line) in text.split(['\n', '\r']).enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let (url, rest) = line.trim().split_once([' ', '\t']).unwrap_or((line, ""));
        let (length, path) = rest.trim_start().split_once([' ', '\t']).unwrap_or((rest, ""));
        let line = i + 1;
        let number = length == "-" || (!length.is_empty() && length.bytes().all(|b| b.is_ascii_digit()));
        if !number || !url.contains(':') {
            out.problem("fetch.txt", format!("line {line} is not an address, a length and a path"));
            continue;
        }
        match check_path(&decode_path(path.trim_start(), declaration.version)) {
            Err(why) => out.problem("fetch.txt", format!("line {line} (`{path}`): {why}")),
            Ok(path) => {
                let listed = payload.values().any(|m| m.iter().any(|e| e.path == path));
                if !listed && declaration.version >= (1, 0) {
                    out.problem("fetch.txt", format!("line {line}: `{path}` is in no manifest"));
                }
            }
        }
    }
    Ok(())
}

/// Compares every listed file with its digests, reading each file once.
fn compare<F: BagFiles>(
    bag: &mut F,
    manifests: &[&BTreeMap<Algorithm, Vec<ManifestEntry>>],
    sizes: &BTreeMap<&str, u64>,
    out: &mut Judgement,
) -> Result<(), F::Error> {
    let mut wanted: BTreeMap<&str, Vec<(Algorithm, &str)>> = BTreeMap::new();
    for (algorithm, entries) in manifests.iter().flat_map(|m| m.iter()) {
        for entry in entries.iter().filter(|e| sizes.contains_key(e.path.as_str())) {
            wanted.entry(&entry.path).or_default().push((*algorithm, &entry.digest));
        }
    }
    for (path, expected) in wanted {
        let algorithms: Vec<Algorithm> = expected.iter().map(|(a, _)| *a).collect();
        let found = bag.digests(path, &algorithms)?;
        out.checked += 1;
        for ((algorithm, expected), found) in expected.iter().zip(&found) {
            if expected != found {
                out.problem(path, format!("its content was changed: {} does not match", algorithm.as_str()));
            }
        }
    }
    Ok(())
}

/// Names that some systems cannot keep apart.
fn twins(sizes: &BTreeMap<&str, u64>, out: &mut Judgement) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for path in sizes.keys() {
        if !seen.insert(path.nfc().collect::<String>().to_lowercase()) {
            out.warn(path, "some systems cannot keep this name apart from another one in the bag");
        }
    }
}
