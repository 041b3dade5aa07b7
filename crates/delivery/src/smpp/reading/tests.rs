use proptest::prelude::*;

use super::super::settings::ReceiptNames;
use super::super::smsc::{delivery, receipt};
use super::*;

fn settings() -> SmppSettings {
    SmppSettings {
        never: vec!["011".to_string()],
        ..SmppSettings::new("h", 1, ("s", "p"))
    }
}

fn reported(body: &[u8]) -> (String, TextFate, String) {
    match read(&settings(), body) {
        Ok(Delivered::Report(Heard::Report {
            reference,
            fate,
            words,
        })) => (reference, fate, words),
        other => panic!("{other:?}"),
    }
}

fn piece(body: &[u8]) -> Piece {
    match read(&settings(), body) {
        Ok(Delivered::Piece(piece)) => piece,
        other => panic!("{other:?}"),
    }
}

#[test]
fn receipts_in_words_are_read() {
    let table = [
        ("DELIVRD", "000", TextFate::Delivered, "DELIVRD"),
        ("delivered", "0", TextFate::Delivered, "delivered"),
        ("UNDELIV", "006", TextFate::NotDelivered, "UNDELIV 006"),
        ("UNDELIV", "011", TextFate::NeverDelivered, "UNDELIV 011"),
        ("EXPIRED", "000", TextFate::NotDelivered, "EXPIRED"),
        ("REJECTD", "000", TextFate::NotDelivered, "REJECTD"),
        ("ACCEPTD", "000", TextFate::OnItsWay, "ACCEPTD"),
        ("UNKNOWN", "000", TextFate::OnItsWay, "UNKNOWN"),
    ];
    for (state, error, fate, words) in table {
        let expected = ("ab-1".to_string(), fate, words.to_string());
        assert_eq!(reported(&receipt("ab-1", state, error)), expected);
    }
}

#[test]
fn receipts_in_values_are_read_whatever_their_words_say() {
    let body = delivery(
        (0x04, 0),
        "33612345678",
        b"id:no stat:DELIVRD",
        &[
            (tag::RECEIPTED_MESSAGE_ID, b"yes\0"),
            (tag::MESSAGE_STATE, &[5]),
            (tag::NETWORK_ERROR_CODE, &[3, 0, 1]),
        ],
    );
    let expected = (
        "yes".to_string(),
        TextFate::NeverDelivered,
        "DELIVRD 1".to_string(),
    );
    assert_eq!(reported(&body), expected);
    // Without the class, without the zero, with a state of two bytes.
    let sloppy = delivery(
        (0, 0),
        "33612345678",
        b"",
        &[
            (tag::RECEIPTED_MESSAGE_ID, b"yes"),
            (tag::MESSAGE_STATE, &[0, 2]),
        ],
    );
    let expected = (
        "yes".to_string(),
        TextFate::Delivered,
        "DELIVRD".to_string(),
    );
    assert_eq!(reported(&sloppy), expected);
}

#[test]
fn what_a_message_says_after_its_state_is_no_state() {
    let body = delivery(
        (0x04, 0),
        "1",
        b"id:7 stat:EXPIRED text:id:8 stat:DELIVRD",
        &[],
    );
    assert_eq!(reported(&body).1, TextFate::NotDelivered);
    let body = delivery((0x04, 0), "1", b"id:7 text:stat:DELIVRD", &[]);
    assert_eq!(reported(&body).1, TextFate::OnItsWay);
}

#[test]
fn a_receipt_names_its_message_as_the_answer_did() {
    let settings = SmppSettings {
        receipt_names: ReceiptNames::HexThenDecimal,
        ..settings()
    };
    let read = read(&settings, &receipt("0000123456", "DELIVRD", "000")).unwrap();
    let Delivered::Report(Heard::Report { reference, .. }) = read else {
        panic!("{read:?}");
    };
    assert_eq!(reference, settings.name_in_answer("1e240"));
}

