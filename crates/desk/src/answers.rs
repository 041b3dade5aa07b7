//! What a person makes of answers: a finding accepted or rejected, an answer of the tray put on its account or set aside.
//! Must never act on a finding nobody accepted.

use async_recursion::async_recursion as boxed;
pub use intake::mail::{Contested, Said, SaidAmount, Statement};
use receivables::contact::ContactRole;
use receivables::identity::{DebtorId, ReplyId, UnplacedAnswerId};
use store::reply::{KeptStatement, StatementVerdict};

use crate::contacts::{NewContact, looks_deliverable};
use crate::desk::Desk;
use crate::error::Result;
use crate::receive::summary_of_answer;
use crate::seat::Seat;

/// Whether the writer of an answer becomes a contact of the account it is put on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// The next answer finds its account by itself.
    BecomesContact,
    /// Only this answer is put on the account.
    StaysUnknown,
}

/// A finding as it was read; nothing for one that an older version kept in another form: its sentence stands in the words.
pub fn read_statement(kept: &KeptStatement) -> Option<Statement> {
    serde_json::from_str(&kept.statement).ok()
}

impl Desk {
    /// Keeps what a person made of a finding. Judged once: what a colleague said before stays.
    #[boxed]
    pub async fn judge_statement(
        &self,
        seat: &Seat,
        (reply, place): (ReplyId, i64),
        verdict: StatementVerdict,
    ) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let which = (seat.creditor, reply, place);
        store::reply::judge(&mut transaction, &stamp, which, verdict).await?;
        Ok(transaction.commit().await?)
    }

    /// Puts an answer of the tray on an account: from now on it stops the account until somebody dealt with it.
    #[boxed]
    pub async fn place_answer(
        &self,
        seat: &Seat,
        id: UnplacedAnswerId,
        (debtor, writer): (DebtorId, Writer),
    ) -> Result<ReplyId> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let answer = store::unplaced_answer::find(&mut transaction, seat.creditor, id).await?;
        // An account of another creditor does not exist here.
        store::debtor::find(&mut transaction, seat.creditor, debtor).await?;
        let stamp = self.stamp(&seat.actor);
        let account = (seat.creditor, debtor);
        let words = summary_of_answer(&answer.message);
        let received_on = answer.received_on;
        let reply =
            store::reply::receive(&mut transaction, &stamp, account, received_on, &words).await?;
        let kept = (seat.creditor, reply);
        store::reply::keep_message(&mut transaction, kept, &answer.message).await?;
        let settled = (seat.creditor, id);
        store::unplaced_answer::settle(&mut transaction, &stamp, settled, Some(reply)).await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        transaction.commit().await?;
        let sender = answer.message.sender;
        if writer == Writer::BecomesContact && looks_deliverable(&sender) {
            let new = NewContact {
                role: ContactRole::Other,
                name: String::new(),
                email: sender,
                phone: String::new(),
                language: None,
            };
            self.add_contact(seat, debtor, new).await?;
        }
        Ok(reply)
    }

    /// Sets an answer of the tray aside: it is nobody's.
    #[boxed]
    pub async fn set_answer_aside(&self, seat: &Seat, id: UnplacedAnswerId) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let settled = (seat.creditor, id);
        store::unplaced_answer::settle(&mut transaction, &stamp, settled, None).await?;
        Ok(transaction.commit().await?)
    }
}
