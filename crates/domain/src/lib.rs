//! The words: contact, turn, indicator, finding, verdict, assessment; and their one public JSON shape.
//!
//! Nothing here decides anything. Data flows one way:
//! [`Contact`] → [`Indicator`]s → [`Finding`]s → [`Verdict`] → [`Advice`], and all of it together is an
//! [`Assessment`].
//!
//! ```
//! use hangup_domain::{Channel, Contact};
//! let contact = Contact::message("您好，您的包裹丢失了").on(Channel::Sms);
//! assert_eq!(contact.turns.len(), 1);
//! ```

mod assessment;
mod contact;
mod finding;
mod indicator;
mod lang;
mod link;
mod redacted;
mod span;
mod tactic;
mod verdict;

pub use assessment::{Advice, Assessment, EngineInfo, OfficialContact, SCHEMA, StageReached};
pub use contact::{Channel, Contact, Speaker, Turn};
pub use finding::{Finding, Severity};
pub use indicator::{BrandClaim, Indicator, IndicatorKind};
pub use lang::{Script, UiLang};
pub use link::{LinkJudgement, LinkStatus};
pub use redacted::Redacted;
pub use span::Span;
pub use tactic::{GuidePoint, Stage, TacticId, VariantId};
pub use verdict::Verdict;

/// Text that is written once (in a pack) and quoted many times.
pub type Shared = std::sync::Arc<str>;
