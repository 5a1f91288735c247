//! `hangup now`: after something was clicked, told or paid, what to do in which order.

use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use hangup_casework::golden::{Country, Facts, Harm, Now, Plan, html, plain};
use hangup_domain::UiLang;
use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

/// What to do now, in which order, after clicking, telling or paying
#[derive(Debug, Args)]
pub struct NowArgs {
    /// Where you are
    #[arg(long, value_name = "CN|TW|HK|SG|UK|US|AU|EU", default_value = "CN")]
    country: Country,
    /// What was done, e.g. told-code,paid-transfer
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    did: Vec<Harm>,
    /// Your name, for the words to read out on the phone
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Your account and its bank
    #[arg(long, value_name = "ACCOUNT")]
    own_account: Option<String>,
    /// Who got the money
    #[arg(long, value_name = "NAME")]
    payee: Option<String>,
    /// The account that got it, with its bank
    #[arg(long, value_name = "ACCOUNT")]
    payee_account: Option<String>,
    /// The exact amount, with its currency
    #[arg(long, value_name = "AMOUNT")]
    amount: Option<String>,
    /// The exact time
    #[arg(long, value_name = "TIME")]
    paid_at: Option<String>,
    /// The number on the receipt
    #[arg(long, value_name = "NUMBER")]
    receipt: Option<String>,
    /// How the answer is written; html is a page to print
    #[arg(long, value_enum, value_name = "plain|json|html", default_value = "plain")]
    format: NowFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum NowFormat {
    Plain,
    Json,
    Html,
}

/// Prints the list. Nothing is stored and nothing leaves the machine.
pub fn run(args: NowArgs, lang: UiLang, _data_dir: &Path) -> Result<ExitCode> {
    let did: BTreeSet<Harm> = args.did.into_iter().collect();
    let facts = Facts {
        name: args.name,
        own_account: args.own_account,
        payee_name: args.payee,
        payee_account: args.payee_account,
        amount: args.amount,
        paid_at: args.paid_at,
        receipt: args.receipt,
    };
    let plan =
        Plan::builtin(args.country).context("the built-in plan is broken; this is a fault of the program")?;
    let now = Now::new(&plan, &did, &facts, lang);
    let text = match args.format {
        NowFormat::Json => format!("{}\n", serde_json::to_string_pretty(&now)?),
        NowFormat::Html => html(&now, lang),
        NowFormat::Plain => plain(&now, lang, 80),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
