//! The layers of the configuration, and from which of them each value came.

use super::Config;
use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// Every key: section, name, value when nobody says otherwise (as TOML).
pub const KEYS: &[(&str, &str, &str)] = &[
    ("ui", "lang", "\"auto\""),
    ("knowledge", "pack", "\"\""),
    ("scan", "threads", "0"),
    ("storage", "data-dir", "\"\""),
];

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said.
    Default,
    /// The file.
    File(PathBuf),
    /// This variable of the environment.
    Variable(String),
}

/// The configuration with its origins.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The values.
    pub config: Config,
    /// The file that was read.
    pub file: Option<PathBuf>,
    /// What was said by file or environment: section, key, value as TOML, origin.
    said: Vec<(String, String, String, Origin)>,
}

impl Settings {
    /// Reads what there is. `file` must exist when it is named.
    pub fn read(file: Option<&Path>) -> Result<Self> {
        let found = match file {
            Some(named) => Some(named.to_owned()),
            None => usual_place().filter(|p| p.is_file()),
        };
        let variables: Vec<(String, String)> = std::env::vars_os()
            .filter_map(|(k, v)| Some((k.into_string().ok()?, v.to_string_lossy().into_owned())))
            .filter(|(name, _)| name.starts_with("HANGUP__"))
            .collect();
        let text = match &found {
            Some(path) => std::fs::read_to_string(path).with_context(|| path.display().to_string())?,
            None if variables.is_empty() => return Ok(Self::default()),
            None => String::new(),
        };
        Self::of(&text, found, variables)
    }

    /// Puts a file's text and the environment together.
    pub fn of(text: &str, file: Option<PathBuf>, mut variables: Vec<(String, String)>) -> Result<Self> {
        let name = file.as_ref().map_or_else(String::new, |p| p.display().to_string());
        let mut table: Table = toml::from_str(text).with_context(|| name.clone())?;
        let _: Config = table.clone().try_into().with_context(|| name.clone())?;
        let mut said = Vec::new();
        for (section, key, _) in KEYS {
            let value = table.get(*section).and_then(|s| s.get(*key));
            if let (Some(value), Some(path)) = (value, &file) {
                said.push((
                    (*section).to_owned(),
                    (*key).to_owned(),
                    shown(value),
                    Origin::File(path.clone()),
                ));
            }
        }
        variables.sort();
        for (variable, value) in variables {
            let (section, key, default) = key_of(&variable)?;
            let value = if default.starts_with('"') {
                Value::String(value)
            } else {
                Value::Integer(value.trim().parse().with_context(|| format!("{variable}={value}"))?)
            };
            said.retain(|(s, k, _, _)| !(s == section && k == key));
            said.push((
                section.to_owned(),
                key.to_owned(),
                shown(&value),
                Origin::Variable(variable.clone()),
            ));
            let place = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(inner) = place {
                inner.insert(key.to_owned(), value);
            }
            let _: Config = table.clone().try_into().with_context(|| variable)?;
        }
        let config = table.try_into()?;
        Ok(Self { config, file, said })
    }

    /// Every key with its value as TOML and where it came from.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &'static str, &str, &Origin)> {
        KEYS.iter().map(|&(section, key, default)| {
            match self.said.iter().find(|(s, k, _, _)| s == section && k == key) {
                Some((_, _, value, origin)) => (section, key, value.as_str(), origin),
                None => (section, key, default, &Origin::Default),
            }
        })
    }
}

/// The key that a variable names: `HANGUP__STORAGE__DATA_DIR` is `storage.data-dir`.
fn key_of(variable: &str) -> Result<(&'static str, &'static str, &'static str)> {
    let path = variable.strip_prefix("HANGUP__").unwrap_or(variable).to_ascii_lowercase().replace('_', "-");
    for &(section, key, default) in KEYS {
        if path.split_once("--") == Some((section, key)) {
            return Ok((section, key, default));
        }
    }
    bail!("{variable}: no such setting. `hangup config generate` lists all of them.")
}

/// The place where the file usually is. The folder one happens to be in is not asked: a downloaded folder must
/// not be able to bring its own knowledge.
pub fn usual_place() -> Option<PathBuf> {
    use etcetera::BaseStrategy as _;
    Some(etcetera::choose_base_strategy().ok()?.config_dir().join("hangup").join("hangup.toml"))
}

/// A value as it is written in the file.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        other => other.as_integer().map(|i| i.to_string()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Lang;

    fn of(text: &str, variables: &[(&str, &str)]) -> Result<Settings> {
        let variables = variables.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Settings::of(text, Some("hangup.toml".into()), variables)
    }

    #[test]
    fn the_environment_goes_before_the_file_and_the_file_before_the_default() {
        let text = "[ui]\nlang = \"en\"\n[scan]\nthreads = 3\n";
        let settings = of(text, &[("HANGUP__SCAN__THREADS", "5"), ("HANGUP__STORAGE__DATA_DIR", "kept")]);
        let settings = settings.unwrap_or_default();
        assert_eq!((settings.config.ui.lang, settings.config.scan.threads), (Lang::En, 5));
        assert_eq!(settings.config.data_dir(), PathBuf::from("kept"));
        let origins: Vec<_> =
            settings.all().map(|(_, key, value, origin)| (key, value, origin.clone())).collect();
        assert_eq!(origins[1], ("pack", "\"\"", Origin::Default));
        assert_eq!(origins[2], ("threads", "5", Origin::Variable("HANGUP__SCAN__THREADS".to_owned())));
    }

    #[test]
    fn a_slip_is_named() {
        let told = |r: Result<Settings>| r.err().map(|e| format!("{e:#}")).unwrap_or_default();
        assert!(told(of("[ui]\nlanguage = \"en\"\n", &[])).contains("language"));
        assert!(told(of("[ui]\nlang = \"fr\"\n", &[])).contains("fr"));
        assert!(told(of("", &[("HANGUP__SCAN__THREAD", "1")])).contains("HANGUP__SCAN__THREAD"));
        assert!(told(of("", &[("HANGUP__SCAN__THREADS", "many")])).contains("many"));
    }

    #[test]
    fn the_table_of_keys_is_the_configuration() {
        let lines: Vec<String> = KEYS.iter().map(|(s, k, v)| format!("[{s}]\n{k} = {v}\n")).collect();
        let text = lines.concat();
        assert_eq!(of(&text, &[]).ok().map(|s| s.config), Some(Config::default()));
    }
}
