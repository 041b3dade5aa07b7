//! Referrals: the list with what each hand brought and cost, the form that hands claims over, and one referral with what
//! was noted. Must never call money recovered that would have come without anybody's work.

mod acts;
mod form;
mod list;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use receivables::identity::{DebtorId, ReferralId};
use receivables::money::{Balances, Money};
use store::referral::{
    Covers, EntryKind, Hands, Referral, ReferralEntry, ReferralOutcome, ReferralSums, ReferredPart,
};

use crate::failure::Failure;
use crate::frame::{Badge, Choice, Figure, Frame, Section, page};
use crate::place::AtBoth;
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

pub(crate) use acts::{end, note, open};
pub(crate) use form::{cautions, form};
pub(crate) use list::list;

const HANDS: [Hands; 4] = [
    Hands::Agency,
    Hands::Lawyer,
    Hands::Bailiff,
    Hands::LegalDepartment,
];

const KINDS: [EntryKind; 4] = [
    EntryKind::Note,
    EntryKind::Act,
    EntryKind::Fee,
    EntryKind::Cost,
];

const OUTCOMES: [ReferralOutcome; 3] = [
    ReferralOutcome::Recovered,
    ReferralOutcome::Returned,
    ReferralOutcome::Withdrawn,
];

#[derive(Template)]
#[template(path = "referral.html")]
struct ReferralPage {
    frame: Frame,
    debtor: String,
    name: String,
    id: String,
    title: String,
    lead: String,
    note: String,
    badge: Badge,
    band: Vec<Figure>,
    parts: Vec<PartLine>,
    entries: Vec<EntryLine>,
    kinds: Vec<Choice>,
    outcomes: Vec<Choice>,
    today: String,
    goes_on: bool,
}

struct PartLine {
    reference: String,
    due: String,
    handed: String,
    open: String,
}

struct EntryLine {
    day: String,
    kind: String,
    words: String,
    amount: String,
    who: String,
}

/// Shows one referral.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, id): AtBoth<DebtorId, ReferralId>,
) -> Result<Html<String>, Failure> {
    let creditor = visitor.creditor.id;
    let mut reader = state.desk().store().reader().await?;
    let referral = store::referral::find(&mut reader, creditor, id).await?;
    if referral.debtor != debtor {
        return Err(Failure::NotFound);
    }
    let parts = store::referral::parts(&mut reader, creditor, id).await?;
    let entries = store::referral::entries(&mut reader, creditor, id).await?;
    let sums = store::referral::sums(&mut reader, visitor.seen).await?;
    drop(reader);
    let words = &visitor.words;
    page(&ReferralPage {
        debtor: debtor.to_string(),
        name: referral.debtor_name.clone(),
        id: id.to_string(),
        title: referral.handed_to.clone(),
        lead: lead(words, &referral),
        note: referral.note.clone().unwrap_or_default(),
        badge: badge(words, &referral),
        band: band(words, &referral, &sums),
        parts: parts.iter().map(|part| part_line(words, part)).collect(),
        entries: entries
            .iter()
            .map(|entry| entry_line(words, entry))
            .collect(),
        kinds: choices(words, &KINDS, kind_key),
        outcomes: choices(words, &OUTCOMES, outcome_key),
        today: visitor.today.to_string(),
        goes_on: referral.ended.is_none(),
        frame: visitor.frame(Section::Debtors),
    })
}

/// Who has it, since when, for what part, and what it stops.
fn lead(words: &Words, referral: &Referral) -> String {
    let day = words.day(referral.handed_on);
    let hands = words.say(hands_key(referral.hands));
    let since = words.with(
        "referral-since",
        &[
            ("hands", &hands),
            ("day", &day),
            ("who", &words.who(&referral.made_by)),
        ],
    );
    let stops = words.say(match referral.covers {
        Covers::Claims => "referral-stops-claims",
        Covers::Account => "referral-stops-account",
    });
    let fee = referral.fee_basis_points.map(|part| {
        let percent = percent(words, part);
        words.with("referral-keeps", &[("percent", &percent)])
    });
    let all = [Some(since), Some(stops), fee];
    all.into_iter()
        .flatten()
        .collect::<Vec<String>>()
        .join(" · ")
}

/// Basis points as a reader writes a percentage.
fn percent(words: &Words, basis_points: u32) -> String {
    let text = match basis_points % 100 {
        0 => (basis_points / 100).to_string(),
        rest => format!("{}.{rest:02}", basis_points / 100),
    };
    match words.language() {
        receivables::debtor::Language::French => text.replace('.', ","),
        receivables::debtor::Language::English => text,
    }
}

