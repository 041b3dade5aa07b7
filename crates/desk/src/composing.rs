//! From an act to the parcel a carrier takes: who signs, what could be charged, the words, the addresses.
//! The same notice makes the same parcel, to the byte.

use async_recursion::async_recursion as boxed;
use jiff::civil::Date;
use notices::charges::{ChargeRules, Chargeable, LegalBasis};
use notices::letter::PrintRun;
use notices::letterhead::{BankDetails, Letterhead, Sender};
use notices::message::{ComposeError, Message, Occasion};
use notices::template::Library;
use receivables::account::Account;
use receivables::campaign::campaign_of;
use receivables::contact::Channel;
use receivables::decide::{PlannedAct, brought_up};
use receivables::identity::NoticeId;
use receivables::strategy::Attachment;
use store::campaign::KeptCampaign;
use store::creditor::Creditor;
use store::notice::personal::{self, PersonalWords};
use store::notice::{Notice, Standing};
use store::page::Page;
use store::{Session, Transaction};

use crate::campaigns;
use crate::carrier::{Enclosure, Mailbox, Parcel};
use crate::desk::Desk;
use crate::enclosures;
use crate::error::{DeskError, Result};
use crate::letters::{one_run, window};
use crate::profile::{Profile, SenderIdentity};
use crate::refusal::Refusal;
use crate::seat::Seat;

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A message as it would leave, with both ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The words.
    pub message: Message,
    /// Who signs; of a text message, what is shown as its sender.
    pub sender: SenderIdentity,
    /// The address it goes to; empty for letters and tasks.
    pub recipient: String,
    /// The names of the files that go with it.
    pub enclosures: Vec<String>,
}

impl Desk {
    /// What a prepared notice says today; for one that left, what it would say now (the exact bytes that
    /// left are its evidence).
    #[boxed]
    pub async fn preview(&self, seat: &Seat, notice: NoticeId) -> Result<Preview> {
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let found = store::notice::find(&mut reader, seat.creditor, notice).await?;
        let policy = std::sync::Arc::new(self.policy(&mut reader, seat.creditor, None).await?);
        let as_of = store::account::AsOf::now(today);
        let page = Page::of(found.debtor);
        let accounts = store::group::load_voices(&mut reader, &policy, &page, as_of).await?;
        let account = accounts
            .into_iter()
            .next()
            .ok_or(DeskError::NotFound("debtor"))?;
        let files = enclosures::documents(&mut reader, seat, &found.act).await?;
        let act = act_of_today(&found, &account, today);
        let words = words_of(&mut reader, seat, &found).await?;
        let library = self.library(&mut reader, seat.creditor).await?;
        let from = (&creditor, &*library);
        let (message, mut sender) = self.said(from, (&act, &words), &account, today)?;
        let mut enclosures: Vec<String> = files
            .iter()
            .map(|file| enclosures::file_name(&file.reference))
            .collect();
        if act.channel == Channel::EMail {
            let printed = self.statement_to_print(&creditor, &act, &account, today)?;
            enclosures.extend(printed.map(|(name, _)| name));
            let workbook = self.statement_workbook(&creditor, &act, &account, today)?;
            enclosures.extend(workbook.map(|file| file.name));
        }
        if act.channel == Channel::Sms {
            sender.name = self.text_sender(&creditor)?;
            sender.email = String::new();
        }
        Ok(Preview {
            message,
            sender,
            recipient: act.recipient.address,
            enclosures,
        })
    }

