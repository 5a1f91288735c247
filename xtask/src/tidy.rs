//! `cargo xtask tidy`: what no compiler sees. Paths in documents, opening sentences, lengths, leftovers.

use crate::workspace;
use anyhow::Result;
use std::path::Path;

/// Longest source file.
const MOST_LINES: usize = 800;
/// Largest median over all source files.
const MEDIAN_LINES: usize = 200;
/// Largest 90th percentile.
const P90_LINES: usize = 450;

/// Macros that are for the time of writing only. Joined at compile time, so that this file does not match.
const LEFTOVERS: &[&str] = &[
    concat!("dbg", "!("),
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
];
/// First folders of paths that exist on one machine only.
const MACHINE_FOLDERS: &[&str] = &["work", "farm", "root", "home", "Users"];

/// Checks all files and prints what is not tidy.
pub fn run(root: &Path) -> Result<()> {
    let files = workspace::files(root)?;
    let mut problems = Vec::new();
    let mut lengths = Vec::new();
    let mut paths = 0;
    for file in &files {
        let Ok(text) = workspace::read(root, file) else { continue };
        machine_paths(file, &text, &mut problems);
        let ending = file.rsplit('.').next().unwrap_or("");
        if ending == "md" {
            paths += named_paths(root, file, &text, &mut problems);
        }
        if ending == "rs" {
            source(file, &text, &mut problems);
            if file.starts_with("crates/") || file.starts_with("xtask/") {
                lengths.push(text.lines().count());
            }
        }
    }
    let (median, p90, most) = quantiles(&mut lengths);
    for (what, is, limit) in [("median", median, MEDIAN_LINES), ("90th percentile", p90, P90_LINES)] {
        if is > limit {
            problems.push(format!("the {what} of source files is {is} lines, the limit {limit}"));
        }
    }
    let fine = format!(
        "{paths} paths in documents exist; {} source files, median {median} lines, 90th percentile {p90}, longest {most}",
        lengths.len()
    );
    workspace::conclude("tidy", &problems, &fine)
}

/// A source file: its opening sentence, its length, leftovers.
fn source(file: &str, text: &str, problems: &mut Vec<String>) {
    let opening = text.lines().next().unwrap_or("");
    if opening.strip_prefix("//! ").is_none_or(|s| s.split_whitespace().count() < 3) {
        problems
            .push(format!("{file}:1: does not open with a `//!` sentence that says what the file is for"));
    }
    let lines = text.lines().count();
    if lines > MOST_LINES {
        problems.push(format!("{file}: {lines} lines, the limit is {MOST_LINES}"));
    }
    for (number, line) in text.lines().enumerate() {
        for left in LEFTOVERS.iter().filter(|l| line.contains(**l)) {
            problems.push(format!("{file}:{}: `{left}` was left over", number + 1));
        }
    }
}

/// Absolute paths of one machine, in any text file.
fn machine_paths(file: &str, text: &str, problems: &mut Vec<String>) {
    for (number, line) in text.lines().enumerate() {
        for folder in MACHINE_FOLDERS {
            let needle = format!("/{folder}/");
            for (at, _) in line.match_indices(&needle) {
                let before = line[..at].chars().next_back();
                let behind = line[at + needle.len()..].chars().next();
                let starts = before.is_none_or(|c| !c.is_alphanumeric() && !"_.-~>}/".contains(c));
                if starts && behind.is_some_and(|c| c.is_ascii_alphabetic() || c == '.') {
                    problems.push(format!("{file}:{}: `{needle}…` is a path of one machine", number + 1));
                }
            }
        }
    }
}

