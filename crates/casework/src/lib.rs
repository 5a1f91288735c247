//! What people do about it: first hour, case, custody log, bag, reports, aftercare, as pure state machines.
//!
//! Time and actors are arguments. Nothing here reads a clock, a file or a network; `hangup-vault` does.
//!
//! ```
//! use hangup_casework::golden::{Country, Facts, Harm, Now, Plan, plain};
//! use hangup_domain::UiLang;
//! let plan = Plan::builtin(Country::Cn)?;
//! let now = Now::new(&plan, &[Harm::ToldCode].into(), &Facts::default(), UiLang::En);
//! assert!(plain(&now, UiLang::En, 80).contains("110"));
//! # Ok::<(), hangup_casework::golden::PlanError>(())
//! ```

pub mod aftercare;
pub mod bag;
pub mod case;
pub mod custody;
pub mod escape;
pub mod golden;
pub mod moment;
pub mod pii;
pub mod report;
mod words;

pub use moment::{Moment, NotAMoment};
pub use words::Words;
