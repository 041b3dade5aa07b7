use std::collections::BTreeSet;

use jiff::civil::date;
use notices::template::{TemplateError, TemplateProblem};
use notices::wording::{Wording, Wordings};
use receivables::currency::Currency;
use receivables::debtor::Language;
use receivables::sanction::Bar;
use receivables::strategy::Words;

use super::*;

/// The keys as the source names them: the compiler sees to it that every variant has one.
fn keys_of_source() -> BTreeSet<&'static str> {
    let sources = [
        include_str!("words.rs"),
        include_str!("message.rs"),
        include_str!("phase.rs"),
        include_str!("plan.rs"),
        include_str!("press.rs"),
        include_str!("promise.rs"),
        include_str!("dispute.rs"),
        include_str!("name.rs"),
        include_str!("campaign.rs"),
        include_str!("referral.rs"),
        include_str!("rights.rs"),
        include_str!("sanction.rs"),
        include_str!("setting.rs"),
        include_str!("sign_in.rs"),
        include_str!("template.rs"),
    ];
    sources
        .into_iter()
        .flat_map(|source| source.split('"').skip(1).step_by(2))
        .filter(|text| text.starts_with("refusal-"))
        .collect()
}

fn in_both(fr: &str, en: &str) -> Words {
    Words {
        fr: fr.to_string(),
        en: en.to_string(),
    }
}

fn template_error(line: usize) -> TemplateError {
    TemplateError {
        template: "first-notice".to_string(),
        language: "fr",
        line,
        problem: TemplateProblem::NoSubject,
    }
}

