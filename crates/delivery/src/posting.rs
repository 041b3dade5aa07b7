//! Letters through a service that prints and posts them, over HTTP. Every service is a description: the requests that hand it
//! a letter, one after another, and what its answers and its calls mean; only the last request posts. Must never post one
//! letter twice, nor take an answer it does not understand for a refusal.

mod access;
mod description;
mod providers;
mod request;
mod word;

use std::collections::BTreeMap;

use async_trait::async_trait;
use desk::carrier::{Carried, NotHeard, ProviderCall};
use desk::posting_service::{Cost, Given, LetterWord, Postage, PostingService, ServiceLetter};
use desk::texts::TextTerms;
use receivables::currency::Currency;
use ring::digest::{SHA256, digest};

pub use access::Access;
pub use description::{Asked, Body, Description, Method, Products, Step, Taken, Told};
pub use providers::{MERCI_FACTEUR, PINGEN, PINGEN_TOKENS, merci_facteur, pingen};

use crate::answer::Answer;
use crate::http::{self, BadClient};
use request::Facts;

/// What letters cost where the service does not say, and in which currency it says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prices {
    /// An ordinary letter.
    pub ordinary: Option<Cost>,
    /// A registered letter.
    pub registered: Option<Cost>,
    /// The currency of the prices it tells.
    pub currency: Currency,
}

/// A service that prints and posts letters.
pub struct PostingClient {
    client: reqwest::Client,
    name: String,
    description: Description,
    access: Access,
    prices: Prices,
}

impl PostingClient {
    /// A service as it is described, by its name on the screen.
    ///
    /// # Errors
    /// [`BadClient`] when the TLS library does not start.
    pub fn new(
        name: &str,
        description: Description,
        (access, prices): (Access, Prices),
    ) -> Result<Self, BadClient> {
        Ok(PostingClient {
            client: http::client()?,
            name: name.to_string(),
            description,
            access,
            prices,
        })
    }

    /// Makes the requests in their order and gives the answer to the last one. Until that one nothing is posted, whatever
    /// becomes of a request.
    async fn make(&self, letter: &ServiceLetter) -> Result<Answer, Carried> {
        let Some((last, before)) = self.description.steps.split_last() else {
            let cause = "the service is described without a request: add `steps`".to_string();
            return Err(Carried::TryAgain { cause });
        };
        let mut kept = BTreeMap::new();
        for step in before {
            let answer = self.ask_for(step, (letter, &kept)).await;
            let answer = answer.map_err(nothing_went_out)?;
            check_preparation(&self.description.taken, &answer)?;
            for (name, path) in &step.keeps {
                let Some(value) = answer.at(path) else {
                    let said = answer.said();
                    let cause = format!("the answer to {} has no `{path}`: {said}", step.address);
                    return Err(Carried::TryAgain { cause });
                };
                kept.insert(name.clone(), value.to_string());
            }
        }
        self.ask_for(last, (letter, &kept)).await
    }

    async fn ask_for(
        &self,
        step: &Step,
        (letter, kept): (&ServiceLetter, &BTreeMap<String, String>),
    ) -> Result<Answer, Carried> {
        let facts = Facts::new(&self.description, letter, kept);
        let proofs = match step.is_open {
            true => Vec::new(),
            false => {
                let proofs = self.access.headers(&self.client).await;
                proofs.map_err(|cause| Carried::TryAgain { cause })?
            }
        };
        let request = request::of(&self.client, step, &facts);
        let request = proofs.into_iter().fold(request, |request, (name, value)| {
            request.header(name, value)
        });
        Answer::to(request).await
    }

    /// What a letter costs that was taken.
    fn cost(&self, (answer, postage): (&Answer, Postage)) -> Option<Cost> {
        let path = self.description.taken.price.as_deref();
        let told = path.and_then(|path| answer.at(path));
        let told = told.and_then(|price| TextTerms::price(price, self.prices.currency));
        told.or(match postage {
            Postage::Ordinary => self.prices.ordinary,
            Postage::Registered => self.prices.registered,
        })
    }
}

