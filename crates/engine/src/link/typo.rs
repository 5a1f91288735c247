//! A name misspelt on purpose: one letter more, less, swapped, or exchanged for one beside it.

use super::distance::{CHANGE, SLIGHT, cost};
use super::index::{LinkIndex, Name, Weight, letters};
use super::lookalike::Ground;
use super::sight::{Intent, Scene};
use crate::pack::{LinkWords, Pack};

/// Finds a misspelt name; its owner and how it was written.
pub fn find(pack: &Pack, index: &LinkIndex, ground: &Ground, scene: &Scene) -> Option<(u16, String)> {
    let words = &pack.links;
    let mut best: Option<(u32, u16, String)> = None;
    for (at, label) in scene.labels.iter().enumerate() {
        for (from, to) in label.words() {
            let whole = label.part(from, to);
            for written in forms(whole, at, from, &scene.intents) {
                let ordinary = LinkWords::has(&words.innocent, written)
                    || LinkWords::has(&words.ordinary, written)
                    || LinkWords::has(&words.intent, written)
                    || LinkWords::has(&words.filler, written);
                if !(4..=24).contains(&written.len())
                    || ordinary
                    || written.bytes().all(|b| b.is_ascii_digit())
                {
                    continue;
                }
                let intent = written.len() < whole.len() || !scene.intents.is_empty() || scene.posed;
                let context = Context { intent, cheap: ground.cheap, alone: scene.words == 1 && at == 0 };
                let first = written.as_bytes()[0];
                let bits = letters(written);
                for name in index.like(first, written.len().saturating_sub(2)..=written.len() + 2) {
                    let limit = allowed(name, &context);
                    // One change exchanges at most one letter for another.
                    let apart = (name.letters ^ bits).count_ones();
                    if limit == 0 || name.text == written || apart > 2 * (limit / SLIGHT) {
                        continue;
                    }
                    let Some(cost) = cost(name.text.as_bytes(), written.as_bytes(), limit) else { continue };
                    if best.as_ref().is_none_or(|b| cost < b.0) {
                        best = Some((cost, name.org, written.to_owned()));
                    }
                }
            }
        }
    }
    best.map(|b| (b.1, b.2))
}

/// What stands around a word that may be misspelt.
struct Context {
    intent: bool,
    cheap: bool,
    /// The host is this word and an ending.
    alone: bool,
}

/// How far a word may be from a name of some length to be taken for it.
fn allowed(name: &Name, context: &Context) -> u32 {
    let length = name.text.len();
    let weak = name.weight != Weight::Distinct || !name.imitated || name.compound;
    if length < 5
        || matches!(name.weight, Weight::Short | Weight::Number)
        || weak && !(context.intent && context.cheap)
    {
        return 0;
    }
    match (length, context.intent, context.cheap) {
        (5, true, true) => CHANGE,
        (5, true, _) => SLIGHT,
        (5, ..) => 0,
        (6, true, _) => CHANGE,
        (6 | 7, _, true) if context.alone => SLIGHT,
        (6 | 7, _, true) | (7, true, _) => CHANGE,
        (6 | 7, ..) => SLIGHT,
        (8, ..) => CHANGE,
        (_, true, _) | (_, _, true) => 2 * CHANGE,
        _ => CHANGE,
    }
}

/// A word, without digits at its ends, and without a word of intent at one end.
fn forms<'a>(word: &'a str, label: usize, from: usize, intents: &[Intent]) -> Vec<&'a str> {
    let bare = word.trim_matches(|c: char| c.is_ascii_digit());
    let mut forms = vec![bare];
    let to = from + word.len();
    for intent in intents.iter().filter(|i| i.label == label && !i.han && i.start >= from && i.end <= to) {
        let left = word.get(..intent.start - from).unwrap_or("");
        let right = word.get(intent.end - from..).unwrap_or("");
        for part in [left, right] {
            let part = part.trim_matches(|c: char| c.is_ascii_digit());
            if part.len() >= 5 && !forms.contains(&part) {
                forms.push(part);
            }
        }
    }
    forms
}
