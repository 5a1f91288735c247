//! A pack: all knowledge in one immutable value, as it is stored in a pack file.
//!
//! The sources under `data/` become a pack in the crate `knowledge`; here a pack is only read. A pack is a
//! little-endian [`postcard`] document behind a short header; its name is the SHA-256 of its bytes.

mod directory;
mod error;
mod links;

pub use directory::{Channel, Directory, Domain, Number, Organisation, Role};
pub use error::PackError;
pub use links::{LinkWords, Place, PlaceKind, SharedHost, parents};

use crate::text::Fold;
use hangup_domain::{Shared, Stage, TacticId, UiLang, VariantId, Verdict};
use serde::{Deserialize, Serialize};

/// First bytes of every pack file.
pub const MAGIC: &[u8; 8] = b"HANGUPK\x01";
/// The layout that this engine reads.
pub const FORMAT: u16 = 1;
/// Largest pack that is read, in bytes.
pub const MAX_PACK: usize = 64 * 1024 * 1024;

/// One sentence in both languages, each an original.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Words {
    /// Simplified Chinese.
    pub zh: Shared,
    /// English.
    pub en: Shared,
}

impl Words {
    /// The sentence in one language.
    pub fn get(&self, lang: UiLang) -> &Shared {
        lang.pick(&self.zh, &self.en)
    }
}

/// All knowledge.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pack {
    /// The layout, [`FORMAT`].
    pub format: u16,
    /// The day on which the knowledge was put together, `YYYY-MM-DD`.
    pub date: Shared,
    /// The folding table.
    pub fold: Fold,
    /// Phrases and concepts.
    pub lexicon: Lexicon,
    /// Rules over concepts.
    pub rules: Vec<Rule>,
    /// Names of the groups that rules put their findings into; bit `i` of a mask is `groups[i]`.
    pub groups: Vec<String>,
    /// From groups to a verdict, gravest first.
    pub verdicts: Vec<VerdictRule>,
    /// The taxonomy.
    pub taxonomy: Taxonomy,
    /// Advice and headlines.
    pub advice: AdviceBook,
    /// Official channels.
    pub directory: Directory,
    /// Words that lookalike hosts are made of.
    pub links: LinkWords,
    /// The learned voice; absent in a pack without weights.
    pub classifier: Option<Classifier>,
}

/// Phrases and the concepts that they show.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Lexicon {
    /// The serialised automaton; its values are indexes into `phrases`.
    #[serde(with = "serde_bytes_vec")]
    pub automaton: Vec<u8>,
    /// What each phrase stands for.
    pub phrases: Vec<Phrase>,
    /// Concept ids of all phrases, one after the other.
    pub pool: Vec<u16>,
    /// The concepts.
    pub concepts: Vec<Concept>,
}

/// A phrase in the automaton.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Phrase {
    /// First of its concepts in the pool.
    pub first: u32,
    /// Number of its concepts.
    pub count: u8,
    /// May not follow a Latin letter.
    pub left: bool,
    /// May not be followed by a Latin letter.
    pub right: bool,
    /// The organisation that it names, as an index into the directory plus one; 0 for none.
    pub org: u16,
    /// The name counts only in a sign, a sender or a host.
    pub weak: bool,
}

/// What a concept does in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConceptKind {
    /// Who they say they are.
    Claim,
    /// Why they say they are in touch.
    Pretext,
    /// Something the person is to do.
    Demand,
    /// Where to.
    Channel,
    /// Deadline, penalty, kindness, secrecy.
    Pressure,
    /// Turns what follows around, or puts it in quotation marks.
    Polarity,
    /// Harmless where a part of it alone would not be; swallows the hits inside it.
    Absorb,
    /// A word that gets its sense from its neighbours.
    Word,
}

/// A set of phrases with one meaning.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Concept {
    /// Its name in the lexicon.
    pub name: String,
    /// What it does.
    pub kind: ConceptKind,
}

/// How far apart the parts of a pattern may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// In one clause.
    Clause,
    /// In one sentence.
    Sentence,
    /// Within [`Pattern::reach`] bytes, across boundaries.
    Near,
    /// In one turn.
    Turn,
}

/// One part of a pattern.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Term {
    /// Any of these concepts.
    pub any: Vec<u16>,
    /// Must stand behind the part before it.
    pub after: bool,
    /// Counts however it is meant (negated, quoted).
    pub any_polarity: bool,
    /// Must not be there.
    pub absent: bool,
}

/// A combination of concepts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pattern {
    /// Its parts. The first is the rarest, found first.
    pub terms: Vec<Term>,
    /// How far apart.
    pub scope: Scope,
    /// For [`Scope::Near`]: bytes of normalised text.
    pub reach: u16,
}

/// Whose words a rule reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// Theirs (and those of a speaker who is not known).
    Them,
    /// The person's own.
    Me,
    /// Anybody's.
    Any,
}

/// A rule.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rule {
    /// Its id, file name and heading.
    pub id: Shared,
    /// The tactic that it shows.
    pub tactic: TacticId,
    /// Guide points.
    pub guide: Vec<u8>,
    /// 1 to 5.
    pub severity: u8,
    /// One clear sighting is enough.
    pub stop_now: bool,
    /// The groups that a finding belongs to.
    pub groups: u128,
    /// Whose words.
    pub voice: Voice,
    /// Why it matters.
    pub because: Words,
    /// Quotable facts.
    pub facts: Vec<Shared>,
    /// Combinations; empty for a rule that is a check in code.
    pub patterns: Vec<Pattern>,
}

