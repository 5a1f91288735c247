//! The engine: everything made ready once, then one pure function.

use crate::claim::ClaimConcepts;
use crate::conversation::Conversation;
use crate::frame::Special;
use crate::link::LinkIndex;
use crate::pack::{Lexicon, Pack, PackError};
use crate::reading::Reading;
use crate::rule::Matcher;
use daachorse::CharwiseDoubleArrayAhoCorasick;
use hangup_domain::{Assessment, Contact, EngineInfo, UiLang};
use std::sync::OnceLock;

/// An immutable engine. A new pack makes a new engine.
pub struct Engine {
    pack: Pack,
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    /// Made with the first link that is judged: most messages carry none.
    links: OnceLock<LinkIndex>,
    pub(crate) matcher: Matcher,
    pub(crate) special: Special,
    pub(crate) claim_concepts: ClaimConcepts,
    pub(crate) filled: Filled,
    pub(crate) checks: Checks,
    pub(crate) info: EngineInfo,
}

/// Buffers that are worth keeping between contacts. What they hold never changes an answer.
#[derive(Debug, Default)]
pub struct Scratch {
    reading: Reading,
}

/// Concepts that indicators fill, by their names in the lexicon.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filled {
    pub link: Option<u16>,
    pub link_foreign: Option<u16>,
    pub link_official: Option<u16>,
    pub number: Option<u16>,
    pub number_foreign: Option<u16>,
    pub number_official: Option<u16>,
    pub handle: Option<u16>,
    pub code: Option<u16>,
    pub amount: Option<u16>,
    pub card: Option<u16>,
    pub id_number: Option<u16>,
    pub payment: Option<u16>,
    /// Names of messengers and meeting tools: without one there is no account to look for.
    pub services: Vec<u16>,
    pub email: Option<u16>,
    pub claim: Option<u16>,
    pub apk: Option<u16>,
    /// Concepts whose mere presence raises a group.
    pub flags: Vec<(u16, u128)>,
}

/// Rules that are checks in code, by their ids.
#[derive(Debug, Clone, Default)]
pub(crate) struct Checks {
    pub link_lookalike: Option<u16>,
    pub link_not_theirs: Option<u16>,
    pub link_unknown: Option<u16>,
    pub link_user_content: Option<u16>,
    pub link_hidden: Option<u16>,
    pub number_not_theirs: Option<u16>,
    pub number_unknown: Option<u16>,
    pub hidden_words: Option<u16>,
    pub overseas_caller: Option<u16>,
}

impl Engine {
    /// Makes a pack ready.
    ///
    /// # Errors
    /// When the pack's phrase automaton is damaged.
    pub fn new(pack: Pack, digest: &str) -> Result<Self, PackError> {
        let (automaton, _) = CharwiseDoubleArrayAhoCorasick::<u32>::deserialize(&pack.lexicon.automaton)
            .map_err(|_| PackError::Automaton)?;
        let matcher = Matcher::new(&pack.rules, pack.lexicon.concepts.len());
        Ok(Self {
            automaton,
            links: OnceLock::new(),
            matcher,
            special: Special::of(&pack.lexicon),
            claim_concepts: ClaimConcepts {
                intro: concept(&pack.lexicon, "intro"),
                service: concept(&pack.lexicon, "service-noun"),
                your: concept(&pack.lexicon, "your"),
            },
            filled: Filled::of(&pack.lexicon),
            checks: Checks::of(&pack),
            info: EngineInfo { version: env!("CARGO_PKG_VERSION").into(), pack: digest.into() },
            pack,
        })
    }

    /// Reads pack bytes and makes them ready.
    ///
    /// # Errors
    /// As [`Pack::from_bytes`] and [`Engine::new`].
    pub fn load(bytes: &[u8], digest: &str) -> Result<Self, PackError> {
        Self::new(Pack::from_bytes(bytes)?, digest)
    }

    /// Assesses one contact, turn after turn, without looking ahead.
    pub fn assess(&self, contact: &Contact, lang: UiLang) -> Assessment {
        self.assess_with(&mut Scratch::default(), contact, lang)
    }

    /// As [`Engine::assess`], with buffers that are kept from contact to contact: for many contacts in a row.
    pub fn assess_with(&self, scratch: &mut Scratch, contact: &Contact, lang: UiLang) -> Assessment {
        let mut conversation = Conversation::new(self, contact);
        conversation.swap_reading(&mut scratch.reading);
        for turn in &contact.turns {
            conversation.hear(turn.who, &turn.text);
        }
        let assessment = conversation.assessment(lang);
        conversation.swap_reading(&mut scratch.reading);
        assessment
    }

    /// The knowledge.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// What lookalikes are found with.
    pub fn links(&self) -> &LinkIndex {
        self.links.get_or_init(|| LinkIndex::new(&self.pack))
    }

    pub(crate) fn automaton(&self) -> &CharwiseDoubleArrayAhoCorasick<u32> {
        &self.automaton
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("pack", &self.info.pack).finish_non_exhaustive()
    }
}

fn concept(lexicon: &Lexicon, name: &str) -> Option<u16> {
    lexicon.concepts.iter().position(|c| c.name == name).map(|i| i as u16)
}

impl Filled {
    fn of(l: &Lexicon) -> Self {
        Self {
            link: concept(l, "i-link"),
            link_foreign: concept(l, "i-link-foreign"),
            link_official: concept(l, "i-link-official"),
            number: concept(l, "i-number"),
            number_foreign: concept(l, "i-number-foreign"),
            number_official: concept(l, "i-number-official"),
            handle: concept(l, "i-handle"),
            code: concept(l, "i-code"),
            amount: concept(l, "i-amount"),
            card: concept(l, "i-card"),
            id_number: concept(l, "i-id-number"),
            payment: concept(l, "i-payment"),
            services: ["chat-service", "meeting-app", "group-noun"]
                .into_iter()
                .filter_map(|n| concept(l, n))
                .collect(),
            email: concept(l, "i-email"),
            claim: concept(l, "i-claim"),
            apk: concept(l, "i-apk"),
            flags: [
                ("marketing", crate::groups::MARKETING),
                ("settled", crate::groups::SETTLED),
                ("self-path", crate::groups::SELF_PATH),
                ("familiar", crate::groups::FAMILIAR),
            ]
            .into_iter()
            .filter_map(|(name, group)| Some((concept(l, name)?, group)))
            .collect(),
        }
    }
}

impl Checks {
    fn of(pack: &Pack) -> Self {
        let rule = |id: &str| pack.rules.iter().position(|r| &*r.id == id).map(|i| i as u16);
        Self {
            link_lookalike: rule("link-lookalike"),
            link_not_theirs: rule("link-not-theirs"),
            link_unknown: rule("link-unknown"),
            link_user_content: rule("link-user-content"),
            link_hidden: rule("link-hidden"),
            number_not_theirs: rule("number-not-theirs"),
            number_unknown: rule("number-unknown"),
            hidden_words: rule("hidden-words"),
            overseas_caller: rule("overseas-caller"),
        }
    }
}
