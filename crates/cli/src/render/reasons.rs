//! The few reasons that a person reads: the gravest, each said once, each with the words that show it.

use super::excerpt::{Piece, excerpt};
use hangup_domain::{Assessment, Contact, Finding, Indicator, IndicatorKind, Span, Speaker, TacticId};

/// A reason.
#[derive(Debug, Clone)]
pub struct Reason {
    /// Why it matters, one sentence.
    pub because: String,
    /// The words that show it.
    pub quote: Vec<Piece>,
    /// Index and speaker of the turn, in a conversation.
    pub turn: Option<(u32, Speaker)>,
    /// The rule behind it.
    pub rule: Option<String>,
}

/// The reasons behind an assessment, gravest first, at most `most`.
pub fn reasons(a: &Assessment, contact: &Contact, most: usize, columns: usize) -> Vec<Reason> {
    let mut chosen: Vec<Reason> = Vec::new();
    let mut places: Vec<(u32, Span)> = Vec::new();
    let mut tactics: Vec<TacticId> = Vec::new();
    // First those that show another tactic in other words than the graver ones, then the rest.
    for again in [false, true] {
        for finding in a.findings.iter().filter(|f| f.severity.0 >= 2) {
            if chosen.len() >= most {
                return chosen;
            }
            let because = because(finding, a);
            let turn = finding.turn.unwrap_or(0);
            let shown = |s: &Span| places.iter().any(|p| p.0 == turn && p.1.overlaps(*s));
            if chosen.iter().any(|c| c.because == because || c.rule.as_deref() == Some(&*finding.rule)) {
                continue;
            }
            if !again && (tactics.contains(&finding.tactic) || finding.spans.iter().all(shown)) {
                continue;
            }
            tactics.push(finding.tactic);
            places.extend(finding.spans.iter().map(|s| (turn, *s)));
            chosen.push(Reason {
                because,
                quote: quote(finding, a, contact, columns),
                turn: finding.turn.map(|t| (t, speaker(contact, t))),
                rule: Some(finding.rule.to_string()),
            });
        }
    }
    chosen
}

/// What a judged link or number says is more to the point than its rule.
fn because(finding: &Finding, a: &Assessment) -> String {
    let judged = a.indicators.iter().filter(|i| i.turn == finding.turn && i.status.is_some());
    let about_channel = finding.rule.starts_with("link-") || finding.rule.starts_with("number-");
    judged
        .filter(|i| about_channel && finding.spans.first().is_some_and(|s| s.overlaps(i.span)))
        .find_map(|i| i.because.clone().filter(|b| !b.is_empty()))
        .unwrap_or_else(|| finding.because.to_string())
}

fn quote(finding: &Finding, a: &Assessment, contact: &Contact, columns: usize) -> Vec<Piece> {
    let Some(turn) = contact.turns.get(finding.turn.unwrap_or(0) as usize) else { return Vec::new() };
    let secret = |i: &&Indicator| {
        matches!(i.kind, IndicatorKind::Code | IndicatorKind::Card | IndicatorKind::IdNumber)
            && i.turn == finding.turn
    };
    let hidden: Vec<Span> = a.indicators.iter().filter(secret).map(|i| i.span).collect();
    excerpt(&turn.text, &finding.spans, &hidden, columns)
}

fn speaker(contact: &Contact, turn: u32) -> Speaker {
    contact.turns.get(turn as usize).map_or(Speaker::Unknown, |t| t.who)
}
