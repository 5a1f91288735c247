//! Where the workspace is, and the files in it in a fixed order.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Folders that hold nothing of ours.
const SKIPPED: &[&str] = &["target", "node_modules", ".git"];

/// The root of the workspace.
pub fn root() -> PathBuf {
    // Under `cargo run` the variable names the checkout that is being run, even when the binary is older.
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// All files below `root`, as paths relative to it with `/` between parts, sorted.
pub fn files(root: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let path = root.join(&folder);
        let entries = std::fs::read_dir(&path).with_context(|| format!("cannot list {}", path.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let relative = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if entry.path().is_dir() {
                if !SKIPPED.contains(&name.as_str()) {
                    folders.push(relative);
                }
            } else {
                found.push(relative);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The files with an ending, such as `.rs`.
pub fn files_ending(root: &Path, ending: &str) -> Result<Vec<String>> {
    let mut found = files(root)?;
    found.retain(|f| f.ends_with(ending));
    Ok(found)
}

/// Reads a text file of the workspace.
pub fn read(root: &Path, file: &str) -> Result<String> {
    let path = root.join(file);
    std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a text file of the workspace, making its folder when needed.
pub fn write(root: &Path, file: &str, bytes: impl AsRef<[u8]>) -> Result<()> {
    let path = root.join(file);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Ends a chore: prints what is wrong and fails, or says in one line that nothing is.
pub fn conclude(chore: &str, problems: &[String], fine: &str) -> Result<()> {
    if problems.is_empty() {
        println!("{chore}: {fine}");
        return Ok(());
    }
    for problem in problems {
        eprintln!("{chore}: {problem}");
    }
    anyhow::bail!("{chore}: {} problem(s)", problems.len())
}
