//! The table of arrows against manifests that break it.

use super::*;

fn manifest(room: &str, rest: &str) -> Document {
    Document {
        path: format!("crates/{room}/Cargo.toml"),
        text: format!("[package]\nname = \"{room}\"\n{rest}"),
    }
}

#[track_caller]
fn check_one(room: &str, rest: &str, line: usize, says: &str) {
    let found = check(&manifest(room, rest));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].line, line);
    assert!(found[0].message.contains(says), "{}", found[0]);
}

#[test]
fn an_arrow_that_is_not_on_the_map_is_found() {
    check_one(
        "intake",
        "[dependencies]\nstore.workspace = true\n",
        4,
        "no arrow from `intake` to `store`",
    );
    check_one(
        "delivery",
        "[dev-dependencies]\nstore = { path = \"../store\" }\n",
        4,
        "no arrow",
    );
}

#[test]
fn a_heavy_crate_outside_its_room_is_found() {
    check_one(
        "desk",
        "[dependencies]\nrusqlite.workspace = true\n",
        4,
        "lives in store only",
    );
}

#[test]
fn a_room_that_nobody_knows_is_found() {
    check_one("platform", "", 1, "not in the table of arrows");
}

#[test]
fn what_the_map_shows_is_allowed() {
    let rest = "[dependencies]\ndesk.workspace = true\nlettre.workspace = true\n[dev-dependencies]\nsimulation.workspace = true\n";
    assert_eq!(check(&manifest("delivery", rest)), []);
}
