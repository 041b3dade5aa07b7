//! Letters people post: printed together in posting order, posted, with what the post gave for them. What was printed is
//! kept as it was. Must never print what is no longer due, nor take a printed letter for a posted one.

mod given;

use async_recursion::async_recursion as boxed;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::Date;
use notices::letter::{Letter, PrintRun, Window};
use notices::posting;
use notices::wording::Wording;
use receivables::account::Account;
use receivables::contact::Channel;
use receivables::decide::brought_up;
use receivables::identity::NoticeId;
use store::Transaction;
use store::account::AsOf;
use store::creditor::Creditor;
use store::notice::outbox::{self, Evidence};
use store::notice::{Notice, Standing, forgotten, printed};
use store::page::{Page, Reach};

use crate::carriers::Carriers;
use crate::composing::act_of_today;
use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::facts::said;
use crate::posting_service::PostalAddress;
use crate::press::{Press, PressFailure};
use crate::profile::Profile;
use crate::refusal::{PressRefusal, Refusal};
use crate::seat::Seat;

pub use given::GivenReport;

/// Letters of one print: a pile that a person folds, and a file that a browser opens.
pub const MOST_AT_ONCE: usize = 200;
/// Accounts read at once.
const READ_TOGETHER: usize = 500;
/// Days a letter that was printed in vain is shown: longer, it is posted or lost.
const DAYS_IN_VAIN: i64 = 10;

/// A file that was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedFile {
    /// Its name.
    pub name: String,
    /// A PDF.
    pub bytes: Vec<u8>,
}

/// Letters on the desk of whoever posts them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pile {
    /// Those to print and to post, in posting order.
    pub letters: Vec<PileLetter>,
    /// Those that were printed and must not be posted any more.
    pub in_vain: Vec<Notice>,
}

/// A letter to print and to post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PileLetter {
    /// Its notice.
    pub notice: Notice,
    /// The name of the debtor.
    pub debtor: String,
    /// Post code and town; empty without an address.
    pub town: String,
    /// True once it was printed, and asks what it would ask today.
    pub is_printed: bool,
    /// True when it was printed and what is owed has changed since: it is to be printed again.
    pub has_changed: bool,
    /// True when it can be posted: there is an address.
    pub has_address: bool,
}

/// A letter that was posted, with the number the post gave; empty for an ordinary one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The notice.
    pub notice: NoticeId,
    /// The number of the registered letter.
    pub number: String,
}

/// A letter ready for the press, with its notice and where it goes.
#[derive(Clone, PartialEq, Eq)]
struct Ready {
    notice: Notice,
    letter: Letter,
    to: PostalAddress,
}

impl Desk {
    /// The letters that wait to be printed and posted, and those printed in vain.
    #[boxed]
    pub async fn letter_pile(&self, seat: &Seat) -> Result<Pile> {
        let mut reader = self.store().reader().await?;
        let policy = Arc::new(self.policy(&mut reader, seat.creditor, None).await?);
        let today = self.clock().today(&policy.time_zone);
        let known: BTreeSet<NoticeId> = printed::printed(&mut reader, seat.creditor)
            .await?
            .into_iter()
            .collect();
        let mut waiting = store::notice::waiting(&mut reader, seat.creditor).await?;
        waiting.retain(is_to_post);
        let mut letters = Vec::with_capacity(waiting.len());
        for notices in waiting.chunks(READ_TOGETHER) {
            let debtors = notices.iter().map(|notice| notice.debtor).collect();
            let page = Page::new(debtors, Reach::List);
            let as_of = AsOf::now(today);
            let accounts = store::group::load_voices(&mut reader, &policy, &page, as_of).await?;
            for notice in notices {
                let found = accounts.iter().find(|one| one.debtor.id == notice.debtor);
                let Some(account) = found else { continue };
                letters.push(on_the_pile(notice, (account, today), &known));
            }
        }
        letters.sort_by(|(a, one), (b, other)| (a, one.notice.id).cmp(&(b, other.notice.id)));
        let letters = letters.into_iter().map(|(_, letter)| letter).collect();
        let now = self.clock().instant();
        let since = now
            .checked_sub(SignedDuration::from_hours(24 * DAYS_IN_VAIN))
            .unwrap_or(now);
        let in_vain = printed::in_vain(&mut reader, seat.creditor, since).await?;
        Ok(Pile { letters, in_vain })
    }

