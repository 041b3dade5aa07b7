//! What a person does with money that came in: accept a proposal, place it otherwise, set it aside, undo,
//! have the proposals made again.

use axum::extract::State;
use axum::response::Response;
use desk::DeskError;
use desk::cash::{Part, Placement};
use receivables::cash_application::{PaidFrom, ProposedAllocation};
use receivables::identity::{BankEntryId, DebtorId, ItemId};
use receivables::money::Money;

use crate::cookie::encoded;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::pages::receipts::editor::is_typed_amount;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

const QUEUE: &str = "/receipts";

type Answer = Result<Response, Failure>;

fn told(outcome: Result<(), DeskError>, key: &str) -> Result<Flash, Trouble> {
    outcome.map(|()| Flash::done(key)).map_err(Trouble::from)
}

/// Does what a proposal says.
pub(crate) async fn accept(
    State(state): State<WebState>,
    visitor: Visitor,
    At(entry): At<BankEntryId>,
    fields: Fields,
) -> Answer {
    let rank = fields.text("rank").parse().map_err(|_| Failure::Bad)?;
    let outcome = state
        .desk()
        .accept_proposal(&visitor.seat()?, entry, rank)
        .await;
    answer(&state, QUEUE, told(outcome, "flash-receipt-placed"))
}

/// Sets a line aside.
pub(crate) async fn set_aside(
    State(state): State<WebState>,
    visitor: Visitor,
    At(entry): At<BankEntryId>,
) -> Answer {
    let outcome = state.desk().set_credit_aside(&visitor.seat()?, entry).await;
    answer(&state, QUEUE, told(outcome, "flash-receipt-set-aside"))
}

/// Undoes what was done with a line.
pub(crate) async fn undo(
    State(state): State<WebState>,
    visitor: Visitor,
    At(entry): At<BankEntryId>,
) -> Answer {
    let outcome = state.desk().undo_credit(&visitor.seat()?, entry).await;
    answer(&state, QUEUE, told(outcome, "flash-receipt-undone"))
}

/// Has the proposals made again.
pub(crate) async fn look_again(State(state): State<WebState>, visitor: Visitor) -> Answer {
    let placed = state.desk().propose_again(&visitor.seat()?).await;
    let outcome = placed.map(|placed| {
        Flash::done("flash-receipts-again").counting(i64::try_from(placed).unwrap_or(i64::MAX))
    });
    answer(&state, QUEUE, outcome.map_err(Trouble::from))
}

/// Places a line as a person typed it.
pub(crate) async fn place(
    State(state): State<WebState>,
    visitor: Visitor,
    At(entry): At<BankEntryId>,
    fields: Fields,
) -> Answer {
    let outcome = place_typed(&state, &visitor, entry, &fields).await;
    let back = match &outcome {
        Ok(_) => QUEUE.to_string(),
        Err(_) => editor_path(entry, &fields),
    };
    answer(&state, &back, outcome)
}

async fn place_typed(
    state: &WebState,
    visitor: &Visitor,
    entry: BankEntryId,
    fields: &Fields,
) -> Result<Flash, Trouble> {
    let mut reader = state.desk().store().reader().await?;
    let line = store::bank_entry::find(&mut reader, visitor.creditor.id, entry).await?;
    drop(reader);
    let amount = line.line.amount;
    let mut parts = Vec::new();
    for debtor in debtors(fields)? {
        let allocations = typed_allocations(fields, debtor, amount)?;
        let on_account = fields.optional_amount(&format!("account-{debtor}"), amount.currency)?;
        let paid: i64 = allocations
            .iter()
            .fold(0, |sum: i64, one| sum.saturating_add(one.amount.minor));
        let kept = on_account.map_or(0, |kept| kept.minor);
        let part = Part {
            debtor,
            amount: amount.with_minor(paid.saturating_add(kept)),
            allocations,
        };
        if part.amount.is_positive() {
            parts.push(part);
        }
    }
    // One account takes what was not typed: the rest lies there.
    if let [only] = &mut parts[..] {
        only.amount = only.amount.with_minor(only.amount.minor.max(amount.minor));
    } else if parts.is_empty()
        && let [only] = debtors(fields)?[..]
    {
        parts = Placement::on_account(only, amount).parts;
    }
    state
        .desk()
        .place_credit(&visitor.seat()?, entry, Placement { parts })
        .await?;
    Ok(Flash::done("flash-receipt-placed"))
}

fn debtors(fields: &Fields) -> Result<Vec<DebtorId>, Failure> {
    let ids = fields.all("debtor").map(str::parse);
    ids.collect::<Result<_, _>>().map_err(|_| Failure::Bad)
}

/// The amounts typed beside the items of one debtor.
fn typed_allocations(
    fields: &Fields,
    debtor: DebtorId,
    line: Money,
) -> Result<Vec<ProposedAllocation>, Trouble> {
    let mut allocations = Vec::new();
    for word in fields.all(&format!("item-{debtor}")) {
        let claim: ItemId = word.parse().map_err(|_| Failure::Bad)?;
        let typed = fields.optional_amount(&format!("pay-{claim}"), line.currency)?;
        let Some(amount) = typed.filter(|amount| amount.minor != 0) else {
            continue;
        };
        allocations.push(ProposedAllocation {
            claim,
            from: PaidFrom::Payment,
            amount,
        });
    }
    Ok(allocations)
}

/// Back to the editor with the accounts that were chosen and what was typed for them.
fn editor_path(entry: BankEntryId, fields: &Fields) -> String {
    let kept = fields.pairs().filter(|(name, value)| {
        *name == "debtor" || (is_typed_amount(name) && !value.trim().is_empty())
    });
    let kept: Vec<String> = kept
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    format!("/receipts/{entry}?{}", kept.join("&"))
}
