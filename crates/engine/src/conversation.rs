//! A contact as it unfolds: every turn is read once, and what was found stays.

use crate::assess::Engine;
use crate::groups;
use crate::indicator::Found;
use crate::link::Judged;
use crate::reading::Reading;
use crate::text::script_of;
use crate::{advice, verdict};
use hangup_domain::{
    Assessment, BrandClaim, Contact, Finding, GuidePoint, Indicator, IndicatorKind, LinkStatus, Redacted,
    SCHEMA, Script, Severity, Span, Speaker, TacticId, UiLang, Verdict,
};

/// A rule that has fired in this contact, with the turn in which it did so first.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub rule: u16,
    pub turn: u32,
    pub spans: Vec<Span>,
}

/// The state of one contact.
#[derive(Debug)]
pub struct Conversation<'e> {
    pub(crate) engine: &'e Engine,
    id: Option<String>,
    reading: Reading,
    many: bool,
    turns: u32,
    pub(crate) seen: Vec<Seen>,
    /// Groups seen so far.
    pub(crate) groups: u128,
    indicators: Vec<(u32, Found, Judged, Span)>,
    claims: Vec<(u16, Option<Span>, u32)>,
    given: Vec<u16>,
    script: crate::text::Counts,
    pub(crate) verdict: Verdict,
    pub(crate) score: f32,
    drawn: Option<u16>,
    first_caution: Option<u32>,
    first_alarm: Option<u32>,
}

/// Findings kept from one contact at most.
const MAX_SEEN: usize = 64;

impl<'e> Conversation<'e> {
    /// A contact of which no turn has been heard yet. Of `contact`, all but its turns is used.
    pub fn new(engine: &'e Engine, contact: &Contact) -> Self {
        let mut new = Self {
            engine,
            id: contact.id.clone(),
            reading: Reading::default(),
            many: contact.turns.len() > 1,
            turns: 0,
            seen: Vec::new(),
            groups: 0,
            indicators: Vec::new(),
            claims: Vec::new(),
            given: Vec::new(),
            script: crate::text::Counts::default(),
            verdict: Verdict::NothingFound,
            score: 0.0,
            drawn: None,
            first_caution: None,
            first_alarm: None,
        };
        new.outside(contact);
        new
    }

    /// What is known beside the turns: whom the person says they claim to be, and the sender.
    fn outside(&mut self, contact: &Contact) {
        let pack = self.engine.pack();
        if let Some(org) = contact.claims.as_deref().and_then(|c| self.engine.organisation(c)) {
            self.given.push(org);
            self.claims.push((org, None, 0));
        }
        if let Some(sender) = &contact.sender {
            match self.engine.organisation(sender) {
                Some(org) if self.given.is_empty() => {
                    self.given.push(org);
                    self.claims.push((org, None, 0));
                }
                Some(_) => {}
                None => {
                    let digits: String = sender.chars().filter(char::is_ascii_digit).collect();
                    let abroad = sender.trim().starts_with('+') || sender.trim().starts_with("00");
                    if abroad && digits.len() > 8 && !sender.trim_start_matches(['+', '0']).starts_with("86")
                    {
                        self.groups |= groups::OVERSEAS;
                    }
                    let _ = pack;
                }
            }
        }
    }

    /// Exchanges the buffers.
    pub(crate) fn swap_reading(&mut self, other: &mut Reading) {
        std::mem::swap(&mut self.reading, other);
    }

    /// Hears one turn.
    pub fn hear(&mut self, speaker: Speaker, text: &str) {
        let turn = self.turns;
        self.turns += 1;
        if turn == 0 && speaker == Speaker::Me {
            self.groups |= groups::ME_STARTED;
        }
        if turn == 1 || self.many {
            self.groups |= groups::CONVERSATION;
        }
        let mut reading = std::mem::take(&mut self.reading);
        reading.read(self.engine, text, speaker, &self.given);
        self.take(&reading, speaker, turn, text);
        self.reading = reading;
        self.conclude(turn);
    }

