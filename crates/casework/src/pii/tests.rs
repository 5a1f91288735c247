//! Recall on generated numbers in every way of writing, and silence on order numbers.

use super::*;

/// A small generator, so that every run tests the same numbers.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + self.next(10) as u8)).collect()
    }

    fn id(&mut self) -> String {
        const REGIONS: &[&str] = &["11", "31", "44", "51", "65", "32", "33", "42"];
        let region = REGIONS[self.next(8) as usize];
        let body = format!(
            "{region}{}{:04}{:02}{:02}{}",
            self.digits(4),
            1930 + self.next(90),
            1 + self.next(12),
            1 + self.next(28),
            self.digits(3)
        );
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = body.bytes().zip(weights).map(|(b, w)| u32::from(b - b'0') * w).sum();
        format!("{body}{}", char::from(b"10X98765432"[(sum % 11) as usize]))
    }

    fn card(&mut self) -> String {
        let (head, length) =
            [("62", 16), ("62", 19), ("4", 16), ("51", 16), ("37", 15), ("62", 17)][self.next(6) as usize];
        let body = format!("{head}{}", self.digits(length - head.len() - 1));
        let right = (0..10).map(|d| format!("{body}{d}")).find(|n| luhn(n));
        right.expect("one digit fits")
    }

    fn phone(&mut self) -> String {
        format!("1{}{}", 3 + self.next(7), self.digits(9))
    }

    /// 16 to 19 digits whose checksums are wrong.
    fn order(&mut self) -> String {
        loop {
            let n = 16 + self.next(4) as usize;
            let order = self.digits(n);
            let id = super::number::find(&order).iter().any(|h| h.kind == PiiKind::Id);
            if !luhn(&order) && (n != 18 || !id) {
                return order;
            }
        }
    }
}

fn luhn(n: &str) -> bool {
    let sum: u32 = n
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let d = u32::from(b - b'0') * (1 + (i as u32 % 2));
            d / 10 + d % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

fn written(number: &str, how: u64) -> String {
    let map = |table: &str, c: char| c.to_digit(10).and_then(|d| table.chars().nth(d as usize)).unwrap_or(c);
    let every = |n: usize, s: &str| {
        number.chars().enumerate().fold(String::new(), |mut out, (i, c)| {
            if i > 0 && i % n == 0 {
                out.push_str(s);
            }
            out.push(c);
            out
        })
    };
    match how {
        0 => number.to_owned(),
        1 => number.chars().map(|c| map("０１２３４５６７８９", c)).collect(),
        2 => every(4, " "),
        3 => every(1, " "),
        4 => number.chars().map(|c| map("零一二三四五六七八九", c)).collect(),
        5 => number.chars().map(|c| map("〇幺二三四五六七八九", c)).collect(),
        6 => every(4, "-"),
        7 => every(3, "\u{200b}"),
        8 => number.chars().map(|c| map("⓪①②③④⑤⑥⑦⑧⑨", c)).collect(),
        _ => number
            .chars()
            .enumerate()
            .map(|(i, c)| if i % 3 == 0 { map("零一二三四五六七八九", c) } else { c })
            .collect(),
    }
}

const AROUND: &[(&str, &str)] = &[
    ("我的号码是", "，请联系"),
    ("今天下午3点我把", "给了他，他说10分钟到账"),
    ("please use ", " for the refund of 120.50 today"),
    ("单号77，", "。"),
    ("", ""),
    ("（", "）"),
];

fn hidden(text: &str, number: &str) -> bool {
    let masked = mask(text);
    !super::digits::plain(&masked).contains(&number[..number.len() - 5]) && masked.contains('*')
}

#[test]
fn at_least_995_of_1000_numbers_are_masked_however_they_are_written() {
    let mut numbers = Numbers(7);
    for (kind, make) in [
        ("identity number", Numbers::id as fn(&mut Numbers) -> String),
        ("card", Numbers::card),
        ("phone", Numbers::phone),
    ] {
        let (mut all, mut missed) = (0_u32, Vec::new());
        for _ in 0..1200 {
            let number = make(&mut numbers);
            let how = numbers.next(10);
            let (before, behind) = AROUND[numbers.next(AROUND.len() as u64) as usize];
            let text = format!("{before}{}{behind}", written(&number, how));
            all += 1;
            if !hidden(&text, &number) {
                missed.push(text);
            }
        }
        let missed_share = missed.len() as f64 / f64::from(all);
        assert!(
            missed_share <= 0.005,
            "{kind}: {} of {all} missed: {:?}",
            missed.len(),
            &missed[..missed.len().min(5)]
        );
    }
}

#[test]
fn at_most_one_in_a_hundred_order_numbers_is_taken_for_something_else() {
    let mut numbers = Numbers(11);
    let mut taken = Vec::new();
    for i in 0..3000_u64 {
        let order = numbers.order();
        let written = if i % 4 == 0 { written(&order, 2) } else { order };
        let text = match i % 3 {
            0 => format!("您的订单{written}已签收"),
            1 => format!("Order {written} has shipped."),
            _ => format!("运单号：{written}，明天送到。"),
        };
        if mask(&text) != text {
            taken.push(text);
        }
    }
    assert!(taken.len() <= 30, "{} of 3000: {:?}", taken.len(), &taken[..taken.len().min(8)]);
}

#[test]
fn codes_passwords_and_marked_names_are_masked_in_both_languages() {
    for (text, gone) in [
        ("【支付宝】校验码639201，请勿向任何人提供", "639201"),
        ("验证码：１２３４５６（10分钟内有效）", "１２３４５６"),
        ("639201 is your verification code", "639201"),
        ("我把验证码六三九二零一告诉他了", "六三九二零一"),
        ("密码是abc12345", "abc12345"),
        ("CVV: 123", "123"),
        ("姓名：欧阳小敏，地址略", "欧阳小敏"),
        ("我叫张三丰，", "张三丰"),
        ("Name: Jane Example, flat 2", "Jane Example"),
        ("写信到 mei.example@mail.example.com", "mei.example@"),
        ("+86 138-0013-8000", "0013"),
        ("call 415-555-0132 now", "555"),
        ("电话 010-62280000", "6228"),
        ("+44 7700 900123", "900"),
    ] {
        assert!(!mask(text).contains(gone), "{}", mask(text));
    }
}

#[test]
fn dates_amounts_service_numbers_and_ordinary_sentences_stay_readable() {
    for text in [
        "2026-11-22 14:05:33 转账 3870.00 元",
        "请拨打110或96110，银行95588",
        "我是京东客服，给您办理退款",
        "我是你的老师",
        "第二十三条，一九九八年",
        "Refund of 120.50 on 22 November 2026, order 77",
        "退款 1,380,013.80 元，三天内到账",
        "一二三四，上山打老虎",
    ] {
        assert_eq!(mask(text), text);
    }
}

#[test]
fn masking_twice_changes_nothing_and_theirs_stays_readable() {
    let text = "他的电话13900001111，我的13800138000，身份证11010519491231002X";
    let once = mask(text);
    assert_eq!(mask(&once), once);
    let shared = mask_except(text, &["+86 139 0000 1111"]);
    assert!(shared.contains("13900001111") && !shared.contains("13800138000"), "{shared}");
}
