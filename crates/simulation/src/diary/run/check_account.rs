//! Holds what a diary expects of one account against what the desk decided and wrote down.

use desk::why::Why;
use receivables::decide::{Next, Verdict};
use receivables::identity::{DebtorId, ItemId};
use receivables::item::{Item, ItemKind};
use receivables::money::{Balances, Money};
use receivables::reason::Reason;
use store::notice::{Notice, Standing};

use super::super::{Expectation, NoticeStanding, StepExpected};
use super::{Failure, Outcome, Runner};

/// Ends a check: nothing when it holds, else both sides.
pub(super) fn holds(
    is_so: bool,
    expected: impl Into<String>,
    decided: impl Into<String>,
) -> Outcome<()> {
    if is_so {
        return Ok(());
    }
    Err(Failure::Differs {
        expected: expected.into(),
        decided: decided.into(),
    })
}

impl Runner<'_> {
    /// Checks one expectation.
    pub(super) async fn expectation(&mut self, expectation: &Expectation) -> Outcome<()> {
        match expectation {
            Expectation::Nothing { debtor } => self.nothing(debtor).await,
            Expectation::Step { debtor, step } => self.step(debtor, step).await,
            Expectation::Held {
                debtor,
                gate,
                reason,
            } => self.held(debtor, gate.as_deref(), reason.as_deref()).await,
            Expectation::Because { subject, reason } => self.because(subject, reason).await,
            Expectation::Next { subject, step, on } => {
                let expected = format!("{subject}: next {step} on {on}");
                let decided = self.next(subject).await?;
                holds(decided == format!("{step} on {on}"), expected, decided)
            }
            Expectation::Notice {
                debtor,
                step,
                standing,
            } => self.standing(debtor, step, *standing).await,
            Expectation::Segment { debtor, segment } => {
                self.segment_of(debtor, segment.as_deref()).await
            }
            Expectation::Alert { debtor, alert } => self.alert_of(debtor, alert.as_deref()).await,
            Expectation::Campaign { debtor, campaign } => {
                self.campaign_of(debtor, campaign.as_deref()).await
            }
            Expectation::Sanction { debtor, sanction } => self.sanction_of(debtor, *sanction).await,
            Expectation::Open { item, amount } => {
                let open = self.open_item(item).await?.0.open;
                holds(
                    open == *amount,
                    format!("{item}: open {amount}"),
                    format!("{item}: open {open}"),
                )
            }
            Expectation::Owes { debtor, amounts } => {
                self.owes(debtor, amounts, |item| !item.open.is_zero())
                    .await
            }
            Expectation::Charges { debtor, amounts } => {
                self.owes(debtor, amounts, |item| item.kind == ItemKind::Charge)
                    .await
            }
            other => self.check_message_or_figure(other).await,
        }
    }

    pub(super) async fn why(&mut self, debtor: &str) -> Outcome<Why> {
        let seat = self.seat().await?;
        let id = self.known_debtor(debtor).await?;
        Ok(self.desk.why(&seat, id, None).await?)
    }

    async fn segment_of(&mut self, debtor: &str, expected: Option<&str>) -> Outcome<()> {
        let seat = self.seat().await?;
        let id = self.known_debtor(debtor).await?;
        let mut reader = self.desk.store().reader().await?;
        let names = store::segment::names(&mut reader, seat.creditor).await?;
        let moves = store::segment::moves(&mut reader, seat.creditor, id).await?;
        let page = store::Page::of(id);
        let reviews = store::review::of_page(&mut reader, seat.creditor, &page).await?;
        let kept = reviews.first().and_then(|review| review.segment);
        let moved = moves.first().and_then(|moved| moved.to);
        let name = |segment| {
            let named = names.get(&segment).map(String::as_str);
            named.unwrap_or("a segment that never was").to_string()
        };
        let shown = |segment: Option<_>| segment.map_or("none".to_string(), name);
        let expected = expected.unwrap_or("none");
        let is_so = shown(kept) == expected && shown(moved) == expected;
        let decided = format!(
            "{debtor}: segment {}, last move to {}",
            shown(kept),
            shown(moved)
        );
        holds(is_so, format!("{debtor}: segment {expected}"), decided)
    }

    async fn nothing(&mut self, debtor: &str) -> Outcome<()> {
        let id = self.known_debtor(debtor).await?;
        let today = self.today();
        let notices = self.notices(id).await?;
        let planned: Vec<&Notice> = notices
            .iter()
            .filter(|notice| notice.planned_on == today)
            .filter(|notice| {
                !matches!(
                    standing_of(notice),
                    NoticeStanding::Sent | NoticeStanding::Withdrawn
                )
            })
            .collect();
        let shown: Vec<String> = planned.iter().map(|notice| self.shown(notice)).collect();
        holds(
            planned.is_empty(),
            format!("{debtor}: nothing"),
            shown.join("; "),
        )
    }

    async fn step(&mut self, debtor: &str, expected: &StepExpected) -> Outcome<()> {
        let id = self.known_debtor(debtor).await?;
        let notices = self.notices(id).await?;
        let latest = notices
            .iter()
            .find(|notice| notice.act.step == expected.step);
        let Some(notice) = latest else {
            let decided = self.outline(debtor).await?;
            return holds(false, format!("{debtor}: {}", expected.step), decided);
        };
        let act = &notice.act;
        let mut about: Vec<String> = act
            .items
            .iter()
            .map(|item| self.item_name(item.item))
            .collect();
        let mut wanted = expected.about.clone();
        about.sort();
        wanted.sort();
        let asked: Balances = act.items.iter().map(|item| item.asked).collect();
        let standing = standing_of(notice);
        let waits = !matches!(
            standing,
            NoticeStanding::Sent | NoticeStanding::Withdrawn | NoticeStanding::Refused
        );
        let is_so = expected
            .channel
            .is_none_or(|channel| channel == act.channel)
            && expected
                .to
                .as_deref()
                .is_none_or(|address| address == act.recipient.address)
            && expected
                .language
                .is_none_or(|language| language == act.language)
            && (wanted.is_empty() || wanted == about)
            && (expected.asking.is_empty() || same_sums(&asked, &expected.asking))
            && expected.standing.map_or(waits, |wanted| wanted == standing);
        holds(is_so, format!("{debtor}: {expected}"), self.shown(notice))
    }

    async fn held(
        &mut self,
        debtor: &str,
        gate: Option<&str>,
        reason: Option<&str>,
    ) -> Outcome<()> {
        let why = self.why(debtor).await?;
        let closed = match &why.decision.verdict {
            Verdict::Hold { gate } => Some(word_of(gate)),
            _ => None,
        };
        let reasons: Vec<String> = why.decision.reasons.iter().map(tag).collect();
        let is_so = closed.is_some()
            && gate.is_none_or(|gate| closed.as_deref() == Some(gate))
            && reason.is_none_or(|reason| reasons.iter().any(|found| found == reason));
        let expected = format!(
            "{debtor}: held at {} because {}",
            gate.unwrap_or("a gate"),
            reason.unwrap_or("of something")
        );
        let decided = self.outline(debtor).await?;
        holds(is_so, expected, decided)
    }

    async fn because(&mut self, subject: &str, reason: &str) -> Outcome<()> {
        let (debtor, item) = self.subject(subject).await?;
        let seat = self.seat().await?;
        let why = self.desk.why(&seat, debtor, None).await?;
        let found: Vec<String> = match item {
            Some(item) => reasons_of_item(&why, item),
            None => every_reason(&why).map(tag).collect(),
        };
        holds(
            found.iter().any(|found| found == reason),
            format!("{subject}: because {reason}"),
            found.join(", "),
        )
    }

    /// The next step of a debtor or an item in words.
    async fn next(&mut self, subject: &str) -> Outcome<String> {
        let (debtor, item) = self.subject(subject).await?;
        let seat = self.seat().await?;
        let why = self.desk.why(&seat, debtor, None).await?;
        let outlook = why
            .decision
            .outlook
            .iter()
            .filter(|outlook| item.is_none_or(|item| item == outlook.item));
        let mut steps = Vec::new();
        let mut reasons = Vec::new();
        for outlook in outlook {
            match &outlook.next {
                Next::Step { step, on } => steps.push((*on, step.clone())),
                Next::Because { reason } => reasons.push(tag(reason)),
            }
        }
        steps.sort();
        Ok(steps.first().map_or_else(
            || format!("none: {}", reasons.join(", ")),
            |(on, step)| format!("{step} on {on}"),
        ))
    }

    async fn standing(
        &mut self,
        debtor: &str,
        step: &str,
        expected: Option<NoticeStanding>,
    ) -> Outcome<()> {
        let id = self.known_debtor(debtor).await?;
        let notices = self.notices(id).await?;
        let found = notices.iter().find(|notice| notice.act.step == step);
        let standing = found.map(standing_of);
        let word = |standing: Option<NoticeStanding>| standing.map_or("none", NoticeStanding::word);
        holds(
            standing == expected,
            format!("{debtor}: notice {step} {}", word(expected)),
            format!(
                "{} ({})",
                word(standing),
                found.map_or_else(String::new, |notice| self.shown(notice))
            ),
        )
    }

    async fn owes(
        &mut self,
        debtor: &str,
        amounts: &[Money],
        counts: impl Fn(&Item) -> bool,
    ) -> Outcome<()> {
        let why = self.why(debtor).await?;
        let sums: Balances = why
            .account
            .items
            .iter()
            .filter(|item| counts(item))
            .map(|item| item.open)
            .collect();
        let shown = |sums: Vec<Money>| {
            if sums.is_empty() {
                "nothing".to_string()
            } else {
                format!("{sums:?}")
            }
        };
        holds(
            same_sums(&sums, amounts),
            format!("{debtor}: {}", shown(amounts.to_vec())),
            shown(sums.non_zero().collect()),
        )
    }

    async fn subject(&mut self, name: &str) -> Outcome<(DebtorId, Option<ItemId>)> {
        if self.named().await?.items.contains_key(name) {
            let (item, debtor) = self.open_item(name).await?;
            return Ok((debtor, Some(item.id)));
        }
        Ok((self.known_debtor(name).await?, None))
    }

    /// What was decided about a debtor, in a line.
    async fn outline(&mut self, debtor: &str) -> Outcome<String> {
        let why = self.why(debtor).await?;
        let reasons: Vec<String> = why.decision.reasons.iter().map(tag).collect();
        let verdict = match &why.decision.verdict {
            Verdict::Rest => "rests".to_string(),
            Verdict::Wait => format!("waits: {}", self.next(debtor).await?),
            Verdict::Hold { gate } => format!("held at {}", word_of(gate)),
            Verdict::Act { acts } => {
                let steps: Vec<&str> = acts.iter().map(|act| act.step.as_str()).collect();
                format!("would do {}", steps.join(", "))
            }
        };
        Ok(format!("{debtor}: {verdict} ({})", reasons.join(", ")))
    }

    fn shown(&self, notice: &Notice) -> String {
        let act = &notice.act;
        let items: Vec<String> = act
            .items
            .iter()
            .map(|item| self.item_name(item.item))
            .collect();
        let asked: Balances = act.items.iter().map(|item| item.asked).collect();
        let asked: Vec<String> = asked.iter().map(|sum| sum.to_string()).collect();
        let end = [&notice.withdrawn, &notice.refused, &notice.unknown]
            .into_iter()
            .flatten()
            .next();
        format!(
            "{} by {} to {} in {} about {} asking {} {} (planned {}{})",
            act.step,
            act.channel.code(),
            if act.recipient.address.is_empty() {
                "nobody"
            } else {
                &act.recipient.address
            },
            act.language.code(),
            items.join(", "),
            asked.join(", "),
            standing_of(notice).word(),
            notice.planned_on,
            end.map_or_else(String::new, |(_, words)| format!(", {words}")),
        )
    }
}

