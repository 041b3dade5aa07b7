use super::*;

/// The private key of RFC 8463, A.2, as OpenSSL writes it.
const ED25519: &[u8] = b"-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
";

/// The message of RFC 8463, A.3, before it was signed.
const DINNER: &[u8] = b"From: Joe SixPack <joe@football.example.com>\r\n\
To: Suzie Q <suzie@shopping.example.net>\r\n\
Subject: Is dinner ready?\r\n\
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n\
Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n\
\r\n\
Hi.\r\n\
\r\n\
We lost the game.  Are you hungry yet?\r\n\
\r\n\
Joe.\r\n";

fn key() -> DkimKey {
    DkimKey::read("football.example.com", "brisbane", ED25519).unwrap()
}

fn at() -> Timestamp {
    Timestamp::constant(1_528_637_909, 0)
}

#[test]
fn the_signature_is_that_of_the_standard() {
    let (head, body) = canonical::halves(DINNER);
    let body_hash = STANDARD.encode(digest(&SHA256, &canonical::body(body)));
    assert_eq!(body_hash, "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=");
    let names = "from to subject date message-id from subject date";
    let names: Vec<&str> = names.split(' ').collect();
    let unsigned = " v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n d=football.example.com; i=@football.example.com;\r\n \
         q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n subject : date : message-id : from : subject : date;\r\n \
         bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b=";
    let signature = key().sign(&covered(&Fields::read(head), &names, unsigned));
    assert_eq!(
        STANDARD.encode(signature.unwrap()),
        "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw=="
    );
    let record = key().record();
    assert_eq!(record.name, "brisbane._domainkey.football.example.com.");
    let published = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    assert_eq!(record.value, published);
    assert_eq!(
        record.to_string(),
        format!("{} IN TXT \"{published}\"", record.name)
    );
}

#[test]
fn blanks_and_folds_do_not_count() {
    // The example of RFC 6376, 3.4.5.
    let (head, body) =
        canonical::halves(b"A: X\r\nB : Y\t\r\n\tZ  \r\n\r\n C \r\nD \t E\r\n\r\n\r\n");
    let fields = Fields::read(head);
    assert_eq!(fields.counted_from_the_end("a", 0).unwrap(), b"a:X");
    assert_eq!(fields.counted_from_the_end("b", 0).unwrap(), b"b:Y Z");
    assert_eq!(fields.counted_from_the_end("b", 1), None);
    assert_eq!(canonical::body(body), b" C\r\nD E\r\n");
    for (written, canonical) in [
        (&b""[..], &b""[..]),
        (b"\r\n\r\n", b""),
        (b"a", b"a\r\n"),
        (b"a\r\n", b"a\r\n"),
        (b"\r\na\r\n \t\r\n", b"\r\na\r\n"),
    ] {
        assert_eq!(canonical::body(written), canonical, "{written:?}");
    }
}

#[test]
fn the_last_header_of_a_name_is_taken_first() {
    let fields = Fields::read(b"To: a\r\nTo: b\r\n");
    let covered = covered(&fields, &["to", "to", "to"], "b=");
    assert_eq!(covered, b"to:b\r\nto:a\r\ndkim-signature:b=");
}

#[test]
fn what_stands_is_sealed_and_what_is_missing_cannot_be_added() {
    let fields = Fields::read(b"From: a\r\nCc: b\r\nContent-Type: text/plain\r\n");
    let names = signed_names(&fields).join(" ");
    assert_eq!(
        names,
        "from from reply-to to cc cc subject date message-id content-type"
    );
}

#[test]
fn only_the_senders_domain_signs() {
    let signed_from = |sender: &str| {
        let message = signed(DINNER.to_vec(), &[key()], (sender, at())).unwrap();
        message.starts_with(b"DKIM-Signature: v=1; a=ed25519-sha256;")
    };
    for ours in [
        "joe@football.example.com",
        "joe@Football.Example.COM",
        "joe@club.football.example.com",
    ] {
        assert!(signed_from(ours), "{ours}");
    }
    for others in [
        "joe@example.com",
        "joe@myfootball.example.com",
        "football.example.com",
        "",
    ] {
        assert!(!signed_from(others), "{others}");
    }
}

#[test]
fn the_same_message_and_instant_have_the_same_signature() {
    let sign = |at| signed(DINNER.to_vec(), &[key()], ("joe@football.example.com", at)).unwrap();
    assert_eq!(sign(at()), sign(at()));
    assert_ne!(sign(at()), sign(Timestamp::constant(1_528_637_910, 0)));
    assert!(sign(at()).ends_with(DINNER));
    let text = String::from_utf8(sign(at())).unwrap();
    let longest = text.lines().map(str::len).max().unwrap();
    assert!(longest <= 78, "{text}");
}

#[test]
fn a_key_that_cannot_sign_says_what_to_do() {
    let elliptic = b"-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----\n";
    let cut = b"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1h\n-----END PRIVATE KEY-----\n";
    let table: [(&str, &str, &[u8], &str); 6] = [
        ("exämple.com", "a", ED25519, "xn--"),
        ("example.com", "a b", ED25519, "`a b`"),
        ("", "a", ED25519, "no name of the DNS"),
        ("example.com", "a", b"hello", "openssl genpkey"),
        ("example.com", "a", elliptic, "neither RSA"),
        ("example.com", "a", cut, "neither RSA"),
    ];
    for (domain, selector, pem, expected) in table {
        let error = DkimKey::read(domain, selector, pem)
            .unwrap_err()
            .to_string();
        assert!(error.contains(expected), "{error}");
    }
    assert_eq!(
        format!("{:?}", key()),
        "key brisbane of football.example.com"
    );
}