    /// The letter of a notice as a file: as it was posted when it was, else as it would be today.
    ///
    /// # Errors
    /// Refuses a notice that is no letter, and when nothing prints.
    #[boxed]
    pub async fn letter_file(
        &self,
        seat: &Seat,
        carriers: &Carriers,
        id: NoticeId,
    ) -> Result<PrintedFile> {
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let notice = store::notice::find(&mut reader, seat.creditor, id).await?;
        let kept = outbox::evidence(&mut reader, seat.creditor, id).await?;
        let gone = forgotten::of(&mut reader, seat.creditor, id).await?;
        drop(reader);
        if gone.is_some() {
            return Err(Refusal::Press(PressRefusal::Forgotten).into());
        }
        let name = file_name(&notice);
        let left = kept.filter(|kept| notice.sent_at.is_some() && is_pdf(&kept.message));
        if let Some(kept) = left {
            return Ok(PrintedFile {
                name,
                bytes: kept.message,
            });
        }
        let preview = self.preview(seat, id).await?;
        let letter = preview
            .message
            .letter
            .ok_or(Refusal::Press(PressRefusal::NoLetter))?;
        let run = one_run(*letter, window(&creditor)?, today);
        let bytes = print(carriers, vec![run]).await?.pop();
        Ok(PrintedFile {
            name,
            bytes: bytes.ok_or(Refusal::Press(PressRefusal::NoLetter))?,
        })
    }

    /// Prints the letters chosen into one file, in posting order, with the list for the post office. Each account is
    /// looked at again first: what is no longer due is taken back and not printed.
    ///
    /// # Errors
    /// Refuses when no letter is left of those chosen, when one has no address, and when nothing prints: then
    /// nothing is kept as printed.
    #[boxed]
    pub async fn print_letters(
        &self,
        seat: &Seat,
        carriers: &Carriers,
        (chosen, wording): (&[NoticeId], &Wording),
    ) -> Result<PrintedFile> {
        let chosen = &chosen[..chosen.len().min(MOST_AT_ONCE)];
        let (printed, window, today) = self.print_each(seat, carriers, chosen).await?;
        let letters: Vec<Letter> = printed.into_iter().map(|(ready, _)| ready.letter).collect();
        let list = posting::list(&letters, today, wording);
        let together = PrintRun {
            letters,
            window,
            list: Some(list),
            dated: today,
        };
        let bytes = print(carriers, vec![together]).await?.pop();
        Ok(PrintedFile {
            name: format!("{}-{today}.pdf", wording.word("letters-file-name")),
            bytes: bytes.ok_or(Refusal::Press(PressRefusal::NoLetter))?,
        })
    }

    /// Prints each letter that still stands as a file of its own, and keeps it as it was printed; gives them in the
    /// order of posting.
    async fn print_each(
        &self,
        seat: &Seat,
        carriers: &Carriers,
        chosen: &[NoticeId],
    ) -> Result<(Vec<(Ready, Vec<u8>)>, Window, Date)> {
        let (mut transaction, creditor, today) = self.begin(seat).await?;
        let ready = self
            .ready_letters(&mut transaction, seat, (&creditor, today), chosen)
            .await?;
        transaction.commit().await?;
        if ready.is_empty() {
            return Err(Refusal::Press(PressRefusal::NoLetter).into());
        }
        let window = window(&creditor)?;
        let runs = ready
            .iter()
            .map(|ready| one_run(ready.letter.clone(), window, today))
            .collect();
        let files = print(carriers, runs).await?;
        let printed: Vec<(Ready, Vec<u8>)> = ready.into_iter().zip(files).collect();
        let mut transaction = self.store().transaction().await?;
        for (ready, bytes) in &printed {
            let stamp = self.stamp(&seat.actor);
            let kept = (seat.creditor, &ready.notice);
            let evidence = evidence(ready, bytes.clone());
            printed::keep(&mut transaction, &stamp, kept, &evidence).await?;
        }
        transaction.commit().await?;
        Ok((printed, window, today))
    }

