//! Text messages: on which terms they leave, and what providers tell of them later: delivered, not delivered, answered,
//! STOP. Must never take a STOP for an answer, nor tell twice what was told before.

use async_recursion::async_recursion as boxed;
use jiff::civil::Date;
use notices::text_message::TextSize;
use receivables::account::Account;
use receivables::currency::Currency;
use receivables::decide::PlannedAct;
use receivables::identity::{CreditorId, DebtorId, NoticeId};
use receivables::phone;
use store::Transaction;
use store::contact::by_last_digits;
use store::creditor::Creditor;
use store::notice::outbox::{Cost, End};
use store::notice::{Notice, Standing};
use store::reply::ReplyMessage;

use crate::carrier::{Heard, TextFate, TextMessage};
use crate::composing::campaign_of_step;
use crate::desk::Desk;
use crate::error::Result;
use crate::people::token;
use crate::profile::Profile;
use crate::receive::{is_known_answer, said_in_answer, summary_of_answer};
use crate::seat::{Actor, Seat};

/// The setting of an installation that holds the key of its providers' calls.
const CALL_KEY: &str = "text call key";
/// So many last digits of a number are looked for.
const DIGITS: usize = 8;
/// Words that mean the person wants no more of them.
const STOPS: [&str; 10] = [
    "STOP",
    "STOPALL",
    "STOPSMS",
    "ARRET",
    "ARRÊT",
    "ARRETER",
    "ARRÊTER",
    "UNSUBSCRIBE",
    "QUIT",
    "STOPP",
];

/// On which terms text messages leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextTerms {
    /// The name or number shown as their sender, where a company has none of its own.
    pub sender: String,
    /// What the provider asks for each part; nothing when it is not known.
    pub price: Option<Cost>,
}

impl TextTerms {
    /// What a message of these words costs.
    pub fn cost_of(&self, text: &str) -> Option<Cost> {
        let parts = i64::from(TextSize::of(text).parts);
        self.price.map(|price| Cost {
            micros: price.micros.saturating_mul(parts),
            ..price
        })
    }

    /// A price as it is written in a configuration, such as `0.045`, for a part of a message.
    pub fn price(written: &str, currency: Currency) -> Option<Cost> {
        let price: rust_decimal::Decimal = written.trim().replace(',', ".").parse().ok()?;
        let micros = price.checked_mul(rust_decimal::Decimal::from(1_000_000))?;
        let micros = i64::try_from(micros.round().mantissa()).ok()?;
        (micros >= 0).then_some(Cost { micros, currency })
    }
}

/// True for what networks show as a sender: at most 11 letters, figures and blanks with a letter among them, or a number.
pub fn is_sender(written: &str) -> bool {
    let count = written.chars().count();
    let is_name = (1..=11).contains(&count)
        && written
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == ' ')
        && written.chars().any(|letter| letter.is_ascii_alphabetic());
    let figures = written.strip_prefix('+').unwrap_or(written);
    let is_number =
        (3..=15).contains(&figures.len()) && figures.bytes().all(|byte| byte.is_ascii_digit());
    is_name || is_number
}

/// What became of a provider's call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listened {
    /// It was written down.
    Noted,
    /// It was known before, or says nothing final.
    NothingNew,
    /// The message it is about is still being handed over: tell it again in a moment.
    TooEarly,
    /// It is about no message of ours.
    NotOurs,
}

impl Desk {
    /// The secret part of the address providers call; made once.
    #[boxed]
    pub async fn text_call_key(&self) -> Result<String> {
        let mut reader = self.store().reader().await?;
        if let Some(key) = store::installation::value(&mut reader, CALL_KEY).await? {
            return Ok(key);
        }
        drop(reader);
        let key = token()?;
        let actor = Actor::machine("text messages");
        let mut transaction = self.store().transaction().await?;
        let stamp = self.stamp(&actor);
        store::installation::set(&mut transaction, &stamp, CALL_KEY, &key).await?;
        transaction.commit().await?;
        Ok(key)
    }

