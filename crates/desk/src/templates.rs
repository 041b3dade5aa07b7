//! The words of a company: those that ship, and what people wrote in their place, checked before they are in force. Must
//! never put words in force that some debtor's message could not be made of, nor touch what has left.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_recursion::async_recursion as boxed;
use notices::names;
use notices::template::{HEAD_LINES, Kind, Library, Template, TemplateError, shipped};
use notices::wording::Wording;
use receivables::calendar::plus_days;
use receivables::campaign::{Brief, CampaignWords, Meeting};
use receivables::condition::Condition;
use receivables::contact::ContactRole;
use receivables::debtor::Language;
use receivables::decide::{CampaignProspect, PlannedAct};
use receivables::identity::{CampaignId, CreditorId, DebtorId};
use receivables::strategy::{Act, Strategy, Tone, Words};
use store::message_template::{self, TemplateVersion};
use store::page::{Page, Reach};
use store::{Seen, Session};

use crate::campaigns::Asking;
use crate::composing::Preview;
use crate::desk::Desk;
use crate::error::Result;
use crate::refusal::{Refusal, TemplateRefusal};
use crate::seat::Seat;

/// Accounts looked at for one whose message can be shown.
const MOST_TRIED: usize = 200;
/// A day to write to somebody is looked for so far ahead.
const DAYS_AHEAD: i32 = 14;
/// The longest text, in bytes: a message nobody reads to its end.
const LONGEST: usize = 20_000;

/// One text, as the list shows it.
#[derive(Clone, Debug)]
pub struct TemplateLine {
    /// The name strategies give.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// Its languages, each with the subject as written, and the version of the company where it has one.
    pub languages: BTreeMap<Language, (String, Option<TemplateVersion>)>,
    /// The steps that say it: the name of the strategy and of the step.
    pub used_by: Vec<(Words, Words)>,
}

/// One text with all that is known of it.
#[derive(Clone, Debug)]
pub struct TemplateShown {
    /// As it is in force.
    pub template: Template,
    /// As it ships; nothing for one that is the company's alone.
    pub shipped: Option<Template>,
    /// The company's versions, the latest first.
    pub versions: Vec<TemplateVersion>,
    /// The steps that say it: the name of the strategy and of the step.
    pub used_by: Vec<(Words, Words)>,
}

/// What a person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateDraft {
    /// The name strategies give.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// What it is for.
    pub kind: Kind,
    /// How firm it speaks.
    pub tone: Tone,
    /// The subject, with variables.
    pub subject: String,
    /// The text, Markdown with variables.
    pub body: String,
}

impl TemplateDraft {
    /// The text as a file.
    pub fn text(&self) -> String {
        let parts = [self.subject.as_str(), self.body.as_str()];
        Template::written(self.kind, self.tone, parts)
    }

    /// What is wrong, with the line of the body it is on.
    ///
    /// # Errors
    /// The first thing that would make the message of some debtor fail.
    pub fn check(&self) -> std::result::Result<(), TemplateRefusal> {
        let is_name = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
        let is_plain = self
            .name
            .chars()
            .all(|letter| is_name(letter) || letter == '-');
        if self.name.is_empty() || self.name.len() > 60 || !is_plain {
            return Err(TemplateRefusal::Name);
        }
        if self.text().len() > LONGEST {
            return Err(TemplateRefusal::Long { most: LONGEST });
        }
        if let Some((_, _, text)) = shipped_text(&self.name, self.language) {
            let kind = Template::check(&self.name, self.language, text).map(|known| known.kind);
            if kind.is_ok_and(|kind| kind != self.kind) {
                return Err(TemplateRefusal::Kind);
            }
        }
        match Template::check(&self.name, self.language, &self.text()) {
            Ok(_) => Ok(()),
            Err(error) => Err(TemplateRefusal::Faulty(error)),
        }
    }

    /// What a credit manager would say of the words; nothing of a text that cannot be used.
    pub fn advice(&self, wording: &Wording) -> Vec<String> {
        let library = Library::of_one(&self.name, self.language, &self.text());
        let Ok(library) = library else {
            return Vec::new();
        };
        let pieces = library.review(&self.name, self.language);
        let words = pieces
            .iter()
            .map(|one| names::template_advice(one, wording));
        words.collect()
    }
}

/// The line of a body that an error is on; nothing when it is in the head.
pub fn line_of_body(error: &TemplateError) -> Option<usize> {
    error.line.checked_sub(HEAD_LINES).filter(|line| *line > 0)
}

