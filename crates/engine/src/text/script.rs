//! Which language and script a text is in, from counts of what its characters were.

use hangup_domain::Script;

/// Counts taken while normalising.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Han characters.
    pub han: u32,
    /// Han characters that exist in Traditional writing only.
    pub traditional: u32,
    /// Han characters that exist in Simplified writing only.
    pub simplified: u32,
    /// Latin letters.
    pub latin: u32,
}

/// The language and script that the counts show.
///
/// A Han character carries about as much as three Latin letters; a text is mixed when the smaller part is
/// more than a third of the whole.
pub fn script_of(c: Counts) -> Script {
    let (han, latin) = (c.han * 3, c.latin);
    if han + latin == 0 {
        return Script::Undetermined;
    }
    if han * 2 < latin {
        return if han * 4 > latin { Script::Mixed } else { Script::En };
    }
    if latin > han && c.han > 0 {
        return Script::Mixed;
    }
    if c.traditional > c.simplified { Script::ZhHant } else { Script::ZhHans }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_tell_the_script() {
        let c = |han, traditional, simplified, latin| Counts { han, traditional, simplified, latin };
        assert_eq!(script_of(c(20, 0, 5, 0)), Script::ZhHans);
        assert_eq!(script_of(c(20, 6, 0, 8)), Script::ZhHant);
        assert_eq!(script_of(c(0, 0, 0, 40)), Script::En);
        assert_eq!(script_of(c(1, 0, 0, 400)), Script::En);
        assert_eq!(script_of(c(0, 0, 0, 0)), Script::Undetermined);
        assert_eq!(script_of(c(20, 0, 3, 90)), Script::Mixed);
    }
}
