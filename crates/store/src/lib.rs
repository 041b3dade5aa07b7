//! The store: facts, decisions and notices in SQLite or PostgreSQL. SQL lives here and only here. It must
//! never decide anything, never read a clock, and never show a row outside the scope it was asked for.

pub mod account;
pub mod alert;
pub mod allocation;
pub mod api_token;
pub mod bank_detail;
pub mod bank_entry;
pub mod bank_payment;
pub mod bank_proposal;
pub mod bank_statement;
pub mod behaviour;
pub mod call_report;
pub mod campaign;
pub mod cleaning_dismissal;
mod column;
pub mod contact;
pub mod contact_made;
pub mod creditor;
pub mod db;
pub mod debtor;
pub mod debtor_merge;
pub mod debtor_number;
pub mod decision;
pub mod dispute;
pub mod error;
mod fold;
pub mod group;
pub mod history;
pub mod hold;
pub mod import;
pub mod import_original;
pub mod installation;
pub mod instalment_plan;
pub mod item;
pub mod item_document;
pub mod journal;
pub mod known_payer;
pub mod ledger;
pub mod message_template;
pub mod mint;
pub mod notice;
pub mod page;
pub mod person;
pub mod promise;
pub mod referral;
pub mod reply;
pub mod review;
pub mod run;
pub mod sanction;
pub mod scope;
pub mod segment;
pub mod sign_in;
pub mod stamp;
mod statements;
pub mod strategy_version;
pub mod team_mail;
pub mod testing;
pub mod unplaced_answer;
pub mod upsert;
pub mod views;
pub mod waiting_status;
pub mod webhook;

use jiff::Timestamp;

pub use db::{Answer, Database, DatabaseAddress, Reader, Session, Transaction};
pub use error::{Result, StoreError};
pub use page::{Page, Reach};
pub use scope::{Scope, Seen};
pub use stamp::Stamp;

/// An open store: the database and what makes identities for it.
pub struct Store {
    database: Database,
    mint: mint::IdMint,
}

impl Store {
    /// Opens the database, brings it to this version, and starts making identities above those it holds.
    /// `node` is the number of this process in the installation, 0 to 1023.
    pub async fn open(address: &DatabaseAddress, node: u16) -> Result<Store> {
        let database = Database::open(address).await?;
        let mut reader = database.reader().await?;
        let highest = reader.query_integer(HIGHEST_IDENTITY, &[]).await?;
        drop(reader);
        let mint = mint::IdMint::new(node, highest)
            .map_err(|cause| StoreError::Other(cause.to_string()))?;
        Ok(Store { database, mint })
    }

    /// The database itself.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Reads from one state of the database; see [`Database::reader`].
    pub fn reader(&self) -> Answer<'_, Reader> {
        self.database.reader()
    }

    /// Writes in one transaction; see [`Database::transaction`].
    pub fn transaction(&self) -> Answer<'_, Transaction> {
        self.database.transaction()
    }

    /// A new identity, made at an instant.
    pub fn new_id(&self, at: Timestamp) -> i64 {
        self.mint.next(at)
    }

    /// Has the engine read every statement of this version; how many there are. For `relance check`.
    pub async fn check_statements(&self) -> Result<usize> {
        let statements = statements::all();
        let mut session = self.reader().await?;
        for sql in &statements {
            session.prepare(sql).await?;
        }
        Ok(statements.len())
    }

    /// What a change made now by somebody carries.
    pub fn stamp<'a>(&'a self, at: Timestamp, who: &'a str) -> Stamp<'a> {
        Stamp {
            at,
            who,
            mint: &self.mint,
        }
    }

    /// What makes identities.
    pub fn mint(&self) -> &mint::IdMint {
        &self.mint
    }
}

/// Each table's highest identity is one step in its primary key.
const HIGHEST_IDENTITY: &str = "select max(id) from (
    select max(id) as id from creditor union all select max(id) from person
    union all select max(id) from journal union all select max(id) from debtor
    union all select max(id) from contact union all select max(id) from item
    union all select max(id) from allocation union all select max(id) from promise
    union all select max(id) from instalment_plan union all select max(id) from dispute union all select max(id) from hold
    union all select max(id) from dispute_note union all select max(id) from dispute_evidence union all select max(id) from dispute_gesture
    union all select max(id) from reply union all select max(id) from strategy_version
    union all select max(id) from decision union all select max(id) from notice
    union all select max(id) from contact_made union all select max(id) from import
    union all select max(id) from bank_entry union all select max(id) from bank_statement union all select max(id) from api_token
    union all select max(id) from debtor_merge union all select max(id) from bank_detail
    union all select max(id) from segment union all select max(id) from segment_move
    union all select max(id) from alert union all select max(id) from alert_hit union all select max(id) from waiting_status union all select max(id) from campaign
    union all select max(id) from referral union all select max(id) from referral_entry
    union all select max(id) from sanction union all select max(id) from team_mail union all select max(id) from message_template
    union all select max(id) from unplaced_answer
  ) as highest";
