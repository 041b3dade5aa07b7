//! What came of a campaign: account by account what left and what was settled of it since, and what is still to come.
//! Must never say that the campaign brought the money: it says what was settled after it.

use async_recursion::async_recursion as boxed;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use receivables::account::Account;
use receivables::decide::CampaignProspect;
use receivables::identity::{CampaignId, CreditorId, DebtorId, ItemId, NoticeId};
use receivables::money::Balances;
use store::campaign::{CampaignStanding, KeptCampaign, LeftOut};
use store::notice::{Notice, Standing};
use store::page::{Page, Reach};
use store::{Seen, Session};

use super::forecast::Asking;
use crate::desk::Desk;
use crate::error::Result;
use crate::seat::Seat;

/// Accounts looked at together.
const ACCOUNTS_IN_A_PAGE: usize = 1000;

/// What came of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignResult {
    /// The campaign.
    pub campaign: KeptCampaign,
    /// Where it stands today.
    pub standing: CampaignStanding,
    /// Its accounts, by name.
    pub lines: Vec<ResultLine>,
    /// What those were asked for that heard of it, and what of that is settled since.
    pub asked: Balances,
    /// Of that, settled by payment or credit since.
    pub settled: Balances,
    /// Promises taken since, disputes opened since, answers received since, from those who heard of it.
    pub since: [usize; 3],
}

/// One account of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultLine {
    /// The account.
    pub debtor: DebtorId,
    /// Its name.
    pub name: String,
    /// What came of it.
    pub outcome: AccountOutcome,
}

/// What came of a campaign for an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountOutcome {
    /// It was left out from the start.
    LeftOut(LeftOut),
    /// Something was written down.
    Written {
        /// The notice.
        notice: NoticeId,
        /// Where it stands.
        standing: Standing,
        /// The day it was done, or is planned for.
        on: Date,
        /// What it asks for.
        asked: Balances,
        /// What of that is settled since; nothing before it was sent.
        settled: Balances,
    },
    /// Nothing was written down yet.
    Expected(CampaignProspect),
    /// The campaign is over and never spoke to it.
    NotReached,
}

impl CampaignResult {
    /// How many accounts have an outcome.
    pub fn count(&self, is: impl Fn(&AccountOutcome) -> bool) -> usize {
        self.lines.iter().filter(|line| is(&line.outcome)).count()
    }
}

impl Desk {
    /// What came of a campaign that was approved.
    #[boxed]
    pub async fn campaign_result(&self, seat: &Seat, id: CampaignId) -> Result<CampaignResult> {
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let campaign = store::campaign::find(&mut reader, seat.creditor, id).await?;
        let seen = Seen::by_the_machine(seat.creditor);
        let accounts = store::campaign::accounts(&mut reader, seen, id).await?;
        let written = latest(store::campaign::notices(&mut reader, seen, id).await?);
        let standing = campaign.standing(today);
        let silent: BTreeSet<DebtorId> = accounts
            .iter()
            .filter(|account| account.left_out.is_none())
            .map(|account| account.debtor)
            .filter(|debtor| !written.contains_key(debtor))
            .collect();
        let deciding = self.deciding(seat, today).await?;
        let asking = Asking::of(&deciding, id, &campaign.brief);
        let mut expected = match standing {
            CampaignStanding::Over | CampaignStanding::Draft => BTreeMap::new(),
            CampaignStanding::Coming | CampaignStanding::Running => {
                expected(&mut reader, &asking, silent).await?
            }
        };
        let heard: BTreeMap<DebtorId, Date> = written
            .iter()
            .filter(|(_, notice)| notice.standing() == Standing::Sent)
            .map(|(debtor, notice)| (*debtor, done_on(notice, &creditor.policy.time_zone)))
            .collect();
        let asked_on = asked_on(&written, &heard);
        let of_those = (&heard, &asked_on);
        let since = since(&mut reader, &asking, of_those, seat.creditor).await?;
        let lines = accounts.into_iter().map(|account| {
            let debtor = account.debtor;
            let outcome = match (account.left_out, written.get(&debtor)) {
                (Some(why), _) => AccountOutcome::LeftOut(why),
                (None, Some(notice)) => {
                    outcome(notice, &since.settled, heard.get(&debtor).copied())
                }
                (None, None) => expected
                    .remove(&debtor)
                    .map_or(AccountOutcome::NotReached, AccountOutcome::Expected),
            };
            ResultLine {
                debtor,
                name: account.name,
                outcome,
            }
        });
        let lines: Vec<ResultLine> = lines.collect();
        let [asked, settled] = sums(&lines);
        Ok(CampaignResult {
            campaign,
            standing,
            lines,
            asked,
            settled,
            since: since.counts,
        })
    }
}

