//! The first hour on a page: the same content as JSON, as plain text for a terminal and as HTML for paper.

use crate::escape;
use crate::golden::{Facts, Harm, Phase, Plan, Source, script};
use hangup_domain::{GuidePoint, UiLang};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Name and version of the JSON shape.
const SCHEMA: &str = "hangup.now/1";
/// Stands behind what has not yet been compared with its source.
const UNVERIFIED: &str = " °";

/// Everything on the page, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Now {
    /// `hangup.now/1`.
    pub schema: &'static str,
    /// `CN`.
    pub country: &'static str,
    /// The country's name.
    pub country_name: String,
    /// The language.
    pub lang: &'static str,
    /// What was done.
    pub did: Vec<Harm>,
    /// One sentence to begin with.
    pub headline: &'static str,
    /// What to dial, from another phone.
    pub numbers: Vec<NowNumber>,
    /// What to do, in order.
    pub steps: Vec<NowStep>,
    /// What to say on the phone.
    pub script: String,
    /// What is still to be looked up for it.
    pub script_missing: Vec<&'static str>,
    /// One sentence to end with.
    pub closing: &'static str,
}

/// A number on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NowNumber {
    /// What to dial.
    pub dial: String,
    /// Who answers, and for what.
    pub what: String,
    /// Where it is published.
    pub source: Source,
    /// When that was compared; null when not yet.
    pub verified: Option<String>,
}

/// A step on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NowStep {
    /// 1, 2, 3 …
    pub number: usize,
    /// Stable id.
    pub id: String,
    /// Its part of the hour.
    pub phase: Phase,
    /// What to do.
    pub say: String,
    /// What to dial for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dial: Option<String>,
    /// Minutes within which it is worth most; 0 for no limit.
    pub within_minutes: u32,
    /// The guide points.
    pub guide: Vec<GuidePoint>,
    /// Where it is published.
    pub source: Source,
    /// When that was compared; null when not yet.
    pub verified: Option<String>,
}

impl Now {
    /// Puts a plan's steps for what was done on a page.
    pub fn new(plan: &Plan, did: &BTreeSet<Harm>, facts: &Facts, lang: UiLang) -> Self {
        let paid = did.iter().any(|h| h.is_payment());
        let headline = match (did.is_empty(), paid) {
            (true, _) => lang.pick(
                "先挂断。下面的事从上往下做，一件一件来，现在就开始。",
                "Hang up first. Then go down this list, one thing at a time, starting now.",
            ),
            (_, true) => lang.pick(
                "钱可能还拦得住，越快越好。换一部手机，从上往下做。",
                "The money may still be stopped, and every minute counts. Take another phone and go down this list.",
            ),
            (_, false) => lang.pick(
                "现在断开还来得及。从上往下做，一件一件来。",
                "There is still time if you cut them off now. Go down this list, one thing at a time.",
            ),
        };
        let numbers = plan.numbers.iter().map(|n| NowNumber {
            dial: n.dial.clone(),
            what: n.what.get(lang).to_owned(),
            source: n.source.clone(),
            verified: n.verified.date().map(str::to_owned),
        });
        let steps = plan.steps_for(did).into_iter().enumerate().map(|(i, s)| NowStep {
            number: i + 1,
            id: s.id.clone(),
            phase: s.phase,
            say: s.say.get(lang).to_owned(),
            dial: s.dial.clone(),
            within_minutes: s.within,
            guide: s.guide.clone(),
            source: s.source.clone(),
            verified: s.verified.date().map(str::to_owned),
        });
        Self {
            schema: SCHEMA,
            country: plan.country.code(),
            country_name: plan.name.get(lang).to_owned(),
            lang: lang.tag(),
            did: did.iter().copied().collect(),
            headline,
            numbers: numbers.collect(),
            steps: steps.collect(),
            script: script(facts, lang),
            script_missing: facts.missing(lang),
            closing: lang.pick(
                "被骗不是你的错：他们天天练的就是这个。一个人难办，就叫上家人一起。",
                "This is not your fault: they do it for a living. Ask somebody you trust to sit with you.",
            ),
        }
    }
}

