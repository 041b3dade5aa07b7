//! The page around a message: head with light and dark colours, signature, legal mentions, and the
//! addresses of a letter. Must never fetch anything: no image, no font, no address that tracks.

use receivables::contact::Channel;
use receivables::debtor::Debtor;

use super::words::Words;
use crate::letter::{Letter, Piece};
use crate::letterhead::{Letterhead, address_lines};
use crate::markup::escape;
use crate::names::country_name;
use crate::wording::Value;

const STYLE: &str = "
@media (prefers-color-scheme: dark) {
  .page { background: #14171c !important; }
  .sheet { background: #1d2127 !important; color: #e8eaed !important; }
  .cell { border-color: #3a404a !important; }
  .head { border-color: #565e6b !important; color: #aab2bf !important; }
  .soft { color: #aab2bf !important; }
  .panel { background: #262b33 !important; }
  .link { color: #8ab4f8 !important; }
}
@media (max-width: 480px) {
  .sheet { padding: 18px 14px !important; }
  .wide { display: none !important; }
}
@media print {
  .page { background: #fff !important; }
  .sheet { background: #fff !important; color: #000 !important; max-width: none !important; }
}
";

/// What a page carries beside the words of its template.
pub(super) struct Page<'a> {
    pub letterhead: &'a Letterhead,
    pub debtor: &'a Debtor,
    pub channel: Channel,
    pub subject: &'a str,
    /// The day, in people's form.
    pub today: &'a str,
    pub words: &'a Words,
}

impl Page<'_> {
    /// The whole HTML page around a body that is HTML already.
    pub fn html(&self, body: &str) -> String {
        let mut out = String::with_capacity(body.len() + 3_500);
        out.push_str(&format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n",
            self.words.language().code()
        ));
        out.push_str(
            "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"supported-color-schemes\" content=\"light dark\">\n<title>",
        );
        escape(self.subject, &mut out);
        out.push_str(&format!("</title>\n<style>{STYLE}</style>\n</head>\n"));
        out.push_str("<body class=\"page\" style=\"margin:0;padding:0;background:#eef0f3\">\n");
        out.push_str("<table role=\"presentation\" class=\"page\" cellpadding=\"0\" cellspacing=\"0\" style=\"width:100%;background:#eef0f3\"><tr><td align=\"center\" style=\"padding:16px 6px\">\n");
        out.push_str("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"width:100%;max-width:600px\"><tr><td class=\"sheet\" style=\"padding:26px 28px;background:#ffffff;color:#1c2430;font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:15px;line-height:1.5;text-align:left\">\n");
        if self.is_letter() {
            self.letter_head(&mut out);
        }
        out.push_str(body);
        self.signature(&mut out);
        self.foot(&mut out);
        out.push_str("</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n");
        out
    }

    /// The text part around a body that is text already.
    pub fn text(&self, body: &str) -> String {
        let mut out = String::with_capacity(body.len() + 600);
        if self.is_letter() {
            for line in self.letter_lines() {
                out.push_str(&line);
                out.push('\n');
            }
        }
        out.push_str(body);
        for line in self.signature_lines() {
            out.push_str(&line);
            out.push('\n');
        }
        let foot = self.foot_lines();
        if !foot.is_empty() {
            out.push_str("\n-- \n");
        }
        for line in foot {
            out.push_str(&line);
            out.push('\n');
        }
        out
    }

    /// The letter around a body that is set already.
    pub fn letter(&self, body: Vec<Piece>) -> Letter {
        let here = &self.letterhead.address;
        let there = self.debtor.address.clone().unwrap_or_default();
        let mut addressee = vec![self.debtor.name.clone()];
        addressee.extend(address_lines(&there));
        let country = match there.country.trim() {
            "" => self.debtor.country.clone(),
            country => country.to_ascii_uppercase(),
        };
        if !here.country.is_empty() && !here.country.eq_ignore_ascii_case(&country) {
            addressee.push(country_name(&country, &self.words.wording).to_uppercase());
        }
        Letter {
            language: self.words.language(),
            company: self.letterhead.company.clone(),
            sender_address: address_lines(here),
            addressee,
            country,
            post_code: there.post_code.trim().to_string(),
            registered: (self.channel == Channel::RegisteredLetter)
                .then(|| self.words.wording.word("letter-registered")),
            place_and_day: self.place_and_day(),
            account: self.debtor.key.clone(),
            account_line: self
                .words
                .with("letter-account", "account", &self.debtor.key),
            subject: self.subject.to_string(),
            subject_line: self.words.with("letter-subject", "subject", self.subject),
            body,
            signature: self.signature_lines(),
            foot: self.foot_lines(),
            page_word: self.words.wording.word("letter-page"),
        }
    }

    fn place_and_day(&self) -> String {
        match self.letterhead.address.town.trim() {
            "" => self.words.with("letter-day", "day", self.today),
            town => self.words.wording.say(
                "letter-place-and-day",
                &[
                    ("place", Value::from(town)),
                    ("day", Value::from(self.today)),
                ],
            ),
        }
    }

    fn is_letter(&self) -> bool {
        matches!(self.channel, Channel::Letter | Channel::RegisteredLetter)
    }

    /// Sender, addressee, day and subject, with empty lines between them.
    fn letter_lines(&self) -> Vec<String> {
        let mut lines = vec![self.letterhead.company.clone()];
        lines.extend(address_lines(&self.letterhead.address));
        lines.extend([String::new(), self.debtor.name.clone()]);
        lines.extend(self.debtor.address.iter().flat_map(address_lines));
        lines.push(String::new());
        if self.channel == Channel::RegisteredLetter {
            lines.push(self.words.wording.word("letter-registered"));
        }
        lines.push(self.place_and_day());
        lines.push(self.words.with("letter-subject", "subject", self.subject));
        lines.push(String::new());
        lines
    }

    fn letter_head(&self, out: &mut String) {
        out.push_str("<p style=\"margin:0 0 18px\">");
        for line in self.letter_lines() {
            escape(&line, out);
            out.push_str("<br>\n");
        }
        out.push_str("</p>\n");
    }

    fn signature_lines(&self) -> Vec<String> {
        let sender = &self.letterhead.sender;
        let name = self.letterhead.signing_name();
        let mut lines = vec![name.to_string(), sender.role.clone()];
        if name != self.letterhead.company {
            lines.push(self.letterhead.company.clone());
        }
        lines.extend([sender.phone.clone(), sender.email.clone()]);
        lines
            .into_iter()
            .map(|line| line.trim().to_string())
            .filter(|line| !line.is_empty())
            .collect()
    }

    fn signature(&self, out: &mut String) {
        out.push_str("<p style=\"margin:0\">");
        for (place, line) in self.signature_lines().iter().enumerate() {
            if place == 0 {
                out.push_str("<strong>");
                escape(line, out);
                out.push_str("</strong>");
                continue;
            }
            out.push_str("<br>\n");
            escape(line, out);
        }
        out.push_str("</p>\n");
    }

    /// Company, address and legal mentions.
    fn foot_lines(&self) -> Vec<String> {
        let mut first = vec![self.letterhead.company.clone()];
        first.extend(address_lines(&self.letterhead.address));
        let legal = self.letterhead.legal.trim();
        let lines = [first.join(", "), legal.to_string()];
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    }

    fn foot(&self, out: &mut String) {
        let lines = self.foot_lines();
        if lines.is_empty() {
            return;
        }
        out.push_str("<p class=\"soft cell\" style=\"margin:22px 0 0;padding-top:12px;border-top:1px solid #e3e6ea;font-size:12px;color:#5b6472\">");
        for (place, line) in lines.iter().enumerate() {
            if place > 0 {
                out.push_str("<br>\n");
            }
            escape(line, out);
        }
        out.push_str("</p>\n");
    }
}
