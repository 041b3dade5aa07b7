//! The file an ERP or an order desk reads: every sanction that is announced or in force, and those lifted lately. The
//! same state of the books on the same day makes the same bytes. Must never name a proposal nobody approved.

use async_recursion::async_recursion as boxed;
use jiff::civil::Date;
use receivables::calendar::plus_days;
use store::Seen;
use store::sanction::{KeptSanction, SanctionStanding};

use crate::desk::Desk;
use crate::error::Result;
use crate::seat::Seat;

/// Lifted sanctions stay in the file for so many days, so that a reader that missed a day learns of it.
const DAYS_AFTER: i32 = 31;

const HEAD: &str = "account;name;siren;measure;state;from;until";

impl Desk {
    /// The sanctions of a creditor as lines of `account;name;siren;measure;state;from;until`, in UTF-8, first those of
    /// the lowest account. `state` is `announced`, `in-force` or `lifted`; days are `2026-11-25`.
    #[boxed]
    pub async fn sanctions_file(&self, seat: &Seat) -> Result<String> {
        let today = self.today(seat.creditor).await?;
        let mut reader = self.store().reader().await?;
        let seen = Seen::by_the_machine(seat.creditor);
        let mut sanctions = store::sanction::all(&mut reader, seen).await?;
        drop(reader);
        sanctions.sort_by(|one, other| {
            (&one.debtor_key, one.measure, one.id).cmp(&(
                &other.debtor_key,
                other.measure,
                other.id,
            ))
        });
        let lines = sanctions.iter().filter_map(|one| line(one, today));
        let mut text = HEAD.to_string();
        for line in lines {
            text.push('\n');
            text.push_str(&line);
        }
        text.push('\n');
        Ok(text)
    }
}

fn line(sanction: &KeptSanction, today: Date) -> Option<String> {
    let (_, _, from_on) = sanction.approved.as_ref()?;
    let state = match sanction.standing(today) {
        SanctionStanding::Announced => "announced",
        SanctionStanding::InForce => "in-force",
        SanctionStanding::Ended => "lifted",
        SanctionStanding::Proposed => return None,
    };
    let until = sanction.ended.as_ref().map(|end| end.on);
    if until.is_some_and(|on| plus_days(on, DAYS_AFTER) < today) {
        return None;
    }
    let until = until.map_or_else(String::new, |on| on.to_string());
    let fields = [
        field(&sanction.debtor_key),
        field(&sanction.debtor_name),
        field(sanction.siren.as_deref().unwrap_or_default()),
        sanction.measure.code().to_string(),
        state.to_string(),
        from_on.to_string(),
        until,
    ];
    Some(fields.join(";"))
}

/// A field of the file. What a spreadsheet would take for a formula is written as text.
fn field(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let is_formula = text.starts_with(['=', '+', '-', '@']);
    let text = if is_formula { format!("'{text}") } else { text };
    match text.contains([';', '"']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn a_field_keeps_its_place_and_is_no_formula() {
        let table = [
            ("411DUPONT", "411DUPONT"),
            ("Dupont; fils", "\"Dupont; fils\""),
            ("L'\"Atelier\"", "\"L'\"\"Atelier\"\"\""),
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("two\nlines", "two lines"),
        ];
        for (text, expected) in table {
            assert_eq!(field(text), expected);
        }
    }
}
