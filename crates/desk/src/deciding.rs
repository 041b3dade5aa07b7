//! Deciding a page of accounts and writing it down: the one way verdicts get into the store, for the daily
//! run, for the acts of people and for dry runs. Must never carry anything.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use receivables::account::{Account, CreditorPolicy};
use receivables::calendar::{Calendar, plus_days};
use receivables::condition::{Behaviour, behaviour_from};
use receivables::decide::{Decision, Followed, Gate, Next, PlannedAct, Verdict, decide_following};
use receivables::identity::{DebtorId, DecisionId, NoticeId, StrategyVersionId};
use receivables::reason::Reason;
use receivables::strategy::{CONFIRM_INVOICE, PERSONAL_MESSAGE, Strategy};
use store::Transaction;
use store::account::AsOf;
use store::decision::WrittenDecision;
use store::notice::{NewNotice, Notice, Standing, Withdrawal};
use store::page::Page;
use store::review::Review;
use store::run::PageOutcome;
use store::segment::NewMove;
use store::stamp::Stamp;

use crate::alerts::{self, Alerts};
use crate::error::Result;
use crate::phases;
use crate::sanctions;
use crate::segments::Placed;
use crate::strategies::Strategies;

/// An account with nothing that changes by itself is still looked at this often.
const DAYS_UNTIL_LOOKED_AT_AGAIN: i32 = 365;

/// What deciding needs besides the accounts.
pub(crate) struct Deciding {
    pub policy: Arc<CreditorPolicy>,
    pub strategies: Strategies,
    pub alerts: Alerts,
    pub calendar: Calendar,
    pub today: Date,
}

impl Deciding {
    /// The decision about an account whose own strategy is known; items that name another one follow that.
    pub(crate) fn decide(&self, account: &Account, strategy: &Strategy) -> Decision {
        let others = self.strategies.of_items(account);
        let followed = Followed {
            account: strategy,
            others: &others,
        };
        decide_following(account, followed, &self.calendar, self.today)
    }
}

/// What was decided for some accounts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub accounts: u64,
    pub changed: u64,
    pub planned: u64,
    pub withdrawn: u64,
    pub moved: u64,
    pub held: BTreeMap<Gate, u64>,
    pub lines: Vec<PlannedLine>,
}

/// One act of a run, for its report.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PlannedLine {
    /// The account.
    pub debtor: DebtorId,
    /// Its name.
    pub name: String,
    /// The act.
    pub act: PlannedAct,
}

/// Decides a page and writes what is new: decisions, notices, reviews; takes back what no longer stands.
pub(crate) async fn decide_page(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    deciding: &mut Deciding,
    page: &Page,
    tally: &mut Tally,
) -> Result<()> {
    let creditor = deciding.policy.creditor;
    let reviews = store::review::lock_page(transaction, creditor, page).await?;
    let as_of = AsOf::now(deciding.today);
    let mut accounts =
        store::group::load_voices(transaction, &deciding.policy, page, as_of).await?;
    // Another worker holds an account whose review is not here.
    accounts.retain(|account| is_among(&reviews, account.debtor.id));
    let sanctioned = (page, accounts.as_mut_slice());
    sanctions::lift_ended(transaction, stamp, deciding, sanctioned).await?;
    sanctions::propose_again(transaction, stamp, deciding, &mut accounts).await?;
    phases::leave(transaction, stamp, deciding, &mut accounts).await?;
    let behaviours = behaviours(transaction, deciding, page).await?;
    let asked = (page, accounts.as_mut_slice(), behaviours.as_slice());
    let alerts_turn_on = alerts::ask(transaction, stamp, deciding, asked).await?;
    let mut waiting = waiting_by_debtor(transaction, deciding, page).await?;
    let mut outcome = PageOutcome::default();
    let mut reviews = reviews.into_iter().peekable();
    for account in &accounts {
        let id = account.debtor.id;
        while reviews.next_if(|review| review.debtor < id).is_some() {}
        let Some(review) = reviews.next_if(|review| review.debtor == id) else {
            continue;
        };
        let at = page.position(id.0).unwrap_or(usize::MAX);
        let behaviour = behaviours.get(at).copied().unwrap_or_default();
        let (placed, moved) = place(deciding, account, &review, behaviour);
        tally.moved += u64::from(moved.is_some());
        outcome.moves.extend(moved);
        let (mut decision, version) = decide_account(deciding, account, (&review, placed))?;
        tally.count(&decision, &account.debtor.name);
        let mut written = write_down(stamp, deciding, (&mut decision, version), &review);
        written.review.segment = placed.segment;
        let turn_on = [placed.turns_on, alerts_turn_on.get(&id).copied()];
        let reviewed_on = Some(written.review.next_review_on);
        let first = turn_on.into_iter().chain([reviewed_on]).flatten().min();
        written.review.next_review_on = first.unwrap_or(Date::MAX);
        tally.changed += u64::from(written.decision.is_some());
        let before = waiting.remove(&id).unwrap_or_default();
        let kept = take_back(&decision, before, &mut outcome.withdrawals);
        let notices = new_notices(stamp, &decision, &kept, written.review.decision);
        outcome.notices.extend(notices);
        outcome.decisions.extend(written.decision);
        outcome.reviews.push(written.review);
    }
    let written = store::run::write_page(transaction, stamp, creditor, &outcome).await?;
    tally.planned += written.planned;
    tally.withdrawn += written.withdrawn;
    Ok(())
}

