//! Whether a sentence says that it was paid or that it will be: a word for paying beside a word of the past or of what is
//! to come. It must never take a question, or a "not", for either.

use jiff::civil::Date;

use super::amount;
use super::language::Tongue;
use super::{Said, Sentence, contested};
use crate::phrase;

/// The words of one language, plain. A word ends with a blank where a longer one would mean something else.
struct Talk {
    pay: &'static [&'static str],
    past: &'static [&'static str],
    to_come: &'static [&'static str],
    not: &'static [&'static str],
}

const FRENCH: Talk = Talk {
    pay: &[
        "regl",
        "paie",
        "paye",
        "pay",
        "virement",
        "cheque",
        "solde",
        "versement",
        "verse",
        "prelevement",
    ],
    past: &[
        "a ete",
        "ont ete",
        "avons",
        "j'ai",
        "a deja",
        "deja",
        "est parti",
        "sont parti",
        "vient d'etre",
        "venons de",
        "viens de",
        "effectue le",
        "hier",
        "est fait",
        "est effectue",
        "a bien ete",
        "avait ete",
        "date du",
        "emis le",
        "envoye le",
        "on a ",
        "est passe",
        "ai paye",
        "ai regle",
    ],
    to_come: &[
        "sera",
        "seront",
        "serez",
        "vais",
        "allons",
        "va ",
        "vont",
        "partira",
        "part ",
        "partent",
        "prevu",
        "programm",
        "interviendra",
        "ferai",
        "ferons",
        "fera ",
        "effectuerai",
        "effectuerons",
        "effectuera",
        "paierai",
        "paierons",
        "payerai",
        "payerons",
        "reglerai",
        "reglerons",
        "reglera",
        "procederai",
        "procederons",
        "procedera",
        "enverrai",
        "enverrons",
        "demain",
        "d'ici",
        "prochain",
        "cette semaine",
        "fin de mois",
        "fin du mois",
        "fin de semaine",
        "je paie",
        "nous payons",
        "je regle",
        "nous reglons",
        "je fais",
        "faisons le",
        "comptez sur",
        "des reception",
        "on paie",
        "on regle",
        "je m'engage",
        "nous engageons",
        "courant",
        "sous huitaine",
        "dans les jours",
    ],
    not: &[
        "pas ete paye",
        "pas ete regle",
        "pas encore ete",
        "n'a pas ete",
        "n'avons pas",
        "n'ai pas",
        "pas encore paye",
        "pas encore regle",
        "ne paierons pas",
        "ne reglerons pas",
        "ne paierai pas",
        "ne reglerai pas",
        "ne sera pas",
        "ne seront pas",
        "refusons de",
        "refuse de",
        "ne payons pas",
        "impossible de",
        "pas pouvoir",
        "ne pourrons pas",
        "ne pouvons pas",
        "ne peux pas",
        "avant de payer",
        "avant de regler",
        "avant tout paiement",
        "avant reglement",
        "delai de paiement",
        "rejete",
        "refuse par",
        "ete refuse",
        "sais pas quand",
    ],
};

const ENGLISH: Talk = Talk {
    pay: &[
        "pay", "paid", "transfer", "remit", "settle", "cheque", "check is", "wire", "funds", "bacs",
    ],
    past: &[
        "was ",
        "were ",
        "has been",
        "have been",
        "have paid",
        "we paid",
        "i paid",
        "already",
        "went out",
        "made on",
        "sent on",
        "yesterday",
        "have sent",
        "have transferred",
        "have settled",
        "transferred on",
        "paid on",
        "been processed",
        "have made",
        "did pay",
    ],
    to_come: &[
        "will",
        "'ll",
        "going to",
        "scheduled",
        "plan to",
        "planning",
        "by the end",
        "tomorrow",
        "next ",
        "due to be",
        "shall",
        "intend",
        "to be paid",
        "to be settled",
        "is being processed",
        "this week",
        "end of the month",
        "end of month",
        "expect to",
        "in the coming",
    ],
    not: &[
        "not been paid",
        "have not paid",
        "haven't paid",
        "will not pay",
        "won't pay",
        "cannot pay",
        "can't pay",
        "refuse to pay",
        "not be paid",
        "unable to pay",
        "before we pay",
        "before paying",
        "not pay",
        "not been made",
        "payment terms",
        "rejected",
        "declined",
        "bounced",
        "was returned",
        "don't know when",
        "do not know when",
    ],
};

