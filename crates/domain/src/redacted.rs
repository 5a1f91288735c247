//! Secrets that may be compared and counted, never shown.

use std::fmt;

/// A one-time code, card or identity number. `Debug`, `Display` and serialisation show only its shape
/// (`1****6`); the value itself is for the code that needs it, through [`Redacted::expose`].
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Redacted<T>(T);

impl<T> Redacted<T> {
    /// Wraps a secret.
    pub fn new(secret: T) -> Self {
        Self(secret)
    }

    /// The secret itself. Every call is a place to review.
    pub fn expose(&self) -> &T {
        &self.0
    }
}

impl<T: AsRef<str>> Redacted<T> {
    /// First and last character with stars between (`1****6`); all stars when shorter than four characters.
    pub fn masked(&self) -> String {
        let s = self.0.as_ref();
        let n = s.chars().count();
        if n < 4 {
            return "*".repeat(n);
        }
        let first = s.chars().next().unwrap_or('*');
        let last = s.chars().next_back().unwrap_or('*');
        format!("{first}{}{last}", "*".repeat((n - 2).min(16)))
    }
}

impl<T: AsRef<str>> fmt::Debug for Redacted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Redacted({})", self.masked())
    }
}

impl<T: AsRef<str>> fmt::Display for Redacted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl<T: AsRef<str>> serde::Serialize for Redacted<T> {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::Redacted;

    #[test]
    fn a_code_never_shows_in_debug_display_or_json() {
        let code = Redacted::new("639201".to_owned());
        for shown in
            [format!("{code:?}"), format!("{code}"), serde_json::to_string(&code).unwrap_or_default()]
        {
            assert!(shown.contains("6****1") && !shown.contains("3920"), "{shown}");
        }
        assert_eq!(Redacted::new("12").masked(), "**");
    }
}
