use desk::carrier::Mailbox;
use receivables::identity::NoticeId;

use super::*;

fn parcel(text: &str) -> Parcel {
    let mailbox = |address: &str| Mailbox {
        name: String::new(),
        address: address.to_owned(),
    };
    Parcel {
        notice: NoticeId(42),
        message_id: "notice-42@relance.test".to_owned(),
        in_reply_to: None,
        dated_at: "2026-03-02T08:15:00Z".parse().unwrap(),
        from: mailbox("compta@example.com"),
        reply_to: None,
        to: vec![mailbox("ap@example.org")],
        copy: Vec::new(),
        subject: "Facture".to_owned(),
        text: text.to_owned(),
        html: String::new(),
        enclosures: Vec::new(),
    }
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_parcel_becomes_one_file_however_often_it_is_carried() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("out").join("today");
    let carrier = FolderCarrier::new(&inside);
    let first = carrier.carry(&parcel("Bonjour")).await;
    let second = carrier.carry(&parcel("Bonjour")).await;
    assert_eq!(first, second);
    assert_eq!(files(&inside), ["000000000001a.eml"]);
    let Carried::Receipt { bytes, reference } = first else {
        panic!("{first:?}");
    };
    assert_eq!(fs::read(reference).unwrap(), bytes);
}

#[tokio::test]
async fn another_message_for_the_same_notice_is_left_to_a_person() {
    let folder = tempfile::tempdir().unwrap();
    let carrier = FolderCarrier::new(folder.path());
    let Carried::Receipt { bytes, reference } = carrier.carry(&parcel("Bonjour")).await else {
        panic!("the first is written");
    };
    let second = carrier.carry(&parcel("Bonsoir")).await;
    assert!(matches!(second, Carried::Unknown { .. }), "{second:?}");
    assert_eq!(fs::read(reference).unwrap(), bytes);
}

#[tokio::test]
async fn what_a_dead_process_left_half_written_is_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let half = folder.path().join(".000000000001a.eml.unfinished");
    fs::write(&half, "Message-ID: <notice").unwrap();
    let carried = FolderCarrier::new(folder.path())
        .carry(&parcel("Bonjour"))
        .await;
    assert!(matches!(carried, Carried::Receipt { .. }), "{carried:?}");
    assert_eq!(files(folder.path()), ["000000000001a.eml"]);
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for place in [file.join("inside"), PathBuf::from("/dev/full/inside")] {
        let carried = FolderCarrier::new(place).carry(&parcel("Bonjour")).await;
        let Carried::TryAgain { cause } = carried else {
            panic!("{carried:?}");
        };
        assert!(cause.contains("Check that the folder"), "{cause}");
    }
}

#[tokio::test]
async fn a_parcel_that_cannot_be_written_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut parcel = parcel("Bonjour");
    parcel.to.clear();
    let carried = FolderCarrier::new(folder.path()).carry(&parcel).await;
    assert!(matches!(carried, Carried::Refused { .. }), "{carried:?}");
    assert_eq!(files(folder.path()), [""; 0]);
}
