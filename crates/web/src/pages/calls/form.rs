//! The form of a call as it was typed, and what it means. Must never guess: what does not read is told, and stays typed.

use desk::calls::{Agreed, Called};
use desk::why::Why;
use receivables::calendar::plus_days;
use receivables::call::{CallOutcome, UnpaidReason};
use receivables::fact::DisputeReason;
use receivables::identity::ItemId;
use receivables::money::Money;

use crate::amount;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::pages::account_acts::{promise_day, variant};
use crate::visitor::{Trouble, Visitor};

/// Days a payment that is said to be under way may take, when nobody says until when.
const DAYS_UNDER_WAY: i32 = 7;

/// What was typed.
#[derive(Default)]
pub(super) struct Typed {
    pub outcome: String,
    pub reason: String,
    pub words: String,
    pub pay_on: String,
    pub amount: String,
    pub dispute_reason: String,
    pub contested: String,
    pub until: String,
    /// The items ticked; nothing before the form was sent.
    pub items: Option<Vec<ItemId>>,
}

impl Typed {
    /// The fields of the form.
    pub fn of(fields: &Fields) -> Result<Typed, Failure> {
        let text = |name: &str| fields.text(name).to_string();
        let items: Result<Vec<ItemId>, Failure> = fields
            .all("item")
            .map(|id| id.parse().map_err(|_| Failure::Bad))
            .collect();
        Ok(Typed {
            outcome: text("outcome"),
            reason: text("reason"),
            words: text("words"),
            pay_on: text("pay_on"),
            amount: text("amount"),
            dispute_reason: text("dispute_reason"),
            contested: text("contested"),
            until: text("until"),
            items: Some(items?),
        })
    }

    /// What they mean for an account.
    pub fn called(&self, visitor: &Visitor, why: &Why) -> Result<Called, Trouble> {
        let Some(outcome) = CallOutcome::from_code(&self.outcome) else {
            return Err(Flash::trouble("flash-outcome-missing").into());
        };
        let words = &visitor.words;
        let reason =
            UnpaidReason::from_code(&self.reason).filter(|_| outcome == CallOutcome::Reached);
        let mut summary = vec![super::outcome_name(words, outcome)];
        summary.extend(reason.map(|reason| super::reason_name(words, reason)));
        summary.extend(Some(self.words.clone()).filter(|words| !words.is_empty()));
        let agreed = match outcome {
            CallOutcome::Reached => self.agreed(visitor, (why, reason))?,
            _ => Agreed::default(),
        };
        Ok(Called {
            outcome,
            reason,
            words: self.words.clone(),
            summary: summary.join(" · "),
            agreed,
        })
    }

    fn agreed(
        &self,
        visitor: &Visitor,
        (why, reason): (&Why, Option<UnpaidReason>),
    ) -> Result<Agreed, Trouble> {
        let items = self.items.clone().unwrap_or_default();
        let pay_on = day(&self.pay_on)?;
        if let Some(pay_on) = pay_on {
            promise_day(visitor, pay_on)?;
        }
        let contested = match reason {
            Some(UnpaidReason::Contested) => {
                let reason: DisputeReason = variant(&self.dispute_reason)?;
                let part = self.part(why, &items, &self.contested)?;
                if part.is_some() && items.len() > 1 {
                    return Err(Flash::trouble("flash-amount-one").into());
                }
                Some((reason, part))
            }
            _ => None,
        };
        let rest_until = match reason {
            Some(UnpaidReason::AlreadyPaid) => {
                let until = day(&self.until)?;
                Some(until.unwrap_or_else(|| plus_days(visitor.today, DAYS_UNDER_WAY)))
            }
            _ => None,
        };
        let acts = pay_on.is_some() || contested.is_some() || rest_until.is_some();
        if acts && items.is_empty() {
            return Err(Flash::trouble("flash-nothing-ticked").into());
        }
        let amount = self.part(why, &items, &self.amount)?;
        if amount.is_some() && items.len() > 1 {
            return Err(Flash::trouble("flash-amount-one").into());
        }
        Ok(Agreed {
            items,
            pay_on,
            amount,
            contested,
            rest_until,
        })
    }

    /// A part of the first item; nothing when the field is empty.
    fn part(&self, why: &Why, items: &[ItemId], text: &str) -> Result<Option<Money>, Trouble> {
        let Some(item) = items.first().filter(|_| !text.is_empty()) else {
            return Ok(None);
        };
        let currency = why
            .account
            .item(*item)
            .ok_or(Failure::NotFound)?
            .open
            .currency;
        let wrong = || Flash::trouble("flash-amount-wrong").with("found", text);
        Ok(Some(amount::typed(text, currency).ok_or_else(wrong)?))
    }
}

fn day(text: &str) -> Result<Option<jiff::civil::Date>, Flash> {
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = |_| Flash::trouble("flash-day-wrong").with("found", text);
    text.parse().map(Some).map_err(wrong)
}
