//! Intervals: how sure a figure is. All are two-sided and for 95 %.
//!
//! | function | for | how |
//! |---|---|---|
//! | [`wilson`] | shares | Wilson's score interval, without correction for continuity |
//! | [`poisson`] | counts, and rates made of them | Garwood's exact interval |
//! | [`mean`] | means of nearly normal values | Student's t |
//! | [`median`] | medians | order statistics by the binomial distribution |
//! | [`survival`] | medians of times some of which are not over | Kaplan-Meier |
//! | [`bootstrap`] | everything else | percentiles of 1,000 samples from a fixed seed |
//!
//! `tests/stats.rs` compares them with figures that another implementation computed.

mod special;

pub use special::{chi_squared_quantile, t_quantile};

/// The quantile of the normal distribution at 0.975.
const Z: f64 = 1.959_963_984_540_054;

/// How many samples a bootstrap draws.
const SAMPLES: usize = 1000;

/// A figure and the ends of its interval. Where there is no interval, both ends are the figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The figure.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    fn certain(value: f64) -> Self {
        Self { value, low: value, high: value }
    }

    /// The same figure in another unit.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { value: self.value * factor, low: self.low * factor, high: self.high * factor }
    }
}

/// The share of `part` in `of`, between 0 and 1. `None` for nothing.
#[must_use]
pub fn wilson(part: u64, of: u64) -> Option<Interval> {
    if of == 0 {
        return None;
    }
    let (n, share) = (of as f64, part.min(of) as f64 / of as f64);
    let square = Z * Z / n;
    let middle = (share + square / 2.0) / (1.0 + square);
    let half = Z * (share * (1.0 - share) / n + square / (4.0 * n)).sqrt() / (1.0 + square);
    // Rounding must not move the ends beyond the figure when it is 0 or 1.
    let (low, high) = ((middle - half).clamp(0.0, share), (middle + half).clamp(share, 1.0));
    Some(Interval { value: share, low, high })
}

/// A count as the expectation of a Poisson distribution. Divide by the exposure for a rate.
#[must_use]
pub fn poisson(count: u64) -> Interval {
    let n = count as f64;
    let low = if count == 0 { 0.0 } else { chi_squared_quantile(0.025, 2.0 * n) / 2.0 };
    Interval { value: n, low, high: chi_squared_quantile(0.975, 2.0 * n + 2.0) / 2.0 }
}

/// The mean. With one value there is no interval.
#[must_use]
pub fn mean(values: &[f64]) -> Option<Interval> {
    if values.is_empty() {
        return None;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    if values.len() == 1 {
        return Some(Interval::certain(mean));
    }
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    let half = t_quantile(0.975, n - 1.0) * (squares / (n - 1.0) / n).sqrt();
    Some(Interval { value: mean, low: mean - half, high: mean + half })
}

/// The median. Below six values no order statistics reach 95 %, and the interval is the range.
#[must_use]
pub fn median(values: &[f64]) -> Option<Interval> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let value = middle(&sorted)?;
    let (low, high) = (*sorted.first()?, *sorted.last()?);
    let Some(rank) = median_rank(sorted.len()) else { return Some(Interval { value, low, high }) };
    let low = sorted.get(rank - 1).copied().unwrap_or(low);
    let high = sorted.get(sorted.len() - rank).copied().unwrap_or(high);
    Some(Interval { value, low, high })
}

/// The middle of sorted values.
fn middle(sorted: &[f64]) -> Option<f64> {
    let half = sorted.len() / 2;
    let upper = *sorted.get(half)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some((sorted.get(half - 1)? + upper) / 2.0)
}

