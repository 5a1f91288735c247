//! `hangup check` as somebody would use it.

mod support;

use support::{ANYBODYS, DANGER_EN, DANGER_ZH, PLAIN_ZH, fed, file, hangup, hangup_in, objects};
use unicode_width::UnicodeWidthStr as _;

#[test]
fn every_exit_code_means_what_it_says() {
    assert_eq!(hangup(&["check", PLAIN_ZH]).code, 0);
    assert_eq!(hangup(&["check", ANYBODYS]).code, 11);
    assert_eq!(hangup(&["check", DANGER_ZH]).code, 12);
    assert_eq!(hangup(&["check", DANGER_EN]).code, 12);
    let empty = hangup(&["check", "  "]);
    assert_eq!((empty.code, empty.out.as_str(), empty.err.lines().count()), (1, "", 1));
    let usage = hangup(&["check", "--frmat", "json", "x"]);
    assert_eq!(usage.code, 2);
    assert!(usage.err.contains("--format"), "{}", usage.err);
    assert_eq!(hangup(&["check", "--as", "poem", "x"]).code, 2);
}

#[test]
fn the_answer_begins_with_what_to_do_and_fits_one_screen() {
    let long =
        format!("{}{DANGER_ZH}，加微信 abc12345，点 http://jd-tuikuan.example.top/x", "您好，".repeat(400));
    for message in [DANGER_ZH, DANGER_EN, ANYBODYS, PLAIN_ZH, &long] {
        for lang in ["zh-CN", "en"] {
            let ran = hangup(&["check", "--lang", lang, message]);
            let lines: Vec<&str> = ran.out.lines().collect();
            assert!(lines.len() < 24, "{} lines:\n{}", lines.len(), ran.out);
            for line in &lines {
                assert!(line.width() <= 80, "{} columns: {line}", line.width());
            }
            let json = hangup(&["check", "--lang", lang, "--format", "json", message]);
            let headline = objects(&json.out)[0]["headline"].as_str().unwrap_or_default().to_owned();
            let begin: String = lines.iter().find(|l| !l.trim().is_empty()).unwrap_or(&"").trim().into();
            assert!(headline.starts_with(begin.trim_end_matches('…')), "{begin} / {headline}");
        }
    }
}

#[test]
fn the_words_that_show_it_are_marked_and_at_most_three_reasons_given() {
    let zh = hangup(&["check", DANGER_ZH]).out;
    assert!(zh.contains('〔') && zh.contains("验证码"), "{zh}");
    assert!(zh.contains("真正的京东"), "{zh}");
    let why = zh.split("为什么").nth(1).and_then(|w| w.split("真正的").next()).unwrap_or_default();
    assert!(why.contains("1. ") && !why.contains("4. "), "{why}");
    let en = hangup(&["check", DANGER_EN]).out;
    assert!(en.contains("Why") && en.contains('[') && en.contains("The real Amazon"), "{en}");
}

#[test]
fn the_language_is_the_systems_else_the_messages() {
    let begins_chinese = |ran: &str| ran.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c));
    assert!(begins_chinese(&hangup(&["check", PLAIN_ZH]).out));
    assert!(!begins_chinese(&hangup(&["check", "See you at six"]).out));
    assert!(begins_chinese(&hangup_in(&["check", "See you at six"], &[("LANG", "zh_CN.UTF-8")]).out));
    assert!(!hangup_in(&["check", PLAIN_ZH], &[("LC_ALL", "en_GB.UTF-8")]).out.contains("诈骗"));
    assert!(
        hangup_in(&["check", PLAIN_ZH, "--lang", "zh"], &[("LC_ALL", "en_GB.UTF-8")]).out.contains("诈骗")
    );
}

#[test]
fn colour_only_repeats_what_the_words_say() {
    let plain = hangup(&["check", DANGER_ZH]);
    assert!(!plain.out.contains('\u{1b}'));
    let none = hangup_in(&["check", DANGER_ZH], &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "0")]);
    assert_eq!(none.out, plain.out);
    let forced = hangup_in(&["check", DANGER_ZH], &[("CLICOLOR_FORCE", "1")]);
    assert!(forced.out.contains('\u{1b}'));
    let words = |text: &str| {
        let mut bare = String::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('\u{1b}') {
            bare.push_str(before);
            rest = behind.split_once('m').map_or("", |(_, r)| r);
        }
        bare.push_str(rest);
        bare.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(words(&forced.out), words(&plain.out));
}

#[test]
fn json_is_the_contract_and_the_same_in_every_run() {
    let first = hangup(&["check", "--format", "json", DANGER_ZH]);
    for _ in 0..3 {
        assert_eq!(hangup(&["check", "--format", "json", DANGER_ZH]), first);
    }
    let all = objects(&first.out);
    let a = &all[0];
    for key in [
        "schema",
        "id",
        "verdict",
        "score",
        "stage",
        "variant",
        "headline",
        "findings",
        "indicators",
        "claims",
        "official",
        "advice",
        "next_moves",
        "last_safe_moment",
        "first_caution_turn",
        "first_alarm_turn",
        "lang",
        "engine",
    ] {
        assert!(a.get(key).is_some(), "{key}");
    }
    assert_eq!((a["schema"].as_str(), a["verdict"].as_str()), (Some("hangup.assessment/1"), Some("danger")));
    for span in a["findings"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|f| f["spans"].as_array().into_iter().flatten())
    {
        let at = |i: usize| span[i].as_u64().unwrap_or(u64::MAX) as usize;
        assert!(DANGER_ZH.get(at(0)..at(1)).is_some_and(|t| !t.is_empty()), "{span}");
    }
}

