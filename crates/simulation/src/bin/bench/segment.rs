//! A company with twenty segments: the first day's run under them, and conditions asked of the whole book. Must
//! never differ from the company without segments in anything else.

use desk::{Desk, Seat};
use receivables::condition::Condition;
use receivables::currency::Currency;
use store::Seen;

use crate::Outcome;
use crate::company::TODAY;

/// Conditions as a credit department has them; the shipped strategies take turns.
const CONDITIONS: [&str; 20] = [
    "'key-account' in tags",
    "outstanding > 40000",
    "kind == 'public'",
    "kind == 'consumer' && outstanding < 150",
    "overdue > 25000 && days_late > 60",
    "promises_broken >= 2 || (average_days_late > 45 && paid_invoices >= 3)",
    "country in ['DE', 'AT', 'CH'] && overdue > 0",
    "country in ['BE', 'LU'] && language == 'fr'",
    "country != 'FR' && outstanding > 10000",
    "sector == 'retail' && terms_days >= 60",
    "sector in ['construction', 'public-works'] && days_late > 30",
    "company_size == 'large' && overdue > 20000",
    "sales_person == 'Dupond' && open_disputes > 0",
    "department in ['75', '92', '93', '94'] && overdue > 5000",
    "post_code.startsWith('97')",
    "open_disputes > 2",
    "largest_invoice > 14000 && overdue_invoices >= 3",
    "open_promises > 0 && days_late > 15",
    "credits > 1000",
    "outstanding < 300 && open_invoices <= 5",
];
const STRATEGIES: [&str; 4] = [
    "b2b-france",
    "b2b-france-firm",
    "b2b-france-gentle",
    "key-account",
];

/// Keeps the segments.
pub async fn keep(desk: &Desk, seat: &Seat) -> Outcome<()> {
    for (place, condition) in CONDITIONS.into_iter().enumerate() {
        let name = format!("Segment {}", place + 1);
        let strategy = STRATEGIES[place % STRATEGIES.len()];
        desk.keep_segment(seat, None, [&name, condition, strategy])
            .await?;
    }
    Ok(())
}

/// Asks the whole book: a condition that is all SQL, and one whose rest is evaluated.
pub async fn preview(desk: &Desk, seat: &Seat, condition: &str) -> Outcome<String> {
    let condition = Condition::parse(condition, Currency::EUR)
        .map_err(|problems| format!("{condition}: {problems:?}"))?;
    let seen = Seen::by_the_machine(seat.creditor);
    let found = desk.preview_condition(seen, &condition, (TODAY, 8)).await?;
    Ok(format!("{} of {} accounts", found.accounts, found.of))
}
