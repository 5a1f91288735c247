//! Links and host names, in all the ways people write them.

use super::Found;
use crate::indicator::NumberShape;
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

/// Endings that are also ordinary English words: a bare `later.so` is no link.
const WORD_ENDINGS: &[&str] =
    &["so", "in", "is", "it", "me", "at", "be", "no", "to", "am", "my", "us", "do", "as", "id", "pm", "la", "ok", "hi", "link", "how", "bye", "one", "day", "now", "here", "call", "help", "love", "live", "news", "cool", "fun", "zip", "mom", "dad", "and", "or", "we", "he", "go", "if", "an", "up"];
/// Endings for tests and examples that no public list knows.
const RESERVED_ENDINGS: &[&str] = &["example", "test", "invalid", "onion", "localhost"];
/// Ways to write a dot so that filters miss it, longest first.
const DOTS: &[&str] = &["[dot]", "(dot)", "{dot}", " dot ", "[.]", "(.)", "{.}", "[点]", "(点)", " . ", ". ", " .", "."];

fn label_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'-' || b == b'_'
}

/// Finds links and host names.
pub fn scan(norm: &str, out: &mut Vec<Found>) {
    let bytes = norm.as_bytes();
    let mut from = 0;
    while let Some(found) = next_link(norm, from) {
        let (start, end) = (found.start as usize, found.end as usize);
        from = end.max(start + 1);
        if out.len() >= super::MAX_INDICATORS {
            return;
        }
        out.push(found);
        if from >= bytes.len() {
            return;
        }
    }
}

/// The first link at or behind `from`.
fn next_link(norm: &str, from: usize) -> Option<Found> {
    let bytes = norm.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b':' if bytes[at..].starts_with(b"://") => {
                if let Some(f) = with_scheme(norm, at, from) {
                    return Some(f);
                }
                at += 3;
            }
            b'@' => {
                if let Some(f) = mail(norm, at, from) {
                    return Some(f);
                }
                at += 1;
            }
            b'.' | b'[' | b'(' | b'{' | b' ' => match bare(norm, at, from) {
                Some(f) => return Some(f),
                None => at += 1,
            },
            _ => at += 1,
        }
    }
    None
}

/// `scheme://…` with the colon at `at`.
fn with_scheme(norm: &str, at: usize, from: usize) -> Option<Found> {
    let bytes = norm.as_bytes();
    let mut start = at;
    while start > from && bytes[start - 1].is_ascii_alphanumeric() {
        start -= 1;
    }
    let scheme = &norm[start..at];
    let scheme = ["https", "http", "hxxps", "hxxp", "ftp", "wxp", "weixin", "alipays", "alipay", "upwrp"]
        .into_iter()
        .find(|s| scheme.ends_with(s))?;
    let start = at - scheme.len();
    let mut host_at = at + 3;
    let tail = link_tail(norm, host_at);
    if tail == host_at {
        return None;
    }
    let mut authority_end = host_at;
    let mut userinfo = false;
    while authority_end < tail && !matches!(bytes[authority_end], b'/' | b'?' | b'#') {
        if bytes[authority_end] == b'@' {
            userinfo = true;
            host_at = authority_end + 1;
        }
        authority_end += 1;
    }
    if matches!(scheme, "wxp" | "weixin" | "alipays" | "alipay" | "upwrp") {
        return Some(found(IndicatorKind::Payment, start, tail, norm[start..tail].to_owned(), HostForm { scheme: true, ..HostForm::default() }));
    }
    let raw = &norm[host_at..authority_end];
    let mut host = undot(raw);
    let port = host.rfind(':').filter(|&p| host[p + 1..].bytes().all(|b| b.is_ascii_digit()));
    if let Some(p) = port {
        host.truncate(p);
    }
    let form = HostForm {
        scheme: true,
        defanged: scheme.starts_with("hx") || raw.contains(['[', '(', '{', ' ']),
        path: authority_end < tail && tail - authority_end > 1 || port.is_some(),
        userinfo,
        ip: is_ip(&host),
        code: false,
    };
    if host.is_empty() || host.starts_with('.') {
        return None;
    }
    Some(found(IndicatorKind::Url, start, tail, host.trim_matches('.').to_owned(), form))
}

/// An address `name@host` with the sign at `at`.
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
    Some(found(IndicatorKind::Email, start, end, format!("{}@{host}", &norm[start..at]), HostForm::default()))
}

