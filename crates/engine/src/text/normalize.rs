//! One pass over the original: folded characters out, each with the bytes it came from.

use super::fold::{self, CONFUSABLE, Class, Fold, SIMPLIFIED, STYLED, TRADITIONAL, class_of};
use super::script::Counts;
use hangup_domain::Span;

/// Longest text that is read, in bytes. What is behind it is not looked at; a message is far shorter.
pub const MAX_BYTES: usize = 64 * 1024;

/// Signs that somebody tried to hide words from a filter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evasion {
    /// Zero-width or bidi characters inside words.
    pub invisible: u32,
    /// Letters of another script that look Latin, inside a Latin word.
    pub confusable: u32,
    /// Marks or spaces put between the characters of a word.
    pub inserted: u32,
    /// Circled, mathematical or keycap letters and digits (full width is ordinary in Chinese).
    pub styled: u32,
}

/// A normalised text and its way back.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The normalised text: what phrases are searched in.
    pub norm: String,
    /// For each byte of `norm`: start and end of the original character it came from.
    origin: Vec<(u32, u32)>,
    /// Offsets in `norm` where a clause ends, with `true` where a sentence ends too.
    pub boundaries: Vec<(u32, bool)>,
    /// Counts for the script.
    pub counts: Counts,
    /// Signs of evasion.
    pub evasion: Evasion,
}

impl Text {
    /// Normalises `original`; never fails. Buffers are reused when `self` is.
    pub fn read(&mut self, original: &str, table: &Fold) {
        self.norm.clear();
        self.origin.clear();
        self.boundaries.clear();
        self.counts = Counts::default();
        self.evasion = Evasion::default();
        let mut cut = original.len().min(MAX_BYTES);
        while !original.is_char_boundary(cut) {
            cut -= 1;
        }
        let original = &original[..cut];
        self.norm.reserve(original.len() + 8);
        self.origin.reserve(original.len() + 8);
        Pass { text: self, table, last: Class::Break, run: 0, gap: None, pending_break: false }.run(original);
    }

    /// The original bytes behind a range of the normalised text.
    pub fn original_span(&self, start: usize, end: usize) -> Span {
        if start >= end || end > self.origin.len() {
            return Span::new(0, 0);
        }
        Span { start: self.origin[start].0, end: self.origin[end - 1].1 }
    }

    fn push(&mut self, c: char, from: usize, to: usize) {
        self.norm.push(c);
        self.origin.resize(self.norm.len(), (from as u32, to as u32));
    }

    fn boundary(&mut self, sentence: bool) {
        let at = self.norm.len() as u32;
        match self.boundaries.last_mut() {
            Some(last) if last.0 == at => last.1 |= sentence,
            _ => self.boundaries.push((at, sentence)),
        }
    }
}

/// A run of characters between two Han characters that may have been inserted to break a word.
struct Gap {
    /// Length of `norm` before the gap.
    norm: usize,
    /// Only white space so far.
    blank: bool,
    /// Characters in the gap.
    len: u32,
}

struct Pass<'a> {
    text: &'a mut Text,
    table: &'a Fold,
    /// Class of the last kept character.
    last: Class,
    /// Length of the current run of Han characters.
    run: u32,
    gap: Option<Gap>,
    pending_break: bool,
}

