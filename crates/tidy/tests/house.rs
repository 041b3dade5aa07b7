//! The house rules, applied to the whole repository. A failure names file and line and says what to do.

use tidy::finding::none;
use tidy::tree::{documents, root, sources};
use tidy::{Finding, Source, arrow, boxed, column, link, name, opening, purity, size, sql};

fn over_sources(check: impl Fn(&Source) -> Vec<Finding>) {
    let sources = sources();
    assert!(
        !sources.is_empty(),
        "no source was found: the check would prove nothing"
    );
    none(sources.iter().flat_map(check).collect());
}

#[test]
fn rooms_use_only_the_rooms_that_the_map_shows() {
    let manifests = documents("crates", "toml");
    let manifests = manifests.iter().filter(|m| m.path.ends_with("/Cargo.toml"));
    none(manifests.flat_map(arrow::check).collect());
}

#[test]
fn files_and_functions_fit_a_sitting_and_a_screen() {
    over_sources(size::check);
}

#[test]
fn public_futures_of_the_desk_are_boxed() {
    over_sources(boxed::check);
}

#[test]
fn names_say_something() {
    over_sources(name::check);
}

#[test]
fn sql_lives_in_store_only() {
    over_sources(sql::check);
}

#[test]
fn pure_rooms_know_nothing_of_the_world() {
    over_sources(purity::check);
}

#[test]
fn every_file_says_what_it_is_for() {
    over_sources(opening::check);
}

#[test]
fn columns_mean_the_same_in_both_engines() {
    let migrations = documents("crates/store", "sql");
    assert!(
        !migrations.is_empty(),
        "no migration was found: the check would prove nothing"
    );
    none(migrations.iter().flat_map(column::check).collect());
}

#[test]
fn links_in_documents_lead_somewhere() {
    let documents = documents("", "md");
    none(
        documents
            .iter()
            .flat_map(|d| link::check(d, &root()))
            .collect(),
    );
}
