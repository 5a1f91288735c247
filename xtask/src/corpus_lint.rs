//! `cargo xtask corpus`: every record is complete, labelled, and unlike every other.

use crate::corpus::{self, Class, Record};
use crate::workspace;
use anyhow::Result;
use hangup_domain::Speaker;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Keys that a record may have.
const KEYS: &[&str] = &[
    "lang", "channel", "expect", "variant", "tactics", "sender", "register", "pair", "evasion", "demand",
    "alarm-by",
];
/// Languages.
const LANGS: &[&str] = &["zh-Hans", "zh-Hant", "en", "mixed"];
/// Channels.
const CHANNELS: &[&str] = &["sms", "call", "chat", "email", "web"];

/// Lints the corpus and prints what is in it.
pub fn run(root: &Path) -> Result<()> {
    let mut problems = Vec::new();
    let records = corpus::read(root, &mut problems)?;
    lint(&records, &mut problems);
    counts(&records);
    workspace::conclude("corpus", &problems, &format!("{} records, all sound", records.len()))
}

/// Everything that is wrong with the records.
pub fn lint(records: &[Record], problems: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    let mut texts: BTreeMap<String, &Record> = BTreeMap::new();
    let mut pairs: BTreeMap<(&str, &str), Vec<&Record>> = BTreeMap::new();
    for record in records {
        let mut bad =
            |what: String| problems.push(format!("{}:{}: `{}` {what}", record.file, record.line, record.id));
        if !ids.insert((&record.file, &record.id)) {
            bad("is used twice in this file".into());
        }
        if !is_kebab(&record.id) {
            bad("is not kebab-case (a-z, 0-9, -)".into());
        }
        values(record, &mut bad);
        dialogue(record, &mut bad);
        if let Some(pair) = record.key("pair") {
            pairs.entry((&record.family, pair)).or_default().push(record);
        }
        let bare: String = record.raw.chars().filter(|c| !c.is_numeric() && !c.is_whitespace()).collect();
        if bare.is_empty() {
            bad("has no words".into());
        } else if let Some(twin) = texts.get(&bare) {
            if !differ_in_a_number(record, twin) {
                bad(format!("has the same words as {}:{} `{}`", twin.file, twin.line, twin.id));
            }
        } else {
            texts.insert(bare, record);
        }
    }
    for ((_, pair), members) in pairs {
        let classes: BTreeSet<Class> = members.iter().map(|r| r.class).collect();
        if members.len() != 2 || classes.len() != 2 {
            let first = members[0];
            problems.push(format!(
                "{}:{}: pair `{pair}` has {} records; a pair is one honest and one fraudulent text",
                first.file,
                first.line,
                members.len()
            ));
        }
    }
}

/// The two texts of a contrast pair may differ in nothing but the number to call: that is their point.
fn differ_in_a_number(a: &Record, b: &Record) -> bool {
    a.class != b.class
        && a.family == b.family
        && a.key("pair") == b.key("pair")
        && a.raw != b.raw
        && a.key("pair").is_some()
}

/// The values of a record's keys.
fn values(record: &Record, bad: &mut impl FnMut(String)) {
    for key in record.keys.keys().filter(|k| !KEYS.contains(&k.as_str())) {
        bad(format!("has the unknown key `{key}`"));
    }
    let mut one_of = |key: &str, allowed: &[&str]| match record.key(key) {
        Some(value) if allowed.contains(&value) => {}
        Some(value) => bad(format!("has {key} `{value}`; allowed: {}", allowed.join(", "))),
        None => bad(format!("has no {key}")),
    };
    one_of("lang", LANGS);
    one_of("channel", CHANNELS);
    match record.class {
        Class::Scam => one_of("expect", &["danger", "caution"]),
        Class::Honest => one_of("expect", &["nothing-found", "caution-ok"]),
    }
    if let Some(variant) = record.key("variant").filter(|v| !numbered(v, "V", 10)) {
        bad(format!("has variant `{variant}`; there are V1 to V10"));
    }
    for tactic in record.key("tactics").unwrap_or("").split(',').filter(|t| !t.is_empty()) {
        if !numbered(tactic, "RT", 40) || tactic.len() != 4 {
            bad(format!("has tactic `{tactic}`; there are RT01 to RT40"));
        }
    }
}

