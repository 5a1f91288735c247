//! What is seen in a host: names of organisations, words of intent, and what stands around them.

use super::index::{LinkIndex, Seen, Weight};
use super::label::Label;
use crate::pack::Pack;

/// A name seen in a label.
#[derive(Debug, Clone)]
pub struct Sight {
    /// Which label, counted from the registrable one.
    pub label: usize,
    /// Where it begins in the label.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Index of the name.
    pub name: u16,
    /// It was written in Han characters.
    pub han: bool,
    /// Read from letters that only look like it.
    pub disguised: bool,
    /// The name fills its word but for digits.
    pub word: bool,
    /// The name begins or ends its word.
    pub at_edge: bool,
    /// It begins its word.
    pub at_start: bool,
    /// The rest of its word is no word: consonants only, or letters and digits mixed.
    pub random: bool,
    /// The rest of its word is made of words of intent, fillers and digits only.
    pub covered: bool,
    /// Letters of intent inside the rest of its word; the longest such word.
    pub intent_beside: usize,
    /// The name is the whole label.
    pub whole: bool,
}

/// A word of intent in a label.
#[derive(Debug, Clone, Copy)]
pub struct Intent {
    /// Which label.
    pub label: usize,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Written in Han characters.
    pub han: bool,
}

/// A host, taken apart.
#[derive(Debug, Default)]
pub struct Scene {
    /// The labels before the ending, the registrable one first.
    pub labels: Vec<Label>,
    /// Names seen.
    pub sights: Vec<Sight>,
    /// Words of intent seen.
    pub intents: Vec<Intent>,
    /// Words of all labels.
    pub words: usize,
    /// A common ending stands where no ending ends: `….com.…`, `….co.jp-…`.
    pub posed: bool,
}

/// Labels that are looked at, from the right; more are a flood.
const MAX_LABELS: usize = 10;
/// Names looked at in one host.
const MAX_SIGHTS: usize = 48;

impl Scene {
    /// Takes the labels before an ending apart.
    pub fn of(pack: &Pack, index: &LinkIndex, labels: &[&str]) -> Self {
        let mut scene = Self::default();
        for (i, text) in labels.iter().rev().take(MAX_LABELS).enumerate() {
            let short: String = text.chars().take(80).collect();
            let label = Label::read(&short, &pack.links);
            let seen = index.scan(&label.text);
            scene.add_intents(i, &label, &seen);
            scene.add_names(index, i, &label, &seen, false);
            for one in [b'l', b'i'] {
                // The second reading differs from the first only where there is a 1.
                if one == b'i' && !label.text.contains(&b'1') {
                    continue;
                }
                if let Some(deciphered) = label.deciphered(one) {
                    let seen = index.scan(&deciphered.text);
                    scene.add_names(index, i, &deciphered, &seen, true);
                }
            }
            if let Some(numeral) = label.numeral() {
                let seen: Vec<Seen> =
                    index.scan(&numeral.text).into_iter().filter(|s| index.is_number(s)).collect();
                scene.add_names(index, i, &numeral, &seen, true);
            }
            scene.add_han(pack, index, i, &label);
            scene.words += label.words().count() + usize::from(!label.han.is_empty());
            scene.labels.push(label);
        }
        scene.posed = scene.poses();
        scene
    }

    /// Whether a word that is a common ending follows another one behind a dot, or `co-jp` stands in a label.
    fn poses(&self) -> bool {
        const ENDINGS: &[&str] =
            &["com", "co", "net", "org", "cn", "jp", "uk", "hk", "tw", "gov", "ne", "or"];
        let behind_a_dot = self.labels.windows(2).any(|pair| {
            let first = pair[0].words().next().map_or("", |(a, b)| pair[0].part(a, b));
            ENDINGS.contains(&first) && !pair[1].text.is_empty()
        });
        behind_a_dot
            || self.labels.iter().any(|label| {
                let words: Vec<&str> = label.words().map(|(a, b)| label.part(a, b)).collect();
                words.iter().skip(1).any(|w| *w == "com")
                    || words.windows(2).skip(1).any(|p| p[0] == "co" && p[1].len() == 2)
            })
    }

    fn add_intents(&mut self, label: usize, read: &Label, seen: &[Seen]) {
        for s in seen.iter().filter(|s| s.mark.intent && !inside_innocent(s, seen, &read.edge)) {
            let sides = u8::from(read.edge[s.start]) + u8::from(read.edge[s.end]);
            let length = s.end - s.start;
            let digits_after = read.text.get(s.end).is_some_and(u8::is_ascii_digit);
            if sides == 2 || sides == 1 && (length >= 4 || digits_after) || length >= 6 {
                self.intents.push(Intent { label, start: s.start, end: s.end, han: false });
            }
        }
    }

