//! A host name in the forms that comparison needs.

/// A host name: as registered, in Unicode, and its registrable part.
#[derive(Debug, Clone, Default)]
pub struct Host {
    /// ASCII (punycode) form, lower case, without a trailing dot.
    pub ascii: String,
    /// Unicode form.
    pub unicode: String,
    /// An IP address in its usual form.
    pub ip: bool,
    /// Offset of the registrable domain in `ascii`.
    registrable: usize,
    /// Offset of the public suffix in `ascii`.
    suffix: usize,
    /// The suffix stands in the private section of the Public Suffix List: strangers publish under it.
    pub private: bool,
}

/// Longest host that is looked at; DNS allows 253.
const MAX_HOST: usize = 512;

impl Host {
    /// Reads a host name, in any script, without scheme, user and port.
    pub fn read(written: &str) -> Self {
        let written = shortened(written);
        let ascii = if written.is_ascii() && !written.contains("xn--") {
            written.to_ascii_lowercase()
        } else {
            idna::domain_to_ascii(written).unwrap_or_else(|_| written.to_lowercase())
        };
        Self::of_ascii(ascii.trim_matches('.'))
    }

    /// Reads a host that is already in ASCII.
    fn of_ascii(ascii: &str) -> Self {
        let unicode =
            if ascii.contains("xn--") { idna::domain_to_unicode(ascii).0 } else { ascii.to_owned() };
        let suffix = psl::suffix(ascii.as_bytes());
        let private = suffix.is_some_and(|s| s.typ() == Some(psl::Type::Private));
        let suffix_len = suffix.map_or(0, |s| s.as_bytes().len());
        let suffix = ascii.len() - suffix_len.min(ascii.len());
        let registrable = ascii
            .get(..suffix)
            .map_or(0, |before| before.trim_end_matches('.').rfind('.').map_or(0, |i| i + 1));
        let ip = super::read::ip_of(ascii);
        Self {
            ascii: ip.clone().unwrap_or_else(|| ascii.to_owned()),
            unicode,
            ip: ip.is_some(),
            registrable,
            suffix,
            private,
        }
    }

    /// The part that somebody registered, with its ending.
    pub fn registrable(&self) -> &str {
        self.ascii.get(self.registrable..).unwrap_or(&self.ascii)
    }

    /// The public suffix.
    pub fn suffix(&self) -> &str {
        self.ascii.get(self.suffix..).unwrap_or("")
    }

    /// What stands before the public suffix.
    pub fn before_suffix(&self) -> &str {
        self.ascii.get(..self.suffix).unwrap_or("").trim_end_matches('.')
    }

    /// Whether the ending is one that only public bodies, schools and armed forces are given.
    pub fn governmental(&self) -> bool {
        let suffix = self.suffix();
        suffix.split('.').next().is_some_and(|first| {
            matches!(first, "gov" | "edu" | "mil" | "gob" | "gouv" | "govt" | "ac" | "go" | "gc")
        }) && (suffix.contains('.') || matches!(suffix, "gov" | "edu" | "mil"))
    }
}

/// A host cut to what is looked at.
fn shortened(host: &str) -> &str {
    if host.len() <= MAX_HOST {
        return host;
    }
    // Who registered it stands at the end.
    let from = (host.len() - MAX_HOST..host.len()).find(|&i| host.is_char_boundary(i)).unwrap_or(0);
    &host[from..]
}

#[cfg(test)]
mod tests {
    use super::Host;

    #[test]
    fn a_host_falls_into_ending_registered_part_and_the_rest() {
        let host = Host::read("www.a.co.uk");
        assert_eq!((host.suffix(), host.registrable(), host.before_suffix()), ("co.uk", "a.co.uk", "www.a"));
        assert!(Host::read("a.github.io").private && !host.private);
        assert!(Host::read("tax.gov.uk").governmental() && !Host::read("a.ac").governmental());
    }

    #[test]
    fn punycode_is_read_in_its_own_script() {
        assert_eq!(Host::read("xn--pple-43d.com").unicode, "\u{430}pple.com");
        assert_eq!(Host::read("\u{430}pple.com").ascii, "xn--pple-43d.com");
    }

    #[test]
    fn nothing_and_nonsense_have_no_parts() {
        for text in ["", ".", "..", "-", "xn--", &"a.".repeat(9999)] {
            let host = Host::read(text);
            let _ = (host.suffix(), host.registrable(), host.before_suffix(), host.governmental());
        }
    }
}
