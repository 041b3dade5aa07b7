//! `relance user`: people who may sign in.

use std::io::{IsTerminal, Read};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use desk::Actor;
use desk::people::NewPerson;
use receivables::debtor::Language;
use store::person::Role;

use crate::config::Config;
use crate::{output, wiring};

/// Add people and links to sign in.
#[derive(Args)]
pub struct User {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Add a person; the password is read from the standard input.
    #[command(
        after_help = "Example:\n  printf %s \"$PASSWORD\" | relance user add claire@company.example --name \"Claire\""
    )]
    Add {
        /// E-mail address.
        email: String,
        /// Name.
        #[arg(long, default_value = "")]
        name: String,
        /// Language of the screens, fr or en.
        #[arg(long, default_value = "fr")]
        language: String,
        /// The company, by name; all when not given.
        #[arg(long, value_name = "NAME")]
        company: Option<String>,
    },
    /// Print a one-time link for a person who forgot the password.
    Link {
        /// E-mail address.
        email: String,
    },
}

impl User {
    /// Does it.
    pub async fn run(self, config: Config) -> Result<ExitCode> {
        let desk = wiring::open_desk(&config).await?;
        match self.what {
            What::Add {
                email,
                name,
                language,
                company,
            } => {
                let language = Language::from_code(&language).with_context(|| {
                    format!("`{language}` is not a language of the screens: fr or en")
                })?;
                let new = NewPerson {
                    email,
                    name,
                    password: password()?,
                    language,
                };
                let email = new.email.clone();
                let person = desk.add_person(&Actor::command_line(), new).await?;
                for creditor in wiring::creditors(&desk, company.as_deref()).await? {
                    let seat = Actor::command_line().at(creditor.id);
                    desk.grant(&seat, person, Role::Administrator).await?;
                }
                output::line(format!("{email} may sign in"));
            }
            What::Link { email } => {
                let mut reader = desk.store().reader().await?;
                let person = store::person::by_email(&mut reader, &email).await?;
                let Some(person) = person else {
                    bail!("nobody here has the address {email}")
                };
                drop(reader);
                let token = desk.sign_in_link(person.id).await?;
                let base = config
                    .public_address
                    .unwrap_or_else(|| format!("http://{}", config.listen));
                output::line(format!("{base}/sign-in-link/{token}"));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn password() -> Result<Option<String>> {
    if std::io::stdin().is_terminal() {
        bail!(
            "give the password on the standard input: printf %s \"$PASSWORD\" | relance user add ..."
        );
    }
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .context("the password cannot be read")?;
    let password = text.trim_end_matches(['\r', '\n']).to_string();
    Ok(Some(password).filter(|password| !password.is_empty()))
}
