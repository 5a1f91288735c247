//! The commands, one file each, and what all of them are given.

pub mod backup;
pub mod call;
pub mod case;
pub mod check;
pub mod config;
pub mod link;
pub mod now;
pub mod pack;
pub mod scan;
pub mod shell;
pub mod who;

use crate::args::{Cli, Command, Global};
use crate::config::Settings;
use crate::engine;
use crate::lang::Asked;
use crate::tactics::Tactics;
use anyhow::Result;
use hangup_domain::UiLang;
use hangup_engine::Engine;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What a command is given beside its own arguments.
pub struct Run {
    /// The language, as far as it is known.
    pub asked: Asked,
    /// The settings.
    pub settings: Settings,
    pack: Option<PathBuf>,
}

impl Run {
    /// Flags before everything else.
    fn new(global: &Global) -> Result<Self> {
        let mut settings = Settings::read(global.config.as_deref())?;
        if let Some(dir) = &global.data {
            settings.config.storage.data_dir.clone_from(dir);
        }
        let asked = global.lang.map_or_else(|| settings.config.ui.lang.asked(), |l| Asked::For(l.0));
        let set = Some(&settings.config.knowledge.pack).filter(|p| !p.as_os_str().is_empty());
        let pack = global.pack.as_ref().or(set).cloned();
        Ok(Self { asked, settings, pack })
    }

    /// The engine of this run.
    pub fn engine(&self) -> Result<&'static Engine> {
        engine::load(self.pack.as_deref())
    }

    /// The language where there is no message to go by.
    pub fn lang(&self) -> UiLang {
        self.asked.or_english()
    }

    /// The folder for cases and what else is kept.
    pub fn data_dir(&self) -> PathBuf {
        self.settings.config.data_dir()
    }

    /// The pack file in use; none for the one built in.
    pub fn pack(&self) -> Option<&Path> {
        self.pack.as_deref()
    }
}

/// Does what was asked.
pub fn run(cli: Cli) -> Result<ExitCode> {
    let run = Run::new(&cli.global)?;
    match cli.command {
        Command::Check(args) => check::run(&args, &run),
        Command::Who(args) => who::run(&args, &run),
        Command::Scan(args) => scan::run(&args, &run),
        Command::Link(args) => link::run(&args, &run),
        Command::Call(args) => call::run(&args, &run),
        Command::Case(args) => {
            let tactics = Tactics::new(&run);
            case::run_with(args, run.lang(), &run.data_dir(), &|text, lang| tactics.quotes(text, lang))
        }
        Command::Now(args) => now::run(args, run.lang(), &run.data_dir()),
        Command::Backup(args) => backup::run(args, run.lang(), &run.data_dir()),
        Command::Restore(args) => backup::run_restore(&args, run.lang(), &run.data_dir()),
        Command::Pack(args) => pack::run(&args, &run),
        Command::Config(args) => config::run(&args, &run),
        Command::Completions(args) => shell::completions(&args, &run),
        Command::Man => shell::man(&run),
    }
}
