mod statement_file;

use jiff::civil::date;
use receivables::contact::Channel;
use receivables::currency::Currency;
use receivables::debtor::Address;
use receivables::fact::{ContactMade, Dispute, DisputeReason, Promise, PromisedPart, SaidOf};
use receivables::identity::{DisputeId, PlanId, PromiseId};
use receivables::instalment_plan::{Instalment, InstalmentPlan, PlannedPart};
use receivables::item::ItemKind;
use receivables::money::{Balances, Money};
use rust_decimal::Decimal;

use super::*;
use crate::charges::LegalBasis;
use crate::letterhead::{BankDetails, Sender};
use crate::template::shipped;
use crate::testing::{TODAY, account, act, item};

fn letterhead() -> Letterhead {
    Letterhead {
        company: "Atelier du Bois".to_string(),
        address: Address {
            lines: vec!["12 rue des Tilleuls".to_string()],
            post_code: "69003".to_string(),
            town: "Lyon".to_string(),
            country: "FR".to_string(),
        },
        legal: "SARL au capital de 10 000 € – RCS Lyon 000 000 000".to_string(),
        bank: BankDetails {
            holder: "Atelier du Bois".to_string(),
            iban: "FR7630006000011234567890189".to_string(),
            bic: "AGRIFRPP".to_string(),
        },
        sender: Sender {
            name: "Service comptabilité clients".to_string(),
            role: String::new(),
            email: "comptabilite@atelier.example".to_string(),
            phone: "04 99 00 00 00".to_string(),
        },
    }
}

fn charges() -> Chargeable {
    Chargeable {
        interest: [Money::eur(565)].into_iter().collect(),
        fixed: [Money::eur(8_000)].into_iter().collect(),
        percent: Some(Decimal::new(1215, 2)),
        basis: LegalBasis::FrenchCommerce,
    }
}

fn compose(act: &PlannedAct, account: &Account) -> Message {
    let (letterhead, charges) = (letterhead(), charges());
    let occasion = Occasion {
        account,
        letterhead: &letterhead,
        charges: Some(&charges),
        today: TODAY,
    };
    Composer::shipped().compose(act, &occasion).unwrap()
}

fn reminded(account: &mut Account) {
    account.contacts_made.push(ContactMade {
        notice: None,
        made_on: date(2026, 3, 2),
        channel: Channel::EMail,
        step: Some("first-notice".to_string()),
        items: vec![SaidOf {
            item: ItemId(1),
            step: "first-notice".to_string(),
            place: None,
        }],
        payment_asked_by: None,
        variant: None,
    });
}

#[test]
fn the_text_part_reads_in_a_terminal() {
    let account = account();
    let message = compose(&act("first-notice", &account), &account);
    let text = message.text.replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(
        message.subject,
        "Atelier du Bois\u{a0}: votre règlement des factures F2026-014 et F2026-021"
    );
    assert!(
        text.starts_with("Bonjour Claire Dubois,\n\nSauf erreur de notre part"),
        "{text}"
    );
    for line in [
        "Facture    Date        Échéance      Retard     Montant    Reste dû\n",
        "F2026-014  27/01/2026  26/02/2026  12 jours  1 234,56 €  1 234,56 €\n",
        "Total des lignes ci-dessus                               1 834,56 €\n",
        "Avoirs et versements déduits                              −120,00 €\n",
        "À régler                                                 1 714,56 €\n",
        "  F2026-033  450,00 €  à échoir le 31/03/2026\n",
        "  IBAN                  FR76 3000 6000 0112 3456 7890 189\n",
        "  Référence à indiquer  F2026-014, F2026-021\n",
        "Service comptabilité clients\nAtelier du Bois\n04 99 00 00 00\n",
        "\n-- \nAtelier du Bois, 12 rue des Tilleuls, 69003 Lyon\n",
    ] {
        assert!(text.contains(line), "{line:?} in\n{text}");
    }
    assert!(
        !text.contains("A2026-002"),
        "a credit that is deducted is not listed again:\n{text}"
    );
    assert!(
        text.lines().all(|line| line.chars().count() <= 78),
        "{text}"
    );
}

