//! Wires the rooms: a store and a clock make a desk, the configuration makes the carriers. Nothing here
//! decides anything.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use delivery::dkim::DkimKey;
use delivery::folder::FolderCarrier;
use delivery::imap::{ImapSecurity, ImapSettings};
use delivery::oauth::{Grant, TokenService, TokenSource};
use delivery::posting::{Access, MERCI_FACTEUR, PINGEN_TOKENS, PostingClient};
use delivery::press::PressProgram;
use delivery::sign_in::{Proof, SignIn};
use delivery::smtp::{Security, SmtpCarrier, SmtpSettings};
use delivery::texts::TextService;
use delivery::{Senders, SmppCarrier, SmtpAccounts};
use desk::carrier::TextCarrier;
use desk::carriers::Carriers;
use desk::clock::Clock;
use desk::{Actor, Desk, Seat};
use receivables::identity::CreditorId;
use store::creditor::Creditor;
use store::{DatabaseAddress, Store};

use crate::config::letters::given;
use crate::config::{
    Config, Dkim, LetterServiceKind, MailAccount, MailCarrier, MailSecurity, MailboxConfig,
    MailboxSecurity, OAuth, TextCarrierKind,
};
use crate::post::Mailbox;
use crate::text_line;

/// The version written in the database, so that an upgrade is noticed.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Where the database of a configuration is.
pub fn address(config: &Config) -> DatabaseAddress {
    match &config.database {
        Some(text) => DatabaseAddress::parse(text),
        None => DatabaseAddress::file(&config.data.join("relance.db")),
    }
}

/// Opens the installation: makes the data folder and the database at first start.
pub async fn open_desk(config: &Config) -> Result<Desk> {
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("the data folder {} cannot be made", config.data.display()))?;
    let store = Store::open(&address(config), config.node).await?;
    let desk = Desk::new(store, clock(config));
    desk.note_version(VERSION).await?;
    Ok(match config.texts.terms()? {
        Some(terms) => desk.with_texts(terms),
        None => desk,
    })
}

/// The machine's clock, or one that stands still for a rehearsal.
pub fn clock(config: &Config) -> Clock {
    match config.rehearse_at {
        None => Clock::machine(),
        Some(instant) => Clock::by_hand(instant),
    }
}

/// What carries messages.
pub async fn carriers(config: &Config, desk: &Desk) -> Result<Carriers> {
    let mut carriers = match config.mail.carrier {
        MailCarrier::Folder => {
            Carriers::of_email(Arc::new(FolderCarrier::new(config.mail_folder())))
        }
        MailCarrier::Smtp => {
            let carrier = SmtpCarrier::new(smtp(config)?).with_keys(dkim_keys(config)?);
            match config.mail.account.is_empty() {
                true => Carriers::of_email(Arc::new(carrier)),
                false => Carriers::of_email(Arc::new(accounts(config, carrier)?)),
            }
        }
    };
    if let Some(texts) = texts(config, desk).await? {
        carriers = carriers.with_texts(texts);
    }
    for webhook in &config.webhook {
        carriers = carriers.with_program(Arc::new(webhook.program()?));
    }
    if let Some(service) = posting(config)? {
        carriers = carriers.with_posting(Arc::new(service));
    }
    Ok(carriers.with_press(Arc::new(PressProgram::beside_this_program())))
}

/// The service that prints and posts letters; nothing where people do.
pub fn posting(config: &Config) -> Result<Option<PostingClient>> {
    let letters = &config.letters;
    let Some(description) = letters.description()? else {
        return Ok(None);
    };
    let access = match letters.service {
        LetterServiceKind::MerciFacteur => {
            let account = given(&letters.account, "account")?;
            let base = letters.address.as_deref().unwrap_or(MERCI_FACTEUR);
            Access::merci_facteur(base, (account, &letters.secret()?), clock(config))
        }
        LetterServiceKind::Pingen => {
            let tokens = TokenService {
                address: letters
                    .token_address
                    .clone()
                    .unwrap_or_else(|| PINGEN_TOKENS.to_string()),
                client_id: given(&letters.client_id, "client_id")?.to_string(),
                client_secret: Some(letters.secret()?),
                scope: Some("letter".to_string()),
                grant: Grant::Application,
            };
            Access::Bearer(Arc::new(TokenSource::new(tokens, clock(config))?))
        }
        LetterServiceKind::None | LetterServiceKind::Http => Access::Headers,
    };
    let proof = (access, letters.prices()?);
    let name = letters.service.name();
    Ok(Some(PostingClient::new(name, description, proof)?))
}

