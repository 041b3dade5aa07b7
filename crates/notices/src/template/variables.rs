//! What templates may say: the variables of one message, in people's form, and the blocks that stand
//! alone on a line. Must never hold a value a template could print as a blank.

use std::sync::Arc;

use minijinja::value::{Object, Value};

/// A part of a message that is laid out, not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block {
    /// The table of the items the message is about, with its totals.
    Statement,
    /// What else is open: to come, disputed, credits.
    OtherItems,
    /// Where to pay and which reference to give.
    PaymentDetails,
}

impl Block {
    /// Every block.
    pub const ALL: [Block; 3] = [Block::Statement, Block::OtherItems, Block::PaymentDetails];

    /// The variable that stands for it.
    pub const fn name(self) -> &'static str {
        match self {
            Block::Statement => "statement",
            Block::OtherItems => "other_items",
            Block::PaymentDetails => "payment_details",
        }
    }

    /// The private letter that marks its place until the message is laid out.
    pub const fn mark(self) -> &'static str {
        match self {
            Block::Statement => "\u{e000}",
            Block::OtherItems => "\u{e001}",
            Block::PaymentDetails => "\u{e002}",
        }
    }
}

/// One item a message is about, for templates that write their own list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemVariables {
    /// Its number.
    pub reference: String,
    /// Its date.
    pub issued_on: String,
    /// Its due date.
    pub due_on: String,
    /// `12 jours`, when it is late.
    pub days_late: Option<String>,
    /// Its whole amount.
    pub amount: String,
    /// What is open of it.
    pub open: String,
    /// What is asked of it.
    pub asked: String,
}

/// One instalment of a plan, for templates that write its schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstalmentVariables {
    /// Its day.
    pub due_on: String,
    /// Its amount.
    pub amount: String,
    /// What is still missing of it; nothing once it is paid.
    pub missing: Option<String>,
}

/// The variables of one message. An `Option` that is empty is false in `{% if %}` and may not be printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each field is the variable of its name, listed with its meaning in templates/README.md"
)]
pub struct Variables {
    pub salutation: String,
    pub debtor_name: String,
    pub company_name: String,
    pub sender_name: String,
    pub sender_role: Option<String>,
    pub sender_phone: Option<String>,
    pub sender_email: Option<String>,
    pub recipient_name: Option<String>,
    pub recipient_phone: Option<String>,
    pub today: String,
    /// True for several items.
    pub several: bool,
    pub item_count: usize,
    pub invoices: String,
    pub of_invoices: String,
    pub references: String,
    pub total: String,
    pub oldest_due_on: String,
    pub days_late: Option<String>,
    pub payment_asked_by: Option<String>,
    pub payment_reference: String,
    pub last_reminder_on: Option<String>,
    pub promise_on: Option<String>,
    pub promise_amount: Option<String>,
    pub plan_agreed_on: Option<String>,
    pub plan_left: Option<String>,
    pub instalment_on: Option<String>,
    pub plan_ends_after: Option<String>,
    pub late_charges_note: Option<String>,
    pub late_interest: Option<String>,
    pub late_fixed: Option<String>,
    pub late_rate: Option<String>,
    pub late_basis: Option<String>,
    pub late_terms: Option<String>,
    pub items: Vec<ItemVariables>,
    pub schedule: Vec<InstalmentVariables>,
}

/// The names a template may use, in the order templates/README.md lists them.
pub const NAMES: [&str; 38] = [
    "salutation",
    "debtor_name",
    "company_name",
    "sender_name",
    "sender_role",
    "sender_phone",
    "sender_email",
    "recipient_name",
    "recipient_phone",
    "today",
    "several",
    "item_count",
    "invoices",
    "of_invoices",
    "references",
    "total",
    "oldest_due_on",
    "days_late",
    "payment_asked_by",
    "payment_reference",
    "last_reminder_on",
    "promise_on",
    "promise_amount",
    "plan_agreed_on",
    "plan_left",
    "instalment_on",
    "plan_ends_after",
    "late_charges_note",
    "late_interest",
    "late_fixed",
    "late_rate",
    "late_basis",
    "late_terms",
    "items",
    "schedule",
    "statement",
    "other_items",
    "payment_details",
];

fn text(value: &str) -> Value {
    Value::from(value)
}

/// Nothing is `none`, which is false and refuses to be printed.
fn optional(value: &Option<String>) -> Value {
    value.as_deref().map_or_else(|| Value::from(()), text)
}

impl Object for Variables {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.value(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.value(key)
    }
}

