//! Leaving out: a whole variant, register or language is taken away before training, then scored. It predicts
//! what the classifier makes of wording that nobody has seen better than any figure on seen kinds.

use super::calibrate::FALSE_ALARMS;
use super::data::{Example, Set};
use super::fit::Model;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Groups with fewer scams say nothing.
const FEWEST: usize = 10;

/// A table: for each value of the key, the scams of it that a model reaches which has seen none of them.
pub fn table(key: &str, set: &Set) -> String {
    let mut groups: BTreeMap<&str, Vec<&Example>> = BTreeMap::new();
    for e in set.train.iter().chain(&set.untrained).filter(|e| e.scam && !e.group.is_empty()) {
        groups.entry(&e.group).or_default().push(e);
    }
    let mut table = format!(
        "Left out by `{key}`, classifier alone: share of scams above what {} % of the honest texts of the \
         untrained third reach.\n\n| {key} | scams | reached %, never seen | reached %, its like seen |\n\
         |---|---:|---:|---:|\n",
        FALSE_ALARMS * 100.0
    );
    let all: Vec<&Example> = set.train.iter().collect();
    let seen = Model::fit(&all);
    for (group, scams) in groups.into_iter().filter(|(_, scams)| scams.len() >= FEWEST) {
        let others: Vec<&Example> = set.train.iter().filter(|e| e.group != group).collect();
        let unseen = Model::fit(&others);
        // With its like seen, only scams that were not trained on themselves can be compared.
        let apart: Vec<&Example> = set.untrained.iter().filter(|e| e.scam && e.group == group).collect();
        let _ = writeln!(
            table,
            "| {group} | {} | {} | {} |",
            scams.len(),
            reached(&unseen, &scams, set),
            reached(&seen, &apart, set)
        );
    }
    table
}

fn reached(model: &Model, scams: &[&Example], set: &Set) -> String {
    if scams.is_empty() {
        return "–".to_owned();
    }
    let mut honest: Vec<f32> =
        set.untrained.iter().filter(|e| !e.scam).map(|e| model.raw(&e.features)).collect();
    honest.sort_by(|a, b| b.total_cmp(a));
    let allowed = (honest.len() as f64 * FALSE_ALARMS) as usize;
    let limit = honest.get(allowed).copied().unwrap_or(f32::INFINITY);
    let above = scams.iter().filter(|e| model.raw(&e.features) > limit).count();
    format!("{:.1}", 100.0 * above as f64 / scams.len() as f64)
}
