//! `hangup who`: whose is this, and how are the real ones reached?

use super::Run;
use super::scan::write_json;
use crate::args::Format;
use crate::render::style::{self, paint};
use crate::render::wrap::{harmless, padded};
use crate::words::Words;
use anyhow::Result;
use clap::Args;
use hangup_domain::{LinkStatus, UiLang};
use hangup_engine::pack::{Channel, Organisation, Role};
use hangup_engine::{Engine, LookupHit};
use serde::Serialize;
use std::io::{self, Write as _};
use std::process::ExitCode;
use unicode_width::UnicodeWidthStr as _;

#[derive(Debug, Args)]
pub struct WhoArgs {
    #[arg(value_name = "NAME|NUMBER|DOMAIN", required = true)]
    name: Vec<String>,
    #[arg(long)]
    all: bool,
    #[arg(long, value_enum, value_name = "plain|json", default_value = "plain")]
    format: Format,
}

/// Most names that are offered when nothing was found.
const OFFERED: usize = 5;
/// Longest question that is asked of the directory, in bytes.
const LONGEST: usize = 1024;

/// What is found, for programs.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    query: &'a str,
    found: Vec<Entry<'a>>,
    near: Vec<&'a str>,
    pack: &'a str,
    date: &'a str,
}

#[derive(Debug, Serialize)]
struct Entry<'a> {
    id: &'a str,
    zh: &'a str,
    en: &'a str,
    country: &'a str,
    kind: &'a str,
    role: Option<Role>,
    reviewed: &'a str,
    channels: &'a [Channel],
}

