//! `hangup case`: evidence in, kept byte for byte; a package out that others check with ordinary tools.

mod add;
mod show;

use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use hangup_casework::Moment;
use hangup_casework::case::{Involved, InvolvedKind};
use hangup_casework::custody::Act;
use hangup_casework::report::{Addressee, Quote, Report, report};
use hangup_domain::UiLang;
use hangup_vault::{
    ExportOptions, ReportData, TimestampAuthority, Vault, VaultError, export, now, report_data, seal,
    verify_path,
};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// Keep evidence, pack it for the police, check a package
#[derive(Debug, Args)]
pub struct CaseArgs {
    #[command(subcommand)]
    command: CaseCommand,
}

#[derive(Debug, Subcommand)]
// One is made in the life of the process.
#[allow(clippy::large_enum_variant)]
enum CaseCommand {
    /// Open a case and print its id
    New(NewArgs),
    /// Put files, texts, links or payments in
    Add(add::AddArgs),
    /// Name a number, link, account or app as theirs
    Involve(InvolveArgs),
    /// All cases
    List(show::ListArgs),
    /// One case: timeline, exhibits, who is involved, what was lost
    Show(show::ShowArgs),
    /// Sign everything so far
    Seal(SealArgs),
    /// Write the package for police, bank or court
    Export(ExportArgs),
    /// Write a summary, a letter or an exchange file, to be read before it is sent
    Report(ReportArgs),
    /// Check a case, a package or any BagIt bag; names the file at fault
    Verify(VerifyArgs),
}

#[derive(Debug, Args)]
struct NewArgs {
    /// What happened, in a few words
    #[arg(long, value_name = "T")]
    title: String,
    #[command(flatten)]
    by: By,
}

/// Who does it: it stands in the custody log.
#[derive(Debug, Args)]
pub(crate) struct By {
    /// Who does this, as the custody log shall name them
    #[arg(long, value_name = "NAME", default_value = "holder")]
    by: String,
}

#[derive(Debug, Args)]
struct InvolveArgs {
    case: String,
    /// phone, link, account, app, handle, email or session
    #[arg(value_name = "KIND")]
    kind: String,
    value: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, Args)]
struct SealArgs {
    case: String,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, Args)]
struct ExportArgs {
    case: String,
    /// The package to write
    #[arg(long, value_name = "FILE.zip")]
    out: PathBuf,
    /// Mask personal data and leave out what cannot be masked
    #[arg(long)]
    masked: bool,
    /// Encrypt to this age recipient (age1…); may be repeated
    #[arg(long, value_name = "RECIPIENT")]
    to: Vec<String>,
    /// Replace an existing file
    #[arg(long)]
    force: bool,
    /// A command that sends a timestamp request (stdin) to your authority and prints its reply
    #[arg(long, value_name = "COMMAND", requires = "timestamp_chain")]
    timestamp_command: Option<String>,
    /// The authority's certificates, PEM
    #[arg(long, value_name = "FILE")]
    timestamp_chain: Option<PathBuf>,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, Args)]
struct ReportArgs {
    case: String,
    /// police, bank, xarf, misp, stix or csv
    #[arg(long, value_name = "WHOM", default_value = "police")]
    to: String,
    /// Leave personal data as it is (only for police and bank)
    #[arg(long)]
    unmasked: bool,
    /// Where to write it; stdout when left out
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Args)]
struct VerifyArgs {
    /// A case's id, a package, or a bag's folder
    #[arg(value_name = "CASE|FILE|FOLDER")]
    what: String,
    #[arg(long, value_name = "plain|json", default_value = "plain")]
    format: String,
}

/// Finds tactics in a text, with quotes; the exhibit's number is filled in by the caller.
pub type Quoter<'a> = &'a dyn Fn(&str, UiLang) -> Vec<Quote>;

