//! Languages: the one a contact is written in, and the one a person is answered in.

use serde::{Deserialize, Serialize};

/// The language and script of a contact, as far as its characters tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Script {
    /// Chinese in simplified characters (also where nothing tells the two apart).
    #[serde(rename = "zh-Hans")]
    ZhHans,
    /// Chinese in traditional characters.
    #[serde(rename = "zh-Hant")]
    ZhHant,
    /// English.
    #[serde(rename = "en")]
    En,
    /// Chinese and English in comparable amounts.
    #[serde(rename = "mixed")]
    Mixed,
    /// Neither: another language, digits only, or nothing at all.
    #[default]
    #[serde(rename = "und")]
    Undetermined,
}

/// The language a person is answered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum UiLang {
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[default]
    #[serde(rename = "en")]
    En,
}

impl UiLang {
    /// Chooses between two originals.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        self.pick("zh-CN", "en")
    }
}