/// A host without scheme, with its first dot at `at`.
fn bare(norm: &str, at: usize, from: usize) -> Option<Found> {
    let bytes = norm.as_bytes();
    let dot = DOTS.iter().find(|d| bytes[at..].starts_with(d.as_bytes()))?;
    let mut start = at;
    while start > from && label_byte(bytes[start - 1]) {
        start -= 1;
    }
    let mut han = false;
    if start == at {
        // 淘宝退款.com: a label of Han characters
        while let Some(c) = norm[from..start].chars().next_back().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)) {
            if at - start > 30 {
                return None;
            }
            start -= c.len_utf8();
            han = true;
        }
    }
    if start == at {
        return None;
    }
    let spaced = *dot != ".";
    let (host, host_end) = host_from(norm, start)?;
    let first_end = host.find('.')?;
    let (label, ending) = (&host[..first_end], host.rsplit('.').next()?);
    let tail = if bytes.get(host_end).is_some_and(|b| matches!(b, b'/' | b'?' | b'#' | b':')) {
        link_tail(norm, host_end)
    } else {
        host_end
    };
    let path = tail > host_end + 1;
    let marked = label.bytes().any(|b| b.is_ascii_digit() || b == b'-');
    if han && ending.len() < 2 {
        return None;
    }
    if !path && WORD_ENDINGS.contains(&ending) && host.matches('.').count() == 1 && !marked {
        return None;
    }
    if spaced && *dot != "." && dot.trim() == "." && !(path || marked) {
        return None;
    }
    // A number with decimals or a version is no host.
    if host.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !is_ip(&host) {
        return None;
    }
    let form = HostForm { path, defanged: spaced, ip: is_ip(&host), ..HostForm::default() };
    Some(found(IndicatorKind::Url, start, tail, host, form))
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
    for n in 0..12 {
        let label_start = at;
        while at < bytes.len() && at - label_start < 64 {
            let c = norm[at..].chars().next()?;
            if c.is_ascii() && label_byte(c as u8) || n == 0 && ('\u{4e00}'..='\u{9fff}').contains(&c) {
                at += c.len_utf8();
            } else {
                break;
            }
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
        || (ending.bytes().all(|b| b.is_ascii_digit()) && is_ip(host))
        || psl::suffix(host.as_bytes()).is_some_and(|s| s.is_known())
}

/// Where a link's path ends: at white space, at a character outside ASCII, at closing marks.
fn link_tail(norm: &str, from: usize) -> usize {
    let bytes = norm.as_bytes();
    let mut end = from;
    while end < bytes.len() && bytes[end].is_ascii_graphic() && !matches!(bytes[end], b'"' | b'<' | b'>' | b'`' | b'\\') {
        if end - from > 2048 {
            break;
        }
        end += 1;
    }
    while end > from && matches!(bytes[end - 1], b'.' | b',' | b';' | b':' | b'!' | b'?' | b')' | b']' | b'}' | b'\'') {
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

/// Whether a host is an IPv4 address in decimal, octal, hexadecimal or one-number form, or an IPv6 one.
fn is_ip(host: &str) -> bool {
    if host.starts_with('[') || host.matches(':').count() > 1 {
        return true;
    }
    let parts: Vec<&str> = host.split('.').collect();
    if parts.len() > 4 || parts.is_empty() {
        return false;
    }
    let number = |p: &str| {
        !p.is_empty()
            && (p.bytes().all(|b| b.is_ascii_digit())
                || p.strip_prefix("0x").is_some_and(|h| !h.is_empty() && h.bytes().all(|b| b.is_ascii_hexdigit())))
    };
    let small = |p: &str| p.parse::<u32>().map_or(true, |n| n < 256);
    if !parts.iter().all(|p| number(p)) {
        return false;
    }
    parts.len() == 4 && parts.iter().all(|p| small(p)) || parts.len() == 1 && parts[0].len() >= 8 || host.contains("0x")
}

/// Splits `host[:port]` written alone, for `hangup link`; the host in lower case.
pub fn parse_host_port(text: &str) -> (&str, Option<u16>) {
    match text.rsplit_once(':') {
        Some((h, p)) if !h.contains(':') => (h, p.parse().ok()),
        _ => (text, None),
    }
}
