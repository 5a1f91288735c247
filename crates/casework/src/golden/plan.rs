//! The plan of a country, read from `data/golden-hour/<country>.toml` on top of `common.toml`.

use crate::golden::Harm;
use crate::moment::is_date;
use crate::words::Words;
use hangup_domain::{GuidePoint, UiLang};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// A country whose plan is built in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Country {
    /// Mainland China.
    Cn,
    /// Taiwan.
    Tw,
    /// Hong Kong.
    Hk,
    /// Singapore.
    Sg,
    /// United Kingdom.
    Uk,
    /// United States.
    Us,
    /// Australia.
    Au,
    /// European Union, in general.
    Eu,
}

impl Country {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Cn, Self::Tw, Self::Hk, Self::Sg, Self::Uk, Self::Us, Self::Au, Self::Eu];

    /// Two letters.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cn => "CN",
            Self::Tw => "TW",
            Self::Hk => "HK",
            Self::Sg => "SG",
            Self::Uk => "UK",
            Self::Us => "US",
            Self::Au => "AU",
            Self::Eu => "EU",
        }
    }

    fn source(self) -> &'static str {
        match self {
            Self::Cn => include_str!("../../../../data/golden-hour/cn.toml"),
            Self::Tw => include_str!("../../../../data/golden-hour/tw.toml"),
            Self::Hk => include_str!("../../../../data/golden-hour/hk.toml"),
            Self::Sg => include_str!("../../../../data/golden-hour/sg.toml"),
            Self::Uk => include_str!("../../../../data/golden-hour/uk.toml"),
            Self::Us => include_str!("../../../../data/golden-hour/us.toml"),
            Self::Au => include_str!("../../../../data/golden-hour/au.toml"),
            Self::Eu => include_str!("../../../../data/golden-hour/eu.toml"),
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Country {
    type Err = PlanError;
    fn from_str(code: &str) -> Result<Self, PlanError> {
        let upper = code.trim().to_ascii_uppercase();
        let upper = if upper == "GB" { "UK" } else { &upper };
        Self::ALL
            .iter()
            .copied()
            .find(|c| c.code() == upper)
            .ok_or_else(|| PlanError::Country(code.to_owned()))
    }
}

/// What part of the first hour a step belongs to, in the order in which the parts are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// End the call, cut the connection.
    Stop,
    /// Stop the money.
    Money,
    /// Close what they can still get at.
    Secure,
    /// Keep the evidence.
    Keep,
    /// Tell those who must know.
    Report,
    /// What not to do.
    Never,
}

impl Phase {
    /// Its heading.
    pub fn title(self, lang: UiLang) -> &'static str {
        match self {
            Self::Stop => lang.pick("先断开", "Cut the connection"),
            Self::Money => lang.pick("再止住钱", "Stop the money"),
            Self::Secure => lang.pick("关上还开着的门", "Close the doors that are still open"),
            Self::Keep => lang.pick("留住证据", "Keep the evidence"),
            Self::Report => lang.pick("告诉该知道的人", "Tell those who must know"),
            Self::Never => lang.pick("千万不要", "What not to do"),
        }
    }
}

/// When a statement was last compared with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Verified {
    /// On this date.
    On(String),
    /// `false`: not yet.
    Not(bool),
}

impl Verified {
    /// The date, when it was checked at all.
    pub fn date(&self) -> Option<&str> {
        match self {
            Self::On(date) => Some(date),
            Self::Not(_) => None,
        }
    }
}

/// Where a statement is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Who says so.
    pub name: String,
    /// Where: a web address, or `guide:3` for a point of the project's own guide.
    pub url: String,
}

/// A number to dial from another phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Number {
    /// What to dial.
    pub dial: String,
    /// Who answers, and for what.
    pub what: Words,
    /// Where it is published.
    pub source: Source,
    /// When that was last compared.
    pub verified: Verified,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable id; a country's step replaces the common one of the same id.
    pub id: String,
    /// Its part of the hour.
    pub phase: Phase,
    /// What must have been done for it to matter; empty for always.
    #[serde(default)]
    pub when: BTreeSet<Harm>,
    /// Minutes after the harm within which it is worth most; 0 for no limit.
    #[serde(default)]
    pub within: u32,
    /// What to dial for it.
    #[serde(default)]
    pub dial: Option<String>,
    /// What to do.
    pub say: Words,
    /// The guide point that it serves.
    pub guide: Vec<GuidePoint>,
    /// Where it is published.
    pub source: Source,
    /// When that was last compared.
    pub verified: Verified,
}

/// Everything for one country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The country.
    pub country: Country,
    /// Its name.
    pub name: Words,
    /// The numbers to dial from another phone, first things first.
    pub numbers: Vec<Number>,
    /// All steps, by phase.
    pub steps: Vec<Step>,
}

/// A plan that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// No plan for this country.
    #[error("there is no plan for `{0}`: take one of CN, TW, HK, SG, UK, US, AU, EU")]
    Country(String),
    /// The file is not in the expected form.
    #[error("the plan for {0} cannot be read: {1}")]
    Form(Country, toml::de::Error),
    /// A statement is incomplete.
    #[error("the plan for {0}: {1}")]
    Incomplete(Country, String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    country: Option<String>,
    #[serde(default)]
    name: Words,
    #[serde(default)]
    number: Vec<Number>,
    #[serde(default)]
    step: Vec<Step>,
}

