//! `hangup link`: one answer for each link, in order.

mod support;

use support::{ANYBODYS, fed, hangup, objects};

#[test]
fn every_link_gets_the_fields_of_the_contract() {
    let ran = hangup(&[
        "link",
        "https://www.jd.com/",
        ANYBODYS,
        "https://refund-desk.example.top/",
        "--format",
        "json",
    ]);
    let out = objects(&ran.out);
    let status: Vec<_> = out.iter().map(|o| o["status"].as_str().unwrap_or_default()).collect();
    assert_eq!(status, ["official", "user-content", "unknown"]);
    for row in &out {
        for key in ["id", "url", "status", "of", "because", "official"] {
            assert!(row.get(key).is_some(), "{key} in {row}");
        }
    }
    assert_eq!((out[0]["of"].as_str(), ran.code), (Some("jd"), 11));
    assert!(out[0]["official"].as_str().is_some_and(|o| o.contains("jd.com")));
}

#[test]
fn the_exit_code_is_the_gravest_met() {
    assert_eq!(hangup(&["link", "https://www.jd.com/"]).code, 0);
    assert_eq!(hangup(&["link", ANYBODYS]).code, 11);
    assert_eq!(hangup(&["link", "https://www.jd.com/", "http://taobao-refund.example.cc/"]).code, 12);
    assert_eq!(hangup(&["link"]).code, 2);
    assert_eq!(hangup(&["link", "https://refund-desk.example.top/", "--claims", "京东"]).code, 11);
}

#[test]
fn stdin_takes_urls_and_json_in_order() {
    let input = "https://www.jd.com/\n\n{\"id\": 5, \"url\": \"https://refund-desk.example.top/\", \"claims\": \"淘宝\"}\n{\"url\":7\n{\"id\":\"q\"}\nhttps://bit.ly/x\n";
    let ran = fed(&["link", "-", "--format", "json"], input.as_bytes());
    let out = objects(&ran.out);
    assert_eq!((out.len(), ran.code), (5, 1));
    assert_eq!((out[1]["id"].as_str(), out[1]["status"].as_str()), (Some("5"), Some("not-their-channel")));
    assert!(out[2]["error"].is_string() && out[3]["error"].is_string() && out[3]["id"] == "q");
    assert_eq!(out[4]["url"], "https://bit.ly/x");
    assert_eq!(fed(&["link", "-", "--format", "json"], input.as_bytes()), ran);
}

#[test]
fn plain_answers_are_one_line_each_in_both_languages() {
    let zh = hangup(&["link", "https://www.jd.com/", ANYBODYS, "--lang", "zh-CN"]).out;
    assert!(zh.starts_with("官方") && zh.lines().count() == 2 && zh.contains("京东"), "{zh}");
    let en = hangup(&["link", "https://www.jd.com/", "--lang", "en"]).out;
    assert!(en.starts_with("official") && en.contains("JD.com"), "{en}");
}

#[test]
fn hostile_links_end_in_an_answer() {
    let mut input = Vec::new();
    for url in [
        format!("http://{}example", "a.".repeat(100_000)),
        format!("http://{}.example", "a".repeat(200_000)),
        format!("http://example/?u={}", "http://x/?u=".repeat(10_000)),
        "http://[::1".to_owned(),
        "http://\u{202e}moc.elpmaxe".to_owned(),
        "javascript:alert(1)".to_owned(),
        "xn--".repeat(5_000),
        "%".repeat(5_000),
        "@@@@:::///".to_owned(),
    ] {
        input.extend_from_slice(url.as_bytes());
        input.push(b'\n');
    }
    input.extend_from_slice(b"http://\xff\xfe.example/\n\0\n");
    let started = std::time::Instant::now();
    let ran = fed(&["link", "-", "--format", "json"], &input);
    assert_eq!(objects(&ran.out).len(), 11, "{}", ran.err);
    assert!(matches!(ran.code, 0 | 11 | 12));
    assert!(started.elapsed().as_secs() < 60);
}
