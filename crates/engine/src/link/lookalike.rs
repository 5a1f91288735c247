//! Hosts made to look like an organisation's.

use super::index::{LinkIndex, Name, Weight};
use super::sight::{Scene, Sight};
use super::{Host, Judged, embedded, judged, typo};
use crate::pack::{LinkWords, Pack};
use hangup_domain::LinkStatus;

/// What is known of a host beside its letters.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The host.
    pub host: &'a Host,
    /// Its ending is sold for next to nothing, or it stands on a shared host.
    pub cheap: bool,
    /// The ending's country, when it has one.
    pub country: &'a str,
}

/// Finds the organisation that a host imitates. `below` is the hosting domain that strangers publish under;
/// only what stands before it counts then.
pub fn find(pack: &Pack, index: &LinkIndex, host: &Host, below: Option<&str>) -> Option<Judged> {
    let known = below.is_none() && LinkWords::above(&pack.links.known_sites, &host.ascii).is_some();
    if known || host.governmental() {
        return None;
    }
    let ending = below.unwrap_or(host.suffix());
    let labels: Vec<&str> = host.unicode.split('.').collect();
    let before = labels.len().saturating_sub(ending.split('.').filter(|p| !p.is_empty()).count());
    let labels = labels.get(..before).filter(|l| !l.is_empty())?;
    let ground = Ground {
        host,
        cheap: below.is_some() || LinkWords::has(&pack.links.cheap_endings, host.suffix()),
        country: host.suffix().rsplit('.').next().filter(|cc| cc.len() == 2).unwrap_or(""),
    };
    let scene = Scene::of(pack, index, labels);
    if let Some((org, seen)) = embedded::find(pack, &scene) {
        return Some(judged(LinkStatus::Lookalike, Some(org), "target-embedded", &seen));
    }
    let mut sights: Vec<&Sight> = scene.sights.iter().collect();
    // The longest name first; on a tie the one that somebody registered.
    sights.sort_by_key(|s| (std::cmp::Reverse(s.end - s.start), s.disguised, s.label));
    for sight in sights {
        let Some(name) = index.name(sight.name) else { continue };
        if let Some(reason) = tells(pack, &ground, &scene, sight, name) {
            let seen = match reason {
                "brand-as-subdomain" => host.registrable(),
                "brand-other-ending" => host.suffix(),
                "brand-idn" => host.unicode.as_str(),
                _ => name.text.as_str(),
            };
            return Some(judged(LinkStatus::Lookalike, Some(name.org), reason, seen));
        }
    }
    let (org, written) = typo::find(pack, index, &ground, &scene)?;
    Some(judged(LinkStatus::Lookalike, Some(org), "brand-typo", &written))
}

/// Whether a name in a stranger's host tells of an imitation, and of which kind.
fn tells(pack: &Pack, ground: &Ground, scene: &Scene, sight: &Sight, name: &Name) -> Option<&'static str> {
    let below = sight.label > 0;
    let posed = scene.posed && below;
    let intent = posed || sight.intent_beside > 0 || scene.intent_beside(sight);
    let suspect = posed || ground.cheap || abroad(pack, ground, name);
    let chinese = pack.directory.get(name.org).is_some_and(|o| &*o.country == "CN");
    let around = Around { below, intent, suspect, chinese, others: scene.words > 1 };
    if sight.han {
        return tells_han(sight, name, &around).then_some("brand-han");
    }
    if sight.whole && !below && !sight.disguised && scene.labels[1..].iter().all(is_prefix) {
        let known = match name.weight {
            Weight::Distinct => name.text.len() >= 5 || name.imitated && ground.host.suffix().len() > 2,
            Weight::Number => name.text.len() >= 5,
            Weight::Ordinary | Weight::Short => false,
        };
        return (known && ground.cheap).then_some("brand-other-ending");
    }
    if sight.disguised {
        let idn = !ground.host.unicode.is_ascii();
        return tells_disguised(sight, name, &around, idn).then_some(if idn {
            "brand-idn"
        } else {
            "brand-homoglyph"
        });
    }
    let tells = match name.weight {
        Weight::Distinct => tells_distinct(sight, name, &around),
        Weight::Ordinary => tells_ordinary(sight, name.text.len(), &around),
        Weight::Short => tells_short(sight, name, &around, ground),
        Weight::Number => tells_number(sight, &name.text, &around),
    };
    tells.then_some(match (name.weight, sight.word, below) {
        (Weight::Number, ..) => "brand-number",
        (_, true, true) => "brand-as-subdomain",
        (_, true, false) => "brand-in-host",
        _ => "brand-glued",
    })
}

