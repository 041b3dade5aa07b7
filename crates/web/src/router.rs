//! The table of contents: every address, and what is around all of them.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::trace::TraceLayer;

use crate::failure::Failure;
use crate::pages::{
    account_acts, alerts, calls, campaigns, cleaning, dashboard, debtor, debtors, departures,
    disputes, document, import, imports, letters, me, message, mode, notice, notice_acts, outcome,
    people, plans, receipts, referrals, replies, sanctions, segments, settings, setup, sign_in,
    signature, sources, strategies, templates, traits, trial,
};
use crate::state::WebState;
use crate::{api, assets, failure, headers, language, visitor};

/// Largest form, in bytes; files have a limit of their own.
const MOST_FORM_BYTES: usize = 256 * 1024;
/// The largest call of a posting service: it brings scanned receipts along, which are not kept.
const MOST_CALL_BYTES: usize = 16 << 20;

/// Every page and act of the screens.
pub fn router(state: WebState) -> Router {
    Router::new()
        .merge(door())
        .merge(company())
        .merge(accounts())
        .merge(contested())
        .merge(books())
        .merge(one_off())
        .merge(board())
        .merge(cash())
        .merge(told_by_programs())
        .layer(DefaultBodyLimit::max(MOST_FORM_BYTES))
        .merge(files(&state))
        .fallback(async || Failure::NotFound)
        .layer(from_fn_with_state(state.clone(), visitor::forget_flash))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(|_| {
            Failure::Broken("a handler panicked".to_string()).into_response()
        }))
        .layer(from_fn_with_state(state.clone(), failure::show))
        .layer(from_fn(headers::add))
        .layer(CompressionLayer::new())
        .layer(TraceLayer::new_for_http())
        .with_state(state)
}

/// Before and at sign-in.
fn door() -> Router<WebState> {
    Router::new()
        .route("/assets/{version}/{name}", get(assets::show))
        .route("/favicon.ico", get(assets::icon))
        .route("/health", get(sign_in::health))
        .route("/setup", get(setup::show).post(setup::create))
        .route("/sign-in", get(sign_in::show))
        .route("/sign-in-link/{link}", get(sign_in::by_link))
        .route("/session", post(sign_in::start))
        .route("/session/closed", post(sign_in::end))
        .route("/language", post(language::choose))
}

/// What the services of others tell us.
fn told_by_programs() -> Router<WebState> {
    Router::new()
        .route(
            "/hooks/letters/{key}",
            post(api::letters::heard).layer(DefaultBodyLimit::max(MOST_CALL_BYTES)),
        )
        .route(
            "/hooks/texts/{key}",
            get(api::texts::any).post(api::texts::any),
        )
        .route(
            "/hooks/texts/{key}/{notice}",
            get(api::texts::about).post(api::texts::about),
        )
}

/// The company looked at.
fn company() -> Router<WebState> {
    Router::new()
        .route("/", get(dashboard::show))
        .route("/creditor", post(sign_in::choose_creditor))
        .route("/mode", get(mode::show).post(mode::choose))
        .route("/signature", get(signature::show).post(signature::save))
        .route("/senders", post(signature::keep_sender))
        .route("/senders/{key}/removed", post(signature::remove_sender))
        .route("/settings", get(settings::show).post(settings::save))
        .route(
            "/follow-ups",
            get(settings::follow_ups::show).post(settings::follow_ups::save),
        )
        .route("/people", get(people::show).post(people::invite))
        .route("/people/{person}/link", post(people::link))
        .route("/people/{person}/role", post(people::change_role))
        .route("/people/{person}/let-go", post(people::let_go))
        .route("/me", get(me::show))
        .route("/me/name", post(me::rename))
        .route("/me/password", post(me::change_password))
        .route("/switch", post(notice_acts::switch))
        .route("/upgrade", post(notice_acts::confirm_upgrade))
}

/// Strategies, what they would have done, and the segments that follow them.
fn books() -> Router<WebState> {
    Router::new()
        .route("/segments", get(segments::show).post(segments::keep))
        .route("/segments/new", get(segments::add))
        .route("/segments/{segment}", get(segments::edit))
        .route("/segments/{segment}/removed", post(segments::remove))
        .route("/segments/{segment}/shifted", post(segments::shift))
        .route("/conditions/check", get(segments::check))
        .route("/strategies", get(strategies::show).post(strategies::keep))
        .route("/strategies/new", get(strategies::add))
        .route("/strategies/{key}", get(strategies::edit))
        .route("/replay", get(strategies::replay))
        .route("/templates", get(templates::list).post(templates::keep))
        .route("/templates/new", get(templates::add))
        .route("/templates/preview", post(templates::preview))
        .route("/templates/{name}/{language}", get(templates::edit))
        .route(
            "/templates/{name}/{language}/message",
            get(templates::in_force),
        )
        .route(
            "/templates/{name}/{language}/restored",
            post(templates::restore),
        )
}

