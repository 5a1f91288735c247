//! The state of a case, as it follows from the rows of its custody log.

use crate::case::{Exhibit, Involved, InvolvedKind, Loss, sum};
use crate::custody::{Act, Row};
use crate::moment::Moment;
use std::collections::BTreeMap;

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was opened.
    pub opened: Moment,
    /// By whom.
    pub opened_by: String,
    /// The program that opened it.
    pub tool: String,
    /// Its exhibits, by number.
    pub exhibits: Vec<Exhibit>,
    /// When each exhibit was taken in, and by whom; same order.
    pub taken: Vec<(Moment, String)>,
    /// What was named as theirs.
    pub involved: Vec<Involved>,
    /// Remarks.
    pub notes: Vec<(Moment, String, String)>,
    /// How many rows the last seal covers, with its time.
    pub sealed: Option<(u64, Moment)>,
    /// How many rows there are.
    pub rows: u64,
}

/// Rows that make no case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CaseError {
    /// The first row does not open a case, or a later one opens it again.
    #[error("row {0} does not belong here: a case is opened once, in row 0")]
    Opening(u64),
    /// Exhibit numbers must run on.
    #[error("row {row}: exhibit {found} came where {expected} was due")]
    Numbering {
        /// The row.
        row: u64,
        /// The number that was due.
        expected: u32,
        /// The number that came.
        found: u32,
    },
}

/// One line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When.
    pub at: Moment,
    /// Whether the person gave that time; otherwise it is when the exhibit was taken in.
    pub told: bool,
    /// The exhibit's index.
    pub exhibit: usize,
}

impl Case {
    /// Follows the rows.
    pub fn replay(rows: &[Row]) -> Result<Self, CaseError> {
        let (first, rest) = rows.split_first().ok_or(CaseError::Opening(0))?;
        let Act::Opened { case, title, tool } = &first.act else { return Err(CaseError::Opening(0)) };
        let mut state = Self {
            id: case.clone(),
            title: title.clone(),
            opened: first.at.clone(),
            opened_by: first.actor.clone(),
            tool: tool.clone(),
            exhibits: Vec::new(),
            taken: Vec::new(),
            involved: Vec::new(),
            notes: Vec::new(),
            sealed: None,
            rows: rows.len() as u64,
        };
        for row in rest {
            match &row.act {
                Act::Opened { .. } => return Err(CaseError::Opening(row.n)),
                Act::Exhibit(exhibit) => {
                    let expected = state.next_number();
                    if exhibit.no != expected {
                        return Err(CaseError::Numbering { row: row.n, expected, found: exhibit.no });
                    }
                    state.exhibits.push(exhibit.clone());
                    state.taken.push((row.at.clone(), row.actor.clone()));
                }
                Act::Involved(involved) => state.involved.push(involved.clone()),
                Act::Note { text } => state.notes.push((row.at.clone(), row.actor.clone(), text.clone())),
                Act::Sealed { .. } => state.sealed = Some((row.n + 1, row.at.clone())),
                Act::Exported { .. } | Act::Cosigned { .. } => {}
            }
        }
        Ok(state)
    }

    /// The number of the next exhibit.
    pub fn next_number(&self) -> u32 {
        self.exhibits.len() as u32 + 1
    }

    /// An exhibit with the same name and the same bytes, when it was already taken in.
    pub fn same(&self, name: &str, name_bytes: Option<&str>, sha256: &str) -> Option<&Exhibit> {
        self.exhibits
            .iter()
            .find(|e| e.name == name && e.name_bytes.as_deref() == name_bytes && e.sha256 == sha256)
    }

    /// What was lost, a sum for each currency.
    pub fn losses(&self) -> Vec<Loss> {
        sum(self.exhibits.iter().filter_map(|e| e.transfer.as_ref()))
    }

    /// What happened in order, as far as times were given.
    pub fn timeline(&self) -> Vec<TimelineEntry> {
        let entry = |(exhibit, (e, (taken, _))): (usize, (&Exhibit, &(Moment, String)))| {
            let paid = e.transfer.as_ref().and_then(|t| t.paid_at.as_ref());
            let told = e.happened.as_ref().or(paid);
            TimelineEntry { at: told.unwrap_or(taken).clone(), told: told.is_some(), exhibit }
        };
        let mut timeline: Vec<_> = self.exhibits.iter().zip(&self.taken).enumerate().map(entry).collect();
        timeline.sort_by(|a, b| a.at.cmp(&b.at).then(a.exhibit.cmp(&b.exhibit)));
        timeline
    }

    /// Everything of theirs: what was named, the payees of all payments, the app packages, and what `found` (by
    /// looking into texts) adds. The same thing named twice is listed once.
    pub fn all_involved(&self, found: &[Involved]) -> Vec<Involved> {
        let mut all: BTreeMap<(InvolvedKind, String), Involved> = BTreeMap::new();
        let mut add = |i: Involved| {
            let entry = all
                .entry((i.kind, i.value.clone()))
                .or_insert_with(|| Involved { seen_in: Vec::new(), ..i.clone() });
            entry.seen_in.extend(&i.seen_in);
            entry.seen_in.sort_unstable();
            entry.seen_in.dedup();
            if entry.note.is_empty() {
                entry.note = i.note;
            }
        };
        self.involved.iter().cloned().for_each(&mut add);
        for e in &self.exhibits {
            if let Some(t) = &e.transfer
                && !t.payee_account.is_empty()
            {
                let note = [t.payee_name.as_str(), &t.payee_bank].into_iter().filter(|p| !p.is_empty());
                add(Involved {
                    kind: InvolvedKind::Account,
                    value: t.payee_account.clone(),
                    note: note.collect::<Vec<_>>().join(" · "),
                    seen_in: vec![e.no],
                });
            }
            if e.kind == crate::case::Kind::App {
                add(Involved {
                    kind: InvolvedKind::App,
                    value: e.name.clone(),
                    note: format!("sha256:{}", e.sha256),
                    seen_in: vec![e.no],
                });
            }
        }
        found.iter().cloned().for_each(&mut add);
        all.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_opened_once_and_first() {
        let at = Moment::parse("2026-11-22T14:05:00+08:00").expect("a moment");
        let open = Act::Opened { case: "c".into(), title: "t".into(), tool: "hangup".into() };
        let first = Row::after(None, at.clone(), "mei", open.clone());
        let line = first.to_line().expect("json");
        let again = Row::after(Some((0, &line)), at.clone(), "mei", open);
        assert_eq!(Case::replay(&[]), Err(CaseError::Opening(0)));
        assert_eq!(Case::replay(&[first.clone(), again]), Err(CaseError::Opening(1)));
        let note = Row::after(Some((0, &line)), at, "mei", Act::Note { text: "x".into() });
        let case = Case::replay(&[first.clone(), note]).expect("a case");
        assert_eq!((case.rows, case.notes.len(), case.next_number()), (2, 1, 1));
        assert_eq!(Row::parse(&line).expect("a row"), first);
    }
}
