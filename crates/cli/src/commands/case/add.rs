//! `hangup case add`: files, texts, links and payments.

use super::By;
use anyhow::{Context as _, Result, bail};
use clap::Args;
use hangup_casework::Moment;
use hangup_casework::case::{Kind, Transfer};
use hangup_casework::escape;
use hangup_domain::UiLang;
use hangup_vault::{Added, Intake, Vault, VaultError, now};
use std::io::{self, Read as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, Args)]
pub(super) struct AddArgs {
    case: String,
    /// Files or folders; `-` for a text on stdin
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A text
    #[arg(long, value_name = "T")]
    text: Vec<String>,
    /// A link, written so that nothing opens it
    #[arg(long, value_name = "URL")]
    link: Vec<String>,
    /// What it is: sms, chat, call, statement, picture …
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Where it comes from
    #[arg(long, value_name = "TEXT", default_value = "")]
    source: String,
    /// A remark
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    /// When what it shows happened, 2026-11-22T14:05:00+08:00
    #[arg(long, value_name = "TIME")]
    happened: Option<String>,
    /// A payment's amount, 3870.00
    #[arg(long, value_name = "AMOUNT")]
    amount: Option<String>,
    #[arg(long, value_name = "CNY", default_value = "CNY")]
    currency: String,
    /// How it was paid
    #[arg(long, value_name = "TEXT", default_value = "")]
    method: String,
    #[arg(long, value_name = "NAME", default_value = "")]
    payee: String,
    #[arg(long, value_name = "ACCOUNT", default_value = "")]
    payee_account: String,
    #[arg(long, value_name = "BANK", default_value = "")]
    payee_bank: String,
    #[arg(long, value_name = "ACCOUNT", default_value = "")]
    own_account: String,
    #[arg(long, value_name = "NUMBER", default_value = "")]
    receipt: String,
    /// When it was paid
    #[arg(long, value_name = "TIME")]
    paid_at: Option<String>,
    #[command(flatten)]
    by: By,
}

pub(super) fn run(args: AddArgs, vault: &Vault, lang: UiLang) -> Result<ExitCode> {
    if args.files.is_empty() && args.text.is_empty() && args.link.is_empty() && args.amount.is_none() {
        bail!(
            "{}",
            lang.pick(
                "要加什么？给出文件，或用 --text、--link、--amount。",
                "add what? Name files, or use --text, --link or --amount."
            )
        );
    }
    let moment = |text: Option<&String>| text.map(|t| Moment::parse(t)).transpose();
    let intake = Intake {
        kind: args
            .kind
            .as_deref()
            .map(|k| Kind::from_word(k).with_context(|| format!("`{k}` is no kind")))
            .transpose()?,
        source: args.source,
        note: args.note,
        happened: moment(args.happened.as_ref())?,
        ..Intake::by(&args.by.by, now())
    };
    let mut case = vault.case(&args.case)?;
    let mut failed = false;
    let mut done = |result: Result<Added, VaultError>| -> Result<()> {
        match result {
            Ok(added) => told(&added, lang),
            Err(e) => {
                failed = true;
                Ok(writeln!(io::stderr().lock(), "hangup: {}", escape::line(&e.to_string()))?)
            }
        }
    };
    if let Some(amount) = args.amount {
        let transfer = Transfer {
            amount,
            currency: args.currency.to_ascii_uppercase(),
            method: args.method,
            own_account: args.own_account,
            payee_name: args.payee,
            payee_account: args.payee_account,
            payee_bank: args.payee_bank,
            receipt: args.receipt,
            paid_at: moment(args.paid_at.as_ref())?,
        };
        done(case.add_transfer(&transfer, &intake))?;
    }
    for text in &args.text {
        done(case.add_text(text, &intake))?;
    }
    for link in &args.link {
        done(case.add_link(link, &intake))?;
    }
    for file in &args.files {
        if file.as_os_str() == "-" {
            let mut bytes = Vec::new();
            io::stdin().lock().take(intake.limits.exhibit_bytes + 1).read_to_end(&mut bytes)?;
            match String::from_utf8(bytes) {
                Ok(text) => done(case.add_text(&text, &intake))?,
                Err(_) => bail!("stdin is no text: save it to a file and add that"),
            }
            continue;
        }
        let (added, refused) = case.add_path(file, &intake);
        for one in added.into_iter().map(Ok).chain(refused.into_iter().map(Err)) {
            done(one)?;
        }
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// One line an exhibit. It is printed when the exhibit is durable, never before.
fn told(added: &Added, lang: UiLang) -> Result<()> {
    let e = &added.exhibit;
    let known = if added.known { lang.pick("（已有）", " (known)") } else { "" };
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{}\t{}\t{}\t{}\tsha256:{}{known}",
        e.no,
        e.kind.as_str(),
        e.size,
        escape::line(&e.name),
        e.sha256
    )?;
    Ok(out.flush()?)
}
