//! The everyday command `hangup`.

fn main() -> anyhow::Result<()> {
    let text = std::env::args().nth(1).unwrap_or_default();
    let engine = hangup_engine::Engine::load(hangup_builtin::PACK, hangup_builtin::DIGEST)?;
    let a = engine.assess(&hangup_domain::Contact::message(text), hangup_domain::UiLang::Zh);
    serde_json::to_writer_pretty(std::io::stdout(), &a)?;
    Ok(())
}
