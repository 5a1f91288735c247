//! Letters in plain text: a summary for the police, a letter to bank or platform.

use crate::case::{InvolvedKind, Transfer};
use crate::escape::{frozen_link, line};
use crate::moment::Moment;
use crate::report::Report;
use hangup_domain::UiLang;
use std::fmt::Write as _;

fn payments<'a>(input: &'a Report<'_>) -> impl Iterator<Item = (u32, &'a Transfer)> {
    input.case.exhibits.iter().filter_map(|e| Some((e.no, e.transfer.as_ref()?)))
}

fn losses(input: &Report<'_>) -> String {
    let sums: Vec<String> =
        input.case.losses().iter().map(|l| format!("{} {}", l.currency, l.amount)).collect();
    if sums.is_empty() {
        input.lang.pick("（没有登记转账）", "(no payment recorded)").to_owned()
    } else {
        sums.join(" + ")
    }
}

fn payment_lines(out: &mut String, input: &Report<'_>) {
    let lang = input.lang;
    for (no, p) in payments(input) {
        let at = p.paid_at.as_ref().map_or_else(|| "______".to_owned(), Moment::spoken);
        let or = |t: &str| if t.is_empty() { "______".to_owned() } else { line(&input.hide(t)) };
        let own =
            if p.own_account.is_empty() { "______".to_owned() } else { input.own_account(&p.own_account) };
        // The payee is theirs: never masked.
        let bank = if p.payee_bank.is_empty() { "______" } else { &p.payee_bank };
        let payee = [p.payee_name.as_str(), &p.payee_account, bank].map(line);
        let _ = match lang {
            UiLang::Zh => writeln!(
                out,
                "  - {at}，{} {}，从 {own} 付给 {}（账号 {}，{}），凭证 {}，证据 {no}",
                p.currency,
                p.amount,
                payee[0],
                payee[1],
                payee[2],
                or(&p.receipt)
            ),
            UiLang::En => writeln!(
                out,
                "  - {at}: {} {} from {own} to {} (account {}, {}), receipt {}, exhibit {no}",
                p.currency,
                p.amount,
                payee[0],
                payee[1],
                payee[2],
                or(&p.receipt)
            ),
        };
    }
}

fn involved_lines(out: &mut String, input: &Report<'_>) {
    for i in input.involved {
        let value = if i.kind == InvolvedKind::Link { frozen_link(&i.value) } else { i.value.clone() };
        let note =
            if i.note.is_empty() { String::new() } else { format!("（{}）", line(&input.hide(&i.note))) };
        let _ = writeln!(out, "  - {}: {}{note}", i.kind.say(input.lang), line(&value));
    }
}

pub(super) fn police(input: &Report<'_>) -> String {
    let (case, lang) = (input.case, input.lang);
    let mut out = String::new();
    let t = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    let _ = writeln!(
        out,
        "{}\n",
        t(
            "报案摘要（冒充电商物流客服类诈骗）",
            "Summary for the police (refund / fake customer service fraud)"
        )
    );
    let _ = writeln!(out, "{}{}", t("案件：", "Case: "), line(&input.hide(&case.title)));
    let _ = writeln!(out, "{}{}", t("编号：", "Number: "), case.id);
    let _ = writeln!(out, "{}{}", t("损失合计：", "Total loss: "), losses(input));
    let _ = writeln!(
        out,
        "{}______    {}______\n",
        t("报案人：", "Reported by: "),
        t("联系电话：", "Telephone: ")
    );
    let _ = writeln!(out, "{}", t("一、转账", "1. Payments"));
    payment_lines(&mut out, input);
    let _ = writeln!(
        out,
        "\n{}",
        t("二、对方的号码、链接、账户、应用", "2. Their numbers, links, accounts and apps")
    );
    involved_lines(&mut out, input);
    let _ = writeln!(out, "\n{}", t("三、经过", "3. What happened"));
    for entry in case.timeline() {
        let Some(e) = case.exhibits.get(entry.exhibit) else { continue };
        let mark = if entry.told { "" } else { t("（登记时间）", " (when recorded)") };
        let note =
            if e.note.is_empty() { String::new() } else { format!(" — {}", line(&input.hide(&e.note))) };
        let _ = writeln!(
            out,
            "  - {}{mark}  {} {}  {}{note}",
            entry.at.spoken(),
            t("证据", "exhibit"),
            e.no,
            line(&input.hide(&e.name))
        );
    }
    if !input.quotes.is_empty() {
        let _ = writeln!(out, "\n{}", t("四、看到的手法", "4. Tactics seen"));
        for q in input.quotes {
            let _ = writeln!(
                out,
                "  - {} {}：“{}”（{} {}）",
                q.tactic,
                q.name,
                line(&input.hide(&q.words)),
                t("证据", "exhibit"),
                q.exhibit
            );
        }
    }
    let _ = writeln!(
        out,
        "\n{}",
        t(
            "证据原件、清单和校验值在证据包里；原手机和聊天记录都保留着，可以当面核对。",
            "The exhibits, their list and their digests are in the package; the phone and the chat are kept and can be compared.",
        )
    );
    out
}

pub(super) fn bank(input: &Report<'_>) -> String {
    let lang = input.lang;
    let mut out = String::new();
    let t = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    let _ = writeln!(
        out,
        "{}\n",
        t(
            "致：______（银行 / 支付机构 / 平台）\n关于：被诈骗转账，请求止付、冻结并协助追查",
            "To: ______ (bank, payment service or platform)\nRe: payments obtained by fraud; please stop, freeze and help to trace them",
        )
    );
    let _ = writeln!(
        out,
        "{}\n",
        t(
            "我被冒充客服的人骗了，下列款项不是我的真实意愿。请立即对收款账户采取止付、冻结措施，把本信记入我的账户，并书面告诉我受理时间和编号。",
            "I was defrauded by somebody posing as customer service; the payments below were not what I meant to make. Please stop them and freeze the receiving accounts at once, note this letter on my account, and confirm in writing when you received it and under which number.",
        )
    );
    let _ = writeln!(out, "{}{}", t("损失合计：", "Total loss: "), losses(input));
    payment_lines(&mut out, input);
    let _ = writeln!(out, "\n{}", t("对方的号码、链接、账户：", "Their numbers, links and accounts:"));
    involved_lines(&mut out, input);
    let _ = writeln!(
        out,
        "\n{}{}",
        t(
            "报警回执或案件编号：______\n签名：______  日期：",
            "Police reference: ______\nSigned: ______  Date: "
        ),
        input.at.date()
    );
    out
}
