//! The word said on the page after an act: done, or refused and why. It travels once in a cookie of its
//! own, as the key of a sentence and its variables; must never carry markup.

use axum::http::{HeaderMap, HeaderName};

use crate::cookie::{self, Lasting};
use crate::state::WebSettings;
use crate::words::Words;

/// Longest text carried; a browser keeps about 4 kB.
const MOST_LETTERS: usize = 600;

/// Something to say on the next page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Flash {
    key: String,
    variables: Vec<(String, String)>,
    count: Option<i64>,
    is_trouble: bool,
}

/// A flash as the page shows it.
pub(crate) struct Said {
    pub words: String,
    pub state: &'static str,
}

impl Flash {
    /// An act was done.
    pub(crate) fn done(key: &str) -> Self {
        Flash {
            key: key.to_string(),
            variables: Vec::new(),
            count: None,
            is_trouble: false,
        }
    }

    /// An act was not done.
    pub(crate) fn trouble(key: &str) -> Self {
        Flash {
            is_trouble: true,
            ..Flash::done(key)
        }
    }

    /// With a variable of its sentence.
    pub(crate) fn with(mut self, name: &str, value: impl ToString) -> Self {
        let value: String = value.to_string().chars().take(MOST_LETTERS).collect();
        self.variables.push((name.to_string(), value));
        self
    }

    /// With the number its sentence counts.
    pub(crate) fn counting(mut self, count: i64) -> Self {
        self.count = Some(count);
        self
    }

    /// The header that carries it to the next page.
    pub(crate) fn header(&self, settings: &WebSettings) -> (HeaderName, String) {
        let mut parts = vec![
            if self.is_trouble { "trouble" } else { "done" }.to_string(),
            self.key.clone(),
        ];
        parts.extend(self.count.map(|count| format!("#{count}")));
        for (name, value) in &self.variables {
            parts.push(format!("{name}={value}"));
        }
        let parts: Vec<String> = parts.iter().map(|part| cookie::encoded(part)).collect();
        cookie::set(
            cookie::FLASH,
            &parts.join("."),
            Lasting::Seconds(60),
            settings,
        )
    }

    /// What the browser carried to this page.
    pub(crate) fn sent(headers: &HeaderMap) -> Option<Flash> {
        let mut parts = cookie::value(headers, cookie::FLASH)?
            .split('.')
            .map(cookie::decoded);
        let is_trouble = parts.next()?? == "trouble";
        let key = parts.next()??;
        // Only sentences made to be said here: the cookie is the browser's to write.
        if !key.starts_with("flash-") {
            return None;
        }
        let mut flash = Flash {
            key,
            variables: Vec::new(),
            count: None,
            is_trouble,
        };
        for part in parts {
            let part = part?;
            match part.strip_prefix('#') {
                Some(count) => flash.count = count.parse().ok(),
                None => {
                    let (name, value) = part.split_once('=')?;
                    flash.variables.push((name.to_string(), value.to_string()));
                }
            }
        }
        Some(flash)
    }

    /// In the words of a page.
    pub(crate) fn said(&self, words: &Words) -> Said {
        let text = match self.count {
            Some(count) => words.count(&self.key, count),
            None => {
                let variables: Vec<(&str, &str)> = self
                    .variables
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_str()))
                    .collect();
                words.with(&self.key, &variables)
            }
        };
        Said {
            words: text,
            state: if self.is_trouble { "late" } else { "done" },
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::header::COOKIE;

    use super::*;

    #[test]
    fn what_is_said_after_an_act_comes_back_on_the_next_page() {
        let settings = WebSettings::default();
        for flash in [
            Flash::done("flash-confirmed"),
            Flash::done("flash-confirmed-all").counting(12),
            Flash::trouble("flash-refused").with("words", "Écrivez « F1.2=3 » ; merci"),
        ] {
            let (_, header) = flash.header(&settings);
            let sent = header.split(';').next().unwrap().to_string();
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, sent.parse().unwrap());
            assert_eq!(Flash::sent(&headers), Some(flash));
        }
    }

    #[test]
    fn a_word_the_pages_do_not_say_is_not_said() {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, "flash=done.sign-in-title".parse().unwrap());
        assert_eq!(Flash::sent(&headers), None);
        headers.insert(COOKIE, "flash=%".parse().unwrap());
        assert_eq!(Flash::sent(&headers), None);
    }
}
