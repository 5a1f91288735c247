//! The figures that were asked for, and whether a measured one reaches them.

use super::figures::{Alarms, Line, UNTRAINED};
use super::rows::{CORPUS, Due};

/// A limit on a share in percent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// Not less.
    AtLeast(f64),
    /// Not more.
    AtMost(f64),
}

impl Target {
    /// `≤ 2 % PASS`.
    pub fn judged(self, percent: f64) -> String {
        let (sign, limit, holds) = match self {
            Self::AtLeast(limit) => ("≥", limit, percent >= limit),
            Self::AtMost(limit) => ("≤", limit, percent <= limit),
        };
        format!("{sign} {limit} {}", if holds { "PASS" } else { "FAIL" })
    }
}

/// The targets of a line, for danger and for caution.
pub fn of(line: &Line) -> [Option<Target>; 2] {
    use Target::{AtLeast, AtMost};
    let (source, _, due) = line;
    let untrained = *source == format!("{CORPUS}, {UNTRAINED}");
    match (source.as_str(), due) {
        ("csds_jd_chat", _) => [Some(AtMost(0.0)), Some(AtMost(2.0))],
        ("nus_sms_zh" | "nus_sms_en", _) => [Some(AtMost(0.02)), Some(AtMost(0.3))],
        ("multidogo", _) | ("uci_sms", Due::Silence) => [Some(AtMost(0.1)), None],
        ("tft5 冒充客服服务", _) => [Some(AtLeast(55.0)), Some(AtLeast(80.0))],
        // What is aimed at on unseen sets, measured on the part that nothing was trained on.
        (_, Due::Danger) if untrained => [Some(AtLeast(90.0)), Some(AtLeast(97.0))],
        (_, Due::Caution) if untrained => [None, Some(AtLeast(97.0))],
        (_, Due::Silence) if untrained => [Some(AtMost(1.0)), Some(AtMost(5.0))],
        (_, Due::CautionOk) if untrained => [Some(AtMost(1.0)), None],
        _ => [None, None],
    }
}

/// Every expectation of the untrained third is to be met.
pub const MET: Target = Target::AtLeast(100.0);
/// Alarm at or before the first demand.
pub const IN_TIME: Target = Target::AtLeast(90.0);
/// Alarms in a hundred honest dialogues.
pub const FALSE_ALARMS: Target = Target::AtMost(2.0);

/// A share in percent; 0 of nothing.
pub fn percent(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { 100.0 * part as f64 / all as f64 }
}

impl Alarms {
    /// Share at danger and share at caution or more, in percent.
    pub fn shares(self) -> [f64; 2] {
        [percent(self.danger, self.all), percent(self.caution, self.all)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_itself_passes() {
        assert!(Target::AtMost(0.0).judged(0.0).ends_with("PASS"));
        assert!(Target::AtMost(2.0).judged(2.25).ends_with("FAIL"));
        assert!(Target::AtLeast(55.0).judged(55.0).ends_with("PASS"));
    }
}
