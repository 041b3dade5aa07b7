//! What a column of a bank's table can mean, and the names banks give it in French, English, German, Spanish,
//! Italian and Dutch. A name that means two things must be decided by what the column holds.

use serde::{Deserialize, Serialize};

use crate::list::field::squeezed;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BankField {
    /// Booking day.
    BookedOn,
    /// Value day.
    ValueOn,
    /// Amount, its sign or a side telling the direction.
    Amount,
    /// Amount that went out.
    Debit,
    /// Amount that came in.
    Credit,
    /// Debit or credit.
    Side,
    /// Balance after the entry.
    Balance,
    /// Currency of the amount.
    Currency,
    /// Amount in the currency of the payer, beside the amount in that of the account.
    OriginalAmount,
    /// The bank's text; several columns may hold a part each.
    Label,
    /// Name of the other party.
    CounterpartyName,
    /// Account of the other party.
    CounterpartyAccount,
    /// The account the statement is of.
    Account,
    /// Reference of the bank.
    Reference,
    /// Reference of the payer.
    EndToEnd,
}

use BankField::{
    Account, Amount, Balance, BookedOn, CounterpartyAccount, CounterpartyName, Credit, Currency,
    Debit, EndToEnd, Label, OriginalAmount, Reference, Side, ValueOn,
};

/// Letters of the longest name of a column.
const LONGEST_NAME: usize = 80;

/// Names of each meaning, letters and digits only, the surest first.
const NAMES: &[(BankField, &str)] = &[
    (
        BookedOn,
        "bookingdate dateoperation datedoperation dateoperations datedeloperation dateop datecomptable datedecomptabilisation \
         datecomptabilisation transactiondate postingdate posteddate dateposted postdate completeddate datecompleted bookedon buchungstag buchungsdatum \
         boekdatum boekingsdatum transactiedatum fechaoperacion fechacontable fechadeoperacion fechamovimiento dataoperazione \
         datacontabile datamovimento dataregistrazione settlementdate operationdate date datum fecha data entrydate processdate",
    ),
    (
        ValueOn,
        "valuedate datevaleur datedevaleur valutadatum valuta wertstellung wertstellungstag fechavalor datavaluta valutadate \
         rentedatum interestdate valeur valor wert",
    ),
    (
        Amount,
        "amount montant montantoperation montantdeloperation montanteneuros montanteneur montanteuros montanteuro montanteur amounteur \
         transactionamount betrag betrageur betragineur betrageuro umsatz umsatzineur importe importeeur importeeuros importo importoeur \
         importoineuro bedrag bedrageur transactieamount transactiebedrag amountineur netamount",
    ),
    (
        Debit,
        "debit debiteur debiteuro debiteuros debitenuros montantdebit montantaudebit debitamount paidout withdrawal withdrawals \
         withdrawalamount moneyout payments soll sollbetrag belastung belastunginchf lastschriftinchf lastschriftbetrag cargo cargos debe adeudo adeudos addebiti addebito uscite dare afschrijving \
         debet debetbedrag sortie sorties depense depenses out",
    ),
    (
        Credit,
        "credit crediteur crediteuro crediteuros montantcredit montantaucredit creditamount paidin deposit deposits \
         depositamount moneyin receipts haben habenbetrag gutschrift gutschriftinchf abono abonos haber ingreso ingresos accrediti accredito entrate avere bijschrijving \
         creditbedrag entree entrees recette recettes in",
    ),
    (
        Side,
        "dc cd debitcredit creditdebit debitcreditindicator creditdebitindicator creditdebitcode sens senscd sensoperation sollhaben sh afbij \
         debetcredit drcr crdr indicator direction signe vorzeichen segno dareavere debehaber",
    ),
    (
        Balance,
        "balance runningbalance solde soldeprogressif soldeapresoperation soldecomptable soldeeur soldeeneuros accountbalance closingbalance saldo \
         saldoeur saldoineur saldoinchf saldonachbuchung saldonamutatie saldonatrn saldocontabile saldoposterior saldodisponible kontostand resultingbalance \
         balanceafter",
    ),
    (
        Currency,
        "currency currencycode devise codedevise monnaie wahrung waehrung divisa moneda munt muntsoort valuta ccy",
    ),
    (
        OriginalAmount,
        "amountcurrency originalamount foreignamount montantdorigine montantorigine montantdevise montantendevise \
         ursprungsbetrag betragfremdwahrung importedivisa",
    ),
    (
        Label,
        "label libelle libelleoperation libelledeloperation libellesimplifie libellecomplet description operation \
         naturedeloperation natureoperation descriptif intitule narrative transactiondescription details detail memo verwendungszweck buchungstext vorgang \
         concepto descripcion descrizione descrizioneoperazione causale omschrijving omschrijving1 naamomschrijving mededelingen mededeling \
         communication communications motif remittanceinformation paymentdetails particulars informationscomplementaires libelleinterbancaire betreff text \
         observaciones paymentreference note notes",
    ),
    (
        CounterpartyName,
        "counterpartyname counterparty partnername partner nomdelacontrepartie nomcontrepartie contrepartie nomdutiers tiers beneficiaire \
         emetteur donneurdordre payee payer payername auftraggeber auftraggeberbeguenstigter auftraggeberbegunstigter beguenstigterzahlungspflichtiger \
         begunstigterzahlungspflichtiger namezahlungsbeteiligter zahlungsbeteiligter zahlungspflichtiger empfanger empfaenger beneficiario ordenante ordinante controparte \
         tegenpartij naamtegenpartij naamtegenrekening naam name nom",
    ),
    (
        CounterpartyAccount,
        "counterpartyaccount counterpartyiban ibancontrepartie comptecontrepartie comptedelacontrepartie numerodecomptecontrepartie \
         ibanzahlungsbeteiligter kontonummeriban partneraccount partneriban bankaccount tegenrekening tegenrekeningibanbban rekeningtegenpartij \
         contocontroparte ibancontroparte cuentadestino ibanbeneficiaire kontonummer iban",
    ),
    (
        Account,
        "accountnumber accountno accountiban account compte numerocompte numerodecompte ncompte compteiban comptebancaire auftragskonto \
         ibanauftragskonto konto rekening rekeningnummer eigenrekening ibanbban cuenta numerodecuenta conto numeroconto iban bankaccount",
    ),
    (
        Reference,
        "bankreference reference transactionreference transactionid referencebancaire referenceoperation referencedeloperation numerooperation \
         numeroreference ref refinterne referenz referentie referencia riferimento volgnr volgnummer identifiant numeropiece id numero",
    ),
    (
        EndToEnd,
        "endtoendid endtoend endtoendreference referenceendtoend endetoendereferenz kundenreferenzendtoend kundenreferenz e2e eref customerreference \
         referenceclient",
    ),
];

