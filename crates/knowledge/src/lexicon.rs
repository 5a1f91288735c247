//! Concepts and their phrases, and the names of organisations, into one automaton.

use crate::error::Problem;
use crate::sources::Sources;
use daachorse::CharwiseDoubleArrayAhoCorasickBuilder;
use hangup_engine::pack::{Concept, ConceptKind, Lexicon, Phrase};
use hangup_engine::text::{Fold, Text};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A lexicon file: concepts by name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LexiconFile {
    concept: BTreeMap<String, ConceptSource>,
}

/// A concept with its forms. A form with a trailing `*` goes on (`refund*`), with a leading `*` may stand
/// inside a word.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptSource {
    kind: ConceptKind,
    #[serde(default)]
    zh: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
    /// Filled by the engine (indicators, flags), not by phrases.
    #[serde(default)]
    filled_by_engine: bool,
    /// What belongs here and what does not.
    #[serde(default)]
    #[allow(dead_code)]
    note: String,
}

/// A name of an organisation for the automaton.
pub(crate) struct OrgName {
    pub text: String,
    pub org: u16,
    pub weak: bool,
}

#[derive(Default)]
struct Entry {
    concepts: Vec<u16>,
    org: u16,
    weak: bool,
    left: bool,
    right: bool,
}

pub(crate) fn compile(
    sources: &Sources,
    fold: &Fold,
    names: &[OrgName],
    problems: &mut Vec<Problem>,
) -> Lexicon {
    let mut concepts = Vec::new();
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    let mut seen = BTreeMap::new();
    for (file, text) in sources.below("lexicon/") {
        let Some(parsed) = Sources::parse::<LexiconFile>(file, text, problems) else { continue };
        for (name, concept) in parsed.concept {
            if let Some(other) = seen.insert(name.clone(), file.to_owned()) {
                problems.push(Problem::new(file, format!("concept `{name}` is already in data/{other}")));
                continue;
            }
            let id = concepts.len() as u16;
            if !concept.filled_by_engine && concept.zh.is_empty() && concept.en.is_empty() {
                problems.push(Problem::new(file, format!("concept `{name}` has no forms")));
            }
            concepts.push(Concept { name: name.clone(), kind: concept.kind });
            for form in concept.zh.iter().chain(&concept.en) {
                add(&mut entries, fold, form, file, problems, |e| {
                    if !e.concepts.contains(&id) {
                        e.concepts.push(id);
                    }
                });
            }
        }
    }
    for name in names {
        add(&mut entries, fold, &name.text, "directory", problems, |e| {
            // A name that two organisations share belongs to the first that has it as a strong name.
            if e.org == 0 || e.weak && !name.weak {
                e.org = name.org + 1;
                e.weak = name.weak;
            }
        });
    }
    build(concepts, &entries, problems)
}

fn add(
    entries: &mut BTreeMap<String, Entry>,
    fold: &Fold,
    form: &str,
    file: &str,
    problems: &mut Vec<Problem>,
    put: impl FnOnce(&mut Entry),
) {
    let (open_left, rest) = form.strip_prefix('*').map_or((false, form), |r| (true, r));
    let (open_right, rest) = rest.strip_suffix('*').map_or((false, rest), |r| (true, r));
    let key = normal_form(rest, fold);
    if key.is_empty() {
        problems.push(Problem::new(file, format!("form {form:?} is empty after normalising")));
        return;
    }
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let new = Entry {
        left: !open_left && letter(key.chars().next()),
        right: !open_right && letter(key.chars().next_back()),
        ..Entry::default()
    };
    let entry = entries.entry(key).or_insert(new);
    entry.right &= !open_right;
    entry.left &= !open_left;
    put(entry);
}

/// A phrase as it looks in a normalised text.
pub(crate) fn normal_form(form: &str, fold: &Fold) -> String {
    let mut text = Text::default();
    text.read(form, fold);
    text.norm.trim().to_owned()
}

fn build(concepts: Vec<Concept>, entries: &BTreeMap<String, Entry>, problems: &mut Vec<Problem>) -> Lexicon {
    let mut lexicon = Lexicon { concepts, ..Lexicon::default() };
    for entry in entries.values() {
        lexicon.phrases.push(Phrase {
            first: lexicon.pool.len() as u32,
            count: entry.concepts.len() as u8,
            left: entry.left,
            right: entry.right,
            org: entry.org,
            weak: entry.weak,
        });
        lexicon.pool.extend(&entry.concepts);
    }
    let patterns = entries.keys().zip(0u32..);
    match CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(patterns) {
        Ok(automaton) => lexicon.automaton = automaton.serialize(),
        Err(e) => problems.push(Problem::new("lexicon", format!("the phrases make no automaton: {e}"))),
    }
    lexicon
}
