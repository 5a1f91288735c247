//! An official domain written in front of a stranger's: `taobao.com.kefu-x.example`, `amazon-co-jp.example`.

use super::closest;
use super::sight::Scene;
use crate::pack::{Pack, Role};

/// Words that one domain is made of at most.
const MAX_WORDS: usize = 4;

/// Finds an official domain among the words before the ending; its owner and the domain.
pub fn find(pack: &Pack, scene: &Scene) -> Option<(u16, String)> {
    // The words from left to right, and whether a dot stands before each.
    let mut words: Vec<(&str, bool)> = Vec::new();
    for label in scene.labels.iter().rev() {
        let mut dotted = true;
        for (from, to) in label.words() {
            words.push((label.part(from, to), dotted));
            dotted = false;
        }
    }
    let mut domain = String::new();
    for start in 0..words.len() {
        domain.clear();
        domain.push_str(words[start].0);
        let mut hyphens = false;
        for &(word, dotted) in words.iter().skip(start + 1).take(MAX_WORDS - 1) {
            hyphens |= !dotted;
            domain.push('.');
            domain.push_str(word);
            let named = words[start].0.len() >= if hyphens { 3 } else { 2 };
            if let Some(org) = owner(pack, &domain).filter(|_| named) {
                return Some((org, domain));
            }
        }
    }
    None
}

fn owner(pack: &Pack, domain: &str) -> Option<u16> {
    let entries = pack.directory.entries(domain).iter();
    closest(pack, entries.filter(|d| matches!(d.role, Role::Site | Role::ShortLink)), true).map(|d| d.org)
}
