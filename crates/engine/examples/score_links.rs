//! Measures link judgement: development pairs, popular sites, the directory's own channels, made-up lookalikes.
//!
//! `cargo run --release -p hangup-engine --example score_links [-- DATA [show]]`, where `DATA` is the folder with
//! the test files (`../shared/data/links` by default; what is missing there is left out). `show` prints the misses.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a tool for developers, not part of the engine"
)]

use hangup_domain::LinkStatus;
use hangup_engine::Engine;
use hangup_engine::pack::{Pack, PackError, Role};
use std::collections::BTreeMap;
use std::time::Instant;

fn main() -> Result<(), PackError> {
    let mut args = std::env::args().skip(1);
    let data = args.next().unwrap_or_else(|| "../shared/data/links".to_owned());
    let show = args.next().is_some_and(|a| a == "show");
    let started = Instant::now();
    let engine = Engine::load(hangup_builtin::PACK, hangup_builtin::DIGEST)?;
    println!("engine ready in {} ms; {:?}", started.elapsed().as_millis(), engine.links());
    let read = |name: &str| std::fs::read_to_string(format!("{data}/{name}")).unwrap_or_default();
    pairs(&engine, &read("claim_pairs.dev.tsv"), show);
    popular(&engine, &read("popular_domains_2014.txt"), show);
    own_channels(&engine, show);
    made_up(&engine, show);
    strangers(show)?;
    speed(&engine, &read("claim_pairs.dev.tsv"));
    Ok(())
}

fn bad(status: LinkStatus) -> bool {
    !matches!(status, LinkStatus::Official | LinkStatus::OwnedNotChannel | LinkStatus::Unknown)
}

fn percent(part: usize, of: usize) -> String {
    format!("{part} of {of} = {:.3} %", 100.0 * part as f64 / of.max(1) as f64)
}

/// The host as a plain reader would cut it out, for telling whether it carries a name.
fn plain_host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, r)| r);
    rest.split(['/', '?', '#', ':']).next().unwrap_or("").to_lowercase()
}

/// Whether a host carries a name: four letters or more anywhere, or shorter ones between separators.
fn carries(engine: &Engine, org: u16, host: &str) -> bool {
    let organisation = engine.pack().directory.get(org);
    let host = host.replace(['0', '1'], "o").replace("rn", "m");
    organisation.is_some_and(|o| {
        o.tokens.iter().any(|t| {
            if t.len() >= 4 { host.contains(t.as_str()) } else { host.split(['.', '-']).any(|p| p == t) }
        })
    })
}

fn pairs(engine: &Engine, text: &str, show: bool) {
    let (mut no, mut no_flagged, mut yes, mut yes_flagged) = (0, 0, 0, 0);
    let (mut named, mut found) = (0, 0);
    let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
    let mut absent: Vec<String> = Vec::new();
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(expected), Some(brand), Some(url)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let Some(org) = engine.organisation(brand) else {
            *missing.entry(brand).or_default() += 1;
            continue;
        };
        let status = engine.judge(url, &[org]).status;
        match expected {
            "official" => {
                yes += 1;
                if bad(status) {
                    yes_flagged += 1;
                    absent.push(format!("{brand} {url} {}", status.as_str()));
                }
            }
            "not-official" => {
                no += 1;
                no_flagged += usize::from(bad(status));
                if show && !bad(status) {
                    println!("  passed: {brand} {url} {}", status.as_str());
                }
                let host = plain_host(url);
                let judged = engine.judge(url, &[]);
                // Some pairs name a page on the brand's own site or on a real messenger: nothing is imitated there.
                if carries(engine, org, &host) && judged.status != LinkStatus::Official {
                    named += 1;
                    let seen = matches!(judged.status, LinkStatus::Lookalike | LinkStatus::KnownBad);
                    found += usize::from(seen);
                    if show && !seen {
                        println!("  not seen: {brand} {host} {} {}", judged.status.as_str(), judged.reason);
                    }
                }
            }
            _ => {}
        }
    }
    println!("claim given, not official, flagged: {}", percent(no_flagged, no));
    println!("claim given, official, flagged:     {}", percent(yes_flagged, yes));
    println!("no claim, host carries the name, lookalike: {}", percent(found, named));
    println!("pairs of organisations that the directory lacks: {}", missing.values().sum::<usize>());
    if show {
        for line in &absent {
            println!("  official but flagged: {line}");
        }
        let mut missing: Vec<_> = missing.into_iter().collect();
        missing.sort_by_key(|m| std::cmp::Reverse(m.1));
        println!("  lacking: {missing:?}");
    }
}