impl Variables {
    fn value(&self, name: &str) -> Option<Value> {
        if let Some(block) = Block::ALL.into_iter().find(|block| block.name() == name) {
            return Some(Value::from_safe_string(block.mark().to_string()));
        }
        Some(match name {
            "salutation" => text(&self.salutation),
            "debtor_name" => text(&self.debtor_name),
            "company_name" => text(&self.company_name),
            "sender_name" => text(&self.sender_name),
            "sender_role" => optional(&self.sender_role),
            "sender_phone" => optional(&self.sender_phone),
            "sender_email" => optional(&self.sender_email),
            "recipient_name" => optional(&self.recipient_name),
            "recipient_phone" => optional(&self.recipient_phone),
            "today" => text(&self.today),
            "several" => Value::from(self.several),
            "item_count" => Value::from(self.item_count),
            "invoices" => text(&self.invoices),
            "of_invoices" => text(&self.of_invoices),
            "references" => text(&self.references),
            "total" => text(&self.total),
            "oldest_due_on" => text(&self.oldest_due_on),
            "days_late" => optional(&self.days_late),
            "payment_asked_by" => optional(&self.payment_asked_by),
            "payment_reference" => text(&self.payment_reference),
            "last_reminder_on" => optional(&self.last_reminder_on),
            "promise_on" => optional(&self.promise_on),
            "promise_amount" => optional(&self.promise_amount),
            "plan_agreed_on" => optional(&self.plan_agreed_on),
            "plan_left" => optional(&self.plan_left),
            "instalment_on" => optional(&self.instalment_on),
            "plan_ends_after" => optional(&self.plan_ends_after),
            "late_charges_note" => optional(&self.late_charges_note),
            "late_interest" => optional(&self.late_interest),
            "late_fixed" => optional(&self.late_fixed),
            "late_rate" => optional(&self.late_rate),
            "late_basis" => optional(&self.late_basis),
            "late_terms" => optional(&self.late_terms),
            "items" => self.items.iter().cloned().map(Value::from_object).collect(),
            "schedule" => self
                .schedule
                .iter()
                .cloned()
                .map(Value::from_object)
                .collect(),
            _ => return None,
        })
    }

    /// A debtor about whom everything is known.
    pub(super) fn full_sample() -> Variables {
        let some = |words: &str| Some(words.to_string());
        Variables {
            sender_role: some("Comptabilité clients"),
            sender_phone: some("01 99 00 00 00"),
            sender_email: some("comptabilite@exemple.example"),
            recipient_name: some("Mme Exemple"),
            recipient_phone: some("01 99 00 00 01"),
            several: true,
            item_count: 2,
            days_late: some("12 jours"),
            payment_asked_by: some("17 mars 2026"),
            last_reminder_on: some("3 mars 2026"),
            promise_on: some("5 mars 2026"),
            promise_amount: some("500,00 €"),
            plan_agreed_on: some("12 février 2026"),
            plan_left: some("900,00 €"),
            instalment_on: some("15 mars 2026"),
            plan_ends_after: some("10 jours"),
            late_charges_note: some("À ce jour, les pénalités s’élèveraient à 12,00 €."),
            late_interest: some("12,00 €"),
            late_fixed: some("40,00 €"),
            late_rate: some("12,15 %"),
            late_basis: some("article L441-10 du Code de commerce"),
            late_terms: some("pénalités au taux légal"),
            items: vec![
                ItemVariables {
                    days_late: some("12 jours"),
                    ..ItemVariables::sample()
                };
                2
            ],
            schedule: vec![
                InstalmentVariables {
                    due_on: "15 mars 2026".to_string(),
                    amount: "300,00 €".to_string(),
                    missing: some("300,00 €"),
                };
                3
            ],
            ..Variables::sparse_sample()
        }
    }

    /// A debtor about whom only the least is known.
    pub(super) fn sparse_sample() -> Variables {
        Variables {
            salutation: "Madame, Monsieur,".to_string(),
            debtor_name: "Exemple".to_string(),
            company_name: "Société Exemple".to_string(),
            sender_name: "Service clients".to_string(),
            today: "10 mars 2026".to_string(),
            item_count: 1,
            invoices: "la facture F1".to_string(),
            of_invoices: "de la facture F1".to_string(),
            references: "F1".to_string(),
            total: "100,00 €".to_string(),
            oldest_due_on: "26 février 2026".to_string(),
            payment_reference: "F1".to_string(),
            items: vec![ItemVariables::sample()],
            ..Variables::default()
        }
    }
}

impl ItemVariables {
    fn sample() -> ItemVariables {
        let text = |words: &str| words.to_string();
        ItemVariables {
            reference: text("F1"),
            issued_on: text("27/01/2026"),
            due_on: text("26/02/2026"),
            days_late: None,
            amount: text("100,00 €"),
            open: text("100,00 €"),
            asked: text("100,00 €"),
        }
    }
}

impl Object for ItemVariables {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(match key.as_str()? {
            "reference" => text(&self.reference),
            "issued_on" => text(&self.issued_on),
            "due_on" => text(&self.due_on),
            "days_late" => optional(&self.days_late),
            "amount" => text(&self.amount),
            "open" => text(&self.open),
            "asked" => text(&self.asked),
            _ => return None,
        })
    }
}

impl Object for InstalmentVariables {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(match key.as_str()? {
            "due_on" => text(&self.due_on),
            "amount" => text(&self.amount),
            "missing" => optional(&self.missing),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_for_authors_lists_every_name() {
        let page = include_str!("../../templates/README.md");
        for name in NAMES {
            let listed = page.contains(&format!("`{name}`"))
                || page.contains(&format!("`{{{{ {name} }}}}`"));
            assert!(listed, "{name}");
        }
    }

    #[test]
    fn every_name_of_the_list_is_given() {
        let sample = Variables::full_sample();
        for name in NAMES {
            assert!(
                sample.value(name).is_some_and(|value| !value.is_none()),
                "{name}"
            );
        }
        assert!(sample.value("amount").is_none());
    }
}