    /// Says that letters were posted on a day. One that was never printed here is printed now, so that what left is
    /// kept.
    ///
    /// # Errors
    /// Refuses a day to come or before a letter was decided, and a letter that is no longer to be posted: then none
    /// counts as posted. `words` say that it was posted, in the timeline of its account.
    #[boxed]
    pub async fn post_letters(
        &self,
        seat: &Seat,
        carriers: &Carriers,
        (posted, posted_on, words): (&[Posted], Date, &str),
    ) -> Result<u64> {
        if posted.is_empty() {
            return Err(Refusal::Press(PressRefusal::NoLetter).into());
        }
        self.print_unprinted(seat, carriers, posted).await?;
        let (mut transaction, _, today) = self.begin(seat).await?;
        if posted_on > today {
            return Err(Refusal::NotToday {
                today,
                wanted: posted_on,
            }
            .into());
        }
        for one in posted {
            let notice = store::notice::find(&mut transaction, seat.creditor, one.notice).await?;
            if !is_to_post(&notice) {
                return Err(Refusal::AlreadyDone.into());
            }
            if posted_on < notice.planned_on {
                let days = (notice.planned_on, posted_on);
                return Err(Refusal::Press(PressRefusal::PostedBefore { days }).into());
            }
            let told = match said(&one.number) {
                Some(number) => format!("{words} · {number}"),
                None => words.to_string(),
            };
            self.finish(&mut transaction, seat, (&notice, posted_on), &told)
                .await?;
            self.decide_again(&mut transaction, seat, notice.debtor)
                .await?;
        }
        transaction.commit().await?;
        Ok(posted.len() as u64)
    }

    /// Prints the letters among those posted that were never printed here, so that what left is kept. Without a press
    /// people print from their browser: that a letter was posted must not depend on one.
    async fn print_unprinted(
        &self,
        seat: &Seat,
        carriers: &Carriers,
        posted: &[Posted],
    ) -> Result<()> {
        if carriers.press.is_none() {
            return Ok(());
        }
        let mut reader = self.store().reader().await?;
        let known = printed::printed(&mut reader, seat.creditor).await?;
        drop(reader);
        let unprinted: Vec<NoticeId> = posted
            .iter()
            .map(|one| one.notice)
            .filter(|notice| !known.contains(notice))
            .collect();
        match self.print_each(seat, carriers, &unprinted).await {
            Ok(_) | Err(DeskError::Refused(_)) => Ok(()),
            Err(cause) => Err(cause),
        }
    }

    /// The letters of notices that still stand after another look, in posting order.
    async fn ready_letters(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        (creditor, today): (&Creditor, Date),
        chosen: &[NoticeId],
    ) -> Result<Vec<Ready>> {
        let policy = Arc::new(self.policy(transaction, seat.creditor, None).await?);
        let mut ready: Vec<Ready> = Vec::with_capacity(chosen.len());
        for id in chosen {
            let debtor = store::notice::find(transaction, seat.creditor, *id)
                .await?
                .debtor;
            store::review::lock_page(transaction, seat.creditor, &Page::of(debtor)).await?;
            self.decide_again(transaction, seat, debtor).await?;
            let notice = store::notice::find(transaction, seat.creditor, *id).await?;
            if !is_to_post(&notice) || ready.iter().any(|known| known.notice.id == *id) {
                continue;
            }
            let page = Page::of(debtor);
            let accounts =
                store::group::load_voices(transaction, &policy, &page, AsOf::now(today)).await?;
            let account = accounts
                .into_iter()
                .next()
                .ok_or(DeskError::NotFound("debtor"))?;
            let Some(act) = brought_up(&notice.act, &account, today) else {
                continue;
            };
            let notice = Notice { act, ..notice };
            let letter = self
                .letter_of(transaction, seat, (creditor, today), (&notice, &account))
                .await?;
            let to = postal_address(&account);
            ready.push(Ready { notice, letter, to });
        }
        ready.sort_by(|a, b| {
            let of = |ready: &Ready| (posting::order(&ready.letter), ready.notice.id);
            of(a).cmp(&of(b))
        });
        Ok(ready)
    }

