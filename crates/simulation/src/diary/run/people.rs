//! The creditor's settings, its strategies, its debtors and the contacts there.

use desk::contacts::{ContactMark, NewContact};
use desk::profile::{ContractCharges, Profile};
use receivables::account::CreditorPolicy;
use receivables::debtor::Debtor;
use receivables::identity::{ContactId, DebtorId};
use receivables::strategy::Strategy;
use store::import::{BANK, LEDGER, NewImport};

use super::super::{DebtorDetail, Statement};
use super::{Failure, Outcome, Runner};

impl Runner<'_> {
    /// Does one line about the creditor or about people.
    pub(super) async fn people(&mut self, statement: &Statement) -> Outcome<()> {
        if let Statement::Creditor { name, country } = statement {
            return self.open_creditor(name, country.as_deref()).await;
        }
        let seat = self.seat().await?;
        match statement {
            Statement::Mode(mode) => self.desk.set_mode(&seat, *mode).await?,
            Statement::Sending { on: true } => self.desk.turn_sending_on(&seat).await?,
            Statement::Sending { on: false } => self.desk.turn_sending_off(&seat).await?,
            Statement::Upgrade => {
                self.desk.note_version("the version before").await?;
                self.desk.note_version("the version after").await?;
            }
            Statement::ConfirmUpgrade => self.desk.confirm_upgrade(&seat).await?,
            Statement::Publish(text) => self.publish(text).await?,
            Statement::Segment { .. } | Statement::RemoveSegment(_) => {
                self.segments(statement).await?;
            }
            Statement::Alert { .. } | Statement::RemoveAlert(_) | Statement::SeeToAlert { .. } => {
                self.alerts(statement).await?;
            }
            Statement::Limits(limits) => {
                self.change_policy(|policy| policy.limits = *limits).await?
            }
            Statement::DataMayBe { bank, days_old } => self.data_may_be(*bank, *days_old).await?,
            Statement::DataAsOf { bank, day } => self.data_as_of(*bank, *day).await?,
            Statement::PromiseTolerance(days) => {
                self.change_policy(|policy| policy.promise_tolerance_days = *days)
                    .await?;
            }
            Statement::ContractCharges { percent, fixed_sum } => {
                let (percent, fixed_sum) = (*percent, *fixed_sum);
                let charges = ContractCharges { percent, fixed_sum };
                self.change_profile(|profile| profile.contract_charges = Some(charges))
                    .await?;
            }
            Statement::Debtor { name, details } => {
                let debtor = self.debtor(name).await?;
                for detail in details {
                    self.detail(debtor, detail).await?;
                }
            }
            Statement::Contact {
                email,
                debtor,
                role,
                name,
                phone,
                language,
            } => {
                let debtor = self.debtor(debtor).await?;
                let contact = NewContact {
                    role: *role,
                    name: name.clone(),
                    email: email.clone(),
                    phone: phone.clone(),
                    language: *language,
                };
                self.desk.add_contact(&seat, debtor, contact).await?;
            }
            Statement::Bounce(email) => self.mark(email, ContactMark::Bounced).await?,
            Statement::Refusal(email) => self.mark(email, ContactMark::Refused).await?,
            _ => {}
        }
        Ok(())
    }

    pub(super) async fn change_policy(
        &mut self,
        change: impl FnOnce(&mut CreditorPolicy),
    ) -> Outcome<()> {
        let seat = self.seat().await?;
        let mut reader = self.desk.store().reader().await?;
        let mut policy = store::creditor::find(&mut reader, seat.creditor)
            .await?
            .policy;
        drop(reader);
        change(&mut policy);
        Ok(self.desk.set_policy(&seat, policy).await?)
    }

    /// Publishes a strategy and makes it the usual one of the creditor.
    pub(super) async fn publish(&mut self, text: &str) -> Outcome<()> {
        let seat = self.seat().await?;
        self.desk.publish_strategy(&seat, text).await?;
        let key = Strategy::parse(text)
            .map(|strategy| strategy.key)
            .unwrap_or_default();
        self.change_profile(|profile| profile.strategy = key).await
    }

    async fn change_profile(&mut self, change: impl FnOnce(&mut Profile)) -> Outcome<()> {
        let seat = self.seat().await?;
        let mut reader = self.desk.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        drop(reader);
        let mut profile = Profile::of(&creditor)?;
        change(&mut profile);
        Ok(self.desk.set_profile(&seat, &profile).await?)
    }

    async fn data_may_be(&mut self, bank: bool, days_old: Option<i32>) -> Outcome<()> {
        self.change_policy(|policy| match bank {
            true => policy.freshness.bank_days_limit = days_old,
            false => policy.freshness.ledger_days_limit = days_old,
        })
        .await
    }

    async fn segments(&mut self, statement: &Statement) -> Outcome<()> {
        match statement {
            Statement::Segment {
                name,
                condition,
                strategy,
            } => self.segment([name, condition, strategy]).await,
            Statement::RemoveSegment(name) => self.remove_segment(name).await,
            _ => Ok(()),
        }
    }

    /// A segment that is new, or another condition and strategy for the one of that name.
    async fn segment(&mut self, [name, condition, strategy]: [&str; 3]) -> Outcome<()> {
        let seat = self.seat().await?;
        let mut reader = self.desk.store().reader().await?;
        let known = store::segment::all(&mut reader, seat.creditor).await?;
        drop(reader);
        let known = known.iter().find(|segment| segment.name == name);
        let id = known.map(|segment| segment.id);
        self.desk
            .keep_segment(&seat, id, [name, condition, strategy])
            .await?;
        Ok(())
    }

    async fn remove_segment(&mut self, name: &str) -> Outcome<()> {
        let seat = self.seat().await?;
        let mut reader = self.desk.store().reader().await?;
        let known = store::segment::all(&mut reader, seat.creditor).await?;
        drop(reader);
        let Some(known) = known.iter().find(|segment| segment.name == name) else {
            return Err(Failure::Unknown(format!("no segment is called {name}")));
        };
        Ok(self.desk.remove_segment(&seat, known.id).await?)
    }

    async fn data_as_of(&mut self, bank: bool, day: jiff::civil::Date) -> Outcome<()> {
        let seat = self.seat().await?;
        let digest = format!("{bank}-{day}");
        let import = NewImport {
            creditor: seat.creditor,
            source: "diary",
            kind: if bank { BANK } else { LEDGER },
            file_name: "of the diary",
            digest: &digest,
            size: 0,
        };
        let mut transaction = self.desk.store().transaction().await?;
        let stamp = self.stamp(&seat);
        let id = store::import::start(&mut transaction, &stamp, &import).await?;
        store::import::finish(
            &mut transaction,
            &stamp,
            seat.creditor,
            id,
            (Some(day), "{}"),
        )
        .await?;
        store::review::touch_all(&mut transaction, &stamp, seat.creditor).await?;
        Ok(transaction.commit().await?)
    }

    async fn detail(&mut self, debtor: DebtorId, detail: &DebtorDetail) -> Outcome<()> {
        if *detail == DebtorDetail::WithoutEmail {
            return self.remove_addresses(debtor).await;
        }
        let seat = self.seat().await?;
        if let DebtorDetail::Group(parent) = detail {
            let voice = match parent {
                Some(name) => Some(self.debtor(name).await?),
                None => None,
            };
            return Ok(self.desk.join_group(&seat, debtor, voice).await?);
        }
        let mut transaction = self.desk.store().transaction().await?;
        let mut found: Debtor =
            store::debtor::find(&mut transaction, seat.creditor, debtor).await?;
        match detail {
            DebtorDetail::Country(country) => found.country = country.clone(),
            DebtorDetail::Language(language) => found.language = *language,
            DebtorDetail::Kind(kind) => found.kind = *kind,
            DebtorDetail::Phase(phase) => found.phase = *phase,
            DebtorDetail::Strategy(key) => found.strategy_override = Some(key.clone()),
            DebtorDetail::Tag(tag) => found.tags.push(tag.clone()),
            DebtorDetail::SalesPerson(name) => found.traits.sales_person = name.clone(),
            DebtorDetail::Sector(sector) => found.traits.sector = sector.clone(),
            DebtorDetail::Own(name, words) => {
                found.traits.own.insert(name.clone(), words.clone());
            }
            DebtorDetail::WithoutAddress => found.address = None,
            DebtorDetail::WithoutEmail | DebtorDetail::Group(_) => {}
        }
        let stamp = self.stamp(&seat);
        store::debtor::change(&mut transaction, &stamp, seat.creditor, &found).await?;
        Ok(transaction.commit().await?)
    }

    async fn remove_addresses(&mut self, debtor: DebtorId) -> Outcome<()> {
        let seat = self.seat().await?;
        let mut reader = self.desk.store().reader().await?;
        let contacts = store::contact::of_debtor(&mut reader, seat.creditor, debtor).await?;
        drop(reader);
        for contact in contacts.iter().filter(|contact| contact.email.is_some()) {
            self.desk.remove_contact(&seat, debtor, contact.id).await?;
        }
        Ok(())
    }

    async fn mark(&mut self, email: &str, mark: ContactMark) -> Outcome<()> {
        let seat = self.seat().await?;
        let debtors: Vec<DebtorId> = self.named().await?.debtors.values().copied().collect();
        for debtor in debtors {
            let mut reader = self.desk.store().reader().await?;
            let contacts = store::contact::of_debtor(&mut reader, seat.creditor, debtor).await?;
            drop(reader);
            let found: Option<ContactId> = contacts
                .iter()
                .find(|contact| contact.email.as_deref() == Some(email))
                .map(|contact| contact.id);
            if let Some(contact) = found {
                return Ok(self.desk.mark_contact(&seat, debtor, contact, mark).await?);
            }
        }
        Err(Failure::Unknown(format!(
            "nobody here has the address {email}"
        )))
    }
}
