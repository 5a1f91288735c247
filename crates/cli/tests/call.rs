//! `hangup call`: a conversation as it happens.

mod support;

use std::io::{BufRead as _, BufReader, Write as _};
use support::{DANGER_ZH, fed, objects, spawn};

const CALL: &str = "他：您好，我是京东客服\n我：什么事\n他：请把收到的验证码报给我，给您退款\n我：我想想\n";

#[test]
fn every_turn_is_answered_before_the_next_is_heard() {
    let mut child = spawn(&["call", "--format", "json"]);
    let mut to = child.stdin.take().expect("stdin is a pipe");
    let mut from = BufReader::new(child.stdout.take().expect("stdout is a pipe"));
    let mut verdicts = Vec::new();
    for line in CALL.lines() {
        writeln!(to, "{line}").expect("it listens");
        let mut answer = String::new();
        from.read_line(&mut answer).expect("it answers");
        verdicts.push(objects(&answer)[0]["verdict"].as_str().unwrap_or_default().to_owned());
    }
    drop(to);
    assert_eq!(verdicts[2..], ["danger", "danger"]);
    assert_ne!(verdicts[0], "danger");
    assert_eq!(child.wait().expect("it ends").code(), Some(12));
}

#[test]
fn there_is_one_line_a_turn_and_one_alarm() {
    let ran = fed(&["call", "--lang", "zh-CN"], CALL.as_bytes());
    assert_eq!(ran.code, 12);
    for n in 1..=4 {
        assert_eq!(
            ran.out.lines().filter(|l| l.trim_start().starts_with(&format!("{n}  "))).count(),
            1,
            "{}",
            ran.out
        );
    }
    assert_eq!(ran.out.matches("先停一下").count(), 1, "{}", ran.out);
    assert!(ran.out.contains("第 ") && ran.out.contains("共 8 步"), "{}", ran.out);
    let en = fed(&["call", "--lang", "en"], CALL.as_bytes());
    assert!(en.out.contains("of 8") && en.out.matches("Very likely a scam").count() == 1, "{}", en.out);
}

#[test]
fn turns_may_be_json_and_bad_ones_are_told() {
    let input = format!("{{\"who\":\"them\",\"text\":\"{DANGER_ZH}\"}}\n{{broken\nme: no\n");
    let ran = fed(&["call", "--format", "json"], input.as_bytes());
    let out = objects(&ran.out);
    assert_eq!((ran.code, out.len()), (1, 3));
    assert!(out[1]["error"].is_string() && out[2]["verdict"] == "danger");
    assert_eq!(fed(&["call"], b"").code, 0);
    assert_eq!(fed(&["call"], "them: hello\n\nme: hi\n".as_bytes()).code, 0);
    assert_eq!(fed(&["call", "--format", "poem"], b"").code, 2);
    let strange = fed(&["call"], b"\xff\xfe\0: \x1b[31m\n");
    assert!(!strange.out.contains('\u{1b}') && strange.code == 0, "{strange:?}");
}
