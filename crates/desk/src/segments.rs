//! Segments: which accounts follow which strategy. The conditions are read once for a run and asked of every
//! account it decides; the first that holds wins. Must never send anything: an account that moves goes on where
//! it stands.

use async_recursion::async_recursion as boxed;
use std::collections::BTreeMap;

use jiff::civil::Date;
use notices::conditions::Known;
use receivables::account::Account;
use receivables::condition::{Behaviour, Condition, Facts, Field, Operand, TextSource};
use receivables::currency::Currency;
use receivables::identity::SegmentId;
use store::creditor::Creditor;
use store::segment::Segment;
use store::{Session, Transaction};

use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::refusal::{NameRefusal, Refusal};
use crate::seat::Seat;
use crate::strategies::Readings;

/// The segments of a creditor, read for a run.
#[derive(Clone, Debug)]
pub struct Segments {
    currency: Currency,
    read: Vec<(Segment, Condition)>,
    /// Segments whose condition can no longer be read: they hold nobody, and the run says so.
    unreadable: Vec<String>,
}

/// Where an account belongs on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// The segment; nothing when none holds.
    pub segment: Option<SegmentId>,
    /// The next day on which that can change although no fact moves.
    pub turns_on: Option<Date>,
}

/// A place nearer to the first segment, or further from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// Asked before the one that stands before it now.
    Earlier,
    /// Asked after the one that stands after it now.
    Later,
}

impl Segments {
    /// Reads the segments of a creditor.
    pub(crate) async fn of(
        session: &mut Session,
        creditor: &Creditor,
        readings: &Readings,
    ) -> Result<Segments> {
        let mut segments = Segments {
            currency: creditor.currency,
            read: Vec::new(),
            unreadable: Vec::new(),
        };
        for segment in store::segment::all(session, creditor.id).await? {
            match readings.condition(&segment.condition, creditor.currency) {
                Some(condition) => segments.read.push((segment, condition)),
                None => segments.unreadable.push(segment.name),
            }
        }
        Ok(segments)
    }

    /// Names of segments whose condition cannot be read.
    pub fn unreadable(&self) -> &[String] {
        &self.unreadable
    }

    /// True when a condition asks how invoices were paid.
    pub(crate) fn ask_behaviour(&self) -> bool {
        self.read
            .iter()
            .any(|(_, condition)| condition.asks_behaviour())
    }

    /// The strategy of a segment; nothing when it is gone.
    pub(crate) fn strategy(&self, id: SegmentId) -> Option<&str> {
        let found = self.read.iter().find(|(segment, _)| segment.id == id);
        found.map(|(segment, _)| segment.strategy.as_str())
    }

    /// Where an account belongs. What stands after the first that holds cannot change that.
    pub fn place(&self, facts: &Facts<'_>) -> Placed {
        let mut placed = Placed::default();
        for (segment, condition) in &self.read {
            let turns_on = condition.turns_on(facts);
            placed.turns_on = [placed.turns_on, turns_on].into_iter().flatten().min();
            if condition.holds(facts) {
                placed.segment = Some(segment.id);
                break;
            }
        }
        placed
    }

    /// The facts of an account as the conditions ask for them.
    pub(crate) fn facts<'a>(
        &self,
        account: &'a Account,
        today: Date,
        behaviour: Behaviour,
    ) -> Option<Facts<'a>> {
        let is_asked = !self.read.is_empty();
        is_asked.then(|| Facts::of(account, (today, self.currency), behaviour))
    }

    /// What was known of what the conditions of two segments ask, as JSON: the evidence of a move.
    pub(crate) fn evidence(&self, facts: &Facts<'_>, between: [Option<SegmentId>; 2]) -> String {
        let asked = self
            .read
            .iter()
            .filter(|(segment, _)| between.contains(&Some(segment.id)));
        evidence(facts, asked.flat_map(|(_, condition)| condition.fields()))
    }
}

/// What is known of some fields, as JSON.
pub(crate) fn evidence(facts: &Facts<'_>, fields: impl IntoIterator<Item = Field>) -> String {
    let mut known: BTreeMap<&str, serde_json::Value> = BTreeMap::new();
    for field in fields {
        let value = match field {
            _ if field.is_number() => facts.number(Operand::Field(field)).into(),
            Field::HasEmail | Field::InDifficulty => facts.is(field).into(),
            Field::Tags => facts.tags().into(),
            _ => facts.text(&TextSource::Field(field)).into(),
        };
        known.insert(field.name(), value);
    }
    serde_json::to_string(&known).unwrap_or_else(|_| "{}".to_string())
}

