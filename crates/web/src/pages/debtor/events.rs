//! The timeline of an account: what we did on one side, what the debtor did on the other, latest first, with
//! who did it. Must never leave out what was taken back or did not succeed.

mod journal;

use desk::why::Why;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use notices::explain::Explainer;
use notices::format::capitalised;
use notices::names::Named;
use receivables::decide::Release;
use receivables::fact::Reply;
use receivables::identity::{DebtorId, ItemId};
use receivables::item::days_between;
use receivables::money::Money;
use store::Session;
use store::allocation::Allocation;
use store::notice::{Notice, Standing};
use store::referral::Referral;
use store::sanction::KeptSanction;
use store::views::account::{Happening, StatementLine, What};

use crate::failure::Failure;
use crate::pages::carrier_words;
use crate::visitor::Visitor;
use crate::words::{Words, is_machine};

/// Happenings shown at most.
const MOST_EVENTS: u32 = 40;
/// Items read at most.
const MOST_ITEMS: u32 = 200;

/// What is read of an account's past.
pub(super) struct History {
    pub happenings: Vec<Happening>,
    pub statement: Vec<StatementLine>,
    pub referrals: Vec<Referral>,
    pub sanctions: Vec<KeptSanction>,
}

impl History {
    /// What the debtor answered, when it is known.
    pub(super) fn reply_summary(&self, reply: &Reply) -> Option<&str> {
        self.happenings
            .iter()
            .find_map(|happening| match &happening.what {
                What::Replied {
                    received_on,
                    summary,
                    handled_by: None,
                } if *received_on == reply.received_on => Some(summary.as_str()),
                _ => None,
            })
    }

    /// Mean days between due date and settlement of the claims settled in the twelve months before `today`,
    /// and of how many claims.
    pub(super) fn mean_delay(&self, today: Date) -> Option<(i32, i64)> {
        let delays: Vec<i32> = self
            .statement
            .iter()
            .filter(|line| line.item.kind.is_claim() && line.item.open.is_zero())
            .filter_map(|line| {
                let live = line
                    .allocations
                    .iter()
                    .filter(|allocation| allocation.reversed.is_none());
                let settled_on = live.map(|allocation| allocation.effective_on).max()?;
                let is_recent = days_between(settled_on, today) <= 365;
                is_recent.then(|| days_between(line.item.due_on, settled_on))
            })
            .collect();
        let count = i64::try_from(delays.len())
            .ok()
            .filter(|count| *count > 0)?;
        let sum: i64 = delays.iter().map(|days| i64::from(*days)).sum();
        let mean = i64::div_euclid(2 * sum + count, 2 * count);
        Some((i32::try_from(mean).unwrap_or(i32::MAX), count))
    }
}

/// One line of the timeline.
pub(super) struct Event {
    /// The day, when it differs from the line before.
    pub day: String,
    /// `ours`, `theirs` or `inside`.
    pub side: &'static str,
    pub words: String,
    pub detail: String,
    pub who: String,
    pub automatic: bool,
    pub path: String,
}

/// Reads the past of an account.
pub(super) async fn read(
    session: &mut Session,
    visitor: &Visitor,
    debtor: DebtorId,
) -> Result<History, Failure> {
    Ok(History {
        happenings: store::views::account::timeline(session, visitor.seen, debtor, MOST_EVENTS)
            .await?,
        statement: store::views::account::statement(session, visitor.seen, debtor, MOST_ITEMS)
            .await?,
        referrals: store::referral::of_debtor(session, visitor.seen, debtor).await?,
        sanctions: store::sanction::of_debtor(session, visitor.seen, debtor).await?,
    })
}

/// The lines, latest first.
pub(super) fn shown(visitor: &Visitor, why: &Why, history: &History) -> Vec<Event> {
    let teller = Teller {
        visitor,
        why,
        history,
    };
    let mut last_day: Option<Date> = None;
    let mut events = Vec::new();
    for happening in &history.happenings {
        let Some(mut event) = teller.tell(happening) else {
            continue;
        };
        let zone = TimeZone::get(visitor.time_zone()).unwrap_or(TimeZone::UTC);
        let local = happening.at.to_zoned(zone);
        let on = happening.counts_on.unwrap_or(local.date());
        if last_day != Some(on) {
            last_day = Some(on);
            event.day = visitor.words.day(on);
        }
        // The hour is that of the day it was written down.
        if on == local.date() {
            event.who = format!("{} · {:02}:{:02}", event.who, local.hour(), local.minute());
        }
        events.push(event);
    }
    events
}

struct Teller<'a> {
    visitor: &'a Visitor,
    why: &'a Why,
    history: &'a History,
}

