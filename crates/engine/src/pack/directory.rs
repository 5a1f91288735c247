//! Official channels, as they stand in a pack.

use super::Words;
use hangup_domain::Shared;
use serde::{Deserialize, Serialize};

/// What a channel is for. "Owned" is not "used with customers".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A site for customers.
    Site,
    /// The official application.
    App,
    /// A way inside the application.
    InAppPath,
    /// Short links that only they create.
    ShortLink,
    /// A telephone number for customers.
    Hotline,
    /// A number or name that their texts come from.
    SmsSender,
    /// A mini program.
    MiniProgram,
    /// Content delivery: theirs, never shown to customers as an address.
    Cdn,
    /// Strangers publish here.
    Hosting,
    /// Registered so that nobody else can.
    Defensive,
}

/// An organisation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Organisation {
    /// Its id.
    pub id: Shared,
    /// ISO country, or `INT`.
    pub country: Shared,
    /// What it is (`shop`, `bank`, `courier` …).
    pub kind: Shared,
    /// The owner, as an index plus one; 0 for none.
    pub parent: u16,
    /// Its names.
    pub name: Words,
    /// Names that claim it wherever they stand, in their normalised form.
    pub aliases: Vec<String>,
    /// Short or ambiguous names.
    pub weak: Vec<String>,
    /// Tokens as they appear in host names, sorted.
    pub tokens: Vec<String>,
    /// Ways to reach it.
    pub channels: Vec<Channel>,
    /// The day of the last review.
    pub reviewed: Shared,
}

/// One way to reach an organisation, with evidence.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Channel {
    /// What it is for.
    pub role: Role,
    /// The way, in both languages (the same for a domain or a number).
    pub value: Words,
    /// Where it is published.
    pub evidence: Shared,
    /// `seed`, `lookup` or `published`.
    pub method: Shared,
    /// When it was seen.
    pub seen: Shared,
}

/// A domain (with everything below it) and whose it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Domain {
    /// Lower case ASCII.
    pub name: String,
    /// The organisation.
    pub org: u16,
    /// What it is for.
    pub role: Role,
}

/// A number and whose it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Number {
    /// Digits only; with country code and without trunk zero where one is known.
    pub digits: String,
    /// The organisation.
    pub org: u16,
}

/// The directory with its indexes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Directory {
    /// All organisations, by id.
    pub organisations: Vec<Organisation>,
    /// All domains, sorted by name.
    pub domains: Vec<Domain>,
    /// All numbers, sorted by digits.
    pub numbers: Vec<Number>,
    /// Host tokens, sorted, with their organisation.
    pub tokens: Vec<(String, u16)>,
}

impl Directory {
    pub(super) fn is_sound(&self) -> bool {
        let n = self.organisations.len();
        n < u16::MAX as usize
            && self.organisations.iter().all(|o| o.parent as usize <= n)
            && self.domains.iter().all(|d| (d.org as usize) < n)
            && self.numbers.iter().all(|d| (d.org as usize) < n)
            && self.tokens.iter().all(|d| (d.1 as usize) < n)
            && self.domains.is_sorted_by(|a, b| a.name <= b.name)
            && self.numbers.is_sorted_by(|a, b| a.digits <= b.digits)
            && self.organisations.is_sorted_by(|a, b| a.id <= b.id)
    }

    /// An organisation by its index.
    pub fn get(&self, index: u16) -> Option<&Organisation> {
        self.organisations.get(index as usize)
    }

    /// An organisation by its id.
    pub fn by_id(&self, id: &str) -> Option<u16> {
        self.organisations.binary_search_by(|o| (*o.id).cmp(id)).ok().map(|i| i as u16)
    }

    /// The most specific entry for a host, with everything above it tried in turn.
    pub fn domain(&self, host: &str) -> Option<&Domain> {
        let mut rest = host;
        loop {
            let at = self.domains.partition_point(|d| d.name.as_str() < rest);
            if let Some(d) = self.domains.get(at).filter(|d| d.name == rest) {
                return Some(d);
            }
            rest = &rest[rest.find('.')? + 1..];
        }
    }

    /// All entries for exactly this domain.
    pub fn entries(&self, domain: &str) -> &[Domain] {
        let from = self.domains.partition_point(|d| d.name.as_str() < domain);
        let count = self.domains[from..].iter().take_while(|d| d.name == domain).count();
        &self.domains[from..from + count]
    }

    /// The organisations that publish a number.
    pub fn number(&self, digits: &str) -> impl Iterator<Item = &Number> {
        let at = self.numbers.partition_point(|d| d.digits.as_str() < digits);
        self.numbers[at..].iter().take_while(move |d| d.digits == digits)
    }

    /// Whether two organisations belong to one owner.
    pub fn related(&self, a: u16, b: u16) -> bool {
        self.root(a) == self.root(b)
    }

    /// The topmost owner.
    pub fn root(&self, mut org: u16) -> u16 {
        for _ in 0..4 {
            match self.get(org).map(|o| o.parent) {
                Some(parent) if parent > 0 && parent - 1 != org => org = parent - 1,
                _ => break,
            }
        }
        org
    }
}
