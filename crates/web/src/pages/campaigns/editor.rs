//! The editor of a draft: whom, by which way, when, beside the strategies how, and the words in one language or both.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use desk::campaigns::{MOST_QUIET_DAYS, starting_words, way_of};
use desk::profile::Profile;
use desk::{DeskError, Refusal};
use notices::names::Named;
use receivables::calendar::plus_days;
use receivables::campaign::{Brief, CampaignWords, Meeting};
use receivables::condition::Condition;
use receivables::contact::ContactRole;
use receivables::debtor::Language;
use receivables::identity::CampaignId;
use receivables::strategy::{Act, Tone};
use serde::{Deserialize, Serialize};
use store::campaign::{CampaignStanding, KeptCampaign};

use super::PAGE;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Choice, Frame, Section, page};
use crate::pages::account_acts::variant;
use crate::pages::condition_form::{ConditionForm, Draft};
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Visitor, answer};
use crate::words::Words;

const WAYS: [Act; 4] = [Act::EMail, Act::Sms, Act::Letter, Act::Call];
const LANGUAGES: [Language; 2] = [Language::French, Language::English];

/// What stands in the fields of the editor that are no condition, as texts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Written {
    act: String,
    tone: String,
    role: String,
    sender: String,
    on: String,
    until: String,
    quiet: String,
    meeting: String,
    answer: String,
    subject_fr: String,
    body_fr: String,
    subject_en: String,
    body_en: String,
}

#[derive(Template)]
#[template(path = "campaign_edit.html")]
struct EditorPage {
    frame: Frame,
    /// Empty for a new one.
    id: String,
    name: String,
    form: ConditionForm,
    written: Written,
    ways: Vec<Choice>,
    tones: Vec<Choice>,
    roles: Vec<Choice>,
    senders: Vec<Choice>,
    meetings: Vec<Choice>,
    texts: Vec<TextFields>,
    first_day: String,
    most_quiet: i32,
    trouble: String,
}

/// The fields of one language.
struct TextFields {
    code: &'static str,
    language: String,
    subject: String,
    body: String,
    rows: usize,
    is_open: bool,
}

/// A new campaign.
pub(crate) async fn add(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(draft): Query<Draft>,
    Query(written): Query<Written>,
) -> Result<Html<String>, Failure> {
    let written = match draft.name {
        Some(_) => written,
        None => Written::to_begin_with(&visitor),
    };
    shown(&state, &visitor, None, (draft, written)).await
}

/// A draft.
pub(crate) async fn edit(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<CampaignId>,
    Query(mut draft): Query<Draft>,
    Query(written): Query<Written>,
) -> Result<Html<String>, Failure> {
    let kept = found(&state, &visitor, id).await?;
    let written = match draft.name {
        Some(_) => written,
        None => Written::of(&kept.brief),
    };
    draft.name.get_or_insert_with(|| kept.brief.name.clone());
    draft
        .condition
        .get_or_insert_with(|| kept.brief.condition.text().to_string());
    shown(&state, &visitor, Some(id), (draft, written)).await
}

