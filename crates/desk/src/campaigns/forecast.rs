//! What a campaign would do if it were approved now: account by account, whom it speaks to and when, whom it does not
//! and why, and where it meets the strategies. Must never write anything down.

use async_recursion::async_recursion as boxed;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use receivables::account::Account;
use receivables::calendar::{Calendar, plus_days};
use receivables::campaign::{Brief, Campaign};
use receivables::decide::{CampaignProspect, Followed, campaign_prospect, next_contact};
use receivables::identity::{CampaignId, DebtorId};
use receivables::money::Balances;
use receivables::reason::Reason;
use store::account::AsOf;
use store::campaign::LeftOut;
use store::page::{Page, Reach};
use store::review::Review;
use store::{Seen, Session};

use crate::composing::Preview;
use crate::deciding::Deciding;
use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::refusal::CampaignRefusal;
use crate::seat::Seat;

/// Accounts looked at together.
const ACCOUNTS_IN_A_PAGE: usize = 1000;

/// What would come of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Every account its condition holds for; a group stands under the debtor that speaks for it.
    pub lines: Vec<ForecastLine>,
    /// What it was made for.
    brief: Brief,
}

/// One account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForecastLine {
    /// The account.
    pub debtor: DebtorId,
    /// Its name.
    pub name: String,
    /// What comes of it.
    pub fate: CampaignFate,
    /// What it would be asked for; nothing when it is not spoken to.
    pub asked: Balances,
    /// The step of its strategy that the campaign meets, and its day.
    pub meets: Option<(String, Date)>,
}

/// What comes of a campaign for one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CampaignFate {
    /// It is left out.
    LeftOut(LeftOut),
    /// It is spoken to.
    Speaks {
        /// The first day nothing stands against it.
        on: Date,
    },
    /// Nobody there can be reached that way.
    OutOfReach,
    /// Nothing is late.
    NothingLate,
    /// Something stands against it.
    Kept {
        /// What.
        reason: Reason,
    },
}

impl Forecast {
    /// A mark of what is approved by it: the brief and whom it speaks to or leaves out. Amounts and days may move.
    pub fn mark(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(format!("{:?}", self.brief).as_bytes());
        for line in &self.lines {
            let left_out = match line.fate {
                CampaignFate::LeftOut(why) => Some(why),
                _ => None,
            };
            hasher.update(format!("{}{left_out:?}", line.debtor).as_bytes());
        }
        hasher.finalize().to_hex().chars().take(32).collect()
    }

    /// How many accounts are spoken to.
    pub fn spoken_to(&self) -> usize {
        let speaks = |line: &&ForecastLine| matches!(line.fate, CampaignFate::Speaks { .. });
        self.lines.iter().filter(speaks).count()
    }

    /// What they are asked for.
    pub fn asked(&self) -> Balances {
        let mut sum = Balances::new();
        for money in self.lines.iter().flat_map(|line| line.asked.non_zero()) {
            sum.add(money);
        }
        sum
    }
}

impl Desk {
    /// What would come of a draft if it were approved now; for one that was approved, of the accounts it has.
    #[boxed]
    pub async fn forecast_campaign(&self, seat: &Seat, id: CampaignId) -> Result<Forecast> {
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        let kept = store::campaign::find(&mut reader, seat.creditor, id).await?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let seen = Seen::by_the_machine(seat.creditor);
        let found = self.matching(seen, &kept.brief.condition, today).await?;
        let debtors = found.iter().map(|candidate| candidate.debtor).collect();
        let deciding = self.deciding(seat, today).await?;
        let asking = Asking::of(&deciding, id, &kept.brief);
        let lines = asking.lines(&mut reader, debtors).await?;
        Ok(Forecast {
            lines,
            brief: kept.brief,
        })
    }

    /// What a campaign would say to an account, on the facts of today.
    #[boxed]
    pub async fn preview_campaign(
        &self,
        seat: &Seat,
        id: CampaignId,
        debtor: DebtorId,
    ) -> Result<Preview> {
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        let kept = store::campaign::find(&mut reader, seat.creditor, id).await?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let deciding = self.deciding(seat, today).await?;
        let asking = Asking::of(&deciding, id, &kept.brief);
        let page = Page::new(vec![debtor], Reach::List);
        let mut found = asking.accounts(&mut reader, &page).await?;
        let (account, review) = found.pop().ok_or(DeskError::NotFound("debtor"))?;
        let account = asking.taking_part(account);
        let prospect = asking.prospect(&account, &review)?;
        let CampaignProspect::Speaks { on, act } = prospect else {
            return Err(CampaignRefusal::SpeaksToNobody.into());
        };
        let library = self.library(&mut reader, seat.creditor).await?;
        let from = (&creditor, &*library);
        let (message, sender) = self.message(from, (&act, Some(&kept)), &account, on)?;
        let recipient = act.recipient.address.clone();
        Ok(Preview {
            message,
            sender,
            recipient,
            enclosures: Vec::new(),
        })
    }
}

/// A campaign that is asked about.
pub(crate) struct Asking<'a> {
    deciding: &'a Deciding,
    brief: &'a Brief,
    campaign: Arc<Campaign>,
}