    async fn letter_of(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        (creditor, today): (&Creditor, Date),
        (notice, account): (&Notice, &Account),
    ) -> Result<Letter> {
        let debtor = || account.debtor.name.clone();
        let address = account.debtor.address.as_ref();
        if !address.is_some_and(receivables::debtor::Address::is_deliverable) {
            let refusal = PressRefusal::WithoutAddress { debtor: debtor() };
            return Err(Refusal::Press(refusal).into());
        }
        let campaign =
            crate::composing::campaign_of_step(transaction, seat, &notice.act.step).await?;
        let said = (&notice.act, campaign.as_ref());
        let library = self.library(transaction, seat.creditor).await?;
        let (message, _) = self.message((creditor, &library), said, account, today)?;
        Ok(*message
            .letter
            .ok_or(Refusal::Press(PressRefusal::NoLetter))?)
    }
}

/// What is kept of a printed letter.
fn evidence(ready: &Ready, bytes: Vec<u8>) -> Evidence {
    Evidence {
        message_id: format!("letter.{}", ready.notice.id),
        recipient: ready.letter.addressee.join(", "),
        subject: ready.letter.subject.clone(),
        message: bytes,
        receipt: None,
        cost: None,
    }
}

/// A letter of the pile, with its place in the order of posting.
fn on_the_pile(
    notice: &Notice,
    (account, today): (&Account, Date),
    known: &BTreeSet<NoticeId>,
) -> ((String, String, String), PileLetter) {
    let debtor = &account.debtor;
    let address = debtor.address.clone().unwrap_or_default();
    let country = match address.country.as_str() {
        "" => debtor.country.clone(),
        country => country.to_string(),
    };
    let act = act_of_today(notice, account, today);
    let has_changed = act.items != notice.act.items;
    let was_printed = known.contains(&notice.id);
    let letter = PileLetter {
        is_printed: was_printed && !has_changed,
        has_changed: was_printed && has_changed,
        has_address: address.is_deliverable(),
        town: format!("{} {}", address.post_code, address.town)
            .trim()
            .to_string(),
        debtor: debtor.name.clone(),
        notice: Notice {
            act,
            ..notice.clone()
        },
    };
    ((country, address.post_code, debtor.name.clone()), letter)
}

/// Where letters of an account go.
fn postal_address(account: &Account) -> PostalAddress {
    let debtor = &account.debtor;
    let address = debtor.address.clone().unwrap_or_default();
    PostalAddress {
        name: debtor.name.clone(),
        lines: address.lines,
        post_code: address.post_code,
        town: address.town,
        country: match address.country.is_empty() {
            true => debtor.country.clone(),
            false => address.country,
        },
    }
}

/// True for the bytes of a PDF.
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

fn is_to_post(notice: &Notice) -> bool {
    let is_letter = matches!(
        notice.act.channel,
        Channel::Letter | Channel::RegisteredLetter
    );
    is_letter && notice.standing() == Standing::ToDo
}

/// One letter, printed alone.
pub(crate) fn one_run(letter: Letter, window: Window, dated: Date) -> PrintRun {
    PrintRun {
        letters: vec![letter],
        window,
        list: None,
        dated,
    }
}

/// Where the envelopes of a company have their window: as it was set, else as its country's have it.
pub(crate) fn window(creditor: &Creditor) -> Result<Window> {
    let set = Profile::of(creditor)?.window;
    Ok(set.unwrap_or_else(|| Window::usual_in(&creditor.policy.country)))
}

pub(crate) async fn print(carriers: &Carriers, runs: Vec<PrintRun>) -> Result<Vec<Vec<u8>>> {
    let press: &dyn Press = carriers
        .press
        .as_deref()
        .ok_or(Refusal::Press(PressRefusal::Missing))?;
    press.print(runs).await.map_err(|failure| {
        Refusal::Press(match failure {
            PressFailure::Missing => PressRefusal::Missing,
            PressFailure::Failed(words) => PressRefusal::Failed { words },
        })
        .into()
    })
}

fn file_name(notice: &Notice) -> String {
    format!("{}-{}.pdf", notice.act.step, notice.id)
}
