//! Rows as people read them: the verdict's word, the id, the reason, the beginning of the text.

use crate::render::style::{self, paint};
use crate::render::wrap::{harmless, padded, shown};
use crate::words::Words;
use hangup_domain::{Assessment, LinkJudgement, LinkStatus, UiLang, Verdict};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The words that rows are made of, looked up once: rows are written by many threads.
#[derive(Debug, Clone)]
pub struct RowWords {
    languages: [Language; 2],
}

#[derive(Debug, Clone)]
struct Language {
    verdicts: [String; 3],
    statuses: Vec<(LinkStatus, String)>,
    unread: String,
    bad_json: String,
    no_text: String,
    no_url: String,
    too_long: String,
    real: String,
}

/// All statuses.
const STATUSES: [LinkStatus; 7] = [
    LinkStatus::Official,
    LinkStatus::OwnedNotChannel,
    LinkStatus::UserContent,
    LinkStatus::Unknown,
    LinkStatus::NotTheirChannel,
    LinkStatus::Lookalike,
    LinkStatus::KnownBad,
];

impl RowWords {
    /// The words of both languages.
    pub fn new() -> Self {
        Self { languages: [UiLang::Zh, UiLang::En].map(|l| Language::of(&Words::of(l))) }
    }

    fn of(&self, lang: UiLang) -> &Language {
        &self.languages[lang.pick(0, 1)]
    }

    /// A verdict's word.
    pub fn verdict(&self, verdict: Verdict, lang: UiLang) -> &str {
        &self.of(lang).verdicts[verdict as usize]
    }

    /// One assessed row.
    pub fn row(&self, a: &Assessment, text: &str, lang: UiLang, out: &mut Vec<u8>) {
        let words = self.of(lang);
        let word = padded(self.verdict(a.verdict, lang), words.columns());
        let because = a.findings.first().filter(|_| a.verdict > Verdict::NothingFound).map(|f| &*f.because);
        let id = a.id.as_deref().map_or_else(|| "-".to_owned(), harmless);
        let word = paint(style::word(a.verdict), &word);
        line(out, &[&word, &id, because.unwrap_or(""), &beginning(text, 40)]);
    }

    /// One judged link.
    pub fn link(&self, id: Option<&str>, url: &str, judged: &LinkJudgement, lang: UiLang, out: &mut Vec<u8>) {
        let words = self.of(lang);
        let status = words.statuses.iter().find(|s| s.0 == judged.status).map_or("", |s| s.1.as_str());
        let word = paint(style::word(style::gravity(judged.status)), status);
        let real = judged.official.as_ref().map(|o| format!("{}{o}", words.real)).unwrap_or_default();
        let id = id.map(harmless).unwrap_or_default();
        line(out, &[&word, &id, &beginning(url, 120), &harmless(&judged.because), &real]);
    }

    /// A row that could not be read.
    pub fn unread(&self, line_number: u64, id: Option<&str>, why: &str, lang: UiLang, out: &mut Vec<u8>) {
        let id = id.map_or_else(|| line_number.to_string(), harmless);
        line(out, &[&self.of(lang).unread, &id, &harmless(why)]);
    }

    /// What is wrong with a row, in words.
    pub fn bad(&self, bad: &super::jsonl::Bad, lang: UiLang) -> String {
        use super::jsonl::Bad;
        let words = self.of(lang);
        match bad {
            Bad::Json(detail) => format!("{}{detail}", words.bad_json),
            Bad::NoText => words.no_text.clone(),
            Bad::NoUrl => words.no_url.clone(),
            Bad::TooLong => words.too_long.clone(),
        }
    }
}

impl Language {
    fn of(words: &Words) -> Self {
        let status = |s: LinkStatus| (s, words.say(&crate::render::page::status_key(s)));
        Self {
            verdicts: ["verdict-nothing-found", "verdict-caution", "verdict-danger"].map(|k| words.say(k)),
            statuses: STATUSES.map(status).into(),
            unread: words.say("row-unread"),
            bad_json: words.say("row-bad-json"),
            no_text: words.say("row-no-text"),
            no_url: words.say("row-no-url"),
            too_long: words.fill("row-too-long", &[("size", (super::blocks::LONGEST >> 20).into())]),
            real: words.say("row-real"),
        }
    }

    /// The width of the widest verdict.
    fn columns(&self) -> usize {
        self.verdicts.iter().map(|v| v.width()).max().unwrap_or(0)
    }
}

/// The parts that are there, two spaces between them.
fn line(out: &mut Vec<u8>, parts: &[&str]) {
    let mut first = true;
    for part in parts.iter().filter(|p| !p.is_empty()) {
        if !first {
            out.extend_from_slice(b"  ");
        }
        first = false;
        out.extend_from_slice(part.as_bytes());
    }
    out.push(b'\n');
}

/// The beginning of a stranger's text, harmless and on one line.
pub fn beginning(text: &str, columns: usize) -> String {
    let (mut begin, mut used) = (String::new(), 0);
    for c in text.chars().take(columns * 8).filter_map(shown) {
        used += c.width().unwrap_or(0);
        if used > columns {
            begin.push('…');
            break;
        }
        begin.push(c);
    }
    begin.trim().to_owned()
}
