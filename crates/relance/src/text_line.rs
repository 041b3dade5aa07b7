//! What a provider of text messages tells on a line of its own, taken to the desk. Must never let go of what was not written
//! down: then the provider tells it again.

#[cfg(test)]
mod tests;

use std::time::Duration;

use delivery::smpp::Told;
use desk::Desk;
use desk::texts::Listened;
use tokio::sync::mpsc;

/// A report may come before the message it is about is written down: it waits so often, so long.
const WAITS: u32 = 10;
pub const WAIT: Duration = Duration::from_millis(500);

/// Writes down what is told until nothing is told any more. One that waits keeps no other from being written down;
/// what looks like nobody's is looked for again after each `wait`.
pub async fn hear(desk: Desk, mut told: mpsc::Receiver<Told>, wait: Duration) {
    while let Some(one) = told.recv().await {
        tokio::spawn(hear_one(desk.clone(), one, wait));
    }
}

async fn hear_one(desk: Desk, told: Told, wait: Duration) {
    let mut last = Listened::NotOurs;
    for _ in 0..WAITS {
        match desk.hear(None, &told.heard).await {
            Ok(Listened::Noted | Listened::NothingNew) => return told.done(),
            // Its name is known once its sending is written down: until then it looks like nobody's.
            Ok(early) => last = early,
            Err(cause) => {
                tracing::error!(%cause, "what the provider of text messages told could not be written down; it tells it again");
                return;
            }
        }
        tokio::time::sleep(wait).await;
    }
    if last == Listened::NotOurs {
        tracing::warn!("a provider told something about a text message that is none of ours");
        told.done();
    }
}
