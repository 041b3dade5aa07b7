//! Alerts: conditions somebody wants to hear of. Each account the day looks at is asked; what begins to hold is written
//! down once and waits for a person. Must never say the same thing twice while it goes on, and never send anything.

mod started;

use async_recursion::async_recursion as boxed;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use receivables::account::Account;
use receivables::calendar::plus_days;
use receivables::campaign::Brief;
use receivables::condition::{Behaviour, Condition, Facts, behaviour_from};
use receivables::currency::Currency;
use receivables::fact::{Hold, HoldReason};
use receivables::identity::{AlertHitId, AlertId, CampaignId, CreditorId, DebtorId, HoldId};
use receivables::money::Money;
use receivables::replay::{Stretch, stretches};
use store::account::PastContacts;
use store::alert::{Alert, AlertAct, NewHit, OpenHit};
use store::creditor::Creditor;
use store::page::Page;
use store::stamp::Stamp;
use store::{Session, StoreError, Transaction};

use crate::deciding::Deciding;
use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::refusal::{CampaignRefusal, NameRefusal, Refusal};
use crate::sanctions;
use crate::seat::Seat;
use crate::segments::evidence;
use crate::strategies::Readings;

/// Accounts tried at a time.
const ACCOUNTS_IN_A_PAGE: usize = 1000;
/// Days an alert is tried over before it is switched on.
pub const DAYS_TRIED: i32 = 90;

/// An alert that is switched on.
#[derive(Clone, Debug)]
struct Watched {
    alert: Alert,
    condition: Condition,
    /// The campaign it starts.
    draft: Option<Brief>,
}

/// The alerts of a creditor that are switched on, read for a run.
#[derive(Clone, Debug)]
pub(crate) struct Alerts {
    currency: Currency,
    read: Vec<Watched>,
    /// Alerts whose condition can no longer be read, or whose draft is gone: they say nothing, and the run says so.
    pub(crate) unreadable: Vec<String>,
}

impl Alerts {
    pub(crate) async fn of(
        session: &mut Session,
        creditor: &Creditor,
        readings: &Readings,
    ) -> Result<Alerts> {
        let mut alerts = Alerts {
            currency: creditor.currency,
            read: Vec::new(),
            unreadable: Vec::new(),
        };
        let known = store::alert::all(session, creditor.id).await?;
        for alert in known.into_iter().filter(|alert| alert.is_on) {
            let draft = match alert.draft {
                Some(id) => draft_of(session, (creditor.id, id)).await?,
                None => None,
            };
            let is_whole = draft.is_some() == alert.draft.is_some();
            match readings.condition(&alert.condition, creditor.currency) {
                Some(condition) if is_whole => alerts.read.push(Watched {
                    alert,
                    condition,
                    draft,
                }),
                _ => alerts.unreadable.push(alert.name),
            }
        }
        Ok(alerts)
    }

    /// True when a condition asks how invoices were paid.
    pub(crate) fn ask_behaviour(&self) -> bool {
        let mut read = self.read.iter();
        read.any(|watched| watched.condition.asks_behaviour())
    }
}

/// Asks the accounts of a page, writes down what begins and what ends, and holds the accounts that an alert holds.
/// Gives the next day on which each can turn out differently by itself.
pub(crate) async fn ask(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    deciding: &Deciding,
    (page, accounts, behaviours): (&Page, &mut [Account], &[Behaviour]),
) -> Result<BTreeMap<DebtorId, Date>> {
    let alerts = &deciding.alerts;
    let mut turn_on = BTreeMap::new();
    if alerts.read.is_empty() {
        return Ok(turn_on);
    }
    let (creditor, today) = (deciding.policy.creditor, deciding.today);
    let open = store::alert::open_of_page(transaction, creditor, page).await?;
    let mut open: BTreeMap<(DebtorId, AlertId), OpenHit> = open
        .into_iter()
        .map(|hit| ((hit.debtor, hit.alert), hit))
        .collect();
    let (mut begun, mut ended) = (Vec::new(), Vec::new());
    for account in accounts.iter_mut() {
        let debtor = account.debtor.id;
        let at = page.position(debtor.0).unwrap_or(usize::MAX);
        let behaviour = behaviours.get(at).copied().unwrap_or_default();
        let asked = match account.debtor.spoken_for() {
            // Its group is told of as one: what was said to the parent was said to it.
            Some(_) => alerts.silent(),
            None => alerts.asked(account, today, behaviour),
        };
        turn_on.extend(asked.turns_on.map(|day| (debtor, day)));
        for alert in asked.silent {
            ended.extend(open.remove(&(debtor, alert)).map(|hit| hit.id));
        }
        for (watched, mut hit) in asked.holding {
            let alert = &watched.alert;
            let known = open.get(&(debtor, alert.id));
            if known.is_some_and(|known| known.waits_since.is_none()) {
                continue;
            }
            if let Some(draft) = &watched.draft {
                let about = (&mut *account, today);
                hit.waits_since = started::start(transaction, stamp, (alert, draft), about).await?;
            }
            turn_on.extend(started::looked_at_again(
                account,
                &hit,
                turn_on.get(&debtor),
            ));
            if let Some(known) = known {
                if hit.waits_since.is_none() {
                    store::alert::start_waiting(transaction, creditor, known.id).await?;
                }
                continue;
            }
            if alert.act == AlertAct::Hold {
                let hold = held(transaction, stamp, deciding, (debtor, alert)).await?;
                account.holds.push(hold);
            }
            if let Some(measure) = alert.act.measure() {
                let wish = (measure, alert.name.as_str());
                sanctions::propose(transaction, stamp, (account, today), wish).await?;
            }
            begun.push(hit);
        }
    }
    store::alert::begin(transaction, stamp, creditor, &begun).await?;
    store::alert::end(transaction, (creditor, today), &ended).await?;
    Ok(turn_on)
}

