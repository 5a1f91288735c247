//! What to say: headline, advice, official contacts, stage, next moves.

use crate::link::Judged;
use crate::pack::{Organisation, Pack, Role};
use hangup_domain::{
    Advice, GuidePoint, OfficialContact, Shared, Stage, StageReached, TacticId, UiLang, VariantId, Verdict,
};

/// The furthest stage that the tactics show.
pub(crate) fn stage(pack: &Pack, tactics: &[TacticId]) -> Option<Stage> {
    pack.taxonomy.tactics.iter().filter(|t| tactics.contains(&t.id)).map(|t| t.stage).max()
}

pub(crate) fn stage_reached(pack: &Pack, stage: Stage, lang: UiLang) -> StageReached {
    let name =
        pack.taxonomy.stages.get(stage.0 as usize - 1).map_or_else(|| "".into(), |w| w.get(lang).clone());
    StageReached { reached: stage, name }
}

/// The variant that explains most of the tactics; the more specific one on a tie.
pub(crate) fn variant(pack: &Pack, tactics: &[TacticId]) -> Option<VariantId> {
    let taxonomy = &pack.taxonomy;
    let mut best: Option<(f32, VariantId)> = None;
    for v in (1..=taxonomy.variants.len() as u8).map(VariantId) {
        let of_variant = taxonomy.tactics.iter().filter(|t| t.variants.contains(&v));
        let weight: f32 = of_variant
            .filter(|t| tactics.contains(&t.id))
            .map(|t| f32::from(t.severity) / t.variants.len() as f32)
            .sum();
        if weight > 0.0 && best.is_none_or(|b| weight > b.0) {
            best = Some((weight, v));
        }
    }
    best.map(|b| b.1)
}

/// Tactics that usually follow those seen, most likely first, those seen already left out.
pub(crate) fn next_moves(pack: &Pack, tactics: &[TacticId]) -> Vec<TacticId> {
    let mut votes: Vec<(usize, TacticId)> = Vec::new();
    for (age, seen) in tactics.iter().rev().enumerate() {
        let Some(tactic) = pack.taxonomy.tactics.iter().find(|t| t.id == *seen) else { continue };
        for (rank, &next) in tactic.next.iter().enumerate() {
            if tactics.contains(&next) {
                continue;
            }
            let vote = 12usize.saturating_sub(2 * rank).saturating_sub(age).max(1);
            match votes.iter_mut().find(|v| v.1 == next) {
                Some(v) => v.0 += vote,
                None => votes.push((vote, next)),
            }
        }
    }
    votes.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    votes.truncate(3);
    votes.into_iter().map(|v| v.1).collect()
}

pub(crate) fn last_safe(pack: &Pack, stage: Stage, lang: UiLang) -> Shared {
    pack.advice.last_safe.get(stage.0 as usize - 1).map_or_else(|| "".into(), |w| w.get(lang).clone())
}

/// Coaching, secrecy, screen sharing, remote control: they see or steer the person, so family is told silently.
pub(crate) fn silent(tactics: &[TacticId]) -> bool {
    tactics.iter().any(|t| matches!(t.0, 22 | 23 | 24 | 26 | 30))
}

pub(crate) fn headline(pack: &Pack, verdict: Verdict, groups: u128, lang: UiLang) -> Shared {
    pack.advice
        .headlines
        .iter()
        .find(|h| h.verdict == verdict && (h.groups == 0 || h.groups & groups != 0))
        .map_or_else(|| "".into(), |h| h.say.get(lang).clone())
}

pub(crate) fn advice(pack: &Pack, verdict: Verdict, groups: u128, lang: UiLang) -> Vec<Advice> {
    pack.advice
        .advice
        .iter()
        .filter(|a| verdict >= a.from && (a.groups == 0 || a.groups & groups != 0))
        .take(5)
        .map(|a| Advice { id: a.id.clone(), say: a.say.get(lang).clone(), guide: GuidePoint(a.guide) })
        .collect()
}

/// The real contacts of the organisations claimed.
pub(crate) fn official(pack: &Pack, orgs: &[u16], lang: UiLang) -> Vec<OfficialContact> {
    orgs.iter()
        .filter_map(|&o| pack.directory.get(o))
        .filter_map(|o| {
            Some(OfficialContact {
                brand: o.id.clone(),
                how: contact_line(o, lang)?,
                verified: o.reviewed.clone(),
            })
        })
        .take(3)
        .collect()
}

/// One line on how to reach an organisation: inside the app first, then the hotline, then the site.
pub(crate) fn contact_line(org: &Organisation, lang: UiLang) -> Option<String> {
    let first = |role: Role| org.channels.iter().find(|c| c.role == role).map(|c| c.value.get(lang));
    let mut parts = Vec::new();
    if let Some(path) = first(Role::InAppPath) {
        parts.push(format!("{}{path}", lang.pick("App 内：", "in-app: ")));
    }
    if let Some(number) = first(Role::Hotline) {
        parts.push(format!("{}{number}", lang.pick("电话 ", "phone ")));
    }
    if let Some(site) = first(Role::Site) {
        parts.push(format!("{}{site}", lang.pick("网站 ", "site ")));
    }
    (!parts.is_empty()).then(|| parts.join(lang.pick("；", "; ")))
}

/// The sentence of a judgement, with `{org}` and `{seen}` filled in.
pub(crate) fn reason(pack: &Pack, judged: &Judged, lang: UiLang) -> String {
    let key = if judged.reason.is_empty() { "unknown-link" } else { judged.reason };
    let Some(words) = pack.advice.reasons.iter().find(|r| &*r.0 == key) else { return String::new() };
    let org = judged.org.and_then(|o| pack.directory.get(o)).map_or("", |o| o.name.get(lang));
    words.1.get(lang).replace("{org}", org).replace("{seen}", &judged.seen)
}
