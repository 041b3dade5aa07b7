//! People who work with the installation: accounts, passwords, sessions and one-time links. Secrets are
//! kept as digests only; a token is shown once and never stored.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use async_recursion::async_recursion as boxed;
use jiff::SignedDuration;
use receivables::debtor::Language;
use receivables::identity::PersonId;
use store::person::{Person, Role};
use store::scope::Scope;

use crate::desk::Desk;
use crate::error::Result;
use crate::refusal::{Refusal, RightsRefusal, SignInRefusal};
use crate::seat::{Actor, Seat};

/// A session ends after so many hours without a page.
const SESSION_HOURS: i64 = 12;
/// A one-time link is good for so many minutes.
const LINK_MINUTES: i64 = 30;
/// Fewest characters of a password.
const SHORTEST_PASSWORD: usize = 12;

/// Who is signed in, and what they may see.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The person.
    pub person: Person,
    /// The creditors the person may work for.
    pub scope: Scope,
}

impl SignedIn {
    /// The person as the journal names it.
    pub fn actor(&self) -> Actor {
        Actor::person(self.person.id, &self.person.email)
    }
}

/// A person as it is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// E-mail address, the name to sign in with.
    pub email: String,
    /// Name.
    pub name: String,
    /// Password; nothing for a person who comes by link only.
    pub password: Option<String>,
    /// The language of the screens.
    pub language: Language,
}

impl Desk {
    /// Adds a person.
    #[boxed]
    pub async fn add_person(&self, actor: &Actor, new: NewPerson) -> Result<PersonId> {
        if !crate::contacts::looks_deliverable(new.email.trim()) {
            return Err(Refusal::NotAnAddress {
                address: new.email.trim().to_string(),
            }
            .into());
        }
        let password_hash = match &new.password {
            Some(password) => Some(digest_of_password(password).await?),
            None => None,
        };
        let stamp = self.stamp(actor);
        let person = Person {
            id: PersonId(stamp.id()),
            email: new.email.trim().to_lowercase(),
            name: new.name.trim().to_string(),
            password_hash,
            language: new.language,
            is_disabled: false,
        };
        let mut transaction = self.store().transaction().await?;
        if store::person::by_email(&mut transaction, &person.email)
            .await?
            .is_some()
        {
            return Err(SignInRefusal::AccountExists {
                email: person.email,
            }
            .into());
        }
        store::person::add(&mut transaction, &stamp, &person).await?;
        transaction.commit().await?;
        Ok(person.id)
    }

    /// Lets a person work for a creditor. For the setup and the operator: among people it is [`Desk::invite`].
    #[boxed]
    pub async fn grant(&self, seat: &Seat, person: PersonId, role: Role) -> Result<()> {
        let mut transaction = self.store().transaction().await?;
        let stamp = self.stamp(&seat.actor);
        let right = (person, seat.creditor, role);
        store::person::grant(&mut transaction, &stamp, right).await?;
        Ok(transaction.commit().await?)
    }

    /// Signs in by password; gives the token of the session. The answer to a wrong address and to a wrong
    /// password is the same, and takes as long.
    #[boxed]
    pub async fn sign_in(&self, email: &str, password: &str) -> Result<String> {
        let mut reader = self.store().reader().await?;
        let person = store::person::by_email(&mut reader, email).await?;
        drop(reader);
        let known = person.filter(|person| !person.is_disabled);
        let kept = known
            .as_ref()
            .and_then(|person| person.password_hash.clone());
        let is_right = password_is(password, kept).await;
        match known.filter(|_| is_right) {
            Some(person) => self.start_session(person.id).await,
            None => Err(SignInRefusal::Wrong.into()),
        }
    }

    /// Makes a one-time link; gives its token.
    #[boxed]
    pub async fn sign_in_link(&self, person: PersonId) -> Result<String> {
        self.link_for(person, SignedDuration::from_mins(LINK_MINUTES))
            .await
    }

