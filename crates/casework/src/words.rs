//! One sentence in both languages, each written as an original.

use hangup_domain::UiLang;
use serde::{Deserialize, Serialize};

/// A sentence in Chinese and in English.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The one asked for.
    pub fn get(&self, lang: UiLang) -> &str {
        lang.pick(&self.zh, &self.en)
    }

    /// Whether one of the two is missing.
    pub fn is_half(&self) -> bool {
        self.zh.trim().is_empty() || self.en.trim().is_empty()
    }
}
