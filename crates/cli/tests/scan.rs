//! `hangup scan`: rows in, rows out, in order, whatever comes.

mod support;

use std::fmt::Write as _;
use std::io::Read as _;
use support::{ANYBODYS, DANGER_ZH, PLAIN_ZH, command, fed, file, hangup, objects, spawn};

fn rows(n: usize) -> String {
    let mut text = String::new();
    for i in 0..n {
        let message = [PLAIN_ZH, DANGER_ZH, "See you at six"][i % 3];
        let _ = writeln!(text, "{{\"id\":\"r{i}\",\"text\":\"{message}\",\"other\":[{{\"deep\":{i}}}]}}");
    }
    text
}

#[test]
fn rows_come_out_in_order_and_the_same_on_any_number_of_threads() {
    let input = rows(3000);
    let alone = fed(&["scan", "-", "--format", "json", "--threads", "1"], input.as_bytes());
    assert_eq!(alone.code, 12);
    let ids: Vec<String> =
        objects(&alone.out).iter().map(|o| o["id"].as_str().unwrap_or_default().to_owned()).collect();
    assert_eq!(ids, (0..3000).map(|i| format!("r{i}")).collect::<Vec<_>>());
    for threads in ["2", "7"] {
        let ran = fed(&["scan", "-", "--format", "json", "--threads", threads], input.as_bytes());
        assert!(ran.out == alone.out, "{threads} threads");
    }
    // Not on a terminal, JSON is what programs get.
    assert!(fed(&["scan", "-"], input.as_bytes()).out == alone.out);
}

#[test]
fn a_row_is_assessed_as_check_does() {
    let scanned = fed(&["scan", "-"], format!("{{\"text\":\"{DANGER_ZH}\"}}").as_bytes());
    assert_eq!(scanned.out, hangup(&["check", "--format", "json", DANGER_ZH]).out);
}

#[test]
fn the_exit_code_is_the_gravest_met_and_one_when_a_row_was_bad() {
    assert_eq!(fed(&["scan", "-"], PLAIN_ZH.as_bytes()).code, 0);
    assert_eq!(fed(&["scan", "-"], b"").code, 0);
    assert_eq!(fed(&["scan", "-"], format!("{PLAIN_ZH}\n{DANGER_ZH}\n{PLAIN_ZH}").as_bytes()).code, 12);
    let bad = format!(
        "{{\"id\":\"a\",\"text\":\"{DANGER_ZH}\"}}\nnonsense\n{{\"id\":7}}\n{{\"id\":\"z\",\"text\":\"hi\"}}\n"
    );
    let ran = fed(&["scan", "-"], bad.as_bytes());
    assert_eq!(ran.code, 1);
    let out = objects(&ran.out);
    assert_eq!(out.len(), 4);
    assert_eq!((out[0]["verdict"].as_str(), out[3]["id"].as_str()), (Some("danger"), Some("z")));
    assert!(out[1]["error"].is_string() && out[1]["id"].is_null() && out[1]["line"] == 2);
    assert!(out[2]["error"].is_string() && out[2]["id"] == "7");
    assert_eq!(hangup(&["scan", "no-such-file.jsonl"]).code, 1);
    assert_eq!(hangup(&["scan"]).code, 2);
}