/// Does what was asked.
pub fn run_with(args: CaseArgs, lang: UiLang, data_dir: &Path, quote: Quoter<'_>) -> Result<ExitCode> {
    let vault = Vault::open(data_dir)?;
    match args.command {
        CaseCommand::New(args) => say(&vault.create(&args.title, &args.by.by, &now())?),
        CaseCommand::Add(args) => add::run(args, &vault, lang),
        CaseCommand::Involve(args) => involve(args, &vault),
        CaseCommand::List(args) => show::list(&args, &vault, lang),
        CaseCommand::Show(args) => show::show(&args, &vault, lang),
        CaseCommand::Seal(args) => {
            let sealed = seal(&mut vault.case(&args.case)?, &args.by.by, &now())?;
            let text = match lang {
                UiLang::Zh => format!(
                    "已封存 {} 件证据、{} 条记录。密钥指纹 {}",
                    sealed.exhibits, sealed.rows, sealed.fingerprint
                ),
                UiLang::En => format!(
                    "sealed: {} exhibits, {} rows. Key {}",
                    sealed.exhibits, sealed.rows, sealed.fingerprint
                ),
            };
            say(&text)
        }
        CaseCommand::Export(args) => export_case(&args, &vault, lang, quote),
        CaseCommand::Report(args) => write_report(&args, &vault, lang, quote),
        CaseCommand::Verify(args) => verify(&args, &vault, lang),
    }
}

/// One line on stdout.
fn say(line: &str) -> Result<ExitCode> {
    writeln!(io::stdout().lock(), "{line}")?;
    Ok(ExitCode::SUCCESS)
}

fn involve(args: InvolveArgs, vault: &Vault) -> Result<ExitCode> {
    let kind = InvolvedKind::ALL.iter().copied().find(|k| k.as_str() == args.kind);
    let kind = kind.with_context(|| {
        format!("`{}` is not one of phone, link, account, app, handle, email, session", args.kind)
    })?;
    let involved = Involved { kind, value: args.value, note: args.note, seen_in: Vec::new() };
    vault.case(&args.case)?.append(&args.by.by, &now(), Act::Involved(involved))?;
    Ok(ExitCode::SUCCESS)
}

fn data_with_quotes(case: &hangup_vault::CaseFolder, quote: Quoter<'_>) -> Result<ReportData> {
    let mut data = report_data(case)?;
    for (slot, lang) in [UiLang::Zh, UiLang::En].into_iter().enumerate() {
        data.quotes[slot] = data
            .texts
            .iter()
            .flat_map(|(no, text)| quote(text, lang).into_iter().map(|q| Quote { exhibit: *no, ..q }))
            .collect();
    }
    Ok(data)
}

fn export_case(args: &ExportArgs, vault: &Vault, lang: UiLang, quote: Quoter<'_>) -> Result<ExitCode> {
    let mut case = vault.case(&args.case)?;
    let data = data_with_quotes(&case, quote)?;
    let chain = match &args.timestamp_chain {
        Some(path) => std::fs::read(path).with_context(|| path.display().to_string())?,
        None => Vec::new(),
    };
    let at = now();
    let ask = |request: &[u8]| piped(args.timestamp_command.as_deref().unwrap_or_default(), request);
    let authority = args.timestamp_command.as_ref().map(|_| TimestampAuthority { ask: &ask, chain: &chain });
    let options = ExportOptions {
        masked: args.masked,
        force: args.force,
        recipients: &args.to,
        authority,
        ..ExportOptions::by(&args.by.by, &at)
    };
    let done = export(&mut case, &data, &args.out, &options)?;
    let mut err = io::stderr().lock();
    if !done.withheld.is_empty() {
        let list = done.withheld.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        writeln!(
            err,
            "{}{list}",
            lang.pick("这些证据无法遮盖，没有放进去：", "left out because they cannot be masked: exhibits ")
        )?;
    }
    if !done.timestamped {
        writeln!(
            err,
            "{}",
            lang.pick(
                "没有可信时间戳：没有配置时间戳服务。",
                "no trusted timestamp: no authority is configured."
            )
        )?;
    }
    let out = args.out.display();
    say(&match lang {
        UiLang::Zh => format!(
            "{out}：{} 件，{} 字节。密钥指纹 {}（请当面告诉接收人）",
            done.files, done.bytes, done.fingerprint
        ),
        UiLang::En => format!(
            "{out}: {} files, {} bytes. Key {} (tell it to the receiver in person)",
            done.files, done.bytes, done.fingerprint
        ),
    })
}

