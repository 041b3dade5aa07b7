//! `relance why DEBTOR`: every gate and every item, for any day.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use jiff::civil::Date;
use notices::explain::Explainer;
use notices::names::Named;
use notices::wording::Wording;
use receivables::decide::Next;
use receivables::identity::DebtorId;

use crate::config::Config;
use crate::{output, wiring};

/// Say why a debtor is or is not written to.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  relance why ACME\n  relance why C00042 --date 2026-03-02\n  relance why ACME --json"
)]
pub struct Why {
    /// Key in the ledger, name or identifier of the debtor.
    debtor: String,
    /// The day; a past one is answered from what was known then.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// The company, by name.
    #[arg(long, value_name = "NAME")]
    company: Option<String>,
    /// Print the decision as JSON.
    #[arg(long)]
    json: bool,
}

impl Why {
    /// Explains.
    pub async fn run(self, config: Config) -> Result<ExitCode> {
        let desk = wiring::open_desk(&config).await?;
        let creditor = wiring::one_creditor(&desk, self.company.as_deref()).await?;
        let seat = wiring::seat(&creditor);
        let mut reader = desk.store().reader().await?;
        let found = match self.debtor.parse::<DebtorId>() {
            Ok(id) => vec![id],
            Err(_) => store::debtor::search(&mut reader, creditor.id, &self.debtor).await?,
        };
        drop(reader);
        let debtor = match found.as_slice() {
            [] => bail!(
                "no debtor of {} is called or keyed `{}`",
                creditor.name,
                self.debtor
            ),
            [one] => *one,
            several => bail!(
                "{} debtors fit `{}`: give the key of one",
                several.len(),
                self.debtor
            ),
        };
        let why = desk.why(&seat, debtor, self.date).await?;
        if self.json {
            output::json(&why.decision)?;
            return Ok(ExitCode::SUCCESS);
        }
        let wording = Wording::new(creditor.policy.language);
        show(&wording, &why);
        Ok(ExitCode::SUCCESS)
    }
}

fn show(wording: &Wording, why: &desk::why::Why) {
    let explainer = Explainer {
        wording,
        account: &why.account,
        strategy: Some(&why.strategy),
        others: &why.others,
        today: why.on,
    };
    output::line(format!(
        "{} · {} · {}",
        why.account.debtor.name, why.on, why.strategy.key
    ));
    output::line(explainer.verdict(&why.decision));
    for gate in &why.decision.gates {
        let mark = if gate.closed { "✗" } else { "✓" };
        output::line(format!("  {mark} {}", gate.gate.name(wording)));
        for reason in &gate.reasons {
            output::line(format!("      {}", explainer.reason(reason)));
        }
    }
    for outlook in &why.decision.outlook {
        let Some(item) = why.account.item(outlook.item) else {
            continue;
        };
        let next = match &outlook.next {
            Next::Step { step, on } => format!("{} · {on}", explainer.step(step)),
            Next::Because { reason } => explainer.reason(reason),
        };
        output::line(format!(
            "  {}  {}  {}  {next}",
            item.reference, item.due_on, item.open
        ));
    }
}
