//! What one pack has and another has not.

use crate::words::Words;
use hangup_engine::pack::{Lexicon, Organisation, Pack, Rule, Term};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Things by their name, with a text that changes when they do.
type Things = BTreeMap<String, String>;

/// The differences, one a line: `+` added, `-` removed, `~` changed.
pub fn told(old: &Pack, new: &Pack, words: &Words) -> String {
    let mut text = format!("{} → {}\n", old.date, new.date);
    let sections = [
        ("diff-rules", rules(old), rules(new)),
        ("diff-verdicts", verdicts(old), verdicts(new)),
        ("diff-phrases", phrases(&old.lexicon), phrases(&new.lexicon)),
        ("diff-organisations", organisations(old), organisations(new)),
    ];
    for (key, before, after) in sections {
        section(&words.say(key), &before, &after, words, &mut text);
    }
    text
}

fn section(name: &str, old: &Things, new: &Things, words: &Words, text: &mut String) {
    let added: Vec<_> = new.keys().filter(|k| !old.contains_key(*k)).collect();
    let removed: Vec<_> = old.keys().filter(|k| !new.contains_key(*k)).collect();
    let changed: Vec<_> =
        new.iter().filter(|(k, v)| old.get(*k).is_some_and(|o| o != *v)).map(|(k, _)| k).collect();
    let fill = [
        ("name", name.into()),
        ("added", added.len().into()),
        ("removed", removed.len().into()),
        ("changed", changed.len().into()),
    ];
    let _ = writeln!(text, "{}", words.fill("diff-line", &fill));
    for (mark, keys) in [('+', added), ('-', removed), ('~', changed)] {
        for key in keys {
            let detail = match (old.get(key), new.get(key)) {
                (Some(before), Some(after)) if before.len() < 12 && after.len() < 12 => {
                    format!("  {before} → {after}")
                }
                _ => String::new(),
            };
            let _ = writeln!(text, "  {mark} {key}{detail}");
        }
    }
}

/// Rules, told with the names of their concepts: the numbers differ from pack to pack.
fn rules(pack: &Pack) -> Things {
    pack.rules.iter().map(|r| (r.id.to_string(), rule(r, pack))).collect()
}

fn rule(rule: &Rule, pack: &Pack) -> String {
    let concept = |c: &u16| pack.lexicon.concepts.get(*c as usize).map_or("", |c| c.name.as_str());
    let term = |t: &Term| {
        let any: Vec<&str> = t.any.iter().map(concept).collect();
        format!("{}{}{}{}", any.join("|"), t.after, t.any_polarity, t.absent)
    };
    let groups: Vec<&str> = pack
        .groups
        .iter()
        .enumerate()
        .filter(|(i, _)| rule.groups >> i & 1 == 1)
        .map(|(_, g)| g.as_str())
        .collect();
    let mut text = format!(
        "{} {} {} {:?} {:?} {} {} {groups:?}",
        rule.tactic, rule.severity, rule.stop_now, rule.voice, rule.guide, rule.because.zh, rule.because.en
    );
    for pattern in &rule.patterns {
        let terms: Vec<String> = pattern.terms.iter().map(term).collect();
        let _ = write!(text, " {:?}{}[{}]", pattern.scope, pattern.reach, terms.join(" "));
    }
    text
}

fn verdicts(pack: &Pack) -> Things {
    let names = |mask: u128| -> Vec<&str> {
        pack.groups.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1).map(|(_, g)| g.as_str()).collect()
    };
    let text = |v: &hangup_engine::pack::VerdictRule| {
        let all: Vec<_> = v.all.iter().map(|m| names(*m)).collect();
        format!("{:?} {all:?} {:?} {}", v.level, names(v.none), v.score)
    };
    pack.verdicts.iter().map(|v| (v.id.to_string(), text(v))).collect()
}

/// How many phrases each concept has. A pack keeps the phrases only inside its automaton.
fn phrases(lexicon: &Lexicon) -> Things {
    let mut counts = vec![0usize; lexicon.concepts.len()];
    for phrase in &lexicon.phrases {
        let from = phrase.first as usize;
        for concept in lexicon.pool.iter().skip(from).take(usize::from(phrase.count)) {
            if let Some(count) = counts.get_mut(*concept as usize) {
                *count += 1;
            }
        }
    }
    lexicon.concepts.iter().zip(counts).map(|(c, n)| (c.name.clone(), n.to_string())).collect()
}

fn organisations(pack: &Pack) -> Things {
    pack.directory.organisations.iter().map(|o| (o.id.to_string(), organisation(o))).collect()
}

fn organisation(o: &Organisation) -> String {
    let mut text =
        format!("{} {} {} {:?} {:?} {:?}", o.name.zh, o.name.en, o.kind, o.aliases, o.weak, o.tokens);
    for c in &o.channels {
        let _ = write!(text, " {:?} {} {} {}", c.role, c.value.zh, c.value.en, c.evidence);
    }
    text
}
