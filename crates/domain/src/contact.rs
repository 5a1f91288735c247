//! What reached a person.

use serde::{Deserialize, Serialize};

/// Whoever speaks in a turn, seen from the person whom hangup protects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Speaker {
    /// The other side: caller, sender, agent.
    #[default]
    Them,
    /// The person herself.
    Me,
    /// Not known (a transcript without names).
    Unknown,
}

/// One utterance or message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Who says it.
    #[serde(default)]
    pub who: Speaker,
    /// What was said, untouched.
    pub text: String,
}

/// The way a contact came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// A text message.
    Sms,
    /// A telephone or internet call, as a transcript.
    Call,
    /// A messenger.
    Chat,
    /// E-mail.
    Email,
    /// A web page or form.
    Web,
}

/// One contact: a message (one turn by them) or a conversation (many turns).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contact {
    /// The caller's own id for the row; comes back in the assessment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The turns in the order in which they were said.
    pub turns: Vec<Turn>,
    /// How it came, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// The sender's number or name as displayed. It can be faked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// Whom the person says they claim to be (any name or alias that the directory knows).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims: Option<String>,
    /// When it came, RFC 3339. Given, never taken from a clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<String>,
}

impl Contact {
    /// A single message sent by them.
    pub fn message(text: impl Into<String>) -> Self {
        Self { turns: vec![Turn { who: Speaker::Them, text: text.into() }], ..Self::default() }
    }

    /// A conversation.
    pub fn conversation(turns: Vec<Turn>) -> Self {
        Self { turns, ..Self::default() }
    }

    /// Says how it came.
    #[must_use]
    pub fn on(mut self, channel: Channel) -> Self {
        self.channel = Some(channel);
        self
    }

    /// Says who the display named as the sender.
    #[must_use]
    pub fn from_sender(mut self, sender: impl Into<String>) -> Self {
        self.sender = Some(sender.into());
        self
    }
}