    /// True for the secret part of the address providers call.
    #[boxed]
    pub async fn is_text_call_key(&self, key: &str) -> Result<bool> {
        let mut reader = self.store().reader().await?;
        let known = store::installation::value(&mut reader, CALL_KEY).await?;
        // Digests are compared, so that the time it takes tells nothing of the key.
        Ok(known
            .is_some_and(|known| blake3::hash(known.as_bytes()) == blake3::hash(key.as_bytes())))
    }

    /// Writes down what a provider told; `named` is the message the called address names.
    #[boxed]
    pub async fn hear(&self, named: Option<NoticeId>, heard: &Heard) -> Result<Listened> {
        match heard {
            Heard::Report {
                reference,
                fate,
                words,
            } => self.note_report((named, reference), (*fate, words)).await,
            Heard::Answer {
                reference,
                from,
                text,
            } => self.note_text((reference, from), text).await,
        }
    }

    async fn note_report(
        &self,
        (named, reference): (Option<NoticeId>, &str),
        (fate, words): (TextFate, &str),
    ) -> Result<Listened> {
        let actor = Actor::machine("text messages");
        let mut transaction = self.store().transaction().await?;
        let found = store::notice::texts::find(&mut transaction, (named, reference)).await?;
        let Some(notice) = found else {
            return Ok(Listened::NotOurs);
        };
        let seat = actor.at(notice.creditor);
        if notice.standing() == Standing::Leaving {
            return Ok(Listened::TooEarly);
        }
        let stamp = self.stamp(&seat.actor);
        // Whatever the provider reports of a message, it has it: nobody needs to find that out.
        let was_unknown = notice.standing() == Standing::Unknown;
        if was_unknown {
            let receipt = match reference.is_empty() {
                true => words,
                false => reference,
            };
            self.found_out(&mut transaction, &seat, (&notice, receipt))
                .await?;
        }
        let of = (notice.id, words);
        let is_new = match fate {
            TextFate::OnItsWay => false,
            TextFate::Delivered => {
                let part = (notice.id, reference);
                let missing = store::notice::texts::note_part_delivery(
                    &mut transaction,
                    &stamp,
                    notice.creditor,
                    part,
                )
                .await?;
                if missing > 0 {
                    // Who has only a part of it has not read it.
                    transaction.commit().await?;
                    return Ok(Listened::Noted);
                }
                store::notice::texts::note_delivery(&mut transaction, &stamp, notice.creditor, of)
                    .await?
            }
            TextFate::NotDelivered | TextFate::NeverDelivered if notice.delivered_at.is_some() => {
                false
            }
            TextFate::NotDelivered | TextFate::NeverDelivered => {
                store::notice::returned::note(&mut transaction, &stamp, notice.creditor, of).await?
            }
        };
        if !is_new && !was_unknown {
            return Ok(Listened::NothingNew);
        }
        if fate == TextFate::NeverDelivered {
            self.mark_number(&mut transaction, &seat, &notice).await?;
        }
        self.decide_again(&mut transaction, &seat, notice.debtor)
            .await?;
        transaction.commit().await?;
        Ok(Listened::Noted)
    }

    /// A message of unknown fate reached its provider after all.
    pub(crate) async fn found_out(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        (notice, receipt): (&Notice, &str),
    ) -> Result<()> {
        let stamp = self.stamp(&seat.actor);
        let today = self.today_of(transaction, seat.creditor).await?;
        let ended = (&End::Sent(receipt.to_string()), today);
        store::notice::outbox::end(transaction, &stamp, seat.creditor, notice.id, ended).await?;
        self.note_contact(transaction, seat, (notice, &notice.act, notice.planned_on))
            .await
    }

    /// The number of a notice takes no text messages.
    async fn mark_number(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        notice: &Notice,
    ) -> Result<()> {
        let today = self.today_of(transaction, seat.creditor).await?;
        let stamp = self.stamp(&seat.actor);
        let contacts = store::contact::of_debtor(transaction, seat.creditor, notice.debtor).await?;
        let of_it = contacts
            .into_iter()
            .filter(|contact| Some(contact.id) == notice.act.recipient.contact);
        for mut contact in of_it {
            contact.texts.failed_on = Some(today);
            store::contact::change(transaction, &stamp, seat.creditor, notice.debtor, &contact)
                .await?;
        }
        Ok(())
    }

