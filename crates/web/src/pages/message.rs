//! Writing to a customer: after a call, to answer, or of one's own accord. Must never send twice what was sent once, nor lose
//! what was typed.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use desk::personal_messages::{Form, Occasion, PersonalMessage};
use notices::names::Named;
use receivables::debtor::Phase;
use receivables::identity::{ContactId, DebtorId, ItemId, NoticeId, ReplyId};
use serde::Deserialize;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Choice, Frame, Section, page};
use crate::pages::account_acts::account_path;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};
use crate::words::Words;

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage {
    frame: Frame,
    debtor: String,
    name: String,
    form: String,
    call: String,
    reply: String,
    contacts: Vec<Choice>,
    senders: Vec<Choice>,
    items: Vec<String>,
    typed: Typed,
    trouble: String,
    /// Why the words are to be weighed; empty for most customers.
    caution: String,
    /// Where one goes without writing.
    back: String,
}

/// What stands in the fields.
#[derive(Default)]
struct Typed {
    subject: String,
    words: String,
    with_statement: bool,
}

/// What the message is about.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    /// The call that was made; empty for none.
    #[serde(default)]
    call: String,
    /// The answer it answers; empty for none.
    #[serde(default)]
    reply: String,
}

impl Asked {
    fn occasion(&self) -> Result<Occasion, Failure> {
        match (self.call.as_str(), self.reply.as_str()) {
            ("", "") => Ok(Occasion::OwnAccord),
            ("", reply) => Ok(Occasion::Reply(reply.parse().map_err(|_| Failure::Bad)?)),
            (call, _) => Ok(Occasion::Call(call.parse().map_err(|_| Failure::Bad)?)),
        }
    }

    /// Where one goes on.
    fn next(&self, debtor: DebtorId) -> String {
        match (self.call.is_empty(), self.reply.is_empty()) {
            (false, _) => format!("/calls?after={}", self.call),
            (true, false) => "/replies".to_string(),
            (true, true) => account_path(debtor),
        }
    }
}

/// Shows the form.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let seat = visitor.reading_seat();
    let occasion = asked.occasion()?;
    let form = state.desk().message_form(&seat, debtor, &occasion).await?;
    let typed = Typed {
        subject: form.draft.subject.clone(),
        words: form.draft.words.clone(),
        with_statement: false,
    };
    let chosen = Chosen::default();
    sheet(&visitor, (&form, &asked), (typed, chosen), String::new())
}

/// What is chosen in the lists of a form that comes back.
#[derive(Default)]
struct Chosen {
    contact: Option<ContactId>,
    sender: String,
    form: Option<NoticeId>,
    items: Option<Vec<ItemId>>,
}

fn sheet(
    visitor: &Visitor,
    (form, asked): (&Form, &Asked),
    (typed, chosen): (Typed, Chosen),
    trouble: String,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let debtor = form.account.debtor.id;
    let contacts = form.contacts.iter().map(|contact| {
        let address = contact.email.clone().unwrap_or_default();
        let role = contact.role.name(words.wording());
        let label = match contact.name.is_empty() {
            true => format!("{address} ({role})"),
            false => format!("{} <{address}> ({role})", contact.name),
        };
        Choice {
            value: contact.id.to_string(),
            label,
            chosen: chosen.contact == Some(contact.id),
        }
    });
    let senders = form.senders.iter().map(|sender| Choice {
        value: sender.key.clone(),
        label: format!("{} <{}>", sender.name, sender.email),
        chosen: chosen.sender == sender.key,
    });
    let items = chosen.items.as_ref().unwrap_or(&form.items);
    page(&MessagePage {
        frame: visitor.frame(Section::Debtors),
        debtor: debtor.to_string(),
        name: form.account.debtor.name.clone(),
        form: chosen.form.unwrap_or(form.id).to_string(),
        call: asked.call.clone(),
        reply: asked.reply.clone(),
        contacts: contacts.collect(),
        senders: senders.collect(),
        items: items.iter().map(ToString::to_string).collect(),
        typed,
        trouble,
        caution: caution(words, form.account.debtor.phase),
        back: asked.next(debtor),
    })
}

/// What the law or an agreement says about asking this customer for money.
fn caution(words: &Words, phase: Phase) -> String {
    match phase {
        Phase::Amicable => String::new(),
        Phase::PreLitigation => words.say("message-caution-pre-litigation"),
        Phase::HandedOver | Phase::Litigation => words.say("message-caution-handed-over"),
        Phase::Insolvency => words.say("message-caution-insolvency"),
        Phase::Deceased => words.say("message-caution-deceased"),
    }
}

/// Writes the message down, and goes on.
pub(crate) async fn write(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let asked = Asked {
        call: fields.text("call").to_string(),
        reply: fields.text("reply").to_string(),
    };
    let occasion = asked.occasion()?;
    let items: Result<Vec<ItemId>, Failure> = fields
        .all("item")
        .map(|item| item.parse().map_err(|_| Failure::Bad))
        .collect();
    let reply: Option<ReplyId> = fields.optional_identity("reply")?;
    let message = PersonalMessage {
        form: fields.identity("form")?,
        contact: fields.identity("contact")?,
        sender: fields.text("sender").to_string(),
        subject: fields.text("subject").to_string(),
        words: fields.text("words").to_string(),
        items: items?,
        with_statement: fields.text("statement") == "on",
        reply,
    };
    let seat = visitor.seat()?;
    let written = state.desk().write_message(&seat, debtor, &message).await;
    let trouble = match written.map_err(Trouble::from) {
        Ok(()) => {
            if let Some(reply) = reply.filter(|_| fields.text("handled") == "on") {
                state.desk().handle_reply(&seat, reply).await?;
            }
            let flash = Flash::done("flash-message-written");
            return answer(&state, &asked.next(debtor), Ok(flash));
        }
        Err(Trouble::Said(flash)) => flash.said(&visitor.words).words,
        Err(Trouble::Refused(refusal)) => refusal.say(visitor.words.wording()),
        Err(Trouble::Failed(failure)) => return Err(failure),
    };
    let reading = visitor.reading_seat();
    let form = state
        .desk()
        .message_form(&reading, debtor, &occasion)
        .await?;
    let typed = Typed {
        subject: message.subject,
        words: message.words,
        with_statement: message.with_statement,
    };
    let chosen = Chosen {
        contact: Some(message.contact),
        sender: message.sender,
        form: Some(message.form),
        items: Some(message.items),
    };
    let again = sheet(&visitor, (&form, &asked), (typed, chosen), trouble)?;
    Ok(again.into_response())
}
