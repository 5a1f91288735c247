//! Runs of digits: telephone numbers, cards, identity numbers, codes, order numbers, amounts.

use super::{Found, HostForm, MAX_INDICATORS, taken};
use hangup_domain::IndicatorKind;

/// What shape a telephone number has. The shape says what kind of subscriber can have it, not whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NumberShape {
    /// No telephone number.
    #[default]
    None,
    /// A mobile number: a person's.
    Mobile,
    /// A land line.
    Landline,
    /// A rented service number (400, 800, 0800, 1800 …): anybody's.
    Service,
    /// A short number of an institution (95588, 10086, 12306, 110, 159): given out by the regulator.
    Short,
    /// A port number for bulk text messages (1069…, 1068…).
    Port,
    /// Written with a country code or 00.
    International,
}

/// Finds runs of digits and says what they are.
pub fn scan(norm: &str, out: &mut Vec<Found>) {
    let bytes = norm.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let b = bytes[at];
        let plus = b == b'+' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        let paren = b == b'(' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !(b.is_ascii_digit() || plus || paren) || (at > 0 && bytes[at - 1].is_ascii_digit()) {
            at += 1;
            continue;
        }
        let run = read_run(bytes, at);
        if run.digits.len() >= 3
            && !taken(out, at, run.end)
            && out.len() < MAX_INDICATORS
            && let Some(f) = judge(norm, &run)
        {
            out.push(f);
        }
        at = run.end.max(at + 1);
    }
}

/// A run of digits with single separators between groups.
struct Run {
    start: usize,
    end: usize,
    digits: String,
    groups: Vec<u8>,
    plus: bool,
    /// A decimal point was met.
    decimal: bool,
    /// Ends in X (identity numbers).
    ends_x: bool,
}

fn read_run(bytes: &[u8], start: usize) -> Run {
    let mut run = Run {
        start,
        end: start,
        digits: String::new(),
        groups: Vec::new(),
        plus: false,
        decimal: false,
        ends_x: false,
    };
    let mut at = start;
    let mut group = 0u8;
    while at < bytes.len() && run.digits.len() < 40 {
        let b = bytes[at];
        if b.is_ascii_digit() {
            run.digits.push(b as char);
            group = group.saturating_add(1);
            at += 1;
            run.end = at;
            continue;
        }
        let next_digit = |n: usize| bytes.get(at + n).is_some_and(u8::is_ascii_digit);
        if b == b'+' && at == start {
            run.plus = true;
            at += 1;
            continue;
        }
        if b == b'(' && (at == start || next_digit(1) && group > 0)
            || b == b')'
                && (next_digit(1)
                    || bytes.get(at + 1) == Some(&b' ') && next_digit(2)
                    || bytes.get(at + 1) == Some(&b'-') && next_digit(2))
        {
            if group > 0 {
                run.groups.push(group);
                group = 0;
            }
            at += if b == b')' && !next_digit(1) { 2 } else { 1 };
            continue;
        }
        let separator = matches!(b, b'-' | b' ' | b'*') || (b == b'.' && !run.decimal);
        if separator && next_digit(1) && group > 0 {
            if b == b'.' {
                // 169.00 is an amount; 020.7946.0000 is a number
                let mut n = 1;
                while bytes.get(at + n).is_some_and(u8::is_ascii_digit) {
                    n += 1;
                }
                if n <= 3 {
                    run.decimal = true;
                }
            }
            run.groups.push(group);
            group = 0;
            at += 1;
            continue;
        }
        if b == b' '
            && bytes.get(at + 1) == Some(&b'(')
            && bytes.get(at + 2).is_some_and(u8::is_ascii_digit)
            && run.plus
        {
            run.groups.push(group);
            group = 0;
            at += 2;
            continue;
        }
        if b == b',' && next_digit(3) && next_digit(1) && next_digit(2) && group > 0 {
            run.decimal = true;
            run.groups.push(group);
            group = 0;
            at += 1;
            continue;
        }
        if b == b'x' && run.digits.len() == 17 && !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) {
            run.ends_x = true;
            run.end = at + 1;
        }
        break;
    }
    run.groups.push(group);
    run
}