/// The address the posting service calls; nothing where no public address is told.
pub async fn letter_calls(config: &Config, desk: &Desk) -> Result<Option<String>> {
    let Some(address) = &config.public_address else {
        return Ok(None);
    };
    let key = desk.text_call_key().await?;
    let address = address.trim_end_matches('/');
    Ok(Some(format!("{address}/hooks/letters/{key}")))
}

/// What carries text messages; nothing where people send them.
async fn texts(config: &Config, desk: &Desk) -> Result<Option<Arc<dyn TextCarrier>>> {
    if config.texts.carrier == TextCarrierKind::Folder {
        let folder = config.texts.folder.clone();
        let folder = folder.unwrap_or_else(|| config.data.join("outgoing"));
        return Ok(Some(Arc::new(FolderCarrier::new(folder))));
    }
    if let Some(line) = config.texts.line()? {
        let (carrier, told) = SmppCarrier::new(line);
        tokio::spawn(text_line::hear(desk.clone(), told, text_line::WAIT));
        return Ok(Some(Arc::new(carrier)));
    }
    let Some(service) = config.texts.service()? else {
        return Ok(None);
    };
    let callback = text_calls(config, desk).await?;
    Ok(Some(Arc::new(TextService::new(service, callback)?)))
}

/// The address the provider of text messages calls; nothing where no public address is told.
pub async fn text_calls(config: &Config, desk: &Desk) -> Result<Option<String>> {
    let Some(address) = &config.public_address else {
        return Ok(None);
    };
    let key = desk.text_call_key().await?;
    let address = address.trim_end_matches('/');
    Ok(Some(format!("{address}/hooks/texts/{key}")))
}

/// The settings of the SMTP server.
pub fn smtp(config: &Config) -> Result<SmtpSettings> {
    let mail = &config.mail;
    let server = Server {
        part: "mail",
        host: mail.host.as_deref(),
        port: mail.port,
        security: mail.security,
        user: mail.user.as_deref(),
        password: mail.password.as_deref(),
        password_file: mail.password_file.as_deref(),
        oauth: mail.oauth.as_ref(),
        authority_file: mail.authority_file.as_deref(),
    };
    server.settings(config)
}

/// The settings of an account that some senders have for themselves.
pub fn smtp_of(config: &Config, account: &MailAccount) -> Result<SmtpSettings> {
    let mail = &config.mail;
    let server = Server {
        part: "mail.account",
        host: account.host.as_deref().or(mail.host.as_deref()),
        port: account
            .port
            .or(mail.port.filter(|_| account.host.is_none())),
        security: account.security.unwrap_or(mail.security),
        user: account.user.as_deref(),
        password: account.password.as_deref(),
        password_file: account.password_file.as_deref(),
        oauth: account.oauth.as_ref(),
        authority_file: account
            .authority_file
            .as_deref()
            .or(mail.authority_file.as_deref()),
    };
    server.settings(config)
}

/// The usual account with those that some senders have for themselves.
fn accounts(config: &Config, usual: SmtpCarrier) -> Result<SmtpAccounts> {
    let mut others = Vec::new();
    for account in &config.mail.account {
        let settings = smtp_of(config, account)?;
        let carrier = SmtpCarrier::new(settings).with_keys(dkim_keys(config)?);
        for from in account.from.iter().filter(|from| !from.trim().is_empty()) {
            let senders: Senders = from.parse()?;
            others.push((senders, carrier.clone()));
        }
    }
    Ok(SmtpAccounts::new(usual, others))
}

/// What the configuration says of an SMTP server, in the part it says it.
struct Server<'a> {
    part: &'static str,
    host: Option<&'a str>,
    port: Option<u16>,
    security: MailSecurity,
    user: Option<&'a str>,
    password: Option<&'a str>,
    password_file: Option<&'a Path>,
    oauth: Option<&'a OAuth>,
    authority_file: Option<&'a Path>,
}

