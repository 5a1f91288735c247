//! The list of electronic data (电子数据清单): number, kind, format, size, digest, source, when, how, by whom.

use crate::case::{Case, Exhibit, payload_name};
use crate::escape;
use crate::moment::Moment;
use hangup_domain::UiLang;
use std::fmt::Write as _;

fn columns(lang: UiLang) -> [&'static str; 12] {
    match lang {
        UiLang::Zh => [
            "序号",
            "类别",
            "文件格式",
            "大小（字节）",
            "完整性校验值 SHA-256",
            "来源",
            "提取时间",
            "提取方法",
            "提取人",
            "原始文件名",
            "包内文件名",
            "备注",
        ],
        UiLang::En => [
            "No.",
            "Kind",
            "Format",
            "Size (bytes)",
            "Integrity value SHA-256",
            "Source",
            "Obtained at",
            "How",
            "By whom",
            "Original name",
            "Name in this package",
            "Remarks",
        ],
    }
}

fn cells(e: &Exhibit, taken: &(Moment, String), lang: UiLang, hide: &dyn Fn(&str) -> String) -> [String; 12] {
    let mut note = hide(&e.note);
    if let Some(bytes) = &e.name_bytes {
        let _ =
            write!(note, " {}{bytes}", lang.pick("原名字节（十六进制）：", "name in bytes (hexadecimal): "));
    }
    if let Some(modified) = &e.modified {
        let _ = write!(note, " {}{modified}", lang.pick("文件修改时间：", "file changed at: "));
    }
    [
        e.no.to_string(),
        e.kind.say(lang).to_owned(),
        e.format.clone(),
        e.size.to_string(),
        e.sha256.clone(),
        hide(&e.source),
        taken.0.as_str().to_owned(),
        e.how.clone(),
        hide(&taken.1),
        hide(&e.name),
        payload_name(e),
        note.trim().to_owned(),
    ]
}

/// As CSV with a byte order mark (spreadsheets need it for Chinese), headings in both languages.
pub fn item_list_csv(case: &Case, hide: &dyn Fn(&str) -> String) -> String {
    let (zh, en) = (columns(UiLang::Zh), columns(UiLang::En));
    let both: Vec<String> = zh.iter().zip(en).map(|(zh, en)| format!("{zh} {en}")).collect();
    let mut out = format!("\u{feff}{}", escape::csv_row(both.iter().map(String::as_str)));
    for (e, taken) in case.exhibits.iter().zip(&case.taken) {
        let mut row = cells(e, taken, UiLang::Zh, hide);
        row[1] = format!("{} {}", e.kind.say(UiLang::Zh), e.kind.say(UiLang::En));
        out.push_str(&escape::csv_row(row.iter().map(String::as_str)));
    }
    out
}

/// As a page to print and sign, in both languages.
pub fn item_list_html(case: &Case, hide: &dyn Fn(&str) -> String) -> String {
    let e = escape::html;
    let mut body = format!(
        "<h1>电子数据清单<br>List of electronic data</h1>\n<p>案件 Case: {} — {}</p>\n",
        e(&case.id),
        e(&hide(&case.title))
    );
    for (exhibit, taken) in case.exhibits.iter().zip(&case.taken) {
        let _ = writeln!(body, "<table>");
        let (zh, en) = (columns(UiLang::Zh), columns(UiLang::En));
        let row = cells(exhibit, taken, UiLang::Zh, hide);
        for (i, cell) in row.iter().enumerate() {
            let mut cell = e(cell);
            if i == 1 {
                cell = format!("{} {}", e(exhibit.kind.say(UiLang::Zh)), e(exhibit.kind.say(UiLang::En)));
            }
            let class = if i == 4 { " class=\"hash\"" } else { "" };
            if !cell.is_empty() {
                let _ = writeln!(
                    body,
                    "<tr><th>{} {}</th><td{class} colspan=\"3\">{cell}</td></tr>",
                    zh[i], en[i]
                );
            }
        }
        body.push_str("</table>\n");
    }
    body.push_str(
        "<h2>签名 Signatures</h2>\n<table class=\"sign\">\n<tr><td>提供人（持有人）Holder:</td><td>日期 Date:</td></tr>\n\
         <tr><td>接收人 Received by:</td><td>日期 Date:</td></tr>\n</table>\n",
    );
    crate::report::page(UiLang::Zh, "电子数据清单 List of electronic data", &body)
}
