//! What holds for every text, however hostile.

use hangup_domain::{Assessment, Contact, Speaker, Turn, UiLang, Verdict};
use hangup_engine::Engine;
use proptest::prelude::*;
use std::sync::OnceLock;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| match Engine::load(hangup_builtin::PACK, hangup_builtin::DIGEST) {
        Ok(engine) => engine,
        Err(e) => unreachable!("the built-in pack loads: {e}"),
    })
}

fn spans_hold(contact: &Contact, assessment: &Assessment) -> Result<(), TestCaseError> {
    let text =
        |turn: Option<u32>| contact.turns.get(turn.unwrap_or(0) as usize).map_or("", |t| t.text.as_str());
    let findings = assessment.findings.iter().flat_map(|f| f.spans.iter().map(move |s| (*s, f.turn)));
    let indicators = assessment.indicators.iter().map(|i| (i.span, i.turn));
    let claims = assessment.claims.iter().filter_map(|c| Some((c.span?, c.turn)));
    for (span, turn) in findings.chain(indicators).chain(claims) {
        let text = text(turn);
        prop_assert!(span.start < span.end, "{span:?}");
        prop_assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} in {text:?}");
    }
    Ok(())
}

/// Pieces that rules and scanners react to, glued at random.
fn scammy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("退款".to_owned()),
        Just("您好，我是京东客服".to_owned()),
        Just("验证码".to_owned()),
        Just("报给我".to_owned()),
        Just("請把驗證碼".to_owned()),
        Just("【顺丰速运】".to_owned()),
        Just("点击 jd-refund.example/x?y=1".to_owned()),
        Just("http://jd.com@tk.example".to_owned()),
        Just("１６０００００１２３４".to_owned()),
        Just("加➕薇❤信".to_owned()),
        Just("read me the code ".to_owned()),
        Just("your рaypal account ".to_owned()),
        Just("\u{200b}".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("验 证 - 码".to_owned()),
        Just("⑥位数".to_owned()),
        Just("①②③④".to_owned()),
        Just("㊙️㈱½".to_owned()),
        Just("not a scam ".to_owned()),
        Just("请勿".to_owned()),
        Just("\n".to_owned()),
        "\\PC{0,12}",
        ".{0,6}",
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|p| p.concat())
}

/// The same without arbitrary characters: a compatibility character may become several that fold on.
fn known() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("退款"),
        Just("您好，我是京东客服"),
        Just("請把驗證碼"),
        Just("报给我 "),
        Just("【顺丰速运】"),
        Just("加➕薇❤信"),
        Just("your рaypal account "),
        Just("\u{200b}"),
        Just("验 证 - 码"),
        Just("⑥位数"),
        Just("１６０"),
        Just("\n"),
        Just("jd。com"),
        Just("don’t "),
        Just("A-B"),
        Just("。"),
        Just("VX"),
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_stand_inside_the_original_on_character_boundaries(text in scammy()) {
        let contact = Contact::message(text);
        let assessment = engine().assess(&contact, UiLang::En);
        spans_hold(&contact, &assessment)?;
    }

    #[test]
    fn the_same_contact_gives_the_same_bytes(text in scammy()) {
        let contact = Contact::message(text);
        prop_assert_eq!(engine().assess(&contact, UiLang::Zh), engine().assess(&contact, UiLang::Zh));
    }

    #[test]
    fn danger_always_names_a_rule(text in scammy()) {
        let a = engine().assess(&Contact::message(text), UiLang::En);
        prop_assert!(a.verdict != Verdict::Danger || !a.findings.is_empty());
        prop_assert!((0.0..=1.0).contains(&a.score));
    }

    #[test]
    fn a_conversation_is_judged_without_looking_ahead(texts in proptest::collection::vec(scammy(), 1..8), cut in 0usize..8) {
        let turns: Vec<Turn> = texts.into_iter().enumerate()
            .map(|(i, text)| Turn { who: if i % 3 == 2 { Speaker::Me } else { Speaker::Them }, text }).collect();
        let whole = Contact::conversation(turns.clone());
        let all = engine().assess(&whole, UiLang::En);
        spans_hold(&whole, &all)?;
        if let Some(alarm) = all.first_alarm_turn {
            let cut = cut.min(turns.len());
            if cut > alarm as usize && cut > 1 {
                let part = engine().assess(&Contact::conversation(turns[..cut].to_vec()), UiLang::En);
                prop_assert_eq!(part.first_alarm_turn, Some(alarm));
            }
        }
    }

    #[test]
    fn normalising_twice_changes_nothing(text in known()) {
        let fold = &engine().pack().fold;
        let mut once = hangup_engine::text::Text::default();
        once.read(&text, fold);
        let mut twice = hangup_engine::text::Text::default();
        twice.read(&once.norm, fold);
        prop_assert_eq!(once.norm.trim(), twice.norm.trim());
    }

    #[test]
    fn codes_cards_and_ids_never_leave_the_engine(code in "[0-9]{6}") {
        let a = engine().assess(&Contact::message(format!("您的验证码是{code}，请勿泄露")), UiLang::En);
        for i in a.indicators {
            prop_assert!(!i.value.contains(&code));
        }
    }
}

#[test]
fn large_and_hostile_texts_are_bounded() {
    for text in [
        String::new(),
        "\u{0}".repeat(1000),
        "退款".repeat(100_000),
        "a.".repeat(100_000) + "com",
        "1".repeat(1_000_000),
        "\u{200b}".repeat(100_000),
        "请勿".repeat(50_000) + "把验证码报给我",
        "(".repeat(200_000),
        "http://".repeat(50_000),
        "加qq".repeat(50_000),
    ] {
        let a = engine().assess(&Contact::message(text), UiLang::En);
        assert!(a.findings.len() < 100 && a.indicators.len() <= 64);
    }
}
