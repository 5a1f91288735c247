//! Colours and weights. They only repeat what the words say.

use anstyle::{AnsiColor, Color, Style};
use hangup_domain::{LinkStatus, Verdict};

/// Headings.
pub const HEADING: Style = Style::new().bold();
/// What matters little.
pub const FAINT: Style = Style::new().dimmed();
/// Marked words of the message.
pub const MARK: Style = Style::new().bold().underline();
/// A contact that is real.
pub const REAL: Style = AnsiColor::Green.on_default().bold();

const DANGER: Style = on(AnsiColor::BrightWhite, AnsiColor::Red);
const CAUTION: Style = on(AnsiColor::Black, AnsiColor::Yellow);

const fn on(front: AnsiColor, back: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(front))).bg_color(Some(Color::Ansi(back))).bold()
}

/// The band behind a headline.
pub fn band(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Danger => DANGER,
        Verdict::Caution => CAUTION,
        Verdict::NothingFound => HEADING,
    }
}

/// A verdict's word within a line.
pub fn word(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Danger => AnsiColor::Red.on_default().bold(),
        Verdict::Caution => AnsiColor::Yellow.on_default().bold(),
        Verdict::NothingFound => Style::new(),
    }
}

/// How grave a link's status is.
pub fn gravity(status: LinkStatus) -> Verdict {
    match status {
        LinkStatus::Lookalike | LinkStatus::KnownBad => Verdict::Danger,
        LinkStatus::NotTheirChannel | LinkStatus::UserContent => Verdict::Caution,
        LinkStatus::Official | LinkStatus::OwnedNotChannel | LinkStatus::Unknown => Verdict::NothingFound,
    }
}

/// Text in a style, followed by the way back to plain.
pub fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
