//! The services that are known by name, as their public documentation and open clients describe them; none was tried for
//! real. Merci Facteur: its own published guides and client (API 1.2). Pingen: open clients of its API 2; the names of its
//! products and states were read there and may have changed.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::description::{Asked, Body, Description, Method, Products, Step, Taken, Told};

/// Where Merci Facteur's service is.
pub const MERCI_FACTEUR: &str = "https://www.merci-facteur.com/api/1.2/prod/service";
/// Where Pingen's service is.
pub const PINGEN: &str = "https://api.pingen.com";
/// Where Pingen gives access tokens.
pub const PINGEN_TOKENS: &str = "https://identity.pingen.com/auth/access-tokens";

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

fn table(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .collect()
}

/// Merci Facteur, `POST /sendCourrier`: everything in one request, which a repetition under the same name does not post again
/// (`antidoublon`, 30 days). States come by its calls. `user` is the user letters leave for.
pub fn merci_facteur(base: Option<&str>, user: &str, call_secret: Option<String>) -> Description {
    let base = base.unwrap_or(MERCI_FACTEUR);
    Description {
        steps: vec![Step {
            method: Method::Post,
            address: format!("{base}/sendCourrier"),
            headers: BTreeMap::new(),
            body: Some(Body::Form(merci_facteur_fields(user))),
            keeps: BTreeMap::new(),
            is_open: false,
        }],
        taken: Taken {
            reference: "envoi_id".to_string(),
            refused: Some("error".to_string()),
            price: Some("price.total.ht".to_string()),
        },
        asked: None,
        calls: merci_facteur_calls(),
        call_secret,
        products: Products {
            ordinary: "normal".to_string(),
            registered: "lrar".to_string(),
        },
        countries: table(MERCI_FACTEUR_COUNTRIES),
    }
}

fn merci_facteur_fields(user: &str) -> BTreeMap<String, Value> {
    let side = |of: &str, reference: &str| {
        json!({
            "civilite": "", "nom": "", "prenom": "",
            "societe": format!("{{{of}_name}}"),
            "adresse1": format!("{{{of}_line_1}}"),
            "adresse2": format!("{{{of}_line_2}}"),
            "adresse3": format!("{{{of}_line_3}}"),
            "cp": format!("{{{of}_post_code}}"),
            "ville": format!("{{{of}_town}}"),
            "pays": format!("{{{of}_country}}"),
            "reference": reference,
        })
    };
    // What is empty is an empty text there, never an empty list.
    let content = json!({
        "letter": {
            "files": "",
            "base64files": ["{file_base64}"],
            "print_sides": "recto",
            "final_filename": "{reference}",
        },
        "photo": "",
        "card": "",
    });
    let addresses = json!({"exp": side("from", ""), "dest": [side("to", "{reference}")]});
    let fields = [
        ("idUser", json!(user)),
        ("modeEnvoi", json!("{product}")),
        ("adress", addresses),
        ("content", content),
        ("antidoublon", json!("{reference}")),
    ];
    fields.map(|(name, shape)| (name.to_string(), shape)).into()
}

fn merci_facteur_calls() -> Told {
    Told {
        list: Some("detail".to_string()),
        reference: "id_envoi".to_string(),
        ours: "ref_interne".to_string(),
        status: "statut_courrier".to_string(),
        tracking: "tracking_number".to_string(),
        words: "statut_description".to_string(),
        posted: words(&[
            "imprime",
            "pris_en_charge",
            "prix_en_charge_pays_destinataire",
            "traitement",
            "traitement_pays_destination",
            "transit_pays_intermediaire",
            "attente_presentation",
            "distribution_en_cours",
            "attente_au_guichet",
            "scan_pdd",
        ]),
        delivered: words(&["distribue", "retour_are"]),
        returned: words(&[
            "non_distribuable",
            "retour_expediteur",
            "distribue_expediteur",
            "archivage_pnd",
        ]),
    }
}

