//! Links and host names, in all the ways people write them.

use super::Found;
use crate::indicator::NumberShape;
use crate::link::{decoded, ip_of};
use crate::text::Text;
use hangup_domain::IndicatorKind;

/// How a link was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HostForm {
    /// With `http://` or the like.
    pub scheme: bool,
    /// `hxxp`, `[.]`, ` dot `: written so that it is not recognised.
    pub defanged: bool,
    /// Has a path, query or port.
    pub path: bool,
    /// `name@host`: what stands before the host is for the eye only.
    pub userinfo: bool,
    /// The host is an IP address in any notation.
    pub ip: bool,
    /// No address but a code that an application turns into one.
    pub code: bool,
}

/// Endings that are also ordinary words: a bare `later.so` is no link.
const WORD_ENDINGS: &[&str] = &[
    "so", "in", "is", "it", "me", "at", "be", "no", "to", "am", "my", "us", "do", "as", "id", "pm", "la",
    "ok", "hi", "link", "how", "bye", "one", "day", "now", "here", "call", "help", "love", "live", "news",
    "cool", "fun", "zip", "mom", "dad", "and", "or", "we", "he", "go", "if", "an", "up", "by", "are", "can",
    "his", "her", "today", "tel", "name", "py", "rs", "md", "sh", "ps", "th", "st", "mo", "re", "ms", "de",
    "el", "sorry", "please",
];
/// Endings that are no word: a bare name with one of these is a link.
const PLAIN_ENDINGS: &[&str] = &[
    "com", "cn", "net", "org", "top", "xyz", "vip", "cc", "icu", "shop", "club", "info", "biz", "online",
    "site", "store", "cyou", "cfd", "sbs", "app", "dev", "io", "ai", "tv", "ws", "co", "pro", "ltd", "wang",
    "ink", "asia", "mobi", "website", "tech", "buzz", "xin", "hk", "tw", "uk", "sg", "jp", "au", "fr", "ru",
    "kr", "ca", "eu", "nl", "nz", "ie", "edu", "gov", "pw", "tk", "ml", "ga", "cf", "gq", "example", "test",
    "invalid", "onion",
];
/// Endings with which a host counts even where spaces stand around its dot.
const SPACED_ENDINGS: &[&str] = &["com", "cn", "net", "top", "xyz"];
/// Endings that nobody writes behind the full stop of a Chinese sentence.
const SURE_ENDINGS: &[&str] = &[".com", ".cn", ".top", ".xyz", ".vip", ".cc"];
/// Endings for tests and examples that no public list knows.
const RESERVED_ENDINGS: &[&str] = &["example", "test", "invalid", "onion", "localhost"];
/// Chinese endings.
const HAN_ENDINGS: &[&str] = &["中国", "商城", "网店", "香港", "台湾", "我爱你", "中文网"];
/// Ways to write a dot so that filters miss it, longest first.
const DOTS: &[&str] =
    &["[dot]", "(dot)", "{dot}", " dot ", "[.]", "(.)", "{.}", "[点]", "(点)", " . ", ". ", " .", "."];
/// Words in front of an address that belong to the sentence.
const LEAD_IN: &[&str] = &[
    "请", "点击", "点", "打开", "访问", "登录", "登陆", "进入", "复制", "链接", "网址", "地址", "是", "到",
    "去", "上", "在", "搜", "为", "认准", "查看",
];
/// Schemes of payment codes.
const PAY_SCHEMES: &[&str] = &["wxp", "weixin", "alipays", "alipay", "upwrp"];
/// Hosts whose links are payment or collection codes.
const PAY_HOSTS: &[&str] = &["qr.alipay.com", "payapp.weixin.qq.com", "wx.tenpay.com", "qr.95516.com"];

fn label_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'-' || b == b'_'
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Finds links and host names.
pub fn scan(text: &Text, out: &mut Vec<Found>) {
    if !text.norm.contains(['.', ':', '@']) && !text.norm.contains("dot") && !text.norm.contains("[点]") {
        return;
    }
    let mut from = 0;
    while let Some(found) = next_link(text, from) {
        if out.len() >= super::MAX_INDICATORS {
            return;
        }
        from = (found.end as usize).max(found.start as usize + 1);
        out.push(found);
        if from >= text.norm.len() {
            return;
        }
    }
}