/// The page for a terminal, at most `width` columns wide.
pub fn plain(now: &Now, lang: UiLang, width: usize) -> String {
    let width = width.clamp(40, 110);
    let mut out = String::new();
    wrap(&mut out, now.headline, "", "", width);
    out.push('\n');
    wrap(&mut out, lang.pick("用另一部手机打：", "Dial from another phone:"), "", "", width);
    for n in &now.numbers {
        let mark = if n.verified.is_some() { "" } else { UNVERIFIED };
        wrap(&mut out, &format!("{}  {}{mark}", n.dial, n.what), "  ", "    ", width);
    }
    let mut phase = None;
    for step in &now.steps {
        if phase != Some(step.phase) {
            let _ = write!(out, "\n{}\n", step.phase.title(lang));
            phase = Some(step.phase);
        }
        let mut text = format!("[ ] {}. {}", step.number, step.say);
        if step.within_minutes > 0 {
            let _ = match (lang, step.within_minutes) {
                (UiLang::Zh, m @ 0..120) => write!(text, "（{m}分钟内最管用）"),
                (UiLang::Zh, m) => write!(text, "（{}小时内最管用）", m / 60),
                (UiLang::En, m @ 0..120) => write!(text, " (best within {m} minutes)"),
                (UiLang::En, m) => write!(text, " (best within {} hours)", m / 60),
            };
        }
        if step.verified.is_none() {
            text.push_str(UNVERIFIED);
        }
        wrap(&mut out, &text, "  ", "      ", width);
    }
    let _ = write!(out, "\n{}\n", lang.pick("接通后照着念：", "Once connected, read this out:"));
    wrap(&mut out, &now.script, "  ", "  ", width);
    if !now.script_missing.is_empty() {
        let list = now.script_missing.join(lang.pick("、", ", "));
        let text = match lang {
            UiLang::Zh => format!("先翻出来：{list}。找不齐也先打，边打边找。"),
            UiLang::En => format!("Look up first: {list}. If something is missing, call anyway."),
        };
        wrap(&mut out, &text, "  ", "  ", width);
    }
    out.push('\n');
    wrap(&mut out, now.closing, "", "", width);
    if now.steps.iter().any(|s| s.verified.is_none()) || now.numbers.iter().any(|n| n.verified.is_none()) {
        let text = lang.pick(
            "° 还没有和公布它的网页逐条对过；出处见 --format json。",
            "° not yet compared with the page that publishes it; --format json names the sources.",
        );
        wrap(&mut out, text, "", "", width);
    }
    out
}

/// The page for paper: black on white, boxes to tick, sources at the end.
pub fn html(now: &Now, lang: UiLang) -> String {
    let e = escape::html;
    let mut body = format!(
        "<h1>{}</h1>\n<h2>{}</h2>\n<table class=\"numbers\">\n",
        e(now.headline),
        lang.pick("用另一部手机打", "Dial from another phone")
    );
    for n in &now.numbers {
        let mark = if n.verified.is_some() { "" } else { UNVERIFIED };
        let _ =
            writeln!(body, "<tr><td class=\"dial\">{}</td><td>{}{mark}</td></tr>", e(&n.dial), e(&n.what));
    }
    body.push_str("</table>\n");
    let mut phase = None;
    for step in &now.steps {
        if phase != Some(step.phase) {
            if phase.is_some() {
                body.push_str("</ol>\n");
            }
            let _ = writeln!(body, "<h2>{}</h2>\n<ol start=\"{}\">", step.phase.title(lang), step.number);
            phase = Some(step.phase);
        }
        let mark = if step.verified.is_some() { "" } else { UNVERIFIED };
        let _ = writeln!(body, "<li><span class=\"box\"></span>{}{mark}</li>", e(&step.say));
    }
    let _ = writeln!(
        body,
        "</ol>\n<h2>{}</h2>\n<blockquote>{}</blockquote>\n<p>{}</p>\n<h2>{}</h2>\n<ul class=\"small\">",
        lang.pick("接通后照着念", "Once connected, read this out"),
        e(&now.script),
        e(now.closing),
        lang.pick("出处", "Sources"),
    );
    let mut seen = BTreeSet::new();
    let all = now.numbers.iter().map(|n| (&n.source, &n.verified));
    for (source, verified) in all.chain(now.steps.iter().map(|s| (&s.source, &s.verified))) {
        if seen.insert((&source.url, verified)) {
            let when = verified.as_deref().unwrap_or(lang.pick("未核对", "unverified"));
            let _ = writeln!(body, "<li>{} — {} — {}</li>", e(&source.name), e(&source.url), e(when));
        }
    }
    body.push_str("</ul>\n");
    crate::report::page(lang, lang.pick("现在就做", "What to do now"), &body)
}