impl Pass<'_> {
    fn run(mut self, original: &str) {
        let mut chars = original.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let end = at + c.len_utf8();
            let (folded, byte) = self.table.fold(c);
            let class = class_of(byte);
            match class {
                Class::Ignored => {
                    // A variation selector or a combining mark is ordinary; a zero-width one inside a word is not.
                    if matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{ad}')
                        && !matches!(self.last, Class::Break | Class::Picture)
                    {
                        self.text.evasion.invisible += 1;
                    }
                }
                Class::Han => self.han(folded, byte, at, end, {
                    let next = chars.peek().map(|&(_, n)| class_of(self.table.fold(n).1));
                    next != Some(Class::Han)
                }),
                Class::Letter => {
                    self.close_gap();
                    if byte & CONFUSABLE != 0 && self.last == Class::Letter {
                        self.text.evasion.confusable += 1;
                    }
                    self.text.counts.latin += 1;
                    self.keep(folded, class, byte, c, at, end);
                }
                Class::Digit => {
                    self.close_gap();
                    self.keep(folded, class, byte, c, at, end);
                }
                Class::Space => self.blank(at, end),
                Class::Break => {
                    self.blank(at, end);
                    self.pending_break = true;
                }
                Class::Stop | Class::Comma => {
                    self.close_gap();
                    self.keep(folded, class, byte, c, at, end);
                    // A full stop inside a number, a host name or an abbreviation ends nothing.
                    let inside = c == '.' || c == ',' || c == ':';
                    let next = chars.peek().map(|&(_, n)| class_of(self.table.fold(n).1));
                    let ends =
                        !inside || matches!(next, None | Some(Class::Space | Class::Break | Class::Han));
                    if ends {
                        self.text.boundary(class == Class::Stop);
                    }
                }
                Class::Mark | Class::Picture => self.mark(folded, class, at, end),
                Class::Other => {
                    self.close_gap();
                    self.keep(folded, class, byte, c, at, end);
                }
                Class::Expand => {
                    self.close_gap();
                    let table = self.table;
                    for e in table.expansion(c).chars() {
                        self.text.push(e, at, end);
                    }
                    self.text.evasion.styled += u32::from(byte & STYLED != 0);
                    self.last = Class::Other;
                    self.run = 0;
                }
            }
        }
        self.close_gap();
    }

    /// Keeps a character that is no Han character.
    fn keep(&mut self, folded: char, class: Class, byte: u8, original: char, at: usize, end: usize) {
        self.flush_break();
        if byte & STYLED != 0 && !('\u{ff01}'..='\u{ff5e}').contains(&original) {
            self.text.evasion.styled += 1;
        }
        self.text.push(folded, at, end);
        self.last = class;
        self.run = 0;
    }

    fn han(&mut self, folded: char, byte: u8, at: usize, end: usize, single_ahead: bool) {
        if let Some(gap) = self.gap.take() {
            let inserted = self.run == 1 || single_ahead;
            if gap.blank {
                // Spaces between Han characters carry no meaning: drop them.
                self.cut(gap.norm);
                self.text.evasion.inserted += u32::from(inserted && !self.pending_break);
            } else if gap.len <= 3 && inserted {
                self.cut(gap.norm);
                self.text.evasion.inserted += 1;
            } else {
                self.run = 0;
            }
        } else if !matches!(self.last, Class::Han) {
            self.run = 0;
            // "加 微信": a space between a letter or digit and a Han character carries no meaning either.
            if self.text.norm.ends_with(' ') {
                let cut = self.text.norm.len() - 1;
                self.cut(cut);
            }
        }
        self.flush_break();
        let counts = &mut self.text.counts;
        counts.han += 1;
        counts.traditional += u32::from(byte & TRADITIONAL != 0);
        counts.simplified += u32::from(byte & SIMPLIFIED != 0);
        if byte & fold::STYLED != 0 {
            self.text.evasion.styled += 1;
        }
        self.text.push(folded, at, end);
        self.last = Class::Han;
        self.run += 1;
    }

    fn blank(&mut self, at: usize, end: usize) {
        match &mut self.gap {
            Some(gap) => gap.len += 1,
            None if self.last == Class::Han => {
                self.gap = Some(Gap { norm: self.text.norm.len(), blank: true, len: 1 });
            }
            None => {}
        }
        if !self.text.norm.is_empty() && !self.text.norm.ends_with(' ') {
            self.text.push(' ', at, end);
        }
        if self.gap.is_none() {
            self.last = Class::Space;
        }
    }

    fn mark(&mut self, folded: char, class: Class, at: usize, end: usize) {
        let separates = !matches!(
            folded,
            '[' | ']'
                | '('
                | ')'
                | '"'
                | '<'
                | '>'
                | '{'
                | '}'
                | '\u{3010}'
                | '\u{3011}'
                | '\u{3001}'
                | '%'
                | '#'
                | '@'
                | '$'
        );
        match &mut self.gap {
            Some(gap) if separates => {
                gap.blank = false;
                gap.len += 1;
            }
            Some(_) => self.close_gap(),
            None if separates && self.last == Class::Han => {
                self.gap = Some(Gap { norm: self.text.norm.len(), blank: false, len: 1 });
            }
            None => {}
        }
        self.flush_break();
        self.text.push(folded, at, end);
        if self.gap.is_none() {
            self.last = class;
            self.run = 0;
        }
    }

    /// Whatever stood behind the last Han character stays.
    fn close_gap(&mut self) {
        if let Some(gap) = self.gap.take() {
            self.run = 0;
            if gap.blank {
                // "微信 abc": drop the space before a letter or digit.
                self.cut(gap.norm);
            }
        }
    }

    fn cut(&mut self, norm: usize) {
        self.text.norm.truncate(norm);
        self.text.origin.truncate(norm);
    }

    fn flush_break(&mut self) {
        if self.pending_break {
            self.pending_break = false;
            self.text.boundary(true);
        }
    }
}
