//! `cargo xtask ci`: everything that must hold before a change goes in, in order, each step timed.

use crate::{ci_program, ci_wasm, corpus_lint, docs, layers, tidy};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How a step ended without failing.
pub enum Ended {
    /// It did what it is for.
    Done,
    /// It could not be run here; never silent, and a failure under `CI=true`.
    Skipped(String),
    /// What it needs is not to be had on this machine's network, whoever asks: said loudly, here and in the
    /// summary, and no failure (decision 0004).
    NotToBeHad(String),
}

/// One step: its name and what it runs.
type Step<'a> = (&'static str, Box<dyn Fn() -> Result<Ended> + 'a>);

/// Runs all steps, also after a failure, and says at the end how each one went.
pub fn run(root: &Path) -> Result<()> {
    let strict = std::env::var("CI").is_ok_and(|v| v == "true" || v == "1");
    let mut report = Vec::new();
    for (name, step) in steps(root) {
        println!("\n── {name}");
        let start = Instant::now();
        let ended = step();
        let took = start.elapsed();
        let line = match &ended {
            Ok(Ended::Done) => "ok".to_owned(),
            Ok(Ended::Skipped(why)) if strict => format!("FAILED: skipped under CI=true: {why}"),
            Ok(Ended::Skipped(why)) => format!("SKIPPED: {why}"),
            Ok(Ended::NotToBeHad(why)) => format!("SKIPPED, NOT TO BE HAD HERE: {why}"),
            Err(e) => format!("FAILED: {e:#}"),
        };
        println!("── {name}: {line} ({})", seconds(took));
        let failed = ended.is_err() || strict && matches!(ended, Ok(Ended::Skipped(_)));
        report.push((name, line, took, failed));
    }
    summary(&report)
}

fn steps(root: &Path) -> Vec<Step<'_>> {
    let cargo = move |arguments: &'static [&'static str]| move || run_cargo(root, arguments);
    let done = |result: Result<()>| result.map(|()| Ended::Done);
    vec![
        ("outside tools", Box::new(move || tools(root))),
        ("fmt", Box::new(cargo(&["fmt", "--all", "--check"]))),
        ("clippy", Box::new(cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))),
        ("test", Box::new(move || test(root))),
        ("doc tests", Box::new(cargo(&["test", "--doc", "--workspace"]))),
        ("layers", Box::new(move || done(layers::run(root)))),
        ("tidy", Box::new(move || done(tidy::run(root)))),
        ("docs", Box::new(move || done(docs::run(root, true)))),
        ("corpus", Box::new(move || done(corpus_lint::run(root)))),
        ("wasm", Box::new(move || ci_wasm::run(root))),
        ("the program itself", Box::new(move || ci_program::run(root))),
    ]
}

/// Installs what the evidence tests check our output with: other people's verifiers.
fn tools(root: &Path) -> Result<Ended> {
    let status = Command::new("bash")
        .arg("scripts/install-evidence-tools.sh")
        .current_dir(root)
        .status()
        .context("cannot start bash")?;
    if status.success() {
        return Ok(Ended::Done);
    }
    Ok(Ended::Skipped(
        "scripts/install-evidence-tools.sh failed: the evidence tests that need a missing tool will say so"
            .to_owned(),
    ))
}

/// The tests, with nextest where it is installed: it runs each test in its own process.
fn test(root: &Path) -> Result<Ended> {
    let nextest =
        cargo(root).args(["nextest", "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if nextest.is_ok_and(|s| s.success()) {
        run_cargo(root, &["nextest", "run", "--workspace", "--no-fail-fast"])
    } else {
        println!("cargo-nextest is not installed; cargo's own runner does the same work.");
        run_cargo(root, &["test", "--workspace", "--no-fail-fast"])
    }
}

/// The cargo that runs us, in the root of the workspace.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    // Set by cargo for us; for the children it would name the wrong package.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME"] {
        command.env_remove(name);
    }
    command
}

/// Runs cargo with its output on the terminal.
pub fn run_cargo(root: &Path, arguments: &[&str]) -> Result<Ended> {
    let status = cargo(root).args(arguments).status().context("cannot start cargo")?;
    if status.success() {
        return Ok(Ended::Done);
    }
    bail!("`cargo {}` ended with {status}", arguments.join(" "))
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

fn summary(report: &[(&str, String, Duration, bool)]) -> Result<()> {
    println!("\n── summary");
    for (name, line, took, _) in report {
        let first = line.lines().next().unwrap_or("");
        println!("{name:<20}{:>9}  {first}", seconds(*took));
    }
    let total = report.iter().map(|r| r.2).sum();
    let failed: Vec<&str> = report.iter().filter(|r| r.3).map(|r| r.0).collect();
    let skipped = report.iter().filter(|r| r.1.starts_with("SKIPPED")).count();
    println!(
        "{:<20}{:>9}  {} steps, {skipped} skipped, {} failed",
        "all",
        seconds(total),
        report.len(),
        failed.len()
    );
    if failed.is_empty() {
        return Ok(());
    }
    bail!("ci: failed: {}", failed.join(", "))
}
