//! One contact on one screen: what to do, why, the real contact, how sure.

use super::Room;
use super::reasons::{Reason, reasons};
use super::style::{self, paint};
use super::wrap::{harmless, padded, wrap};
use crate::words::Words;
use hangup_domain::{Assessment, Contact, IndicatorKind, LinkStatus, Speaker, Verdict};
use hangup_engine::Engine;
use unicode_width::UnicodeWidthStr as _;

/// An answer to be written down.
pub struct Page<'a> {
    pub engine: &'a Engine,
    pub assessment: &'a Assessment,
    pub contact: &'a Contact,
    pub words: &'a Words,
    pub room: Room,
    /// Everything that was found, with the names of the rules.
    pub explain: bool,
}

/// How much of each part is shown.
#[derive(Debug, Clone, Copy)]
struct Share {
    tall: bool,
    advice: usize,
    reasons: usize,
    official: usize,
}

/// From generous to narrow; the first that fits the screen is taken.
const SHARES: &[Share] = &[
    Share { tall: true, advice: 4, reasons: 3, official: 2 },
    Share { tall: true, advice: 3, reasons: 3, official: 1 },
    Share { tall: false, advice: 3, reasons: 3, official: 1 },
    Share { tall: false, advice: 3, reasons: 2, official: 1 },
    Share { tall: false, advice: 2, reasons: 2, official: 1 },
    Share { tall: false, advice: 2, reasons: 1, official: 1 },
];

