//! What a credit controller does, as acts: receive a file, run the day, confirm, send, apply payments, take a
//! promise, open a dispute, hold. Every change of the store goes through here, with its entry in the
//! journal. It must never decide (that is `receivables`), never hold SQL (`store`), never open a connection
//! outward (`delivery`).

pub mod carrier;
pub mod clock;
