//! `cargo xtask train`: the classifier's weights from openly licensed data and our own corpus, the same every
//! time.

mod calibrate;
mod card;
mod data;
mod fit;
mod leave_out;

use crate::workspace;
use anyhow::{Result, anyhow, bail};
use calibrate::Calibration;
use clap::Args;
use data::Example;
use fit::Model;
use hangup_engine::pack::Classifier;
use std::path::{Path, PathBuf};

/// Number of weights.
pub const BUCKETS: usize = 1 << 17;
/// Parts for cross-fitting: each example is judged by a model that has not seen it.
pub const FOLDS: u8 = 5;
/// Where the weights go.
const WEIGHTS: &str = "data/classifier/weights.bin";
/// Where the card goes.
const CARD: &str = "data/classifier/model-card.md";

/// Options of the chore.
#[derive(Debug, Args)]
pub struct Options {
    /// The day for the model card, YYYY-MM-DD: a chore takes no clock.
    #[arg(long, required_unless_present = "leave_out", default_value = "")]
    date: String,
    /// The folder with `train/`.
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    /// Print the figures and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Train nothing to keep; leave out one value of this key of the corpus after the other (variant, register,
    /// lang, family) and print what is reached of it.
    #[arg(long, value_name = "KEY")]
    leave_out: Option<String>,
}

/// Trains, calibrates, measures, writes.
pub fn run(root: &Path, options: &Options) -> Result<()> {
    let folder = root.join(&options.data).join("train");
    if !folder.is_dir() {
        bail!("{} is not there; the shipped weights serve without it", folder.display());
    }
    let set = data::read(root, &folder, options.leave_out.as_deref().unwrap_or(""))?;
    println!("{} texts to train on, {} only scored", set.train.len(), set.untrained.len());
    if let Some(key) = &options.leave_out {
        println!("{}", leave_out::table(key, &set));
        return Ok(());
    }
    let raw = cross_fitted(&set.train)?;
    let calibration = calibrate::calibrate(&set.train, &raw);
    let model = Model::fit(&set.train.iter().collect::<Vec<_>>());
    let classifier = quantised(&model, &calibration, &set.train);
    let card = card::card(&options.date, &set, &raw, &calibration, &classifier);
    println!("{card}");
    if options.dry_run {
        return Ok(());
    }
    workspace::write(root, WEIGHTS, bytes(&classifier))?;
    workspace::write(root, CARD, card)?;
    println!("wrote {WEIGHTS} and {CARD}");
    Ok(())
}

/// For every example the value that a model gives it which was trained without its fold: first for the whole
/// text, then the highest over the turns as the engine hears them.
fn cross_fitted(examples: &[Example]) -> Result<Vec<[f32; 2]>> {
    let models = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..FOLDS)
            .map(|fold| {
                scope.spawn(move || {
                    let seen: Vec<&Example> = examples.iter().filter(|e| e.fold != fold).collect();
                    Model::fit(&seen)
                })
            })
            .collect();
        workers
            .into_iter()
            .map(|w| w.join().map_err(|_| anyhow!("a training thread panicked")))
            .collect::<Result<Vec<Model>>>()
    })?;
    Ok(examples
        .iter()
        .map(|e| {
            let model = &models[usize::from(e.fold)];
            let heard = e.heard.iter().map(|t| model.raw(t)).fold(f32::NEG_INFINITY, f32::max);
            [model.raw(&e.features), heard]
        })
        .collect())
}

/// The model in signed bytes. Few weights are large; the step that loses least is searched for.
fn quantised(model: &Model, calibration: &Calibration, examples: &[Example]) -> Classifier {
    let largest = model.weights.iter().fold(0.0f32, |m, w| m.max(w.abs()));
    let best = [1.0f32, 0.7, 0.5, 0.35, 0.25, 0.18]
        .into_iter()
        .map(|share| {
            let scale = largest * share / 127.0;
            let weights: Vec<u8> =
                model.weights.iter().map(|w| (w / scale).round().clamp(-127.0, 127.0) as i8 as u8).collect();
            let lost: f64 = examples
                .iter()
                .map(|e| {
                    let small: f32 =
                        e.features.iter().map(|&(i, x)| f32::from(weights[i as usize] as i8) * x).sum();
                    let diff = f64::from(small * scale + model.bias - model.raw(&e.features));
                    diff * diff * f64::from(e.weight)
                })
                .sum();
            (lost, scale, weights)
        })
        .min_by(|a, b| a.0.total_cmp(&b.0));
    let (_, scale, weights) = best.unwrap_or((0.0, 1.0, vec![0; BUCKETS]));
    Classifier {
        weights,
        scale,
        bias: model.bias,
        platt: [calibration.slope, calibration.offset],
        caution_at: calibration.caution_at,
    }
}

/// The layout that `hangup_knowledge::Sources` reads.
fn bytes(classifier: &Classifier) -> Vec<u8> {
    let mut out = Vec::with_capacity(20 + classifier.weights.len());
    for value in
        [classifier.scale, classifier.bias, classifier.platt[0], classifier.platt[1], classifier.caution_at]
    {
        out.extend(value.to_le_bytes());
    }
    out.extend(&classifier.weights);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_begins_with_five_numbers() {
        let classifier =
            Classifier { weights: vec![7, 0xFF], scale: 0.5, bias: -1.0, platt: [2.0, 3.0], caution_at: 0.9 };
        let bytes = bytes(&classifier);
        assert_eq!(bytes.len(), 22);
        assert_eq!(bytes[..4], 0.5f32.to_le_bytes());
        assert_eq!(bytes[16..20], 0.9f32.to_le_bytes());
        assert_eq!(bytes[20..], [7, 0xFF]);
    }
}
