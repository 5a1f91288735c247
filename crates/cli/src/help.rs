//! Help and usage errors in the person's language.

use crate::args::Cli;
use crate::lang::{self, Asked};
use crate::words::Words;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory as _};
use hangup_domain::UiLang;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// Says what the parser had to say: help, the version, or what was typed wrong.
pub fn explain(error: &clap::Error, typed: &[OsString]) -> ExitCode {
    let words = Words::of(language(typed));
    let text = match error.kind() {
        ErrorKind::DisplayVersion => error.to_string(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            match command(&words).try_get_matches_from(typed) {
                Err(localised) => localised.to_string(),
                Ok(_) => error.to_string(),
            }
        }
        _ => slip(error, &words),
    };
    // Nobody is left to tell when the terminal is gone.
    if error.use_stderr() {
        let _ = anstream::stderr().lock().write_all(text.as_bytes());
        ExitCode::from(2)
    } else {
        let _ = anstream::stdout().lock().write_all(text.as_bytes());
        ExitCode::SUCCESS
    }
}

/// The whole command with help in one language.
pub fn command(words: &Words) -> Command {
    let top = Cli::command().override_help(format!("{}\n", words.say("help-top")));
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let top = localised(top, words, "").propagate_version(false);
    top.arg(version.help(words.say("arg-version")).help_heading(words.say("help-heading-options")))
}

fn localised(mut command: Command, words: &Words, path: &str) -> Command {
    if let Some(about) = words.get(&format!("help-{path}")) {
        command = command.about(about);
    }
    let template =
        format!("{{about}}\n\n{}{{usage}}\n\n{{all-args}}{{after-help}}\n", words.say("help-usage"));
    command = command
        .help_template(template)
        .subcommand_help_heading(words.say("help-heading-commands"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(|arg| argument(arg, words, path))
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .display_order(901)
                .help(words.say("arg-help"))
                .help_heading(words.say("help-heading-options")),
        );
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for name in names {
        let below = if path.is_empty() { name.clone() } else { format!("{path}-{name}") };
        command =
            command.mut_subcommand(&name, |c| localised(c.disable_help_subcommand(true), words, &below));
    }
    command
}

fn argument(arg: Arg, words: &Words, path: &str) -> Arg {
    let id = arg.get_id().as_str().to_lowercase().replace('_', "-");
    let heading = words.say(if arg.is_positional() { "help-heading-input" } else { "help-heading-options" });
    let help = words.get(&format!("help-{path}--{id}")).or_else(|| words.get(&format!("arg-{id}")));
    let everywhere = matches!(id.as_str(), "lang" | "config" | "pack" | "data");
    let takes = arg.get_action().takes_values();
    let arg = arg.help_heading(heading).hide_possible_values(takes).hide_default_value(takes);
    let arg = if everywhere { arg.display_order(900) } else { arg };
    match help {
        Some(help) => arg.help(help),
        None => arg,
    }
}

/// What was typed wrong, and what to do.
fn slip(error: &clap::Error, words: &Words) -> String {
    let told = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        Some(other) => Some(other.to_string()),
        None => None,
    };
    let arg = told(ContextKind::InvalidArg).unwrap_or_default();
    let value = told(ContextKind::InvalidValue).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::UnknownArgument => words.fill("usage-unknown-argument", &[("arg", arg.into())]),
        ErrorKind::InvalidSubcommand => {
            let typed = told(ContextKind::InvalidSubcommand).unwrap_or_default();
            words.fill("usage-unknown-command", &[("arg", typed.into())])
        }
        ErrorKind::MissingRequiredArgument => words.fill("usage-missing", &[("arg", arg.into())]),
        ErrorKind::MissingSubcommand => words.say("usage-missing-command"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let valid = told(ContextKind::ValidValue).unwrap_or_default();
            let key = if valid.is_empty() { "usage-bad-value" } else { "usage-bad-choice" };
            words.fill(key, &[("arg", arg.into()), ("value", value.into()), ("valid", valid.into())])
        }
        _ => {
            let text = error.to_string();
            text.lines().next().unwrap_or("").trim_start_matches("error: ").to_owned()
        }
    };
    let better = told(ContextKind::SuggestedArg)
        .or_else(|| told(ContextKind::SuggestedSubcommand))
        .or_else(|| told(ContextKind::SuggestedValue))
        .map(|s| format!(" {}", words.fill("usage-meant", &[("arg", s.into())])));
    format!("hangup: {what}{}\n{}\n", better.unwrap_or_default(), words.say("usage-try"))
}

