//! Whose is this link or number? Claim versus channel first, lookalikes second, lists third.

mod distance;
mod embedded;
mod host;
mod index;
mod label;
mod lookalike;
mod nested;
mod places;
mod read;
mod sight;
mod typo;

pub use host::Host;
pub use index::LinkIndex;
pub use read::{Link, Scheme, read};
pub(crate) use read::{decoded, ip_of};

use crate::indicator::{Found, HostForm, NumberShape};
use crate::lookup::owners_of_number;
use crate::pack::{Domain, LinkWords, Organisation, Pack, Role, parents};
use hangup_domain::{LinkJudgement, LinkStatus, UiLang};

/// A judgement before it is put into words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    /// What it is.
    pub status: LinkStatus,
    /// The organisation concerned.
    pub org: Option<u16>,
    /// Key of the sentence in `data/link-reasons.toml`.
    pub reason: &'static str,
    /// What was seen (the imitated part, the host, the registered domain; each sentence says which).
    pub seen: String,
    /// A generic shortener: nobody can tell where it leads.
    pub shortener: bool,
}

/// Links that one link may lead on to, one behind the other.
const MAX_DEPTH: usize = 3;

/// Judges a link. `original` is the link as it stood in the text; `host` and `form` are what the scanner made of
/// it and serve where a browser would refuse the original; `claims` are the organisations that the message names.
pub fn judge_link(
    pack: &Pack,
    index: &LinkIndex,
    original: &str,
    host: &str,
    form: HostForm,
    claims: &[u16],
) -> Judged {
    let judge = Judge { pack, index, claims };
    if form.code {
        return places::code(pack, host);
    }
    let mut link = read(original).unwrap_or_default();
    let legible = link.scheme != Scheme::Web
        || link.host.ip
        || psl::suffix(link.host.ascii.as_bytes())
            .is_some_and(|s| s.is_known() || link.host.ascii.contains('.'));
    if !legible && !host.is_empty() {
        link.host = Host::read(host);
    }
    judge.link(&link, MAX_DEPTH)
}

struct Judge<'a> {
    pack: &'a Pack,
    index: &'a LinkIndex,
    claims: &'a [u16],
}

