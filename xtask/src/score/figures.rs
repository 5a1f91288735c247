//! Counts over outcomes: alarms a line, expectations met, dialogues.

use super::measure::Outcome;
use super::rows::{CORPUS, Due, Row};
use hangup_domain::Verdict;
use std::collections::BTreeMap;

/// What a line of the tables is about: source, language, what is due.
pub type Line = (String, String, Due);

/// Alarms among the contacts of a line.
#[derive(Debug, Clone, Copy, Default)]
pub struct Alarms {
    /// Contacts.
    pub all: usize,
    /// Of these, danger.
    pub danger: usize,
    /// Of these, caution or danger.
    pub caution: usize,
}

/// Expectations of the corpus.
#[derive(Debug, Clone, Copy, Default)]
pub struct Met {
    /// Records.
    pub all: usize,
    /// Of these, the verdict is the one that was expected.
    pub met: usize,
}

/// Dialogues of the corpus.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dialogues {
    /// Scam dialogues with a known first demand.
    pub scams: usize,
    /// Of these, alarm at or before the first demand.
    pub in_time: usize,
    /// Of these, alarm at all.
    pub alarmed: usize,
    /// Turns between alarm and demand, summed over those in time.
    pub lead: u32,
    /// Honest dialogues.
    pub honest: usize,
    /// Of these, with an alarm.
    pub false_alarms: usize,
}

/// Everything that the page shows.
#[derive(Debug, Default)]
pub struct Figures {
    /// Alarms by line.
    pub alarms: BTreeMap<Line, Alarms>,
    /// The same, for rules only and classifier only.
    pub ablation: Option<[BTreeMap<Line, Alarms>; 2]>,
    /// Expectations by part of the corpus and language.
    pub met: BTreeMap<(&'static str, String), Met>,
    /// Dialogues by part of the corpus and language.
    pub dialogues: BTreeMap<(&'static str, String), Dialogues>,
}

/// Names of the parts of the corpus.
pub const ALL: &str = "all";
/// See [`ALL`].
pub const UNTRAINED: &str = "untrained third";

impl Figures {
    /// Counts.
    pub fn of(rows: &[Row], both: &[Outcome], ablation: Option<&[Vec<Outcome>; 2]>) -> Self {
        let mut figures = Self {
            alarms: alarms(rows, both),
            ablation: ablation.map(|[rules, classifier]| [alarms(rows, rules), alarms(rows, classifier)]),
            ..Self::default()
        };
        for (row, outcome) in rows.iter().zip(both).filter(|(r, _)| r.own) {
            for part in parts(row) {
                for lang in [row.lang.as_str(), "all"] {
                    let met = figures.met.entry((part, lang.to_owned())).or_default();
                    met.all += 1;
                    met.met += usize::from(is_met(row.due, outcome.verdict));
                    if row.dialogue {
                        let counts = figures.dialogues.entry((part, lang.to_owned())).or_default();
                        dialogue(row, outcome, counts);
                    }
                }
            }
        }
        figures
    }
}

/// Whether a verdict is what was due.
pub fn is_met(due: Due, verdict: Verdict) -> bool {
    match due {
        Due::Danger => verdict == Verdict::Danger,
        Due::Caution => verdict >= Verdict::Caution,
        Due::CautionOk => verdict <= Verdict::Caution,
        Due::Silence => verdict == Verdict::NothingFound,
        Due::Spam => true,
    }
}

/// Whether the alarm came too late in a dialogue whose first demand is known.
pub fn is_late(row: &Row, outcome: &Outcome) -> bool {
    row.demand.is_some_and(|demand| outcome.first_alarm.is_none_or(|alarm| alarm > demand))
}

fn parts(row: &Row) -> impl Iterator<Item = &'static str> {
    [ALL, UNTRAINED].into_iter().take(if row.untrained { 2 } else { 1 })
}

fn alarms(rows: &[Row], outcomes: &[Outcome]) -> BTreeMap<Line, Alarms> {
    let mut lines: BTreeMap<Line, Alarms> = BTreeMap::new();
    for (row, outcome) in rows.iter().zip(outcomes) {
        let mut count = |source: String| {
            let line = lines.entry((source, row.lang.clone(), row.due)).or_default();
            line.all += 1;
            line.danger += usize::from(outcome.verdict == Verdict::Danger);
            line.caution += usize::from(outcome.verdict >= Verdict::Caution);
        };
        count(row.source.clone());
        if row.untrained && row.source == CORPUS {
            count(format!("{CORPUS}, {UNTRAINED}"));
        }
    }
    lines
}

fn dialogue(row: &Row, outcome: &Outcome, counts: &mut Dialogues) {
    match (row.due.is_scam(), row.demand) {
        (true, Some(demand)) => {
            counts.scams += 1;
            counts.alarmed += usize::from(outcome.first_alarm.is_some());
            if let Some(alarm) = outcome.first_alarm.filter(|a| *a <= demand) {
                counts.in_time += 1;
                counts.lead += demand - alarm;
            }
        }
        (false, _) => {
            counts.honest += 1;
            counts.false_alarms += usize::from(outcome.first_alarm.is_some());
        }
        (true, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_label_asks_for_its_own_verdict() {
        use Verdict::{Caution, Danger, NothingFound};
        for (due, fine) in [
            (Due::Danger, vec![Danger]),
            (Due::Caution, vec![Caution, Danger]),
            (Due::CautionOk, vec![NothingFound, Caution]),
            (Due::Silence, vec![NothingFound]),
        ] {
            for verdict in [NothingFound, Caution, Danger] {
                assert_eq!(is_met(due, verdict), fine.contains(&verdict), "{due:?} {verdict:?}");
            }
        }
    }
}
