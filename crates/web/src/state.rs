//! What every page is given: the desk, the carriers and the settings of this server. Must never hold what
//! belongs in the store; what it keeps in memory may be lost at any moment.

use std::sync::Arc;

use desk::Desk;
use desk::carriers::Carriers;
use notices::wording::Wordings;

use crate::call_link::CallLink;
use crate::kept_reports::KeptReports;
use crate::rate_limit::RateLimit;
use crate::replays::Replays;

/// How this server is reached.
#[derive(Clone, Debug)]
pub struct WebSettings {
    /// The address people and services reach it at, when it is told.
    pub public_address: Option<String>,
    /// True when people reach it over https: cookies then refuse any other way.
    pub is_behind_https: bool,
    /// True when a proxy of ours stands in front and its `X-Forwarded-For` may be believed.
    pub trusts_proxy: bool,
    /// Largest file accepted by upload, in bytes.
    pub most_upload_bytes: usize,
    /// What a telephone number leads to when it is pressed.
    pub call_link: CallLink,
}

impl Default for WebSettings {
    fn default() -> Self {
        WebSettings {
            public_address: None,
            is_behind_https: false,
            trusts_proxy: false,
            most_upload_bytes: 1 << 30,
            call_link: CallLink::default(),
        }
    }
}

/// What every page is given. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct WebState {
    inner: Arc<Inner>,
}

struct Inner {
    desk: Desk,
    carriers: Carriers,
    settings: WebSettings,
    wordings: Wordings,
    sign_ins: RateLimit,
    reports: KeptReports,
    replays: Replays,
}

impl WebState {
    /// Pages over a desk, sending by `carriers` when a person asks to send now.
    pub fn new(desk: Desk, carriers: Carriers, settings: WebSettings) -> Self {
        WebState {
            inner: Arc::new(Inner {
                desk,
                carriers,
                settings,
                wordings: Wordings::new(),
                sign_ins: RateLimit::of_sign_ins(),
                reports: KeptReports::new(),
                replays: Replays::new(),
            }),
        }
    }

    /// The desk.
    pub(crate) fn desk(&self) -> &Desk {
        &self.inner.desk
    }

    /// What carries messages.
    pub(crate) fn carriers(&self) -> &Carriers {
        &self.inner.carriers
    }

    /// How the server is reached.
    pub(crate) fn settings(&self) -> &WebSettings {
        &self.inner.settings
    }

    /// The words of both languages.
    pub(crate) fn wordings(&self) -> &Wordings {
        &self.inner.wordings
    }

    /// Attempts to sign in.
    pub(crate) fn sign_ins(&self) -> &RateLimit {
        &self.inner.sign_ins
    }

    /// Back-tests that go on.
    pub(crate) fn replays(&self) -> &Replays {
        &self.inner.replays
    }

    /// Reports of the latest imports.
    pub(crate) fn reports(&self) -> &KeptReports {
        &self.inner.reports
    }
}
