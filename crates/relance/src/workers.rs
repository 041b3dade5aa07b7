//! Regular work beside the pages: the daily run at its time of day, sending and the watched folder every minute, mailboxes as
//! something comes in, the line of a provider of text messages held. Each works for all creditors; a failure is logged and the next round tries again.

use std::collections::BTreeMap;
use std::time::Duration;

use desk::carriers::Carriers;
use desk::{Actor, Desk, Writing};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use receivables::identity::CreditorId;
use store::creditor::Creditor;

use crate::inbox::Inbox;
use crate::post::{self, Mailbox, Pace};

/// Pause between two rounds.
const ROUND: Duration = Duration::from_secs(60);

/// Works until the process ends. `node` names this process in the journal.
pub async fn work(
    desk: Desk,
    carriers: Carriers,
    (daily_run_at, node): (Time, u16),
    (inbox, mailboxes): (Inbox, Vec<Mailbox>),
) {
    // An answer that takes long to read keeps nobody from being written to.
    let watching = post::keep_watch(desk.clone(), mailboxes, Pace::default());
    let holding = async {
        if let Some(texts) = &carriers.texts {
            texts.hold_line().await;
        }
    };
    tokio::join!(
        rounds(&desk, &carriers, (daily_run_at, node), inbox),
        watching,
        holding
    );
}

async fn rounds(
    desk: &Desk,
    carriers: &Carriers,
    (daily_run_at, node): (Time, u16),
    mut inbox: Inbox,
) {
    let runner = Actor::machine("daily-run");
    let sender = Actor::machine(&format!("sender-{node}"));
    let mut last_runs: BTreeMap<CreditorId, Date> = BTreeMap::new();
    loop {
        if let Err(cause) = round(
            desk,
            carriers,
            (&runner, &sender),
            daily_run_at,
            &mut last_runs,
        )
        .await
        {
            tracing::error!(%cause, "a round of regular work failed; the next one tries again");
        }
        if let Err(cause) = take_in(desk, &mut inbox).await {
            tracing::error!(%cause, "the watched folder could not be looked at; the next round tries again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// Looks into the watched folder for every company.
async fn take_in(desk: &Desk, inbox: &mut Inbox) -> anyhow::Result<()> {
    let companies = post::companies(desk).await?;
    inbox.look(desk, &companies).await
}

/// Asks once a day what became of the letters a service posted. Nothing waits for the answer.
async fn follow_letters(desk: &Desk, carriers: &Carriers, (creditor, runner): (&Creditor, &Actor)) {
    match desk.follow_letters(&runner.at(creditor.id), carriers).await {
        Ok(0) => {}
        Ok(news) => {
            tracing::info!(creditor = %creditor.name, news, "the posting service told what became of letters");
        }
        Err(cause) => {
            tracing::error!(creditor = %creditor.name, %cause, "the posting service could not be asked; it is asked again tomorrow");
        }
    }
}

/// Tells other programs what happened. What one of them does not take waits, and nothing waits for it.
async fn tell_programs(desk: &Desk, carriers: &Carriers, (creditor, sender): (&Creditor, &Actor)) {
    match desk.tell_programs(&sender.at(creditor.id), carriers).await {
        Ok(told) => {
            for cause in told.unreached {
                tracing::error!(creditor = %creditor.name, %cause, "a program was not told; it is tried again");
            }
        }
        Err(cause) => {
            tracing::error!(creditor = %creditor.name, %cause, "programs could not be told; the next round tries again");
        }
    }
}

async fn round(
    desk: &Desk,
    carriers: &Carriers,
    (runner, sender): (&Actor, &Actor),
    daily_run_at: Time,
    last_runs: &mut BTreeMap<CreditorId, Date>,
) -> anyhow::Result<()> {
    let mut reader = desk.store().reader().await?;
    let creditors = store::creditor::all(&mut reader).await?;
    drop(reader);
    for creditor in creditors {
        let zone = TimeZone::get(&creditor.policy.time_zone).unwrap_or(TimeZone::UTC);
        let now = desk.clock().instant().to_zoned(zone);
        let today = now.date();
        if now.time() >= daily_run_at && last_runs.get(&creditor.id) != Some(&today) {
            let report = desk
                .run_day(&runner.at(creditor.id), today, Writing::ForReal)
                .await?;
            tracing::info!(creditor = %creditor.name, accounts = report.accounts, planned = report.planned, "the day was run");
            for problem in &report.problems {
                tracing::error!(creditor = %creditor.name, %problem, "an account could not be decided");
            }
            follow_letters(desk, carriers, (&creditor, runner)).await;
            last_runs.insert(creditor.id, today);
        }
        match desk.send_team_mail(&sender.at(creditor.id), carriers).await {
            Ok(told) if told.failed > 0 => {
                tracing::error!(creditor = %creditor.name, failed = told.failed, "mail to the team did not leave or was lost");
            }
            Ok(_) => {}
            // Customers are written to all the same.
            Err(cause) => {
                tracing::error!(creditor = %creditor.name, %cause, "mail to the team waits");
            }
        }
        tell_programs(desk, carriers, (&creditor, sender)).await;
        let report = desk.send(&sender.at(creditor.id), carriers).await?;
        if report.sent + report.refused + report.unknown > 0 {
            tracing::info!(creditor = %creditor.name, sent = report.sent, refused = report.refused, unknown = report.unknown, "messages were carried");
        }
    }
    Ok(())
}