fn of(sums: &std::collections::BTreeMap<ReferralId, Balances>, id: ReferralId) -> Balances {
    sums.get(&id).cloned().unwrap_or_default()
}

/// What is kept of what was recovered, by what was agreed.
fn agreed_fee(referral: &Referral, recovered: &Balances) -> Balances {
    let part = i128::from(referral.fee_basis_points.unwrap_or(0));
    let fee = |money: Money| {
        let minor = i128::from(money.minor) * part / 10_000;
        money.with_minor(i64::try_from(minor).unwrap_or(i64::MAX))
    };
    recovered.non_zero().map(fee).collect()
}

fn band(words: &Words, referral: &Referral, sums: &ReferralSums) -> Vec<Figure> {
    let [handed, recovered, costs] =
        [&sums.handed, &sums.recovered, &sums.costs].map(|sums| of(sums, referral.id));
    let mut brought = Figure::new(
        words.say("referral-recovered"),
        words.balances_or_dash(&recovered),
    );
    brought.hint = rate(words, &handed, &recovered);
    let mut cost = Figure::new(words.say("referral-costs"), words.balances_or_dash(&costs));
    let agreed = words.balances(&agreed_fee(referral, &recovered));
    if !agreed.is_empty() {
        let agreed = agreed.join(" + ");
        cost.hint = words.with("referral-agreed-fee", &[("amount", &agreed)]);
    }
    let last = referral.ended.as_ref().map(|(day, _, _)| *day);
    let mut figures = vec![
        Figure::new(
            words.say("referral-handed"),
            words.balances_or_dash(&handed),
        ),
        brought,
        cost,
    ];
    if let Some(last) = last {
        let days = receivables::item::days_between(referral.handed_on, last);
        figures.push(Figure::one(words.say("referral-lasted"), words.days(days)));
    }
    figures
}

/// What was recovered in percent of what was handed over, where that is one currency.
fn rate(words: &Words, handed: &Balances, recovered: &Balances) -> String {
    let mut currencies = handed.non_zero();
    let (Some(all), None) = (currencies.next(), currencies.next()) else {
        return String::new();
    };
    let part = i128::from(recovered.of(all.currency).minor) * 100 / i128::from(all.minor.max(1));
    words.with("referral-rate", &[("percent", &part.to_string())])
}

fn badge(words: &Words, referral: &Referral) -> Badge {
    let (key, state) = match &referral.ended {
        None => ("referral-goes-on", "coming"),
        Some((_, outcome, _)) => (
            outcome_key(*outcome),
            match outcome {
                ReferralOutcome::Recovered => "done",
                ReferralOutcome::Returned => "late",
                ReferralOutcome::Withdrawn => "waiting",
            },
        ),
    };
    Badge {
        words: words.say(key),
        state,
    }
}

fn part_line(words: &Words, part: &ReferredPart) -> PartLine {
    PartLine {
        reference: part.reference.clone(),
        due: words.day_in_figures(part.due_on),
        handed: words.money(part.handed),
        open: words.money(part.open),
    }
}

fn entry_line(words: &Words, entry: &ReferralEntry) -> EntryLine {
    EntryLine {
        day: words.day_in_figures(entry.on),
        kind: words.say(kind_key(entry.kind)),
        words: entry.words.clone(),
        amount: entry
            .amount
            .map_or_else(String::new, |amount| words.money(amount)),
        who: words.who(&entry.made_by),
    }
}

/// The choices of a list, by the words of a key for each.
fn choices<T: Copy + serde::Serialize>(
    words: &Words,
    variants: &[T],
    key: fn(T) -> &'static str,
) -> Vec<Choice> {
    let value = |variant: &T| match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    };
    let choice = |variant: &T| Choice {
        value: value(variant),
        label: words.say(key(*variant)),
        chosen: false,
    };
    variants.iter().map(choice).collect()
}

const fn hands_key(hands: Hands) -> &'static str {
    match hands {
        Hands::Agency => "referral-to-agency",
        Hands::Lawyer => "referral-to-lawyer",
        Hands::Bailiff => "referral-to-bailiff",
        Hands::LegalDepartment => "referral-to-legal-department",
    }
}

const fn kind_key(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Note => "referral-entry-note",
        EntryKind::Act => "referral-entry-act",
        EntryKind::Fee => "referral-entry-fee",
        EntryKind::Cost => "referral-entry-cost",
    }
}

const fn outcome_key(outcome: ReferralOutcome) -> &'static str {
    match outcome {
        ReferralOutcome::Recovered => "referral-was-recovered",
        ReferralOutcome::Returned => "referral-was-returned",
        ReferralOutcome::Withdrawn => "referral-was-withdrawn",
    }
}
