//! Every statement of this crate, so that a test can prepare each against both engines. A statement that
//! is not listed here must never be run.

use crate::db::Insert;

/// The texts, with their marks `:page`, `:ids`, `:texts` and `:columns` unwritten.
pub(crate) const STATEMENTS: &[&[&str]] = &[
    crate::alert::STATEMENTS,
    crate::allocation::STATEMENTS,
    crate::allocation::platform::STATEMENTS,
    crate::api_token::STATEMENTS,
    crate::bank_detail::STATEMENTS,
    crate::bank_entry::STATEMENTS,
    crate::bank_payment::STATEMENTS,
    crate::bank_proposal::STATEMENTS,
    crate::bank_statement::STATEMENTS,
    crate::behaviour::STATEMENTS,
    crate::call_report::STATEMENTS,
    crate::campaign::STATEMENTS,
    crate::cleaning_dismissal::STATEMENTS,
    crate::contact::STATEMENTS,
    crate::contact_made::STATEMENTS,
    crate::creditor::STATEMENTS,
    crate::debtor::STATEMENTS,
    crate::debtor_merge::STATEMENTS,
    crate::debtor_number::STATEMENTS,
    crate::decision::STATEMENTS,
    crate::dispute::STATEMENTS,
    crate::dispute::award::STATEMENTS,
    crate::dispute::thread::STATEMENTS,
    crate::group::STATEMENTS,
    crate::hold::STATEMENTS,
    crate::import::STATEMENTS,
    crate::import_original::STATEMENTS,
    crate::installation::STATEMENTS,
    crate::item::STATEMENTS,
    crate::item_document::STATEMENTS,
    crate::known_payer::STATEMENTS,
    crate::ledger::STATEMENTS[0],
    crate::ledger::STATEMENTS[1],
    crate::message_template::STATEMENTS,
    crate::notice::STATEMENTS,
    crate::notice::outbox::STATEMENTS,
    crate::notice::personal::STATEMENTS,
    crate::notice::forgotten::STATEMENTS,
    crate::notice::given::STATEMENTS,
    crate::notice::printed::STATEMENTS,
    crate::notice::returned::STATEMENTS,
    crate::notice::texts::STATEMENTS,
    crate::person::STATEMENTS,
    crate::promise::STATEMENTS,
    crate::instalment_plan::STATEMENTS,
    crate::referral::STATEMENTS,
    crate::reply::STATEMENTS,
    crate::review::STATEMENTS,
    crate::sanction::STATEMENTS,
    crate::segment::STATEMENTS,
    crate::sign_in::STATEMENTS,
    crate::strategy_version::STATEMENTS,
    crate::team_mail::STATEMENTS,
    crate::webhook::STATEMENTS,
    crate::unplaced_answer::STATEMENTS,
    crate::waiting_status::STATEMENTS,
    &[crate::HIGHEST_IDENTITY],
];

/// The inserts.
pub(crate) const INSERTS: &[&[Insert]] = &[
    crate::alert::INSERTS,
    crate::allocation::INSERTS,
    crate::api_token::INSERTS,
    crate::bank_detail::INSERTS,
    crate::bank_entry::INSERTS,
    crate::bank_payment::INSERTS,
    crate::bank_proposal::INSERTS,
    crate::bank_statement::INSERTS,
    crate::call_report::INSERTS,
    crate::campaign::INSERTS,
    crate::cleaning_dismissal::INSERTS,
    crate::contact::INSERTS,
    crate::contact_made::INSERTS,
    crate::creditor::INSERTS,
    crate::debtor::INSERTS,
    crate::debtor_merge::INSERTS,
    crate::decision::INSERTS,
    crate::dispute::INSERTS,
    crate::dispute::thread::INSERTS,
    crate::hold::INSERTS,
    crate::import::INSERTS,
    crate::import_original::INSERTS,
    crate::installation::INSERTS,
    crate::item_document::INSERTS,
    crate::journal::INSERTS,
    crate::known_payer::INSERTS,
    crate::ledger::INSERTS,
    crate::message_template::INSERTS,
    crate::notice::INSERTS,
    crate::notice::outbox::INSERTS,
    crate::notice::personal::INSERTS,
    crate::notice::texts::INSERTS,
    crate::person::INSERTS,
    crate::promise::INSERTS,
    crate::instalment_plan::INSERTS,
    crate::referral::INSERTS,
    crate::reply::INSERTS,
    crate::review::INSERTS,
    crate::sanction::INSERTS,
    crate::segment::INSERTS,
    crate::sign_in::INSERTS,
    crate::strategy_version::INSERTS,
    crate::team_mail::INSERTS,
    crate::webhook::INSERTS,
    crate::unplaced_answer::INSERTS,
    crate::waiting_status::INSERTS,
];

/// Every text as it reaches an engine: each mark written in each way the crate writes it.
pub(crate) fn all() -> Vec<String> {
    let mut texts = Vec::new();
    let own = STATEMENTS
        .iter()
        .flat_map(|list| list.iter())
        .map(|sql| sql.to_string());
    let lists = crate::views::texts()
        .into_iter()
        .chain(crate::alert::texts())
        .chain(crate::campaign::texts())
        .chain(crate::referral::texts())
        .chain(crate::sanction::texts())
        .chain(crate::message_template::texts())
        .chain(crate::unplaced_answer::texts());
    for sql in own.chain(lists) {
        let sql = sql.replace(":columns", crate::notice::COLUMNS);
        let parameter = last_parameter_mark(&sql);
        let sql = sql
            .replace(":ids", &crate::page::in_list(&parameter))
            .replace(":texts", &crate::upsert::in_texts(&parameter));
        if sql.contains(":page") {
            texts.push(crate::page::text(&sql, crate::page::Reach::Range));
            texts.push(crate::page::text(&sql, crate::page::Reach::List));
        } else {
            texts.push(sql);
        }
    }
    for insert in INSERTS.iter().flat_map(|list| list.iter()) {
        texts.push(insert.sql(1));
        texts.push(insert.sql(3));
    }
    texts
}