impl Server<'_> {
    fn settings(&self, config: &Config) -> Result<SmtpSettings> {
        let part = self.part;
        let host = self.host.context("`mail.host` is not given")?;
        let (security, usual_port) = match self.security {
            MailSecurity::Starttls => (Security::StartTls, 587),
            MailSecurity::Tls => (Security::Tls, 465),
            MailSecurity::None => (Security::None, 25),
        };
        let mut settings = SmtpSettings::new(host, self.port.unwrap_or(usual_port));
        settings.security = security;
        if let Some(user) = self.user {
            settings.sign_in = Some(SignIn {
                user: user.to_string(),
                proof: match self.oauth {
                    Some(oauth) => by_token(config, oauth, &format!("{part}.oauth"))?,
                    None => Proof::Password(self.password()?),
                },
            });
        }
        if let Some(path) = self.authority_file {
            let pem = std::fs::read(path).with_context(|| {
                format!("`{part}.authority_file`: {} cannot be read", path.display())
            })?;
            settings.authority = Some(pem);
        }
        Ok(settings)
    }

    fn password(&self) -> Result<String> {
        let part = self.part;
        match (self.password, self.password_file) {
            (Some(password), _) => Ok(password.to_string()),
            (None, Some(path)) => first_line(path, &format!("{part}.password_file")),
            (None, None) => bail!(
                "`{part}.user` is given without a password: set `{part}.password_file` or `[{part}.oauth]`{}",
                match part {
                    "mail" => ", or RELANCE_MAIL_PASSWORD",
                    _ => "",
                }
            ),
        }
    }
}

/// The keys that sign what leaves.
pub fn dkim_keys(config: &Config) -> Result<Vec<DkimKey>> {
    config.mail.dkim.iter().map(Dkim::key).collect()
}

/// The mailboxes whose answers are fetched.
pub fn mailboxes(config: &Config) -> Result<Vec<Mailbox>> {
    let mailboxes = config.mailbox.iter();
    mailboxes.map(|one| mailbox(config, one)).collect()
}

/// The proof of who signs in by access tokens.
fn by_token(config: &Config, oauth: &OAuth, part: &str) -> Result<Proof> {
    let source = TokenSource::new(oauth.service(part)?, clock(config))?;
    Ok(Proof::Token(Arc::new(source)))
}

fn mailbox(whole: &Config, config: &MailboxConfig) -> Result<Mailbox> {
    let (security, usual_port) = match config.security {
        MailboxSecurity::Tls => (ImapSecurity::Tls, 993),
        MailboxSecurity::None => (ImapSecurity::None, 143),
    };
    let proof = match (&config.oauth, &config.password, &config.password_file) {
        (Some(oauth), ..) => by_token(whole, oauth, "mailbox.oauth")?,
        (None, Some(password), _) => Proof::Password(password.clone()),
        (None, None, Some(path)) => Proof::Password(first_line(path, "mailbox.password_file")?),
        (None, None, None) => bail!(
            "the mailbox of `{}` has no password: set `mailbox.password_file` or `[mailbox.oauth]`",
            config.user
        ),
    };
    let authority = config.authority_file.as_ref().map(|path| {
        std::fs::read(path).with_context(|| {
            format!(
                "`mailbox.authority_file`: {} cannot be read",
                path.display()
            )
        })
    });
    Ok(Mailbox {
        company: config.company.clone(),
        settings: ImapSettings {
            host: config.host.clone(),
            port: config.port.unwrap_or(usual_port),
            security,
            sign_in: SignIn {
                user: config.user.clone(),
                proof,
            },
            folder: config.folder.clone().unwrap_or_else(|| "INBOX".to_string()),
            authority: authority.transpose()?,
        },
    })
}

/// The first line of a file that a key of the configuration names.
pub(crate) fn first_line(path: &std::path::Path, key: &str) -> Result<String> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("`{key}`: {} cannot be read", path.display()))?;
    Ok(text.lines().next().unwrap_or_default().to_string())
}

/// The creditors a command works for: the one that was named, else all there are.
pub async fn creditors(desk: &Desk, named: Option<&str>) -> Result<Vec<Creditor>> {
    let mut reader = desk.store().reader().await?;
    let all = store::creditor::all(&mut reader).await?;
    let Some(name) = named else { return Ok(all) };
    let id: Option<CreditorId> = name.parse().ok();
    let found: Vec<Creditor> = all
        .into_iter()
        .filter(|creditor| Some(creditor.id) == id || creditor.name.eq_ignore_ascii_case(name))
        .collect();
    if found.is_empty() {
        bail!("no company here is called `{name}`: `relance company list` shows them");
    }
    Ok(found)
}

/// The one creditor a command works for.
pub async fn one_creditor(desk: &Desk, named: Option<&str>) -> Result<Creditor> {
    let mut found = creditors(desk, named).await?;
    match (found.pop(), found.is_empty()) {
        (Some(creditor), true) => Ok(creditor),
        (None, _) => bail!(
            "no company is here yet: `relance company add NAME` opens one, and so does the first page of \
             `relance serve`; `relance demo` shows one at work"
        ),
        (Some(_), false) => bail!("several companies are here: name one with --company"),
    }
}

/// The command line's seat at a creditor.
pub fn seat(creditor: &Creditor) -> Seat {
    Actor::command_line().at(creditor.id)
}