impl Desk {
    /// The texts of a company, by name.
    #[boxed]
    pub async fn templates(&self, seat: &Seat) -> Result<Vec<TemplateLine>> {
        let mut reader = self.store().reader().await?;
        let own = message_template::in_force(&mut reader, seat.creditor).await?;
        let uses = uses(&mut reader, seat.creditor).await?;
        drop(reader);
        let mut lines: BTreeMap<String, TemplateLine> = BTreeMap::new();
        let mut add = |(name, language): (&str, Language), text: &str, version| {
            let Ok(template) = Template::check(name, language, text) else {
                return;
            };
            let line = lines
                .entry(name.to_string())
                .or_insert_with(|| TemplateLine {
                    name: name.to_string(),
                    kind: template.kind,
                    languages: BTreeMap::new(),
                    used_by: uses.get(name).cloned().unwrap_or_default(),
                });
            line.languages.insert(language, (template.subject, version));
        };
        for (language, name, text) in shipped() {
            add((name, language), text, None);
        }
        for version in own {
            let text = version.content.clone().unwrap_or_default();
            let (name, language) = (version.name.clone(), version.language);
            add((&name, language), &text, Some(version));
        }
        Ok(lines.into_values().collect())
    }

    /// One text of a company.
    ///
    /// # Errors
    /// Finds none of that name and language.
    #[boxed]
    pub async fn template(
        &self,
        seat: &Seat,
        (name, language): (&str, Language),
    ) -> Result<TemplateShown> {
        let mut reader = self.store().reader().await?;
        let of = (name, language);
        let versions = message_template::versions(&mut reader, seat.creditor, of).await?;
        let used_by = uses(&mut reader, seat.creditor).await?.remove(name);
        drop(reader);
        let read = |text: &str| Template::check(name, language, text).ok();
        let shipped = shipped_text(name, language).and_then(|(_, _, text)| read(text));
        let own = versions
            .first()
            .and_then(|latest| latest.content.as_deref());
        let template = own
            .and_then(read)
            .or_else(|| shipped.clone())
            .ok_or(crate::DeskError::NotFound("template"))?;
        Ok(TemplateShown {
            template,
            shipped,
            versions,
            used_by: used_by.unwrap_or_default(),
        })
    }

    /// Puts words in force, from the next message on. What has left stays as it was.
    ///
    /// # Errors
    /// Refuses a text that some debtor's message could not be made of, with its line.
    #[boxed]
    pub async fn keep_template(&self, seat: &Seat, draft: &TemplateDraft, why: &str) -> Result<()> {
        draft.check()?;
        let of = (draft.name.as_str(), draft.language);
        self.publish_template(seat, of, (Some(&draft.text()), why))
            .await
    }

    /// Puts the words that ship back in force; a text that is the company's alone is taken out of use.
    ///
    /// # Errors
    /// Refuses one that a strategy says and that would then be missing.
    #[boxed]
    pub async fn restore_template(
        &self,
        seat: &Seat,
        (name, language): (&str, Language),
    ) -> Result<()> {
        let shown = self.template(seat, (name, language)).await?;
        if let Some((strategy, step)) = shown.used_by.first().filter(|_| shown.shipped.is_none()) {
            let (strategy, step) = (strategy.clone(), step.clone());
            return Err(TemplateRefusal::Used { strategy, step }.into());
        }
        self.publish_template(seat, (name, language), (None, ""))
            .await
    }