impl Teller<'_> {
    fn words(&self) -> &Words {
        &self.visitor.words
    }

    fn step(&self, key: &str) -> String {
        let explainer = Explainer {
            wording: self.words().wording(),
            account: &self.why.account,
            strategy: Some(&self.why.strategy),
            others: &self.why.others,
            today: self.why.on,
        };
        explainer.step(key)
    }

    fn reference(&self, item: ItemId) -> String {
        let lines = self.history.statement.iter().map(|line| &line.item);
        let mut items = lines.chain(&self.why.account.items);
        items
            .find(|found| found.id == item)
            .map_or_else(|| "…".to_string(), |item| item.reference.clone())
    }

    fn event(&self, side: &'static str, text: String, who: &str) -> Event {
        let automatic = is_machine(who);
        Event {
            day: String::new(),
            side,
            words: text,
            detail: String::new(),
            who: self.words().who(who),
            automatic,
            path: String::new(),
        }
    }

    fn tell(&self, happening: &Happening) -> Option<Event> {
        match &happening.what {
            What::Act(entry) => self.act(entry),
            What::Notice(notice) => self.notice(notice, happening.said.as_deref()),
            What::Contact(contact) => {
                // A contact of a notice is told by the notice.
                if contact.notice.is_some() {
                    return None;
                }
                let channel = contact.channel.name(self.words().wording());
                let text = self.words().with("event-contact", &[("channel", &channel)]);
                let mut event = self.event("ours", text, &contact.made_by);
                event.detail = contact.note.clone().unwrap_or_default();
                Some(event)
            }
            What::Allocated(allocation) => Some(self.allocated(allocation)),
            What::Charged(item) => {
                let (amount, item) = (self.words().money(item.amount), item.reference.as_str());
                let facts = [("amount", amount.as_str()), ("item", item)];
                let text = self.words().with("event-charged", &facts);
                let mut event = self.event("inside", text, "@");
                event.who.clear();
                Some(event)
            }
            What::Replied {
                summary,
                handled_by,
                ..
            } => {
                let key = if handled_by.is_some() {
                    "event-replied-handled"
                } else {
                    "event-replied"
                };
                let mut event = self.event(
                    "theirs",
                    self.words().say(key),
                    handled_by.as_deref().unwrap_or("@"),
                );
                event.detail.clone_from(summary);
                if handled_by.is_none() {
                    event.who = self.words().say("event-by-debtor");
                }
                Some(event)
            }
        }
    }

    fn notice(&self, notice: &Notice, said: Option<&str>) -> Option<Event> {
        let words = self.words();
        let standing = notice.standing();
        let key = match standing {
            Standing::Observed => return None,
            Standing::Ready | Standing::Leaving => "event-notice-ready",
            Standing::ToConfirm => "event-notice-to-confirm",
            Standing::ToDo => "event-notice-to-do",
            Standing::Sent if notice.returned.is_some() => "event-notice-returned",
            Standing::Sent if notice.delivered_at.is_some() => "event-notice-delivered",
            Standing::Sent => "event-notice-sent",
            Standing::Refused => "event-notice-refused",
            Standing::Unknown => "event-notice-unknown",
            Standing::Withdrawn => "event-notice-withdrawn",
        };
        let channel = capitalised(&notice.act.channel.name(words.wording()));
        let text = words.with(
            key,
            &[
                ("channel", &channel),
                ("step", &self.step(&notice.act.step)),
            ],
        );
        let reaches = standing == Standing::Sent && notice.act.channel.reaches_debtor();
        let who = notice
            .confirmed
            .as_ref()
            .map_or("daily-run", |(_, who)| who.as_str());
        let mut event = self.event(if reaches { "ours" } else { "inside" }, text, who);
        event.path = format!("/notices/{}", notice.id);
        event.detail = match standing {
            Standing::Refused | Standing::Unknown => carrier_words::of(words, notice),
            Standing::Withdrawn => self.withdrawn(notice),
            Standing::Sent if notice.returned.is_some() => {
                let cause = notice.returned.as_ref().map(|(_, cause)| cause.clone());
                cause.unwrap_or_default()
            }
            // What a machine carried has a receipt, which says nothing to people.
            Standing::Sent if notice.release == Release::ByHand => {
                said.unwrap_or_default().to_string()
            }
            _ => match notice.act.due_on {
                Some(due_on) => {
                    let day = words.day_in_figures(due_on);
                    words.with("departures-due", &[("day", &day)])
                }
                None => notice.act.recipient.address.clone(),
            },
        };
        Some(event)
    }

    fn withdrawn(&self, notice: &Notice) -> String {
        let Some((_, reason)) = &notice.withdrawn else {
            return String::new();
        };
        withdrawal(self.words(), reason)
    }

    fn allocated(&self, allocation: &Allocation) -> Event {
        let words = self.words();
        let side_item = allocation.claim.or(allocation.source);
        let reference = side_item.map_or_else(String::new, |item| self.reference(item));
        let amount = self.amount(side_item, allocation.amount_minor);
        let day = words.day_in_figures(allocation.effective_on);
        let key = match (allocation.reversed, allocation.source) {
            (Some(_), _) => "event-reversed",
            (None, Some(_)) => "event-paid",
            (None, None) => "event-settled",
        };
        let facts = [
            ("amount", amount.as_str()),
            ("item", &reference),
            ("day", &day),
        ];
        let mut event = self.event("theirs", words.with(key, &facts), "@");
        event.who = words.say(basis_key(allocation));
        event
    }

    fn amount(&self, item: Option<ItemId>, minor: i64) -> String {
        let lines = self.history.statement.iter().map(|line| &line.item);
        let mut items = lines.chain(&self.why.account.items);
        let found = item.and_then(|id| items.find(|found| found.id == id));
        let currency = found.map_or(self.visitor.creditor.currency, |item| item.amount.currency);
        self.words().money(Money::new(minor, currency))
    }
}

/// Why a notice was taken back, in words; a person's own words are shown as they are.
pub(crate) fn withdrawal(words: &Words, reason: &str) -> String {
    let key = format!("withdrawal-{reason}");
    if words.wording().has(&key) {
        words.say(&key)
    } else {
        reason.to_string()
    }
}

fn basis_key(allocation: &Allocation) -> &'static str {
    use store::allocation::Basis;
    match allocation.basis {
        Basis::Lettering => "basis-lettering",
        Basis::Reference => "basis-reference",
        Basis::ExactReference => "basis-exact-reference",
        Basis::AmountAndAge => "basis-amount-and-age",
        Basis::Evidence => "basis-evidence",
        Basis::List => "basis-list",
        Basis::Platform => "basis-platform",
        Basis::Manual => "basis-manual",
        Basis::WriteOff => "basis-write-off",
        Basis::Cancelled => "basis-cancelled",
    }
}
