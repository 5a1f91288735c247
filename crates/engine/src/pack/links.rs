//! What the link side knows besides the directory: words in host names, shared hosts, places that strangers fill.

use serde::{Deserialize, Serialize};

/// Lists that links are judged by. Every vector is sorted.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct LinkWords {
    /// Words of a host that wants something (`tuikuan`, `kefu`, `refund`, `退款` …).
    pub intent: Vec<String>,
    /// Words that fill a host name up and say little (`app`, `vip`, `online` …).
    pub filler: Vec<String>,
    /// Endings that strangers buy cheaply, without dot.
    pub cheap_endings: Vec<String>,
    /// Ordinary words that contain a brand by chance, or look like one misspelt.
    pub innocent: Vec<String>,
    /// Brands whose name is an ordinary word, or somebody else's name too.
    pub ordinary: Vec<String>,
    /// Names of two to four letters that count.
    pub short: Vec<String>,
    /// Further names in hosts, with the id of their organisation.
    pub names: Vec<(String, String)>,
    /// Ids of organisations that false addresses are made for again and again.
    pub imitated: Vec<String>,
    /// Services on which anybody makes short links.
    pub shorteners: Vec<String>,
    /// Domains under which others publish.
    pub shared: Vec<SharedHost>,
    /// Pages on real hosts that strangers make, by host.
    pub places: Vec<Place>,
    /// Real sites of others, never called a lookalike.
    pub known_sites: Vec<String>,
    /// Characters that look like ASCII letters or digits, with what they look like.
    pub confusables: Vec<(u32, String)>,
}

/// A domain under which others publish.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SharedHost {
    /// The domain.
    pub name: String,
    /// Rented by companies; a brand's name before it is usually the brand's own.
    pub tenant: bool,
}

/// What strangers make at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// A contact card or chat.
    Contact,
    /// A meeting.
    Meeting,
    /// A form or document.
    Form,
    /// Anything else that is published.
    Page,
    /// A payment or collection code.
    Pay,
    /// An entry of an application store.
    App,
}

/// A host and path below which strangers publish.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The host, with everything below it.
    pub host: String,
    /// The path prefix; empty for the whole host.
    pub path: String,
    /// What stands there.
    pub kind: PlaceKind,
}

impl LinkWords {
    /// Whether a sorted list holds a word.
    pub fn has(list: &[String], word: &str) -> bool {
        list.binary_search_by(|w| w.as_str().cmp(word)).is_ok()
    }

    /// Whether a sorted list of domains holds a host or one above it; the entry that does.
    pub fn above<'a>(list: &'a [String], host: &str) -> Option<&'a str> {
        parents(host)
            .find_map(|name| list.binary_search_by(|w| w.as_str().cmp(name)).ok().map(|i| list[i].as_str()))
    }

    /// The shared host that a host stands under.
    pub fn shared_above(&self, host: &str) -> Option<&SharedHost> {
        parents(host).find_map(|name| {
            self.shared.binary_search_by(|s| s.name.as_str().cmp(name)).ok().map(|i| &self.shared[i])
        })
    }

    /// The place that a host and path lie in; the longest path first.
    pub fn place(&self, host: &str, path: &str) -> Option<&Place> {
        parents(host).find_map(|name| {
            let from = self.places.partition_point(|p| p.host.as_str() < name);
            self.places[from..]
                .iter()
                .take_while(|p| p.host == name)
                .filter(|p| path.starts_with(p.path.as_str()))
                .max_by_key(|p| p.path.len())
        })
    }
}

/// A host and everything above it, the host itself first.
pub fn parents(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host), |h| h.split_once('.').map(|(_, rest)| rest))
}
