//! Rules, groups and verdicts.

use crate::error::Problem;
use crate::pattern;
use crate::sources::Sources;
use hangup_domain::{TacticId, Verdict};
use hangup_engine::pack::{Lexicon, Rule, VerdictRule, Voice, Words};
use serde::Deserialize;

/// Both languages of a sentence in a source file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BothLanguages {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl BothLanguages {
    pub(crate) fn words(&self) -> Words {
        Words { zh: self.zh.as_str().into(), en: self.en.as_str().into() }
    }
}

/// A rule file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSource {
    /// Its id: the file name without ending.
    pub id: String,
    /// The tactic that it shows.
    pub tactic: TacticId,
    /// Guide points that it serves.
    pub guide: Vec<u8>,
    /// 1 to 5.
    pub severity: u8,
    /// One clear sighting is enough.
    #[serde(default)]
    pub stop_now: bool,
    /// Groups for verdicts and advice.
    pub groups: Vec<String>,
    /// Whose words it reads.
    #[serde(default = "them")]
    pub voice: Voice,
    /// Why it matters.
    pub because: BothLanguages,
    /// Honest contacts that say something like it.
    pub honest: BothLanguages,
    /// Facts to quote.
    #[serde(default)]
    pub facts: Vec<String>,
    /// Patterns over concepts; none for a check in code.
    #[serde(default, rename = "match")]
    pub patterns: Vec<String>,
    /// What code does, for a rule without patterns.
    #[serde(default)]
    pub check: Option<String>,
    /// Texts in which it fires.
    pub fires: Vec<String>,
    /// Texts in which it stays silent.
    pub silent: Vec<String>,
}

fn them() -> Voice {
    Voice::Them
}

/// Names of groups, each a bit.
#[derive(Debug, Default)]
pub(crate) struct GroupNames(Vec<String>);

impl GroupNames {
    pub fn bit(&mut self, name: &str) -> u128 {
        let at = self.0.iter().position(|n| n == name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        });
        1u128.checked_shl(at as u32).unwrap_or(0)
    }

    pub fn mask(&mut self, names: &[String]) -> u128 {
        names.iter().map(|n| self.bit(n)).fold(0, |a, b| a | b)
    }

    /// A bit that must exist already.
    fn known(&self, name: &str) -> Option<u128> {
        self.0.iter().position(|n| n == name).map(|i| 1 << i)
    }

    pub fn into_names(self) -> Vec<String> {
        self.0
    }
}

/// Parses the rule files.
pub fn read_rules(sources: &Sources, problems: &mut Vec<Problem>) -> Vec<(String, RuleSource)> {
    let mut rules = Vec::new();
    for (file, text) in sources.below("rules/") {
        if let Some(rule) = Sources::parse::<RuleSource>(file, text, problems) {
            let stem = file.rsplit('/').next().and_then(|f| f.strip_suffix(".toml")).unwrap_or(file);
            if stem != rule.id {
                problems.push(Problem::new(file, format!("the file name and the id `{}` differ", rule.id)));
            }
            if rule.fires.is_empty() || rule.silent.is_empty() {
                problems
                    .push(Problem::new(file, "a rule needs an example that fires and one that stays silent"));
            }
            if rule.patterns.is_empty() == rule.check.is_none() {
                problems.push(Problem::new(file, "a rule has either `match` or `check`"));
            }
            if rule.guide.is_empty() || rule.guide.iter().any(|g| !(1..=5).contains(g)) {
                problems.push(Problem::new(file, "a rule names the guide points (1 to 5) that it serves"));
            }
            rules.push((file.to_owned(), rule));
        }
    }
    rules
}

pub(crate) fn compile(
    sources: &Sources,
    lexicon: &Lexicon,
    groups: &mut GroupNames,
    problems: &mut Vec<Problem>,
) -> Vec<Rule> {
    // Groups that the engine itself raises come first, so that they exist without any rule.
    for name in hangup_engine::groups::BUILT_IN {
        groups.bit(name);
    }
    let read = read_rules(sources, problems);
    let mut rules = Vec::with_capacity(read.len());
    for (file, source) in read {
        let mut patterns = Vec::new();
        for text in &source.patterns {
            match pattern::parse(text, lexicon) {
                Ok(p) => patterns.push(p),
                Err(what) => problems.push(Problem::new(&file, what)),
            }
        }
        rules.push(Rule {
            id: source.id.as_str().into(),
            tactic: source.tactic,
            guide: source.guide.clone(),
            severity: source.severity,
            stop_now: source.stop_now,
            groups: groups.mask(&source.groups),
            voice: source.voice,
            because: source.because.words(),
            facts: source.facts.iter().map(|f| f.as_str().into()).collect(),
            patterns,
        });
    }
    if groups.0.len() > 128 {
        problems.push(Problem::new("rules", format!("{} groups are too many: 128 at most", groups.0.len())));
    }
    rules
}

/// The file of verdicts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct VerdictFile {
    verdict: Vec<VerdictSource>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct VerdictSource {
    id: String,
    level: Verdict,
    /// Each entry: any of these groups, written `a|b`.
    all: Vec<String>,
    #[serde(default)]
    none: Vec<String>,
    score: f32,
    /// Why, for readers.
    #[allow(dead_code)]
    note: String,
}

pub(crate) fn compile_verdicts(
    sources: &Sources,
    groups: &mut GroupNames,
    problems: &mut Vec<Problem>,
) -> Vec<VerdictRule> {
    const FILE: &str = "verdicts.toml";
    let Some(file) = sources.need::<VerdictFile>(FILE, problems) else { return Vec::new() };
    let mut verdicts = Vec::new();
    for source in file.verdict {
        let mut mask = |names: &str| {
            names.split('|').fold(0, |m, name| {
                m | groups.known(name.trim()).unwrap_or_else(|| {
                    problems
                        .push(Problem::new(FILE, format!("`{}`: no rule is in group `{name}`", source.id)));
                    0
                })
            })
        };
        let all = source.all.iter().map(|n| mask(n)).collect();
        let none = source.none.iter().map(|n| mask(n)).fold(0, |a, b| a | b);
        verdicts.push(VerdictRule {
            id: source.id.as_str().into(),
            level: source.level,
            all,
            none,
            score: source.score,
        });
    }
    verdicts.sort_by(|a, b| b.level.cmp(&a.level).then(b.score.total_cmp(&a.score)));
    verdicts
}
