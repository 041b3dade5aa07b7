//! Tells other programs what happens to accounts: an ERP that a sanction is announced, a sales tool that a dispute is open.
//! Each event has an identity of its own and is told in order until it is taken, so a program may hear one twice and misses
//! none. Must never undo or delay what it tells of, and never carry an address or what people wrote.

use async_recursion::async_recursion as boxed;
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use receivables::identity::SanctionId;
use serde_json::{Value, json};
use store::creditor::Creditor;
use store::sanction::SanctionStanding;
use store::webhook::{self, Event};

use crate::carriers::Carriers;
use crate::desk::Desk;
use crate::error::Result;
use crate::seat::Seat;

/// What one round tells one program at most; the rest waits for the next.
pub(crate) const MOST_AT_ONCE: u32 = 200;
/// The pause after a failure; each next one is twice as long.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(1);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(1);

/// A program that wants to hear.
#[async_trait]
pub trait EventReceiver: Send + Sync {
    /// Its name in the configuration; what it has taken is remembered by it.
    fn name(&self) -> &str;
    /// The company it hears of, by name; every company where none is said.
    fn company(&self) -> Option<&str>;
    /// Tells it an event: its identity and its body, as JSON. Takes bounded time.
    ///
    /// # Errors
    /// Says why it did not take the event.
    async fn tell(&self, id: &str, body: &str, at: Timestamp) -> std::result::Result<(), String>;
}

/// What a round told.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Told {
    /// Events that were taken.
    pub taken: u64,
    /// Programs that were not reached, each with why.
    pub unreached: Vec<String>,
}

impl Desk {
    /// Tells each program what it has not taken yet.
    #[boxed]
    pub async fn tell_programs(&self, seat: &Seat, carriers: &Carriers) -> Result<Told> {
        let mut told = Told::default();
        if carriers.programs.is_empty() {
            return Ok(told);
        }
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        drop(reader);
        for receiver in &carriers.programs {
            let is_meant = receiver
                .company()
                .is_none_or(|name| name.eq_ignore_ascii_case(&creditor.name));
            if is_meant {
                self.tell_one(seat, (&creditor, &**receiver), &mut told)
                    .await?;
            }
        }
        Ok(told)
    }

    async fn tell_one(
        &self,
        seat: &Seat,
        (creditor, receiver): (&Creditor, &dyn EventReceiver),
        told: &mut Told,
    ) -> Result<()> {
        let of = (seat.creditor, receiver.name());
        let mut transaction = self.store().transaction().await?;
        let stamp = self.stamp(&seat.actor);
        let known = webhook::known(&mut transaction, &stamp, of).await?;
        transaction.commit().await?;
        if known.next_try_at.is_some_and(|at| at > stamp.at) {
            return Ok(());
        }
        let mut reader = self.store().reader().await?;
        let waiting = webhook::waiting(&mut reader, seat.creditor, (&known, MOST_AT_ONCE)).await?;
        drop(reader);
        for event in &waiting {
            let body = self.body(seat, (creditor, event)).await?;
            let now = self.clock().instant();
            let answer = receiver.tell(&event.id.to_string(), &body, now).await;
            let mut transaction = self.store().transaction().await?;
            let stamp = self.stamp(&seat.actor);
            match answer {
                Ok(()) => {
                    webhook::take(&mut transaction, &stamp, of, event.id).await?;
                    told.taken += 1;
                }
                Err(cause) => {
                    let next_try_at = next_try(stamp.at, known.failures);
                    webhook::fail(&mut transaction, &stamp, of, (next_try_at, &cause)).await?;
                    told.unreached.push(format!("{}: {cause}", receiver.name()));
                    return Ok(transaction.commit().await?);
                }
            }
            transaction.commit().await?;
        }
        if waiting.is_empty() {
            let mut transaction = self.store().transaction().await?;
            let stamp = self.stamp(&seat.actor);
            webhook::forget_old(&mut transaction, &stamp, of).await?;
            transaction.commit().await?;
        }
        Ok(())
    }

    /// What a program is told; of a sanction also how it stands, which its file says too.
    async fn body(&self, seat: &Seat, (creditor, event): (&Creditor, &Event)) -> Result<String> {
        let mut body = json!({
            "id": event.id.to_string(),
            "at": event.at.to_string(),
            "company": { "id": creditor.id.to_string(), "name": creditor.name },
            "account": {
                "code": event.debtor_key,
                "name": event.debtor_name,
                "siren": event.siren,
            },
            "noun": event.noun,
            "act": event.act,
            "noun_id": event.noun_id.map(|id| id.to_string()),
        });
        if event.noun == "sanction"
            && let Some(id) = event.noun_id
        {
            body["sanction"] = self.sanction_told(seat, SanctionId(id)).await?;
        }
        Ok(body.to_string())
    }

    async fn sanction_told(&self, seat: &Seat, id: SanctionId) -> Result<Value> {
        let today = self.today(seat.creditor).await?;
        let mut reader = self.store().reader().await?;
        let sanction = store::sanction::find(&mut reader, seat.creditor, id).await?;
        let state = match sanction.standing(today) {
            SanctionStanding::Proposed => "proposed",
            SanctionStanding::Announced => "announced",
            SanctionStanding::InForce => "in-force",
            SanctionStanding::Ended if sanction.was_announced() => "lifted",
            SanctionStanding::Ended => "refused",
        };
        let from_on = sanction.approved.as_ref().map(|(_, _, on)| on.to_string());
        Ok(json!({
            "measure": sanction.measure.code(),
            "state": state,
            "from": from_on,
            "until": sanction.ended.map(|end| end.on.to_string()),
        }))
    }
}

fn next_try(now: Timestamp, failures: u32) -> Timestamp {
    let factor = 2_i32.saturating_pow(failures.min(10));
    let pause = FIRST_PAUSE.saturating_mul(factor).min(LONGEST_PAUSE);
    now.checked_add(pause).unwrap_or(now)
}
