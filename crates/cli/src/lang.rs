//! In which language to answer: as asked, else as the system says, else as the message is written.

use hangup_domain::{Contact, UiLang};

/// What is known before the message is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// This language.
    For(UiLang),
    /// Nobody said: the language of the message.
    AsWritten,
}

impl Asked {
    /// The language for a text: as asked, else as it is written.
    pub fn for_text(self, text: &str) -> UiLang {
        match self {
            Self::For(lang) => lang,
            Self::AsWritten => written_in(&[text]),
        }
    }

    /// The language for a contact.
    pub fn for_contact(self, contact: &Contact) -> UiLang {
        match self {
            Self::For(lang) => lang,
            Self::AsWritten => {
                let texts: Vec<&str> = contact.turns.iter().map(|t| t.text.as_str()).collect();
                written_in(&texts)
            }
        }
    }

    /// The language where there is no message.
    pub fn or_english(self) -> UiLang {
        self.for_text("")
    }
}

/// Chinese when a good part of the letters is: a Chinese character says about as much as three Latin ones.
fn written_in(texts: &[&str]) -> UiLang {
    let (mut han, mut latin) = (0u32, 0u32);
    for c in texts.iter().flat_map(|t| t.chars()).take(4096) {
        match c {
            'a'..='z' | 'A'..='Z' => latin += 1,
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => han += 1,
            _ => {}
        }
    }
    if han > 0 && han * 6 >= latin { UiLang::Zh } else { UiLang::En }
}

/// A language tag as people write it; nothing when it is another language.
pub fn parse(tag: &str) -> Option<UiLang> {
    let tag = tag.trim().to_ascii_lowercase();
    match tag.split(['-', '_', '.', '@']).next()? {
        "zh" | "cn" | "yue" => Some(UiLang::Zh),
        "en" => Some(UiLang::En),
        _ => None,
    }
}

/// What the system's settings say: the first of these that is set counts.
pub fn of_system(get: impl Fn(&str) -> Option<String>) -> Asked {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| get(name).filter(|v| !v.is_empty()))
        .and_then(|v| parse(&v))
        .map_or(Asked::AsWritten, Asked::For)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_decides_unless_it_says_nothing() {
        let with = |name: &'static str, value: &'static str| {
            of_system(move |n| (n == name).then(|| value.to_owned()))
        };
        assert_eq!(with("LANG", "zh_CN.UTF-8"), Asked::For(UiLang::Zh));
        assert_eq!(with("LC_ALL", "en_US.UTF-8"), Asked::For(UiLang::En));
        assert_eq!(with("LANG", "C.UTF-8"), Asked::AsWritten);
        assert_eq!(with("LANG", "POSIX"), Asked::AsWritten);
        assert_eq!(with("OTHER", "zh_CN"), Asked::AsWritten);
    }

    #[test]
    fn without_a_system_language_the_message_decides() {
        assert_eq!(Asked::AsWritten.for_contact(&Contact::message("您好，您的 iPhone 到了")), UiLang::Zh);
        assert_eq!(Asked::AsWritten.for_text("Your 京东 parcel is waiting at the depot"), UiLang::En);
        assert_eq!(Asked::AsWritten.for_text("您好"), UiLang::Zh);
        assert_eq!(Asked::AsWritten.for_text("95188"), UiLang::En);
        assert_eq!(Asked::For(UiLang::Zh).for_text("hello"), UiLang::Zh);
    }
}
