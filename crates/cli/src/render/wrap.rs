//! Lines that fit: words stay whole, Chinese breaks between characters, punctuation stays with its word.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Marks that may not begin a line.
const NOT_FIRST: &str = "、。，．：；？！…）〉》】〕」』”’),.;:?!]}»%";
/// Marks that may not end a line.
const NOT_LAST: &str = "（〈《【〔「『“‘([{«";

/// Breaks a text into lines of at most `columns`.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for piece in pieces(text) {
        let bare = piece.trim_end();
        if used > 0 && used + bare.width() > columns {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            used = 0;
        }
        if bare.width() > columns {
            for c in piece.chars() {
                let width = c.width().unwrap_or(0);
                if used + width > columns && used > 0 {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push(c);
                used += width;
            }
        } else {
            line.push_str(piece);
            used += piece.width();
        }
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The parts between which a line may break; spaces belong to the part before them.
fn pieces(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut previous: Option<char> = None;
    for (at, c) in text.char_indices() {
        if previous.is_some_and(|p| breaks(p, c)) {
            parts.push(&text[start..at]);
            start = at;
        }
        previous = Some(c);
    }
    if start < text.len() {
        parts.push(&text[start..]);
    }
    parts
}

/// Whether a line may end between two characters.
fn breaks(before: char, behind: char) -> bool {
    if behind == ' ' || NOT_FIRST.contains(behind) || NOT_LAST.contains(before) {
        return false;
    }
    before == ' ' || wide(before) || wide(behind)
}

fn wide(c: char) -> bool {
    c.width() == Some(2)
}

/// Text filled up with spaces to a number of columns.
pub fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

/// Text that is shown as it is: control characters and marks that turn or hide text are taken out.
pub fn harmless(text: &str) -> String {
    text.chars().filter_map(shown).collect()
}

/// The character to show for one of a stranger's characters; none when it only steers the screen.
pub fn shown(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'..='\u{1160}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_breaks_anywhere_but_before_punctuation() {
        assert_eq!(wrap("先停一下，很可能是诈骗。", 8), ["先停一", "下，很可", "能是诈", "骗。"]);
        assert_eq!(wrap("他说（验证码）给他", 6), ["他说", "（验证", "码）给", "他"]);
    }

    #[test]
    fn english_words_stay_whole_unless_they_are_too_long() {
        assert_eq!(wrap("Hang up and check with the shop.", 12), ["Hang up and", "check with", "the shop."]);
        assert_eq!(wrap("aaaaaaaaaaaaaa b", 6), ["aaaaaa", "aaaaaa", "aa b"]);
        assert!(wrap("", 10).is_empty());
    }

    #[test]
    fn nothing_is_wider_than_asked() {
        let text =
            "请打开 https://example.invalid/a/very/long/path 看“您的订单”，Your order is waiting（等待）。";
        for columns in 6..60 {
            for line in wrap(text, columns) {
                assert!(line.width() <= columns + 2, "{columns}: {line}");
            }
        }
    }

    #[test]
    fn what_steers_the_screen_is_not_shown() {
        assert_eq!(harmless("a\u{1b}[31mb\u{202e}c\u{200b}\n\u{7}d\0"), "a[31mbc d");
    }
}