/// Checks every path that a document names in backticks or links to; returns how many there were.
fn named_paths(root: &Path, file: &str, text: &str, problems: &mut Vec<String>) -> usize {
    let mut count = 0;
    let mut fenced = false;
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            continue;
        }
        let quoted = line.split('`').skip(1).step_by(2).filter_map(|t| repository_path(root, t));
        let linked = line.split("](").skip(1).filter_map(|t| link_target(file, t));
        for path in quoted.chain(linked) {
            count += 1;
            if !root.join(&path).exists() {
                problems.push(format!("{file}:{}: `{path}` does not exist", number + 1));
            }
        }
    }
    count
}

/// The part of a quoted text that must exist, when the text is a path of this repository.
fn repository_path(root: &Path, quoted: &str) -> Option<String> {
    let odd = |c: char| !(c.is_alphanumeric() || "/._-<>*{},…".contains(c));
    if quoted.contains(odd) || quoted.contains("..") || quoted.starts_with('/') {
        return None;
    }
    // `data/rules/<family>/<rule-id>.toml` names a shape: what stands before the first gap must exist.
    let sure: Vec<&str> =
        quoted.split('/').take_while(|part| !part.contains(['<', '>', '*', '{', '}', ',', '…'])).collect();
    let first = *sure.first()?;
    if first == "target" || first.is_empty() {
        return None;
    }
    let known_file = !quoted.contains('/')
        && [".md", ".toml", ".rs"].iter().any(|e| quoted.ends_with(e) && quoted.len() > e.len())
        && quoted.chars().next().is_some_and(|c| c.is_ascii_uppercase());
    let below = quoted.contains('/') && root.join(first).is_dir();
    (known_file || below).then(|| sure.join("/").trim_end_matches('/').to_owned())
}

/// The target of a relative Markdown link.
fn link_target(file: &str, behind: &str) -> Option<String> {
    let target = behind.split([')', '#', ' ']).next().filter(|t| !t.is_empty())?;
    if target.contains("://") || target.starts_with("mailto:") || target.starts_with('<') {
        return None;
    }
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    Some(if folder.is_empty() { target.to_owned() } else { format!("{folder}/{target}") })
}

/// Median, 90th percentile and maximum.
fn quantiles(lengths: &mut [usize]) -> (usize, usize, usize) {
    lengths.sort_unstable();
    let at = |share: usize| lengths.get(lengths.len().saturating_sub(1) * share / 100).copied().unwrap_or(0);
    (at(50), at(90), at(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine(line: &str) -> usize {
        let mut problems = Vec::new();
        machine_paths("x.md", line, &mut problems);
        problems.len()
    }

    #[test]
    fn a_path_of_one_machine_is_found_and_a_web_address_is_not() {
        assert_eq!(machine(concat!("see /ho", "me/mei/notes")), 1);
        assert_eq!(machine(concat!("`/wo", "rk/x`")), 1);
        assert_eq!(machine("https://example.com/home/page"), 0);
        assert_eq!(machine("./work/x and ~/work/x"), 0);
    }

    #[test]
    fn quoted_paths_are_told_from_other_words() {
        let root = workspace::root();
        assert_eq!(repository_path(&root, "xtask/src/tidy.rs").as_deref(), Some("xtask/src/tidy.rs"));
        assert_eq!(repository_path(&root, "xtask/<name>/x.rs").as_deref(), Some("xtask"));
        assert_eq!(repository_path(&root, "cargo xtask ci"), None);
        assert_eq!(repository_path(&root, "and/or"), None);
        assert_eq!(repository_path(&root, "README.md").as_deref(), Some("README.md"));
    }

    #[test]
    fn a_file_without_an_opening_sentence_is_named() {
        let mut problems = Vec::new();
        source("x.rs", "use std::fmt;\n", &mut problems);
        source("y.rs", "//! What y is for.\n", &mut problems);
        assert_eq!(problems.len(), 1, "{problems:?}");
    }

    #[test]
    fn quantiles_of_nothing_are_zero() {
        assert_eq!(quantiles(&mut []), (0, 0, 0));
        assert_eq!(quantiles(&mut [5, 1, 3]), (3, 3, 5));
    }
}
