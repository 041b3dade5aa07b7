//! What a company sets for itself is kept whole or not at all.

use desk::refusal::SettingRefusal;
use desk::settings::Settings;
use desk::{DeskError, Refusal};
use rust_decimal::Decimal;
use store::testing::both_engines;

use crate::scene::Scene;

impl Scene {
    async fn settings(&self) -> Settings {
        let mut reader = self.desk.store().reader().await.unwrap();
        let creditor = store::creditor::find(&mut reader, self.seat.creditor).await;
        Settings::of(&creditor.unwrap()).unwrap()
    }
}

type Edit = fn(&mut Settings);

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_setting_is_named_and_nothing_of_it_is_kept() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let before = scene.settings().await;
        let table: [(Edit, SettingRefusal); 7] = [
            (
                |settings| settings.siren = Some("123456789".into()),
                SettingRefusal::Siren {
                    siren: "123456789".into(),
                },
            ),
            (
                |settings| settings.policy.sending_hours.1 = settings.policy.sending_hours.0,
                SettingRefusal::SendingHours,
            ),
            (
                |settings| settings.policy.limits.most_per_week = 0,
                SettingRefusal::Limits,
            ),
            (
                |settings| settings.policy.freshness.bank_days_limit = Some(-1),
                SettingRefusal::Days {
                    setting: "bank_days_limit",
                    most: 3650,
                },
            ),
            (
                |settings| settings.profile.own_rate_percent = Decimal::from(101),
                SettingRefusal::Rate {
                    setting: "own_rate_percent",
                },
            ),
            (
                |settings| settings.policy.time_zone = "Europe/Nulle-Part".into(),
                SettingRefusal::TimeZone {
                    zone: "Europe/Nulle-Part".into(),
                },
            ),
            (
                |settings| settings.policy.country = "France".into(),
                SettingRefusal::Country {
                    code: "France".into(),
                },
            ),
        ];
        for (wrong, expected) in table {
            let outcome = scene.desk.change_settings(&scene.seat, |settings| {
                settings.policy.promise_tolerance_days = 9;
                wrong(settings);
            });
            match outcome.await {
                Err(DeskError::Refused(Refusal::Setting(refusal))) => {
                    assert_eq!(refusal, expected);
                }
                other => panic!("{expected:?}: {other:?}"),
            }
        }
        assert_eq!(scene.settings().await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strategy_that_nobody_published_is_not_set() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let nowhere = scene.desk.change_settings(&scene.seat, |settings| {
            settings.profile.strategy = "nowhere".into();
        });
        let nowhere = nowhere.await.unwrap_err();
        assert!(
            matches!(&nowhere, DeskError::Refused(Refusal::NoStrategy { strategy }) if strategy == "nowhere"),
            "{nowhere:?}"
        );
        let good = scene.desk.change_settings(&scene.seat, |settings| {
            settings.policy.promise_tolerance_days = 5;
            settings.profile.dispute_days = 20;
        });
        good.await.unwrap();
        let kept = scene.settings().await;
        let days = (
            kept.policy.promise_tolerance_days,
            kept.profile.dispute_days,
        );
        assert_eq!(days, (5, 20));
    })
    .await;
}
