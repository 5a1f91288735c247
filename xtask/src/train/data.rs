//! What is trained on: openly licensed rows and two thirds of our own corpus, each text as features.

use super::{BUCKETS, FOLDS};
use crate::corpus::{self, Class};
use crate::score::rows::{json_lines, text, turns};
use anyhow::{Result, bail};
use hangup_domain::{Speaker, Turn};
use hangup_engine::classifier::features;
use hangup_engine::text::{Fold, Text};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// Bucket and value, by bucket.
pub type Features = Vec<(u32, f32)>;

/// One text.
#[derive(Debug)]
pub struct Example {
    /// Its source, the unit of balance and of the figures.
    pub source: &'static str,
    /// Scam or not.
    pub scam: bool,
    /// Advertising: not a scam, but no honest contact to be left alone either.
    pub spam: bool,
    /// The part in which it is held out.
    pub fold: u8,
    /// How much it counts.
    pub weight: f32,
    /// The whole text.
    pub features: Features,
    /// The record's value of the key that is left out by; empty for rows handed over.
    pub group: String,
    /// Each turn that the engine would put before the classifier.
    pub heard: Vec<Features>,
}

/// All texts.
pub struct Set {
    /// For training.
    pub train: Vec<Example>,
    /// The untrained third of the corpus.
    pub untrained: Vec<Example>,
}

/// A set handed over: its file, its licence for the card, and the most rows a label.
pub struct Source {
    /// File and name.
    pub name: &'static str,
    /// Origin and licence.
    pub licence: &'static str,
    /// At most so many rows of each label.
    pub most: usize,
}

/// The sets handed over. The telephone dialogues were written by a language model and separate by their opening
/// sentence, so that more of them teach nothing.
pub const SOURCES: &[Source] = &[
    Source { name: "uci_sms", licence: "UCI SMS Spam Collection, CC BY 4.0", most: usize::MAX },
    Source { name: "mishra_soni", licence: "Mishra & Soni (Mendeley Data), CC BY 4.0", most: usize::MAX },
    Source { name: "multidogo", licence: "awslabs MultiDoGO, CDLA-Permissive-1.0", most: usize::MAX },
    Source { name: "teleantifraud", licence: "JimmyMa99/TeleAntiFraud, Apache-2.0", most: 1_500 },
];

/// Names of our own sources.
pub const CORPUS_ZH: &str = "corpus zh";
/// See [`CORPUS_ZH`].
pub const CORPUS_EN: &str = "corpus en";

/// Added to the number of features before its root is taken, as `Classifier::probability` does.
const SMOOTHING: f32 = 0.0;

/// How much a source counts beside the others of its class. Ours is the only one that has the scam this
/// project is about, and honest twins of it; the machine-written one teaches its own manner.
fn share(source: &str) -> f32 {
    match source {
        CORPUS_ZH | CORPUS_EN => 3.0,
        "teleantifraud" => 0.3,
        _ => 1.0,
    }
}

/// Reads everything, in a fixed order.
pub fn read(root: &Path, folder: &Path, group_by: &str) -> Result<Set> {
    let fold = hangup_knowledge::build_fold();
    let mut reader = Reader { fold, text: Text::default() };
    let mut set = Set { train: Vec::new(), untrained: Vec::new() };
    for source in SOURCES {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut rows = json_lines(&folder.join(format!("{}.jsonl", source.name)))?;
        if source.most < rows.len() {
            // By hash, so that the rows kept are spread over the file and the same every time.
            rows.sort_by_cached_key(|r| Sha256::digest(text(r, "text").as_bytes()).to_vec());
        }
        for row in rows {
            let label = text(&row, "label");
            let count = counts.entry(label.to_owned()).or_default();
            *count += 1;
            if *count <= source.most {
                let all = text(&row, "text");
                let example = reader.example(source.name, all, &turns(all), label == "scam", label == "spam");
                set.train.push(example);
            }
        }
    }
    let mut problems = Vec::new();
    for record in corpus::read(root, &mut problems)? {
        let source = if record.lang() == "en" { CORPUS_EN } else { CORPUS_ZH };
        let scam = record.class == Class::Scam;
        let mut example = reader.example(source, &record.raw, &record.turns, scam, false);
        let group = if group_by == "family" { Some(record.family.as_str()) } else { record.key(group_by) };
        group.unwrap_or_default().clone_into(&mut example.group);
        if record.untrained() { set.untrained.push(example) } else { set.train.push(example) }
    }
    if let Some(first) = problems.first() {
        bail!("the corpus does not parse: {first}");
    }
    balance(&mut set.train);
    Ok(set)
}

