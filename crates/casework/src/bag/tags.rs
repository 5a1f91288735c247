//! `bag-info.txt`: labels and values.

/// Labels with their values, in order; a label may come more than once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tags(pub Vec<(String, String)>);

impl Tags {
    /// All values of a label, whatever its case.
    pub fn all<'t>(&'t self, label: &'t str) -> impl Iterator<Item = &'t str> {
        self.0.iter().filter(move |(l, _)| l.eq_ignore_ascii_case(label)).map(|(_, v)| v.as_str())
    }
}

/// Reads labels and values; a line that begins with white space continues the value before it. An error names the
/// line that is neither.
pub fn parse_tags(text: &str) -> Result<Tags, usize> {
    let mut tags = Tags::default();
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for (i, line) in text.split('\n').enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        if line.starts_with([' ', '\t'])
            && let Some((_, value)) = tags.0.last_mut()
        {
            value.push(' ');
            value.push_str(line.trim());
        } else if let Some((label, value)) = line.split_once(':') {
            tags.0.push((label.trim().to_owned(), value.trim().to_owned()));
        } else {
            return Err(i + 1);
        }
    }
    Ok(tags)
}

/// Writes labels and values, each on one line.
pub fn bag_info<'a>(tags: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let line = |(label, value): (&str, String)| {
        format!("{label}: {}\n", value.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    tags.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_continue_and_labels_repeat() {
        let tags = parse_tags("A: one\n  two\nb:x\nB: y\n").expect("tags");
        assert_eq!(tags.all("a").collect::<Vec<_>>(), ["one two"]);
        assert_eq!(tags.all("b").collect::<Vec<_>>(), ["x", "y"]);
        assert_eq!(parse_tags("A: 1\nnothing\n"), Err(2));
        assert_eq!(bag_info([("A", "x\ny".to_owned())]), "A: x y\n");
    }
}
