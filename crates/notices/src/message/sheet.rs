//! The statement that goes with a message, as a sheet and as a letter. Must never say other amounts than the message.

use receivables::contact::Channel;
use receivables::decide::PlannedAct;
use receivables::item::Item;
use receivables::money::Money;

use super::statement::{OtherWhy, Statement};
use super::table::{self, other_what};
use super::words::Words;
use super::{ComposeError, Composer, Occasion, fill};
use crate::format;
use crate::letter::Letter;
use crate::names::Named;
use crate::statement_sheet::{SheetRow, StatementSheet};

/// The template of the statement on paper.
const ON_PAPER: &str = "account-statement";

impl Composer {
    /// The statement of an account as it goes with a message, set on paper: what is asked, what else is open, where to pay.
    ///
    /// # Errors
    /// As [`Composer::compose`].
    pub fn statement_letter(
        &self,
        act: &PlannedAct,
        occasion: &Occasion<'_>,
    ) -> Result<Letter, ComposeError> {
        let on_paper = PlannedAct {
            channel: Channel::Letter,
            template: ON_PAPER.to_string(),
            ..act.clone()
        };
        let message = self.compose(&on_paper, occasion)?;
        message
            .letter
            .map(|letter| *letter)
            .ok_or(ComposeError::NothingAsked)
    }

    /// The same as a sheet.
    ///
    /// # Errors
    /// [`ComposeError::UnknownItem`] for an act that is older than the account.
    pub fn statement_sheet(
        &self,
        act: &PlannedAct,
        occasion: &Occasion<'_>,
    ) -> Result<StatementSheet, ComposeError> {
        let words = self.words(act.language);
        let statement = Statement::of(act, occasion.account, occasion.today)?;
        let reference = fill::payment_reference(occasion, &statement);
        let laid_out = table::Table::of(&statement, (occasion.letterhead, &reference), true, words);
        let language = act.language;
        let today = format::day(occasion.today, language);
        let debtor = &occasion.account.debtor;
        Ok(StatementSheet {
            language,
            title: vec![
                words.with("statement-title", "day", &today),
                match debtor.name == debtor.key {
                    true => debtor.name.clone(),
                    false => format!("{} · {}", debtor.name, debtor.key),
                },
                occasion.letterhead.company.clone(),
            ],
            name: words.wording.word("statement-sheet"),
            heads: [
                words.reference.clone(),
                words.wording.word("statement-kind"),
                words.issued.clone(),
                words.due.clone(),
                words.wording.word("statement-days-late"),
                words.amount.clone(),
                words.open.clone(),
                words.total_asked.clone(),
                words.wording.word("statement-currency"),
                words.wording.word("statement-note"),
            ],
            sums: sums(&statement, &words.total_asked),
            rows: rows(&statement, occasion, words),
            payment: laid_out.payment,
            file_name: format!(
                "{}-{}",
                words.wording.word("statement-file"),
                occasion.today
            ),
            today: occasion.today,
        })
    }
}

/// Every line: those the message is about, then the other open ones, then the credits that are deducted above.
fn rows(statement: &Statement<'_>, occasion: &Occasion<'_>, words: &Words) -> Vec<SheetRow> {
    let row = |item: &Item, days_late: i32, note: String| SheetRow {
        reference: table::reference(item, words),
        kind: item.kind.name(&words.wording),
        issued_on: item.issued_on,
        due_on: item.due_on,
        days_late,
        amount: item.amount,
        open: item.open,
        asked: None,
        note,
    };
    let asked = statement.rows.iter();
    let asked = asked.map(|one| SheetRow {
        asked: Some(one.asked),
        ..row(one.item, one.days_late, table::notes(one, words))
    });
    let others = statement.others.iter().map(|other| {
        let days_late = match other.why {
            OtherWhy::Late => other.item.days_late(occasion.today).max(0),
            _ => 0,
        };
        row(other.item, days_late, other_what(other, words))
    });
    let is_listed = |item: &Item| {
        let mut others = statement.others.iter();
        others.any(|other| other.item.id == item.id)
            || statement.rows.iter().any(|row| row.item.id == item.id)
    };
    let items = occasion.account.items.iter();
    let deducted = items.filter(|item| item.is_open_credit() && !is_listed(item));
    let deducted = deducted.map(|item| row(item, 0, words.total_credits.clone()));
    asked.chain(others).chain(deducted).collect()
}

fn sums(statement: &Statement<'_>, label: &str) -> Vec<(String, Money)> {
    let totals = statement.totals.iter();
    totals
        .map(|total| (label.to_string(), total.asked))
        .collect()
}
