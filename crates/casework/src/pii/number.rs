//! Identity numbers, bank cards and telephone numbers among runs of digits.

use super::digits::{Group, Run, runs};
use super::{Hit, PiiKind};
use hangup_domain::Span;

const CARD_WORDS: &[&str] = &[
    "卡号",
    "卡號",
    "银行卡",
    "銀行卡",
    "储蓄卡",
    "信用卡",
    "借记卡",
    "账号",
    "帐号",
    "帳號",
    "账户",
    "开户",
    "card",
    "account",
];
const ID_WORDS: &[&str] = &["身份证", "身分證", "身份證", "证件号", "id number", "id card", "identity"];
const PHONE_WORDS: &[&str] = &[
    "电话", "電話", "手机", "手機", "致电", "联系", "拨打", "phone", "mobile", "call", "tel", "whatsapp",
    "text me",
];
const ORDER_WORDS: &[&str] = &[
    "订单",
    "訂單",
    "单号",
    "單號",
    "运单",
    "快递",
    "流水",
    "凭证",
    "编号",
    "order",
    "tracking",
    "parcel",
    "reference",
    "invoice",
    "receipt",
];

/// Finds them all.
pub(super) fn find(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    for run in runs(text) {
        let mut from = 0;
        while from < run.len() {
            if let Some((to, hit)) = longest(text, &run, from) {
                hits.push(hit);
                from = to;
            } else {
                from += 1;
            }
        }
    }
    hits
}

/// The longest number that begins with this group.
fn longest(text: &str, run: &Run, from: usize) -> Option<(usize, Hit)> {
    let mut plain = String::new();
    let mut best = None;
    for to in from..run.len() {
        plain.push_str(&run[to].plain);
        if plain.len() > 21 {
            break;
        }
        let groups = &run[from..=to];
        if is_part_of_a_longer_number(run, from, to) {
            continue;
        }
        if let Some((kind, skip)) = judge(text, groups, &plain) {
            let start = plus_before(text, groups[0].start, kind);
            let span = Span::new(start, run[to].end);
            best = Some((to + 1, Hit { span, kind, plain: plain[skip..].to_owned() }));
        }
    }
    best
}

/// Groups with the same separator all along are one number: no part of it is taken for something else, as long as
/// the whole is not longer than any number of a kind known here.
fn is_part_of_a_longer_number(run: &Run, from: usize, to: usize) -> bool {
    if from == to {
        return false;
    }
    let separator = &run[from + 1].separator;
    let mut first = from;
    while first > 0 && run[first].separator == *separator {
        first -= 1;
    }
    let mut last = to;
    while last + 1 < run.len() && run[last + 1].separator == *separator {
        last += 1;
    }
    let total: usize = run[first..=last].iter().map(|g| g.plain.len()).sum();
    (first, last) != (from, to) && total <= 21
}

/// What these digits are, and how many of them are a country code.
fn judge(text: &str, groups: &[Group], plain: &str) -> Option<(PiiKind, usize)> {
    let start = groups[0].start;
    let near = |words: &[&str]| nearest(text, start, words);
    let order = near(ORDER_WORDS);
    let told = |words: &[&str]| near(words).is_some_and(|d| order.is_none_or(|o| d < o));
    if plain.contains('X') {
        return (is_id(plain) || (id_shape(plain) && told(ID_WORDS))).then_some((PiiKind::Id, 0));
    }
    if plain.len() == 18 && (is_id(plain) || (id_shape(plain) && told(ID_WORDS))) {
        return Some((PiiKind::Id, 0));
    }
    if plain.len() == 15 && id_shape(plain) && (told(ID_WORDS) || order.is_none()) {
        return Some((PiiKind::Id, 0));
    }
    if (13..=19).contains(&plain.len()) {
        if luhn(plain) && known_bin(plain) {
            return Some((PiiKind::Card, 0));
        }
        if plain.len() >= 15 && told(CARD_WORDS) {
            return Some((PiiKind::Card, 0));
        }
    }
    phone(text, groups, plain, told(PHONE_WORDS)).map(|skip| (PiiKind::Phone, skip))
}

/// How far before a place the nearest of these words ends, within some 24 characters.
fn nearest(text: &str, place: usize, words: &[&str]) -> Option<usize> {
    let mut from = place.saturating_sub(72);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text[from..place].to_lowercase();
    words.iter().filter_map(|w| before.rfind(w).map(|at| before.len() - at - w.len())).min()
}

