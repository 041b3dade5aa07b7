//! What a judgment does, by its words: courts write some fifty variants. It must never take a judgment
//! against a director for one against the company.

use serde::{Deserialize, Serialize};

use crate::phrase;

/// What happened.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum JudgmentNature {
    /// Sauvegarde opened.
    SafeguardOpened,
    /// Redressement judiciaire opened.
    ReorganisationOpened,
    /// Liquidation judiciaire opened.
    LiquidationOpened,
    /// Redressement extended to another company.
    ReorganisationExtended,
    /// Liquidation extended to another company.
    LiquidationExtended,
    /// A sauvegarde became a redressement.
    ConvertedToReorganisation,
    /// A sauvegarde or redressement became a liquidation.
    ConvertedToLiquidation,
    /// Plan de sauvegarde.
    SafeguardPlan,
    /// Plan de redressement.
    ReorganisationPlan,
    /// Plan de cession: the business is sold.
    DisposalPlan,
    /// A plan was changed.
    PlanChanged,
    /// A plan was broken off, and liquidation opened.
    PlanBrokenByLiquidation,
    /// A plan was broken off.
    PlanBroken,
    /// A plan was carried out to its end.
    PlanCompleted,
    /// Closed: nothing is left for the creditors.
    ClosedForLackOfAssets,
    /// Closed: the creditors are paid.
    ClosedPaid,
    /// Closed or ended for another reason.
    Closed,
    /// A judgment above took the opening back.
    OpeningReversed,
    /// The list of claims was filed: one month to contest it.
    ClaimsListed,
    /// The list of claims born after the opening was filed.
    LaterClaimsListed,
    /// The day since which the company could not pay was moved.
    InsolvencyDateMoved,
    /// Another liquidator, representative or administrator.
    PractitionerChanged,
    /// The observation period goes on.
    ObservationExtended,
    /// A sanction against a person: faillite personnelle.
    PersonalBankruptcy,
    /// A sanction against a person: interdiction de gérer.
    ManagementBan,
    /// Debts of a natural person: rétablissement professionnel.
    ProfessionalRecovery,
    /// Conciliation.
    Conciliation,
    /// Struck off the register.
    Removed,
    /// Accounts filed: nothing about debts.
    AccountsFiled,
    /// Registration, sale, change: nothing about insolvency.
    NotInsolvency,
    /// A judgment whose words are not known.
    #[default]
    Other,
}

/// What an announcement means for collecting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Nothing born before the judgment may be asked for; file the claim.
    StopAndFile,
    /// Collecting stays stopped; the claim was to be filed at the opening.
    StayStopped,
    /// The plan says what is paid and when.
    FollowPlan,
    /// Nothing will come: write off, take the VAT back.
    WriteOff,
    /// The procedure is over: what is still owed may be asked for.
    Resume,
    /// Look: the company is gone or its seat, owner or people changed.
    Look,
    /// Nothing about debts.
    None,
}

impl JudgmentNature {
    /// True when claims must be filed from the publication on.
    pub fn opens_claims(self) -> bool {
        self.effect() == Effect::StopAndFile
    }

    /// What it means for collecting.
    pub fn effect(self) -> Effect {
        match self {
            JudgmentNature::SafeguardOpened
            | JudgmentNature::ReorganisationOpened
            | JudgmentNature::LiquidationOpened
            | JudgmentNature::ReorganisationExtended
            | JudgmentNature::LiquidationExtended
            // A new procedure: what was admitted in the plan's need not be filed again, the rest must.
            | JudgmentNature::PlanBrokenByLiquidation => Effect::StopAndFile,
            JudgmentNature::ConvertedToReorganisation
            | JudgmentNature::ConvertedToLiquidation
            | JudgmentNature::ClaimsListed
            | JudgmentNature::LaterClaimsListed
            | JudgmentNature::InsolvencyDateMoved
            | JudgmentNature::PractitionerChanged
            | JudgmentNature::ObservationExtended
            | JudgmentNature::DisposalPlan => Effect::StayStopped,
            JudgmentNature::SafeguardPlan
            | JudgmentNature::ReorganisationPlan
            | JudgmentNature::PlanChanged => Effect::FollowPlan,
            JudgmentNature::ClosedForLackOfAssets | JudgmentNature::ProfessionalRecovery => Effect::WriteOff,
            JudgmentNature::ClosedPaid
            | JudgmentNature::PlanCompleted
            | JudgmentNature::OpeningReversed => Effect::Resume,
            JudgmentNature::Removed
            | JudgmentNature::Closed
            | JudgmentNature::PlanBroken
            | JudgmentNature::Conciliation
            | JudgmentNature::Other => Effect::Look,
            JudgmentNature::PersonalBankruptcy
            | JudgmentNature::ManagementBan
            | JudgmentNature::AccountsFiled
            | JudgmentNature::NotInsolvency => Effect::None,
        }
    }

