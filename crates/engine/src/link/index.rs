//! The directory and the word lists made ready for comparison, once for each engine.

use super::label::is_han;
use crate::pack::{LinkWords, Pack, Role};
use daachorse::{CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick};
use std::collections::BTreeMap;

/// How much a name says when it stands in a stranger's host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Four letters or more, and nobody else's name.
    Distinct,
    /// An ordinary word, or a name that many bear.
    Ordinary,
    /// Two or three letters.
    Short,
    /// Digits: a service number.
    Number,
}

/// A name as it appears in host names.
#[derive(Debug, Clone)]
pub struct Name {
    /// Lower case, without separators.
    pub text: String,
    /// Whose it is.
    pub org: u16,
    /// How much it says.
    pub weight: Weight,
    /// False addresses are made for its owner again and again.
    pub imitated: bool,
    /// It is made of an ordinary word and little else: a misspelling of it proves nothing.
    pub compound: bool,
    /// The letters that occur in it, one bit each.
    pub letters: u32,
}

/// What a pattern of the automaton stands for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mark {
    /// Index of the name, plus one; 0 for none.
    name: u16,
    /// A word of intent.
    pub intent: bool,
    /// A word that fills up.
    pub filler: bool,
    /// An ordinary word that hides no name.
    pub innocent: bool,
}

impl Mark {
    /// Index of the name.
    pub fn name(self) -> Option<u16> {
        self.name.checked_sub(1)
    }
}

/// A pattern that was found.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it stands for.
    pub mark: Mark,
}

/// Everything that lookalikes are found with.
pub struct LinkIndex {
    latin: Option<DoubleArrayAhoCorasick<u32>>,
    han: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    marks: Vec<Mark>,
    /// All names, sorted by first letter and length.
    pub names: Vec<Name>,
    /// Indexes of the names that can be misspelt, in the same order.
    spelt: Vec<u16>,
}

impl std::fmt::Debug for LinkIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LinkIndex")
            .field("names", &self.names.len())
            .field("marks", &self.marks.len())
            .finish_non_exhaustive()
    }
}

/// Sites of an organisation whose label serves as a name: the first ones are the ones that people know.
const NAMED_SITES: usize = 2;

impl LinkIndex {
    /// Makes a pack's directory and lists ready.
    pub fn new(pack: &Pack) -> Self {
        let names = names_of(pack);
        let mut latin: BTreeMap<&str, Mark> = BTreeMap::new();
        let mut han: BTreeMap<&str, Mark> = BTreeMap::new();
        let of = |text: &str| text.chars().any(is_han);
        for (i, name) in names.iter().enumerate() {
            let map = if of(&name.text) { &mut han } else { &mut latin };
            map.entry(&name.text).or_default().name = i as u16 + 1;
        }
        let words = &pack.links;
        for word in &words.intent {
            let map = if of(word) { &mut han } else { &mut latin };
            map.entry(word).or_default().intent = true;
        }
        for word in words.filler.iter().filter(|w| !of(w)) {
            latin.entry(word).or_default().filler = true;
        }
        for word in words.innocent.iter().filter(|w| !of(w)) {
            latin.entry(word).or_default().innocent = true;
        }
        let marks: Vec<Mark> = latin.values().chain(han.values()).copied().collect();
        let split = latin.len() as u32;
        let latin = DoubleArrayAhoCorasick::with_values(latin.keys().zip(0u32..)).ok();
        let han = CharwiseDoubleArrayAhoCorasick::with_values(han.keys().zip(split..)).ok();
        let spelt = (0u16..)
            .zip(&names)
            .filter(|(_, n)| {
                n.text.len() >= 5
                    && n.text.is_ascii()
                    && matches!(n.weight, Weight::Distinct | Weight::Ordinary)
            })
            .map(|(i, _)| i)
            .collect();
        Self { latin, han, marks, names, spelt }
    }

    /// A name by its index.
    pub fn name(&self, index: u16) -> Option<&Name> {
        self.names.get(index as usize)
    }

    /// Whether a find is a service number.
    pub fn is_number(&self, seen: &Seen) -> bool {
        seen.mark.name().and_then(|n| self.name(n)).is_some_and(|n| n.weight == Weight::Number)
    }

    /// Everything that a label of letters and digits contains.
    pub fn scan(&self, text: &[u8]) -> Vec<Seen> {
        let Some(latin) = &self.latin else { return Vec::new() };
        latin
            .find_overlapping_iter(text)
            .filter_map(|m| {
                Some(Seen { start: m.start(), end: m.end(), mark: *self.marks.get(m.value() as usize)? })
            })
            .collect()
    }

    /// Everything that a run of Han characters contains.
    pub fn scan_han(&self, text: &str) -> Vec<Seen> {
        let Some(han) = self.han.as_ref().filter(|_| !text.is_empty()) else { return Vec::new() };
        han.find_overlapping_iter(text)
            .filter_map(|m| {
                Some(Seen { start: m.start(), end: m.end(), mark: *self.marks.get(m.value() as usize)? })
            })
            .collect()
    }

    /// Names that can be misspelt, that begin with a letter and are of about a length.
    pub fn like(&self, first: u8, length: std::ops::RangeInclusive<usize>) -> impl Iterator<Item = &Name> {
        let of = |i: u16| self.names.get(i as usize);
        let key = move |i: u16| {
            of(i).map_or((0, 0), |n| (n.text.as_bytes().first().copied().unwrap_or(0), n.text.len()))
        };
        let from = self.spelt.partition_point(|&i| key(i) < (first, *length.start()));
        self.spelt[from..]
            .iter()
            .take_while(move |&&i| key(i) <= (first, *length.end()))
            .filter_map(move |&i| of(i))
    }
}

