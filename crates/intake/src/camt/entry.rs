//! One entry and its transactions. An entry whose side or status is not told is kept, and told; money
//! whose direction is not known is never marked as booked.

use receivables::currency::Currency;
use receivables::money::Money;
use rust_decimal::Decimal;

use super::element::Element;
use super::statement::{day, read_amount, rounded, tell};
use crate::bank::{BankEntry, BankStatement, BankTransaction, EntryStatus, ReferredDocument};
use crate::reading::{Kept, ProblemKind, Problems};

/// Takes one entry into its statement.
pub(super) fn take(statement: &mut BankStatement, element: &Element, problems: &mut Problems) {
    let Some(amount) = element.at("Amt") else {
        tell(
            problems,
            element,
            ProblemKind::InvalidAmount,
            "",
            Kept::NotTheLine,
        );
        return;
    };
    let Some((exact, currency)) = read_amount(amount, statement, problems) else {
        return;
    };
    let bank_code = bank_code(element);
    let (is_debit, is_certain) = side(element, &bank_code, problems);
    let Some(signed) = rounded(
        if is_debit { -exact } else { exact },
        currency,
        amount,
        problems,
    ) else {
        return;
    };
    if is_debit {
        statement.debits += exact;
    } else {
        statement.credits += exact;
    }
    let status = status(element, is_certain, statement, problems);
    let transactions = transactions(element, statement, is_debit, problems);
    check_sum(element, (exact, currency), &transactions, problems);
    statement.entries.push(BankEntry {
        natural_key: String::new(),
        reference: element.text_at(&["AcctSvcrRef", "NtryRef", "NtryDtls/TxDtls/Refs/AcctSvcrRef"]),
        booked_on: booked_on(element, statement),
        value_on: day(&element.text_at(&["ValDt/Dt", "ValDt/DtTm"])),
        amount: signed,
        is_reversal: matches!(element.text_at(&["RvslInd"]).as_str(), "true" | "1"),
        status,
        bank_code,
        text: element.text_at(&["AddtlNtryInf"]),
        declared_transactions: element.text_at(&["NtryDtls/Btch/NbOfTxs"]).parse().ok(),
        transactions: with_amount_of_the_only_one(transactions, signed),
        line: element.line,
    });
}

/// The booking day; banks that leave it out mean the day of the statement.
fn booked_on(element: &Element, statement: &BankStatement) -> Option<jiff::civil::Date> {
    let of_the_statement = || {
        statement
            .closing
            .or(statement.opening)
            .and_then(|balance| balance.on)
    };
    day(&element.text_at(&["BookgDt/Dt", "BookgDt/DtTm"])).or_else(of_the_statement)
}

/// True for a debit, and whether that is certain.
fn side(element: &Element, bank_code: &str, problems: &mut Problems) -> (bool, bool) {
    match element.text_at(&["CdtDbtInd"]).as_str() {
        "CRDT" => return (false, true),
        "DBIT" => return (true, true),
        _ => {}
    }
    let issued = ["/ICDT/", "/RDDT/", "/ICHQ/", "/IRCT/", "/CHRG"]
        .iter()
        .any(|family| bank_code.contains(family));
    let received = ["/RCDT/", "/IDDT/", "/RRCT/", "/RCHQ/"]
        .iter()
        .any(|family| bank_code.contains(family));
    let kept = if issued { "DBIT" } else { "CRDT" };
    tell(
        problems,
        element,
        ProblemKind::Assumed,
        "CdtDbtInd",
        Kept::Value(kept.to_string()),
    );
    (issued, issued || received)
}

fn status(
    element: &Element,
    is_certain: bool,
    statement: &BankStatement,
    problems: &mut Problems,
) -> EntryStatus {
    let told = element.text_at(&["Sts/Cd", "Sts", "Sts/Prtry"]);
    match told.as_str() {
        "BOOK" if is_certain => EntryStatus::Booked,
        "INFO" => EntryStatus::Information,
        "" if is_certain => {
            // One remark a statement: a bank that leaves it out does so everywhere.
            if statement.entries.is_empty() {
                tell(
                    problems,
                    element,
                    ProblemKind::Assumed,
                    "Sts",
                    Kept::Value("BOOK".to_string()),
                );
            }
            EntryStatus::Booked
        }
        _ => EntryStatus::Pending,
    }
}

/// Domain, family and sub-family, else the bank's own code.
fn bank_code(element: &Element) -> String {
    let domain = element.text_at(&["BkTxCd/Domn/Cd"]);
    if domain.is_empty() {
        return element.text_at(&["BkTxCd/Prtry/Cd"]);
    }
    let family = element.text_at(&["BkTxCd/Domn/Fmly/Cd"]);
    let sub_family = element.text_at(&["BkTxCd/Domn/Fmly/SubFmlyCd"]);
    format!("{domain}/{family}/{sub_family}")
}

fn transactions(
    element: &Element,
    statement: &BankStatement,
    entry_is_debit: bool,
    problems: &mut Problems,
) -> Vec<BankTransaction> {
    let details = element.all("NtryDtls/TxDtls");
    details
        .into_iter()
        .map(|detail| transaction(detail, statement, entry_is_debit, problems))
        .collect()
}

