//! Numbers a hair beside the decimals of their column, as computing in binary leaves them: `1234.5600000001`
//! among prices. The column's evident decimals decide; a real third decimal must never be rounded off here.

use rust_decimal::Decimal;

use crate::list::row::Row;

/// Fewer decimals than this are always meant.
const MEANT: u32 = 5;

/// The hair: a ten-millionth.
const HAIR: Decimal = Decimal::from_parts(1, 0, 0, false, 7);

/// Rounds off the noise of every column whose numbers mostly have few decimals.
pub(super) fn round_off(rows: &mut [Row]) {
    let columns = rows.iter().map(|row| row.fields.len()).max().unwrap_or(0);
    for column in 0..columns.min(128) {
        let numbers = rows.iter().filter(|row| row.numbers.has(column));
        let (mut noisy, mut all) = (0_usize, 0_usize);
        for row in numbers {
            all += 1;
            noisy += usize::from(has_many_decimals(row.text(column)));
        }
        if noisy == 0 {
            continue;
        }
        let round: Vec<Option<String>> = rows
            .iter()
            .map(|row| {
                row.numbers
                    .has(column)
                    .then(|| rounded(row.text(column)))
                    .flatten()
            })
            .collect();
        // Positions on a map and rates have many decimals and mean them.
        let hairs = round.iter().flatten().count();
        if (all - noisy + hairs) * 10 < all * 9 {
            continue;
        }
        for (row, round) in rows.iter_mut().zip(round) {
            if let Some(round) = round {
                row.fields[column] = round;
            }
        }
    }
}

fn has_many_decimals(text: &str) -> bool {
    text.split_once('.')
        .is_some_and(|(_, decimals)| decimals.len() >= MEANT as usize)
}

/// The number with the fewest decimals that is only a hair away.
fn rounded(text: &str) -> Option<String> {
    if !has_many_decimals(text) {
        return None;
    }
    let number: Decimal = text.parse().ok()?;
    let is_near = |round: &Decimal| (number - round).abs() <= HAIR;
    (0..MEANT)
        .map(|decimals| number.round_dp(decimals))
        .find(is_near)
        .map(|round| round.normalize().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::row::ColumnSet;

    fn check(numbers: &[&str], expected: &[&str]) {
        let mut set = ColumnSet::default();
        set.add(0);
        let row = |text: &&str| Row {
            line: 1,
            fields: vec![(*text).to_string()],
            numbers: set,
        };
        let mut rows: Vec<Row> = numbers.iter().map(row).collect();
        round_off(&mut rows);
        let found: Vec<&str> = rows.iter().map(|row| row.text(0)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_a_hair_beside_the_decimals_of_its_column_is_noise() {
        check(&["12.5", "1234.5600000001"], &["12.5", "1234.56"]);
        check(&["12.55", "99.99999999"], &["12.55", "100"]);
        check(&["1.1000000001"], &["1.1"]);
        check(&["0.333333333333", "2.50"], &["0.333333333333", "2.50"]);
        check(&["1.125", "2.1250000001"], &["1.125", "2.125"]);
        check(&["48.856613", "2.352222"], &["48.856613", "2.352222"]);
    }
}
