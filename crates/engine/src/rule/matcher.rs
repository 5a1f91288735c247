//! Which patterns hold in a text, and where.

use crate::frame::{Hit, Hits, Polarity};
use crate::pack::{Pattern, Rule, Scope, Term, Voice};
use hangup_domain::Speaker;

/// A rule that fired: its index and where its parts stand in the normalised text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fired {
    /// Index into the pack's rules.
    pub rule: u16,
    /// Start and end of each part, in order of place.
    pub places: Vec<(u32, u32)>,
}

/// Anchors tried for one pattern at most, so that a hostile text costs no more than a long honest one.
const MAX_ANCHORS: usize = 24;

/// For every concept, the patterns whose first part it can be.
#[derive(Debug, Clone, Default)]
pub struct Matcher {
    by_anchor: Vec<Vec<(u16, u16)>>,
}

impl Matcher {
    /// Indexes the patterns of all rules by their anchors.
    pub fn new(rules: &[Rule], concepts: usize) -> Self {
        let mut by_anchor = vec![Vec::new(); concepts];
        for (r, rule) in rules.iter().enumerate() {
            for (p, pattern) in rule.patterns.iter().enumerate() {
                for &concept in &pattern.terms[0].any {
                    by_anchor[concept as usize].push((r as u16, p as u16));
                }
            }
        }
        Self { by_anchor }
    }

    /// Finds every rule that fires, each once, in the order of the rules.
    pub fn find(&self, rules: &[Rule], hits: &Hits, speaker: Speaker, fired: &mut Vec<Fired>) {
        fired.clear();
        for concept in hits.present.iter() {
            for &(r, p) in &self.by_anchor[concept as usize] {
                let rule = &rules[r as usize];
                let heard = match rule.voice {
                    Voice::Any => true,
                    Voice::Them => speaker != Speaker::Me,
                    Voice::Me => speaker == Speaker::Me,
                };
                if !heard || fired.iter().any(|f| f.rule == r) {
                    continue;
                }
                if let Some(places) = hold(&rule.patterns[p as usize], hits) {
                    fired.push(Fired { rule: r, places });
                }
            }
        }
        fired.sort_unstable_by_key(|f| f.rule);
    }
}

/// Where the parts of a pattern stand, when it holds.
fn hold(pattern: &Pattern, hits: &Hits) -> Option<Vec<(u32, u32)>> {
    for term in &pattern.terms {
        if !term.absent && !term.any.iter().any(|&c| hits.present.has(c)) {
            return None;
        }
    }
    let first = &pattern.terms[0];
    hits.all
        .iter()
        .filter(|h| first.any.contains(&h.concept) && meant(first, h))
        .take(MAX_ANCHORS)
        .find_map(|anchor| from_anchor(pattern, anchor, hits))
}

fn from_anchor(pattern: &Pattern, anchor: &Hit, hits: &Hits) -> Option<Vec<(u32, u32)>> {
    let mut places = vec![(anchor.start, anchor.end)];
    let mut last = anchor;
    for term in &pattern.terms[1..] {
        let mut best: Option<&Hit> = None;
        for hit in &hits.all {
            if !term.any.contains(&hit.concept) || !in_scope(pattern, anchor, hit) {
                continue;
            }
            if term.absent {
                return None;
            }
            // Parts of one pattern are different words.
            let inside = places.iter().any(|&(s, e)| s < hit.end && hit.start < e);
            if !meant(term, hit) || inside || term.after && hit.start < last.end {
                continue;
            }
            let closer = best.is_none_or(|b| gap(last, hit) < gap(last, b));
            if closer {
                best = Some(hit);
            }
        }
        if term.absent {
            continue;
        }
        let hit = best?;
        places.push((hit.start, hit.end));
        last = hit;
    }
    places.sort_unstable();
    Some(places)
}

fn gap(a: &Hit, b: &Hit) -> u32 {
    if b.start >= a.end { b.start - a.end } else { a.start.saturating_sub(b.end) + 1 }
}

fn meant(term: &Term, hit: &Hit) -> bool {
    hit.polarity == Polarity::Asserted || term.any_polarity && hit.polarity == Polarity::Negated
}

fn in_scope(pattern: &Pattern, anchor: &Hit, hit: &Hit) -> bool {
    match pattern.scope {
        Scope::Clause => anchor.clause == hit.clause,
        Scope::Sentence => anchor.sentence == hit.sentence,
        Scope::Near => anchor.start.abs_diff(hit.start) <= u32::from(pattern.reach),
        Scope::Turn => true,
    }
}
