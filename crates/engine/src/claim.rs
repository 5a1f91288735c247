//! Who do they say they are? An organisation's name claims it only where it introduces somebody.

use crate::frame::{Hits, Special};
use crate::pack::Pack;
use crate::text::Text;

/// A claimed organisation and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The organisation.
    pub org: u16,
    /// Start in the normalised text.
    pub start: u32,
    /// End in the normalised text.
    pub end: u32,
}

/// Concepts that make a name a claim, looked up by name once.
#[derive(Debug, Clone, Default)]
pub struct ClaimConcepts {
    /// 我是、这里是、this is.
    pub intro: Option<u16>,
    /// 客服、售后、support team.
    pub service: Option<u16>,
    /// 您的、您在、your.
    pub your: Option<u16>,
}

/// Bytes between an introduction and the name that it introduces.
const INTRO_REACH: u32 = 24;

/// Reads the claims of one turn.
pub fn read(
    text: &Text,
    hits: &Hits,
    concepts: &ClaimConcepts,
    _special: &Special,
    pack: &Pack,
    out: &mut Vec<Claim>,
) {
    out.clear();
    let norm = text.norm.as_str();
    let mut covered = 0;
    for hit in &hits.orgs {
        if hit.start < covered {
            continue;
        }
        let (start, end) = (hit.start as usize, hit.end as usize);
        let before = norm[..start].trim_end();
        let after = &norm[end..];
        let sign = in_sign(before, after)
            || start <= 2 && after.trim_start().starts_with([':', '-', '】'])
            || signs_off(before, after);
        let near = |concept: Option<u16>, from: u32, to: u32| {
            concept.is_some_and(|c| hits.of(c).any(|h| h.start >= from && h.end <= to))
        };
        let introduced = near(concepts.intro, hit.start.saturating_sub(INTRO_REACH), hit.start)
            || !hit.weak && near(concepts.service, hit.end, hit.end + 18)
            || !hit.weak && near(concepts.your, hit.start.saturating_sub(8), hit.start);
        if sign || introduced {
            covered = hit.end;
            if !out.iter().any(|c| pack.directory.related(c.org, hit.org)) {
                out.push(Claim { org: hit.org, start: hit.start, end: hit.end });
            }
        }
    }
}

/// 【京东】, [SF Express]: the name stands between brackets, alone or nearly so.
fn in_sign(before: &str, after: &str) -> bool {
    let open = before
        .rfind(['【', '['])
        .is_some_and(|i| before.len() - i <= 16 && !before[i..].contains(['】', ']']));
    let close = after.find(['】', ']']).is_some_and(|i| i <= 30 && !after[..i].contains(['【', '[']));
    open && close
}

/// "… - Barclays" or "… 【": the name ends the text behind a dash.
fn signs_off(before: &str, after: &str) -> bool {
    after.trim_matches(['.', '!', ' ', '】']).is_empty() && before.ends_with(['-', '.', ',', '~'])
}

/// Whether the text carries any sign at all.
pub fn has_sign(norm: &str) -> bool {
    norm.find('【').is_some_and(|i| norm[i..].find('】').is_some_and(|j| (4..=60).contains(&j)))
}
