//! A case: its exhibits, what is theirs, what was lost, and how it follows from the custody log.

mod exhibit;
mod involved;
mod state;
mod transfer;

pub use exhibit::{Exhibit, Kind, payload_name};
pub use involved::{Involved, InvolvedKind, extract};
pub use state::{Case, CaseError, TimelineEntry};
pub use transfer::{Loss, NotAnAmount, Transfer, parse_amount, sum};
