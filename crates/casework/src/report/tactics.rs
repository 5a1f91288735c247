//! The taxonomy as reports need it: a tactic's name and its technique ids at MITRE; and as a MISP galaxy cluster.

use crate::report::uuid::uuid;
use crate::words::Words;
use serde::Deserialize;
use serde_json::json;

/// A tactic.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct TacticInfo {
    /// `RT27`.
    pub id: String,
    /// A word for it.
    pub slug: String,
    /// Its name.
    pub name: Words,
    /// What it is.
    pub description: Words,
    /// Technique ids of MITRE F3 and ATT&CK. Never tactic names: those are renamed between versions.
    #[serde(default)]
    pub techniques: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    tactic: Vec<TacticInfo>,
}

/// All tactics of the built-in taxonomy.
pub fn tactics() -> Vec<TacticInfo> {
    // The file is compiled in, and a test reads it.
    toml::from_str::<File>(include_str!("../../../../data/tactics.toml"))
        .map(|f| f.tactic)
        .unwrap_or_default()
}

/// Who names a technique: MITRE F3 its own ids, ATT&CK the rest.
pub(super) fn technique_source(id: &str) -> &'static str {
    if id.starts_with('F') { "mitre-f3" } else { "mitre-attack" }
}

/// The taxonomy as a MISP galaxy cluster.
pub fn misp_galaxy() -> Result<String, serde_json::Error> {
    let values: Vec<_> = tactics()
        .into_iter()
        .map(|t| {
            json!({
                "uuid": uuid(&format!("tactic {}", t.id)),
                "value": format!("{} {}", t.id, t.name.en),
                "description": t.description.en,
                "meta": {"external_id": t.techniques, "synonyms": [t.name.zh, t.slug]},
            })
        })
        .collect();
    let cluster = json!({
        "authors": ["hangup"], "category": "fraud", "name": "Refund and fake customer service scams",
        "description": "Tactics of refund and fake customer service scams", "source": "hangup", "type": "hangup-tactics",
        "uuid": uuid("galaxy hangup-tactics"), "values": values, "version": 1,
    });
    Ok(format!("{}\n", serde_json::to_string_pretty(&cluster)?))
}
