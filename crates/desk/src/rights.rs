//! Who may work for a company, and how far: invited, given a role, let go. Must never leave a company without an
//! administrator, and must never let somebody in by the account of a person who also works elsewhere.

use async_recursion::async_recursion as boxed;
use jiff::SignedDuration;
use receivables::identity::{CreditorId, PersonId};
use store::Transaction;
use store::person::{Person, Role};

use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::people::NewPerson;
use crate::refusal::RightsRefusal;
use crate::seat::Seat;

/// An invitation is good for so many days.
pub const INVITATION_DAYS: i64 = 3;

/// Somebody who was invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The person.
    pub person: PersonId,
    /// The token of the link to come in by; nothing for somebody who had an account already.
    pub link: Option<String>,
}

impl Desk {
    /// Lets somebody work for the company. Who has an account already keeps it, with its name and its password.
    #[boxed]
    pub async fn invite(&self, seat: &Seat, new: NewPerson, role: Role) -> Result<Invited> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        check_administrator(&mut transaction, seat).await?;
        let known = store::person::by_email(&mut transaction, &new.email).await?;
        drop(transaction);
        let (person, is_new) = match known {
            Some(known) => (known.id, false),
            None => (self.add_person(&seat.actor, new).await?, true),
        };
        self.give(seat, person, role).await?;
        let link = match is_new {
            true => Some(self.link_for(person, INVITATION).await?),
            false => None,
        };
        Ok(Invited { person, link })
    }

    /// Changes what somebody may do for the company.
    #[boxed]
    pub async fn change_role(&self, seat: &Seat, person: PersonId, role: Role) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        check_administrator(&mut transaction, seat).await?;
        let people = colleagues(&mut transaction, seat.creditor).await?;
        find(&people, person)?;
        if role != Role::Administrator {
            check_not_last(&people, person)?;
        }
        let stamp = self.stamp(&seat.actor);
        let right = (person, seat.creditor, role);
        store::person::grant(&mut transaction, &stamp, right).await?;
        Ok(transaction.commit().await?)
    }

    /// Lets somebody go: the person no longer sees the company. What they did stays under their name.
    #[boxed]
    pub async fn let_go(&self, seat: &Seat, person: PersonId) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        check_administrator(&mut transaction, seat).await?;
        let people = colleagues(&mut transaction, seat.creditor).await?;
        find(&people, person)?;
        check_not_last(&people, person)?;
        let stamp = self.stamp(&seat.actor);
        let right = (person, seat.creditor);
        store::person::revoke(&mut transaction, &stamp, right).await?;
        Ok(transaction.commit().await?)
    }

    /// A new link to come in by, for somebody who works for no company but those the actor administers: by the link
    /// everything is seen that the person sees. Gives its token.
    #[boxed]
    pub async fn invitation(&self, seat: &Seat, person: PersonId) -> Result<String> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        check_administrator(&mut transaction, seat).await?;
        let people = colleagues(&mut transaction, seat.creditor).await?;
        find(&people, person)?;
        let theirs = store::person::scope(&mut transaction, person).await?;
        if let Some(actor) = seat.actor.person {
            let own = store::person::scope(&mut transaction, actor).await?;
            let administers = |creditor| own.role(creditor) == Some(Role::Administrator);
            if !theirs.creditors().all(administers) {
                return Err(RightsRefusal::WorksElsewhere.into());
            }
        }
        drop(transaction);
        self.link_for(person, INVITATION).await
    }

    async fn give(&self, seat: &Seat, person: PersonId, role: Role) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let people = colleagues(&mut transaction, seat.creditor).await?;
        if people.iter().any(|(known, _)| known.id == person) {
            return Err(RightsRefusal::WorksHere.into());
        }
        let stamp = self.stamp(&seat.actor);
        let right = (person, seat.creditor, role);
        store::person::grant(&mut transaction, &stamp, right).await?;
        Ok(transaction.commit().await?)
    }
}

const INVITATION: SignedDuration = SignedDuration::from_hours(24 * INVITATION_DAYS);

type Colleague = (Person, Role);

/// Those who may work for the company and may still sign in.
async fn colleagues(transaction: &mut Transaction, creditor: CreditorId) -> Result<Vec<Colleague>> {
    let mut people = store::person::of_creditor(transaction, creditor).await?;
    people.retain(|(person, _)| !person.is_disabled);
    Ok(people)
}

fn find(people: &[Colleague], person: PersonId) -> Result<&Colleague> {
    let found = people.iter().find(|(known, _)| known.id == person);
    found.ok_or(DeskError::NotFound("person"))
}

/// Refuses to take the rights of the only administrator.
fn check_not_last(people: &[Colleague], person: PersonId) -> Result<()> {
    let others = people
        .iter()
        .filter(|(known, role)| known.id != person && *role == Role::Administrator);
    match others.count() {
        0 => Err(RightsRefusal::LastAdministrator.into()),
        _ => Ok(()),
    }
}

/// A person changes rights and settings as an administrator; the operator's command line may always.
pub(crate) async fn check_administrator(transaction: &mut Transaction, seat: &Seat) -> Result<()> {
    let Some(person) = seat.actor.person else {
        return Ok(());
    };
    let scope = store::person::scope(transaction, person).await?;
    match scope.role(seat.creditor) {
        Some(Role::Administrator) => Ok(()),
        Some(Role::Controller | Role::Reader) | None => Err(RightsRefusal::NotYours.into()),
    }
}