/// The largest rank r such that the r-th value from below and the r-th from above hold the median
/// with 95 %: the largest r with P(B < r) at most 0.025 for B binomial with n and one half.
fn median_rank(n: usize) -> Option<usize> {
    if n > 2000 {
        // The normal distribution is exact to a rank here.
        let n = n as f64;
        return Some((((n - Z * n.sqrt()) / 2.0).floor() as usize).max(1));
    }
    let mut rank = 0;
    let mut below = 0.0;
    // The logarithm of the probability of `rank` values below the median.
    let mut log = -(n as f64) * std::f64::consts::LN_2;
    while rank < n {
        below += log.exp();
        if below > 0.025 {
            break;
        }
        log += ((n - rank) as f64 / (rank + 1) as f64).ln();
        rank += 1;
    }
    (rank > 0).then_some(rank)
}

/// The median of times of which some are not over: the first time at which the Kaplan-Meier
/// estimate is at most one half, and percentiles of a bootstrap. `None` when the estimate never
/// gets there. Each time comes with whether it is over.
#[must_use]
pub fn survival(times: &[(f64, bool)]) -> Option<Interval> {
    let mut scratch = times.to_vec();
    let value = survival_median(&mut scratch)?;
    let mut random = Random::new(times.len() as u64);
    let mut found: Vec<f64> = (0..SAMPLES)
        .map(|_| {
            random.sample(times, &mut scratch);
            // A sample that never gets there is as long as can be said.
            survival_median(&mut scratch).unwrap_or(f64::INFINITY)
        })
        .collect();
    found.sort_by(f64::total_cmp);
    let longest = times.iter().map(|time| time.0).fold(value, f64::max);
    let (low, high) = percentiles(&found)?;
    Some(Interval { value, low: low.min(value), high: high.min(longest).max(value) })
}

fn survival_median(times: &mut [(f64, bool)]) -> Option<f64> {
    // At the same time, what is over comes before what is not.
    times.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let mut left = times.len() as f64;
    let mut share = 1.0;
    for same in times.chunk_by(|a, b| a.0 == b.0) {
        let over = same.iter().filter(|time| time.1).count() as f64;
        share *= 1.0 - over / left;
        // Products of fractions miss one half by their rounding.
        if over > 0.0 && share <= 0.5 + 1e-12 {
            return same.first().map(|time| time.0);
        }
        left -= same.len() as f64;
    }
    None
}

/// Any figure of a list with percentiles of a bootstrap; `None` when there is none of the list
/// itself. The seed is the length of the list, so the same list gives the same interval.
#[must_use]
pub fn bootstrap<T: Copy>(values: &[T], figure: &dyn Fn(&[T]) -> Option<f64>) -> Option<Interval> {
    let value = figure(values)?;
    if values.len() < 2 {
        return Some(Interval::certain(value));
    }
    let mut random = Random::new(values.len() as u64);
    let mut scratch = values.to_vec();
    let mut found = Vec::with_capacity(SAMPLES);
    for _ in 0..SAMPLES {
        random.sample(values, &mut scratch);
        found.extend(figure(&scratch));
    }
    found.sort_by(f64::total_cmp);
    let (low, high) = percentiles(&found)?;
    // A figure may lie outside its own samples; an interval holds its figure.
    Some(Interval { value, low: low.min(value), high: high.max(value) })
}

fn percentiles(sorted: &[f64]) -> Option<(f64, f64)> {
    let cut = sorted.len() / 40;
    Some((*sorted.get(cut)?, *sorted.get(sorted.len().checked_sub(1 + cut)?)?))
}

/// Numbers that look random and are the same everywhere: `SplitMix64`.
#[derive(Clone, Copy, Debug)]
pub struct Random(u64);

impl Random {
    /// A sequence for a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed ^ 0x5851_f42d_4c95_7f2d)
    }

    /// The next number.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; zero when `end` is zero.
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.bits()) * end as u128) >> 64) as usize
    }

    /// A number from 0 up to, and without, 1.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Fills `out` with values drawn with replacement.
    fn sample<T: Copy>(&mut self, values: &[T], out: &mut [T]) {
        for place in out {
            if let Some(value) = values.get(self.below(values.len())) {
                *place = *value;
            }
        }
    }
}