fn judge(norm: &str, run: &Run) -> Option<Found> {
    let d = run.digits.as_str();
    let bytes = norm.as_bytes();
    let before = &norm[floor(norm, run.start.saturating_sub(24))..run.start];
    let after = &norm[run.end..floor(norm, (run.end + 12).min(norm.len()))];
    let glued = run.start > 0 && (bytes[run.start - 1].is_ascii_alphabetic() || bytes[run.start - 1] == b'_')
        || bytes.get(run.end).is_some_and(|b| b.is_ascii_alphabetic() && !run.ends_x);
    let make = |kind, shape, value: String| {
        Some(Found {
            kind,
            start: run.start as u32,
            end: run.end as u32,
            value,
            shape,
            form: HostForm::default(),
        })
    };
    let money_before = before.ends_with(['¥', '$', '£', '€', '￥'])
        || before.trim_end().ends_with("rmb")
        || before.trim_end().ends_with("usd")
        || before.trim_end().ends_with("s$")
        || before.trim_end().ends_with("nt$")
        || before.trim_end().ends_with("hk$");
    let money_after = [
        "元", "块", "万", "千", "角", "圆", "美元", "港币", "rmb", " yuan", "yuan", " dollars", " pounds",
        " usd", " gbp", "日元", "塊", "% ",
    ]
    .iter()
    .any(|w| after.trim_start().starts_with(w.trim_start()));
    if (money_before || money_after) && !glued {
        return make(IndicatorKind::Amount, NumberShape::None, d.to_owned());
    }
    if run.decimal {
        return None;
    }
    if d.len() == 18 && run.groups.len() == 1 && id_checksum(d, false) || run.ends_x && id_checksum(d, true) {
        return make(IndicatorKind::IdNumber, NumberShape::None, d.to_owned());
    }
    if let Some((shape, value)) = phone(d, run) {
        let letters = glued
            && !(run.start > 0 && before.ends_with("tel")
                || before.ends_with("ph")
                || before.ends_with("qq"));
        if !letters {
            let codeish = matches!(shape, NumberShape::Short) && code_context(before, after);
            if !codeish {
                return make(IndicatorKind::Phone, shape, value);
            }
        }
    }
    if (16..=19).contains(&d.len()) && luhn(d) && !order_context(before) {
        return make(IndicatorKind::Card, NumberShape::None, d.to_owned());
    }
    if (4..=8).contains(&d.len()) && run.groups.len() <= 2 && !glued && code_context(before, after) {
        return make(IndicatorKind::Code, NumberShape::None, d.to_owned());
    }
    if d.len() >= 9 && order_context(before) {
        return make(IndicatorKind::Order, NumberShape::None, d.to_owned());
    }
    None
}

