//! Things in a text that can be looked up: links, numbers, accounts, amounts, claimed organisations.

use crate::{LinkStatus, Shared, Span};
use serde::{Deserialize, Serialize};

/// What kind of thing an indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IndicatorKind {
    /// A link with a path, or a bare domain name written as a link.
    Url,
    /// A telephone or short number.
    Phone,
    /// A bank card number (masked everywhere outside the engine).
    Card,
    /// A resident identity number (masked).
    IdNumber,
    /// A one-time code (masked).
    Code,
    /// An amount of money.
    Amount,
    /// An order, parcel or tracking number.
    Order,
    /// A messenger account: QQ, WeChat, Telegram, WhatsApp, LINE.
    Handle,
    /// An e-mail address.
    Email,
    /// A meeting or remote-control application, or an installation package.
    App,
    /// A payment or contact code (QR payload).
    Payment,
}

/// One indicator as found in a turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// Its kind.
    pub kind: IndicatorKind,
    /// Its normal form. Masked for codes, cards and identity numbers.
    pub value: String,
    /// Where it stands in its turn.
    pub span: Span,
    /// The turn, in a conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<u32>,
    /// What the directory and the lists say about it; only for what can be judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<LinkStatus>,
    /// The organisation concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Shared>,
    /// Why, in the language asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

/// An organisation that the contact claims to come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrandClaim {
    /// The directory's id.
    pub brand: Shared,
    /// Where it is named; absent when the claim was given from outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The turn, in a conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<u32>,
}
