//! The statuses of the French life cycle (XP Z12-012), with their names and who sets them. The table must be read
//! with its date: codes are added, and some public programs number them otherwise.

use jiff::civil::{Date, date};

use super::facts::ActorRole;

/// The day the tables of statuses and of reasons were last compared with the published artefacts.
pub const TABLES_AS_OF: Date = date(2026, 7, 1);

/// The two halves of the life cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Between platforms (305).
    Transmission,
    /// At the seller's and the buyer's (23).
    Treatment,
}

/// One status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusCode {
    /// 200 to 228, 501, 601.
    pub code: u16,
    /// Name in French.
    pub french: &'static str,
    /// Name in English.
    pub english: &'static str,
    /// Where it is set.
    pub phase: Phase,
    /// UNTDID code it comes with; nothing where the specification is not certain.
    pub untdid_code: Option<u8>,
    /// Who sets it.
    pub set_by: ActorRole,
    /// True when a reason must come with it.
    pub wants_reason: bool,
}

impl StatusCode {
    const fn new(
        code: u16,
        names: (&'static str, &'static str),
        phase: Phase,
        untdid_code: Option<u8>,
        set_by: ActorRole,
    ) -> StatusCode {
        let wants_reason = matches!(code, 206 | 207 | 208 | 210 | 213 | 501);
        StatusCode {
            code,
            french: names.0,
            english: names.1,
            phase,
            untdid_code,
            set_by,
            wants_reason,
        }
    }
}

/// Every status, in the order of the codes.
pub const STATUSES: &[StatusCode] = &[
    StatusCode::new(
        200,
        ("Déposée", "Submitted"),
        Phase::Transmission,
        Some(10),
        ActorRole::Platform,
    ),
    StatusCode::new(
        201,
        ("Émise par la plateforme", "Issued by the platform"),
        Phase::Transmission,
        Some(51),
        ActorRole::Platform,
    ),
    StatusCode::new(
        202,
        (
            "Reçue par la plateforme",
            "Received by the buyer’s platform",
        ),
        Phase::Transmission,
        Some(43),
        ActorRole::Platform,
    ),
    StatusCode::new(
        203,
        ("Mise à disposition", "Made available to the buyer"),
        Phase::Transmission,
        Some(48),
        ActorRole::Platform,
    ),
    StatusCode::new(
        204,
        ("Prise en charge", "Taken in charge"),
        Phase::Treatment,
        Some(45),
        ActorRole::Buyer,
    ),
    StatusCode::new(
        205,
        ("Approuvée", "Approved"),
        Phase::Treatment,
        Some(1),
        ActorRole::Buyer,
    ),
    StatusCode::new(
        206,
        ("Approuvée partiellement", "Partially approved"),
        Phase::Treatment,
        Some(49),
        ActorRole::Buyer,
    ),
    StatusCode::new(
        207,
        ("En litige", "In dispute"),
        Phase::Treatment,
        Some(46),
        ActorRole::Buyer,
    ),
    StatusCode::new(
        208,
        ("Suspendue", "Suspended"),
        Phase::Treatment,
        Some(39),
        ActorRole::Buyer,
    ),
    StatusCode::new(
        209,
        ("Complétée", "Completed"),
        Phase::Treatment,
        Some(37),
        ActorRole::Seller,
    ),
    StatusCode::new(
        210,
        ("Refusée", "Refused"),
        Phase::Treatment,
        Some(50),
        ActorRole::Buyer,
    ),
    StatusCode::new(
        211,
        ("Paiement transmis", "Payment sent"),
        Phase::Treatment,
        Some(47),
        ActorRole::Buyer,
    ),
    StatusCode::new(
        212,
        ("Encaissée", "Payment received"),
        Phase::Treatment,
        Some(47),
        ActorRole::Seller,
    ),
    StatusCode::new(
        213,
        ("Rejetée", "Rejected by a platform"),
        Phase::Transmission,
        Some(8),
        ActorRole::Platform,
    ),
    StatusCode::new(
        214,
        ("Visée", "Endorsed"),
        Phase::Treatment,
        None,
        ActorRole::Agent,
    ),
    StatusCode::new(
        220,
        ("Annulée", "Cancelled"),
        Phase::Treatment,
        None,
        ActorRole::Seller,
    ),
    StatusCode::new(
        221,
        ("Erreur de routage", "Routing error"),
        Phase::Transmission,
        None,
        ActorRole::Platform,
    ),
    StatusCode::new(
        224,
        ("Demande de paiement direct", "Direct payment requested"),
        Phase::Treatment,
        None,
        ActorRole::Seller,
    ),
    StatusCode::new(
        225,
        ("Affacturée", "Factored"),
        Phase::Treatment,
        None,
        ActorRole::Seller,
    ),
    StatusCode::new(
        226,
        ("Affacturée confidentiel", "Factored, undisclosed"),
        Phase::Treatment,
        None,
        ActorRole::Seller,
    ),
    StatusCode::new(
        227,
        ("Changement de compte à payer", "Account to pay changed"),
        Phase::Treatment,
        None,
        ActorRole::Seller,
    ),
    StatusCode::new(
        228,
        ("Non affacturée", "Not factored"),
        Phase::Treatment,
        None,
        ActorRole::Seller,
    ),
    StatusCode::new(
        501,
        ("Irrecevable", "Inadmissible"),
        Phase::Transmission,
        None,
        ActorRole::Platform,
    ),
    StatusCode::new(
        601,
        (
            "Message de cycle de vie rejeté",
            "Life-cycle message rejected",
        ),
        Phase::Transmission,
        None,
        ActorRole::PublicPortal,
    ),
];

/// The row of a code as a message writes it.
pub fn status(code: &str) -> Option<&'static StatusCode> {
    let code: u16 = code.trim().parse().ok()?;
    STATUSES.iter().find(|status| status.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_found_by_code() {
        assert!(STATUSES.is_sorted_by_key(|status| status.code));
        assert_eq!(
            status(" 212 ").map(|status| status.french),
            Some("Encaissée")
        );
        assert!(status("299").is_none() && status("").is_none() && status("-212").is_none());
    }
}