fn popular(engine: &Engine, text: &str, show: bool) {
    let (mut all, mut flagged) = (0, 0);
    for domain in text.lines() {
        all += 1;
        let judged = engine.judge(domain, &[]);
        if judged.status >= LinkStatus::Lookalike {
            flagged += 1;
            if show {
                let org = judged.org.and_then(|o| engine.pack().directory.get(o)).map(|o| o.id.to_string());
                println!("  popular: {domain} {} of {org:?}, {}", judged.reason, judged.seen);
            }
        }
    }
    println!("popular sites, lookalike or worse: {}", percent(flagged, all));
}

fn own_channels(engine: &Engine, show: bool) {
    let (mut all, mut flagged) = (0, 0);
    for domain in &engine.pack().directory.domains {
        all += 1;
        let without = engine.judge(&format!("https://www.{}/a", domain.name), &[]).status;
        let with = engine.judge(&domain.name, &[domain.org]).status;
        let fits = match domain.role {
            Role::Hosting => with <= LinkStatus::UserContent && without <= LinkStatus::UserContent,
            _ => !bad(with) && (!bad(without) || without == LinkStatus::UserContent),
        };
        if !fits {
            flagged += 1;
            if show {
                println!("  own: {} {:?} {} {}", domain.name, domain.role, without.as_str(), with.as_str());
            }
        }
    }
    println!("the directory's own domains flagged: {}", percent(flagged, all));
}

/// Sites of strangers, without the list that clears them.
fn strangers(show: bool) -> Result<(), PackError> {
    let mut pack = Pack::from_bytes(hangup_builtin::PACK)?;
    let known = std::mem::take(&mut pack.links.known_sites);
    let engine = Engine::new(pack, "")?;
    let (mut all, mut flagged) = (0, 0);
    for domain in known.iter().filter(|d| engine.pack().directory.domain(d).is_none()) {
        all += 1;
        let judged = engine.judge(domain, &[]);
        if judged.status >= LinkStatus::Lookalike {
            flagged += 1;
            if show {
                let org = judged.org.and_then(|o| engine.pack().directory.get(o)).map(|o| o.id.to_string());
                println!("  stranger: {domain} {} of {org:?}, {}", judged.reason, judged.seen);
            }
        }
    }
    println!("sites of strangers, were they not listed, lookalike: {}", percent(flagged, all));
    Ok(())
}

const BRANDS: &[&str] = &[
    "taobao",
    "tmall",
    "alipay",
    "jd",
    "pinduoduo",
    "douyin",
    "kuaishou",
    "vipshop",
    "meituan",
    "eleme",
    "goofish",
    "xiaohongshu",
    "wechat",
    "tencent",
    "unionpay",
    "sf-express",
    "zto",
    "yto",
    "sto",
    "yunda",
    "jtexpress",
    "chinapost",
    "deppon",
    "cainiao",
    "icbc",
    "ccb",
    "abchina",
    "boc",
    "cmb",
    "bankcomm",
    "psbc",
    "10086",
    "10010",
    "12306",
    "ctrip",
    "suning",
    "dewu",
    "qunar",
    "didi",
    "baidu",
];
const HOSTS: &[&str] = &[
    "taobao",
    "tmall",
    "alipay",
    "jd",
    "pinduoduo",
    "douyin",
    "kuaishou",
    "weipinhui",
    "meituan",
    "eleme",
    "goofish",
    "xiaohongshu",
    "weixin",
    "tencent",
    "unionpay",
    "sf",
    "zto",
    "yto",
    "sto",
    "yunda",
    "jitu",
    "ems",
    "deppon",
    "cainiao",
    "icbc",
    "ccb",
    "abchina",
    "boc",
    "cmb",
    "bankcomm",
    "psbc",
    "10086",
    "10010",
    "12306",
    "ctrip",
    "suning",
    "dewu",
    "qunar",
    "didi",
    "baidu",
];
const CHINESE: &[&str] = &[
    "淘宝",
    "天猫",
    "支付宝",
    "京东",
    "拼多多",
    "抖音",
    "快手",
    "唯品会",
    "美团",
    "饿了么",
    "闲鱼",
    "小红书",
    "微信",
    "腾讯",
    "银联",
    "顺丰",
    "中通",
    "圆通",
    "申通",
    "韵达",
    "极兔",
    "邮政",
    "德邦",
    "菜鸟",
    "工商银行",
    "建设银行",
    "农业银行",
    "中国银行",
    "招商银行",
    "交通银行",
    "邮储银行",
    "中国移动",
    "中国联通",
    "铁路12306",
    "携程",
    "苏宁",
    "得物",
    "去哪儿",
    "滴滴",
    "百度",
];
const INTENTS: &[&str] = &[
    "tuikuan", "tuihuo", "kefu", "lipei", "peifu", "shouhou", "dingdan", "kuaidi", "refund", "service",
    "track", "verify", "login", "account", "support", "delivery",
];
const CHINESE_INTENTS: &[&str] = &["退款", "客服", "理赔", "售后", "订单", "快递", "赔付", "官网"];
const ENDINGS: &[&str] = &[
    "com", "cn", "top", "xyz", "net", "vip", "cc", "shop", "online", "site", "icu", "club", "com.cn", "org",
    "info", "store", "live", "fun", "link", "work", "pro", "asia", "ltd", "wang", "cyou", "hk", "me", "co",
    "app", "in",
];

