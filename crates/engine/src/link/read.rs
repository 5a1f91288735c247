//! A link as somebody wrote it into what a browser would open: WHATWG rules behind a lenient front.

use super::Host;
use url::{Position, Url};

/// What kind of thing a link's scheme asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// A page.
    #[default]
    Web,
    /// A payment or collection code.
    Payment,
    /// Something in an application; the address says nothing of whose.
    App,
}

/// A link, read.
#[derive(Debug, Clone, Default)]
pub struct Link {
    /// What it asks for.
    pub scheme: Scheme,
    /// The host that would be asked.
    pub host: Host,
    /// What stands before an `@`: for the eye only.
    pub userinfo: String,
    /// Path, query and fragment, as they would be sent.
    pub rest: String,
}

/// Longest link that is read, in bytes; a browser takes more, a message does not.
const MAX_LINK: usize = 8192;
const PAYMENT: &[&str] = &[
    "wxp", "weixin", "alipays", "alipay", "alipayqr", "upwrp", "unionpay", "bitcoin", "ethereum", "tron",
    "usdt", "upi", "paytmmp", "spay", "line-pay",
];
const WEB: &[&str] = &["http", "https", "ftp", "ws", "wss"];

/// Reads a link; none where no host can be made out.
pub fn read(written: &str) -> Option<Link> {
    let text = cleaned(written);
    let (scheme, rest) = split_scheme(&text);
    let kind = match scheme.as_str() {
        "" => Scheme::Web,
        s if WEB.contains(&s) => Scheme::Web,
        s if PAYMENT.contains(&s) => Scheme::Payment,
        _ => Scheme::App,
    };
    if kind != Scheme::Web {
        return Some(Link { scheme: kind, rest: rest.to_owned(), ..Link::default() });
    }
    let rest = rest.trim_start_matches(['/', '\\']);
    if rest.is_empty() {
        return None;
    }
    let link = match Url::parse(&format!("http://{rest}")) {
        Ok(url) => of_url(&url),
        Err(_) => by_hand(rest),
    };
    (!link.host.ascii.is_empty()).then_some(link)
}

fn of_url(url: &Url) -> Link {
    let mut userinfo = decoded(url.username());
    if let Some(password) = url.password() {
        userinfo.push(':');
        userinfo.push_str(&decoded(password));
    }
    Link {
        scheme: Scheme::Web,
        host: Host::read(url.host_str().unwrap_or("")),
        userinfo,
        rest: url[Position::BeforePath..].to_owned(),
    }
}

/// What a browser refuses is still read: it may have been written for the eye.
fn by_hand(rest: &str) -> Link {
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let (userinfo, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let host = match host.rsplit_once(':') {
        Some((h, port)) if port.bytes().all(|b| b.is_ascii_digit()) => h,
        _ => host,
    };
    Link {
        scheme: Scheme::Web,
        host: Host::read(&decoded(host)),
        userinfo: decoded(userinfo),
        rest: path.to_owned(),
    }
}

/// The scheme in lower case (empty when there is none) and what follows its colon.
fn split_scheme(text: &str) -> (String, &str) {
    let Some((scheme, rest)) = text.split_once(':') else { return (String::new(), text) };
    let slashes = rest.starts_with(['/', '\\']);
    let named = !scheme.is_empty()
        && scheme.len() <= 24
        && scheme.as_bytes()[0].is_ascii_alphabetic()
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    if !named {
        return (String::new(), text);
    }
    let lower = scheme.to_ascii_lowercase();
    let known = WEB.contains(&lower.as_str())
        || PAYMENT.contains(&lower.as_str())
        || matches!(
            lower.as_str(),
            "javascript"
                | "data"
                | "tel"
                | "sms"
                | "smsto"
                | "mailto"
                | "file"
                | "intent"
                | "market"
                | "vbscript"
                | "blob"
        );
    // `host:8080/path` has no scheme, `tbopen://…` has one.
    if known || slashes && !lower.contains('.') || rest.starts_with("//") {
        return (lower, rest);
    }
    (String::new(), text)
}

/// The link without what was put in to hide it: invisible characters, brackets around dots, `hxxp`, full width.
fn cleaned(written: &str) -> String {
    let mut end = written.len().min(MAX_LINK);
    while !written.is_char_boundary(end) {
        end -= 1;
    }
    let mut text = String::with_capacity(end);
    for c in written[..end].chars() {
        match c {
            '\u{ff01}'..='\u{ff5e}' => text.extend(char::from_u32(c as u32 - 0xfee0)),
            '。' | '｡' => text.push('.'),
            '\u{3000}' | '\u{a0}' => text.push(' '),
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {}
            c if c.is_control() => {}
            c => text.push(c),
        }
    }
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | '“' | '”' | '【' | '】' | '「' | '」' | '`')
    });
    let mut text = text.to_owned();
    if text.contains(['[', '(', '{', ' ']) {
        for (hidden, plain) in [
            ("[://]", "://"),
            ("[:]", ":"),
            ("[.]", "."),
            ("(.)", "."),
            ("{.}", "."),
            ("[dot]", "."),
            ("(dot)", "."),
            ("{dot}", "."),
            (" dot ", "."),
            ("[点]", "."),
            ("(点)", "."),
            ("[at]", "@"),
            (" . ", "."),
            (". ", "."),
            (" .", "."),
        ] {
            if text.contains(hidden) {
                text = text.replace(hidden, plain);
            }
        }
        // What is left of the spaces ends the link.
        if let Some(i) = text.find(char::is_whitespace) {
            text.truncate(i);
        }
    }
    let head: String = text.chars().take(9).collect::<String>().to_ascii_lowercase();
    for (hidden, plain) in [
        ("hxxps", "https"),
        ("hxxp", "http"),
        ("h**ps", "https"),
        ("h**p", "http"),
        ("hxtps", "https"),
        ("hxtp", "http"),
        ("ttps:", "https:"),
        ("ttp:", "http:"),
    ] {
        if head.starts_with(hidden) {
            text.replace_range(..hidden.len(), plain);
            break;
        }
    }
    text
}

