//! A STIX 2.1 bundle: indicators, techniques, and a report that holds them together.

use crate::case::{Involved, InvolvedKind};
use crate::report::{Report, ReportError, tactics, tactics::technique_source, uuid::uuid, xarf::host_of};
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(super) fn stix(input: &Report<'_>) -> Result<String, ReportError> {
    if input.involved.is_empty() {
        return Err(ReportError::Nothing("no number, link, account or app is named"));
    }
    let at = utc(input.at.unix());
    let who = format!("identity--{}", uuid("identity hangup"));
    let mut objects = vec![json!({
        "type": "identity", "spec_version": "2.1", "id": who, "created": "2026-01-01T00:00:00.000Z",
        "modified": "2026-01-01T00:00:00.000Z", "name": "hangup", "identity_class": "system",
        "description": "A report made on one person's machine and read by a person before it was sent.",
    })];
    for i in input.involved {
        objects.push(indicator(input, i, &at, &who));
    }
    let mut techniques: BTreeSet<(String, String)> = BTreeSet::new();
    let known = tactics();
    for quote in input.quotes {
        for tactic in known.iter().filter(|t| t.id == quote.tactic) {
            techniques.extend(tactic.techniques.iter().map(|id| (id.clone(), tactic.name.en.clone())));
        }
    }
    for (id, name) in techniques {
        let source = technique_source(&id);
        objects.push(json!({
            "type": "attack-pattern", "spec_version": "2.1", "id": format!("attack-pattern--{}", uuid(&format!("{id} {name}"))),
            "created_by_ref": who, "created": at, "modified": at, "name": name,
            "description": format!("Seen in this case; technique {id}."),
            "external_references": [{"source_name": source, "external_id": id}],
        }));
    }
    let refs: Vec<Value> = objects.iter().map(|o| o["id"].clone()).collect();
    objects.push(json!({
        "type": "report", "spec_version": "2.1", "id": format!("report--{}", uuid(&format!("report {} {at}", input.case.id))),
        "created_by_ref": who, "created": at, "modified": at, "published": at,
        "name": "Refund or fake customer service scam", "report_types": ["indicator", "campaign"],
        "description": "Numbers, links and accounts used against one person. The person is not named.",
        "object_refs": refs,
    }));
    let bundle = json!({"type": "bundle", "id": format!("bundle--{}", uuid(&format!("bundle {} {at}", input.case.id))), "objects": objects});
    Ok(format!("{}\n", serde_json::to_string_pretty(&bundle)?))
}

fn indicator(input: &Report<'_>, i: &Involved, at: &str, who: &str) -> Value {
    let literal = |t: &str| t.replace('\\', "\\\\").replace('\'', "\\'");
    let pattern = match i.kind {
        InvolvedKind::Link => {
            format!(
                "[url:value = '{}' OR domain-name:value = '{}']",
                literal(&i.value),
                literal(&host_of(&i.value))
            )
        }
        InvolvedKind::Email => format!("[email-addr:value = '{}']", literal(&i.value)),
        // STIX 2.1 has no object for these; a pattern may name an extension.
        kind => format!("[x-hangup-{}:value = '{}']", kind.as_str(), literal(&i.value)),
    };
    json!({
        "type": "indicator", "spec_version": "2.1",
        "id": format!("indicator--{}", uuid(&format!("indicator {} {} {}", input.case.id, i.kind.as_str(), i.value))),
        "created_by_ref": who, "created": at, "modified": at, "valid_from": at,
        "name": format!("{} used in a refund scam", i.kind.say(hangup_domain::UiLang::En)),
        "description": "Named by the person who was contacted.",
        "indicator_types": ["malicious-activity"], "pattern": pattern, "pattern_type": "stix", "pattern_version": "2.1",
    })
}

/// Seconds since 1970 as STIX writes time.
fn utc(unix: i64) -> String {
    let (days, rest) = (unix.div_euclid(86_400), unix.rem_euclid(86_400));
    let date =
        crate::moment::Moment::parse("1970-01-01T00:00:00Z").map(|m| m.date_after(days)).unwrap_or_default();
    format!("{date}T{:02}:{:02}:{:02}.000Z", rest / 3600, rest / 60 % 60, rest % 60)
}