const GERMAN: Talk = Talk {
    pay: &[
        "bezahl",
        "zahl",
        "uberweis",
        "uberwies",
        "beglich",
        "begleich",
        "ausgeglichen",
    ],
    past: &[
        "haben",
        "wurde",
        "bereits",
        "schon",
        "gestern",
        "habe ",
        "ist bezahlt",
        "ist uberwiesen",
    ],
    to_come: &[
        "werde",
        "wird",
        "morgen",
        "nachste",
        "bis ende",
        "bis zum",
        "ende der woche",
        "veranlassen",
    ],
    not: &[
        "nicht bezahlt",
        "nicht zahlen",
        "noch nicht",
        "nicht uberwiesen",
        "konnen nicht",
    ],
};

const SPANISH: Talk = Talk {
    pay: &["pag", "transferencia", "abon", "ingreso"],
    past: &[
        "hemos",
        "he pagado",
        "fue ",
        "ya ",
        "realizada",
        "ayer",
        "esta pagad",
        "hicimos",
    ],
    to_come: &[
        "pagare",
        "realizara",
        "haremos",
        "hare ",
        "vamos a",
        "voy a",
        "manana",
        "proxim",
        "sera",
        "fin de mes",
        "esta semana",
    ],
    not: &[
        "no hemos pagado",
        "no vamos a pagar",
        "no podemos",
        "no pagaremos",
        "todavia no",
    ],
};

const ITALIAN: Talk = Talk {
    pay: &["pag", "bonific", "sald"],
    past: &[
        "abbiamo",
        "ho pagato",
        "ho fatto",
        "e stat",
        "gia ",
        "ieri",
        "effettuato",
    ],
    to_come: &[
        "pagher",
        "sara",
        "faremo",
        "faro ",
        "domani",
        "prossim",
        "entro",
        "fine mese",
        "provveder",
    ],
    not: &[
        "non abbiamo",
        "non paghe",
        "non possiamo",
        "non ancora",
        "non e stat",
    ],
};

const DUTCH: Talk = Talk {
    pay: &["betal", "betaal", "overgemaakt", "overmak", "voldaan"],
    past: &[
        "hebben",
        "heb ",
        "reeds",
        "gisteren",
        "is betaald",
        "is overgemaakt",
        "al betaald",
    ],
    to_come: &[
        "zal",
        "zullen",
        "gaan",
        "morgen",
        "volgende",
        "wordt",
        "eind van",
        "deze week",
    ],
    not: &["niet betaald", "niet betalen", "nog niet", "kunnen niet"],
};

/// Words that hang a payment on something. Beside what is contested, and without a day, they promise nothing.
const CONDITIONS: &[&str] = &[
    "quand ",
    "des que",
    "des reception",
    "a reception",
    "une fois",
    "lorsque",
    "tant que",
    "once",
    "when ",
    "as soon as",
    "until",
    "sobald",
    "cuando",
    "quando",
    "zodra",
];

/// What a sentence says of paying.
pub(super) fn of(sentence: &Sentence<'_>, tongue: Tongue) -> Option<Said> {
    let talk = match tongue {
        Tongue::French => FRENCH,
        Tongue::English => ENGLISH,
        Tongue::German => GERMAN,
        Tongue::Spanish => SPANISH,
        Tongue::Italian => ITALIAN,
        Tongue::Dutch => DUTCH,
    };
    let plain = sentence.plain.as_str();
    let holds = |phrases: &[&str]| phrase::first_in(plain, phrases).is_some();
    if sentence.is_question || !begins_word(plain, talk.pay) || holds(talk.not) {
        return None;
    }
    let is_past = begins_word(plain, talk.past);
    let is_to_come = begins_word(plain, talk.to_come);
    if is_past && !is_to_come {
        return Some(has_paid(sentence));
    }
    let has_day = day_to_come(sentence).is_some();
    if !has_day && begins_word(plain, CONDITIONS) && contested(plain).is_some() {
        return None;
    }
    let is_promised = is_to_come || has_day;
    is_promised.then(|| will_pay(sentence))
}