/// Campaigns.
fn one_off() -> Router<WebState> {
    Router::new()
        .route("/campaigns", get(campaigns::list).post(campaigns::keep))
        .route("/campaigns/new", get(campaigns::add))
        .route("/campaigns/{campaign}", get(campaigns::show))
        .route("/campaigns/{campaign}/edit", get(campaigns::edit))
        .route("/campaigns/{campaign}/message", get(campaigns::message))
        .route("/campaigns/{campaign}/trial", post(trial::of_campaign))
        .route("/campaigns/{campaign}/approved", post(campaigns::approve))
        .route("/campaigns/{campaign}/ended", post(campaigns::end))
}

/// Accounts and what people note about them.
fn accounts() -> Router<WebState> {
    Router::new()
        .route("/debtors", get(debtors::show))
        .route("/debtors/{debtor}", get(debtor::show))
        .route("/debtors/{debtor}/why", get(debtor::why_file))
        .route(
            "/debtors/{debtor}/promises",
            post(account_acts::take_promise),
        )
        .route(
            "/debtors/{debtor}/promises/{promise}/closed",
            post(account_acts::withdraw_promise),
        )
        .route("/debtors/{debtor}/holds", post(account_acts::place_hold))
        .route(
            "/debtors/{debtor}/holds/{hold}/closed",
            post(account_acts::lift_hold),
        )
        .route("/debtors/{debtor}/replies", post(account_acts::note_reply))
        .route(
            "/debtors/{debtor}/replies/{reply}/closed",
            post(account_acts::handle_reply),
        )
        .route(
            "/debtors/{debtor}/contacts",
            post(account_acts::add_contact),
        )
        .route(
            "/debtors/{debtor}/message",
            get(message::show).post(message::write),
        )
        .route(
            "/debtors/{debtor}/contacts/{contact}",
            post(account_acts::correct_contact),
        )
        .route(
            "/debtors/{debtor}/contacts/{contact}/mark",
            post(account_acts::mark_contact),
        )
        .route(
            "/debtors/{debtor}/contacts/{contact}/closed",
            post(account_acts::remove_contact),
        )
        .route(
            "/debtors/{debtor}/difficulty",
            post(account_acts::note_difficulty),
        )
        .route("/debtors/{debtor}/phase", post(account_acts::change_phase))
        .route(
            "/debtors/{debtor}/charges",
            post(account_acts::claim_charges),
        )
        .route("/plans", get(plans::list))
        .route("/debtors/{debtor}/plans", post(plans::agree))
        .route("/debtors/{debtor}/plans/new", get(plans::propose))
        .route("/debtors/{debtor}/plans/{plan}", get(plans::show))
        .route("/debtors/{debtor}/plans/{plan}/letter", get(plans::letter))
        .route("/debtors/{debtor}/plans/{plan}/file", get(plans::file))
        .route(
            "/debtors/{debtor}/plans/{plan}/closed",
            post(plans::withdraw),
        )
        .route("/debtors/{debtor}/traits", post(traits::keep))
        .route("/debtors/{debtor}/address", post(traits::keep_address))
        .merge(handed_over())
        .merge(answered())
}

/// What debtors answered.
fn answered() -> Router<WebState> {
    Router::new()
        .route("/replies", get(replies::list))
        .route("/replies/{reply}", get(replies::show))
        .route("/replies/{reply}/accepted", post(replies::accept))
        .route("/replies/{reply}/rejected", post(replies::reject))
        .route("/answers/{answer}/placed", post(replies::place))
        .route("/answers/{answer}/aside", post(replies::set_aside))
}

/// Claims that are with somebody else.
fn handed_over() -> Router<WebState> {
    const ONE: &str = "/debtors/{debtor}/referrals/{referral}";
    Router::new()
        .route("/referrals", get(referrals::list))
        .route("/debtors/{debtor}/referrals", post(referrals::open))
        .route("/debtors/{debtor}/referrals/new", get(referrals::form))
        .route(ONE, get(referrals::show))
        .route(&format!("{ONE}/entries"), post(referrals::note))
        .route(&format!("{ONE}/ended"), post(referrals::end))
        .merge(sanctioned())
}

/// Credit holds and other sanctions.
fn sanctioned() -> Router<WebState> {
    Router::new()
        .route("/sanctions", get(sanctions::list))
        .route("/sanctions/file", get(sanctions::file))
        .route("/sanctions/{sanction}/approved", post(sanctions::approve))
        .route("/sanctions/{sanction}/ended", post(sanctions::end))
        .route("/debtors/{debtor}/sanctions", post(sanctions::propose))
        .route("/debtors/{debtor}/sanctions/new", get(sanctions::form))
}

