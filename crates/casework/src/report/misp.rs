//! A MISP event, and the indicators of one.

use crate::case::{Involved, InvolvedKind};
use crate::report::{Report, ReportError, uuid::uuid};
use serde_json::{Value, json};

pub(super) fn misp(input: &Report<'_>) -> Result<String, ReportError> {
    if input.involved.is_empty() {
        return Err(ReportError::Nothing("no number, link, account or app is named"));
    }
    let unix = input.at.unix().to_string();
    let attribute = |i: &Involved| {
        let (kind, category) = match i.kind {
            InvolvedKind::Phone => ("phone-number", "Financial fraud"),
            InvolvedKind::Link => ("url", "Network activity"),
            InvolvedKind::Account => ("bank-account-nr", "Financial fraud"),
            InvolvedKind::Email => ("email-src", "Payload delivery"),
            InvolvedKind::App | InvolvedKind::Handle | InvolvedKind::Session => ("text", "Other"),
        };
        json!({
            "uuid": uuid(&format!("misp {} {} {}", input.case.id, i.kind.as_str(), i.value)),
            "type": kind, "category": category, "value": i.value, "to_ids": kind == "url",
            "comment": format!("{} {}", i.kind.as_str(), input.hide(&i.note)).trim(), "timestamp": unix,
        })
    };
    let mut tags: Vec<Value> = vec![
        json!({"name": "tlp:amber"}),
        json!({"name": "rsit:fraud=\"masquerade\""}),
        json!({"name": "phishing:techniques=\"voice-phishing\""}),
    ];
    let mut tactics: Vec<&str> = input.quotes.iter().map(|q| q.tactic.as_str()).collect();
    tactics.sort_unstable();
    tactics.dedup();
    let known = super::tactics();
    for t in tactics.iter().filter_map(|id| known.iter().find(|k| k.id == *id)) {
        tags.push(json!({"name": format!("misp-galaxy:hangup-tactics=\"{} {}\"", t.id, t.name.en)}));
    }
    let event = json!({"Event": {
        "uuid": uuid(&format!("misp event {}", input.case.id)),
        "info": "Refund or fake customer service scam",
        "date": input.at.date(), "timestamp": unix, "threat_level_id": "3", "analysis": "1", "distribution": "0",
        "published": false,
        "Tag": tags,
        "Attribute": input.involved.iter().map(attribute).collect::<Vec<_>>(),
    }});
    Ok(format!("{}\n", serde_json::to_string_pretty(&event)?))
}
