//! The templates of an installation, compiled once. Must never take in a template that is not checked, so
//! that a mistake shows in the editor and never in a mail.

use std::collections::BTreeMap;

use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use receivables::debtor::Language;

use super::{
    Block, Kind, NAMES, Template, TemplateAdvice, TemplateError, TemplateProblem, Variables,
    escape, review, shipped,
};
use crate::format::french_spaces;

/// Steps of work one template may cost, so that a loop without end is an error.
const FUEL: u64 = 200_000;

/// A template with its variables filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// What it is for.
    pub kind: Kind,
    /// The subject, plain text on one line.
    pub subject: String,
    /// The body, Markdown with the marks of blocks.
    pub body: String,
}

/// Compiled templates by language and name.
#[derive(Clone)]
pub struct Library {
    environment: Environment<'static>,
    kinds: BTreeMap<(Language, String), Kind>,
}

impl Library {
    /// No template at all.
    pub(super) fn empty() -> Library {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|name| match name.ends_with("/body") {
            true => AutoEscape::Custom("markdown".into()),
            false => AutoEscape::None,
        });
        environment.set_formatter(format_value);
        environment.set_fuel(Some(FUEL));
        for filter in ["safe", "escape", "e", "debug", "pprint"] {
            environment.remove_filter(filter);
        }
        Library {
            environment,
            kinds: BTreeMap::new(),
        }
    }

    /// The templates that ship.
    pub fn shipped() -> Library {
        let mut library = Library::empty();
        for (language, name, text) in shipped() {
            library
                .replace(name, language, text)
                .expect("a test checks every shipped template");
        }
        library
    }

    /// A library of one template.
    pub fn of_one(name: &str, language: Language, text: &str) -> Result<Library, TemplateError> {
        let mut library = Library::empty();
        library.replace(name, language, text)?;
        Ok(library)
    }

    /// Takes in a template, in place of the one of its name and language. The library stays as it was
    /// when the template has a mistake.
    pub fn replace(
        &mut self,
        name: &str,
        language: Language,
        text: &str,
    ) -> Result<(), TemplateError> {
        let template = Template::parse(name, language, text)?;
        let mut trial = self.environment.clone();
        compile(&mut trial, &template)?;
        let checked = Library {
            environment: trial,
            kinds: BTreeMap::from([((language, name.to_string()), template.kind)]),
        };
        checked.check(&template)?;
        self.environment = checked.environment;
        self.kinds
            .insert((language, name.to_string()), template.kind);
        Ok(())
    }

    /// Leaves a template out, in every language: messages that need it are told to lack it.
    pub fn leave_out(&mut self, name: &str) {
        self.kinds.retain(|(_, known), _| known != name);
    }

    /// What a template is for; nothing when it is not known in the language.
    pub fn kind(&self, name: &str, language: Language) -> Option<Kind> {
        self.kinds.get(&(language, name.to_string())).copied()
    }

    /// The language a template is said in to who reads `wanted`: that one, or the only one it is known in.
    pub fn language_of(&self, name: &str, wanted: Language) -> Option<Language> {
        let known = |language: &Language| self.kind(name, *language).is_some();
        let order = match wanted {
            Language::French => [Language::French, Language::English],
            Language::English => [Language::English, Language::French],
        };
        order.into_iter().find(known)
    }

    /// The names known in a language.
    pub fn names(&self, language: Language) -> Vec<&str> {
        self.kinds
            .keys()
            .filter(|(of, _)| *of == language)
            .map(|(_, name)| name.as_str())
            .collect()
    }

    /// Fills in a template; nothing when it is not known.
    pub fn render(
        &self,
        name: &str,
        language: Language,
        variables: Variables,
    ) -> Option<Result<Rendered, TemplateError>> {
        let kind = self.kind(name, language)?;
        Some(self.fill(name, language, kind, Value::from_object(variables)))
    }

    /// Advice on the words of a template, as debtors of every sort would read them.
    pub fn review(&self, name: &str, language: Language) -> Vec<TemplateAdvice> {
        let samples = [Variables::full_sample(), Variables::sparse_sample()];
        let mut advice = Vec::new();
        for rendered in samples
            .into_iter()
            .filter_map(|sample| self.render(name, language, sample)?.ok())
        {
            let found = review(
                rendered.kind,
                &format!("{}\n{}", rendered.subject, rendered.body),
            );
            advice.extend(
                found
                    .into_iter()
                    .filter(|one| !advice.contains(one))
                    .collect::<Vec<_>>(),
            );
        }
        advice
    }

    fn fill(
        &self,
        name: &str,
        language: Language,
        kind: Kind,
        variables: Value,
    ) -> Result<Rendered, TemplateError> {
        let render = |part: &str| {
            self.environment
                .get_template(&path(name, language, part))
                .and_then(|template| {
                    template
                        .render(variables.clone())
                        .map_err(|error| located(error, template.source()))
                })
                .map_err(|error| refused(name, language, &error))
        };
        let subject = escape::single_line(&render("subject")?);
        Ok(Rendered {
            kind,
            subject,
            body: render("body")?,
        })
    }

    /// Holds a template against debtors about whom everything and almost nothing is known.
    fn check(&self, template: &Template) -> Result<(), TemplateError> {
        self.check_names(template)?;
        let fail = |line: usize, problem: TemplateProblem| TemplateError {
            template: template.name.clone(),
            language: template.language.code(),
            line,
            problem,
        };
        for sample in [Variables::full_sample(), Variables::sparse_sample()] {
            let value = Value::from_object(sample);
            let filled = self.fill(&template.name, template.language, template.kind, value)?;
            if filled.subject.is_empty() {
                return Err(fail(1, TemplateProblem::NoSubject));
            }
            for block in Block::ALL {
                let alone = filled
                    .body
                    .lines()
                    .filter(|line| line.trim() == block.mark())
                    .count();
                if alone != filled.body.matches(block.mark()).count() {
                    let line = line_of(&template.body, block.name());
                    return Err(fail(
                        line,
                        TemplateProblem::BlockNotAlone {
                            block: block.name(),
                        },
                    ));
                }
                if block == Block::Statement && alone == 0 && template.kind == Kind::Message {
                    return Err(fail(1, TemplateProblem::NoStatement));
                }
            }
        }
        Ok(())
    }

    fn check_names(&self, template: &Template) -> Result<(), TemplateError> {
        for (part, source) in [("subject", &template.subject), ("body", &template.body)] {
            let path = path(&template.name, template.language, part);
            let Ok(compiled) = self.environment.get_template(&path) else {
                continue;
            };
            let functions: Vec<&str> = self.environment.globals().map(|(name, _)| name).collect();
            let mut unknown: Vec<String> = compiled
                .undeclared_variables(false)
                .into_iter()
                .filter(|name| {
                    !NAMES.contains(&name.as_str()) && !functions.contains(&name.as_str())
                })
                .collect();
            unknown.sort();
            if let Some(variable) = unknown.into_iter().next() {
                return Err(TemplateError {
                    template: template.name.clone(),
                    language: template.language.code(),
                    line: if part == "body" {
                        line_of(source, &variable)
                    } else {
                        1
                    },
                    problem: TemplateProblem::UnknownVariable { variable },
                });
            }
        }
        Ok(())
    }
}

