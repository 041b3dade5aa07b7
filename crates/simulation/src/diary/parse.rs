//! From a text to a diary: headers, days, statements, blocks of a strategy file.

use jiff::civil::Date;

use super::cursor::Cursor;
use super::statement::{Attempted, Statement};
use super::{Diary, DiaryError, Entry, parse_statement, shorthand};

struct Reading<'a> {
    diary: Diary,
    day_zero: Option<Date>,
    today: Option<Date>,
    lines: std::iter::Peekable<std::iter::Enumerate<std::str::Lines<'a>>>,
}

/// Reads a diary.
pub(super) fn parse(file: &str, text: &str) -> Result<Diary, DiaryError> {
    let mut reading = Reading {
        diary: Diary {
            file: file.to_string(),
            title: String::new(),
            proves: Vec::new(),
            country: "FR".to_string(),
            strategy: None,
            entries: Vec::new(),
        },
        day_zero: None,
        today: None,
        lines: text
            .trim_start_matches('\u{feff}')
            .lines()
            .enumerate()
            .peekable(),
    };
    let failed = |line: usize, problem: String| DiaryError {
        file: file.to_string(),
        line,
        problem,
    };
    let mut last = 0;
    while let Some((index, line)) = reading.lines.next() {
        last = index + 1;
        reading
            .line(last, line)
            .map_err(|problem| failed(last, problem))?;
    }
    if reading.diary.title.is_empty() {
        return Err(failed(
            1,
            "begin with a line such as `diary: A disputed invoice is never chased`".to_string(),
        ));
    }
    let expects = |entry: &Entry| {
        matches!(
            entry.statement,
            Statement::Expect(_) | Statement::Refused(_)
        )
    };
    if !reading.diary.entries.iter().any(expects) {
        return Err(failed(
            last,
            "a diary that expects nothing proves nothing: add an `expect` line".to_string(),
        ));
    }
    Ok(reading.diary)
}

impl Reading<'_> {
    fn line(&mut self, number: usize, line: &str) -> Result<(), String> {
        let text = line.trim();
        if text.is_empty() || text.starts_with('#') {
            return Ok(());
        }
        if self.header(text)? {
            return Ok(());
        }
        let mut rest = text;
        if let Some((day, after)) = self.day(text)? {
            if self.today.is_some_and(|today| day < today) {
                return Err(format!(
                    "days run forward: {day} comes before the day above"
                ));
            }
            self.today = Some(day);
            rest = after;
        }
        if Cursor::over(rest, None, None)?.is_at_end() {
            return Ok(());
        }
        let Some(on) = self.today else {
            return Err("write the day first, such as `2026-03-02:` or `day 0:`".to_string());
        };
        let statement = self.statement(rest)?;
        self.diary.entries.push(Entry {
            line: number,
            on,
            statement,
        });
        Ok(())
    }

    fn statement(&mut self, text: &str) -> Result<Statement, String> {
        if let Some(after) = text.strip_prefix("refused") {
            let mut cursor = Cursor::over(after, self.day_zero, self.today)?;
            let saying = cursor.quoted_or_nothing();
            let Some((_, tried)) = after.split_once(':') else {
                return Err("write what must be refused after a colon: `refused: send`".to_string());
            };
            let statement = Box::new(self.statement(tried.trim())?);
            return Ok(Statement::Refused(Attempted { statement, saying }));
        }
        if let Some(after) = text.strip_prefix("strategy:") {
            return self.strategy(after).map(Statement::Publish);
        }
        let mut cursor = Cursor::over(text, self.day_zero, self.today)?;
        let statement = parse_statement::statement(&mut cursor)?;
        cursor.end()?;
        Ok(statement)
    }

    fn header(&mut self, text: &str) -> Result<bool, String> {
        if let Some(title) = text.strip_prefix("diary:") {
            self.diary.title = title.trim().to_string();
        } else if let Some(codes) = text.strip_prefix("proves:") {
            let codes = codes.split([' ', ',']).filter(|code| !code.is_empty());
            self.diary.proves.extend(codes.map(str::to_string));
        } else if let Some(calendar) = text.strip_prefix("calendar:") {
            self.diary.country = country(calendar.trim())?;
        } else if let Some(day) = text.strip_prefix("day 0 is ") {
            let mut cursor = Cursor::over(day, None, None)?;
            self.day_zero = Some(cursor.date()?);
            cursor.end()?;
        } else if let Some(after) = text
            .strip_prefix("strategy:")
            .filter(|_| self.today.is_none())
        {
            self.diary.strategy = Some(self.strategy(after)?);
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// A shorthand on the same line, the key of a shipped strategy, or a block of lines that begin with `|`.
    fn strategy(&mut self, after: &str) -> Result<String, String> {
        let after = after.split(" #").next().unwrap_or_default().trim();
        if !after.is_empty() {
            return shorthand::strategy(after);
        }
        let mut block = String::new();
        while let Some((_, next)) = self.lines.peek() {
            let Some(line) = next.trim_start().strip_prefix('|') else {
                break;
            };
            block.push_str(line.strip_prefix(' ').unwrap_or(line));
            block.push('\n');
            self.lines.next();
        }
        if block.is_empty() {
            return Err("write a strategy: its key, `levels at 5, 20, 40 days`, or a block of lines that begin with `|`".to_string());
        }
        Ok(block)
    }

    /// The day a line begins with, and what follows its colon.
    fn day<'t>(&self, text: &'t str) -> Result<Option<(Date, &'t str)>, String> {
        let starts_with_day = text
            .strip_prefix("day ")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '-'));
        let starts_with_date =
            text.len() >= 10 && text.is_char_boundary(10) && text[..10].parse::<Date>().is_ok();
        if !starts_with_day && !starts_with_date {
            return Ok(None);
        }
        let (day, after) = text.split_once(':').unwrap_or((text, ""));
        let mut cursor = Cursor::over(day, self.day_zero, None)?;
        let date = cursor.date()?;
        cursor.end()?;
        Ok(Some((date, after.trim())))
    }
}

fn country(calendar: &str) -> Result<String, String> {
    match calendar {
        "every day is worked" => Ok(receivables::calendar::EVERY_DAY_IS_WORKED.to_string()),
        code if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            Ok(code.to_string())
        }
        other => Err(format!(
            "write `every day is worked` or a country such as `FR`, not `{other}`"
        )),
    }
}