    /// The parcel of an act that is about to leave.
    pub(crate) async fn parcel(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        (notice, act, account): (&Notice, &PlannedAct, &Account),
    ) -> Result<Parcel> {
        let creditor = store::creditor::find(transaction, seat.creditor).await?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let words = words_of(transaction, seat, notice).await?;
        let library = self.library(transaction, seat.creditor).await?;
        let from = (&creditor, &*library);
        let (message, sender) = self.said(from, (act, &words), account, today)?;
        if sender.email.trim().is_empty() {
            return Err(Refusal::SenderWithoutAddress {
                sender: act.sender.clone(),
            }
            .into());
        }
        let mut enclosures = enclosures::enclosures(transaction, seat, act).await?;
        enclosures.extend(self.statement_workbook(&creditor, act, account, today)?);
        let address = act.recipient.address.as_str();
        let of = (seat.creditor, notice.debtor);
        let thread = match words.goes_on_from() {
            Some(message) => Some(message),
            None => store::notice::returned::thread(transaction, of, (notice.id, address)).await?,
        };
        let domain = sender
            .email
            .rsplit_once('@')
            .map_or("relance.invalid", |(_, domain)| domain);
        Ok(Parcel {
            notice: notice.id,
            message_id: format!("{}.{}@{domain}", notice.id, account.debtor.id),
            in_reply_to: thread,
            dated_at: self.clock().instant(),
            from: Mailbox {
                name: sender.name.clone(),
                address: sender.email.clone(),
            },
            reply_to: None,
            to: vec![Mailbox {
                name: act.recipient.name.clone(),
                address: act.recipient.address.clone(),
            }],
            copy: Vec::new(),
            subject: message.subject,
            text: message.text,
            html: message.html,
            enclosures,
        })
    }

    /// What an act says, in whosever words, and who signs it.
    fn said(
        &self,
        (creditor, library): (&Creditor, &Library),
        (act, words): (&PlannedAct, &WordsOf),
        account: &Account,
        today: Date,
    ) -> Result<(Message, SenderIdentity)> {
        let from = (creditor, library);
        match words {
            WordsOf::Strategy => self.message(from, (act, None), account, today),
            WordsOf::Campaign(kept) => self.message(from, (act, Some(kept)), account, today),
            WordsOf::Person(words) => self.personal_message(creditor, (act, words), account, today),
        }
    }

    /// The words of an act, those of its campaign when it has one, and who signs them. Words the company has in the other
    /// language alone are said in that one.
    pub(crate) fn message(
        &self,
        (creditor, own): (&Creditor, &Library),
        (act, campaign): (&PlannedAct, Option<&KeptCampaign>),
        account: &Account,
        today: Date,
    ) -> Result<(Message, SenderIdentity)> {
        let library = match campaign {
            None => None,
            Some(kept) => Some(campaigns::library(kept.id, &kept.brief, act.language)?),
        };
        let of = (creditor, act, account, today);
        let (library, language) = match &library {
            Some((library, language)) => (library, *language),
            None => {
                let known = own.language_of(&act.template, act.language);
                (own, known.unwrap_or(act.language))
            }
        };
        self.on_occasion(of, |occasion| {
            let said = PlannedAct {
                language,
                ..act.clone()
            };
            self.composer().compose_from(library, &said, occasion)
        })
    }

