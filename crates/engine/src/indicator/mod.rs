//! What can be looked up in a normalised text: links, numbers, codes, accounts, amounts.
//!
//! Every scanner is linear in the text and knows nothing of the directory; what an indicator *is worth* is
//! decided in [`crate::link`] and [`crate::frame`].

mod handle;
mod host;
mod number;
mod pay;

pub use host::{HostForm, parse_host_port};
pub use number::NumberShape;

use crate::text::Text;
use hangup_domain::{IndicatorKind, Span};

/// Indicators read from one text at most; a message has a handful.
pub const MAX_INDICATORS: usize = 64;

/// An indicator as found, before anybody judged it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its kind.
    pub kind: IndicatorKind,
    /// Start in the normalised text.
    pub start: u32,
    /// End in the normalised text.
    pub end: u32,
    /// Digits, host or account in normal form.
    pub value: String,
    /// For phones: what shape of number.
    pub shape: NumberShape,
    /// For links: how the host was written.
    pub form: HostForm,
}

impl Found {
    /// Where it stands in the original.
    pub fn span(&self, text: &Text) -> Span {
        text.original_span(self.start as usize, self.end as usize)
    }
}

/// Reads all indicators, in order of position. `with_accounts`: a messenger is named, so look for accounts too.
pub fn extract(text: &Text, with_accounts: bool, out: &mut Vec<Found>) {
    out.clear();
    let norm = text.norm.as_bytes();
    let digits = norm.iter().filter(|b| b.is_ascii_digit()).count();
    host::scan(text, out);
    pay::scan(&text.norm, out);
    if digits >= 3 {
        number::scan(&text.norm, out);
    }
    if with_accounts {
        handle::scan(&text.norm, out);
    }
    out.sort_by_key(|f| (f.start, f.end));
    out.truncate(MAX_INDICATORS);
}

/// Whether a range overlaps one that is already taken.
fn taken(out: &[Found], start: usize, end: usize) -> bool {
    out.iter().any(|f| (f.start as usize) < end && start < f.end as usize)
}
