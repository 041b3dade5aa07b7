//! Measures the store on a made ledger.
#![allow(
    missing_docs,
    clippy::all,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout
)]
use jiff::civil::date;
use receivables::contact::Channel;
use receivables::debtor::Language;
use receivables::decide::*;
use receivables::identity::*;
use receivables::item::ItemKind;
use receivables::money::Money;
use std::sync::Arc;
use store::ledger::*;
use store::*;

fn cpu() -> f64 {
    let s = std::fs::read_to_string("/proc/self/stat").unwrap();
    let f: Vec<&str> = s.rsplit(')').next().unwrap().split_whitespace().collect();
    (f[11].parse::<f64>().unwrap() + f[12].parse::<f64>().unwrap()) / 100.0
}
fn rss() -> String {
    let s = std::fs::read_to_string("/proc/self/status").unwrap();
    s.lines()
        .find(|l| l.starts_with("VmHWM"))
        .unwrap()
        .to_string()
}

#[tokio::main]
async fn main() {
    let many: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let per = 5;
    let address = match std::env::args().nth(2) {
        Some(url) => DatabaseAddress::parse(&url),
        None => DatabaseAddress::SqliteMemory,
    };
    let store = Store::open(&address, 1).await.unwrap();
    let at = "2026-11-02T08:00:00Z".parse().unwrap();
    let mut mark = cpu();
    let mut lap = |name: &str| {
        let now = cpu();
        println!("{name}: {:.2} s CPU, {}", now - mark, rss());
        mark = now;
    };
    let creditor = store::testing::add_creditor(&store, at).await;
    let debtors = store::testing::add_debtors(&store, at, creditor, many).await;
    lap("debtors");
    let keys: Vec<String> = (0..many * per)
        .map(|n| format!("VE|{n:07}|20260901|1"))
        .collect();
    let items: Vec<ListedItem> = (0..many * per)
        .map(|n| {
            let issued_on = date(2025, 6, 1)
                .saturating_add(jiff::Span::new().days((n / (many * per / 500 + 1)) as i64));
            ListedItem {
                debtor: debtors[(n * 7919) % many],
                kind: ItemKind::Invoice,
                reference: &keys[n][3..10],
                instalment: 0,
                issued_on,
                delivered_on: None,
                due_on: issued_on.saturating_add(jiff::Span::new().days(30)),
                amount: Money::eur(10_000 + n as i64 % 1000),
                unconfirmed: None,
                origin: None,
                label: None,
                natural_key: &keys[n],
            }
        })
        .collect();
    lap("made items");
    let stamp = store.stamp(at, "import");
    let mut tx = store.transaction().await.unwrap();
    record(
        &mut tx,
        &stamp,
        debtor::Source {
            creditor,
            name: "fec",
            import: None,
        },
        &items,
        &[],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    drop(items);
    lap("items loaded");
    let day = date(2026, 11, 2);
    let seen = Seen::by_the_machine(creditor);
    let mut reader = store.reader().await.unwrap();
    views::aging::balance(&mut reader, seen, day).await.unwrap();
    lap("aged balance, cold");
    let wall = std::time::Instant::now();
    views::aging::balance(&mut reader, seen, day).await.unwrap();
    println!("wall {:?}", wall.elapsed());
    lap("aged balance, warm");
    views::aging::balance_on(
        &mut reader,
        seen,
        views::aging::PastDay {
            on: date(2026, 6, 1),
            known: None,
        },
    )
    .await
    .unwrap();
    lap("aged balance, past");
    let asked = views::debtor_list::Asked {
        order: views::debtor_list::Order::Overdue,
        most: 50,
        ..Default::default()
    };
    views::debtor_list::list(
        &mut reader,
        seen,
        &asked,
        (day, receivables::currency::Currency::EUR),
    )
    .await
    .unwrap();
    lap("debtor list by overdue");
    let policy = Arc::new(creditor::policy(&mut reader, creditor, None).await.unwrap());
    let due = review::due(&mut reader, creditor, day).await.unwrap();
    drop(reader);
    lap("due");
    run(&store, &policy, &due, true).await;
    lap("load only");
    run(&store, &policy, &due, false).await;
    lap("load and write");
    // one per cent
    let mut tx = store.transaction().await.unwrap();
    let some: Vec<DebtorId> = debtors.iter().copied().step_by(100).collect();
    review::touch(&mut tx, &stamp, creditor, &some)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    lap("touch 1 %");
    let mut reader = store.reader().await.unwrap();
    let due = review::due(&mut reader, creditor, day).await.unwrap();
    drop(reader);
    println!("{} due", due.len());
    run(&store, &policy, &due, false).await;
    lap("next day, load and write");
}

async fn run(
    store: &Store,
    policy: &Arc<receivables::account::CreditorPolicy>,
    due: &review::Due,
    dry: bool,
) {
    let creditor = policy.creditor;
    let day = date(2026, 11, 2);
    let at = "2026-11-02T09:00:00Z".parse().unwrap();
    let stamp = store.stamp(at, "daily-run");
    let reasons = "x".repeat(600);
    for page in due.pages(1000) {
        let mut tx = store.transaction().await.unwrap();
        let reviews = review::lock_page(&mut tx, creditor, &page).await.unwrap();
        let accounts = account::load_page(&mut tx, policy, &page, account::AsOf::now(day))
            .await
            .unwrap();
        assert_eq!(reviews.len(), accounts.len());
        if dry {
            continue;
        }
        notice::waiting_of_page(&mut tx, creditor, &page)
            .await
            .unwrap();
        let mut out = run::PageOutcome::default();
        for account in &accounts {
            let id = DecisionId(stamp.id());
            let act = PlannedAct {
                key: format!("{}/first/{}", account.debtor.id, account.items[0].id),
                step: "first".into(),
                act: receivables::strategy::Act::EMail,
                channel: Channel::EMail,
                template: "t".into(),
                sender: "".into(),
                recipient: Recipient {
                    contact: None,
                    address: "a@b.fr".into(),
                    name: "".into(),
                },
                language: Language::French,
                tone: 1,
                leading: account.items[0].id,
                items: account
                    .items
                    .iter()
                    .map(|i| ActItem {
                        item: i.id,
                        step: "first".into(),
                        asked: i.open,
                    })
                    .collect(),
                payment_asked_by: None,
                release: Release::ByItself,
            };
            out.decisions.push(decision::WrittenDecision {
                id,
                debtor: account.debtor.id,
                decided_on: day,
                verdict: "{\"verdict\":\"act\"}".into(),
                reasons: reasons.clone(),
                strategy_version: None,
                next_review_on: date(2026, 11, 10),
            });
            out.notices.push(notice::NewNotice {
                id: NoticeId(stamp.id()),
                debtor: account.debtor.id,
                decision: Some(id),
                act,
                planned_on: day,
            });
            out.reviews.push(review::Review {
                debtor: account.debtor.id,
                next_review_on: date(2026, 11, 10),
                decided_on: Some(day),
                verdict_digest: Some(7),
                decision: Some(id),
                strategy_version: None,
                episode_started_on: Some(day),
            });
        }
        run::write_page(&mut tx, &stamp, creditor, &out)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}
