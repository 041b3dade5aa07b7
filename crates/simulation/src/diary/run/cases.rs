//! What is done beside the strategies in a diary: campaigns, sanctions, claims handed over, and what is expected of them.

use std::collections::BTreeSet;

use desk::Actor;
use desk::campaigns::starting_words;
use receivables::campaign::{Brief, CampaignWords, Meeting, step_key};
use receivables::condition::Condition;
use receivables::contact::ContactRole;
use receivables::currency::Currency;
use receivables::debtor::Language;
use receivables::identity::{CampaignId, ItemId};
use receivables::sanction::Measure;
use receivables::strategy::Tone;
use store::Seen;
use store::notice::Standing;
use store::referral::{Covers, Hands, NewReferral, ReferralOutcome};
use store::sanction::{KeptSanction, NewSanction, SanctionStanding};

use super::super::statement::CaseStatement;
use super::check_account::holds;
use super::{Failure, Outcome, Runner};

impl Runner<'_> {
    pub(super) async fn case(&mut self, statement: &CaseStatement) -> Outcome<()> {
        let seat = self.seat().await?;
        match statement {
            CaseStatement::Campaign { .. } => self.campaign(statement).await,
            CaseStatement::EndCampaign(name) => {
                let id = self.known_campaign(name).await?;
                Ok(self.desk.end_campaign(&seat, id).await?)
            }
            CaseStatement::Sanction { debtor, measure } => {
                let id = self.known_debtor(debtor).await?;
                let new = NewSanction {
                    measure: *measure,
                    why: "as the diary says".to_string(),
                    wished_on: self.today(),
                };
                self.desk.propose_sanction(&seat, id, (new, &[])).await?;
                Ok(())
            }
            CaseStatement::ApproveSanction(debtor) => {
                let sanction = self.running_sanction(debtor).await?;
                let administrator = Actor::machine("administrator").at(seat.creditor);
                self.desk
                    .approve_sanction(&administrator, sanction.id)
                    .await?;
                Ok(())
            }
            CaseStatement::LiftSanction(debtor) => {
                let sanction = self.running_sanction(debtor).await?;
                Ok(self.desk.end_sanction(&seat, sanction.id, "").await?)
            }
            CaseStatement::HandOver { debtor, to } => self.hand_over(debtor, to).await,
            CaseStatement::TakeBack(debtor) => self.take_back(debtor).await,
        }
    }

    /// A campaign, written and approved as it is seen.
    async fn campaign(&mut self, statement: &CaseStatement) -> Outcome<()> {
        let CaseStatement::Campaign {
            name,
            by,
            days,
            condition,
            leaves_out,
            is_draft,
        } = statement
        else {
            return Ok(());
        };
        let seat = self.seat().await?;
        let condition = Condition::parse(condition, Currency::EUR).map_err(|problems| {
            Failure::Unknown(format!("the condition cannot be read: {problems:?}"))
        })?;
        let Some(tone) = Tone::new(2) else {
            return Err(Failure::Unknown("a tone of 2".to_string()));
        };
        let [subject, body] = starting_words(*by, Language::French);
        let brief = Brief {
            name: name.clone(),
            condition,
            act: *by,
            tone,
            role: ContactRole::AccountsPayable,
            sender: String::new(),
            words: vec![CampaignWords {
                language: Language::French,
                subject,
                body,
            }],
            on: days.0,
            until: days.1,
            quiet_days: 3,
            meeting: match leaves_out {
                true => Meeting::LeaveOut,
                false => Meeting::StepsWait,
            },
            days_to_answer: Some(8),
        };
        let id = self.desk.keep_campaign(&seat, None, brief).await?;
        if *is_draft {
            return Ok(());
        }
        let seen = self.desk.forecast_campaign(&seat, id).await?.mark();
        let approved = (&*seen, &BTreeSet::new());
        Ok(self.desk.approve_campaign(&seat, id, approved).await?)
    }

    pub(super) async fn known_campaign(&mut self, name: &str) -> Outcome<CampaignId> {
        let seat = self.seat().await?;
        let mut reader = self.desk.store().reader().await?;
        let seen = Seen::by_the_machine(seat.creditor);
        let known = store::campaign::all(&mut reader, seen).await?;
        let found = known.into_iter().find(|kept| kept.brief.name == name);
        found
            .map(|kept| kept.id)
            .ok_or_else(|| Failure::Unknown(format!("no campaign is called {name}")))
    }

    /// The sanction of an account that has not ended.
    async fn running_sanction(&mut self, debtor: &str) -> Outcome<KeptSanction> {
        let running = self.running_sanctions(debtor).await?;
        let found = running.into_iter().next();
        found.ok_or_else(|| Failure::Unknown(format!("no sanction of {debtor} goes on")))
    }

    async fn running_sanctions(&mut self, debtor: &str) -> Outcome<Vec<KeptSanction>> {
        let seat = self.seat().await?;
        let id = self.known_debtor(debtor).await?;
        let mut reader = self.desk.store().reader().await?;
        let seen = Seen::by_the_machine(seat.creditor);
        let mut known = store::sanction::of_debtor(&mut reader, seen, id).await?;
        known.retain(|one| one.ended.is_none());
        Ok(known)
    }

    /// Every open claim of an account, to an agency; nothing of ours leaves for it.
    async fn hand_over(&mut self, debtor: &str, to: &str) -> Outcome<()> {
        let seat = self.seat().await?;
        let id = self.known_debtor(debtor).await?;
        let why = self.desk.why(&seat, id, None).await?;
        let open = why.account.items.iter().filter(|item| item.is_open_claim());
        let items: Vec<ItemId> = open.map(|item| item.id).collect();
        let new = NewReferral {
            handed_to: to.to_string(),
            hands: Hands::Agency,
            covers: Covers::Account,
            handed_on: self.today(),
            fee_basis_points: None,
            note: None,
        };
        self.desk.refer(&seat, id, (new, &items)).await?;
        Ok(())
    }

    async fn take_back(&mut self, debtor: &str) -> Outcome<()> {
        let seat = self.seat().await?;
        let id = self.known_debtor(debtor).await?;
        let mut reader = self.desk.store().reader().await?;
        let seen = Seen::by_the_machine(seat.creditor);
        let known = store::referral::of_debtor(&mut reader, seen, id).await?;
        drop(reader);
        for referral in known.iter().filter(|one| one.ended.is_none()) {
            let outcome = ReferralOutcome::Withdrawn;
            self.desk.end_referral(&seat, referral.id, outcome).await?;
        }
        Ok(())
    }

    /// Checks whether a campaign prepared something for an account that has not left; nothing: none did.
    pub(super) async fn campaign_of(
        &mut self,
        debtor: &str,
        expected: Option<&str>,
    ) -> Outcome<()> {
        let seat = self.seat().await?;
        let id = self.known_debtor(debtor).await?;
        let mut reader = self.desk.store().reader().await?;
        let seen = Seen::by_the_machine(seat.creditor);
        let known = store::campaign::all(&mut reader, seen).await?;
        let page = store::Page::of(id);
        let waiting = store::notice::waiting_of_page(&mut reader, seat.creditor, &page).await?;
        drop(reader);
        let speaks = |campaign: CampaignId| {
            let key = step_key(campaign);
            let mut prepared = waiting.iter();
            prepared.any(|notice| notice.act.step == key && notice.standing() != Standing::Observed)
        };
        let told: Vec<&str> = known
            .iter()
            .filter(|kept| speaks(kept.id))
            .map(|kept| kept.brief.name.as_str())
            .collect();
        let is_so = match expected {
            Some(name) => told == [name],
            None => told.is_empty(),
        };
        let shown = if told.is_empty() {
            "none".to_string()
        } else {
            told.join(", ")
        };
        holds(
            is_so,
            format!("{debtor}: campaign {}", expected.unwrap_or("none")),
            format!("{debtor}: campaign {shown}"),
        )
    }

    /// Checks the sanction of an account and where it stands; nothing: none goes on.
    pub(super) async fn sanction_of(
        &mut self,
        debtor: &str,
        expected: Option<(Measure, SanctionStanding)>,
    ) -> Outcome<()> {
        let today = self.today();
        let running = self.running_sanctions(debtor).await?;
        let found = running
            .first()
            .map(|one| (one.measure, one.standing(today)));
        let shown = |one: Option<(Measure, SanctionStanding)>| match one {
            Some((measure, standing)) => {
                format!("{debtor}: sanction {} {standing:?}", measure.code())
            }
            None => format!("{debtor}: sanction none"),
        };
        holds(found == expected, shown(expected), shown(found))
    }
}
