//! One turn, read: text, indicators, concepts, rules that fired, groups raised.

use crate::assess::Engine;
use crate::claim::{self, Claim};
use crate::frame::{Hits, Manner, read_polarity};
use crate::groups;
use crate::indicator::{self, Found, NumberShape};
use crate::link::{self, Judged};
use crate::rule::Fired;
use crate::text::Text;
use hangup_domain::{IndicatorKind, LinkStatus, Speaker};

/// Buffers and results of reading one turn; reused from turn to turn.
#[derive(Debug, Default)]
pub struct Reading {
    /// The normalised text.
    pub text: Text,
    /// Indicators.
    pub found: Vec<Found>,
    /// Their judgements, in the same order; default where nothing can be judged.
    pub judged: Vec<Judged>,
    /// Concepts.
    pub hits: Hits,
    /// Claimed organisations.
    pub claims: Vec<Claim>,
    /// Rules that fired.
    pub fired: Vec<Fired>,
    /// What kind of speech it is.
    pub manner: Manner,
    /// Groups raised by the engine itself.
    pub raised: u128,
    /// Organisations claimed, the given ones first.
    pub orgs: Vec<u16>,
}

impl Reading {
    /// Reads one turn. `given` are organisations claimed outside it (sender, earlier turns, `--claims`).
    pub fn read(&mut self, engine: &Engine, original: &str, speaker: Speaker, given: &[u16]) {
        let pack = engine.pack();
        self.text.read(original, &pack.fold);
        self.hits.read(&self.text, &pack.lexicon, engine.automaton());
        let with_accounts = engine.filled.services.iter().any(|&c| self.hits.present.has(c));
        indicator::extract(&self.text, with_accounts, &mut self.found);
        claim::read(&self.text, &self.hits, &engine.claim_concepts, &engine.special, pack, &mut self.claims);
        self.orgs.clear();
        self.orgs.extend_from_slice(given);
        if speaker != Speaker::Me {
            self.orgs.extend(self.claims.iter().map(|c| c.org));
        }
        self.judge(engine, original);
        self.raise(engine);
        self.manner = read_polarity(&mut self.hits, &pack.lexicon, &engine.special);
        self.raised |= if self.manner.notice { groups::NOTICE } else { 0 };
        self.raised |= if self.manner.retelling { groups::RETELLING } else { 0 };
        engine.matcher.find(&pack.rules, &self.hits, speaker, &mut self.fired);
    }

    fn judge(&mut self, engine: &Engine, original: &str) {
        let pack = engine.pack();
        self.judged.clear();
        for f in &self.found {
            let judged = match f.kind {
                IndicatorKind::Url | IndicatorKind::Payment => {
                    let written = f.span(&self.text).of(original);
                    link::judge_link(pack, engine.links(), written, &f.value, f.form, &self.orgs)
                }
                IndicatorKind::Phone => link::judge_number(pack, f, &self.orgs),
                _ => Judged::default(),
            };
            self.judged.push(judged);
        }
    }

    /// Turns indicators into hits and groups, so that rules and verdicts can speak of them.
    fn raise(&mut self, engine: &Engine) {
        let filled = &engine.filled;
        let mut raised = 0;
        for (f, j) in self.found.iter().zip(&self.judged) {
            let mut add = |concept: Option<u16>| {
                if let Some(c) = concept {
                    self.hits.add(f.start, f.end, c);
                }
            };
            match f.kind {
                IndicatorKind::Url => {
                    add(filled.link);
                    raised |= groups::LINK_ANY;
                    if matches!(j.status, LinkStatus::Official | LinkStatus::OwnedNotChannel) {
                        add(filled.link_official);
                        raised |= groups::LINK_OFFICIAL;
                    } else {
                        add(filled.link_foreign);
                        raised |= groups::LINK_FOREIGN;
                    }
                    if matches!(j.status, LinkStatus::Lookalike | LinkStatus::KnownBad) {
                        raised |= groups::LINK_BAD;
                    }
                    if j.status == LinkStatus::NotTheirChannel && !j.shortener {
                        raised |= groups::CLAIM_FOREIGN_CHANNEL;
                    }
                    if j.status == LinkStatus::Unknown && f.value.contains('-') && !f.value.contains("xn--") {
                        raised |= groups::HOST_MADE;
                    }
                    if j.shortener {
                        raised |= groups::SHORTENER;
                    }
                    if f.form.ip || f.form.userinfo || f.form.defanged {
                        raised |= groups::EVASION;
                    }
                    if self.text.norm[f.start as usize..f.end as usize].ends_with(".apk") {
                        add(filled.apk);
                    }
                }
                IndicatorKind::Phone => {
                    add(filled.number);
                    if j.status == LinkStatus::Official {
                        add(filled.number_official);
                        raised |= groups::NUMBER_OFFICIAL;
                    } else if !matches!(f.shape, NumberShape::Short | NumberShape::Port | NumberShape::None) {
                        add(filled.number_foreign);
                        raised |= groups::NUMBER_FOREIGN;
                        if f.shape == NumberShape::Mobile || f.shape == NumberShape::International {
                            raised |= groups::NUMBER_PERSON;
                        }
                        if f.shape == NumberShape::International {
                            raised |= groups::OVERSEAS;
                        }
                    }
                }
                IndicatorKind::Handle => {
                    add(filled.handle);
                    raised |= groups::HANDLE;
                }
                IndicatorKind::Code => {
                    add(filled.code);
                    raised |= groups::CODE_DELIVERED;
                }
                IndicatorKind::Amount => add(filled.amount),
                IndicatorKind::Card => add(filled.card),
                IndicatorKind::IdNumber => add(filled.id_number),
                IndicatorKind::Payment => add(filled.payment),
                IndicatorKind::Email => add(filled.email),
                IndicatorKind::Order | IndicatorKind::App => {}
            }
        }
        for c in &self.claims {
            if let Some(concept) = filled.claim {
                self.hits.add(c.start, c.end, concept);
            }
        }
        if !self.orgs.is_empty() {
            raised |= groups::CLAIM_KNOWN;
        }
        if claim::has_sign(&self.text.norm) {
            raised |= groups::SIGN;
        }
        for &(concept, group) in &engine.filled.flags {
            if self.hits.present.has(concept) {
                raised |= group;
            }
        }
        if raised & (groups::LINK_FOREIGN | groups::NUMBER_FOREIGN | groups::HANDLE) != 0 {
            raised |= groups::FOREIGN_WAY;
        }
        // A signed text whose every way out is the sender's own, or the reader's own.
        let signed = raised & (groups::SIGN | groups::CLAIM_KNOWN) != 0;
        let own = groups::NUMBER_OFFICIAL
            | groups::LINK_OFFICIAL
            | groups::SELF_PATH
            | groups::CODE_DELIVERED
            | groups::SETTLED
            | groups::MARKETING;
        if signed && raised & groups::FOREIGN_WAY == 0 && raised & own != 0 {
            raised |= groups::OFFICIAL_FRAME;
        }
        if self.text.counts.latin > self.text.counts.han * 3 {
            raised |= groups::ENGLISH;
        }
        let e = self.text.evasion;
        if e.confusable >= 2 || e.invisible >= 2 || e.inserted >= 3 || e.styled >= 4 {
            raised |= groups::EVASION;
        }
        self.raised = raised;
    }
}
