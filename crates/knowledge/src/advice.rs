//! Headlines, advice, last safe moments and the sentences of judgements.

use crate::error::Problem;
use crate::rules::{BothLanguages, GroupNames};
use crate::sources::Sources;
use hangup_domain::Verdict;
use hangup_engine::pack::{AdviceBook, AdviceRule, Headline};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AdviceFile {
    headline: Vec<HeadlineSource>,
    advice: Vec<AdviceSource>,
    last_safe: Vec<BothLanguages>,
    #[serde(default)]
    reason: BTreeMap<String, BothLanguages>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReasonFile {
    reason: BTreeMap<String, BothLanguages>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadlineSource {
    verdict: Verdict,
    #[serde(default)]
    groups: Vec<String>,
    say: BothLanguages,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AdviceSource {
    id: String,
    guide: u8,
    from: Verdict,
    #[serde(default)]
    groups: Vec<String>,
    say: BothLanguages,
}

pub(crate) fn compile(sources: &Sources, groups: &mut GroupNames, problems: &mut Vec<Problem>) -> AdviceBook {
    const FILE: &str = "advice.toml";
    let Some(mut file) = sources.need::<AdviceFile>(FILE, problems) else { return AdviceBook::default() };
    file.reason.extend(sources.need::<ReasonFile>("link-reasons.toml", problems).unwrap_or_default().reason);
    if file.last_safe.len() != 8 {
        problems.push(Problem::new(FILE, "`last_safe` has one entry for each of the eight stages"));
    }
    AdviceBook {
        headlines: file
            .headline
            .iter()
            .map(|h| Headline { verdict: h.verdict, groups: groups.mask(&h.groups), say: h.say.words() })
            .collect(),
        advice: file
            .advice
            .iter()
            .map(|a| AdviceRule {
                id: a.id.as_str().into(),
                say: a.say.words(),
                guide: a.guide,
                from: a.from,
                groups: groups.mask(&a.groups),
            })
            .collect(),
        last_safe: file.last_safe.iter().map(BothLanguages::words).collect(),
        reasons: file.reason.iter().map(|(k, v)| (k.as_str().into(), v.words())).collect(),
    }
}
