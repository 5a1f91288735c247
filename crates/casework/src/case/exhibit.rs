//! Exhibits: what was taken in, byte for byte, with what is known about it beside it.

use crate::case::Transfer;
use crate::moment::Moment;
use hangup_domain::UiLang;
use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $zh:literal, $en:literal;)*) => {
        /// What sort of thing an exhibit is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Kind { $($(#[$doc])* $name,)* }

        impl Kind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word in commands, data and file names.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The word for people.
            pub fn say(self, lang: UiLang) -> &'static str {
                match self { $(Self::$name => lang.pick($zh, $en),)* }
            }

            /// Reads the word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|k| k.as_str() == word)
            }
        }
    };
}

kinds! {
    /// A statement in one's own words.
    Statement = "statement", "自述", "statement";
    /// A text message.
    Sms = "sms", "短信", "text message";
    /// A messenger chat.
    Chat = "chat", "聊天记录", "chat";
    /// Notes of a call, or a call log.
    Call = "call", "通话记录", "call";
    /// A payment.
    Transfer = "transfer", "转账", "payment";
    /// A link, frozen.
    Link = "link", "链接", "link";
    /// A picture.
    Picture = "picture", "图片", "picture";
    /// Sound.
    Audio = "audio", "录音", "sound recording";
    /// Moving pictures.
    Video = "video", "录像", "video";
    /// A document.
    Document = "document", "文档", "document";
    /// A table.
    Table = "table", "表格", "table";
    /// E-mail.
    Mail = "mail", "邮件", "e-mail";
    /// A saved web page.
    Page = "page", "网页", "web page";
    /// An installation package.
    App = "app", "应用安装包", "app package";
    /// An archive.
    Archive = "archive", "压缩包", "archive";
    /// A whole episode as hangup assessed it.
    Episode = "episode", "事件评估", "assessed episode";
    /// Anything else.
    Other = "other", "其他", "other";
}

/// One exhibit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exhibit {
    /// Its number in the case, from 1.
    pub no: u32,
    /// What it is.
    pub kind: Kind,
    /// The name it came with, for display.
    pub name: String,
    /// The name's bytes in hexadecimal, when they are not UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_bytes: Option<String>,
    /// Its format, as a media type.
    pub format: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// SHA-512, hexadecimal.
    pub sha512: String,
    /// Where it comes from (a phone, an app, a person).
    pub source: String,
    /// How it was obtained.
    pub how: String,
    /// The file's own time of change, as its system gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<Moment>,
    /// When what it shows happened, as the person says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<Moment>,
    /// A remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The payment that it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Transfer>,
}

/// The name in the package: ours, ASCII, without spaces or `%`, unique whatever the case of letters.
pub fn payload_name(exhibit: &Exhibit) -> String {
    format!("data/{:04}-{}.{}", exhibit.no, exhibit.kind.as_str(), extension(&exhibit.format, &exhibit.name))
}

