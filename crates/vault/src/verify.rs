//! Checks a case folder, a package of ours or any `BagIt` bag, and names the file at fault.

use crate::bag_folder::BagFolder;
use crate::bag_zip::BagZip;
use crate::folder::{Found, object_path, origin};
use crate::zip_out::canonical;
use crate::{VaultError, seal, verify_package};
use hangup_casework::bag::{Algorithm, BagFiles, Judgement, Problem, judge};
use hangup_casework::case::Case;
use hangup_casework::custody::{Act, Row, VerifierKey, hex};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::path::Path;

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// What was checked: `case`, `package` (ours) or `bag`.
    pub what: &'static str,
    /// Anything here makes it bad; each names the file at fault.
    pub problems: Vec<Problem>,
    /// Worth knowing.
    pub warnings: Vec<Problem>,
    /// How many files were compared with a digest.
    pub checked: usize,
    /// The fingerprint of the key that sealed it, to be compared with what its holder says.
    pub fingerprint: Option<String>,
}

impl Verification {
    /// Nothing is wrong.
    pub fn is_good(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Checks what lies at a path. `log_key` is the installation's own log key, for case folders of this installation.
pub fn verify_path(path: &Path, log_key: Option<[u8; 32]>) -> Result<Verification, VaultError> {
    let kind = fs::metadata(path).map_err(VaultError::io(path))?;
    if kind.is_dir() {
        if path.join("log").is_file() && path.join("heads").exists() && !path.join("bagit.txt").exists() {
            return case_folder(path, log_key);
        }
        let mut bag = BagFolder::new(path);
        let mut judgement = judge(&mut bag)?;
        judgement.problems.append(&mut bag.strange);
        return bag_result(&mut bag, judgement);
    }
    let mut head = [0; 22];
    let n = File::open(path)
        .and_then(|mut f| std::io::Read::read(&mut f, &mut head))
        .map_err(VaultError::io(path))?;
    if head[..n].starts_with(b"age-encryption.org/v1\n") || head[..n].starts_with(b"age-encryption.org/v1") {
        let what =
            "it is sealed with age. Open it first: age -d -i KEYFILE -o package.zip THIS-FILE".to_owned();
        return Err(VaultError::Refused { path: path.to_owned(), what });
    }
    let mut bag = match BagZip::open(path) {
        Ok(bag) => bag,
        Err(VaultError::Refused { path, what }) => {
            let problems = vec![Problem { path: path.display().to_string(), what }];
            return Ok(Verification {
                what: "bag",
                problems,
                warnings: Vec::new(),
                checked: 0,
                fingerprint: None,
            });
        }
        Err(e) => return Err(e),
    };
    let mut judgement = judge(&mut bag)?;
    judgement.problems.append(&mut bag.strange);
    let listed = bag.listed.clone();
    let mut result = bag_result(&mut bag, judgement)?;
    if result.what == "package"
        && let Err(offset) = canonical(path, &listed)?
    {
        let what = format!("the ZIP file itself was changed at byte {offset}");
        result.problems.push(Problem { path: path.display().to_string(), what });
    }
    Ok(result)
}

fn bag_result<F: BagFiles<Error = VaultError>>(
    bag: &mut F,
    judgement: Judgement,
) -> Result<Verification, VaultError> {
    let files = bag.files()?;
    let ours = files.iter().any(|f| f.path == "bag-info.txt")
        && String::from_utf8_lossy(&bag.read("bag-info.txt")?).contains("Hangup-Seal-Key:");
    // Sealed by name, though its information says nothing of it: somebody took that line out.
    let ours = ours || files.iter().any(|f| f.path == "seal/tagmanifest-sha256.txt.sig");
    let mut result = Verification {
        what: if ours { "package" } else { "bag" },
        problems: judgement.problems,
        warnings: judgement.warnings,
        checked: judgement.checked,
        fingerprint: None,
    };
    if ours {
        verify_package::check(bag, &files, &mut result)?;
    }
    Ok(result)
}

/// A case folder: log, heads, exhibits, seals.
fn case_folder(path: &Path, log_key: Option<[u8; 32]>) -> Result<Verification, VaultError> {
    let mut result = Verification {
        what: "case",
        problems: Vec::new(),
        warnings: Vec::new(),
        checked: 0,
        fingerprint: None,
    };
    let mut problem = |path: String, what: String| result.problems.push(Problem { path, what });
    let found = Found::read(path)?;
    let id = fs::canonicalize(path).map_err(VaultError::io(path))?;
    let id = id.file_name().unwrap_or_default().to_string_lossy().into_owned();
    match log_key {
        Some(key) => {
            for fault in found.faults(&VerifierKey::ed25519(&origin(&id), key)) {
                problem("log".to_owned(), fault.to_string());
            }
        }
        None => {
            problem(
                "log".to_owned(),
                "the key that signs it is not here, so it cannot be checked".to_owned(),
            );
        }
    }
    if found.torn_row || found.torn_head {
        let what =
            "ends in a line that was never finished (a power cut?); it is mended when something is added";
        result.warnings.push(Problem { path: "log".to_owned(), what: what.to_owned() });
    }
    let rows: Vec<Row> = found.lines.iter().filter_map(|l| Row::parse(l).ok()).collect();
    if let Err(e) = Case::replay(&rows) {
        problem("log".to_owned(), e.to_string());
    }
    for exhibit in rows.iter().filter_map(|r| if let Act::Exhibit(e) = &r.act { Some(e) } else { None }) {
        let object = object_path(path, &exhibit.sha256);
        let name = format!("exhibit {} ({})", exhibit.no, hangup_casework::escape::line(&exhibit.name));
        match File::open(&object) {
            Err(_) => problem(name, "its file is missing".to_owned()),
            Ok(mut file) => {
                let digests = crate::bag_folder::digest_stream(
                    &mut file,
                    &object,
                    &[Algorithm::Sha256, Algorithm::Sha512],
                )?;
                if digests != [exhibit.sha256.clone(), exhibit.sha512.clone()] {
                    problem(name, "its content was changed".to_owned());
                }
                result.checked += 1;
            }
        }
    }
    seals(path, &id, &rows, &mut result)?;
    Ok(result)
}

/// The statements that were sealed, their signatures, and the rows that name them.
fn seals(path: &Path, id: &str, rows: &[Row], result: &mut Verification) -> Result<(), VaultError> {
    let folder = path.join("seals");
    for row in rows {
        let Act::Sealed { statement } = &row.act else { continue };
        let name = format!("seals/{:06}.txt", row.n);
        let mut problem =
            |what: &str| result.problems.push(Problem { path: name.clone(), what: what.to_owned() });
        let text = match fs::read(path.join(&name)) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                problem("is missing");
                continue;
            }
            Err(e) => return Err(VaultError::io(&path.join(&name))(e)),
        };
        if hex(&Sha256::digest(&text)) != *statement {
            problem("its content was changed");
            continue;
        }
        let signature = fs::read_to_string(path.join(format!("{name}.sig"))).unwrap_or_default();
        let allowed = fs::read_to_string(folder.join("allowed_signers")).unwrap_or_default();
        match seal::read_allowed(&allowed, &format!("case-{id}")) {
            None => problem("seals/allowed_signers is missing or was changed"),
            Some(key) => match seal::verify(&key, &text, &signature) {
                Ok(()) => result.fingerprint = Some(key.fingerprint(ssh_key::HashAlg::Sha256).to_string()),
                Err(what) => problem(&format!("its signature {what}")),
            },
        }
    }
    Ok(())
}
