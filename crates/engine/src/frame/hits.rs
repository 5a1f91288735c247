//! Phrases found in one automaton pass, as concepts with their place.

use crate::pack::{ConceptKind, Lexicon};
use crate::text::{Segments, Text};
use daachorse::CharwiseDoubleArrayAhoCorasick;

/// How a concept is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Polarity {
    /// Said of the reader, here and now.
    #[default]
    Asserted,
    /// 请勿…, "never …".
    Negated,
    /// Told of others: a warning, a news item.
    Warned,
}

/// One concept at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Start in the normalised text.
    pub start: u32,
    /// End in the normalised text.
    pub end: u32,
    /// The concept.
    pub concept: u16,
    /// Number of its clause.
    pub clause: u16,
    /// Number of its sentence.
    pub sentence: u16,
    /// How it is meant.
    pub polarity: Polarity,
}

/// An organisation's name at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrgHit {
    /// Start in the normalised text.
    pub start: u32,
    /// End in the normalised text.
    pub end: u32,
    /// Index into the directory.
    pub org: u16,
    /// Counts only in a sign, a sender or a host.
    pub weak: bool,
}

/// A set of concepts.
#[derive(Debug, Clone, Default)]
pub struct Present {
    bits: Vec<u64>,
}

impl Present {
    fn reset(&mut self, concepts: usize) {
        self.bits.clear();
        self.bits.resize(concepts.div_ceil(64), 0);
    }

    /// Adds a concept.
    pub fn insert(&mut self, concept: u16) {
        if let Some(word) = self.bits.get_mut(concept as usize / 64) {
            *word |= 1 << (concept % 64);
        }
    }

    /// Whether a concept is there.
    #[inline]
    pub fn has(&self, concept: u16) -> bool {
        self.bits.get(concept as usize / 64).is_some_and(|w| w & (1 << (concept % 64)) != 0)
    }

    /// The concepts, in rising order.
    pub fn iter(&self) -> impl Iterator<Item = u16> + '_ {
        self.bits.iter().enumerate().flat_map(|(i, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                Some((i * 64) as u16 + bit as u16)
            })
        })
    }
}

/// Hits kept from one text at most; a hostile text repeats itself.
const MAX_HITS: usize = 2048;

/// All concepts of a text.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// In order of place.
    pub all: Vec<Hit>,
    /// Organisations named.
    pub orgs: Vec<OrgHit>,
    /// Which concepts are there at all.
    pub present: Present,
    /// The clauses.
    pub segments: Segments,
    absorbing: Vec<(u32, u32, u16)>,
}

impl Hits {
    /// Reads a normalised text. Buffers are reused.
    pub fn read(&mut self, text: &Text, lexicon: &Lexicon, automaton: &CharwiseDoubleArrayAhoCorasick<u32>) {
        self.all.clear();
        self.orgs.clear();
        self.absorbing.clear();
        self.present.reset(lexicon.concepts.len());
        self.segments.read(&text.boundaries, text.norm.len());
        let bytes = text.norm.as_bytes();
        for m in automaton.find_overlapping_iter(&text.norm) {
            let Some(phrase) = lexicon.phrases.get(m.value() as usize) else { continue };
            let (start, end) = (m.start(), m.end());
            if phrase.left && start > 0 && bytes[start - 1].is_ascii_alphabetic()
                || phrase.right && bytes.get(end).is_some_and(u8::is_ascii_alphabetic)
            {
                continue;
            }
            if phrase.org > 0 {
                self.orgs.push(OrgHit {
                    start: start as u32,
                    end: end as u32,
                    org: phrase.org - 1,
                    weak: phrase.weak,
                });
            }
            let from = phrase.first as usize;
            for &concept in &lexicon.pool[from..from + phrase.count as usize] {
                if lexicon.concepts[concept as usize].kind == ConceptKind::Absorb {
                    self.absorbing.push((start as u32, end as u32, concept));
                }
                self.all.push(Hit {
                    start: start as u32,
                    end: end as u32,
                    concept,
                    clause: 0,
                    sentence: 0,
                    polarity: Polarity::Asserted,
                });
            }
            if self.all.len() >= MAX_HITS {
                break;
            }
        }
        if !self.absorbing.is_empty() {
            let absorbing = &self.absorbing;
            self.all.retain(|h| {
                !absorbing.iter().any(|&(s, e, c)| {
                    s <= h.start && h.end <= e && (e - s > h.end - h.start) && c != h.concept
                })
            });
        }
        self.all.sort_unstable_by_key(|h| (h.start, h.end, h.concept));
        let mut clause = 0;
        for hit in &mut self.all {
            (clause, hit.sentence) = self.segments.locate(hit.start, clause);
            hit.clause = clause;
            self.present.insert(hit.concept);
        }
        self.orgs.sort_unstable_by_key(|o| (o.start, std::cmp::Reverse(o.end)));
    }

    /// Adds a hit that no phrase shows (an indicator, a flag), keeping the order.
    pub fn add(&mut self, start: u32, end: u32, concept: u16) {
        let (clause, sentence) = self.segments.locate(start, 0);
        let at = self.all.partition_point(|h| (h.start, h.end) <= (start, end));
        self.all.insert(at, Hit { start, end, concept, clause, sentence, polarity: Polarity::Asserted });
        self.present.insert(concept);
    }

    /// Hits of one concept.
    pub fn of(&self, concept: u16) -> impl Iterator<Item = &Hit> {
        self.all.iter().filter(move |h| h.concept == concept)
    }
}
