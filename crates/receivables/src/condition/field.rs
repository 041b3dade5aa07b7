//! The vocabulary of conditions: one row for each thing that can be asked of an account, with the name it is
//! typed by and its unit. Words people read stand in `notices`; this table must never hold one.

use super::problem::closest;

/// What a field counts or says, which decides what it may be compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// An amount in the creditor's currency.
    Amount,
    /// Whole calendar days.
    Days,
    /// How many.
    Count,
    /// A text.
    Text,
    /// A word of a closed list.
    Choice,
    /// Yes or no.
    YesNo,
    /// A set of words.
    Words,
}

/// Where what a field says comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The open items.
    Items,
    /// Promises, disputes and contacts.
    Facts,
    /// What is known of the debtor itself.
    Debtor,
    /// How its invoices of the last months were paid.
    Behaviour,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident $name:literal $unit:ident $origin:ident $hints:expr;)+) => {
        /// One thing that can be asked of an account.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field {
            $($(#[$doc])* $variant,)+
        }

        impl Field {
            /// Every field, in the order they are offered.
            pub const ALL: &'static [Field] = &[$(Field::$variant,)+];

            /// The name it is typed by.
            pub const fn name(self) -> &'static str {
                match self { $(Field::$variant => $name,)+ }
            }

            /// What it counts or says.
            pub const fn unit(self) -> Unit {
                match self { $(Field::$variant => Unit::$unit,)+ }
            }

            /// Where it comes from.
            pub const fn origin(self) -> Origin {
                match self { $(Field::$variant => Origin::$origin,)+ }
            }

            /// Other names people try, for the suggestion.
            const fn hints(self) -> &'static [&'static str] {
                match self { $(Field::$variant => &$hints,)+ }
            }
        }
    };
}

fields! {
    /// Open claims, before credits.
    Outstanding "outstanding" Amount Items ["encours", "balance", "solde", "amount", "montant", "open"];
    /// Open claims past their due date.
    Overdue "overdue" Amount Items ["echu", "retard", "late", "amount_due", "overdue_amount"];
    /// Unused credits, as a positive amount.
    Credits "credits" Amount Items ["avoirs", "avoir", "credit"];
    /// Open claims less unused credits.
    NetDue "net_due" Amount Items ["net", "net_du"];
    /// The largest open claim.
    LargestInvoice "largest_invoice" Amount Items ["plus_grosse_facture", "largest", "max_invoice"];
    /// What is contested of the open claims.
    Disputed "disputed" Amount Facts ["litige", "conteste", "contested"];
    /// Days the oldest overdue claim is late; 0 when none is.
    DaysLate "days_late" Days Items ["days_overdue", "jours_de_retard", "age", "delay"];
    /// The longest terms among the open invoices, from issue to due date.
    TermsDays "terms_days" Days Items ["terms", "payment_terms", "delai", "conditions"];
    /// Days since the debtor was last written to or called while its oldest open claim was there; since that fell due
    /// when it never was.
    DaysWithoutContact "days_without_contact" Days Facts ["days_since_contact", "sans_contact", "last_contact", "jours_sans_contact"];
    /// Days between due date and payment, on average over what was paid in the last twelve months.
    AverageDaysLate "average_days_late" Days Behaviour ["average_delay", "retard_moyen", "behaviour", "dbt"];
    /// How many open invoices, instalments of one counted once.
    OpenInvoices "open_invoices" Count Items ["invoices", "factures", "invoice_count"];
    /// How many of them are past a due date.
    OverdueInvoices "overdue_invoices" Count Items ["late_invoices", "factures_echues"];
    /// How many invoices were paid in the last twelve months.
    PaidInvoices "paid_invoices" Count Behaviour ["factures_payees"];
    /// How many disputes are open.
    OpenDisputes "open_disputes" Count Facts ["disputes", "litiges"];
    /// How many promises wait for their date.
    OpenPromises "open_promises" Count Facts ["promises", "promesses"];
    /// How many promises were kept.
    PromisesKept "promises_kept" Count Facts ["kept_promises", "promesses_tenues"];
    /// How many promises were broken, in whole or in part.
    PromisesBroken "promises_broken" Count Facts ["broken_promises", "promesses_rompues"];
    /// Its nature before the law.
    Kind "kind" Choice Debtor ["type", "nature", "legal_kind", "public"];
    /// Its country, two letters.
    Country "country" Choice Debtor ["pays"];
    /// The language of its notices.
    Language "language" Choice Debtor ["langue", "lang"];
    /// Where its file stands.
    Phase "phase" Choice Debtor ["etape", "dossier"];
    /// Its post code.
    PostCode "post_code" Text Debtor ["zip", "postcode", "code_postal", "postal_code"];
    /// The first two figures of a French post code, three overseas.
    Department "department" Text Debtor ["departement", "region", "dept"];
    /// Its town.
    Town "town" Text Debtor ["city", "ville"];
    /// Its name.
    Name "name" Text Debtor ["nom"];
    /// Its key in the ledger.
    Key "key" Text Debtor ["code", "compte", "account"];
    /// Its French company number.
    Siren "siren" Text Debtor ["siret"];
    /// The debtor that speaks for its group; empty for one that stands alone.
    Group "group" Text Debtor ["groupe", "parent"];
    /// Who sells to it.
    SalesPerson "sales_person" Text Debtor ["salesperson", "commercial", "vendeur", "sales"];
    /// Its trade.
    Sector "sector" Text Debtor ["secteur", "industry", "activity", "activite", "naf"];
    /// How large it is, in the words of its source.
    CompanySize "company_size" Text Debtor ["taille", "size_of_company", "effectif", "headcount"];
    /// The site of the creditor that serves it.
    Site "site" Text Debtor ["agence", "branch", "etablissement"];
    /// Free words for grouping.
    Tags "tags" Words Debtor ["tag", "etiquettes", "labels", "etiquette"];
    /// Somebody there can be written to by e-mail.
    HasEmail "has_email" YesNo Debtor ["email", "mail", "has_mail"];
    /// It is short of money, as it said or as somebody noted.
    InDifficulty "in_difficulty" YesNo Debtor ["difficulty", "difficulte", "cash_difficulty"];
}

