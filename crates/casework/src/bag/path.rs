//! Paths in a bag's manifests: decoded, and refused when they lead anywhere but into the bag.

use std::borrow::Cow;

/// A path that leads out of the bag or is none at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// Nothing there.
    #[error("the path is empty")]
    Empty,
    /// It begins at the root, at a home folder, at a drive or at a server.
    #[error("the path does not begin inside the bag")]
    Absolute,
    /// It climbs out.
    #[error("the path climbs with `..`")]
    Climbs,
    /// It holds a NUL or another control character.
    #[error("the path holds a control character")]
    Control,
}

/// Refuses whatever a system anywhere would take for a place outside the bag; takes out `./`.
pub fn check_path(path: &str) -> Result<String, PathError> {
    if path.is_empty() {
        return Err(PathError::Empty);
    }
    if path.contains('\0') {
        return Err(PathError::Control);
    }
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    if path.starts_with(['/', '\\', '~', '%', '$']) && !path.starts_with("%0") && !path.starts_with("%25")
        || drive
    {
        return Err(PathError::Absolute);
    }
    if path.split(['/', '\\']).any(|part| part == "..") {
        return Err(PathError::Climbs);
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    if parts.is_empty() { Err(PathError::Empty) } else { Ok(parts.join("/")) }
}

/// Undoes the escapes of manifests: `%0A`, `%0D`, and from version 1.0 on `%25`.
pub fn decode_path(path: &str, version: (u32, u32)) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let code = rest.get(at..at + 3).map(str::to_ascii_uppercase);
        let plain = match code.as_deref() {
            Some("%0A") => Some('\n'),
            Some("%0D") => Some('\r'),
            Some("%25") if version >= (1, 0) => Some('%'),
            _ => None,
        };
        out.push(plain.unwrap_or('%'));
        rest = &rest[if plain.is_some() { at + 3 } else { at + 1 }..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_leave_the_bag_on_any_system_are_refused() {
        for bad in [
            "../x",
            "data/../../x",
            "data\\..\\x",
            "/etc/x",
            "~/x",
            "~user/x",
            "\\\\server\\share",
            "C:\\x",
            "c:/x",
            "",
            ".",
            "%HOMEDRIVE%/x",
            "$HOME/x",
            "data/\0",
        ] {
            assert!(check_path(bad).is_err(), "{bad:?}");
        }
        assert_eq!(check_path("./data//a/./b").as_deref(), Ok("data/a/b"));
        assert_eq!(check_path("data/~x ..y").as_deref(), Ok("data/~x ..y"));
    }

    #[test]
    fn escapes_are_those_of_the_version() {
        assert_eq!(decode_path("a%0Ab%25c%41", (1, 0)), "a\nb%c%41");
        assert_eq!(decode_path("a%0d%25", (0, 97)), "a\r%25");
        assert_eq!(decode_path("100%", (1, 0)), "100%");
    }
}
