//! XARF v4: abuse reports about web addresses, one JSON object a line.

use crate::case::InvolvedKind;
use crate::report::{Report, ReportError, uuid::uuid};
use serde_json::json;

pub(super) fn xarf(input: &Report<'_>) -> Result<String, ReportError> {
    let mut out = String::new();
    for link in input.involved.iter().filter(|i| i.kind == InvolvedKind::Link) {
        let host = host_of(&link.value);
        // The victim is not named to a hoster: it is the report's sender who can be asked.
        let contact =
            json!({"org": "hangup user", "contact": "reporter@example.org", "domain": "example.org"});
        let object = json!({
            "xarf_version": "4.2.0",
            "report_id": uuid(&format!("xarf {} {}", input.case.id, link.value)),
            "timestamp": input.at.as_str(),
            "reporter": contact, "sender": contact,
            "source_identifier": host,
            "category": "content", "type": "fraud",
            "url": link.value, "domain": host,
            "fraud_type": "shopping",
            "evidence_source": "user_report",
            "description": "A refund or fake customer service scam sent people to this address.",
            "tags": ["fraud:fake-customer-service"],
        });
        out.push_str(&serde_json::to_string(&object)?);
        out.push('\n');
    }
    if out.is_empty() {
        return Err(ReportError::Nothing("XARF reports web addresses, and this case has no link"));
    }
    Ok(out)
}

/// The host of a link, without port and credentials.
pub(super) fn host_of(link: &str) -> String {
    let rest = link.split_once("://").map_or(link, |(_, r)| r);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = authority.rsplit('@').next().unwrap_or("");
    let host = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or("") };
    host.to_ascii_lowercase()
}
