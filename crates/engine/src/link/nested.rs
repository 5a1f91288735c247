//! Where a link leads on to: addresses carried in its path, query or fragment.

use super::read::decoded;

/// Parameters that say where to go next; their value may be a bare host.
const ONWARD: &[&str] = &[
    "url",
    "u",
    "uri",
    "link",
    "target",
    "to",
    "dest",
    "destination",
    "redirect",
    "redirect_url",
    "redirect_uri",
    "redirecturl",
    "redirecturi",
    "redir",
    "return",
    "return_url",
    "returnurl",
    "return_to",
    "returnto",
    "next",
    "goto",
    "go",
    "jump",
    "jumpurl",
    "out",
    "continue",
    "q",
    "forward",
    "callback",
    "backurl",
    "back_url",
    "rurl",
    "pfurl",
    "href",
    "page",
    "site",
    "tourl",
    "desturl",
    "r",
    "l",
    "adurl",
    "ued",
    "toutiao",
    "h5url",
    "weburl",
];
/// Parameters that say where the reader came from.
const BACKWARD: &[&str] = &[
    "ref",
    "referer",
    "referrer",
    "origin",
    "source",
    "from",
    "via",
    "utm_source",
    "utm_referrer",
    "oref",
    "sourceurl",
];

/// Addresses in one link that are followed.
const MAX_NESTED: usize = 4;

/// Addresses carried behind the host.
pub fn targets(rest: &str) -> Vec<String> {
    let mut found = Vec::new();
    if rest.len() < 6 {
        return found;
    }
    for pair in rest.split(['?', '&', '#', ';']).skip(1) {
        let (key, value) = pair.split_once('=').unwrap_or(("", pair));
        let key =
            key.rsplit(['.', '[', '/']).next().unwrap_or(key).trim_end_matches(']').to_ascii_lowercase();
        if BACKWARD.contains(&key.as_str()) {
            continue;
        }
        let value = fully_decoded(value);
        let onward = ONWARD.contains(&key.as_str());
        if let Some(target) = address_in(&value, onward).or_else(|| base64_address(&value)) {
            push(&mut found, target);
        }
    }
    let path = rest.split(['?', '#']).next().unwrap_or("");
    if (path.contains(':') || path.contains('%') || path.contains("http"))
        && let Some(target) = address_in(&fully_decoded(path), false)
    {
        push(&mut found, target);
    }
    found
}

fn push(found: &mut Vec<String>, target: String) {
    if found.len() < MAX_NESTED && !found.contains(&target) {
        found.push(target);
    }
}

/// Undoes up to three layers of percent-encoding.
fn fully_decoded(value: &str) -> String {
    let mut value = value.to_owned();
    for _ in 0..3 {
        if !value.contains('%') {
            break;
        }
        value = decoded(&value);
    }
    value
}

/// An address inside a value; with `onward` a bare host or one behind `//` counts too.
fn address_in(value: &str, onward: bool) -> Option<String> {
    let lower = value.to_ascii_lowercase();
    if let Some(at) = ["https:/", "http:/", "https:\\", "http:\\", "hxxp:/", "hxxps:/"]
        .iter()
        .filter_map(|s| lower.find(s))
        .min()
    {
        return Some(value[at..].to_owned());
    }
    if !onward {
        return None;
    }
    let bare = value.trim_start_matches(['/', '\\', '@']);
    if value.starts_with("//") || value.starts_with("/\\") || value.starts_with('\\') {
        return Some(bare.to_owned());
    }
    if value.starts_with('/') {
        return None;
    }
    let host = bare.split(['/', '?', '#', ':']).next().unwrap_or("");
    let shaped = host.contains('.')
        && !host.starts_with('.')
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    let known = shaped
        && psl::suffix(host.to_ascii_lowercase().as_bytes())
            .is_some_and(|s| s.is_known() && s.as_bytes().len() < host.len());
    // `q=report.zip` is a file, `q=example.top/x` an address.
    (known && (value.len() > host.len() || !host.ends_with(".zip"))).then(|| bare.to_owned())
}

/// `aHR0c…`: an address in base64.
fn base64_address(value: &str) -> Option<String> {
    if !(value.starts_with("aHR0c") || value.starts_with("SFRUU")) {
        return None;
    }
    let (mut bits, mut held) = (0u32, 0u32);
    let mut out = Vec::new();
    for b in value.bytes().take(2048) {
        let six = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => break,
        };
        bits = (bits << 6 | u32::from(six)) & 0xFFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
        }
    }
    address_in(&String::from_utf8_lossy(&out), false)
}

#[cfg(test)]
mod tests {
    use super::targets;

    #[test]
    fn an_encoded_target_is_found_through_three_layers() {
        assert_eq!(targets("/out?url=https%3A%2F%2Fa.example%2Fx"), ["https://a.example/x"]);
        assert_eq!(targets("/out?url=https%253A%252F%252Fa.example"), ["https://a.example"]);
        assert_eq!(targets("/?u=aHR0cHM6Ly9hLmV4YW1wbGUveA"), ["https://a.example/x"]);
    }

    #[test]
    fn a_bare_host_counts_only_in_a_parameter_that_leads_on() {
        assert_eq!(targets("/go?to=shop.com/x"), ["shop.com/x"]);
        assert!(targets("/go?title=shop.com").is_empty());
        assert_eq!(targets("/login?next=//evil.com"), ["evil.com"]);
        assert!(targets("/login?next=/home").is_empty());
    }

    #[test]
    fn where_somebody_came_from_is_no_target() {
        assert!(targets("/?ref=https://a.example").is_empty());
    }

    #[test]
    fn a_target_in_the_path_is_found() {
        assert_eq!(targets("/web/2024/https://a.example/"), ["https://a.example/"]);
    }
}
