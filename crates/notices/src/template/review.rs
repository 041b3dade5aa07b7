//! Advice on the words of a template: what a credit manager would not let leave. Must never refuse a
//! template: a person may have a reason.

use super::Kind;

/// One piece of advice on the words of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateAdvice {
    /// It counts reminders, which tells the debtor how many more will come.
    NumberedReminder {
        /// The words.
        words: String,
    },
    /// It accuses.
    Accusation {
        /// The words.
        words: String,
    },
    /// It threatens.
    Threat {
        /// The words.
        words: String,
    },
    /// It never asks for a date of payment.
    NoPaymentDate,
}

const NUMBERED: &[&str] = &[
    "1re relance",
    "1ère relance",
    "première relance",
    "2e relance",
    "2ème relance",
    "deuxième relance",
    "seconde relance",
    "3e relance",
    "3ème relance",
    "troisième relance",
    "dernière relance",
    "relance n°",
    "relance niveau",
    "rappel n°",
    "premier rappel",
    "deuxième rappel",
    "second rappel",
    "troisième rappel",
    "dernier rappel",
    "first reminder",
    "1st reminder",
    "second reminder",
    "2nd reminder",
    "third reminder",
    "3rd reminder",
    "final reminder",
    "last reminder",
    "reminder no",
    "reminder number",
];

const ACCUSING: &[&str] = &[
    "mauvaise foi",
    "mauvais payeur",
    "vous refusez",
    "vous n’avez pas respecté",
    "vous n'avez pas respecté",
    "vous ne respectez pas",
    "votre négligence",
    "inadmissible",
    "inacceptable",
    "intolérable",
    "bad faith",
    "you refuse",
    "you failed",
    "your failure",
    "your negligence",
    "unacceptable",
    "inexcusable",
];

const THREATENING: &[&str] = &[
    "poursuites",
    "sans autre avis",
    "sous peine",
    "huissier",
    "saisie",
    "fichage",
    "à vos torts",
    "you will be sued",
    "without further notice",
    "bailiff",
    "seizure",
    "blacklist",
    "suffer the consequences",
];

const ASKING: &[&str] = &[
    "à quelle date",
    "quelle date",
    "nouvelle date",
    "new date",
    "quand",
    "la date à laquelle",
    "indiquer la date",
    "date de règlement",
    "est prévu pour",
    "règlement est prévu",
    "which date",
    "on which date",
    "the date on which",
    "when is your",
    "payment date",
    "payment is planned",
    "planned payment",
];

/// All advice on the text of a template.
pub fn review(kind: Kind, text: &str) -> Vec<TemplateAdvice> {
    let text = text.to_lowercase();
    let found = |list: &[&str]| -> Vec<String> {
        list.iter()
            .filter(|words| text.contains(*words))
            .map(|words| (*words).to_string())
            .collect()
    };
    let mut advice: Vec<TemplateAdvice> = Vec::new();
    advice.extend(
        found(NUMBERED)
            .into_iter()
            .map(|words| TemplateAdvice::NumberedReminder { words }),
    );
    advice.extend(
        found(ACCUSING)
            .into_iter()
            .map(|words| TemplateAdvice::Accusation { words }),
    );
    advice.extend(
        found(THREATENING)
            .into_iter()
            .map(|words| TemplateAdvice::Threat { words }),
    );
    if kind != Kind::Task && found(ASKING).is_empty() {
        advice.push(TemplateAdvice::NoPaymentDate);
    }
    advice
}