/// The first link at or behind `from`.
fn next_link(text: &Text, from: usize) -> Option<Found> {
    let bytes = text.norm.as_bytes();
    (from..bytes.len()).find_map(|at| match bytes[at] {
        b':' => with_scheme(&text.norm, at, from),
        b'@' => mail(&text.norm, at, from),
        b'.' | b'[' | b'(' | b'{' | b' ' => bare(text, at, from),
        _ => None,
    })
}

/// `scheme://…` with the colon at `at`.
fn with_scheme(norm: &str, at: usize, from: usize) -> Option<Found> {
    let bytes = norm.as_bytes();
    let boxed = at > from && bytes[at - 1] == b'[';
    let (scheme_end, host_at) = match &bytes[at + 1..] {
        [b'/', b'/', b']', ..] | [b']', b'/', b'/', ..] if boxed => (at - 1, at + 4),
        [b'/' | b'\\', b'/' | b'\\', ..] => (at, at + 3),
        _ => return None,
    };
    let mut start = scheme_end;
    while start > from && (bytes[start - 1].is_ascii_alphanumeric() || bytes[start - 1] == b'*') {
        start -= 1;
    }
    let scheme = ["https", "http", "hxxps", "hxxp", "h**ps", "h**p", "ftp"]
        .iter()
        .chain(PAY_SCHEMES)
        .find(|s| norm[start..scheme_end].ends_with(**s))?;
    let start = scheme_end - scheme.len();
    if PAY_SCHEMES.contains(scheme) {
        let end = link_tail(norm, host_at);
        let form = HostForm { scheme: true, ..HostForm::default() };
        return (end > host_at)
            .then(|| found(IndicatorKind::Payment, start, end, norm[start..end].to_owned(), form));
    }
    let authority_end = authority(norm, host_at);
    let raw = &norm[host_at..authority_end];
    let (userinfo, host) = raw.rsplit_once('@').unwrap_or(("", raw));
    let mut host = undot(host);
    let port = host.rfind(':').filter(|&p| {
        (!host.starts_with('[') || host[..p].ends_with(']'))
            && host[p + 1..].bytes().all(|b| b.is_ascii_digit())
    });
    if let Some(p) = port {
        host.truncate(p);
    }
    let host = decoded(&host);
    let host = host.trim_matches('.');
    if host.is_empty() || !host.chars().any(char::is_alphanumeric) {
        return None;
    }
    let tail = path_tail(norm, authority_end);
    let form = HostForm {
        scheme: true,
        defanged: scheme.contains(['x', '*']) || boxed || raw.contains("[.") || raw.contains(['(', '{', ' ']),
        path: tail > authority_end + 1 || port.is_some(),
        userinfo: !userinfo.is_empty(),
        ip: ip_of(host).is_some(),
        code: false,
    };
    Some(found(kind_of(host), start, tail, host.to_owned(), form))
}

/// Where the part before the path ends. Chinese text glued to a complete host is not part of it.
fn authority(norm: &str, from: usize) -> usize {
    let rest = &norm[from..];
    let mut end = 0;
    let mut last_ascii = true;
    while let Some(c) = rest[end..].chars().next() {
        let dot =
            DOTS.iter().find(|d| d.len() > 1 && !d.starts_with([' ', '.']) && rest[end..].starts_with(**d));
        if let Some(dot) = dot {
            end += dot.len();
            continue;
        }
        let ipv6 = rest.starts_with('[') && !rest[..end].contains(']') && (c == '[' || c == ']');
        let fits = c.is_alphanumeric()
            || ipv6
            || matches!(c, '-' | '_' | '.' | ':' | '@' | '%' | '~' | '+' | '$' | '!' | '*' | '=' | '&');
        if !fits || end > 2048 {
            break;
        }
        if !c.is_ascii() && last_ascii && end > 0 && rest[..end].contains('.') && public_ending(&rest[..end])
        {
            break;
        }
        last_ascii = c.is_ascii();
        end += c.len_utf8();
    }
    let kept = rest[..end].trim_end_matches(['.', ':', '!', '@', '&', '=', '*', '~', '-']).len();
    from + kept
}

