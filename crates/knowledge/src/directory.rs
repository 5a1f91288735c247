//! Organisation files into the directory and its indexes.

use crate::error::Problem;
use crate::lexicon::{OrgName, normal_form};
use crate::sources::Sources;
use hangup_engine::pack::{Channel, Directory, Domain, Number, Organisation, Role, Words};
use hangup_engine::text::Fold;
use serde::Deserialize;

/// An organisation file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrgSource {
    /// Its id.
    pub id: String,
    /// ISO country, or `INT`.
    pub country: String,
    /// What it is.
    pub kind: String,
    /// The owning organisation.
    #[serde(default)]
    pub parent: Option<String>,
    /// Its names.
    pub names: Names,
    /// Names that claim it wherever they stand.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Ambiguous names.
    #[serde(default)]
    pub weak: Vec<String>,
    /// Tokens in host names.
    #[serde(default)]
    pub pinyin: Vec<String>,
    /// Day of the last review.
    pub reviewed: String,
    /// Day of the next one.
    pub review_due: String,
    /// Its channels.
    #[serde(default)]
    pub channel: Vec<ChannelSource>,
}

/// The names of an organisation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Chinese; the English one serves where there is none.
    #[serde(default)]
    pub zh: Option<String>,
    /// English.
    pub en: String,
}

/// A channel.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelSource {
    /// What it is for.
    pub role: Role,
    /// The way.
    pub value: Value,
    /// Where it is published.
    pub evidence: String,
    /// `seed`, `lookup`, `published`.
    pub method: String,
    /// When it was seen.
    pub seen: String,
    /// From when it serves.
    #[serde(default)]
    #[allow(dead_code)]
    pub valid_from: Option<String>,
    /// Until when it served.
    #[serde(default)]
    #[allow(dead_code)]
    pub valid_to: Option<String>,
    /// Anything worth knowing.
    #[serde(default)]
    #[allow(dead_code)]
    pub note: Option<String>,
}

/// One text, or one a language.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// The same in every language.
    Same(String),
    /// One a language.
    Both {
        /// Chinese.
        zh: String,
        /// English.
        en: String,
    },
}

/// Parses the organisation files.
pub fn read_directory(sources: &Sources, problems: &mut Vec<Problem>) -> Vec<(String, OrgSource)> {
    let mut orgs: Vec<(String, OrgSource)> = sources
        .below("directory/")
        .filter_map(|(file, text)| Some((file.to_owned(), Sources::parse(file, text, problems)?)))
        .collect();
    orgs.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    for pair in orgs.windows(2) {
        if pair[0].1.id == pair[1].1.id {
            problems.push(Problem::new(
                &pair[1].0,
                format!("id `{}` is also in data/{}", pair[1].1.id, pair[0].0),
            ));
        }
    }
    orgs
}

pub(crate) fn compile(
    sources: &Sources,
    fold: &Fold,
    problems: &mut Vec<Problem>,
) -> (Directory, Vec<OrgName>) {
    let orgs = read_directory(sources, problems);
    let mut directory = Directory::default();
    let mut names = Vec::new();
    for (index, (file, source)) in orgs.iter().enumerate() {
        let index = index as u16;
        let parent = source.parent.as_ref().map_or(0, |p| {
            orgs.binary_search_by(|o| o.1.id.as_str().cmp(p)).map_or_else(
                |_| {
                    problems.push(Problem::new(file, format!("parent `{p}` does not exist")));
                    0
                },
                |i| i as u16 + 1,
            )
        });
        let zh = source.names.zh.as_ref().unwrap_or(&source.names.en);
        for channel in &source.channel {
            index_channel(file, channel, index, &mut directory, problems);
        }
        let strong = source.aliases.iter().chain(source.names.zh.iter());
        for name in strong {
            names.push(OrgName { text: name.clone(), org: index, weak: source.weak.contains(name) });
        }
        for name in &source.weak {
            names.push(OrgName { text: name.clone(), org: index, weak: true });
        }
        if !source.aliases.contains(&source.names.en) && !source.weak.contains(&source.names.en) {
            names.push(OrgName { text: source.names.en.clone(), org: index, weak: true });
        }
        let mut tokens: Vec<String> = source.pinyin.iter().map(|t| t.to_lowercase()).collect();
        tokens.push(source.id.to_lowercase());
        tokens.sort();
        tokens.dedup();
        directory.tokens.extend(tokens.iter().map(|t| (t.clone(), index)));
        directory.organisations.push(Organisation {
            id: source.id.as_str().into(),
            country: source.country.as_str().into(),
            kind: source.kind.as_str().into(),
            parent,
            name: Words { zh: zh.as_str().into(), en: source.names.en.as_str().into() },
            aliases: source.aliases.iter().map(|a| normal_form(a, fold)).collect(),
            weak: source.weak.iter().map(|a| normal_form(a, fold)).collect(),
            tokens,
            channels: source.channel.iter().map(channel_of).collect(),
            reviewed: source.reviewed.as_str().into(),
        });
    }
    directory.domains.sort_by(|a, b| (&a.name, a.role).cmp(&(&b.name, b.role)));
    // Where one owner lists a domain twice, the first role serves.
    directory.domains.dedup_by(|b, a| a.name == b.name && a.org == b.org);
    directory.numbers.sort_by(|a, b| (&a.digits, a.org).cmp(&(&b.digits, b.org)));
    directory.tokens.sort();
    (directory, names)
}

fn channel_of(source: &ChannelSource) -> Channel {
    let (zh, en) = match &source.value {
        Value::Same(v) => (v, v),
        Value::Both { zh, en } => (zh, en),
    };
    Channel {
        role: source.role,
        value: Words { zh: zh.as_str().into(), en: en.as_str().into() },
        evidence: source.evidence.as_str().into(),
        method: source.method.as_str().into(),
        seen: source.seen.as_str().into(),
    }
}

fn index_channel(
    file: &str,
    channel: &ChannelSource,
    org: u16,
    directory: &mut Directory,
    problems: &mut Vec<Problem>,
) {
    if channel.evidence.trim().is_empty() || channel.seen.trim().is_empty() {
        problems.push(Problem::new(file, "every channel has evidence and a date"));
    }
    let Value::Same(value) = &channel.value else { return };
    match channel.role {
        Role::Site | Role::ShortLink | Role::Cdn | Role::Hosting | Role::Defensive => {
            let name = value.trim().trim_start_matches("*.").to_lowercase();
            if !name.contains('.') || name.contains(['/', ' ']) {
                problems.push(Problem::new(file, format!("`{value}` is not a domain")));
                return;
            }
            directory.domains.push(Domain { name, org, role: channel.role });
        }
        Role::Hotline | Role::SmsSender => {
            let digits = hangup_engine::directory_digits(value);
            if digits.len() >= 3 {
                directory.numbers.push(Number { digits, org });
            }
        }
        Role::App | Role::InAppPath | Role::MiniProgram => {}
    }
}
