//! The whole answer about one contact, and its public JSON shape.

use crate::{BrandClaim, Finding, Indicator, Script, Shared, Stage, TacticId, VariantId, Verdict};
use serde::{Deserialize, Serialize};

/// Name and version of the JSON shape.
pub const SCHEMA: &str = "hangup.assessment/1";

/// How far the scam has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageReached {
    /// The stage.
    pub reached: Stage,
    /// Its name in the language asked for.
    pub name: Shared,
}

/// One thing to do, in the order given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// Stable id.
    pub id: Shared,
    /// What to do, as one would say it.
    pub say: Shared,
    /// The guide point that it serves.
    pub guide: crate::GuidePoint,
}

/// A real contact from the signed directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficialContact {
    /// The directory's id.
    pub brand: Shared,
    /// The way to reach them.
    pub how: String,
    /// When the entry was last checked.
    pub verified: Shared,
}

/// Which engine and which knowledge gave the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineInfo {
    /// Version of the engine.
    pub version: Shared,
    /// Digest of the pack, `sha256:…`.
    pub pack: Shared,
}

/// Everything hangup says about one contact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// [`SCHEMA`].
    pub schema: Shared,
    /// The caller's id, as given.
    pub id: Option<String>,
    /// The answer.
    pub verdict: Verdict,
    /// Rises with the risk, 0 to 1. Never on a person's first screen.
    pub score: f32,
    /// How far the scam has come; null when nothing was found.
    pub stage: Option<StageReached>,
    /// The most likely variant.
    pub variant: Option<VariantId>,
    /// One sentence to act on.
    pub headline: Shared,
    /// What was found, gravest first.
    pub findings: Vec<Finding>,
    /// What can be looked up.
    pub indicators: Vec<Indicator>,
    /// Who they say they are.
    pub claims: Vec<BrandClaim>,
    /// How to reach the real ones.
    pub official: Vec<OfficialContact>,
    /// What to do, first things first.
    pub advice: Vec<Advice>,
    /// The tactics likely to come next.
    pub next_moves: Vec<TacticId>,
    /// The last moment at which nothing is lost yet, in words.
    pub last_safe_moment: Option<Shared>,
    /// Index of the first turn after which the verdict was at least caution.
    pub first_caution_turn: Option<u32>,
    /// Index of the first turn after which the verdict was danger.
    pub first_alarm_turn: Option<u32>,
    /// Alert family silently: they are being coached or watched.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub silent_alert: bool,
    /// The language of the contact.
    pub lang: Script,
    /// Which engine, which pack.
    pub engine: EngineInfo,
}
