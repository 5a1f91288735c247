//! `hangup scan`: many contacts, streamed, in order.

use super::Run;
use crate::args::Format;
use crate::render::style::{self, paint};
use crate::rows::blocks::{self, Block, Blocks};
use crate::rows::csv::{Table, TableRow};
use crate::rows::jsonl::{self, Bad, ErrorRow, Row};
use crate::rows::pipeline;
use crate::rows::plain::RowWords;
use crate::rows::tally::Tally;
use crate::words::Words;
use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use hangup_domain::Contact;
use hangup_engine::Engine;
use indicatif::{ProgressBar, ProgressStyle};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct ScanArgs {
    #[arg(value_name = "PATH|-", required = true)]
    paths: Vec<PathBuf>,
    #[arg(long, value_enum, value_name = "auto|jsonl|csv|tsv|lines", default_value = "auto")]
    from: From,
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
    #[arg(long, value_enum, value_name = "plain|json")]
    format: Option<Format>,
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// The shapes that many contacts come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum From {
    Auto,
    Jsonl,
    Csv,
    Tsv,
    Lines,
}

/// Endings of files that are taken from a folder.
const ENDINGS: &[&str] = &["jsonl", "ndjson", "json", "csv", "tsv", "txt"];
/// Deepest folder that is looked into.
const DEEPEST: usize = 32;

/// Everything a thread needs to make rows.
struct Maker<'a> {
    engine: &'static Engine,
    run: &'a Run,
    words: RowWords,
    format: Format,
}

/// Assesses everything in the paths.
pub fn run(args: &ScanArgs, run: &Run) -> Result<ExitCode> {
    let words = Words::of(run.asked.or_english());
    let files = files(&args.paths, &words)?;
    let engine = run.engine()?;
    let format = args.format.unwrap_or(if io::stdout().is_terminal() { Format::Plain } else { Format::Json });
    let maker = Maker { engine, run, words: RowWords::new(), format };
    let threads = threads(args.threads.unwrap_or(run.settings.config.scan.threads));
    let bar = bar(&files);
    let mut total = Tally::default();
    for path in &files {
        let scanned = one(path, args, &maker, threads, &bar, &words);
        match scanned {
            Ok(part) => total.add(part),
            Err(e) if e.downcast_ref::<io::Error>().is_some_and(pipeline::reader_gone) => {
                return Ok(ExitCode::SUCCESS);
            }
            Err(e) => return Err(e),
        }
    }
    bar.finish_and_clear();
    if format == Format::Plain || io::stderr().is_terminal() {
        let counts = [
            ("rows", total.rows().into()),
            ("danger", total.danger.into()),
            ("caution", total.caution.into()),
            ("nothing", total.nothing.into()),
            ("unread", total.unread.into()),
        ];
        let line = paint(style::FAINT, &words.fill("scan-summary", &counts));
        let _ = writeln!(anstream::stderr().lock(), "{line}");
    }
    Ok(total.exit_code())
}

/// How many threads: as asked, else as many as the machine runs at once.
pub fn threads(asked: usize) -> usize {
    match asked {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        n => n.min(256),
    }
}

/// The files to read, folders opened, in order; `-` stays.
fn files(paths: &[PathBuf], words: &Words) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            below(path, DEEPEST, &mut files).with_context(|| path.display().to_string())?;
        } else if path.as_os_str() == "-" || path.exists() {
            files.push(path.clone());
        } else {
            bail!(words.fill("no-such-file", &[("path", path.display().to_string().into())]));
        }
    }
    Ok(files)
}

fn below(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<_> = std::fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let (kind, path) = (entry.file_type()?, entry.path());
        if kind.is_dir() && depth > 0 {
            below(&path, depth - 1, files)?;
        } else if kind.is_file() && ending(&path).is_some_and(|e| ENDINGS.contains(&e.as_str())) {
            files.push(path);
        }
    }
    Ok(())
}

fn ending(path: &Path) -> Option<String> {
    path.extension().and_then(OsStr::to_str).map(str::to_lowercase)
}

/// A progress bar on stderr, when somebody is looking and the rows go elsewhere.
fn bar(files: &[PathBuf]) -> ProgressBar {
    if !io::stderr().is_terminal() || io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let sizes: Option<Vec<u64>> = files
        .iter()
        .map(|f| std::fs::metadata(f).ok().filter(std::fs::Metadata::is_file).map(|m| m.len()))
        .collect();
    let (bar, template) = match sizes {
        Some(sizes) => (
            ProgressBar::new(sizes.iter().sum()),
            "{bar:40} {percent:>3} %  {bytes} / {total_bytes}  {bytes_per_sec}  {eta}",
        ),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes}  {bytes_per_sec}"),
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// A stream whose bytes the bar counts.
struct Counted<R> {
    from: R,
    bar: ProgressBar,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let got = self.from.read(into)?;
        self.bar.inc(got as u64);
        Ok(got)
    }
}

