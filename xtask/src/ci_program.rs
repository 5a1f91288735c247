//! The program as a newcomer meets it: the commands of both READMEs, and the files in `examples/`.

use crate::ci::{self, Ended};
use crate::workspace;
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;

/// Exit code of `check` for danger.
const DANGER: i32 = 12;
/// Exit code of `check` for nothing found.
const NOTHING_FOUND: i32 = 0;
/// Honest texts that must stay silent.
const HONEST: &[(&str, &str)] = &[
    (
        "zh-CN",
        "【京东】您的订单退款129.00元已原路退回至付款账户，预计1-3个工作日到账，可在京东App我的-退换/售后中查看。",
    ),
    (
        "en",
        "Your Amazon return has been received. A refund of $24.99 will go back to your original payment method in 3-5 days. No action is needed.",
    ),
];

/// Runs everything and fails on the first answer that is not the right one.
pub fn run(root: &Path) -> Result<Ended> {
    ci::run_cargo(root, &["build", "--release", "--quiet"])?;
    let mut checked = 0;
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = workspace::read(root, readme)?;
        let commands: Vec<&str> = commands(&text).collect();
        if commands.is_empty() {
            bail!("{readme} shows no `cargo run --release -q -- check …` command");
        }
        for command in commands {
            let output = Command::new("sh")
                .args(["-c", command])
                .current_dir(root)
                .output()
                .context("cannot start sh")?;
            expect(&format!("{readme}: {command}"), &output, DANGER)?;
            checked += 1;
        }
    }
    for file in workspace::files_ending(&root.join("examples"), ".txt")? {
        let lang = if file.contains("zh") { "zh-CN" } else { "en" };
        let path = format!("examples/{file}");
        let output = ci::cargo(root)
            .args(["run", "--release", "-q", "--", "check", &path, "--lang", lang])
            .output()?;
        expect(&path, &output, DANGER)?;
        checked += 1;
    }
    for (lang, text) in HONEST {
        let output =
            ci::cargo(root).args(["run", "--release", "-q", "--", "check", text, "--lang", lang]).output()?;
        expect(text, &output, NOTHING_FOUND)?;
        checked += 1;
    }
    println!("{checked} checks through the program gave the right answer");
    Ok(Ended::Done)
}

/// The commands in a document's fenced blocks that start the program.
fn commands(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|l| l.starts_with("cargo run --release -q -- check "))
}

/// The exit code must be the right one, and something must have been said.
fn expect(what: &str, output: &std::process::Output, code: i32) -> Result<()> {
    if output.status.code() == Some(code) && !output.stdout.trim_ascii().is_empty() {
        return Ok(());
    }
    bail!(
        "{what}: expected exit code {code} and an answer, got {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}