/// One of each; the first test sees to it that none is left out.
fn one_of_each() -> Vec<Refusal> {
    let words = || "line 3".to_string();
    let strategy = || "standard".to_string();
    let file = || "export.pdf".to_string();
    let money = Money::new(123_456, Currency::EUR);
    let (day, later) = (date(2026, 3, 2), date(2026, 3, 9));
    let mut refusals = vec![
        Refusal::Name(NameRefusal::SegmentTaken {
            name: "Grands comptes".to_string(),
        }),
        Refusal::Name(NameRefusal::CampaignTaken {
            name: "Fin d’année".to_string(),
        }),
        Refusal::Referral(ReferralRefusal::Elsewhere {
            item: "F1".to_string(),
        }),
        Refusal::Referral(ReferralRefusal::DayToCome { day }),
        Refusal::Phase(PhaseRefusal::DayToCome { day }),
        Refusal::Campaign(CampaignRefusal::LastDay { most: 31 }),
        Refusal::Campaign(CampaignRefusal::QuietDays { most: 30 }),
        Refusal::Campaign(CampaignRefusal::WordsFaulty {
            language: "fr",
            line: 0,
            problem: TemplateProblem::NoSubject,
        }),
        Refusal::Campaign(CampaignRefusal::WordsFaulty {
            language: "fr",
            line: 4,
            problem: TemplateProblem::UnknownVariable {
                variable: "nom".to_string(),
            },
        }),
        Refusal::Template(TemplateRefusal::Long { most: 20_000 }),
        Refusal::Template(TemplateRefusal::Used {
            strategy: in_both("Entreprises", "Businesses"),
            step: in_both("Premier rappel", "First notice"),
        }),
        Refusal::Template(TemplateRefusal::Faulty(template_error(2))),
        Refusal::Template(TemplateRefusal::Faulty(template_error(9))),
        Refusal::Name(NameRefusal::AlertTaken {
            name: "Sans contact".to_string(),
        }),
        Refusal::ConditionFaulty {
            problems: vec![Problem {
                line: 1,
                column: 9,
                fault: receivables::condition::Fault::SingleEquals,
            }],
        },
        Refusal::NoStatutoryCharges {
            country: "FR".to_string(),
        },
        Refusal::RateUnknown {
            reference: Reference::EcbRefinancing,
            day,
        },
        Refusal::IbanMistyped {
            iban: "FR00".to_string(),
        },
        Refusal::ProfileUnreadable {
            company: "Lumen".to_string(),
            words: words(),
        },
        Refusal::MoreThanTheCredit { most: money },
        Refusal::PartsNotTheLine { amount: money },
        Refusal::Dispute(DisputeRefusal::EvidenceTooLarge { most: 10 }),
        Refusal::Setting(SettingRefusal::Siren { siren: words() }),
        Refusal::Setting(SettingRefusal::Days {
            setting: "dispute_days",
            most: 30,
        }),
        Refusal::Setting(SettingRefusal::Rate {
            setting: "penalty_percent",
        }),
        Refusal::Setting(SettingRefusal::TimeZone { zone: words() }),
        Refusal::Setting(SettingRefusal::TextSender { sender: words() }),
        Refusal::Setting(SettingRefusal::Country { code: words() }),
        Refusal::Plan(PlanRefusal::Instalments { most: 60 }),
        Refusal::Plan(PlanRefusal::SumIsNotTheClaim {
            claim: money,
            planned: money,
        }),
        Refusal::Plan(PlanRefusal::DaysNotInOrder { day }),
        Refusal::Plan(PlanRefusal::AlreadyUnderOne {
            item: "F1".to_string(),
        }),
        Refusal::Promise(PromiseRefusal::Already {
            item: "F1".to_string(),
            day,
        }),
        Refusal::PartNotOpen { open: money },
        Refusal::NotAnAddress {
            address: "name".to_string(),
        },
        Refusal::SenderWithoutAddress {
            sender: "accounts".to_string(),
        },
        Refusal::TemplateMissing {
            template: "first".to_string(),
            language: "fr",
        },
        Refusal::ItemGone { item: ItemId(7) },
        Refusal::CarrierMissing {
            channel: Channel::EMail,
        },
        Refusal::Press(PressRefusal::Failed { words: words() }),
        Refusal::Press(PressRefusal::PostedBefore { days: (day, later) }),
        Refusal::Press(PressRefusal::WithoutAddress {
            debtor: "ACME".to_string(),
        }),
        Refusal::Press(PressRefusal::NotTaken {
            taken: 2,
            left: 1,
            debtor: "ACME".to_string(),
            words: words(),
        }),
        Refusal::CarrierLosing { count: 3 },
        Refusal::MessageNotReady {
            debtor: "ACME".to_string(),
            cause: Box::new(Refusal::NothingAsked),
        },
        Refusal::StrategyUnreadable {
            strategy: strategy(),
            words: words(),
        },
        Refusal::NoStrategy {
            strategy: strategy(),
        },
        Refusal::NotToday {
            today: day,
            wanted: later,
        },
        Refusal::SignIn(SignInRefusal::AccountExists {
            email: "a@b.example".to_string(),
        }),
        Refusal::SignIn(SignInRefusal::PasswordTooShort { least: 12 }),
        Refusal::TableOfWhat { file: file() },
        Refusal::FormatNotRead {
            file: file(),
            format: Format::Pdf,
        },
        Refusal::ProfileNotKept { words: words() },
        Refusal::TemplateFaulty { words: words() },
        Refusal::Hindered { words: words() },
        Refusal::StrategyFaulty { words: words() },
        Refusal::SignIn(SignInRefusal::PasswordNotKept { words: words() }),
        Refusal::SignIn(SignInRefusal::NoRandomNumbers { words: words() }),
        Refusal::FileUnreadable {
            file: words(),
            words: words(),
        },
        Refusal::ReadingStopped { words: words() },
        Refusal::ReportNotKept { words: words() },
    ];
    refusals.extend(without_facts());
    refusals
}