/// What Merci Facteur calls the countries letters go to most.
const MERCI_FACTEUR_COUNTRIES: &[(&str, &str)] = &[
    ("AT", "AUTRICHE"),
    ("BE", "BELGIQUE"),
    ("BG", "BULGARIE"),
    ("CH", "SUISSE"),
    ("CY", "CHYPRE"),
    ("CZ", "REPUBLIQUE TCHEQUE"),
    ("DE", "ALLEMAGNE"),
    ("DK", "DANEMARK"),
    ("EE", "ESTONIE"),
    ("ES", "ESPAGNE"),
    ("FI", "FINLANDE"),
    ("FR", "FRANCE"),
    ("GB", "ROYAUME-UNI"),
    ("GF", "GUYANE FRANCAISE"),
    ("GP", "GUADELOUPE"),
    ("GR", "GRECE"),
    ("HR", "CROATIE"),
    ("HU", "HONGRIE"),
    ("IE", "IRLANDE"),
    ("IT", "ITALIE"),
    ("LT", "LITUANIE"),
    ("LU", "LUXEMBOURG"),
    ("LV", "LETTONIE"),
    ("MA", "MAROC"),
    ("MC", "MONACO"),
    ("MQ", "MARTINIQUE"),
    ("MT", "MALTE"),
    ("NL", "PAYS-BAS"),
    ("NO", "NORVEGE"),
    ("PL", "POLOGNE"),
    ("PT", "PORTUGAL"),
    ("RE", "REUNION"),
    ("RO", "ROUMANIE"),
    ("SE", "SUEDE"),
    ("SI", "SLOVENIE"),
    ("SK", "SLOVAQUIE"),
    ("TN", "TUNISIE"),
    ("US", "ETATS-UNIS"),
    ("YT", "MAYOTTE"),
];

/// Pingen, API 2: an address to put the file at, the file, then the letter, which a repetition under the same name does not
/// post again (`Idempotency-Key`). It is asked for states. `position` is the side of the window of its envelopes.
pub fn pingen(base: Option<&str>, organisation: &str, position: &str) -> Description {
    let base = base.unwrap_or(PINGEN);
    let letters = format!("{base}/organisations/{organisation}/deliveries/letters");
    Description {
        steps: pingen_steps(base, &letters, position),
        taken: Taken {
            reference: "data.id".to_string(),
            refused: None,
            price: Some("data.attributes.price_value".to_string()),
        },
        asked: Some(Asked {
            address: format!("{letters}/{{reference}}"),
            headers: table(&[JSON_API]),
            told: Told {
                status: "data.attributes.status".to_string(),
                tracking: "data.attributes.tracking_number".to_string(),
                posted: words(&["sent"]),
                delivered: words(&["delivered"]),
                // Not `action_required`: somebody may still release it there.
                returned: words(&["undeliverable", "unprintable", "invalid", "cancelled"]),
                ..Told::default()
            },
        }),
        calls: Told::default(),
        call_secret: None,
        products: Products {
            ordinary: "cheap".to_string(),
            registered: "registered".to_string(),
        },
        countries: BTreeMap::new(),
    }
}

const JSON_API: (&str, &str) = ("accept", "application/vnd.api+json");

fn pingen_steps(base: &str, letters: &str, position: &str) -> Vec<Step> {
    let step = |method, address: String| Step {
        method,
        address,
        headers: table(&[JSON_API]),
        body: None,
        keeps: BTreeMap::new(),
        is_open: false,
    };
    let letter = json!({"data": {"type": "letters", "attributes": {
        "file_original_name": "{reference}.pdf",
        "file_url": "{file_url}",
        "file_url_signature": "{file_signature}",
        "address_position": position,
        "auto_send": true,
        "delivery_product": "{product}",
        "print_mode": "simplex",
        "print_spectrum": "grayscale",
    }}});
    vec![
        Step {
            keeps: table(&[
                ("file_url", "data.attributes.url"),
                ("file_signature", "data.attributes.url_signature"),
            ]),
            ..step(Method::Get, format!("{base}/file-upload"))
        },
        Step {
            headers: BTreeMap::new(),
            body: Some(Body::File),
            is_open: true,
            ..step(Method::Put, "{file_url}".to_string())
        },
        Step {
            headers: table(&[
                JSON_API,
                ("content-type", "application/vnd.api+json"),
                ("idempotency-key", "{reference}"),
            ]),
            body: Some(Body::Json(letter)),
            ..step(Method::Post, letters.to_string())
        },
    ]
}