impl Plan {
    /// The built-in plan.
    pub fn builtin(country: Country) -> Result<Self, PlanError> {
        Self::read(country, include_str!("../../../../data/golden-hour/common.toml"), country.source())
    }

    /// Puts a country's file on top of the common one.
    pub fn read(country: Country, common: &str, own: &str) -> Result<Self, PlanError> {
        let parse = |text: &str| toml::from_str::<File>(text).map_err(|e| PlanError::Form(country, e));
        let (common, own) = (parse(common)?, parse(own)?);
        if own.country.as_deref() != Some(country.code()) {
            return Err(PlanError::Incomplete(country, format!("the file is for {:?}", own.country)));
        }
        let replaced: BTreeSet<String> = own.step.iter().map(|s| s.id.clone()).collect();
        let mut steps = own.step;
        steps.extend(common.step.into_iter().filter(|s| !replaced.contains(&s.id)));
        // Within a phase what is pressing comes first, then the country's own steps: they name a number to dial.
        steps.sort_by_key(|s| (s.phase, if s.within == 0 { u32::MAX } else { s.within }));
        let plan = Self { country, name: own.name, numbers: own.number, steps };
        plan.complete().map_err(|what| PlanError::Incomplete(country, what))?;
        Ok(plan)
    }

    fn complete(&self) -> Result<(), String> {
        let mut ids = BTreeSet::new();
        if self.name.is_half() || self.numbers.is_empty() {
            return Err("a name in both languages and at least one number are needed".to_owned());
        }
        let sources = self.steps.iter().map(|s| (&s.id, &s.say, &s.source, &s.verified));
        let numbers = self.numbers.iter().map(|n| (&n.dial, &n.what, &n.source, &n.verified));
        for (id, words, source, verified) in sources.chain(numbers) {
            if words.is_half() {
                return Err(format!("`{id}` lacks one language"));
            }
            if source.name.is_empty() || !["https://", "guide:"].iter().any(|s| source.url.starts_with(s)) {
                return Err(format!("`{id}` lacks its source"));
            }
            if matches!(verified, Verified::Not(true)) || verified.date().is_some_and(|d| !is_date(d)) {
                return Err(format!("`{id}`: `verified` is a date or false"));
            }
        }
        for step in &self.steps {
            if !ids.insert(&step.id) {
                return Err(format!("`{}` stands there twice", step.id));
            }
            if step.guide.is_empty() || step.guide.iter().any(|g| !(1..=5).contains(&g.0)) {
                return Err(format!("`{}` names no point of the guide", step.id));
            }
        }
        Ok(())
    }

    /// The steps that matter after what was done, in their order.
    pub fn steps_for(&self, did: &BTreeSet<Harm>) -> Vec<&Step> {
        self.steps.iter().filter(|s| s.when.is_empty() || s.when.iter().any(|h| did.contains(h))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_plan_is_complete_in_both_languages() {
        for country in Country::ALL {
            let plan = Plan::builtin(*country).unwrap_or_else(|e| panic!("{e}"));
            for phase in [Phase::Stop, Phase::Money, Phase::Secure, Phase::Keep, Phase::Report, Phase::Never]
            {
                assert!(plan.steps.iter().any(|s| s.phase == phase), "{country} has no step for {phase:?}");
            }
            assert!(
                plan.steps.iter().all(|s| s.guide.contains(&GuidePoint(5))),
                "{country}: all serve point 5"
            );
        }
    }

    #[test]
    fn whatever_was_done_there_are_steps_and_they_stand_in_order() {
        for country in Country::ALL {
            let plan = Plan::builtin(*country).expect("built in");
            let always = plan.steps_for(&BTreeSet::new()).len();
            for harm in Harm::ALL {
                let steps = plan.steps_for(&BTreeSet::from([*harm]));
                assert!(steps.len() > always, "{country}: nothing special for {}", harm.as_str());
                assert!(steps.is_sorted_by_key(|s| s.phase));
            }
        }
    }

    #[test]
    fn the_deeds_against_a_second_loss_are_never_left_out() {
        for country in Country::ALL {
            let plan = Plan::builtin(*country).expect("built in");
            for id in ["hang-up", "keep-everything", "do-not-delete", "do-not-reset", "do-not-pay-to-recover"]
            {
                assert!(plan.steps.iter().any(|s| s.id == id && s.when.is_empty()), "{country} lacks {id}");
            }
        }
    }

    #[test]
    fn an_incomplete_plan_is_refused() {
        let own = "country = 'CN'\nname = {zh='中',en='C'}\n[[number]]\ndial='110'\nwhat={zh='警',en=''}\nsource={name='x',url='https://example.com'}\nverified=false\n";
        assert!(
            Plan::read(Country::Cn, "", own).is_err_and(|e| e.to_string().contains("lacks one language"))
        );
        assert!(Plan::read(Country::Tw, "", own).is_err());
        assert!("XX".parse::<Country>().is_err());
        assert_eq!("gb".parse::<Country>().ok(), Some(Country::Uk));
    }
}
