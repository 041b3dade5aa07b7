//! Chance that repeats: a small generator whose numbers depend on its seed and on nothing else, so that the
//! same seed makes the same world on every machine. Must never be used where a guess would do harm.

/// A stream of numbers (splitmix64).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// A stream of its own for one thing of the world, so that adding a thing does not disturb the others.
    pub fn of_thing(seed: u64, thing: u64) -> Self {
        let mut mixed = Random(seed ^ thing.wrapping_mul(0xA24B_AED4_963E_E407));
        mixed.next_number();
        mixed
    }

    fn next_number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 when the bound is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            0
        } else {
            self.next_number() % bound
        }
    }

    /// A number from `least` to `most`, both included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = most
            .saturating_sub(least)
            .max(0)
            .unsigned_abs()
            .saturating_add(1);
        least.saturating_add(i64::try_from(self.below(span)).unwrap_or(0))
    }

    /// A count of days from `least` to `most`, both included.
    pub fn days(&mut self, least: i32, most: i32) -> i32 {
        i32::try_from(self.between(i64::from(least), i64::from(most))).unwrap_or(least)
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of a few; the list is never empty.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let place = usize::try_from(self.below(of.len() as u64)).unwrap_or(0);
        &of[place]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_for_ever() {
        // The published first numbers of this generator.
        let mut random = Random::new(1_234_567);
        let drawn = [random.next_number(), random.next_number()];
        assert_eq!(
            drawn,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]
        );
    }

    #[test]
    fn bounds_are_kept() {
        let mut random = Random::of_thing(7, 3);
        for _ in 0..2000 {
            assert!((-3..=4).contains(&random.between(-3, 4)));
            assert!(random.below(5) < 5);
        }
        assert_eq!(random.below(0), 0);
    }
}
