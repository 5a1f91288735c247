//! `hangup case list` and `hangup case show`.

use anyhow::Result;
use clap::Args;
use hangup_casework::aftercare::Schedule;
use hangup_casework::case::{Case, InvolvedKind};
use hangup_casework::escape;
use hangup_domain::UiLang;
use hangup_vault::{Vault, report_data};
use serde_json::json;
use std::io::{self, Write as _};
use std::process::ExitCode;

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[arg(long, value_name = "plain|json", default_value = "plain")]
    format: String,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    case: String,
    #[arg(long, value_name = "plain|json", default_value = "plain")]
    format: String,
}

pub(super) fn list(args: &ListArgs, vault: &Vault, lang: UiLang) -> Result<ExitCode> {
    let mut out = io::stdout().lock();
    for summary in vault.list()? {
        match (&summary.case, args.format == "json") {
            (Ok(c), true) => {
                let row = json!({"id": c.id, "title": c.title, "opened": c.opened, "exhibits": c.exhibits.len(),
                    "losses": c.losses(), "sealed": c.sealed.as_ref().map(|s| s.0)});
                writeln!(out, "{row}")?;
            }
            (Err(e), true) => writeln!(out, "{}", json!({"id": summary.id, "error": e.to_string()}))?,
            (Ok(c), false) => {
                let losses: Vec<String> =
                    c.losses().iter().map(|l| format!("{} {}", l.currency, l.amount)).collect();
                let title = escape::line(&c.title);
                writeln!(
                    out,
                    "{}\t{}\t{}{}\t{}\t{title}",
                    c.id,
                    c.opened.spoken(),
                    c.exhibits.len(),
                    lang.pick(" 件", " exhibits"),
                    losses.join(", ")
                )?;
            }
            (Err(e), false) => {
                writeln!(out, "{}\t{}{e}", summary.id, lang.pick("读不出来：", "cannot be read: "))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn show(args: &ShowArgs, vault: &Vault, lang: UiLang) -> Result<ExitCode> {
    let folder = vault.case(&args.case)?;
    let case = folder.case()?;
    // A damaged exhibit must not hide the rest of the case.
    let data = report_data(&folder);
    let involved = data.as_ref().map_or_else(|_| case.all_involved(&[]), |d| d.involved.clone());
    let mut out = io::stdout().lock();
    if args.format == "json" {
        let exhibits: Vec<_> = case
            .exhibits
            .iter()
            .zip(&case.taken)
            .map(|(e, (at, by))| json!({"exhibit": e, "taken_at": at, "taken_by": by}))
            .collect();
        let json = json!({"schema": "hangup.case/1", "id": case.id, "title": case.title, "opened": case.opened,
            "rows": case.rows, "sealed_rows": case.sealed.as_ref().map(|s| s.0), "losses": case.losses(),
            "exhibits": exhibits, "involved": involved});
        writeln!(out, "{json:#}")?;
        return Ok(ExitCode::SUCCESS);
    }
    header(&mut out, &case, lang)?;
    writeln!(out, "\n{}", lang.pick("时间线", "Timeline"))?;
    for entry in case.timeline() {
        let Some(e) = case.exhibits.get(entry.exhibit) else { continue };
        let paid = e
            .transfer
            .as_ref()
            .map(|t| format!("  {} {} → {}", t.currency, t.amount, escape::line(&t.payee_name)));
        let told = if entry.told { " " } else { "*" };
        writeln!(
            out,
            "  {}{told} {:>3}  {}  {}{}",
            entry.at.spoken(),
            e.no,
            e.kind.say(lang),
            escape::line(&e.name),
            paid.unwrap_or_default()
        )?;
    }
    writeln!(
        out,
        "  {}",
        lang.pick("* 登记时间，不是发生时间", "* when it was recorded, not when it happened")
    )?;
    if !involved.is_empty() {
        writeln!(out, "\n{}", lang.pick("涉案号码、链接、账户、应用", "Involved"))?;
        for i in &involved {
            let value =
                if i.kind == InvolvedKind::Link { escape::frozen_link(&i.value) } else { i.value.clone() };
            writeln!(out, "  {}  {}  {}", i.kind.say(lang), escape::line(&value), escape::line(&i.note))?;
        }
    }
    if let Err(e) = data {
        writeln!(out, "\n{e}")?;
    }
    writeln!(out, "\n{}", lang.pick("接下来", "Later"))?;
    for reminder in Schedule::builtin()?.reminders(&case.opened, lang) {
        writeln!(out, "  {}  {}", reminder.date, reminder.say)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn header(out: &mut impl io::Write, case: &Case, lang: UiLang) -> Result<()> {
    writeln!(out, "{}  {}", case.id, escape::line(&case.title))?;
    let sealed = match (&case.sealed, lang) {
        (Some((rows, at)), UiLang::Zh) => format!("封存到第 {rows} 条（{}）", at.spoken()),
        (Some((rows, at)), UiLang::En) => format!("sealed up to row {rows} ({})", at.spoken()),
        (None, _) => lang.pick("未封存", "not sealed").to_owned(),
    };
    let exhibits = case.exhibits.len();
    writeln!(out, "{} · {exhibits}{} · {sealed}", case.opened.spoken(), lang.pick(" 件证据", " exhibits"))?;
    for loss in case.losses() {
        writeln!(
            out,
            "{}{} {} ({})",
            lang.pick("损失 ", "lost "),
            loss.currency,
            loss.amount,
            loss.payments
        )?;
    }
    Ok(())
}