/// How many fields are numbers; they come first in the table.
pub(super) const NUMBERS: usize = Field::PromisesBroken as usize + 1;

impl Field {
    /// The field of a name.
    pub fn named(name: &str) -> Option<Field> {
        Field::ALL
            .iter()
            .copied()
            .find(|field| field.name() == name)
    }

    /// The field somebody most likely meant by a name that is none.
    pub(super) fn meant_by(name: &str) -> Option<Field> {
        let folded = name.to_ascii_lowercase();
        let hinted = Field::ALL
            .iter()
            .copied()
            .find(|field| field.hints().contains(&folded.as_str()));
        hinted.or_else(|| {
            let names = Field::ALL.iter().map(|field| field.name());
            closest(&folded, names).and_then(Field::named)
        })
    }

    /// True for what can be less or more than something.
    pub const fn is_number(self) -> bool {
        (self as usize) < NUMBERS
    }

    /// The words a choice may be; none for a list too long to write down.
    pub const fn choices(self) -> &'static [&'static str] {
        match self {
            Field::Kind => &["business", "consumer", "public"],
            Field::Language => &["fr", "en"],
            Field::Phase => &[
                "amicable",
                "pre-litigation",
                "handed-over",
                "litigation",
                "insolvency",
                "deceased",
            ],
            _ => &[],
        }
    }

    /// True when it is also kept in currencies other than the creditor's.
    pub const fn has_other_currencies(self) -> bool {
        matches!(self, Field::Outstanding | Field::Overdue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_first_and_names_are_unique() {
        let numeric = [Unit::Amount, Unit::Days, Unit::Count];
        for (place, field) in Field::ALL.iter().enumerate() {
            assert_eq!(
                numeric.contains(&field.unit()),
                place < NUMBERS,
                "{field:?}"
            );
            assert_eq!(Field::named(field.name()), Some(*field));
        }
    }

    #[test]
    fn a_french_name_or_a_slip_leads_to_the_field() {
        assert_eq!(Field::meant_by("pays"), Some(Field::Country));
        assert_eq!(Field::meant_by("overdeu"), Some(Field::Overdue));
        assert_eq!(Field::meant_by("quux"), None);
    }
}