/// Alerts and disputes; their files come with larger bodies, see [`files`].
fn contested() -> Router<WebState> {
    const ONE: &str = "/debtors/{debtor}/disputes/{dispute}";
    let of_one = |rest: &str| format!("{ONE}{rest}");
    Router::new()
        .route("/alerts", get(alerts::list).post(alerts::keep))
        .route("/alerts/new", get(alerts::add))
        .route("/alerts/{alert}", get(alerts::edit))
        .route("/alerts/{alert}/switched", post(alerts::switch))
        .route("/alerts/{alert}/removed", post(alerts::remove))
        .route("/alert-hits/{hit}/seen", post(alerts::see_to))
        .route("/disputes", get(disputes::list))
        .route("/debtors/{debtor}/disputes", post(disputes::open))
        .route(ONE, get(disputes::show))
        .route(&of_one("/closed"), post(disputes::close))
        .route(&of_one("/award"), post(disputes::end_award))
        .route(&of_one("/care"), post(disputes::assign))
        .route(&of_one("/notes"), post(disputes::discuss))
        .route(&of_one("/gestures"), post(disputes::propose_gesture))
        .route(
            &of_one("/gestures/{gesture}/answered"),
            post(disputes::answer_gesture),
        )
        .route(&of_one("/evidence/{evidence}"), get(disputes::evidence))
}

/// The departures board.
fn board() -> Router<WebState> {
    Router::new()
        .route("/items/{item}/documents/{import}", get(document::show))
        .route("/departures", get(departures::show))
        .route("/departures/done", get(departures::done::show))
        .route("/departures/confirmed", post(notice_acts::confirm_all))
        .route("/day-runs", post(notice_acts::run_day))
        .route("/sendings", post(notice_acts::send))
        .route("/calls", get(calls::next))
        .route("/calls/{notice}", get(calls::show).post(calls::report))
        .route("/letters", get(letters::show))
        .route("/letters/printed", post(letters::print))
        .route("/letters/posted", post(letters::post))
        .route("/letters/given", post(letters::give))
        .route("/notices/{notice}/letter", get(letters::one))
        .route("/notices/{notice}", get(notice::show))
        .route("/notices/{notice}/message", get(notice::message))
        .route("/notices/{notice}/original", get(notice::original))
        .route("/notices/{notice}/trial", post(trial::of_notice))
        .route("/notices/{notice}/confirmed", post(notice_acts::confirm))
        .route("/notices/{notice}/withdrawn", post(notice_acts::withdraw))
        .route("/notices/{notice}/done", post(outcome::done))
        .route("/notices/{notice}/fate", post(notice_acts::settle))
        .route("/notices/{notice}/returned", post(notice_acts::came_back))
}

/// Money that came in, and where the data comes from.
fn cash() -> Router<WebState> {
    Router::new()
        .route("/cleaning", get(cleaning::show))
        .route("/cleaning/merges", post(cleaning::merge))
        .route(
            "/cleaning/merges/{merge}/undone",
            post(cleaning::undo_merge),
        )
        .route("/cleaning/credits/{debtor}", post(cleaning::use_credits))
        .route("/cleaning/numbers/{debtor}", post(cleaning::correct))
        .route("/cleaning/dismissals", post(cleaning::dismiss))
        .route("/sources", get(sources::show))
        .route("/tokens", post(sources::make_token))
        .route("/tokens/{token}/revoked", post(sources::revoke_token))
        .route("/receipts", get(receipts::show))
        .route("/receipts/proposals", post(receipts::look_again))
        .route("/receipts/{entry}", get(receipts::edit))
        .route("/receipts/{entry}/accepted", post(receipts::accept))
        .route("/receipts/{entry}/placed", post(receipts::place))
        .route("/receipts/{entry}/set-aside", post(receipts::set_aside))
        .route("/receipts/{entry}/undone", post(receipts::undo))
}

/// Files, with the largest size of the installation.
fn files(state: &WebState) -> Router<WebState> {
    Router::new()
        .route("/api/imports", post(api::imports::receive))
        .route("/imports", get(imports::show).post(imports::receive))
        .route(
            "/debtors/{debtor}/disputes/{dispute}/evidence",
            post(disputes::add_evidence),
        )
        .route("/imports/{import}", get(import::show))
        .route("/imports/{import}/columns", post(import::read_import_again))
        .route("/imports/{import}/original", get(import::give_original))
        .route("/import-reports/{number}", get(import::show_report))
        .route("/import-reports/{number}/mapping", post(import::read_again))
        .layer(DefaultBodyLimit::max(state.settings().most_upload_bytes))
}
