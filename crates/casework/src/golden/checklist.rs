//! The first hour as a state machine: steps are done or left out at given times, and nothing is ever unlearnt.

use crate::golden::{Harm, Plan, Step};
use crate::moment::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What has become of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum Status {
    /// Still to do.
    Open,
    /// Done.
    Done {
        /// When.
        at: Moment,
    },
    /// Left out on purpose.
    Skipped {
        /// When that was said.
        at: Moment,
        /// In the person's words.
        why: String,
    },
}

/// One step with what has become of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepState {
    /// The step's id.
    pub id: String,
    /// Minutes within which it is worth most; 0 for no limit.
    pub within: u32,
    /// What has become of it.
    pub status: Status,
}

/// The checklist of one person in one first hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    /// When it happened (the money left, the code was told).
    pub since: Moment,
    /// What was done.
    pub did: BTreeSet<Harm>,
    /// The steps in order.
    pub steps: Vec<StepState>,
}

/// A move that the checklist does not allow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No such step.
    #[error("there is no step `{0}` in this list")]
    UnknownStep(String),
    /// Time runs forwards.
    #[error("{at} lies before {since}, when it happened")]
    BeforeItHappened {
        /// The time given.
        at: Moment,
        /// The time it happened.
        since: Moment,
    },
}

impl Checklist {
    /// Starts the clock.
    pub fn start(plan: &Plan, did: BTreeSet<Harm>, since: Moment) -> Self {
        let steps = plan.steps_for(&did).into_iter().map(StepState::open).collect();
        Self { since, did, steps }
    }

    /// Something more turns out to have been done: its steps join the list in the plan's order, and whatever was
    /// already settled stays settled.
    #[must_use]
    pub fn learn(mut self, plan: &Plan, harm: Harm) -> Self {
        self.did.insert(harm);
        let settled = std::mem::take(&mut self.steps);
        self.steps = plan
            .steps_for(&self.did)
            .into_iter()
            .map(|step| {
                settled.iter().find(|s| s.id == step.id).cloned().unwrap_or_else(|| StepState::open(step))
            })
            .collect();
        self
    }

    /// Settles or reopens a step.
    pub fn set(mut self, id: &str, status: Status) -> Result<Self, Refused> {
        if let Status::Done { at } | Status::Skipped { at, .. } = &status
            && *at < self.since
        {
            return Err(Refused::BeforeItHappened { at: at.clone(), since: self.since });
        }
        match self.steps.iter_mut().find(|s| s.id == id) {
            Some(step) => step.status = status,
            None => return Err(Refused::UnknownStep(id.to_owned())),
        }
        Ok(self)
    }

    /// What to do next: the first open step.
    pub fn next(&self) -> Option<&StepState> {
        self.steps.iter().find(|s| s.status == Status::Open)
    }

    /// Open steps whose best time has passed. They are still worth doing.
    pub fn late(&self, now: &Moment) -> impl Iterator<Item = &StepState> {
        let gone = self.since.minutes_until(now);
        self.steps
            .iter()
            .filter(move |s| s.status == Status::Open && s.within > 0 && gone > u64::from(s.within))
    }

    /// Done and all.
    pub fn progress(&self) -> (usize, usize) {
        (self.steps.iter().filter(|s| s.status != Status::Open).count(), self.steps.len())
    }
}

impl StepState {
    fn open(step: &Step) -> Self {
        Self { id: step.id.clone(), within: step.within, status: Status::Open }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golden::Country;

    fn at(minute: u32) -> Moment {
        Moment::parse(&format!("2026-11-22T14:{minute:02}:00+08:00")).expect("a moment")
    }

    fn list(did: &[Harm]) -> (Plan, Checklist) {
        let plan = Plan::builtin(Country::Cn).expect("built in");
        let list = Checklist::start(&plan, did.iter().copied().collect(), at(0));
        (plan, list)
    }

    #[test]
    fn the_first_thing_is_always_to_cut_the_connection() {
        let (_, list) = list(&[Harm::PaidTransfer, Harm::ToldCode]);
        assert_eq!(list.next().map(|s| s.id.as_str()), Some("hang-up"));
    }

    #[test]
    fn a_done_step_makes_way_and_can_be_reopened() {
        let (_, list) = list(&[Harm::PaidTransfer]);
        let done = list.clone().set("hang-up", Status::Done { at: at(1) }).expect("allowed");
        assert_ne!(done.next().map(|s| s.id.as_str()), Some("hang-up"));
        assert_eq!(done.progress().0, 1);
        assert_eq!(done.set("hang-up", Status::Open), Ok(list));
    }

    #[test]
    fn learning_more_keeps_what_was_settled_and_order_does_not_matter() {
        let (plan, list) = list(&[Harm::Clicked]);
        let done = list.set("hang-up", Status::Done { at: at(1) }).expect("allowed");
        let one = done.clone().learn(&plan, Harm::ToldCode).learn(&plan, Harm::PaidTransfer);
        let other = done.clone().learn(&plan, Harm::PaidTransfer).learn(&plan, Harm::ToldCode);
        assert_eq!(one, other);
        assert!(one.steps.len() > done.steps.len());
        assert_eq!(
            one.steps.iter().find(|s| s.id == "hang-up").map(|s| &s.status),
            Some(&Status::Done { at: at(1) })
        );
        assert_eq!(one.clone().learn(&plan, Harm::ToldCode), one);
    }

    #[test]
    fn impossible_moves_are_refused() {
        let (_, list) = list(&[]);
        let before = Moment::parse("2026-11-22T13:59:59+08:00").expect("a moment");
        assert!(matches!(
            list.clone().set("hang-up", Status::Done { at: before }),
            Err(Refused::BeforeItHappened { .. })
        ));
        assert!(matches!(list.set("dance", Status::Open), Err(Refused::UnknownStep(_))));
    }

    #[test]
    fn the_clock_names_what_is_late_and_keeps_it_open() {
        let (_, list) = list(&[Harm::PaidTransfer]);
        assert_eq!(list.late(&at(0)).count(), 0);
        let late: Vec<_> = list.late(&at(59)).map(|s| s.id.clone()).collect();
        assert!(late.contains(&"call-police".to_owned()), "{late:?}");
        assert_eq!(list.next().map(|s| s.id.as_str()), Some("hang-up"));
    }
}
