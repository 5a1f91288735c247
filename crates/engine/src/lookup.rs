//! Looking up a name, a number or a domain in the directory.

use crate::pack::{Directory, Role};

/// An organisation found, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookupHit {
    /// Index of the organisation.
    pub org: u16,
    /// The role of the channel that was asked for; none when the name matched.
    pub role: Option<Role>,
}

/// The digits of a number in the form in which the directory keeps them: without trunk zero and without the
/// mainland country code; other country codes stay.
pub fn directory_digits(text: &str) -> String {
    let plus = text.trim_start().starts_with('+');
    let mut digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if !plus && digits.starts_with("00") && digits.len() > 8 {
        digits.drain(..2);
    } else {
        let trunk = digits.starts_with('0') && digits.len() >= 9;
        let national =
            digits.len() == 11 && ["1800", "1888", "1877", "1866"].iter().any(|p| digits.starts_with(p));
        if !plus && (trunk || national) {
            digits.drain(..1);
        }
    }
    if digits.starts_with("86") && digits.len() >= 10 && plus {
        digits.drain(..2);
    }
    digits
}

/// Country codes under which a home number may be written abroad.
const COUNTRY_CODES: &[&str] =
    &["44", "1", "65", "61", "852", "886", "353", "81", "91", "60", "64", "49", "33"];

/// Organisations that publish a number, however its country code is written.
pub(crate) fn owners_of_number(directory: &Directory, digits: &str) -> Vec<u16> {
    let canonical = directory_digits(digits);
    let mut found: Vec<u16> = directory.number(&canonical).map(|n| n.org).collect();
    for code in COUNTRY_CODES {
        if found.is_empty() {
            if let Some(rest) = canonical.strip_prefix(code)
                && rest.len() >= 7
            {
                found.extend(directory.number(rest).map(|n| n.org));
            }
            found.extend(directory.number(&format!("{code}{canonical}")).map(|n| n.org));
        }
    }
    found
}

impl crate::Engine {
    /// The organisation with this name, alias, id or number, as written by a person.
    pub fn organisation(&self, name: &str) -> Option<u16> {
        let directory = &self.pack().directory;
        let lower = name.trim().to_lowercase();
        if let Some(org) = directory.by_id(&lower) {
            return Some(org);
        }
        let mut text = crate::text::Text::default();
        text.read(name, &self.pack().fold);
        let norm = text.norm.trim().trim_matches(['\u{3010}', '\u{3011}', '[', ']']);
        if norm.is_empty() {
            return None;
        }
        let by_name = |weak: bool| {
            directory.organisations.iter().position(|o| {
                let names = if weak { &o.weak } else { &o.aliases };
                names.iter().any(|a| a == norm)
                    || !weak && (o.name.en.to_lowercase() == norm || *o.name.zh == *norm)
                    || weak && o.tokens.iter().any(|t| t == norm)
            })
        };
        by_name(false).or_else(|| by_name(true)).map(|i| i as u16).or_else(|| {
            let digits: String = norm.chars().filter(char::is_ascii_digit).collect();
            (digits.len() >= 3 && norm.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c)))
                .then(|| owners_of_number(directory, norm).first().copied())
                .flatten()
        })
    }

    /// Everything that the directory knows about a name, a number or a domain.
    pub fn look_up(&self, query: &str) -> Vec<LookupHit> {
        let directory = &self.pack().directory;
        let mut hits = Vec::new();
        let query = query.trim();
        let host = query.split_once("://").map_or(query, |(_, r)| r);
        let host = host.split(['/', '?', '#']).next().unwrap_or(host).to_lowercase();
        if host.contains('.')
            && let Some(d) = directory.domain(&host)
        {
            hits.push(LookupHit { org: d.org, role: Some(d.role) });
        }
        if hits.is_empty()
            && let Some(org) = self.organisation(query)
        {
            let numeric = query.chars().filter(char::is_ascii_digit).count() >= 3;
            hits.push(LookupHit { org, role: numeric.then_some(Role::Hotline) });
        }
        hits
    }

    /// One line on how to reach an organisation.
    pub fn contact_line(&self, org: u16, lang: hangup_domain::UiLang) -> Option<String> {
        self.pack().directory.get(org).and_then(|o| crate::advice::contact_line(o, lang))
    }
}