impl BankField {
    /// Every meaning, those needed most first.
    pub const ALL: [BankField; 15] = [
        BookedOn,
        ValueOn,
        Debit,
        Credit,
        Amount,
        Side,
        Balance,
        OriginalAmount,
        Currency,
        Label,
        CounterpartyName,
        CounterpartyAccount,
        Account,
        Reference,
        EndToEnd,
    ];

    /// How well a column name fits: 1 is the surest name, nothing for no fit.
    pub(super) fn fit(self, header: &str) -> Option<usize> {
        // A damaged table may have as many columns without a name as it has bytes.
        if header.is_empty() {
            return None;
        }
        let (_, names) = NAMES.iter().find(|(field, _)| *field == self)?;
        let header = beginning(header);
        let outside = header.split(['(', '[', ':']).next().unwrap_or(header);
        let forms = [plain(header), plain(outside)];
        forms.iter().find_map(|form| {
            names
                .split_whitespace()
                .position(|name| name == form)
                .map(|at| at + 1)
        })
    }

    /// True when several columns may hold it.
    pub fn may_repeat(self) -> bool {
        self == Label
    }
}

/// What may be the name of a column: a cell without end is not gone through once for each field.
fn beginning(header: &str) -> &str {
    let end = header.char_indices().nth(LONGEST_NAME);
    end.map_or(header, |(at, _)| &header[..at])
}

/// True when some column of a bank's table has this name.
pub(super) fn is_known(header: &str) -> bool {
    BankField::ALL
        .iter()
        .any(|field| field.fit(header).is_some())
}

/// A column name: letters and digits, without accents, without the currency at its end.
fn plain(header: &str) -> String {
    let header: String = header
        .chars()
        .map(|letter| match letter {
            'á' | 'Á' => 'a',
            'í' | 'Í' | 'ì' => 'i',
            'ó' | 'Ó' | 'ò' => 'o',
            'ú' | 'Ú' => 'u',
            'ñ' | 'Ñ' => 'n',
            other => other,
        })
        .collect();
    squeezed(&header.replace('€', "eur"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_six_languages() {
        let check = |field: BankField, headers: &[&str]| {
            for header in headers {
                assert!(field.fit(header).is_some(), "{field:?} {header}");
            }
        };
        check(
            BookedOn,
            &[
                "Date opération",
                "Booking date",
                "Buchungstag",
                "Fecha operación",
                "Data operazione",
                "Boekdatum",
            ],
        );
        check(
            ValueOn,
            &[
                "Date de valeur",
                "Value Date",
                "Wertstellung",
                "Fecha valor",
                "Data valuta",
                "Valutadatum",
            ],
        );
        check(
            Label,
            &[
                "Libellé",
                "Description",
                "Verwendungszweck",
                "Concepto",
                "Causale",
                "Omschrijving",
            ],
        );
        check(
            Amount,
            &[
                "Montant (EUR)",
                "Amount",
                "Betrag (€)",
                "Importe",
                "Importo",
                "Bedrag",
            ],
        );
        check(
            Debit,
            &["Débit", "Debit", "Soll", "Cargo", "Addebiti", "Debet"],
        );
        check(
            Credit,
            &[
                "Crédit euros",
                "Paid in",
                "Haben",
                "Abono",
                "Accrediti",
                "Bijschrijving",
            ],
        );
        check(Balance, &["Solde", "Balance", "Saldo", "Kontostand"]);
        assert_eq!(Amount.fit("Customer"), None);
    }
}
