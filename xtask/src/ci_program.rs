//! The program as a newcomer meets it: the commands of both READMEs, the files in `examples/`, honest texts.

use crate::ci::{self, Ended};
use crate::readme::{self, DANGER};
use crate::workspace;
use anyhow::{Result, bail};
use std::path::Path;

/// Exit code of `check` when nothing was found.
const NOTHING_FOUND: i32 = 0;
/// Honest texts that must stay silent.
const HONEST: &[(&str, &str)] = &[
    (
        "zh-CN",
        "【京东】您的订单退款129.00元已原路退回至付款账户，预计1-3个工作日到账，可在京东App我的-退换/售后中查看。",
    ),
    (
        "en",
        "Your Amazon return has been received. A refund of $24.99 will go back to your original payment method in \
         3-5 days. No action is needed.",
    ),
];

/// Runs everything and fails on the first answer that is not the right one.
pub fn run(root: &Path) -> Result<Ended> {
    readme::run(root, true)?;
    let mut checked = 0;
    for file in workspace::files_ending(&root.join("examples"), ".txt")? {
        let lang = if file.contains(".zh.") { "zh-CN" } else { "en" };
        check(root, &format!("examples/{file}"), lang, DANGER)?;
        checked += 1;
    }
    for (lang, text) in HONEST {
        check(root, text, lang, NOTHING_FOUND)?;
        checked += 1;
    }
    println!("{checked} more checks through the program gave the right answer");
    Ok(Ended::Done)
}

/// The exit code must be the right one, and something must have been said.
fn check(root: &Path, what: &str, lang: &str, code: i32) -> Result<()> {
    let output =
        ci::cargo(root).args(["run", "--release", "-q", "--", "check", what, "--lang", lang]).output()?;
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