/// True for an account whose review is there; they stand in the order of their accounts.
fn is_among(reviews: &[Review], debtor: DebtorId) -> bool {
    reviews
        .binary_search_by_key(&debtor, |review| review.debtor)
        .is_ok()
}

/// How the debtors of a page paid, when a segment or an alert asks.
async fn behaviours(
    transaction: &mut Transaction,
    deciding: &Deciding,
    page: &Page,
) -> Result<Vec<Behaviour>> {
    if !deciding.strategies.segments.ask_behaviour() && !deciding.alerts.ask_behaviour() {
        return Ok(Vec::new());
    }
    let since = behaviour_from(deciding.today);
    let creditor = deciding.policy.creditor;
    Ok(store::behaviour::of_page(transaction, creditor, page, since).await?)
}

/// The segment an account belongs to today, and its move when it was in another one.
fn place(
    deciding: &Deciding,
    account: &Account,
    review: &Review,
    behaviour: Behaviour,
) -> (Placed, Option<NewMove>) {
    let segments = &deciding.strategies.segments;
    let facts = segments.facts(account, deciding.today, behaviour);
    let placed = facts
        .as_ref()
        .map_or_else(Placed::default, |facts| segments.place(facts));
    if placed.segment == review.segment {
        return (placed, None);
    }
    let between = [review.segment, placed.segment];
    let evidence = facts.map_or_else(
        || "{}".to_string(),
        |facts| segments.evidence(&facts, between),
    );
    let moved = NewMove {
        debtor: account.debtor.id,
        from: review.segment,
        to: placed.segment,
        moved_on: deciding.today,
        evidence,
    };
    (placed, Some(moved))
}

fn decide_account(
    deciding: &mut Deciding,
    account: &Account,
    (review, placed): (&Review, Placed),
) -> Result<(Decision, StrategyVersionId)> {
    let in_episode = review.episode_started_on.is_some();
    let started_with = review.strategy_version.filter(|_| in_episode);
    let version = deciding
        .strategies
        .for_account(account, placed.segment, started_with)?;
    let decision = deciding.decide(account, &version.strategy);
    Ok((decision, version.id))
}

/// What a decision leaves in the store: itself when it says something new, and the account's review.
struct WrittenDown {
    decision: Option<WrittenDecision>,
    review: Review,
}

fn write_down(
    stamp: &Stamp<'_>,
    deciding: &Deciding,
    (decision, version): (&mut Decision, StrategyVersionId),
    before: &Review,
) -> WrittenDown {
    let today = deciding.today;
    let next_review_on = decision
        .next_review_on
        .unwrap_or_else(|| plus_days(today, DAYS_UNTIL_LOOKED_AT_AGAIN));
    let words = DecisionWords::of(decision);
    let is_new = before.verdict_digest != Some(words.digest);
    let id = is_new.then(|| DecisionId(stamp.id()));
    let resting = decision.verdict == Verdict::Rest;
    let review = Review {
        debtor: decision.debtor,
        next_review_on,
        decided_on: Some(today),
        verdict_digest: Some(words.digest),
        decision: id.or(before.decision),
        strategy_version: (!resting).then_some(version),
        episode_started_on: (!resting).then(|| before.episode_started_on.unwrap_or(today)),
        segment: before.segment,
    };
    let decision = id.map(|id| WrittenDecision {
        id,
        debtor: decision.debtor,
        decided_on: today,
        verdict: words.verdict,
        reasons: words.reasons,
        strategy_version: Some(version),
        next_review_on,
    });
    WrittenDown { decision, review }
}

async fn waiting_by_debtor(
    transaction: &mut Transaction,
    deciding: &Deciding,
    page: &Page,
) -> Result<BTreeMap<DebtorId, Vec<Notice>>> {
    let mut waiting: BTreeMap<DebtorId, Vec<Notice>> = BTreeMap::new();
    for notice in
        store::notice::waiting_of_page(transaction, deciding.policy.creditor, page).await?
    {
        waiting.entry(notice.debtor).or_default().push(notice);
    }
    Ok(waiting)
}