/// The last notice of each account that was not taken back.
fn latest(notices: Vec<Notice>) -> BTreeMap<DebtorId, Notice> {
    let standing = notices.into_iter();
    standing
        .filter(|notice| notice.standing() != Standing::Withdrawn)
        .map(|notice| (notice.debtor, notice))
        .collect()
}

async fn expected(
    session: &mut Session,
    asking: &Asking<'_>,
    silent: BTreeSet<DebtorId>,
) -> Result<BTreeMap<DebtorId, CampaignProspect>> {
    let mut found = BTreeMap::new();
    let all: Vec<DebtorId> = silent.into_iter().collect();
    for part in all.chunks(ACCOUNTS_IN_A_PAGE) {
        let page = Page::new(part.to_vec(), Reach::List);
        for (account, review) in asking.accounts(session, &page).await? {
            let account = asking.taking_part(account);
            let prospect = asking.prospect(&account, &review)?;
            found.insert(account.debtor.id, prospect);
        }
    }
    Ok(found)
}

/// What happened since the accounts heard of a campaign.
#[derive(Default)]
struct Since {
    /// Promises, disputes and answers.
    counts: [usize; 3],
    /// What was settled of each claim, in minor units.
    settled: BTreeMap<ItemId, i64>,
}

/// What happened since each account heard of the campaign, and since each claim was asked for: those of a group stand on
/// the accounts of its members.
async fn since(
    session: &mut Session,
    asking: &Asking<'_>,
    (heard, asked_on): (&BTreeMap<DebtorId, Date>, &BTreeMap<ItemId, Date>),
    creditor: CreditorId,
) -> Result<Since> {
    let mut since = Since::default();
    let all: Vec<DebtorId> = heard.keys().copied().collect();
    for part in all.chunks(ACCOUNTS_IN_A_PAGE) {
        let page = Page::new(part.to_vec(), Reach::List);
        for (account, _) in asking.accounts(session, &page).await? {
            let Some(from) = heard.get(&account.debtor.id) else {
                continue;
            };
            let found = facts_since(&account, *from);
            for (count, more) in since.counts.iter_mut().zip(found) {
                *count += more;
            }
        }
    }
    let claims: Vec<ItemId> = asked_on.keys().copied().collect();
    for part in claims.chunks(ACCOUNTS_IN_A_PAGE) {
        let put = store::allocation::put_on(session, creditor, part).await?;
        for (claim, on, minor) in put {
            if asked_on.get(&claim).is_some_and(|asked| on >= *asked) {
                *since.settled.entry(claim).or_default() += minor;
            }
        }
    }
    Ok(since)
}

/// The day each claim was asked for by a message that left.
fn asked_on(
    written: &BTreeMap<DebtorId, Notice>,
    heard: &BTreeMap<DebtorId, Date>,
) -> BTreeMap<ItemId, Date> {
    let left = written
        .iter()
        .filter_map(|(debtor, notice)| Some((notice, *heard.get(debtor)?)));
    left.flat_map(|(notice, on)| notice.act.items.iter().map(move |item| (item.item, on)))
        .collect()
}

fn facts_since(account: &Account, from: Date) -> [usize; 3] {
    let promises = account.promises.iter();
    let disputes = account.disputes.iter();
    let replies = account.replies.iter();
    [
        promises.filter(|promise| promise.taken_on >= from).count(),
        disputes.filter(|dispute| dispute.opened_on >= from).count(),
        replies.filter(|reply| reply.received_on >= from).count(),
    ]
}

fn done_on(notice: &Notice, zone: &str) -> Date {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let sent = notice.sent_at;
    sent.map_or(notice.planned_on, |at| zone.to_datetime(at).date())
}

fn outcome(
    notice: &Notice,
    settled_of: &BTreeMap<ItemId, i64>,
    heard_on: Option<Date>,
) -> AccountOutcome {
    let (mut asked, mut settled) = (Balances::new(), Balances::new());
    for item in &notice.act.items {
        asked.add(item.asked);
        let paid = settled_of.get(&item.item).copied().unwrap_or(0);
        settled.add(item.asked.with_minor(paid.clamp(0, item.asked.minor)));
    }
    AccountOutcome::Written {
        notice: notice.id,
        standing: notice.standing(),
        on: heard_on.unwrap_or(notice.planned_on),
        asked,
        settled,
    }
}

/// What those were asked for that heard of it, and what of that is settled.
fn sums(lines: &[ResultLine]) -> [Balances; 2] {
    let mut sums = [Balances::new(), Balances::new()];
    for line in lines {
        let AccountOutcome::Written {
            standing: Standing::Sent,
            asked,
            settled,
            ..
        } = &line.outcome
        else {
            continue;
        };
        for (sum, more) in sums.iter_mut().zip([asked, settled]) {
            for money in more.non_zero() {
                sum.add(money);
            }
        }
    }
    sums
}
