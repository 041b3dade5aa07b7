//! Words a person starts from when writing to a debtor: what was agreed in a call, or an answer to what the debtor
//! wrote. Must never leave by itself, nor claim what was not said.

use jiff::civil::Date;
use receivables::debtor::Language;
use receivables::money::Money;

use crate::format;
use crate::wording::{Value, Wording};

/// How people are called before their names.
const TITLES: [&str; 10] = [
    "M", "Mme", "Mlle", "Monsieur", "Madame", "Me", "Mr", "Mrs", "Ms", "Dr",
];

/// A message to finish.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub words: String,
}

/// One invoice that was spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Its number.
    pub reference: String,
    /// The day it fell due.
    pub due_on: Date,
    /// What was said of it: what is promised, contested, or still open.
    pub amount: Money,
}

/// What came of a call, as the debtor is to read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AfterCall {
    /// Whom to greet; may be empty.
    pub name: String,
    /// Who writes.
    pub company: String,
    /// Invoices that will be paid, by the day that was named.
    pub promised: Vec<(Date, Vec<Spoken>)>,
    /// Invoices the debtor contests.
    pub contested: Vec<Spoken>,
    /// Invoices the debtor says are paid already.
    pub said_paid: Vec<Spoken>,
    /// Invoices of which nothing was agreed.
    pub still_open: Vec<Spoken>,
}

/// The message after a call that reached somebody.
pub fn after_call(wording: &Wording, call: &AfterCall) -> Draft {
    let set = Set { wording };
    let mut paragraphs = vec![set.greeting(&call.name), wording.word("draft-call-thanks")];
    for (day, items) in &call.promised {
        let day = format::day(*day, wording.language());
        let opening = wording.say("draft-call-promised", &[("day", Value::from(day.as_str()))]);
        paragraphs.push(set.list(&opening, items));
    }
    let kinds = [
        (
            &call.contested,
            "draft-call-contested",
            "draft-call-contested-next",
        ),
        (&call.said_paid, "draft-call-paid", "draft-call-paid-next"),
        (&call.still_open, "draft-call-open", "draft-call-open-next"),
    ];
    for (items, opening, next) in kinds.into_iter().filter(|(items, ..)| !items.is_empty()) {
        paragraphs.push(set.list(&wording.word(opening), items));
        paragraphs.push(wording.word(next));
    }
    paragraphs.push(wording.word("draft-call-correct"));
    paragraphs.push(wording.word("draft-closing"));
    Draft {
        subject: wording.say(
            "draft-call-subject",
            &[("company", Value::from(call.company.as_str()))],
        ),
        words: paragraphs.join("\n\n"),
    }
}

/// An answer to what a debtor wrote: its subject, a greeting and a closing.
pub fn answer(wording: &Wording, (subject, name): (&str, &str)) -> Draft {
    let set = Set { wording };
    let subject = subject.trim();
    let is_answer = subject
        .get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("re:"));
    Draft {
        subject: match (subject.is_empty(), is_answer) {
            (true, _) => String::new(),
            (false, true) => subject.to_string(),
            (false, false) => format!("Re: {subject}"),
        },
        words: open_letter(&set, name),
    }
}

/// A message with a greeting and a closing alone.
pub fn blank(wording: &Wording, name: &str) -> Draft {
    Draft {
        subject: String::new(),
        words: open_letter(&Set { wording }, name),
    }
}

fn open_letter(set: &Set<'_>, name: &str) -> String {
    format!(
        "{}\n\n\n\n{}",
        set.greeting(name),
        set.wording.word("draft-closing")
    )
}

/// Sets words of one language.
struct Set<'a> {
    wording: &'a Wording,
}

impl Set<'_> {
    /// Greets by name who is called by a title; departments and bare names are greeted without.
    fn greeting(&self, name: &str) -> String {
        let title = name.split_whitespace().next().unwrap_or_default();
        match TITLES.contains(&title.trim_end_matches('.')) {
            false => self.wording.word("draft-greeting"),
            true => self.wording.say(
                "draft-greeting-named",
                &[("name", Value::from(name.trim()))],
            ),
        }
    }

    fn list(&self, opening: &str, items: &[Spoken]) -> String {
        let language: Language = self.wording.language();
        let lines = items.iter().map(|item| {
            let amount = format::money(item.amount, language);
            let due = format::day_in_figures(item.due_on, language);
            let of = [
                ("reference", Value::from(item.reference.as_str())),
                ("amount", Value::from(amount.as_str())),
                ("due", Value::from(due.as_str())),
            ];
            self.wording.say("draft-invoice", &of)
        });
        let lines: Vec<String> = lines.collect();
        format!("{opening}\n{}", lines.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use receivables::currency::Currency;

    use super::*;

    fn spoken(reference: &str, minor: i64) -> Spoken {
        Spoken {
            reference: reference.to_string(),
            due_on: Date::constant(2026, 2, 28),
            amount: Money::new(minor, Currency::EUR),
        }
    }

    #[test]
    fn the_message_after_a_call_says_what_was_agreed_and_nothing_else() {
        let call = AfterCall {
            name: "Mme Petit".to_string(),
            company: "Atelier Nord".to_string(),
            promised: vec![(Date::constant(2026, 3, 20), vec![spoken("F-101", 120_000)])],
            contested: vec![spoken("F-102", 5_000)],
            ..AfterCall::default()
        };
        let french = after_call(&Wording::new(Language::French), &call);
        assert_eq!(
            french.words,
            "Bonjour Mme Petit,\n\nMerci pour notre échange téléphonique de ce jour. En voici l’essentiel.\n\n\
             Vous réglez au plus tard le 20\u{a0}mars 2026\u{a0}:\n– F-101\u{a0}: 1\u{202f}200,00\u{a0}€, échéance du 28/02/2026\n\n\
             Vous contestez\u{a0}:\n– F-102\u{a0}: 50,00\u{a0}€, échéance du 28/02/2026\n\n\
             Nous étudions votre réclamation et revenons vers vous\u{202f}; d’ici là, nous ne relançons pas ces montants.\n\n\
             Si l’un de ces points n’est pas exact, répondez simplement à ce message.\n\nBien cordialement,"
        );
        let english = after_call(&Wording::new(Language::English), &call);
        assert!(english.words.contains(" at the latest:\n– F-101"));
        assert!(!english.words.contains("Still to be paid"));
    }

    #[test]
    fn an_answer_keeps_the_subject_it_answers() {
        let wording = Wording::new(Language::French);
        let subject = |subject: &str| answer(&wording, (subject, "")).subject;
        assert_eq!(subject("Facture F-101"), "Re: Facture F-101");
        assert_eq!(subject("RE: Facture F-101"), "RE: Facture F-101");
        assert_eq!(subject("Ré: à vous"), "Re: Ré: à vous");
        assert_eq!(subject(""), "");
    }
}