impl<'a> Asking<'a> {
    pub(crate) fn of(deciding: &'a Deciding, id: CampaignId, brief: &'a Brief) -> Self {
        Asking {
            deciding,
            brief,
            campaign: Arc::new(brief.campaign(id)),
        }
    }

    /// The lines of some accounts, those of groups under who speaks for them.
    async fn lines(
        &self,
        session: &mut Session,
        debtors: BTreeSet<DebtorId>,
    ) -> Result<Vec<ForecastLine>> {
        let mut lines = Vec::new();
        let mut seen = BTreeSet::new();
        let mut waiting = debtors;
        while !waiting.is_empty() {
            let mut voices = BTreeSet::new();
            let all: Vec<DebtorId> = std::mem::take(&mut waiting).into_iter().collect();
            for part in all.chunks(ACCOUNTS_IN_A_PAGE) {
                let page = Page::new(part.to_vec(), Reach::List);
                for (account, review) in self.accounts(session, &page).await? {
                    match account.debtor.spoken_for() {
                        Some(voice) => _ = voices.insert(voice.debtor),
                        None if seen.insert(account.debtor.id) => {
                            lines.push(self.line(account, &review)?);
                        }
                        None => {}
                    }
                }
            }
            // Who speaks for others is spoken for by nobody, so this ends.
            waiting = voices.difference(&seen).copied().collect();
        }
        Ok(lines)
    }

    /// The accounts of a page with their reviews.
    pub(crate) async fn accounts(
        &self,
        session: &mut Session,
        page: &Page,
    ) -> Result<Vec<(Account, Review)>> {
        let policy = &self.deciding.policy;
        let as_of = AsOf::now(self.deciding.today);
        let accounts = store::group::load_voices(session, policy, page, as_of).await?;
        let reviews = store::review::of_page(session, policy.creditor, page).await?;
        let of_debtor = reviews.into_iter().map(|review| (review.debtor, review));
        let mut reviews: BTreeMap<DebtorId, Review> = of_debtor.collect();
        let both = accounts.into_iter().filter_map(|account| {
            let review = reviews.remove(&account.debtor.id)?;
            Some((account, review))
        });
        Ok(both.collect())
    }

    fn line(&self, mut account: Account, review: &Review) -> Result<ForecastLine> {
        let other = account.campaign.take();
        let other = other.filter(|other| other.id != self.campaign.id);
        let is_elsewhere = other.is_some_and(|other| !other.is_over(&account, self.deciding.today));
        let meets = self.meets(&account, review)?;
        let account = self.taking_part(account);
        let prospect = self.prospect(&account, review)?;
        let gives_way = self.brief.meeting == receivables::campaign::Meeting::LeaveOut;
        let mut asked = Balances::new();
        let fate = match prospect {
            _ if is_elsewhere => CampaignFate::LeftOut(LeftOut::OtherCampaign),
            _ if gives_way && meets.is_some() => CampaignFate::LeftOut(LeftOut::StepComes),
            CampaignProspect::Speaks { on, act } => {
                for item in &act.items {
                    asked.add(item.asked);
                }
                CampaignFate::Speaks { on }
            }
            CampaignProspect::OutOfReach => CampaignFate::OutOfReach,
            CampaignProspect::NothingLate => CampaignFate::NothingLate,
            CampaignProspect::Kept { reason } => CampaignFate::Kept { reason },
        };
        Ok(ForecastLine {
            debtor: account.debtor.id,
            name: account.debtor.name,
            fate,
            asked,
            meets,
        })
    }

    /// The account as it would be in the campaign.
    pub(crate) fn taking_part(&self, account: Account) -> Account {
        Account {
            campaign: Some(Arc::clone(&self.campaign)),
            ..account
        }
    }

    /// The step of the strategy within the quiet days around the first day.
    fn meets(&self, account: &Account, review: &Review) -> Result<Option<(String, Date)>> {
        let coming = self.asked(account, review, next_contact)?;
        let quiet = self.campaign.quiet_days;
        let [from, to] = [-quiet, quiet].map(|days| plus_days(self.campaign.on, days));
        Ok(coming.filter(|(_, on)| *on >= from && *on <= to))
    }

    /// What would come of the campaign for an account that takes part in it.
    pub(crate) fn prospect(&self, account: &Account, review: &Review) -> Result<CampaignProspect> {
        self.asked(account, review, campaign_prospect)
    }

    /// What is answered of an account today under the strategies it follows.
    fn asked<T>(
        &self,
        account: &Account,
        review: &Review,
        answer: impl FnOnce(&Account, Followed<'_>, &Calendar, Date) -> T,
    ) -> Result<T> {
        let Deciding {
            strategies,
            calendar,
            today,
            ..
        } = self.deciding;
        let in_episode = review.episode_started_on.is_some();
        let started_with = review.strategy_version.filter(|_| in_episode);
        let version = strategies.for_account(account, review.segment, started_with)?;
        let others = strategies.of_items(account);
        let followed = Followed {
            account: &version.strategy,
            others: &others,
        };
        Ok(answer(account, followed, calendar, *today))
    }
}
