//! Alerts of a diary: written, taken away, seen to, and what is expected of them.

use desk::alerts::AlertDraft;
use store::Seen;
use store::alert::{Alert, AlertAct, Hit};

use super::super::Statement;
use super::check_account::holds;
use super::{Failure, Outcome, Runner};

impl Runner<'_> {
    pub(super) async fn alerts(&mut self, statement: &Statement) -> Outcome<()> {
        match statement {
            Statement::Alert {
                name,
                condition,
                holds,
                starts,
            } => {
                let does = (*holds, starts.as_deref());
                self.alert([name, condition], does).await
            }
            Statement::RemoveAlert(name) => {
                let seat = self.seat().await?;
                let known = self.known_alert(name).await?;
                Ok(self.desk.remove_alert(&seat, known.id).await?)
            }
            Statement::SeeToAlert { name, debtor } => self.see_to(name, debtor).await,
            _ => Ok(()),
        }
    }

    /// An alert that is new, or another condition and act for the one of that name.
    async fn alert(
        &mut self,
        [name, condition]: [&str; 2],
        (holds, starts): (bool, Option<&str>),
    ) -> Outcome<()> {
        let seat = self.seat().await?;
        let mut reader = self.desk.store().reader().await?;
        let known = store::alert::all(&mut reader, seat.creditor).await?;
        drop(reader);
        let known = known.iter().find(|alert| alert.name == name);
        let campaign = match starts {
            Some(draft) => Some(self.known_campaign(draft).await?),
            None => None,
        };
        let act = match (holds, campaign) {
            (true, _) => AlertAct::Hold,
            (false, Some(_)) => AlertAct::StartCampaign,
            (false, None) => AlertAct::Tell,
        };
        let id = known.map(|alert| alert.id);
        let written = AlertDraft {
            name: name.to_string(),
            condition: condition.to_string(),
            act,
            campaign,
            is_on: true,
        };
        self.desk.keep_alert(&seat, id, &written).await?;
        Ok(())
    }

    async fn see_to(&mut self, name: &str, debtor: &str) -> Outcome<()> {
        let seat = self.seat().await?;
        let alert = self.known_alert(name).await?;
        let hits = self.waiting_of(debtor).await?;
        let Some(hit) = hits.iter().find(|hit| hit.alert == alert.id) else {
            return Err(Failure::Unknown(format!(
                "the alert {name} tells nothing of {debtor}"
            )));
        };
        Ok(self.desk.see_to_alert(&seat, hit.id).await?)
    }

    async fn known_alert(&mut self, name: &str) -> Outcome<Alert> {
        let seat = self.seat().await?;
        let mut reader = self.desk.store().reader().await?;
        let known = store::alert::all(&mut reader, seat.creditor).await?;
        let found = known.into_iter().find(|alert| alert.name == name);
        found.ok_or_else(|| Failure::Unknown(format!("no alert is called {name}")))
    }

    async fn waiting_of(&mut self, debtor: &str) -> Outcome<Vec<Hit>> {
        let seat = self.seat().await?;
        let id = self.known_debtor(debtor).await?;
        let mut reader = self.desk.store().reader().await?;
        let seen = Seen::by_the_machine(seat.creditor);
        let mut hits = store::alert::waiting(&mut reader, seen).await?;
        hits.retain(|hit| hit.debtor == id);
        Ok(hits)
    }

    /// Checks which alerts tell of a debtor.
    pub(super) async fn alert_of(&mut self, debtor: &str, expected: Option<&str>) -> Outcome<()> {
        let seat = self.seat().await?;
        let hits = self.waiting_of(debtor).await?;
        let mut reader = self.desk.store().reader().await?;
        let known = store::alert::all(&mut reader, seat.creditor).await?;
        drop(reader);
        let name_of = |hit: &Hit| {
            let found = known.iter().find(|alert| alert.id == hit.alert);
            found.map_or("", |alert| alert.name.as_str())
        };
        let told: Vec<&str> = hits.iter().map(name_of).collect();
        let is_so = match expected {
            Some(name) => told.contains(&name),
            None => told.is_empty(),
        };
        let shown = |names: &[&str]| match names {
            [] => "none".to_string(),
            names => names.join(", "),
        };
        holds(
            is_so,
            format!("{debtor}: alert {}", expected.unwrap_or("none")),
            format!("{debtor}: alert {}", shown(&told)),
        )
    }
}
