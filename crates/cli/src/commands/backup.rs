//! `hangup backup` and `hangup restore`: encrypted to at least two keys, one of them on paper.

use anyhow::{Context as _, Result, bail};
use clap::Args;
use hangup_domain::UiLang;
use hangup_vault::{
    Vault, backup, check_backup, identity_on_sheet, new_recovery_identity, now, recovery_sheet, restore,
};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Back up all cases and keys, encrypted to at least two recipients
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file to write
    #[arg(long, value_name = "FILE.age", required_unless_present = "new_sheet")]
    out: Option<PathBuf>,
    /// Who may open it (age1…); name at least two
    #[arg(long, value_name = "RECIPIENT")]
    to: Vec<String>,
    /// Make a recovery sheet (HTML, to print) and use its key as one more recipient
    #[arg(long, value_name = "FILE.html")]
    new_sheet: Option<PathBuf>,
    /// Replace an existing file
    #[arg(long)]
    force: bool,
}

/// Restore a backup, or try whether it can be opened
#[derive(Debug, Args)]
pub struct RestoreArgs {
    #[arg(value_name = "FILE.age")]
    file: PathBuf,
    /// A file with the key; typed or pasted on stdin when left out
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Only try: open it, check every case in it, change nothing
    #[arg(long)]
    check: bool,
}

/// Backs up.
pub fn run(args: BackupArgs, lang: UiLang, data_dir: &Path) -> Result<ExitCode> {
    let mut recipients = args.to;
    let mut out = io::stdout().lock();
    if let Some(sheet) = &args.new_sheet {
        if sheet.exists() {
            bail!(
                "{} exists already: a sheet is never replaced, because old backups need it",
                sheet.display()
            );
        }
        let (identity, recipient) = new_recovery_identity();
        private_file(sheet, recovery_sheet(&identity, &recipient, &now())?.as_bytes())?;
        writeln!(out, "{recipient}")?;
        let note = lang.pick(
            "恢复单写好了：打印出来，收好，然后把这个文件删掉。上面是它的收件人，以后备份都写上它。",
            "the sheet is written: print it, keep it, then delete the file. Above is its recipient: name it in every backup.",
        );
        writeln!(io::stderr().lock(), "{note}")?;
        recipients.push(recipient);
    }
    let Some(file) = args.out else { return Ok(ExitCode::SUCCESS) };
    let done = backup(&Vault::open(data_dir)?, &file, &recipients, args.force)?;
    match lang {
        UiLang::Zh => {
            writeln!(out, "{}：{} 个案件，{} 个文件", file.display(), done.cases.len(), done.files)?;
        }
        UiLang::En => writeln!(out, "{}: {} cases, {} files", file.display(), done.cases.len(), done.files)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Restores, or tries to.
pub fn run_restore(args: &RestoreArgs, lang: UiLang, data_dir: &Path) -> Result<ExitCode> {
    let typed = if let Some(path) = &args.key {
        std::fs::read_to_string(path).with_context(|| path.display().to_string())?
    } else {
        writeln!(
            io::stderr().lock(),
            "{}",
            lang.pick(
                "请输入恢复单上的密钥，然后按回车和 Ctrl-D：",
                "type the key from the sheet, then Enter and Ctrl-D:"
            )
        )?;
        let mut text = String::new();
        io::stdin().lock().take(4096).read_to_string(&mut text)?;
        text
    };
    // A key file of age has comment lines; a sheet has none.
    let key: String = typed.lines().filter(|l| !l.trim_start().starts_with('#')).collect();
    let key = identity_on_sheet(&key);
    let done = if args.check {
        check_backup(&args.file, &key, data_dir)?
    } else {
        restore(&args.file, &key, data_dir)?
    };
    let mut out = io::stdout().lock();
    for bad in &done.bad {
        writeln!(out, "✗ {bad}")?;
    }
    let (cases, files) = (done.cases.len(), done.files);
    match (lang, args.check) {
        (UiLang::Zh, true) => writeln!(out, "这把密钥打得开：{cases} 个案件，{files} 件证据")?,
        (UiLang::En, true) => writeln!(out, "this key opens it: {cases} cases, {files} exhibits")?,
        (UiLang::Zh, false) => writeln!(out, "已恢复：{cases} 个案件，{files} 件证据")?,
        (UiLang::En, false) => writeln!(out, "restored: {cases} cases, {files} exhibits")?,
    }
    Ok(if done.bad.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn private_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).with_context(|| path.display().to_string())?;
    file.write_all(bytes).and_then(|()| file.sync_all()).with_context(|| path.display().to_string())
}
