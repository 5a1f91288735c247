//! Whose is this link or number? Claim versus channel first, lookalikes second, lists third.

mod host;
mod lookalike;

pub use host::Host;

use crate::indicator::{Found, HostForm, NumberShape};
use crate::lookup::owners_of_number;
use crate::pack::{Pack, Role};
use hangup_domain::LinkStatus;

/// A judgement before it is put into words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    /// What it is.
    pub status: LinkStatus,
    /// The organisation concerned.
    pub org: Option<u16>,
    /// Key of the sentence in `data/advice.toml` under `reason`.
    pub reason: &'static str,
    /// What was seen in the host (the imitated part).
    pub seen: String,
    /// A generic shortener: nobody can tell where it leads.
    pub shortener: bool,
}

/// Judges a link by its host, the way it was written, and whom the message claims to be.
pub fn judge_link(pack: &Pack, original: &str, host: &str, form: HostForm, claims: &[u16]) -> Judged {
    let host = Host::read(original, host);
    let directory = &pack.directory;
    let known = directory.domain(&host.ascii);
    let theirs = |org: u16| claims.iter().any(|&c| directory.related(c, org));
    if form.ip {
        return match claims.first() {
            Some(&c) => judged(LinkStatus::NotTheirChannel, Some(c), "ip-address", &host.ascii),
            None => judged(LinkStatus::Unknown, None, "ip-address", &host.ascii),
        };
    }
    if let Some(entry) = known {
        let (org, role) = (entry.org, entry.role);
        return match role {
            Role::Hosting => {
                let shortener = directory.get(org).is_some_and(|o| o.id.contains("shortener"));
                let mut lookalike = lookalike::find(pack, &host, Some(&entry.name));
                if let Some(j) = lookalike.take().filter(|j| j.org.is_some_and(|o| !directory.related(o, org))) {
                    return j;
                }
                Judged { shortener, ..judged(LinkStatus::UserContent, Some(org), if shortener { "shortener" } else { "hosting" }, &entry.name) }
            }
            Role::Cdn | Role::Defensive => judged(LinkStatus::OwnedNotChannel, Some(org), "owned", &entry.name),
            _ if claims.is_empty() || theirs(org) => judged(LinkStatus::Official, Some(org), "official", &entry.name),
            _ => judged(LinkStatus::NotTheirChannel, claims.first().copied(), "somebody-elses", &entry.name),
        };
    }
    if let Some(found) = lookalike::find(pack, &host, None) {
        return found;
    }
    match claims.first() {
        Some(&c) => judged(LinkStatus::NotTheirChannel, Some(c), "not-in-directory", &host.ascii),
        None if form.userinfo => judged(LinkStatus::Unknown, None, "userinfo", &host.ascii),
        None => judged(LinkStatus::Unknown, None, "unknown-link", &host.ascii),
    }
}

/// Judges a telephone number.
pub fn judge_number(pack: &Pack, found: &Found, claims: &[u16]) -> Judged {
    let owners = owners_of_number(&pack.directory, &found.value);
    if let Some(&org) = owners.iter().find(|&&o| claims.iter().any(|&c| pack.directory.related(c, o))).or(owners.first()) {
        return judged(LinkStatus::Official, Some(org), "official-number", &found.value);
    }
    match (found.shape, claims.first()) {
        (NumberShape::Short | NumberShape::Port | NumberShape::None, _) | (_, None) => {
            judged(LinkStatus::Unknown, None, "unknown-number", &found.value)
        }
        (_, Some(&c)) => judged(LinkStatus::NotTheirChannel, Some(c), "number-not-in-directory", &found.value),
    }
}

fn judged(status: LinkStatus, org: Option<u16>, reason: &'static str, seen: &str) -> Judged {
    Judged { status, org, reason, seen: seen.to_owned(), shortener: false }
}
