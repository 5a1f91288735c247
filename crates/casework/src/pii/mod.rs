//! Personal data in texts: found and masked, in half-width, full-width, spaced and Chinese numerals.

mod digits;
mod number;
mod words;

use hangup_domain::Span;
use std::fmt::Write as _;

/// What kind of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PiiKind {
    /// A resident identity number.
    Id,
    /// A bank card.
    Card,
    /// A telephone number.
    Phone,
    /// A one-time code.
    Code,
    /// A password or card check value.
    Secret,
    /// A name where it is marked as one.
    Name,
    /// An e-mail address.
    Email,
}

/// Personal data at its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where, in bytes of the original.
    pub span: Span,
    /// What.
    pub kind: PiiKind,
    /// Its digits (or letters) in plain form.
    pub plain: String,
}

/// Finds personal data, from left to right, without overlaps.
pub fn find(text: &str) -> Vec<Hit> {
    let mut hits = number::find(text);
    hits.extend(words::find(text));
    hits.sort_by_key(|h| (h.span.start, std::cmp::Reverse(h.span.end), h.kind));
    let mut end = 0;
    hits.retain(|h| {
        let keep = h.span.start >= end;
        if keep {
            end = h.span.end;
        }
        keep
    });
    hits
}

/// The text with all personal data masked.
pub fn mask(text: &str) -> String {
    mask_except(text, &[])
}

/// As [`mask`], but leaves what belongs to the other side (their numbers and accounts) readable.
pub fn mask_except(text: &str, theirs: &[&str]) -> String {
    let theirs: Vec<String> = theirs.iter().map(|t| digits::plain(t)).filter(|t| t.len() >= 5).collect();
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for hit in find(text) {
        let (start, end) = (hit.span.start as usize, hit.span.end as usize);
        if start < from
            || theirs.iter().any(|t| hit.plain == *t || hit.plain.ends_with(t) || t.ends_with(&hit.plain))
        {
            continue;
        }
        out.push_str(&text[from..start]);
        out.push_str(&masked(&hit));
        from = end;
    }
    out.push_str(&text[from..]);
    out
}

/// What is shown instead.
fn masked(hit: &Hit) -> String {
    let chars: Vec<char> = hit.plain.chars().collect();
    let keep = |first: usize, last: usize| {
        let stars = chars.len().saturating_sub(first + last).max(1);
        let mut out: String = chars.iter().take(first).collect();
        let _ = write!(out, "{}", "*".repeat(stars));
        out.extend(chars.iter().skip(chars.len().saturating_sub(last)));
        out
    };
    match hit.kind {
        PiiKind::Id => keep(1, 1),
        PiiKind::Card => keep(0, 4),
        PiiKind::Phone => keep(3, 2),
        PiiKind::Code | PiiKind::Secret => "*".repeat(6),
        PiiKind::Name => keep(1, 0),
        PiiKind::Email => {
            let (local, host) = hit.plain.split_once('@').unwrap_or((&hit.plain, ""));
            format!("{}***@{host}", local.chars().next().unwrap_or('*'))
        }
    }
}

#[cfg(test)]
mod tests;
