//! `hangup call`: follow a live conversation, one turn a line.

use super::Run;
use super::scan::write_json;
use crate::args::{Channel, Format};
use crate::render::Room;
use crate::render::style::{self, paint};
use crate::render::wrap::{padded, wrap};
use crate::rows::blocks::{self, Block, Blocks};
use crate::rows::jsonl::{self, Bad, ErrorRow};
use crate::rows::pipeline;
use crate::rows::plain::{RowWords, beginning};
use crate::words::Words;
use anyhow::Result;
use clap::Args;
use hangup_domain::{Assessment, Contact, Speaker, Turn, UiLang, Verdict};
use hangup_engine::{Conversation, turns_of};
use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct CallArgs {
    #[arg(value_name = "-", hide = true)]
    stdin: Option<String>,
    #[arg(long, value_name = "NUMBER|NAME")]
    sender: Option<String>,
    #[arg(long, value_enum, value_name = "CHANNEL", default_value = "call")]
    channel: Channel,
    #[arg(long, value_name = "BRAND")]
    claims: Option<String>,
    #[arg(long, value_enum, value_name = "plain|json", default_value = "plain")]
    format: Format,
}

/// A call that is being followed.
struct Following<'r> {
    args: &'r CallArgs,
    run: &'r Run,
    conversation: Conversation<'static>,
    rows: RowWords,
    /// Fixed by the first turn when nobody asked for a language.
    lang: Option<UiLang>,
    turns: u32,
    alarmed: bool,
    unread: bool,
}

/// Follows the conversation on stdin to its end.
pub fn run(args: &CallArgs, run: &Run) -> Result<ExitCode> {
    let engine = run.engine()?;
    let contact = Contact {
        channel: Some(args.channel.into()),
        sender: args.sender.clone(),
        claims: args.claims.clone(),
        ..Contact::default()
    };
    if io::stdin().is_terminal() {
        writeln!(io::stderr().lock(), "{}", Words::of(run.asked.or_english()).say("call-type"))?;
    }
    let mut following = Following {
        args,
        run,
        conversation: Conversation::new(engine, &contact),
        rows: RowWords::new(),
        lang: None,
        turns: 0,
        alarmed: false,
        unread: false,
    };
    for block in Blocks::new(io::stdin().lock()) {
        match following.block(block?) {
            Err(e) if pipeline::reader_gone(&e) => return Ok(ExitCode::SUCCESS),
            other => other?,
        }
    }
    let verdict = following.conversation.verdict();
    Ok(if following.unread { ExitCode::FAILURE } else { ExitCode::from(verdict.exit_code()) })
}

/// The turn in a line: a JSON object, or words behind a name; without a name it is theirs.
fn turn(line: &[u8]) -> Option<Turn> {
    let text = String::from_utf8_lossy(line);
    let text = text.trim();
    if text.starts_with('{') {
        return jsonl::turn(text);
    }
    // Two lines are what a transcript has at least.
    let named = turns_of(&format!("{text}\nthem: ")).filter(|turns| turns.len() == 2);
    named
        .and_then(|turns| turns.into_iter().next())
        .or_else(|| Some(Turn { who: Speaker::Them, text: text.to_owned() }))
}

