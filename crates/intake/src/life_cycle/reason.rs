//! The reasons that come with a status (XP Z12-012), each with the family of dispute it opens. A reason of free words
//! must be kept beside its code: the words say what the code does not.

use receivables::fact::DisputeReason;

/// What a reason is about: who at the creditor's can mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReasonFamily {
    /// Prices, rates, sums.
    Pricing,
    /// What was delivered, and how much of it.
    Delivery,
    /// How good it was.
    Quality,
    /// Numbers and references.
    Reference,
    /// Who it is for or from.
    Party,
    /// Terms, means, bank details.
    Payment,
    /// The same invoice or service twice.
    Duplicate,
    /// Papers or mentions that are missing.
    Document,
    /// The way to the buyer.
    Routing,
    /// The file itself.
    Technical,
    /// Told in words only.
    Other,
}

impl ReasonFamily {
    /// The reason of the dispute that it opens.
    pub fn dispute_reason(self) -> DisputeReason {
        match self {
            ReasonFamily::Pricing => DisputeReason::Price,
            ReasonFamily::Delivery => DisputeReason::Delivery,
            ReasonFamily::Quality => DisputeReason::Quality,
            ReasonFamily::Reference | ReasonFamily::Document => DisputeReason::Reference,
            ReasonFamily::Party | ReasonFamily::Duplicate => DisputeReason::NotOwed,
            ReasonFamily::Payment
            | ReasonFamily::Routing
            | ReasonFamily::Technical
            | ReasonFamily::Other => DisputeReason::Other,
        }
    }
}

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonCode {
    /// The code.
    pub code: &'static str,
    /// Name in French.
    pub french: &'static str,
    /// Name in English.
    pub english: &'static str,
    /// What it is about.
    pub family: ReasonFamily,
    /// The statuses it may come with.
    pub with: &'static [u16],
}

const fn row(
    code: &'static str,
    names: (&'static str, &'static str),
    family: ReasonFamily,
    with: &'static [u16],
) -> ReasonCode {
    ReasonCode {
        code,
        french: names.0,
        english: names.1,
        family,
        with,
    }
}

const DISPUTED: &[u16] = &[206, 207];
const SENT_BACK: &[u16] = &[206, 207, 208];
const REFUSED: &[u16] = &[207, 210];
const REFUSED_OR_REJECTED: &[u16] = &[207, 210, 213];
const ANY_REFUSAL: &[u16] = &[206, 207, 208, 210];
const REJECTED: &[u16] = &[213];
const INADMISSIBLE: &[u16] = &[501];

