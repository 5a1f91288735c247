//! Messenger accounts: a service's name, then an id.

use super::{Found, HostForm, MAX_INDICATORS, NumberShape, taken};
use hangup_domain::IndicatorKind;

/// Names that announce an account id, in normalised writing, longest first.
const SERVICES: &[(&str, &str)] = &[
    ("企业微信", "wecom"),
    ("微信号", "wechat"),
    ("微信", "wechat"),
    ("薇信", "wechat"),
    ("威信", "wechat"),
    ("徽信", "wechat"),
    ("v信", "wechat"),
    ("wechat", "wechat"),
    ("weixin", "wechat"),
    ("vx", "wechat"),
    ("wx", "wechat"),
    ("qq群", "qq"),
    ("扣扣", "qq"),
    ("企鹅号", "qq"),
    ("qq", "qq"),
    ("telegram", "telegram"),
    ("飞机号", "telegram"),
    ("whatsapp", "whatsapp"),
    ("line id", "line"),
    ("lineid", "line"),
    ("line", "line"),
    ("会议号", "meeting"),
    ("会议id", "meeting"),
    ("meeting id", "meeting"),
    ("tg", "telegram"),
    ("加q", "qq"),
    ("+q", "qq"),
    ("扣q", "qq"),
    ("加v", "wechat"),
    ("+v", "wechat"),
    ("v:", "wechat"),
    ("钉钉号", "dingtalk"),
    ("飞书号", "feishu"),
];

/// Finds accounts.
pub fn scan(norm: &str, out: &mut Vec<Found>) {
    let bytes = norm.as_bytes();
    for &(name, service) in SERVICES {
        let mut from = 0;
        while let Some(at) = norm[from..].find(name).map(|i| i + from) {
            from = at + name.len();
            let latin = name.as_bytes()[0].is_ascii();
            if latin && at > 0 && bytes[at - 1].is_ascii_alphabetic() || out.len() >= MAX_INDICATORS {
                continue;
            }
            let mut start = from;
            for word in ["号码", "账号", "帐号", "客服", "号", "id", "是", "为", "群"] {
                if norm[start..].starts_with(word) {
                    start += word.len();
                }
            }
            while bytes
                .get(start)
                .is_some_and(|b| matches!(b, b':' | b' ' | b'[' | b'(' | b'"' | b'=' | b'@' | b'-'))
            {
                start += 1;
            }
            let mut end = start;
            while bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
                && end - start < 30
            {
                end += 1;
            }
            let id = &norm[start..end];
            let digits = id.bytes().filter(u8::is_ascii_digit).count();
            let enough = match service {
                "qq" | "meeting" => digits >= 5,
                "line" | "telegram" | "whatsapp" => {
                    id.len() >= 4 && (digits > 0 || bytes.get(start.wrapping_sub(1)) == Some(&b'@'))
                }
                _ => id.len() >= 5 && digits > 0,
            };
            if enough && !taken(out, start, end) {
                out.push(Found {
                    kind: IndicatorKind::Handle,
                    start: start as u32,
                    end: end as u32,
                    value: format!("{service}:{id}"),
                    shape: NumberShape::None,
                    form: HostForm::default(),
                });
            }
        }
    }
}
