//! The little language of rule patterns.
//!
//! `code + tell|send > to-me !official @clause`: parts in any order (`+`) or behind the part before (`>`),
//! alternatives (`|`), a part that must be absent (`!`), a part that counts even when negated
//! (`~`; never when told of others), and a scope: `@clause`, `@sentence`, `@near` (120 bytes), `@near60`, `@turn`. Without a scope: `@near`.

use hangup_engine::pack::{Lexicon, Pattern, Scope, Term};

/// Reads one pattern.
pub(crate) fn parse(source: &str, lexicon: &Lexicon) -> Result<Pattern, String> {
    let mut pattern = Pattern { terms: Vec::new(), scope: Scope::Near, reach: 120 };
    let (mut after, mut expects_term) = (false, true);
    for word in source.split_whitespace() {
        match word {
            "+" => (after, expects_term) = (false, true),
            ">" => (after, expects_term) = (true, true),
            _ if word.starts_with('@') => scope(&word[1..], &mut pattern)?,
            _ => {
                let (absent, rest) = word.strip_prefix('!').map_or((false, word), |r| (true, r));
                let (any_polarity, rest) = rest.strip_prefix('~').map_or((false, rest), |r| (true, r));
                if !expects_term && !absent {
                    return Err(format!("`{word}` in `{source}` needs `+` or `>` before it"));
                }
                let any =
                    rest.split('|').map(|name| concept(name, lexicon)).collect::<Result<Vec<_>, _>>()?;
                pattern.terms.push(Term {
                    any,
                    after: after && !absent,
                    any_polarity: any_polarity || absent,
                    absent,
                });
                expects_term = false;
            }
        }
    }
    if pattern.terms.first().is_none_or(|t| t.absent) {
        return Err(format!("`{source}` does not begin with a part that must be there"));
    }
    Ok(pattern)
}

fn concept(name: &str, lexicon: &Lexicon) -> Result<u16, String> {
    lexicon
        .concepts
        .iter()
        .position(|c| c.name == name)
        .map(|i| i as u16)
        .ok_or_else(|| format!("there is no concept `{name}` in data/lexicon"))
}

fn scope(word: &str, pattern: &mut Pattern) -> Result<(), String> {
    pattern.scope = match word {
        "clause" => Scope::Clause,
        "sentence" => Scope::Sentence,
        "turn" => Scope::Turn,
        _ => {
            let reach = word.strip_prefix("near").ok_or_else(|| format!("there is no scope `@{word}`"))?;
            if !reach.is_empty() {
                pattern.reach = reach.parse().map_err(|_| format!("`@{word}`: the reach is no number"))?;
            }
            Scope::Near
        }
    };
    Ok(())
}