fn transaction(
    detail: &Element,
    statement: &BankStatement,
    entry_is_debit: bool,
    problems: &mut Problems,
) -> BankTransaction {
    let is_debit = match detail.text_at(&["CdtDbtInd"]).as_str() {
        "DBIT" => true,
        "CRDT" => false,
        _ => entry_is_debit,
    };
    let amount = detail.at("Amt").or_else(|| detail.at("AmtDtls/TxAmt/Amt"));
    let amount = amount.and_then(|element| {
        let (exact, currency) = read_amount(element, statement, problems)?;
        rounded(
            if is_debit { -exact } else { exact },
            currency,
            element,
            problems,
        )
    });
    let given = |paths: &[&str]| {
        Some(detail.text_at(paths))
            .filter(|text| text != "NOTPROVIDED")
            .unwrap_or_default()
    };
    let return_reason = detail.text_at(&["RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry"]);
    let payer_first = !is_debit || !return_reason.is_empty();
    let (counterparty_name, counterparty_account) = counterparty(detail, payer_first);
    let free_text = detail
        .all("RmtInf/Ustrd")
        .into_iter()
        .chain(detail.all("AddtlTxInf"));
    BankTransaction {
        amount,
        end_to_end_id: given(&["Refs/EndToEndId"]),
        instruction_id: given(&["Refs/InstrId"]),
        mandate_id: given(&["Refs/MndtId"]),
        counterparty_name,
        counterparty_account,
        structured_reference: detail.text_at(&[
            "RmtInf/Strd/CdtrRefInf/Ref",
            "RmtInf/Strd/CdtrRefInf/CdtrRef",
        ]),
        unstructured_text: free_text
            .map(|part| part.text.trim())
            .collect::<Vec<_>>()
            .join(" ")
            .trim()
            .to_string(),
        referred_documents: referred_documents(detail, statement, problems),
        return_reason,
        bank_code: bank_code(detail),
    }
}

/// Name and account of the other party; some banks fill in the wrong side, hence the second try.
fn counterparty(detail: &Element, payer_first: bool) -> (String, String) {
    let of = |role: &str| {
        let at = |path: &str| format!("RltdPties/{role}{path}");
        let name = detail.text_at(&[&at("/Nm"), &at("/Pty/Nm")]);
        let account = detail.text_at(&[&at("Acct/Id/IBAN"), &at("Acct/Id/Othr/Id")]);
        (name, account)
    };
    let roles = if payer_first {
        ["Dbtr", "UltmtDbtr", "Cdtr"]
    } else {
        ["Cdtr", "UltmtCdtr", "Dbtr"]
    };
    let parties = roles.map(of);
    let first = |pick: fn(&(String, String)) -> &String| {
        parties
            .iter()
            .map(pick)
            .find(|text| !text.is_empty())
            .cloned()
            .unwrap_or_default()
    };
    (first(|party| &party.0), first(|party| &party.1))
}

fn referred_documents(
    detail: &Element,
    statement: &BankStatement,
    problems: &mut Problems,
) -> Vec<ReferredDocument> {
    let mut documents = Vec::new();
    for remittance in detail.all("RmtInf/Strd") {
        let paid = remittance
            .at("RfrdDocAmt/DuePyblAmt")
            .or_else(|| remittance.at("RfrdDocAmt/RmtdAmt"));
        let amount = paid.and_then(|element| {
            let (exact, currency) = read_amount(element, statement, problems)?;
            rounded(exact, currency, element, problems)
        });
        for document in remittance.all("RfrdDocInf") {
            let number = document.text_at(&["Nb"]);
            if !number.is_empty() {
                let on = day(&document.text_at(&["RltdDt", "RltdDt/Dt"]));
                documents.push(ReferredDocument { number, on, amount });
            }
        }
    }
    documents
}

/// The transactions told must make the entry, when each tells its amount in the entry's currency.
fn check_sum(
    element: &Element,
    (exact, currency): (Decimal, Currency),
    transactions: &[BankTransaction],
    problems: &mut Problems,
) {
    let amounts: Option<Vec<Money>> = transactions.iter().map(|one| one.amount).collect();
    let Some(amounts) =
        amounts.filter(|all| all.len() > 1 && all.iter().all(|one| one.currency == currency))
    else {
        return;
    };
    let sum = amounts
        .iter()
        .fold(0_i64, |sum, one| sum.saturating_add(one.minor));
    let sum = Money::new(sum.abs(), currency);
    if Money::from_major(exact, currency) != Some(sum) {
        tell(
            problems,
            element,
            ProblemKind::DoesNotAddUp,
            &format!("{exact} ≠ {sum}"),
            Kept::All,
        );
    }
}

fn with_amount_of_the_only_one(
    mut transactions: Vec<BankTransaction>,
    amount: Money,
) -> Vec<BankTransaction> {
    if let [only] = transactions.as_mut_slice()
        && only
            .amount
            .is_none_or(|told| told.currency != amount.currency)
    {
        only.amount = Some(amount);
    }
    transactions
}
