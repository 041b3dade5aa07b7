//! The debtors of the world: invented companies with numbers that pass their check but belong to nobody,
//! and the people and addresses there.

use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::contact::ContactRole;
use receivables::currency::Currency;
use receivables::debtor::Language;
use receivables::terms::Terms;

use super::habit::{Habit, Span};
use super::random::Random;
use super::word_list::{
    FAMILY_NAMES, FICTION_MOBILES, FICTION_PHONES, FORMS, PLACES, STREETS, TOWNS, TRADES,
    TRADES_ABROAD, WORDS_ABROAD,
};

/// One customer of the company.
#[derive(Clone, Debug)]
pub struct Customer {
    /// Its auxiliary account, such as `C0001`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Nine digits that pass the check; nothing abroad.
    pub siren: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country: &'static str,
    /// The language it reads.
    pub language: Language,
    /// The currency it is invoiced in.
    pub currency: Currency,
    /// Its terms as people write them.
    pub terms_text: &'static str,
    /// Its terms.
    pub terms: Terms,
    /// How it pays.
    pub habit: Habit,
    /// Street line.
    pub street: String,
    /// Post code.
    pub post_code: String,
    /// Town.
    pub town: String,
    /// Whom to write to.
    pub people: Vec<Person>,
    /// Invoices in ten months.
    pub invoices_in_ten_months: u64,
    /// Usual amount of an invoice before tax, in minor units.
    pub usual_minor: i64,
    /// The day an insolvent debtor stops paying.
    pub trouble_on: Date,
    /// True when its payments name the invoices they pay.
    pub names_references: bool,
}

/// A person or a department at a customer.
#[derive(Clone, Debug)]
pub struct Person {
    /// What it does there.
    pub role: ContactRole,
    /// Name, empty for a department.
    pub name: String,
    /// Address, empty when nobody knows it.
    pub email: String,
    /// Telephone, empty when nobody knows it.
    pub phone: String,
}

/// A FEC carries no due date and no terms: the whole company gives its customers what the law gives, so that its
/// ledger alone tells when an invoice is due.
const TERMS_TEXT: &str = "30 jours";

impl Customer {
    /// The customer of a place in the list.
    pub(super) fn invented(seed: u64, place: usize, span: Span) -> Customer {
        let mut random = Random::of_thing(seed, 1_000_000 + place as u64);
        let abroad = place % 40 == 39;
        let habit = Habit::drawn(&mut random);
        let name = if abroad {
            name_abroad(place)
        } else {
            name_in_france(place, &mut random)
        };
        let domain = domain_of(&name);
        let (country, currency) = match (abroad, place % 80) {
            (false, _) => ("FR", Currency::EUR),
            (true, 39) => ("GB", Currency::GBP),
            (true, _) => ("US", Currency::USD),
        };
        let (post_code, town) = if abroad {
            ("EC1A 1BB", "London")
        } else {
            *random.pick(TOWNS)
        };
        let key_account = habit == Habit::KeyAccount;
        Customer {
            key: format!("C{:04}", place + 1),
            siren: (!abroad).then(|| invented_siren(&mut random)),
            country,
            language: if abroad {
                Language::English
            } else {
                Language::French
            },
            currency,
            terms_text: TERMS_TEXT,
            terms: Terms::STATUTORY,
            habit,
            street: format!("{} {}", random.between(1, 98), random.pick(STREETS)),
            post_code: if country == "US" { "10001" } else { post_code }.to_string(),
            town: if country == "US" { "New York" } else { town }.to_string(),
            people: people(&domain, habit, &mut random),
            invoices_in_ten_months: if key_account {
                40
            } else {
                4 + random.below(18)
            },
            usual_minor: if key_account {
                900_000
            } else {
                15_000 + 5_000 * random.between(0, 60)
            },
            trouble_on: plus_days(span.until, -random.days(60, 200)),
            names_references: random.chance(75),
            name,
        }
    }

    /// The share of value added tax on its invoices, in percent.
    pub fn tax_percent(&self) -> i64 {
        if self.country == "FR" { 20 } else { 0 }
    }
}