/// An address `name@host` with the sign at `at`; a link when what stands before it is made to look like the host.
fn mail(norm: &str, at: usize, from: usize) -> Option<Found> {
    let bytes = norm.as_bytes();
    let mut start = at;
    while start > from && (label_byte(bytes[start - 1]) || matches!(bytes[start - 1], b'.' | b'+')) {
        start -= 1;
    }
    let (host, end) = host_from(norm, at + 1)?;
    if start == at {
        return None;
    }
    let name = &norm[start..at];
    let ending = name.rsplit_once('.').map_or("", |(_, e)| e);
    if PLAIN_ENDINGS.contains(&ending)
        || bytes.get(end) == Some(&b'/') && public_ending(name) && name.contains('.')
    {
        let tail = path_tail(norm, end);
        let form = HostForm { userinfo: true, path: tail > end + 1, ..HostForm::default() };
        return Some(found(IndicatorKind::Url, start, tail, host, form));
    }
    Some(found(IndicatorKind::Email, start, end, format!("{name}@{host}"), HostForm::default()))
}

/// A host without scheme, with its first dot at `at`.
fn bare(text: &Text, at: usize, from: usize) -> Option<Found> {
    let norm = text.norm.as_str();
    let bytes = norm.as_bytes();
    let dot = DOTS.iter().find(|d| bytes[at..].starts_with(d.as_bytes()))?;
    // The full stop of a Chinese sentence is a dot in the normalised text.
    let span = text.original_span(at, at + 1);
    let wide = *dot == "." && span.end - span.start > 1;
    let (start, han) = first_label(norm, at, from)?;
    let (host, host_end) = host_from(norm, start)?;
    if bytes.get(host_end) == Some(&b'@') {
        return mail(norm, host_end, start);
    }
    let first_end = host.find('.')?;
    let (label, ending) = (&host[..first_end], host.rsplit('.').next()?);
    let tail = path_tail(norm, host_end);
    let path = tail > host_end + 1;
    let two = host.matches('.').count() == 1;
    let marked = label.bytes().any(|b| b.is_ascii_digit() || b == b'-');
    let prefixed = matches!(label, "www" | "m" | "wap" | "h5");
    let plain = PLAIN_ENDINGS.contains(&ending);
    let spaced = *dot != ".";
    // "ok.see you", "i.e. so": a full stop without its space.
    let stop = !path
        && !marked
        && !prefixed
        && if two { !plain && host.len() < 14 } else { !plain && host.len() < 18 };
    let refused = stop
        || (han && !han_fits(&host, plain, path, wide))
        || (!path && WORD_ENDINGS.contains(&ending) && two && !marked)
        || (spaced
            && !dot.contains(['[', '(', '{'])
            && !(two && SPACED_ENDINGS.contains(&ending) && label.bytes().any(|b| b.is_ascii_alphabetic())))
        || (wide && !(plain && two) && !path);
    if refused {
        return None;
    }
    // A number with decimals or a version is no host.
    let numeric = host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let ip = ip_of(&host).is_some() && (host.matches('.').count() == 3 || host.contains("0x"));
    if numeric && !ip {
        return None;
    }
    let form = HostForm { path, defanged: spaced, ip, ..HostForm::default() };
    Some(found(kind_of(&host), start, tail, host, form))
}

/// Whether a host whose first label is Chinese is one: not the end of one sentence and the start of the next.
fn han_fits(host: &str, plain: bool, path: bool, wide: bool) -> bool {
    let two = host.matches('.').count() == 1;
    let han_ending = HAN_ENDINGS.iter().any(|e| host.ends_with(e));
    if wide { two && SURE_ENDINGS.iter().any(|e| host.ends_with(e)) } else { plain || path || han_ending }
}

/// Where the label before a dot begins, and whether it is a Chinese one.
fn first_label(norm: &str, at: usize, from: usize) -> Option<(usize, bool)> {
    let bytes = norm.as_bytes();
    let mut start = at;
    while start > from && label_byte(bytes[start - 1]) {
        start -= 1;
    }
    while start < at && matches!(bytes[start], b'-' | b'_') {
        start += 1;
    }
    let latin = start;
    let mut count = 0;
    while let Some(c) = norm[from..start].chars().next_back().filter(|c| is_han(*c) && count < 12) {
        start -= c.len_utf8();
        count += 1;
    }
    // `点这里taobao.com`: Chinese glued to a Latin label belongs to the sentence; `京东refund.com` is one label.
    if latin < at && start < latin {
        return Some((latin, false));
    }
    if start == at {
        return None;
    }
    let mut label = &norm[start..at];
    while let Some(rest) =
        LEAD_IN.iter().find_map(|w| label.strip_prefix(w)).filter(|r| r.chars().count() >= 2)
    {
        label = rest;
    }
    Some((at - label.len(), start < latin))
}

