//! The everyday command `hangup`: hang up, look it up, call back.

mod args;
mod commands;
mod config;
mod engine;
mod guess;
mod help;
mod input;
mod lang;
mod link_only;
mod render;
mod rows;
mod tactics;
mod words;

use clap::Parser as _;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

fn main() -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let cli = match args::Cli::try_parse_from(&typed) {
        Ok(cli) => cli,
        Err(error) => return help::explain(&error, &typed),
    };
    match commands::run(cli) {
        Ok(code) => code,
        Err(error) if reader_gone(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let told = format!("{error:#} {}", help::remedy(&error, &typed));
            let told = told.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" ");
            let _ = writeln!(io::stderr().lock(), "hangup: {}", render::wrap::harmless(&told));
            ExitCode::FAILURE
        }
    }
}

/// Whoever read our output has gone: that is their right, and no failure.
fn reader_gone(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|e| e.downcast_ref::<io::Error>()).any(rows::pipeline::reader_gone)
}
