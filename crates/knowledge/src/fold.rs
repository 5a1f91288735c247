//! The folding table from Unicode's own data: NFKC, case, width, confusables, Traditional → Simplified.

use hangup_engine::text::{Class, Fold, flags};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Characters that are written either way for the same word.
const VARIANTS: &[(char, char)] = &[
    ('帐', '账'),
    ('〇', '零'),
    ('妳', '你'),
    ('祢', '你'),
    ('裡', '里'),
    ('裏', '里'),
    ('佔', '占'),
    ('喫', '吃'),
    ('嘅', '的'),
    ('咗', '了'),
    ('啲', '些'),
];

/// Builds the table.
pub fn build_fold() -> Fold {
    let simplified: BTreeSet<char> = (0x4E00..=0x9FFFu32)
        .filter_map(char::from_u32)
        .filter_map(|c| {
            let s = to_simplified(c);
            (s != c).then_some(s)
        })
        .filter(|&s| {
            to_simplified(s) == s && !"后里面台只系了干于云余几丑出发复才范征致表制游钟凶".contains(s)
        })
        .collect();
    let mut fold = Fold::default();
    for code in 0..=0xFFFFu32 {
        let (to, class) = char::from_u32(code).map_or((0, Class::Ignored as u8), |c| {
            let (to, class, expansion) = entry(c, &simplified);
            if let Some(text) = expansion {
                fold.expansions.push((code, text));
            }
            (to as u32, class)
        });
        fold.to.extend((to as u16).to_le_bytes());
        fold.class.push(class);
    }
    for code in (0x1_D400..=0x1_D7FFu32).chain(0x1_F100..=0x1_F1FF).chain(0x1_FBF0..=0x1_FBF9) {
        let Some(c) = char::from_u32(code) else { continue };
        let (to, class, expansion) = entry(c, &simplified);
        if let Some(text) = expansion {
            fold.expansions.push((code, text));
        }
        if to != c || expansion_class(class) {
            fold.astral.push((code, to as u32, class));
        }
    }
    fold.expansions.sort();
    fold
}

fn expansion_class(class: u8) -> bool {
    class & 0x0F == Class::Expand as u8
}

fn to_simplified(c: char) -> char {
    fast2s::convert(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c)
}

fn entry(c: char, simplified: &BTreeSet<char>) -> (char, u8, Option<String>) {
    let code = c as u32;
    if matches!(c, '\'' | '＇' | '｀' | '’' | '‘' | '`' | '´' | '\u{2032}') {
        return (c, Class::Ignored as u8, None);
    }
    if is_ignored(c) {
        return (c, Class::Ignored as u8, None);
    }
    if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}') {
        return (' ', Class::Break as u8, None);
    }
    if c.is_whitespace() || c.is_control() || c == '\u{3164}' {
        return (' ', Class::Space as u8, None);
    }
    if let Some((to, class)) = mark(c) {
        return (to, class as u8, None);
    }
    let folded: String = c.nfkc().collect::<String>().to_lowercase();
    let folded: String = if folded.chars().all(|f| f.is_ascii() || is_han(f)) {
        folded
    } else {
        let plain: String = folded.nfkd().filter(|&f| !is_combining_mark(f)).collect();
        if plain.is_ascii() && !plain.is_empty() { plain } else { folded }
    };
    let mut chars = folded.chars();
    let first = chars.next().unwrap_or(c);
    if chars.next().is_some() {
        if folded.chars().all(|f| f.is_ascii() || is_han(f)) {
            return (c, Class::Expand as u8 | flags::STYLED, Some(folded));
        }
        return (c, Class::Other as u8, None);
    }
    let styled = if code > 0x7F && first != c && (0x2070..0x3000).contains(&code)
        || (0x3200..0x3400).contains(&code)
        || code > 0xFFFF
    {
        flags::STYLED
    } else {
        0
    };
    if is_han(first) {
        let variant = |h: char| VARIANTS.iter().find(|v| v.0 == h).map_or(h, |v| v.1);
        let to = variant(to_simplified(variant(first)));
        let mut class = Class::Han as u8 | styled;
        if to_simplified(first) != first {
            class |= flags::TRADITIONAL;
        } else if simplified.contains(&first) {
            class |= flags::SIMPLIFIED;
        }
        return (to, class, None);
    }
    if first.is_ascii_alphabetic() {
        return (first, Class::Letter as u8 | styled, None);
    }
    if first.is_ascii_digit() {
        return (first, Class::Digit as u8 | styled, None);
    }
    if let Some((to, class)) = mark(first) {
        return (to, class as u8, None);
    }
    if first.is_alphabetic() {
        let skeleton: String = unicode_security::skeleton(first.encode_utf8(&mut [0; 4])).collect();
        let mut letters = skeleton.chars();
        if let (Some(l), None) = (letters.next(), letters.next())
            && l.is_ascii_alphabetic()
        {
            return (l.to_ascii_lowercase(), Class::Letter as u8 | flags::CONFUSABLE, None);
        }
        return (first, Class::Other as u8, None);
    }
    if matches!(code, 0x2190..=0x21FF | 0x2300..=0x27BF | 0x2900..=0x2BFF | 0x3030 | 0x303D) {
        return (first, Class::Picture as u8, None);
    }
    (first, Class::Mark as u8, None)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '〇')
}

fn is_ignored(c: char) -> bool {
    is_combining_mark(c)
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}')
        || c == '\u{0}'
        || c == '\u{20e3}'
}

/// Punctuation with a meaning of its own.
fn mark(c: char) -> Option<(char, Class)> {
    Some(match c {
        '。' | '｡' | '．' | '.' => ('.', Class::Stop),
        '！' | '!' => ('!', Class::Stop),
        '？' | '?' => ('?', Class::Stop),
        '…' => ('.', Class::Stop),
        '，' | ',' | '︐' => (',', Class::Comma),
        '；' | ';' => (';', Class::Comma),
        '：' | ':' | '︰' | '∶' => (':', Class::Comma),
        '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' | '"' | '＂' | '《' | '》' => {
            ('"', Class::Mark)
        }
        '【' | '〖' | '〔' | '［' => (if c == '［' { '[' } else { '【' }, Class::Mark),
        '】' | '〗' | '〕' | '］' => (if c == '］' { ']' } else { '】' }, Class::Mark),
        '（' | '﹙' => ('(', Class::Mark),
        '）' | '﹚' => (')', Class::Mark),
        '、' => ('、', Class::Mark),
        '➕' | '＋' | '✚' | '✙' => ('+', Class::Mark),
        '￥' => ('¥', Class::Mark),
        '－' | '—' | '–' | '‐' | '‑' | '‒' | '―' | '−' => ('-', Class::Mark),
        '～' | '〜' => ('~', Class::Mark),
        _ => return None,
    })
}