    /// Composes something of an act on its occasion; also gives who signs.
    pub(crate) fn on_occasion<T>(
        &self,
        (creditor, act, account, today): (&Creditor, &PlannedAct, &Account, Date),
        compose: impl FnOnce(&Occasion<'_>) -> std::result::Result<T, ComposeError>,
    ) -> Result<(T, SenderIdentity)> {
        let profile = Profile::of(creditor)?;
        let sender = profile.sender(&act.sender, &creditor.name);
        let letterhead = letterhead(creditor, &profile, &sender);
        let charges = self.chargeable(creditor, act, account, today);
        let occasion = Occasion {
            account,
            letterhead: &letterhead,
            charges: charges.as_ref(),
            today,
        };
        let composed = compose(&occasion).map_err(Refusal::from)?;
        Ok((composed, sender))
    }

    /// The statement of the account as a workbook, for an act that takes it along.
    fn statement_workbook(
        &self,
        creditor: &Creditor,
        act: &PlannedAct,
        account: &Account,
        today: Date,
    ) -> Result<Option<Enclosure>> {
        if !act.attachments.contains(&Attachment::Statement) {
            return Ok(None);
        }
        let of = (creditor, act, account, today);
        let (sheet, _) = self.on_occasion(of, |occasion| {
            self.composer().statement_sheet(act, occasion)
        })?;
        let name = format!("{}.xlsx", sheet.file_name);
        let bytes = notices::workbook::of(&sheet).map_err(|cause| Refusal::Hindered {
            words: format!("{name}: {cause}"),
        })?;
        Ok(Some(Enclosure {
            name,
            media_type: XLSX.to_string(),
            bytes,
        }))
    }

    /// The statement of the account as it is to be printed, for an act that takes it along, and the name of its file.
    pub(crate) fn statement_to_print(
        &self,
        creditor: &Creditor,
        act: &PlannedAct,
        account: &Account,
        today: Date,
    ) -> Result<Option<(String, PrintRun)>> {
        if !act.attachments.contains(&Attachment::Statement) {
            return Ok(None);
        }
        let of = (creditor, act, account, today);
        let ((letter, name), _) = self.on_occasion(of, |occasion| {
            let composer = self.composer();
            let name = composer.statement_sheet(act, occasion)?.file_name;
            Ok((composer.statement_letter(act, occasion)?, name))
        })?;
        let run = one_run(letter, window(creditor)?, today);
        Ok(Some((format!("{name}.pdf"), run)))
    }

    /// What could be charged under the law of the creditor's country. A rate that is not known is not
    /// spoken of: a message must not wait for a table.
    fn chargeable(
        &self,
        creditor: &Creditor,
        act: &PlannedAct,
        account: &Account,
        today: Date,
    ) -> Option<Chargeable> {
        let country = &creditor.policy.country;
        let kind = account.debtor.kind;
        let profile = Profile::of(creditor).ok()?;
        let regime = profile.charges_regime(country, kind)?;
        let basis = LegalBasis::of(country, kind, &regime);
        let rules = ChargeRules {
            regime: &regime,
            rates: self.rates(),
            basis,
        };
        Chargeable::of(act, account, rules, today).ok().flatten()
    }
}

/// What a notice asks today, while it waits for a person. Where nothing may be asked any more it is shown as it was
/// decided: the next look at the account takes it back.
pub(crate) fn act_of_today(notice: &Notice, account: &Account, today: Date) -> PlannedAct {
    let waits = notice.standing() == Standing::ToDo;
    let brought_up = waits
        .then(|| brought_up(&notice.act, account, today))
        .flatten();
    brought_up.unwrap_or_else(|| notice.act.clone())
}

/// Whose words a notice carries.
enum WordsOf {
    /// The template of its step.
    Strategy,
    Campaign(Box<KeptCampaign>),
    Person(PersonalWords),
}

impl WordsOf {
    /// The message of the debtor that a person answers.
    fn goes_on_from(&self) -> Option<String> {
        match self {
            WordsOf::Person(words) => words.in_reply_to.clone(),
            WordsOf::Strategy | WordsOf::Campaign(_) => None,
        }
    }
}

async fn words_of(session: &mut Session, seat: &Seat, notice: &Notice) -> Result<WordsOf> {
    let personal = personal::words_of(session, seat.creditor, notice.id);
    if let Some(words) = personal.await? {
        return Ok(WordsOf::Person(words));
    }
    let campaign = campaign_of_step(session, seat, &notice.act.step).await?;
    Ok(match campaign {
        Some(kept) => WordsOf::Campaign(Box::new(kept)),
        None => WordsOf::Strategy,
    })
}

/// The campaign a step belongs to; nothing for a step of a strategy.
pub(crate) async fn campaign_of_step(
    session: &mut Session,
    seat: &Seat,
    step: &str,
) -> Result<Option<KeptCampaign>> {
    let Some(id) = campaign_of(step) else {
        return Ok(None);
    };
    let kept = store::campaign::find(session, seat.creditor, id).await?;
    Ok(Some(kept))
}

fn letterhead(creditor: &Creditor, profile: &Profile, sender: &SenderIdentity) -> Letterhead {
    Letterhead {
        company: creditor.name.clone(),
        address: profile.address.clone(),
        legal: profile.legal.clone(),
        bank: BankDetails {
            holder: profile.bank.holder.clone(),
            iban: profile.bank.iban.clone(),
            bic: profile.bank.bic.clone(),
        },
        sender: Sender {
            name: sender.name.clone(),
            role: sender.role.clone(),
            email: sender.email.clone(),
            phone: sender.phone.clone(),
        },
    }
}