fn same_sums(found: &Balances, expected: &[Money]) -> bool {
    let wanted: Balances = expected.iter().copied().collect();
    found.non_zero().eq(wanted.non_zero())
}

fn standing_of(notice: &Notice) -> NoticeStanding {
    match notice.standing() {
        Standing::Ready | Standing::ToConfirm | Standing::Leaving
            if notice.try_again_at.is_some() && notice.attempts > 0 =>
        {
            NoticeStanding::TryAgain
        }
        Standing::Ready | Standing::Leaving => NoticeStanding::Ready,
        Standing::ToConfirm => NoticeStanding::ToConfirm,
        Standing::ToDo => NoticeStanding::ByHand,
        Standing::Observed => NoticeStanding::Observed,
        Standing::Sent => NoticeStanding::Sent,
        Standing::Refused => NoticeStanding::Refused,
        Standing::Unknown => NoticeStanding::Unknown,
        Standing::Withdrawn => NoticeStanding::Withdrawn,
    }
}

fn every_reason(why: &Why) -> impl Iterator<Item = &Reason> {
    let decision = &why.decision;
    let of_gates = decision.gates.iter().flat_map(|gate| &gate.reasons);
    let of_items = decision
        .outlook
        .iter()
        .filter_map(|outlook| match &outlook.next {
            Next::Because { reason } => Some(reason),
            Next::Step { .. } => None,
        });
    decision.reasons.iter().chain(of_gates).chain(of_items)
}

fn reasons_of_item(why: &Why, item: ItemId) -> Vec<String> {
    let of_outlook = why
        .decision
        .outlook
        .iter()
        .filter(|outlook| outlook.item == item);
    let next = of_outlook.filter_map(|outlook| match &outlook.next {
        Next::Because { reason } => Some(tag(reason)),
        Next::Step { .. } => None,
    });
    let names_it = |reason: &&Reason| {
        serde_json::to_value(reason).is_ok_and(|value| {
            value.get("item").and_then(serde_json::Value::as_i64) == Some(item.0)
        })
    };
    next.chain(every_reason(why).filter(names_it).map(tag))
        .collect()
}

/// The word a reason has in stored rows, such as `below-floor`.
fn tag(reason: &Reason) -> String {
    let value = serde_json::to_value(reason).unwrap_or_default();
    value
        .get("reason")
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default()
        .to_string()
}

fn word_of(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_string()
}