#[test]
fn what_it_is_is_guessed() {
    let chat = file(
        "chat.txt",
        "客服：您好，我是京东客服\n用户：什么事\n客服：请把验证码报给我，给您退款\n".as_bytes(),
    );
    let chat = hangup(&["check", chat.to_str().unwrap_or_default(), "--format", "json"]);
    assert_eq!(objects(&chat.out)[0]["first_alarm_turn"], 2, "{}", chat.out);
    let turns = br#"{"turns":[{"who":"them","text":"hello"},{"who":"me","text":"who is this?"}]}"#;
    let turns = file("chat.jsonl", turns);
    assert_eq!(hangup(&["check", turns.to_str().unwrap_or_default()]).code, 0);
    let link = hangup(&["check", "http://taobao-refund.example.cc/x", "--format", "json"]);
    let link = &objects(&link.out)[0];
    assert_eq!(
        (link["verdict"].as_str(), link["indicators"][0]["status"].as_str()),
        (Some("danger"), Some("lookalike"))
    );
    let number = hangup(&["check", "95188", "--lang", "en"]);
    assert!(number.out.contains("Caller ID can be faked"), "{}", number.out);
    // Words that nobody put in quotes are one message.
    assert_eq!(hangup(&["check", "我是京东客服，", "请把验证码报给我，给您退款"]).code, 12);
    assert_eq!(fed(&["check", "-"], DANGER_ZH.as_bytes()).code, 12);
    assert_eq!(fed(&["check"], DANGER_ZH.as_bytes()).code, 12);
}

#[test]
fn a_missing_file_and_a_folder_are_told_apart_from_a_message() {
    let missing = hangup(&["check", "no-such-chat.txt"]);
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    assert!(missing.err.contains("no-such-chat.txt"));
    let picture = file("shot.png", b"\x89PNG\r\n\x1a\n0000");
    let picture = hangup(&["check", picture.to_str().unwrap_or_default()]);
    assert_eq!((picture.code, picture.out.as_str(), picture.err.lines().count()), (1, "", 1));
    let gone = hangup(&["check", "hello", "--pack", "gone.pack"]);
    assert!(gone.code == 1 && gone.err.contains("Check the name"), "{}", gone.err);
    let folder = hangup(&["check", env!("CARGO_TARGET_TMPDIR")]);
    assert_eq!(folder.code, 1);
    assert!(folder.err.contains("hangup scan"));
}

#[test]
fn an_unknown_claim_is_said_and_a_known_one_compared() {
    let unknown = hangup(&["check", "--claims", "Nobody Ltd of Nowhere", PLAIN_ZH]);
    assert!(unknown.err.contains("Nobody Ltd"), "{}", unknown.err);
    let known =
        hangup(&["check", "--claims", "淘宝", "https://refund-desk.example.top/a", "--format", "json"]);
    assert_eq!(objects(&known.out)[0]["indicators"][0]["status"], "not-their-channel");
    assert!(matches!(known.code, 11 | 12), "{}", known.code);
}

#[test]
fn everything_found_is_shown_on_request() {
    let ran = hangup(&["check", "--explain", "--lang", "en", DANGER_ZH]);
    assert!(ran.out.contains("otp-request") && ran.out.contains("sha256:"), "{}", ran.out);
}

/// Ten megabytes where the engine is optimised, one where it is not.
const LARGE: usize = if cfg!(debug_assertions) { 1 << 20 } else { 10 << 20 };

#[test]
fn hostile_input_ends_in_an_answer_or_one_line() {
    let inputs: Vec<(&str, Vec<u8>)> = vec![
        ("invalid utf-8", b"refund \xff\xfe\xc3\x28 \xf0\x9f now".to_vec()),
        ("nul", b"\0\0refund\0code\0".to_vec()),
        ("right-to-left", "\u{202e}\u{202d}\u{2066}退款\u{202e}验证码".repeat(2000).into_bytes()),
        ("zero width", "退\u{200b}\u{200d}\u{feff}款".repeat(20_000).into_bytes()),
        ("large", "您的退款 refund 888 ".repeat(LARGE / 24).into_bytes()),
        ("deep", "[".repeat(200_000).into_bytes()),
        ("deep object", "{\"turns\":[".repeat(50_000).into_bytes()),
        ("labels", format!("http://{}example", "a.".repeat(100_000)).into_bytes()),
        ("one label", "http://".bytes().chain(std::iter::repeat_n(b'a', 100_000)).collect()),
        ("newlines", b"\n\r\n\n".repeat(50_000)),
        ("speakers", "them: \nme: \n".repeat(2_000).into_bytes()),
    ];
    for (name, bytes) in inputs {
        let started = std::time::Instant::now();
        for format in ["plain", "json"] {
            let ran = fed(&["check", "-", "--format", format], &bytes);
            assert!(matches!(ran.code, 0 | 1 | 11 | 12), "{name}: {ran:?}");
            assert!(ran.code != 1 || ran.err.lines().count() == 1, "{name}: {}", ran.err);
            assert!(
                !ran.out.contains(['\u{202e}', '\u{2066}', '\0', '\u{1b}']) || format == "json",
                "{name}"
            );
        }
        assert!(started.elapsed().as_secs() < 120, "{name} took {:?}", started.elapsed());
    }
}