#[test]
fn the_html_part_is_whole_small_and_fetches_nothing() {
    let account = account();
    let html = compose(&act("second-notice", &account), &account).html;
    assert!(html.starts_with("<!doctype html>") && html.ends_with("</html>\n"));
    assert!(html.len() < 20_000, "{}", html.len());
    for stranger in ["<img", "url(", "http://", "https://", "<script", "@import"] {
        assert!(!html.contains(stranger), "{stranger}");
    }
    for wanted in [
        "prefers-color-scheme: dark",
        "max-width:600px",
        "lang=\"fr\"",
        "color-scheme",
    ] {
        assert!(html.contains(wanted), "{wanted}");
    }
}

#[test]
fn a_name_with_tags_comes_out_as_plain_text() {
    let mut account = account();
    account.debtor.name = "<b>*x*</b> & Fils".to_string();
    account.items[0].reference = "<i>F1</i>".to_string();
    let mut act = act("open-reminder", &account);
    act.recipient.name = "[clic](http://x.example)".to_string();
    let message = compose(&act, &account);
    assert!(
        message.html.contains("&lt;b&gt;*x*&lt;/b&gt; &amp; Fils"),
        "{}",
        message.html
    );
    assert!(message.html.contains("&lt;i&gt;F1&lt;/i&gt;"));
    assert!(
        message.html.contains("Bonjour [clic](http://x.example),"),
        "{}",
        message.html
    );
    assert!(message.text.contains("<b>*x*</b> & Fils"));
}

#[test]
fn raw_html_of_a_template_is_shown_as_text() {
    let mut library = Library::shipped();
    let text = "---\nkind: message\ntone: 1\nsubject: s\n---\n<img src=\"http://x\">\n\n![pixel](http://x/p.gif)\n\n[a](javascript:x)\n\n{{ statement }}\n";
    library
        .replace("first-notice", Language::French, text)
        .unwrap();
    let account = account();
    let letterhead = letterhead();
    let occasion = Occasion {
        account: &account,
        letterhead: &letterhead,
        charges: None,
        today: TODAY,
    };
    let html = Composer::new(library)
        .compose(&act("first-notice", &account), &occasion)
        .unwrap()
        .html;
    assert!(
        html.contains("&lt;img") && !html.contains("<img") && !html.contains("javascript"),
        "{html}"
    );
}

#[test]
fn a_reminder_says_how_late_when_last_and_what_could_be_charged() {
    let mut account = account();
    reminded(&mut account);
    let message = compose(&act("second-notice", &account), &account);
    let text = message
        .text
        .replace(['\u{a0}', '\u{202f}'], " ")
        .replace('\n', " ");
    for words in [
        "Nous vous avons contacté le 2 mars 2026 au sujet des factures",
        "attendu depuis 12 jours",
        "À quelle date pouvons-nous compter sur votre règlement ?",
        "s’élèvent à 5,65 € (taux annuel de 12,15 %), et l’indemnité forfaitaire pour frais de recouvrement à 80,00 € (article L441-10 du Code de commerce)",
    ] {
        assert!(text.contains(words), "{words:?} in\n{text}");
    }
}

#[test]
fn parts_that_are_not_asked_are_shown_and_add_up() {
    let mut account = account();
    account.disputes.push(Dispute {
        id: DisputeId(1),
        item: ItemId(1),
        amount: Some(Money::eur(20_000)),
        reason: DisputeReason::Quality,
        opened_on: date(2026, 3, 1),
        closed_on: None,
        award: None,
    });
    account.promises.push(Promise {
        id: PromiseId(1),
        taken_on: date(2026, 3, 1),
        pay_on: date(2026, 3, 20),
        parts: vec![PromisedPart {
            item: ItemId(2),
            amount: Money::eur(10_000),
        }],
        outcome: None,
    });
    let mut act = act("first-notice", &account);
    act.items[0].asked = Money::eur(91_456);
    act.items[1].asked = Money::eur(50_000);
    let text = compose(&act, &account)
        .text
        .replace(['\u{a0}', '\u{202f}'], " ");
    for line in [
        "dont 200,00 € contestés, mis de côté",
        "Total des lignes ci-dessus                               1 834,56 €",
        "Avoirs et versements déduits                              −120,00 €",
        "Part contestée, mise de côté                              −200,00 €",
        "Règlements déjà promis                                    −100,00 €",
        "À régler                                                 1 414,56 €",
    ] {
        assert!(text.contains(line), "{line:?} in\n{text}");
    }
}

