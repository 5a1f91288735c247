//! `hangup.toml`: flags before `HANGUP__SECTION__KEY` before the file before the default. Nothing is needed.

mod layers;

pub use layers::{KEYS, Origin, Settings, usual_place};

use crate::lang::{self, Asked};
use etcetera::BaseStrategy as _;
use serde::Deserialize;
use std::path::PathBuf;

/// All settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Config {
    pub ui: Ui,
    pub knowledge: Knowledge,
    pub scan: Scan,
    pub storage: Storage,
}

/// How it speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Ui {
    pub lang: Lang,
}

/// What it knows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Knowledge {
    /// A pack file; empty for the one built in.
    pub pack: PathBuf,
}

/// How it goes through many.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Scan {
    /// 0 for as many as the machine runs at once.
    pub threads: usize,
}

/// Where it keeps things.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Storage {
    /// Empty for the system's place for data.
    pub data_dir: PathBuf,
}

/// The language setting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum Lang {
    /// As the system says.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN", alias = "zh")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// The language to answer in, the system asked when this setting leaves it open.
    pub fn asked(self) -> Asked {
        match self {
            Self::Auto => lang::of_system(|name| std::env::var(name).ok()),
            Self::Zh => Asked::For(hangup_domain::UiLang::Zh),
            Self::En => Asked::For(hangup_domain::UiLang::En),
        }
    }
}

impl Config {
    /// The folder for cases and what else is kept.
    pub fn data_dir(&self) -> PathBuf {
        if !self.storage.data_dir.as_os_str().is_empty() {
            return self.storage.data_dir.clone();
        }
        etcetera::choose_base_strategy()
            .map_or_else(|_| PathBuf::from("hangup-data"), |base| base.data_dir().join("hangup"))
    }
}