impl Judge<'_> {
    /// A link and, where it leads on, the graver of the two.
    fn link(&self, link: &Link, depth: usize) -> Judged {
        match link.scheme {
            Scheme::Payment => return judged(LinkStatus::UserContent, None, "payment-code", ""),
            Scheme::App => return judged(LinkStatus::Unknown, None, "app-link", ""),
            Scheme::Web => {}
        }
        if link.host.ascii.is_empty() {
            return judged(LinkStatus::Unknown, None, "no-host", "");
        }
        let first = self.address(link);
        if depth == 0 {
            return first;
        }
        let mut gravest = first.clone();
        for target in nested::targets(&link.rest) {
            let Some(next) = read(&target).filter(|l| l.scheme == Scheme::Web) else { continue };
            if next.host.ascii == link.host.ascii || !next.host.ip && next.host.before_suffix().is_empty() {
                continue;
            }
            let mut then = self.link(&next, depth - 1);
            // Leading on to somebody's real site is how shops hand over to payment and couriers to shops.
            if self.owner(&next.host.ascii).is_some_and(|d| matches!(d.role, Role::Site | Role::ShortLink)) {
                continue;
            }
            if matches!(then.status, LinkStatus::Unknown | LinkStatus::NotTheirChannel)
                && then.reason != "ip-address"
            {
                then.reason = "leads-on";
                then.seen = next.host.ascii;
            }
            if then.status > gravest.status {
                gravest = then;
            }
        }
        gravest
    }

    /// The directory's entry for a host; where two organisations list it, the one claimed, then the closer one.
    fn owner(&self, host: &str) -> Option<&Domain> {
        parents(host).find_map(|name| {
            let entries = self.pack.directory.entries(name);
            let claimed = entries.iter().find(|d| self.claims.contains(&d.org));
            let front = host == name || host.strip_suffix(name) == Some("www.");
            claimed
                .or_else(|| closest(self.pack, entries.iter().filter(|d| self.theirs(d.org)), front))
                .or_else(|| closest(self.pack, entries.iter(), front))
        })
    }

    fn theirs(&self, org: u16) -> bool {
        self.claims.iter().any(|&c| self.pack.directory.related(c, org))
    }

    fn claim(&self) -> Option<u16> {
        self.claims.first().copied()
    }

    /// One address, without regard to where it leads on.
    fn address(&self, link: &Link) -> Judged {
        let host = &link.host;
        let words = &self.pack.links;
        if host.ip {
            return match self.claim() {
                Some(c) => judged(LinkStatus::NotTheirChannel, Some(c), "ip-claimed", &host.ascii),
                None => judged(LinkStatus::Unknown, None, "ip-address", &host.ascii),
            };
        }
        let owner = self.owner(&host.ascii).or_else(|| {
            // `gov.uk` is an ending and a site: the directory has it with its `www`.
            let bare = host.before_suffix().is_empty() && host.ascii.contains('.');
            bare.then(|| self.owner(&format!("www.{}", host.ascii))).flatten()
        });
        if let Some(found) = self.userinfo(link, owner) {
            return found;
        }
        if let Some(judged) = places::find(self, owner, link) {
            return judged;
        }
        if let Some(entry) =
            owner.filter(|d| self.theirs(d.org) || LinkWords::above(&words.shorteners, &d.name).is_none())
        {
            return self.known(entry, link);
        }
        if let Some(service) = LinkWords::above(&words.shorteners, &host.ascii) {
            return Judged { shortener: true, ..judged(LinkStatus::UserContent, None, "shortener", service) };
        }
        if let Some(shared) = words.shared_above(&host.ascii) {
            return self.shared(host, &shared.name, shared.tenant, None);
        }
        if host.private {
            return self.shared(host, host.suffix(), false, None);
        }
        if let Some(found) = lookalike::find(self.pack, self.index, host, None) {
            return found;
        }
        match self.claim() {
            Some(c) if self.same_name(c, host) => {
                judged(LinkStatus::Unknown, Some(c), "same-name", host.registrable())
            }
            Some(_) if self.public_body(host) => {
                judged(LinkStatus::Unknown, None, "public-ending", host.suffix())
            }
            Some(c) => judged(LinkStatus::NotTheirChannel, Some(c), "not-in-directory", host.registrable()),
            None if !link.userinfo.is_empty() => {
                judged(LinkStatus::Unknown, None, "userinfo", host.registrable())
            }
            None => judged(LinkStatus::Unknown, None, "unknown-link", host.registrable()),
        }
    }

    /// A domain that stands in the directory.
    fn known(&self, entry: &Domain, link: &Link) -> Judged {
        let (org, name) = (entry.org, entry.name.as_str());
        match entry.role {
            Role::Hosting if link.host.ascii == name && matches!(link.rest.as_str(), "" | "/") => {
                judged(LinkStatus::OwnedNotChannel, Some(org), "hosting-front", name)
            }
            Role::Hosting => self.shared(&link.host, name, false, Some(org)),
            Role::Cdn | Role::Defensive => judged(LinkStatus::OwnedNotChannel, Some(org), "owned", name),
            _ if self.claims.is_empty() || self.theirs(org) => {
                judged(LinkStatus::Official, Some(org), "official", name)
            }
            _ if self.partner(org) => judged(LinkStatus::Official, Some(org), "official-partner", name),
            _ => match self.claim() {
                // The sentence names both: the claimed organisation and whose the domain is.
                Some(c) => judged(LinkStatus::NotTheirChannel, Some(c), "somebody-elses", name),
                None => judged(LinkStatus::Official, Some(org), "official", name),
            },
        }
    }

    /// Shops send parcels by courier, and everybody takes money through payment services: a link to the real site
    /// of one is no sign that the message is false.
    fn partner(&self, org: u16) -> bool {
        let kind = |o: u16| self.pack.directory.get(o).map_or("", |o| &*o.kind);
        let fits: &[&str] = match kind(org) {
            "courier" => &["shop", "food", "tech", "health"],
            "payment" => &["shop", "food", "courier", "travel", "airline", "rail"],
            _ => return false,
        };
        self.claims.iter().all(|&c| fits.contains(&kind(c)))
    }

    /// A host under a domain where others publish.
    fn shared(&self, host: &Host, domain: &str, tenant: bool, org: Option<u16>) -> Judged {
        let owner = org.or_else(|| self.owner(domain).map(|d| d.org));
        let related = |o: u16| owner.is_some_and(|w| self.pack.directory.related(w, o));
        if host.ascii == domain || host.ascii.strip_suffix(domain) == Some("www.") {
            let site = owner.filter(|&o| self.claims.is_empty() || self.theirs(o));
            return judged(LinkStatus::UserContent, site, "hosting", domain);
        }
        if !tenant {
            let found = lookalike::find(self.pack, self.index, host, Some(domain));
            if let Some(found) = found.filter(|j| j.org.is_some_and(|o| !related(o))) {
                return found;
            }
        }
        match self.claim().filter(|&c| !tenant && !related(c)) {
            Some(c) => judged(LinkStatus::NotTheirChannel, Some(c), "hosting-not-theirs", domain),
            None => judged(LinkStatus::UserContent, owner, "hosting", domain),
        }
    }

    /// `official.example@stranger.example`: the part before the sign names an organisation, the host is not its.
    fn userinfo(&self, link: &Link, owner: Option<&Domain>) -> Option<Judged> {
        let own = owner.is_some_and(|d| matches!(d.role, Role::Site | Role::ShortLink));
        if link.userinfo.is_empty() || own {
            return None;
        }
        let shown = link.userinfo.split([':', '/']).find(|p| p.contains('.')).unwrap_or(&link.userinfo);
        let shown = Host::read(shown);
        let org = match self.owner(&shown.ascii) {
            Some(entry) => Some(entry.org),
            None => lookalike::find(self.pack, self.index, &shown, Some("")).and_then(|j| j.org),
        };
        org.map(|o| judged(LinkStatus::Lookalike, Some(o), "userinfo-brand", link.host.registrable()))
    }

    /// The claimed organisation's own name, alone, under an ending that costs something: often theirs in another
    /// country, and not in the directory.
    fn same_name(&self, claim: u16, host: &Host) -> bool {
        let directory = &self.pack.directory;
        let label = host.registrable().strip_suffix(host.suffix()).map_or("", |l| l.trim_end_matches('.'));
        let costly = !LinkWords::has(&self.pack.links.cheap_endings, host.suffix());
        let known = |o: &Organisation| o.tokens.iter().any(|t| t.len() >= 4 && t.eq_ignore_ascii_case(label));
        costly && label.len() >= 4 && directory.get(claim).is_some_and(known)
    }

    /// A claimed public body, and an ending that only public bodies of its country are given.
    fn public_body(&self, host: &Host) -> bool {
        host.suffix().split('.').any(|p| matches!(p, "gov" | "go" | "gob" | "gouv" | "govt" | "mil"))
            && self.claims.iter().any(|&c| {
                self.pack.directory.get(c).is_some_and(|o| {
                    matches!(&*o.kind, "police" | "government" | "tax" | "regulator" | "health")
                })
            })
    }
}

