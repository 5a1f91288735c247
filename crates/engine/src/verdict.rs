//! From groups to a verdict: the first combination that holds, gravest first.

use crate::conversation::Conversation;
use hangup_domain::Verdict;

/// The verdict and the risk that the groups seen so far stand for.
///
/// The third value is the index of the combination in the pack.
pub(crate) fn draw(state: &Conversation<'_>) -> (Verdict, f32, Option<u16>) {
    let pack = state.engine.pack();
    let mut drawn = (Verdict::NothingFound, 0.0f32, None);
    for (index, rule) in pack.verdicts.iter().enumerate() {
        let holds = rule.none & state.groups == 0 && rule.all.iter().all(|&any| any & state.groups != 0);
        if holds {
            drawn = (rule.level, rule.score, Some(index as u16));
            break;
        }
    }
    // Danger is always explained by a rule that a person can read about.
    if drawn.0 == Verdict::Danger && state.seen.is_empty() {
        drawn = (Verdict::Caution, drawn.1.min(0.8), drawn.2);
    }
    let tactics = state.tactics();
    for compound in &pack.taxonomy.compounds {
        let mut from = 0;
        let holds = compound.steps.iter().all(|step| {
            let place = tactics.iter().position(|t| step.contains(t));
            match place {
                Some(at) if !compound.ordered || at >= from => {
                    from = at;
                    true
                }
                _ => false,
            }
        });
        if holds && drawn.0 == Verdict::Danger {
            drawn.1 = drawn.1.max(if compound.level >= 5 { 0.97 } else { 0.93 });
        }
    }
    drawn
}

/// Four decimals: more would promise a precision that is not there.
pub(crate) fn rounded(score: f32) -> f32 {
    (score.clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0
}