/// What to do about a failure that the system tells only half of.
pub fn remedy(error: &anyhow::Error, typed: &[OsString]) -> String {
    let Some(kind) = error.chain().find_map(|e| e.downcast_ref::<io::Error>()).map(io::Error::kind) else {
        return String::new();
    };
    let words = Words::of(language(typed));
    match kind {
        io::ErrorKind::NotFound => words.say("remedy-not-found"),
        io::ErrorKind::PermissionDenied => words.say("remedy-denied"),
        io::ErrorKind::StorageFull => words.say("remedy-full"),
        _ => String::new(),
    }
}

/// The language, asked for before anything could be parsed.
fn language(typed: &[OsString]) -> UiLang {
    let mut typed = typed.iter().filter_map(|t| t.to_str());
    while let Some(arg) = typed.next() {
        let tag = match arg.strip_prefix("--lang=") {
            Some(tag) => Some(tag),
            None if arg == "--lang" => typed.next(),
            None => None,
        };
        if let Some(lang) = tag.and_then(lang::parse) {
            return lang;
        }
    }
    match lang::of_system(|name| std::env::var(name).ok()) {
        Asked::For(lang) => lang,
        Asked::AsWritten => UiLang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr as _;

    fn all(command: &Command, path: &str, found: &mut Vec<(String, Command)>) {
        for sub in command.get_subcommands().filter(|c| c.get_name() != "help") {
            let below = format!("{path}-{}", sub.get_name());
            found.push((below.trim_start_matches('-').to_owned(), sub.clone()));
            all(sub, &below, found);
        }
    }

    /// Commands whose help stands beside their code.
    const OTHERS: &[&str] = &["case", "now", "backup", "restore"];

    #[test]
    fn every_command_and_every_option_is_explained_in_both_languages() {
        for lang in [UiLang::Zh, UiLang::En] {
            let words = Words::of(lang);
            let mut found = Vec::new();
            all(&command(&words), "", &mut found);
            assert!(found.len() > 10);
            for (path, sub) in found {
                if OTHERS.iter().any(|o| path.split('-').next() == Some(o)) {
                    continue;
                }
                assert!(words.get(&format!("help-{path}")).is_some(), "{path} in {lang:?}");
                for arg in sub.get_arguments() {
                    assert!(arg.get_help().is_some(), "{path} {} in {lang:?}", arg.get_id());
                }
            }
        }
    }

    #[test]
    fn the_help_fits_eighty_columns_and_begins_with_three_commands() {
        for lang in [UiLang::Zh, UiLang::En] {
            let words = Words::of(lang);
            let mut top = command(&words);
            let help = top.render_help().to_string();
            for line in help.lines() {
                assert!(line.width() <= 80, "{} columns: {line}", line.width());
            }
            let begins: Vec<&str> =
                help.lines().filter_map(|l| l.trim_start().strip_prefix("hangup ")).take(3).collect();
            let named: Vec<&str> = begins.iter().filter_map(|l| l.split_whitespace().next()).collect();
            assert_eq!(named, ["check", "who", "now"]);
            for sub in top.get_subcommands().filter(|c| !c.is_hide_set() && c.get_name() != "help") {
                assert!(help.contains(sub.get_name()), "{} in {lang:?}", sub.get_name());
            }
        }
    }

    #[test]
    fn the_language_is_found_in_what_was_typed() {
        let typed = |args: &[&str]| language(&args.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(typed(&["hangup", "--lang", "zh-CN", "--nope"]), UiLang::Zh);
        assert_eq!(typed(&["hangup", "--lang=en"]), UiLang::En);
    }
}