/// Keeps what was written; what is refused is shown again as it was written, with the reason.
pub(crate) async fn keep(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let id: Option<CampaignId> = fields.optional_identity("id")?;
    let seat = visitor.seat()?;
    let written = Written::typed(&fields);
    let named = ["name", "condition"].map(|name| fields.text(name));
    let trouble = match written.brief(named, &visitor)? {
        Err(trouble) => trouble,
        Ok(brief) => match state.desk().keep_campaign(&seat, id, brief).await {
            Ok(id) => {
                let path = format!("{PAGE}/{id}");
                return answer(&state, &path, Ok(Flash::done("flash-campaign-kept")));
            }
            Err(DeskError::Refused(refusal)) => refusal.say(visitor.words.wording()),
            Err(other) => return Err(other.into()),
        },
    };
    let [name, condition] = named.map(|text| Some(text.to_string()));
    let draft = Draft {
        name,
        condition,
        trouble,
        ..Draft::default()
    };
    let page = shown(&state, &visitor, id, (draft, written)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

impl Written {
    /// The fields of a new campaign: by e-mail in the company's language, tomorrow for a week.
    fn to_begin_with(visitor: &Visitor) -> Written {
        let on = plus_days(visitor.today, 1);
        let language = visitor.creditor.policy.language;
        let text = |of: Language| match of == language {
            true => starting_words(Act::EMail, of),
            false => [String::new(), String::new()],
        };
        let [[subject_fr, body_fr], [subject_en, body_en]] = LANGUAGES.map(text);
        Written {
            act: word(&Act::EMail),
            tone: "2".to_string(),
            role: word(&ContactRole::AccountsPayable),
            on: on.to_string(),
            until: plus_days(on, 7).to_string(),
            quiet: visitor.creditor.policy.limits.days_between.to_string(),
            meeting: word(&Meeting::StepsWait),
            answer: "8".to_string(),
            subject_fr,
            body_fr,
            subject_en,
            body_en,
            ..Written::default()
        }
    }

    fn of(brief: &Brief) -> Written {
        let text = |of: Language| {
            let words = brief.words.iter().find(|words| words.language == of);
            words.map_or_else(
                || [String::new(), String::new()],
                |words| [words.subject.clone(), words.body.clone()],
            )
        };
        let [[subject_fr, body_fr], [subject_en, body_en]] = LANGUAGES.map(text);
        Written {
            act: word(&brief.act),
            tone: brief.tone.level().to_string(),
            role: word(&brief.role),
            sender: brief.sender.clone(),
            on: brief.on.to_string(),
            until: brief.until.to_string(),
            quiet: brief.quiet_days.to_string(),
            meeting: word(&brief.meeting),
            answer: brief
                .days_to_answer
                .map(|days| days.to_string())
                .unwrap_or_default(),
            subject_fr,
            body_fr,
            subject_en,
            body_en,
        }
    }

    fn typed(fields: &Fields) -> Written {
        let text = |name: &str| fields.text(name).to_string();
        Written {
            act: text("act"),
            tone: text("tone"),
            role: text("role"),
            sender: text("sender"),
            on: text("on"),
            until: text("until"),
            quiet: text("quiet"),
            meeting: text("meeting"),
            answer: text("answer"),
            subject_fr: text("subject_fr"),
            body_fr: text("body_fr"),
            subject_en: text("subject_en"),
            body_en: text("body_en"),
        }
    }

    /// What they mean, or what is wrong with a field.
    fn brief(
        &self,
        [name, condition]: [&str; 2],
        visitor: &Visitor,
    ) -> Result<Result<Brief, String>, Failure> {
        let words = &visitor.words;
        let wrong = |key: &str, found: &str| Ok(Err(words.with(key, &[("found", found)])));
        let tone = self.tone.parse().ok().and_then(Tone::new);
        let tone = tone.ok_or(Failure::Bad)?;
        let Ok(on) = self.on.parse() else {
            return wrong("flash-day-wrong", &self.on);
        };
        let Ok(until) = self.until.parse() else {
            return wrong("flash-day-wrong", &self.until);
        };
        let Ok(quiet_days) = self.quiet.parse() else {
            return wrong("flash-number-wrong", &self.quiet);
        };
        let days_to_answer = match self.answer.as_str() {
            "" => None,
            text => match text
                .parse::<i32>()
                .ok()
                .filter(|days| (1..=90).contains(days))
            {
                Some(days) => Some(days),
                None => return wrong("flash-number-wrong", text),
            },
        };
        let act: Act = variant(&self.act)?;
        let condition = match Condition::parse(condition, visitor.creditor.currency) {
            Ok(condition) => condition,
            Err(problems) => {
                let faulty = Refusal::ConditionFaulty { problems };
                return Ok(Err(faulty.say(words.wording())));
            }
        };
        Ok(Ok(Brief {
            name: name.to_string(),
            condition,
            act,
            tone,
            role: variant(&self.role)?,
            sender: self.sender.clone(),
            words: self.words(act),
            on,
            until,
            quiet_days,
            meeting: variant(&self.meeting)?,
            days_to_answer,
        }))
    }

    /// The words of the languages that were begun. Those nobody touched follow the way that was chosen.
    fn words(&self, act: Act) -> Vec<CampaignWords> {
        let texts = LANGUAGES.into_iter().zip([
            [&self.subject_fr, &self.body_fr],
            [&self.subject_en, &self.body_en],
        ]);
        texts
            .filter(|(_, [subject, body])| !subject.is_empty() || !body.is_empty())
            .map(|(language, [subject, body])| {
                let [subject, body] = untouched(language, [subject, body])
                    .filter(|of| way_of(*of) != way_of(act))
                    .map_or_else(
                        || [subject.clone(), body.clone()],
                        |_| starting_words(act, language),
                    );
                CampaignWords {
                    language,
                    subject,
                    body,
                }
            })
            .collect()
    }
}

/// The way whose starting words these are, to the letter.
fn untouched(language: Language, [subject, body]: [&String; 2]) -> Option<Act> {
    let lines = |text: &str| text.replace("\r\n", "\n");
    WAYS.into_iter().find(|act| {
        let [of_subject, of_body] = starting_words(*act, language);
        of_subject == *subject && of_body == lines(body)
    })
}

/// A draft that can still be changed.
async fn found(
    state: &WebState,
    visitor: &Visitor,
    id: CampaignId,
) -> Result<KeptCampaign, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let kept = store::campaign::find(&mut reader, visitor.creditor.id, id).await?;
    match kept.standing(visitor.today) {
        CampaignStanding::Draft => Ok(kept),
        CampaignStanding::Coming | CampaignStanding::Running | CampaignStanding::Over => {
            Err(Failure::NotFound)
        }
    }
}

async fn shown(
    state: &WebState,
    visitor: &Visitor,
    id: Option<CampaignId>,
    (draft, written): (Draft, Written),
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let path = match id {
        Some(id) => format!("{PAGE}/{id}/edit"),
        None => format!("{PAGE}/new"),
    };
    let form = ConditionForm::of(state, visitor, (path, &draft)).await?;
    let profile = Profile::of(&visitor.creditor)?;
    let senders = profile.senders.iter().map(|sender| Choice {
        value: sender.key.clone(),
        label: sender.name.clone(),
        chosen: sender.key == written.sender,
    });
    let tones = (1..=5_u8).map(|level| Choice {
        value: level.to_string(),
        label: words.say(TONES[usize::from(level) - 1]),
        chosen: level.to_string() == written.tone,
    });
    page(&EditorPage {
        id: id.map(|id| id.to_string()).unwrap_or_default(),
        name: draft.name.unwrap_or_default(),
        ways: named(words, &WAYS, &written.act),
        tones: tones.collect(),
        roles: named(words, &ContactRole::ALL, &written.role),
        senders: senders.collect(),
        meetings: [Meeting::StepsWait, Meeting::LeaveOut]
            .map(|one| Choice {
                value: word(&one),
                label: words.say(meeting_key(one)),
                chosen: word(&one) == written.meeting,
            })
            .into(),
        texts: texts(words, &written),
        first_day: visitor.today.to_string(),
        most_quiet: MOST_QUIET_DAYS,
        trouble: draft.trouble,
        form,
        written,
        frame: visitor.frame(Section::Strategies),
    })
}

const TONES: [&str; 5] = [
    "campaign-tone-1",
    "campaign-tone-2",
    "campaign-tone-3",
    "campaign-tone-4",
    "campaign-tone-5",
];

const fn meeting_key(meeting: Meeting) -> &'static str {
    match meeting {
        Meeting::StepsWait => "campaign-steps-wait",
        Meeting::LeaveOut => "campaign-leave-out",
    }
}

fn texts(words: &Words, written: &Written) -> Vec<TextFields> {
    let texts = [
        (
            "fr",
            Language::French,
            &written.subject_fr,
            &written.body_fr,
        ),
        (
            "en",
            Language::English,
            &written.subject_en,
            &written.body_en,
        ),
    ];
    let fields = texts.map(|(code, language, subject, body)| TextFields {
        code,
        language: notices::format::capitalised(&language.name(words.wording())),
        subject: subject.clone(),
        body: body.clone(),
        rows: body.lines().count().clamp(10, 28) + 1,
        is_open: !subject.is_empty() || !body.is_empty(),
    });
    fields.into()
}

fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn named<T: Named + Serialize>(words: &Words, variants: &[T], chosen: &str) -> Vec<Choice> {
    let choice = |variant: &T| Choice {
        value: word(variant),
        label: notices::format::capitalised(&variant.name(words.wording())),
        chosen: word(variant) == chosen,
    };
    variants.iter().map(choice).collect()
}