    pub(crate) async fn link_for(
        &self,
        person: PersonId,
        lasting: SignedDuration,
    ) -> Result<String> {
        let token = token()?;
        let actor = Actor::machine("sign-in-link");
        let stamp = self.stamp(&actor);
        let expires_at = stamp.at + lasting;
        let mut transaction = self.store().transaction().await?;
        store::sign_in::offer_link(
            &mut transaction,
            &stamp,
            &digest(&token),
            person,
            expires_at,
        )
        .await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// Signs in by a one-time link; gives the token of the session.
    #[boxed]
    pub async fn sign_in_by_link(&self, link: &str) -> Result<String> {
        let mut transaction = self.store().transaction().await?;
        let now = self.clock().instant();
        let person = store::sign_in::use_link(&mut transaction, &digest(link), now).await?;
        transaction.commit().await?;
        match person {
            Some(person) => self.start_session(person).await,
            None => Err(SignInRefusal::LinkSpent.into()),
        }
    }

    /// Who a session's token belongs to.
    #[boxed]
    pub async fn session(&self, token: &str) -> Result<Option<SignedIn>> {
        let mut reader = self.store().reader().await?;
        let now = self.clock().instant();
        let Some(id) = store::sign_in::person(&mut reader, &digest(token), now).await? else {
            return Ok(None);
        };
        let person = store::person::find(&mut reader, id).await?;
        if person.is_disabled {
            return Ok(None);
        }
        let scope = store::person::scope(&mut reader, id).await?;
        Ok(Some(SignedIn { person, scope }))
    }

    /// Ends a session.
    #[boxed]
    pub async fn sign_out(&self, token: &str) -> Result<()> {
        let mut transaction = self.store().transaction().await?;
        store::sign_in::end(&mut transaction, &digest(token)).await?;
        Ok(transaction.commit().await?)
    }

    /// Changes the language of a person's screens.
    #[boxed]
    pub async fn set_language(&self, person: PersonId, language: Language) -> Result<()> {
        let mut transaction = self.store().transaction().await?;
        store::person::set_language(&mut transaction, person, language).await?;
        Ok(transaction.commit().await?)
    }

    /// Changes how a person is called.
    #[boxed]
    pub async fn rename(&self, person: PersonId, name: &str) -> Result<()> {
        let name = name.trim();
        if name.is_empty() {
            return Err(RightsRefusal::NoName.into());
        }
        let mut transaction = self.store().transaction().await?;
        store::person::set_name(&mut transaction, person, name).await?;
        Ok(transaction.commit().await?)
    }

    /// Changes a person's own password, who says the present one if there is one. Every session of the person ends:
    /// gives the token of a new one.
    #[boxed]
    pub async fn change_password(
        &self,
        person: PersonId,
        present: &str,
        new: &str,
    ) -> Result<String> {
        let mut reader = self.store().reader().await?;
        let known = store::person::find(&mut reader, person).await?;
        drop(reader);
        if known.password_hash.is_some() && !password_is(present, known.password_hash).await {
            return Err(RightsRefusal::PasswordWrong.into());
        }
        let digest = digest_of_password(new).await?;
        let mut transaction = self.store().transaction().await?;
        store::person::set_password(&mut transaction, person, &digest).await?;
        store::sign_in::end_all(&mut transaction, person).await?;
        transaction.commit().await?;
        self.start_session(person).await
    }

    /// True while nobody has an account: the first page then makes one.
    #[boxed]
    pub async fn has_nobody(&self) -> Result<bool> {
        let mut reader = self.store().reader().await?;
        Ok(store::person::count(&mut reader).await? == 0)
    }

    async fn start_session(&self, person: PersonId) -> Result<String> {
        let token = token()?;
        let actor = Actor::machine("sign-in");
        let stamp = self.stamp(&actor);
        let expires_at = stamp.at + SignedDuration::from_hours(SESSION_HOURS);
        let mut transaction = self.store().transaction().await?;
        store::sign_in::end_expired(&mut transaction, stamp.at).await?;
        store::sign_in::start(
            &mut transaction,
            &stamp,
            &digest(&token),
            person,
            expires_at,
        )
        .await?;
        transaction.commit().await?;
        Ok(token)
    }
}

/// 128 random bits as hexadecimal text.
#[expect(
    clippy::disallowed_methods,
    reason = "a token is random so that nobody guesses it"
)]
pub(crate) fn token() -> Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|cause| SignInRefusal::NoRandomNumbers {
        words: cause.to_string(),
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

pub(crate) fn digest(token: &str) -> String {
    blake3::hash(token.as_bytes()).to_hex().to_string()
}

async fn digest_of_password(password: &str) -> Result<String> {
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(SignInRefusal::PasswordTooShort {
            least: SHORTEST_PASSWORD,
        }
        .into());
    }
    let password = password.to_string();
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
    });
    match hashed.await {
        Ok(Ok(hash)) => Ok(hash),
        Ok(Err(cause)) => Err(SignInRefusal::PasswordNotKept {
            words: cause.to_string(),
        }
        .into()),
        Err(cause) => Err(SignInRefusal::PasswordNotKept {
            words: cause.to_string(),
        }
        .into()),
    }
}

/// Compares in a thread of its own, and against a decoy when there is no account, so that the time taken
/// tells nothing.
async fn password_is(password: &str, kept: Option<String>) -> bool {
    const DECOY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$FKNWs5aF4sHBvl6ITZDiJ5Nbo9y5CZGLgE1RBU0yKQM";
    let password = password.to_string();
    let compared = tokio::task::spawn_blocking(move || {
        let text = kept.as_deref().unwrap_or(DECOY);
        let Ok(hash) = PasswordHash::new(text) else {
            return false;
        };
        let matches = Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok();
        matches && kept.is_some()
    });
    compared.await.unwrap_or(false)
}
