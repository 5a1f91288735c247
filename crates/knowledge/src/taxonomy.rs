//! The taxonomy: stages, tactics, variants, compounds, facts.

use crate::error::Problem;
use crate::rules::BothLanguages;
use crate::sources::Sources;
use hangup_domain::{Stage, TacticId, VariantId};
use hangup_engine::pack::{Compound, Tactic, Taxonomy};
use serde::Deserialize;

/// `data/tactics.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxonomySource {
    /// The five points of the guide.
    pub guide: Vec<BothLanguages>,
    /// Names of the stages, S1 first.
    pub stage: Vec<BothLanguages>,
    /// Names of the variants, V1 first.
    pub variant: Vec<BothLanguages>,
    /// Quotable facts.
    pub fact: Vec<FactSource>,
    /// Tactics.
    pub tactic: Vec<TacticSource>,
    /// Combinations.
    pub compound: Vec<CompoundSource>,
}

/// A fact that can be quoted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactSource {
    /// `FA1` …
    pub id: String,
    /// The fact.
    pub say: BothLanguages,
    /// What about it is inference.
    #[serde(default)]
    pub note: Option<String>,
}

/// Example phrasings of a tactic.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// Chinese.
    pub zh: Vec<String>,
    /// English.
    pub en: Vec<String>,
}

/// A tactic.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TacticSource {
    /// `RT01` …
    pub id: TacticId,
    /// A readable id.
    pub slug: String,
    /// Its stage.
    pub stage: Stage,
    /// Its name.
    pub name: BothLanguages,
    /// What it is.
    pub description: BothLanguages,
    /// Phrasings.
    pub examples: Examples,
    /// Words that often show it: for writers, not for the engine.
    pub cues: Examples,
    /// Guide points that it breaks.
    pub guide: Vec<u8>,
    /// 1 to 5.
    pub severity: u8,
    /// One clear sighting is enough.
    pub stop_now: bool,
    /// Its honest look-alike.
    pub honest: BothLanguages,
    /// What to do instead.
    pub instead: BothLanguages,
    /// What usually follows.
    pub next: Vec<TacticId>,
    /// Variants in which it occurs.
    pub variants: Vec<VariantId>,
    /// Techniques of MITRE F3 and ATT&CK.
    pub techniques: Vec<String>,
    /// What to watch in the victim's own words.
    #[serde(default)]
    pub watch_victim: Option<BothLanguages>,
}

/// A combination of tactics.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompoundSource {
    /// `C1` …
    pub id: String,
    /// Each step: any of these.
    pub steps: Vec<Vec<TacticId>>,
    /// Only in this order.
    #[serde(default)]
    pub ordered: bool,
    /// 4 or 5.
    pub level: u8,
    /// Its name.
    pub name: BothLanguages,
}

/// Parses `data/tactics.toml`.
pub fn read_taxonomy(sources: &Sources, problems: &mut Vec<Problem>) -> Option<TaxonomySource> {
    const FILE: &str = "tactics.toml";
    let source: TaxonomySource = sources.need(FILE, problems)?;
    for t in &source.tactic {
        if t.instead.zh.is_empty() || t.instead.en.is_empty() {
            problems.push(Problem::new(FILE, format!("{}: a tactic says what to do instead", t.id)));
        }
        if t.next.iter().any(|n| !source.tactic.iter().any(|o| o.id == *n)) {
            problems.push(Problem::new(FILE, format!("{}: `next` names a tactic that does not exist", t.id)));
        }
    }
    if source.stage.len() != 8 || source.guide.len() != 5 {
        problems.push(Problem::new(FILE, "there are eight stages and five guide points"));
    }
    Some(source)
}

pub(crate) fn compile(source: Option<TaxonomySource>) -> Taxonomy {
    let Some(source) = source else { return Taxonomy::default() };
    Taxonomy {
        stages: source.stage.iter().map(BothLanguages::words).collect(),
        variants: source.variant.iter().map(BothLanguages::words).collect(),
        tactics: source
            .tactic
            .into_iter()
            .map(|t| Tactic {
                id: t.id,
                stage: t.stage,
                name: t.name.words(),
                instead: t.instead.words(),
                next: t.next,
                variants: t.variants,
                severity: t.severity,
            })
            .collect(),
        compounds: source
            .compound
            .into_iter()
            .map(|c| Compound {
                id: c.id.as_str().into(),
                steps: c.steps,
                ordered: c.ordered,
                level: c.level,
                name: c.name.words(),
            })
            .collect(),
        facts: source.fact.iter().map(|f| (f.id.as_str().into(), f.say.words())).collect(),
    }
}
