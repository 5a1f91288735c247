//! One JSON object a line: contacts in, errors out. Unknown fields are passed over, however deep they are.

use hangup_domain::{Channel, Contact, Speaker, Turn};
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// A row as it comes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Row {
    id: Loose,
    text: Option<String>,
    turns: Option<Vec<RowTurn>>,
    sender: Loose,
    channel: Loose,
    claims: Loose,
    received_at: Loose,
}

#[derive(Debug, Deserialize)]
struct RowTurn {
    #[serde(default)]
    who: Loose,
    text: String,
}

/// Why a row could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bad {
    /// It is no JSON object of the right shape; the parser's words.
    Json(String),
    /// Neither text nor turns.
    NoText,
    /// A link row without its link.
    NoUrl,
    /// Longer than is read.
    TooLong,
}

/// The output row for an input row that could not be read.
#[derive(Debug, Serialize)]
pub struct ErrorRow<'a> {
    /// Its id, as far as it could be found.
    pub id: Option<&'a str>,
    /// What is wrong.
    pub error: &'a str,
    /// The number of its line.
    pub line: u64,
}

impl Row {
    /// Reads a line.
    pub fn read(line: &[u8]) -> Result<Self, Bad> {
        read(line)
    }

    /// The contact in it.
    pub fn into_contact(self) -> Result<Contact, (Option<String>, Bad)> {
        let turns = match (self.turns, self.text) {
            (Some(turns), _) => {
                turns.into_iter().map(|t| Turn { who: speaker(&t.who), text: t.text }).collect()
            }
            (None, Some(text)) => vec![Turn { who: Speaker::Them, text }],
            (None, None) => return Err((self.id.0, Bad::NoText)),
        };
        Ok(Contact {
            id: self.id.0,
            turns,
            channel: self.channel.0.as_deref().and_then(channel),
            sender: self.sender.0,
            claims: self.claims.0,
            received_at: self.received_at.0,
        })
    }
}

/// Reads any row from a line of bytes; bytes that are no UTF-8 become U+FFFD.
pub fn read<T: for<'de> Deserialize<'de>>(line: &[u8]) -> Result<T, Bad> {
    let said = |e: &serde_json::Error| Bad::Json(e.to_string());
    match serde_json::from_slice(line) {
        Ok(row) => Ok(row),
        Err(e) if std::str::from_utf8(line).is_ok() => Err(said(&e)),
        Err(_) => serde_json::from_str(&String::from_utf8_lossy(line)).map_err(|e| said(&e)),
    }
}

/// The id in a line that is otherwise broken, when it is plain to see.
pub fn id_in(line: &[u8]) -> Option<String> {
    let at = memchr::memmem::find(line, b"\"id\"")?;
    let rest = line[at + 4..].trim_ascii_start().strip_prefix(b":")?;
    let mut values = serde_json::Deserializer::from_slice(rest).into_iter::<Loose>();
    values.next()?.ok()?.0
}

/// One turn a line.
pub fn turn(line: &str) -> Option<Turn> {
    let turn: RowTurn = serde_json::from_str(line).ok()?;
    Some(Turn { who: speaker(&turn.who), text: turn.text })
}

fn speaker(who: &Loose) -> Speaker {
    match who.0.as_deref() {
        None | Some("them") => Speaker::Them,
        Some("me") => Speaker::Me,
        Some(_) => Speaker::Unknown,
    }
}

fn channel(name: &str) -> Option<Channel> {
    Some(match name.to_ascii_lowercase().as_str() {
        "sms" | "mms" | "rcs" | "imessage" => Channel::Sms,
        "call" | "phone" | "voice" => Channel::Call,
        "chat" | "im" | "wechat" | "whatsapp" | "telegram" | "line" | "qq" => Channel::Chat,
        "email" | "mail" => Channel::Email,
        "web" => Channel::Web,
        _ => return None,
    })
}

/// A word or a number, taken as written; anything else counts as absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loose(pub Option<String>);

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(LooseVisitor)
    }
}

struct LooseVisitor;

impl<'de> Visitor<'de> for LooseVisitor {
    type Value = Loose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word or a number")
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose(Some(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Loose, E> {
        Ok(Loose(Some(text)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Loose, E> {
        Ok(Loose(Some(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Loose, E> {
        Ok(Loose(Some(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Loose, E> {
        Ok(Loose(Some(number.to_string())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Loose, E> {
        Ok(Loose(None))
    }

    fn visit_unit<E>(self) -> Result<Loose, E> {
        Ok(Loose(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Loose, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Loose(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Loose, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Loose(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(line: &str) -> Contact {
        Row::read(line.as_bytes()).ok().and_then(|r| r.into_contact().ok()).unwrap_or_default()
    }

    #[test]
    fn a_row_is_read_with_all_that_it_may_have() {
        let c = contact(
            r#"{"id": 17, "text": "您好", "sender": 95588, "channel": "SMS", "claims": "jd", "other": [[{"a":1}]]}"#,
        );
        assert_eq!(
            (c.id.as_deref(), c.sender.as_deref(), c.channel),
            (Some("17"), Some("95588"), Some(Channel::Sms))
        );
        assert_eq!(c.turns[0].text, "您好");
        let c = contact(
            r#"{"turns": [{"who": "me", "text": "a"}, {"text": "b"}, {"who": "x", "text": "c"}], "id": {}}"#,
        );
        let who: Vec<_> = c.turns.iter().map(|t| t.who).collect();
        assert_eq!(who, [Speaker::Me, Speaker::Them, Speaker::Unknown]);
        assert_eq!(c.id, None);
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert!(matches!(Row::read(b"{\"text\": 5}").map(|_| ()), Err(Bad::Json(_))));
        assert!(matches!(Row::read(b"nonsense").map(|_| ()), Err(Bad::Json(_))));
        let empty = Row::read(b"{\"id\":\"a\"}").ok().map(Row::into_contact);
        assert_eq!(empty, Some(Err((Some("a".to_owned()), Bad::NoText))));
    }

    #[test]
    fn the_id_of_a_broken_row_is_still_found() {
        assert_eq!(id_in(br#"{"id": "7", "text": "abc"#).as_deref(), Some("7"));
        assert_eq!(id_in(br#"{"text": "abc, "id" : 12 "#).as_deref(), Some("12"));
        assert_eq!(id_in(b"{}"), None);
    }

    #[test]
    fn depth_and_bad_bytes_do_no_harm() {
        let deep =
            format!("{{\"id\":\"1\",\"text\":\"a\",\"x\":{}{}}}", "[".repeat(200_000), "]".repeat(200_000));
        let _ = Row::read(deep.as_bytes());
        let _ = Row::read("[".repeat(1_000_000).as_bytes());
        let _ = Row::read(format!("{{\"id\":{}", "[".repeat(1_000_000)).as_bytes());
        let row = Row::read(b"{\"text\":\"a\xffb\"}").ok().and_then(|r| r.text);
        assert_eq!(row.as_deref(), Some("a\u{fffd}b"));
    }
}
