//! A service played by a server that misbehaves: what each of its ways to fail means for a letter.

use desk::carrier::Carried;
use desk::clock::Clock;
use desk::posting_service::{LetterFate, PostalAddress};
use receivables::identity::NoticeId;
use tokio::net::TcpListener;

use super::*;
use crate::misbehaving::{End, halves, says, server};
use crate::oauth::{Grant, TokenService, TokenSource};

const PDF: &[u8] = b"%PDF-1.7 \x00\xff letter";

fn letter(postage: Postage) -> ServiceLetter {
    ServiceLetter {
        notice: NoticeId(42),
        reference: "letter-42".to_string(),
        postage,
        from: PostalAddress {
            name: "Atelier du Port".to_string(),
            lines: vec!["1 quai".to_string()],
            post_code: "44000".to_string(),
            town: "Nantes".to_string(),
            country: "FR".to_string(),
        },
        to: PostalAddress {
            name: "Dupont & \"Fils\" {reference}".to_string(),
            lines: ["Bât. B", "3 rue Haute", "BP 4", "Cedex"]
                .map(str::to_string)
                .into(),
            post_code: "1000".to_string(),
            town: "Bruxelles".to_string(),
            country: "BE".to_string(),
        },
        file: PDF.to_vec(),
    }
}

fn prices() -> Prices {
    let currency = Currency::EUR;
    Prices {
        ordinary: TextTerms::price("1.60", currency),
        registered: TextTerms::price("7", currency),
        currency,
    }
}

fn clock() -> Clock {
    Clock::by_hand("2026-03-02T08:15:00Z".parse().unwrap())
}

fn facteur(address: &str) -> PostingClient {
    let access = Access::merci_facteur(address, ("service", "secret"), clock());
    let description = merci_facteur(Some(address), "17", Some("of calls".to_string()));
    PostingClient::new("Merci Facteur", description, (access, prices())).unwrap()
}

fn pingen_at(address: &str) -> PostingClient {
    let tokens = TokenService {
        address: format!("{address}/auth/access-tokens"),
        client_id: "app".to_string(),
        client_secret: Some("s".to_string()),
        scope: Some("letter".to_string()),
        grant: Grant::Application,
    };
    let access = Access::Bearer(std::sync::Arc::new(
        TokenSource::new(tokens, clock()).unwrap(),
    ));
    let description = pingen(Some(address), "org", "left");
    PostingClient::new("Pingen", description, (access, prices())).unwrap()
}

const TOKEN: &str = "{\"success\":true,\"token\":\"T\",\"expire\":1900000000}";

#[tokio::test]
async fn merci_facteur_takes_a_letter_in_one_form() {
    let taken = "{\"success\":true,\"error\":null,\"envoi_id\":123,\"price\":{\"total\":{\"ht\":6.42,\"ttc\":7.7}}}";
    let (address, mut asked) = server(vec![says(200, TOKEN), says(200, taken)]).await;
    let given = facteur(&address).give(&letter(Postage::Registered)).await;
    let receipt = Carried::Receipt {
        reference: "123".to_string(),
        bytes: PDF.to_vec(),
    };
    assert_eq!(given.carried, receipt);
    assert_eq!(given.cost.unwrap().micros, 6_420_000);

    let (head, _) = halves(&asked.recv().await.unwrap());
    assert!(head.starts_with("GET /getToken "), "{head}");
    // HMAC-SHA256 of "service1772439300" with the key "secret", by OpenSSL.
    let signature =
        "ww-service-signature: 42570080e6afc4612b42a2c4fd10da714f319e80416e4ad583eb77520c6d8612";
    assert!(head.contains(signature), "{head}");
    let (head, body) = halves(&asked.recv().await.unwrap());
    assert!(head.contains("ww-access-token: T"), "{head}");
    let fields: std::collections::BTreeMap<String, String> =
        form_urlencoded::parse(&body).into_owned().collect();
    assert_eq!(fields["modeEnvoi"], "lrar");
    assert_eq!(fields["antidoublon"], "letter-42");
    let sides: serde_json::Value = serde_json::from_str(&fields["adress"]).unwrap();
    let to = &sides["dest"][0];
    assert_eq!(to["societe"], "Dupont & \"Fils\" {reference}");
    assert_eq!(
        (&to["pays"], &to["adresse3"]),
        (&"BELGIQUE".into(), &"BP 4, Cedex".into())
    );
    assert_eq!(to.as_object().unwrap().len(), 11);
    assert_eq!(sides["exp"]["adresse2"], "");
    let content: serde_json::Value = serde_json::from_str(&fields["content"]).unwrap();
    let file = content["letter"]["base64files"][0].as_str().unwrap();
    use base64::Engine;
    let file = base64::engine::general_purpose::STANDARD.decode(file);
    assert_eq!(file.unwrap(), PDF);
}

const UPLOAD: &str =
    "{\"data\":{\"attributes\":{\"url\":\"{me}/bucket?key=a%2Fb&sig=c\",\"url_signature\":\"S\"}}}";
const ACCESS: &str = "{\"access_token\":\"A\",\"expires_in\":3600}";

