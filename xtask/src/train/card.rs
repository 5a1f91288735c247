//! The model card: what the weights are, what they were made from, what they can and cannot do.

use super::calibrate::{Calibration, FALSE_ALARMS};
use super::data::{Example, SOURCES, Set};
use super::{BUCKETS, FOLDS};
use hangup_engine::pack::Classifier;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The card as Markdown.
pub fn card(
    date: &str,
    set: &Set,
    raw: &[[f32; 2]],
    calibration: &Calibration,
    classifier: &Classifier,
) -> String {
    let used = classifier.weights.iter().filter(|w| **w != 0).count();
    let mut card = format!(
        "# Model card: the classifier\n\n\
         Made on {date} by `cargo xtask train --date {date}`. The same data give the same bytes.\n\n\
         ## What it is\n\n\
         A linear model over hashed features: single Han characters, pairs and triples of them, Latin words and \
         pairs of words, digits all alike. {BUCKETS} weights of one signed byte ({used} not zero), logistic \
         regression, averaged stochastic gradient descent with L2, calibrated by Platt's method. Inside the \
         engine it is one voice: from a probability of {:.4} on it raises *nothing found* to *caution*; it never \
         raises anything to *danger*.\n\n\
         ## What it was made from\n\n\
         | source | licence | scam | advertising (counts as no scam) | honest |\n|---|---|---:|---:|---:|\n",
        classifier.caution_at
    );
    let counts = counts(&set.train);
    for (name, [scam, spam, honest]) in &counts {
        let licence =
            SOURCES.iter().find(|s| s.name == *name).map_or("this project, Apache-2.0", |s| s.licence);
        let _ = writeln!(card, "| {name} | {licence} | {scam} | {spam} | {honest} |");
    }
    let _ = write!(
        card,
        "\nA third of the corpus, chosen by the hash of each text, was not trained on ({} texts). Both classes \
         count alike; inside a class our corpus counts more than the sets handed over, and the machine-written \
         telephone dialogues less, since they separate by their opening sentence.\n\n\
         ## Figures of this run\n\n\
         Shares in percent of texts that reach the threshold, turn by turn as the engine hears them, the classifier \
         alone. Rows trained on were judged by one of {FOLDS} models that had not seen them. The threshold was chosen so \
         that of the honest rows of each source at most {} % reach it.\n\n\
         | source | scams | reached | honest | reached |\n|---|---:|---:|---:|---:|\n",
        set.untrained.len(),
        FALSE_ALARMS * 100.0
    );
    let held_out = set.train.iter().zip(raw.iter().map(|[_, heard]| calibration.probability(*heard)));
    rows(&mut card, "held out", held_out, classifier.caution_at);
    let unseen = set.untrained.iter().map(|e| (e, heard(e, classifier)));
    rows(&mut card, "untrained third", unseen, classifier.caution_at);
    let _ = write!(
        card,
        "\nCalibration: probability = 1 / (1 + exp(−({:.4} · raw + {:.4}))), for scams and others in equal numbers.\n\n\
         ## Limits\n\n\
         - It knows words, not who wants what from whom: a warning that quotes a scam looks like one to it.\n\
         - Scams in Traditional Chinese and honest personal texts in Chinese come from our corpus only.\n\
         - The English sets are from 2004 to 2020 and from the UK, Singapore, India and the US.\n\
         - A scam worded like nothing in the sources is missed; the rules are there for that.\n\
         - It is not for judging people, and its number is not for showing to them.\n",
        calibration.slope, calibration.offset
    );
    card
}

fn counts(examples: &[Example]) -> BTreeMap<&'static str, [usize; 3]> {
    let mut counts: BTreeMap<&'static str, [usize; 3]> = BTreeMap::new();
    for e in examples {
        let column = if e.scam {
            0
        } else if e.spam {
            1
        } else {
            2
        };
        counts.entry(e.source).or_default()[column] += 1;
    }
    counts
}

/// One line a source: how many scams and honest texts reach the threshold.
fn rows<'e>(
    card: &mut String,
    part: &str,
    judged: impl Iterator<Item = (&'e Example, f32)>,
    caution_at: f32,
) {
    let mut lines: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for (e, probability) in judged.filter(|(e, _)| !e.spam && !e.heard.is_empty()) {
        let line = lines.entry(e.source).or_default();
        let column = if e.scam { 0 } else { 2 };
        line[column] += 1;
        line[column + 1] += usize::from(probability >= caution_at);
    }
    for (source, [scams, caught, honest, alarms]) in lines {
        let percent = |part: usize, all: usize| {
            if all == 0 { "–".to_owned() } else { format!("{:.2}", 100.0 * part as f64 / all as f64) }
        };
        let _ = writeln!(
            card,
            "| {source}, {part} | {scams} | {} | {honest} | {} |",
            percent(caught, scams),
            percent(alarms, honest)
        );
    }
}

/// The highest probability over the turns, with the quantised weights as they ship.
fn heard(example: &Example, classifier: &Classifier) -> f32 {
    example
        .heard
        .iter()
        .map(|features| {
            let sum: f32 =
                features.iter().map(|&(i, x)| f32::from(classifier.weights[i as usize] as i8) * x).sum();
            let raw = sum * classifier.scale + classifier.bias;
            super::fit::logistic(classifier.platt[0] * raw + classifier.platt[1])
        })
        .fold(0.0, f32::max)
}