/// Lists stand for the parameter after the last one that is written.
fn last_parameter_mark(sql: &str) -> String {
    let highest = (1..=9)
        .rev()
        .find(|number| sql.contains(&format!("${number}")))
        .unwrap_or(0);
    format!("${}", highest + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{both_engines, sqlite};

    #[tokio::test(flavor = "multi_thread")]
    async fn every_statement_is_understood_by_both_engines() {
        both_engines(async |store| {
            let mut session = store.reader().await.unwrap();
            for sql in all() {
                let prepared = session.prepare(&sql).await;
                assert!(prepared.is_ok(), "{}\n{sql}", prepared.unwrap_err());
            }
        })
        .await;
    }

    /// Without this, a page would scan every row of its creditor and a run would be quadratic.
    #[tokio::test(flavor = "multi_thread")]
    async fn every_page_is_found_by_its_debtors() {
        let store = sqlite().await;
        let mut session = store.reader().await.unwrap();
        let pages = STATEMENTS
            .iter()
            .flat_map(|list| list.iter())
            .filter(|sql| sql.contains(":page"));
        let mut checked = 0;
        for sql in pages {
            for reach in [crate::page::Reach::Range, crate::page::Reach::List] {
                let sql =
                    crate::page::text(&sql.replace(":columns", crate::notice::COLUMNS), reach);
                let plan = format!("explain query plan {sql}");
                let values = vec![crate::db::Value::from("0"); parameters(&sql)];
                let steps = session
                    .query(&plan, &values, |row| row.string(3))
                    .await
                    .unwrap();
                let seeks = |step: &String| {
                    step.contains("debtor_id=?")
                        || step.contains("debtor_id>?")
                        || step.contains("parent_id=?")
                        || step.contains("parent_id>?")
                        || step.contains("INTEGER PRIMARY KEY (rowid")
                };
                assert!(steps.iter().any(seeks), "{steps:?}\n{sql}");
                checked += 1;
            }
        }
        assert!(checked > 20, "{checked}");
    }

    /// Without this, a few rows that are named would cost every row of the creditor: an index that serves the
    /// order, or one on the creditor alone, looks as cheap to SQLite as the right one.
    #[tokio::test(flavor = "multi_thread")]
    async fn rows_that_are_named_are_found_by_their_names() {
        let store = sqlite().await;
        let mut session = store.reader().await.unwrap();
        let known = crate::ledger::STATEMENTS[0];
        let allocation = crate::allocation::STATEMENTS;
        let platform = crate::allocation::platform::STATEMENTS;
        let award = crate::dispute::award::STATEMENTS;
        let item = crate::item::STATEMENTS;
        for (statements, names, found_by) in [
            (known, "and claim_item_id :ids", "claim_item_id=?"),
            (known, "and source_item_id :ids", "source_item_id=?"),
            (known, "natural_key :texts", "natural_key=?"),
            (allocation, "and claim_item_id :ids", "claim_item_id=?"),
            (platform, "and claim_item_id = $2", "claim_item_id=?"),
            (
                platform,
                "replaced_by_item_id = $2 order",
                "replaced_by_item_id=?",
            ),
            (award, "join allocation a", "claim_item_id=?"),
            (item, "and reference = $2 order", "reference=?"),
            (item, "and source = $2 order", "source=?"),
        ] {
            let naming = statements.iter().filter(|sql| sql.contains(names));
            let mut checked = 0;
            for sql in naming {
                let parameter = last_parameter_mark(sql);
                let sql = sql
                    .replace(":ids", &crate::page::in_list(&parameter))
                    .replace(":texts", &crate::upsert::in_texts(&parameter));
                let sql = crate::page::text(&sql, crate::page::Reach::List);
                let values = vec![crate::db::Value::from("0"); parameters(&sql)];
                let plan = format!("explain query plan {sql}");
                let steps = session.query(&plan, &values, |row| row.string(3));
                let steps = steps.await.unwrap();
                let finds = |step: &String| step.contains(found_by);
                assert!(steps.iter().any(finds), "{steps:?}\n{sql}");
                checked += 1;
            }
            assert!(checked > 0, "{names}");
        }
    }

    fn parameters(sql: &str) -> usize {
        (1..=9)
            .rev()
            .find(|number| sql.contains(&format!("${number}")))
            .unwrap_or(0)
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_aged_balance_reads_one_index_in_order() {
        let store = sqlite().await;
        let mut session = store.reader().await.unwrap();
        let sql = crate::views::texts()
            .into_iter()
            .find(|sql| sql.contains("group by currency"));
        let plan = format!("explain query plan {}", sql.unwrap());
        let steps = session
            .query(&plan, &[1.into()], |row| row.string(3))
            .await
            .unwrap();
        assert_eq!(
            steps,
            ["SEARCH item USING COVERING INDEX item_aging (creditor_id=?)"]
        );
    }
}