/// What stands around a name.
struct Around {
    /// The name stands below the registrable label.
    below: bool,
    /// A word of intent stands somewhere.
    intent: bool,
    /// The ending is cheap, or of a country where the organisation is not.
    suspect: bool,
    /// The name belongs to an organisation of mainland China.
    chinese: bool,
    /// There are other words.
    others: bool,
}

fn tells_distinct(sight: &Sight, name: &Name, around: &Around) -> bool {
    let length = name.text.len();
    let sure = name.imitated && !name.compound;
    let jagged =
        name.imitated && length == 4 && name.text.bytes().filter(|b| b"aeiou".contains(b)).count() <= 1;
    if sight.word {
        return around.intent || around.suspect || name.imitated && (length >= 5 || jagged || around.below);
    }
    if sure && length >= 10 {
        return true;
    }
    if sight.covered {
        return sight.intent_beside >= 3 && (name.imitated || around.suspect)
            || around.suspect
            || sure && around.below && length >= 6;
    }
    if sight.at_edge {
        return length >= 5 && sight.intent_beside >= 4 && (sure || around.suspect)
            || length >= 6 && (around.suspect || around.below && (around.intent || sure))
            || length >= 5 && around.suspect && (around.intent || around.below || sure)
            || length == 4 && sight.at_start && (around.suspect || jagged)
            || length >= 6 && sure && sight.random && !around.chinese;
    }
    length >= 6 && (around.suspect && around.intent || sure && sight.intent_beside >= 4)
        || around.suspect && (length >= 8 || length >= 7 && sure)
}

fn tells_ordinary(sight: &Sight, length: usize, around: &Around) -> bool {
    if sight.word {
        return around.intent || around.below && around.suspect && length >= 3;
    }
    sight.covered
        && sight.intent_beside >= 4
        && length >= 3
        && (around.suspect || around.chinese || sight.intent_beside >= 5)
}

fn tells_short(sight: &Sight, name: &Name, around: &Around, ground: &Ground) -> bool {
    let (length, letters) = (name.text.len(), name.text.as_bytes());
    let chinese = ground.country == "cn";
    if sight.word {
        // `dhl`, `ups`: no syllable in front of a consonant, and no word.
        let initials = length == 3 && !name.compound && !letters[1..].iter().any(|b| b"aeiou".contains(b));
        return around.intent
            && (length == 3 || around.suspect || chinese || sight.intent_beside >= 5 || around.others)
            || (around.below || around.others) && around.suspect && initials;
    }
    sight.covered
        && sight.intent_beside >= 4
        && (length == 3 || around.suspect || chinese || sight.intent_beside >= 5)
}

fn tells_number(sight: &Sight, name: &str, around: &Around) -> bool {
    around.intent || name.len() >= 5 && (around.suspect || around.below && !sight.whole)
}

fn tells_disguised(sight: &Sight, name: &Name, around: &Around, idn: bool) -> bool {
    let length = name.text.len();
    let free = sight.word || sight.covered;
    match name.weight {
        Weight::Distinct => {
            free && (length >= 5 || idn || around.intent || around.suspect) || length >= 6 && sight.at_edge
        }
        Weight::Ordinary => free && (length >= 5 && (idn || around.suspect || sight.whole) || around.intent),
        Weight::Short | Weight::Number => free && around.intent,
    }
}

fn tells_han(sight: &Sight, name: &Name, around: &Around) -> bool {
    let long = name.text.chars().count() >= 3;
    if sight.whole && !around.intent {
        return name.weight == Weight::Distinct && around.suspect;
    }
    around.intent || name.weight == Weight::Distinct && (around.suspect || long)
}

/// The ending belongs to a country where the organisation is not at home, and that many throw-away names use.
fn abroad(pack: &Pack, ground: &Ground, name: &Name) -> bool {
    let home = pack.directory.get(name.org).map_or("", |o| &*o.country);
    ground.country == "cn" && !matches!(home, "CN" | "HK" | "TW" | "MO")
}

/// `www`, `m`, `wap`: a label that everybody puts in front.
fn is_prefix(label: &super::label::Label) -> bool {
    matches!(
        label.text.as_slice(),
        b"www" | b"www1" | b"www2" | b"ww" | b"m" | b"wap" | b"h5" | b"mobile" | b"web" | b""
    )
}
