//! The keys that sign what leaves (DKIM): for which domain, under what name, in which file. Must never hold a key itself.

use std::fmt;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use delivery::dkim::DkimKey;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

/// A key that signs for a domain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Dkim {
    /// The domain of the senders it signs for.
    pub domain: String,
    /// The name it is published under.
    pub selector: String,
    /// File that holds the private key (PEM).
    pub key_file: PathBuf,
}

impl Dkim {
    /// Refuses a key of which something is not told.
    ///
    /// # Errors
    /// Names what is missing.
    pub fn check(&self) -> Result<()> {
        let missing = [
            ("domain", self.domain.is_empty()),
            ("selector", self.selector.is_empty()),
            ("key_file", self.key_file.as_os_str().is_empty()),
        ];
        match missing.iter().find(|(_, is_missing)| *is_missing) {
            Some((name, _)) => bail!(
                "`mail.dkim.{name}` is not given: a signature needs `domain`, `selector` and `key_file`"
            ),
            None => Ok(()),
        }
    }

    /// Reads the key.
    ///
    /// # Errors
    /// A file that cannot be read, or that holds no key which can sign.
    pub fn key(&self) -> Result<DkimKey> {
        let path = self.key_file.display();
        let pem = std::fs::read(&self.key_file)
            .with_context(|| format!("`mail.dkim.key_file`: {path} cannot be read"))?;
        DkimKey::read(&self.domain, &self.selector, &pem)
            .with_context(|| format!("`mail.dkim` with {path}"))
    }
}

/// The environment over the one key of the file; over several it cannot say which.
pub(super) fn overlay(
    keys: &mut Vec<Dkim>,
    environment: &impl Fn(&str) -> Option<String>,
) -> Result<()> {
    let [domain, selector, key_file] = ["DOMAIN", "SELECTOR", "KEY_FILE"]
        .map(|name| environment(&format!("RELANCE_MAIL_DKIM_{name}")));
    if domain.is_none() && selector.is_none() && key_file.is_none() {
        return Ok(());
    }
    if keys.len() > 1 {
        bail!(
            "RELANCE_MAIL_DKIM_DOMAIN, _SELECTOR and _KEY_FILE speak of one key, and the configuration file has several `[[mail.dkim]]`: change them there"
        );
    }
    let mut key = keys.pop().unwrap_or_default();
    key.domain = domain.unwrap_or(key.domain);
    key.selector = selector.unwrap_or(key.selector);
    key.key_file = key_file.map_or(key.key_file, PathBuf::from);
    keys.push(key);
    Ok(())
}

/// `[mail.dkim]` is one key, `[[mail.dkim]]` are several.
pub(super) fn one_or_several<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Dkim>, D::Error> {
    deserializer.deserialize_any(OneOrSeveral)
}

struct OneOrSeveral;

impl<'de> Visitor<'de> for OneOrSeveral {
    type Value = Vec<Dkim>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("`[mail.dkim]`, or `[[mail.dkim]]` for several keys")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<Dkim>, A::Error> {
        Dkim::deserialize(MapAccessDeserializer::new(map)).map(|key| vec![key])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Vec<Dkim>, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(seq))
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    fn read(text: &str, environment: &[(&str, &str)]) -> anyhow::Result<Config> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("relance.toml");
        std::fs::write(&path, text)?;
        Config::read(Some(&path), |name| {
            let found = environment.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_string())
        })
    }

    const ONE: &str =
        "[mail.dkim]\ndomain = \"atelier.example\"\nselector = \"a\"\nkey_file = \"/key.pem\"\n";

    #[test]
    fn one_key_or_several_are_read() {
        let one = read(ONE, &[]).unwrap().mail.dkim;
        assert_eq!(one[0].domain, "atelier.example");
        let several = ONE.replace("[mail.dkim]", "[[mail.dkim]]").repeat(2);
        assert_eq!(read(&several, &[]).unwrap().mail.dkim.len(), 2);
    }

    #[test]
    fn the_environment_rules_over_the_one_key() {
        let environment = [("RELANCE_MAIL_DKIM_SELECTOR", "b")];
        let ruled = read(ONE, &environment).unwrap().mail.dkim;
        assert_eq!((ruled.len(), ruled[0].selector.as_str()), (1, "b"));
        let whole = [
            ("RELANCE_MAIL_DKIM_DOMAIN", "d"),
            ("RELANCE_MAIL_DKIM_SELECTOR", "s"),
            ("RELANCE_MAIL_DKIM_KEY_FILE", "k"),
        ];
        assert_eq!(read("", &whole).unwrap().mail.dkim.len(), 1);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let several = ONE.replace("[mail.dkim]", "[[mail.dkim]]").repeat(2);
        let environment = [("RELANCE_MAIL_DKIM_SELECTOR", "b")];
        let table = [
            (
                read("[mail.dkim]\ndomain = \"d\"", &[]),
                "mail.dkim.selector",
            ),
            (read("[mail.dkim]\ncolour = 1", &[]), "colour"),
            (read("[mail]\ndkim = 1", &[]), "[[mail.dkim]]"),
            (read("", &environment), "mail.dkim.domain"),
            (read(&several, &environment), "several"),
        ];
        for (read, expected) in table {
            let error = format!("{:#}", read.unwrap_err());
            assert!(error.contains(expected), "{error}");
        }
        let error = read(ONE, &[]).unwrap().mail.dkim[0].key().unwrap_err();
        assert!(format!("{error:#}").contains("/key.pem"), "{error:#}");
    }
}
