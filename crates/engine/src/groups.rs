//! Groups that the engine raises itself, beside those that rules name.

/// Their names, in the order of their bits. A pack's `groups` begins with these.
pub const BUILT_IN: &[&str] = &[
    "claim-known",
    "link-any",
    "link-foreign",
    "link-bad",
    "link-official",
    "number-foreign",
    "number-official",
    "handle",
    "code-delivered",
    "sign",
    "retelling",
    "notice",
    "me-started",
    "conversation",
    "marketing",
    "evasion",
    "overseas",
    "number-person",
    "claim-foreign-channel",
    "shortener",
    "settled",
    "self-path",
    "foreign-way",
    "familiar",
    "official-frame",
    "host-made",
    "english",
];

macro_rules! bits {
    ($($name:ident = $bit:literal),* $(,)?) => {
        $(#[doc = concat!("Bit ", $bit, " of a group mask.")] pub const $name: u128 = 1 << $bit;)*
    };
}

bits! {
    CLAIM_KNOWN = 0,
    LINK_ANY = 1,
    LINK_FOREIGN = 2,
    LINK_BAD = 3,
    LINK_OFFICIAL = 4,
    NUMBER_FOREIGN = 5,
    NUMBER_OFFICIAL = 6,
    HANDLE = 7,
    CODE_DELIVERED = 8,
    SIGN = 9,
    RETELLING = 10,
    NOTICE = 11,
    ME_STARTED = 12,
    CONVERSATION = 13,
    MARKETING = 14,
    EVASION = 15,
    OVERSEAS = 16,
    NUMBER_PERSON = 17,
    CLAIM_FOREIGN_CHANNEL = 18,
    SHORTENER = 19,
    SETTLED = 20,
    SELF_PATH = 21,
    FOREIGN_WAY = 22,
    FAMILIAR = 23,
    OFFICIAL_FRAME = 24,
    HOST_MADE = 25,
    ENGLISH = 26,
}
