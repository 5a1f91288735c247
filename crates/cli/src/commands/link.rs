//! `hangup link`: whose is this link?

use super::Run;
use super::scan::{sink, threads, write_json};
use crate::args::Format;
use crate::input;
use crate::link_only::verdict;
use crate::rows::blocks::{self, Block, Blocks};
use crate::rows::jsonl::{self, Bad, ErrorRow, Loose};
use crate::rows::pipeline;
use crate::rows::plain::RowWords;
use crate::rows::tally::Tally;
use crate::words::Words;
use anyhow::Result;
use clap::Args;
use hangup_domain::LinkStatus;
use hangup_engine::Engine;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct LinkArgs {
    #[arg(value_name = "URL|-", required = true)]
    urls: Vec<OsString>,
    #[arg(long, value_name = "BRAND")]
    claims: Option<String>,
    #[arg(long, value_enum, value_name = "plain|json", default_value = "plain")]
    format: Format,
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// A link row as it comes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LinkRow {
    id: Loose,
    url: Loose,
    claims: Loose,
}

/// A link row as it goes.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    id: Option<&'a str>,
    url: &'a str,
    status: LinkStatus,
    of: Option<&'a str>,
    because: &'a str,
    official: Option<&'a str>,
}

/// Everything a thread needs.
struct Maker<'a> {
    engine: &'static Engine,
    run: &'a Run,
    words: RowWords,
    format: Format,
    /// The organisation that is claimed for every link.
    claimed: Option<u16>,
}

/// Judges every link.
pub fn run(args: &LinkArgs, run: &Run) -> Result<ExitCode> {
    let engine = run.engine()?;
    let claimed = args.claims.as_deref().and_then(|name| engine.organisation(name));
    if let (Some(name), None) = (args.claims.as_deref(), claimed) {
        let words = Words::of(run.asked.for_text(name));
        writeln!(io::stderr().lock(), "{}", words.fill("unknown-claim", &[("name", name.into())]))?;
    }
    let maker = Maker { engine, run, words: RowWords::new(), format: args.format, claimed };
    let mut total = Tally::default();
    let mut out = sink(args.format);
    for url in &args.urls {
        let written = if url == "-" {
            let threads = threads(args.threads.unwrap_or(run.settings.config.scan.threads));
            let stdin = Blocks::new(io::stdin().lock());
            pipeline::run(stdin, threads, |block, rows| maker.block(block, rows), &mut out)
        } else {
            let mut rows = Vec::new();
            let mut tally = Tally::default();
            maker.judge(
                None,
                &input::decode(url.as_encoded_bytes().to_vec()),
                claimed,
                &mut rows,
                &mut tally,
            );
            out(&rows, tally).map(|()| tally)
        };
        match written {
            Ok(part) => total.add(part),
            Err(e) if pipeline::reader_gone(&e) => return Ok(ExitCode::SUCCESS),
            Err(e) => return Err(e.into()),
        }
    }
    Ok(total.exit_code())
}

impl Maker<'_> {
    fn block(&self, block: Block, out: &mut Vec<u8>) -> Tally {
        let mut tally = Tally::default();
        match block {
            Block::TooLong { line } => self.bad(line, None, &Bad::TooLong, out, &mut tally),
            Block::Lines { first, bytes } => {
                for (number, line) in blocks::lines(first, &bytes) {
                    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
                    match line.first() {
                        None => {}
                        Some(b'{') => self.json(number, line, out, &mut tally),
                        Some(_) => {
                            let url = String::from_utf8_lossy(line);
                            self.judge(None, &url, self.claimed, out, &mut tally);
                        }
                    }
                }
            }
        }
        tally
    }

    fn json(&self, number: u64, line: &[u8], out: &mut Vec<u8>, tally: &mut Tally) {
        match jsonl::read::<LinkRow>(line) {
            Ok(LinkRow { id, url: Loose(Some(url)), claims }) => {
                let claimed = claims.0.as_deref().and_then(|name| self.engine.organisation(name));
                self.judge(id.0.as_deref(), &url, claimed.or(self.claimed), out, tally);
            }
            Ok(row) => self.bad(number, row.id.0.as_deref(), &Bad::NoUrl, out, tally),
            Err(bad) => self.bad(number, jsonl::id_in(line).as_deref(), &bad, out, tally),
        }
    }

    fn judge(&self, id: Option<&str>, url: &str, claimed: Option<u16>, out: &mut Vec<u8>, tally: &mut Tally) {
        let lang = self.run.asked.for_text(url);
        let judged = self.engine.judge_in_words(url, claimed.as_slice(), lang);
        tally.count(verdict(judged.status));
        if self.format == Format::Plain {
            self.words.link(id, url, &judged, lang, out);
            return;
        }
        let answer = Answer {
            id,
            url,
            status: judged.status,
            of: judged.of.as_deref(),
            because: &judged.because,
            official: judged.official.as_deref(),
        };
        write_json(&answer, out);
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
