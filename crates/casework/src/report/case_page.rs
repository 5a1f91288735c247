//! The readable report of a case: what happened when, who is involved, what was lost, and what this does not prove.

use crate::case::{Case, Involved, InvolvedKind};
use crate::escape;
use crate::moment::Moment;
use hangup_domain::UiLang;
use std::fmt::Write as _;

/// A tactic seen in an exhibit, with the words that show it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quote {
    /// The tactic's id, `RT27`.
    pub tactic: String,
    /// Its name in the report's language.
    pub name: String,
    /// The words.
    pub words: String,
    /// The exhibit.
    pub exhibit: u32,
}

/// A text exhibit that is printed in the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The exhibit.
    pub exhibit: u32,
    /// Its text, as far as it is printed.
    pub text: String,
    /// Whether more of it is in the exhibit.
    pub cut: bool,
}

/// Everything the report is made of.
pub struct ReportInput<'a> {
    /// The case.
    pub case: &'a Case,
    /// All numbers, links, accounts and apps of theirs.
    pub involved: &'a [Involved],
    /// Tactics with quotes.
    pub quotes: &'a [Quote],
    /// Texts to print.
    pub excerpts: &'a [Excerpt],
    /// When the report is made.
    pub at: &'a Moment,
    /// By which program.
    pub agent: &'a str,
    /// Fingerprint of the sealing key.
    pub fingerprint: &'a str,
    /// Whether personal data is masked.
    pub masked: bool,
    /// What becomes of texts before they are shown (masking, or nothing).
    pub hide: &'a dyn Fn(&str) -> String,
}

/// The report as one HTML page.
pub fn case_page(input: &ReportInput<'_>, lang: UiLang) -> String {
    let case = input.case;
    let e = |text: &str| escape::html(&(input.hide)(text));
    let t = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    let mut b = format!("<h1>{}</h1>\n", t("电信网络诈骗案件材料", "Evidence report: suspected fraud"));
    let row = |out: &mut String, head: &str, cell: &str| {
        let _ = writeln!(out, "<tr><th>{head}</th><td>{cell}</td></tr>");
    };
    b.push_str("<table>\n<colgroup><col style=\"width:38mm\"><col></colgroup>\n");
    row(&mut b, t("案件", "Case"), &format!("{}<br>{}", e(&case.title), escape::html(&case.id)));
    row(&mut b, t("建立", "Opened"), &format!("{} · {}", case.opened.spoken(), e(&case.opened_by)));
    row(
        &mut b,
        t("本报告", "This report"),
        &format!("{} · {}", input.at.spoken(), escape::html(input.agent)),
    );
    let losses = case.losses();
    let loss = losses
        .iter()
        .map(|l| match lang {
            UiLang::Zh => format!("{} {}（{} 笔）", l.currency, l.amount, l.payments),
            UiLang::En if l.payments == 1 => format!("{} {} (1 payment)", l.currency, l.amount),
            UiLang::En => format!("{} {} ({} payments)", l.currency, l.amount, l.payments),
        })
        .collect::<Vec<_>>()
        .join("<br>");
    let loss =
        if loss.is_empty() { t("没有登记转账", "no payment was recorded").to_owned() } else { loss };
    row(&mut b, t("损失合计", "Total loss"), &loss);
    row(&mut b, t("证据", "Exhibits"), &format!("{}{}", case.exhibits.len(), t(" 件", "")));
    row(
        &mut b,
        t("封存密钥指纹", "Fingerprint of the seal"),
        &format!("<code>{}</code>", escape::html(input.fingerprint)),
    );
    b.push_str("</table>\n");
    if input.masked {
        let _ = writeln!(
            b,
            "<p class=\"note\">{}</p>",
            t(
                "这是遮盖了个人信息的副本，用于转给平台、亲友。原件在另一份包里。",
                "This is a copy with personal data masked, for sharing. The originals are in another package.",
            )
        );
    }
    timeline(&mut b, input, lang, &e);
    transfers(&mut b, input, lang, &e);
    involved(&mut b, input, lang, &e);
    quotes(&mut b, input, lang, &e);
    excerpts(&mut b, input, lang, &e);
    exhibits(&mut b, input, lang, &e);
    limits(&mut b, lang);
    super::page(lang, &format!("{} {}", t("案件材料", "Evidence report"), case.id), &b)
}

type Escape<'a> = &'a dyn Fn(&str) -> String;