/// An extension that is safe to write and opens nothing dangerous by itself.
fn extension(format: &str, name: &str) -> String {
    const TABLE: &[(&str, &str)] = &[
        ("text/plain", "txt"),
        ("text/csv", "csv"),
        ("text/html", "html.txt"),
        ("application/json", "json"),
        ("image/png", "png"),
        ("image/jpeg", "jpg"),
        ("image/gif", "gif"),
        ("image/webp", "webp"),
        ("image/heic", "heic"),
        ("application/pdf", "pdf"),
        ("application/zip", "zip"),
        ("application/vnd.android.package-archive", "apk.bin"),
        ("audio/mpeg", "mp3"),
        ("audio/mp4", "m4a"),
        ("audio/ogg", "ogg"),
        ("audio/wav", "wav"),
        ("audio/amr", "amr"),
        ("video/mp4", "mp4"),
        ("video/quicktime", "mov"),
        ("video/webm", "webm"),
        ("message/rfc822", "eml"),
        ("text/xml", "xml"),
        ("application/wacz", "wacz"),
        ("application/warc", "warc"),
    ];
    if let Some((_, ext)) = TABLE.iter().find(|(f, _)| *f == format) {
        return (*ext).to_owned();
    }
    let own = name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    // Whatever a system might run when it is opened keeps its bytes and loses its extension.
    let harmless =
        ["doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "rtf", "md", "log", "db", "sqlite"];
    if harmless.contains(&own.as_str()) { own } else { "bin".to_owned() }
}

impl Kind {
    /// What a file most likely is, from its name and its first bytes; and its media type.
    pub fn guess(name: &str, head: &[u8]) -> (Self, &'static str) {
        let ext = name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
        let starts = |magic: &[u8]| head.starts_with(magic);
        let brand = head.get(4..8) == Some(b"ftyp");
        match ext.as_str() {
            _ if starts(b"\x89PNG\r\n\x1a\n") => (Self::Picture, "image/png"),
            _ if starts(b"\xff\xd8\xff") => (Self::Picture, "image/jpeg"),
            _ if starts(b"GIF8") => (Self::Picture, "image/gif"),
            _ if starts(b"RIFF") && head.get(8..12) == Some(b"WEBP") => (Self::Picture, "image/webp"),
            _ if starts(b"RIFF") && head.get(8..12) == Some(b"WAVE") => (Self::Audio, "audio/wav"),
            _ if starts(b"%PDF-") => (Self::Document, "application/pdf"),
            "apk" if starts(b"PK") => (Self::App, "application/vnd.android.package-archive"),
            "wacz" if starts(b"PK") => (Self::Page, "application/wacz"),
            "docx" | "odt" | "pptx" if starts(b"PK") => (Self::Document, "application/octet-stream"),
            "xlsx" | "ods" if starts(b"PK") => (Self::Table, "application/octet-stream"),
            _ if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") => (Self::Archive, "application/zip"),
            _ if starts(b"OggS") => (Self::Audio, "audio/ogg"),
            _ if starts(b"#!AMR") => (Self::Audio, "audio/amr"),
            _ if starts(b"ID3") || (ext == "mp3" && starts(b"\xff")) => (Self::Audio, "audio/mpeg"),
            "m4a" if brand => (Self::Audio, "audio/mp4"),
            "heic" | "heif" if brand => (Self::Picture, "image/heic"),
            "mov" if brand => (Self::Video, "video/quicktime"),
            _ if brand => (Self::Video, "video/mp4"),
            "webm" => (Self::Video, "video/webm"),
            "warc" => (Self::Page, "application/warc"),
            "eml" => (Self::Mail, "message/rfc822"),
            "html" | "htm" => (Self::Page, "text/html"),
            "csv" => (Self::Table, "text/csv"),
            "json" => (Self::Document, "application/json"),
            "xml" => (Self::Document, "text/xml"),
            "txt" | "md" | "log" => (Self::Document, "text/plain"),
            _ => (Self::Other, "application/octet-stream"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payload_names_are_ours_whatever_the_file_was_called() {
        let mut exhibit = Exhibit {
            no: 7,
            kind: Kind::Picture,
            name: "../../CON%0a 截图\u{202e}gnp.exe".to_owned(),
            name_bytes: None,
            format: "application/octet-stream".to_owned(),
            size: 1,
            sha256: String::new(),
            sha512: String::new(),
            source: String::new(),
            how: String::new(),
            modified: None,
            happened: None,
            note: String::new(),
            transfer: None,
        };
        assert_eq!(payload_name(&exhibit), "data/0007-picture.bin");
        exhibit.format = "image/png".to_owned();
        assert_eq!(payload_name(&exhibit), "data/0007-picture.png");
        exhibit.format = "text/html".to_owned();
        assert_eq!(
            payload_name(&exhibit),
            "data/0007-picture.html.txt",
            "a scam page is not opened by a click"
        );
    }

    #[test]
    fn the_first_bytes_weigh_more_than_the_name() {
        assert_eq!(Kind::guess("a.txt", b"\x89PNG\r\n\x1a\n").0, Kind::Picture);
        assert_eq!(Kind::guess("refund.apk", b"PK\x03\x04").0, Kind::App);
        assert_eq!(Kind::guess("noname", b"").0, Kind::Other);
    }
}