    /// Takes over what a turn showed.
    fn take(&mut self, reading: &Reading, speaker: Speaker, turn: u32, original: &str) {
        let counts = &reading.text.counts;
        self.script.han += counts.han;
        self.script.latin += counts.latin;
        self.script.traditional += counts.traditional;
        self.script.simplified += counts.simplified;
        for fired in &reading.fired {
            let spans = fired
                .places
                .iter()
                .map(|&(s, e)| reading.text.original_span(s as usize, e as usize))
                .collect();
            self.see(fired.rule, turn, spans);
        }
        for (found, judged) in reading.found.iter().zip(&reading.judged) {
            if self.indicators.len() < crate::indicator::MAX_INDICATORS {
                self.indicators.push((turn, found.clone(), judged.clone(), found.span(&reading.text)));
            }
        }
        if speaker == Speaker::Me {
            return;
        }
        for claim in &reading.claims {
            if !self.claims.iter().any(|c| c.0 == claim.org) && self.claims.len() < 16 {
                let span = reading.text.original_span(claim.start as usize, claim.end as usize);
                self.claims.push((claim.org, Some(span), turn));
            }
            if !self.given.contains(&claim.org) && self.given.len() < 8 {
                self.given.push(claim.org);
            }
        }
        self.groups |= reading.raised;
        // Only a single message can be judged as a whole; a caller may point to the real app and lie later.
        if self.many || turn > 0 || self.groups & groups::FOREIGN_WAY != 0 {
            self.groups &= !groups::OFFICIAL_FRAME;
        }
        self.check(reading, turn);
        // The learned voice is for single messages of some length: a turn of a talk says too little alone.
        let long = counts.han * 3 + counts.latin >= 36;
        let thin =
            long && self.groups & (groups::NOTICE | groups::CONVERSATION | groups::OFFICIAL_FRAME) == 0;
        if let Some(classifier) =
            self.engine.pack().classifier.as_ref().filter(|_| thin && !original.is_empty())
        {
            let p = classifier.probability(&reading.text.norm);
            self.score = self.score.max(if p >= classifier.caution_at { 0.5 } else { p.min(0.45) });
            if p >= classifier.caution_at
                && self.verdict == Verdict::NothingFound
                && self.groups & groups::ME_STARTED == 0
            {
                self.verdict = Verdict::Caution;
            }
        }
    }

    /// The checks that are code: links, numbers, hidden words.
    fn check(&mut self, reading: &Reading, turn: u32) {
        let checks = self.engine.checks.clone();
        for (found, judged) in reading.found.iter().zip(&reading.judged) {
            let rule = match (found.kind, judged.status) {
                (IndicatorKind::Url, LinkStatus::Lookalike | LinkStatus::KnownBad) => checks.link_lookalike,
                (IndicatorKind::Url, LinkStatus::NotTheirChannel) => checks.link_not_theirs,
                (IndicatorKind::Url, LinkStatus::UserContent) => checks.link_user_content,
                (IndicatorKind::Url, LinkStatus::Unknown) => checks.link_unknown,
                (IndicatorKind::Phone, LinkStatus::NotTheirChannel) => checks.number_not_theirs,
                (IndicatorKind::Phone, LinkStatus::Unknown) if self.groups & groups::NUMBER_FOREIGN != 0 => {
                    checks.number_unknown
                }
                _ => None,
            };
            let span = found.span(&reading.text);
            if let Some(rule) = rule {
                self.see(rule, turn, vec![span]);
            }
            if (found.form.userinfo || found.form.defanged || found.form.ip)
                && let Some(rule) = checks.link_hidden
            {
                self.see(rule, turn, vec![span]);
            }
        }
        let abroad = self.groups & groups::OVERSEAS != 0 && self.groups & groups::NUMBER_OFFICIAL == 0;
        if abroad
            && self.claims.iter().any(|c| self.is_domestic(c.0))
            && let Some(rule) = checks.overseas_caller
        {
            let number = reading.found.iter().find(|f| f.kind == IndicatorKind::Phone);
            self.see(rule, turn, number.map(|f| f.span(&reading.text)).into_iter().collect());
        }
        if reading.raised & groups::EVASION != 0
            && let Some(rule) = checks.hidden_words
        {
            let whole = reading.text.original_span(0, reading.text.norm.len());
            self.see(rule, turn, vec![whole]);
        }
    }

    /// Whether an organisation serves one country, so that a call from abroad is odd.
    fn is_domestic(&self, org: u16) -> bool {
        self.engine.pack().directory.get(org).is_some_and(|o| &*o.country == "CN")
    }

    fn see(&mut self, rule: u16, turn: u32, spans: Vec<Span>) {
        self.groups |= self.engine.pack().rules[rule as usize].groups;
        if self.seen.len() < MAX_SEEN && !self.seen.iter().any(|s| s.rule == rule) {
            self.seen.push(Seen { rule, turn, spans });
        }
    }

    /// Draws the verdict after a turn. It never falls: what was said stays said.
    fn conclude(&mut self, turn: u32) {
        let drawn = verdict::draw(self);
        if drawn.0 > self.verdict || self.drawn.is_none() {
            self.drawn = drawn.2;
        }
        self.verdict = self.verdict.max(drawn.0);
        self.score = self.score.max(drawn.1);
        if self.verdict >= Verdict::Caution && self.first_caution.is_none() {
            self.first_caution = Some(turn);
        }
        if self.verdict == Verdict::Danger && self.first_alarm.is_none() {
            self.first_alarm = Some(turn);
        }
    }

