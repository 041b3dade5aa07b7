//! A page of accounts: the debtors that are loaded together, one query per table. Must never make a
//! query's plan depend on statistics.

use receivables::identity::DebtorId;

use crate::db::Value;

/// Debtors loaded together, in ascending order of their identities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    debtors: Vec<DebtorId>,
    listed: String,
    reach: Reach,
}

/// How the rows of a page are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The page holds most debtors between its first and its last: read the whole range.
    Range,
    /// The page holds a few debtors of many: seek each.
    List,
}

impl Page {
    /// A page of some debtors, in any order.
    pub fn new(mut debtors: Vec<DebtorId>, reach: Reach) -> Page {
        debtors.sort_unstable();
        debtors.dedup();
        let listed = match reach {
            Reach::Range => String::new(),
            Reach::List => listed(debtors.iter().map(|debtor| debtor.0)),
        };
        Page {
            debtors,
            listed,
            reach,
        }
    }

    /// A page of one debtor.
    pub fn of(debtor: DebtorId) -> Page {
        Page::new(vec![debtor], Reach::Range)
    }

    /// The debtors, ascending.
    pub fn debtors(&self) -> &[DebtorId] {
        &self.debtors
    }

    /// The place of a debtor in the page.
    pub fn position(&self, debtor: i64) -> Option<usize> {
        self.debtors.binary_search(&DebtorId(debtor)).ok()
    }

    /// The statement with its `:page` written for this page.
    pub(crate) fn text(&self, sql: &str) -> String {
        text(sql, self.reach)
    }

    /// The parameters `$2` and `$3` of the statement.
    pub(crate) fn values(&self) -> [Value<'_>; 2] {
        let first = self.debtors.first().map_or(0, |debtor| debtor.0);
        let last = self.debtors.last().map_or(0, |debtor| debtor.0);
        match self.reach {
            Reach::Range => [first.into(), last.into()],
            Reach::List => [self.listed.as_str().into(), last.into()],
        }
    }
}

/// The statement with its `:page` written for a reach.
pub(crate) fn text(sql: &str, reach: Reach) -> String {
    let condition = match reach {
        Reach::Range => "between $2 and $3".to_string(),
        Reach::List => format!("{} and cast($3 as bigint) >= 0", in_list("$2")),
    };
    sql.replace(":page", &condition)
}

/// A condition over a list of identities in one text parameter, see [`listed`].
pub(crate) fn in_list(parameter: &str) -> String {
    format!(
        "/*+sqlite in (select value from json_each('[' || {parameter} || ']'))*/ \
         /*+postgres = any (cast(string_to_array({parameter}, ',') as bigint[]))*/"
    )
}

/// Identities as one text parameter.
pub(crate) fn listed(ids: impl Iterator<Item = i64>) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for id in ids {
        let separator = if text.is_empty() { "" } else { "," };
        // Writing to a String cannot fail.
        let _ = write!(text, "{separator}{id}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_in_order_and_without_repeats() {
        let page = Page::new(vec![DebtorId(9), DebtorId(2), DebtorId(9)], Reach::List);
        assert_eq!(page.debtors(), [DebtorId(2), DebtorId(9)]);
        assert_eq!(page.position(9), Some(1));
        assert_eq!(page.position(3), None);
        assert_eq!(page.values()[0], Value::from("2,9"));
    }
}