/// Breaks a paragraph at `width` columns; Chinese characters are two columns wide and break anywhere.
pub(crate) fn wrap(out: &mut String, text: &str, first: &str, rest: &str, width: usize) {
    let mut line = first.to_owned();
    let mut used = first.len();
    let mut word = String::new();
    let mut word_width = 0;
    let mut flush = |word: &mut String, word_width: &mut usize, line: &mut String, used: &mut usize| {
        let behind = word.trim_end_matches(' ').len() == word.len();
        let needed = if behind { *word_width } else { *word_width - 1 };
        if *used + needed > width && *used > rest.len() {
            out.push_str(line.trim_end());
            out.push('\n');
            rest.clone_into(line);
            *used = rest.len();
        }
        line.push_str(word);
        *used += *word_width;
        word.clear();
        *word_width = 0;
    };
    for c in text.chars() {
        let wide = is_wide(c);
        // A closing mark never begins a line: it stays with the character before it.
        if wide && !"，。：；、！？）”》".contains(c) {
            flush(&mut word, &mut word_width, &mut line, &mut used);
        }
        word.push(c);
        word_width += if wide { 2 } else { 1 };
        if c == ' ' {
            flush(&mut word, &mut word_width, &mut line, &mut used);
        }
    }
    flush(&mut word, &mut word_width, &mut line, &mut used);
    out.push_str(line.trim_end());
    out.push('\n');
}

fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0x20000..=0x3FFFD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golden::Country;

    fn now(country: Country, lang: UiLang, did: &[Harm]) -> Now {
        let plan = Plan::builtin(country).expect("built in");
        Now::new(&plan, &did.iter().copied().collect(), &Facts::default(), lang)
    }

    #[test]
    fn no_line_is_wider_than_eighty_columns() {
        for lang in [UiLang::Zh, UiLang::En] {
            for country in Country::ALL {
                let text = plain(&now(*country, lang, Harm::ALL), lang, 80);
                for line in text.lines() {
                    let width: usize = line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum();
                    assert!(width <= 82, "{country} {width}: {line}");
                }
            }
        }
    }

    #[test]
    fn numbers_come_before_steps_and_nobody_is_blamed() {
        let text = plain(&now(Country::Cn, UiLang::Zh, &[Harm::PaidTransfer]), UiLang::Zh, 80);
        let dial = text.find("110").expect("110");
        assert!(dial < text.find("[ ] 1.").expect("steps"));
        for word in ["不小心", "贪", "活该", "轻信", "怎么会", "stupid", "careless", "should have"]
        {
            assert!(!text.contains(word), "{word}");
        }
    }

    #[test]
    fn the_page_for_paper_escapes_and_names_its_sources() {
        let mut page = now(Country::Us, UiLang::En, &[Harm::PaidGiftCard]);
        page.script = "<script>alert(1)</script>".to_owned();
        let text = html(&page, UiLang::En);
        assert!(!text.contains("<script>"));
        assert!(text.contains("https://consumer.ftc.gov"));
    }
}
