//! `hangup completions` and `hangup man`: for packagers, not shown in the help.

use super::Run;
use crate::help;
use crate::words::Words;
use anyhow::Result;
use clap::Args;
use clap_complete::Shell;
use std::io::{self, Write as _};
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// The completions of one shell.
pub fn completions(args: &CompletionsArgs, run: &Run) -> Result<ExitCode> {
    let words = Words::of(run.asked.or_english());
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut help::command(&words), "hangup", &mut bytes);
    io::stdout().lock().write_all(&bytes)?;
    Ok(ExitCode::SUCCESS)
}

/// The manual page.
pub fn man(run: &Run) -> Result<ExitCode> {
    let words = Words::of(run.asked.or_english());
    let command = help::command(&words).about(words.say("help-about"));
    let mut bytes = Vec::new();
    clap_mangen::Man::new(command).render(&mut bytes)?;
    io::stdout().lock().write_all(&bytes)?;
    Ok(ExitCode::SUCCESS)
}
