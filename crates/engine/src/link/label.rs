//! One label of a host in the form that comparison needs: what the eye reads, and where its words begin and end.

use crate::pack::LinkWords;

/// A label as the eye reads it: lower-case ASCII letters and digits without separators.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// Letters and digits.
    pub text: Vec<u8>,
    /// For each offset of `text` and its end: whether a word begins or ends there.
    pub edge: Vec<bool>,
    /// For each byte of `text`: whether something else was written that only looks like it.
    pub altered: Vec<bool>,
    /// The Han characters, in order.
    pub han: String,
}

impl Label {
    /// Reads a label in its Unicode form.
    pub fn read(unicode: &str, words: &LinkWords) -> Self {
        let mut label = Self { edge: vec![true], ..Self::default() };
        for c in unicode.chars() {
            if c.is_ascii_alphanumeric() {
                label.push(c.to_ascii_lowercase() as u8, false);
            } else if is_han(c) {
                label.han.push(c);
                label.cut();
            } else if let Ok(i) = words.confusables.binary_search_by_key(&(c as u32), |e| e.0) {
                for b in words.confusables[i].1.bytes() {
                    label.push(b, true);
                }
            } else if !matches!(c, '\u{300}'..='\u{36f}') {
                label.cut();
            }
        }
        label.cut();
        // `wwwpaypal`: the dot was left out.
        if label.text.len() > 6 && label.text.starts_with(b"www") {
            label.edge[3] = true;
        }
        label
    }

    fn push(&mut self, b: u8, altered: bool) {
        self.text.push(b);
        self.altered.push(altered);
        self.edge.push(false);
    }

    fn cut(&mut self) {
        if let Some(last) = self.edge.last_mut() {
            *last = true;
        }
    }

    /// The label with digits and letter pairs read as the letters that they imitate (`paypa1`, `arnazon`,
    /// `vveixin`); none when nothing in it imitates a letter.
    pub fn deciphered(&self, one: u8) -> Option<Self> {
        let mut out = Self { edge: vec![true], ..Self::default() };
        let mut changed = false;
        let mut at = 0;
        while let Some(&b) = self.text.get(at) {
            let next = self.text.get(at + 1).copied().unwrap_or(0);
            let (letter, width) = match (b, next) {
                (b'r', b'n') => (b'm', 2),
                (b'v', b'v') => (b'w', 2),
                (b'0', _) => (b'o', 1),
                (b'1', _) => (one, 1),
                (b'3', _) => (b'e', 1),
                (b'4', _) => (b'a', 1),
                (b'5', _) => (b's', 1),
                (b'8', _) => (b'b', 1),
                _ => (b, 1),
            };
            changed |= letter != b;
            out.push(letter, letter != b || self.altered[at]);
            at += width;
            if self.edge[at] {
                out.cut();
            }
        }
        changed.then_some(out)
    }

    /// The label with letters read as the digits that they imitate (`123o6`); none when it has no digits or nothing
    /// in it imitates one.
    pub fn numeral(&self) -> Option<Self> {
        let digits = self.text.iter().filter(|b| b.is_ascii_digit()).count();
        if digits < 2 || !self.text.iter().any(|b| b"oil".contains(b)) {
            return None;
        }
        let mut out = self.clone();
        for (byte, altered) in out.text.iter_mut().zip(&mut out.altered) {
            let digit = match byte {
                b'o' => b'0',
                b'i' | b'l' => b'1',
                _ => continue,
            };
            *byte = digit;
            *altered = true;
        }
        Some(out)
    }

    /// Start and end of the word around a range.
    pub fn word_around(&self, start: usize, end: usize) -> (usize, usize) {
        let from = (0..=start).rev().find(|&i| self.edge[i]).unwrap_or(0);
        let to = (end..self.edge.len()).find(|&i| self.edge[i]).unwrap_or(self.text.len());
        (from, to)
    }

    /// The words, as ranges.
    pub fn words(&self) -> impl Iterator<Item = (usize, usize)> {
        let edges: Vec<usize> = (0..self.edge.len()).filter(|&i| self.edge[i]).collect();
        (1..edges.len()).map(move |i| (edges[i - 1], edges[i])).filter(|(a, b)| a < b)
    }

    /// Whether anything in a range was written otherwise than it reads.
    pub fn disguised(&self, start: usize, end: usize) -> bool {
        self.altered.get(start..end).is_some_and(|a| a.contains(&true))
    }

    /// A part of the text.
    pub fn part(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }
}

/// Whether a character is Han.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

#[cfg(test)]
mod tests {
    use super::Label;
    use crate::pack::LinkWords;

    fn read(text: &str) -> Label {
        let words = LinkWords { confusables: vec![('а' as u32, "a".to_owned())], ..LinkWords::default() };
        Label::read(text, &words)
    }

    #[test]
    fn a_label_falls_into_words_at_its_hyphens() {
        let label = read("my-dpd-parcel");
        let words: Vec<&str> = label.words().map(|(a, b)| label.part(a, b)).collect();
        assert_eq!(words, ["my", "dpd", "parcel"]);
        assert_eq!(label.word_around(3, 4), (2, 5));
    }

    #[test]
    fn letters_of_another_script_are_read_and_remembered() {
        let label = read("tаobao");
        assert_eq!(label.part(0, 6), "taobao");
        assert!(label.disguised(0, 6) && !label.disguised(2, 6));
    }

    #[test]
    fn digits_and_pairs_are_read_as_the_letters_they_imitate() {
        let read_as = |text: &str| read(text).deciphered(b'l').map(|l| l.part(0, l.text.len()).to_owned());
        assert_eq!(read_as("paypa1").as_deref(), Some("paypal"));
        assert_eq!(read_as("arnaz0n").as_deref(), Some("amazon"));
        assert_eq!(read_as("taobao"), None);
        assert_eq!(read("123o6").numeral().map(|l| l.part(0, 5).to_owned()).as_deref(), Some("12306"));
    }
}
