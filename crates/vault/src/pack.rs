//! Puts a case together as the members of a package, as `docs/decisions/0042-package.md` describes it.

use crate::export::{ExportOptions, TimestampAuthority};
use crate::report::ReportData;
use crate::zip_out::{Entry, Source, copy};
use crate::{AGENT, CaseFolder, VaultError, seal, timestamp};
use hangup_casework::bag::{
    BAGIT_TXT, SealNames, bag_tags, item_list_csv, item_list_html, manifest_text, verify_txt,
};
use hangup_casework::case::{Case, Exhibit, payload_name};
use hangup_casework::custody::hex;
use hangup_casework::pii;
use hangup_domain::UiLang;
use sha2::{Digest, Sha256, Sha512};
use std::collections::BTreeMap;
use std::fs::File;

/// A package, ready to be written.
pub(crate) struct Package {
    pub entries: Vec<Entry>,
    /// SHA-256 of the payload manifest.
    pub manifest: String,
    /// Exhibits that are not in a masked copy because they cannot be masked.
    pub withheld: Vec<u32>,
    pub files: u64,
    pub bytes: u64,
}

/// Reads an exhibit's bytes and makes sure that they are what was taken in.
pub(crate) fn read_object(
    case: &CaseFolder,
    exhibit: &Exhibit,
    take: &mut dyn FnMut(&[u8]) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    let path = case.object(exhibit);
    let damaged = || VaultError::Damaged { no: exhibit.no, path: path.clone() };
    let mut file = File::open(&path).map_err(|_| damaged())?;
    let (mut sha256, mut size) = (Sha256::new(), 0_u64);
    copy(&mut file, &path, &mut |chunk| {
        sha256.update(chunk);
        size += chunk.len() as u64;
        take(chunk)
    })?;
    if size == exhibit.size && hex(&sha256.finalize()) == exhibit.sha256 { Ok(()) } else { Err(damaged()) }
}

/// Makes the package.
pub(crate) fn package(
    case: &CaseFolder,
    state: &Case,
    data: &ReportData,
    options: &ExportOptions<'_>,
) -> Result<Package, VaultError> {
    let mut digests: [BTreeMap<String, String>; 2] = Default::default();
    let mut payload = Vec::new();
    let mut withheld = Vec::new();
    let mut bytes = 0_u64;
    for exhibit in &state.exhibits {
        let name = payload_name(exhibit);
        let source = if options.masked {
            let Some(text) = data.masked_text(exhibit) else {
                withheld.push(exhibit.no);
                continue;
            };
            Source::Bytes(text.into_bytes())
        } else {
            let mut crc = crc32fast::Hasher::new();
            read_object(case, exhibit, &mut |chunk| {
                crc.update(chunk);
                Ok(())
            })?;
            Source::File { path: case.object(exhibit), size: exhibit.size, crc: crc.finalize() }
        };
        let (sha256, sha512, size) = match &source {
            Source::Bytes(b) => (hex(&Sha256::digest(b)), hex(&Sha512::digest(b)), b.len() as u64),
            Source::File { .. } => (exhibit.sha256.clone(), exhibit.sha512.clone(), exhibit.size),
        };
        bytes += size;
        digests[0].insert(name.clone(), sha256);
        digests[1].insert(name.clone(), sha512);
        payload.push(Entry { name, source });
    }
    let files = payload.len() as u64;
    let theirs = data.theirs();
    let hide = |text: &str| if options.masked { pii::mask_except(text, &theirs) } else { text.to_owned() };
    let fingerprint = case.keys().fingerprint();
    let tags = SealNames {
        case: &state.id,
        agent: AGENT,
        at: options.at,
        bytes,
        files,
        fingerprint: &fingerprint,
        log_key: &case.log_key().to_string(),
        masked: options.masked,
        timestamped: options.authority.is_some(),
    };
    let report = |lang| data.html(state, options, &fingerprint, lang, &hide);
    let mut tag_files = vec![
        Entry::bytes("bagit.txt", BAGIT_TXT),
        Entry::bytes("bag-info.txt", bag_tags(&tags)),
        Entry::bytes(
            "VERIFY.txt",
            verify_txt(&state.id, &fingerprint, options.authority.is_some(), options.masked),
        ),
        Entry::bytes("item-list.csv", item_list_csv(state, &hide)),
        Entry::bytes("item-list.html", item_list_html(state, &hide)),
        Entry::bytes("report.zh.html", report(UiLang::Zh)),
        Entry::bytes("report.en.html", report(UiLang::En)),
        Entry::bytes("manifest-sha256.txt", manifest_text(&digests[0])),
        Entry::bytes("manifest-sha512.txt", manifest_text(&digests[1])),
    ];
    if !options.masked {
        let mut log = case.lines().join("\n");
        log.push('\n');
        tag_files.push(Entry::bytes("custody.log", log));
        tag_files.push(Entry::bytes("checkpoint", case.head().map(ToString::to_string).unwrap_or_default()));
        tag_files.push(Entry::bytes(
            "custody.tlog-proof",
            case.last_proof().map(|p| p.to_string()).unwrap_or_default(),
        ));
    }
    let seals = sealed(case, state, &tag_files, options.authority)?;
    let manifest =
        tag_files.iter().find(|e| e.name == "manifest-sha256.txt").map(digest_of).unwrap_or_default();
    let mut entries = tag_files;
    entries.extend(payload);
    entries.extend(seals);
    for entry in &mut entries {
        entry.name = format!("case-{}/{}", state.id, entry.name);
    }
    Ok(Package { entries, manifest, withheld, files, bytes })
}

