//! Words, hosts and look-alike characters that links are judged by.

use crate::error::Problem;
use crate::sources::Sources;
use hangup_engine::pack::{LinkWords, Place, PlaceKind, SharedHost};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

fn list(sources: &Sources, name: &str, problems: &mut Vec<Problem>) -> Vec<String> {
    let Some(text) = sources.get(name) else {
        problems.push(Problem::new(name, "this file is missing"));
        return Vec::new();
    };
    let mut words: Vec<String> = text
        .lines()
        .map(|l| l.split('#').next().unwrap_or("").trim().to_lowercase())
        .filter(|l| !l.is_empty())
        .collect();
    words.sort();
    words.dedup();
    words
}

pub(crate) fn compile(sources: &Sources, problems: &mut Vec<Problem>) -> LinkWords {
    LinkWords {
        intent: list(sources, "lists/host-intent.txt", problems),
        filler: list(sources, "lists/host-filler.txt", problems),
        cheap_endings: list(sources, "lists/cheap-endings.txt", problems),
        innocent: list(sources, "lists/innocent-host-words.txt", problems),
        ordinary: list(sources, "lists/ordinary-names.txt", problems),
        short: list(sources, "lists/short-names.txt", problems),
        names: pairs(sources, "lists/host-names.txt", problems),
        imitated: list(sources, "lists/imitated.txt", problems),
        shorteners: list(sources, "lists/shorteners.txt", problems),
        shared: shared(sources, problems),
        places: places(sources, problems),
        known_sites: list(sources, "lists/known-sites.txt", problems),
        confusables: confusables(),
    }
}

/// Lines of two words: a kind and a domain.
fn pairs(sources: &Sources, name: &str, problems: &mut Vec<Problem>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for line in list(sources, name, problems) {
        match line.split_once(char::is_whitespace) {
            Some((kind, domain)) => pairs.push((kind.to_owned(), domain.trim().to_owned())),
            None => problems.push(Problem::new(name, format!("`{line}` is not a kind and a host"))),
        }
    }
    pairs
}

fn shared(sources: &Sources, problems: &mut Vec<Problem>) -> Vec<SharedHost> {
    const FILE: &str = "lists/shared-hosts.txt";
    let mut hosts: Vec<SharedHost> = pairs(sources, FILE, problems)
        .into_iter()
        .map(|(kind, name)| SharedHost { name, tenant: kind == "tenant" })
        .collect();
    hosts.sort();
    hosts.dedup_by(|b, a| a.name == b.name);
    hosts
}

fn places(sources: &Sources, problems: &mut Vec<Problem>) -> Vec<Place> {
    const FILE: &str = "lists/user-places.txt";
    let mut places = Vec::new();
    for (kind, place) in pairs(sources, FILE, problems) {
        let kind = match kind.as_str() {
            "contact" => PlaceKind::Contact,
            "meeting" => PlaceKind::Meeting,
            "form" => PlaceKind::Form,
            "page" => PlaceKind::Page,
            "pay" => PlaceKind::Pay,
            "app" => PlaceKind::App,
            other => {
                problems.push(Problem::new(FILE, format!("`{other}` is no kind of place")));
                continue;
            }
        };
        let (host, path) =
            place.split_once('/').map_or((place.as_str(), String::new()), |(h, p)| (h, format!("/{p}")));
        places.push(Place { host: host.to_owned(), path, kind });
    }
    places.sort();
    places
}

/// Every character outside ASCII whose UTS #39 skeleton, without marks, is one to three ASCII letters or digits.
fn confusables() -> Vec<(u32, String)> {
    (0x80..=0xFFFFu32)
        .chain(0x1_D400..=0x1_D7FF)
        .filter_map(char::from_u32)
        .filter(|c| c.is_alphanumeric() || is_mark_like(*c))
        .filter_map(|c| {
            let plain: String = c.nfkd().filter(|&m| !is_combining_mark(m)).collect();
            let seen: String = unicode_security::skeleton(&plain)
                .flat_map(char::to_lowercase)
                .nfd()
                .filter(|&m| !is_combining_mark(m))
                .collect();
            let ascii = (1..=3).contains(&seen.len()) && seen.bytes().all(|b| b.is_ascii_alphanumeric());
            ascii.then_some((c as u32, seen))
        })
        .collect()
}

/// Letters with a stroke that are no letters to Unicode.
fn is_mark_like(c: char) -> bool {
    matches!(c, '\u{2070}'..='\u{209f}' | '\u{2100}'..='\u{218f}' | '\u{2460}'..='\u{24ff}')
}