impl Following<'_> {
    fn block(&mut self, block: Block) -> io::Result<()> {
        let (first, bytes) = match block {
            Block::Lines { first, bytes } => (first, bytes),
            Block::TooLong { line } => return self.bad(line, &Bad::TooLong),
        };
        for (number, line) in blocks::lines(first, &bytes) {
            let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
            if line.trim_ascii().is_empty() {
                continue;
            }
            match turn(line) {
                Some(turn) => self.hear(&turn)?,
                None => self.bad(number, &Bad::Json(String::new()))?,
            }
        }
        Ok(())
    }

    fn hear(&mut self, turn: &Turn) -> io::Result<()> {
        let lang = *self.lang.get_or_insert_with(|| self.run.asked.for_text(&turn.text));
        self.conversation.hear(turn.who, &turn.text);
        self.turns += 1;
        let a = self.conversation.assessment(lang);
        let mut out = Vec::new();
        if self.args.format == Format::Json {
            write_json(&a, &mut out);
            return pipeline::pass_on(&mut io::stdout().lock(), &out);
        }
        let words = Words::of(lang);
        self.line(turn, &a, &words, &mut out);
        if a.verdict == Verdict::Danger && !self.alarmed {
            self.alarmed = true;
            alarm(&a, &words, &mut out);
        }
        pipeline::pass_on(&mut anstream::stdout().lock(), &out)
    }

    /// One line a turn: its number, who spoke, how far it has come, the first words.
    fn line(&self, turn: &Turn, a: &Assessment, words: &Words, out: &mut Vec<u8>) {
        let who = words.say(match turn.who {
            Speaker::Them => "who-them",
            Speaker::Me => "who-me",
            Speaker::Unknown => "who-unknown",
        });
        let verdict = self.rows.verdict(a.verdict, words.lang());
        let mut meter = paint(style::word(a.verdict), verdict);
        if let Some(stage) = &a.stage {
            let fill = [("stage", stage.reached.0.into()), ("name", stage.name.to_string().into())];
            meter = format!("{meter}  {}", words.fill("stage-line", &fill));
        }
        let said = beginning(&turn.text, 24);
        let line =
            format!("{:>3}  {}  {meter}  {}\n", self.turns, padded(&who, 4), paint(style::FAINT, &said));
        out.extend_from_slice(line.as_bytes());
    }

    fn bad(&mut self, line: u64, bad: &Bad) -> io::Result<()> {
        self.unread = true;
        let lang = self.lang.unwrap_or_else(|| self.run.asked.or_english());
        let error = self.rows.bad(bad, lang);
        let mut out = Vec::new();
        match self.args.format {
            Format::Json => write_json(&ErrorRow { id: None, error: &error, line }, &mut out),
            Format::Plain => self.rows.unread(line, None, &error, lang, &mut out),
        }
        pipeline::pass_on(&mut anstream::stdout().lock(), &out)
    }
}

/// The one alarm.
fn alarm(a: &Assessment, words: &Words, out: &mut Vec<u8>) {
    let room = Room::here();
    let mut say = |text: &str| {
        out.extend_from_slice(text.as_bytes());
        out.push(b'\n');
    };
    say("");
    for line in wrap(&a.headline, room.columns - 4) {
        let line = if room.colour { padded(&format!("  {line}"), room.columns) } else { format!("  {line}") };
        say(&paint(style::band(Verdict::Danger), &line));
    }
    for advice in a.advice.iter().take(2) {
        for line in wrap(&advice.say, room.columns - 4) {
            say(&paint(style::HEADING, &format!("  {line}")));
        }
    }
    for contact in a.official.iter().take(1) {
        let real = format!("{}{}", words.say("row-real"), contact.how);
        for line in wrap(&real, room.columns - 4) {
            say(&paint(style::REAL, &format!("  {line}")));
        }
    }
    say("");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_turn_however_it_is_written() {
        let said = |line: &str| turn(line.as_bytes()).map(|t| (t.who, t.text));
        assert_eq!(said("me: who is this?"), Some((Speaker::Me, "who is this?".to_owned())));
        assert_eq!(said("他：您好"), Some((Speaker::Them, "您好".to_owned())));
        assert_eq!(said("我：哪位"), Some((Speaker::Me, "哪位".to_owned())));
        assert_eq!(said("您好，我是客服"), Some((Speaker::Them, "您好，我是客服".to_owned())));
        assert_eq!(said(r#"{"who":"me","text":"a"}"#), Some((Speaker::Me, "a".to_owned())));
        assert_eq!(said("{nonsense"), None);
    }
}
