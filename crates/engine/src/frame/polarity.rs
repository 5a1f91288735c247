//! Asserted, negated or told of others: how each concept is meant.

use super::hits::{Hit, Hits, Polarity};
use crate::pack::{ConceptKind, Lexicon};

/// The concepts that the engine itself must know, found by name when an engine is made.
#[derive(Debug, Clone, Default)]
pub struct Special {
    /// 不要、别、don't: turns the clause around.
    pub neg: Option<u16>,
    /// 请勿、切勿、谨防、never: turns the clause around, and the list behind it.
    pub forbid: Option<u16>,
    /// 但、否则、but: ends a negation.
    pub contrast: Option<u16>,
    /// 请、麻烦您、please: what follows is asked for.
    pub request: Option<u16>,
    /// 骗子、不法分子、scammers: somebody tells of them.
    pub villain: Option<u16>,
    /// 案例、近日、police: somebody reports; counts only where no stranger's channel is given.
    pub reporter: Option<u16>,
    /// 都是诈骗、is a scam: a general warning.
    pub warning: Option<u16>,
    /// 凡是、任何、anyone who: general.
    pub general: Option<u16>,
    /// 让我、叫我、told me to: somebody retells.
    pub to_me: Option<u16>,
    /// 有人自称、接到电话、someone called me.
    pub got_contact: Option<u16>,
    /// 是真的吗、is this legit.
    pub ask_if_real: Option<u16>,
    /// 误报、ignore the warning: they talk a warning away, so theirs is none.
    pub discredit: Option<u16>,
    /// 我是、这里是: somebody introduces himself.
    pub intro: Option<u16>,
    /// 您的、your.
    pub your: Option<u16>,
    /// Channels of strangers: with one, only what stands near a warning is told of others.
    pub ways: Vec<u16>,
}

impl Special {
    /// Looks the names up.
    pub fn of(lexicon: &Lexicon) -> Self {
        let id = |name: &str| lexicon.concepts.iter().position(|c| c.name == name).map(|i| i as u16);
        Self {
            neg: id("neg"),
            forbid: id("forbid"),
            contrast: id("contrast"),
            request: id("request"),
            villain: id("villain"),
            reporter: id("reporter"),
            warning: id("warning"),
            general: id("general"),
            to_me: id("to-me"),
            got_contact: id("got-contact"),
            ask_if_real: id("ask-if-real"),
            discredit: id("discredit"),
            intro: id("intro"),
            your: id("your"),
            ways: ["i-link-foreign", "i-number-foreign", "i-handle"].into_iter().filter_map(id).collect(),
        }
    }
}

/// What kind of speech a text is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Manner {
    /// It warns others in general: a notice, a news item.
    pub notice: bool,
    /// A person retells what is demanded of her now.
    pub retelling: bool,
}

/// Bytes behind a plain negation that it reaches within its clause (about fifteen Han characters).
const REACH: u32 = 45;
/// The same for a prohibition.
const FORBID_REACH: u32 = 90;

/// Sets the polarity of every hit and says what kind of speech the text is.
pub fn read_polarity(hits: &mut Hits, lexicon: &Lexicon, special: &Special) -> Manner {
    let has = |c: Option<u16>| c.is_some_and(|c| hits.present.has(c));
    let is = |hit: &Hit, c: Option<u16>| c == Some(hit.concept);
    let told_to_me = has(special.to_me);
    let asks = has(special.ask_if_real);
    let retold = told_to_me && (has(special.got_contact) || asks) || has(special.got_contact) && asks;
    let count = |c: Option<u16>| hits.all.iter().filter(|h| is(h, c)).count();
    let (villains, reporters, warnings) =
        (count(special.villain), count(special.reporter), count(special.warning));
    let talked_away = has(special.discredit) && warnings == 0;
    let ways = special.ways.iter().any(|&w| hits.present.has(w));
    let told = villains + warnings + if ways { 0 } else { reporters };
    // Somebody who asks whether it is true retells; a report that asks nothing is a notice.
    let retelling = retold && (asks || told == 0);
    // "我是网警，嫌疑人抓到了": whoever introduces himself to the reader tells no news.
    let introduces = has(special.intro) && (has(special.your) || has(special.request)) && warnings == 0;
    let notice = !retelling && !talked_away && told > 0 && !(introduces && villains + reporters < 4);
    let everywhere = if ways {
        villains > 1 && warnings > 0
    } else {
        villains > 0 && told > 1 || warnings > 0 || told > 2
    };

    if has(special.neg) || has(special.forbid) {
        negate(hits, lexicon, special);
    }
    if notice {
        warn(hits, special, everywhere, ways);
    }
    Manner { notice, retelling }
}

fn negate(hits: &mut Hits, lexicon: &Lexicon, special: &Special) {
    let n = hits.all.len();
    let mut i = 0;
    while i < n {
        let hit = hits.all[i];
        let (plain, strong) = (special.neg == Some(hit.concept), special.forbid == Some(hit.concept));
        if !plain && !strong {
            i += 1;
            continue;
        }
        let reach = if strong { FORBID_REACH } else { REACH };
        // A list behind a prohibition is forbidden as well, until somebody asks for something.
        let mut open = strong;
        let mut forbids_demand = false;
        for j in i + 1..n {
            let other = hits.all[j];
            if other.start < hit.end {
                continue;
            }
            let ends = special.contrast == Some(other.concept)
                || other.clause != hit.clause && special.request == Some(other.concept);
            if ends || other.sentence != hit.sentence {
                break;
            }
            if other.clause == hit.clause {
                if other.start - hit.end > reach {
                    if !strong {
                        break;
                    }
                    continue;
                }
                forbids_demand |= lexicon.concepts[other.concept as usize].kind == ConceptKind::Demand;
                hits.all[j].polarity = Polarity::Negated;
            } else {
                open = open && forbids_demand;
                if !open {
                    break;
                }
                hits.all[j].polarity = Polarity::Negated;
            }
        }
        i += 1;
    }
}

/// In a notice, what stands in a warning sentence, or next to one that tells of villains, is told of others.
fn warn(hits: &mut Hits, special: &Special, everywhere: bool, ways: bool) {
    let marks: Vec<(u16, bool)> = hits
        .all
        .iter()
        .filter_map(|h| {
            if special.villain == Some(h.concept) || !ways && special.reporter == Some(h.concept) {
                Some((h.sentence, true))
            } else if special.warning == Some(h.concept) {
                Some((h.sentence, false))
            } else {
                None
            }
        })
        .collect();
    for hit in &mut hits.all {
        let near = everywhere
            || marks.iter().any(|&(s, villain)| {
                let gap = hit.sentence.abs_diff(s);
                gap == 0 || villain && hit.sentence > s && gap <= 3 || gap == 1
            });
        if near && hit.polarity == Polarity::Asserted {
            hit.polarity = Polarity::Warned;
        }
    }
}