/// What was known when an account moved, from the evidence of the move; what cannot be read is left out.
pub fn known_then(evidence: &str) -> Vec<(Field, Known)> {
    let known: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(evidence).unwrap_or_default();
    let read = |value: serde_json::Value| match value {
        serde_json::Value::Number(number) => number.as_i64().map_or(Known::Nothing, Known::Number),
        serde_json::Value::String(text) => Known::Text(text),
        serde_json::Value::Bool(answer) => Known::YesNo(answer),
        serde_json::Value::Array(words) => {
            let words = words
                .into_iter()
                .filter_map(|word| word.as_str().map(str::to_string));
            Known::Words(words.collect())
        }
        _ => Known::Nothing,
    };
    let fields = known.into_iter();
    fields
        .filter_map(|(name, value)| Some((Field::named(&name)?, read(value))))
        .collect()
}

impl Desk {
    /// Keeps a segment: a new one behind the others (`id` is nothing), or one that is changed. Accounts move at
    /// the next run. Refused without a name, with the name of another, with a condition that cannot be read or
    /// a strategy that is not published.
    #[boxed]
    pub async fn keep_segment(
        &self,
        seat: &Seat,
        id: Option<SegmentId>,
        [name, condition, strategy]: [&str; 3],
    ) -> Result<SegmentId> {
        let (mut transaction, creditor, _) = self.begin(seat).await?;
        let name = name.trim();
        if name.is_empty() {
            return Err(NameRefusal::SegmentWithout.into());
        }
        let known = store::segment::all(&mut transaction, seat.creditor).await?;
        let is_taken = |segment: &Segment| Some(segment.id) != id && segment.name == name;
        if known.iter().any(is_taken) {
            return Err(NameRefusal::SegmentTaken { name: name.into() }.into());
        }
        let condition = Condition::parse(condition, creditor.currency)
            .map_err(|problems| Refusal::ConditionFaulty { problems })?;
        let published = store::strategy_version::latest(&mut transaction, seat.creditor).await?;
        if published.iter().all(|version| version.key != strategy) {
            let strategy = strategy.to_string();
            return Err(Refusal::NoStrategy { strategy }.into());
        }
        let before = id.map(|id| known.iter().find(|segment| segment.id == id));
        let priority = match before {
            Some(Some(before)) => before.priority,
            Some(None) => return Err(DeskError::NotFound("segment")),
            None => known.last().map_or(1, |last| last.priority + 1),
        };
        let segment = Segment {
            id: id.unwrap_or(SegmentId(0)),
            name: name.to_string(),
            condition: condition.text().to_string(),
            strategy: strategy.to_string(),
            priority,
        };
        let stamp = self.stamp(&seat.actor);
        let kept = match id {
            Some(id) => {
                store::segment::change(&mut transaction, &stamp, seat.creditor, &segment).await?;
                id
            }
            None => store::segment::add(&mut transaction, &stamp, seat.creditor, &segment).await?,
        };
        transaction.commit().await?;
        Ok(kept)
    }

    /// Takes a segment away; its accounts find another one at the next run.
    #[boxed]
    pub async fn remove_segment(&self, seat: &Seat, id: SegmentId) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        store::segment::remove(&mut transaction, &stamp, seat.creditor, id).await?;
        Ok(transaction.commit().await?)
    }

    /// Has a segment asked earlier or later. At the end of the order nothing happens.
    #[boxed]
    pub async fn shift_segment(&self, seat: &Seat, id: SegmentId, shift: Shift) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let mut order = store::segment::all(&mut transaction, seat.creditor).await?;
        let Some(at) = order.iter().position(|segment| segment.id == id) else {
            return Err(DeskError::NotFound("segment"));
        };
        let with = match shift {
            Shift::Earlier => at.checked_sub(1),
            Shift::Later => Some(at + 1).filter(|next| *next < order.len()),
        };
        let Some(with) = with else { return Ok(()) };
        order.swap(at, with);
        self.renumber(&mut transaction, seat, order).await?;
        Ok(transaction.commit().await?)
    }

    async fn renumber(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        order: Vec<Segment>,
    ) -> Result<()> {
        let stamp = self.stamp(&seat.actor);
        for (mut segment, priority) in order.into_iter().zip(1..) {
            segment.priority = priority;
            store::segment::change(transaction, &stamp, seat.creditor, &segment).await?;
        }
        Ok(())
    }
}