#[tokio::test]
async fn pingen_takes_the_file_first_and_then_the_letter() {
    let created = "{\"data\":{\"id\":\"L1\",\"attributes\":{\"status\":\"validating\",\"price_value\":null}}}";
    let ends = vec![
        says(200, ACCESS),
        says(200, UPLOAD),
        says(200, ""),
        says(201, created),
    ];
    let (address, mut asked) = server(ends).await;
    let given = pingen_at(&address).give(&letter(Postage::Ordinary)).await;
    assert!(
        matches!(&given.carried, Carried::Receipt { reference, .. } if reference == "L1"),
        "{given:?}"
    );
    assert_eq!(
        given.cost,
        prices().ordinary,
        "what it does not say is known"
    );
    asked.recv().await.unwrap();
    let (head, _) = halves(&asked.recv().await.unwrap());
    assert!(head.starts_with("GET /file-upload "), "{head}");
    assert!(head.contains("authorization: Bearer A"), "{head}");
    let (head, body) = halves(&asked.recv().await.unwrap());
    assert!(head.starts_with("PUT /bucket?key=a%2Fb&sig=c "), "{head}");
    assert!(!head.contains("authorization"), "{head}");
    assert_eq!(body, PDF);
    let (head, body) = halves(&asked.recv().await.unwrap());
    assert!(
        head.starts_with("POST /organisations/org/deliveries/letters "),
        "{head}"
    );
    assert!(head.contains("idempotency-key: letter-42"), "{head}");
    assert_eq!(head.matches("content-type").count(), 1, "{head}");
    let told: serde_json::Value = serde_json::from_slice(&body).unwrap();
    let told = &told["data"]["attributes"];
    assert_eq!(
        (&told["auto_send"], &told["file_url_signature"]),
        (&true.into(), &"S".into())
    );
    assert_eq!(told["delivery_product"], "cheap");
}

fn outcome_of(carried: &Carried) -> (&'static str, &str) {
    match carried {
        Carried::Receipt { reference, .. } => ("taken", reference),
        Carried::TryAgain { cause } => ("again", cause),
        Carried::Refused { cause } => ("refused", cause),
        Carried::Unknown { evidence } => ("unknown", evidence),
        Carried::InParts { .. } => panic!("only text messages have parts: {carried:?}"),
    }
}

#[tokio::test]
async fn the_answer_to_the_request_that_posts_decides() {
    let table = [
        (
            says(
                200,
                "{\"success\":false,\"error\":{\"code\":\"INFO_ADDRESS_MISSING\",\"text\":\"adresse\"}}",
            ),
            "refused",
            "INFO_ADDRESS_MISSING",
        ),
        (
            says(422, "{\"error\":{\"text\":\"trop lourd\"}}"),
            "refused",
            "HTTP 422 trop lourd",
        ),
        (says(401, "token"), "again", "HTTP 401"),
        (says(429, ""), "again", "HTTP 429"),
        (says(503, ""), "again", "HTTP 503"),
        (says(500, "oops"), "unknown", "HTTP 500"),
        (says(409, "busy"), "unknown", "HTTP 409"),
        (says(200, "{\"success\":true}"), "unknown", "HTTP 200"),
        (says(200, "<html>"), "unknown", "HTTP 200"),
        (End::Drops, "unknown", ""),
        (End::BreaksOff, "unknown", "broke off"),
    ];
    for (end, expected, says_so) in table {
        let (address, _asked) = server(vec![says(200, TOKEN), end]).await;
        let given = facteur(&address).give(&letter(Postage::Ordinary)).await;
        let (found, words) = outcome_of(&given.carried);
        assert_eq!(found, expected, "{words}");
        assert!(
            words.contains(says_so),
            "{words:?} does not say {says_so:?}"
        );
        assert_eq!(given.cost, None, "{words}");
    }
}

#[tokio::test]
async fn before_the_last_request_nothing_is_posted_whatever_happens() {
    let fine = says(200, "");
    let table = [
        (vec![End::Drops], "again"),
        (vec![says(401, "no")], "again"),
        (vec![says(200, ACCESS), End::Drops], "again"),
        (vec![says(200, ACCESS), says(500, "")], "again"),
        (vec![says(200, ACCESS), says(200, "{}")], "again"),
        (
            vec![says(200, ACCESS), says(200, UPLOAD), End::Drops],
            "again",
        ),
        (
            vec![says(200, ACCESS), says(200, UPLOAD), End::BreaksOff],
            "again",
        ),
        (
            vec![says(200, ACCESS), says(200, UPLOAD), says(413, "large")],
            "refused",
        ),
        (
            vec![says(200, ACCESS), says(200, UPLOAD), fine, End::Drops],
            "unknown",
        ),
    ];
    for (ends, expected) in table {
        let requests = ends.len();
        let (address, mut asked) = server(ends).await;
        let given = pingen_at(&address).give(&letter(Postage::Ordinary)).await;
        let (found, words) = outcome_of(&given.carried);
        assert_eq!(found, expected, "{words}");
        for _ in 0..requests {
            asked.recv().await.unwrap();
        }
        assert!(asked.try_recv().is_err(), "no request is made twice");
    }
}

