//! The carriers of an installation: which channel a machine carries, and what each of them takes. Must never decide what
//! leaves, nor carry anything twice.

use std::sync::Arc;

use jiff::SignedDuration;
use receivables::contact::Channel;

use crate::carrier::{Carried, Carrier, Enclosure, Parcel, TextCarrier, TextMessage};
use crate::posting_service::PostingService;
use crate::press::{Press, PressFailure, PrintRun};
use crate::webhooks::EventReceiver;

/// What carries parcels, and how patient the sender is.
#[derive(Clone)]
pub struct Carriers {
    /// Carries e-mail; nothing leaves without one.
    pub email: Option<Arc<dyn Carrier>>,
    /// Carries text messages; people send them from the board without one.
    pub texts: Option<Arc<dyn TextCarrier>>,
    /// Prints letters, which people post; none are printed without one.
    pub press: Option<Arc<dyn Press>>,
    /// Prints letters and posts them when a person gives it some; people post them all without one.
    pub posting: Option<Arc<dyn PostingService>>,
    /// Programs that are told what happens to accounts.
    pub programs: Vec<Arc<dyn EventReceiver>>,
    /// Attempts before a passing failure counts as a refusal.
    pub most_attempts: u32,
    /// The first pause after a passing failure; each next one is twice as long.
    pub pause: SignedDuration,
}

impl Carriers {
    /// One carrier of e-mail, with the usual patience: five attempts, first after five minutes.
    pub fn of_email(carrier: Arc<dyn Carrier>) -> Self {
        Carriers {
            email: Some(carrier),
            texts: None,
            press: None,
            posting: None,
            programs: Vec::new(),
            most_attempts: 5,
            pause: SignedDuration::from_mins(5),
        }
    }

    /// The same with a press.
    pub fn with_press(mut self, press: Arc<dyn Press>) -> Self {
        self.press = Some(press);
        self
    }

    /// The same with a service that posts letters.
    pub fn with_posting(mut self, service: Arc<dyn PostingService>) -> Self {
        self.posting = Some(service);
        self
    }

    /// The same with one more program that is told.
    pub fn with_program(mut self, program: Arc<dyn EventReceiver>) -> Self {
        self.programs.push(program);
        self
    }

    /// The same with a carrier of text messages.
    pub fn with_texts(mut self, carrier: Arc<dyn TextCarrier>) -> Self {
        self.texts = Some(carrier);
        self
    }

    pub(crate) fn has(&self, channel: Channel) -> bool {
        match channel {
            Channel::EMail => self.email.is_some(),
            Channel::Sms => self.texts.is_some(),
            // Letters are posted by people (see `letters`), and calls are theirs.
            Channel::Letter | Channel::RegisteredLetter | Channel::Call | Channel::Task => false,
        }
    }

    /// Prints the statement that goes with a message. Without a press, or when it fails, the message goes with the workbook
    /// alone: its own words say what is owed.
    async fn print_along(&self, parcel: &mut Parcel, (name, run): &(String, PrintRun)) {
        let Some(press) = &self.press else { return };
        match press
            .print(vec![run.clone()])
            .await
            .map(|mut files| files.pop())
        {
            Ok(Some(bytes)) => {
                let file = Enclosure {
                    name: name.clone(),
                    media_type: "application/pdf".to_string(),
                    bytes,
                };
                // Before its workbook.
                let place = parcel.enclosures.len().saturating_sub(1);
                parcel.enclosures.insert(place, file);
            }
            Ok(None) | Err(PressFailure::Missing) => {}
            Err(PressFailure::Failed(cause)) => {
                tracing::warn!(%cause, "the statement of a message could not be printed");
            }
        }
    }

    pub(crate) async fn carry(&self, load: &Load) -> Carried {
        match (load, &self.email, &self.texts) {
            (Load::EMail(parcel, None), Some(carrier), _) => carrier.carry(parcel).await,
            (Load::EMail(parcel, Some(statement)), Some(carrier), _) => {
                let mut parcel = Parcel::clone(parcel);
                self.print_along(&mut parcel, statement).await;
                carrier.carry(&parcel).await
            }
            (Load::Text(message), _, Some(carrier)) => carrier.carry_text(message).await,
            (Load::EMail(..), None, _) | (Load::Text(_), _, None) => Carried::TryAgain {
                cause: "there is no carrier any more".to_string(),
            },
        }
    }
}

/// What a carrier takes.
pub(crate) enum Load {
    /// With the statement that is still to be printed, and the name of its file.
    EMail(Box<Parcel>, Option<(String, PrintRun)>),
    Text(TextMessage),
}
