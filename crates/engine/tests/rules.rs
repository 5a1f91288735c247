//! Every rule fires on its examples and stays silent on the others.

use hangup_domain::{Contact, UiLang};
use hangup_engine::Engine;
use hangup_knowledge::{Sources, read_rules};
use std::path::Path;

type Fallible = Result<(), Box<dyn std::error::Error>>;

fn fires(engine: &Engine, rule: &str, text: &str) -> bool {
    let contact = Contact { turns: hangup_engine::turns_of(text).unwrap_or_default(), ..Contact::default() };
    let contact = if contact.turns.is_empty() { Contact::message(text) } else { contact };
    engine.assess(&contact, UiLang::En).findings.iter().any(|f| &*f.rule == rule)
}

#[test]
fn every_rule_fires_and_stays_silent_as_its_file_says() -> Fallible {
    let engine = Engine::load(hangup_builtin::PACK, hangup_builtin::DIGEST)?;
    let sources = Sources::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data"))?;
    let mut problems = Vec::new();
    let mut wrong = Vec::new();
    for (file, rule) in read_rules(&sources, &mut problems) {
        for text in rule.fires.iter().filter(|t| !fires(&engine, &rule.id, t)) {
            wrong.push(format!("{file}: silent on {text}"));
        }
        for text in rule.silent.iter().filter(|t| fires(&engine, &rule.id, t)) {
            wrong.push(format!("{file}: fires on {text}"));
        }
    }
    assert!(problems.is_empty(), "{problems:?}");
    assert!(wrong.is_empty(), "{} examples are wrong:\n{}", wrong.len(), wrong.join("\n"));
    Ok(())
}
