//! Codes, passwords, names and addresses: personal data that only the words around it give away.

use super::digits::runs;
use super::{Hit, PiiKind};
use hangup_domain::Span;

const CODE_WORDS: &[&str] = &[
    "验证码",
    "驗證碼",
    "校验码",
    "动态码",
    "动态密码",
    "短信密码",
    "随机码",
    "授权码",
    "otp",
    "one-time",
    "verification code",
    "security code",
    "passcode",
    "login code",
    "code is",
    "code:",
    "your code",
];
const SECRET_WORDS: &[&str] = &["密码", "密碼", "cvv", "cvc", "cvn", "安全码", "password", "pin"];
const NAME_MARKS: &[&str] = &[
    "姓名",
    "收件人",
    "收货人",
    "持卡人",
    "户名",
    "戶名",
    "本人",
    "我叫",
    "我是",
    "受害人",
    "联系人",
    "报案人",
    "name",
    "my name is",
    "cardholder",
    "recipient",
    "victim",
    "payer",
];
/// Words that may stand where a name is expected.
const NOT_NAMES: &[&str] = &[
    "客服", "您的", "你的", "京东", "淘宝", "天猫", "快递", "银行", "警察", "公安", "平台", "官方", "工作",
    "专员", "商家", "在这", "不是", "一个", "谁", "卖家", "售后", "理赔", "银监", "金融", "支付", "微信",
    "老师", "姐", "妈妈", "爸爸", "真的", "想", "要", "被", "说", "刚", "这", "那", "什么", "怎么", "为",
    "负责", "人工", "机器", "来", "从", "做", "你们", "他们", "我们",
];

pub(super) fn find(text: &str) -> Vec<Hit> {
    let mut hits = codes(text);
    secrets(text, &mut hits);
    names(text, &mut hits);
    emails(text, &mut hits);
    hits
}

/// Four to eight digits with a word for "code" close by.
fn codes(text: &str) -> Vec<Hit> {
    let lower = text.to_lowercase();
    let same = lower.len() == text.len();
    let lower: &str = if same { &lower } else { text };
    let mut hits = Vec::new();
    for run in runs(text) {
        let plain: String = run.iter().map(|g| g.plain.as_str()).collect();
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        if !(4..=8).contains(&plain.len()) || plain.contains('X') {
            continue;
        }
        let before = &lower[back(lower, first.start, 36)..first.start];
        let behind = &lower[last.end..forth(lower, last.end, 40)];
        let sentence = before.rsplit(['。', '\n', '；', ';']).next().unwrap_or("");
        let follows = behind.split(['。', '\n', '；', ';', '，', ',']).next().unwrap_or("");
        if CODE_WORDS.iter().any(|w| sentence.contains(w) || follows.contains(w)) {
            hits.push(Hit { span: Span::new(first.start, last.end), kind: PiiKind::Code, plain });
        }
    }
    hits
}

/// Whatever follows "password is" or "CVV:".
fn secrets(text: &str, hits: &mut Vec<Hit>) {
    for (end, _) in marks(text, SECRET_WORDS) {
        let rest = &text[end..];
        let lead = rest.trim_start_matches([' ', ':', '：', '=', '是', '为']);
        let lead = lead.strip_prefix("is ").unwrap_or(lead).trim_start();
        if lead.len() == rest.len() {
            continue;
        }
        let length = lead.find(|c: char| !(c.is_ascii_graphic()) || ",;".contains(c)).unwrap_or(lead.len());
        if length >= 3 && lead[..length].chars().any(|c| c.is_ascii_digit()) {
            let start = text.len() - lead.len();
            let plain = lead[..length].to_owned();
            hits.push(Hit { span: Span::new(start, start + length), kind: PiiKind::Secret, plain });
        }
    }
}

/// A name that is marked as one.
fn names(text: &str, hits: &mut Vec<Hit>) {
    for (end, mark) in marks(text, NAME_MARKS) {
        let rest = &text[end..];
        let lead = rest.trim_start_matches([' ', '\u{3000}', ':', '：', '=']);
        let direct = matches!(mark, "我叫" | "我是" | "my name is");
        if !direct && lead.len() == rest.len() {
            continue;
        }
        let start = text.len() - lead.len();
        let chinese: String =
            lead.chars().take_while(|c| ('\u{4e00}'..='\u{9fff}').contains(c) || *c == '·').take(9).collect();
        let count = chinese.chars().count();
        let most = if direct || !chinese.contains('·') { 4 } else { 9 };
        if count > 0 {
            let fits = (2..=most).contains(&count) && !NOT_NAMES.iter().any(|n| chinese.contains(n));
            if fits {
                hits.push(Hit {
                    span: Span::new(start, start + chinese.len()),
                    kind: PiiKind::Name,
                    plain: chinese,
                });
            }
            continue;
        }
        let mut length = 0;
        let mut words = 0;
        for word in lead.split_inclusive(' ') {
            let bare = word.trim_end_matches([' ', ',', '.', ';', '\n']);
            let capital = bare.chars().next().is_some_and(char::is_uppercase);
            if !capital || words == 3 || !bare.chars().all(|c| c.is_alphabetic() || "'-.".contains(c)) {
                break;
            }
            words += 1;
            length = word.as_ptr() as usize - lead.as_ptr() as usize + bare.len();
            if bare.len() != word.trim_end_matches(' ').len() {
                break;
            }
        }
        if words >= 1 {
            hits.push(Hit {
                span: Span::new(start, start + length),
                kind: PiiKind::Name,
                plain: lead[..length].to_owned(),
            });
        }
    }
}

fn emails(text: &str, hits: &mut Vec<Hit>) {
    for found in crate::case::extract(text, 0) {
        if found.kind == crate::case::InvolvedKind::Email {
            for (at, _) in text.match_indices(&found.value) {
                let span = Span::new(at, at + found.value.len());
                hits.push(Hit { span, kind: PiiKind::Email, plain: found.value.clone() });
            }
        }
    }
}

/// Where each of the words ends, whatever its case. ASCII words must not be part of a longer word.
fn marks<'w>(text: &str, words: &[&'w str]) -> Vec<(usize, &'w str)> {
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    for word in words {
        for (at, _) in lower.match_indices(word) {
            let inside = word.is_ascii()
                && (lower[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
                    || lower[at + word.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()));
            if !inside {
                found.push((at + word.len(), *word));
            }
        }
    }
    found.sort_unstable();
    found
}

fn back(text: &str, place: usize, bytes: usize) -> usize {
    let mut at = place.saturating_sub(bytes);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

fn forth(text: &str, place: usize, bytes: usize) -> usize {
    let mut at = (place + bytes).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