fn timeline(b: &mut String, input: &ReportInput<'_>, lang: UiLang, e: Escape<'_>) {
    let _ = writeln!(
        b,
        "<h2>{}</h2>\n<table>\n<colgroup><col style=\"width:42mm\"><col style=\"width:12mm\"><col></colgroup>\n<thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead>\n<tbody>",
        lang.pick("时间线", "Timeline"),
        lang.pick("时间", "When"),
        lang.pick("证据", "Ex."),
        lang.pick("内容", "What"),
    );
    for entry in input.case.timeline() {
        let Some(x) = input.case.exhibits.get(entry.exhibit) else { continue };
        let mut what = format!("{}：{}", x.kind.say(lang), e(&x.name));
        if let UiLang::En = lang {
            what = format!("{}: {}", x.kind.say(lang), e(&x.name));
        }
        if let Some(p) = &x.transfer {
            let _ = write!(
                what,
                " — {} {} → {} {}",
                escape::html(&p.currency),
                escape::html(&p.amount),
                e(&p.payee_name),
                e(&p.payee_account)
            );
        }
        if !x.note.is_empty() {
            let _ = write!(what, "<br>{}", e(&x.note));
        }
        let mark = if entry.told { "" } else { lang.pick("（登记时间）", " (when recorded)") };
        let _ = writeln!(b, "<tr><td>{}{mark}</td><td>{}</td><td>{what}</td></tr>", entry.at.spoken(), x.no);
    }
    b.push_str("</tbody></table>\n");
}

fn transfers(b: &mut String, input: &ReportInput<'_>, lang: UiLang, e: Escape<'_>) {
    let paid: Vec<_> = input.case.exhibits.iter().filter_map(|x| Some((x, x.transfer.as_ref()?))).collect();
    if paid.is_empty() {
        return;
    }
    let _ = writeln!(b, "<h2>{}</h2>", lang.pick("转账", "Payments"));
    for (x, p) in paid {
        b.push_str("<table>\n<colgroup><col style=\"width:38mm\"><col></colgroup>\n");
        let when = p.paid_at.as_ref().map(Moment::spoken).unwrap_or_default();
        let amount = format!("{} {}", p.currency, p.amount);
        let own = if input.masked { super::last_four(&p.own_account) } else { p.own_account.clone() };
        let (no, fields) = (
            x.no.to_string(),
            lang.pick(
                ["证据", "金额", "时间", "收款人", "收款账号", "收款银行", "付款账号", "凭证号", "方式"],
                [
                    "Exhibit",
                    "Amount",
                    "When",
                    "Payee",
                    "Payee's account",
                    "Payee's bank",
                    "Own account",
                    "Receipt",
                    "Method",
                ],
            ),
        );
        let values = [
            &no,
            &amount,
            &when,
            &p.payee_name,
            &p.payee_account,
            &p.payee_bank,
            &own,
            &p.receipt,
            &p.method,
        ];
        for (head, value) in fields.iter().zip(values).filter(|(_, v)| !v.is_empty()) {
            let _ = writeln!(b, "<tr><th>{head}</th><td>{}</td></tr>", e(value));
        }
        b.push_str("</table>\n");
    }
}

fn involved(b: &mut String, input: &ReportInput<'_>, lang: UiLang, e: Escape<'_>) {
    let _ = writeln!(
        b,
        "<h2>{}</h2>",
        lang.pick("涉案号码、链接、账户、应用", "Numbers, links, accounts and apps involved")
    );
    if input.involved.is_empty() {
        let _ = writeln!(b, "<p>{}</p>", lang.pick("没有登记。", "None recorded."));
        return;
    }
    let _ = writeln!(
        b,
        "<table>\n<colgroup><col style=\"width:30mm\"><col><col style=\"width:45mm\"><col style=\"width:20mm\"></colgroup>\n<thead><tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr></thead>\n<tbody>",
        lang.pick("类别", "Kind"),
        lang.pick("内容", "Value"),
        lang.pick("备注", "Remarks"),
        lang.pick("证据", "Exhibits"),
    );
    for i in input.involved {
        let value =
            if i.kind == InvolvedKind::Link { escape::frozen_link(&i.value) } else { i.value.clone() };
        let seen: Vec<String> = i.seen_in.iter().map(u32::to_string).collect();
        // What is theirs is never masked: it is what the report is for.
        let _ = writeln!(
            b,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            i.kind.say(lang),
            escape::html(&value),
            e(&i.note),
            seen.join(", ")
        );
    }
    let _ = writeln!(b, "</tbody></table>\n<p class=\"small\">{}</p>", lang.pick(
        "链接已改写（hxxp、[.]），点不开；原样在证据里。",
        "Links are rewritten (hxxp, [.]) so that they cannot be opened; the exhibits hold them as they were.",
    ));
}