/// Percent-encoding undone, once.
pub fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes.get(at + 1..at + 3).and_then(|p| std::str::from_utf8(p).ok());
        match pair.and_then(|p| u8::from_str_radix(p, 16).ok()) {
            Some(value) if bytes[at] == b'%' => {
                out.push(value);
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The usual form of an IP address written in any way that browsers accept.
pub fn ip_of(host: &str) -> Option<String> {
    let last = host.rsplit('.').next().unwrap_or("");
    let numeric = host.starts_with('[')
        || last.starts_with("0x")
        || last.bytes().next().is_some_and(|b| b.is_ascii_digit());
    if !numeric {
        return None;
    }
    match url::Host::parse(host).ok()? {
        url::Host::Ipv4(ip) => Some(ip.to_string()),
        url::Host::Ipv6(ip) => Some(ip.to_string()),
        url::Host::Domain(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Scheme, ip_of, read};

    fn host(written: &str) -> String {
        read(written).map_or_else(String::new, |l| l.host.ascii)
    }

    #[test]
    fn a_host_is_read_as_a_browser_would() {
        for written in [
            "https://WWW.a.example./x",
            "www.a.example",
            "http:\\\\www.a.example\\x",
            "https:www.a.example",
            "//www.a.example",
            "https://user:pw@www.a.example:8443/",
            "https://www。a。example",
            "ｗｗｗ．ａ．ｅｘａｍｐｌｅ",
            "https://%77ww.a.example/",
            "hxxps[:]//www[.]a[.]example/",
            "www dot a dot example",
            "<https://www.a.example>",
            "https://w\u{200b}ww.a.example",
            "www.a.example:8080/x",
            "https://a@b@www.a.example/",
        ] {
            assert_eq!(host(written), "www.a.example", "{written}");
        }
    }

    #[test]
    fn an_address_of_numbers_is_one_in_every_notation() {
        for written in
            ["http://127.0.0.1", "http://2130706433", "http://0x7f.1", "http://0177.0.0.1/", "http://①②⑦.1/"]
        {
            let link = read(written).unwrap_or_default();
            assert!(link.host.ip && link.host.ascii == "127.0.0.1", "{written}: {:?}", link.host);
        }
        assert_eq!(ip_of("1.2.example"), None);
    }

    #[test]
    fn what_is_no_page_is_told_apart() {
        let scheme = |w: &str| read(w).unwrap_or_default().scheme;
        assert_eq!(scheme("wxp://f2f0"), Scheme::Payment);
        assert_eq!(scheme("tbopen://x"), Scheme::App);
        assert_eq!(scheme("mailto:a@b.example"), Scheme::App);
        assert!(read("").is_none() && read("https://").is_none());
    }

    #[test]
    fn what_a_browser_refuses_is_still_read() {
        assert_eq!(read("https://a.example%2fb.test/").unwrap_or_default().host.suffix(), "test");
    }
}
