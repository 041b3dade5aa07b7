//! The sentence of each refusal: its key in `wording/*/refusals.ftl` and the facts it names. Must never hold
//! a word people read.

use std::fmt;
use std::sync::OnceLock;

use notices::format;
use notices::names::Named;
use notices::wording::{Value, Wording};
use receivables::charges::Reference;
use receivables::debtor::Language;

use super::Refusal;

/// Marks that end a sentence.
const ENDS: [char; 4] = ['.', '!', '?', '…'];

impl Refusal {
    /// The refusal as a sentence of a page, in the language of its reader.
    pub fn say(&self, wording: &Wording) -> String {
        let mut sentence = format::capitalised(&self.clause(wording));
        if !sentence.ends_with(ENDS) {
            sentence.push('.');
        }
        sentence
    }

    /// The bare words, to stand after a colon.
    fn clause(&self, wording: &Wording) -> String {
        wording.say(self.key(), &self.facts(wording))
    }

    pub(super) fn key(&self) -> &'static str {
        match self {
            Refusal::Name(refusal) => refusal.key(),
            Refusal::Campaign(refusal) => refusal.key(),
            Refusal::Referral(refusal) => refusal.key(),
            Refusal::Template(refusal) => refusal.key(),
            Refusal::Phase(refusal) => refusal.key(),
            Refusal::Sanction(refusal) => refusal.key(),
            Refusal::Plan(refusal) => refusal.key(),
            Refusal::Dispute(refusal) => refusal.key(),
            Refusal::Rights(refusal) => refusal.key(),
            Refusal::Setting(refusal) => refusal.key(),
            Refusal::SignIn(refusal) => refusal.key(),
            Refusal::ConditionFaulty { .. } => "refusal-condition-faulty",
            Refusal::ChargesToCome => "refusal-charges-to-come",
            Refusal::NoStatutoryCharges { .. } => "refusal-no-statutory-charges",
            Refusal::RateUnknown { .. } => "refusal-rate-unknown",
            Refusal::ChargesNotComputed => "refusal-charges-not-computed",
            Refusal::IbanMistyped { .. } => "refusal-iban-mistyped",
            Refusal::ProfileUnreadable { .. } => "refusal-profile-unreadable",
            Refusal::ProfileNotKept { .. } => "refusal-profile-not-kept",
            Refusal::CompanyWithoutName => "refusal-company-without-name",
            Refusal::CreditOfAnother => "refusal-credit-of-another",
            Refusal::MoreThanTheCredit { .. } => "refusal-more-than-the-credit",
            Refusal::NothingOpen => "refusal-nothing-open",
            Refusal::PartsNotTheLine { .. } => "refusal-parts-not-the-line",
            Refusal::ProposalGone => "refusal-proposal-gone",
            Refusal::CreditDealtWith => "refusal-credit-dealt-with",
            Refusal::CreditWaits => "refusal-credit-waits",
            Refusal::TokenWithoutName => "refusal-token-without-name",
            Refusal::MergeWithItself => "refusal-merge-with-itself",
            Refusal::MergedAccountsSettled => "refusal-merged-accounts-settled",
            Refusal::NumberChangedMeanwhile => "refusal-number-changed-meanwhile",
            Refusal::Promise(refusal) => refusal.key(),
            Refusal::PartNotOpen { .. } => "refusal-part-not-open",
            Refusal::HoldEnded => "refusal-hold-ended",
            Refusal::GroupOfGroups => "refusal-group-of-groups",
            Refusal::NotAnAddress { .. } => "refusal-not-an-address",
            Refusal::NoWayToReach => "refusal-no-way-to-reach",
            Refusal::Message(refusal) => refusal.key(),
            Refusal::NoLongerToConfirm => "refusal-no-longer-to-confirm",
            Refusal::AlreadyLeft => "refusal-already-left",
            Refusal::SentByMachine => "refusal-sent-by-machine",
            Refusal::AlreadyDone => "refusal-already-done",
            Refusal::FateKnown => "refusal-fate-known",
            Refusal::NobodySigns => "refusal-nobody-signs",
            Refusal::SenderWithoutAddress { .. } => "refusal-sender-without-address",
            Refusal::TemplateMissing { .. } => "refusal-template-missing",
            Refusal::TemplateFaulty { .. } => "refusal-template-faulty",
            Refusal::ItemGone { .. } => "refusal-item-gone",
            Refusal::NothingAsked => "refusal-nothing-asked",
            Refusal::CarrierMissing { .. } => "refusal-carrier-missing",
            Refusal::CallWithoutReason => "refusal-call-without-reason",
            Refusal::Press(refusal) => refusal.key(),
            Refusal::CarrierLosing { .. } => "refusal-carrier-losing",
            Refusal::MessageNotReady { .. } => "refusal-message-not-ready",
            Refusal::Hindered { .. } => "refusal-hindered",
            Refusal::StrategyUnreadable { .. } => "refusal-strategy-unreadable",
            Refusal::NoStrategy { .. } => "refusal-no-strategy",
            Refusal::StrategyFaulty { .. } => "refusal-strategy-faulty",
            Refusal::NotToday { .. } => "refusal-not-today",
            Refusal::NotAList => "refusal-not-a-list",
            Refusal::TableOfWhat { .. } => "refusal-table-of-what",
            Refusal::FormatNotRead { .. } => "refusal-format-not-read",
            Refusal::FileUnreadable { .. } => "refusal-file-unreadable",
            Refusal::ReadingStopped { .. } => "refusal-reading-stopped",
            Refusal::ReportNotKept { .. } => "refusal-report-not-kept",
        }
    }

    /// The facts with the names the sentence gives them, formatted for its reader.
    fn facts(&self, wording: &Wording) -> Vec<(&'static str, Value<'_>)> {
        let language = wording.language();
        let money = |amount| Value::from(format::money(amount, language));
        let day = |date| Value::from(format::day(date, language));
        match self {
            Refusal::NoStatutoryCharges { country } => vec![("country", country.into())],
            Refusal::RateUnknown {
                reference,
                day: first,
            } => vec![("reference", code(*reference).into()), ("day", day(*first))],
            Refusal::IbanMistyped { iban } => vec![("iban", iban.into())],
            Refusal::ProfileUnreadable { company, words } => {
                vec![("company", company.into()), ("words", words.into())]
            }
            Refusal::MoreThanTheCredit { most } => vec![("most", money(*most))],
            Refusal::PartsNotTheLine { amount } => vec![("amount", money(*amount))],
            Refusal::Plan(refusal) => refusal.facts(language),
            Refusal::Dispute(refusal) => refusal.facts(),
            Refusal::Setting(refusal) => refusal.facts(),
            Refusal::Promise(refusal) => refusal.facts(language),
            Refusal::PartNotOpen { open } => vec![("open", money(*open))],
            Refusal::NotAnAddress { address } => vec![("address", address.into())],
            Refusal::SenderWithoutAddress { sender } => vec![("sender", sender.into())],
            Refusal::TemplateMissing { template, language } => {
                vec![
                    ("template", template.into()),
                    ("language", (*language).into()),
                ]
            }
            Refusal::ItemGone { item } => vec![("item", item.to_string().into())],
            Refusal::CarrierMissing { channel } => vec![("channel", channel.name(wording).into())],
            Refusal::Press(refusal) => refusal.facts(language),
            Refusal::CarrierLosing { count } => vec![("count", (*count).into())],
            Refusal::MessageNotReady { debtor, cause } => {
                vec![
                    ("debtor", debtor.into()),
                    ("cause", cause.clause(wording).into()),
                ]
            }
            Refusal::StrategyUnreadable { strategy, words } => {
                vec![("strategy", strategy.into()), ("words", words.into())]
            }
            Refusal::NoStrategy { strategy } => vec![("strategy", strategy.into())],
            Refusal::NotToday { today, wanted } => {
                vec![("today", day(*today)), ("wanted", day(*wanted))]
            }
            Refusal::SignIn(refusal) => refusal.facts(),
            Refusal::TableOfWhat { file } => vec![("file", file.into())],
            Refusal::FormatNotRead { file, format } => {
                vec![("file", file.into()), ("format", format.name().into())]
            }
            Refusal::FileUnreadable { file, words } => {
                vec![("file", file.into()), ("words", words.into())]
            }
            Refusal::Name(refusal) => refusal.facts(),
            Refusal::Campaign(refusal) => refusal.facts(wording),
            Refusal::Template(refusal) => refusal.facts(wording),
            Refusal::Referral(refusal) => refusal.facts(language),
            Refusal::Phase(refusal) => refusal.facts(language),
            Refusal::Sanction(refusal) => refusal.facts(),
            Refusal::ConditionFaulty { problems } => {
                let first = problems.first();
                let words = first.map(|first| notices::conditions::problem(first, wording));
                vec![("words", words.unwrap_or_default().into())]
            }
            other => other.foreign_words(),
        }
    }

    /// What another room said, where that is all there is to name.
    fn foreign_words(&self) -> Vec<(&'static str, Value<'_>)> {
        match self {
            Refusal::ProfileNotKept { words }
            | Refusal::TemplateFaulty { words }
            | Refusal::Hindered { words }
            | Refusal::StrategyFaulty { words }
            | Refusal::ReadingStopped { words }
            | Refusal::ReportNotKept { words } => vec![("words", words.into())],
            _ => Vec::new(),
        }
    }
}

/// The word that chooses the name of a rate in its sentence.
const fn code(reference: Reference) -> &'static str {
    match reference {
        Reference::EcbRefinancing => "ecb-refinancing",
        Reference::FrenchLegalInterest => "french-legal-interest",
        Reference::GermanBase => "german-base",
        Reference::BankOfEngland => "bank-of-england",
        Reference::None => "none",
    }
}

/// The English words, read when something is first refused.
static ENGLISH: OnceLock<Wording> = OnceLock::new();

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let english = ENGLISH.get_or_init(|| Wording::new(Language::English));
        f.write_str(&self.clause(english))
    }
}

impl std::error::Error for Refusal {}

impl serde::Serialize for Refusal {
    /// As its English words: reports for scripts are in one language.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