/// Looks it up.
pub fn run(args: &WhoArgs, run: &Run) -> Result<ExitCode> {
    let engine = run.engine()?;
    let query = args.name.join(" ");
    let query: String = query.trim().chars().take(LONGEST).collect();
    let words = Words::of(run.asked.for_text(&query));
    let hits = engine.look_up(&query);
    let near = if hits.is_empty() { near(engine, &query) } else { Vec::new() };
    let mut out = Vec::new();
    match args.format {
        Format::Json => json(engine, &query, &hits, &near, &mut out),
        Format::Plain if hits.is_empty() => nothing(engine, &query, &near, &words, &mut out),
        Format::Plain => {
            for hit in &hits {
                if let Some(org) = engine.pack().directory.get(hit.org) {
                    entry(org, hit.role, &query, args.all, &words, &mut out);
                }
            }
            let date = engine.pack().date.to_string();
            say(&mut out, &paint(style::FAINT, &words.fill("who-closing", &[("date", date.into())])));
        }
    }
    match args.format {
        Format::Json => io::stdout().lock().write_all(&out)?,
        Format::Plain => anstream::stdout().lock().write_all(&out)?,
    }
    Ok(if hits.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn json(engine: &Engine, query: &str, hits: &[LookupHit], near: &[&Organisation], out: &mut Vec<u8>) {
    let directory = &engine.pack().directory;
    let found = hits
        .iter()
        .filter_map(|hit| directory.get(hit.org).map(|o| (hit, o)))
        .map(|(hit, o)| Entry {
            id: &o.id,
            zh: &o.name.zh,
            en: &o.name.en,
            country: &o.country,
            kind: &o.kind,
            role: hit.role,
            reviewed: &o.reviewed,
            channels: &o.channels,
        })
        .collect();
    let near = near.iter().map(|o| &*o.id).collect();
    write_json(&Answer { query, found, near, pack: hangup_builtin::DIGEST, date: &engine.pack().date }, out);
}

/// An organisation and the ways to reach it; all of them when asked, else those that a person would use.
fn entry(org: &Organisation, role: Option<Role>, query: &str, all: bool, words: &Words, out: &mut Vec<u8>) {
    let lang = words.lang();
    let (name, other) = match lang {
        UiLang::Zh => (&org.name.zh, &org.name.en),
        UiLang::En => (&org.name.en, &org.name.zh),
    };
    let fill = [("name", name.to_string().into()), ("other", other.to_string().into())];
    say(out, &paint(style::HEADING, &words.fill("who-title", &fill)));
    if let Some(role) = role {
        let key = format!("who-is-{}", word(role));
        say(out, &words.fill(&key, &[("query", harmless(query).into()), ("name", name.to_string().into())]));
    }
    let shown = shown(org, all);
    let label = |c: &Channel| words.say(&format!("role-{}", word(c.role)));
    let wide = shown.iter().map(|c| label(c).width()).max().unwrap_or(0);
    let mut last = None;
    for channel in &shown {
        let label =
            if last.replace(channel.role) == Some(channel.role) { String::new() } else { label(channel) };
        let value = paint(style::REAL, channel.value.get(lang));
        let seen = paint(style::FAINT, &format!("{}  {}", channel.seen, channel.evidence));
        say(out, &format!("  {}  {value}  {seen}", padded(&label, wide)));
    }
    let more = org.channels.len() - shown.len();
    if more > 0 {
        say(out, &paint(style::FAINT, &format!("  {}", words.fill("who-more", &[("more", more.into())]))));
    }
    say(out, "");
}

/// The channels to show, the most useful first.
fn shown(org: &Organisation, all: bool) -> Vec<&Channel> {
    let mut channels: Vec<&Channel> = org.channels.iter().collect();
    channels.sort_by_key(|c| order(c.role));
    if all {
        return channels;
    }
    let mut counts = [0usize; 16];
    channels.retain(|c| {
        let count = &mut counts[usize::from(order(c.role))];
        *count += 1;
        *count
            <= match c.role {
                Role::Hotline | Role::InAppPath => 5,
                Role::Site | Role::SmsSender | Role::ShortLink => 3,
                Role::App | Role::MiniProgram => 1,
                Role::Cdn | Role::Hosting | Role::Defensive => 0,
            }
    });
    channels
}

/// Inside the application first, then what can be dialled, then what can be typed.
fn order(role: Role) -> u8 {
    match role {
        Role::InAppPath => 0,
        Role::Hotline => 1,
        Role::Site => 2,
        Role::App => 3,
        Role::MiniProgram => 4,
        Role::ShortLink => 5,
        Role::SmsSender => 6,
        Role::Cdn | Role::Hosting | Role::Defensive => 7,
    }
}

/// A role's word in keys.
fn word(role: Role) -> &'static str {
    match role {
        Role::Site => "site",
        Role::App => "app",
        Role::InAppPath => "in-app-path",
        Role::ShortLink => "short-link",
        Role::Hotline => "hotline",
        Role::SmsSender => "sms-sender",
        Role::MiniProgram => "mini-program",
        Role::Cdn => "cdn",
        Role::Hosting => "hosting",
        Role::Defensive => "defensive",
    }
}

fn nothing(engine: &Engine, query: &str, near: &[&Organisation], words: &Words, out: &mut Vec<u8>) {
    let shown = harmless(query);
    say(out, &paint(style::HEADING, &words.fill("who-nobody", &[("query", shown.into())])));
    if query.contains('.') && !query.contains(char::is_whitespace) {
        let judged = engine.judge_in_words(query, &[], words.lang());
        if judged.status > LinkStatus::Unknown {
            say(out, &harmless(&judged.because));
        }
    }
    if !near.is_empty() {
        let names: Vec<String> =
            near.iter().map(|o| format!("{} ({})", o.name.get(words.lang()), o.id)).collect();
        say(out, &words.fill("who-near", &[("names", names.join(" · ").into())]));
    }
    say(out, &words.say("who-nobody-then"));
}

/// Organisations whose name contains the question, or the other way round.
fn near<'e>(engine: &'e Engine, query: &str) -> Vec<&'e Organisation> {
    let query = query.to_lowercase();
    if query.chars().count() < 2 {
        return Vec::new();
    }
    let close = |name: &str| {
        let name = name.to_lowercase();
        name.contains(&query) || name.chars().count() > 1 && query.contains(&name)
    };
    let organisations = engine.pack().directory.organisations.iter();
    organisations.filter(|o| close(&o.name.zh) || close(&o.name.en)).take(OFFERED).collect()
}

fn say(out: &mut Vec<u8>, line: &str) {
    out.extend_from_slice(line.as_bytes());
    out.push(b'\n');
}
