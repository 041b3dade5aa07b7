//! `relance check`: is the configuration right, does the database hold together, does the mail server answer.

mod signatures;

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use delivery::press::PressProgram;
use delivery::{SmppSettings, SmtpSettings};
use desk::posting_service::PostingService;
use serde::Serialize;
use store::DatabaseAddress;

use crate::config::{Config, MailCarrier, TextCarrierKind, Webhook};
use crate::{exit, output, wiring};

/// Check configuration, database and mail server.
#[derive(Args)]
#[command(after_help = "Example:\n  relance check --config relance.toml --json")]
pub struct Check {
    /// Print the findings as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Finding {
    what: String,
    fine: bool,
    words: String,
}

impl Check {
    /// Checks everything and says what to do about what is wrong.
    pub async fn run(self, config: Config) -> Result<ExitCode> {
        let mut findings = vec![Finding {
            what: "configuration".to_string(),
            fine: true,
            words: format!(
                "data in {}, pages on {}",
                config.data.display(),
                config.listen
            ),
        }];
        database(&config, &mut findings).await;
        mail(&config, &mut findings).await;
        findings.extend(signatures::findings(&config).await);
        mailboxes(&config, &mut findings).await;
        findings.push(texts(&config).await);
        findings.push(press());
        findings.push(posting(&config).await);
        findings.extend(config.webhook.iter().map(webhook));
        let all_fine = findings.iter().all(|finding| finding.fine);
        if self.json {
            output::json(&findings)?;
        } else {
            for finding in &findings {
                let mark = if finding.fine { "ok  " } else { "FAIL" };
                output::line(format!("{mark} {}: {}", finding.what, finding.words));
            }
        }
        Ok(if all_fine {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(exit::DIFFERENCES)
        })
    }
}

async fn database(config: &Config, findings: &mut Vec<Finding>) {
    let what = format!("database {}", wiring::address(config));
    if let DatabaseAddress::SqliteFile { path, .. } = wiring::address(config)
        && !path.exists()
    {
        let words =
            "there is no installation here: is --data right? `relance serve` makes one".to_string();
        findings.push(Finding {
            what,
            fine: false,
            words,
        });
        return;
    }
    let desk = match wiring::open_desk(config).await {
        Ok(desk) => desk,
        Err(cause) => {
            findings.push(Finding {
                what,
                fine: false,
                words: format!("{cause:#}"),
            });
            return;
        }
    };
    match unbalanced(&desk).await {
        Ok(words) => findings.push(Finding {
            what,
            fine: words.is_none(),
            words: words.unwrap_or_else(|| "opens and holds together".to_string()),
        }),
        Err(cause) => findings.push(Finding {
            what,
            fine: false,
            words: format!("{cause:#}"),
        }),
    }
}

/// What does not hold together, when anything does not.
async fn unbalanced(desk: &desk::Desk) -> Result<Option<String>> {
    let mut broken = Vec::new();
    for creditor in wiring::creditors(desk, None).await? {
        let mut reader = desk.store().reader().await?;
        let found = store::item::unbalanced(&mut reader, creditor.id).await?;
        if let Some(first) = found.first() {
            broken.push(format!(
                "{}: {} items whose open amount is not what their allocations leave (first {}); restore a backup or ask for help",
                creditor.name,
                found.len(),
                first.item
            ));
        }
    }
    Ok((!broken.is_empty()).then(|| broken.join("; ")))
}

/// Whether a program can be told. Nothing is sent: it would take what it hears for true.
fn webhook(webhook: &Webhook) -> Finding {
    let (fine, words) = match webhook.program() {
        Ok(_) => (true, format!("is told at {}", webhook.address)),
        Err(cause) => (false, format!("{cause:#}")),
    };
    Finding {
        what: format!("webhook {}", webhook.name),
        fine,
        words,
    }
}

/// Whether text messages can leave, and where the provider has to call. None is sent.
async fn texts(config: &Config) -> Finding {
    let (fine, words) = match texts_words(config).await {
        Ok(words) => (true, words),
        Err(cause) => (false, format!("{cause:#}")),
    };
    Finding {
        what: "text messages".to_string(),
        fine,
        words,
    }
}

async fn texts_words(config: &Config) -> Result<String> {
    match config.texts.carrier {
        TextCarrierKind::None => {
            return Ok("people send them from the departures board: no carrier is set".to_string());
        }
        TextCarrierKind::Folder => return Ok("written into a folder".to_string()),
        _ => {}
    }
    config.texts.terms()?;
    if let Some(line) = config.texts.line()? {
        return line_words(&line).await;
    }
    let service = config
        .texts
        .service()?
        .map_or_else(String::new, |service| service.address);
    let desk = wiring::open_desk(config).await?;
    Ok(match wiring::text_calls(config, &desk).await? {
        Some(calls) => format!("leave by {service}; the provider calls {calls}"),
        None => format!(
            "leave by {service}; without `public_address` the provider cannot tell what became of them"
        ),
    })
}

