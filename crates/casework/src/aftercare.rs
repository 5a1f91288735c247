//! Aftercare: reminders in the weeks after, who may genuinely call, and who never will.

use crate::moment::Moment;
use crate::words::Words;
use hangup_domain::{GuidePoint, UiLang};
use serde::Deserialize;

/// All reminders, with who may call and who helps.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    reminder: Vec<Entry>,
    call: Vec<Caller>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    day: u16,
    id: String,
    say: Words,
    guide: Vec<GuidePoint>,
}

/// Somebody who may call afterwards, or never will.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caller {
    /// Whether a call like this can be genuine.
    pub genuine: bool,
    /// Who, and what they do or never do.
    pub say: Words,
    /// The guide points.
    pub guide: Vec<GuidePoint>,
}

/// A reminder on its date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder<'a> {
    /// Stable id.
    pub id: &'a str,
    /// Days after the case was opened.
    pub day: u16,
    /// The date.
    pub date: String,
    /// What to do.
    pub say: &'a str,
}

/// The built-in data cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AftercareError {
    /// Not in the expected form.
    #[error("data/aftercare.toml cannot be read: {0}")]
    Form(#[from] toml::de::Error),
    /// A sentence lacks one language or its guide point.
    #[error("data/aftercare.toml: `{0}` is incomplete")]
    Incomplete(String),
}

impl Schedule {
    /// The built-in schedule.
    pub fn builtin() -> Result<Self, AftercareError> {
        Self::read(include_str!("../../../data/aftercare.toml"))
    }

    /// Reads a schedule.
    pub fn read(text: &str) -> Result<Self, AftercareError> {
        let mut schedule: Self = toml::from_str(text)?;
        let reminders = schedule.reminder.iter().map(|e| (&e.id, &e.say, &e.guide));
        let callers = schedule.call.iter().map(|c| (&c.say.en, &c.say, &c.guide));
        for (id, say, guide) in reminders.chain(callers) {
            if say.is_half() || guide.is_empty() {
                return Err(AftercareError::Incomplete(id.clone()));
            }
        }
        schedule.reminder.sort_by_key(|e| e.day);
        Ok(schedule)
    }

    /// All reminders after a start, in order.
    pub fn reminders(&self, start: &Moment, lang: UiLang) -> Vec<Reminder<'_>> {
        self.reminder
            .iter()
            .map(|e| Reminder {
                id: &e.id,
                day: e.day,
                date: start.date_after(i64::from(e.day)),
                say: e.say.get(lang),
            })
            .collect()
    }

    /// The reminders that have come due after `last` and up to `today` (both dates, `2026-11-22`).
    pub fn due(&self, start: &Moment, last: &str, today: &str, lang: UiLang) -> Vec<Reminder<'_>> {
        self.reminders(start, lang)
            .into_iter()
            .filter(|r| r.date.as_str() > last && r.date.as_str() <= today)
            .collect()
    }

    /// Who may call afterwards, and who never will.
    pub fn callers(&self) -> &[Caller] {
        &self.call
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reminders_come_on_days_1_7_30_and_90_and_blame_nobody() {
        let schedule = Schedule::builtin().unwrap_or_else(|e| panic!("{e}"));
        let start = Moment::parse("2026-11-22T23:30:00+08:00").expect("a moment");
        let all = schedule.reminders(&start, UiLang::Zh);
        let days: std::collections::BTreeSet<u16> = all.iter().map(|r| r.day).collect();
        assert_eq!(days.into_iter().collect::<Vec<_>>(), [1, 7, 30, 90]);
        assert_eq!(all[0].date, "2026-11-23");
        for lang in [UiLang::Zh, UiLang::En] {
            for r in schedule.reminders(&start, lang) {
                for word in ["轻信", "贪", "不小心", "careless", "should have", "stupid", "fell for"] {
                    assert!(!r.say.contains(word), "{}", r.say);
                }
            }
        }
        assert!(
            schedule.callers().iter().any(|c| c.genuine) && schedule.callers().iter().any(|c| !c.genuine)
        );
    }

    #[test]
    fn what_was_due_is_said_once() {
        let schedule = Schedule::builtin().expect("built in");
        let start = Moment::parse("2026-11-22T10:00:00+08:00").expect("a moment");
        let ids = |last, today| schedule.due(&start, last, today, UiLang::En).len();
        assert_eq!(ids("2026-11-22", "2026-11-22"), 0);
        let week = ids("2026-11-22", "2026-11-29");
        assert_eq!(week, ids("2026-11-22", "2026-11-23") + ids("2026-11-23", "2026-11-29"));
        assert!(week > 0 && ids("2026-11-29", "2026-12-01") == 0);
    }
}
