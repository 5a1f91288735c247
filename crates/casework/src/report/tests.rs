//! Reports about one invented case: what they must hold, and what must never be in them.

use super::*;
use crate::case::{Exhibit, InvolvedKind, Kind, Transfer};
use crate::custody::{Act, Row};

const OWN: &str = "6222020000000000011";

fn case() -> Case {
    let at = Moment::parse("2026-11-22T14:05:00+08:00").expect("a moment");
    let transfer = Transfer {
        amount: "3870.00".into(),
        currency: "CNY".into(),
        own_account: OWN.into(),
        payee_name: "某某商贸".into(),
        payee_account: "6217000000000000017".into(),
        payee_bank: "某银行".into(),
        ..Transfer::default()
    };
    let exhibit = Exhibit {
        no: 1,
        kind: Kind::Transfer,
        name: "=HYPERLINK(\"http://x\")".into(),
        name_bytes: None,
        format: "application/json".into(),
        size: 1,
        sha256: "ab".repeat(32),
        sha512: "cd".repeat(64),
        source: String::new(),
        how: "x".into(),
        modified: None,
        happened: None,
        note: "我的手机13800138000".into(),
        transfer: Some(transfer),
    };
    let mut lines: Vec<String> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for act in [
        Act::Opened { case: "c-1".into(), title: "退款<b>".into(), tool: "hangup".into() },
        Act::Exhibit(exhibit),
    ] {
        let last = rows.last().zip(lines.last()).map(|(r, l)| (r.n, l.as_str()));
        let row = Row::after(last, at.clone(), "mei", act);
        lines.push(row.to_line().expect("json"));
        rows.push(row);
    }
    Case::replay(&rows).expect("a case")
}

fn all(masked: bool, lang: UiLang) -> Vec<(Addressee, String)> {
    let case = case();
    let named = [
        (InvolvedKind::Phone, "+85200000000"),
        (InvolvedKind::Link, "https://tk.example.com:8443/a?b='c'"),
        (InvolvedKind::Handle, "kefu-01"),
        (InvolvedKind::Email, "kefu@mail.example.com"),
    ];
    let named: Vec<Involved> = named
        .map(|(kind, value)| Involved { kind, value: value.into(), note: String::new(), seen_in: vec![1] })
        .into();
    let involved = case.all_involved(&named);
    let quotes =
        [Quote { tactic: "RT01".into(), name: "x".into(), words: "主动退款".into(), exhibit: 1 }];
    let at = Moment::parse("2026-11-22T15:00:00+08:00").expect("a moment");
    let input = Report {
        case: &case,
        involved: &involved,
        quotes: &quotes,
        at: &at,
        agent: "hangup/0",
        masked,
        lang,
    };
    [Addressee::Police, Addressee::Bank, Addressee::Xarf, Addressee::Misp, Addressee::Stix, Addressee::Csv]
        .map(|to| (to, report(to, &input).expect("a report")))
        .into()
}

#[test]
fn the_persons_own_data_is_masked_in_every_report_and_theirs_is_not() {
    for lang in [UiLang::Zh, UiLang::En] {
        for (to, text) in all(true, lang) {
            assert!(!text.contains("13800138000") && !text.contains(OWN), "{to:?}: {text}");
            if to != Addressee::Xarf {
                assert!(text.contains("6217000000000000017"), "{to:?} hides the payee's account");
            }
        }
    }
    assert!(all(false, UiLang::Zh)[0].1.contains(OWN));
}

#[test]
fn links_in_letters_and_tables_cannot_be_opened() {
    for (to, text) in all(true, UiLang::Zh) {
        if matches!(to, Addressee::Police | Addressee::Bank | Addressee::Csv) {
            assert!(
                text.contains("hxxps://tk[.]example[.]com") && !text.contains("https://tk.example"),
                "{to:?}"
            );
        }
    }
}

#[test]
fn the_taxonomy_reads_and_its_galaxy_has_one_value_a_tactic() {
    let tactics = tactics();
    assert!(tactics.len() >= 40);
    let galaxy: serde_json::Value = serde_json::from_str(&misp_galaxy().expect("json")).expect("json");
    assert_eq!(galaxy["values"].as_array().map(Vec::len), Some(tactics.len()));
}

#[test]
fn a_hostile_title_and_name_stay_text_in_the_page() {
    let case = case();
    let at = Moment::parse("2026-11-22T15:00:00+08:00").expect("a moment");
    let hide = |t: &str| t.to_owned();
    let input = ReportInput {
        case: &case,
        involved: &[],
        quotes: &[],
        excerpts: &[],
        at: &at,
        agent: "hangup/0",
        fingerprint: "SHA256:x",
        masked: false,
        hide: &hide,
    };
    for lang in [UiLang::Zh, UiLang::En] {
        let page = case_page(&input, lang);
        assert!(page.contains("退款&lt;b&gt;") && !page.contains("<b>"));
    }
}

#[test]
fn what_we_report_others_of_us_can_read_back() {
    for (to, text) in all(true, UiLang::En) {
        if matches!(to, Addressee::Misp | Addressee::Stix) {
            let read = indicators(&text).unwrap_or_else(|e| panic!("{to:?}: {e}"));
            for value in [
                "+85200000000",
                "https://tk.example.com:8443/a?b='c'",
                "kefu@mail.example.com",
                "6217000000000000017",
            ] {
                assert!(read.iter().any(|i| i.value == value), "{to:?} lost {value}: {read:?}");
            }
        }
    }
}
