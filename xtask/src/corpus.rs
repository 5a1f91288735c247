//! The corpus format: files of labelled contacts, each with the file's defaults and its own keys.
//!
//! A file begins with defaults (`key: value`). A record begins with `=== id key=value …` and goes on to the
//! next one. In a dialogue every turn begins with `--- them`, `--- me` or `--- unknown`.

use crate::workspace;
use anyhow::Result;
use hangup_domain::{Channel, Contact, Speaker, Turn};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// Whether a record is a scam, by the folder it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// `corpus/scam/…`
    Scam,
    /// `corpus/honest/…`
    Honest,
}

impl Class {
    /// The folder's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scam => "scam",
            Self::Honest => "honest",
        }
    }
}

/// One labelled contact.
#[derive(Debug, Clone)]
pub struct Record {
    /// The file, relative to the root of the workspace.
    pub file: String,
    /// The line of its `===`.
    pub line: usize,
    /// Its id, unique in the file.
    pub id: String,
    /// Scam or honest.
    pub class: Class,
    /// The folder below the class.
    pub family: String,
    /// The file's defaults, overridden by the record's own keys.
    pub keys: BTreeMap<String, String>,
    /// The keys on the record's own line.
    pub own: Vec<String>,
    /// Everything between its line and the next record, trimmed.
    pub raw: String,
    /// One turn for a message, many for a dialogue.
    pub turns: Vec<Turn>,
    /// Whether it is written as a dialogue.
    pub dialogue: bool,
}

impl Record {
    /// A key's value.
    pub fn key(&self, name: &str) -> Option<&str> {
        self.keys.get(name).map(String::as_str)
    }

    /// What the engine is expected to say.
    pub fn expect(&self) -> &str {
        self.key("expect").unwrap_or("")
    }

    /// The language and script it is written in.
    pub fn lang(&self) -> &str {
        self.key("lang").unwrap_or("und")
    }

    /// The turn by which something is demanded.
    pub fn turn_key(&self, name: &str) -> Option<u32> {
        self.key(name).and_then(|v| v.parse().ok())
    }

    /// Its name in reports: file and id.
    pub fn name(&self) -> String {
        let short = self.file.strip_prefix("corpus/").unwrap_or(&self.file);
        format!("{}#{}", short.strip_suffix(".txt").unwrap_or(short), self.id)
    }

    /// In the third that no weight is ever trained on. The text alone decides, so that moving or renaming a
    /// record cannot move it between the parts.
    pub fn untrained(&self) -> bool {
        Sha256::digest(self.raw.as_bytes())[0].is_multiple_of(3)
    }

    /// The contact as the engine gets it.
    pub fn contact(&self) -> Contact {
        let channel = match self.key("channel") {
            Some("sms") => Some(Channel::Sms),
            Some("call") => Some(Channel::Call),
            Some("chat") => Some(Channel::Chat),
            Some("email") => Some(Channel::Email),
            Some("web") => Some(Channel::Web),
            _ => None,
        };
        Contact {
            id: Some(self.id.clone()),
            turns: self.turns.clone(),
            channel,
            sender: self.key("sender").map(str::to_owned),
            ..Contact::default()
        }
    }
}

/// Reads `corpus/scam` and `corpus/honest`; other folders have other formats. What cannot be parsed goes into
/// `problems`, each with file and line.
pub fn read(root: &Path, problems: &mut Vec<String>) -> Result<Vec<Record>> {
    let mut records = Vec::new();
    for class in [Class::Honest, Class::Scam] {
        let folder = format!("corpus/{}", class.as_str());
        for file in workspace::files_ending(&root.join(&folder), ".txt")? {
            let file = format!("{folder}/{file}");
            let text = workspace::read(root, &file)?;
            parse(&file, &text, &mut records, problems);
        }
    }
    Ok(records)
}

