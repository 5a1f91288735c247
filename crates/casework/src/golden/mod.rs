//! The first hour: what to do in which order after something was clicked, told or paid.

mod checklist;
mod harm;
mod page;
mod plan;
mod script;

pub use checklist::{Checklist, Refused, Status, StepState};
pub use harm::{Harm, NotAHarm};
pub use page::{Now, NowNumber, NowStep, html, plain};
pub use plan::{Country, Number, Phase, Plan, PlanError, Source, Step, Verified};
pub use script::{Facts, script};
