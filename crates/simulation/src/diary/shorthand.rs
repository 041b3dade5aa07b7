//! Strategies in a line, for diaries about one rule: `levels at 5, 20, 40 days; fees 10.00 EUR, 15 %`.
//! Their steps are called `level-1`, `level-2`... and the result is an ordinary strategy file.

use std::fmt::Write as _;

use receivables::strategy::Strategy;

/// The key of a strategy written in a line.
const KEY: &str = "of-the-diary";

/// What may follow the levels.
const OPTIONS: &str = "`fees 10.00 EUR, 15 %`, `acts e-mail, call`, `answer 10 days`, `gap 7 days`, `floor 150.00 EUR`, \
     `ceiling 5000.00 EUR`, `limits 3 days between, 2 per week, 5 per month`, `approval confirm`, `role finance`, \
     `fallback letter`, `pull 0 days`, `entry catch-up`, `invoices 2, 3, 5`, `at least 2 invoices`, `charges silent`";

#[derive(Default)]
struct Options {
    fees: Vec<String>,
    acts: Vec<String>,
    invoices: Vec<String>,
    head: String,
    step: String,
    limits: Option<String>,
}

/// The text of a strategy file for a line, or for the key of a shipped strategy.
pub(super) fn strategy(line: &str) -> Result<String, String> {
    let text = match line.strip_prefix("levels at ") {
        Some(levels) => levels_text(levels)?,
        None => shipped(line)?,
    };
    Strategy::parse(&text).map_err(|error| format!("this strategy is refused: {error}"))?;
    Ok(text)
}

fn shipped(key: &str) -> Result<String, String> {
    let known = notices::strategies::shipped();
    let found = known
        .iter()
        .find(|(name, _)| *name == key)
        .map(|(_, text)| (*text).to_string());
    found.ok_or_else(|| {
        let keys: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        format!(
            "`{key}` is not a strategy: write `levels at 5, 20, 40 days` or one of {}",
            keys.join(", ")
        )
    })
}

fn levels_text(line: &str) -> Result<String, String> {
    let mut parts = line.split(';').map(str::trim);
    let days = days(parts.next().unwrap_or_default())?;
    let mut options = Options::default();
    for part in parts.filter(|part| !part.is_empty()) {
        options.read(part)?;
    }
    let limits = options.limits.clone().unwrap_or_else(|| {
        "{ days_between = 1, most_per_week = 7, most_per_month = 31 }".to_string()
    });
    let mut text = format!(
        "[strategy]\nkey = \"{KEY}\"\nname = {{ fr = \"Journal\", en = \"Diary\" }}\nsummary = {{ fr = \"D’un journal\", en = \"Of a diary\" }}\nlimits = {limits}\n{}",
        options.head
    );
    if !options.head.contains("pull_forward_days") {
        text.push_str("pull_forward_days = 0\n");
    }
    for (place, days) in days.iter().enumerate() {
        options.push_level(&mut text, place, *days);
    }
    Ok(text)
}

/// `5, 20, 40 days`; a minus is before the due date.
fn days(part: &str) -> Result<Vec<i32>, String> {
    let numbers = part.trim_end_matches("days").trim_end_matches("day");
    let refused =
        || format!("write the days of the levels as in `levels at 5, 20, 40 days`, not `{part}`");
    numbers
        .split(',')
        .map(|number| number.trim().parse().map_err(|_| refused()))
        .collect()
}

fn list(text: &str) -> Vec<String> {
    text.split(',')
        .map(|part| part.trim().to_string())
        .collect()
}

impl Options {
    fn read(&mut self, part: &str) -> Result<(), String> {
        let (name, value) = part.split_once(' ').unwrap_or((part, ""));
        let number = || -> Result<i32, String> {
            let digits = value
                .trim_end_matches("days")
                .trim_end_matches("day")
                .trim();
            digits
                .parse()
                .map_err(|_| format!("write a number of days after `{name}`, not `{value}`"))
        };
        match name {
            "fees" => self.fees = list(value),
            "acts" => self.acts = list(value),
            "invoices" => self.invoices = list(value),
            "at" => {
                let digits = value.trim_start_matches("least ");
                let digits = digits.trim_end_matches(" invoices");
                self.head_line(&format!("fewest_invoices = {digits}"));
            }
            "charges" => self.head_line(&format!("charges = {value:?}")),
            "answer" => self.step_line(&format!("days_to_answer = {}", number()?)),
            "gap" => self.step_line(&format!("days_after_contact = {}", number()?)),
            "pull" => self.head_line(&format!("pull_forward_days = {}", number()?)),
            "floor" | "ceiling" => self.head_line(&format!("{name} = {:?}", list(value))),
            "approval" => self.step_line(&format!("approval = {value:?}")),
            "role" => self.step_line(&format!("role = {value:?}")),
            "entry" => self.head_line(&format!("entry = {value:?}")),
            "fallback" => self.step_line(&format!(
                "fallback = {{ no_address = {value:?}, bounced = {value:?}, refused = {value:?} }}"
            )),
            "limits" => self.limits = Some(limits(value)?),
            _ => return Err(format!("after the levels write {OPTIONS}; not `{part}`")),
        }
        Ok(())
    }

    fn step_line(&mut self, line: &str) {
        let _ = writeln!(self.step, "{line}");
    }

    fn head_line(&mut self, line: &str) {
        let _ = writeln!(self.head, "{line}");
    }

    fn push_level(&self, text: &mut String, place: usize, days: i32) {
        let number = place + 1;
        let act = self
            .acts
            .get(place)
            .or(self.acts.last())
            .map_or("e-mail", String::as_str);
        let trigger = match days {
            0 => "on due".to_string(),
            before if before < 0 => format!("{} days before due", -before),
            after => format!("{after} days after due"),
        };
        let template = match (act, number) {
            ("call", _) => "call-to-know-why",
            ("letter", _) => "formal-letter",
            ("registered-letter", _) => "final-notice",
            ("hand-over", _) => "hand-over",
            ("task", _) => "key-account-check",
            _ if days < 0 => "pre-due-check",
            (_, 1) => "first-notice",
            (_, 2) => "second-notice",
            _ => "open-reminder",
        };
        let tone = number.min(5);
        let _ = write!(
            text,
            "\n[[step]]\nkey = \"level-{number}\"\nname = {{ fr = \"Niveau {number}\", en = \"Level {number}\" }}\ntrigger = \"{trigger}\"\nact = \"{act}\"\ntemplate = \"{template}\"\ntone = {tone}\n{}",
            self.step
        );
        if let Some(fewest) = self.invoices.get(place) {
            let _ = writeln!(text, "fewest_invoices = {fewest}");
        }
        if let Some(fee) = self.fees.get(place) {
            let _ = writeln!(text, "fee = {fee:?}");
        }
    }
}

/// `3 days between, 2 per week, 5 per month`.
fn limits(text: &str) -> Result<String, String> {
    let numbers: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let [between, week, month] = numbers[..] else {
        return Err(format!(
            "write `limits 3 days between, 2 per week, 5 per month`, not `{text}`"
        ));
    };
    Ok(format!(
        "{{ days_between = {between}, most_per_week = {week}, most_per_month = {month} }}"
    ))
}
