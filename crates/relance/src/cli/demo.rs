//! `relance demo`: the product with its demonstration company, in a folder of its own. Messages are written
//! into that folder; nothing leaves the machine.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;
use delivery::folder::FolderCarrier;
use desk::people::NewPerson;
use desk::{Actor, Desk};
use receivables::debtor::Language;
use receivables::identity::PersonId;
use store::Store;
use store::person::Role;
use tokio::net::TcpListener;

use crate::config::{Config, Mail, TextCarrierKind, Texts};
use crate::{output, press_build, wiring};

/// The address the demonstration's person signs in with.
const PERSON: &str = "demo@relance.example";

/// Start the product with its demonstration company; nothing leaves the machine.
#[derive(Args)]
#[command(after_help = "Example:\n  relance demo --data /tmp/relance-demo")]
pub struct Demo {
    /// Port of the pages; a free one is taken when it is in use.
    #[arg(long, default_value_t = 7373)]
    port: u16,
    /// Language of the screens, fr or en.
    #[arg(long, default_value = "fr")]
    language: String,
}

impl Demo {
    /// Furnishes the demonstration at first start, and serves it.
    pub async fn run(self, mut config: Config) -> Result<ExitCode> {
        let language = Language::from_code(&self.language).with_context(|| {
            format!(
                "`{}` is not a language of the screens: fr or en",
                self.language
            )
        })?;
        if config.data == Config::default().data {
            config.data = PathBuf::from("relance-demo");
        }
        config.mail = Mail::default();
        config.texts = Texts {
            carrier: TextCarrierKind::Folder,
            sender: "RELANCE".to_string(),
            price_per_part: Some("0.045".to_string()),
            ..Texts::default()
        };
        let listener = listener(self.port).await?;
        furnish(&config, language).await?;
        let desk = wiring::open_desk(&config).await?;
        let person = person(&desk).await?;
        let address = listener.local_addr()?;
        let token = desk.sign_in_link(person).await?;
        output::line("");
        output::line(
            "  Relance, demonstration. Messages are written into a folder; nothing leaves this machine.",
        );
        output::line(format!("  Folder   {}", config.data.display()));
        output::line(format!("  Messages {}", config.mail_folder().display()));
        output::line("");
        output::line("  Open (once, within 30 minutes):");
        output::line(format!("  http://{address}/sign-in-link/{token}"));
        output::line("");
        if press_build::start() {
            output::line(
                "  The program that prints letters is being built beside this; in a few minutes it prints.",
            );
            output::line("");
        }
        super::serve::up(desk, listener, &config).await?;
        Ok(ExitCode::SUCCESS)
    }
}

async fn listener(port: u16) -> Result<TcpListener> {
    let wanted = SocketAddr::from(([127, 0, 0, 1], port));
    if let Ok(listener) = TcpListener::bind(wanted).await {
        return Ok(listener);
    }
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    TcpListener::bind(any)
        .await
        .context("no port of this machine is free")
}

/// Makes the company and its world when they are not there yet. The past is lived under a clock that is
/// moved by hand, so the store is opened again afterwards with the machine's.
async fn furnish(config: &Config, language: Language) -> Result<()> {
    let desk = wiring::open_desk(config).await?;
    let mut reader = desk.store().reader().await?;
    let known = store::person::by_email(&mut reader, PERSON).await?;
    drop(reader);
    if known.is_some() {
        return Ok(());
    }
    drop(desk);
    let store = Store::open(&wiring::address(config), config.node).await?;
    let today = wiring::clock(config).today("Europe/Paris");
    let carrier = Arc::new(FolderCarrier::new(config.mail_folder()));
    let bar = output::progress(100, "demonstration company");
    let furnished =
        simulation::demo::furnish(store, today, carrier, |percent| bar.set_position(percent))
            .await?;
    bar.finish_and_clear();
    let desk = wiring::open_desk(config).await?;
    let name = "Démonstration".to_string();
    let new = NewPerson {
        email: PERSON.to_string(),
        name,
        password: None,
        language,
    };
    let person = desk
        .add_person(&Actor::machine("demonstration"), new)
        .await?;
    let seat = Actor::machine("demonstration").at(furnished.creditor);
    desk.grant(&seat, person, Role::Administrator).await?;
    Ok(simulation::demo::hand_disputes_over(&desk, &seat, person).await?)
}

async fn person(desk: &Desk) -> Result<PersonId> {
    let mut reader = desk.store().reader().await?;
    let person = store::person::by_email(&mut reader, PERSON).await?;
    Ok(person
        .context("the demonstration was not finished: remove its folder and start again")?
        .id)
}
