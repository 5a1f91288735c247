//! The recovery sheet: one page of paper that opens a backup.

use crate::VaultError;
use hangup_casework::Moment;
use hangup_casework::escape;
use hangup_domain::UiLang;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The page, in both languages, with the key as text and as a QR code.
pub fn recovery_sheet(identity: &str, recipient: &str, at: &Moment) -> Result<String, VaultError> {
    let code = QrCode::with_error_correction_level(identity.as_bytes(), EcLevel::M)
        .map_err(|e| VaultError::Age(format!("the key cannot be drawn as a QR code: {e}")))?;
    let svg = code.render::<svg::Color<'_>>().min_dimensions(240, 240).quiet_zone(true).build();
    // The XML declaration is for files of their own, not for a page.
    let svg = svg.find("<svg").map_or(svg.as_str(), |at| &svg[at..]);
    let grouped: Vec<String> =
        identity.as_bytes().chunks(8).map(|c| String::from_utf8_lossy(c).into_owned()).collect();
    let body = format!(
        "<h1>恢复单 Recovery sheet</h1>\n\
         <p class=\"note\">有这张纸的人就能打开备份。不拍照、不发给任何人；和户口本放在一起。任何人来要它，都是骗子。<br>\
         Whoever holds this sheet can open the backup. Do not photograph it or send it to anybody; keep it with your papers. Whoever asks for it is a fraud.</p>\n\
         <div>{svg}</div>\n\
         <h2>密钥 Key</h2>\n<p><code style=\"font-size:12pt\">{}</code></p>\n\
         <p class=\"small\">抄写时去掉空格。Leave out the spaces when you type it.</p>\n\
         <h2>怎样恢复 How to restore</h2>\n<pre>hangup restore BACKUP.age --check     # 只试开 try it, change nothing\nhangup restore BACKUP.age             # 恢复 restore\n\nage -d -i KEYFILE BACKUP.age &gt; backup.zip   # 没有 hangup 时 without hangup</pre>\n\
         <p class=\"small\">收件人 Recipient: <code>{}</code><br>制作 Made: {}</p>\n",
        escape::html(&grouped.join(" ")),
        escape::html(recipient),
        escape::html(at.as_str()),
    );
    Ok(hangup_casework::report::page(UiLang::Zh, "恢复单 Recovery sheet", &body))
}

/// The key as it may be typed or scanned: spaces and line breaks do not matter.
pub fn identity_on_sheet(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase()
}