/// Takes back prepared notices that no longer stand; gives the ones that do.
fn take_back(
    decision: &Decision,
    before: Vec<Notice>,
    withdrawals: &mut Vec<Withdrawal>,
) -> Vec<Notice> {
    let mut kept = Vec::new();
    for notice in before {
        let in_hands = matches!(notice.standing(), Standing::Leaving | Standing::Unknown);
        if in_hands || stands(&notice, decision) {
            kept.push(notice);
            continue;
        }
        let reason = match decision.acts().iter().any(|act| act.key == notice.act.key) {
            true => "replaced",
            false => "no-longer-due",
        };
        withdrawals.push(Withdrawal {
            notice: notice.id,
            debtor: notice.debtor,
            reason,
        });
    }
    kept
}

/// True when what was prepared is what would be prepared now. What a person wrote stands on that person's word.
fn stands(notice: &Notice, decision: &Decision) -> bool {
    if notice.act.step == PERSONAL_MESSAGE {
        return true;
    }
    let is_same = |act: &PlannedAct| {
        act.key == notice.act.key
            && act.channel == notice.act.channel
            && act.release == notice.act.release
            && act.recipient == notice.act.recipient
            && act.items == notice.act.items
    };
    decision.acts().iter().any(is_same) || is_still_open(notice, decision)
}

/// True for work that waits for a person and that the facts still ask for.
fn is_still_open(notice: &Notice, decision: &Decision) -> bool {
    let leading = notice.act.leading;
    let of_leading = decision
        .outlook
        .iter()
        .filter(|outlook| outlook.item == leading);
    let is_decided_anew = decision.acts().iter().any(|act| act.key == notice.act.key);
    of_leading.into_iter().any(|outlook| {
        let Next::Because { reason } = &outlook.next else {
            return false;
        };
        match reason {
            Reason::TaskOpen { notice: open, .. } => *open == notice.id,
            // A day off or a hold on the debtor does not put our invoice right.
            Reason::InvoiceUnconfirmed { .. } => {
                notice.act.step == CONFIRM_INVOICE && !is_decided_anew
            }
            _ => false,
        }
    })
}

fn new_notices(
    stamp: &Stamp<'_>,
    decision: &Decision,
    kept: &[Notice],
    written: Option<DecisionId>,
) -> Vec<NewNotice> {
    let fresh = decision
        .acts()
        .iter()
        .filter(|act| kept.iter().all(|notice| notice.act.key != act.key));
    fresh
        .map(|act| NewNotice {
            id: NoticeId(stamp.id()),
            debtor: decision.debtor,
            decision: written,
            act: act.clone(),
            planned_on: decision.on,
        })
        .collect()
}

impl Tally {
    fn count(&mut self, decision: &Decision, name: &str) {
        self.accounts += 1;
        if let Verdict::Hold { gate } = decision.verdict {
            *self.held.entry(gate).or_default() += 1;
        }
        if self.lines.len() < self.lines.capacity() {
            let lines = decision.acts().iter().map(|act| PlannedLine {
                debtor: decision.debtor,
                name: name.to_string(),
                act: act.clone(),
            });
            self.lines.extend(lines);
        }
    }
}

/// What a decision is kept as, and a digest that tells whether it says what the last one said.
struct DecisionWords {
    verdict: String,
    reasons: String,
    digest: i64,
}

impl DecisionWords {
    /// The date a message would ask for moves with the day while the verdict stays the same, so it is left
    /// out of the words and put back.
    fn of(decision: &mut Decision) -> DecisionWords {
        let mut asked_by = Vec::new();
        if let Verdict::Act { acts } = &mut decision.verdict {
            asked_by.extend(acts.iter_mut().map(|act| act.payment_asked_by.take()));
        }
        let verdict = serde_json::to_string(&decision.verdict).unwrap_or_default();
        if let Verdict::Act { acts } = &mut decision.verdict {
            for (act, asked_by) in acts.iter_mut().zip(asked_by) {
                act.payment_asked_by = asked_by;
            }
        }
        let reasons = serde_json::to_string(&decision.reasons).unwrap_or_default();
        let mut hasher = blake3::Hasher::new();
        hasher
            .update(verdict.as_bytes())
            .update(b"\n")
            .update(reasons.as_bytes());
        let first: [u8; 8] = hasher
            .finalize()
            .as_bytes()
            .first_chunk()
            .copied()
            .unwrap_or_default();
        DecisionWords {
            verdict,
            reasons,
            digest: i64::from_le_bytes(first),
        }
    }
}
