//! A generated book and its payments: numbers in several spellings, damaged names, one payment for several
//! invoices, and noise that imitates. Bounds on what is applied wrongly and on what is found.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;

use super::scene::{credit, debtor, item};
use super::*;

/// A generator of numbers that is the same everywhere (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len() as u64) as usize]
    }
}

const FIRST: [&str; 8] = [
    "Atelier",
    "Boulangerie",
    "Cabinet",
    "Domaine",
    "Établissements",
    "Fonderie",
    "Garage",
    "Société",
];
const SECOND: [&str; 12] = [
    "Martin",
    "Bernard",
    "Dubois",
    "Thomas",
    "Lefebvre",
    "Lefèvre",
    "Martinez",
    "Durand",
    "Leroy",
    "François",
    "André",
    "Moreau",
];
const THIRD: [&str; 6] = ["", " et Fils", " & Cie", " Nord", " Est", " Services"];
const FORM: [&str; 4] = ["SARL", "SAS", "SA", "EURL"];

fn name(customer: u64) -> String {
    let (first, second) = (customer % 8, customer / 8 % 12);
    let (third, number) = (customer / 96 % 6, customer / 576);
    let form = FORM[((customer * 7 + number) % 4) as usize];
    let number = if number == 0 {
        String::new()
    } else {
        format!(" {number}")
    };
    let (first, second) = (FIRST[first as usize], SECOND[second as usize]);
    format!("{first} {second}{}{number} {form}", THIRD[third as usize])
}

/// The name as a bank shows it: capitals, cut, without its form, a letter lost.
fn payer(customer: u64, dice: &mut Dice) -> String {
    let mut text: String = name(customer).to_uppercase();
    for (long, short) in [
        ("ÉTABLISSEMENTS", "ETS"),
        ("SOCIÉTÉ", "STE"),
        ("È", "E"),
        ("É", "E"),
        ("Ç", "C"),
        (" & ", " ET "),
    ] {
        text = text.replace(long, short);
    }
    match dice.roll(4) {
        0 => text
            .rsplit_once(' ')
            .map_or(text.clone(), |(rest, _)| rest.to_string()),
        1 => text.chars().take(24).collect(),
        2 => {
            let lost = 3 + dice.roll(text.len() as u64 - 5) as usize;
            text.char_indices()
                .filter(|(at, _)| *at != lost)
                .map(|(_, letter)| letter)
                .collect()
        }
        _ => text,
    }
}

fn spelled(number: &str, dice: &mut Dice) -> String {
    match dice.roll(5) {
        0 => number.replace('-', ""),
        1 => number.replace('-', " "),
        2 => number.replace("FA", "FACT "),
        3 => number.to_lowercase(),
        _ => number.to_string(),
    }
}

struct World {
    book: Book,
    credits: Vec<IncomingCredit>,
    truth: Vec<BTreeSet<i64>>,
}

/// Open items, a third of them at list prices, and their places by customer.
fn invoiced(
    dice: &mut Dice,
    (customers, invoices): (u64, u64),
) -> (Vec<OpenItem>, BTreeMap<u64, Vec<usize>>) {
    let (mut items, mut of_customer) = (Vec::new(), BTreeMap::<u64, Vec<usize>>::new());
    for place in 0..invoices {
        let customer = dice.roll(customers);
        let cents = match dice.roll(10) {
            0..3 => 1_990 + 1_500 * dice.roll(40) as i64,
            _ => 2_000 + (dice.roll(400) * dice.roll(900)) as i64 + dice.roll(100) as i64,
        };
        let mut one = item(
            place as i64,
            customer as i64,
            &format!("FA2026-{:06}", place + 1),
            cents,
        );
        one.due_on = date(2026, 1 + (place % 8) as i8, 1 + (place % 27) as i8);
        of_customer.entry(customer).or_default().push(items.len());
        items.push(one);
    }
    (items, of_customer)
}

fn world(seed: u64, invoices: u64) -> World {
    let mut dice = Dice(seed);
    let customers = invoices / 5;
    let (items, of_customer) = invoiced(&mut dice, (customers, invoices));
    let (mut credits, mut truth) = (Vec::new(), Vec::new());
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut at = 0;
    while credits.len() < invoices as usize / 5 {
        at = (at + 7_919) % items.len();
        let customer = items[at].debtor.0 as u64;
        let mut paid = BTreeSet::from([at]);
        let who = payer(customer, &mut dice);
        let text = match dice.roll(10) {
            0..6 => format!(
                "VIR SEPA {who} {}",
                spelled(&items[at].reference, &mut dice)
            ),
            6 | 7 => format!("VIR {who} REGLEMENT"),
            8 => {
                paid.extend(
                    of_customer[&customer]
                        .iter()
                        .filter(|one| !used.contains(*one))
                        .take(3),
                );
                format!("VIR {who} REGLT FACTURES")
            }
            _ => {
                paid.clear();
                match dice.roll(3) {
                    0 => format!("VIR {} LOYER", payer(dice.roll(customers), &mut dice)),
                    _ => format!(
                        "{} {}",
                        dice.pick(&["REMISE CB", "INTERETS", "VIR SALAIRE"]),
                        100_000 + dice.roll(900_000)
                    ),
                }
            }
        };
        if paid.iter().any(|one| used.contains(one)) {
            continue;
        }
        used.extend(&paid);
        let cents: i64 = paid.iter().map(|one| items[*one].open.minor).sum();
        let cents = if paid.is_empty() {
            items[at].open.minor
        } else {
            cents
        };
        let mut one = credit(cents, &text);
        one.entry = BankEntryId(credits.len() as i64);
        credits.push(one);
        truth.push(paid.into_iter().map(|one| one as i64).collect());
    }
    let debtors = (0..customers).map(|customer| debtor(customer as i64, &name(customer), None));
    let book = Book {
        items,
        debtors: debtors.collect(),
        ..Book::default()
    };
    World {
        book,
        credits,
        truth,
    }
}

#[test]
fn what_is_applied_is_right_and_most_is_found() {
    for seed in [1, 2, 3] {
        let World {
            book,
            credits,
            truth,
        } = world(seed, 8_000);
        let proposals = propose(&credits, &OpenItemsIndex::of(book));
        let (mut applied, mut right, mut found, mut owed) = (0_u32, 0_u32, 0_u32, 0_u32);
        for proposal in &proposals {
            let expected = &truth[proposal.entry.0 as usize];
            let set = |list: &[ProposedAllocation]| -> BTreeSet<i64> {
                list.iter().map(|one| one.claim.0).collect()
            };
            let is_applied = proposal.is_certain() && !proposal.allocations.is_empty();
            let is_right = is_applied && set(&proposal.allocations) == *expected;
            let is_among = proposal
                .alternatives
                .iter()
                .any(|one| set(&one.allocations) == *expected);
            applied += u32::from(is_applied);
            right += u32::from(is_right);
            owed += u32::from(!expected.is_empty());
            found += u32::from(!expected.is_empty() && (is_right || is_among));
        }
        let told = format!("seed {seed}: {right} of {applied} right, {found} of {owed} found");
        assert!(right * 1_000 >= applied * 998, "{told}");
        assert!(right * 100 >= owed * 93, "{told}");
        assert!(found * 100 >= owed * 98, "{told}");
    }
}
