//! What went wrong, to be read: ids of every source, texts of our own corpus only.

use super::figures::{is_late, is_met};
use super::measure::Outcome;
use super::rows::{Due, Row};
use std::collections::BTreeMap;

/// The contacts of a line that were missed.
type Missed<'a> = Vec<(&'a Row, &'a Outcome)>;

/// Prints up to `most` misses of each line.
pub fn print(rows: &[Row], outcomes: &[Outcome], most: usize) {
    let mut lines: BTreeMap<(&str, &str, Due), Missed<'_>> = BTreeMap::new();
    for (row, outcome) in rows.iter().zip(outcomes) {
        if !is_met(row.due, outcome.verdict) || is_late(row, outcome) {
            lines.entry((&row.source, &row.lang, row.due)).or_default().push((row, outcome));
        }
    }
    for ((source, lang, due), missed) in lines {
        println!("\n── {source} · {lang} · {}: {} missed", due.as_str(), missed.len());
        for (row, outcome) in missed.into_iter().take(most) {
            let third = if row.untrained { " [untrained]" } else { "" };
            println!("{} → {}{third} {}", row.id, outcome.verdict.as_str(), outcome.rules.join(" "));
            if is_late(row, outcome) {
                let alarm = outcome.first_alarm.map_or_else(|| "none".to_owned(), |a| a.to_string());
                println!("    demand in turn {}, alarm: {alarm}", row.demand.unwrap_or_default());
            }
            if row.own {
                for turn in &row.contact.turns {
                    let who = if row.dialogue { format!("{:?}: ", turn.who) } else { String::new() };
                    println!("    {who}{}", turn.text.replace('\n', "\n    "));
                }
            }
        }
    }
}