/// Every reason, in the order of the codes.
pub const REASONS: &[ReasonCode] = &[
    row(
        "ADR_ERR",
        (
            "Adresse de facturation électronique erronée",
            "electronic address wrong",
        ),
        ReasonFamily::Reference,
        REFUSED_OR_REJECTED,
    ),
    row(
        "ART_ERR",
        ("Article facturé incorrect", "wrong item"),
        ReasonFamily::Delivery,
        DISPUTED,
    ),
    row(
        "AUTRE",
        (
            "Autre motif, expliqué dans le message",
            "other, explained in the message",
        ),
        ReasonFamily::Other,
        DISPUTED,
    ),
    row(
        "CALCUL_ERR",
        ("Erreur de calcul", "calculation error"),
        ReasonFamily::Pricing,
        REFUSED_OR_REJECTED,
    ),
    row(
        "CMD_ERR",
        (
            "Numéro de commande incorrect ou manquant",
            "purchase order number wrong or missing",
        ),
        ReasonFamily::Reference,
        ANY_REFUSAL,
    ),
    row(
        "CODE_ROUTAGE_ERR",
        (
            "Code routage erroné ou manquant",
            "routing code wrong or missing",
        ),
        ReasonFamily::Reference,
        SENT_BACK,
    ),
    row(
        "CONTRAT_TERM",
        ("Contrat terminé", "contract ended"),
        ReasonFamily::Party,
        REFUSED,
    ),
    row(
        "COORD_BANC_ERR",
        (
            "Coordonnées bancaires différentes de celles connues",
            "bank details differ from those on file",
        ),
        ReasonFamily::Payment,
        &[207, 208],
    ),
    row(
        "DEST_ERR",
        ("Mauvais destinataire", "wrong recipient"),
        ReasonFamily::Party,
        REFUSED,
    ),
    row(
        "DEST_INC",
        ("Destinataire inconnu", "recipient unknown"),
        ReasonFamily::Party,
        &[207, 213],
    ),
    row(
        "DOUBLE_FACT",
        (
            "Prestation facturée deux fois",
            "same service invoiced twice",
        ),
        ReasonFamily::Duplicate,
        REFUSED,
    ),
    row(
        "DOUBLON",
        ("Facture en double", "duplicate invoice"),
        ReasonFamily::Duplicate,
        REFUSED_OR_REJECTED,
    ),
    row(
        "EMMET_INC",
        ("Émetteur inconnu", "unknown issuer"),
        ReasonFamily::Party,
        REFUSED,
    ),
    row(
        "IRR_ANTIVIRUS",
        (
            "Rejet technique\u{a0}: antivirus",
            "technical rejection: antivirus",
        ),
        ReasonFamily::Technical,
        INADMISSIBLE,
    ),
    row(
        "IRR_EXT_DOC",
        (
            "Rejet technique\u{a0}: extension du document",
            "technical rejection: extension of the document",
        ),
        ReasonFamily::Technical,
        INADMISSIBLE,
    ),
    row(
        "IRR_NOM_F",
        (
            "Rejet technique\u{a0}: nom du fichier",
            "technical rejection: name of the file",
        ),
        ReasonFamily::Technical,
        INADMISSIBLE,
    ),
    row(
        "IRR_NOM_PJ",
        (
            "Rejet technique\u{a0}: nom d’une pièce jointe",
            "technical rejection: name of an attachment",
        ),
        ReasonFamily::Technical,
        INADMISSIBLE,
    ),
    row(
        "IRR_SYNTAX",
        (
            "Rejet technique\u{a0}: syntaxe",
            "technical rejection: syntax",
        ),
        ReasonFamily::Technical,
        INADMISSIBLE,
    ),
    row(
        "IRR_TAILLE_F",
        (
            "Rejet technique\u{a0}: taille du fichier",
            "technical rejection: size of the file",
        ),
        ReasonFamily::Technical,
        INADMISSIBLE,
    ),
    row(
        "IRR_TAILLE_PJ",
        (
            "Rejet technique\u{a0}: taille d’une pièce jointe",
            "technical rejection: size of an attachment",
        ),
        ReasonFamily::Technical,
        INADMISSIBLE,
    ),
    row(
        "IRR_TYPE_F",
        (
            "Rejet technique\u{a0}: type de fichier",
            "technical rejection: type of the file",
        ),
        ReasonFamily::Technical,
        INADMISSIBLE,
    ),
    row(
        "IRR_VIDE_F",
        (
            "Rejet technique\u{a0}: fichier vide",
            "technical rejection: empty file",
        ),
        ReasonFamily::Technical,
        INADMISSIBLE,
    ),
    row(
        "IRR_VID_PJ",
        (
            "Rejet technique\u{a0}: pièce jointe vide",
            "technical rejection: empty attachment",
        ),
        ReasonFamily::Technical,
        INADMISSIBLE,
    ),
    row(
        "JUSTIF_ABS",
        (
            "Justificatif absent ou insuffisant",
            "supporting document missing or insufficient",
        ),
        ReasonFamily::Document,
        &[208],
    ),
    row(
        "LIVR_INCOMP",
        (
            "Livraison incomplète ou absente",
            "incomplete or missing delivery",
        ),
        ReasonFamily::Delivery,
        DISPUTED,
    ),
    row(
        "MODPAI_ERR",
        (
            "Conditions ou moyen de paiement incorrects",
            "wrong payment terms or means",
        ),
        ReasonFamily::Payment,
        DISPUTED,
    ),
    row(
        "MONTANTTOTAL_ERR",
        ("Montant total erroné", "wrong total amount"),
        ReasonFamily::Pricing,
        REFUSED_OR_REJECTED,
    ),
    row(
        "NON_CONFORME",
        ("Mention obligatoire manquante", "mandatory mention missing"),
        ReasonFamily::Document,
        REFUSED,
    ),
    row(
        "NON_TRANSMISE",
        (
            "Destinataire sans adresse de réception active",
            "recipient has no active receiving address",
        ),
        ReasonFamily::Routing,
        &[200],
    ),
    row(
        "PU_ERR",
        ("Prix unitaire incorrect", "wrong unit price"),
        ReasonFamily::Pricing,
        DISPUTED,
    ),
    row(
        "QTE_ERR",
        ("Quantité facturée incorrecte", "wrong quantity"),
        ReasonFamily::Delivery,
        DISPUTED,
    ),
    row(
        "QUALITE_ERR",
        ("Qualité non conforme", "quality problem"),
        ReasonFamily::Quality,
        DISPUTED,
    ),
    row(
        "REF_CT_ABSENT",
        (
            "Référence de contrat manquante",
            "required contract reference missing",
        ),
        ReasonFamily::Reference,
        ANY_REFUSAL,
    ),
    row(
        "REF_ERR",
        ("Référence incorrecte", "wrong reference"),
        ReasonFamily::Reference,
        SENT_BACK,
    ),
    row(
        "REJ_ADR",
        (
            "Rejet technique\u{a0}: adresse",
            "technical rejection: address",
        ),
        ReasonFamily::Technical,
        REJECTED,
    ),
    row(
        "REJ_ASS_PJ",
        (
            "Rejet technique\u{a0}: association d’une pièce jointe",
            "technical rejection: link to an attachment",
        ),
        ReasonFamily::Technical,
        REJECTED,
    ),
    row(
        "REJ_COH",
        (
            "Rejet technique\u{a0}: cohérence des données",
            "technical rejection: consistency of the data",
        ),
        ReasonFamily::Technical,
        REJECTED,
    ),
    row(
        "REJ_CONT_B2G",
        (
            "Rejet technique\u{a0}: contrôle du secteur public",
            "technical rejection: check of the public sector",
        ),
        ReasonFamily::Technical,
        REJECTED,
    ),
    row(
        "REJ_REF_PJ",
        (
            "Rejet technique\u{a0}: référence d’une pièce jointe",
            "technical rejection: reference of an attachment",
        ),
        ReasonFamily::Technical,
        REJECTED,
    ),
    row(
        "REJ_SEMAN",
        (
            "Rejet technique\u{a0}: contenu des données",
            "technical rejection: meaning of the data",
        ),
        ReasonFamily::Technical,
        REJECTED,
    ),
    row(
        "REJ_UNI",
        (
            "Rejet technique\u{a0}: facture déjà reçue",
            "technical rejection: not unique",
        ),
        ReasonFamily::Technical,
        REJECTED,
    ),
    row(
        "REM_ERR",
        ("Remise incorrecte", "wrong discount"),
        ReasonFamily::Pricing,
        DISPUTED,
    ),
    row(
        "ROUTAGE_ERR",
        ("Données de routage périmées", "routing data obsolete"),
        ReasonFamily::Routing,
        &[221],
    ),
    row(
        "SIRET_ERR",
        ("SIRET erroné ou manquant", "SIRET wrong or missing"),
        ReasonFamily::Reference,
        SENT_BACK,
    ),
    row(
        "TRANSAC_INC",
        ("Transaction inconnue", "unknown transaction"),
        ReasonFamily::Party,
        REFUSED,
    ),
    row(
        "TX_TVA_ERR",
        ("Taux de TVA erroné", "wrong VAT rate"),
        ReasonFamily::Pricing,
        REFUSED,
    ),
];

/// The row of a code.
pub fn reason(code: &str) -> Option<&'static ReasonCode> {
    REASONS.iter().find(|reason| reason.code == code.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::life_cycle::status::STATUSES;

    #[test]
    fn every_reason_comes_with_statuses_that_exist() {
        for reason in REASONS {
            assert!(!reason.with.is_empty(), "{}", reason.code);
            for code in reason.with {
                assert!(STATUSES.iter().any(|status| status.code == *code), "{code}");
            }
        }
        assert_eq!(
            reason("TX_TVA_ERR").map(|one| one.family),
            Some(ReasonFamily::Pricing)
        );
        assert!(reason("").is_none());
    }
}
