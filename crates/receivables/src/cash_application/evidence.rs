//! Weights of evidence in hundredths of a bit: integers, so that the same evidence weighs the same on every
//! machine. Must never be a float, and never decide anything.

/// Hundredths of a bit: 100 doubles the odds.
pub(super) type Centibits = i64;

/// A weight of one, for [`weight_below`].
pub(super) const ONE: u64 = 1 << 40;

/// The logarithm to the base 2 of a count, in hundredths of a bit; nothing counts as one.
pub(super) fn log2(count: u64) -> Centibits {
    let count = count.max(1);
    let whole = count.ilog2();
    let fraction = if whole >= 16 {
        (count >> (whole - 16)) & 0xffff
    } else {
        (count << (16 - whole)) & 0xffff
    };
    // log2(1 + f) is close to f + 0.34 f (1 - f).
    let curve = (fraction * (65_536 - fraction)) >> 16;
    let part = (fraction * 100 + curve * 34) >> 16;
    Centibits::from(whole) * 100 + Centibits::try_from(part).unwrap_or(0)
}

/// The weight of what scores `below` hundredths of a bit less than the best, whose weight is [`ONE`].
pub(super) fn weight_below(below: Centibits) -> u64 {
    let below = u64::try_from(below).unwrap_or(0);
    let whole = below / 100;
    if whole >= 40 {
        return 0;
    }
    (ONE - ONE / 200 * (below % 100)) >> whole
}

/// The logarithm of the number of ways to choose `few` of `all`.
pub(super) fn log2_choices(all: usize, few: usize) -> Centibits {
    let few = few.min(all - few.min(all));
    (0..few).fold(0, |sum, place| {
        sum + log2((all - place) as u64) - log2(place as u64 + 1)
    })
}

/// How rare an amount is among payments at large: amounts spread over their magnitude, round ones are common.
pub(super) fn rarity(minor: i64) -> Centibits {
    let minor = minor.unsigned_abs().max(1);
    let round = [(100, 400), (1_000, 200), (10_000, 200), (100_000, 200)]
        .iter()
        .filter(|(unit, _)| minor.is_multiple_of(*unit))
        .map(|(_, bits)| bits)
        .sum::<Centibits>();
    (log2(minor) + 160 - round).max(300)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_close_to_the_true_ones() {
        let table = [
            (1, 0),
            (2, 100),
            (3, 158),
            (10, 332),
            (1_000, 997),
            (100_000, 1_661),
        ];
        for (count, expected) in table {
            assert!(
                (log2(count) - expected).abs() <= 2,
                "{count}: {}",
                log2(count)
            );
        }
        assert!((log2_choices(6, 3) - 432).abs() <= 5);
        assert_eq!(log2_choices(3, 5), 0);
    }

    #[test]
    fn a_bit_less_is_half_the_weight() {
        assert_eq!(weight_below(0), ONE);
        assert_eq!(weight_below(100), ONE / 2);
        assert_eq!(weight_below(1_000), ONE / 1_024);
        assert_eq!(weight_below(9_999), 0);
    }

    #[test]
    fn a_round_amount_is_less_rare() {
        assert!(rarity(100_000) < rarity(100_001));
        assert!(rarity(i64::MIN) > 0);
    }
}