/// Reads one file.
pub fn parse(file: &str, text: &str, records: &mut Vec<Record>, problems: &mut Vec<String>) {
    let parts: Vec<&str> = file.split('/').collect();
    let (class, family) = match parts.as_slice() {
        ["corpus", "scam", family, _] => (Class::Scam, *family),
        ["corpus", "honest", family, _] => (Class::Honest, *family),
        _ => {
            problems.push(format!(
                "{file}: a corpus file stands in corpus/scam/<family> or corpus/honest/<family>"
            ));
            return;
        }
    };
    let mut defaults = BTreeMap::new();
    let mut open: Option<(Record, Vec<&str>)> = None;
    for (number, line) in text.lines().enumerate().map(|(i, l)| (i + 1, l)) {
        if let Some(head) = line.strip_prefix("=== ") {
            close(open.take(), records, problems);
            let mut words = head.split_whitespace();
            let mut record = Record {
                file: file.to_owned(),
                line: number,
                id: words.next().unwrap_or("").to_owned(),
                class,
                family: family.to_owned(),
                keys: defaults.clone(),
                own: Vec::new(),
                raw: String::new(),
                turns: Vec::new(),
                dialogue: false,
            };
            for word in words {
                match word.split_once('=') {
                    Some((key, value)) if !key.is_empty() && !value.is_empty() => {
                        record.keys.insert(key.to_owned(), value.to_owned());
                        record.own.push(key.to_owned());
                    }
                    _ => problems.push(format!("{file}:{number}: `{word}` is not key=value")),
                }
            }
            open = Some((record, Vec::new()));
        } else if let Some((_, lines)) = &mut open {
            lines.push(line);
        } else if let Some((key, value)) = line.split_once(':') {
            defaults.insert(key.trim().to_owned(), value.trim().to_owned());
        } else if !line.trim().is_empty() {
            problems.push(format!("{file}:{number}: before the first record only `key: value` lines stand"));
        }
    }
    close(open, records, problems);
}

/// Finishes a record: joins its lines, splits a dialogue into turns.
fn close(open: Option<(Record, Vec<&str>)>, records: &mut Vec<Record>, problems: &mut Vec<String>) {
    let Some((mut record, lines)) = open else { return };
    lines.join("\n").trim().clone_into(&mut record.raw);
    record.dialogue = record.raw.starts_with("---");
    if !record.dialogue {
        record.turns.push(Turn { who: Speaker::Them, text: record.raw.clone() });
        records.push(record);
        return;
    }
    let mut turns: Vec<(Speaker, Vec<&str>)> = Vec::new();
    for line in record.raw.lines() {
        match (line.trim(), turns.last_mut()) {
            ("--- them", _) => turns.push((Speaker::Them, Vec::new())),
            ("--- me", _) => turns.push((Speaker::Me, Vec::new())),
            ("--- unknown", _) => turns.push((Speaker::Unknown, Vec::new())),
            (said, _) if said.starts_with("---") => {
                problems.push(format!(
                    "{}:{}: `{said}` is not `--- them`, `--- me` or `--- unknown`",
                    record.file, record.line
                ));
            }
            (_, Some(turn)) => turn.1.push(line),
            (_, None) => {}
        }
    }
    record.turns =
        turns.into_iter().map(|(who, said)| Turn { who, text: said.join("\n").trim().to_owned() }).collect();
    records.push(record);
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "corpus/scam/zh-sms/example.txt";

    fn parsed(text: &str) -> (Vec<Record>, Vec<String>) {
        let (mut records, mut problems) = (Vec::new(), Vec::new());
        parse(FILE, text, &mut records, &mut problems);
        (records, problems)
    }

    #[test]
    fn a_record_overrides_the_defaults_of_its_file() {
        let (records, problems) = parsed(
            "lang: zh-Hans\nexpect: danger\n\n=== a-1\nfirst\n\nline: two\n\n=== a-2 expect=caution\nx\n",
        );
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(records[0].raw, "first\n\nline: two");
        assert_eq!((records[0].expect(), records[1].expect()), ("danger", "caution"));
        assert_eq!(records[1].contact().turns[0].text, "x");
        assert_eq!(records[1].name(), "scam/zh-sms/example#a-2");
    }

    #[test]
    fn a_dialogue_becomes_turns() {
        let (records, problems) = parsed("=== d demand=0\n--- them\nhello\nthere\n--- me\nwho is it\n");
        assert!(problems.is_empty(), "{problems:?}");
        let turns: Vec<_> = records[0].turns.iter().map(|t| (t.who, t.text.as_str())).collect();
        assert_eq!(turns, [(Speaker::Them, "hello\nthere"), (Speaker::Me, "who is it")]);
        assert_eq!(records[0].turn_key("demand"), Some(0));
    }

    #[test]
    fn what_is_no_record_is_named_with_its_line() {
        let (_, problems) = parsed("stray words\n=== a key\nx\n");
        assert_eq!(problems.len(), 2);
        assert!(problems[1].starts_with("corpus/scam/zh-sms/example.txt:2:"), "{problems:?}");
    }
}
