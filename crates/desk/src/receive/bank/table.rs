//! Bank statements that come as tables: their columns are guessed, found again for the same bank, or given by a
//! person, who may correct what was read before. What a wrong reading brought is taken off the accounts and set
//! aside; it must never be counted beside the right one.

use std::collections::BTreeSet;

use intake::bank::BankFile;
use intake::bank_table::{self, BankTableMapping};
use intake::format::Format;
use intake::reading::Reading;
use receivables::identity::CreditorId;
use store::Transaction;

use super::BankLine;
use crate::cash::AsideReason;
use crate::desk::Desk;
use crate::error::Result;
use crate::receive::columns::{TableColumns, layout};
use crate::receive::{Arrival, read_aside};

/// The source of mappings of banks' tables.
const SOURCE: &str = "bank-table";

/// A bank file read.
pub(super) struct Read {
    pub format: Format,
    pub reading: Reading<BankFile>,
    /// The columns of a table.
    pub columns: Option<TableColumns>,
}

impl Desk {
    /// Reads a bank file of any format; `given` are the columns a person gave its table.
    pub(super) async fn read_bank(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        (bytes, given): (Vec<u8>, Option<BankTableMapping>),
    ) -> Result<Read> {
        let format = intake::format::sniff(&bytes);
        if format != Format::Csv && !format.is_workbook() {
            let reading = read_aside(bytes, |input| intake::bank::read(input.get_ref()))?;
            return Ok(Read {
                format,
                reading,
                columns: None,
            });
        }
        let creditor = arrival.seat.creditor;
        if let Some(given) = &given {
            self.remember(transaction, arrival, given).await?;
        }
        let kept = match given {
            Some(given) => vec![given],
            None => remembered(transaction, creditor).await?,
        };
        let Reading { facts, problems } = read_aside(bytes, move |input| {
            let bytes = input.get_ref();
            bank_table::read(bytes, bank_table::known_mapping(bytes, &kept))
        })?;
        Ok(Read {
            format,
            reading: Reading {
                facts: facts.file,
                problems,
            },
            columns: Some(TableColumns::Bank(facts.mapping)),
        })
    }

    /// What a person gave is found again by the names of the columns.
    async fn remember(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        given: &BankTableMapping,
    ) -> Result<()> {
        let headers = given.columns.iter().map(|column| column.header.as_str());
        let table = layout(headers);
        let Ok(text) = serde_json::to_string(given) else {
            return Ok(());
        };
        let stamp = self.stamp(&arrival.seat.actor);
        let whose = (SOURCE, table.as_str());
        Ok(
            store::import::set_mapping(transaction, &stamp, arrival.seat.creditor, whose, &text)
                .await?,
        )
    }

    /// Sets aside what the same bytes brought when they were read otherwise.
    pub(super) async fn put_right(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        lines: &[BankLine],
    ) -> Result<()> {
        let creditor = arrival.seat.creditor;
        let stamp = self.stamp(&arrival.seat.actor);
        store::bank_statement::forget_same_bytes(transaction, creditor, arrival.import).await?;
        let right: BTreeSet<&str> = lines
            .iter()
            .map(|line| line.line.natural_key.as_str())
            .collect();
        let before =
            store::bank_entry::of_same_bytes(transaction, creditor, arrival.import).await?;
        for (entry, key) in before {
            if right.contains(key.as_str()) {
                continue;
            }
            self.take_off(transaction, arrival.seat, entry).await?;
            let found = store::bank_entry::find(transaction, creditor, entry).await?;
            if found.settled.is_some() {
                store::bank_entry::reopen(transaction, &stamp, creditor, entry).await?;
            }
            let aside = (entry, Some(AsideReason::ReadAgain.code()));
            store::bank_entry::settle(transaction, &stamp, creditor, aside).await?;
        }
        Ok(())
    }
}

async fn remembered(
    transaction: &mut Transaction,
    creditor: CreditorId,
) -> Result<Vec<BankTableMapping>> {
    let kept = store::import::mappings(transaction, creditor, SOURCE).await?;
    let mappings = kept
        .iter()
        .filter_map(|text| serde_json::from_str(text).ok());
    Ok(mappings.collect())
}