    async fn publish_template(
        &self,
        seat: &Seat,
        of: (&str, Language),
        (content, why): (Option<&str>, &str),
    ) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let why: String = why.trim().chars().take(200).collect();
        let said = (content, why.as_str());
        message_template::publish(&mut transaction, &stamp, seat.creditor, of, said).await?;
        store::notice::ask_again(&mut transaction, &stamp, seat.creditor, of.0).await?;
        Ok(transaction.commit().await?)
    }

    /// What the words would say to a debtor on the facts of today; with none named, to the first one something is overdue
    /// of. Nothing where nobody can be written to.
    ///
    /// # Errors
    /// As [`Desk::keep_template`].
    #[boxed]
    pub async fn preview_template(
        &self,
        seat: &Seat,
        draft: &TemplateDraft,
        debtor: Option<DebtorId>,
    ) -> Result<Option<(String, Preview)>> {
        draft.check()?;
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        drop(reader);
        let today = self.clock().today(&creditor.policy.time_zone);
        let late = Condition::parse("overdue > 0", creditor.currency);
        let condition = late.map_err(|problems| Refusal::ConditionFaulty { problems })?;
        let brief = brief(draft, condition, today);
        let debtors = match debtor {
            Some(debtor) => vec![debtor],
            None => {
                let seen = Seen::by_the_machine(seat.creditor);
                let found = self.matching(seen, &brief.condition, today).await?;
                found
                    .iter()
                    .map(|one| one.debtor)
                    .take(MOST_TRIED)
                    .collect()
            }
        };
        let deciding = self.deciding(seat, today).await?;
        let asking = Asking::of(&deciding, CampaignId(0), &brief);
        let mut reader = self.store().reader().await?;
        let page = Page::new(debtors, Reach::List);
        let accounts = asking.accounts(&mut reader, &page).await?;
        drop(reader);
        let library = library_of(draft)?;
        for (account, review) in accounts {
            let account = asking.taking_part(account);
            let CampaignProspect::Speaks { on, act } = asking.prospect(&account, &review)? else {
                continue;
            };
            let said = PlannedAct {
                language: draft.language,
                template: draft.name.clone(),
                ..*act
            };
            let recipient = said.recipient.address.clone();
            let of = (&creditor, &said, &account, on);
            let composed = self.on_occasion(of, |occasion| {
                self.composer().compose_from(&library, &said, occasion)
            });
            let (message, sender) = composed?;
            let preview = Preview {
                message,
                sender,
                recipient,
                enclosures: Vec::new(),
            };
            return Ok(Some((account.debtor.name, preview)));
        }
        Ok(None)
    }

    /// The texts of a company that are in force, compiled.
    #[boxed]
    pub async fn words_in_force(&self, seat: &Seat) -> Result<Arc<Library>> {
        let mut reader = self.store().reader().await?;
        self.library(&mut reader, seat.creditor).await
    }

    /// The same, read by somebody who reads or writes already: read again only after a change.
    pub(crate) async fn library(
        &self,
        session: &mut Session,
        creditor: CreditorId,
    ) -> Result<Arc<Library>> {
        let newest = message_template::newest(session, creditor).await?;
        if let Some(known) = self.readings().library(creditor, newest) {
            return Ok(known);
        }
        let mut library = self.composer().library().clone();
        let mut faulty = Vec::new();
        for version in message_template::in_force(session, creditor).await? {
            let text = version.content.as_deref().unwrap_or_default();
            // It was checked when it was kept, perhaps by an older version of the program. Its messages wait and say so; those
            // of other texts leave.
            if let Err(error) = library.replace(&version.name, version.language, text) {
                tracing::error!(%error, "a text of a company cannot be used any more; write it again");
                faulty.push(version.name);
            }
        }
        for name in faulty {
            library.leave_out(&name);
        }
        let library = Arc::new(library);
        self.readings().keep_library(creditor, (newest, &library));
        Ok(library)
    }
}

fn library_of(draft: &TemplateDraft) -> Result<Library> {
    let library = Library::of_one(&draft.name, draft.language, &draft.text());
    Ok(library.map_err(TemplateRefusal::Faulty)?)
}

/// The draft as a campaign of one day would say it.
fn brief(draft: &TemplateDraft, condition: Condition, today: jiff::civil::Date) -> Brief {
    Brief {
        name: draft.name.clone(),
        condition,
        act: match draft.kind {
            Kind::Message => Act::EMail,
            Kind::Call => Act::Call,
            Kind::Sms => Act::Sms,
            Kind::Task => Act::Task,
        },
        tone: draft.tone,
        role: ContactRole::AccountsPayable,
        sender: String::new(),
        words: vec![CampaignWords {
            language: draft.language,
            subject: draft.subject.clone(),
            body: draft.body.clone(),
        }],
        on: today,
        // The days after: today may be one on which nobody is written to.
        until: plus_days(today, DAYS_AHEAD),
        quiet_days: 0,
        meeting: Meeting::LeaveOut,
        days_to_answer: Some(8),
    }
}

fn shipped_text(name: &str, language: Language) -> Option<(Language, &'static str, &'static str)> {
    let mut all = shipped().into_iter();
    all.find(|(of, known, _)| *of == language && *known == name)
}

/// The steps of the latest strategies that say each text: names of strategy and step.
async fn uses(
    session: &mut Session,
    creditor: CreditorId,
) -> Result<BTreeMap<String, Vec<(Words, Words)>>> {
    let mut uses: BTreeMap<String, Vec<(Words, Words)>> = BTreeMap::new();
    for version in store::strategy_version::latest(session, creditor).await? {
        let Ok(strategy) = Strategy::parse(&version.text) else {
            continue;
        };
        for step in &strategy.steps {
            for template in step.templates() {
                let place = (strategy.name.clone(), step.name.clone());
                uses.entry(template.to_string()).or_default().push(place);
            }
        }
    }
    Ok(uses)
}
