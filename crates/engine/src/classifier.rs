//! The learned voice: hashed n-grams, one dot product. It may raise nothing-found to caution, never more.

use crate::pack::Classifier;

/// Mixes a rolling value into a bucket number.
#[inline]
fn bucket(value: u64, mask: usize) -> usize {
    (value.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & mask
}

/// Calls `each` with the bucket of every feature of a normalised text: single characters, pairs and triples of
/// characters for Han; whole words and pairs of words for Latin.
pub fn features(norm: &str, buckets: usize, mut each: impl FnMut(usize)) {
    let mask = buckets - 1;
    let (mut a, mut b) = (0u64, 0u64);
    let (mut word, mut previous) = (0u64, 0u64);
    for c in norm.chars() {
        let latin = c.is_ascii_alphabetic();
        if latin {
            word = (word ^ c as u64).wrapping_mul(0x100_0000_01B3);
            continue;
        }
        if word != 0 {
            each(bucket(word ^ 0x5757, mask));
            each(bucket(word.wrapping_mul(31) ^ previous, mask));
            (previous, word) = (word, 0);
        }
        // Digits all count alike: a weight must not learn a number.
        let c = if c.is_ascii_digit() { '0' as u64 } else { c as u64 };
        if c == 0x20 {
            continue;
        }
        each(bucket(c, mask));
        each(bucket(a << 21 | c, mask));
        each(bucket(b << 42 | a << 21 | c, mask));
        (b, a) = (a, c);
    }
    if word != 0 {
        each(bucket(word ^ 0x5757, mask));
        each(bucket(word.wrapping_mul(31) ^ previous, mask));
    }
}

impl Classifier {
    /// The calibrated probability that a normalised text is a scam, 0 to 1.
    pub fn probability(&self, norm: &str) -> f32 {
        let (mut sum, mut count) = (0i32, 0i32);
        features(norm, self.weights.len(), |i| {
            sum += i32::from(self.weights[i] as i8);
            count += 1;
        });
        if count == 0 {
            return 0.0;
        }
        // The mean, not the sum: a long text is not a worse one.
        let raw = sum as f32 * self.scale / (count as f32).sqrt() + self.bias;
        let z = self.platt[0] * raw + self.platt[1];
        1.0 / (1.0 + (-z).exp())
    }
}
