//! `hangup config`: what is set, and from where.

use super::Run;
use crate::config::{KEYS, Origin, Settings, usual_place};
use crate::words::Words;
use anyhow::Result;
use clap::{Args, Subcommand};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct ConfigArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Check {
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    Show,
    Generate,
}

/// Checks, shows or writes the configuration.
pub fn run(args: &ConfigArgs, run: &Run) -> Result<ExitCode> {
    let words = Words::of(run.asked.or_english());
    let text = match &args.what {
        What::Check { file: Some(file) } => {
            Settings::read(Some(file))?;
            checked(Some(file), &words)
        }
        What::Check { file: None } => checked(run.settings.file.as_ref(), &words),
        What::Show => show(&run.settings, &words),
        What::Generate => generate(&words),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Reading was the check.
fn checked(file: Option<&PathBuf>, words: &Words) -> String {
    let told = if let Some(file) = file {
        words.fill("config-good", &[("path", file.display().to_string().into())])
    } else {
        let place = usual_place().map(|p| p.display().to_string()).unwrap_or_default();
        words.fill("config-none", &[("path", place.into())])
    };
    format!("{told}\n")
}

/// The file that would give the present settings, each value with its origin.
fn show(settings: &Settings, words: &Words) -> String {
    let mut text = String::new();
    let mut open = "";
    for (section, key, value, origin) in settings.all() {
        let origin = match origin {
            Origin::Default => words.say("config-default"),
            Origin::File(path) => path.display().to_string(),
            Origin::Variable(name) => name.clone(),
        };
        if section != open {
            let gap = if open.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{gap}[{section}]");
            open = section;
        }
        let _ = writeln!(text, "{key} = {value}  # {origin}");
    }
    text
}

/// A file with every key, explained, nothing set.
fn generate(words: &Words) -> String {
    let mut text = String::new();
    let place = usual_place().map(|p| p.display().to_string()).unwrap_or_default();
    for line in words.fill("config-head", &[("path", place.into())]).lines() {
        let _ = writeln!(text, "# {line}");
    }
    let mut open = "";
    for (section, key, default) in KEYS {
        if *section != open {
            let _ = writeln!(text, "\n[{section}]");
            open = section;
        }
        for line in words.say(&format!("config-about-{section}-{key}")).lines() {
            let _ = writeln!(text, "# {line}");
        }
        let _ = writeln!(text, "# {key} = {default}");
    }
    text
}