/// That it was paid, with the day and the amount of the sentence.
pub(super) fn has_paid(sentence: &Sentence<'_>) -> Said {
    let written_on = sentence.written_on;
    Said::HasPaid {
        on: last_day(sentence, |on| written_on.is_none_or(|day| on <= day)),
        amount: amount::first(sentence.text),
    }
}

/// That it will be paid, with the day and the amount of the sentence.
pub(super) fn will_pay(sentence: &Sentence<'_>) -> Said {
    let near = || near_day(&sentence.plain, sentence.written_on);
    Said::WillPay {
        on: day_to_come(sentence).or_else(near),
        amount: amount::first(sentence.text),
    }
}

fn day_to_come(sentence: &Sentence<'_>) -> Option<Date> {
    let written_on = sentence.written_on;
    last_day(sentence, |on| written_on.is_none_or(|day| on >= day))
}

/// True when one of some words begins a word of the text.
fn begins_word(plain: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        plain.match_indices(word).any(|(at, _)| {
            let before = plain[..at].chars().next_back();
            !before.is_some_and(char::is_alphanumeric)
        })
    })
}

fn last_day(sentence: &Sentence<'_>, holds: impl Fn(Date) -> bool) -> Option<Date> {
    let mut days = sentence.days.iter().copied();
    days.rfind(|on| holds(*on))
}

const TOMORROW: &[&str] = &["demain", "tomorrow", "morgen", "manana", "domani"];
const END_OF_MONTH: &[&str] = &[
    "fin de mois",
    "fin du mois",
    "fin de ce mois",
    "end of the month",
    "end of month",
    "monatsende",
    "ende des monats",
    "fin de mes",
    "final de mes",
    "fine mese",
    "eind van de maand",
];
const END_OF_WEEK: &[&str] = &[
    "fin de semaine",
    "cette semaine",
    "end of the week",
    "this week",
    "ende der woche",
    "diese woche",
    "esta semana",
    "questa settimana",
    "deze week",
];
const NEXT_WEEK: &[&str] = &[
    "semaine prochaine",
    "next week",
    "nachste woche",
    "proxima semana",
    "prossima settimana",
    "volgende week",
];

/// A day told without a date. Of a week it is the Friday.
fn near_day(plain: &str, written_on: Option<Date>) -> Option<Date> {
    let written_on = written_on?;
    let holds = |phrases: &[&str]| phrase::first_in(plain, phrases).is_some();
    let days_to_friday = i64::from(written_on.weekday().until(jiff::civil::Weekday::Friday));
    let after = |days: i64| written_on.checked_add(jiff::Span::new().days(days)).ok();
    if let Some(days) = days_from_now(plain) {
        return after(days);
    }
    if holds(NEXT_WEEK) {
        let monday = i64::from(written_on.weekday().until(jiff::civil::Weekday::Monday));
        return after(if monday == 0 { 7 } else { monday } + 4);
    }
    if holds(END_OF_MONTH) {
        return Some(written_on.last_of_month());
    }
    if holds(END_OF_WEEK) {
        return after(days_to_friday);
    }
    if holds(TOMORROW) {
        return after(1);
    }
    None
}

/// "sous 8 jours", "dans 10 jours", "within 10 days", "in 5 days".
fn days_from_now(plain: &str) -> Option<i64> {
    let words: Vec<&str> = plain.split(' ').collect();
    words.windows(3).find_map(|three| {
        let leads = matches!(
            three[0],
            "sous" | "dans" | "within" | "in" | "innerhalb" | "en" | "entro" | "binnen"
        );
        let unit = three[2].trim_matches(['.', ',', ';', ')']);
        let is_days = matches!(
            unit,
            "jours" | "days" | "tagen" | "dias" | "giorni" | "dagen"
        );
        let days: i64 = three[1].parse().ok()?;
        (leads && is_days && (1..=180).contains(&days)).then_some(days)
    })
}
