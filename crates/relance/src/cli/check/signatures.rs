//! Whether what leaves is signed: does each key read, what has its domain to publish, and who writes without one. Must
//! never show a key.

use anyhow::Result;
use delivery::dkim::DkimKey;
use desk::profile::Profile;

use super::Finding;
use crate::config::{Config, Dkim, MailCarrier};
use crate::wiring;

/// One finding for each key, and one for the senders that have none.
pub(super) async fn findings(config: &Config) -> Vec<Finding> {
    let mut findings: Vec<Finding> = config
        .mail
        .dkim
        .iter()
        .map(|one| key(config, one))
        .collect();
    let keys: Vec<DkimKey> = config
        .mail
        .dkim
        .iter()
        .filter_map(|one| one.key().ok())
        .collect();
    if keys.is_empty() || config.mail.carrier == MailCarrier::Folder {
        return findings;
    }
    // A database that does not open was told already.
    let unsigned = unsigned(config, &keys).await.unwrap_or_default();
    if !unsigned.is_empty() {
        let words = format!(
            "messages from {} are not signed: no `mail.dkim` is of their domain",
            unsigned.join(", ")
        );
        findings.push(Finding {
            what: "signatures".to_string(),
            fine: true,
            words,
        });
    }
    findings
}

fn key(config: &Config, one: &Dkim) -> Finding {
    let what = format!("signature of {}", one.domain);
    match one.key() {
        Ok(key) => {
            let signs = match config.mail.carrier {
                MailCarrier::Smtp => "signs",
                MailCarrier::Folder => "will sign what an SMTP server takes",
            };
            Finding {
                what,
                fine: true,
                words: format!("{signs} with {}; publish {}", key.algorithm(), key.record()),
            }
        }
        Err(cause) => Finding {
            what,
            fine: false,
            words: format!("{cause:#}"),
        },
    }
}

/// The addresses companies write from whose domain has no key.
async fn unsigned(config: &Config, keys: &[DkimKey]) -> Result<Vec<String>> {
    let desk = wiring::open_desk(config).await?;
    let mut unsigned = Vec::new();
    for creditor in wiring::creditors(&desk, None).await? {
        for sender in Profile::of(&creditor)?.senders {
            let domain = sender
                .email
                .rsplit_once('@')
                .map_or("", |(_, domain)| domain);
            let is_signed = keys.iter().any(|key| key.signs_for(domain));
            if !is_signed && !sender.email.is_empty() && !unsigned.contains(&sender.email) {
                unsigned.push(sender.email);
            }
        }
    }
    Ok(unsigned)
}
