//! `hangup pack`: build, verify, show and compare packs of knowledge.

mod differences;

use super::Run;
use super::scan::write_json;
use crate::args::Format;
use crate::engine;
use crate::words::Words;
use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use hangup_engine::Engine;
use hangup_engine::pack::Pack;
use hangup_knowledge::Sources;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct PackArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Build {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        #[arg(long, value_name = "FILE", default_value = "hangup.pack")]
        out: PathBuf,
    },
    Verify {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "sha256:…")]
        digest: Option<String>,
    },
    Show {
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        #[arg(long, value_enum, value_name = "plain|json", default_value = "plain")]
        format: Format,
    },
    Diff {
        #[arg(value_name = "OLD")]
        old: PathBuf,
        #[arg(value_name = "NEW")]
        new: Option<PathBuf>,
    },
}

/// What is in a pack.
#[derive(Debug, Serialize)]
struct Contents<'a> {
    digest: &'a str,
    date: &'a str,
    format: u16,
    bytes: usize,
    rules: usize,
    verdicts: usize,
    concepts: usize,
    phrases: usize,
    tactics: usize,
    organisations: usize,
    channels: usize,
    classifier: bool,
}

/// A pack and its name.
struct Named {
    pack: Pack,
    digest: String,
    bytes: usize,
}

/// Builds, verifies, shows or compares.
pub fn run(args: &PackArgs, run: &Run) -> Result<ExitCode> {
    let words = Words::of(run.asked.or_english());
    let mut out = Vec::new();
    let good = match &args.what {
        What::Build { folder, out: file } => build(folder, file, &words, &mut out)?,
        What::Verify { file, digest } => verify(file, digest.as_deref(), &words, &mut out)?,
        What::Show { file, format } => {
            let named = open(file.as_deref().or_else(|| run.pack()))?;
            show(&named, *format, &words, &mut out);
            true
        }
        What::Diff { old, new } => {
            let (old, new) = (open(Some(old))?, open(new.as_deref())?);
            out.extend(differences::told(&old.pack, &new.pack, &words).into_bytes());
            true
        }
    };
    io::stdout().lock().write_all(&out)?;
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A pack from its file; the built-in one when none is named.
fn open(file: Option<&Path>) -> Result<Named> {
    let Some(file) = file else {
        let pack = Pack::from_bytes(hangup_builtin::PACK)?;
        return Ok(Named {
            pack,
            digest: hangup_builtin::DIGEST.to_owned(),
            bytes: hangup_builtin::PACK.len(),
        });
    };
    let bytes = engine::read(file)?;
    let pack = Pack::from_bytes(&bytes).with_context(|| file.display().to_string())?;
    Ok(Named { pack, digest: engine::digest(&bytes), bytes: bytes.len() })
}

/// From a folder of sources to a pack file, its digest beside it.
fn build(folder: &Path, file: &Path, words: &Words, out: &mut Vec<u8>) -> Result<bool> {
    if !folder.join("tactics.toml").is_file() {
        bail!(words.fill("pack-no-sources", &[("path", folder.display().to_string().into())]));
    }
    let sources = Sources::read(folder).with_context(|| folder.display().to_string())?;
    let bytes = hangup_knowledge::compile(&sources)?.to_bytes()?;
    let digest = engine::digest(&bytes);
    Engine::load(&bytes, &digest)?;
    std::fs::write(file, &bytes).with_context(|| file.display().to_string())?;
    let beside = beside(file);
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let line = format!("{}  {name}\n", digest.trim_start_matches("sha256:"));
    std::fs::write(&beside, line).with_context(|| beside.display().to_string())?;
    let fill = [("path", file.display().to_string().into()), ("digest", digest.into())];
    writeln!(out, "{}", words.fill("pack-built", &fill))?;
    Ok(true)
}

/// The file with the digest, as `sha256sum -c` reads it.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".sha256");
    name.into()
}

/// Whether a pack is whole, is the one that was meant, and works.
fn verify(file: &Path, wanted: Option<&str>, words: &Words, out: &mut Vec<u8>) -> Result<bool> {
    let bytes = engine::read(file)?;
    let digest = engine::digest(&bytes);
    let listed = std::fs::read_to_string(beside(file)).ok();
    let listed = listed.as_deref().and_then(|l| l.split_whitespace().next());
    let plain = |d: &str| d.trim().trim_start_matches("sha256:").to_ascii_lowercase();
    if let Some(wanted) = wanted.or(listed).filter(|w| plain(w) != plain(&digest)) {
        let fill =
            [("digest", digest.clone().into()), ("wanted", format!("sha256:{}", plain(wanted)).into())];
        writeln!(out, "{}", words.fill("pack-other", &fill))?;
        return Ok(false);
    }
    Engine::load(&bytes, &digest).with_context(|| file.display().to_string())?;
    let key = if wanted.or(listed).is_some() { "pack-good" } else { "pack-whole" };
    writeln!(out, "{}", words.fill(key, &[("digest", digest.into())]))?;
    Ok(true)
}

fn show(named: &Named, format: Format, words: &Words, out: &mut Vec<u8>) {
    let pack = &named.pack;
    let contents = Contents {
        digest: &named.digest,
        date: &pack.date,
        format: pack.format,
        bytes: named.bytes,
        rules: pack.rules.len(),
        verdicts: pack.verdicts.len(),
        concepts: pack.lexicon.concepts.len(),
        phrases: pack.lexicon.phrases.len(),
        tactics: pack.taxonomy.tactics.len(),
        organisations: pack.directory.organisations.len(),
        channels: pack.directory.organisations.iter().map(|o| o.channels.len()).sum(),
        classifier: pack.classifier.is_some(),
    };
    if format == Format::Json {
        write_json(&contents, out);
        return;
    }
    let fill = [
        ("digest", contents.digest.into()),
        ("date", contents.date.into()),
        ("bytes", contents.bytes.into()),
        ("rules", contents.rules.into()),
        ("concepts", contents.concepts.into()),
        ("phrases", contents.phrases.into()),
        ("organisations", contents.organisations.into()),
        ("channels", contents.channels.into()),
        (
            "classifier",
            words.say(if contents.classifier { "pack-with-weights" } else { "pack-without-weights" }).into(),
        ),
    ];
    let mut text = String::new();
    let _ = writeln!(text, "{}", words.fill("pack-contents", &fill));
    out.extend(text.into_bytes());
}
