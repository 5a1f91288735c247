//! `bagit.txt`: the version and the encoding of a bag's other tag files.

/// What `bagit.txt` declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declaration {
    /// Major and minor version.
    pub version: (u32, u32),
    /// The encoding of the other tag files.
    pub encoding: Encoding,
}

/// How tag files are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 and ASCII.
    Utf8,
    /// UTF-16, with a byte order mark or big-endian.
    Utf16,
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
    /// ISO-8859-1.
    Latin1,
}

/// `bagit.txt` is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeclarationError {
    /// It begins with a byte order mark.
    #[error("begins with a byte order mark")]
    ByteOrderMark,
    /// It is not UTF-8.
    #[error("is not UTF-8")]
    NotUtf8,
    /// A line is missing or not in its form.
    #[error("lacks a good line `{0}: …`")]
    Line(&'static str),
    /// There is more in it than the two lines.
    #[error("has a line too many: `{0}`")]
    Extra(String),
    /// The version is none that exists.
    #[error("names version `{0}`; versions 0.93 to 0.97 and 1.0 exist")]
    Version(String),
    /// The encoding is not known here.
    #[error("names the encoding `{0}`, which is not known here")]
    Encoding(String),
}

impl Declaration {
    /// Reads `bagit.txt`.
    pub fn parse(bytes: &[u8]) -> Result<Self, DeclarationError> {
        if bytes.starts_with(b"\xef\xbb\xbf")
            || bytes.starts_with(b"\xff\xfe")
            || bytes.starts_with(b"\xfe\xff")
        {
            return Err(DeclarationError::ByteOrderMark);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| DeclarationError::NotUtf8)?;
        let lines: Vec<&str> = text.split(['\r', '\n']).filter(|l| !l.is_empty()).collect();
        let strict = !lines.iter().any(|l| l.trim_end().starts_with("BagIt-Version: 0."));
        let named =
            |line: &&str, label: &str| line.strip_prefix(label).is_some_and(|rest| rest.starts_with(':'));
        let value = |at: usize, label: &'static str| {
            // Before 1.0 the order was not fixed, and other lines were allowed.
            let line =
                lines.iter().find(|l| named(l, label)).filter(|l| lines.get(at) == Some(*l) || !strict);
            let value = line.and_then(|l| l.split_once(':')).map(|(_, v)| v.trim());
            value.filter(|v| !v.is_empty()).ok_or(DeclarationError::Line(label))
        };
        let version = value(0, "BagIt-Version")?;
        let encoding = value(1, "Tag-File-Character-Encoding")?;
        let version = version
            .split_once('.')
            .filter(|(major, minor)| [major, minor].iter().all(|n| n.bytes().all(|b| b.is_ascii_digit())))
            .and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)))
            .filter(|v| matches!(v, (0, 93..=97) | (1, 0)))
            .ok_or_else(|| DeclarationError::Version(version.to_owned()))?;
        if let Some(extra) = lines.get(2).filter(|_| version >= (1, 0)) {
            return Err(DeclarationError::Extra((*extra).to_owned()));
        }
        let encoding =
            Encoding::from_label(encoding).ok_or_else(|| DeclarationError::Encoding(encoding.to_owned()))?;
        Ok(Self { version, encoding })
    }
}

impl Encoding {
    fn from_label(label: &str) -> Option<Self> {
        Some(match label.to_ascii_lowercase().replace('_', "-").as_str() {
            "utf-8" | "utf8" | "us-ascii" | "ascii" => Self::Utf8,
            "utf-16" | "utf16" => Self::Utf16,
            "utf-16le" | "utf-16-le" => Self::Utf16Le,
            "utf-16be" | "utf-16-be" => Self::Utf16Be,
            "iso-8859-1" | "iso8859-1" | "latin-1" | "latin1" => Self::Latin1,
            _ => return None,
        })
    }

    /// Decodes a tag file; `None` when it is not in this encoding.
    pub fn decode(self, bytes: &[u8]) -> Option<String> {
        let sixteen = |bytes: &[u8], big: bool| {
            let (pairs, rest) = bytes.as_chunks::<2>();
            let units =
                pairs.iter().map(|p| if big { u16::from_be_bytes(*p) } else { u16::from_le_bytes(*p) });
            let text: Option<String> = char::decode_utf16(units).map(Result::ok).collect();
            text.filter(|_| rest.is_empty())
        };
        match self {
            Self::Utf8 => String::from_utf8(bytes.to_vec()).ok(),
            Self::Latin1 => Some(bytes.iter().map(|b| char::from(*b)).collect()),
            Self::Utf16Le => sixteen(bytes.strip_prefix(b"\xff\xfe").unwrap_or(bytes), false),
            Self::Utf16Be => sixteen(bytes.strip_prefix(b"\xfe\xff").unwrap_or(bytes), true),
            Self::Utf16 => match bytes {
                [0xff, 0xfe, rest @ ..] => sixteen(rest, false),
                [0xfe, 0xff, rest @ ..] => sixteen(rest, true),
                // Without a mark UTF-16 is big-endian; but much software writes the order of its machine.
                _ => sixteen(bytes, bytes.first() == Some(&0)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Declaration, DeclarationError> {
        Declaration::parse(text.as_bytes())
    }

    #[test]
    fn good_declarations_of_all_versions_are_read() {
        for version in ["0.93", "0.97", "1.0"] {
            for end in ["\n", "\r\n", "\r"] {
                let text = format!("BagIt-Version: {version}{end}Tag-File-Character-Encoding: UTF-8{end}");
                assert!(parse(&text).is_ok(), "{text:?}");
            }
        }
    }

    #[test]
    fn broken_declarations_are_refused() {
        for bad in [
            "",
            "BagIt-Version: 1.0\n",
            "\u{feff}BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n",
            " BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "BagIt-Version: .97\nTag-File-Character-Encoding: UTF-8\n",
            "BagIt-Version: 9.9\nTag-File-Character-Encoding: UTF-8\n",
            "BagIt-Version: 1.0\nTag-File-Character-Encoding: klingon\n",
            "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nMore: yes\n",
            "Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n",
        ] {
            assert!(parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn tag_files_are_decoded_as_declared() {
        assert_eq!(Encoding::Utf16Be.decode(b"\x4e\x2d").as_deref(), Some("中"));
        assert_eq!(Encoding::Utf16.decode(b"\xff\xfe\x2d\x4e").as_deref(), Some("中"));
        assert_eq!(Encoding::Latin1.decode(b"caf\xe9").as_deref(), Some("café"));
        assert_eq!(Encoding::Utf8.decode(b"caf\xe9"), None);
        assert_eq!(Encoding::Utf16Be.decode(b"\x4e"), None);
    }
}
