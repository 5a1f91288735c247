//! What a person hands over, read within bounds and never refused for its bytes.

use std::io::{self, Read};

/// Most that is read of one contact.
pub const MOST: u64 = 32 * 1024 * 1024;

/// A text as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The text; bytes that are no UTF-8 became U+FFFD.
    pub text: String,
    /// There was more than [`MOST`].
    pub cut: bool,
}

/// Reads a text to its end or to the bound.
pub fn read(from: impl Read) -> io::Result<Given> {
    let mut bytes = Vec::new();
    from.take(MOST + 1).read_to_end(&mut bytes)?;
    let cut = bytes.len() as u64 > MOST;
    bytes.truncate(MOST as usize);
    Ok(Given { text: decode(bytes), cut })
}

/// Bytes as text, without a byte order mark.
pub fn decode(mut bytes: Vec<u8>) -> String {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_still_read() {
        assert_eq!(decode(b"\xef\xbb\xbfa\xffb\0".to_vec()), "a\u{fffd}b\0");
        assert_eq!(decode("您好".as_bytes().to_vec()), "您好");
    }

    #[test]
    fn more_than_the_bound_is_cut() {
        let given = read(io::repeat(b'a')).map(|g| (g.text.len() as u64, g.cut));
        assert_eq!(given.ok(), Some((MOST, true)));
    }
}
