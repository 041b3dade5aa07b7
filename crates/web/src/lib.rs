//! The screens: pages made on the server, for desks and phones, in French and English. It shows what the
//! store holds within the scope of the person, and asks the desk for every change. It must never decide,
//! never write to the store, never send anything and never open a connection outward.

mod amount;
mod api;
mod assets;
mod call_link;
mod cookie;
mod failure;
mod fields;
mod flash;
mod frame;
mod headers;
mod kept_reports;
mod language;
mod pages;
mod place;
mod rate_limit;
mod replays;
mod router;
mod serve;
mod state;
mod visitor;
mod words;

pub use call_link::{CallLink, NoCallLink};
pub use router::router;
pub use serve::serve;
pub use state::{WebSettings, WebState};
