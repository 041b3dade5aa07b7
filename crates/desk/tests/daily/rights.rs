//! Who may work for a company: invited, given a role, let go, and never by somebody else's account.

use desk::company::NewCreditor;
use desk::people::NewPerson;
use desk::refusal::RightsRefusal;
use desk::{Actor, DeskError, Refusal, Seat};
use receivables::debtor::Language;
use receivables::identity::PersonId;
use store::person::Role;
use store::testing::both_engines;

use crate::scene::Scene;

fn somebody(email: &str) -> NewPerson {
    NewPerson {
        email: email.to_string(),
        name: email.to_string(),
        password: None,
        language: Language::French,
    }
}

fn refused<T: std::fmt::Debug>(outcome: desk::Result<T>) -> RightsRefusal {
    match outcome {
        Err(DeskError::Refused(Refusal::Rights(refusal))) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

impl Scene {
    async fn administrator(&self, email: &str) -> (PersonId, Seat) {
        self.person(email, Role::Administrator).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invited_person_comes_in_by_a_link_that_works_once() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (_, claire) = scene.administrator("claire@port.example").await;
        let desk = &scene.desk;
        let new = somebody("paul@port.example");
        let paul = desk.invite(&claire, new, Role::Controller).await.unwrap();
        let link = paul.link.unwrap();
        let token = desk.sign_in_by_link(&link).await.unwrap();
        let session = desk.session(&token).await.unwrap().unwrap();
        let role = session.scope.role(scene.seat.creditor);
        assert_eq!(role, Some(Role::Controller));
        assert!(desk.sign_in_by_link(&link).await.is_err());
        let again = desk
            .invite(&claire, somebody("Paul@port.example"), Role::Reader)
            .await;
        assert_eq!(refused(again), RightsRefusal::WorksHere);

        desk.let_go(&claire, paul.person).await.unwrap();
        assert!(desk.session(&token).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_keeps_an_administrator_and_nobody_else_gives_rights() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (claire, her_seat) = scene.administrator("claire@port.example").await;
        let desk = &scene.desk;
        let lower = desk.change_role(&her_seat, claire, Role::Reader).await;
        assert_eq!(refused(lower), RightsRefusal::LastAdministrator);
        let gone = desk.let_go(&her_seat, claire).await;
        assert_eq!(refused(gone), RightsRefusal::LastAdministrator);

        let (paul, his_seat) = scene.administrator("paul@port.example").await;
        let lower = desk.change_role(&his_seat, claire, Role::Controller);
        lower.await.unwrap();
        let back = desk
            .change_role(&her_seat, claire, Role::Administrator)
            .await;
        assert_eq!(refused(back), RightsRefusal::NotYours);
        let gone = desk.let_go(&her_seat, paul).await;
        assert_eq!(refused(gone), RightsRefusal::NotYours);
        let invited = desk
            .invite(&her_seat, somebody("x@port.example"), Role::Reader)
            .await;
        assert_eq!(refused(invited), RightsRefusal::NotYours);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_link_is_made_for_who_also_works_elsewhere() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let desk = &scene.desk;
        let actor = Actor::machine("elsewhere");
        let company = NewCreditor::french("Une autre société");
        let elsewhere = desk.open_creditor(&actor, company).await.unwrap();
        let outsider = somebody("eva@elsewhere.example");
        let eva = desk
            .invite(&actor.at(elsewhere), outsider, Role::Administrator)
            .await
            .unwrap();
        let (_, claire) = scene.administrator("claire@port.example").await;
        let let_in = desk
            .invite(&claire, somebody("eva@elsewhere.example"), Role::Controller)
            .await
            .unwrap();
        assert_eq!((let_in.person, let_in.link), (eva.person, None));
        let link = desk.invitation(&claire, eva.person).await;
        assert_eq!(refused(link), RightsRefusal::WorksElsewhere);
        let stranger = desk.let_go(&actor.at(elsewhere), let_in.person).await;
        assert_eq!(refused(stranger), RightsRefusal::LastAdministrator);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_changes_a_password_says_the_present_one_and_other_sessions_end() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let desk = &scene.desk;
        let (claire, _) = scene.administrator("claire@port.example").await;
        let first = desk
            .change_password(claire, "", "harbour lantern 42")
            .await
            .unwrap();
        let wrong = desk.change_password(claire, "", "another lantern 43").await;
        assert_eq!(refused(wrong), RightsRefusal::PasswordWrong);
        let second = desk
            .change_password(claire, "harbour lantern 42", "another lantern 43")
            .await
            .unwrap();
        assert!(desk.session(&first).await.unwrap().is_none());
        assert!(desk.session(&second).await.unwrap().is_some());
        let email = "claire@port.example";
        assert!(desk.sign_in(email, "harbour lantern 42").await.is_err());
        assert!(desk.sign_in(email, "another lantern 43").await.is_ok());
    })
    .await;
}
