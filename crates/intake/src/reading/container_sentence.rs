//! The sentences about messages and archives that are not what they were taken for. They must name the
//! way out: which file to ask for, or how to send it.

use super::ProblemKind;

impl ProblemKind {
    pub(super) fn about_a_container(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            ProblemKind::AnotherMessage => (
                "ce message de la banque n’est pas un relevé\u{a0}; demandez-lui un relevé camt.053",
                "this message of the bank is not a statement; ask it for a camt.053 statement",
            ),
            ProblemKind::DamagedMember => (
                "ce fichier de l’archive ne se lit pas\u{a0}; envoyez-le sans archive, ou refaites l’archive",
                "this file of the archive cannot be read; send it without the archive, or make the archive again",
            ),
            ProblemKind::EncryptedMember => (
                "ce fichier de l’archive demande un mot de passe\u{a0}; envoyez-le sans mot de passe",
                "this file of the archive asks for a password; send it without one",
            ),
            ProblemKind::MemberTooLarge => (
                "ce fichier de l’archive, une fois décompressé, dépasse la taille admise\u{a0}; envoyez-le sans archive",
                "this file of the archive is, once unpacked, larger than can be taken; send it without the archive",
            ),
            ProblemKind::TooManyMembers => (
                "l’archive contient trop de fichiers, ou des archives dans des archives\u{a0}; envoyez les fichiers eux-mêmes",
                "the archive holds too many files, or archives within archives; send the files themselves",
            ),
            ProblemKind::ControlSumDiffers => (
                "le nombre ou le total annoncé diffère de ce que contient le message\u{a0}; demandez le message complet",
                "the number or the total announced differs from what the message holds; ask for the whole message",
            ),
            _ => return None,
        })
    }
}
