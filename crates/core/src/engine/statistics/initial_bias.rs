//! Where the start of a series ends that does not look like the rest.

use super::moments::mean;

/// Values of a batch.
const BATCH: usize = 5;

/// Batches of which the start can be told from the rest.
const ENOUGH_BATCHES: usize = 10;

/// How many values to leave out at the start of a series, by the rule MSER-5: those without which the
/// mean of the rest is known best, its standard error being smallest, over batches of 5 (White, Cobb &
/// Spratt, *Winter Simulation Conference* 2000:755-60). `None` if the series has fewer than 50 values,
/// one is not a number, or more than half would have to be left out: then it is too short (Hoad,
/// Robinson & Davies, *J Oper Res Soc* 2010;61:1389-403).
pub fn mser5(series: &[f64]) -> Option<usize> {
    let batches: Vec<f64> = series.chunks_exact(BATCH).map(mean).collect();
    let count = batches.len();
    if count < ENOUGH_BATCHES || series.iter().any(|value| value.is_nan()) {
        return None;
    }
    // From the end, so that each start needs only one more value. The last five batches can be alike by
    // chance, and do not count.
    let (mut n, mut middle, mut squares) = (0.0, 0.0, 0.0);
    let (mut least, mut start) = (f64::INFINITY, 0);
    for (first, batch) in batches.iter().enumerate().rev() {
        n += 1.0;
        let off = batch - middle;
        middle += off / n;
        squares += off * (batch - middle);
        let error = squares / (n * n);
        if first + 5 <= count && error <= least {
            (least, start) = (error, first);
        }
    }
    (2 * start <= count).then_some(BATCH * start)
}

/// Welch's moving average of several replicates of a series, by which to judge by eye where it settles
/// (Welch 1983; Law, *Simulation Modeling and Analysis*, 9.5.1): the mean over replicates, then over
/// `window` values before and after each; fewer near the start, where as many before as after are
/// taken. It ends `window` values before the shortest replicate. Empty if there is no replicate.
pub fn welch(replicates: &[Vec<f64>], window: usize) -> Vec<f64> {
    let length = replicates.iter().map(Vec::len).min().unwrap_or(0);
    let at = |time: usize| {
        replicates.iter().map(|series| series[time]).sum::<f64>() / replicates.len() as f64
    };
    let means: Vec<f64> = (0..length).map(at).collect();
    let around = |time: usize| {
        let reach = window.min(time);
        mean(&means[time - reach..=time + reach])
    };
    (0..length.saturating_sub(window)).map(around).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::Numbers;
    use super::*;

    /// 500 values, each 0.7 times the one before and noise, plus a start that decays.
    fn series(numbers: &mut Numbers, start: f64, decay: f64) -> Vec<f64> {
        let (mut value, mut lead) = (numbers.normal() / (1.0 - 0.49_f64).sqrt(), start);
        (0..500)
            .map(|_| {
                value = 0.7 * value + numbers.normal();
                lead *= decay;
                10.0 + value + lead
            })
            .collect()
    }

    /// A start of 30 that halves every 14 values is below one standard deviation after 63 values.
    #[test]
    fn a_start_that_decays_is_left_out_and_most_of_the_rest_is_not() {
        let mut numbers = Numbers::new(30);
        let cut: Vec<f64> = (0..200)
            .filter_map(|_| mser5(&series(&mut numbers, 30.0, 0.95)))
            .map(|cut| cut as f64)
            .collect();
        assert!(cut.len() > 190, "{}", cut.len());
        assert!(cut.iter().all(|cut| (30.0..=250.0).contains(cut)), "{cut:?}");
        assert!((50.0..100.0).contains(&mean(&cut)), "{}", mean(&cut));
    }

    #[test]
    fn of_a_series_without_a_start_hardly_anything_is_left_out() {
        let mut numbers = Numbers::new(31);
        let mut cut: Vec<usize> =
            (0..200).filter_map(|_| mser5(&series(&mut numbers, 0.0, 0.0))).collect();
        cut.sort_unstable();
        assert!(cut.len() > 190 && cut[100] <= 15 && cut[150] <= 50, "{cut:?}");
    }

    #[test]
    fn a_series_that_never_settles_or_is_short_has_no_start() {
        let trend: Vec<f64> = (0..200).map(f64::from).collect();
        assert_eq!(mser5(&trend), None);
        assert_eq!(mser5(&[1.0; 49]), None);
        assert_eq!(mser5(&[1.0; 50]), Some(0));
        assert_eq!(mser5(&[f64::NAN; 50]), None);
    }

    /// By hand: means 1, 3, 5, 1, 3; the first alone, then of three, then of five.
    #[test]
    fn a_moving_average_by_hand() {
        let replicates = [vec![0.0, 3.0, 5.0, 1.0, 3.0], vec![2.0, 3.0, 5.0, 1.0, 3.0, 9.0]];
        assert_eq!(welch(&replicates, 1), [1.0, 3.0, 3.0, 3.0]);
        assert_eq!(welch(&replicates, 2), [1.0, 3.0, 2.6]);
        assert_eq!(welch(&replicates, 0), [1.0, 3.0, 5.0, 1.0, 3.0]);
        assert!(welch(&[], 3).is_empty());
        assert!(welch(&replicates, 9).is_empty());
    }
}
