//! The folding table: what each character counts as.
//!
//! The table is computed when a pack is built (NFKC, width, Traditional → Simplified, UTS #39 confusables,
//! lower case) and only looked up here, so that folding costs one load a character and needs no Unicode
//! library at run time.

use serde::{Deserialize, Serialize};

/// What a folded character is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// Not worth keeping: zero width, bidi control, variation selector, combining mark, keycap ring.
    Ignored = 0,
    /// A Han character.
    Han = 1,
    /// A Latin letter.
    Letter = 2,
    /// A decimal digit.
    Digit = 3,
    /// White space inside a line.
    Space = 4,
    /// A line break.
    Break = 5,
    /// Ends a sentence: 。！？
    Stop = 6,
    /// Ends a clause: ，；：
    Comma = 7,
    /// Another mark; between two single Han characters it may be an inserted separator.
    Mark = 8,
    /// Emoji and other pictures.
    Picture = 9,
    /// A letter of another script.
    Other = 10,
    /// Becomes several characters; see [`Fold::expansion`].
    Expand = 11,
}

/// Flag in a class byte: the character was Traditional.
pub const TRADITIONAL: u8 = 0x10;
/// Flag: the character looked like a Latin letter but was none.
pub const CONFUSABLE: u8 = 0x20;
/// Flag: a styled form (full width, circled, mathematical, keycap).
pub const STYLED: u8 = 0x40;
/// Flag: the character exists in Simplified writing only.
pub const SIMPLIFIED: u8 = 0x80;

/// The folding table, part of a pack.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Fold {
    /// For each BMP code point: the folded code point, little endian, two bytes each.
    #[serde(with = "bytes")]
    pub to: Vec<u8>,
    /// For each BMP code point: class in the low four bits, flags above.
    #[serde(with = "bytes")]
    pub class: Vec<u8>,
    /// Astral characters that fold to something, sorted: code point, folded, class byte.
    pub astral: Vec<(u32, u32, u8)>,
    /// Characters that become several, sorted.
    pub expansions: Vec<(u32, String)>,
}

/// Byte vectors as byte strings, not as sequences of numbers.
mod bytes {
    use serde::{Deserializer, Serializer, de};

    pub fn serialize<S: Serializer>(v: &[u8], s: S) -> Result<S::Ok, S::Error> {
        s.serialize_bytes(v)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u8>, D::Error> {
        struct V;
        impl de::Visitor<'_> for V {
            type Value = Vec<u8>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E: de::Error>(self, v: &[u8]) -> Result<Vec<u8>, E> {
                Ok(v.to_vec())
            }
        }
        d.deserialize_bytes(V)
    }
}

impl Fold {
    /// The folded character and its class byte.
    #[inline]
    pub fn fold(&self, c: char) -> (char, u8) {
        let code = c as usize;
        if let (Some(&class), Some(pair)) = (self.class.get(code), self.to.get(code * 2..code * 2 + 2)) {
            let to = u32::from(u16::from_le_bytes([pair[0], pair[1]]));
            return (char::from_u32(to).unwrap_or(c), class);
        }
        match self.astral.binary_search_by_key(&(code as u32), |e| e.0) {
            Ok(i) => (char::from_u32(self.astral[i].1).unwrap_or(c), self.astral[i].2),
            Err(_) if (0x2_0000..0x3_2000).contains(&code) => (c, Class::Han as u8),
            Err(_) if (0x1_F000..0x1_FB00).contains(&code) => (c, Class::Picture as u8),
            Err(_) if code >= 0xE_0000 => (c, Class::Ignored as u8),
            Err(_) => (c, Class::Other as u8),
        }
    }

    /// What a character of class [`Class::Expand`] becomes.
    pub fn expansion(&self, c: char) -> &str {
        self.expansions
            .binary_search_by_key(&(c as u32), |e| e.0)
            .map_or("", |i| self.expansions[i].1.as_str())
    }
}

/// The class in a class byte.
#[inline]
pub fn class_of(byte: u8) -> Class {
    match byte & 0x0F {
        1 => Class::Han,
        2 => Class::Letter,
        3 => Class::Digit,
        4 => Class::Space,
        5 => Class::Break,
        6 => Class::Stop,
        7 => Class::Comma,
        8 => Class::Mark,
        9 => Class::Picture,
        10 => Class::Other,
        11 => Class::Expand,
        _ => Class::Ignored,
    }
}
