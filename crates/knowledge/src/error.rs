//! What is wrong with the sources, file by file.

use std::fmt;

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file below `data/`.
    pub file: String,
    /// What is wrong and what would be right.
    pub what: String,
}

impl Problem {
    /// A mistake in a file.
    pub fn new(file: impl Into<String>, what: impl Into<String>) -> Self {
        Self { file: file.into(), what: what.into() }
    }
}

/// The sources do not make a pack.
#[derive(Debug, Clone, thiserror::Error)]
pub struct KnowledgeError {
    /// All mistakes found.
    pub problems: Vec<Problem>,
}

impl fmt::Display for KnowledgeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} problem(s) in the knowledge sources:", self.problems.len())?;
        for p in self.problems.iter().take(50) {
            writeln!(f, "  data/{}: {}", p.file, p.what)?;
        }
        Ok(())
    }
}
