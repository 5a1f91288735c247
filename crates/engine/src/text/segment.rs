//! Clauses and sentences, by the offsets at which they end.

/// For each clause of a text: where it ends (offset in the normalised text) and which sentence it is in.
#[derive(Debug, Clone, Default)]
pub struct Segments {
    ends: Vec<(u32, u16)>,
}

impl Segments {
    /// Reads the boundaries of a normalised text of `len` bytes.
    pub fn read(&mut self, boundaries: &[(u32, bool)], len: usize) {
        self.ends.clear();
        let mut sentence = 0u16;
        for &(at, stop) in boundaries {
            self.ends.push((at, sentence));
            if stop {
                sentence = sentence.saturating_add(1);
            }
        }
        self.ends.push((len as u32 + 1, sentence));
    }

    /// Clause and sentence number of an offset, looking from clause `from` on (offsets come in rising order).
    pub fn locate(&self, offset: u32, from: u16) -> (u16, u16) {
        let mut i = from as usize;
        while i + 1 < self.ends.len() && self.ends[i].0 <= offset {
            i += 1;
        }
        (i as u16, self.ends.get(i).map_or(0, |e| e.1))
    }

    /// Offset at which a clause starts.
    pub fn start_of(&self, clause: u16) -> u32 {
        if clause == 0 { 0 } else { self.ends.get(clause as usize - 1).map_or(0, |e| e.0) }
    }

    /// Number of clauses.
    pub fn clauses(&self) -> usize {
        self.ends.len()
    }
}
