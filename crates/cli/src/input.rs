//! What a person hands over, read within bounds and never refused for its bytes.

use std::io::{self, Read};

/// Most that is read of one contact.
pub const MOST: u64 = 32 * 1024 * 1024;

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A text; bytes that are no UTF-8 became U+FFFD.
    Text(String),
    /// The beginning of a text that is longer than [`MOST`].
    Cut(String),
    /// A picture, a document, a sound, or text in another encoding: no words can be made out.
    NoWords,
}

/// Reads a text to its end or to the bound.
pub fn read(from: impl Read) -> io::Result<Given> {
    let mut bytes = Vec::new();
    from.take(MOST + 1).read_to_end(&mut bytes)?;
    let cut = bytes.len() as u64 > MOST;
    bytes.truncate(MOST as usize);
    if BEGINNINGS.iter().any(|b| bytes.starts_with(b)) || bytes.get(4..8) == Some(b"ftyp") {
        return Ok(Given::NoWords);
    }
    let text = decode(bytes);
    let lost = text.matches('\u{fffd}').take(MANY + 1).count();
    if lost > MANY && text.matches('\u{fffd}').count() * 3 > text.chars().count() {
        return Ok(Given::NoWords);
    }
    Ok(if cut { Given::Cut(text) } else { Given::Text(text) })
}

/// How files begin that are no text: PNG, JPEG, GIF, PDF, ZIP (and office documents), RIFF, MP3, Ogg, gzip.
const BEGINNINGS: &[&[u8]] =
    &[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"RIFF", b"ID3", b"OggS", b"\x1f\x8b"];
/// So many lost characters may be an accident.
const MANY: usize = 8;

/// Bytes as text, without a byte order mark. UTF-16 is read when its mark says so.
pub fn decode(mut bytes: Vec<u8>) -> String {
    let wide = |order: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).skip(1).map(|c| order([c[0], c[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
    };
    if bytes.starts_with(b"\xff\xfe") {
        return wide(u16::from_le_bytes);
    }
    if bytes.starts_with(b"\xfe\xff") {
        return wide(u16::from_be_bytes);
    }
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
    fn wide_text_is_read_by_its_mark() {
        let wide = |mark: u16, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            std::iter::once(mark).chain("退款 a".encode_utf16()).flat_map(order).collect()
        };
        assert_eq!(decode(wide(0xfeff, u16::to_le_bytes)), "退款 a");
        assert_eq!(decode(wide(0xfeff, u16::to_be_bytes)), "退款 a");
    }

    #[test]
    fn what_is_no_text_is_not_taken_for_one() {
        let gbk = [0xce, 0xd2, 0xca, 0xc7, 0xbe, 0xa9, 0xb6, 0xab].repeat(20);
        for bytes in [b"\x89PNG\r\n".to_vec(), b"%PDF-1.7".to_vec(), gbk] {
            assert_eq!(read(bytes.as_slice()).ok(), Some(Given::NoWords));
        }
        let few = b"code \xff\xfe please".as_slice();
        assert_eq!(read(few).ok(), Some(Given::Text("code \u{fffd}\u{fffd} please".to_owned())));
    }

    #[test]
    fn more_than_the_bound_is_cut() {
        let cut = read(io::repeat(b'a')).is_ok_and(|g| matches!(g, Given::Cut(t) if t.len() as u64 == MOST));
        assert!(cut);
    }
}
