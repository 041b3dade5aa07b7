//! What a column of a list can mean, and the names people give it in French and in English. A name
//! in two meanings must be left to the person who knows the file.

mod span;

use serde::{Deserialize, Serialize};

use super::ListKind;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListField {
    /// The debtor's code.
    DebtorKey,
    /// The debtor's name.
    DebtorName,
    /// SIREN or SIRET.
    Siren,
    /// VAT number.
    VatNumber,
    /// Country.
    Country,
    /// Language.
    Language,
    /// E-mail address.
    Email,
    /// Telephone.
    Phone,
    /// A line of the postal address; several columns may hold one each.
    AddressLine,
    /// Postal code.
    PostalCode,
    /// Town.
    Town,
    /// Payment terms, as written.
    Terms,
    /// Who sells to the debtor.
    SalesPerson,
    /// Its trade.
    Sector,
    /// How large it is.
    CompanySize,
    /// The site of the creditor that serves it.
    Site,
    /// Words for grouping, between commas or semicolons.
    Tags,
    /// A person's name.
    ContactName,
    /// A person's first name.
    FirstName,
    /// What the person does.
    Role,
    /// Invoice or credit note number.
    Number,
    /// Issue day.
    IssuedOn,
    /// Due date.
    DueOn,
    /// Total, VAT included; the amount of a payment.
    Amount,
    /// What is still owed.
    OpenAmount,
    /// What was paid.
    PaidAmount,
    /// Currency code.
    Currency,
    /// Invoice or credit note.
    DocumentKind,
    /// Open, paid, cancelled.
    Status,
    /// Day of delivery.
    DeliveredOn,
    /// Day of a payment.
    PaidOn,
    /// Day an invoice was settled.
    SettledOn,
    /// Reference of a payment.
    Reference,
    /// What a line of an account adds to what is owed.
    Debit,
    /// What a line of an account takes off what is owed.
    Credit,
    /// Journal of a line of an account.
    Journal,
    /// What a line says of itself.
    Label,
    /// Code that an accountant gave lines which settle each other.
    Lettering,
    /// How many of something one line of an invoice counts.
    Quantity,
    /// The price of one of them.
    UnitPrice,
    /// The amount of one line of an invoice.
    LineAmount,
    /// The tax on one line of an invoice.
    LineTax,
    /// What is owed since so many days; several columns hold one span each.
    AgedAmount,
}

use ListField::{
    AddressLine, AgedAmount, Amount, CompanySize, ContactName, Country, Credit, Currency, Debit,
    DebtorKey, DebtorName, DeliveredOn, DocumentKind, DueOn, Email, FirstName, IssuedOn, Journal,
    Label, Language, Lettering, LineAmount, LineTax, Number, OpenAmount, PaidAmount, PaidOn, Phone,
    PostalCode, Quantity, Reference, Role, SalesPerson, Sector, SettledOn, Siren, Site, Status,
    Tags, Terms, Town, UnitPrice, VatNumber,
};

