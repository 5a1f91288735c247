//! Answers as text: for a terminal, for a pipe, for somebody who listens instead of reading.

pub mod excerpt;
pub mod page;
pub mod reasons;
pub mod style;
pub mod wrap;

use std::io::IsTerminal as _;

/// The room on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Columns.
    pub columns: usize,
    /// Lines.
    pub lines: usize,
    /// Whether colours will be seen.
    pub colour: bool,
}

impl Room {
    /// The room on this terminal; the classic one when stdout is none.
    pub fn here() -> Self {
        let out = std::io::stdout();
        let colour = anstream::AutoStream::choice(&out) != anstream::ColorChoice::Never;
        let classic = Self { columns: 80, lines: 24, colour };
        if !out.is_terminal() {
            return classic;
        }
        let Some((terminal_size::Width(columns), terminal_size::Height(lines))) =
            terminal_size::terminal_size()
        else {
            return classic;
        };
        Self { columns: usize::from(columns).clamp(36, 100), lines: usize::from(lines).max(16), colour }
    }
}