struct Reader {
    fold: Fold,
    text: Text,
}

impl Reader {
    /// One example. Of a conversation, the joined turns of the other side are the text.
    fn example(
        &mut self,
        source: &'static str,
        raw: &str,
        turns: &[Turn],
        scam: bool,
        spam: bool,
    ) -> Example {
        let theirs: Vec<&str> =
            turns.iter().filter(|t| t.who != Speaker::Me).map(|t| t.text.as_str()).collect();
        let joined = if theirs.is_empty() {
            turns.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join("\n")
        } else {
            theirs.join("\n")
        };
        Example {
            source,
            scam,
            spam,
            fold: Sha256::digest(raw.as_bytes())[1] % FOLDS,
            weight: 0.0,
            features: self.features(&joined),
            group: String::new(),
            heard: theirs.into_iter().map(|t| self.features(t)).collect(),
        }
    }

    /// The features of a text: counts divided by the root of their number, as the engine sums them.
    fn features(&mut self, original: &str) -> Features {
        self.text.read(original, &self.fold);
        let mut counts: BTreeMap<u32, f32> = BTreeMap::new();
        let mut all = 0.0f32;
        features(&self.text.norm, BUCKETS, |bucket| {
            *counts.entry(bucket as u32).or_default() += 1.0;
            all += 1.0;
        });
        counts.into_iter().map(|(bucket, count)| (bucket, count / (all + SMOOTHING).sqrt())).collect()
    }
}

/// Weights with which both classes count alike, and inside a class each source by its share, however many rows
/// it has. The mean weight is 1.
fn balance(examples: &mut [Example]) {
    let mut rows: BTreeMap<(bool, &str), f32> = BTreeMap::new();
    for e in examples.iter() {
        *rows.entry((e.scam, e.source)).or_default() += 1.0;
    }
    let mut shares = [0.0f32; 2];
    for (scam, source) in rows.keys() {
        shares[usize::from(*scam)] += share(source);
    }
    let half = examples.len() as f32 / 2.0;
    for e in examples {
        e.weight = half * share(e.source) / shares[usize::from(e.scam)] / rows[&(e.scam, e.source)];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hangup_engine::pack::Classifier;

    #[test]
    fn training_sums_as_the_engine_does() {
        let weights: Vec<u8> = (0..BUCKETS).map(|i| (i % 251) as u8).collect();
        let classifier = Classifier { weights, scale: 0.01, bias: -0.2, platt: [1.5, 0.3], caution_at: 0.9 };
        let mut reader = Reader { fold: hangup_knowledge::build_fold(), text: Text::default() };
        for original in ["您好，您的订单 12345 已退款", "your refund is ready, call me", "好"] {
            let features = reader.features(original);
            let sum: f32 =
                features.iter().map(|&(i, x)| f32::from(classifier.weights[i as usize] as i8) * x).sum();
            let raw = sum * classifier.scale + classifier.bias;
            let ours = crate::train::fit::logistic(classifier.platt[0] * raw + classifier.platt[1]);
            let engines = classifier.probability(&reader.text.norm);
            assert!((ours - engines).abs() < 1e-4, "{original}: {ours} in training, {engines} in the engine");
        }
    }
}