fn without_facts() -> [Refusal; 85] {
    [
        Refusal::Promise(PromiseRefusal::OfContested),
        Refusal::CallWithoutReason,
        Refusal::Press(PressRefusal::Missing),
        Refusal::Press(PressRefusal::NoLetter),
        Refusal::Press(PressRefusal::NoService),
        Refusal::Press(PressRefusal::Forgotten),
        Refusal::Template(TemplateRefusal::Name),
        Refusal::Template(TemplateRefusal::Kind),
        Refusal::Campaign(CampaignRefusal::ListMoved),
        Refusal::Sanction(SanctionRefusal::WithoutReason),
        Refusal::Sanction(SanctionRefusal::OfNothing),
        Refusal::Sanction(SanctionRefusal::GoesOn),
        Refusal::Sanction(SanctionRefusal::Answered),
        Refusal::Sanction(SanctionRefusal::Barred {
            by: Bar::Proceedings,
        }),
        Refusal::Sanction(SanctionRefusal::Barred {
            by: Bar::ConsumerPrice,
        }),
        Refusal::Sanction(SanctionRefusal::Barred {
            by: Bar::WinterTruce,
        }),
        Refusal::Sanction(SanctionRefusal::Barred { by: Bar::Water }),
        Refusal::Phase(PhaseRefusal::ByReferral),
        Refusal::Phase(PhaseRefusal::WithOthers),
        Refusal::Phase(PhaseRefusal::NothingOverdue),
        Refusal::Phase(PhaseRefusal::ForAdministrators),
        Refusal::Referral(ReferralRefusal::ToNobody),
        Refusal::Referral(ReferralRefusal::OfNothing),
        Refusal::Referral(ReferralRefusal::Fee),
        Refusal::Referral(ReferralRefusal::NothingSaid),
        Refusal::Referral(ReferralRefusal::AmountOfCost),
        Refusal::Referral(ReferralRefusal::Ended),
        Refusal::Name(NameRefusal::CampaignWithout),
        Refusal::Campaign(CampaignRefusal::Way),
        Refusal::Campaign(CampaignRefusal::FirstDayPast),
        Refusal::Campaign(CampaignRefusal::WithoutWords),
        Refusal::Campaign(CampaignRefusal::SpeaksToNobody),
        Refusal::Campaign(CampaignRefusal::NoDraft),
        Refusal::Campaign(CampaignRefusal::NoDraftToStart),
        Refusal::Name(NameRefusal::AlertWithout),
        Refusal::Name(NameRefusal::SegmentWithout),
        Refusal::ChargesToCome,
        Refusal::ChargesNotComputed,
        Refusal::CompanyWithoutName,
        Refusal::CreditOfAnother,
        Refusal::NothingOpen,
        Refusal::ProposalGone,
        Refusal::CreditDealtWith,
        Refusal::CreditWaits,
        Refusal::TokenWithoutName,
        Refusal::MergeWithItself,
        Refusal::MergedAccountsSettled,
        Refusal::NumberChangedMeanwhile,
        Refusal::Promise(PromiseRefusal::InThePast),
        Refusal::Promise(PromiseRefusal::OfNothing),
        Refusal::Plan(PlanRefusal::OfNothing),
        Refusal::Plan(PlanRefusal::OfTwoCurrencies),
        Refusal::Dispute(DisputeRefusal::AlreadySettled),
        Refusal::Dispute(DisputeRefusal::AnswerInThePast),
        Refusal::Dispute(DisputeRefusal::CreditOfUnfounded),
        Refusal::Dispute(DisputeRefusal::NothingSaid),
        Refusal::Dispute(DisputeRefusal::EvidenceEmpty),
        Refusal::Dispute(DisputeRefusal::GestureWaits),
        Refusal::Rights(RightsRefusal::NotYours),
        Refusal::Rights(RightsRefusal::LastAdministrator),
        Refusal::Rights(RightsRefusal::WorksHere),
        Refusal::Rights(RightsRefusal::WorksElsewhere),
        Refusal::Rights(RightsRefusal::PasswordWrong),
        Refusal::Rights(RightsRefusal::NoName),
        Refusal::Setting(SettingRefusal::SendingHours),
        Refusal::Setting(SettingRefusal::Limits),
        Refusal::Setting(SettingRefusal::RecoverySum),
        Refusal::HoldEnded,
        Refusal::Message(MessageRefusal::ReplyWithoutWords),
        Refusal::NoWayToReach,
        Refusal::Message(MessageRefusal::WithoutWords),
        Refusal::Message(MessageRefusal::ContactTakesNoMail),
        Refusal::Message(MessageRefusal::NothingLeaves),
        Refusal::Message(MessageRefusal::WrittenAlready),
        Refusal::NoLongerToConfirm,
        Refusal::AlreadyLeft,
        Refusal::SentByMachine,
        Refusal::AlreadyDone,
        Refusal::GroupOfGroups,
        Refusal::NobodySigns,
        Refusal::FateKnown,
        Refusal::NothingAsked,
        Refusal::SignIn(SignInRefusal::Wrong),
        Refusal::SignIn(SignInRefusal::LinkSpent),
        Refusal::NotAList,
    ]
}

