//! How far the mailboxes of the installation were read. Must never move forward before what was read is taken in.

use crate::desk::Desk;
use crate::error::Result;
use crate::seat::Actor;
use async_recursion::async_recursion as boxed;

impl Desk {
    /// What was kept for a mailbox, by a name of its own.
    #[boxed]
    pub async fn mailbox_place(&self, mailbox: &str) -> Result<Option<String>> {
        let mut reader = self.store().reader().await?;
        Ok(store::installation::value(&mut reader, &named(mailbox)).await?)
    }

    /// Keeps how far a mailbox was read.
    #[boxed]
    pub async fn keep_mailbox_place(&self, mailbox: &str, place: &str) -> Result<()> {
        let actor = Actor::machine("mailbox");
        let mut transaction = self.store().transaction().await?;
        let stamp = self.stamp(&actor);
        store::installation::set(&mut transaction, &stamp, &named(mailbox), place).await?;
        Ok(transaction.commit().await?)
    }
}

fn named(mailbox: &str) -> String {
    format!("mailbox {mailbox}")
}
