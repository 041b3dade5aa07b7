//! Files through the page: checked, imported, reported with each problem, and read again with other columns.

use axum::http::{StatusCode, header};
use receivables::account::Mode;

use crate::browser::{Answer, Browser};
use crate::scene::Scene;

const LIST: &str = "Code client;Nom client;Numéro de facture;Date de facture;Date d’échéance;Montant TTC\n\
    C001;Menuiserie Lenoir;F-1;01/02/2026;28/02/2026;1 200,00\n\
    C002;Imprimerie du Marais;F-2;31/02/2026;15/03/2026;80,00\n";

async fn send(browser: &mut Browser, writing: &str, (name, bytes): (&str, &[u8])) -> Answer {
    let answer = browser
        .upload(
            "/imports",
            &[("writing", writing), ("kind", "")],
            (name, bytes),
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    browser.get(answer.location()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_keeps_nothing_and_an_import_does() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = scene.signed_in().await;
    let checked = send(&mut browser, "dry-run", ("factures.csv", LIST.as_bytes())).await;
    assert!(
        checked.text.contains("Vérification seulement"),
        "{}",
        checked.text
    );
    assert!(
        !browser
            .get("/debtors?show=all")
            .await
            .text
            .contains("Menuiserie Lenoir")
    );
    let imported = send(&mut browser, "for-real", ("factures.csv", LIST.as_bytes())).await;
    assert!(!imported.text.contains("Vérification seulement"));
    assert!(
        imported.text.contains("Liste de factures"),
        "what it was taken for"
    );
    let list = browser.get("/debtors?show=all").await.text;
    assert!(
        list.contains("Menuiserie Lenoir"),
        "{} {list}",
        imported.text
    );
    assert!(browser.get("/imports").await.text.contains("factures.csv"));
    let again = send(&mut browser, "for-real", ("autre-nom.csv", LIST.as_bytes())).await;
    assert!(again.text.contains("déjà importé"), "{}", again.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_problem_is_shown_with_its_line_and_found_again_in_the_history() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = scene.signed_in().await;
    let report = send(&mut browser, "for-real", ("factures.csv", LIST.as_bytes())).await;
    assert!(report.text.contains("31/02/2026"), "{}", report.text);
    let history = browser.get("/imports").await.text;
    let start = history.find("/imports/").unwrap();
    let path = history[start..].split('"').next().unwrap().to_string();
    let stored = browser.get(&path).await;
    assert!(stored.text.contains("31/02/2026"), "{}", stored.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_a_person_corrects_are_read_again() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = scene.signed_in().await;
    let answer = browser
        .upload(
            "/imports",
            &[("writing", "dry-run")],
            ("factures.csv", LIST.as_bytes()),
        )
        .await;
    let report = answer.location().to_string();
    let page = browser.get(&report).await.text;
    assert!(
        page.contains("Imprimerie du Marais") && page.contains("name=\"column-5\""),
        "samples and choices: {page}"
    );
    let columns = [
        ("column-0", "debtor_key"),
        ("column-1", "debtor_name"),
        ("column-2", "number"),
        ("column-3", ""),
        ("column-4", "issued_on"),
        ("column-5", "amount"),
    ];
    let again = browser.post(&format!("{report}/mapping"), &columns).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
    let page = browser.get(again.location()).await.text;
    assert!(
        !page.contains("31/02/2026 »"),
        "the column with the impossible day is not read: {page}"
    );
}

const BANK: &str = "Date opération;Libellé;Montant;Date de valeur\n\
    03/04/2026;VIR LENOIR;-600,00;03/04/2026\n\
    05/04/2026;VIR MARAIS;-80,00;05/04/2026\n";

#[tokio::test(flavor = "multi_thread")]
async fn signs_and_days_of_an_import_are_corrected_however_old_and_its_file_is_given_back() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = scene.signed_in().await;
    send(&mut browser, "for-real", ("carte.csv", BANK.as_bytes())).await;
    let history = browser.get("/imports").await.text;
    let start = history.find("/imports/").unwrap();
    let path = history[start..].split('"').next().unwrap().to_string();
    let page = browser.get(&path).await.text;
    assert!(page.contains("name=\"signs\""), "{page}");
    let original = browser.get(&format!("{path}/original")).await;
    assert_eq!(original.status, StatusCode::OK);
    assert_eq!(original.text, BANK, "to the byte");
    assert!(
        original.headers["content-disposition"]
            .to_str()
            .unwrap()
            .contains("carte.csv")
    );
    assert!(
        !browser.get("/receipts").await.text.contains("VIR LENOIR"),
        "money that went out is no receipt"
    );
    let answers = [
        ("column-0", "booked_on"),
        ("column-1", "label"),
        ("column-2", "amount"),
        ("column-3", "value_on"),
        ("signs", "inverted"),
        ("date-order", "month_first"),
        ("decimal-mark", ""),
        ("currency", "eur"),
        ("account", ""),
    ];
    let again = browser.post(&format!("{path}/columns"), &answers).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
    browser.get(again.location()).await;
    let receipts = browser.get("/receipts").await.text;
    assert!(receipts.contains("VIR LENOIR"), "{receipts}");
    assert!(
        receipts.contains("04/03/2026"),
        "the month comes first: {receipts}"
    );
    let mut wrong = answers;
    wrong[7] = ("currency", "euros");
    let refused = browser.post(&format!("{path}/columns"), &wrong).await;
    let page = browser.get(refused.location()).await.text;
    assert!(page.contains("EUROS"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_meaning_of_a_column_has_words() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = scene.signed_in().await;
    let ledger = "Compte;Intitulé;Pièce;Date;Journal;Libellé;Débit;Crédit;Lettrage\n\
        C001;Menuiserie Lenoir;F-1;01/02/2026;VE;Vente;1200,00;;\n";
    for text in [LIST, BANK, ledger] {
        let page = send(&mut browser, "dry-run", ("table.csv", text.as_bytes())).await;
        assert!(page.text.contains("name=\"column-0\""), "{}", page.text);
        assert!(!page.text.contains(">column-"), "{}", page.text);
        assert!(!page.text.contains(">import-"), "{}", page.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_nobody_can_read_is_refused_in_words() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = scene.signed_in().await;
    browser
        .headers
        .push((header::ACCEPT.as_str(), "application/json"));
    let files: [(&str, &[u8]); 3] = [
        ("vide.txt", b""),
        ("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("lettre.txt", b"Bonjour,\n"),
    ];
    for (name, bytes) in files {
        let answer = browser
            .upload("/imports", &[("writing", "for-real")], (name, bytes))
            .await;
        let told: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
        assert!(
            told["words"]
                .as_str()
                .is_some_and(|words| !words.is_empty()),
            "{name}: {}",
            answer.text
        );
        assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_a_file_says_so() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = scene.signed_in().await;
    let answer = browser
        .upload("/imports", &[("writing", "for-real")], ("", b""))
        .await;
    assert_eq!(answer.location(), "/imports");
    assert!(
        browser
            .get("/imports")
            .await
            .text
            .contains("Choisissez un fichier")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_brings_files_with_its_token_and_with_no_other() {
    let scene = crate::scene::Scene::set(receivables::account::Mode::Confirm).await;
    scene.promote().await;
    let mut browser = scene.signed_in().await;
    let page = browser.post("/tokens", &[("name", "Export du soir")]).await;
    let token = page
        .text
        .split("<code>")
        .nth(1)
        .and_then(|rest| rest.split("</code>").next())
        .unwrap()
        .to_string();
    let list = "client;numero facture;date facture;echeance;montant ttc;devise\n\
        Lenoir;FA-101;01/02/2026;03/03/2026;1200,00;EUR\n";
    let bring = async |token: &str| {
        let request = axum::http::Request::post("/api/imports?name=invoices.csv")
            .header("authorization", format!("Bearer {token}"))
            .body(axum::body::Body::from(list))
            .unwrap();
        let answer = tower::ServiceExt::oneshot(scene.router.clone(), request)
            .await
            .unwrap();
        let status = answer.status();
        let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20)
            .await
            .unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    };
    let (status, words) = bring("0123").await;
    assert_eq!(status, axum::http::StatusCode::UNAUTHORIZED, "{words}");
    let (status, words) = bring(&token).await;
    assert_eq!(status, axum::http::StatusCode::OK, "{words}");
    assert!(words.contains("\"new\":1"), "{words}");
    let sources = browser.get("/sources").await;
    assert!(sources.text.contains("Export du soir"));
    assert!(sources.text.contains("invoices.csv"));
    let id = sources
        .text
        .split("/tokens/")
        .nth(1)
        .and_then(|rest| rest.split('/').next())
        .unwrap()
        .to_string();
    browser.post(&format!("/tokens/{id}/revoked"), &[]).await;
    let (status, _) = bring(&token).await;
    assert_eq!(status, axum::http::StatusCode::UNAUTHORIZED);
}

/// A PDF that holds an invoice of FE-1, built object by object.
fn hybrid() -> Vec<u8> {
    let invoice = "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\" xmlns:b=\"x\"><b:ID>FE-1</b:ID>\
        <b:IssueDate>2026-02-01</b:IssueDate><b:DueDate>2026-02-28</b:DueDate><b:InvoiceTypeCode>380</b:InvoiceTypeCode>\
        <b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode><b:AccountingCustomerParty><b:Party><b:PartyLegalEntity>\
        <b:RegistrationName>Scierie du Lac</b:RegistrationName><b:CompanyID schemeID=\"0002\">552100554</b:CompanyID>\
        </b:PartyLegalEntity></b:Party></b:AccountingCustomerParty><b:LegalMonetaryTotal>\
        <b:PayableAmount currencyID=\"EUR\">120.00</b:PayableAmount></b:LegalMonetaryTotal></Invoice>";
    let objects = [
        "<</Type/Catalog/Names<</EmbeddedFiles 2 0 R>>>>".to_string(),
        "<</Names[(factur-x.xml) 3 0 R]>>".to_string(),
        "<</Type/Filespec/F (factur-x.xml)/UF (factur-x.xml)/EF<</F 4 0 R>>>>".to_string(),
        format!(
            "<</Type/EmbeddedFile/Length {}>>\nstream\n{invoice}\nendstream",
            invoice.len()
        ),
    ];
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (place, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", place + 1).bytes());
    }
    let start = bytes.len();
    let end =
        format!("xref\n0 5\n{table}trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(end.bytes());
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn mah_20_the_pdf_of_an_invoice_is_shown_from_its_line_to_whoever_may_see_it() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = scene.signed_in().await;
    send(&mut browser, "for-real", ("FE 1.pdf", &hybrid())).await;
    let mut reader = scene.desk.store().reader().await.unwrap();
    let found = store::item::by_reference(&mut reader, scene.seat.creditor, "FE-1").await;
    let debtor = found.unwrap()[0].debtor;
    drop(reader);
    let account = browser.get(&format!("/debtors/{debtor}")).await.text;
    let start = account.find("/items/").expect("a link on the line");
    let path = account[start..].split('"').next().unwrap().to_string();
    let shown = browser.get(&path).await;
    let header = |answer: &Answer, name| answer.headers[name].to_str().unwrap().to_string();
    assert_eq!(header(&shown, header::CONTENT_TYPE), "application/pdf");
    assert_eq!(
        shown.text,
        String::from_utf8_lossy(&hybrid()),
        "the very bytes"
    );
    assert_eq!(
        header(&shown, header::CONTENT_DISPOSITION),
        "inline; filename=\"FE_1.pdf\""
    );
    assert_eq!(header(&shown, header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    let elsewhere = path.replace("/documents/", "/documents/0");
    assert_eq!(browser.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
    let mut stranger = Browser::new(scene.router.clone());
    assert_eq!(stranger.get(&path).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_number_is_on_the_bench_until_a_person_corrects_it() {
    let scene = Scene::set(Mode::Observe).await;
    let mut browser = scene.signed_in().await;
    let list = "code client;raison sociale;siren\nC009;Scierie du Lac;404833047\n";
    send(&mut browser, "for-real", ("clients.csv", list.as_bytes())).await;
    let mut reader = scene.desk.store().reader().await.unwrap();
    let debtor = store::debtor::by_natural_key(&mut reader, scene.seat.creditor, "C009").await;
    let debtor = debtor.unwrap().unwrap();
    drop(reader);
    scene.invoice(debtor, "F-9", 60_000, 3).await;
    let bench = browser.get("/cleaning").await.text;
    assert!(
        bench.contains("Le SIREN 404833047 ne peut pas exister"),
        "{bench}"
    );
    assert!(bench.contains("600,00"), "with what depends on it");
    let path = format!("/cleaning/numbers/{debtor}");
    let fields = [
        ("which", "siren"),
        ("found", "404833047"),
        ("number", "404 833 048"),
    ];
    browser.post(&path, &fields).await;
    let after = browser.get("/cleaning").await.text;
    assert!(after.contains("Le numéro est corrigé"), "{after}");
    assert!(!after.contains("404833047"), "{after}");
}
