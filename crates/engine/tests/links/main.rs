//! Link judgement against a table of hand-written traps, and its properties on arbitrary text.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use hangup_domain::{Contact, IndicatorKind, LinkStatus, UiLang};
use hangup_engine::Engine;
use hangup_engine::pack::LinkWords;
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::load(hangup_builtin::PACK, hangup_builtin::DIGEST).unwrap());

fn claims(names: &str) -> Vec<u16> {
    if names == "-" {
        return Vec::new();
    }
    vec![ENGINE.organisation(names).unwrap_or_else(|| panic!("the directory lacks {names}"))]
}

fn id(org: Option<u16>) -> String {
    org.and_then(|o| ENGINE.pack().directory.get(o)).map_or_else(|| "-".to_owned(), |o| o.id.to_string())
}

#[test]
fn every_trap_is_judged_as_the_table_says() {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in include_str!("traps.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [status, of, claimed, link, _] = cells.as_slice() else { panic!("five cells: {line}") };
        rows += 1;
        let judged = ENGINE.judge(link, &claims(claimed));
        let whose = id(judged.org);
        if judged.status.as_str() != *status || *of != "-" && whose != *of {
            wrong.push(format!(
                "{link} ({claimed}): {status} {of}, but {} {whose} {}",
                judged.status.as_str(),
                judged.reason
            ));
        }
    }
    assert!(rows >= 120, "{rows} rows");
    assert!(wrong.is_empty(), "{} of {rows} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_judgement_has_a_sentence_in_both_languages_with_nothing_left_open() {
    for line in include_str!("traps.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        for lang in [UiLang::Zh, UiLang::En] {
            let said = ENGINE.judge_in_words(cells[3], &claims(cells[2]), lang).because;
            assert!(!said.is_empty() && !said.contains(['{', '}']), "{}: {said:?}", cells[3]);
            assert!(
                !said.contains("  ") && !said.contains("“”") && !said.contains("\"\""),
                "{}: {said:?}",
                cells[3]
            );
        }
    }
}

#[test]
fn no_channel_of_the_directory_is_called_an_imitation() {
    for domain in &ENGINE.pack().directory.domains {
        let host = format!("https://{}/", domain.name);
        for given in [vec![], vec![domain.org]] {
            let judged = ENGINE.judge(&host, &given);
            assert!(judged.status < LinkStatus::Unknown, "{host} {given:?}: {judged:?}");
        }
    }
}

#[test]
fn the_organisations_that_are_often_imitated_stand_in_the_directory() {
    let pack = ENGINE.pack();
    let lost: Vec<&String> =
        pack.links.imitated.iter().filter(|id| pack.directory.by_id(id).is_none()).collect();
    assert!(lost.is_empty(), "data/lists/imitated.txt names {lost:?}");
    let lost: Vec<_> = pack.links.names.iter().filter(|n| pack.directory.by_id(&n.1).is_none()).collect();
    assert!(lost.is_empty(), "data/lists/host-names.txt names {lost:?}");
}

#[test]
fn the_lists_are_sorted_for_searching() {
    let words = &ENGINE.pack().links;
    for list in [
        &words.intent,
        &words.filler,
        &words.cheap_endings,
        &words.innocent,
        &words.ordinary,
        &words.known_sites,
    ] {
        assert!(list.is_sorted());
    }
    assert!(
        LinkWords::has(&words.intent, "tuikuan") && words.places.is_sorted() && words.confusables.is_sorted()
    );
}

/// The links that a text is found to hold.
fn links(text: &str) -> Vec<(String, LinkStatus)> {
    let assessment = ENGINE.assess(&Contact::message(text), UiLang::En);
    let wanted = |k: IndicatorKind| matches!(k, IndicatorKind::Url | IndicatorKind::Payment);
    assessment
        .indicators
        .iter()
        .filter(|i| wanted(i.kind))
        .map(|i| (text[i.span.start as usize..i.span.end as usize].to_owned(), i.status.unwrap_or_default()))
        .collect()
}

#[test]
fn a_link_is_found_however_it_stands_in_a_sentence() {
    use LinkStatus::{Lookalike, Official, Unknown, UserContent};
    let cases: &[(&str, &[(&str, LinkStatus)])] = &[
        ("请点击taobao-kefu.example领取退款", &[("taobao-kefu.example", Lookalike)]),
        ("请点击淘宝退款.com领取", &[("淘宝退款.com", Lookalike)]),
        ("看 https://www.taobao.com退款，谢谢", &[("https://www.taobao.com", Official)]),
        ("登录官网。www.taobao.com 查看", &[("www.taobao.com", Official)]),
        ("打开taobao。com看看", &[("taobao。com", Official)]),
        ("hxxp[:]//taobao-kefu[.]example/a", &[("hxxp[:]//taobao-kefu[.]example/a", Lookalike)]),
        ("go to taobao-kefu dot com now", &[("taobao-kefu dot com", Lookalike)]),
        ("支付 wxp://f2f0abcdefg 即可", &[("wxp://f2f0abcdefg", UserContent)]),
        ("复制￥aB3dE6gH9jK￥打开淘宝", &[("￥aB3dE6gH9jK￥", UserContent)]),
        ("see taobao.com@qzv8k.example/x", &[("taobao.com@qzv8k.example/x", Lookalike)]),
        ("https：／／qzv8k．example／x", &[("https：／／qzv8k．example／x", Unknown)]),
        ("我到了。net 什么的", &[]),
        ("ok.see you at 5.30, i.e. soon", &[]),
        ("版本 1.2.3，共 12.5 元", &[]),
    ];
    for (text, expected) in cases {
        let found = links(text);
        let found: Vec<(&str, LinkStatus)> = found.iter().map(|(t, s)| (t.as_str(), *s)).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

proptest! {
    #[test]
    fn judging_never_panics_and_always_says_the_same(text in any::<String>(), claim in 0u16..50) {
        prop_assert_eq!(ENGINE.judge(&text, &[]), ENGINE.judge(&text, &[]));
        prop_assert_eq!(ENGINE.judge(&text, &[claim]), ENGINE.judge(&text, &[claim]));
    }

    #[test]
    fn something_like_a_link_never_panics(text in "(https?:/{0,3})?[a-z0-9@%.\\[\\]:：。．а-я退款淘宝_-]{0,60}(/[ -~]{0,40})?") {
        let judged = ENGINE.judge(&text, &[0]);
        prop_assert!(!judged.reason.is_empty());
        let _ = links(&text);
    }

    #[test]
    fn a_claim_never_makes_a_stranger_official(host in "[a-z]{8,20}", org in 0u16..50) {
        let link = format!("https://{host}.example/");
        prop_assert!(ENGINE.judge(&link, &[org]).status > LinkStatus::Unknown);
    }
}

#[test]
fn a_monstrous_host_is_judged_in_bounded_time() {
    let many = "a.".repeat(100_000) + "example";
    let deep = format!("https://x.example/?u={}", "https%3A%2F%2Fy.example%2F%3Fu%3D".repeat(2_000));
    for link in
        [many.as_str(), deep.as_str(), &"-".repeat(50_000), &"xn--".repeat(20_000), &"淘宝".repeat(20_000)]
    {
        let _ = ENGINE.judge(link, &[]);
    }
}
