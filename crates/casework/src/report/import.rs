//! Reads what others report: the indicators of a MISP event or a STIX 2.1 bundle, for lists.

use crate::case::{Involved, InvolvedKind};
use serde_json::Value;
use std::collections::BTreeSet;

/// The text is neither a MISP event nor a STIX bundle.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Not JSON.
    #[error("this is not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// JSON of another kind.
    #[error("this is neither a MISP event nor a STIX 2.1 bundle")]
    Unknown,
    /// More than one list should hold.
    #[error("there are more than {0} indicators; split the file")]
    TooMany(usize),
}

const MOST: usize = 100_000;
const LONGEST: usize = 2048;

/// All numbers, links, accounts, addresses and names that a list can hold, each once, in order.
pub fn indicators(text: &str) -> Result<Vec<Involved>, ImportError> {
    let json: Value = serde_json::from_str(text)?;
    let mut found = BTreeSet::new();
    if let Some(event) = json.get("Event") {
        let own = event["Attribute"].as_array().into_iter().flatten();
        let nested = event["Object"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|o| o["Attribute"].as_array().into_iter().flatten());
        for attribute in own.chain(nested) {
            let kind = match attribute["type"].as_str().unwrap_or("") {
                "phone-number" => InvolvedKind::Phone,
                "url" | "domain" | "hostname" => InvolvedKind::Link,
                "bank-account-nr" | "iban" => InvolvedKind::Account,
                "email" | "email-src" => InvolvedKind::Email,
                _ => continue,
            };
            found.extend(attribute["value"].as_str().map(|v| (kind, v.to_owned())));
        }
    } else if json["type"] == "bundle" {
        for object in json["objects"].as_array().into_iter().flatten().filter(|o| o["type"] == "indicator") {
            found.extend(pattern_values(object["pattern"].as_str().unwrap_or("")));
        }
    } else {
        return Err(ImportError::Unknown);
    }
    let harmless = |v: &str| !v.is_empty() && v.len() <= LONGEST && !v.chars().any(char::is_control);
    found.retain(|(_, v)| harmless(v));
    if found.len() > MOST {
        return Err(ImportError::TooMany(MOST));
    }
    let involved = |(kind, value)| Involved { kind, value, note: String::new(), seen_in: Vec::new() };
    Ok(found.into_iter().map(involved).collect())
}

/// The equalities of a STIX pattern (`[url:value = '…' OR …]`). Whatever else a pattern says is left out.
fn pattern_values(pattern: &str) -> Vec<(InvolvedKind, String)> {
    const PATHS: &[(&str, InvolvedKind)] = &[
        ("url:value", InvolvedKind::Link),
        ("domain-name:value", InvolvedKind::Link),
        ("email-addr:value", InvolvedKind::Email),
        ("x-hangup-phone:value", InvolvedKind::Phone),
        ("x-hangup-account:value", InvolvedKind::Account),
        ("x-hangup-handle:value", InvolvedKind::Handle),
        ("x-hangup-app:value", InvolvedKind::App),
        ("x-hangup-session:value", InvolvedKind::Session),
    ];
    let mut values = Vec::new();
    let mut rest = pattern;
    while let Some((before, behind)) = rest.split_once('\'') {
        let path = before
            .trim_end()
            .strip_suffix('=')
            .map(|p| p.trim_end().rsplit(['[', ' ', '(']).next().unwrap_or(""));
        let (mut value, mut end, mut escaped) = (String::new(), None, false);
        for (i, c) in behind.char_indices() {
            match c {
                '\\' if !escaped => escaped = true,
                '\'' if !escaped => {
                    end = Some(i + 1);
                    break;
                }
                c => {
                    value.push(c);
                    escaped = false;
                }
            }
        }
        let Some(end) = end else { break };
        if let Some((_, kind)) = path.and_then(|p| PATHS.iter().find(|(name, _)| *name == p)) {
            values.push((*kind, value));
        }
        rest = &behind[end..];
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_and_hostile_files_are_read_with_care() {
        let values = pattern_values(
            r"[url:value = 'https://a.example/it\'s' OR domain-name:value='a.example' AND file:name = 'x']",
        );
        assert_eq!(values.len(), 2);
        assert_eq!(values[0].1, "https://a.example/it's");
        assert!(pattern_values("[url:value = 'never closed").is_empty());
        assert!(indicators("{}").is_err() && indicators("nonsense").is_err());
        let event = r#"{"Event":{"Attribute":[{"type":"phone-number","value":"+85200000000"},{"type":"phone-number","value":"a\nb"},{"type":"md5","value":"x"}]}}"#;
        assert_eq!(indicators(event).map(|i| i.len()).ok(), Some(1));
    }
}
