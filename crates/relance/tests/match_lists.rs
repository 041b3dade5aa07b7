//! `relance match` with the real binary: two lists in, decisions out, and what is told of bad lines.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene has failed"
)]

use std::path::Path;
use std::process::{Command, Output};

const INVOICES: &str = "invoice,customer,customer_name,issue_date,due_date,open_cents
FA2026-000001,C1,Menuiserie Martin SARL,2026-04-01,2026-05-01,123457
FA2026-000002,C1,Menuiserie Martin SARL,2026-04-02,2026-05-02,45673
FA2026-000003,C2,Garage du Vieux Port,2026-04-03,2026-05-03,45673
";

fn relance(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relance"));
    command
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn lists(payments: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("invoices.csv"), INVOICES).unwrap();
    std::fs::write(folder.path().join("payments.csv"), payments).unwrap();
    folder
}

#[test]
fn payments_are_decided_with_their_reasons() {
    let folder = lists(
        "payment,date,amount_cents,text\nP1,2026-05-10,123457,VIR FACT 2026-000001\nP2,2026-05-11,45673,VIR MENUISERIE MARTIN REGLEMENT\nP3,2026-05-12,777,INTERETS 123456\n",
    );
    let output = relance(
        folder.path(),
        &[
            "match",
            "invoices.csv",
            "payments.csv",
            "--out",
            "decisions.csv",
            "--language",
            "en",
        ],
    );
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let decisions = std::fs::read_to_string(folder.path().join("decisions.csv")).unwrap();
    let lines: Vec<&str> = decisions.lines().collect();
    assert!(lines[0].starts_with("payment,decision,rank,invoices,amounts,confidence"));
    assert!(
        lines[1].starts_with("P1,applied,1,FA2026-000001,123457,"),
        "{decisions}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("P2,") && line.contains("FA2026-000002")),
        "{decisions}"
    );
    assert!(
        lines.iter().any(|line| line.starts_with("P3,none,1,,,0,")),
        "{decisions}"
    );
    assert!(decisions.contains("prefix"), "{decisions}");
}

#[test]
fn a_bad_line_is_told_with_its_line_and_its_column() {
    let folder = lists(
        "payment,date,amount_cents,text\nP1,2026-05-10,12x,VIR\nP2,2026-05-11,45673,FA2026-000002\n",
    );
    let arguments = [
        "match",
        "invoices.csv",
        "payments.csv",
        "--json",
        "--language",
        "en",
    ];
    let output = relance(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let printed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(printed["applied"]["payments"], 1);
    let problem = printed["problems"][0].as_str().unwrap();
    assert!(
        problem.contains("payments.csv") && problem.contains("amount_cents"),
        "{problem}"
    );

    std::fs::write(folder.path().join("payments.csv"), "who;what\n1;2\n").unwrap();
    let output = relance(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
}