#[async_trait]
impl PostingService for PostingClient {
    fn name(&self) -> &str {
        &self.name
    }

    async fn give(&self, letter: &ServiceLetter) -> Given {
        let answer = match self.make(letter).await {
            Ok(answer) => answer,
            Err(carried) => {
                return Given {
                    carried,
                    cost: None,
                };
            }
        };
        let carried = outcome(&self.description.taken, &answer, letter);
        let is_taken = matches!(carried, Carried::Receipt { .. });
        let cost = is_taken.then(|| self.cost((&answer, letter.postage)));
        Given {
            carried,
            cost: cost.flatten(),
        }
    }

    async fn ask(&self, reference: &str) -> Result<Option<LetterWord>, String> {
        let Some(asked) = &self.description.asked else {
            return Ok(None);
        };
        let request = request::about(&self.client, asked, reference);
        let proofs = self.access.headers(&self.client).await?;
        let request = proofs.into_iter().fold(request, |request, (name, value)| {
            request.header(name, value)
        });
        let answer = match Answer::to(request).await {
            Ok(answer) => answer,
            Err(Carried::TryAgain { cause } | Carried::Unknown { evidence: cause }) => {
                return Err(cause);
            }
            Err(_) => return Err("no answer".to_string()),
        };
        if !(200..=299).contains(&answer.status) {
            return Err(answer.said());
        }
        let Some(told) = answer.told() else {
            return Err(format!("no JSON: {}", answer.said()));
        };
        let words = word::words(&asked.told, told);
        let named = words.into_iter().next().map(|word| LetterWord {
            reference: reference.to_string(),
            ..word
        });
        Ok(named)
    }

    fn hear(&self, call: &ProviderCall<'_>) -> Result<Vec<LetterWord>, NotHeard> {
        if let Some(secret) = &self.description.call_secret {
            let given = call.signature.ok_or(NotHeard::Signature)?;
            // Digests are compared, so that the time it takes tells nothing of the secret.
            let of = |text: &str| digest(&SHA256, text.as_bytes());
            if of(given).as_ref() != of(secret).as_ref() {
                return Err(NotHeard::Signature);
            }
        }
        word::of_call(&self.description.calls, call)
    }
}

/// What a request before the last one means: whatever became of it, no letter was posted.
fn nothing_went_out(carried: Carried) -> Carried {
    match carried {
        Carried::Unknown { evidence } => Carried::TryAgain { cause: evidence },
        other => other,
    }
}

/// Whether a request before the last one did what it should.
fn check_preparation(taken: &Taken, answer: &Answer) -> Result<(), Carried> {
    let cause = answer.said();
    match answer.status {
        200..=299 => match answer.filled(&taken.refused) {
            Some(words) => Err(Carried::Refused { cause: words }),
            None => Ok(()),
        },
        400 | 413 | 415 | 422 => Err(Carried::Refused { cause }),
        _ => Err(Carried::TryAgain { cause }),
    }
}

/// What the answer to the request that posts means.
fn outcome(taken: &Taken, answer: &Answer, letter: &ServiceLetter) -> Carried {
    let said = answer.said();
    match answer.status {
        200..=299 => {
            if let Some(words) = answer.filled(&taken.refused) {
                return Carried::Refused { cause: words };
            }
            match answer.at(&taken.reference) {
                Some(reference) => Carried::Receipt {
                    reference: reference.to_string(),
                    bytes: letter.file.clone(),
                },
                // It took something, and what it made of it cannot be asked.
                None => Carried::Unknown { evidence: said },
            }
        }
        // Our key, our credit, their address or their pace: nothing is wrong with the letter.
        300..=399 | 401..=405 | 407 | 429 | 503 => Carried::TryAgain { cause: said },
        // 409: a request with the same name is still being worked on.
        400..=499 if !matches!(answer.status, 408 | 409) => Carried::Refused { cause: said },
        // It may have been passed on before the service failed.
        _ => Carried::Unknown { evidence: said },
    }
}

#[cfg(test)]
mod tests;