/// The largest character boundary not behind `at`.
fn floor(s: &str, mut at: usize) -> usize {
    while !s.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn code_context(before: &str, after: &str) -> bool {
    const WORDS: &[&str] = &[
        "验证码",
        "校验码",
        "动态码",
        "动态密码",
        "确认码",
        "授权码",
        "随机码",
        "短信码",
        "识别码",
        "取件码",
        "提货码",
        "code",
        "otp",
        "passcode",
        "pin",
        "password",
        "口令",
        "码",
    ];
    let before = before.trim_end_matches([
        ' ', ':', '=', '"', '\'', '[', '(', '\u{3010}', '是', '为', '-', '《', '「', '『',
    ]);
    let before = before.trim_end_matches(" is").trim_end_matches(" was");
    WORDS.iter().any(|w| before.ends_with(w))
        || ["是您的", "为您的", "(", " is your", "is your", "短信", "验证码", "是你的", "为本次", "(验证码"]
            .iter()
            .any(|w| {
                after.trim_start().starts_with(w)
                    && (after.contains('码')
                        || after.contains("code")
                        || after.contains("your")
                        || after.contains("短信")
                        || after.contains("验"))
            })
}

fn order_context(before: &str) -> bool {
    [
        "单号",
        "订单",
        "订单号",
        "运单",
        "编号",
        "流水号",
        "尾号",
        "order",
        "tracking",
        "ref",
        "reference",
        "no",
        "number",
        "parcel",
        "快件",
        "件",
    ]
    .iter()
    .any(|w| before.trim_end_matches([' ', ':', '#', '.', '为', '是', '[', '\u{3010}']).ends_with(w))
}

/// The shape of a telephone number and its digits in the form in which the directory keeps them.
fn phone(d: &str, run: &Run) -> Option<(NumberShape, String)> {
    use NumberShape::{International, Landline, Mobile, Port, Service, Short};
    let n = d.len();
    if run.plus && (7..=15).contains(&n) {
        return Some((d.strip_prefix("86").map_or(International, home_shape), d.to_owned()));
    }
    if d.starts_with("00") && (9..=17).contains(&n) {
        return Some((International, d[2..].to_owned()));
    }
    let mobile_cn = n == 11 && d.as_bytes()[0] == b'1' && d.as_bytes()[1] >= b'3' && run.groups.len() <= 3;
    if mobile_cn {
        return Some((Mobile, d.to_owned()));
    }
    if n == 13 && d.starts_with("86") && d.as_bytes()[2] == b'1' {
        return Some((Mobile, d[2..].to_owned()));
    }
    if (8..=20).contains(&n) && (d.starts_with("106") || d.starts_with("1258")) {
        return Some((Port, d.to_owned()));
    }
    if n == 10 && (d.starts_with("400") || d.starts_with("800")) && run.groups.len() <= 4 {
        return Some((Service, d.to_owned()));
    }
    if (10..=12).contains(&n) && d.starts_with('0') && run.groups.len() <= 4 {
        // 07700 900123, 020 7946 0123 · 010-55500123, 0755-25550123
        if d.starts_with("07")
            && n == 11
            && !d.starts_with("075")
            && !d.starts_with("076")
            && !d.starts_with("077")
            || d.starts_with("077009")
            || d.starts_with("04") && n == 10
            || d.starts_with("09") && n == 10
        {
            return Some((Mobile, d.to_owned()));
        }
        if d.starts_with("0800")
            || d.starts_with("080")
            || d.starts_with("0300")
            || d.starts_with("0345")
            || d.starts_with("0844")
            || d.starts_with("0870")
            || d.starts_with("0343")
        {
            return Some((Service, d.to_owned()));
        }
        return Some((Landline, d.to_owned()));
    }
    if n == 9 && d.starts_with("080") || n == 10 && d.starts_with("080") {
        return Some((Service, d.to_owned()));
    }
    if n == 11 && d.starts_with('1') && run.groups.len() >= 3 && (run.groups[0] == 1) {
        return Some((if d.starts_with("18") { Service } else { Landline }, d[1..].to_owned()));
    }
    if n == 10 && run.groups.len() == 3 && run.groups[..] == [3, 3, 4] {
        let free = ["800", "888", "877", "866", "855", "844", "833"].iter().any(|p| d.starts_with(p));
        return Some((if free { Service } else { Landline }, d.to_owned()));
    }
    if (10..=11).contains(&n) && (d.starts_with("1800") || d.starts_with("1300")) && run.groups.len() >= 2 {
        return Some((Service, d.to_owned()));
    }
    if n == 8
        && run.groups[..] == [4, 4]
        && matches!(d.as_bytes()[0], b'2' | b'3' | b'5' | b'6' | b'8' | b'9')
    {
        return Some((
            if matches!(d.as_bytes()[0], b'8' | b'9' | b'5') { Mobile } else { Landline },
            d.to_owned(),
        ));
    }
    if (7..=8).contains(&n)
        && run.groups.len() == 2
        && (run.groups[0] == 3 || run.groups[0] == 4)
        && run.groups[1] == 4
    {
        return Some((Landline, d.to_owned()));
    }
    let short = run.groups.len() == 1
        && (n == 5
            && (d.starts_with("95")
                || d.starts_with("96")
                || d.starts_with("10")
                || d.starts_with("11")
                || d.starts_with("12")
                || d.starts_with("16"))
            || n == 6 && (d.starts_with("95") || d.starts_with("96") || d.starts_with("116"))
            || (n == 7 || n == 8) && d.starts_with("95")
            || n == 4 && matches!(d, "1799" | "1800" | "7726" | "1300")
            || n == 3
                && matches!(
                    d,
                    "110"
                        | "119"
                        | "120"
                        | "122"
                        | "159"
                        | "165"
                        | "999"
                        | "911"
                        | "111"
                        | "101"
                        | "105"
                        | "112"
                ));
    if short {
        return Some((Short, d.to_owned()));
    }
    None
}

fn home_shape(d: &str) -> NumberShape {
    if d.len() == 11 && d.starts_with('1') { NumberShape::Mobile } else { NumberShape::Landline }
}

/// The Luhn check of card numbers.
pub fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let n = u32::from(b - b'0');
            if i % 2 == 0 { n } else { n * 2 / 10 + n * 2 % 10 }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The ISO 7064 mod 11-2 check of resident identity numbers; `x` when the last character is an X.
pub fn id_checksum(digits: &str, x: bool) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let b = digits.as_bytes();
    if b.len() < 17 {
        return false;
    }
    let month = (b[10] - b'0') * 10 + (b[11] - b'0');
    let day = (b[12] - b'0') * 10 + (b[13] - b'0');
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return false;
    }
    let sum: u32 = b.iter().zip(WEIGHTS).map(|(d, w)| u32::from(d - b'0') * w).sum();
    let expected = b"10X98765432"[(sum % 11) as usize];
    if x { expected == b'X' } else { b.get(17) == Some(&expected) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Vec<(IndicatorKind, NumberShape, String)> {
        let mut out = Vec::new();
        scan(text, &mut out);
        out.into_iter().map(|f| (f.kind, f.shape, f.value)).collect()
    }

    #[test]
    fn numbers_are_known_by_their_shape() {
        use IndicatorKind::{Amount, Phone};
        use NumberShape::*;
        for (text, kind, shape) in [
            ("请拨打16000001234处理", Phone, Mobile),
            ("电话 160 0000 1234", Phone, Mobile),
            ("致电400-555-0123", Phone, Service),
            ("打95588", Phone, Short),
            ("请拨打010-55500123", Phone, Landline),
            ("来电00447700900123", Phone, International),
            ("call +44 7700 900123 now", Phone, International),
            ("call 07700 900123", Phone, Mobile),
            ("call (202) 555-0143", Phone, Landline),
            ("call 1-800-555-0199", Phone, Service),
            ("ring 0800 555 0199", Phone, Service),
            ("退还169.00元", Amount, None),
            ("£2.99 fee", Amount, None),
        ] {
            let got = only(text);
            if text == "£2.99 fee" {
                assert_eq!(got.first().map(|g| g.0), Some(kind), "{text}");
            } else {
                assert_eq!(got.first().map(|g| (g.0, g.1)), Some((kind, shape)), "{text}: {got:?}");
            }
        }
    }

    #[test]
    fn a_code_is_known_by_its_neighbours() {
        assert_eq!(only("验证码639201,请勿泄露")[0].0, IndicatorKind::Code);
        assert_eq!(only("your code is 639201")[0].0, IndicatorKind::Code);
        assert!(only("版本639201更新").is_empty());
    }

    #[test]
    fn checksums_hold() {
        assert!(luhn("4111111111111111") && !luhn("4111111111111112"));
        assert!(id_checksum("11010519491231002", true));
        assert!(!id_checksum("110105194912310021", false));
    }
}