fn path(name: &str, language: Language, part: &str) -> String {
    format!("{}/{name}/{part}", language.code())
}

fn compile(
    environment: &mut Environment<'static>,
    template: &Template,
) -> Result<(), TemplateError> {
    for (part, source) in [("subject", &template.subject), ("body", &template.body)] {
        let source = match template.language {
            Language::French => french_spaces(source),
            Language::English => source.clone(),
        };
        let path = path(&template.name, template.language, part);
        environment
            .add_template_owned(path, source)
            .map_err(|error| refused(&template.name, template.language, &error))?;
    }
    Ok(())
}

/// Writes a value of a variable: escaped in a body, on one line in a subject, never a blank.
fn format_value(
    output: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    if value.is_none() || value.is_undefined() {
        return Err(Error::new(ErrorKind::UndefinedError, "no value"));
    }
    let plain = value.to_string();
    let written = match state.auto_escape() {
        AutoEscape::Custom(_) if !value.is_safe() => escape::markdown(&plain),
        _ if value.is_safe() => plain,
        _ => escape::single_line(&plain),
    };
    output
        .write_str(&written)
        .map_err(|error| Error::new(ErrorKind::WriteFailure, error.to_string()))
}

/// Puts the line of the template that failed into the error.
fn located(error: Error, source: &str) -> Error {
    let line = error
        .line()
        .and_then(|line| source.lines().nth(line.saturating_sub(1)))
        .unwrap_or_default();
    if error.kind() == ErrorKind::UndefinedError {
        return Error::new(
            ErrorKind::UndefinedError,
            format!("{}\n{}", error.line().unwrap_or(1), line.trim()),
        );
    }
    error
}

fn refused(name: &str, language: Language, error: &Error) -> TemplateError {
    let detail = error.detail().unwrap_or_default();
    let (line, problem) = match (error.kind(), detail.split_once('\n')) {
        (ErrorKind::UndefinedError, Some((line, source_line))) => {
            let source_line = source_line.to_string();
            (
                line.parse().unwrap_or(1),
                TemplateProblem::NoValue { source_line },
            )
        }
        (kind, _) => {
            let words = if detail.is_empty() {
                kind.to_string()
            } else {
                detail.to_string()
            };
            (error.line().unwrap_or(1), TemplateProblem::Tag(words))
        }
    };
    TemplateError {
        template: name.to_string(),
        language: language.code(),
        line,
        problem,
    }
}

/// The first line that names a variable, from 1.
fn line_of(source: &str, name: &str) -> usize {
    let names = |line: &str| {
        line.split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|word| word == name)
    };
    source.lines().position(names).map_or(1, |at| at + 1)
}
