//! Letters given to a service that prints and posts them, and what it tells of them later. A letter is given once: what may
//! have reached the service is never given again by the machine. Must never give what is no longer due, nor another letter
//! than the one that was kept.

use async_recursion::async_recursion as boxed;
use jiff::SignedDuration;
use jiff::civil::Date;
use receivables::contact::Channel;
use receivables::identity::NoticeId;
use store::Transaction;
use store::creditor::Creditor;
use store::notice::outbox::{self, End};
use store::notice::{Notice, Standing, given};

use super::{MOST_AT_ONCE, Ready, evidence};
use crate::carrier::Carried;
use crate::carriers::Carriers;
use crate::desk::Desk;
use crate::error::Result;
use crate::posting_service::{
    Given, LetterFate, LetterWord, Postage, PostalAddress, PostingService, ServiceLetter,
};
use crate::profile::Profile;
use crate::refusal::{PressRefusal, Refusal};
use crate::seat::{Actor, Seat};
use crate::texts::Listened;

/// What our names of letters begin with.
const OURS: &str = "letter-";
/// So long a service is asked what became of a letter: later nothing is heard of it any more.
const DAYS_ASKED: i64 = 30;
/// After so many letters of unknown fate in a row no more are given: each one costs a person a decision.
const MOST_LOST_IN_A_ROW: u32 = 3;

/// What became of letters that were given to a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct GivenReport {
    /// Taken by the service.
    pub taken: i64,
    /// Taken back since they were chosen: no longer due, or asking something else.
    pub taken_back: i64,
    /// Nobody knows; a person decides.
    pub unknown: i64,
    /// Not taken, each with its debtor and the words of the service; they stay on the pile.
    pub left: Vec<(String, String)>,
}

impl GivenReport {
    /// Why not all of them were taken, when it was so.
    pub fn refusal(&self) -> Option<Refusal> {
        let (debtor, words) = self.left.first()?;
        Some(Refusal::Press(PressRefusal::NotTaken {
            taken: self.taken,
            left: i64::try_from(self.left.len()).unwrap_or(i64::MAX),
            debtor: debtor.clone(),
            words: words.clone(),
        }))
    }
}

impl Desk {
    /// Gives the letters chosen to the posting service, each once, printed as they would be posted. Each account is looked at
    /// again first: what is no longer due is taken back. A letter the service takes counts as posted today; one it does not
    /// take stays on the pile.
    ///
    /// # Errors
    /// Refuses when there is no service, when no letter is left of those chosen, when one has no address, and when nothing
    /// prints: then none is given.
    #[boxed]
    pub async fn give_letters(
        &self,
        seat: &Seat,
        carriers: &Carriers,
        chosen: &[NoticeId],
    ) -> Result<GivenReport> {
        let service = carriers.posting.as_deref();
        let service = service.ok_or(Refusal::Press(PressRefusal::NoService))?;
        let chosen = &chosen[..chosen.len().min(MOST_AT_ONCE)];
        let (printed, ..) = self.print_each(seat, carriers, chosen).await?;
        let mut report = GivenReport::default();
        let mut lost_in_a_row = 0;
        for (ready, file) in printed {
            let unknown_before = report.unknown;
            self.give_one(seat, service, (ready, file), &mut report)
                .await?;
            let is_lost = report.unknown > unknown_before;
            lost_in_a_row = if is_lost { lost_in_a_row + 1 } else { 0 };
            if lost_in_a_row == MOST_LOST_IN_A_ROW {
                return Err(Refusal::CarrierLosing {
                    count: lost_in_a_row,
                }
                .into());
            }
        }
        Ok(report)
    }

    async fn give_one(
        &self,
        seat: &Seat,
        service: &dyn PostingService,
        (ready, file): (Ready, Vec<u8>),
        report: &mut GivenReport,
    ) -> Result<()> {
        let Some(from) = self.reserve_letter(seat, (&ready, &file)).await? else {
            report.taken_back += 1;
            return Ok(());
        };
        let notice = &ready.notice;
        let letter = ServiceLetter {
            notice: notice.id,
            reference: format!("{OURS}{}", notice.id),
            postage: match notice.act.channel {
                Channel::RegisteredLetter => Postage::Registered,
                _ => Postage::Ordinary,
            },
            from,
            to: ready.to.clone(),
            file,
        };
        let given = service.give(&letter).await;
        self.record_given(seat, &ready, given, report).await
    }

    /// Takes a letter from the pile and writes down that it is about to be given, when it still says what was printed; gives
    /// the address of the company.
    async fn reserve_letter(
        &self,
        seat: &Seat,
        (ready, file): (&Ready, &[u8]),
    ) -> Result<Option<PostalAddress>> {
        let (mut transaction, creditor, today) = self.begin(seat).await?;
        let id = ready.notice.id;
        let again = self
            .ready_letters(&mut transaction, seat, (&creditor, today), &[id])
            .await?;
        let stands = again.first().is_some_and(|again| {
            again.letter == ready.letter && again.notice.act.items == ready.notice.act.items
        });
        let stamp = self.stamp(&seat.actor);
        if !stands || !given::take(&mut transaction, &stamp, seat.creditor, id).await? {
            transaction.commit().await?;
            return Ok(None);
        }
        let from = address_of(&creditor)?;
        let kept = evidence(ready, file.to_vec());
        outbox::reserve(&mut transaction, &stamp, seat.creditor, id, &kept).await?;
        transaction.commit().await?;
        Ok(Some(from))
    }

