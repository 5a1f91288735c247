//! What a package of ours must show beyond being a good bag: its signatures, its custody log, nothing added.

use crate::keys::verify_ed25519;
use crate::{VaultError, Verification, seal, timestamp};
use hangup_casework::bag::{Algorithm, BagFiles, FileEntry, Problem, parse_manifest, parse_tags};
use hangup_casework::case::payload_name;
use hangup_casework::custody::{Act, LogProof, Row, SignedNote, VerifierKey, audit, hex, merkle};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Files that stand outside the tag manifests.
const OUTSIDE: &[&str] = &[
    "tagmanifest-sha256.txt",
    "tagmanifest-sha512.txt",
    "seal/manifest-sha256.txt.sig",
    "seal/tagmanifest-sha256.txt.sig",
    "seal/tagmanifest-sha512.txt.sig",
    "seal/allowed_signers",
    "seal/timestamps.sha256",
    "seal/timestamps.sha256.sig",
    "seal/manifest-sha256.txt.tsr",
    "seal/tagmanifest-sha256.txt.tsr",
    "seal/tsa-chain.pem",
];

struct Check<'a, F> {
    bag: &'a mut F,
    names: BTreeSet<String>,
    out: &'a mut Verification,
}

impl<F: BagFiles<Error = VaultError>> Check<'_, F> {
    fn problem(&mut self, path: &str, what: impl Into<String>) {
        self.out.problems.push(Problem { path: path.to_owned(), what: what.into() });
    }

    /// A file's text; when it is missing or no text, that is a problem.
    fn text(&mut self, path: &str) -> Result<Option<String>, VaultError> {
        if !self.names.contains(path) {
            self.problem(path, "is missing");
            return Ok(None);
        }
        let text = String::from_utf8(self.bag.read(path)?).ok();
        if text.is_none() {
            self.problem(path, "was changed: it is not a text any more");
        }
        Ok(text)
    }
}

pub(crate) fn check<F: BagFiles<Error = VaultError>>(
    bag: &mut F,
    files: &[FileEntry],
    out: &mut Verification,
) -> Result<(), VaultError> {
    let names = files.iter().map(|f| f.path.clone()).collect();
    let mut check = Check { bag, names, out };
    let Some(info) = check.text("bag-info.txt")? else { return Ok(()) };
    let tags = parse_tags(&info).unwrap_or_default();
    let tag = |label: &'static str| tags.all(label).next().unwrap_or("").to_owned();
    let (case, stated, log_key, masked) = (
        tag("External-Identifier"),
        tag("Hangup-Seal-Key"),
        tag("Hangup-Log-Key"),
        tag("Hangup-Copy").starts_with("masked"),
    );
    unlisted(&mut check)?;
    signatures(&mut check, &case, &stated)?;
    if tag("Hangup-Timestamp") == "RFC 3161" {
        timestamps(&mut check, &case)?;
    }
    if !masked {
        custody(&mut check, &case, &log_key)?;
    }
    check.out.problems.sort();
    check.out.problems.dedup();
    Ok(())
}

/// Every file is covered by a manifest or is one of ours in `seal/`.
fn unlisted<F: BagFiles<Error = VaultError>>(check: &mut Check<'_, F>) -> Result<(), VaultError> {
    let Some(manifest) = check.text("tagmanifest-sha256.txt")? else { return Ok(()) };
    let (entries, _) = parse_manifest(&manifest, Algorithm::Sha256, (1, 0));
    let listed: BTreeSet<String> = entries.into_iter().map(|e| e.path).collect();
    let added: Vec<String> = check
        .names
        .iter()
        .filter(|n| !n.starts_with("data/") && !OUTSIDE.contains(&n.as_str()) && !listed.contains(*n))
        .cloned()
        .collect();
    for name in added {
        check.problem(&name, "was added: no manifest lists it");
    }
    Ok(())
}

fn seal_key<F: BagFiles<Error = VaultError>>(
    check: &mut Check<'_, F>,
    case: &str,
) -> Result<Option<ssh_key::PublicKey>, VaultError> {
    let Some(allowed) = check.text("seal/allowed_signers")? else { return Ok(None) };
    let key = seal::read_allowed(&allowed, &format!("case-{case}"));
    if key.is_none() {
        check.problem("seal/allowed_signers", "was changed");
    }
    Ok(key)
}

fn signed<F: BagFiles<Error = VaultError>>(
    check: &mut Check<'_, F>,
    key: &ssh_key::PublicKey,
    name: &str,
    signature: &str,
) -> Result<(), VaultError> {
    let Some(pem) = check.text(signature)? else { return Ok(()) };
    if !check.names.contains(name) {
        check.problem(name, "is missing");
        return Ok(());
    }
    let bytes = check.bag.read(name)?;
    if let Err(what) = seal::verify(key, &bytes, &pem) {
        check.problem(signature, format!("{what} (over {name})"));
    }
    Ok(())
}

