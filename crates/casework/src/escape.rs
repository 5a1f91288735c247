//! Hostile text made harmless for the place where it is written: HTML, CSV cells, file names, links.

use std::fmt::Write as _;

/// For HTML text and double-quoted attributes. Control characters and direction marks become visible.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if is_treacherous(c) => {
                let _ = write!(out, "[U+{:04X}]", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// For one line of plain text: line breaks, control characters and direction marks become visible.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_treacherous(c) {
            let _ = write!(out, "[U+{:04X}]", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// One CSV cell, always quoted. What a spreadsheet would run as a formula gets an apostrophe in front.
pub fn csv_cell(text: &str) -> String {
    let starts_formula =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    let first = text.trim_start_matches([' ', '\u{a0}', '\u{3000}', '\u{feff}', '\u{200b}']).chars().next();
    let guard = if first.is_some_and(starts_formula) || text.chars().next().is_some_and(starts_formula) {
        "'"
    } else {
        ""
    };
    format!("\"{guard}{}\"", text.replace('\0', "").replace('"', "\"\""))
}

/// One CSV row with CRLF, as RFC 4180 wants it.
pub fn csv_row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(csv_cell).collect();
    format!("{}\r\n", cells.join(","))
}

/// A link that no program opens by itself: `hxxps://example[.]com/…`.
pub fn frozen_link(link: &str) -> String {
    let (scheme, rest) = link.split_once("://").map_or(("", link), |(s, r)| (s, r));
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].replace('.', "[.]");
    let scheme = match scheme.to_ascii_lowercase().as_str() {
        "" => String::new(),
        "http" => "hxxp://".to_owned(),
        "https" => "hxxps://".to_owned(),
        other => format!("{other}[:]//"),
    };
    format!("{scheme}{host}{}", &rest[end..])
}

/// Control characters, direction marks and invisible characters.
fn is_treacherous(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c), 0x00AD | 0x061C | 0x180E | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xFFF9..=0xFFFB)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_a_formula() {
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "\u{3000}=1", "\u{feff}=1"]
        {
            let cell = csv_cell(bad);
            assert!(cell.starts_with("\"'"), "{cell}");
        }
        assert_eq!(csv_cell("a\"b,c"), "\"a\"\"b,c\"");
        assert_eq!(csv_row(["a", "b"]), "\"a\",\"b\"\r\n");
    }

    #[test]
    fn hostile_names_are_shown_as_what_they_are() {
        assert_eq!(line("gpj.\u{202e}exe\n"), "gpj.[U+202E]exe[U+000A]");
        assert_eq!(html("<a href='x'>"), "&lt;a href=&#39;x&#39;&gt;");
    }

    #[test]
    fn a_frozen_link_has_neither_scheme_nor_host() {
        assert_eq!(frozen_link("https://shop.example.com/a?b=c.d"), "hxxps://shop[.]example[.]com/a?b=c.d");
        assert_eq!(frozen_link("shop.example.com"), "shop[.]example[.]com");
        assert_eq!(frozen_link("javascript://x"), "javascript[:]//x");
    }
}
