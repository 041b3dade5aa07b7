//! Campaigns: a message, letter or call on a day to the accounts a condition holds for. Written as a draft, looked at,
//! approved for a list of accounts, and ended. Must never speak by itself: the daily run decides with it.

mod forecast;
mod result;
mod wording;

use async_recursion::async_recursion as boxed;
use std::collections::BTreeSet;

use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::campaign::Brief;
use receivables::identity::{CampaignId, DebtorId};
use receivables::strategy::Act;
use store::Seen;
use store::campaign::{CampaignStanding, KeptCampaign, LeftOut};

use crate::desk::Desk;
use crate::error::Result;
use crate::refusal::{CampaignRefusal, NameRefusal};
use crate::seat::Seat;

pub(crate) use forecast::Asking;
pub use forecast::{CampaignFate, Forecast, ForecastLine};
pub use result::{AccountOutcome, CampaignResult, ResultLine};
pub(crate) use wording::library;
pub use wording::{starting_words, way_of};

/// Most days from the first to the last.
pub const MOST_DAYS: i32 = 31;
/// Most days around it on which it and the strategies keep apart.
pub const MOST_QUIET_DAYS: i32 = 30;

impl Desk {
    /// Keeps a campaign: a new draft (`id` is nothing), or a draft that is changed. Refused without a name, with the
    /// name of another, days that do not follow, or words that cannot be used.
    #[boxed]
    pub async fn keep_campaign(
        &self,
        seat: &Seat,
        id: Option<CampaignId>,
        brief: Brief,
    ) -> Result<CampaignId> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let brief = Brief {
            name: brief.name.trim().to_string(),
            ..brief
        };
        if brief.name.is_empty() {
            return Err(NameRefusal::CampaignWithout.into());
        }
        let seen = Seen::by_the_machine(seat.creditor);
        let known = store::campaign::all(&mut transaction, seen).await?;
        let is_taken = |one: &KeptCampaign| Some(one.id) != id && one.brief.name == brief.name;
        if known.iter().any(is_taken) {
            return Err(NameRefusal::CampaignTaken { name: brief.name }.into());
        }
        check_days(&brief, today)?;
        wording::check(&brief)?;
        let stamp = self.stamp(&seat.actor);
        let kept = match id {
            Some(id) => {
                self.draft(&mut transaction, seat, (id, today)).await?;
                let changed = (id, &brief);
                store::campaign::change(&mut transaction, &stamp, seat.creditor, changed).await?;
                id
            }
            None => store::campaign::add(&mut transaction, &stamp, seat.creditor, &brief).await?,
        };
        transaction.commit().await?;
        Ok(kept)
    }

    /// Approves a draft for the accounts a person saw: `seen` is the mark of the forecast that was shown, and when words
    /// or accounts are others by now nothing is approved. Left out are those a person took out, those of
    /// another campaign and, when the campaign gives way, those whose strategy speaks around its day.
    #[boxed]
    pub async fn approve_campaign(
        &self,
        seat: &Seat,
        id: CampaignId,
        (seen, taken_out): (&str, &BTreeSet<DebtorId>),
    ) -> Result<()> {
        let forecast = self.forecast_campaign(seat, id).await?;
        if forecast.mark() != seen {
            return Err(CampaignRefusal::ListMoved.into());
        }
        let accounts: Vec<(DebtorId, Option<LeftOut>)> = forecast
            .lines
            .iter()
            .map(|line| {
                let left_out = match line.fate {
                    CampaignFate::LeftOut(why) => Some(why),
                    _ if taken_out.contains(&line.debtor) => Some(LeftOut::ByHand),
                    _ => None,
                };
                (line.debtor, left_out)
            })
            .collect();
        if accounts.iter().all(|(_, left_out)| left_out.is_some()) {
            return Err(CampaignRefusal::SpeaksToNobody.into());
        }
        let (mut transaction, _, today) = self.begin(seat).await?;
        let kept = self.draft(&mut transaction, seat, (id, today)).await?;
        check_days(&kept.brief, today)?;
        let stamp = self.stamp(&seat.actor);
        let approved = (id, accounts.as_slice());
        store::campaign::approve(&mut transaction, &stamp, seat.creditor, approved).await?;
        Ok(transaction.commit().await?)
    }

    /// Ends a campaign: nothing more leaves for it, and what is prepared and not sent is taken back at the next run.
    #[boxed]
    pub async fn end_campaign(&self, seat: &Seat, id: CampaignId) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let kept = store::campaign::find(&mut transaction, seat.creditor, id).await?;
        if kept.standing(today) == CampaignStanding::Over {
            return Err(CampaignRefusal::NoDraft.into());
        }
        let stamp = self.stamp(&seat.actor);
        store::campaign::end(&mut transaction, &stamp, seat.creditor, id).await?;
        Ok(transaction.commit().await?)
    }

    async fn draft(
        &self,
        transaction: &mut store::Transaction,
        seat: &Seat,
        (id, today): (CampaignId, Date),
    ) -> Result<KeptCampaign> {
        let kept = store::campaign::find(transaction, seat.creditor, id).await?;
        match kept.standing(today) {
            CampaignStanding::Draft => Ok(kept),
            CampaignStanding::Coming | CampaignStanding::Running | CampaignStanding::Over => {
                Err(CampaignRefusal::NoDraft.into())
            }
        }
    }
}

fn check_days(brief: &Brief, today: Date) -> Result<()> {
    let ways = [Act::EMail, Act::Sms, Act::Letter, Act::Call];
    if !ways.contains(&brief.act) {
        return Err(CampaignRefusal::Way.into());
    }
    if brief.on < today {
        return Err(CampaignRefusal::FirstDayPast.into());
    }
    if brief.until < brief.on || brief.until > plus_days(brief.on, MOST_DAYS) {
        return Err(CampaignRefusal::LastDay { most: MOST_DAYS }.into());
    }
    if !(0..=MOST_QUIET_DAYS).contains(&brief.quiet_days) {
        let most = MOST_QUIET_DAYS;
        return Err(CampaignRefusal::QuietDays { most }.into());
    }
    Ok(())
}
