//! The sentence of each kind of problem, in French and in English. It must say what to do, and hold for
//! every format the kind is used with.

use super::ProblemKind;

impl ProblemKind {
    /// The sentence in French and in English, without final full stop.
    pub(super) fn sentences(self) -> (&'static str, &'static str) {
        self.about_the_file()
            .or_else(|| self.about_a_value())
            .or_else(|| self.about_what_is_known())
            .or_else(|| self.about_a_table())
            .or_else(|| self.about_a_bank_file())
            .or_else(|| self.about_messages_and_records())
            .or_else(|| self.about_a_container())
            .or_else(|| self.about_an_invoice())
            .unwrap_or_else(|| self.about_the_accounts())
    }

    fn about_the_file(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            ProblemKind::EmptyFile => (
                "le fichier est vide\u{a0}; exportez-le de nouveau",
                "the file is empty; export it again",
            ),
            ProblemKind::BinaryFile => (
                "ce fichier n’est pas du texte\u{a0}; exportez-le au format texte",
                "this file is not text; export it as text",
            ),
            ProblemKind::AnotherFormat => (
                "ce fichier est d’un autre format\u{a0}; envoyez un FEC en texte, un relevé bancaire (camt, CFONB 120, MT940, OFX, QIF ou CSV) ou une liste CSV ou XLSX",
                "this file is of another format; send a FEC as text, a bank statement (camt, CFONB 120, MT940, OFX, QIF or CSV) or a CSV or XLSX list",
            ),
            ProblemKind::NoHeader => (
                "la première ligne ne donne pas les noms de colonnes attendus\u{a0}; exportez le fichier avec son en-tête",
                "the first line does not give the expected column names; export the file with its header",
            ),
            ProblemKind::MissingColumn => (
                "cette colonne manque\u{a0}; exportez-la, ou indiquez la colonne qui la remplace",
                "this column is missing; export it, or say which column stands for it",
            ),
            ProblemKind::ReadFailed => (
                "la lecture s’est interrompue\u{a0}; vérifiez le disque et recommencez",
                "reading stopped; check the disk and try again",
            ),
            ProblemKind::BadEncoding => (
                "des caractères ne suivent pas l’encodage du fichier\u{a0}; vérifiez les accents des noms repris",
                "some characters do not follow the encoding of the file; check the accents in the names",
            ),
            ProblemKind::FileName => (
                "le nom du fichier n’est pas de la forme SIRENFECAAAAMMJJ\u{a0}; la lecture n’en dépend pas",
                "the file name is not of the form SIRENFECYYYYMMDD; reading does not depend on it",
            ),
            ProblemKind::TruncatedLastLine => (
                "la dernière ligne est coupée\u{a0}; l’export est sans doute incomplet, exportez de nouveau",
                "the last line is cut; the export is probably incomplete, export again",
            ),
            ProblemKind::TruncatedFile => (
                "le document s’arrête avant sa fin\u{a0}; téléchargez-le de nouveau",
                "the document stops before its end; download it again",
            ),
            ProblemKind::Malformed => (
                "le document est mal formé\u{a0}; demandez-en un autre à l’émetteur",
                "the document is not well formed; ask its sender for another",
            ),
            ProblemKind::TooManyLines => (
                "le fichier compte plus de lignes que la lecture n’en prend\u{a0}; coupez-le en plusieurs",
                "the file has more lines than can be read; cut it in several",
            ),
            ProblemKind::TooManyColumns => (
                "le tableau compte plus de 512 colonnes, les suivantes ne sont pas lues\u{a0}; vérifiez que chaque ligne finit par un retour à la ligne",
                "the table has more than 512 columns, those beyond are not read; check that each row ends with the end of a line",
            ),
            ProblemKind::UnsafeDocument => (
                "le document déclare des entités (DOCTYPE), qui ne sont pas développées\u{a0}; demandez à l’émetteur un document sans DOCTYPE",
                "the document declares entities (DOCTYPE), which are not expanded; ask its sender for a document without DOCTYPE",
            ),
            _ => return None,
        })
    }

    fn about_a_value(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            ProblemKind::ShortLine => (
                "la ligne a moins de champs que l’en-tête\u{a0}; vérifiez-la dans le fichier",
                "the line has fewer fields than the header; check it in the file",
            ),
            ProblemKind::InvalidDate => (
                "cette date n’existe pas ou ne se lit pas\u{a0}; corrigez-la",
                "this date does not exist or cannot be read; correct it",
            ),
            ProblemKind::SymbolicDate => (
                "une date est attendue, pas un mot ni une formule\u{a0}; écrivez le jour, par exemple 2026-01-31",
                "a date is expected, not a word or a formula; write the day, such as 2026-01-31",
            ),
            ProblemKind::AmbiguousDates => (
                "ces dates se lisent de deux façons (jour ou mois en premier)\u{a0}; confirmez l’ordre",
                "these dates can be read two ways (day or month first); confirm the order",
            ),
            ProblemKind::InvalidAmount => (
                "ce montant ne se lit pas\u{a0}; corrigez-le",
                "this amount cannot be read; correct it",
            ),
            ProblemKind::AmbiguousAmount => (
                "ce montant se lit de deux façons\u{a0}; confirmez-le",
                "this amount can be read two ways; confirm it",
            ),
            ProblemKind::TooManyDecimals => (
                "ce montant a plus de décimales que sa devise\u{a0}; vérifiez l’arrondi",
                "this amount has more decimals than its currency; check the rounding",
            ),
            ProblemKind::UnknownSide => (
                "le sens doit être D ou C, +1 ou -1",
                "the side must be D or C, +1 or -1",
            ),
            ProblemKind::UnknownCurrency => (
                "devise inconnue\u{a0}; écrivez trois lettres, par exemple EUR",
                "unknown currency; write three letters, such as EUR",
            ),
            ProblemKind::DueBeforeIssue => (
                "l’échéance précède la date d’émission\u{a0}; vérifiez la facture",
                "the due date is before the issue date; check the invoice",
            ),
            ProblemKind::UnmappedColumn => (
                "ces colonnes n’ont pas été utilisées\u{a0}; indiquez leur sens si elles comptent",
                "these columns were not used; give their meaning if they matter",
            ),
            ProblemKind::UnknownValue => (
                "valeur inconnue\u{a0}; vérifiez-la",
                "unknown value; check it",
            ),
            ProblemKind::Assumed => (
                "cette information manque et a été supposée\u{a0}; vérifiez-la",
                "this information is missing and was assumed; check it",
            ),
            _ => return None,
        })
    }

    fn about_what_is_known(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            ProblemKind::ClaimToFile => (
                "une procédure collective est ouverte contre ce client\u{a0}: les relances s’arrêtent\u{a0}; déclarez la créance avant la date indiquée",
                "insolvency proceedings are open against this debtor: reminders stop; file the claim before the day given",
            ),
            ProblemKind::ProceedingsMoved => (
                "une annonce légale concerne ce client\u{a0}; lisez-la et vérifiez son compte",
                "a legal announcement concerns this debtor; read it and check its account",
            ),
            ProblemKind::AnswerOfUnknown => (
                "cet expéditeur n’est le contact d’aucun client, ou l’est de plusieurs\u{a0}; la réponse attend sur la page Réponses que vous disiez de quel client elle vient",
                "this sender is the contact of no debtor, or of several; the answer waits on the page of answers until you say whose it is",
            ),
            ProblemKind::UnknownDebtor => (
                "cette ligne ne désigne aucun client connu, ou en désigne plusieurs\u{a0}; importez d’abord les clients, ou ajoutez leur code",
                "this line means no known debtor, or several; import the debtors first, or add their code",
            ),
            ProblemKind::KnownFromAnotherFile => (
                "cette facture est déjà venue d’un autre fichier\u{a0}; elle n’est pas comptée deux fois",
                "this invoice already came with another file; it is not counted twice",
            ),
            ProblemKind::AmountDiffers => (
                "cette facture est déjà venue d’un autre fichier avec un autre montant\u{a0}; vérifiez lequel est juste, et corrigez par un avoir ou une nouvelle facture",
                "this invoice already came with another file and another amount; check which one is right, and correct it by a credit note or a new invoice",
            ),
            ProblemKind::TakenOff => (
                "nombre de lignes que la lecture précédente de ce fichier avait apportées et que celle-ci ne connaît pas\u{a0}: elles sont annulées, et l’argent qui y était imputé attend une imputation",
                "lines that the earlier reading of this file had brought and this one does not know: they are cancelled, and money that stood on them waits to be placed",
            ),
            ProblemKind::FutureDate => (
                "cette date est à venir\u{a0}; vérifiez-la",
                "this date is in the future; check it",
            ),
            ProblemKind::NoDataDate => (
                "le fichier est coupé ou déséquilibré\u{a0}: il ne rend pas les données plus récentes\u{a0}; exportez-le de nouveau, entier",
                "the file is cut or does not balance: it does not make the data any fresher; export it again, whole",
            ),
            ProblemKind::SameMoneyTwice => (
                "les relevés de la journée (camt.052) et les avis (camt.054) annoncent des mouvements que le relevé camt.053 redira\u{a0}; importez le camt.053",
                "reports of the day (camt.052) and notices (camt.054) announce entries that the camt.053 statement tells again; import the camt.053",
            ),
            ProblemKind::NoStatement => (
                "le document ne contient aucun relevé\u{a0}; demandez à la banque un relevé camt.053",
                "the document holds no statement; ask the bank for a camt.053 statement",
            ),
            ProblemKind::NoEntry => (
                "le relevé ne contient aucun mouvement comptabilisé\u{a0}; rien à rapprocher",
                "the statement holds no booked entry; nothing to match",
            ),
            ProblemKind::CreditWaiting => (
                "cet encaissement attend une imputation\u{a0}: rien n’y désigne une facture à coup sûr",
                "this money waits to be placed: nothing in it names an invoice for certain",
            ),
            ProblemKind::ReturnedPayment => (
                "ce règlement est revenu impayé\u{a0}: ce qu’il avait payé est de nouveau dû",
                "this payment came back: what it had paid is owed again",
            ),
            ProblemKind::ReturnOfUnknown => (
                "un règlement est revenu impayé, sans que l’on sache lequel à coup sûr\u{a0}; retrouvez-le et annulez son imputation",
                "a payment came back, and which one is not certain; find it and take its allocation back",
            ),
            _ => return None,
        })
    }

    fn about_a_bank_file(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            ProblemKind::PassedOver => (
                "cette partie du fichier ne contient pas de mouvement\u{a0}; elle n’est pas lue, rien à faire si les totaux sont justes",
                "this part of the file holds no entry; it is not read, and there is nothing to do if the totals are right",
            ),
            ProblemKind::MisplacedRecord => (
                "cet enregistrement ne suit pas celui qu’il complète\u{a0}; demandez à la banque le fichier entier",
                "this record does not follow the one it completes; ask the bank for the whole file",
            ),
            ProblemKind::NoBalance => (
                "le relevé n’a pas son solde d’ouverture ou de clôture\u{a0}; rien ne prouve qu’il est complet, demandez-le entier à la banque",
                "the statement lacks its opening or closing balance; nothing proves it complete, ask the bank for all of it",
            ),
            ProblemKind::RefusedByBank => (
                "la banque a refusé la demande\u{a0}; vérifiez l’accès à la banque en ligne, puis téléchargez de nouveau",
                "the bank refused the request; check the online access, then download again",
            ),
            ProblemKind::RepeatedReference => (
                "la banque donne la même référence à plusieurs mouvements\u{a0}; chacun est compté, vérifiez qu’il ne s’agit pas du même",
                "the bank gives one reference to several entries; each is counted, check that they are not the same",
            ),
            ProblemKind::RepeatedStatement => (
                "ce relevé figure deux fois dans le fichier\u{a0}; ses mouvements ne comptent qu’une fois",
                "this statement is twice in the file; its entries count once",
            ),
            ProblemKind::NoAccount => (
                "le fichier ne dit pas de quel compte il s’agit\u{a0}; indiquez le compte",
                "the file does not say which account it is of; give the account",
            ),
            ProblemKind::InvertedSigns => (
                "les signes de cet export sont inversés, ses soldes le prouvent\u{a0}; ils ont été rétablis",
                "the signs of this export are turned round, as its balances prove; they were set right",
            ),
            _ => return None,
        })
    }

    fn about_an_invoice(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            ProblemKind::NotOurInvoice => (
                "cette facture est émise par une autre société\u{a0}: elle n’est pas une créance\u{a0}; importez vos factures de vente",
                "this invoice was issued by another company: it is no claim of yours; import your sales invoices",
            ),
            ProblemKind::StatusOfUnknown => (
                "ce statut porte sur une facture inconnue\u{a0}; il est gardé et vaudra dès qu’elle sera importée",
                "this status is about an invoice that is not known; it is kept and holds as soon as that is imported",
            ),
            ProblemKind::NoEmbeddedInvoice => (
                "ce PDF ne contient pas de facture électronique (Factur-X)\u{a0}; demandez-la à l’émetteur, ou saisissez la facture",
                "this PDF holds no electronic invoice (Factur-X); ask its sender for one, or key the invoice in",
            ),
            ProblemKind::EncryptedDocument => (
                "ce document est protégé par un mot de passe\u{a0}; demandez-en une copie sans protection",
                "this document is protected by a password; ask for a copy without protection",
            ),
            ProblemKind::DamagedDocument => (
                "ce PDF est abîmé\u{a0}; la facture y a été retrouvée, comparez-la à ce que montre le document",
                "this PDF is damaged; the invoice was found in it all the same, compare it with what the document shows",
            ),
            ProblemKind::SeveralInvoices => (
                "ce PDF contient la facture dans plusieurs normes\u{a0}; la plus récente est lue",
                "this PDF holds the invoice in several standards; the newest is read",
            ),
            ProblemKind::TotalsDiffer => (
                "les totaux de la facture ne découlent pas les uns des autres\u{a0}; vérifiez le montant à payer",
                "the totals of the invoice do not follow from each other; check the amount to pay",
            ),
            ProblemKind::DueFromText => (
                "l’échéance n’est donnée que par une phrase\u{a0}; vérifiez la date calculée",
                "the due date is only given by a sentence; check the date worked out",
            ),
            ProblemKind::DoubtfulSign => (
                "le signe de ce montant contredit le type du document\u{a0}; vérifiez s’il est dû ou à déduire",
                "the sign of this amount contradicts the kind of document; check whether it is owed or to be deducted",
            ),
            ProblemKind::CheckDigits => (
                "la clé ou la longueur de cet identifiant est fausse\u{a0}; faites-le confirmer avant de vous en servir",
                "the check digits or the length of this identifier are wrong; have it confirmed before you use it",
            ),
            ProblemKind::UnknownCode => (
                "ce code n’est pas dans les tables de la norme\u{a0}; il est gardé tel quel, lisez le message lui-même",
                "this code is not in the tables of the standard; it is kept as it is, read the message itself",
            ),
            _ => return None,
        })
    }

    fn about_the_accounts(self) -> (&'static str, &'static str) {
        match self {
            ProblemKind::DebitAndCredit => (
                "un débit et un crédit sur la même ligne\u{a0}; la différence est prise",
                "a debit and a credit on the same line; the difference is taken",
            ),
            ProblemKind::UnbalancedFile => (
                "le total des débits diffère du total des crédits\u{a0}; l’export est peut-être partiel",
                "total debit differs from total credit; the export may be partial",
            ),
            ProblemKind::UnbalancedEntry => (
                "cette écriture n’est pas équilibrée\u{a0}; vérifiez-la en comptabilité",
                "this entry does not balance; check it in the accounts",
            ),
            ProblemKind::MissingKey => (
                "il manque ce qui identifie la ligne\u{a0}; complétez ce champ",
                "what identifies the line is missing; fill in this field",
            ),
            ProblemKind::NoDebtor => (
                "des lignes clients sont sans compte auxiliaire\u{a0}; elles forment un seul débiteur, exportez les comptes auxiliaires",
                "customer lines have no auxiliary account; they form one single debtor, export the auxiliary accounts",
            ),
            ProblemKind::NoReceivables => (
                "aucune ligne de compte client (411)\u{a0}; rien à relancer dans ce fichier",
                "no line on a customer account (411); nothing to collect in this file",
            ),
            ProblemKind::UnbalancedLettering => (
                "ce lettrage n’est pas équilibré\u{a0}; le reste dû est tenu pour ouvert, vérifiez le lettrage",
                "this lettering does not balance; the remainder is held open, check the lettering",
            ),
            ProblemKind::NoLettering => (
                "aucun lettrage\u{a0}; les règlements sont rapprochés par référence, montant et ancienneté, à vérifier",
                "no lettering; payments are matched by reference, amount and age, to be checked",
            ),
            ProblemKind::DuplicateNumber => (
                "ce numéro figure déjà dans le fichier pour le même client\u{a0}; la première ligne est gardée",
                "this number is already in the file for the same debtor; the first line is kept",
            ),
            _ => (
                "les soldes et les mouvements du relevé ne concordent pas\u{a0}; demandez le relevé complet",
                "the balances and the movements of the statement do not add up; ask for the full statement",
            ),
        }
    }

    fn about_messages_and_records(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            ProblemKind::NoMailHeader => (
                "ce message n’a pas d’en-têtes\u{a0}; il est lu comme un simple texte",
                "this message has no headers; it is read as plain text",
            ),
            ProblemKind::DamagedPart => (
                "une partie du message est abîmée\u{a0}; demandez à l’expéditeur de la renvoyer si elle compte",
                "a part of the message is damaged; ask its sender to send it again if it matters",
            ),
            ProblemKind::TooDeep => (
                "le message contient plus de parties ou de niveaux que la lecture n’en ouvre\u{a0}; ouvrez-le à part",
                "the message holds more parts or levels than are opened; open it apart",
            ),
            ProblemKind::RepairedNumber => (
                "ce numéro a perdu son zéro de tête\u{a0}; il est rétabli, vérifiez-le",
                "this number lost its leading zero; it is given back, check it",
            ),
            ProblemKind::UnreadableRecord => (
                "cette annonce ne se lit pas\u{a0}; consultez-la sur le site d’origine",
                "this announcement cannot be read; look it up where it was published",
            ),
            _ => return None,
        })
    }
}
