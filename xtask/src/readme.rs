//! `cargo xtask readme`: the answers that both READMEs show are the program's own, word for word.

use crate::ci;
use crate::workspace;
use anyhow::{Context, Result};
use std::path::Path;
use std::process::{Command, Output};

/// The two READMEs, of equal rank.
const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];
/// How the command of a newcomer begins.
const COMMAND: &str = "cargo run --release -q -- check ";
/// What opens the block with its answer.
const OPEN: &str = "```text\n";
/// What closes it.
const CLOSE: &str = "\n```";

/// Runs each README's command and writes its answer below it; with `check`, fails when another one stands there.
pub fn run(root: &Path, check: bool) -> Result<()> {
    ci::run_cargo(root, &["build", "--release", "--quiet"])?;
    let mut problems = Vec::new();
    for file in READMES {
        let text = workspace::read(root, file)?;
        let Some(shown) = Shown::of(&text) else {
            problems.push(format!("{file} shows no `{COMMAND}…` with its answer in a text block"));
            continue;
        };
        let output = answer(root, shown.command)?;
        let said = String::from_utf8_lossy(&output.stdout).trim_matches('\n').to_owned();
        if output.status.code() != Some(DANGER) {
            problems
                .push(format!("{file}: `{}` ended with {}, not with danger", shown.command, output.status));
        } else if said != shown.answer && check {
            problems.push(format!(
                "{file} shows another answer than the program gives; run `cargo xtask readme`"
            ));
        } else if said != shown.answer {
            let new = [&text[..shown.start], &said, &text[shown.start + shown.answer.len()..]].concat();
            workspace::write(root, file, new)?;
            println!("readme: wrote the answer in {file}");
        }
    }
    workspace::conclude("readme", &problems, "both show what the program says")
}

/// Exit code of `check` for danger.
pub const DANGER: i32 = 12;

/// The command and the answer that a README shows.
#[derive(Debug, PartialEq)]
struct Shown<'t> {
    command: &'t str,
    answer: &'t str,
    /// Where the answer begins.
    start: usize,
}

impl<'t> Shown<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let command_at = text.find(COMMAND)?;
        let command = text[command_at..].lines().next()?;
        let start = command_at + text[command_at..].find(OPEN)? + OPEN.len();
        let answer = &text[start..start + text[start..].find(CLOSE)?];
        Some(Self { command, answer, start })
    }
}

/// Runs a command as a newcomer types it, without colour and 80 columns wide.
fn answer(root: &Path, command: &str) -> Result<Output> {
    Command::new("sh")
        .args(["-c", command])
        .current_dir(root)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .output()
        .context("cannot start sh")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_command_and_its_answer_are_found() {
        let text = "# x\n\n```console\ncargo run --release -q -- check \"a\"\ncargo xtask ci\n```\n\n```text\nStop.\n\nWhy\n```\n";
        let shown = Shown::of(text);
        assert_eq!(shown.as_ref().map(|s| s.answer), Some("Stop.\n\nWhy"));
        assert_eq!(shown.map(|s| s.command), Some("cargo run --release -q -- check \"a\""));
        assert_eq!(Shown::of("# nothing"), None);
    }
}