fn kind_of(host: &str) -> IndicatorKind {
    if PAY_HOSTS.contains(&host) { IndicatorKind::Payment } else { IndicatorKind::Url }
}

fn found(kind: IndicatorKind, start: usize, end: usize, value: String, form: HostForm) -> Found {
    Found { kind, start: start as u32, end: end as u32, value, shape: NumberShape::None, form }
}

/// Reads labels and dots from `start`; the host and where it ends, when its ending is a public one.
fn host_from(norm: &str, start: usize) -> Option<(String, usize)> {
    let bytes = norm.as_bytes();
    let mut host = String::new();
    let mut at = start;
    let mut best = None;
    let mut spaced = false;
    for n in 0..12 {
        let label_start = at;
        if let Some(ending) = HAN_ENDINGS.iter().find(|e| n > 0 && norm[at..].starts_with(**e)) {
            let end = at + ending.len();
            if !norm[end..].chars().next().is_some_and(char::is_alphanumeric) {
                host.push_str(ending);
                return Some((host, end));
            }
        }
        while let Some(c) = norm[at..].chars().next().filter(|_| at - label_start < 64) {
            let fits =
                if c.is_ascii() { label_byte(c as u8) } else { c.is_alphabetic() && (n == 0 || !is_han(c)) };
            // Behind a Latin label Chinese text goes on with the sentence.
            if !fits || is_han(c) && at > label_start && bytes[at - 1].is_ascii() {
                break;
            }
            at += c.len_utf8();
        }
        if at == label_start {
            break;
        }
        host.push_str(&norm[label_start..at]);
        if n > 0 && public_ending(&host) {
            best = Some((host.clone(), at));
        }
        // Host names longer than DNS allows end here.
        if host.len() > 253 {
            break;
        }
        let Some(dot) = DOTS.iter().find(|d| bytes[at..].starts_with(d.as_bytes())) else { break };
        // "see amazon.com. Prime members …": behind a plain dot, a blank ends the host.
        let blank = matches!(*dot, " . " | ". " | " .");
        if n > 0 && blank && !spaced {
            break;
        }
        spaced |= blank;
        at += dot.len();
        host.push('.');
    }
    best
}

/// Whether a host ends in something that is registered (or reserved for tests).
fn public_ending(host: &str) -> bool {
    let Some(ending) = host.rsplit('.').next() else { return false };
    if ending.len() < 2 {
        return false;
    }
    RESERVED_ENDINGS.contains(&ending)
        || (ending.bytes().all(|b| b.is_ascii_digit())
            && host.matches('.').count() == 3
            && ip_of(host).is_some())
        || psl::suffix(host.as_bytes()).is_some_and(|s| s.is_known())
}

/// The end of a link whose host ends at `from`: the path, when one follows.
fn path_tail(norm: &str, from: usize) -> usize {
    let follows = match norm.as_bytes().get(from..) {
        Some([b'/' | b'\\' | b'?' | b'#', ..]) => true,
        Some([b':', next, ..]) => next.is_ascii_digit(),
        _ => false,
    };
    if follows { link_tail(norm, from).max(from) } else { from }
}

/// Where a link's path ends: at white space, at a character outside ASCII, at closing marks.
fn link_tail(norm: &str, from: usize) -> usize {
    let bytes = norm.as_bytes();
    let mut end = from;
    while end < bytes.len()
        && bytes[end].is_ascii_graphic()
        && !matches!(bytes[end], b'"' | b'<' | b'>' | b'`')
    {
        if end - from > 2048 {
            break;
        }
        end += 1;
    }
    while end > from
        && matches!(bytes[end - 1], b'.' | b',' | b';' | b':' | b'!' | b'?' | b')' | b']' | b'}' | b'\'')
    {
        end -= 1;
    }
    end
}

/// Undoes the ways to hide a dot.
fn undot(raw: &str) -> String {
    let mut host = raw.to_owned();
    for dot in DOTS.iter().filter(|d| **d != ".") {
        if host.contains(dot) {
            host = host.replace(dot, ".");
        }
    }
    host.retain(|c| !c.is_whitespace());
    host
}

/// Splits `host[:port]` written alone, for `hangup link`; the host in lower case.
pub fn parse_host_port(text: &str) -> (&str, Option<u16>) {
    match text.rsplit_once(':') {
        Some((h, p)) if !h.contains(':') => (h, p.parse().ok()),
        _ => (text, None),
    }
}