#[test]
fn two_currencies_have_two_totals_and_no_sum() {
    let mut account = account();
    account.items[1].amount = Money::new(60_000, Currency::GBP);
    account.items[1].open = Money::new(60_000, Currency::GBP);
    let mut act = act("first-notice", &account);
    act.items[1].asked = Money::new(60_000, Currency::GBP);
    let text = compose(&act, &account)
        .text
        .replace(['\u{a0}', '\u{202f}'], " ");
    assert!(text.contains("1 114,56 € et 600,00 £"), "{text}");
    assert_eq!(text.matches("À régler").count(), 2);
}

#[test]
fn an_invoice_the_debtor_may_not_have_is_not_spoken_of() {
    let mut account = account();
    account.items[2].unconfirmed = Some(receivables::item::Unconfirmed::NeverSent);
    let message = compose(&act("first-notice", &account), &account);
    assert!(!message.text.contains("F2026-033"));
}

#[test]
fn a_fallback_speaks_the_way_it_goes() {
    let account = account();
    let mut fallen = act("first-notice", &account);
    let table = [
        (Channel::Call, "Appeler Menuiserie Martin"),
        (Channel::Task, "Compléter les coordonnées"),
        (Channel::Sms, "Atelier du Bois"),
        (Channel::Letter, "Atelier du Bois\u{a0}: votre règlement"),
    ];
    for (channel, subject) in table {
        fallen.channel = channel;
        let message = compose(&fallen, &account);
        assert!(message.subject.starts_with(subject), "{}", message.subject);
        assert_eq!(message.html.contains("<html"), channel == Channel::Letter);
    }
    let mut call = act("call-to-know-why", &account);
    assert!(
        compose(&call, &account)
            .text
            .contains("vous parler de vive voix"),
        "written in place of a call"
    );
    call.channel = Channel::Call;
    call.recipient.address = "+33 1 99 00 12 34".to_string();
    let script = compose(&call, &account).text;
    assert!(
        script.contains("But de l’appel\u{a0}: savoir pourquoi, et repartir avec une date."),
        "{script}"
    );
    assert!(
        script.contains("Claire Dubois, +33 1 99 00 12 34"),
        "{script}"
    );
}

#[test]
fn a_letter_bears_its_addresses() {
    let mut account = account();
    account.debtor.address = Some(Address {
        lines: vec!["3 impasse du Port".to_string()],
        post_code: "44000".to_string(),
        town: "Nantes".to_string(),
        country: "FR".to_string(),
    });
    let mut act = act("final-notice", &account);
    act.channel = Channel::RegisteredLetter;
    act.recipient.name.clear();
    let text = compose(&act, &account).text;
    assert!(text.starts_with("Atelier du Bois\n12 rue des Tilleuls\n69003 Lyon\n\nMenuiserie Martin\n3 impasse du Port\n44000 Nantes\n"), "{text}");
    assert!(text.contains("Lettre recommandée avec avis de réception"));
    assert!(text.contains("Madame, Monsieur,"));
    assert!(
        text.replace('\n', " ")
            .contains("sera transmis à notre service juridique ou à notre partenaire"),
        "{text}"
    );
}

#[test]
fn what_cannot_be_composed_says_why() {
    let account = account();
    let letterhead = letterhead();
    let occasion = Occasion {
        account: &account,
        letterhead: &letterhead,
        charges: None,
        today: TODAY,
    };
    let composer = Composer::shipped();
    let mut wrong = act("no-such-template", &account);
    let error = composer.compose(&wrong, &occasion).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("no template `no-such-template` (fr)"),
        "{error}"
    );
    wrong = act("first-notice", &account);
    wrong.items[0].item = ItemId(999);
    assert_eq!(
        composer.compose(&wrong, &occasion),
        Err(ComposeError::UnknownItem { item: ItemId(999) })
    );
    wrong = act("first-notice", &account);
    wrong
        .items
        .iter_mut()
        .for_each(|item| item.asked = Money::eur(0));
    assert_eq!(
        composer.compose(&wrong, &occasion),
        Err(ComposeError::NothingAsked)
    );
}

