//! What has already been done: the answers to "what did they get you to do?".

use hangup_domain::UiLang;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

macro_rules! harms {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $zh:literal, $en:literal;)*) => {
        /// Something the person was led to do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Harm {
            $($(#[$doc])* $name,)*
        }

        impl Harm {
            /// All of them, in the order of a form.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word for it in commands and data.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// How a person would say it.
            pub fn say(self, lang: UiLang) -> &'static str {
                match self { $(Self::$name => lang.pick($zh, $en),)* }
            }
        }
    };
}

harms! {
    /// Opened a link.
    Clicked = "clicked", "点了链接", "I opened their link";
    /// Installed a program.
    Installed = "installed", "装了他们给的软件", "I installed their app";
    /// Let them see or steer the screen.
    SharedScreen = "shared-screen", "开了屏幕共享或远程控制", "I shared my screen or let them steer it";
    /// Told or typed a one-time code.
    ToldCode = "told-code", "说出或填了验证码", "I told or typed a one-time code";
    /// Told or typed a password or PIN.
    ToldPassword = "told-password", "说出或填了密码", "I told or typed a password or PIN";
    /// Gave a card number.
    GaveCard = "gave-card", "给了银行卡号", "I gave my card number";
    /// Gave an identity number, a picture of the document or of the face.
    GaveId = "gave-id", "给了身份证号、证件照或刷了脸", "I gave my ID number, its picture or my face";
    /// Paid by card.
    PaidCard = "paid-card", "刷卡付了钱", "I paid by card";
    /// Paid by transfer.
    PaidTransfer = "paid-transfer", "转了账", "I made a transfer";
    /// Drew credit and passed it on.
    PaidCredit = "paid-credit", "借了网贷、备用金再转出去", "I drew credit or a loan and passed it on";
    /// Bought gift cards or codes.
    PaidGiftCard = "paid-gift-card", "买了礼品卡、充值卡并报了卡密", "I bought gift cards and gave the codes";
    /// Sent crypto coins.
    PaidCrypto = "paid-crypto", "转了虚拟币", "I sent crypto coins";
    /// Handed over cash, gold or a card.
    PaidCash = "paid-cash", "交了现金、黄金或把卡给了人", "I handed over cash, gold or my card";
}

impl Harm {
    /// Money has left.
    pub fn is_payment(self) -> bool {
        matches!(
            self,
            Self::PaidCard
                | Self::PaidTransfer
                | Self::PaidCredit
                | Self::PaidGiftCard
                | Self::PaidCrypto
                | Self::PaidCash
        )
    }
}

/// The word names no [`Harm`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not one of {}", Harm::ALL.iter().map(|h| h.as_str()).collect::<Vec<_>>().join(", "))]
pub struct NotAHarm {
    /// What was given.
    pub word: String,
}

impl FromStr for Harm {
    type Err = NotAHarm;
    fn from_str(word: &str) -> Result<Self, NotAHarm> {
        Self::ALL
            .iter()
            .copied()
            .find(|h| h.as_str() == word)
            .ok_or_else(|| NotAHarm { word: word.to_owned() })
    }
}
