//! A rule that fired, with the words that show it.

use crate::{GuidePoint, Shared, Span, TacticId};
use serde::{Deserialize, Serialize};

/// How much one sighting weighs: 1 is background, 5 is "stop now".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Severity(pub u8);

/// A rule that fired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's id, its heading in `docs/rules.md`.
    pub rule: Shared,
    /// The tactic that it shows.
    pub tactic: TacticId,
    /// The points of the guide that it serves.
    pub guide: Vec<GuidePoint>,
    /// How much it weighs.
    pub severity: Severity,
    /// One clear sighting is enough to stop.
    pub stop_now: bool,
    /// The words that show it, in the original.
    pub spans: Vec<Span>,
    /// The turn, in a conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<u32>,
    /// One sentence on why it matters, in the language asked for.
    pub because: Shared,
    /// Quotable facts that settle it (`FA1` …).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Shared>,
}
