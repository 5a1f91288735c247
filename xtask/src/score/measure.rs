//! The engine over many contacts, on all cores, in the order of the rows.

use super::rows::Row;
use anyhow::{Result, anyhow};
use hangup_domain::{UiLang, Verdict};
use hangup_engine::Engine;
use hangup_engine::pack::Pack;

/// Which voices of the engine speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Rules and classifier.
    Both,
    /// Rules only.
    Rules,
    /// The classifier only, with the engine's own guards.
    Classifier,
}

/// What the engine said about a contact.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// The first turn after which it was danger.
    pub first_alarm: Option<u32>,
    /// The rules that fired.
    pub rules: Vec<String>,
}

/// How many threads measure.
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Assesses all rows.
pub fn assess(pack: &Pack, digest: &str, voice: Voice, rows: &[Row]) -> Result<Vec<Outcome>> {
    let mut pack = pack.clone();
    match voice {
        Voice::Both => {}
        Voice::Rules => pack.classifier = None,
        Voice::Classifier => {
            pack.rules.clear();
            pack.verdicts.clear();
        }
    }
    let engine = Engine::new(pack, digest)?;
    // Many more shares than threads, since long calls stand together; each share keeps its place.
    let share = (rows.len() / (threads() * 16)).max(64);
    let next = std::sync::atomic::AtomicUsize::new(0);
    let shares: Vec<&[Row]> = rows.chunks(share).collect();
    let mut parts: Vec<(usize, Vec<Outcome>)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads())
            .map(|_| {
                scope.spawn(|| {
                    let mut mine = Vec::new();
                    loop {
                        let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        let Some(rows) = shares.get(at) else { return mine };
                        mine.push((at, rows.iter().map(|r| one(&engine, r)).collect()));
                    }
                })
            })
            .collect();
        let mut parts = Vec::new();
        for worker in workers {
            parts.extend(worker.join().map_err(|_| anyhow!("the engine panicked while measuring"))?);
        }
        Ok::<_, anyhow::Error>(parts)
    })?;
    parts.sort_by_key(|(at, _)| *at);
    Ok(parts.into_iter().flat_map(|(_, outcomes)| outcomes).collect())
}

fn one(engine: &Engine, row: &Row) -> Outcome {
    let assessment = engine.assess(&row.contact, UiLang::En);
    Outcome {
        verdict: assessment.verdict,
        first_alarm: assessment.first_alarm_turn,
        rules: assessment.findings.iter().map(|f| f.rule.to_string()).collect(),
    }
}
