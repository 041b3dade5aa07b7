//! What a person writes to one debtor: after a call, to answer, or of their own accord. It goes the way every message
//! goes (written down, reserved, carried, recorded) and counts as a contact. Must never leave by itself, nor twice for one
//! form; it asks no strategy, for a person has already decided.

use std::sync::Arc;

use async_recursion::async_recursion as boxed;
use jiff::civil::Date;
use notices::draft::{self, AfterCall, Draft, Spoken};
use notices::message::Message;
use notices::wording::Wording;
use receivables::account::{Account, Mode};
use receivables::contact::{Channel, Contact};
use receivables::decide::{ActItem, PlannedAct, Recipient, Release, brought_up};
use receivables::fact::HoldReason;
use receivables::identity::{ContactId, DebtorId, ItemId, NoticeId, ReplyId};
use receivables::money::Money;
use receivables::strategy::{Act, Attachment, PERSONAL_MESSAGE};
use store::account::AsOf;
use store::creditor::Creditor;
use store::notice::personal::{self, PersonalWords};
use store::notice::{NewNotice, Notice};
use store::page::Page;
use store::{Seen, Transaction};

use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::facts::said;
use crate::phases;
use crate::profile::{Profile, SenderIdentity};
use crate::refusal::{MessageRefusal, Refusal};
use crate::seat::Seat;

/// A message as a person writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalMessage {
    /// The notice it becomes: made with the form, so that a form that comes twice is one message.
    pub form: NoticeId,
    /// To whom.
    pub contact: ContactId,
    /// Who signs: the key of a sender of the company; empty for the first.
    pub sender: String,
    /// One line.
    pub subject: String,
    /// Plain text; an empty line begins a paragraph.
    pub words: String,
    /// The items it speaks of.
    pub items: Vec<ItemId>,
    /// Takes the statement of the account along.
    pub with_statement: bool,
    /// The answer of the debtor it is about.
    pub reply: Option<ReplyId>,
}

/// What a message starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// A call that was made today.
    Call(NoticeId),
    /// What the debtor wrote.
    Reply(ReplyId),
    /// Nothing: the person has a reason of their own.
    OwnAccord,
}

/// A form to fill in.
#[derive(Clone, Debug)]
pub struct Form {
    /// The notice it becomes.
    pub id: NoticeId,
    /// The account.
    pub account: Account,
    /// Those who can be written to, the best first.
    pub contacts: Vec<Contact>,
    /// The words to start from.
    pub draft: Draft,
    /// The items the words speak of.
    pub items: Vec<ItemId>,
    /// Those who can sign.
    pub senders: Vec<SenderIdentity>,
}

impl Desk {
    /// A form for a message to a debtor, with the words its occasion suggests.
    #[boxed]
    pub async fn message_form(
        &self,
        seat: &Seat,
        debtor: DebtorId,
        occasion: &Occasion,
    ) -> Result<Form> {
        let why = self.why(seat, debtor, None).await?;
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        let mut wanted = None;
        let mut letter = None;
        match occasion {
            Occasion::Call(call) => {
                let call = store::notice::find(&mut reader, seat.creditor, *call).await?;
                wanted = call.act.recipient.contact;
            }
            Occasion::Reply(reply) => {
                let seen = Seen::by_the_machine(seat.creditor);
                let found = store::reply::letter(&mut reader, seen, *reply).await?;
                letter = Some(found).filter(|letter| letter.debtor == debtor);
            }
            Occasion::OwnAccord => {}
        }
        drop(reader);
        let sender = letter.as_ref().map(|letter| letter.sender.as_str());
        let contacts = writable(&why.account, (wanted, sender), why.on);
        let first = contacts.first();
        let language = first.and_then(|contact| contact.language);
        let wording = Wording::new(language.unwrap_or(why.account.debtor.language));
        let name = first.map_or("", |contact| contact.name.as_str());
        let (draft, items) = match occasion {
            Occasion::Call(_) => {
                let call = call_of(&why.account, (name, &creditor.name), why.on);
                (draft::after_call(&wording, &call.0), call.1)
            }
            Occasion::Reply(_) => {
                let subject = letter.as_ref().map_or("", |letter| letter.subject.as_str());
                (draft::answer(&wording, (subject, name)), Vec::new())
            }
            Occasion::OwnAccord => (draft::blank(&wording, name), Vec::new()),
        };
        Ok(Form {
            id: NoticeId(self.stamp(&seat.actor).id()),
            contacts,
            draft,
            items,
            senders: Profile::of(&creditor)?.senders,
            account: why.account,
        })
    }