    async fn note_text(&self, (reference, from): (&str, &str), text: &str) -> Result<Listened> {
        let actor = Actor::machine("text messages");
        let mut transaction = self.store().transaction().await?;
        let creditors = store::creditor::all(&mut transaction).await?;
        let known: Vec<CreditorId> = creditors.iter().map(|creditor| creditor.id).collect();
        let Some(first) = creditors.first() else {
            return Ok(Listened::NotOurs);
        };
        let from = phone::international(from, &first.policy.country)
            .unwrap_or_else(|| from.trim().to_string());
        if is_stop(text)
            && self
                .refuse_texts(&mut transaction, (&actor, &known), &from)
                .await?
        {
            transaction.commit().await?;
            return Ok(Listened::Noted);
        }
        let last = store::notice::texts::last_to(&mut transaction, &from).await?;
        let holders = match last {
            Some(_) => Vec::new(),
            None => holders(&mut transaction, &known, &from).await?,
        };
        let placed = last.or(match holders.as_slice() {
            [only] => Some(*only),
            _ => None,
        });
        let creditor = placed
            .or(holders.first().copied())
            .map_or(first.id, |(creditor, _)| creditor);
        let seat = actor.at(creditor);
        let today = self.today_of(&mut transaction, creditor).await?;
        let answer = answer((reference, &from), text, today);
        if is_known_answer(&mut transaction, creditor, &answer.message_id).await? {
            return Ok(Listened::NothingNew);
        }
        let stamp = self.stamp(&seat.actor);
        match placed {
            Some((_, debtor)) => {
                let words = summary_of_answer(&answer);
                let account = (creditor, debtor);
                let reply =
                    store::reply::receive(&mut transaction, &stamp, account, today, &words).await?;
                store::reply::keep_message(&mut transaction, (creditor, reply), &answer).await?;
                self.decide_again(&mut transaction, &seat, debtor).await?;
            }
            None => {
                let of_creditor = holders.iter().filter(|(of, _)| *of == creditor);
                let candidates: Vec<DebtorId> = of_creditor.map(|(_, debtor)| *debtor).collect();
                let waiting = (&answer, candidates.as_slice(), today);
                store::unplaced_answer::add(&mut transaction, &stamp, creditor, waiting).await?;
            }
        }
        transaction.commit().await?;
        Ok(Listened::Noted)
    }

    /// Every contact with the number gets no more text messages, of whatever company; false when nobody has it.
    async fn refuse_texts(
        &self,
        transaction: &mut Transaction,
        (actor, creditors): (&Actor, &[CreditorId]),
        from: &str,
    ) -> Result<bool> {
        let mut is_known = false;
        for creditor in creditors {
            let seat = actor.at(*creditor);
            let stamp = self.stamp(&seat.actor);
            let today = self.today_of(transaction, *creditor).await?;
            for (debtor, mut contact) in with_number(transaction, *creditor, from).await? {
                is_known = true;
                if contact.texts.refused_on.is_some() {
                    continue;
                }
                contact.texts.refused_on = Some(today);
                store::contact::change(transaction, &stamp, *creditor, debtor, &contact).await?;
                self.decide_again(transaction, &seat, debtor).await?;
            }
        }
        Ok(is_known)
    }

    pub(crate) async fn today_of(
        &self,
        transaction: &mut Transaction,
        creditor: CreditorId,
    ) -> Result<Date> {
        let creditor = store::creditor::find(transaction, creditor).await?;
        Ok(self.clock().today(&creditor.policy.time_zone))
    }

    /// What is shown as the sender of a company's text messages; empty where nobody said.
    pub(crate) fn text_sender(&self, creditor: &Creditor) -> Result<String> {
        let own = Profile::of(creditor)?.text_sender;
        let usual = self.text_terms().map(|terms| terms.sender.clone());
        Ok(match own.is_empty() {
            true => usual.unwrap_or_default(),
            false => own,
        })
    }

