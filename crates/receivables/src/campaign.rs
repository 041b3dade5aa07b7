//! A campaign: one message, letter or call on a day, to accounts a person chose, beside the steps of their strategies.
//! Must never speak twice to an account, and never past its last day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::account::{Account, AttemptEnd};
use crate::calendar::plus_days;
use crate::condition::Condition;
use crate::contact::ContactRole;
use crate::debtor::Language;
use crate::identity::CampaignId;
use crate::strategy::{Act, Approval, Fallback, Step, StepPhase, Tone, Trigger, Words};

/// What stands before the identity of a campaign in the key of its step.
const KEY: &str = "campaign:";

/// A campaign as one of its accounts sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Its identity.
    pub id: CampaignId,
    /// What it says and by which way. Its key is that of the campaign; its trigger and its floors are not looked at.
    pub step: Step,
    /// Whom it is for: asked again on each day, as far as it can be without looking at how invoices were paid.
    pub condition: Condition,
    /// The first day it may speak.
    pub on: Date,
    /// The last day: who could not be spoken to by then is not.
    pub until: Date,
    /// Calendar days before the first one on which the steps of the strategies wait for it.
    pub quiet_days: i32,
}

/// The key of a campaign's step, in notices and in the history.
pub fn step_key(id: CampaignId) -> String {
    format!("{KEY}{id}")
}

/// The campaign a step belongs to; nothing for a step of a strategy.
pub fn campaign_of(step: &str) -> Option<CampaignId> {
    step.strip_prefix(KEY)?.parse().ok()
}

impl Campaign {
    /// The first day the steps of the strategies wait.
    pub fn waited_from(&self) -> Date {
        plus_days(self.on, -self.quiet_days)
    }

    /// True when nothing more comes of it for an account: its last day has passed, or it has spoken, or its message was
    /// refused for certain or came back.
    pub fn is_over(&self, account: &Account, today: Date) -> bool {
        let key = self.step.key.as_str();
        let mut made = account.contacts_made.iter();
        let mut attempts = account.attempts.iter();
        today > self.until
            || made.any(|contact| contact.step.as_deref() == Some(key))
            || attempts.any(|attempt| {
                let failed = matches!(
                    attempt.end,
                    AttemptEnd::Refused { .. } | AttemptEnd::Returned { .. }
                );
                attempt.step == key && failed
            })
    }
}

/// What happens where a campaign meets the steps of a strategy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meeting {
    /// The steps wait until it has spoken.
    StepsWait,
    /// It leaves out the accounts whose strategy speaks within its quiet days, before its first day or after.
    LeaveOut,
}

/// Its words in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignWords {
    /// The language.
    pub language: Language,
    /// The subject, with variables.
    pub subject: String,
    /// The text, Markdown with variables.
    pub body: String,
}

/// What a campaign is to do, as a person wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// What people call it.
    pub name: String,
    /// Whom it is for.
    pub condition: Condition,
    /// By which way.
    pub act: Act,
    /// How firm it speaks.
    pub tone: Tone,
    /// To whom at the debtor.
    pub role: ContactRole,
    /// The key of the sender identity.
    pub sender: String,
    /// Its words, at least in one language; who reads another one gets the first.
    pub words: Vec<CampaignWords>,
    /// The first day it may speak.
    pub on: Date,
    /// The last one.
    pub until: Date,
    /// Calendar days around it on which it keeps the strategies away, or keeps away from them.
    pub quiet_days: i32,
    /// What happens where it meets them.
    pub meeting: Meeting,
    /// Calendar days given to pay; the steps wait for that day.
    pub days_to_answer: Option<i32>,
}

impl Brief {
    /// The campaign as its accounts see it.
    pub fn campaign(&self, id: CampaignId) -> Campaign {
        let name = || Words {
            fr: self.name.clone(),
            en: self.name.clone(),
        };
        let step = Step {
            key: step_key(id),
            name: name(),
            // Nobody looks at it: a campaign has days of its own.
            trigger: Trigger::Due(1),
            act: self.act,
            template: step_key(id),
            sender: self.sender.clone(),
            role: self.role,
            attachments: Vec::new(),
            floor: Vec::new(),
            fewest_invoices: None,
            when: None,
            debtor_kinds: Vec::new(),
            days_after_contact: 0,
            days_to_answer: self.days_to_answer,
            tone: self.tone,
            phase: StepPhase::Amicable,
            approval: Approval::Automatic,
            cost: None,
            fee: None,
            fallback: Fallback::default(),
            variants: Vec::new(),
        };
        Campaign {
            id,
            step,
            condition: self.condition.clone(),
            on: self.on,
            until: self.until,
            quiet_days: self.quiet_days,
        }
    }

    /// Its words in a language, or in the first one it has.
    pub fn words_in(&self, language: Language) -> Option<&CampaignWords> {
        let own = self.words.iter().find(|words| words.language == language);
        own.or(self.words.first())
    }
}
