//! Logistic regression by stochastic gradient descent, averaged over its later passes; fixed order and seed.

use super::BUCKETS;
use super::data::{Example, Features};

/// Passes over the data.
const PASSES: u32 = 14;
/// The first passes do not enter the average: they are still far off.
const WARM_UP: u32 = 4;
/// First step.
const STEP: f32 = 0.6;
/// Pull of every weight towards zero, once a pass, in units of the step.
const L2: f32 = 0.02;
/// A row of a small source counts much; its single step is limited all the same.
const MOST_WEIGHT: f32 = 20.0;
/// Where the shuffling starts from.
const SEED: u64 = 0x6875_6E67_7570_0001;

/// A linear model.
#[derive(Debug, Clone)]
pub struct Model {
    /// One weight a bucket.
    pub weights: Vec<f32>,
    /// Added to the sum.
    pub bias: f32,
}

impl Model {
    /// Fits a model. The same examples in the same order give the same model.
    pub fn fit(examples: &[&Example]) -> Self {
        let mut model = Self { weights: vec![0.0; BUCKETS], bias: 0.0 };
        let mut mean = model.clone();
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut chance = Chance(SEED);
        for pass in 0..PASSES {
            chance.shuffle(&mut order);
            let step = STEP / (1.0 + pass as f32 * 0.5);
            for &at in &order {
                model.learn(examples[at], step);
            }
            let keep = 1.0 / (1.0 + step * L2);
            model.weights.iter_mut().for_each(|w| *w *= keep);
            if pass >= WARM_UP {
                let part = 1.0 / (PASSES - WARM_UP) as f32;
                mean.weights.iter_mut().zip(&model.weights).for_each(|(m, w)| *m += w * part);
                mean.bias += model.bias * part;
            }
        }
        mean
    }

    fn learn(&mut self, example: &Example, step: f32) {
        let wanted = if example.scam { 1.0 } else { 0.0 };
        let off = wanted - logistic(self.raw(&example.features));
        let by = step * off * example.weight.min(MOST_WEIGHT);
        for &(bucket, value) in &example.features {
            self.weights[bucket as usize] += by * value;
        }
        self.bias += by * 0.1;
    }

    /// The value before calibration.
    pub fn raw(&self, features: &Features) -> f32 {
        features.iter().map(|&(bucket, value)| self.weights[bucket as usize] * value).sum::<f32>() + self.bias
    }
}

/// The logistic curve.
pub fn logistic(z: f32) -> f32 {
    1.0 / (1.0 + (-z).exp())
}

/// A small generator (`SplitMix64`): enough to shuffle, and the same on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for i in (1..order.len()).rev() {
            let other = (self.next() % (i as u64 + 1)) as usize;
            order.swap(i, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(scam: bool, bucket: u32) -> Example {
        let features = vec![(bucket, 1.0), (7, 0.5)];
        Example {
            source: "x",
            scam,
            spam: false,
            fold: 0,
            weight: 1.0,
            features,
            group: String::new(),
            heard: Vec::new(),
        }
    }

    #[test]
    fn a_model_learns_what_tells_the_classes_apart_and_is_the_same_twice() {
        let examples: Vec<Example> = (0..200).map(|i| example(i % 2 == 0, 1 + i % 2)).collect();
        let all: Vec<&Example> = examples.iter().collect();
        let (a, b) = (Model::fit(&all), Model::fit(&all));
        assert!(a.weights[1] > 1.0 && a.weights[2] < -1.0, "{} {}", a.weights[1], a.weights[2]);
        assert_eq!(a.weights, b.weights);
        assert!(a.raw(&examples[0].features) > 0.0 && a.raw(&examples[1].features) < 0.0);
    }
}
