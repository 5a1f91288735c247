//! `hangup check`: one contact, one answer.

use super::Run;
use crate::args::{Channel, Format};
use crate::guess::{self, Kind};
use crate::input::{self, Given};
use crate::link_only;
use crate::render::Room;
use crate::render::page::Page;
use crate::words::Words;
use anyhow::{Context as _, Result, bail};
use clap::Args;
use hangup_domain::{Assessment, Contact, UiLang};
use hangup_engine::Engine;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct CheckArgs {
    #[arg(value_name = "TEXT|FILE|-")]
    what: Vec<OsString>,
    #[arg(long = "as", value_enum, value_name = "KIND")]
    kind: Option<Kind>,
    #[arg(long, value_name = "NUMBER|NAME")]
    sender: Option<String>,
    #[arg(long, value_enum, value_name = "CHANNEL")]
    channel: Option<Channel>,
    #[arg(long, value_name = "BRAND")]
    claims: Option<String>,
    #[arg(long, value_enum, value_name = "plain|json", default_value = "plain")]
    format: Format,
    #[arg(long)]
    explain: bool,
}

/// Assesses what was handed over.
pub fn run(args: &CheckArgs, run: &Run) -> Result<ExitCode> {
    let text = given(args, run)?;
    if text.trim().is_empty() {
        bail!(Words::of(run.asked.or_english()).say("check-empty"));
    }
    let engine = run.engine()?;
    let (mut contact, kind) = guess::contact(&text, args.kind);
    contact.sender = args.sender.clone().or(contact.sender);
    contact.claims = args.claims.clone().or(contact.claims);
    contact.channel = args.channel.map(Into::into).or(contact.channel);
    let lang = run.asked.for_contact(&contact);
    let mut assessment = engine.assess(&contact, lang);
    let alone = matches!(kind, Kind::Link | Kind::Number) || guess::only_a_link(&contact, &assessment);
    if alone {
        link_only::settle(engine, &mut assessment, lang);
    }
    unknown_claim(engine, &contact, lang);
    write(args, engine, &contact, &assessment, lang)?;
    Ok(ExitCode::from(assessment.verdict.exit_code()))
}

/// The text: what was typed, a file, or stdin.
fn given(args: &CheckArgs, run: &Run) -> Result<String> {
    let words = || Words::of(run.asked.or_english());
    let given = match args.what.as_slice() {
        [] => {
            if io::stdin().is_terminal() {
                writeln!(io::stderr().lock(), "{}", words().say("check-paste"))?;
            }
            input::read(io::stdin().lock())?
        }
        [dash] if dash == "-" => input::read(io::stdin().lock())?,
        [one] if Path::new(one).is_dir() => {
            bail!(words().fill("check-folder", &[("path", one.to_string_lossy().into())]))
        }
        [one] if Path::new(one).is_file() => {
            let name = || one.to_string_lossy().into_owned();
            input::read(std::fs::File::open(one).with_context(name)?).with_context(name)?
        }
        [one] if names_a_file(&one.to_string_lossy()) => {
            bail!(words().fill("no-such-file", &[("path", one.to_string_lossy().into())]))
        }
        several => {
            let texts: Vec<_> = several.iter().map(|t| t.to_string_lossy()).collect();
            Given::Text(texts.join(" "))
        }
    };
    match given {
        Given::Text(text) => Ok(text),
        Given::Cut(text) => {
            let size = [("size", (input::MOST >> 20).into())];
            writeln!(io::stderr().lock(), "{}", words().fill("input-cut", &size))?;
            Ok(text)
        }
        Given::NoWords => bail!(words().say("input-no-words")),
    }
}

/// Whether a text can only have been meant as the name of a file.
fn names_a_file(text: &str) -> bool {
    let endings =
        [".txt", ".json", ".jsonl", ".csv", ".eml", ".html", ".log", ".png", ".jpg", ".jpeg", ".pdf"];
    let lower = text.to_ascii_lowercase();
    !text.contains(char::is_whitespace) && !text.contains("://") && endings.iter().any(|e| lower.ends_with(e))
}

/// A claim that the directory does not know cannot be compared; the person should know that.
pub fn unknown_claim(engine: &Engine, contact: &Contact, lang: UiLang) {
    if let Some(name) = contact.claims.as_deref().filter(|c| engine.organisation(c).is_none()) {
        let told = Words::of(lang).fill("unknown-claim", &[("name", name.into())]);
        let _ = writeln!(io::stderr().lock(), "{told}");
    }
}

fn write(args: &CheckArgs, engine: &Engine, contact: &Contact, a: &Assessment, lang: UiLang) -> Result<()> {
    if args.format == Format::Json {
        let mut bytes = serde_json::to_vec(a)?;
        bytes.push(b'\n');
        io::stdout().lock().write_all(&bytes)?;
        return Ok(());
    }
    let words = Words::of(lang);
    let page =
        Page { engine, assessment: a, contact, words: &words, room: Room::here(), explain: args.explain };
    anstream::stdout().lock().write_all(page.write().as_bytes())?;
    Ok(())
}