/// Whether a provider binds its line.
async fn line_words(line: &SmppSettings) -> Result<String> {
    let probe = delivery::smpp::probe(line).await?;
    let provider = match probe.provider.is_empty() {
        true => "the provider".to_string(),
        false => probe.provider,
    };
    let encrypted = match line.is_secured {
        true => "it is encrypted",
        false => "it is NOT encrypted",
    };
    Ok(format!(
        "leave on the {line:?}: {provider} binds it, {encrypted}; receipts and answers come on it while `relance serve` runs"
    ))
}

/// Which service posts letters, and where it has to call. None is given.
async fn posting(config: &Config) -> Finding {
    let (fine, words) = match posting_words(config).await {
        Ok(words) => (true, words),
        Err(cause) => (false, format!("{cause:#}")),
    };
    Finding {
        what: "letters".to_string(),
        fine,
        words,
    }
}

async fn posting_words(config: &Config) -> Result<String> {
    let Some(service) = wiring::posting(config)? else {
        return Ok("people post them: no service is set".to_string());
    };
    let name = PostingService::name(&service).to_string();
    let desk = wiring::open_desk(config).await?;
    Ok(match wiring::letter_calls(config, &desk).await? {
        Some(calls) => format!("can be given to {name}; what becomes of them it tells {calls}"),
        None => {
            format!("can be given to {name}; without `public_address` it cannot call")
        }
    })
}

/// Whether letters can be printed.
fn press() -> Finding {
    let program = PressProgram::beside_this_program();
    let place = program.path().display().to_string();
    let words = match program.path().exists() {
        true => format!("{place} prints them"),
        false => format!(
            "{place} is not there: letters cannot be printed until it is (`cargo build -p letters`)"
        ),
    };
    Finding {
        what: "press".to_string(),
        fine: true,
        words,
    }
}

/// Looks into each mailbox without taking anything in.
async fn mailboxes(config: &Config, findings: &mut Vec<Finding>) {
    let mailboxes = match wiring::mailboxes(config) {
        Ok(mailboxes) => mailboxes,
        Err(cause) => {
            findings.push(Finding {
                what: "mailbox".to_string(),
                fine: false,
                words: format!("{cause:#}"),
            });
            return;
        }
    };
    for mailbox in mailboxes {
        let far = jiff::civil::Date::MAX;
        let looked = delivery::imap::fetch(&mailbox.settings, None, (far, 0)).await;
        findings.push(Finding {
            what: format!("{:?}", mailbox.settings),
            fine: looked.is_ok(),
            words: match looked {
                Ok(_) => format!("folder {} can be read", mailbox.settings.folder),
                Err(cause) => cause.to_string(),
            },
        });
    }
}

async fn mail(config: &Config, findings: &mut Vec<Finding>) {
    if config.mail.carrier == MailCarrier::Folder {
        let folder = config.mail_folder();
        let words = format!(
            "messages are written into {}; nothing leaves this machine",
            folder.display()
        );
        findings.push(Finding {
            what: "mail".to_string(),
            fine: true,
            words,
        });
        return;
    }
    findings.push(server("mail server".to_string(), wiring::smtp(config)).await);
    for account in &config.mail.account {
        let what = format!("mail server of {}", account.from.join(", "));
        findings.push(server(what, wiring::smtp_of(config, account)).await);
    }
}

/// Whether an SMTP server answers and lets us in. Nothing is sent.
async fn server(what: String, settings: Result<SmtpSettings>) -> Finding {
    let settings = match settings {
        Ok(settings) => settings,
        Err(cause) => {
            return Finding {
                what,
                fine: false,
                words: format!("{cause:#}"),
            };
        }
    };
    match delivery::smtp::probe(&settings).await {
        Ok(probe) => {
            let line = if probe.is_encrypted {
                "the line is encrypted"
            } else {
                "the line is NOT encrypted"
            };
            let signed = if probe.is_signed_in {
                "signed in"
            } else {
                "nobody signs in"
            };
            Finding {
                what,
                fine: true,
                words: format!("{} answers, {line}, {signed}", probe.server),
            }
        }
        Err(setback) => Finding {
            what,
            fine: false,
            words: format!("{setback}; {}", setback.advice()),
        },
    }
}
