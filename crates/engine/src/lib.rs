//! A pack and a contact in, an assessment out; same input, same answer, always.
//!
//! [`Engine::assess`] reads every turn of a contact into concepts with their clause, polarity and speaker
//! ([`frame`]), finds indicators and judges them against the official directory ([`indicator`], [`link`]),
//! lets the rules of the pack speak ([`rule`]), and draws a verdict from what was found. It reads no clock,
//! opens nothing, and cannot fail on hostile text.
//!
//! ```
//! use hangup_domain::{Contact, UiLang, Verdict};
//! use hangup_engine::Engine;
//!
//! let engine = Engine::load(hangup_builtin::PACK, hangup_builtin::DIGEST)?;
//! let contact = Contact::message("我是京东客服，请把收到的六位验证码报给我，马上给您退款");
//! assert_eq!(engine.assess(&contact, UiLang::En).verdict, Verdict::Danger);
//! # Ok::<(), hangup_engine::pack::PackError>(())
//! ```

mod advice;
mod assess;
mod claim;
pub mod classifier;
mod conversation;
pub mod frame;
pub mod groups;
pub mod indicator;
pub mod link;
mod lookup;
pub mod pack;
mod reading;
mod rule;
pub mod text;
mod transcript;
mod verdict;

pub use assess::{Engine, Scratch};
pub use conversation::Conversation;
pub use lookup::{LookupHit, directory_digits};
pub use transcript::turns_of;