fn quotes(b: &mut String, input: &ReportInput<'_>, lang: UiLang, e: Escape<'_>) {
    if input.quotes.is_empty() {
        return;
    }
    let _ = writeln!(b, "<h2>{}</h2>\n<ul>", lang.pick("看到的手法", "Tactics seen"));
    for q in input.quotes {
        let _ = match lang {
            UiLang::Zh => writeln!(
                b,
                "<li>{}（{}，证据 {}）：“{}”</li>",
                e(&q.name),
                e(&q.tactic),
                q.exhibit,
                e(&q.words)
            ),
            UiLang::En => writeln!(
                b,
                "<li>{} ({}, exhibit {}): “{}”</li>",
                e(&q.name),
                e(&q.tactic),
                q.exhibit,
                e(&q.words)
            ),
        };
    }
    b.push_str("</ul>\n");
}

fn excerpts(b: &mut String, input: &ReportInput<'_>, lang: UiLang, e: Escape<'_>) {
    if input.excerpts.is_empty() {
        return;
    }
    let _ = writeln!(b, "<h2>{}</h2>", lang.pick("文字内容", "Texts"));
    for x in input.excerpts {
        let more = if x.cut {
            lang.pick("（其余见证据原件）", " (the rest is in the exhibit)")
        } else {
            ""
        };
        let _ = writeln!(
            b,
            "<p><strong>{} {}</strong>{more}</p>\n<pre>{}</pre>",
            lang.pick("证据", "Exhibit"),
            x.exhibit,
            e(&x.text)
        );
    }
}

fn exhibits(b: &mut String, input: &ReportInput<'_>, lang: UiLang, e: Escape<'_>) {
    let _ = writeln!(
        b,
        "<h2>{}</h2>\n<table>\n<colgroup><col class=\"no\"><col style=\"width:22mm\"><col><col style=\"width:24mm\"><col style=\"width:62mm\"></colgroup>\n<thead><tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th><th>SHA-256</th></tr></thead>\n<tbody>",
        lang.pick("证据清单", "Exhibits"),
        lang.pick("号", "No."),
        lang.pick("类别", "Kind"),
        lang.pick("原始名称", "Original name"),
        lang.pick("字节", "Bytes"),
    );
    for x in &input.case.exhibits {
        let _ = writeln!(
            b,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"hash\">{}</td></tr>",
            x.no,
            x.kind.say(lang),
            e(&x.name),
            x.size,
            x.sha256
        );
    }
    b.push_str("</tbody></table>\n");
}

fn limits(b: &mut String, lang: UiLang) {
    let (title, items) = match lang {
        UiLang::Zh => (
            "这份材料能证明什么、不能证明什么",
            [
                "能证明：从封存起，所列文件没有改动；封存的人持有上述指纹的密钥。",
                "不能证明：内容本身真实，或放进来之前没有被改过。",
                "不能证明：来电显示的号码、名字就是对方本人，它们可以伪造。",
                "请保留原手机和原聊天记录，不删除、不恢复出厂，以备核对。",
                "时间由记录这些证据的设备给出；没有可信时间戳时，只能当作记录人自己的说法。",
            ],
        ),
        UiLang::En => (
            "What this proves and what it does not",
            [
                "It proves that the files listed have not changed since the seal, and that whoever sealed them holds the key named above.",
                "It does not prove that the content is true, or that it was not altered before it was put in.",
                "It does not prove that a displayed number or name belongs to the caller: both can be faked.",
                "Keep the original phone and the original chat, undeleted and not reset, for comparison.",
                "Times were given by the device that recorded them; without a trusted timestamp they are the recorder's own statement.",
            ],
        ),
    };
    let _ = writeln!(b, "<h2>{title}</h2>\n<ul>");
    for item in items {
        let _ = writeln!(b, "<li>{item}</li>");
    }
    let _ = writeln!(
        b,
        "</ul>\n<table class=\"sign\">\n<tr><td>{}</td><td>{}</td></tr>\n</table>",
        lang.pick("提供人签名：", "Signature of the holder:"),
        lang.pick("日期：", "Date:")
    );
}
