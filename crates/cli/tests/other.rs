//! The directory, packs, settings and the help.

mod support;

use support::{PLAIN_ZH, file, hangup, hangup_in, objects};
use unicode_width::UnicodeWidthStr as _;

#[test]
fn who_says_whose_it_is_with_evidence_or_that_nobody_knows() {
    let zh = hangup(&["who", "京东"]);
    assert_eq!(zh.code, 0);
    assert!(zh.out.contains("950618") && zh.out.contains("https://") && zh.out.contains("20"), "{}", zh.out);
    let number = hangup(&["who", "95188", "--lang", "en"]);
    assert!(number.out.contains("Caller ID can be faked"), "{}", number.out);
    let nobody = hangup(&["who", "Nobody", "Ltd", "of", "Nowhere"]);
    assert_eq!(nobody.code, 1);
    assert!(nobody.out.contains("not in the directory"), "{}", nobody.out);
    let lookalike = hangup(&["who", "taobao-refund.example.cc", "--lang", "zh-CN"]);
    assert!(lookalike.code == 1 && lookalike.out.contains("淘宝"), "{}", lookalike.out);
    let json = &objects(&hangup(&["who", "jd", "--format", "json"]).out)[0];
    assert_eq!(json["found"][0]["id"], "jd");
    assert!(
        json["found"][0]["channels"]
            .as_array()
            .is_some_and(|c| c.iter().all(|c| c["evidence"].is_string() && c["seen"].is_string()))
    );
    assert_eq!(hangup(&["who"]).code, 2);
}

#[test]
fn a_pack_is_built_verified_shown_compared_and_used() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data");
    let path = file("built/test.pack", b"");
    let pack = path.to_str().unwrap_or_default();
    let built = hangup(&["pack", "build", folder, "--out", pack, "--lang", "en"]);
    assert_eq!(built.code, 0, "{}", built.err);
    let digest =
        built.out.split_whitespace().find(|w| w.starts_with("sha256:")).unwrap_or_default().to_owned();
    let verified = hangup(&["pack", "verify", pack]);
    assert!(verified.code == 0 && verified.out.contains(&digest), "{}", verified.out);
    assert_eq!(hangup(&["pack", "verify", pack, "--digest", &digest]).code, 0);
    let wrong = format!("sha256:{}", "0".repeat(64));
    assert_eq!(hangup(&["pack", "verify", pack, "--digest", &wrong]).code, 1);
    let shown = &objects(&hangup(&["pack", "show", pack, "--format", "json"]).out)[0];
    assert_eq!(shown["digest"].as_str(), Some(digest.as_str()));
    assert!(shown["rules"].as_u64().is_some_and(|n| n > 30));
    let same = hangup(&["pack", "diff", pack, pack, "--lang", "en"]);
    assert!(same.code == 0 && !same.out.contains("\n  "), "{}", same.out);
    assert_eq!(hangup(&["check", PLAIN_ZH, "--pack", pack]).code, 0);
    let used = &objects(&hangup(&["check", PLAIN_ZH, "--pack", pack, "--format", "json"]).out)[0];
    assert_eq!(used["engine"]["pack"].as_str(), Some(digest.as_str()));

    let mut torn = std::fs::read(&path).unwrap_or_default();
    torn.truncate(torn.len() / 2);
    let torn = file("built/torn.pack", &torn);
    let torn = hangup(&["check", PLAIN_ZH, "--pack", torn.to_str().unwrap_or_default()]);
    assert_eq!((torn.code, torn.err.lines().count()), (1, 1), "{}", torn.err);
    let none = file("built/none.pack", b"hello");
    assert_eq!(hangup(&["pack", "verify", none.to_str().unwrap_or_default()]).code, 1);
    assert_eq!(hangup(&["pack", "build", env!("CARGO_TARGET_TMPDIR")]).code, 1);
}

#[test]
fn settings_come_from_flags_environment_file_and_default_in_this_order() {
    let config = file("settings/hangup.toml", b"[ui]\nlang = \"zh-CN\"\n[scan]\nthreads = 2\n");
    let config = config.to_str().unwrap_or_default();
    let text = |env: &[(&str, &str)], more: &[&str]| {
        let args = [&["check", "See you at six", "--config", config], more].concat();
        hangup_in(&args, env).out
    };
    assert!(text(&[("LANG", "en_GB")], &[]).contains("诈骗"));
    assert!(!text(&[("HANGUP__UI__LANG", "en")], &[]).contains("诈骗"));
    assert!(text(&[("HANGUP__UI__LANG", "en")], &["--lang", "zh-CN"]).contains("诈骗"));
    let shown = hangup_in(&["config", "show", "--config", config], &[("HANGUP__SCAN__THREADS", "3")]).out;
    assert!(shown.contains("threads = 3  # HANGUP__SCAN__THREADS"), "{shown}");
    assert_eq!(hangup(&["config", "check", config]).code, 0);
    let slip = file("settings/slip.toml", b"[ui]\ncolour = true\n");
    let slip = hangup(&["config", "check", slip.to_str().unwrap_or_default()]);
    assert!(slip.code == 1 && slip.err.contains("colour") && slip.err.lines().count() == 1, "{}", slip.err);
    assert_eq!(hangup_in(&["check", PLAIN_ZH], &[("HANGUP__NO__SUCH", "1")]).code, 1);
    for lang in ["zh-CN", "en"] {
        let generated = hangup(&["config", "generate", "--lang", lang]).out;
        let good = file(&format!("settings/{lang}.toml"), generated.replace("# lang", "lang").as_bytes());
        assert_eq!(hangup(&["config", "check", good.to_str().unwrap_or_default()]).code, 0, "{generated}");
    }
}

#[test]
fn the_help_fits_and_begins_with_three_commands_in_both_languages() {
    for lang in ["zh_CN.UTF-8", "en_GB.UTF-8"] {
        let help = hangup_in(&["--help"], &[("LANG", lang)]);
        assert_eq!(help.code, 0);
        assert!(help.out.lines().all(|l| l.width() <= 80), "{}", help.out);
        let first: Vec<&str> = help.out.lines().filter(|l| l.starts_with("  hangup ")).collect();
        assert_eq!(first.len(), 3);
        for sub in ["check", "scan", "link", "call", "who", "pack", "config"] {
            let below = hangup_in(&[sub, "--help"], &[("LANG", lang)]);
            assert!(below.code == 0 && below.out.contains("--help"), "{}", below.err);
        }
    }
    assert_eq!(hangup(&[]).code, 2);
    assert!(hangup(&["--version"]).out.starts_with("hangup "));
    assert!(hangup(&["chek"]).err.contains("check"));
}

#[test]
fn completions_and_the_manual_are_made() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(hangup(&["completions", shell]).out.contains("hangup"), "{shell}");
    }
    assert!(hangup(&["man"]).out.starts_with(".ie"));
}