#[test]
fn every_refusal_is_tried_below() {
    let tried: BTreeSet<&str> = one_of_each().iter().map(Refusal::key).collect();
    assert_eq!(tried, keys_of_source());
}

#[test]
fn every_refusal_has_words_in_both_languages_and_names_its_facts() {
    let wordings = Wordings::new();
    for refusal in one_of_each() {
        let mut said = BTreeSet::new();
        for language in [Language::French, Language::English] {
            let wording = wordings.of(language);
            assert!(wording.has(refusal.key()), "{refusal:?} in {language:?}");
            let sentence = refusal.say(wording);
            assert!(!sentence.contains(['⟦', '{']), "{sentence}");
            assert!(sentence.ends_with('.'), "{sentence}");
            assert!(!sentence.ends_with(".."), "{sentence}");
            let first = sentence.chars().next().unwrap();
            assert!(first.is_uppercase(), "{sentence}");
            said.insert(sentence);
        }
        assert_eq!(said.len(), 2, "two languages say it: {said:?}");
    }
}

#[test]
fn no_words_are_kept_for_a_refusal_that_is_gone() {
    let keys = keys_of_source();
    let file = include_str!("../../../notices/wording/fr/refusals.ftl");
    let named = file.lines().filter_map(|line| line.split_once(" = "));
    for (key, _) in named.filter(|(key, _)| key.starts_with("refusal-")) {
        assert!(keys.contains(key), "{key}");
    }
}

#[test]
fn what_is_displayed_is_the_english_sentence_without_its_dress() {
    let english = Wording::new(Language::English);
    for refusal in one_of_each() {
        let displayed = refusal.to_string();
        let sentence = refusal.say(&english);
        assert_eq!(
            format!("{}.", notices::format::capitalised(&displayed)),
            sentence
        );
    }
    assert_eq!(
        Refusal::Promise(PromiseRefusal::InThePast).to_string(),
        "a promise is for today or a later day"
    );
}

#[test]
fn facts_are_written_as_the_reader_writes_them() {
    let wordings = Wordings::new();
    let french = wordings.of(Language::French);
    let open = Money::new(123_456, Currency::EUR);
    assert_eq!(
        Refusal::PartNotOpen { open }.say(french),
        "Le montant doit être supérieur à zéro et de 1\u{202f}234,56\u{a0}€ au plus."
    );
    let refusal = Refusal::FormatNotRead {
        file: "vide.txt".to_string(),
        format: Format::Empty,
    };
    assert_eq!(
        refusal.say(french),
        "Le fichier vide.txt est vide\u{a0}: envoyez une comptabilité (FEC), un relevé de banque (camt, CFONB, MT940, OFX, QIF, tableau), une facture électronique ou une liste (CSV, XLSX, XLS, ODS)."
    );
    let refusal = Refusal::MessageNotReady {
        debtor: "ACME".to_string(),
        cause: Box::new(Refusal::NothingAsked),
    };
    assert_eq!(
        refusal.say(french),
        "Le message pour ACME n’a pas pu être préparé\u{a0}: ce message ne réclame plus rien\u{a0}: relancez la journée."
    );
}