    async fn record_given(
        &self,
        seat: &Seat,
        ready: &Ready,
        given: Given,
        report: &mut GivenReport,
    ) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let notice = &ready.notice;
        let of = (seat.creditor, notice.debtor);
        if let Some(cost) = given.cost {
            given::keep_cost(&mut transaction, seat.creditor, (notice.id, cost)).await?;
        }
        match given.carried {
            Carried::Receipt { reference, .. } => {
                report.taken += 1;
                let end = End::Sent(reference);
                self.end_given(&mut transaction, seat, (notice, today), &end)
                    .await?;
            }
            Carried::InParts { references, .. } => {
                report.taken += 1;
                let end = End::Sent(references.join(" "));
                self.end_given(&mut transaction, seat, (notice, today), &end)
                    .await?;
            }
            Carried::Unknown { evidence } => {
                report.unknown += 1;
                let end = End::Unknown(evidence);
                self.end_given(&mut transaction, seat, (notice, today), &end)
                    .await?;
            }
            Carried::TryAgain { cause } | Carried::Refused { cause } => {
                outbox::try_again(&mut transaction, seat.creditor, notice.id, stamp.at).await?;
                let told = (notice.id, cause.as_str());
                given::note_refusal(&mut transaction, &stamp, of, told).await?;
                report.left.push((ready.to.name.clone(), cause));
            }
        }
        self.decide_again(&mut transaction, seat, notice.debtor)
            .await?;
        Ok(transaction.commit().await?)
    }

    async fn end_given(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        (notice, today): (&Notice, Date),
        end: &End,
    ) -> Result<()> {
        let stamp = self.stamp(&seat.actor);
        let ended = (end, today);
        let is_new = outbox::end(transaction, &stamp, seat.creditor, notice.id, ended).await?;
        if is_new && matches!(end, End::Sent(_)) {
            self.note_contact(transaction, seat, (notice, &notice.act, today))
                .await?;
        }
        Ok(())
    }

    /// Asks the posting service what became of the letters it took in the last weeks; how many have news. One that it does
    /// not answer about is told in the log and asked again the next time.
    #[boxed]
    pub async fn follow_letters(&self, seat: &Seat, carriers: &Carriers) -> Result<u64> {
        let Some(service) = carriers.posting.as_deref() else {
            return Ok(0);
        };
        let now = self.clock().instant();
        let since = now
            .checked_sub(SignedDuration::from_hours(24 * DAYS_ASKED))
            .unwrap_or(now);
        let mut reader = self.store().reader().await?;
        let under_way = given::under_way(&mut reader, seat.creditor, since).await?;
        drop(reader);
        let mut news = 0;
        for (notice, reference) in under_way {
            match service.ask(&reference).await {
                Ok(Some(word)) => {
                    let noted = self.note_word(Some(notice), &word).await?;
                    news += u64::from(noted == Listened::Noted);
                }
                // It tells by itself.
                Ok(None) => return Ok(news),
                Err(cause) => {
                    tracing::warn!(%notice, cause, "the posting service does not say what became of a letter");
                }
            }
        }
        Ok(news)
    }

    /// Writes down what the posting service told of a letter.
    #[boxed]
    pub async fn hear_of_letter(&self, word: &LetterWord) -> Result<Listened> {
        let named = word.ours.strip_prefix(OURS).and_then(|id| id.parse().ok());
        self.note_word(named, word).await
    }

    async fn note_word(&self, named: Option<NoticeId>, word: &LetterWord) -> Result<Listened> {
        let mut transaction = self.store().transaction().await?;
        let found = given::find(&mut transaction, (named, &word.reference)).await?;
        let Some(notice) = found else {
            return Ok(Listened::NotOurs);
        };
        if notice.standing() == Standing::Leaving {
            return Ok(Listened::TooEarly);
        }
        let seat = Actor::machine("posting service").at(notice.creditor);
        let stamp = self.stamp(&seat.actor);
        // Whatever the service tells of a letter, it has it: nobody needs to find that out.
        let was_unknown = notice.standing() == Standing::Unknown;
        if was_unknown {
            let receipt = match word.reference.is_empty() {
                true => &word.words,
                false => &word.reference,
            };
            self.found_out(&mut transaction, &seat, (&notice, receipt))
                .await?;
        }
        let mut is_new = was_unknown;
        if let Some(number) = &word.tracking {
            let of = (notice.creditor, notice.debtor);
            let told = (notice.id, number.as_str());
            is_new |= given::note_number(&mut transaction, &stamp, of, told).await?;
        }
        let of = (notice.id, word.words.as_str());
        is_new |= match word.fate {
            LetterFate::Delivered => {
                store::notice::texts::note_delivery(&mut transaction, &stamp, notice.creditor, of)
                    .await?
            }
            LetterFate::Returned if notice.delivered_at.is_none() => {
                store::notice::returned::note(&mut transaction, &stamp, notice.creditor, of).await?
            }
            LetterFate::OnItsWay | LetterFate::Posted | LetterFate::Returned => false,
        };
        if !is_new {
            return Ok(Listened::NothingNew);
        }
        self.decide_again(&mut transaction, &seat, notice.debtor)
            .await?;
        transaction.commit().await?;
        Ok(Listened::Noted)
    }
}

/// Where the letters of a company come from.
fn address_of(creditor: &Creditor) -> Result<PostalAddress> {
    let address = Profile::of(creditor)?.address;
    Ok(PostalAddress {
        name: creditor.name.clone(),
        lines: address.lines,
        post_code: address.post_code,
        town: address.town,
        country: match address.country.is_empty() {
            true => creditor.policy.country.clone(),
            false => address.country,
        },
    })
}
