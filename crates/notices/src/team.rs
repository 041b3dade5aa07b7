//! What people of the company are told by e-mail: a sanction before its day, its end, the alerts that began. Must never
//! be sent to a debtor.

use jiff::civil::Date;
use receivables::money::Balances;
use receivables::sanction::Measure;

use crate::format;
use crate::markup::escape;
use crate::names::Named;
use crate::wording::{Value, Wording};

/// Accounts named one by one in a mail about alerts.
const MOST_LINES: usize = 40;

/// What the team is told about.
#[derive(Clone, Copy, Debug)]
pub struct SanctionNews<'a> {
    /// The company.
    pub company: &'a str,
    /// The customer.
    pub customer: &'a str,
    /// Its key in the ledger.
    pub customer_key: &'a str,
    /// What is done.
    pub measure: Measure,
    /// Why, in the words of whoever proposed it.
    pub why: &'a str,
    /// What is open of the claims it is about.
    pub open: Option<&'a Balances>,
}

impl SanctionNews<'_> {
    fn say(&self, key: &str, others: &[(&str, String)], wording: &Wording) -> String {
        let own = [
            ("company", self.company.to_string()),
            ("customer", self.customer.to_string()),
            ("key", self.customer_key.to_string()),
            ("measure", self.measure.name(wording)),
            ("why", self.why.to_string()),
        ];
        let all = own.iter().chain(others);
        let all: Vec<(&str, Value<'_>)> = all
            .map(|(name, value)| (*name, value.as_str().into()))
            .collect();
        wording.say(key, &all)
    }
}

/// Subject and text: a sanction takes effect on a day.
pub fn sanction_announced(
    news: &SanctionNews<'_>,
    from_on: Date,
    wording: &Wording,
) -> (String, String) {
    let language = wording.language();
    let day = [("day", format::day(from_on, language))];
    let mut lines = vec![
        news.say("team-sanction-text", &day, wording),
        news.say("team-sanction-why", &[], wording),
    ];
    if let Some(open) = news.open {
        let amounts: Vec<String> = open
            .non_zero()
            .map(|amount| format::money(amount, language))
            .collect();
        if !amounts.is_empty() {
            let amounts = [("amount", amounts.join(" + "))];
            lines.push(news.say("team-sanction-open", &amounts, wording));
        }
    }
    lines.push(news.say("team-sanction-end", &[], wording));
    let subject = news.say("team-sanction-subject", &day, wording);
    (subject, lines.join("\n\n"))
}

/// Subject and text: a sanction ended.
pub fn sanction_lifted(
    news: &SanctionNews<'_>,
    (on, why): (Date, &str),
    wording: &Wording,
) -> (String, String) {
    let day = [("day", format::day(on, wording.language()))];
    let mut lines = vec![news.say("team-lifted-text", &day, wording)];
    if !why.is_empty() {
        lines.push(why.to_string());
    }
    let subject = news.say("team-lifted-subject", &[], wording);
    (subject, lines.join("\n\n"))
}

/// Subject and text: alerts that began, each with the customer it is about.
pub fn alerts_begun(
    company: &str,
    (today, hits): (Date, &[(String, String)]),
    wording: &Wording,
) -> (String, String) {
    let count = i64::try_from(hits.len()).unwrap_or(i64::MAX);
    let day = format::day(today, wording.language());
    let subject = wording.say(
        "team-alerts-subject",
        &[
            ("count", Value::from(count)),
            ("company", company.into()),
            ("day", day.into()),
        ],
    );
    let shown = hits.iter().take(MOST_LINES);
    let mut lines: Vec<String> = shown
        .map(|(alert, customer)| format!("- {customer}: {alert}"))
        .collect();
    let rest = hits.len().saturating_sub(MOST_LINES);
    if rest > 0 {
        let rest = i64::try_from(rest).unwrap_or(i64::MAX);
        lines.push(wording.say("team-alerts-more", &[("count", Value::from(rest))]));
    }
    let lead = wording.word("team-alerts-lead");
    let end = wording.word("team-alerts-end");
    (subject, format!("{lead}\n\n{}\n\n{end}", lines.join("\n")))
}

/// A text as plain HTML: a paragraph for each block, a line for each line.
pub fn as_html(text: &str) -> String {
    let mut html = String::from("<!doctype html><html><body>");
    for block in text.split("\n\n") {
        html.push_str("<p>");
        for (place, line) in block.lines().enumerate() {
            if place > 0 {
                html.push_str("<br>");
            }
            escape(line, &mut html);
        }
        html.push_str("</p>");
    }
    html.push_str("</body></html>");
    html
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use receivables::debtor::Language;
    use receivables::money::Money;

    use super::*;

    #[test]
    fn the_team_reads_what_is_done_to_whom_from_when_and_why() {
        let open: Balances = [Money::eur(123_456)].into_iter().collect();
        let news = SanctionNews {
            company: "Atelier",
            customer: "Dupont & fils",
            customer_key: "411DUP",
            measure: Measure::CreditHold,
            why: "Trois échéances passées",
            open: Some(&open),
        };
        for language in [Language::French, Language::English] {
            let wording = Wording::new(language);
            let (subject, text) = sanction_announced(&news, date(2026, 12, 1), &wording);
            assert!(subject.contains("Dupont & fils"), "{subject}");
            for part in ["411DUP", "Trois échéances passées", "2026", "234"] {
                assert!(text.contains(part), "{part}: {text}");
            }
            assert!(!text.contains('{') && !text.contains('⟦'), "{text}");
            assert!(as_html(&text).contains("Dupont &amp; fils"));
            let (_, text) = sanction_lifted(&news, (date(2026, 12, 9), "Payé"), &wording);
            assert!(text.contains("Payé") && !text.contains('⟦'), "{text}");
        }
    }

    #[test]
    fn alerts_are_told_one_by_one_up_to_a_limit() {
        let wording = Wording::new(Language::English);
        let hits: Vec<(String, String)> = (0..50)
            .map(|number| ("Silent".to_string(), format!("Customer {number}")))
            .collect();
        let (subject, text) = alerts_begun("Atelier", (date(2026, 12, 1), &hits), &wording);
        assert!(subject.contains("50"), "{subject}");
        assert!(text.contains("Customer 39: Silent") && !text.contains("Customer 40"));
        assert!(text.contains("10"), "{text}");
    }
}
