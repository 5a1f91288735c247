//! From raw values to probabilities (Platt), and from which probability on caution is due.

use super::data::Example;
use super::fit::logistic;
use std::collections::BTreeMap;

/// Of the honest rows of each source, at most this share may reach the threshold.
pub const FALSE_ALARMS: f64 = 0.005;
/// The threshold is never below an even chance.
const LEAST: f32 = 0.5;

/// The curve and the threshold.
#[derive(Debug, Clone, Copy)]
pub struct Calibration {
    /// Slope on the raw value.
    pub slope: f32,
    /// Offset.
    pub offset: f32,
    /// From this probability on, nothing-found becomes caution.
    pub caution_at: f32,
}

impl Calibration {
    /// The probability of a raw value.
    pub fn probability(&self, raw: f32) -> f32 {
        logistic(self.slope * raw + self.offset)
    }
}

/// Fits both on values from models that had not seen the example.
pub fn calibrate(examples: &[Example], raw: &[[f32; 2]]) -> Calibration {
    let (slope, offset) = platt(examples, raw);
    let mut calibration = Calibration { slope, offset, caution_at: LEAST };
    let mut honest: BTreeMap<&str, Vec<f32>> = BTreeMap::new();
    for (e, [_, heard]) in examples.iter().zip(raw) {
        if !e.scam && !e.spam && !e.heard.is_empty() {
            honest.entry(e.source).or_default().push(calibration.probability(*heard));
        }
    }
    for values in honest.values_mut() {
        values.sort_by(|a, b| b.total_cmp(a));
        let allowed = (values.len() as f64 * FALSE_ALARMS) as usize;
        // The engine compares with >=, so the threshold stands just above the first row that must stay silent.
        if let Some(&first_silent) = values.get(allowed) {
            calibration.caution_at = calibration.caution_at.max((first_silent + 1e-4).min(0.999_9));
        }
    }
    calibration
}

/// Newton's method on the weighted logistic loss, with the softened labels that Platt proposes.
fn platt(examples: &[Example], raw: &[[f32; 2]]) -> (f32, f32) {
    let scams = examples.iter().filter(|e| e.scam).count() as f64;
    let others = examples.len() as f64 - scams;
    let (high, low) = ((scams + 1.0) / (scams + 2.0), 1.0 / (others + 2.0));
    let (mut slope, mut offset) = (1.0f64, 0.0f64);
    for _ in 0..100 {
        let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 1e-9, 0.0, 1e-9);
        for (e, [whole, _]) in examples.iter().zip(raw) {
            let (x, w) = (f64::from(*whole), f64::from(e.weight));
            let p = 1.0 / (1.0 + (-(slope * x + offset)).exp());
            let off = w * (p - if e.scam { high } else { low });
            let curve = w * p * (1.0 - p);
            g0 += off * x;
            g1 += off;
            h00 += curve * x * x;
            h01 += curve * x;
            h11 += curve;
        }
        let det = h00 * h11 - h01 * h01;
        if det.abs() < 1e-12 {
            break;
        }
        let (by_slope, by_offset) = ((h11 * g0 - h01 * g1) / det, (h00 * g1 - h01 * g0) / det);
        slope -= by_slope.clamp(-1.0, 1.0);
        offset -= by_offset.clamp(-1.0, 1.0);
        if by_slope.abs() + by_offset.abs() < 1e-8 {
            break;
        }
    }
    (slope as f32, offset as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_rises_and_the_threshold_leaves_the_honest_alone() {
        let mut examples = Vec::new();
        let mut raw = Vec::new();
        for i in 0..400u32 {
            let scam = i % 2 == 0;
            let value = if scam { 1.0 } else { -1.0 } + (i % 10) as f32 * 0.2;
            let features = Vec::new();
            examples.push(Example {
                source: "x",
                scam,
                spam: false,
                fold: 0,
                weight: 1.0,
                features,
                group: String::new(),
                heard: vec![Vec::new()],
            });
            raw.push([value, value]);
        }
        let c = calibrate(&examples, &raw);
        assert!(c.slope > 0.0, "{c:?}");
        let alarms =
            examples.iter().zip(&raw).filter(|(e, r)| !e.scam && c.probability(r[1]) >= c.caution_at).count();
        assert!(alarms <= 1, "{alarms} {c:?}");
    }
}
