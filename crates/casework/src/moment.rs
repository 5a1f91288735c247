//! Points in time as they are written down: RFC 3339 text that is given from outside and compared, never taken.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A point in time with its offset, kept exactly as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Moment {
    text: String,
    unix: i64,
}

/// The text is no RFC 3339 date and time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date and time like 2026-11-22T14:05:00+08:00")]
pub struct NotAMoment(pub String);

impl Moment {
    /// Reads RFC 3339.
    pub fn parse(text: &str) -> Result<Self, NotAMoment> {
        unix_of(text)
            .map(|unix| Self { text: text.to_owned(), unix })
            .ok_or_else(|| NotAMoment(text.to_owned()))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(&self) -> i64 {
        self.unix
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The date at the place where it was written, `2026-11-22`.
    pub fn date(&self) -> &str {
        self.text.get(..10).unwrap_or("")
    }

    /// `2026-11-22 14:05 +08:00`, for people.
    pub fn spoken(&self) -> String {
        let zone = if self.text.ends_with(['Z', 'z']) { "UTC" } else { &self.text[self.text.len() - 6..] };
        format!("{} {} {zone}", self.date(), self.text.get(11..16).unwrap_or(""))
    }

    /// The local date so many days later.
    pub fn date_after(&self, days: i64) -> String {
        let (y, m, d) = (number(&self.text, 0, 4), number(&self.text, 5, 7), number(&self.text, 8, 10));
        let (y, m, d) = civil_from_days(days_from_civil(y, m, d) + days);
        format!("{y:04}-{m:02}-{d:02}")
    }

    /// Whole minutes from this moment to a later one; 0 when it is not later.
    pub fn minutes_until(&self, later: &Self) -> u64 {
        u64::try_from((later.unix - self.unix) / 60).unwrap_or(0)
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.unix.cmp(&other.unix).then_with(|| self.text.cmp(&other.text))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.text
    }
}

impl TryFrom<String> for Moment {
    type Error = NotAMoment;
    fn try_from(text: String) -> Result<Self, NotAMoment> {
        Self::parse(&text)
    }
}

/// Whether a text is a date that exists, `2026-11-22`.
pub fn is_date(text: &str) -> bool {
    text.len() == 10 && unix_of(&format!("{text}T00:00:00Z")).is_some()
}

fn number(text: &str, from: usize, to: usize) -> i64 {
    text.get(from..to).and_then(|t| t.parse().ok()).unwrap_or(0)
}

fn unix_of(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let digits = |from: usize, to: usize| {
        let part = bytes.get(from..to)?;
        part.iter().all(u8::is_ascii_digit).then(|| number(text, from, to))
    };
    let mark = |at: usize, of: &[u8]| bytes.get(at).filter(|b| of.contains(b)).map(|_| ());
    let (y, mo, d) = (digits(0, 4)?, digits(5, 7)?, digits(8, 10)?);
    mark(4, b"-")?;
    mark(7, b"-")?;
    mark(10, b"Tt ")?;
    let (h, mi, s) = (digits(11, 13)?, digits(14, 16)?, digits(17, 19)?);
    mark(13, b":")?;
    mark(16, b":")?;
    let leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    let last = match mo {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=last).contains(&d) || h > 23 || mi > 59 || s > 60 {
        return None;
    }
    let mut rest = 19;
    if bytes.get(rest) == Some(&b'.') {
        rest += 1;
        let fraction = bytes.iter().skip(rest).take_while(|b| b.is_ascii_digit()).count();
        if fraction == 0 {
            return None;
        }
        rest += fraction;
    }
    let offset = match (bytes.get(rest)?, bytes.len() - rest) {
        (b'Z' | b'z', 1) => 0,
        (sign @ (b'+' | b'-'), 6) => {
            mark(rest + 3, b":")?;
            let (oh, om) = (digits(rest + 1, rest + 3)?, digits(rest + 4, rest + 6)?);
            if oh > 23 || om > 59 {
                return None;
            }
            (oh * 3600 + om * 60) * if *sign == b'-' { -1 } else { 1 }
        }
        _ => return None,
    };
    Some(days_from_civil(y, mo, d) * 86_400 + h * 3600 + mi * 60 + s - offset)
}

/// Days since 1970-01-01 in the Gregorian calendar.
fn days_from_civil(y: i64, m: i64, d: i64) -> i64 {
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let year = y.rem_euclid(400);
    let month = (m + 9) % 12;
    let day = (153 * month + 2) / 5 + d - 1;
    era * 146_097 + year * 365 + year / 4 - year / 100 + day - 719_468
}

/// The date of a day counted from 1970-01-01.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let d = of_year - (153 * month + 2) / 5 + 1;
    let m = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(m <= 2), m, d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_and_fractions_are_read() {
        let unix = |t: &str| Moment::parse(t).map(|m| m.unix());
        assert_eq!(unix("1970-01-01T00:00:00Z"), Ok(0));
        assert_eq!(unix("2026-11-22T14:05:00+08:00"), unix("2026-11-22T06:05:00.250Z"));
        assert_eq!(unix("2024-02-29T00:00:00Z"), Ok(1_709_164_800));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-11-22T14:05:00",
            "2026-11-22",
            "2026-11-22T14:05:00+8:00",
            "２０２６-11-22T14:05:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T14:05:00.Z",
        ] {
            assert!(Moment::parse(text).is_err(), "{text}");
        }
        assert!(is_date("2026-11-22") && !is_date("2026-02-30") && !is_date("soon"));
    }

    #[test]
    fn days_are_added_over_months_and_leap_years() {
        let at = |t: &str| Moment::parse(&format!("{t}T23:30:00-11:00")).expect("a moment");
        assert_eq!(at("2026-11-22").date_after(90), "2027-02-20");
        assert_eq!(at("2024-02-28").date_after(1), "2024-02-29");
        assert_eq!(at("2026-12-31").date_after(1), "2027-01-01");
        assert_eq!(at("2026-11-22").date_after(0), "2026-11-22");
    }
}