    /// The nature of an insolvency judgment, by its title; by the court's sentence when the title says
    /// little ("Autre jugement et ordonnance").
    pub(super) fn of(title: &str, text: &str) -> JudgmentNature {
        let by_title = known(&phrase::plain(title));
        by_title.unwrap_or_else(|| {
            let opening: String = text.chars().take(300).collect();
            known(&phrase::plain(&opening)).unwrap_or_default()
        })
    }
}

fn known(plain: &str) -> Option<JudgmentNature> {
    let has = |words: &str| plain.contains(words);
    let any = |list: &[&str]| list.iter().any(|words| plain.contains(words));
    if has("faillite personnelle") {
        return Some(JudgmentNature::PersonalBankruptcy);
    }
    if any(&[
        "interdiction de gerer",
        "l. 653-8",
        "l653-8",
        "interdiction prevue",
    ]) {
        return Some(JudgmentNature::ManagementBan);
    }
    if has("retablissement professionnel") {
        return Some(JudgmentNature::ProfessionalRecovery);
    }
    list_or_practitioner(plain)
        .or_else(|| closing(plain))
        .or_else(|| plan(plain))
        .or_else(|| procedure(plain))
}

fn list_or_practitioner(plain: &str) -> Option<JudgmentNature> {
    let has = |words: &str| plain.contains(words);
    if has("creances nees apres") || has("liste des creances") || has("l 641-13") {
        return Some(JudgmentNature::LaterClaimsListed);
    }
    if has("etat des creances") || has("releve des creances") || has("projet de repartition") {
        return Some(JudgmentNature::ClaimsListed);
    }
    if has("report de la date de cessation")
        || has("date de cessation des paiements") && has("modif")
        || has("report de cessation")
        || has("reportant la date")
    {
        return Some(JudgmentNature::InsolvencyDateMoved);
    }
    let replaces = [
        "remplacement",
        "changement de",
        "modifiant le",
        "remplacant",
        "nommant un nouveau",
    ];
    let office = [
        "mandataire",
        "liquidateur",
        "administrateur",
        "commissaire",
        "organe",
    ];
    if replaces.iter().any(|words| has(words)) && office.iter().any(|words| has(words)) {
        return Some(JudgmentNature::PractitionerChanged);
    }
    if has("periode d'observation") && !has("ouv") {
        return Some(JudgmentNature::ObservationExtended);
    }
    None
}

fn closing(plain: &str) -> Option<JudgmentNature> {
    let has = |words: &str| plain.contains(words);
    let reverses = ["infirm", "annul", "retract", "reform"];
    if reverses.iter().any(|words| has(words))
        && (has("ouvertur") || has("liquidation") || has("redressement"))
    {
        return Some(JudgmentNature::OpeningReversed);
    }
    if has("insuffisance d'actif") || has("insuffisance de l'actif") {
        return Some(JudgmentNature::ClosedForLackOfAssets);
    }
    if has("extinction du passif") {
        return Some(JudgmentNature::ClosedPaid);
    }
    let ends_procedure = has("mettant fin a la procedure")
        || has("fin de la procedure")
        || has("mettant fin au redressement");
    (has("cloture") || ends_procedure).then_some(JudgmentNature::Closed)
}

fn plan(plain: &str) -> Option<JudgmentNature> {
    let has = |words: &str| plain.contains(words);
    if !has("plan") {
        return None;
    }
    if has("resolution") || has("resolvant") {
        return Some(match has("liquidation") {
            true => JudgmentNature::PlanBrokenByLiquidation,
            false => JudgmentNature::PlanBroken,
        });
    }
    if has("modifi") || has("prorog") {
        return Some(JudgmentNature::PlanChanged);
    }
    if has("execution du plan") && (has("constatant") || has("fin ") || has("achevement")) {
        return Some(JudgmentNature::PlanCompleted);
    }
    if has("cession") {
        return Some(JudgmentNature::DisposalPlan);
    }
    if has("plan de sauvegarde") || has("sauvegarde") {
        return Some(JudgmentNature::SafeguardPlan);
    }
    (has("redressement") || has("continuation")).then_some(JudgmentNature::ReorganisationPlan)
}

