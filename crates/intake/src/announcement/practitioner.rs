//! The people a court names: whom to send the claim to. It must never take for named somebody whose mission the
//! judgment ends, or of whom it only says that claims go to them.

use serde::{Deserialize, Serialize};

/// What a practitioner is named for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PractitionerRole {
    /// Liquidateur: claims go there.
    Liquidator,
    /// Mandataire judiciaire: claims go there.
    CreditorsRepresentative,
    /// Administrateur judiciaire.
    Administrator,
    /// Commissaire à l'exécution du plan: receives what the plan pays.
    PlanSupervisor,
}

/// Somebody a court names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practitioner {
    /// What for.
    pub role: PractitionerRole,
    /// The name as written, without the address.
    pub name: String,
    /// The address as written; may be empty.
    pub address: String,
}

const ROLES: [(&str, PractitionerRole); 6] = [
    (
        "commissaire à l'exécution du plan",
        PractitionerRole::PlanSupervisor,
    ),
    (
        "mandataire judiciaire",
        PractitionerRole::CreditorsRepresentative,
    ),
    ("administrateur judiciaire", PractitionerRole::Administrator),
    ("administrateur", PractitionerRole::Administrator),
    ("liquidateur", PractitionerRole::Liquidator),
    ("mandataire", PractitionerRole::CreditorsRepresentative),
];
/// How long a name with its address may be.
const LONGEST: usize = 300;

/// The practitioners a sentence of a court names, in order.
pub(super) fn practitioners(text: &str) -> Vec<Practitioner> {
    const MOST: usize = 10;
    let text = in_usual_words(text);
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<Practitioner> = Vec::new();
    let mut at = 0;
    while found.len() < MOST {
        let next = ROLES
            .iter()
            .filter_map(|(word, role)| {
                lower[at..]
                    .find(word)
                    .map(|start| (at + start, *word, *role))
            })
            .min_by_key(|(start, word, _)| (*start, usize::MAX - word.len()));
        let Some((start, word, role)) = next else {
            break;
        };
        let end = start + word.len();
        at = end;
        if is_named(&lower[..start])
            && let Some((name, address)) = name_after(&text[end..])
        {
            let known = found.iter().any(|one| one.name == name && one.role == role);
            if !known {
                found.push(Practitioner {
                    role,
                    name,
                    address,
                });
            }
        }
    }
    found
}

/// The wordings of some courts, brought to that of the others.
fn in_usual_words(text: &str) -> String {
    const LOOKED_AT: usize = 20_000;
    const SERVES: &str = ", en qualité de liquidateur et demeurant";
    let text: String = text.chars().take(LOOKED_AT).collect();
    let text = text
        .replace('’', "'")
        .replace('\u{a0}', " ")
        .replace("ommissaire a l'execution", "ommissaire à l'exécution")
        .replace(", mandataire judiciaire, prise", ", prise");
    if !text.contains(SERVES) {
        return text;
    }
    // Alsace and Moselle name an office first, and the quality after the name.
    text.replace(
        "Mandataire judiciaire à la liquidation des entreprises :",
        "désignant liquidateur",
    )
    .replace(SERVES, "")
}

/// True when what stands before the role names somebody for it.
fn is_named(before: &str) -> bool {
    let before = before.trim_end_matches([' ', ':', ',', '(']);
    let in_quality = before
        .strip_suffix("en qualité de")
        .or_else(|| before.strip_suffix("en qualite de"));
    let before = in_quality.unwrap_or(before).trim_end();
    let names = [
        "désignant",
        "designant",
        "nomme",
        "nommant",
        "nommé",
        "désigne",
        "designe",
        "maintenant",
        "et",
        "-",
        ".",
    ];
    before.is_empty()
        || names.iter().any(|word| before.ends_with(word))
        || in_quality.is_none() && before.ends_with(|c: char| c.is_ascii_digit())
}

