//! The files under `data/`, read once, in a fixed order.

use crate::error::Problem;
use hangup_engine::pack::Classifier;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::Path;

/// All source files by their path below `data/`, with `/` between parts.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    texts: BTreeMap<String, String>,
    weights: Option<Vec<u8>>,
}

impl Sources {
    /// Reads a `data/` folder.
    ///
    /// # Errors
    /// When a file cannot be read or is not UTF-8.
    pub fn read(root: &Path) -> std::io::Result<Self> {
        let mut sources = Self::default();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = path
                    .strip_prefix(root)
                    .unwrap_or(&path)
                    .components()
                    .map(|c| c.as_os_str().to_string_lossy().into_owned())
                    .collect::<Vec<_>>()
                    .join("/");
                match path.extension().and_then(|e| e.to_str()) {
                    Some("toml" | "txt") => {
                        sources.texts.insert(name, std::fs::read_to_string(&path)?);
                    }
                    Some("bin") if name == "classifier/weights.bin" => {
                        sources.weights = Some(std::fs::read(&path)?);
                    }
                    _ => {}
                }
            }
        }
        Ok(sources)
    }

    /// Adds or replaces one file, for tests and for training.
    pub fn set(&mut self, name: &str, text: String) {
        self.texts.insert(name.to_owned(), text);
    }

    /// Leaves the classifier out, for measuring the rules alone.
    pub fn without_classifier(&mut self) {
        self.weights = None;
    }

    /// One file.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    /// The files below a folder that end in `.toml`, in order of name.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.texts
            .iter()
            .filter(move |(n, _)| n.starts_with(folder) && n.ends_with(".toml"))
            .map(|(n, t)| (n.as_str(), t.as_str()))
    }

    /// Parses one TOML file.
    pub(crate) fn parse<T: DeserializeOwned>(
        name: &str,
        text: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<T> {
        match toml::from_str(text) {
            Ok(value) => Some(value),
            Err(e) => {
                problems.push(Problem::new(name, e.to_string()));
                None
            }
        }
    }

    /// Parses one TOML file that must exist.
    pub(crate) fn need<T: DeserializeOwned>(&self, name: &str, problems: &mut Vec<Problem>) -> Option<T> {
        if let Some(text) = self.get(name) {
            Self::parse(name, text, problems)
        } else {
            problems.push(Problem::new(name, "this file is missing"));
            None
        }
    }

    /// The weights, when they are there: 16 bytes of header (scale, bias, slope, offset), 4 of threshold, then
    /// the buckets.
    pub(crate) fn classifier(&self) -> Option<Classifier> {
        let bytes = self.weights.as_ref()?;
        let (head, weights) = bytes.split_at_checked(20)?;
        let f = |i: usize| f32::from_le_bytes([head[i], head[i + 1], head[i + 2], head[i + 3]]);
        weights.len().is_power_of_two().then(|| Classifier {
            weights: weights.to_vec(),
            scale: f(0),
            bias: f(4),
            platt: [f(8), f(12)],
            caution_at: f(16),
        })
    }
}