    fn add_names(&mut self, index: &LinkIndex, label: usize, read: &Label, seen: &[Seen], deciphered: bool) {
        for s in seen {
            let Some(name) = s.mark.name() else { continue };
            let disguised = read.disguised(s.start, s.end);
            if deciphered && !disguised
                || self.sights.len() >= MAX_SIGHTS
                || inside_innocent(s, seen, &read.edge)
            {
                continue;
            }
            let (from, to) = read.word_around(s.start, s.end);
            let rest = [(from, s.start), (s.end, to)];
            let digits = rest.iter().any(|&(a, b)| a < b)
                && rest.iter().all(|&(a, b)| read.text[a..b].iter().all(u8::is_ascii_digit));
            let number = index.name(name).is_some_and(|n| n.weight == Weight::Number);
            let digit_at =
                |at: Option<usize>| at.and_then(|i| read.text.get(i)).is_some_and(u8::is_ascii_digit);
            // A service number may be followed by a digit or two of somebody's own, but not be part of a longer one.
            let more = read.text[s.end..].iter().take_while(|b| b.is_ascii_digit()).count();
            if number && (digit_at(s.start.checked_sub(1)) || more > 2 || more > 0 && s.start > from) {
                continue;
            }
            let covered = rest.iter().all(|&(a, b)| covered(read, seen, a, b));
            let broken = (s.start + 1..s.end).filter(|&i| read.edge[i]).count();
            let apart = read.edge[s.start] && read.edge[s.end];
            // A name with a hyphen inside it is one only when nothing much is glued to it.
            if broken > 0
                && (s.end - s.start < 5 || !apart && !(broken == 1 && read.edge[s.start] && covered))
            {
                continue;
            }
            let intent_beside = seen
                .iter()
                .filter(|o| {
                    o.mark.intent && (o.end <= s.start && o.start >= from || o.start >= s.end && o.end <= to)
                })
                .map(|o| o.end - o.start)
                .max()
                .unwrap_or(0);
            self.sights.push(Sight {
                label,
                start: s.start,
                end: s.end,
                name,
                han: false,
                disguised,
                word: apart || digits,
                at_edge: read.edge[s.start] || read.edge[s.end],
                at_start: read.edge[s.start],
                random: rest.iter().any(|&(a, b)| random(&read.text[a..b])),
                covered,
                intent_beside,
                whole: s.start == 0 && s.end == read.text.len() && read.han.is_empty(),
            });
        }
    }

    fn add_han(&mut self, pack: &Pack, index: &LinkIndex, label: usize, read: &Label) {
        if read.han.is_empty() {
            return;
        }
        let folded: String = read.han.chars().map(|c| pack.fold.fold(c).0).collect();
        let seen = index.scan_han(&folded);
        for s in &seen {
            if s.mark.intent {
                self.intents.push(Intent { label, start: s.start, end: s.end, han: true });
            }
        }
        for s in &seen {
            let Some(name) = s.mark.name().filter(|_| self.sights.len() < MAX_SIGHTS) else { continue };
            let beside = seen.iter().filter(|o| o.mark.intent && (o.end <= s.start || o.start >= s.end));
            self.sights.push(Sight {
                label,
                start: s.start,
                end: s.end,
                name,
                han: true,
                disguised: false,
                word: false,
                at_edge: s.start == 0 || s.end == folded.len(),
                at_start: s.start == 0,
                random: false,
                covered: false,
                intent_beside: beside.map(|o| o.end - o.start).max().unwrap_or(0),
                whole: s.end - s.start == folded.len() && read.text.is_empty(),
            });
        }
    }

    /// Whether a word of intent stands anywhere in the host but inside this name.
    pub fn intent_beside(&self, sight: &Sight) -> bool {
        self.intents.iter().any(|i| {
            i.label != sight.label || i.han != sight.han || i.end <= sight.start || i.start >= sight.end
        })
    }
}

/// Whether a find lies inside an ordinary word, or inside a longer word of intent. An ordinary word counts only
/// when it ends where a word ends: `groups` hides `ups`, but the `boca` of `bocaccount` hides nothing.
fn inside_innocent(s: &Seen, seen: &[Seen], edge: &[bool]) -> bool {
    seen.iter().any(|o| {
        let longer = o.end - o.start > s.end - s.start;
        let whole = (o.start == s.start || edge[o.start]) && (o.end == s.end || edge[o.end]);
        o.start <= s.start
            && s.end <= o.end
            && (o.mark.innocent && whole || longer && (o.mark.intent || o.mark.filler))
            && !edge[o.start + 1..o.end].contains(&true)
    })
}

/// Letters that nobody can pronounce, or letters and digits mixed.
fn random(rest: &[u8]) -> bool {
    let vowels = rest.iter().filter(|b| b"aeiouy".contains(b)).count();
    let digits = rest.iter().filter(|b| b.is_ascii_digit()).count();
    let letters = rest.len() - digits;
    letters >= 2 && (vowels == 0 || digits > 0 && digits < rest.len() && vowels * 4 < letters)
}

/// Whether a range is made of words of intent, fillers and digits, end to end.
fn covered(read: &Label, seen: &[Seen], from: usize, to: usize) -> bool {
    if from >= to {
        return true;
    }
    let mut reached = vec![false; to - from + 1];
    reached[0] = true;
    for at in from..to {
        if !reached[at - from] {
            continue;
        }
        if read.text[at].is_ascii_digit() {
            reached[at + 1 - from] = true;
        }
        for s in seen.iter().filter(|s| s.start == at && s.end <= to && (s.mark.intent || s.mark.filler)) {
            reached[s.end - from] = true;
        }
    }
    reached[to - from]
}