#[test]
fn answers_are_read_in_every_alphabet() {
    let wide: Vec<u8> = "Payé 🙂"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let table: [(u8, &[u8], &str); 6] = [
        (0, b"Pay\x05 5 \x1be", "Payé 5 €"),
        (0xf1, b"Pay\x05", "Payé"),
        (1, b"Stop", "Stop"),
        (3, b"Pay\xe9", "Payé"),
        (8, &wide, "Payé 🙂"),
        (0x18, &wide, "Payé 🙂"),
    ];
    for (coding, bytes, expected) in table {
        let piece = piece(&delivery((0, coding), "33612345678", bytes, &[]));
        assert_eq!(
            (piece.words.text().as_str(), piece.from.as_str()),
            (expected, "+33612345678")
        );
        assert_eq!(piece.place, None);
    }
    // A person who writes like a receipt has written.
    let words = piece(&delivery((0, 0), "1", b"id:7 stat:DELIVRD", &[])).words;
    assert_eq!(words.text(), "id:7 stat:DELIVRD");
    let long = piece(&delivery(
        (0, 3),
        "1",
        b"",
        &[(tag::MESSAGE_PAYLOAD, &[b'x'; 300])],
    ));
    assert_eq!(long.words.text().len(), 300);
    let binary = read(&settings(), &delivery((0, 4), "1", &[1, 2, 3], &[]));
    assert_eq!(binary, Ok(Delivered::NoText));
}

#[test]
fn parts_of_an_answer_are_known_by_head_or_values() {
    let place = |mark| {
        Some(PieceOf {
            mark,
            total: 2,
            number: 1,
        })
    };
    let head = piece(&delivery(
        (0x40, 0),
        "1",
        b"\x05\x00\x03\x07\x02\x01Oui",
        &[],
    ));
    assert_eq!((head.place, head.words.text().as_str()), (place(7), "Oui"));
    let long = piece(&delivery(
        (0x40, 0),
        "1",
        b"\x09\x24\x01\x01\x08\x04\x01\x07\x02\x01Oui",
        &[],
    ));
    assert_eq!(
        (long.place, long.words.text().as_str()),
        (place(0x107), "Oui")
    );
    let values: [(u16, &[u8]); 3] = [
        (tag::SAR_MSG_REF_NUM, &[0, 9]),
        (tag::SAR_TOTAL_SEGMENTS, &[2]),
        (tag::SAR_SEGMENT_SEQNUM, &[1]),
    ];
    assert_eq!(
        piece(&delivery((0, 0), "1", b"Oui", &values)).place,
        place(9)
    );
    // Places that cannot be are none: the words are told as they are.
    for head in [
        b"\x05\x00\x03\x07\x02\x03",
        b"\x05\x00\x03\x07\x00\x00",
        b"\x05\x00\x03\x07\x01\x01",
    ] {
        let words = [head.as_slice(), b"Oui"].concat();
        let piece = piece(&delivery((0x40, 0), "1", &words, &[]));
        assert_eq!((piece.place, piece.words.text().as_str()), (None, "Oui"));
    }
    let cut = piece(&delivery((0x40, 0), "1", b"\x60Oui", &[]));
    assert!(
        cut.words.text().ends_with("Oui"),
        "a head longer than the words is none"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn whatever_bytes_come_nothing_breaks(body in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&settings(), &body);
    }

    #[test]
    fn a_damaged_delivery_breaks_nothing(
        class in any::<u8>(),
        coding in any::<u8>(),
        words in prop::collection::vec(any::<u8>(), 0..200),
        value in prop::collection::vec(any::<u8>(), 0..20),
        tag in prop::sample::select(vec![0x001e_u16, 0x020c, 0x020e, 0x020f, 0x0423, 0x0424, 0x0427]),
        (at, byte, length) in (any::<prop::sample::Index>(), any::<u8>(), any::<prop::sample::Index>()),
    ) {
        let mut body = delivery((class, coding), "33612345678", &words, &[(tag, &value), (0x0424, &words)]);
        // Whole, it is always something.
        prop_assert!(read(&settings(), &body).is_ok());
        let place = at.index(body.len());
        body[place] = byte;
        body.truncate(length.index(body.len() + 1));
        if let Ok(Delivered::Piece(piece)) = read(&settings(), &body) {
            let _ = piece.words.text();
        }
    }
}