/// Runs the user's own command with `input` on its stdin.
fn piped(command: &str, input: &[u8]) -> Result<Vec<u8>, String> {
    let shell = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut child = Command::new(shell.0)
        .args([shell.1, command])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| e.to_string())?;
    child.stdin.take().ok_or("no stdin")?.write_all(input).map_err(|e| e.to_string())?;
    let out = child.wait_with_output().map_err(|e| e.to_string())?;
    if out.status.success() { Ok(out.stdout) } else { Err(format!("the command ended with {}", out.status)) }
}

fn write_report(args: &ReportArgs, vault: &Vault, lang: UiLang, quote: Quoter<'_>) -> Result<ExitCode> {
    let to: Addressee = args.to.parse()?;
    if args.unmasked && !matches!(to, Addressee::Police | Addressee::Bank) {
        bail!("only the reports for police and bank may hold personal data; leave out --unmasked");
    }
    let case = vault.case(&args.case)?;
    let data = data_with_quotes(&case, quote)?;
    let state = case.case()?;
    let at: Moment = now();
    let input = Report {
        case: &state,
        involved: &data.involved,
        quotes: lang.pick(&data.quotes[0], &data.quotes[1]),
        at: &at,
        agent: hangup_vault::AGENT,
        masked: !args.unmasked,
        lang,
    };
    let text = report(to, &input)?;
    match &args.out {
        Some(path) if path.exists() && !args.force => return Err(VaultError::Exists(path.clone()).into()),
        Some(path) => std::fs::write(path, text).with_context(|| path.display().to_string())?,
        None => io::stdout().lock().write_all(text.as_bytes())?,
    }
    let note =
        lang.pick("发出去之前请自己从头读一遍。", "read it from the beginning yourself before you send it.");
    writeln!(io::stderr().lock(), "{note}")?;
    Ok(ExitCode::SUCCESS)
}

fn verify(args: &VerifyArgs, vault: &Vault, lang: UiLang) -> Result<ExitCode> {
    let given = Path::new(&args.what);
    let path = if given.exists() { given.to_owned() } else { vault.find(&args.what)? };
    // Only a case of this installation is checked against its key; keys are not made for a check.
    let has_keys = vault.data().join("keys").join("log.key").exists();
    let key = if has_keys { Some(vault.keys()?) } else { None };
    let result = verify_path(&path, key.map(|k| k.log_verifying_key()))?;
    let mut out = io::stdout().lock();
    if args.format == "json" {
        let problem = |p: &hangup_casework::bag::Problem| serde_json::json!({"file": p.path, "what": p.what});
        let json = serde_json::json!({
            "schema": "hangup.verification/1",
            "what": result.what,
            "good": result.is_good(),
            "checked": result.checked,
            "problems": result.problems.iter().map(problem).collect::<Vec<_>>(),
            "warnings": result.warnings.iter().map(problem).collect::<Vec<_>>(),
            "key": result.fingerprint,
        });
        writeln!(out, "{json:#}")?;
    } else {
        let clean = |p: &hangup_casework::bag::Problem| hangup_casework::escape::line(&p.to_string());
        for problem in &result.problems {
            writeln!(out, "✗ {}", clean(problem))?;
        }
        for warning in &result.warnings {
            writeln!(out, "! {}", clean(warning))?;
        }
        if result.is_good() {
            let key = result.fingerprint.as_deref().unwrap_or("-");
            match lang {
                UiLang::Zh => writeln!(out, "✓ 完好：核对了 {} 个文件。密钥指纹 {key}", result.checked)?,
                UiLang::En => writeln!(out, "✓ good: {} files compared. Key {key}", result.checked)?,
            }
        } else {
            let n = result.problems.len();
            match lang {
                UiLang::Zh => writeln!(out, "不完好：{n} 处问题。留住这一份别动，找备份或另一份来比。")?,
                UiLang::En => writeln!(
                    out,
                    "not good: {n} problems. Keep this copy as it is and compare it with a backup."
                )?,
            }
        }
    }
    Ok(if result.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
