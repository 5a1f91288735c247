//! Digits however they are written, each with its place in the original, in groups as they stand there.

/// How a digit is written. Where that changes, a group ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Ascii,
    Wide,
    Chinese,
    Other,
}

/// Digits that stand together.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// The digits, plain; an `X` only as the last character of an identity number.
    pub plain: String,
    /// Byte offset of the first digit.
    pub start: usize,
    /// Byte offset behind the last digit.
    pub end: usize,
    /// What stands between this group and the one before it in the same run.
    pub separator: String,
}

/// Groups that may belong together: only separators stand between them.
pub(super) type Run = Vec<Group>;

fn digit(c: char) -> Option<(char, Script)> {
    let at = |base: u32| char::from_digit(u32::from(c) - base, 10).unwrap_or('0');
    Some(match c {
        '0'..='9' => (c, Script::Ascii),
        '０'..='９' => (at(0xFF10), Script::Wide),
        '〇' | '零' | '○' => ('0', Script::Chinese),
        '一' | '壹' | '幺' | '弌' => ('1', Script::Chinese),
        '二' | '贰' | '貳' | '两' => ('2', Script::Chinese),
        '三' | '叁' | '參' => ('3', Script::Chinese),
        '四' | '肆' => ('4', Script::Chinese),
        '五' | '伍' => ('5', Script::Chinese),
        '六' | '陆' | '陸' => ('6', Script::Chinese),
        '七' | '柒' => ('7', Script::Chinese),
        '八' | '捌' => ('8', Script::Chinese),
        '九' | '玖' => ('9', Script::Chinese),
        '①'..='⑨' => (char::from_digit(u32::from(c) - 0x2460 + 1, 10).unwrap_or('0'), Script::Other),
        '⓪' => ('0', Script::Other),
        '❶'..='❾' => (char::from_digit(u32::from(c) - 0x2776 + 1, 10).unwrap_or('0'), Script::Other),
        '\u{1D7CE}'..='\u{1D7FF}' => {
            (char::from_digit((u32::from(c) - 0x1D7CE) % 10, 10).unwrap_or('0'), Script::Other)
        }
        '\u{660}'..='\u{669}' => (at(0x660), Script::Other),
        _ => return None,
    })
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{a0}' | '\u{2000}'
            ..='\u{200a}'
                | '\u{202f}'
                | '\u{3000}'
                | '-'
                | '‐'
                | '‑'
                | '–'
                | '—'
                | '－'
                | '.'
                | '·'
                | '•'
                | '_'
                | '('
                | ')'
                | '（'
                | '）'
    )
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fe0f}' | '\u{20e3}')
}

/// Digits and letters only, plain.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .filter_map(|c| {
            digit(c).map(|(d, _)| d).or_else(|| c.is_alphanumeric().then(|| c.to_ascii_uppercase()))
        })
        .collect()
}

/// All runs of digits in a text.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut run: Run = Vec::new();
    let mut script = None;
    let mut separator = String::new();
    // A group is open as long as no separator came after its last digit.
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if let Some((d, s)) = digit(c) {
            match run.last_mut() {
                Some(group) if open && script == Some(s) => {
                    group.plain.push(d);
                    group.end = end;
                }
                _ => {
                    run.push(Group {
                        plain: d.to_string(),
                        start: at,
                        end,
                        separator: std::mem::take(&mut separator),
                    });
                }
            }
            (script, open) = (Some(s), true);
            separator.clear();
        } else if matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ' | '×')
            && !run.is_empty()
            && !text[end..].starts_with(|n: char| n.is_ascii_alphanumeric())
        {
            match run.last_mut() {
                Some(group) if open => {
                    group.plain.push('X');
                    group.end = end;
                }
                _ => run.push(Group {
                    plain: "X".to_owned(),
                    start: at,
                    end,
                    separator: std::mem::take(&mut separator),
                }),
            }
            runs.push(merged(&std::mem::take(&mut run)));
            (script, open) = (None, false);
            separator.clear();
        } else if is_invisible(c) {
            // Belongs to what stands around it.
        } else if is_separator(c) && !run.is_empty() && separator.chars().count() < 3 {
            separator.push(c);
            open = false;
        } else {
            if !run.is_empty() {
                runs.push(merged(&std::mem::take(&mut run)));
            }
            (script, open) = (None, false);
            separator.clear();
        }
    }
    if !run.is_empty() {
        runs.push(merged(&run));
    }
    runs
}

/// Four or more single digits with the same separator between them are one number written out.
fn merged(run: &[Group]) -> Run {
    let mut out: Run = Vec::new();
    let mut i = 0;
    while i < run.len() {
        let mut j = i + 1;
        while j < run.len()
            && run[j].plain.len() == 1
            && run[i].plain.len() == 1
            && (j == i + 1 || run[j].separator == run[i + 1].separator)
        {
            j += 1;
        }
        if j - i >= 4 {
            out.push(Group {
                plain: run[i..j].iter().map(|g| g.plain.as_str()).collect(),
                start: run[i].start,
                end: run[j - 1].end,
                separator: run[i].separator.clone(),
            });
        } else {
            out.extend(run[i..j].iter().cloned());
        }
        i = j;
    }
    out
}