fn content(entry: &Entry) -> &[u8] {
    match &entry.source {
        Source::Bytes(bytes) => bytes,
        Source::File { .. } => &[],
    }
}

fn digest_of(entry: &Entry) -> String {
    hex(&Sha256::digest(content(entry)))
}

/// The tag manifests, and what stands outside them: signatures and timestamps.
fn sealed(
    case: &CaseFolder,
    state: &Case,
    tag_files: &[Entry],
    authority: Option<TimestampAuthority<'_>>,
) -> Result<Vec<Entry>, VaultError> {
    let both = |make: &dyn Fn(&Entry) -> String| {
        manifest_text(&tag_files.iter().map(|e| (e.name.clone(), make(e))).collect())
    };
    let tag256 = Entry::bytes("tagmanifest-sha256.txt", both(&digest_of));
    let tag512 = Entry::bytes("tagmanifest-sha512.txt", both(&|e| hex(&Sha512::digest(content(e)))));
    let manifest =
        tag_files.iter().find(|e| e.name == "manifest-sha256.txt").map(content).unwrap_or_default();
    let principal = format!("case-{}", state.id);
    let mut out = Vec::new();
    let mut stamps = BTreeMap::new();
    out.push(Entry::bytes("seal/tagmanifest-sha512.txt.sig", seal::sign(case.keys(), content(&tag512))?));
    for (name, bytes) in [("manifest-sha256.txt", manifest), ("tagmanifest-sha256.txt", content(&tag256))] {
        out.push(Entry::bytes(format!("seal/{name}.sig"), seal::sign(case.keys(), bytes)?));
        if let Some(authority) = authority {
            let digest: [u8; 32] = Sha256::digest(bytes).into();
            let request = timestamp::request(&digest, crate::disk::random(case.path())?)?;
            let reply = (authority.ask)(&request).map_err(VaultError::Timestamp)?;
            if timestamp::parse_reply(&reply)?.sha256 != digest {
                return Err(VaultError::Timestamp("it stamps something else".to_owned()));
            }
            stamps.insert(format!("seal/{name}.tsr"), reply);
        }
    }
    out.push(Entry::bytes("seal/allowed_signers", seal::allowed_signers(case.keys(), &principal)?));
    if let Some(authority) = authority {
        stamps.insert("seal/tsa-chain.pem".to_owned(), authority.chain.to_vec());
        let list: BTreeMap<String, String> =
            stamps.iter().map(|(n, b)| (n.clone(), hex(&Sha256::digest(b)))).collect();
        let list = manifest_text(&list);
        out.push(Entry::bytes("seal/timestamps.sha256.sig", seal::sign(case.keys(), list.as_bytes())?));
        out.push(Entry::bytes("seal/timestamps.sha256", list));
        out.extend(stamps.into_iter().map(|(name, bytes)| Entry::bytes(name, bytes)));
    }
    out.extend([tag256, tag512]);
    Ok(out)
}