    /// The text message of an act that is about to leave.
    pub(crate) async fn text_message(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        (notice, act, account): (&Notice, &PlannedAct, &Account),
    ) -> Result<TextMessage> {
        let creditor = store::creditor::find(transaction, seat.creditor).await?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let campaign = campaign_of_step(transaction, seat, &act.step).await?;
        let said = (act, campaign.as_ref());
        let library = self.library(transaction, seat.creditor).await?;
        let (message, _) = self.message((&creditor, &library), said, account, today)?;
        Ok(TextMessage {
            notice: notice.id,
            reference: format!("text-{}", notice.id),
            from: self.text_sender(&creditor)?,
            to: act.recipient.address.clone(),
            text: message.text,
        })
    }
}

/// The accounts somebody with the number is a contact of.
async fn holders(
    transaction: &mut Transaction,
    creditors: &[CreditorId],
    from: &str,
) -> Result<Vec<(CreditorId, DebtorId)>> {
    let mut found = Vec::new();
    for creditor in creditors {
        for (debtor, _) in with_number(transaction, *creditor, from).await? {
            if !found.contains(&(*creditor, debtor)) {
                found.push((*creditor, debtor));
            }
        }
    }
    Ok(found)
}

/// The contacts that have a number, however it is written.
async fn with_number(
    transaction: &mut Transaction,
    creditor: CreditorId,
    from: &str,
) -> Result<Vec<(DebtorId, receivables::contact::Contact)>> {
    let digits: String = from.chars().filter(char::is_ascii_digit).collect();
    let last = digits.len().saturating_sub(DIGITS);
    let mut found = Vec::new();
    for (debtor, contact) in by_last_digits(transaction, creditor, &digits[last..]).await? {
        let country = store::debtor::find(transaction, creditor, debtor)
            .await?
            .country;
        let written = contact.phone.as_deref().unwrap_or_default();
        let numbers = [
            phone::for_texts(written, &country),
            phone::international(written, &country),
        ];
        if numbers.into_iter().flatten().any(|number| number == from) {
            found.push((debtor, contact));
        }
    }
    Ok(found)
}

/// What is kept of an answer. One whose provider gives it no name is told from others by its words and its day.
fn answer((reference, from): (&str, &str), text: &str, today: Date) -> ReplyMessage {
    let message_id = match reference.is_empty() {
        false => format!("text:{reference}"),
        true => {
            let told = format!("{from}\n{today}\n{text}");
            format!("text:{}", blake3::hash(told.as_bytes()).to_hex())
        }
    };
    let words = text.trim().to_string();
    ReplyMessage {
        message_id,
        sender: from.to_string(),
        subject: "SMS".to_string(),
        statements: said_in_answer(&words, today),
        words,
    }
}

/// True for the word alone, or with a word or two around it such as "STOP SMS": "Stop, on a payé hier" is an answer.
fn is_stop(text: &str) -> bool {
    let upper = text.to_uppercase();
    let words: Vec<&str> = upper
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    match words.as_slice() {
        [word] => STOPS.contains(word),
        [word, "SMS" | "ALL" | "MERCI" | "SVP" | "PLEASE"] => STOPS.contains(word),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_is_told_from_an_answer_that_begins_with_it() {
        for stop in [
            "STOP",
            " stop. ",
            "Stop SMS",
            "ARRÊT",
            "arret",
            "STOP MERCI",
        ] {
            assert!(is_stop(stop), "{stop}");
        }
        for answer in [
            "Stop, on a payé hier",
            "",
            "Nous payons vendredi",
            "non stop",
            "?",
        ] {
            assert!(!is_stop(answer), "{answer}");
        }
    }

    #[test]
    fn a_message_costs_its_parts() {
        let eur = Currency::EUR;
        let terms = TextTerms {
            sender: "ATELIER".to_string(),
            price: TextTerms::price("0,045", eur),
        };
        assert_eq!(terms.cost_of("Bonjour").unwrap().micros, 45_000);
        assert_eq!(terms.cost_of(&"a".repeat(161)).unwrap().micros, 90_000);
        assert_eq!(TextTerms::price("-1", eur), None);
        assert_eq!(TextTerms::price("cher", eur), None);
    }
}