fn procedure(plain: &str) -> Option<JudgmentNature> {
    let has = |words: &str| plain.contains(words);
    let to_liquidation = has("liquidation");
    let to_reorganisation = has("redressement");
    if has("conversion") || has("convertissant") || has("converti") {
        // "conversion en liquidation judiciaire de la procédure de sauvegarde"
        return match (to_liquidation, to_reorganisation) {
            (true, _) => Some(JudgmentNature::ConvertedToLiquidation),
            (_, true) => Some(JudgmentNature::ConvertedToReorganisation),
            _ => None,
        };
    }
    if has("extension") || has("etendant") {
        return match (to_liquidation, to_reorganisation) {
            (true, _) => Some(JudgmentNature::LiquidationExtended),
            (_, true) => Some(JudgmentNature::ReorganisationExtended),
            _ => None,
        };
    }
    let opens = [
        "ouverture",
        "ouvre",
        "ouvrant",
        "prononcant",
        "prononce",
        "ouvert",
    ];
    if !opens.iter().any(|words| has(words)) {
        return None;
    }
    if to_liquidation {
        Some(JudgmentNature::LiquidationOpened)
    } else if to_reorganisation {
        Some(JudgmentNature::ReorganisationOpened)
    } else if has("sauvegarde") {
        Some(JudgmentNature::SafeguardOpened)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judgments_are_told_by_their_words() {
        for (title, expected) in [
            (
                "Jugement d'ouverture de liquidation judiciaire",
                JudgmentNature::LiquidationOpened,
            ),
            (
                "Jugement d'ouverture d'une procédure de redressement judiciaire",
                JudgmentNature::ReorganisationOpened,
            ),
            (
                "Jugement d’ouverture d’une procédure de sauvegarde",
                JudgmentNature::SafeguardOpened,
            ),
            (
                "Jugement de conversion en liquidation judiciaire de la procédure de sauvegarde",
                JudgmentNature::ConvertedToLiquidation,
            ),
            (
                "Jugement de conversion en redressement judiciaire de la procédure de sauvegarde",
                JudgmentNature::ConvertedToReorganisation,
            ),
            (
                "Jugement d'extension de liquidation judiciaire",
                JudgmentNature::LiquidationExtended,
            ),
            (
                "Jugement arrêtant le plan de sauvegarde",
                JudgmentNature::SafeguardPlan,
            ),
            (
                "Jugement de plan de redressement",
                JudgmentNature::ReorganisationPlan,
            ),
            (
                "Jugement arrêtant un plan de cession",
                JudgmentNature::DisposalPlan,
            ),
            (
                "Jugement modifiant le plan de redressement",
                JudgmentNature::PlanChanged,
            ),
            (
                "Jugement prononçant la résolution du plan de redressement et la liquidation judiciaire",
                JudgmentNature::PlanBrokenByLiquidation,
            ),
            (
                "Jugement constatant l'exécution du plan",
                JudgmentNature::PlanCompleted,
            ),
            (
                "Jugement de clôture pour insuffisance d'actif",
                JudgmentNature::ClosedForLackOfAssets,
            ),
            (
                "Jugement de clôture pour extinction du passif",
                JudgmentNature::ClosedPaid,
            ),
            (
                "Jugement de faillite personnelle",
                JudgmentNature::PersonalBankruptcy,
            ),
            (
                "Jugement d'interdiction de gérer",
                JudgmentNature::ManagementBan,
            ),
            ("Dépôt de l'état des créances", JudgmentNature::ClaimsListed),
            (
                "Liste des créances nées après le jugement d'ouverture d'une procédure de liquidation judiciaire",
                JudgmentNature::LaterClaimsListed,
            ),
            (
                "Arrêt de la cour d'appel infirmant un jugement d'ouverture de liquidation",
                JudgmentNature::OpeningReversed,
            ),
            (
                "Jugement de report de la date de cessation des paiements",
                JudgmentNature::InsolvencyDateMoved,
            ),
            ("Autre jugement et ordonnance", JudgmentNature::Other),
        ] {
            assert_eq!(JudgmentNature::of(title, ""), expected, "{title}");
        }
        let text =
            "Ouvre la procédure de redressement - Date de cessation des paiements : 17 Mars 2025";
        assert_eq!(
            JudgmentNature::of("Autre jugement et ordonnance", text),
            JudgmentNature::ReorganisationOpened
        );
    }
}
