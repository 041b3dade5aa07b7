//! The reasons, in the order of their codes. A sentence says what happened and what to do; it must hold for
//! returns of payments, refusals of orders and recalls alike.

use super::Outlook::{AskTheDebtor, Final, NeedsNewMandate, Retryable, RetryableOnceCorrected};
use super::{Outlook, Reason, ReasonFamily};

/// Every reason.
pub(super) static TABLE: [Reason; 66] = [
    reason(
        ("AC01", ReasonFamily::Data, RetryableOnceCorrected),
        (
            "le numéro de compte (IBAN) est incorrect\u{a0}: corrigez-le et présentez de nouveau",
            "the account number (IBAN) is incorrect: correct it and present again",
        ),
    ),
    reason(
        ("AC02", ReasonFamily::Data, RetryableOnceCorrected),
        (
            "le numéro de compte du débiteur est invalide\u{a0}: corrigez-le",
            "the debtor’s account number is invalid: correct it",
        ),
    ),
    reason(
        ("AC03", ReasonFamily::Data, RetryableOnceCorrected),
        (
            "le numéro de compte du créancier est invalide\u{a0}: corrigez-le",
            "the creditor’s account number is invalid: correct it",
        ),
    ),
    reason(
        ("AC04", ReasonFamily::Data, NeedsNewMandate),
        (
            "le compte est clôturé\u{a0}: demandez le nouveau compte et faites modifier le mandat",
            "the account is closed: ask for the new account and have the mandate amended",
        ),
    ),
    reason(
        ("AC05", ReasonFamily::Data, NeedsNewMandate),
        (
            "le compte du débiteur est clôturé\u{a0}: demandez le nouveau compte et faites modifier le mandat",
            "the debtor’s account is closed: ask for the new account and have the mandate amended",
        ),
    ),
    reason(
        ("AC06", ReasonFamily::Solvency, AskTheDebtor),
        (
            "le compte est bloqué\u{a0}: appelez le client",
            "the account is blocked: call the debtor",
        ),
    ),
    reason(
        ("AC07", ReasonFamily::Data, RetryableOnceCorrected),
        (
            "le compte du créancier est clôturé\u{a0}: indiquez le bon compte",
            "the creditor’s account is closed: give the right one",
        ),
    ),
    reason(
        ("AC13", ReasonFamily::Scheme, Final),
        (
            "c’est le compte d’un particulier\u{a0}: le prélèvement interentreprises n’y est pas admis, utilisez le prélèvement SEPA CORE",
            "it is a consumer’s account: a business-to-business debit is not allowed on it, use a CORE debit",
        ),
    ),
    reason(
        ("AC14", ReasonFamily::Data, RetryableOnceCorrected),
        (
            "le type de compte ne convient pas à ce paiement",
            "the type of account does not suit this payment",
        ),
    ),
    reason(
        ("AG01", ReasonFamily::Data, Final),
        (
            "ce compte n’accepte pas cette opération\u{a0}: convenez d’un autre moyen de paiement",
            "this account does not allow this operation: agree on another means of payment",
        ),
    ),
    reason(
        ("AG02", ReasonFamily::Technical, RetryableOnceCorrected),
        (
            "le code de l’opération ou la séquence est incorrect\u{a0}: corrigez et présentez de nouveau",
            "the operation or sequence code is incorrect: correct it and present again",
        ),
    ),
    reason(
        ("AG03", ReasonFamily::Scheme, Final),
        (
            "ce type d’opération n’est pas pris en charge par la banque du client",
            "this kind of operation is not supported by the debtor’s bank",
        ),
    ),
    reason(
        ("AM01", ReasonFamily::Data, RetryableOnceCorrected),
        ("le montant est nul", "the amount is zero"),
    ),
    reason(
        ("AM02", ReasonFamily::Scheme, RetryableOnceCorrected),
        (
            "le montant dépasse la limite admise",
            "the amount is above the limit",
        ),
    ),
    reason(
        ("AM03", ReasonFamily::Data, RetryableOnceCorrected),
        ("la devise n’est pas admise", "the currency is not allowed"),
    ),
    reason(
        ("AM04", ReasonFamily::Solvency, Retryable),
        (
            "provision insuffisante\u{a0}: présentez une nouvelle fois, ou appelez le client",
            "insufficient funds: present once more, or call the debtor",
        ),
    ),
    reason(
        ("AM05", ReasonFamily::Technical, Final),
        (
            "ce paiement a déjà été présenté\u{a0}: ne le présentez pas de nouveau",
            "this payment was presented already: do not present it again",
        ),
    ),
    reason(
        ("AM06", ReasonFamily::Data, RetryableOnceCorrected),
        (
            "le montant est inférieur au minimum admis",
            "the amount is below the minimum",
        ),
    ),
    reason(
        ("AM07", ReasonFamily::Solvency, AskTheDebtor),
        (
            "le montant est bloqué sur le compte",
            "the amount is blocked on the account",
        ),
    ),
    reason(
        ("AM09", ReasonFamily::Dispute, AskTheDebtor),
        (
            "le montant n’est pas celui attendu",
            "the amount is not the one expected",
        ),
    ),
    reason(
        ("AM10", ReasonFamily::Technical, RetryableOnceCorrected),
        (
            "le total annoncé ne correspond pas à la somme des opérations",
            "the control sum does not match the operations",
        ),
    ),
    reason(
        ("ARDT", ReasonFamily::Recall, Final),
        (
            "les fonds avaient déjà été retournés",
            "the funds had already been returned",
        ),
    ),
    reason(
        ("BE01", ReasonFamily::Data, RetryableOnceCorrected),
        (
            "le titulaire ne correspond pas au numéro de compte",
            "the holder does not match the account number",
        ),
    ),
    reason(
        ("BE04", ReasonFamily::Data, RetryableOnceCorrected),
        (
            "l’adresse du créancier manque ou est incorrecte",
            "the creditor’s address is missing or incorrect",
        ),
    ),
    reason(
        ("BE05", ReasonFamily::Technical, RetryableOnceCorrected),
        (
            "l’identifiant créancier (ICS) n’est pas reconnu\u{a0}: corrigez-le",
            "the creditor identifier is not recognised: correct it",
        ),
    ),
    reason(
        ("BE06", ReasonFamily::Data, RetryableOnceCorrected),
        (
            "le client est inconnu de sa banque sous ce nom ou ce numéro",
            "the customer is not known to the bank by this name or number",
        ),
    ),
    reason(
        ("BE07", ReasonFamily::Data, RetryableOnceCorrected),
        (
            "l’adresse du débiteur manque ou est incorrecte",
            "the debtor’s address is missing or incorrect",
        ),
    ),
    reason(
        ("CNOR", ReasonFamily::Technical, RetryableOnceCorrected),
        (
            "la banque du créancier n’est pas joignable sous ce BIC",
            "the creditor’s bank is not registered under this BIC",
        ),
    ),
    reason(
        ("CURR", ReasonFamily::Data, RetryableOnceCorrected),
        (
            "la devise du paiement est incorrecte",
            "the currency of the payment is incorrect",
        ),
    ),
    reason(
        ("CUST", ReasonFamily::Recall, AskTheDebtor),
        (
            "le retour est demandé par le payeur\u{a0}: il faut l’accord du bénéficiaire",
            "the payer asks for the money back: the beneficiary must agree",
        ),
    ),
    reason(
        ("DNOR", ReasonFamily::Technical, RetryableOnceCorrected),
        (
            "la banque du débiteur n’est pas joignable sous ce BIC",
            "the debtor’s bank is not registered under this BIC",
        ),
    ),
    reason(
        ("DS02", ReasonFamily::Technical, RetryableOnceCorrected),
        (
            "l’ordre a été annulé par une personne autorisée",
            "the order was cancelled by an authorised person",
        ),
    ),
    reason(
        ("DT01", ReasonFamily::Technical, RetryableOnceCorrected),
        (
            "la date est invalide\u{a0}: corrigez-la",
            "the date is invalid: correct it",
        ),
    ),
    reason(
        ("DUPL", ReasonFamily::Recall, AskTheDebtor),
        (
            "la banque signale un double paiement et demande le retour des fonds",
            "the bank reports a duplicate payment and asks for the money back",
        ),
    ),
    reason(
        ("ED05", ReasonFamily::Technical, Retryable),
        (
            "le règlement entre banques a échoué",
            "settlement between the banks failed",
        ),
    ),
    reason(
        ("FF01", ReasonFamily::Technical, RetryableOnceCorrected),
        (
            "le format du fichier est invalide\u{a0}: corrigez-le",
            "the file format is invalid: correct it",
        ),
    ),
    reason(
        ("FF05", ReasonFamily::Technical, RetryableOnceCorrected),
        (
            "le code de l’instrument est incorrect",
            "the local instrument code is incorrect",
        ),
    ),
    reason(
        ("FOCR", ReasonFamily::Recall, Final),
        (
            "les fonds ont été rendus à la suite d’une demande de rappel",
            "the money was given back following a recall",
        ),
    ),
    reason(
        ("FRAD", ReasonFamily::Recall, AskTheDebtor),
        (
            "la banque signale une origine frauduleuse\u{a0}: ne payez ni ne relancez avant vérification",
            "the bank reports a fraudulent origin: neither pay nor collect before it is checked",
        ),
    ),
    reason(
        ("INVB", ReasonFamily::Technical, RetryableOnceCorrected),
        (
            "la banque indiquée est invalide",
            "the bank given is invalid",
        ),
    ),
    reason(
        ("LEGL", ReasonFamily::Regulatory, Final),
        (
            "la banque refuse pour une raison légale",
            "the bank refuses for a legal reason",
        ),
    ),
    reason(
        ("MD01", ReasonFamily::Mandate, NeedsNewMandate),
        (
            "aucun mandat valable\u{a0}: arrêtez les prélèvements et obtenez un mandat signé",
            "there is no valid mandate: stop the debits and obtain a signed mandate",
        ),
    ),
    reason(
        ("MD02", ReasonFamily::Mandate, NeedsNewMandate),
        (
            "les données du mandat manquent ou sont incorrectes\u{a0}: corrigez-les avec le client",
            "data of the mandate are missing or incorrect: correct them with the debtor",
        ),
    ),
    reason(
        ("MD05", ReasonFamily::Scheme, RetryableOnceCorrected),
        (
            "le prélèvement n’était pas dû à cette date",
            "the debit was not due on that day",
        ),
    ),
    reason(
        ("MD06", ReasonFamily::Dispute, AskTheDebtor),
        (
            "le client a demandé le remboursement d’un prélèvement autorisé\u{a0}: ouvrez un litige",
            "the debtor asked for the refund of an authorised debit: open a dispute",
        ),
    ),
    reason(
        ("MD07", ReasonFamily::Party, Final),
        (
            "le titulaire du compte est décédé\u{a0}: cessez les relances et adressez-vous à la succession",
            "the account holder has died: stop and turn to the estate",
        ),
    ),
    reason(
        ("MS02", ReasonFamily::Dispute, AskTheDebtor),
        (
            "le client a refusé le paiement\u{a0}: prenez contact avec lui",
            "the debtor refused the payment: contact them",
        ),
    ),
    reason(
        ("MS03", ReasonFamily::Unknown, AskTheDebtor),
        (
            "la banque n’indique pas la raison\u{a0}: prenez contact avec le client",
            "the bank gives no reason: contact the debtor",
        ),
    ),
    reason(
        ("NARR", ReasonFamily::Unknown, AskTheDebtor),
        (
            "la raison est donnée en toutes lettres par la banque",
            "the bank gives the reason in its own words",
        ),
    ),
    reason(
        ("NOAS", ReasonFamily::Recall, Final),
        (
            "le bénéficiaire n’a pas répondu à la demande de rappel",
            "the beneficiary did not answer the recall",
        ),
    ),
    reason(
        ("NOOR", ReasonFamily::Recall, Final),
        (
            "le paiement d’origine n’a jamais été reçu",
            "the original payment was never received",
        ),
    ),
    reason(
        ("PY01", ReasonFamily::Technical, RetryableOnceCorrected),
        (
            "la banque du client n’est pas joignable par ce réseau",
            "the debtor’s bank cannot be reached through this network",
        ),
    ),
    reason(
        ("RC01", ReasonFamily::Data, RetryableOnceCorrected),
        (
            "le BIC est incorrect\u{a0}: corrigez-le",
            "the BIC is incorrect: correct it",
        ),
    ),
    reason(
        ("RR01", ReasonFamily::Regulatory, RetryableOnceCorrected),
        (
            "le compte ou l’identifiant du débiteur manque (obligation réglementaire)",
            "the debtor’s account or identifier is missing (regulation)",
        ),
    ),
    reason(
        ("RR02", ReasonFamily::Regulatory, RetryableOnceCorrected),
        (
            "le nom ou l’adresse du débiteur manque (obligation réglementaire)",
            "the debtor’s name or address is missing (regulation)",
        ),
    ),
    reason(
        ("RR03", ReasonFamily::Regulatory, RetryableOnceCorrected),
        (
            "le nom ou l’adresse du créancier manque (obligation réglementaire)",
            "the creditor’s name or address is missing (regulation)",
        ),
    ),
    reason(
        ("RR04", ReasonFamily::Regulatory, AskTheDebtor),
        (
            "la banque refuse pour une raison réglementaire",
            "the bank refuses for a regulatory reason",
        ),
    ),
    reason(
        ("SL01", ReasonFamily::Mandate, AskTheDebtor),
        (
            "le client bloque ce créancier auprès de sa banque\u{a0}: demandez-lui d’autoriser votre ICS",
            "the debtor’s bank blocks this creditor: ask the debtor to allow your creditor identifier",
        ),
    ),
    reason(
        ("SL11", ReasonFamily::Mandate, AskTheDebtor),
        (
            "ce créancier n’est pas sur la liste des créanciers autorisés par le client",
            "this creditor is not on the debtor’s list of allowed creditors",
        ),
    ),
    reason(
        ("SL12", ReasonFamily::Mandate, AskTheDebtor),
        (
            "ce créancier est sur la liste des créanciers refusés par le client",
            "this creditor is on the debtor’s list of refused creditors",
        ),
    ),
    reason(
        ("SL13", ReasonFamily::Mandate, AskTheDebtor),
        (
            "le client a limité le nombre de prélèvements sur ce mandat",
            "the debtor limited the number of debits on this mandate",
        ),
    ),
    reason(
        ("SL14", ReasonFamily::Mandate, AskTheDebtor),
        (
            "le client a limité le montant des prélèvements sur ce mandat",
            "the debtor limited the amount of debits on this mandate",
        ),
    ),
    reason(
        ("SVNR", ReasonFamily::Recall, AskTheDebtor),
        (
            "le service attendu n’a pas été rendu",
            "the service expected was not rendered",
        ),
    ),
    reason(
        ("TECH", ReasonFamily::Recall, Retryable),
        (
            "un incident technique a provoqué un paiement erroné",
            "a technical problem caused a wrong payment",
        ),
    ),
    reason(
        ("TM01", ReasonFamily::Technical, Retryable),
        (
            "l’ordre est arrivé après l’heure limite\u{a0}: présentez-le de nouveau",
            "the order came after the cut-off time: present it again",
        ),
    ),
    reason(
        ("UPAY", ReasonFamily::Recall, AskTheDebtor),
        ("le paiement n’était pas dû", "the payment was not due"),
    ),
];

const fn reason(
    (code, family, outlook): (&'static str, ReasonFamily, Outlook),
    (french, english): (&'static str, &'static str),
) -> Reason {
    Reason {
        code,
        family,
        outlook,
        french,
        english,
    }
}
