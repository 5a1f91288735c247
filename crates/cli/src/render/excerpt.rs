//! The words of a message that show something, marked, with a little of what stands around them.

use super::wrap::shown;
use hangup_domain::Span;
use unicode_width::UnicodeWidthChar as _;

/// A part of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are what is meant.
    pub marked: bool,
}

/// One character as it will be shown.
#[derive(Debug, Clone, Copy)]
struct Cell {
    c: char,
    width: usize,
    marked: bool,
}

/// Columns that the marks around marked words may take.
const BRACKETS: usize = 4;

/// The marked words and their neighbourhood in at most `columns`. `secret` is shown as stars.
pub fn excerpt(text: &str, marks: &[Span], secret: &[Span], columns: usize) -> Vec<Piece> {
    let Some(first) = marks.iter().filter(|m| !m.of(text).is_empty()).min() else { return Vec::new() };
    // A long text is not walked through for one line.
    let reach = columns * 8;
    let from = floor(text, (first.start as usize).saturating_sub(reach));
    let to = floor(text, (first.end as usize).min(first.start as usize + 4 * reach) + reach);
    let cells = cells(text, from, to, marks, secret);
    let Some(begin) = cells.iter().position(|c| c.marked) else { return Vec::new() };
    // Two columns are kept for the dots at the ends.
    let room = columns.saturating_sub(2);
    let (mut end, mut used) = (begin, BRACKETS);
    while let Some(cell) = cells.get(end).filter(|c| c.marked && used + c.width <= room) {
        used += cell.width;
        end += 1;
    }
    let torn = cells.get(end).is_some_and(|c| c.marked);
    // Two thirds of what is left go to what follows.
    let mut start = begin;
    let ahead = used + (room - used) / 3;
    while start > 0 && used + cells[start - 1].width <= ahead {
        start -= 1;
        used += cells[start].width;
    }
    let mut inside = false;
    while let Some(cell) = cells.get(end).filter(|_| !torn) {
        let cost = cell.width + if cell.marked && !inside { BRACKETS } else { 0 };
        if used + cost > room {
            break;
        }
        inside = cell.marked;
        used += cost;
        end += 1;
    }
    while start > 0 && used + cells[start - 1].width <= room {
        start -= 1;
        used += cells[start].width;
    }
    (start, end) = whole_words(&cells, start, begin, end);
    pieces(&cells[start..end], start > 0 || from > 0, end < cells.len() || to < text.len())
}

/// Takes half words off both ends of the neighbourhood.
fn whole_words(cells: &[Cell], mut start: usize, mark: usize, mut end: usize) -> (usize, usize) {
    let letter = |i: usize| cells.get(i).is_some_and(|c: &Cell| c.c.is_ascii_alphanumeric());
    if start > 0 && letter(start - 1) {
        let kept = start;
        while start < mark && letter(start) {
            start += 1;
        }
        if start == mark {
            start = kept;
        }
    }
    if letter(end) && !cells[end - 1].marked {
        let last_mark = cells[..end].iter().rposition(|c| c.marked).map_or(end, |i| i + 1);
        let kept = end;
        while end > last_mark && letter(end - 1) {
            end -= 1;
        }
        if end == last_mark {
            end = kept;
        }
    }
    while start < mark && cells[start].c == ' ' {
        start += 1;
    }
    while end > start + 1 && cells[end - 1].c == ' ' {
        end -= 1;
    }
    (start, end)
}

/// The characters of a range as they are shown, runs of spaces as one.
fn cells(text: &str, from: usize, to: usize, marks: &[Span], secret: &[Span]) -> Vec<Cell> {
    let within =
        |spans: &[Span], at: usize| spans.iter().any(|s| (s.start as usize..s.end as usize).contains(&at));
    let mut cells: Vec<Cell> = Vec::new();
    for (at, c) in text[from..to].char_indices() {
        let at = from + at;
        let Some(c) = shown(c) else { continue };
        if c == ' ' && cells.last().is_none_or(|l| l.c == ' ') {
            continue;
        }
        let c = if c.is_alphanumeric() && within(secret, at) { '*' } else { c };
        cells.push(Cell { c, width: c.width().unwrap_or(0), marked: within(marks, at) });
    }
    // A space between two marks belongs to them.
    for i in 1..cells.len().saturating_sub(1) {
        if cells[i].c == ' ' && cells[i - 1].marked && cells[i + 1].marked {
            cells[i].marked = true;
        }
    }
    cells
}

fn pieces(cells: &[Cell], before: bool, behind: bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut add = |c: char, marked: bool| match pieces.last_mut() {
        Some(last) if last.marked == marked => last.text.push(c),
        _ => pieces.push(Piece { text: c.into(), marked }),
    };
    if before {
        add('…', false);
    }
    for cell in cells {
        add(cell.c, cell.marked);
    }
    if behind {
        add('…', false);
    }
    pieces
}

/// The nearest character boundary at or before an offset.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr as _;

    fn shown_as(text: &str, marks: &[&str], columns: usize) -> String {
        let spans: Vec<Span> =
            marks.iter().filter_map(|m| text.find(m).map(|i| Span::new(i, i + m.len()))).collect();
        let pieces = excerpt(text, &spans, &[], columns);
        pieces.iter().map(|p| if p.marked { format!("[{}]", p.text) } else { p.text.clone() }).collect()
    }

    #[test]
    fn the_words_are_marked_where_they_stand() {
        assert_eq!(shown_as("为您办理三倍退款。", &["三倍退款"], 60), "为您办理[三倍退款]。");
        assert_eq!(shown_as("give me the code now", &["code"], 60), "give me the [code] now");
        assert_eq!(shown_as("把 验证码 报 给我", &["验证码", "报"], 60), "把 [验证码 报] 给我");
    }

    #[test]
    fn a_long_message_is_cut_on_both_sides() {
        let text = format!("{}三倍退款{}", "您好".repeat(200), "谢谢".repeat(200));
        let shown = shown_as(&text, &["三倍退款"], 40);
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains("[三倍退款]"), "{shown}");
        assert!(shown.width() <= 40, "{} {shown}", shown.width());
        let many: Vec<&str> = vec!["a1", "a2", "a3", "a4", "a5"];
        let shown = shown_as("xx a1 yy a2 zz a3 xx a4 yy a5 zz and so on", &many, 30);
        assert!(shown.replace(['[', ']'], "..").width() <= 30, "{shown}");
    }

    #[test]
    fn a_mark_that_is_longer_than_the_line_is_cut() {
        let link = "http://example.invalid/".to_owned() + &"a".repeat(500);
        let shown = shown_as(&link, &[&link], 30);
        assert!(shown.starts_with("[http://") && shown.ends_with("]…") && shown.width() <= 30, "{shown}");
    }

    #[test]
    fn secrets_become_stars_and_strange_marks_vanish() {
        let text = "code \u{202e}639201 ok";
        let at = text.find('6').unwrap_or(0);
        let span = Span::new(at, at + 6);
        let pieces = excerpt(text, &[span], &[span], 40);
        assert_eq!(pieces.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["code ", "******", " ok"]);
    }

    #[test]
    fn spans_that_do_not_belong_are_left_out() {
        assert!(excerpt("短", &[Span::new(1, 2)], &[], 40).is_empty());
        assert!(excerpt("", &[Span::new(0, 9)], &[], 40).is_empty());
    }
}