/// Names of each meaning, letters and digits only, the surest first.
const NAMES: &[(ListField, &str)] = &[
    (
        DebtorKey,
        "customerid clientid custnumber customernumber customercode codeclient numeroclient numclient nclient noclient \
         idclient refclient codetiers comptetiers compteauxiliaire compauxnum comptecode debtorkey debtorid accountnumber \
         compteclient comptecli partnerimportid partnerid tiers compte debiteur iddossier kundennummer kundennr kundenr \
         debitor debitorennr debitorennummer codigocliente numerocliente codeauxiliaire auxiliaire comptegeneral",
    ),
    (
        DebtorName,
        "customername namecustomer raisonsociale nomclient nomduclient clientname companyname debtorname nomtiers libelletiers \
         intituleclient intituletiers invoicepartnerdisplayname denomination societe company customer client name nom intitule contactname kunde kundenname firma \
         cliente razonsocial nombre libellecompte intitulecompte intituleducompte comptelib",
    ),
    (
        Siren,
        "siren siret sirenousiret sirenorsiret numerosiren numerosiret nsiret nsiren companynumber",
    ),
    (
        VatNumber,
        "vatnumber tvaintracom tvaintra numerotva ntva numerodetva vatintrashort tvaintracommunautaire vatid vat taxid",
    ),
    (Country, "country pays codepays countrycode pocountry"),
    (Language, "language langue defaultlanguage lang"),
    (
        Email,
        "email emailaddress mail courriel contactemail adressemail adresseemail adressemel mel",
    ),
    (
        Phone,
        "phone telephone tel contactphone phonenumber mobile portable numerodetelephone",
    ),
    (
        AddressLine,
        "address adresse adresse1 adresse2 adresse3 addressline1 addressline2 addressline3 poaddressline1 \
         poaddressline2 poaddressline3 poaddressline4 rue voie street",
    ),
    (
        PostalCode,
        "zip codepostal cp postalcode postcode popostalcode",
    ),
    (Town, "city ville town pocity commune localite"),
    (
        Terms,
        "terms customerterms custpaymentterms paymentterms zahlungsbedingungen condicionesdepago conditionsdepaiement conditiondepaiement conditionpaiement \
         conditionsdereglement conditiondereglement delaidepaiement delaipaiement modalites",
    ),
    (
        SalesPerson,
        "salesperson commercial vendeur salesrep representant nomcommercial accountmanager chargedaffaires salesmanager vendedor verkaufer",
    ),
    (
        Sector,
        "sector secteur secteuractivite secteurdactivite industry activite branche naf codenaf codeape ape businesssector",
    ),
    (
        CompanySize,
        "companysize taille tailleentreprise effectif headcount employees nombredesalaries",
    ),
    (
        Site,
        "site agence branch etablissement depot filiale salesoffice",
    ),
    (
        Tags,
        "tags tag etiquettes etiquette labels motscles keywords categories categorie segment famille groupedeclients",
    ),
    (
        ContactName,
        "contactname nomcontact nomducontact contact interlocuteur fullname nomprenom nom name",
    ),
    (FirstName, "prenom firstname givenname"),
    (Role, "role fonction poste jobtitle function title"),
    (
        Number,
        "invoicenumber numerofacture numfacture nfacture nofacture numerodefacture numeropiece numerodepiece factureid invoiceid \
         invoiceno facturenumero reffacture facturenum docid documentnumber facture invoice numero piece pieceref number \
         rechnungsnummer rechnungsnr belegnummer belegnr numerofactura nfactura factura npiece nopiece numdocument ndocument \
         transactionnumber refpiece referencepiece num",
    ),
    (
        IssuedOn,
        "invoicedate invoicebilldate datefacture dateemission datedemission datedefacture datefacturation issuedate issuedon datepiece datedocument \
         documentdate postingdate documentcreatedate date \
         rechnungsdatum belegdatum fechafactura fechaemision fecha datum dateecriture datecomptable",
    ),
    (
        DueOn,
        "duedate dateecheance datedecheance echeance dueindate dueon paymentduedate dateech faelligkeit faelligam \
         falligkeit falligam falligkeitsdatum faelligkeitsdatum fechavencimiento vencimiento",
    ),
    (
        Amount,
        "invoiceamount montantttc totalttc billtotal invoicetotal intaxtotal amountincltax grossamount totalamount ttc \
         paymentamount amount montant total credit montantregle montantpaye \
         bruttobetrag betragbrutto rechnungsbetrag totalsigned betrag importe importetotal montantfacture montantdelafacture",
    ),
    (
        OpenAmount,
        "openamount totalopenamount resteapayer restedu soldedu montantrestant resteafacturer amountdue invoiceamountdue amountduesigned outstanding \
         intaxtotalremaining remaining montantdu balance solde offenerbetrag \
         offen offenerposten saldo importependiente pendiente soldeduclient totaldu openbalance unpaid impaye encours",
    ),
    (
        PaidAmount,
        "amountpaid applied montantregle montantpaye invoiceamountpaid paidamount regle paye paid bezahlt bezahlterbetrag pagado encaisse montantencaisse",
    ),
    (
        Currency,
        "currency devise invoicecurrency currencycode codedevise monnaie wahrung waehrung moneda divisa ccy cur",
    ),
    (
        DocumentKind,
        "documenttype kindofdocument typepiece typedocument typedepiece typefacture nature type belegart tipo tipodocumento",
    ),
    (
        Status,
        "status statut etat isopen situation estado invoicestatus statutfacture statutpaiement paymentstatus ispaid \
         paye paid regle solde isclosed cloture",
    ),
    (
        DeliveredOn,
        "deliverydate datelivraison datedelivraison deliveredon",
    ),
    (
        PaidOn,
        "paymentdate datepaiement datereglement datedereglement datedepaiement paidon settleddate valuedate datevaleur \
         dateoperation date",
    ),
    (
        SettledOn,
        "settleddate settledon settlementdate paidon paiddate datepaid datepaiement datedepaiement payele paymentdate \
         reglele dateencaissement encaissele cleardate clearingdate datereglement datedereglement",
    ),
    (
        Reference,
        "reference paymentreference referencedupaiement transactionid ref libelle label description numeropaiement idpaiement",
    ),
    (
        Debit,
        "debit montantdebit debiteur debiteuros debiteur soll sollbetrag debe debits",
    ),
    (
        Credit,
        "credit montantcredit creditteur crediteuros haben habenbetrag haber credits",
    ),
    (
        Journal,
        "journal codejournal journalcode jnl jrn journallib",
    ),
    (
        Label,
        "libelle libelleecriture ecriturelib label description designation text buchungstext concepto memo commentaire \
         objet libelledelecriture",
    ),
    (
        Lettering,
        "lettrage let lettre codelettrage codelettre ecriturelet ltr",
    ),
    (
        Quantity,
        "quantity quantite qte qty menge cantidad anzahl nombredunites",
    ),
    (
        UnitPrice,
        "unitamount unitprice prixunitaire pu puht prixunitaireht puhtva einzelpreis preciounitario rate price",
    ),
    (
        LineAmount,
        "lineamount linetotal montantligne totalligne montantligneht totalligneht montantlignettc totallignettc \
         positionsbetrag importelinea extendedprice",
    ),
    (LineTax, "taxamount linetax montanttvaligne"),
];

