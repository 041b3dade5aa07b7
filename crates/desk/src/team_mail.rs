//! Mail to people of the company: sanctions before their day, alerts that began. Written down with the act that causes
//! it, carried later, never twice. Must never write to a debtor.

use async_recursion::async_recursion as boxed;
use jiff::{SignedDuration, Timestamp};
use notices::team::{alerts_begun, as_html};
use notices::wording::Wording;
use receivables::identity::NoticeId;
use store::team_mail::{self, TeamMail, TeamMailEnd};

use crate::carrier::{Carried, Mailbox, Parcel};
use crate::carriers::Carriers;
use crate::desk::Desk;
use crate::error::Result;
use crate::profile::{Profile, SenderIdentity};
use crate::refusal::Refusal;
use crate::seat::Seat;

/// What a sender took and never answered for is given up after so long.
const LEASE: SignedDuration = SignedDuration::from_mins(15);

/// What became of the mail to the team.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct TeamMailReport {
    /// Taken in charge by a carrier.
    pub sent: u64,
    /// To be tried again.
    pub try_again: u64,
    /// Refused, or lost on the way.
    pub failed: u64,
}

impl Desk {
    /// Sends the mail to the team that waits.
    #[boxed]
    pub async fn send_team_mail(&self, seat: &Seat, carriers: &Carriers) -> Result<TeamMailReport> {
        let mut report = TeamMailReport::default();
        let (mut transaction, creditor, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let before = stamp.at.checked_sub(LEASE).unwrap_or(stamp.at);
        let lost = (seat.creditor, before);
        report.failed += team_mail::give_up(&mut transaction, &stamp, lost).await?;
        let waiting = team_mail::waiting(&mut transaction, seat.creditor).await?;
        transaction.commit().await?;
        let Some(carrier) = &carriers.email else {
            return Ok(report);
        };
        if waiting.is_empty() {
            return Ok(report);
        }
        let profile = Profile::of(&creditor)?;
        profile.check_senders()?;
        let sender = profile.sender("", &creditor.name);
        for mail in waiting {
            let mut transaction = self.store().transaction().await?;
            let stamp = self.stamp(&seat.actor);
            let of = (seat.creditor, mail.id);
            let is_ours = team_mail::reserve(&mut transaction, &stamp, of).await?;
            transaction.commit().await?;
            if !is_ours {
                continue;
            }
            let carried = carrier.carry(&parcel(&mail, &sender, stamp.at)).await;
            let end = report.count(carried);
            let mut transaction = self.store().transaction().await?;
            let stamp = self.stamp(&seat.actor);
            team_mail::end(&mut transaction, &stamp, of, &end).await?;
            transaction.commit().await?;
            if matches!(end, TeamMailEnd::TryAgain(_)) {
                return Ok(report);
            }
        }
        Ok(report)
    }

    /// Writes the alerts that began down as one mail to those who want to hear of them.
    pub(crate) async fn tell_alerts(&self, seat: &Seat) -> Result<()> {
        let (mut transaction, creditor, today) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let begun = store::alert::untold(&mut transaction, seat.creditor).await?;
        let Some(last) = begun.iter().map(|hit| hit.id).max() else {
            return Ok(());
        };
        store::alert::tell(&mut transaction, &stamp, (seat.creditor, last)).await?;
        let told = Profile::of(&creditor)?.alerts_told;
        let lines: Vec<(String, String)> = begun
            .into_iter()
            .map(|hit| (hit.alert_name, hit.debtor_name))
            .collect();
        let wording = Wording::new(creditor.policy.language);
        let (subject, body) = alerts_begun(&creditor.name, (today, &lines), &wording);
        let key = format!("alerts:{last}");
        let place = (seat.creditor, &*key);
        team_mail::write(&mut transaction, &stamp, place, (&told, &subject, &body)).await?;
        Ok(transaction.commit().await?)
    }
}

impl TeamMailReport {
    fn count(&mut self, carried: Carried) -> TeamMailEnd {
        match carried {
            Carried::Receipt { reference, .. } => {
                self.sent += 1;
                TeamMailEnd::Sent(reference)
            }
            Carried::InParts { references, .. } => {
                self.sent += 1;
                TeamMailEnd::Sent(references.join(" "))
            }
            Carried::TryAgain { cause } => {
                self.try_again += 1;
                TeamMailEnd::TryAgain(cause)
            }
            Carried::Refused { cause } => {
                self.failed += 1;
                TeamMailEnd::Refused(cause)
            }
            Carried::Unknown { evidence } => {
                self.failed += 1;
                TeamMailEnd::Unknown(evidence)
            }
        }
    }
}

fn parcel(mail: &TeamMail, sender: &SenderIdentity, at: Timestamp) -> Parcel {
    let domain = sender
        .email
        .rsplit_once('@')
        .map_or("relance.invalid", |(_, domain)| domain);
    let mailbox = |address: &String| Mailbox {
        name: String::new(),
        address: address.clone(),
    };
    Parcel {
        notice: NoticeId(mail.id.0),
        message_id: format!("{}.team@{domain}", mail.id),
        in_reply_to: None,
        dated_at: at,
        from: Mailbox {
            name: sender.name.clone(),
            address: sender.email.clone(),
        },
        reply_to: None,
        to: mail.addresses.iter().map(mailbox).collect(),
        copy: Vec::new(),
        subject: mail.subject.clone(),
        text: mail.body.clone(),
        html: as_html(&mail.body),
        enclosures: Vec::new(),
    }
}

/// Addresses as they were typed, with spaces, commas or lines between them. What cannot be one is refused where it is kept.
pub fn split_addresses(text: &str) -> Vec<String> {
    text.split([' ', ',', ';', '\n', '\r', '\t'])
        .filter(|address| !address.is_empty())
        .map(str::to_string)
        .collect()
}

/// Refuses a list with something that cannot be an address.
pub(crate) fn check_addresses(addresses: &[String]) -> Result<()> {
    let wrong = addresses
        .iter()
        .find(|address| !crate::contacts::looks_deliverable(address));
    match wrong {
        Some(address) => Err(Refusal::NotAnAddress {
            address: address.clone(),
        }
        .into()),
        None => Ok(()),
    }
}
