//! The engine for `wasm32-unknown-unknown`: it must build where there is no operating system.

use crate::ci::{self, Ended};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const TARGET: &str = "wasm32-unknown-unknown";
/// On a closed network `rustup` would wait for minutes before it gives up.
const PATIENCE: Duration = Duration::from_mins(1);

/// Builds the engine; fetches the target's standard library first when it is missing.
pub fn run(root: &Path) -> Result<Ended> {
    if !installed(root)? {
        println!("the standard library for {TARGET} is missing; asking rustup for it");
        add_target(root)?;
        if !installed(root)? {
            return Ok(Ended::NotToBeHad(format!(
                "the standard library for {TARGET} is not installed and rustup could not fetch it; \
                 run `rustup target add {TARGET}` where there is a network"
            )));
        }
    }
    ci::run_cargo(root, &["build", "-p", "hangup-engine", "--target", TARGET])
}

/// Whether the compiler finds the target's standard library.
fn installed(root: &Path) -> Result<bool> {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .current_dir(root)
        .stderr(Stdio::null())
        .output()
        .context("cannot start rustc")?;
    let folder = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(false) };
    Ok(entries.flatten().any(|e| e.file_name().to_string_lossy().starts_with("libstd-")))
}

/// Asks rustup for the target, with a limit on the time. Its failure shows in what is installed afterwards.
fn add_target(root: &Path) -> Result<()> {
    let started = Command::new("rustup").args(["target", "add", TARGET]).current_dir(root).spawn();
    let Ok(mut rustup) = started else {
        println!("rustup is not installed");
        return Ok(());
    };
    let start = Instant::now();
    while rustup.try_wait()?.is_none() {
        if start.elapsed() > PATIENCE {
            println!("rustup did not finish in {} s", PATIENCE.as_secs());
            rustup.kill()?;
            rustup.wait()?;
            break;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    Ok(())
}