impl Page<'_> {
    /// The lines, styled, each ended.
    pub fn write(&self) -> String {
        if self.explain {
            let all = usize::MAX;
            return joined(&self.lines(Share { tall: true, advice: all, reasons: all, official: all }));
        }
        let mut lines = Vec::new();
        for &share in SHARES {
            lines = self.lines(share);
            // One line is left for the prompt.
            if lines.len() < self.room.lines {
                break;
            }
        }
        joined(&lines)
    }

    fn lines(&self, share: Share) -> Vec<String> {
        let mut lines = Vec::new();
        self.headline(share, &mut lines);
        self.advice(share, &mut lines);
        self.why(share, &mut lines);
        self.official(share, &mut lines);
        lines.push(String::new());
        self.closing(&mut lines);
        lines
    }

    /// A band across the screen; without colours, lines that stand alone.
    fn headline(&self, share: Share, lines: &mut Vec<String>) {
        let verdict = self.assessment.verdict;
        let banded = self.room.colour && verdict > Verdict::NothingFound;
        let mut band = |text: &str| {
            lines.push(if banded {
                paint(style::band(verdict), &padded(&format!("  {text}"), self.room.columns))
            } else {
                paint(style::HEADING, text)
            });
        };
        band("");
        for line in wrap(&self.assessment.headline, self.room.columns - 4) {
            band(&line);
        }
        if banded && share.tall {
            band("");
        }
    }

    fn advice(&self, share: Share, lines: &mut Vec<String>) {
        let a = self.assessment;
        let said: Vec<&str> = a.advice.iter().take(share.advice).map(|advice| &*advice.say).collect();
        if said.is_empty() {
            return;
        }
        self.heading(if a.verdict > Verdict::NothingFound { "check-do" } else { "check-keep" }, lines);
        for (n, say) in said.iter().enumerate() {
            self.item(n + 1, say, lines);
        }
    }

    fn why(&self, share: Share, lines: &mut Vec<String>) {
        let a = self.assessment;
        if a.verdict == Verdict::NothingFound && !self.explain {
            self.judged(lines);
            return;
        }
        let found = reasons(a, self.contact, share.reasons, self.quote_columns());
        if found.is_empty() && !self.explain {
            self.judged(lines);
            if a.verdict > Verdict::NothingFound && !a.indicators.iter().any(|i| i.status.is_some()) {
                self.heading("check-why", lines);
                self.item(1, &self.words.say("check-why-learned"), lines);
            }
            return;
        }
        if !found.is_empty() {
            self.heading("check-why", lines);
        }
        for (n, reason) in found.iter().enumerate() {
            self.reason(n + 1, reason, lines);
        }
        if self.explain {
            self.everything(lines);
        }
    }

    /// The room for the words of the message: what is left beside indent, quotation marks and speaker.
    fn quote_columns(&self) -> usize {
        let speaker = if self.contact.turns.len() > 1 { 16 } else { 0 };
        (self.room.columns - 8 - speaker).min(84)
    }

    /// What the directory says about links and numbers where nothing else is to be said.
    fn judged(&self, lines: &mut Vec<String>) {
        let judged = self.assessment.indicators.iter().filter(|i| i.status.is_some());
        let mut said: Vec<String> = Vec::new();
        for text in judged.filter_map(|i| i.because.as_deref()).filter(|b| !b.is_empty()) {
            if said.len() < 3 && !said.iter().any(|s| s == text) {
                said.push(harmless(text));
            }
        }
        if said.is_empty() {
            return;
        }
        self.heading("check-known", lines);
        for (n, text) in said.iter().enumerate() {
            self.item(n + 1, text, lines);
        }
    }

    fn reason(&self, number: usize, reason: &Reason, lines: &mut Vec<String>) {
        let because = harmless(&reason.because);
        match reason.rule.as_ref().filter(|_| self.explain) {
            Some(rule) => self.item(number, &format!("{because} ({rule})"), lines),
            None => self.item(number, &because, lines),
        }
        if reason.quote.is_empty() {
            return;
        }
        let mut text = self.words.say("quote-open");
        for piece in &reason.quote {
            if piece.marked {
                text.push_str(&self.words.say("mark-open"));
                text.push_str(&paint(style::MARK, &piece.text));
                text.push_str(&self.words.say("mark-close"));
            } else {
                text.push_str(&piece.text);
            }
        }
        text.push_str(&self.words.say("quote-close"));
        let said_by = reason.turn.map_or_else(String::new, |(turn, who)| {
            let who = self.words.say(match who {
                Speaker::Them => "who-them",
                Speaker::Me => "who-me",
                Speaker::Unknown => "who-unknown",
            });
            self.words.fill("check-turn", &[("turn", (turn + 1).into()), ("who", who.into())])
        });
        lines.push(format!("     {said_by}{text}"));
    }

    /// Indicators, stage, score: for those who want to know exactly.
    fn everything(&self, lines: &mut Vec<String>) {
        let a = self.assessment;
        let judged: Vec<_> = a.indicators.iter().collect();
        if !judged.is_empty() {
            self.heading("explain-indicators", lines);
        }
        for i in judged {
            let kind = self.words.say(&format!("kind-{}", kind(i.kind)));
            let status =
                i.status.map_or_else(String::new, |s| self.words.say(&format!("status-{}", s.as_str())));
            let because = i.because.as_deref().map(harmless).unwrap_or_default();
            self.indented(&format!("{kind}  {}  {status}  {because}", harmless(&i.value)), lines);
        }
        self.heading("explain-more", lines);
        if let Some(stage) = &a.stage {
            let name = stage.name.to_string();
            let fill = [("stage", stage.reached.0.into()), ("name", name.into())];
            self.indented(&self.words.fill("stage-line", &fill), lines);
        }
        if let Some(safe) = &a.last_safe_moment {
            self.indented(&self.words.fill("explain-last-safe", &[("when", safe.to_string().into())]), lines);
        }
        let next: Vec<String> = a.next_moves.iter().map(|t| self.tactic(t.0)).collect();
        if !next.is_empty() {
            self.indented(&self.words.fill("explain-next", &[("moves", next.join(" · ").into())]), lines);
        }
        self.indented(&format!("score {}  {}", a.score, a.engine.pack), lines);
    }

    fn tactic(&self, number: u8) -> String {
        let tactics = &self.engine.pack().taxonomy.tactics;
        let name =
            tactics.iter().find(|t| t.id.0 == number).map(|t| t.name.get(self.words.lang()).to_string());
        name.unwrap_or_else(|| format!("RT{number:02}"))
    }

    fn official(&self, share: Share, lines: &mut Vec<String>) {
        let a = self.assessment;
        let known: Vec<_> = a.official.iter().take(share.official).collect();
        if known.is_empty() {
            if a.verdict > Verdict::NothingFound {
                self.heading("check-official", lines);
                self.indented(&self.words.say("check-official-unknown"), lines);
            }
            return;
        }
        let directory = &self.engine.pack().directory;
        for contact in known {
            let org = directory.by_id(&contact.brand).and_then(|o| directory.get(o));
            let name =
                org.map_or_else(|| contact.brand.to_string(), |o| o.name.get(self.words.lang()).to_string());
            let fill = [("name", name.into()), ("date", contact.verified.to_string().into())];
            lines.push(String::new());
            lines.push(paint(style::HEADING, &self.words.fill("check-official-of", &fill)));
            let mut ways: Vec<String> = contact.how.split(['；', ';']).map(|w| w.trim().to_owned()).collect();
            if ways.len() > 4 {
                ways = vec![ways.join(" · ")];
            }
            for line in ways.iter().flat_map(|way| wrap(way, self.room.columns - 2)) {
                lines.push(format!("  {}", paint(style::REAL, &line)));
            }
        }
    }

    fn closing(&self, lines: &mut Vec<String>) {
        let date = self.engine.pack().date.to_string();
        if self.assessment.verdict == Verdict::Danger {
            lines.extend(wrap(&self.words.say("check-paid"), self.room.columns));
        }
        let text = self.words.fill("check-closing", &[("date", date.into())]);
        lines.extend(wrap(&text, self.room.columns).into_iter().map(|l| paint(style::FAINT, &l)));
    }

    fn heading(&self, key: &str, lines: &mut Vec<String>) {
        lines.push(String::new());
        lines.push(paint(style::HEADING, &self.words.say(key)));
    }

    fn item(&self, number: usize, text: &str, lines: &mut Vec<String>) {
        let head = format!("  {number}. ");
        let gap = " ".repeat(head.width());
        for (n, line) in wrap(text, self.room.columns - head.width()).iter().enumerate() {
            lines.push(format!("{}{line}", if n == 0 { &head } else { &gap }));
        }
    }

    fn indented(&self, text: &str, lines: &mut Vec<String>) {
        lines.extend(wrap(text, self.room.columns - 2).into_iter().map(|l| format!("  {l}")));
    }
}

/// The word of a kind in keys.
fn kind(kind: IndicatorKind) -> &'static str {
    match kind {
        IndicatorKind::Url => "url",
        IndicatorKind::Phone => "phone",
        IndicatorKind::Card => "card",
        IndicatorKind::IdNumber => "id-number",
        IndicatorKind::Code => "code",
        IndicatorKind::Amount => "amount",
        IndicatorKind::Order => "order",
        IndicatorKind::Handle => "handle",
        IndicatorKind::Email => "email",
        IndicatorKind::App => "app",
        IndicatorKind::Payment => "payment",
    }
}

/// The key of a status.
pub fn status_key(status: LinkStatus) -> String {
    format!("status-{}", status.as_str())
}

fn joined(lines: &[String]) -> String {
    let mut text = lines.join("\n");
    text.push('\n');
    text
}
