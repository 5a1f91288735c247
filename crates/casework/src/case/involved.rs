//! Whatever belongs to the other side: numbers, links, accounts, apps, as named by the person or found in texts.

use hangup_domain::UiLang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The five objects a report form asks for, and two more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InvolvedKind {
    /// A telephone number.
    Phone,
    /// A link.
    Link,
    /// A bank or payment account.
    Account,
    /// An app, with the hash of its package when there is one.
    App,
    /// A messenger account.
    Handle,
    /// An e-mail address.
    Email,
    /// The code of a meeting or a remote-control session.
    Session,
}

impl InvolvedKind {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Phone, Self::Link, Self::Account, Self::App, Self::Handle, Self::Email, Self::Session];

    /// The word in commands and data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Link => "link",
            Self::Account => "account",
            Self::App => "app",
            Self::Handle => "handle",
            Self::Email => "email",
            Self::Session => "session",
        }
    }

    /// The word for people.
    pub fn say(self, lang: UiLang) -> &'static str {
        match self {
            Self::Phone => lang.pick("电话号码", "telephone number"),
            Self::Link => lang.pick("链接", "link"),
            Self::Account => lang.pick("收款账户", "account"),
            Self::App => lang.pick("应用", "app"),
            Self::Handle => lang.pick("社交账号", "messenger account"),
            Self::Email => lang.pick("邮箱", "e-mail address"),
            Self::Session => lang.pick("会议号/远控码", "meeting or remote-control code"),
        }
    }
}

/// Something of theirs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Involved {
    /// What it is.
    pub kind: InvolvedKind,
    /// Its value, as written.
    pub value: String,
    /// A remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The exhibits that show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen_in: Vec<u32>,
}

/// Finds links and e-mail addresses in a text. Telephone numbers are not taken by themselves: in a chat half of
/// them belong to the person herself.
pub fn extract(text: &str, exhibit: u32) -> Vec<Involved> {
    let mut found: BTreeSet<(InvolvedKind, String)> = BTreeSet::new();
    let ends = |c: char| c.is_whitespace() || c.is_control() || !c.is_ascii() || "<>\"'`{}|\\^[]".contains(c);
    for scheme in ["http://", "https://"] {
        for (at, _) in text.match_indices(scheme) {
            let rest = &text[at..];
            let link = rest[..rest.find(ends).unwrap_or(rest.len())]
                .trim_end_matches(['.', ',', ';', ')', '!', '?']);
            if link.len() > scheme.len() && link.len() <= 2000 {
                found.insert((InvolvedKind::Link, link.to_owned()));
            }
        }
    }
    for (at, _) in text.match_indices('@') {
        let local = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
        let start = text[..at]
            .rfind(|c| !local(c))
            .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        let end = text[at + 1..].find(|c: char| !(c.is_ascii_alphanumeric() || ".-".contains(c)));
        let end = end.map_or(text.len(), |e| at + 1 + e);
        let address = text[start..end].trim_end_matches(['.', '-']);
        if let Some((name, host)) = address.split_once('@')
            && !name.is_empty()
            && host.contains('.')
            && !host.starts_with('.')
        {
            found.insert((InvolvedKind::Email, address.to_owned()));
        }
    }
    found
        .into_iter()
        .map(|(kind, value)| Involved { kind, value, note: String::new(), seen_in: vec![exhibit] })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_addresses_are_found_between_chinese_characters() {
        let found = extract("请打开http://tk.example.com/a?b=1办理，邮箱kefu@mail.example.com。", 3);
        let values: Vec<_> = found.iter().map(|f| f.value.as_str()).collect();
        assert_eq!(values, ["http://tk.example.com/a?b=1", "kefu@mail.example.com"]);
        assert!(extract("no links @ all, http:// neither", 1).is_empty());
    }
}
