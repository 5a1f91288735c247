//! A contact that is nothing but a link: the directory's judgement is all there is, so it decides.

use hangup_domain::{Advice, Assessment, GuidePoint, LinkStatus, OfficialContact, UiLang, Verdict};
use hangup_engine::Engine;
use hangup_engine::pack::Pack;

/// What a status means when nothing else is known.
pub fn verdict(status: LinkStatus) -> Verdict {
    match status {
        LinkStatus::Lookalike | LinkStatus::KnownBad => Verdict::Danger,
        LinkStatus::NotTheirChannel | LinkStatus::UserContent => Verdict::Caution,
        LinkStatus::Official | LinkStatus::OwnedNotChannel | LinkStatus::Unknown => Verdict::NothingFound,
    }
}

/// Raises an assessment to what its one link says, and names the real contact of whoever it is about.
/// Danger still needs a finding that a person can read about.
pub fn settle(engine: &Engine, a: &mut Assessment, lang: UiLang) {
    let pack = engine.pack();
    let Some(link) = a.indicators.first() else { return };
    let status = link.status.unwrap_or_default();
    if let Some(org) =
        link.of.as_deref().and_then(|id| pack.directory.by_id(id)).filter(|_| a.official.is_empty())
    {
        let reviewed = pack.directory.get(org).map(|o| (o.id.clone(), o.reviewed.clone()));
        if let (Some((brand, verified)), Some(how)) = (reviewed, engine.contact_line(org, lang)) {
            a.official.push(OfficialContact { brand, how, verified });
        }
    }
    let mut raised = verdict(status);
    if raised == Verdict::Danger && a.findings.is_empty() {
        raised = Verdict::Caution;
    }
    if raised <= a.verdict {
        return;
    }
    a.verdict = raised;
    a.score = a.score.max(if raised == Verdict::Danger { 0.92 } else { 0.6 });
    a.first_caution_turn = a.first_caution_turn.or(Some(0));
    if raised == Verdict::Danger {
        a.first_alarm_turn = a.first_alarm_turn.or(Some(0));
    }
    let link_groups = group(pack, "link-foreign");
    let headlines = &pack.advice.headlines;
    let fits = |groups: &dyn Fn(bool, bool) -> bool| {
        headlines.iter().find(|h| {
            let about_link = link_groups.is_some_and(|g| h.groups >> g & 1 == 1);
            h.verdict == raised && groups(about_link, h.groups == 0)
        })
    };
    if let Some(headline) = fits(&|link, _| link).or_else(|| fits(&|_, always| always)) {
        a.headline = headline.say.get(lang).clone();
    }
    let wanted = ["no-link", "call-real", "ask-family"];
    a.advice = wanted
        .iter()
        .filter_map(|id| pack.advice.advice.iter().find(|rule| &*rule.id == *id))
        .map(|rule| Advice {
            id: rule.id.clone(),
            say: rule.say.get(lang).clone(),
            guide: GuidePoint(rule.guide),
        })
        .collect();
}

/// The bit of a group.
fn group(pack: &Pack, name: &str) -> Option<usize> {
    pack.groups.iter().position(|g| g == name)
}