/// When a combination of groups gives a verdict.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct VerdictRule {
    /// Its id.
    pub id: Shared,
    /// What it gives.
    pub level: Verdict,
    /// Every mask must share a bit with the groups seen.
    pub all: Vec<u128>,
    /// No bit of this may be seen.
    pub none: u128,
    /// Risk that the combination stands for, 0 to 1.
    pub score: f32,
}

/// A tactic of the taxonomy.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Tactic {
    /// Its id.
    pub id: TacticId,
    /// Its stage.
    pub stage: Stage,
    /// Its name.
    pub name: Words,
    /// What to do instead.
    pub instead: Words,
    /// What usually follows.
    pub next: Vec<TacticId>,
    /// The variants in which it occurs.
    pub variants: Vec<VariantId>,
    /// 1 to 5.
    pub severity: u8,
}

/// Several tactics that mean more together.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Compound {
    /// Its id.
    pub id: Shared,
    /// Each step: any of these tactics.
    pub steps: Vec<Vec<TacticId>>,
    /// In this order only.
    pub ordered: bool,
    /// 4 or 5.
    pub level: u8,
    /// Its name.
    pub name: Words,
}

/// Stages, tactics, variants, compounds, facts.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Taxonomy {
    /// Names of S1 to S8.
    pub stages: Vec<Words>,
    /// The tactics, by id.
    pub tactics: Vec<Tactic>,
    /// Names of V1 to V10.
    pub variants: Vec<Words>,
    /// Combinations.
    pub compounds: Vec<Compound>,
    /// Facts by id.
    pub facts: Vec<(Shared, Words)>,
}

/// One piece of advice and when it is given.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AdviceRule {
    /// Its id.
    pub id: Shared,
    /// What to do.
    pub say: Words,
    /// Guide point.
    pub guide: u8,
    /// Given from this verdict on.
    pub from: Verdict,
    /// Given when a group of this mask was seen; 0 for always.
    pub groups: u128,
}

/// A headline and when it is used; the first that fits wins.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Headline {
    /// For this verdict.
    pub verdict: Verdict,
    /// When a group of this mask was seen; 0 for always.
    pub groups: u128,
    /// The sentence.
    pub say: Words,
}

/// Headlines, advice, and the last safe moment of each stage.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct AdviceBook {
    /// In order of choice.
    pub headlines: Vec<Headline>,
    /// In the order in which they are given.
    pub advice: Vec<AdviceRule>,
    /// For S1 to S8: which moment is the last safe one, seen from there.
    pub last_safe: Vec<Words>,
    /// Sentences for link and number judgements, by key.
    pub reasons: Vec<(Shared, Words)>,
}

/// Hashed n-gram weights.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Classifier {
    /// One signed byte a bucket; the number of buckets is a power of two.
    #[serde(with = "serde_bytes_vec")]
    pub weights: Vec<u8>,
    /// Value of one weight step.
    pub scale: f32,
    /// Added to the sum.
    pub bias: f32,
    /// Calibration: slope and offset of the logistic curve.
    pub platt: [f32; 2],
    /// From this calibrated probability on, nothing-found becomes caution.
    pub caution_at: f32,
}

/// Byte vectors as byte strings.
mod serde_bytes_vec {
    use serde::{Deserializer, Serializer, de};

    pub fn serialize<S: Serializer>(v: &[u8], s: S) -> Result<S::Ok, S::Error> {
        s.serialize_bytes(v)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u8>, D::Error> {
        struct V;
        impl de::Visitor<'_> for V {
            type Value = Vec<u8>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E: de::Error>(self, v: &[u8]) -> Result<Vec<u8>, E> {
                Ok(v.to_vec())
            }
        }
        d.deserialize_bytes(V)
    }
}

impl Pack {
    /// The bytes of a pack file.
    pub fn to_bytes(&self) -> Result<Vec<u8>, PackError> {
        let mut out = MAGIC.to_vec();
        out.extend(postcard::to_allocvec(self).map_err(|_| PackError::Torn)?);
        Ok(out)
    }

    /// Reads the bytes of a pack file.
    ///
    /// # Errors
    /// When the bytes are no pack, of another layout, too large, or torn.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PackError> {
        if bytes.len() > MAX_PACK {
            return Err(PackError::TooLarge { bytes: bytes.len() });
        }
        let body = bytes.strip_prefix(MAGIC).ok_or(PackError::NotAPack)?;
        let pack: Self = postcard::from_bytes(body).map_err(|_| PackError::Torn)?;
        if pack.format != FORMAT {
            return Err(PackError::Format { found: pack.format });
        }
        pack.check()?;
        Ok(pack)
    }

    /// Every index inside the pack points somewhere.
    fn check(&self) -> Result<(), PackError> {
        let l = &self.lexicon;
        let concepts = l.concepts.len();
        let orgs = self.directory.organisations.len();
        let sound = self.fold.to.len() == 2 * self.fold.class.len()
            && l.phrases
                .iter()
                .all(|p| p.first as usize + p.count as usize <= l.pool.len() && p.org as usize <= orgs)
            && l.pool.iter().all(|&c| (c as usize) < concepts)
            && self.rules.iter().flat_map(|r| &r.patterns).all(|p| {
                !p.terms.is_empty() && p.terms.iter().flat_map(|t| &t.any).all(|&c| (c as usize) < concepts)
            })
            && self.directory.is_sound()
            && self.taxonomy.stages.len() == 8
            && self.advice.last_safe.len() == 8
            && self.classifier.as_ref().is_none_or(|c| c.weights.len().is_power_of_two());
        if sound { Ok(()) } else { Err(PackError::Torn) }
    }
}