/// What the alerts say of one account.
struct Asked<'a> {
    turns_on: Option<Date>,
    silent: Vec<AlertId>,
    holding: Vec<(&'a Watched, NewHit)>,
}

impl Alerts {
    /// What is said of an account that none of them is about.
    fn silent(&self) -> Asked<'_> {
        Asked {
            turns_on: None,
            silent: self.read.iter().map(|one| one.alert.id).collect(),
            holding: Vec::new(),
        }
    }

    fn asked(&self, account: &Account, today: Date, behaviour: Behaviour) -> Asked<'_> {
        let facts = Facts::of(account, (today, self.currency), behaviour);
        let mut asked = Asked {
            turns_on: None,
            silent: Vec::new(),
            holding: Vec::new(),
        };
        for watched in &self.read {
            let (alert, condition) = (&watched.alert, &watched.condition);
            let turns_on = condition.turns_on(&facts);
            asked.turns_on = [asked.turns_on, turns_on].into_iter().flatten().min();
            if !condition.holds(&facts) {
                asked.silent.push(alert.id);
                continue;
            }
            let hit = NewHit {
                alert: alert.id,
                debtor: account.debtor.id,
                began_on: today,
                evidence: evidence(&facts, condition.fields()),
                waits_since: None,
            };
            asked.holding.push((watched, hit));
        }
        asked
    }
}

async fn held(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    deciding: &Deciding,
    (debtor, alert): (DebtorId, &Alert),
) -> Result<Hold> {
    let hold = Hold {
        id: HoldId(0),
        item: None,
        from_on: deciding.today,
        until_on: None,
        reason: HoldReason::Other,
        lifted_on: None,
    };
    let owner = (deciding.policy.creditor, debtor);
    let id = store::hold::place(transaction, stamp, owner, &hold, Some(&alert.name)).await?;
    Ok(Hold { id, ..hold })
}

/// The draft of a campaign; nothing once it was approved or thrown away.
async fn draft_of(
    session: &mut Session,
    (creditor, id): (CreditorId, CampaignId),
) -> Result<Option<Brief>> {
    let kept = match store::campaign::find(session, creditor, id).await {
        Ok(kept) => kept,
        Err(StoreError::NotFound { .. }) => return Ok(None),
        Err(cause) => return Err(cause.into()),
    };
    let is_draft = kept.approved.is_none() && kept.ended.is_none();
    Ok(is_draft.then_some(kept.brief))
}

/// An alert as a person writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertDraft {
    /// What people call it.
    pub name: String,
    /// Its condition.
    pub condition: String,
    /// What it does besides telling.
    pub act: AlertAct,
    /// The draft of the campaign it starts.
    pub campaign: Option<CampaignId>,
    /// True when it is switched on.
    pub is_on: bool,
}

/// An account for which an alert would have spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriedHit {
    /// The account.
    pub debtor: DebtorId,
    /// Its name.
    pub name: String,
    /// The days, with what was overdue on the first.
    pub stretch: Stretch,
}

/// What an alert would have said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The first day looked at.
    pub from: Date,
    /// The last one: today.
    pub to: Date,
    /// The first of them, those that go on before the others, the latest first.
    pub hits: Vec<TriedHit>,
    /// How many there were, and for how many accounts.
    pub counts: (usize, usize),
    /// How many go on today.
    pub going_on: usize,
    /// What was overdue on the first day of each, in the creditor's currency: an account that was told of twice counts
    /// twice.
    pub overdue: Money,
}

