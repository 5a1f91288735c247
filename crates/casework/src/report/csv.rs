//! The things involved as a table that no spreadsheet runs.

use crate::case::InvolvedKind;
use crate::escape::{csv_row, frozen_link};
use crate::report::Report;

pub(super) fn csv(input: &Report<'_>) -> String {
    let mut out =
        format!("\u{feff}{}", csv_row(["kind", "value", "note", "exhibits", "case", "reported_at"]));
    for i in input.involved {
        let value = if i.kind == InvolvedKind::Link { frozen_link(&i.value) } else { i.value.clone() };
        let seen = i.seen_in.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
        let note = input.hide(&i.note);
        out.push_str(&csv_row([i.kind.as_str(), &value, &note, &seen, &input.case.id, input.at.as_str()]));
    }
    out
}