/// Five thousand made-up hosts: every brand with every word in every way of putting them together.
fn made_up(engine: &Engine, show: bool) {
    let (mut all, mut found, mut n) = (0, 0, 0usize);
    let mut by_form: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (b, host) in HOSTS.iter().enumerate() {
        for (i, word) in INTENTS.iter().enumerate() {
            for form in 0..8 {
                n += 1;
                let ending = ENDINGS[(n * 7 + i + form) % ENDINGS.len()];
                let zh = CHINESE_INTENTS[i % CHINESE_INTENTS.len()];
                let (kind, made) = match form {
                    0 => ("prefix", format!("{word}{host}.{ending}")),
                    1 => ("suffix", format!("{host}{word}.{ending}")),
                    2 => ("dot", format!("{host}.{word}{}.{ending}", n % 97)),
                    3 => ("hyphen", format!("{host}-{word}.{ending}")),
                    4 => ("digit", format!("{host}{}-{word}.{ending}", n % 100)),
                    5 => ("idn", format!("{}-{word}.{ending}", confused(host))),
                    6 => ("chinese", format!("{}{zh}.{ending}", CHINESE[b])),
                    _ => ("embedded", format!("{host}.com.{word}-{}.{ending}", n % 89)),
                };
                if n % 41 == 0 {
                    continue;
                }
                all += 1;
                let judged = engine.judge(&format!("https://{made}/"), &[]);
                let seen = judged.status == LinkStatus::Lookalike;
                found += usize::from(seen);
                let count = by_form.entry(kind).or_default();
                count.0 += usize::from(seen);
                count.1 += 1;
                if show && !seen {
                    println!("  made up, not seen: {made} ({}) {}", BRANDS[b], judged.reason);
                }
            }
        }
    }
    println!("made-up Chinese lookalikes: {} {by_form:?}", percent(found, all));
}

/// One letter exchanged for a Cyrillic or Greek one that looks the same; digits stay.
fn confused(host: &str) -> String {
    let mut done = false;
    host.chars()
        .map(|c| {
            let to = match c {
                'a' => 'а',
                'o' => 'о',
                'e' => 'е',
                'c' => 'с',
                'p' => 'р',
                'i' => 'і',
                's' => 'ѕ',
                'j' => 'ј',
                'y' => 'у',
                'd' => 'ԁ',
                '0' => 'о',
                _ => return c,
            };
            if std::mem::replace(&mut done, true) { c } else { to }
        })
        .collect()
}

fn speed(engine: &Engine, text: &str) {
    let urls: Vec<&str> = text.lines().filter_map(|l| l.split('\t').nth(2)).collect();
    if urls.is_empty() {
        return;
    }
    for (name, claims) in [("without a claim", vec![]), ("with a claim", vec![0u16])] {
        let mut times: Vec<u128> = Vec::new();
        let whole = Instant::now();
        for url in urls.iter().cycle().take(20_000) {
            let one = Instant::now();
            std::hint::black_box(engine.judge(url, &claims));
            times.push(one.elapsed().as_nanos());
        }
        let whole = whole.elapsed().as_millis();
        times.sort_unstable();
        println!("20,000 links {name}: {whole} ms; p50 {} ns, p99 {} ns", times[10_000], times[19_800]);
    }
}