/// Region, date and length of a resident identity number.
fn id_shape(plain: &str) -> bool {
    let region = matches!(
        plain.get(..2).and_then(|r| r.parse::<u8>().ok()),
        Some(11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91)
    );
    let (month, day) = match plain.len() {
        18 if matches!(plain.get(6..8), Some("18" | "19" | "20")) => (plain.get(10..12), plain.get(12..14)),
        15 => (plain.get(8..10), plain.get(10..12)),
        _ => return false,
    };
    let number = |t: Option<&str>| t.and_then(|t| t.parse::<u8>().ok()).unwrap_or(0);
    region && (1..=12).contains(&number(month)) && (1..=31).contains(&number(day))
}

/// A resident identity number with its right check character.
fn is_id(plain: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    if plain.len() != 18 || !id_shape(plain) || plain[..17].contains('X') {
        return false;
    }
    let sum: u32 = plain.bytes().zip(WEIGHTS).map(|(b, w)| u32::from(b - b'0') * w).sum();
    plain.as_bytes()[17] == b"10X98765432"[(sum % 11) as usize]
}

/// The check digit of card numbers.
fn luhn(plain: &str) -> bool {
    let sum: u32 = plain
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| match (u32::from(b - b'0'), i % 2) {
            (d, 0) => d,
            (d, _) if d > 4 => d * 2 - 9,
            (d, _) => d * 2,
        })
        .sum();
    sum.is_multiple_of(10) && plain.bytes().any(|b| b != b'0')
}

/// Whether a number of this length begins as cards of the large schemes do.
fn known_bin(plain: &str) -> bool {
    let head = |n: usize| plain.get(..n).and_then(|h| h.parse::<u32>().ok()).unwrap_or(0);
    match plain.len() {
        13 | 14 => head(1) == 4 || matches!(head(2), 30 | 36 | 38 | 39),
        15 => matches!(head(2), 34 | 37),
        16 => {
            matches!(head(1), 4)
                || matches!(head(2), 35 | 51..=55 | 60 | 62 | 64 | 65 | 81)
                || matches!(head(4), 2200..=2204 | 2221..=2720 | 9558)
        }
        17 | 18 => matches!(head(2), 62 | 81),
        19 => matches!(head(1), 4) || matches!(head(2), 60 | 62 | 65 | 81 | 95 | 90 | 68),
        _ => false,
    }
}

/// Whether these digits are a telephone number; how many of them are its country code.
fn phone(text: &str, groups: &[Group], plain: &str, told: bool) -> Option<usize> {
    let plus = text[..groups[0].start].ends_with(['+', '＋']);
    let mobile = |t: &str| t.len() == 11 && t.starts_with('1') && matches!(t.as_bytes()[1], b'3'..=b'9');
    if mobile(plain) {
        return Some(0);
    }
    for code in ["86", "0086", "17951", "12593"] {
        if let Some(rest) = plain.strip_prefix(code)
            && mobile(rest)
            && (plus || code != "86" || groups[0].plain == "86" || told)
        {
            return Some(code.len());
        }
    }
    if plus && (8..=15).contains(&plain.len()) && !plain.starts_with('0') {
        return Some(0);
    }
    if plain.starts_with("00") && (11..=17).contains(&plain.len()) && (told || groups.len() > 1) {
        return Some(0);
    }
    let lengths: Vec<usize> = groups.iter().map(|g| g.plain.len()).collect();
    // Area code and number, written apart or after a word: 010-12345678, (0755) 1234567, 02-1234-5678, 0912-345-678.
    if plain.starts_with('0') && !plain.starts_with("00") && (9..=12).contains(&plain.len()) {
        let apart = groups.len() > 1
            && (2..=5).contains(&lengths[0])
            && lengths[1..].iter().all(|l| (3..=8).contains(l));
        let mobile =
            plain.starts_with("09") && plain.len() == 10 || plain.starts_with("07") && plain.len() == 11;
        if apart || told || mobile {
            return Some(0);
        }
    }
    // North America: 415-555-0132, (415) 555-0132, 1-415-555-0132.
    let national = plain.strip_prefix('1').filter(|p| p.len() == 10).unwrap_or(plain);
    if national.len() == 10
        && matches!(national.as_bytes()[0], b'2'..=b'9')
        && (lengths.ends_with(&[3, 3, 4]) || told)
    {
        return Some(plain.len() - national.len());
    }
    // Hong Kong, Singapore: eight digits, only when they are called a number.
    if plain.len() == 8 && told && matches!(plain.as_bytes()[0], b'2' | b'3' | b'5'..=b'9') {
        return Some(0);
    }
    None
}

/// Takes a plus sign before a telephone number into its span.
fn plus_before(text: &str, start: usize, kind: PiiKind) -> usize {
    if kind != PiiKind::Phone {
        return start;
    }
    ['+', '＋'].iter().find_map(|p| text[..start].strip_suffix(*p).map(str::len)).unwrap_or(start)
}
