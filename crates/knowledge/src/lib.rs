//! The sources under `data/` into a [`Pack`]: TOML in, one immutable pack out; every mistake named by file.
//!
//! This crate keeps the TOML parser, the Unicode tables and the automaton builder away from the engine,
//! which only ever loads a finished pack.

mod advice;
mod directory;
mod error;
mod fold;
mod lexicon;
mod links;
mod pattern;
mod rules;
mod sources;
mod taxonomy;

pub use directory::{OrgSource, read_directory};
pub use error::{KnowledgeError, Problem};
pub use fold::build_fold;
pub use rules::{RuleSource, read_rules};
pub use sources::Sources;
pub use taxonomy::{TacticSource, TaxonomySource, read_taxonomy};

use hangup_engine::pack::{FORMAT, Pack};

/// Compiles all sources into a pack.
///
/// # Errors
/// Every problem found, each with its file: an unknown concept in a pattern, a word missing in one language,
/// two organisations with one domain, and so on.
pub fn compile(sources: &Sources) -> Result<Pack, KnowledgeError> {
    let mut problems = Vec::new();
    let fold = build_fold();
    let taxonomy = read_taxonomy(sources, &mut problems);
    let (directory, names) = directory::compile(sources, &fold, &mut problems);
    let lexicon = lexicon::compile(sources, &fold, &names, &mut problems);
    let links = links::compile(sources, &mut problems);
    let mut groups = rules::GroupNames::default();
    let rules = rules::compile(sources, &lexicon, &mut groups, &mut problems);
    let verdicts = rules::compile_verdicts(sources, &mut groups, &mut problems);
    let advice = advice::compile(sources, &mut groups, &mut problems);
    let date = sources.get("pack-date.txt").unwrap_or("1970-01-01").trim().into();
    if !problems.is_empty() {
        return Err(KnowledgeError { problems });
    }
    Ok(Pack {
        format: FORMAT,
        date,
        fold,
        lexicon,
        rules,
        groups: groups.into_names(),
        verdicts,
        taxonomy: taxonomy::compile(taxonomy),
        advice,
        directory,
        links,
        classifier: sources.classifier(),
    })
}
