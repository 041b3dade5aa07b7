//! Bank account numbers (ISO 13616): the length of each country and the check digits. It must never say that an
//! account exists, or whose it is.

use super::{Soundness, compact, modulo_97};

/// The lengths of an IBAN by country, in the order of the codes. Countries that changed theirs have two, French
/// overseas collectivities their own; `AA` is the IIBAN.
const LENGTHS: &str = "AA16 AD24 AE23 AL28 AO25 AT20 AX18 AZ28 BA20 BE16 BF27 BF28 BG22 BH22 BI16 BI27 BJ28 BL27 BR29 BY28 CF27 CG27 \
    CH21 CI28 CM27 CR22 CV25 CY28 CZ24 DE22 DJ27 DK18 DO28 DZ24 DZ26 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GA27 GB22 GE22 GF27 \
    GI23 GL18 GP27 GQ27 GR27 GT28 GW25 HN28 HR21 HU28 IE22 IL23 IQ23 IR26 IS26 IT27 JO30 KM27 KW30 KZ20 LB28 LC32 \
    LI21 LT20 LU20 LV21 LY25 MA28 MC27 MD24 ME22 MF27 MG27 MK19 ML28 MN20 MQ27 MR27 MT31 MU30 MZ25 NC27 NE28 NI28 NI32 NL18 \
    NO15 OM23 PF27 PK24 PL28 PM27 PS29 PT25 QA29 RE27 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SN28 SO23 ST25 \
    SV28 TD27 TF27 TG28 TL23 TN24 TR26 UA29 VA22 VG24 WF27 XK20 YE30 YT27";

/// Length of the country, then the number moved by four characters modulo 97 is 1.
pub fn check_iban(text: &str) -> Soundness {
    let number = compact(text);
    if !number.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Soundness::WrongCharacters;
    }
    let Some((country, rest)) = number.split_at_checked(2) else {
        return Soundness::WrongLength;
    };
    if !country.chars().all(|c| c.is_ascii_alphabetic()) {
        return Soundness::WrongCharacters;
    }
    let mut lengths = lengths_of(country).peekable();
    if lengths.peek().is_none() {
        return Soundness::UnknownCountry;
    }
    if !lengths.any(|length| number.len() == length) {
        return Soundness::WrongLength;
    }
    if !rest.chars().take(2).all(|c| c.is_ascii_digit()) {
        return Soundness::WrongCharacters;
    }
    let (head, body) = number.split_at(4);
    match modulo_97(body.chars().chain(head.chars())) {
        Some(1) => Soundness::Sound,
        _ => Soundness::WrongCheckDigits,
    }
}

fn lengths_of(country: &str) -> impl Iterator<Item = usize> + '_ {
    LENGTHS
        .split_whitespace()
        .filter_map(move |entry| entry.strip_prefix(country)?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iban_is_checked_by_length_and_modulo_97() {
        let table = [
            ("FR7630006000011234567890189", Soundness::Sound),
            ("fr76 3000 6000 0112 3456 7890 189", Soundness::Sound),
            ("DE89370400440532013000", Soundness::Sound),
            ("BE68539007547034", Soundness::Sound),
            ("MT84MALT011000012345MTLCAST001S", Soundness::Sound),
            ("NO9386011117947", Soundness::Sound),
            ("FR7630006000011234567890188", Soundness::WrongCheckDigits),
            ("FR763000600001123456789018", Soundness::WrongLength),
            ("FRXX30006000011234567890189", Soundness::WrongCharacters),
            ("ZZ7630006000011234567890189", Soundness::UnknownCountry),
            ("FR76*0006000011234567890189", Soundness::WrongCharacters),
        ];
        for (text, expected) in table {
            assert_eq!(check_iban(text), expected, "{text}");
        }
    }
}