fn names_of(pack: &Pack) -> Vec<Name> {
    let directory = &pack.directory;
    let words = &pack.links;
    let mut names: Vec<Name> = Vec::new();
    let imitated = |org: u16| directory.get(org).is_some_and(|o| LinkWords::has(&words.imitated, &o.id));
    let latin = |text: String, org: u16| {
        let weight = weight_of(&text, words)?;
        Some(Name {
            compound: compound(&text, words),
            letters: letters(&text),
            text,
            org,
            weight,
            imitated: imitated(org),
        })
    };
    let plain = |text: &str, org: u16, weight: Weight| Name {
        text: text.to_owned(),
        org,
        weight,
        imitated: false,
        compound: true,
        letters: 0,
    };
    names.extend(directory.tokens.iter().filter_map(|(token, org)| latin(squeezed(token), *org)));
    for (name, id) in &words.names {
        let (Some(org), text) = (directory.by_id(id), squeezed(name)) else { continue };
        let weight = if text.len() <= 3 { Weight::Short } else { Weight::Distinct };
        names.push(Name {
            compound: compound(&text, words),
            letters: letters(&text),
            text,
            org,
            weight,
            imitated: imitated(org),
        });
    }
    for (i, org) in directory.organisations.iter().enumerate() {
        let index = i as u16;
        let sites =
            org.channels.iter().filter(|c| c.role == Role::Site).map(|c| c.value.en.trim().to_lowercase());
        for site in sites.take(NAMED_SITES) {
            let suffix = psl::suffix(site.as_bytes()).map_or(0, |s| s.as_bytes().len());
            let Some(label) =
                site.get(..site.len() - suffix).and_then(|b| b.trim_end_matches('.').rsplit('.').next())
            else {
                continue;
            };
            let label = squeezed(label);
            if label.len() >= 5 && !LinkWords::has(&words.ordinary, &label) {
                // `taobaocom`, `amazoncojp`: the domain without its dots
                let whole = squeezed(&site);
                if whole.len() >= 8 && site.len() == label.len() + suffix + 1 {
                    names.extend(latin(whole, index));
                }
                names.extend(latin(label, index));
            }
        }
        for name in org.aliases.iter().map(String::as_str).chain([&*org.name.zh]) {
            if name.chars().count() >= 2 && name.chars().all(is_han) {
                let weak = org.weak.iter().any(|w| w == name);
                let weight = if weak { Weight::Ordinary } else { Weight::Distinct };
                names.push(plain(name, index, weight));
            }
        }
        for name in org.weak.iter().filter(|n| n.chars().count() >= 2 && n.chars().all(is_han)) {
            names.push(plain(name, index, Weight::Ordinary));
        }
    }
    if directory.organisations.iter().any(|o| &*o.country == "CN") {
        for number in &directory.numbers {
            let cn = directory.get(number.org).is_some_and(|o| &*o.country == "CN");
            let d = number.digits.as_str();
            if cn
                && (5..=6).contains(&d.len())
                && ["95", "96", "100", "123", "101"].iter().any(|p| d.starts_with(p))
            {
                names.push(plain(d, number.org, Weight::Number));
            }
        }
    }
    // One owner a name: the one whose id it is, then the one that has no parent, then the first.
    let rank = |n: &Name| {
        let org = directory.get(n.org);
        (org.is_none_or(|o| squeezed(&o.id) != n.text), n.weight, org.is_none_or(|o| o.parent != 0), n.org)
    };
    names.sort_by(|a, b| {
        let shape = |n: &Name| (n.text.as_bytes().first().copied(), n.text.len());
        (shape(a), &a.text, rank(a)).cmp(&(shape(b), &b.text, rank(b)))
    });
    names.dedup_by(|b, a| a.text == b.text);
    names.truncate(u16::MAX as usize - 1);
    names
}

/// A token without its separators, in lower case.
fn squeezed(token: &str) -> String {
    token.chars().filter(|c| !matches!(c, '-' | '.' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

fn weight_of(text: &str, words: &LinkWords) -> Option<Weight> {
    if !text.is_ascii()
        || text.len() < 2
        || LinkWords::has(&words.filler, text)
        || LinkWords::has(&words.intent, text)
    {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return (text.len() >= 4).then_some(Weight::Number);
    }
    Some(match text.len() {
        2 | 3 if LinkWords::has(&words.short, text) => Weight::Short,
        4 if LinkWords::has(&words.short, text) => Weight::Distinct,
        2..=4 => return None,
        _ if LinkWords::has(&words.ordinary, text) => Weight::Ordinary,
        _ => Weight::Distinct,
    })
}

/// The letters that occur in a word, one bit each.
pub fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |set, b| set | 1 << (b - b'a'))
}

/// Whether a word of intent or a filler of three letters or more stands at one end of a name, and leaves little.
fn compound(text: &str, words: &LinkWords) -> bool {
    text.len() <= 3 && LinkWords::has(&words.ordinary, text)
        || (3..text.len()).any(|n| {
            let (head, tail) = (text.get(..n), text.get(text.len() - n..));
            let known = |w: Option<&str>| {
                w.is_some_and(|w| {
                    LinkWords::has(&words.filler, w)
                        || LinkWords::has(&words.intent, w)
                        || LinkWords::has(&words.ordinary, w)
                })
            };
            text.len() - n < 6 && (known(head) || known(tail))
        })
}
