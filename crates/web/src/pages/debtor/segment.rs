//! The segment of an account and how it came there: each move with its day, who had it looked at, and what was known
//! of what the conditions ask.

use desk::segments::known_then;
use notices::conditions::known;
use receivables::identity::{DebtorId, SegmentId};

use crate::failure::Failure;
use crate::state::WebState;
use crate::visitor::Visitor;

/// The segment of an account.
pub(super) struct SegmentShown {
    /// Its name, or that none holds.
    pub name: String,
    /// The moves, the latest first.
    pub moves: Vec<MoveShown>,
}

/// A move.
pub(super) struct MoveShown {
    pub words: String,
    pub when: String,
    pub known: String,
}

/// Moves shown at most.
const MOVES: usize = 20;

/// Reads the segment of an account; nothing for a company that has none and never had.
pub(super) async fn read(
    state: &WebState,
    visitor: &Visitor,
    debtor: DebtorId,
) -> Result<Option<SegmentShown>, Failure> {
    let creditor = visitor.creditor.id;
    let mut reader = state.desk().store().reader().await?;
    let names = store::segment::names(&mut reader, creditor).await?;
    if names.is_empty() {
        return Ok(None);
    }
    let page = store::Page::of(debtor);
    let reviews = store::review::of_page(&mut reader, creditor, &page).await?;
    let moves = store::segment::moves(&mut reader, creditor, debtor).await?;
    drop(reader);
    let words = &visitor.words;
    let name = |segment: Option<SegmentId>| match segment.and_then(|id| names.get(&id)) {
        Some(name) => name.clone(),
        None => words.say("segment-none"),
    };
    let current = reviews.first().and_then(|review| review.segment);
    let shown = moves.iter().take(MOVES).map(|moved| {
        let known = known_then(&moved.evidence)
            .into_iter()
            .map(|(field, value)| {
                known(field, &value, (visitor.creditor.currency, words.wording()))
            });
        MoveShown {
            words: words.with(
                "segment-moved",
                &[("from", &name(moved.from)), ("to", &name(moved.to))],
            ),
            when: format!("{} · {}", words.day(moved.moved_on), moved.moved_by),
            known: known.collect::<Vec<_>>().join(" · "),
        }
    });
    Ok(Some(SegmentShown {
        name: name(current),
        moves: shown.collect(),
    }))
}
