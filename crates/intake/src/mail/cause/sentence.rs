//! The sentence of each cause, in French and in English. It must say what to do, and never blame.

use receivables::debtor::Language;

use super::BounceCause;

impl BounceCause {
    /// What happened and what to do, one sentence without final full stop.
    pub fn explain(self, language: Language) -> &'static str {
        let (french, english) = self.sentences();
        match language {
            Language::French => french,
            Language::English => english,
        }
    }

    fn sentences(self) -> (&'static str, &'static str) {
        match self {
            BounceCause::UnknownMailbox => (
                "cette adresse n’existe pas ou n’existe plus\u{a0}; demandez-en une autre au client",
                "this address does not exist, or no longer; ask the debtor for another",
            ),
            BounceCause::MailboxFull => (
                "la boîte du destinataire est pleine\u{a0}; téléphonez, ou réessayez dans quelques jours",
                "the recipient’s mailbox is full; call, or try again in a few days",
            ),
            BounceCause::Blocked => (
                "le message a été pris pour indésirable\u{a0}; faites vérifier la réputation de votre serveur d’envoi",
                "the message was taken for spam; have the reputation of your sending server checked",
            ),
            BounceCause::Policy => (
                "une règle du serveur destinataire a refusé le message\u{a0}; vérifiez SPF, DKIM et DMARC, ou l’adresse d’expédition",
                "a rule of the receiving server refused the message; check SPF, DKIM and DMARC, or the sending address",
            ),
            BounceCause::TooLarge => (
                "le message est trop volumineux pour le destinataire\u{a0}; envoyez-le sans pièce jointe",
                "the message is too large for the recipient; send it without attachment",
            ),
            BounceCause::DomainUnknown => (
                "ce domaine n’existe pas ou ne reçoit pas de courrier\u{a0}; vérifiez l’orthographe de l’adresse",
                "this domain does not exist or takes no mail; check the spelling of the address",
            ),
            BounceCause::Temporary => (
                "le serveur destinataire n’était pas en état de recevoir\u{a0}; réessayez plus tard",
                "the receiving server could not take the message; try again later",
            ),
            BounceCause::Greylisted => (
                "le serveur destinataire demande de revenir plus tard\u{a0}; rien à faire",
                "the receiving server asks to come back later; nothing to do",
            ),
            BounceCause::Expired => (
                "le message n’a pas pu être remis malgré plusieurs jours d’essais\u{a0}; vérifiez l’adresse ou téléphonez",
                "the message could not be delivered in several days of attempts; check the address or call",
            ),
            BounceCause::Relay => (
                "les serveurs de messagerie ne s’entendent pas sur ce domaine\u{a0}; signalez-le à l’administrateur du courrier",
                "the mail servers do not agree about this domain; tell the mail administrator",
            ),
            BounceCause::Other => (
                "le message n’a pas été remis, sans cause reconnue\u{a0}; lisez la réponse du serveur",
                "the message was not delivered, and the cause is not recognised; read the server’s answer",
            ),
        }
    }
}
