//! The words of one line, read from left to right. Must never guess: a word that is not what is wanted is
//! an error that says what to write.

use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::currency::Currency;
use receivables::money::Money;

/// One word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Quoted(String),
    Comma,
    Colon,
}

/// A line being read.
#[derive(Clone, Debug)]
pub(super) struct Cursor {
    tokens: Vec<Token>,
    place: usize,
    day_zero: Option<Date>,
    today: Option<Date>,
}

pub(super) type Read<T> = Result<T, String>;

impl Cursor {
    /// The words of a line; what follows `#` is a comment. `day_zero` is what `day 5` counts from.
    pub fn over(line: &str, day_zero: Option<Date>, today: Option<Date>) -> Read<Cursor> {
        Ok(Cursor {
            tokens: tokens(line)?,
            place: 0,
            day_zero,
            today,
        })
    }

    pub fn is_at_end(&self) -> bool {
        self.place >= self.tokens.len()
    }

    /// The rest of the line must be empty.
    pub fn end(&self) -> Read<()> {
        match self.tokens.get(self.place) {
            None => Ok(()),
            Some(token) => Err(format!(
                "nothing is expected after this, but there is {}",
                shown(token)
            )),
        }
    }

    /// The next word without taking it.
    pub fn peek(&self) -> &str {
        match self.tokens.get(self.place) {
            Some(Token::Word(word)) => word,
            _ => "",
        }
    }

    /// Takes a word when it is the next one.
    pub fn takes(&mut self, word: &str) -> bool {
        let there = matches!(self.tokens.get(self.place), Some(Token::Word(next)) if next == word);
        self.place += usize::from(there);
        there
    }

    /// Takes several words when they all come next.
    pub fn takes_all(&mut self, words: &[&str]) -> bool {
        let start = self.place;
        if words.iter().all(|word| self.takes(word)) {
            return true;
        }
        self.place = start;
        false
    }

    pub fn takes_comma(&mut self) -> bool {
        let there = self.tokens.get(self.place) == Some(&Token::Comma);
        self.place += usize::from(there);
        there
    }

    pub fn takes_colon(&mut self) -> bool {
        let there = self.tokens.get(self.place) == Some(&Token::Colon);
        self.place += usize::from(there);
        there
    }

    /// The word must come next.
    pub fn word(&mut self, wanted: &str) -> Read<()> {
        if self.takes(wanted) {
            Ok(())
        } else {
            Err(format!("write `{wanted}` {}", self.instead()))
        }
    }

    /// A name: a debtor, an item, a step, an address.
    pub fn name(&mut self, what: &str) -> Read<String> {
        match self.tokens.get(self.place) {
            Some(Token::Word(word)) => {
                self.place += 1;
                Ok(word.clone())
            }
            _ => Err(format!("write {what} {}", self.instead())),
        }
    }

    /// A text between quotation marks.
    pub fn quoted(&mut self) -> Read<String> {
        match self.tokens.get(self.place) {
            Some(Token::Quoted(text)) => {
                self.place += 1;
                Ok(text.clone())
            }
            _ => Err(format!(
                "write words between quotation marks {}",
                self.instead()
            )),
        }
    }

    /// A text between quotation marks, when there is one.
    pub fn quoted_or_nothing(&mut self) -> Option<String> {
        self.quoted().ok()
    }

    /// A whole number.
    pub fn number<N: std::str::FromStr>(&mut self, what: &str) -> Read<N> {
        let word = self.name(what)?;
        word.parse()
            .map_err(|_| format!("write {what} in digits, not `{word}`"))
    }

    /// `1000.00 EUR`.
    pub fn amount(&mut self) -> Read<Money> {
        let refused = |word: &str| format!("write an amount such as `1000.00 EUR`, not `{word}`");
        let number = self.name("an amount such as `1000.00 EUR`")?;
        let code = self.name("a currency such as `EUR`")?;
        let currency: Currency = code.parse().map_err(|error| format!("{error}"))?;
        Money::parse_plain(&number, currency).ok_or_else(|| refused(&format!("{number} {code}")))
    }

    /// An amount, when a number comes next.
    pub fn amount_or_nothing(&mut self) -> Read<Option<Money>> {
        let number = self
            .peek()
            .starts_with(|c: char| c.is_ascii_digit() || c == '-');
        if number {
            self.amount().map(Some)
        } else {
            Ok(None)
        }
    }

    /// `2026-03-31`, `today`, or `day 5` counted from the day 0 of the diary.
    pub fn date(&mut self) -> Read<Date> {
        if self.takes("day") {
            let number: i32 = self.number("a number of days")?;
            let zero = self
                .day_zero
                .ok_or("say what day 0 is first: `day 0 is 2026-03-02`")?;
            return Ok(plus_days(zero, number));
        }
        if self.takes("today") {
            return self
                .today
                .ok_or_else(|| "there is no day yet: write one first".to_string());
        }
        let word = self.name("a date such as `2026-03-31`, or `day 5`")?;
        word.parse()
            .map_err(|_| format!("write a date such as `2026-03-31`, or `day 5`, not `{word}`"))
    }

    /// The day the line stands under.
    pub fn today(&self) -> Read<Date> {
        self.today
            .ok_or_else(|| "there is no day yet: write one first".to_string())
    }

    /// One of a few words, with what it stands for.
    pub fn one_of<T: Clone>(&mut self, what: &str, words: &[(&str, T)]) -> Read<T> {
        let word = self.name(what)?;
        let found = words.iter().find(|(known, _)| *known == word);
        found.map(|(_, value)| value.clone()).ok_or_else(|| {
            let known: Vec<&str> = words.iter().map(|(known, _)| *known).collect();
            format!("write {what}: {}, not `{word}`", known.join(", "))
        })
    }

    /// A value that has kebab-case words of its own in strategy files and rows.
    pub fn coded<T: serde::de::DeserializeOwned>(&mut self, what: &str) -> Read<T> {
        let word = self.name(what)?;
        serde::Deserialize::deserialize(
            serde::de::value::StrDeserializer::<serde::de::value::Error>::new(&word),
        )
        .map_err(|error| format!("write {what}: {error}"))
    }

    fn instead(&self) -> String {
        match self.tokens.get(self.place) {
            Some(token) => format!("instead of {}", shown(token)),
            None => "at the end of the line".to_string(),
        }
    }
}

fn shown(token: &Token) -> String {
    match token {
        Token::Word(word) => format!("`{word}`"),
        Token::Quoted(text) => format!("\"{text}\""),
        Token::Comma => "a comma".to_string(),
        Token::Colon => "a colon".to_string(),
    }
}

fn tokens(line: &str) -> Read<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        match first {
            '#' => break,
            '"' => {
                let inside = &rest[1..];
                let end = inside.find('"').ok_or("close the quotation mark")?;
                tokens.push(Token::Quoted(inside[..end].to_string()));
                rest = &inside[end + 1..];
            }
            ',' => {
                tokens.push(Token::Comma);
                rest = &rest[1..];
            }
            ':' => {
                tokens.push(Token::Colon);
                rest = &rest[1..];
            }
            _ => {
                let end = rest
                    .find(|c: char| c.is_whitespace() || ",\"".contains(c))
                    .unwrap_or(rest.len());
                let mut word = &rest[..end];
                // A colon ends a word; inside one, as in 07:30, it belongs to it.
                word = word.strip_suffix(':').unwrap_or(word);
                tokens.push(Token::Word(word.to_string()));
                rest = &rest[word.len()..];
            }
        }
        rest = rest.trim_start();
    }
    Ok(tokens)
}