/// Scans one file or stdin.
fn one(
    path: &Path,
    args: &ScanArgs,
    maker: &Maker<'_>,
    threads: usize,
    bar: &ProgressBar,
    words: &Words,
) -> Result<Tally> {
    let from: Box<dyn Read> = if path.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path).with_context(|| path.display().to_string())?)
    };
    let mut from = BufReader::with_capacity(64 * 1024, Counted { from, bar: bar.clone() });
    let shape = match args.from {
        From::Auto => shape(path, &mut from)?,
        said => said,
    };
    let sink = sink(maker.format);
    match shape {
        From::Csv | From::Tsv => {
            let table = Table::open(from, args.column.as_deref(), shape == From::Tsv).map_err(|e| {
                let names = e.to_string();
                anyhow::anyhow!(words.fill(
                    "scan-no-column",
                    &[("path", path.display().to_string().into()), ("names", names.into())]
                ))
            })?;
            Ok(pipeline::run(table, threads, |rows, out| maker.table(rows, out), sink)?)
        }
        _ => {
            let json = shape == From::Jsonl;
            Ok(pipeline::run(Blocks::new(from), threads, |block, out| maker.block(block, json, out), sink)?)
        }
    }
}

/// Where the rows go. Colour is taken out for whoever does not want it.
pub fn sink(format: Format) -> impl FnMut(&[u8], Tally) -> io::Result<()> + Send {
    move |bytes, _| match format {
        Format::Json => pipeline::pass_on(&mut io::stdout(), bytes),
        Format::Plain => pipeline::pass_on(&mut anstream::stdout(), bytes),
    }
}

/// The shape of a file: by its ending, else by its first character.
fn shape(path: &Path, from: &mut BufReader<impl Read>) -> Result<From> {
    match ending(path).as_deref() {
        Some("jsonl" | "ndjson" | "json") => return Ok(From::Jsonl),
        Some("csv") => return Ok(From::Csv),
        Some("tsv") => return Ok(From::Tsv),
        _ => {}
    }
    let begin = from.fill_buf().with_context(|| path.display().to_string())?;
    let first = begin.strip_prefix(b"\xef\xbb\xbf").unwrap_or(begin).trim_ascii_start().first().copied();
    Ok(if first == Some(b'{') { From::Jsonl } else { From::Lines })
}

impl Maker<'_> {
    /// The rows of a block of lines.
    fn block(&self, block: Block, json: bool, out: &mut Vec<u8>) -> Tally {
        let mut tally = Tally::default();
        match block {
            Block::TooLong { line } => self.bad(line, None, &Bad::TooLong, out, &mut tally),
            Block::Lines { first, bytes } => {
                for (number, line) in blocks::lines(first, &bytes) {
                    let line =
                        if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
                    if line.trim_ascii().is_empty() {
                        continue;
                    }
                    if json {
                        self.json(number, line, out, &mut tally);
                    } else {
                        let contact = Contact::message(String::from_utf8_lossy(line));
                        self.assess(&Contact { id: Some(number.to_string()), ..contact }, out, &mut tally);
                    }
                }
            }
        }
        tally
    }

    fn json(&self, number: u64, line: &[u8], out: &mut Vec<u8>, tally: &mut Tally) {
        match Row::read(line).map(Row::into_contact) {
            Ok(Ok(contact)) => self.assess(&contact, out, tally),
            Ok(Err((id, bad))) => self.bad(number, id.as_deref(), &bad, out, tally),
            Err(bad) => self.bad(number, jsonl::id_in(line).as_deref(), &bad, out, tally),
        }
    }

    /// The rows of a part of a table.
    fn table(&self, rows: Vec<TableRow>, out: &mut Vec<u8>) -> Tally {
        let mut tally = Tally::default();
        for row in rows {
            match row.text {
                Some(text) => {
                    let contact = Contact { id: Some(row.id), sender: row.sender, ..Contact::message(text) };
                    self.assess(&contact, out, &mut tally);
                }
                None => self.bad(row.line, Some(&row.id), &Bad::NoText, out, &mut tally),
            }
        }
        tally
    }

    fn assess(&self, contact: &Contact, out: &mut Vec<u8>, tally: &mut Tally) {
        let lang = self.run.asked.for_contact(contact);
        let a = self.engine.assess(contact, lang);
        tally.count(a.verdict);
        match self.format {
            Format::Json => write_json(&a, out),
            Format::Plain => {
                let at = a.first_alarm_turn.or(a.first_caution_turn).unwrap_or(0) as usize;
                let text = contact.turns.get(at).map_or("", |t| t.text.as_str());
                self.words.row(&a, text, lang, out);
            }
        }
    }

    fn bad(&self, line: u64, id: Option<&str>, bad: &Bad, out: &mut Vec<u8>, tally: &mut Tally) {
        tally.unread += 1;
        let lang = self.run.asked.or_english();
        let error = self.words.bad(bad, lang);
        match self.format {
            Format::Json => write_json(&ErrorRow { id, error: &error, line }, out),
            Format::Plain => self.words.unread(line, id, &error, lang, out),
        }
    }
}

/// One JSON object and the end of its line. Writing to memory does not fail.
pub fn write_json(value: &impl serde::Serialize, out: &mut Vec<u8>) {
    let start = out.len();
    if serde_json::to_writer(&mut *out, value).is_err() {
        out.truncate(start);
        out.extend_from_slice(b"{\"id\":null,\"error\":\"this row cannot be written\"}");
    }
    out.push(b'\n');
}