#[test]
fn tables_lines_and_folders_are_read() {
    let table =
        file("rows/a.csv", format!("编号,短信内容\nA1,\"{DANGER_ZH}\"\nA2,{PLAIN_ZH}\nA3\n").as_bytes());
    let ran = hangup(&["scan", table.to_str().unwrap_or_default(), "--format", "json"]);
    let out = objects(&ran.out);
    assert_eq!((ran.code, out.len(), out[0]["id"].as_str()), (1, 3, Some("A1")));
    assert_eq!(out[0]["verdict"], "danger");
    assert!(out[2]["error"].is_string());

    let other = file("other/b.csv", b"x,y\n1,hello\n");
    let ran = hangup(&["scan", other.to_str().unwrap_or_default()]);
    assert_eq!((ran.code, ran.err.lines().count()), (1, 1));
    assert!(ran.err.contains("x, y"), "{}", ran.err);
    assert_eq!(hangup(&["scan", other.to_str().unwrap_or_default(), "--column", "y"]).code, 0);
    let one = file("other/c.csv", b"whatever\nhello\n");
    assert_eq!(hangup(&["scan", one.to_str().unwrap_or_default()]).code, 0);

    file("folder/1.txt", format!("{PLAIN_ZH}\n\n{ANYBODYS}\n").as_bytes());
    file("folder/2.jsonl", b"{\"id\":\"x\",\"text\":\"hello\"}\n");
    file("folder/3.png", b"\x89PNG");
    let folder = format!("{}/folder", env!("CARGO_TARGET_TMPDIR"));
    let out = objects(&hangup(&["scan", &folder]).out);
    let ids: Vec<_> = out.iter().map(|o| o["id"].as_str().unwrap_or_default()).collect();
    assert_eq!(ids, ["1", "3", "x"]);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for threads in ["1", "3"] {
        let input = file(&format!("many-{threads}.jsonl"), rows(20_000).as_bytes());
        let mut child = command(&["scan", input.to_str().unwrap_or_default(), "--threads", threads], &[])
            .spawn()
            .expect("the binary starts");
        let mut out = child.stdout.take().expect("stdout is a pipe");
        let mut some = [0u8; 100];
        out.read_exact(&mut some).expect("there is output");
        drop(out);
        let ended = child.wait_with_output().expect("it ends");
        assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
        assert!(ended.stderr.is_empty());
    }
}

#[test]
fn rows_are_passed_on_as_they_come() {
    use std::io::{BufRead as _, Write as _};
    let mut child = spawn(&["scan", "-", "--from", "lines"]);
    let mut to = child.stdin.take().expect("stdin is a pipe");
    let mut from = std::io::BufReader::new(child.stdout.take().expect("stdout is a pipe"));
    for _ in 0..3 {
        writeln!(to, "{PLAIN_ZH}").expect("it listens");
        let mut line = String::new();
        from.read_line(&mut line).expect("it answers");
        assert!(line.contains("nothing-found"), "{line}");
    }
    drop(to);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn hostile_rows_do_not_stop_the_run() {
    let deep = format!("{{\"id\":\"deep\",\"x\":{}", "[".repeat(300_000));
    let nested = format!("{{\"id\":\"n\",\"text\":\"hi\",\"x\":{}{}}}", "[".repeat(90), "]".repeat(90));
    let long = format!("{{\"id\":\"long\",\"text\":\"{}\"}}", "a ".repeat(1 << 19));
    let mut input = Vec::new();
    for line in [
        deep.as_bytes(),
        nested.as_bytes(),
        long.as_bytes(),
        b"{\"id\":\"u\",\"text\":\"a\xff\xfeb\"}",
        b"\0\0\0",
        b"{\"id\":\"last\",\"text\":\"\"}",
    ] {
        input.extend_from_slice(line);
        input.push(b'\n');
    }
    let ran = fed(&["scan", "-"], &input);
    let out = objects(&ran.out);
    assert_eq!((ran.code, out.len()), (1, 6));
    assert!(out[0]["error"].is_string() && out[0]["id"] == "deep");
    for (at, id) in [(1, "n"), (2, "long"), (3, "u"), (5, "last")] {
        assert_eq!(
            (out[at]["id"].as_str(), out[at]["schema"].as_str()),
            (Some(id), Some("hangup.assessment/1"))
        );
    }
    assert!(out[4]["error"].is_string());
    let open = file("open.csv", format!("text\n\"{}", "a,b\n".repeat(1000)).as_bytes());
    assert!(matches!(hangup(&["scan", open.to_str().unwrap_or_default()]).code, 0 | 1 | 11));
}

#[test]
fn plain_rows_are_one_line_each_in_both_languages() {
    let input = format!("{DANGER_ZH}\n{PLAIN_ZH}\n");
    let zh = fed(&["scan", "-", "--format", "plain", "--lang", "zh-CN"], input.as_bytes());
    let lines: Vec<&str> = zh.out.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("危险") && lines[1].starts_with("没看到迹象"), "{}", zh.out);
    assert!(zh.err.contains("共 2 条"), "{}", zh.err);
    let en = fed(&["scan", "-", "--format", "plain", "--lang", "en"], input.as_bytes());
    assert!(en.out.starts_with("DANGER") && en.err.contains("2 read"), "{} {}", en.out, en.err);
}