impl Desk {
    /// Keeps an alert: a new one (`id` is nothing), or one that is changed. Refused without a name, with the name of
    /// another, with a condition that cannot be read, or to start a campaign that is no draft.
    #[boxed]
    pub async fn keep_alert(
        &self,
        seat: &Seat,
        id: Option<AlertId>,
        written: &AlertDraft,
    ) -> Result<AlertId> {
        let (mut transaction, creditor, today) = self.begin(seat).await?;
        let name = written.name.trim();
        if name.is_empty() {
            return Err(NameRefusal::AlertWithout.into());
        }
        let known = store::alert::all(&mut transaction, seat.creditor).await?;
        let is_taken = |alert: &Alert| Some(alert.id) != id && alert.name == name;
        if known.iter().any(is_taken) {
            return Err(NameRefusal::AlertTaken { name: name.into() }.into());
        }
        let draft = written
            .campaign
            .filter(|_| written.act == AlertAct::StartCampaign);
        if written.act == AlertAct::StartCampaign {
            let known = match draft {
                Some(id) => draft_of(&mut transaction, (seat.creditor, id)).await?,
                None => None,
            };
            known.ok_or(CampaignRefusal::NoDraftToStart)?;
        }
        let condition = Condition::parse(&written.condition, creditor.currency)
            .map_err(|problems| Refusal::ConditionFaulty { problems })?;
        let alert = Alert {
            id: id.unwrap_or(AlertId(0)),
            name: name.to_string(),
            condition: condition.text().to_string(),
            act: written.act,
            draft,
            is_on: written.is_on,
        };
        let stamp = self.stamp(&seat.actor);
        let kept = match id {
            Some(id) if known.iter().all(|known| known.id != id) => {
                return Err(DeskError::NotFound("alert"));
            }
            Some(id) => {
                let day = (seat.creditor, today);
                store::alert::change(&mut transaction, &stamp, day, &alert).await?;
                id
            }
            None => store::alert::add(&mut transaction, &stamp, seat.creditor, &alert).await?,
        };
        transaction.commit().await?;
        Ok(kept)
    }

    /// Takes an alert away; what it said ends today and stays in its history.
    #[boxed]
    pub async fn remove_alert(&self, seat: &Seat, id: AlertId) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let day = (seat.creditor, today);
        store::alert::remove(&mut transaction, &stamp, day, id).await?;
        Ok(transaction.commit().await?)
    }

    /// Says that a person saw to what an alert told. It speaks again only after its condition did not hold meanwhile.
    #[boxed]
    pub async fn see_to_alert(&self, seat: &Seat, id: AlertHitId) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        store::alert::handle(&mut transaction, &stamp, seat.creditor, id).await?;
        Ok(transaction.commit().await?)
    }

    /// What a condition would have said over the last days, as the books stood each morning. What carries no date of
    /// its own (phase, tags, addresses, average delays) is taken as it is today.
    #[boxed]
    pub async fn try_alert(
        &self,
        seat: &Seat,
        condition: &Condition,
        most_shown: usize,
    ) -> Result<Tried> {
        let mut reader = self.store().reader().await?;
        let policy = std::sync::Arc::new(self.policy(&mut reader, seat.creditor, None).await?);
        let to = self.clock().today(&policy.time_zone);
        let from = plus_days(to, -DAYS_TRIED);
        let everybody = store::review::due(&mut reader, seat.creditor, Date::MAX).await?;
        let mut hits = Vec::new();
        for page in everybody.pages(ACCOUNTS_IN_A_PAGE) {
            let of_past = (to, PastContacts::Kept);
            let histories = store::history::load_page(&mut reader, &policy, &page, of_past).await?;
            let behaviours = match condition.asks_behaviour() {
                true => {
                    let since = behaviour_from(to);
                    store::behaviour::of_page(&mut reader, seat.creditor, &page, since).await?
                }
                false => Vec::new(),
            };
            for history in &histories {
                let debtor = &history.account.debtor;
                let at = page.position(debtor.id.0).unwrap_or(usize::MAX);
                let behaviour = behaviours.get(at).copied().unwrap_or_default();
                let found = stretches(history, (condition, behaviour), (from, to));
                hits.extend(found.into_iter().map(|stretch| TriedHit {
                    debtor: debtor.id,
                    name: debtor.name.clone(),
                    stretch,
                }));
            }
            // Pages of the web are served between two pages of accounts.
            tokio::task::yield_now().await;
        }
        let accounts: BTreeSet<DebtorId> = hits.iter().map(|hit| hit.debtor).collect();
        let overdue = hits.iter().map(|hit| hit.stretch.overdue.minor);
        let overdue = Money::new(overdue.sum(), condition.currency());
        let going_on = hits.iter().filter(|hit| hit.stretch.to.is_none()).count();
        let counts = (hits.len(), accounts.len());
        hits.sort_by_key(|hit| {
            let ended = hit.stretch.to.is_some();
            (ended, std::cmp::Reverse(hit.stretch.from), hit.debtor)
        });
        hits.truncate(most_shown);
        Ok(Tried {
            from,
            to,
            hits,
            counts,
            going_on,
            overdue,
        })
    }
}
