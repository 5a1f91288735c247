//! Hosts made to look like an organisation's.

use super::{Host, Judged, judged};
use crate::pack::Pack;
use hangup_domain::LinkStatus;

/// Finds the organisation that a host imitates. `below` is the hosting domain that strangers publish under;
/// only what stands before it counts then.
pub fn find(pack: &Pack, host: &Host, below: Option<&str>) -> Option<Judged> {
    let ascii = host.ascii.as_str();
    let part = match below {
        Some(domain) => ascii.strip_suffix(domain)?.trim_end_matches('.'),
        None => host.before_suffix(),
    };
    if part.is_empty() {
        return None;
    }
    let links = &pack.links;
    let intent = |w: &str| links.intent.binary_search_by(|i| i.as_str().cmp(w)).is_ok();
    let tokens: Vec<&str> = part.split(['.', '-', '_']).filter(|t| !t.is_empty()).collect();
    let with_intent = tokens.iter().any(|t| intent(t) || links.intent.iter().any(|i| i.len() >= 4 && t.contains(i.as_str())));
    let cheap = links.cheap_endings.binary_search_by(|e| e.as_str().cmp(host.suffix())).is_ok();
    for token in &tokens {
        let bare = token.trim_matches(|c: char| c.is_ascii_digit());
        for candidate in [*token, bare] {
            let Some(org) = token_owner(pack, candidate) else { continue };
            let strong = candidate.len() >= 5 || with_intent || cheap || tokens.len() > 2;
            if strong && !(tokens.len() == 1 && candidate == *token && candidate.len() < 5) {
                return Some(judged(LinkStatus::Lookalike, Some(org), "brand-in-host", candidate));
            }
        }
        // Glued: taobaokefu, jdtuikuan
        for (name, org) in &pack.directory.tokens {
            if name.len() < 2 || !token.starts_with(name.as_str()) && !token.ends_with(name.as_str()) {
                continue;
            }
            let rest = token.strip_prefix(name.as_str()).or_else(|| token.strip_suffix(name.as_str())).unwrap_or("");
            let rest = rest.trim_matches(|c: char| c.is_ascii_digit());
            if rest.is_empty() {
                continue;
            }
            let innocent = links.innocent.binary_search_by(|i| i.as_str().cmp(token)).is_ok();
            if !innocent && (intent(rest) || name.len() >= 6 && (with_intent || cheap)) {
                return Some(judged(LinkStatus::Lookalike, Some(*org), "brand-glued", name));
            }
        }
    }
    None
}

fn token_owner(pack: &Pack, token: &str) -> Option<u16> {
    if token.len() < 2 {
        return None;
    }
    let tokens = &pack.directory.tokens;
    let at = tokens.partition_point(|t| t.0.as_str() < token);
    tokens.get(at).filter(|t| t.0 == token).map(|t| t.1)
}
