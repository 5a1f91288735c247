//! What a run has met so far.

use hangup_domain::Verdict;
use std::process::ExitCode;

/// Counts of rows by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows with no sign.
    pub nothing: u64,
    /// Rows to check.
    pub caution: u64,
    /// Rows that are very likely a scam.
    pub danger: u64,
    /// Rows that could not be read.
    pub unread: u64,
}

impl Tally {
    /// Counts one verdict.
    pub fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::NothingFound => self.nothing += 1,
            Verdict::Caution => self.caution += 1,
            Verdict::Danger => self.danger += 1,
        }
    }

    /// Adds the counts of a part.
    pub fn add(&mut self, part: Self) {
        self.nothing += part.nothing;
        self.caution += part.caution;
        self.danger += part.danger;
        self.unread += part.unread;
    }

    /// All rows.
    pub fn rows(self) -> u64 {
        self.nothing + self.caution + self.danger + self.unread
    }

    /// 1 when a row could not be read, else the gravest verdict met.
    pub fn exit_code(self) -> ExitCode {
        let verdict = match (self.danger, self.caution) {
            (1.., _) => Verdict::Danger,
            (0, 1..) => Verdict::Caution,
            (0, 0) => Verdict::NothingFound,
        };
        if self.unread > 0 { ExitCode::FAILURE } else { ExitCode::from(verdict.exit_code()) }
    }
}