    /// Writes a message down; it leaves at the next sending run. A form that comes twice is one message.
    ///
    /// # Errors
    /// Refused without a subject or words, to a contact that takes no e-mail, and while nothing may leave.
    #[boxed]
    pub async fn write_message(
        &self,
        seat: &Seat,
        debtor: DebtorId,
        message: &PersonalMessage,
    ) -> Result<()> {
        let subject =
            said(&message.subject).ok_or(Refusal::Message(MessageRefusal::WithoutWords))?;
        let words = said(&message.words).ok_or(Refusal::Message(MessageRefusal::WithoutWords))?;
        let (mut transaction, creditor, today) = self.begin(seat).await?;
        if !may_leave(&creditor, today) {
            return Err(Refusal::Message(MessageRefusal::NothingLeaves).into());
        }
        let account = self
            .account_now(&mut transaction, seat, debtor, today)
            .await?;
        phases::check_may_bind(&mut transaction, seat, &account.debtor).await?;
        let act = act_of(&account, message, today)?;
        let in_reply_to = match message.reply {
            Some(reply) => {
                store::reply::message_id(&mut transaction, seat.creditor, (debtor, reply)).await?
            }
            None => None,
        };
        let notice = NewNotice {
            id: message.form,
            debtor,
            decision: None,
            act,
            planned_on: today,
        };
        let words = PersonalWords {
            subject: subject.to_string(),
            words: words.to_string(),
            reply: message.reply,
            in_reply_to,
        };
        let stamp = self.stamp(&seat.actor);
        let is_first =
            personal::write(&mut transaction, &stamp, seat.creditor, (&notice, &words)).await?;
        if !is_first {
            check_same(&mut transaction, seat, (&notice, &words)).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// The account of a debtor as it is now.
    pub(crate) async fn account_now(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        debtor: DebtorId,
        today: Date,
    ) -> Result<Account> {
        let policy = Arc::new(self.policy(transaction, seat.creditor, None).await?);
        let page = Page::of(debtor);
        let as_of = AsOf::now(today);
        let accounts = store::group::load_voices(transaction, &policy, &page, as_of).await?;
        let found = accounts
            .into_iter()
            .find(|account| account.debtor.id == debtor);
        found.ok_or(DeskError::NotFound("debtor"))
    }

    /// A personal message as it still may leave: to a contact that can be written to, at its address of today. What was
    /// paid since it was written stays in its words, which are the person's, but not in its statement.
    pub(crate) async fn personal_now(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        (notice, today): (&Notice, Date),
    ) -> Result<Option<(Account, PlannedAct)>> {
        let creditor = store::creditor::find(transaction, seat.creditor).await?;
        if !may_leave(&creditor, today) {
            return Ok(None);
        }
        let account = self
            .account_now(transaction, seat, notice.debtor, today)
            .await?;
        let mut act = notice.act.clone();
        let is_recipient = |contact: &&Contact| Some(contact.id) == act.recipient.contact;
        let contact = account.contacts.iter().find(is_recipient);
        let Some(address) = contact.and_then(|contact| address(contact, today)) else {
            return Ok(None);
        };
        act.recipient.address = address;
        let wanted: Vec<ItemId> = act.items.iter().map(|item| item.item).collect();
        let act = speaking_of(act, &account, (&wanted, today));
        Ok(Some((account, act)))
    }

    /// The words of a person as they leave, and who signs them.
    pub(crate) fn personal_message(
        &self,
        creditor: &Creditor,
        (act, words): (&PlannedAct, &PersonalWords),
        account: &Account,
        today: Date,
    ) -> Result<(Message, SenderIdentity)> {
        let of = (creditor, act, account, today);
        self.on_occasion(of, |occasion| {
            let said = (words.subject.as_str(), words.words.as_str());
            Ok(self
                .composer()
                .compose_personal(act.language, said, occasion))
        })
    }
}

/// Refuses a form that comes again with other words, for somebody else, or after its message was taken back: it would be
/// told to leave and never would.
async fn check_same(
    transaction: &mut Transaction,
    seat: &Seat,
    (notice, words): (&NewNotice, &PersonalWords),
) -> Result<()> {
    let kept = personal::words_of(transaction, seat.creditor, notice.id).await?;
    if kept.as_ref() != Some(words) {
        return Err(Refusal::Message(MessageRefusal::WrittenAlready).into());
    }
    let before = store::notice::find(transaction, seat.creditor, notice.id).await?;
    let is_same = before.debtor == notice.debtor
        && before.act.recipient.contact == notice.act.recipient.contact
        && before.withdrawn.is_none();
    match is_same {
        true => Ok(()),
        false => Err(Refusal::Message(MessageRefusal::WrittenAlready).into()),
    }
}

/// True while a person's message may leave: the company does more than observe, and its master switch is on.
fn may_leave(creditor: &Creditor, today: Date) -> bool {
    let policy = &creditor.policy;
    policy.mode != Mode::Observe && policy.stopped_on.is_none_or(|day| day > today)
}

fn address(contact: &Contact, today: Date) -> Option<String> {
    let address = contact.address_for(Channel::EMail, "", today)?;
    Some(address.into_owned())
}

/// Those who can be written to: who was spoken to or wrote first, then by what they do.
fn writable(
    account: &Account,
    (wanted, sender): (Option<ContactId>, Option<&str>),
    today: Date,
) -> Vec<Contact> {
    let reachable = account
        .contacts
        .iter()
        .filter(|contact| address(contact, today).is_some());
    let mut contacts: Vec<Contact> = reachable.cloned().collect();
    let wrote = |contact: &Contact| {
        let address = contact.email.as_deref();
        address.zip(sender).is_some_and(|(address, sender)| {
            sender.to_lowercase().contains(&address.to_lowercase())
        })
    };
    contacts.sort_by_key(|contact| {
        let is_first = wrote(contact) || Some(contact.id) == wanted;
        (!is_first, contact.role, contact.id)
    });
    contacts
}

fn act_of(account: &Account, message: &PersonalMessage, today: Date) -> Result<PlannedAct> {
    let found = account
        .contacts
        .iter()
        .find(|contact| contact.id == message.contact);
    let contact = found.ok_or(DeskError::NotFound("contact"))?;
    let address =
        address(contact, today).ok_or(Refusal::Message(MessageRefusal::ContactTakesNoMail))?;
    let act = PlannedAct {
        key: format!("{PERSONAL_MESSAGE}-{}", message.form),
        sender: message.sender.clone(),
        recipient: Recipient {
            contact: Some(contact.id),
            address,
            name: contact.name.clone(),
        },
        language: contact.language.unwrap_or(account.debtor.language),
        attachments: match message.with_statement {
            true => vec![Attachment::Statement],
            false => Vec::new(),
        },
        ..bare_act(account)
    };
    Ok(speaking_of(act, account, (&message.items, today)))
}

/// An act of a person that speaks of nothing yet.
fn bare_act(account: &Account) -> PlannedAct {
    PlannedAct {
        key: PERSONAL_MESSAGE.to_string(),
        step: PERSONAL_MESSAGE.to_string(),
        act: Act::EMail,
        channel: Channel::EMail,
        instead_of: None,
        template: PERSONAL_MESSAGE.to_string(),
        sender: String::new(),
        recipient: Recipient {
            contact: None,
            address: String::new(),
            name: String::new(),
        },
        language: account.debtor.language,
        tone: 1,
        leading: ItemId(0),
        items: Vec::new(),
        by_plan: None,
        payment_asked_by: None,
        days_to_answer: None,
        due_on: None,
        release: Release::OnConfirmation,
        attachments: Vec::new(),
        variant: None,
        from_hour: None,
    }
}

/// The act with the items it speaks of. With the statement it asks what a reminder would: nothing of what is contested,
/// promised or under a plan, or the statement would not add up. Without, what is asked stands in the words alone.
fn speaking_of(
    act: PlannedAct,
    account: &Account,
    (wanted, today): (&[ItemId], Date),
) -> PlannedAct {
    let has_statement = act.attachments.contains(&Attachment::Statement);
    let items = match has_statement {
        true => asked_of(account, today),
        false => items_of(account, wanted.iter().copied()),
    };
    PlannedAct {
        leading: items.first().map_or(ItemId(0), |item| item.item),
        attachments: match items.is_empty() {
            true => Vec::new(),
            false => act.attachments.clone(),
        },
        items,
        ..act
    }
}

/// The open claims among some items, with nothing asked of them.
fn items_of(account: &Account, wanted: impl Iterator<Item = ItemId>) -> Vec<ActItem> {
    let open = wanted.filter_map(|id| account.item(id).filter(|item| item.is_open_claim()));
    open.map(|item| ActItem {
        item: item.id,
        step: PERSONAL_MESSAGE.to_string(),
        asked: item.open.with_minor(0),
        place: None,
    })
    .collect()
}

/// The open claims of an account with what may be asked of each today; those of which nothing may be are left out.
fn asked_of(account: &Account, today: Date) -> Vec<ActItem> {
    let act = PlannedAct {
        items: items_of(account, account.items.iter().map(|item| item.id)),
        ..bare_act(account)
    };
    brought_up(&act, account, today).map_or_else(Vec::new, |asking| asking.items)
}

/// What was agreed with a debtor today, as the message after the call tells it, and the items it speaks of.
fn call_of(
    account: &Account,
    (name, company): (&str, &str),
    today: Date,
) -> (AfterCall, Vec<ItemId>) {
    let mut call = AfterCall {
        name: name.to_string(),
        company: company.to_string(),
        ..AfterCall::default()
    };
    let mut items = Vec::new();
    let mut spoken = |item: ItemId, amount: Option<Money>| {
        let item = account.item(item).filter(|item| item.is_open_claim())?;
        items.push(item.id);
        Some(Spoken {
            reference: item.reference.clone(),
            due_on: item.due_on,
            amount: amount.unwrap_or(item.open),
        })
    };
    let promises = account.promises.iter();
    for promise in promises.filter(|one| one.taken_on == today && one.outcome.is_none()) {
        let parts = promise.parts.iter();
        let told = parts.filter_map(|part| spoken(part.item, Some(part.amount)));
        call.promised.push((promise.pay_on, told.collect()));
    }
    for dispute in account.disputes.iter().filter(|one| one.opened_on == today) {
        call.contested.extend(spoken(dispute.item, dispute.amount));
    }
    let said_paid = |hold: &&receivables::fact::Hold| {
        hold.from_on == today && hold.reason == HoldReason::DebtorSaid && hold.lifted_on.is_none()
    };
    for item in account
        .holds
        .iter()
        .filter(said_paid)
        .filter_map(|hold| hold.item)
    {
        call.said_paid.extend(spoken(item, None));
    }
    if items.is_empty() {
        for asked in asked_of(account, today) {
            let item = account.item(asked.item);
            let Some(item) = item.filter(|item| item.days_late(today) > 0) else {
                continue;
            };
            call.still_open.push(Spoken {
                reference: item.reference.clone(),
                due_on: item.due_on,
                amount: asked.asked,
            });
            items.push(item.id);
        }
    }
    items.sort_unstable();
    items.dedup();
    (call, items)
}