impl crate::Engine {
    /// Judges one link as somebody wrote it.
    pub fn judge(&self, written: &str, claims: &[u16]) -> Judged {
        judge_link(self.pack(), self.links(), written, "", HostForm::default(), claims)
    }

    /// Judges one link as somebody wrote it, in words.
    pub fn judge_in_words(&self, written: &str, claims: &[u16], lang: UiLang) -> LinkJudgement {
        let judged = self.judge(written, claims);
        let directory = &self.pack().directory;
        LinkJudgement {
            status: judged.status,
            of: judged.org.and_then(|o| directory.get(o)).map(|o| o.id.clone()),
            because: crate::advice::reason(self.pack(), &judged, lang),
            official: judged.org.or(claims.first().copied()).and_then(|o| self.contact_line(o, lang)),
        }
    }
}

/// Of several entries for one domain the closest: on the host itself its owner, below it whoever was given the name;
/// the organisation that the domain is named after; the one that belongs to another.
fn closest<'a>(pack: &Pack, entries: impl Iterator<Item = &'a Domain>, front: bool) -> Option<&'a Domain> {
    entries.min_by_key(|d| {
        let org = pack.directory.get(d.org);
        let label = d.name.split('.').next().unwrap_or("");
        (
            d.role == Role::Defensive,
            (d.role == Role::Hosting) == front,
            org.is_none_or(|o| !o.tokens.iter().any(|t| t == label)),
            org.is_none_or(|o| o.parent == 0),
            d.org,
        )
    })
}

/// Judges a telephone number.
pub fn judge_number(pack: &Pack, found: &Found, claims: &[u16]) -> Judged {
    let owners = owners_of_number(&pack.directory, &found.value);
    if let Some(&org) =
        owners.iter().find(|&&o| claims.iter().any(|&c| pack.directory.related(c, o))).or(owners.first())
    {
        return judged(LinkStatus::Official, Some(org), "official-number", &found.value);
    }
    match (found.shape, claims.first()) {
        (NumberShape::Short | NumberShape::Port | NumberShape::None, _) | (_, None) => {
            judged(LinkStatus::Unknown, None, "unknown-number", &found.value)
        }
        (_, Some(&c)) => {
            judged(LinkStatus::NotTheirChannel, Some(c), "number-not-in-directory", &found.value)
        }
    }
}

fn judged(status: LinkStatus, org: Option<u16>, reason: &'static str, seen: &str) -> Judged {
    Judged { status, org, reason, seen: seen.to_owned(), shortener: false }
}
