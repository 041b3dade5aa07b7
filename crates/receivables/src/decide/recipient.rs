//! Gate 7: somebody to reach by the step's channel, or the designed fallback, or a task for a person.
//! Must never improvise an address.

use jiff::civil::Date;

use super::{Gate, GateOutcome, Recipient};
use crate::account::{Account, AttemptEnd};
use crate::contact::{Channel, Contact, ContactRole};
use crate::debtor::Language;
use crate::identity::ItemId;
use crate::reason::{Reason, Unreachable};
use crate::strategy::{Act, Step};

/// Whom the act reaches and how, after any fallback.
pub(super) struct Reached {
    /// The gate; open unless nothing at all could be found, which a task then says.
    pub outcome: GateOutcome,
    /// The act after any fallback.
    pub act: Act,
    /// The recipient.
    pub recipient: Recipient,
    /// The language the recipient reads.
    pub language: Language,
}

/// Finds the recipient of a step for the item that leads it.
pub(super) fn recipient(account: &Account, step: &Step, leading: ItemId, today: Date) -> Reached {
    let mut reasons = Vec::new();
    let mut act = step.act;
    // Each round leaves one way out; there are fewer ways than rounds.
    for _ in 0..4 {
        let why = match way(account, (step, leading), act.channel(), today) {
            Ok((recipient, language)) => {
                let outcome = GateOutcome {
                    gate: Gate::Recipient,
                    closed: false,
                    reasons,
                };
                return Reached {
                    outcome,
                    act,
                    recipient,
                    language,
                };
            }
            Err(why) => why,
        };
        let channel = act.channel();
        reasons.push(Reason::NoRecipient {
            role: step.role,
            channel,
            why,
        });
        let designed = match why {
            Unreachable::NoAddress | Unreachable::NotAMobile | Unreachable::Refused => {
                step.fallback.no_address
            }
            Unreachable::Bounced | Unreachable::CameBack => {
                step.fallback.bounced.or(step.fallback.no_address)
            }
            Unreachable::CarrierRefused => step.fallback.refused,
        };
        act = designed
            .filter(|fallback| fallback.channel() != channel)
            .unwrap_or(Act::Task);
        reasons.push(Reason::FellBack {
            from: channel,
            to: act.channel(),
            why,
        });
    }
    let outcome = GateOutcome {
        gate: Gate::Recipient,
        closed: false,
        reasons,
    };
    Reached {
        outcome,
        act: Act::Task,
        recipient: nobody(),
        language: account.debtor.language,
    }
}

/// True when the step can go its own way today, without any fallback.
pub(super) fn can_reach(account: &Account, step: &Step, leading: ItemId, today: Date) -> bool {
    let channel = step.act.channel();
    way(account, (step, leading), channel, today).is_ok()
}

pub(super) fn nobody() -> Recipient {
    Recipient {
        contact: None,
        address: String::new(),
        name: String::new(),
    }
}

/// Whom the channel reaches for a step, when what was tried before leaves it open.
fn way(
    account: &Account,
    (step, leading): (&Step, ItemId),
    channel: Channel,
    today: Date,
) -> Result<(Recipient, Language), Unreachable> {
    let tried = || {
        account.attempts.iter().filter(|attempt| {
            attempt.step == step.key && attempt.leading == leading && attempt.channel == channel
        })
    };
    if tried().any(|attempt| matches!(attempt.end, AttemptEnd::Refused { .. })) {
        return Err(Unreachable::CarrierRefused);
    }
    // A corrected address, or somebody else there, is a new way: only the addresses it came back from are closed.
    let closed: Vec<&str> = tried()
        .filter_map(|attempt| match &attempt.end {
            AttemptEnd::Returned { address } => Some(address.as_str()),
            AttemptEnd::Refused { .. } | AttemptEnd::Unknown => None,
        })
        .collect();
    reach(account, (step.role, channel), &closed, today)
}

fn reach(
    account: &Account,
    (role, channel): (ContactRole, Channel),
    closed: &[&str],
    today: Date,
) -> Result<(Recipient, Language), Unreachable> {
    match channel {
        Channel::Task => Ok((nobody(), account.policy.language)),
        Channel::Letter | Channel::RegisteredLetter => by_post(account, closed),
        Channel::EMail | Channel::Sms | Channel::Call => {
            person(account, (role, channel), closed, today)
        }
    }
}

/// The one postal address there is, unless it is where a letter came back from.
fn by_post(account: &Account, closed: &[&str]) -> Result<(Recipient, Language), Unreachable> {
    let address = account.debtor.address.as_ref();
    let deliverable = address.filter(|address| address.is_deliverable());
    let address = deliverable.ok_or(Unreachable::NoAddress)?.one_line();
    if closed.contains(&address.as_str()) {
        return Err(Unreachable::CameBack);
    }
    let recipient = Recipient {
        address,
        ..nobody()
    };
    Ok((recipient, account.debtor.language))
}

fn person(
    account: &Account,
    (role, channel): (ContactRole, Channel),
    closed: &[&str],
    today: Date,
) -> Result<(Recipient, Language), Unreachable> {
    let country = account.debtor.country.as_str();
    // The wanted role, then who books invoices, then a general address: never a buyer or a director
    // who was not asked for.
    let others = [ContactRole::AccountsPayable, ContactRole::Other];
    let order = std::iter::once(role).chain(others.into_iter().filter(|other| *other != role));
    for wanted in order {
        let with_role = account
            .contacts
            .iter()
            .filter(|contact| contact.role == wanted);
        let reachable = with_role
            .filter_map(|contact| Some((contact, contact.address_for(channel, country, today)?)))
            .filter(|(_, address)| !closed.contains(&address.as_ref()))
            .min_by_key(|(contact, _)| contact.id);
        if let Some((contact, address)) = reachable {
            let recipient = Recipient {
                contact: Some(contact.id),
                address: address.to_string(),
                name: contact.name.clone(),
            };
            return Ok((
                recipient,
                contact.language.unwrap_or(account.debtor.language),
            ));
        }
    }
    if !closed.is_empty() {
        return Err(Unreachable::CameBack);
    }
    let has_address = |contact: &&Contact| match channel {
        Channel::EMail => contact.email.is_some(),
        _ => contact.phone.is_some(),
    };
    let known: Vec<&Contact> = account.contacts.iter().filter(has_address).collect();
    if known
        .iter()
        .any(|contact| contact.refused_on.is_some_and(|day| day <= today))
    {
        return Err(Unreachable::Refused);
    }
    let is_past = |day: Option<Date>| day.is_some_and(|day| day <= today);
    if channel == Channel::Sms {
        let mut numbers = known.iter();
        if numbers
            .clone()
            .any(|contact| is_past(contact.texts.refused_on))
        {
            return Err(Unreachable::Refused);
        }
        return Err(
            match numbers.any(|contact| is_past(contact.texts.failed_on)) {
                true => Unreachable::Bounced,
                false if known.is_empty() => Unreachable::NoAddress,
                false => Unreachable::NotAMobile,
            },
        );
    }
    if channel == Channel::EMail && known.iter().any(|contact| contact.bounced_on.is_some()) {
        return Err(Unreachable::Bounced);
    }
    Err(Unreachable::NoAddress)
}
