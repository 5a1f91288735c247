//! What a case looks like to others: pages, letters and exchange formats.

mod case_page;
mod csv;
mod import;
mod letters;
mod misp;
mod stix;
mod tactics;
mod uuid;
mod xarf;

pub use case_page::{Excerpt, Quote, ReportInput, case_page};
pub use import::{ImportError, indicators};
pub use tactics::{TacticInfo, misp_galaxy, tactics};

use crate::case::{Case, Involved};
use crate::moment::Moment;
use crate::pii;
use hangup_domain::UiLang;
use std::str::FromStr;

/// Whom a report is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addressee {
    /// A summary for the police.
    Police,
    /// A letter to the bank or platform.
    Bank,
    /// XARF v4, one JSON object a line, for registrars and hosters.
    Xarf,
    /// A MISP event.
    Misp,
    /// A STIX 2.1 bundle.
    Stix,
    /// A table.
    Csv,
}

/// Why a report cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// No such addressee.
    #[error("`{0}` is not one of police, bank, xarf, misp, stix, csv")]
    Addressee(String),
    /// Nothing that this format can report.
    #[error("there is nothing to report: {0}")]
    Nothing(&'static str),
    /// The JSON could not be written.
    #[error("the report cannot be written: {0}")]
    Json(#[from] serde_json::Error),
}

impl FromStr for Addressee {
    type Err = ReportError;
    fn from_str(word: &str) -> Result<Self, ReportError> {
        Ok(match word {
            "police" => Self::Police,
            "bank" | "platform" => Self::Bank,
            "xarf" => Self::Xarf,
            "misp" => Self::Misp,
            "stix" => Self::Stix,
            "csv" => Self::Csv,
            _ => return Err(ReportError::Addressee(word.to_owned())),
        })
    }
}

/// What a report is made of.
pub struct Report<'a> {
    /// The case.
    pub case: &'a Case,
    /// Everything of theirs.
    pub involved: &'a [Involved],
    /// Tactics with quotes.
    pub quotes: &'a [Quote],
    /// When it is made.
    pub at: &'a Moment,
    /// By which program.
    pub agent: &'a str,
    /// Whether the person's own data is masked.
    pub masked: bool,
    /// The language of letters.
    pub lang: UiLang,
}

impl Report<'_> {
    /// A text of the person's, masked when asked for. What is theirs stays readable.
    fn hide(&self, text: &str) -> String {
        if !self.masked {
            return text.to_owned();
        }
        let theirs: Vec<&str> = self.involved.iter().map(|i| i.value.as_str()).collect();
        pii::mask_except(text, &theirs)
    }

    fn own_account(&self, account: &str) -> String {
        if self.masked { last_four(account) } else { account.to_owned() }
    }
}

/// An account that is recognised by its holder and useless to anybody else.
pub fn last_four(account: &str) -> String {
    match account.chars().count() {
        0 => String::new(),
        n if n < 8 => "****".to_owned(),
        n => format!("****{}", account.chars().skip(n - 4).collect::<String>()),
    }
}

/// Makes a report. It is to be read by a person before it is sent.
pub fn report(to: Addressee, input: &Report<'_>) -> Result<String, ReportError> {
    match to {
        Addressee::Police => Ok(letters::police(input)),
        Addressee::Bank => Ok(letters::bank(input)),
        Addressee::Xarf => xarf::xarf(input),
        Addressee::Misp => misp::misp(input),
        Addressee::Stix => stix::stix(input),
        Addressee::Csv => Ok(csv::csv(input)),
    }
}

/// A whole HTML page that prints: no script, nothing fetched, nothing cut off.
pub fn page(lang: UiLang, title: &str, body: &str) -> String {
    let style = include_str!("page.css");
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        lang.tag(),
        crate::escape::html(title),
    )
}

#[cfg(test)]
mod tests;
