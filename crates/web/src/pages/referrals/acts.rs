//! What is done with referrals: claims handed over, something noted, a file that came back.

use axum::extract::State;
use axum::response::Response;
use receivables::identity::{DebtorId, ItemId, ReferralId};
use store::referral::{Covers, EntryKind, NewReferral, ReferralOutcome};

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::pages::account_acts::variant;
use crate::place::{At, AtBoth};
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

/// Hands claims over.
pub(crate) async fn open(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let seat = visitor.seat()?;
    let items: Result<Vec<ItemId>, Failure> = fields
        .all("item")
        .map(|text| text.parse().map_err(|_| Failure::Bad))
        .collect();
    let items = items?;
    let form = format!("/debtors/{debtor}/referrals/new");
    let new = match written(&fields)? {
        Ok(new) => new,
        Err(trouble) => return answer(&state, &form, Ok(trouble)),
    };
    match state.desk().refer(&seat, debtor, (new, &items)).await {
        Ok(id) => {
            let path = format!("/debtors/{debtor}/referrals/{id}");
            answer(&state, &path, Ok(Flash::done("flash-referral-opened")))
        }
        Err(cause) => answer(&state, &form, Err(Trouble::from(cause))),
    }
}

/// What the form says, or what is wrong with a field.
fn written(fields: &Fields) -> Result<Result<NewReferral, Flash>, Failure> {
    let handed_on = match fields.day("on") {
        Ok(day) => day,
        Err(trouble) => return Ok(Err(trouble)),
    };
    let fee_basis_points = match basis_points(fields.text("fee")) {
        Ok(fee) => fee,
        Err(trouble) => return Ok(Err(trouble)),
    };
    Ok(Ok(NewReferral {
        handed_to: fields.text("to").to_string(),
        hands: variant(fields.text("hands"))?,
        covers: match fields.text("whole") {
            "" => Covers::Claims,
            _ => Covers::Account,
        },
        handed_on,
        fee_basis_points,
        note: Some(fields.text("note").to_string()).filter(|note| !note.is_empty()),
    }))
}

/// A percentage with two decimals at most, in basis points.
fn basis_points(text: &str) -> Result<Option<u32>, Flash> {
    let text = text.trim().trim_end_matches('%').trim();
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || Flash::trouble("flash-percent-wrong").with("found", text);
    let (whole, part) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(whole) || !is_number(part) || part.len() > 2 || whole.len() > 3 {
        return Err(wrong());
    }
    let scale = if part.len() == 1 { 10 } else { 1 };
    let whole: u32 = whole.parse().map_err(|_| wrong())?;
    let part: u32 = part.parse().map_err(|_| wrong())?;
    Ok(Some(whole * 100 + part * scale))
}

/// Notes something on a referral.
pub(crate) async fn note(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, id): AtBoth<DebtorId, ReferralId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let seat = visitor.seat()?;
    let path = format!("/debtors/{debtor}/referrals/{id}");
    let kind: EntryKind = variant(fields.text("kind"))?;
    let on = match fields.day("on") {
        Ok(day) => day,
        Err(trouble) => return answer(&state, &path, Ok(trouble)),
    };
    let amount = match fields.optional_amount("amount", visitor.creditor.currency) {
        Ok(amount) => amount,
        Err(trouble) => return answer(&state, &path, Ok(trouble)),
    };
    let entry = (kind, on, amount, fields.text("words"));
    let noted = state.desk().note_referral(&seat, id, entry).await;
    let outcome = noted.map(|()| Flash::done("flash-referral-noted"));
    answer(&state, &path, outcome.map_err(Trouble::from))
}

/// Ends a referral.
pub(crate) async fn end(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, id): AtBoth<DebtorId, ReferralId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let seat = visitor.seat()?;
    let how: ReferralOutcome = variant(fields.text("outcome"))?;
    let ended = state.desk().end_referral(&seat, id, how).await;
    let outcome = ended.map(|()| Flash::done("flash-referral-ended"));
    let path = format!("/debtors/{debtor}/referrals/{id}");
    answer(&state, &path, outcome.map_err(Trouble::from))
}

#[cfg(test)]
mod tests {
    use super::basis_points;

    #[test]
    fn a_percentage_is_read_to_two_decimals() {
        let table = [
            ("", Some(None)),
            ("15", Some(Some(1_500))),
            ("12,5 %", Some(Some(1_250))),
            ("7.25", Some(Some(725))),
            ("0,05", Some(Some(5))),
            ("a lot", None),
            ("-3", None),
            ("1,234", None),
            ("12,", None),
        ];
        for (text, expected) in table {
            assert_eq!(basis_points(text).ok(), expected, "{text}");
        }
    }
}