/// The name and the address that follow a role.
fn name_after(rest: &str) -> Option<(String, String)> {
    let rest: String = rest.chars().take(LONGEST).collect();
    let rest = rest.strip_prefix("s ").unwrap_or(&rest).trim_start();
    // "Mandataire judiciaire à la liquidation des entreprises : la SELARL ..."
    let rest = match rest.split_once(':') {
        Some((before, after))
            if before.len() < 60
                && !before.contains(['.', ','])
                && before.to_lowercase() == before =>
        {
            after
        }
        _ => rest,
    };
    let rest = rest.trim_start_matches([' ', ':', ',', '\'']);
    let rest = rest
        .strip_prefix("la ")
        .or_else(|| rest.strip_prefix("le "))
        .unwrap_or(rest);
    let rest = &rest[..end_of_sentence(rest)];
    let (name, address) = rest.split_at(start_of_address(rest));
    let name = name.trim_end_matches([' ', ',', '-', ':', '.']).to_string();
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    let is_name = name.starts_with(char::is_uppercase)
        || ["sas", "selarl", "scp", "me", "maître", "selas", "selasu"].contains(&first.as_str());
    let is_name = is_name && name.len() > 3 && !name.starts_with("Les ");
    is_name.then(|| (name, address.trim_matches([' ', ',', '.', '-']).to_string()))
}

/// Where the court goes on to something else.
fn end_of_sentence(text: &str) -> usize {
    let ends = [
        "Les déclarations",
        "Les créances",
        "Les créanciers",
        " et mettant fin",
        ", mettant fin",
        " met fin",
        ", en qualité",
        " - Les",
        ", avec ",
        ", désignant",
        ", administrateur",
        ", mandataire judiciaire",
        ", liquidateur",
        " et autorise",
        ", et ",
        "\n",
    ];
    ends.iter()
        .filter_map(|end| text.find(end))
        .min()
        .unwrap_or(text.len())
}

/// Where the first word stands that begins with a figure: the number of a street, or a postcode.
fn start_of_address(text: &str) -> usize {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() && matches!(before, ' ' | ',') && at > 0 {
            return at;
        }
        before = c;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(PractitionerRole, &str, &str)]) {
        let found = practitioners(text);
        let told: Vec<(PractitionerRole, &str, &str)> = found
            .iter()
            .map(|one| (one.role, one.name.as_str(), one.address.as_str()))
            .collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn the_people_named_are_read_with_their_address() {
        use PractitionerRole::*;
        check(
            "Jugement prononçant la liquidation judiciaire, désignant liquidateur Maître Anne Durand 6 rue Dupleix 76600 Le Havre. Les déclarations des créances sont à adresser au liquidateur judiciaire",
            &[(
                Liquidator,
                "Maître Anne Durand",
                "6 rue Dupleix 76600 Le Havre",
            )],
        );
        check(
            "désignant : mandataire judiciaire sas Alpha-Beta en la personne de Me Jean Roux 6 Bis rue X 45000 Orléans. Les déclarations",
            &[(
                CreditorsRepresentative,
                "sas Alpha-Beta en la personne de Me Jean Roux",
                "6 Bis rue X 45000 Orléans",
            )],
        );
        check(
            "liquidation désignant liquidateur la Selarl Mj X 9 rue G 74000 Annecy, et mettant fin à la mission de l’administrateur Selarl Y 6 route V",
            &[(Liquidator, "Selarl Mj X", "9 rue G 74000 Annecy")],
        );
        check(
            "nomme Commissaire à l'exécution du plan SELARL Philae 23 Rue M 33000 Bordeaux.",
            &[(PlanSupervisor, "SELARL Philae", "23 Rue M 33000 Bordeaux")],
        );
        check(
            "Mandataire : GACHET Orlane, 996 rue L, 34000 MONTPELLIER - Les déclarations",
            &[(
                CreditorsRepresentative,
                "GACHET Orlane",
                "996 rue L, 34000 MONTPELLIER",
            )],
        );
        check(
            "désignant en qualité de liquidateur la Selarl SBCMJ 22 rue T 30100 Alès.",
            &[(Liquidator, "Selarl SBCMJ", "22 rue T 30100 Alès")],
        );
        check(
            "Les créances sont à adresser auprès du liquidateur Maître X.",
            &[],
        );
        check("", &[]);
    }
}
