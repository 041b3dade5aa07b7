//! Who signs and where debtors pay: what every message needs before one can leave. Asked at the setup and
//! changed here; must never change how far the machine goes.

mod senders;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use desk::profile::{BankDetails, Profile, SenderIdentity};
use desk::texts::is_sender;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Frame, Section, page};
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

pub(crate) use senders::{keep as keep_sender, remove as remove_sender};

/// The key of the sender that strategies name where they name none.
const USUAL_SENDER: &str = "accounting";

/// What was typed, shown again when something is to be corrected.
#[derive(Clone, Debug, Default)]
pub(crate) struct SignatureForm {
    pub sender: String,
    pub sender_email: String,
    pub iban: String,
    pub bic: String,
    /// Shown as the sender of text messages.
    pub text_sender: String,
}

impl SignatureForm {
    /// As it was typed.
    pub fn typed(fields: &Fields) -> Self {
        SignatureForm {
            sender: fields.text("sender").to_string(),
            sender_email: fields.text("sender_email").to_string(),
            iban: fields.text("iban").to_string(),
            bic: fields.text("bic").to_string(),
            text_sender: fields.text("text_sender").to_string(),
        }
    }

    /// As it is kept.
    fn kept(profile: &Profile) -> Self {
        let signs = profile.senders.first().cloned().unwrap_or_default();
        SignatureForm {
            sender: signs.name,
            sender_email: signs.email,
            iban: profile.bank.iban.clone(),
            bic: profile.bank.bic.clone(),
            text_sender: profile.text_sender.clone(),
        }
    }

    /// The key of the sentence that says what to correct. All of it may be left for later.
    pub fn trouble(&self) -> Option<&'static str> {
        let halves = [&self.sender, &self.sender_email];
        let given = halves.into_iter().filter(|half| !half.is_empty()).count();
        if given == 1 {
            return Some("signature-half");
        }
        if given == 2 && !is_address(&self.sender_email) {
            return Some("signature-email-wrong");
        }
        if !self.text_sender.is_empty() && !is_sender(&self.text_sender) {
            return Some("signature-texts-wrong");
        }
        let bank = BankDetails {
            iban: self.iban.clone(),
            ..BankDetails::default()
        };
        bank.check().is_err().then_some("signature-iban-wrong")
    }

    /// Puts it on what is said about a company: the first sender, and where debtors pay. What is left empty
    /// changes nothing.
    pub fn put_on(&self, profile: &mut Profile, company: &str) {
        if !self.sender.is_empty() {
            if profile.senders.is_empty() {
                profile.senders.push(SenderIdentity {
                    key: USUAL_SENDER.to_string(),
                    ..SenderIdentity::default()
                });
            }
            profile.senders[0].name.clone_from(&self.sender);
            profile.senders[0].email.clone_from(&self.sender_email);
        }
        if !self.iban.is_empty() {
            profile.bank.iban.clone_from(&self.iban);
            profile.bank.bic.clone_from(&self.bic);
            if profile.bank.holder.is_empty() {
                profile.bank.holder = company.to_string();
            }
        }
    }
}

/// The shape of an address that mail can go to.
pub(crate) fn is_address(text: &str) -> bool {
    let has_domain = text
        .rsplit_once('@')
        .is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'));
    has_domain && !text.contains(char::is_whitespace)
}

#[derive(Template)]
#[template(path = "signature.html")]
struct SignaturePage {
    frame: Frame,
    form: SignatureForm,
    senders: Vec<SenderIdentity>,
    trouble: String,
}

/// Shows who signs and where debtors pay.
pub(crate) async fn show(visitor: Visitor) -> Result<Html<String>, Failure> {
    let profile = Profile::of(&visitor.creditor)?;
    page(&SignaturePage {
        frame: visitor.frame(Section::Elsewhere),
        form: SignatureForm::kept(&profile),
        senders: profile.senders,
        trouble: String::new(),
    })
}

/// Keeps who signs and where debtors pay.
pub(crate) async fn save(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let seat = visitor.administrator_seat()?;
    let form = SignatureForm::typed(&fields);
    if let Some(key) = form.trouble() {
        let again = SignaturePage {
            senders: Profile::of(&visitor.creditor)?.senders,
            trouble: visitor.words.say(key),
            frame: visitor.frame(Section::Elsewhere),
            form,
        };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&again)?).into_response());
    }
    let kept = state.desk().change_settings(&seat, |settings| {
        let name = settings.name.clone();
        form.put_on(&mut settings.profile, &name);
        settings.profile.text_sender.clone_from(&form.text_sender);
    });
    let outcome = kept
        .await
        .map(|()| Flash::done("flash-signature-kept"))
        .map_err(Trouble::from);
    answer(&state, "/mode", outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(sender: &str, sender_email: &str, iban: &str) -> SignatureForm {
        SignatureForm {
            sender: sender.to_string(),
            sender_email: sender_email.to_string(),
            iban: iban.to_string(),
            bic: String::new(),
            text_sender: String::new(),
        }
    }

    #[test]
    fn all_of_it_may_wait_and_nothing_wrong_is_kept() {
        let table = [
            (("", "", ""), None),
            (("Claire", "", ""), Some("signature-half")),
            (("", "claire@port.example", ""), Some("signature-half")),
            (("Claire", "claire", ""), Some("signature-email-wrong")),
            (
                ("", "", "FR77 3000 6000 0112"),
                Some("signature-iban-wrong"),
            ),
            (
                (
                    "Claire",
                    "claire@port.example",
                    "FR76 3000 6000 0112 3456 7890 189",
                ),
                None,
            ),
        ];
        for ((sender, email, iban), expected) in table {
            assert_eq!(typed(sender, email, iban).trouble(), expected, "{sender}");
        }
    }

    #[test]
    fn what_is_left_empty_changes_nothing() {
        let mut profile = Profile::default();
        typed("Claire", "claire@port.example", "FR76").put_on(&mut profile, "Le Port");
        let kept = profile.clone();
        typed("", "", "").put_on(&mut profile, "Le Port");
        assert_eq!(profile, kept);
        assert_eq!(
            (
                profile.senders[0].key.as_str(),
                profile.bank.holder.as_str()
            ),
            (USUAL_SENDER, "Le Port")
        );
    }
}
