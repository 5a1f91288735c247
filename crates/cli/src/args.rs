//! What may be typed. The words of the help stand in the locale files; see `help.rs`.

use crate::commands;
use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};
use hangup_domain::UiLang;
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "hangup", version, disable_help_subcommand = true, args_override_self = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command understands.
#[derive(Debug, Args)]
pub struct Global {
    #[arg(long, global = true, value_name = "zh-CN|en", ignore_case = true)]
    pub lang: Option<Lang>,
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    pub pack: Option<PathBuf>,
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
#[expect(clippy::large_enum_variant, reason = "there is one of it in a whole run")]
pub enum Command {
    Check(commands::check::CheckArgs),
    Who(commands::who::WhoArgs),
    Scan(commands::scan::ScanArgs),
    Link(commands::link::LinkArgs),
    Call(commands::call::CallArgs),
    Case(commands::case::CaseArgs),
    Now(commands::now::NowArgs),
    Backup(commands::backup::BackupArgs),
    Restore(commands::backup::RestoreArgs),
    Pack(commands::pack::PackArgs),
    Config(commands::config::ConfigArgs),
    #[command(hide = true)]
    Completions(commands::shell::CompletionsArgs),
    #[command(hide = true)]
    Man,
}

/// The languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lang(pub UiLang);

impl ValueEnum for Lang {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self(UiLang::Zh), Self(UiLang::En)]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self.0 {
            UiLang::Zh => PossibleValue::new("zh-CN").aliases(["zh", "zh_CN", "cn", "zh-Hans"]),
            UiLang::En => PossibleValue::new("en").aliases(["en-US", "en-GB"]),
        })
    }
}

/// How the answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Plain,
    /// For programs.
    Json,
}

/// The ways a contact can come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Channel {
    Sms,
    Call,
    Chat,
    Email,
    Web,
}

impl From<Channel> for hangup_domain::Channel {
    fn from(channel: Channel) -> Self {
        match channel {
            Channel::Sms => Self::Sms,
            Channel::Call => Self::Call,
            Channel::Chat => Self::Chat,
            Channel::Email => Self::Email,
            Channel::Web => Self::Web,
        }
    }
}