#[test]
fn every_template_composes_with_the_least_that_is_known() {
    let mut account = account();
    account.items.truncate(1);
    let bare = Letterhead {
        company: "Atelier du Bois".to_string(),
        ..Letterhead::default()
    };
    let occasion = Occasion {
        account: &account,
        letterhead: &bare,
        charges: None,
        today: TODAY,
    };
    let composer = Composer::shipped();
    for (language, name, _) in shipped() {
        let mut act = act(name, &account);
        act.items.truncate(1);
        act.recipient.name.clear();
        act.payment_asked_by = None;
        act.language = language;
        act.channel = match composer.library().kind(name, language) {
            Some(Kind::Call) => Channel::Call,
            Some(Kind::Task) => Channel::Task,
            Some(Kind::Sms) => Channel::Sms,
            _ => Channel::EMail,
        };
        let message = composer.compose(&act, &occasion).unwrap();
        for text in [&message.subject, &message.text, &message.html] {
            assert!(!text.trim().is_empty(), "{name} {language:?}");
            assert!(
                !text.contains(['\u{e000}', '\u{e001}', '\u{e002}', '⟦', '\u{2068}']),
                "{name}:\n{text}"
            );
            assert!(
                !text.contains("{{") && !text.contains("  ,"),
                "{name}:\n{text}"
            );
        }
    }
}

#[test]
fn a_long_statement_says_how_many_lines_it_leaves_out() {
    let mut account = account();
    account.items = (1..=130)
        .map(|n| {
            item(
                n,
                ItemKind::Invoice,
                &format!("F{n}"),
                date(2026, 2, 1),
                1_000,
            )
        })
        .collect();
    let mut act = act("first-notice", &account);
    act.items = (1..=130)
        .map(|n| receivables::decide::ActItem {
            item: ItemId(n),
            step: "a".to_string(),
            asked: Money::eur(1_000),
            place: None,
        })
        .collect();
    let message = compose(&act, &account);
    assert!(
        message.text.contains("et 30 autres lignes"),
        "{}",
        message.text
    );
    assert!(message.text.contains("1\u{202f}300,00\u{a0}€"));
    assert!(
        message.subject.contains("F1, F2, F3 et 127 autres"),
        "{}",
        message.subject
    );
    assert!(message.html.len() < 100_000);
}

#[test]
fn nothing_is_said_of_charges_that_are_nothing() {
    let account = account();
    let letterhead = letterhead();
    let charges = Chargeable {
        interest: Balances::new(),
        fixed: Balances::new(),
        percent: None,
        ..charges()
    };
    let occasion = Occasion {
        account: &account,
        letterhead: &letterhead,
        charges: Some(&charges),
        today: TODAY,
    };
    let message = Composer::shipped()
        .compose(&act("second-notice", &account), &occasion)
        .unwrap();
    assert!(!message.text.contains("pénalités"), "{}", message.text);
}

#[test]
fn what_a_plan_covers_is_told_as_such_beside_the_rest_that_is_asked() {
    let mut account = account();
    account.items.retain(|item| item.id == ItemId(2));
    account.plans.push(InstalmentPlan {
        id: PlanId(1),
        agreed_on: date(2026, 3, 1),
        parts: vec![PlannedPart {
            item: ItemId(2),
            amount: Money::eur(40_000),
            open_then: Money::eur(60_000),
        }],
        instalments: vec![Instalment {
            due_on: date(2026, 4, 1),
            amount: Money::eur(40_000),
        }],
        tolerance_days: 2,
        default_after_days: None,
        outcome: None,
    });
    let mut act = act("first-notice", &account);
    act.items.remove(0);
    act.leading = ItemId(2);
    act.items[0].asked = Money::eur(20_000);
    let plain = |act: &PlannedAct| {
        let text = compose(act, &account).text;
        text.replace(['\u{a0}', '\u{202f}'], " ")
    };
    let text = plain(&act);
    assert!(
        text.contains("−400,00 €") && text.contains("Autres échéances"),
        "{text}"
    );
    assert!(!text.contains("Avoirs et versements"), "{text}");
    // The instalment itself: the rest of the claim is not asked with it, and nothing is a credit.
    act.by_plan = Some(PlanId(1));
    act.items[0].asked = Money::eur(40_000);
    let text = plain(&act);
    assert!(text.contains("−200,00 €"), "{text}");
    for wrong in ["Avoirs et versements", "de retard"] {
        assert!(!text.contains(wrong), "{text}");
    }
}
