//! The running balance: whether the lines go up or down in time, which way their signs go, and which of them does not
//! follow. It must never decide on a balance that follows nothing.

use rust_decimal::Decimal;

use super::line::Line;

/// Which way a table goes in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sequence {
    OldestFirst,
    NewestFirst,
}

/// How the amounts of a table are to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// As read, the side deciding.
    Plain,
    /// The written sign counting beside the side.
    WithSign,
    /// Turned round.
    Inverted,
}

impl Reading {
    /// The amount of a line, taken so.
    pub fn of(self, line: &Line) -> Decimal {
        match self {
            Reading::Plain => line.amount,
            Reading::WithSign => line.other_amount,
            Reading::Inverted => -line.amount,
        }
    }
}

/// How many pairs of neighbours follow each other, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Score {
    pub follow: usize,
    pub pairs: usize,
}

/// The pairs of one account that follow each other, the amounts taken one way, the table going one way.
pub(super) fn score(lines: &[&Line], reading: Reading, sequence: Sequence) -> Score {
    let mut score = Score::default();
    for pair in lines.windows(2) {
        if let Some(follows) = follows(pair[0], pair[1], reading, sequence) {
            score.pairs += 1;
            score.follow += usize::from(follows);
        }
    }
    score
}

/// Whether two neighbours follow each other; nothing when a balance is absent.
pub(super) fn follows(
    first: &Line,
    second: &Line,
    reading: Reading,
    sequence: Sequence,
) -> Option<bool> {
    let (one, two) = (first.balance?, second.balance?);
    Some(match sequence {
        Sequence::OldestFirst => one + reading.of(second) == two,
        Sequence::NewestFirst => two + reading.of(first) == one,
    })
}

/// The way that makes the most neighbours follow, over all accounts; what was written wins over what is as good.
pub(super) fn best(accounts: &[Vec<&Line>]) -> (Reading, Sequence, Score) {
    let readings = [Reading::Plain, Reading::WithSign, Reading::Inverted];
    let days_go_down = accounts.iter().any(|lines| {
        let days: Vec<_> = lines.iter().filter_map(|line| line.booked_on).collect();
        days.first() > days.last()
    });
    let sequences = if days_go_down {
        [Sequence::NewestFirst, Sequence::OldestFirst]
    } else {
        [Sequence::OldestFirst, Sequence::NewestFirst]
    };
    let mut best = (Reading::Plain, sequences[0], Score::default());
    for reading in readings {
        for sequence in sequences {
            let mut total = Score::default();
            for lines in accounts {
                let of_account = score(lines, reading, sequence);
                total.follow += of_account.follow;
                total.pairs += of_account.pairs;
            }
            if total.follow > best.2.follow || best.2.pairs == 0 {
                best = (reading, sequence, total);
            }
        }
    }
    if best.2.follow == 0 {
        best.0 = Reading::Plain;
    }
    best
}