fn signatures<F: BagFiles<Error = VaultError>>(
    check: &mut Check<'_, F>,
    case: &str,
    stated: &str,
) -> Result<(), VaultError> {
    let Some(key) = seal_key(check, case)? else { return Ok(()) };
    let fingerprint = key.fingerprint(ssh_key::HashAlg::Sha256).to_string();
    if fingerprint != stated {
        check.problem(
            "seal/allowed_signers",
            format!("holds the key {fingerprint}, but the package states {stated}"),
        );
    }
    check.out.fingerprint = Some(fingerprint);
    for name in ["manifest-sha256.txt", "tagmanifest-sha256.txt", "tagmanifest-sha512.txt"] {
        signed(check, &key, name, &format!("seal/{name}.sig"))?;
    }
    Ok(())
}

fn timestamps<F: BagFiles<Error = VaultError>>(
    check: &mut Check<'_, F>,
    case: &str,
) -> Result<(), VaultError> {
    let list_name = "seal/timestamps.sha256";
    let (Some(key), Some(list)) = (seal_key(check, case)?, check.text(list_name)?) else { return Ok(()) };
    signed(check, &key, list_name, "seal/timestamps.sha256.sig")?;
    for entry in parse_manifest(&list, Algorithm::Sha256, (1, 0)).0 {
        if !check.names.contains(&entry.path) {
            check.problem(&entry.path, "is missing");
        } else if hex(&Sha256::digest(check.bag.read(&entry.path)?)) != entry.digest {
            check.problem(&entry.path, "its content was changed");
        }
    }
    for name in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
        let stamp = format!("seal/{name}.tsr");
        if !check.names.contains(&stamp) {
            check.problem(&stamp, "is missing");
            continue;
        }
        let digest = Sha256::digest(check.bag.read(name)?);
        match timestamp::parse_reply(&check.bag.read(&stamp)?) {
            Ok(reply) if reply.sha256 == digest.as_slice() => {}
            Ok(_) => check.problem(&stamp, format!("does not stamp {name}")),
            Err(e) => check.problem(&stamp, e.to_string()),
        }
    }
    let what =
        "the authority's signature is checked with `openssl ts -verify` and the authority's own certificate";
    check.out.warnings.push(Problem { path: "seal/*.tsr".to_owned(), what: what.to_owned() });
    Ok(())
}

/// The log is whole and signed, its proof holds, and the payload is what it says.
fn custody<F: BagFiles<Error = VaultError>>(
    check: &mut Check<'_, F>,
    case: &str,
    key: &str,
) -> Result<(), VaultError> {
    let (Some(log), Some(head), Some(proof)) =
        (check.text("custody.log")?, check.text("checkpoint")?, check.text("custody.tlog-proof")?)
    else {
        return Ok(());
    };
    let key = match VerifierKey::parse(key) {
        Ok(key) if key.name == format!("hangup/case/{case}") => key,
        _ => {
            check.problem("bag-info.txt", "its Hangup-Log-Key is not the key of this case's log");
            return Ok(());
        }
    };
    let lines: Vec<&str> = log.split_terminator('\n').collect();
    match SignedNote::parse(&head) {
        Ok(note) => {
            for fault in audit(&lines, std::slice::from_ref(&note), &key, false, &verify_ed25519) {
                check.problem("custody.log", fault.to_string());
            }
        }
        Err(e) => check.problem("checkpoint", e.to_string()),
    }
    let leaf = lines.last().map(|l| merkle::leaf_hash(l.as_bytes())).unwrap_or_default();
    let held = LogProof::parse(&proof).and_then(|p| {
        // A way to another row than the last one would prove nothing about this package.
        let last = (lines.len() as u64).checked_sub(1) == Some(p.index);
        p.verify(&leaf, &key, &verify_ed25519).map(|_| last)
    });
    match held {
        Ok(true) => {}
        Ok(false) => check.problem("custody.tlog-proof", "is not about the last row"),
        Err(e) => check.problem("custody.tlog-proof", e.to_string()),
    }
    let Some(manifest) = check.text("manifest-sha256.txt")? else { return Ok(()) };
    let (entries, _) = parse_manifest(&manifest, Algorithm::Sha256, (1, 0));
    let mut payload: BTreeMap<String, String> = entries.into_iter().map(|e| (e.path, e.digest)).collect();
    for row in lines.iter().filter_map(|l| Row::parse(l).ok()) {
        let Act::Exhibit(exhibit) = row.act else { continue };
        let name = payload_name(&exhibit);
        if payload.remove(&name).as_deref() != Some(&exhibit.sha256) {
            check.problem(&name, format!("is not exhibit {} as the custody log has it", exhibit.no));
        }
    }
    for name in payload.into_keys() {
        check.problem(&name, "is in no row of the custody log");
    }
    Ok(())
}
