//! Labelled contacts of every source, in one shape.

use crate::corpus::{self, Class};
use anyhow::{Context, Result, bail};
use hangup_domain::{Channel, Contact, Speaker, Turn};
use serde_json::Value;
use std::path::Path;

/// What is due for a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// A scam: stop.
    Danger,
    /// A scam whose own words show little: at least caution.
    Caution,
    /// Advertising: neither is asked for; printed only.
    Spam,
    /// Honest, but a careful reader would check: never danger.
    CautionOk,
    /// Honest: silence.
    Silence,
}

impl Due {
    /// The word in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Danger => "scam",
            Self::Caution => "scam, caution due",
            Self::Spam => "advertising",
            Self::CautionOk => "honest, caution ok",
            Self::Silence => "honest",
        }
    }

    /// Whether alarms are wanted.
    pub fn is_scam(self) -> bool {
        matches!(self, Self::Danger | Self::Caution)
    }
}

/// One contact.
#[derive(Debug, Clone)]
pub struct Row {
    /// The source's name in the tables.
    pub source: String,
    /// Its language.
    pub lang: String,
    /// What is due.
    pub due: Due,
    /// Where to find it.
    pub id: String,
    /// The contact itself.
    pub contact: Contact,
    /// Written as a dialogue with speakers.
    pub dialogue: bool,
    /// The first turn in which they demand something.
    pub demand: Option<u32>,
    /// Whether the text is ours and may be printed.
    pub own: bool,
    /// In the third of the corpus that is never trained on.
    pub untrained: bool,
}

/// Name of the lines over the whole corpus.
pub const CORPUS: &str = "corpus";

/// The corpus.
pub fn corpus(root: &Path, by: Option<&str>) -> Result<Vec<Row>> {
    let mut problems = Vec::new();
    let records = corpus::read(root, &mut problems)?;
    if let Some(first) = problems.first() {
        bail!("the corpus does not parse: {first}; run `cargo xtask corpus`");
    }
    let mut rows = Vec::new();
    for record in records {
        let due = match (record.class, record.expect()) {
            (Class::Scam, "caution") => Due::Caution,
            (Class::Scam, _) => Due::Danger,
            (Class::Honest, "caution-ok") => Due::CautionOk,
            (Class::Honest, _) => Due::Silence,
        };
        let groups: Vec<String> = match by {
            None => vec![CORPUS.to_owned()],
            Some("family") => vec![format!("{CORPUS} {}", record.family)],
            Some(key) => {
                let values = record.key(key).unwrap_or("–");
                values.split(',').map(|v| format!("{CORPUS} {v}")).collect()
            }
        };
        for source in groups {
            rows.push(Row {
                source,
                lang: record.lang().to_owned(),
                due,
                id: record.name(),
                contact: record.contact(),
                dialogue: record.dialogue,
                demand: record.turn_key("demand"),
                own: true,
                untrained: record.untrained(),
            });
        }
    }
    Ok(rows)
}

/// A file of rows and how its lines are named: by the label or by the original class.
struct Set {
    file: &'static str,
    name: &'static str,
    by_original: bool,
}

const SETS: &[Set] = &[
    Set { file: "dev/csds_jd_chat.jsonl", name: "csds_jd_chat", by_original: false },
    Set { file: "dev/nus_sms_zh.jsonl", name: "nus_sms_zh", by_original: false },
    Set { file: "dev/nus_sms_en.jsonl", name: "nus_sms_en", by_original: false },
    Set { file: "dev/tft5.jsonl", name: "tft5", by_original: true },
    Set { file: "dev/tft8.jsonl", name: "tft8", by_original: true },
    Set { file: "train/multidogo.jsonl", name: "multidogo", by_original: false },
    Set { file: "train/uci_sms.jsonl", name: "uci_sms", by_original: false },
    Set { file: "train/mishra_soni.jsonl", name: "mishra_soni", by_original: true },
    Set { file: "train/teleantifraud.jsonl", name: "teleantifraud", by_original: false },
];

/// The data handed over beside the project; `false` when the folder is not there.
pub fn handed_over(data: &Path, rows: &mut Vec<Row>) -> Result<bool> {
    if !data.is_dir() {
        return Ok(false);
    }
    for set in SETS {
        for value in json_lines(&data.join(set.file))? {
            let label = text(&value, "label");
            let original = text(&value, "orig");
            // One class is written with and without a capital letter.
            let source = if set.by_original {
                format!("{} {}", set.name, original.to_lowercase())
            } else {
                set.name.to_owned()
            };
            let due = match label {
                "scam" => Due::Danger,
                "spam" => Due::Spam,
                _ => Due::Silence,
            };
            let whole = text(&value, "text");
            let turns = turns(whole);
            let transcript = turns.len() > 1;
            let row = Row {
                source,
                lang: text(&value, "lang").to_owned(),
                due,
                id: text(&value, "id").to_owned(),
                dialogue: false,
                contact: Contact { turns, channel: channel(text(&value, "genre")), ..Contact::default() },
                demand: None,
                own: false,
                untrained: false,
            };
            // Customers' own words are nobody's demand, so a transcript read as turns is an easy test. The same
            // words as one message of a stranger are the hard one.
            if transcript && due == Due::Silence {
                let mut one = row.clone();
                one.source.push_str(", as one message");
                one.contact.turns = vec![Turn { who: Speaker::Them, text: whole.to_owned() }];
                rows.push(one);
            }
            rows.push(row);
        }
    }
    Ok(true)
}

/// The rows of a JSONL file.
pub fn json_lines(path: &Path) -> Result<Vec<Value>> {
    let all = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    all.lines()
        .enumerate()
        .map(|(i, l)| serde_json::from_str(l).with_context(|| format!("{}:{}", path.display(), i + 1)))
        .collect()
}

/// A text field of a row, empty when it is not there.
pub fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value.get(field).and_then(Value::as_str).unwrap_or("")
}

/// A transcript as turns, anything else as one message: as the program itself reads a text.
pub fn turns(text: &str) -> Vec<Turn> {
    hangup_engine::turns_of(text).unwrap_or_else(|| vec![Turn { who: Speaker::Them, text: text.to_owned() }])
}

fn channel(genre: &str) -> Option<Channel> {
    match genre {
        "sms" => Some(Channel::Sms),
        "call" => Some(Channel::Call),
        "chat" => Some(Channel::Chat),
        _ => None,
    }
}
