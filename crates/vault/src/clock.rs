//! The one place that reads the clock.

use hangup_casework::Moment;
use std::time::SystemTime;

/// Now, with the offset of this place, to the second.
pub fn now() -> Moment {
    moment_of(SystemTime::now()).unwrap_or_else(epoch)
}

/// A system time as a moment at this place; none when it lies outside the years 0 to 9999.
pub fn moment_of(time: SystemTime) -> Option<Moment> {
    let stamp = jiff::Timestamp::try_from(time).ok()?;
    let zoned = stamp.to_zoned(jiff::tz::TimeZone::system());
    Moment::parse(&zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()).ok()
}

fn epoch() -> Moment {
    // A clock that cannot be read is set to a time that nobody takes for true.
    Moment::parse("1970-01-01T00:00:00Z").unwrap_or_else(|_| unreachable!())
}
