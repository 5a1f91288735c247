//! What a report needs from the exhibits' own bytes: their texts, and the links in them.

use crate::export::ExportOptions;
use crate::{AGENT, CaseFolder, VaultError, pack};
use hangup_casework::case::{Case, Exhibit, Involved, Kind, Transfer, extract};
use hangup_casework::pii;
use hangup_casework::report::{Excerpt, Quote, ReportInput, case_page, last_four};
use hangup_domain::UiLang;
use std::collections::BTreeMap;

/// Characters of one exhibit that are printed.
const EXCERPT: usize = 4000;
/// Largest exhibit that is read as a text.
const TEXT_BYTES: u64 = 4 << 20;

/// Texts and what is in them.
#[derive(Debug, Clone, Default)]
pub struct ReportData {
    /// The text of each exhibit that is one, by number.
    pub texts: BTreeMap<u32, String>,
    /// Everything of theirs.
    pub involved: Vec<Involved>,
    /// Tactics with quotes, by language (Chinese, English), as the engine found them.
    pub quotes: [Vec<Quote>; 2],
}

/// Reads a case's texts and lists what is theirs.
pub fn report_data(case: &CaseFolder) -> Result<ReportData, VaultError> {
    let state = case.case()?;
    let mut data = ReportData::default();
    let mut found = Vec::new();
    for exhibit in state.exhibits.iter().filter(|e| is_text(e) && e.size <= TEXT_BYTES) {
        let mut bytes = Vec::new();
        pack::read_object(case, exhibit, &mut |chunk| {
            bytes.extend_from_slice(chunk);
            Ok(())
        })?;
        if let Ok(text) = String::from_utf8(bytes) {
            found.extend(extract(&text, exhibit.no));
            data.texts.insert(exhibit.no, text);
        }
    }
    data.involved = state.all_involved(&found);
    Ok(data)
}

fn is_text(e: &Exhibit) -> bool {
    e.format.starts_with("text/") || e.format == "application/json"
}

impl ReportData {
    /// The values that stay readable in a masked copy.
    pub fn theirs(&self) -> Vec<&str> {
        self.involved.iter().map(|i| i.value.as_str()).collect()
    }

    /// A text exhibit with personal data masked; nothing for what is no text.
    pub(crate) fn masked_text(&self, exhibit: &Exhibit) -> Option<String> {
        let text = self.texts.get(&exhibit.no)?;
        if let Some(transfer) = &exhibit.transfer {
            // Known for what it is, whatever it looks like.
            let own_account = last_four(&transfer.own_account);
            return serde_json::to_string_pretty(&Transfer { own_account, ..transfer.clone() }).ok();
        }
        Some(pii::mask_except(text, &self.theirs()))
    }

    fn excerpts(&self, case: &Case) -> Vec<Excerpt> {
        let excerpt = |(no, text): (&u32, &String)| {
            // Links and payments have tables of their own in the report.
            let kind = case.exhibits.get(*no as usize - 1).map(|e| e.kind);
            if matches!(kind, Some(Kind::Link | Kind::Transfer)) {
                return None;
            }
            let short: String = text.chars().take(EXCERPT).collect();
            Some(Excerpt { exhibit: *no, cut: short.len() < text.len(), text: short })
        };
        self.texts.iter().filter_map(excerpt).collect()
    }

    /// The readable report.
    pub(crate) fn html(
        &self,
        case: &Case,
        options: &ExportOptions<'_>,
        fingerprint: &str,
        lang: UiLang,
        hide: &dyn Fn(&str) -> String,
    ) -> String {
        case_page(
            &ReportInput {
                case,
                involved: &self.involved,
                quotes: lang.pick(&self.quotes[0], &self.quotes[1]),
                excerpts: &self.excerpts(case),
                at: options.at,
                agent: AGENT,
                fingerprint,
                masked: options.masked,
                hide,
            },
            lang,
        )
    }
}
