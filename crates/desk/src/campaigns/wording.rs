//! The words of a campaign: what it starts with, whether they can be used, and compiled for a message. Must never let
//! words through that the composer would refuse on the day.

use notices::template::{HEAD_LINES, Kind, Library, Template, shipped};
use receivables::campaign::{Brief, CampaignWords, step_key};
use receivables::debtor::Language;
use receivables::identity::CampaignId;
use receivables::strategy::Act;

use crate::error::Result;
use crate::refusal::{CampaignRefusal, Refusal};

/// What a template of an act is for.
pub const fn way_of(act: Act) -> Kind {
    match act {
        Act::Call => Kind::Call,
        Act::Sms => Kind::Sms,
        Act::EMail | Act::Letter | Act::RegisteredLetter => Kind::Message,
        Act::Task
        | Act::HandOver
        | Act::CreditHold
        | Act::PaymentBeforeDelivery
        | Act::ServiceCut
        | Act::PriceChange => Kind::Task,
    }
}

/// The words a new campaign starts with, in a language: subject and text.
pub fn starting_words(act: Act, language: Language) -> [String; 2] {
    let name = match way_of(act) {
        Kind::Call => "campaign-call",
        Kind::Sms => "campaign-sms",
        Kind::Message | Kind::Task => "campaign",
    };
    let text = shipped()
        .into_iter()
        .find(|(of, known, _)| *of == language && *known == name)
        .map_or("", |(_, _, text)| text);
    let template = Template::check(name, language, text);
    template.map_or_else(
        |_| [String::new(), String::new()],
        |template| [template.subject, template.body.trim().to_string()],
    )
}

/// Refuses a campaign without words, and words that some debtor's message could not be made of.
pub(super) fn check(brief: &Brief) -> Result<()> {
    let is_whole =
        |words: &CampaignWords| !words.subject.trim().is_empty() && !words.body.trim().is_empty();
    if brief.words.is_empty() || !brief.words.iter().all(is_whole) {
        return Err(CampaignRefusal::WithoutWords.into());
    }
    for words in &brief.words {
        let text = written(brief, words);
        Template::check("campaign", words.language, &text).map_err(|error| {
            CampaignRefusal::WordsFaulty {
                language: error.language,
                line: error.line.saturating_sub(HEAD_LINES),
                problem: error.problem,
            }
        })?;
    }
    Ok(())
}

/// The library a message of a campaign is composed from, with the language it is in.
pub(crate) fn library(
    id: CampaignId,
    brief: &Brief,
    language: Language,
) -> Result<(Library, Language)> {
    let name = step_key(id);
    let missing = || Refusal::TemplateMissing {
        template: brief.name.clone(),
        language: language.code(),
    };
    let words = brief.words_in(language).ok_or_else(missing)?;
    let library = Library::of_one(&name, words.language, &written(brief, words));
    let library = library.map_err(|error| Refusal::TemplateFaulty {
        words: error.to_string(),
    })?;
    Ok((library, words.language))
}

fn written(brief: &Brief, words: &CampaignWords) -> String {
    let parts = [words.subject.as_str(), words.body.as_str()];
    Template::written(way_of(brief.act), brief.tone, parts)
}
