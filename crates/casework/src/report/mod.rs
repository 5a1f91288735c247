//! What a case looks like to others: pages, letters and exchange formats.

mod case_page;

pub use case_page::{Excerpt, Quote, ReportInput, case_page};

use hangup_domain::UiLang;

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