#[tokio::test]
async fn a_service_that_is_not_there_is_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let given = facteur(&address).give(&letter(Postage::Ordinary)).await;
    assert_eq!(outcome_of(&given.carried).0, "again");
    let mut description = merci_facteur(None, "17", None);
    description.steps.clear();
    let bare = PostingClient::new("", description, (Access::Headers, prices())).unwrap();
    let given = bare.give(&letter(Postage::Ordinary)).await;
    let (found, words) = outcome_of(&given.carried);
    assert_eq!(
        (found, words.contains("`steps`")),
        ("again", true),
        "{words}"
    );
}

#[tokio::test]
async fn what_became_of_a_letter_is_asked_by_its_name_there() {
    let table = [
        ("sent", LetterFate::Posted),
        ("Delivered", LetterFate::Delivered),
        ("undeliverable", LetterFate::Returned),
        ("action_required", LetterFate::OnItsWay),
        ("printing", LetterFate::OnItsWay),
    ];
    for (status, fate) in table {
        let told = format!(
            "{{\"data\":{{\"id\":\"L1\",\"attributes\":{{\"status\":\"{status}\",\"tracking_number\":\"98.1\"}}}}}}"
        );
        let (address, mut asked) = server(vec![says(200, ACCESS), says(200, &told)]).await;
        let word = pingen_at(&address).ask("a/b").await.unwrap().unwrap();
        assert_eq!(
            (word.fate, word.reference.as_str()),
            (fate, "a/b"),
            "{status}"
        );
        assert_eq!(word.tracking.as_deref(), Some("98.1"));
        asked.recv().await.unwrap();
        let (head, _) = halves(&asked.recv().await.unwrap());
        assert!(
            head.starts_with("GET /organisations/org/deliveries/letters/a%2Fb "),
            "{head}"
        );
    }
    for (end, says_so) in [
        (says(404, "gone"), "HTTP 404 gone"),
        (says(200, "<p>"), "no JSON"),
        (End::Drops, ""),
    ] {
        let (address, _asked) = server(vec![says(200, ACCESS), end]).await;
        let cause = pingen_at(&address).ask("L1").await.unwrap_err();
        assert!(cause.contains(says_so), "{cause}");
    }
    assert_eq!(facteur("http://127.0.0.1:1").ask("1").await, Ok(None));
}

/// A call of Merci Facteur, as its documentation shows it.
fn call(detail: &str) -> Vec<u8> {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair(
        "event",
        "{\"name_event\":\"printed\",\"date_event\":1581674000}",
    );
    form.append_pair("detail", detail);
    form.finish().into_bytes()
}

fn heard(body: &[u8], signature: Option<&str>) -> Result<Vec<LetterWord>, NotHeard> {
    facteur("http://127.0.0.1:1").hear(&ProviderCall {
        address: "",
        query: "",
        media_type: "application/x-www-form-urlencoded",
        signature,
        body,
    })
}

#[test]
fn a_call_tells_of_several_letters() {
    let detail = "[{\"ref_courrier\":\"1-2\",\"tracking_number\":\"2C123456789\",\"id_envoi\":\"123\",\
        \"statut_courrier\":\"imprime\",\"statut_description\":\"Imprimé\",\"ref_interne\":\"letter-42\"},\
        {\"tracking_number\":null,\"id_envoi\":\"987\",\"statut_courrier\":\"distribue_expediteur\",\"ref_interne\":\"\"},\
        {\"id_envoi\":\"988\",\"statut_courrier\":\"distribue\"}]";
    let words = heard(&call(detail), Some("of calls")).unwrap();
    let fates: Vec<LetterFate> = words.iter().map(|word| word.fate).collect();
    assert_eq!(
        fates,
        [
            LetterFate::Posted,
            LetterFate::Returned,
            LetterFate::Delivered
        ]
    );
    assert_eq!(words[0].ours, "letter-42");
    assert_eq!(words[0].tracking.as_deref(), Some("2C123456789"));
    assert_eq!(words[0].words, "Imprimé");
    assert_eq!(
        (words[1].reference.as_str(), words[1].tracking.as_deref()),
        ("987", None)
    );
}

#[test]
fn a_call_that_proves_nothing_or_says_nothing_counts_for_nothing() {
    let detail = "[{\"id_envoi\":\"1\",\"statut_courrier\":\"distribue\"}]";
    for signature in [None, Some("of call"), Some("")] {
        assert_eq!(heard(&call(detail), signature), Err(NotHeard::Signature));
    }
    for body in [&b""[..], b"{", b"event=1&detail=[]", b"\xff\xfe"] {
        let heard = heard(body, Some("of calls"));
        assert!(
            matches!(heard, Err(NotHeard::NotUnderstood(_))),
            "{heard:?}"
        );
    }
}

#[test]
fn secrets_are_not_shown() {
    let access = Access::merci_facteur("http://x", ("service", "hunter2"), clock());
    assert!(!format!("{access:?}").contains("hunter2"));
}