fn name_in_france(place: usize, random: &mut Random) -> String {
    // Trade and place repeat together only after all pairs are used, so that names differ.
    let trade = TRADES[place % TRADES.len()];
    let after = PLACES[(place / TRADES.len() + place) % PLACES.len()];
    format!("{trade} {after} {}", random.pick(FORMS))
}

fn name_abroad(place: usize) -> String {
    let turn = place / 40;
    let word = WORDS_ABROAD[turn % WORDS_ABROAD.len()];
    let trade = TRADES_ABROAD[(turn + turn / WORDS_ABROAD.len()) % TRADES_ABROAD.len()];
    let form = if place % 80 == 39 { "Ltd" } else { "Inc" };
    format!("{word} {trade} {form}")
}

fn domain_of(name: &str) -> String {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'é' | 'è' | 'ê' => 'e',
            'ô' => 'o',
            'a'..='z' | '0'..='9' => c,
            _ => '-',
        })
        .collect();
    format!("{plain}.example")
}

fn people(domain: &str, habit: Habit, random: &mut Random) -> Vec<Person> {
    let phone = |random: &mut Random| {
        let (start, pair, other) = (
            *random.pick(FICTION_PHONES),
            random.between(10, 99),
            random.between(10, 99),
        );
        format!("{start} {pair} {other}")
    };
    let mut people = Vec::new();
    // One customer in sixteen has no address: the designed fallback must have something to show.
    let known = !random.chance(6);
    people.push(Person {
        role: ContactRole::AccountsPayable,
        name: String::new(),
        email: if known {
            format!("comptabilite@{domain}")
        } else {
            String::new()
        },
        phone: phone(random),
    });
    if habit == Habit::KeyAccount || random.chance(30) {
        let name = *random.pick(FAMILY_NAMES);
        people.push(Person {
            role: ContactRole::Finance,
            name: format!("{} {name}", random.pick(&["Mme", "M."])),
            email: format!("finance@{domain}"),
            phone: or_mobile(phone(random)),
        });
    }
    if random.chance(35) {
        people.push(Person {
            role: ContactRole::Buyer,
            name: format!(
                "{} {}",
                random.pick(&["Mme", "M."]),
                random.pick(FAMILY_NAMES)
            ),
            email: format!("achats@{domain}"),
            phone: String::new(),
        });
    }
    people
}

/// One number in two becomes a mobile, so that text messages have somebody to reach.
fn or_mobile(number: String) -> String {
    let is_even = number.ends_with(['0', '2', '4', '6', '8']);
    match number.len().checked_sub(5).filter(|_| is_even) {
        Some(at) => format!("{FICTION_MOBILES}{}", &number[at..]),
        None => number,
    }
}

/// A company number that passes the Luhn check. It begins with 0, which no real one does.
fn invented_siren(random: &mut Random) -> String {
    let body = format!("0{:07}", random.below(10_000_000));
    let check = (0..10)
        .find(|digit| passes_luhn(&format!("{body}{digit}")))
        .unwrap_or(0);
    format!("{body}{check}")
}

/// The check of company numbers: every second digit from the right doubled, the sum a multiple of ten.
fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(digit - b'0') * if place % 2 == 1 { 2 } else { 1 };
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;

    #[test]
    fn four_hundred_customers_have_names_of_their_own_and_numbers_that_pass_the_check() {
        let span = Span {
            from: date(2025, 1, 1),
            until: date(2026, 6, 30),
        };
        let customers: Vec<Customer> = (0..400)
            .map(|place| Customer::invented(3, place, span))
            .collect();
        let names: BTreeSet<&str> = customers
            .iter()
            .map(|customer| customer.name.as_str())
            .collect();
        assert_eq!(names.len(), 400);
        assert!(
            customers
                .iter()
                .filter_map(|customer| customer.siren.as_deref())
                .all(passes_luhn)
        );
        assert!(
            customers
                .iter()
                .flat_map(|customer| &customer.people)
                .all(|person| person.email.is_empty() || person.email.ends_with(".example"))
        );
        assert!(
            passes_luhn("732829320"),
            "the published example of a valid number"
        );
        assert!(!passes_luhn("732829321"));
    }
}
