//! The claims that are with somebody else, those that came back, and what each hand brought and cost so far.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use receivables::money::Balances;
use store::referral::{Referral, ReferralSums};

use super::{badge, hands_key, of, rate};
use crate::failure::Failure;
use crate::frame::{Badge, Frame, Section, page};
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

#[derive(Template)]
#[template(path = "referrals.html")]
struct ReferralsPage {
    frame: Frame,
    hands: Vec<HandLine>,
    lines: Vec<Line>,
}

/// What one hand brought.
struct HandLine {
    name: String,
    kind: String,
    files: String,
    handed: Vec<String>,
    recovered: Vec<String>,
    rate: String,
    costs: Vec<String>,
}

struct Line {
    path: String,
    account: String,
    name: String,
    to: String,
    on: String,
    handed: Vec<String>,
    recovered: Vec<String>,
    badge: Badge,
}

/// Shows the referrals.
pub(crate) async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let referrals = store::referral::all(&mut reader, visitor.seen).await?;
    let sums = store::referral::sums(&mut reader, visitor.seen).await?;
    drop(reader);
    let words = &visitor.words;
    let (open, ended): (Vec<&Referral>, Vec<&Referral>) = referrals
        .iter()
        .partition(|referral| referral.ended.is_none());
    let shown = open.into_iter().chain(ended);
    page(&ReferralsPage {
        hands: hands(words, &referrals, &sums),
        lines: shown.map(|referral| line(words, referral, &sums)).collect(),
        frame: visitor.frame(Section::Debtors),
    })
}

fn line(words: &Words, referral: &Referral, sums: &ReferralSums) -> Line {
    Line {
        path: format!("/debtors/{}/referrals/{}", referral.debtor, referral.id),
        account: format!("/debtors/{}", referral.debtor),
        name: referral.debtor_name.clone(),
        to: referral.handed_to.clone(),
        on: words.day_in_figures(referral.handed_on),
        handed: words.balances_or_dash(&of(&sums.handed, referral.id)),
        recovered: words.balances_or_dash(&of(&sums.recovered, referral.id)),
        badge: badge(words, referral),
    }
}

/// Sums of one hand.
#[derive(Default)]
struct Hand {
    kind: &'static str,
    files: i64,
    sums: [Balances; 3],
}

fn hands(words: &Words, referrals: &[Referral], sums: &ReferralSums) -> Vec<HandLine> {
    let mut hands: BTreeMap<&str, Hand> = BTreeMap::new();
    for referral in referrals {
        let hand = hands.entry(&referral.handed_to).or_default();
        hand.kind = hands_key(referral.hands);
        hand.files += 1;
        let of_all = [&sums.handed, &sums.recovered, &sums.costs];
        for (sum, more) in hand.sums.iter_mut().zip(of_all) {
            for money in of(more, referral.id).non_zero() {
                sum.add(money);
            }
        }
    }
    let line = |(name, hand): (&str, Hand)| {
        let [handed, recovered, costs] = &hand.sums;
        HandLine {
            name: name.to_string(),
            kind: words.say(hand.kind),
            files: words.number(hand.files),
            handed: words.balances_or_dash(handed),
            recovered: words.balances_or_dash(recovered),
            rate: rate(words, handed, recovered),
            costs: words.balances_or_dash(costs),
        }
    };
    hands.into_iter().map(line).collect()
}
