//! `cargo xtask docs`: the documents that are written by the knowledge itself.

use crate::{docs_directory, docs_rules, pack, workspace};
use anyhow::{Result, bail};
use hangup_knowledge::{KnowledgeError, Sources};
use std::path::Path;

/// Writes the documents, or with `check` fails when a file differs from what would be written.
pub fn run(root: &Path, check: bool) -> Result<()> {
    let documents = generated(&pack::sources(root)?)?;
    let mut problems = Vec::new();
    for (file, text) in &documents {
        let there = workspace::read(root, file).unwrap_or_default();
        if check {
            if there != *text {
                problems.push(format!("{file} is not what the knowledge says now; run `cargo xtask docs`"));
            }
        } else if there != *text {
            workspace::write(root, file, text)?;
            println!("docs: wrote {file}");
        }
    }
    workspace::conclude("docs", &problems, &format!("{} documents are clean", documents.len()))
}

/// The documents with their paths.
fn generated(sources: &Sources) -> Result<Vec<(&'static str, String)>> {
    let mut problems = Vec::new();
    let rules = hangup_knowledge::read_rules(sources, &mut problems);
    let taxonomy = hangup_knowledge::read_taxonomy(sources, &mut problems);
    let directory = hangup_knowledge::read_directory(sources, &mut problems);
    if !problems.is_empty() {
        return Err(KnowledgeError { problems }.into());
    }
    let Some(taxonomy) = taxonomy else { bail!("data/tactics.toml is missing") };
    Ok(vec![
        ("docs/rules.md", docs_rules::page(&rules, &taxonomy)),
        ("docs/directory.md", docs_directory::page(&directory)),
    ])
}

/// A text as a Markdown code span in a list, on one line, whatever it contains.
pub fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // A fence longer than any run of backticks inside.
    let mut longest = 0;
    let mut run = 0;
    for c in line.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let pad = if line.starts_with('`') || line.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{line}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_quoted_text_cannot_break_out() {
        assert_eq!(quoted("a\n b"), "`a b`");
        assert_eq!(quoted("say `x`"), "`` say `x` ``");
    }
}