/// Turns, and the keys that point to them.
fn dialogue(record: &Record, bad: &mut impl FnMut(String)) {
    if record.dialogue {
        if record.turns.len() < 2 {
            bad("is a dialogue with fewer than two turns".into());
        }
        for (at, turn) in record.turns.iter().enumerate().filter(|(_, t)| t.text.is_empty()) {
            bad(format!("has nothing said in turn {at} ({:?})", turn.who));
        }
    }
    for key in ["demand", "alarm-by"] {
        let Some(value) = record.key(key) else { continue };
        let turn = value.parse::<usize>().ok().and_then(|at| record.turns.get(at));
        match turn {
            None => {
                bad(format!("has {key}={value}, but turns 0 to {}", record.turns.len().saturating_sub(1)));
            }
            Some(turn) if turn.who == Speaker::Me => bad(format!("has {key}={value}, but there *me* speaks")),
            Some(_) if record.class == Class::Honest => bad(format!("is honest and has {key}")),
            Some(_) => {}
        }
    }
}

/// `V7` for prefix `V` and at most 10.
fn numbered(text: &str, prefix: &str, most: u8) -> bool {
    text.strip_prefix(prefix).and_then(|n| n.parse::<u8>().ok()).is_some_and(|n| (1..=most).contains(&n))
}

fn is_kebab(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Prints how many records there are of each class, language and family.
fn counts(records: &[Record]) {
    let mut table: BTreeMap<(Class, String), [usize; 4]> = BTreeMap::new();
    for record in records {
        for group in
            [format!("lang {}", record.lang()), format!("family {}", record.family), "all".to_owned()]
        {
            let row = table.entry((record.class, group)).or_default();
            row[0] += 1;
            row[1] += usize::from(record.untrained());
            row[2] += usize::from(record.dialogue);
            row[3] += usize::from(record.key("pair").is_some());
        }
    }
    println!(
        "{:<8}{:<32}{:>8}{:>11}{:>11}{:>9}",
        "class", "group", "records", "untrained", "dialogues", "paired"
    );
    for ((class, group), row) in &table {
        println!("{:<8}{group:<32}{:>8}{:>11}{:>11}{:>9}", class.as_str(), row[0], row[1], row[2], row[3]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems_of(text: &str) -> Vec<String> {
        let (mut records, mut problems) = (Vec::new(), Vec::new());
        corpus::parse("corpus/scam/zh-sms/example.txt", text, &mut records, &mut problems);
        lint(&records, &mut problems);
        problems
    }

    const HEAD: &str = "lang: en\nchannel: sms\nexpect: danger\n\n";

    #[test]
    fn a_sound_file_has_no_problems() {
        let text = format!(
            "{HEAD}=== a variant=V10 tactics=RT01,RT40\none\n=== b demand=0\n--- them\nx\n--- me\ny\n"
        );
        assert_eq!(problems_of(&text), Vec::<String>::new());
    }

    #[test]
    fn texts_that_differ_only_in_digits_and_spaces_are_duplicates() {
        let problems = problems_of(&format!("{HEAD}=== a\npay 12 now\n=== b\npay  98 now\n"));
        assert!(problems[0].contains("the same words"), "{problems:?}");
    }

    #[test]
    fn a_demand_outside_the_dialogue_or_by_me_is_named() {
        let text =
            format!("{HEAD}=== a demand=7\n--- them\nx\n--- me\ny\n=== b demand=1\n--- them\nz\n--- me\nw\n");
        assert_eq!(problems_of(&text).len(), 2);
    }

    #[test]
    fn unknown_keys_labels_and_ids_are_named() {
        let text = format!("{HEAD}=== A colour=red\none\n=== b expect=nothing-found\ntwo\n=== b\nthree\n");
        assert_eq!(problems_of(&text).len(), 4);
    }
}
