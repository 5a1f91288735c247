//! The words that a person sees, from `data/locales/<language>/cli.ftl`.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use hangup_domain::UiLang;
use unic_langid::LanguageIdentifier;

/// The Chinese originals.
const ZH: &str = include_str!("../../../data/locales/zh-CN/cli.ftl");
/// The English originals.
const EN: &str = include_str!("../../../data/locales/en/cli.ftl");

/// The words of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    lang: UiLang,
}

impl Words {
    /// Reads the words of a language. They are part of the program; a slip in them is left out and the tests
    /// find it.
    pub fn of(lang: UiLang) -> Self {
        let resource = match FluentResource::try_new(lang.pick(ZH, EN).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let tag: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        bundle.set_use_isolating(false);
        // A doubled key is refused here; the first one stays.
        let _ = bundle.add_resource(resource);
        Self { bundle, lang }
    }

    /// The language.
    pub fn lang(&self) -> UiLang {
        self.lang
    }

    /// The words under a key, when there are any.
    pub fn get(&self, key: &str) -> Option<String> {
        self.format(key, None)
    }

    /// The words under a key; the key itself when there are none.
    pub fn say(&self, key: &str) -> String {
        self.get(key).unwrap_or_else(|| key.to_owned())
    }

    /// The words under a key with their gaps filled in.
    pub fn fill<'v>(&self, key: &str, gaps: &[(&'static str, FluentValue<'v>)]) -> String {
        let args: FluentArgs<'v> = gaps.iter().cloned().collect();
        self.format(key, Some(&args)).unwrap_or_else(|| key.to_owned())
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut slips = Vec::new();
        Some(self.bundle.format_pattern(pattern, args, &mut slips).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Keys with the gaps that their words have.
    fn keys(source: &str) -> BTreeMap<String, Vec<String>> {
        let resource = FluentResource::try_new(source.to_owned());
        assert!(resource.is_ok(), "{:?}", resource.err().map(|e| e.1));
        let mut found = BTreeMap::new();
        let mut last = String::new();
        for line in source.lines() {
            if let Some((key, _)) = line.split_once(" =").filter(|(k, _)| !k.starts_with([' ', '#'])) {
                last = key.to_owned();
                assert!(found.insert(last.clone(), Vec::new()).is_none(), "{last} stands twice");
            }
            for gap in line.split("{ $").skip(1) {
                let gap = gap.split([' ', '}']).next().unwrap_or("").to_owned();
                if let Some(gaps) = found.get_mut(&last).filter(|g: &&mut Vec<String>| !g.contains(&gap)) {
                    gaps.push(gap);
                }
            }
        }
        for gaps in found.values_mut() {
            gaps.sort();
        }
        found
    }

    #[test]
    fn both_languages_have_the_same_words_with_the_same_gaps() {
        assert_eq!(keys(ZH), keys(EN));
    }

    #[test]
    fn every_word_asked_for_exists() {
        let sources = sources();
        let known = keys(EN);
        let asked = sources
            .iter()
            .flat_map(|text| [".say(\"", ".fill(\"", ".get(\"", "word(\""].map(|call| (text, call)))
            .flat_map(|(text, call)| text.split(call).skip(1))
            .filter_map(|rest| rest.split('"').next())
            .filter(|key| key.contains('-') && key.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
        let missing: Vec<&str> = asked.filter(|k| !known.contains_key(*k)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn every_word_is_used() {
        let all = sources().concat();
        let built =
            ["help-", "arg-", "verdict-", "status-", "role-", "kind-", "config-about-", "method-", "who-is-"];
        let idle: Vec<String> = keys(EN)
            .into_keys()
            .filter(|k| !built.iter().any(|b| k.starts_with(b)) && !all.contains(&format!("\"{k}\"")))
            .collect();
        assert!(idle.is_empty(), "{idle:?}");
    }

    /// The text of every source file of this crate.
    fn sources() -> Vec<String> {
        let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        let mut texts = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.ends_with("words.rs") {
                    texts.extend(std::fs::read_to_string(path));
                }
            }
        }
        texts
    }
}