    /// The verdict so far.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The id of the combination in `data/verdicts.toml` that gave the verdict; none for nothing found.
    pub fn verdict_rule(&self) -> Option<&str> {
        self.drawn.and_then(|i| self.engine.pack().verdicts.get(i as usize)).map(|v| &*v.id)
    }

    /// The tactics seen, in order of first sighting.
    pub(crate) fn tactics(&self) -> Vec<TacticId> {
        let rules = &self.engine.pack().rules;
        let mut tactics = Vec::new();
        for seen in &self.seen {
            let rule = &rules[seen.rule as usize];
            if rule.severity >= 2 && !tactics.contains(&rule.tactic) {
                tactics.push(rule.tactic);
            }
        }
        tactics
    }

    fn script(&self) -> Script {
        script_of(self.script)
    }

    /// Everything that can be said so far, in one language.
    pub fn assessment(&self, lang: UiLang) -> Assessment {
        let pack = self.engine.pack();
        let danger = self.verdict > Verdict::NothingFound;
        let tactics = self.tactics();
        let stage = if danger { advice::stage(pack, &tactics) } else { None };
        Assessment {
            schema: SCHEMA.into(),
            id: self.id.clone(),
            verdict: self.verdict,
            score: verdict::rounded(self.score),
            stage: stage.map(|s| advice::stage_reached(pack, s, lang)),
            variant: if danger { advice::variant(pack, &tactics) } else { None },
            headline: advice::headline(pack, self.verdict, self.groups, lang),
            findings: self.findings(lang),
            indicators: self.indicators(lang),
            claims: self
                .claims
                .iter()
                .map(|&(org, span, turn)| BrandClaim {
                    brand: pack.directory.get(org).map_or_else(|| "".into(), |o| o.id.clone()),
                    span,
                    turn: self.turn_number(turn).filter(|_| span.is_some()),
                })
                .collect(),
            official: advice::official(pack, &self.claims.iter().map(|c| c.0).collect::<Vec<_>>(), lang),
            advice: advice::advice(pack, self.verdict, self.groups, lang),
            next_moves: if danger { advice::next_moves(pack, &tactics) } else { Vec::new() },
            last_safe_moment: stage.map(|s| advice::last_safe(pack, s, lang)),
            first_caution_turn: self.first_caution,
            first_alarm_turn: self.first_alarm,
            silent_alert: advice::silent(&tactics),
            lang: self.script(),
            engine: self.engine.info.clone(),
        }
    }

    fn turn_number(&self, turn: u32) -> Option<u32> {
        (self.groups & groups::CONVERSATION != 0).then_some(turn)
    }

    fn findings(&self, lang: UiLang) -> Vec<Finding> {
        let rules = &self.engine.pack().rules;
        let mut findings: Vec<Finding> = self
            .seen
            .iter()
            .map(|seen| {
                let rule = &rules[seen.rule as usize];
                Finding {
                    rule: rule.id.clone(),
                    tactic: rule.tactic,
                    guide: rule.guide.iter().map(|&g| GuidePoint(g)).collect(),
                    severity: Severity(rule.severity),
                    stop_now: rule.stop_now,
                    spans: merged(&seen.spans),
                    turn: self.turn_number(seen.turn),
                    because: rule.because.get(lang).clone(),
                    facts: rule.facts.clone(),
                }
            })
            .collect();
        findings
            .sort_by(|a, b| b.severity.cmp(&a.severity).then(a.turn.cmp(&b.turn)).then(a.rule.cmp(&b.rule)));
        findings
    }

    fn indicators(&self, lang: UiLang) -> Vec<Indicator> {
        let pack = self.engine.pack();
        self.indicators
            .iter()
            .map(|(turn, found, judged, span)| {
                let secret =
                    matches!(found.kind, IndicatorKind::Code | IndicatorKind::Card | IndicatorKind::IdNumber);
                let judgeable =
                    matches!(found.kind, IndicatorKind::Url | IndicatorKind::Phone | IndicatorKind::Payment);
                Indicator {
                    kind: found.kind,
                    value: if secret {
                        Redacted::new(found.value.as_str()).masked()
                    } else {
                        found.value.clone()
                    },
                    span: *span,
                    turn: self.turn_number(*turn),
                    status: judgeable.then_some(judged.status),
                    of: judged.org.and_then(|o| pack.directory.get(o)).map(|o| o.id.clone()),
                    because: judgeable.then(|| advice::reason(pack, judged, lang)),
                }
            })
            .collect()
    }
}

/// Spans in order, overlapping ones joined.
fn merged(spans: &[Span]) -> Vec<Span> {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in sorted {
        match out.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => out.push(span),
        }
    }
    out
}
