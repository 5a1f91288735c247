//! A stream cut into blocks of whole lines, each line bounded.

use std::io::{self, Read};

/// What is read at once.
const CHUNK: usize = 128 * 1024;
/// The longest line that is read; a longer one is reported and passed over.
pub const LONGEST: usize = 32 * 1024 * 1024;

/// Whole lines, or word of a line that was too long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Lines with their ends; the last one of a stream may lack its end.
    Lines {
        /// The number of the first, from 1.
        first: u64,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// A line longer than [`LONGEST`].
    TooLong {
        /// Its number.
        line: u64,
    },
}

/// Cuts a stream.
pub struct Blocks<R> {
    from: R,
    kept: Vec<u8>,
    line: u64,
    ended: bool,
    passing: bool,
}

impl<R: Read> Blocks<R> {
    /// Begins at the first line.
    pub fn new(from: R) -> Self {
        Self { from, kept: Vec::new(), line: 1, ended: false, passing: false }
    }

    /// Appends what is there, at most [`CHUNK`]; returns from where on it is new.
    fn fill(&mut self) -> io::Result<usize> {
        let old = self.kept.len();
        self.kept.resize(old + CHUNK, 0);
        let got = loop {
            match self.from.read(&mut self.kept[old..]) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.kept.truncate(old + *got.as_ref().unwrap_or(&0));
        self.ended = got? == 0;
        Ok(old)
    }

    /// Passes over the rest of a line that was too long.
    fn pass(&mut self) -> io::Result<()> {
        while self.passing && !self.ended {
            self.kept.clear();
            self.fill()?;
            if let Some(end) = memchr::memchr(b'\n', &self.kept) {
                self.kept.drain(..=end);
                self.line += 1;
                self.passing = false;
            }
        }
        Ok(())
    }

    fn next_block(&mut self) -> io::Result<Option<Block>> {
        self.pass()?;
        if self.passing {
            return Ok(None);
        }
        loop {
            let new = self.fill()?;
            if self.ended {
                let bytes = std::mem::take(&mut self.kept);
                return Ok((!bytes.is_empty()).then_some(Block::Lines { first: self.line, bytes }));
            }
            if let Some(end) = memchr::memrchr(b'\n', &self.kept[new..]) {
                let rest = self.kept.split_off(new + end + 1);
                let bytes = std::mem::replace(&mut self.kept, rest);
                let first = self.line;
                self.line += memchr::memchr_iter(b'\n', &bytes).count() as u64;
                return Ok(Some(Block::Lines { first, bytes }));
            }
            if self.kept.len() > LONGEST {
                self.kept = Vec::new();
                self.passing = true;
                return Ok(Some(Block::TooLong { line: self.line }));
            }
        }
    }
}

impl<R: Read> Iterator for Blocks<R> {
    type Item = io::Result<Block>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.next_block().inspect_err(|_| self.ended = true).transpose()
    }
}

/// The lines of a block with their numbers, without their ends.
pub fn lines(first: u64, bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let mut rest = Some(bytes);
    let lines = std::iter::from_fn(move || {
        let all = rest?;
        let (line, behind) = match memchr::memchr(b'\n', all) {
            Some(end) => (&all[..end], Some(&all[end + 1..])),
            None => (all, None),
        };
        rest = behind;
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    });
    (first..).zip(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out a few bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let n = self.1.min(into.len()).min(self.0.len());
            into[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    fn read(bytes: &[u8], step: usize) -> Vec<(u64, Vec<u8>)> {
        let mut found = Vec::new();
        for block in Blocks::new(Slow(bytes, step)).flatten() {
            match block {
                Block::Lines { first, bytes } => {
                    found.extend(lines(first, &bytes).map(|(n, l)| (n, l.to_vec())));
                }
                Block::TooLong { line } => found.push((line, b"TOO LONG".to_vec())),
            }
        }
        found
    }

    #[test]
    fn every_line_comes_once_with_its_number_however_it_is_read() {
        let whole: Vec<(u64, Vec<u8>)> =
            [(1, &b"a"[..]), (2, b""), (3, b"bc"), (4, b"d")].map(|(n, l)| (n, l.to_vec())).into();
        for step in 1..9 {
            assert_eq!(read(b"a\n\nbc\r\nd", step), whole, "step {step}");
            assert_eq!(read(b"a\n\nbc\r\nd\n", step), whole, "step {step}");
        }
        assert!(read(b"", 4).is_empty());
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let mut bytes = b"a\n".to_vec();
        bytes.extend(std::iter::repeat_n(b'x', LONGEST + 3 * CHUNK));
        bytes.extend(b"\nb\n");
        let found = read(&bytes, CHUNK);
        assert_eq!(found, [(1, b"a".to_vec()), (2, b"TOO LONG".to_vec()), (3, b"b".to_vec())]);
    }
}
