//! What a person handed over: a message, a link, a number or a conversation.

use crate::rows::jsonl::{self, Row};
use hangup_domain::{Assessment, Contact, IndicatorKind, Speaker, Turn};
use hangup_engine::turns_of;

/// What it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    Message,
    Link,
    Number,
    Conversation,
}

/// The contact in a text. Whether a message is nothing but a link is seen after it was read: [`only_a_link`].
pub fn contact(text: &str, said: Option<Kind>) -> (Contact, Kind) {
    let text = text.trim_end_matches(['\n', '\r']);
    match said {
        Some(kind @ (Kind::Message | Kind::Link | Kind::Number)) => (Contact::message(text), kind),
        Some(Kind::Conversation) => {
            (rows(text).or_else(|| named(text)).unwrap_or_else(|| unnamed(text)), Kind::Conversation)
        }
        None => {
            if let Some(contact) = rows(text).or_else(|| named(text)) {
                let kind = if contact.turns.len() > 1 { Kind::Conversation } else { Kind::Message };
                return (contact, kind);
            }
            (Contact::message(text), if is_number(text) { Kind::Number } else { Kind::Message })
        }
    }
}

/// One row with turns, or one turn a line.
fn rows(text: &str) -> Option<Contact> {
    if !text.trim_start().starts_with('{') {
        return None;
    }
    if let Ok(row) = serde_json::from_str::<Row>(text) {
        return row.into_contact().ok();
    }
    let turns: Vec<Turn> =
        text.lines().filter(|l| !l.trim().is_empty()).map(jsonl::turn).collect::<Option<_>>()?;
    (!turns.is_empty()).then(|| Contact::conversation(turns))
}

/// Lines that begin with a speaker.
fn named(text: &str) -> Option<Contact> {
    turns_of(text).map(Contact::conversation)
}

/// Lines of which nobody says who spoke.
fn unnamed(text: &str) -> Contact {
    let lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    Contact::conversation(lines.map(|l| Turn { who: Speaker::Unknown, text: l.to_owned() }).collect())
}

/// Whether a text is nothing but a telephone number.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (3..=20).contains(&digits)
        && text.len() <= 32
        && text.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c))
}

/// Whether a message, once read, turned out to be a link and nothing else.
pub fn only_a_link(contact: &Contact, a: &Assessment) -> bool {
    let [turn] = contact.turns.as_slice() else { return false };
    let text = turn.text.trim();
    let [link] = a.indicators.as_slice() else { return false };
    let whole = link.span.of(&turn.text).trim_end_matches('/');
    !text.contains(char::is_whitespace)
        && link.kind == IndicatorKind::Url
        && whole == text.trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(text: &str) -> (Kind, usize) {
        let (contact, kind) = contact(text, None);
        (kind, contact.turns.len())
    }

    #[test]
    fn the_kind_is_guessed_from_the_text() {
        assert_eq!(guessed("您好，您的快递丢了"), (Kind::Message, 1));
        assert_eq!(guessed("+44 20 7946 0018"), (Kind::Number, 1));
        assert_eq!(guessed("95188\n"), (Kind::Number, 1));
        assert_eq!(guessed("them: hello\nme: who is this?\n"), (Kind::Conversation, 2));
        assert_eq!(guessed("客服：您好\n用户：哪位"), (Kind::Conversation, 2));
        assert_eq!(
            guessed("{\"who\":\"them\",\"text\":\"a\"}\n{\"who\":\"me\",\"text\":\"b\"}\n"),
            (Kind::Conversation, 2)
        );
        assert_eq!(
            guessed("{\"turns\":[{\"who\":\"them\",\"text\":\"a\"},{\"who\":\"me\",\"text\":\"b\"}]}"),
            (Kind::Conversation, 2)
        );
        assert_eq!(guessed("{\"text\":\"a\"}"), (Kind::Message, 1));
        assert_eq!(guessed("{not json"), (Kind::Message, 1));
    }

    #[test]
    fn what_was_said_is_kept() {
        assert_eq!(contact("them: a\nme: b", Some(Kind::Message)).0.turns.len(), 1);
        let (unnamed, kind) = contact("您好\n\n哪位\n", Some(Kind::Conversation));
        assert_eq!(
            (unnamed.turns.len(), unnamed.turns[0].who, kind),
            (2, Speaker::Unknown, Kind::Conversation)
        );
    }
}
