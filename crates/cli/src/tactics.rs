//! The tactics in a text of evidence, with the words that show them, for reports.

use crate::commands::Run;
use hangup_casework::report::Quote;
use hangup_domain::{Contact, UiLang};
use hangup_engine::{Engine, turns_of};
use std::cell::OnceCell;

/// Reads texts with the engine, which is made ready when the first text comes.
pub struct Tactics<'r> {
    run: &'r Run,
    engine: OnceCell<Option<&'static Engine>>,
}

impl<'r> Tactics<'r> {
    /// Nothing is loaded yet.
    pub fn new(run: &'r Run) -> Self {
        Self { run, engine: OnceCell::new() }
    }

    /// Each tactic once, with the words that show it best. Without an engine a report is made all the same.
    pub fn quotes(&self, text: &str, lang: UiLang) -> Vec<Quote> {
        let Some(engine) = self.engine.get_or_init(|| self.run.engine().ok()) else { return Vec::new() };
        let contact = turns_of(text).map_or_else(|| Contact::message(text), Contact::conversation);
        let tactics = &engine.pack().taxonomy.tactics;
        let mut quotes: Vec<Quote> = Vec::new();
        for finding in engine.assess(&contact, lang).findings.iter().filter(|f| f.severity.0 >= 2) {
            let id = finding.tactic.to_string();
            let turn = contact.turns.get(finding.turn.unwrap_or(0) as usize);
            let words = finding.spans.iter().zip(turn.into_iter().cycle()).map(|(s, t)| s.of(&t.text));
            let words = words.collect::<Vec<_>>().join(" … ");
            if words.is_empty() || quotes.iter().any(|q| q.tactic == id) {
                continue;
            }
            let name = tactics.iter().find(|t| t.id == finding.tactic).map(|t| t.name.get(lang).to_string());
            quotes.push(Quote { tactic: id, name: name.unwrap_or_default(), words, exhibit: 0 });
        }
        quotes
    }
}
