//! Late charges: penalties by half-year rates, the fixed recovery charge, by country and nature of debtor.
//! They are claims of their own. Must never alter an invoice, never charge a charge, and never use the last
//! known rate for a period that is not in the tables.

pub mod claim;
pub mod fixed_sum;
pub mod rates;
pub mod regime;

pub use claim::{ChargeError, Debt, LateCharges, PartPayment, Segment, late_charges};
pub use rates::{Rates, Reference};
pub use regime::{DayCount, Rate, RateMode, Regime};
