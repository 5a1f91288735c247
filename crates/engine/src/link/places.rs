//! Pages on real hosts that strangers make: contact cards, meetings, forms, collection codes, shop entries.

use super::read::Link;
use super::{Judge, Judged, judged};
use crate::pack::{Domain, Pack, PlaceKind, Role};
use hangup_domain::LinkStatus;

/// Judges a link into a place that strangers fill; none where the host is not such a place.
pub(super) fn find(judge: &Judge<'_>, owner: Option<&Domain>, link: &Link) -> Option<Judged> {
    let host = link.host.ascii.as_str();
    let path = link.rest.to_ascii_lowercase();
    let place = judge.pack.links.place(host, &path)?;
    let own = owner.is_some_and(|d| d.name == place.host && matches!(d.role, Role::Site | Role::ShortLink));
    let org = owner.map(|d| d.org);
    let reason = match place.kind {
        // The directory names this very host as a channel: its front page is theirs, what lies below is not.
        PlaceKind::App => {
            let concerned = judge.claims.is_empty() || org.is_some_and(|o| judge.theirs(o));
            let status = if concerned { LinkStatus::Official } else { LinkStatus::UserContent };
            return Some(judged(status, org, "app-store", host));
        }
        _ if own && place.path.is_empty() && matches!(path.as_str(), "" | "/") => return None,
        PlaceKind::Form | PlaceKind::Page if own && place.path.is_empty() => return None,
        PlaceKind::Contact => "contact-card",
        PlaceKind::Meeting => "meeting",
        PlaceKind::Pay => "payment-code",
        PlaceKind::Form => "form",
        PlaceKind::Page => "page",
    };
    Some(judged(LinkStatus::UserContent, org, reason, host))
}

/// A code that an application turns into what somebody put behind it: a collection code, or one to be pasted.
pub(super) fn code(pack: &Pack, code: &str) -> Judged {
    if code.starts_with("00020") {
        return judged(LinkStatus::UserContent, None, "payment-code", "");
    }
    judged(LinkStatus::UserContent, pack.directory.by_id("taobao"), "app-code", code)
}