/// A text of more bytes is no name of a column.
const LONGEST_NAME: usize = 400;

impl ListField {
    /// The meanings a kind of list may hold, the ones needed most first.
    pub fn of_kind(kind: ListKind) -> &'static [ListField] {
        match kind {
            ListKind::Debtors => &[
                DebtorKey,
                DebtorName,
                Siren,
                VatNumber,
                Country,
                Language,
                Email,
                Phone,
                AddressLine,
                PostalCode,
                Town,
                Terms,
                SalesPerson,
                Sector,
                CompanySize,
                Site,
                Tags,
            ],
            ListKind::Contacts => &[
                DebtorKey,
                ContactName,
                DebtorName,
                FirstName,
                Role,
                Email,
                Phone,
                Language,
            ],
            ListKind::Invoices => &[
                DebtorKey,
                DebtorName,
                Number,
                IssuedOn,
                DueOn,
                Debit,
                Credit,
                LineAmount,
                Amount,
                OpenAmount,
                PaidAmount,
                Currency,
                DocumentKind,
                Status,
                Terms,
                DeliveredOn,
                SettledOn,
                Email,
                ContactName,
                Phone,
                Journal,
                Label,
                Lettering,
                Quantity,
                UnitPrice,
                LineTax,
                AgedAmount,
            ],
            ListKind::Payments => &[
                DebtorKey, DebtorName, PaidOn, Amount, Currency, Number, Reference,
            ],
        }
    }

    /// True when several columns may hold it.
    pub fn may_repeat(self) -> bool {
        matches!(self, AddressLine | AgedAmount)
    }

    /// How well a column name fits: 1 is the surest name, nothing for no fit.
    pub(super) fn fit(self, header: &str) -> Option<usize> {
        let is_name = !header.is_empty() && header.len() <= LONGEST_NAME;
        is_name.then(|| self.fit_forms(header, &header_forms(header)))?
    }

    /// True when one of the meanings has a column of this name.
    pub(super) fn is_known(fields: &[ListField], header: &str) -> bool {
        if header.is_empty() || header.len() > LONGEST_NAME {
            return false;
        }
        let forms = header_forms(header);
        fields
            .iter()
            .any(|field| field.fit_forms(header, &forms).is_some())
    }

    fn fit_forms(self, header: &str, forms: &[String; 2]) -> Option<usize> {
        if self == AgedAmount {
            return span::is_span_of_days(header).then_some(1);
        }
        let (_, names) = NAMES.iter().find(|(field, _)| *field == self)?;
        forms.iter().enumerate().find_map(|(doubt, form)| {
            Some(names.split_whitespace().position(|name| name == form)? + 1 + doubt * 50)
        })
    }
}

/// True for the name of a column that only a list of invoices has.
pub(crate) fn is_of_an_invoice(header: &str) -> bool {
    if header.len() > LONGEST_NAME {
        return false;
    }
    let name = squeezed(header);
    let says = ["facture", "invoice", "ttc", "bill", "ech", "due"];
    [Number, IssuedOn, DueOn, Amount]
        .iter()
        .any(|field| field.fit(header).is_some())
        && says.iter().any(|word| name.contains(word))
}

/// The ways a header is compared: whole, without what is between brackets, without a last part `_importId`.
fn header_forms(header: &str) -> [String; 2] {
    let outside = header.split(['(', '[']).next().unwrap_or(header);
    [squeezed(header), squeezed(outside)]
}

/// Letters and digits, lower case, without accents.
pub(crate) fn squeezed(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter_map(|character| match character {
            'à' | 'â' | 'ä' | 'á' | 'ã' => Some('a'),
            'é' | 'è' | 'ê' | 'ë' => Some('e'),
            'î' | 'ï' | 'í' => Some('i'),
            'ô' | 'ö' | 'ó' => Some('o'),
            'û' | 'ù' | 'ü' | 'ú' => Some('u'),
            'ñ' => Some('n'),
            'ç' => Some('c'),
            '°' | 'º' => None,
            other => other.is_ascii_alphanumeric().then_some(other),
        })
        .collect()
}

#[cfg(test)]
mod tests;
