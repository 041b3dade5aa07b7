//! The fields a person edits one by one, by the names the file gives them.

/// How a field is written in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Between marks.
    Text,
    /// A whole number.
    Number,
    /// Several texts.
    List,
}

/// A field of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EditedField {
    /// Its name; a dot leads into a table: `fallback.no_address`.
    pub name: &'static str,
    /// How it is written.
    pub kind: FieldKind,
}

const fn text(name: &'static str) -> EditedField {
    EditedField {
        name,
        kind: FieldKind::Text,
    }
}

const fn number(name: &'static str) -> EditedField {
    EditedField {
        name,
        kind: FieldKind::Number,
    }
}

const fn list(name: &'static str) -> EditedField {
    EditedField {
        name,
        kind: FieldKind::List,
    }
}

/// The fields of a step, in the order a new one gets them.
pub const STEP: &[EditedField] = &[
    text("key"),
    text("name.fr"),
    text("name.en"),
    text("trigger"),
    text("act"),
    number("tone"),
    text("template"),
    text("sender"),
    text("role"),
    list("attachments"),
    list("floor"),
    number("fewest_invoices"),
    text("when"),
    list("debtor_kinds"),
    number("days_after_contact"),
    number("days_to_answer"),
    text("phase"),
    text("approval"),
    text("cost"),
    text("fee"),
    text("fallback.no_address"),
    text("fallback.bounced"),
    text("fallback.refused"),
];

/// The fields of a variant of a step.
pub const VARIANT: &[EditedField] = &[
    text("key"),
    text("name.fr"),
    text("name.en"),
    text("act"),
    text("template"),
    text("sender"),
    text("from_hour"),
    number("days_later"),
    number("share"),
];

/// The fields of the strategy itself. Its key is given once: it is what accounts follow.
pub const HEAD: &[EditedField] = &[
    text("key"),
    text("name.fr"),
    text("name.en"),
    text("summary.fr"),
    text("summary.en"),
    text("sender"),
    text("role"),
    text("entry"),
    number("pull_forward_days"),
    list("floor"),
    list("ceiling"),
    number("fewest_invoices"),
    number("limits.days_between"),
    number("limits.most_per_week"),
    number("limits.most_per_month"),
    text("charges"),
];
