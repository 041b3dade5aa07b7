//! From CEL to a condition: names exist, types fit, amounts meet in one currency. Every problem is found, not
//! only the first. Must never guess: what is not understood is a problem with its place.

use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, ListExpr, LiteralValue, SelectExpr, SourceInfo, operators};
use rust_decimal::Decimal;

use super::field::{Field, Unit};
use super::problem::{Fault, Found, Problem, closest};
use super::test::{Comparison, Operand, Pattern, Test, TextSource};
use super::value::{Term, found, text_term};
use crate::currency::Currency;
use crate::money::Money;

/// Reads the tree of an expression.
pub(super) struct Checker<'s> {
    /// Where each node stands.
    pub source: &'s SourceInfo,
    /// The text.
    pub text: &'s str,
    /// The creditor's currency.
    pub currency: Currency,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

impl Checker<'_> {
    /// A problem at a node; nothing, so that reading goes on beside it.
    fn fault<T>(&mut self, node: &IdedExpr, fault: Fault) -> Option<T> {
        let at = self
            .source
            .offset_for(node.id)
            .map_or(0, |(start, _)| start as usize);
        let at = match &node.expr {
            // A call stands at its bracket: its name is shown.
            Expr::Call(call) if call.target.is_none() => {
                let before = at.saturating_sub(call.func_name.len());
                let is_named = self.text.get(before..at) == Some(call.func_name.as_str());
                if is_named { before } else { at }
            }
            _ => at,
        };
        let (line, column) = super::place(self.text, at);
        self.problems.push(Problem {
            line,
            column,
            fault,
        });
        None
    }

    /// A part that is true or false.
    pub fn condition(&mut self, node: &IdedExpr) -> Option<Test> {
        if let Expr::Call(call) = &node.expr {
            match (call.func_name.as_str(), call.args.as_slice()) {
                (operators::LOGICAL_AND, sides) => return self.sides(sides).map(Test::All),
                (operators::LOGICAL_OR, sides) => return self.sides(sides).map(Test::Any),
                (operators::LOGICAL_NOT, [inner]) => {
                    return self.condition(inner).map(|test| Test::Not(Box::new(test)));
                }
                (operators::IN, [item, list]) => return self.membership(item, list),
                (sign, [left, right]) if comparison(sign).is_some() => {
                    return self.compared((left, comparison(sign)?, right));
                }
                _ => {}
            }
        }
        match self.term(node)? {
            Term::Test(test) => Some(test),
            Term::Number(_, Operand::Field(field)) => {
                self.fault(node, Fault::NotACondition { field: Some(field) })
            }
            Term::Text(TextSource::Field(field)) => {
                self.fault(node, Fault::NotACondition { field: Some(field) })
            }
            Term::Tags => self.fault(
                node,
                Fault::NotACondition {
                    field: Some(Field::Tags),
                },
            ),
            _ => self.fault(node, Fault::NotACondition { field: None }),
        }
    }

    /// Both sides are read even when the first has a problem. Sides of one sign stand in one list.
    fn sides(&mut self, sides: &[IdedExpr]) -> Option<Vec<Test>> {
        let read: Vec<Option<Test>> = sides.iter().map(|side| self.condition(side)).collect();
        read.into_iter().collect()
    }

    /// A part that has a value.
    fn term(&mut self, node: &IdedExpr) -> Option<Term> {
        match &node.expr {
            Expr::Ident(name) => self.named(node, name),
            Expr::Literal(literal) => self.literal(node, literal),
            Expr::List(list) => self.list(list),
            Expr::Select(select) => self.own_field(node, select),
            Expr::Call(call) => self.called(node, call),
            _ => self.fault(
                node,
                Fault::NotUsed {
                    sign: self.word_at(node),
                },
            ),
        }
    }

    /// The word that stands at a node, for what is not used.
    fn word_at(&self, node: &IdedExpr) -> String {
        let span = self.source.offset_for(node.id);
        let part = span.and_then(|(start, _)| self.text.get(start as usize..));
        let word = part.unwrap_or("").split_whitespace().next().unwrap_or("");
        word.chars().take(30).collect()
    }

    fn named(&mut self, node: &IdedExpr, name: &str) -> Option<Term> {
        let Some(field) = Field::named(name) else {
            let fault = Fault::UnknownName {
                name: name.to_string(),
                meant: Field::meant_by(name),
            };
            return self.fault(node, fault);
        };
        Some(match field.unit() {
            Unit::Amount | Unit::Days | Unit::Count => {
                Term::Number(field.unit(), Operand::Field(field))
            }
            Unit::Text | Unit::Choice => Term::Text(TextSource::Field(field)),
            Unit::Words => Term::Tags,
            Unit::YesNo => Term::Test(Test::Yes(field)),
        })
    }

    fn literal(&mut self, node: &IdedExpr, literal: &LiteralValue) -> Option<Term> {
        match literal {
            LiteralValue::Boolean(value) => Some(Term::Test(Test::Constant(*value.inner()))),
            LiteralValue::Int(number) => Some(Term::Written(Decimal::from(*number.inner()))),
            LiteralValue::UInt(number) => Some(Term::Written(Decimal::from(*number.inner()))),
            // The shortest figures that are this number are those that were typed.
            LiteralValue::Double(number) => match number.inner().to_string().parse() {
                Ok(decimal) => Some(Term::Written(decimal)),
                Err(_) => self.fault(
                    node,
                    Fault::NotUsed {
                        sign: self.word_at(node),
                    },
                ),
            },
            LiteralValue::String(text) => Some(Term::Quoted(text.inner().to_string())),
            LiteralValue::Bytes(_) | LiteralValue::Null => self.fault(
                node,
                Fault::NotUsed {
                    sign: self.word_at(node),
                },
            ),
        }
    }

    fn list(&mut self, list: &ListExpr) -> Option<Term> {
        let read: Vec<Option<Term>> = list.elements.iter().map(|one| self.term(one)).collect();
        read.into_iter()
            .collect::<Option<Vec<Term>>>()
            .map(Term::List)
    }

    /// `own.contract`, and `has(own.contract)`.
    fn own_field(&mut self, node: &IdedExpr, select: &SelectExpr) -> Option<Term> {
        if select.operand.expr != Expr::Ident("own".to_string()) {
            return self.fault(
                node,
                Fault::NotUsed {
                    sign: format!(".{}", select.field),
                },
            );
        }
        let source = TextSource::Own(select.field.clone());
        Some(if select.test {
            let empty = Test::Text(source, Pattern::OneOf(vec![String::new()]));
            Term::Test(Test::Not(Box::new(empty)))
        } else {
            Term::Text(source)
        })
    }

    fn called(&mut self, node: &IdedExpr, call: &CallExpr) -> Option<Term> {
        let name = call.func_name.as_str();
        match (name, call.target.as_deref(), call.args.as_slice()) {
            (operators::INDEX, None, [map, key]) if map.expr == Expr::Ident("own".to_string()) => {
                match self.term(key)? {
                    Term::Quoted(name) => Some(Term::Text(TextSource::Own(name))),
                    _ => self.fault(key, Fault::OwnIsText),
                }
            }
            (operators::NEGATE, None, [inner]) => match self.term(inner)? {
                Term::Written(number) => Some(Term::Written(-number)),
                _ => self.fault(
                    node,
                    Fault::NotUsed {
                        sign: "-".to_string(),
                    },
                ),
            },
            ("money", None, [code, amount]) => self.money(code, amount),
            ("outstanding_in" | "overdue_in", None, [code]) => {
                let field = match name {
                    "overdue_in" => Field::Overdue,
                    _ => Field::Outstanding,
                };
                let asked = self.currency_named(code)?;
                let operand = match asked == self.currency {
                    true => Operand::Field(field),
                    false => Operand::Foreign(field, asked),
                };
                Some(Term::Number(Unit::Amount, operand))
            }
            ("startsWith" | "endsWith" | "contains", Some(target), [part]) => {
                self.part_of_text(target, name, part)
            }
            _ if name.starts_with(|first: char| first.is_ascii_alphabetic()) => self.fault(
                node,
                Fault::UnknownFunction {
                    name: name.to_string(),
                },
            ),
            // Two comparisons that meet, and arithmetic.
            _ if comparison(name).is_some() || is_logical(name) => {
                self.condition(node).map(Term::Test)
            }
            _ => self.fault(
                node,
                Fault::NotUsed {
                    sign: sign_of(name),
                },
            ),
        }
    }

    fn currency_named(&mut self, node: &IdedExpr) -> Option<Currency> {
        let Term::Quoted(code) = self.term(node)? else {
            let code = self.word_at(node);
            return self.fault(node, Fault::UnknownCurrency { code });
        };
        match code.parse() {
            Ok(currency) => Some(currency),
            Err(_) => self.fault(node, Fault::UnknownCurrency { code }),
        }
    }

    /// `money("EUR", 1000)`.
    fn money(&mut self, code: &IdedExpr, amount: &IdedExpr) -> Option<Term> {
        let currency = self.currency_named(code)?;
        let Term::Written(number) = self.term(amount)? else {
            let amount_word = self.word_at(amount);
            return self.fault(
                amount,
                Fault::NotAnAmount {
                    amount: amount_word,
                    currency,
                },
            );
        };
        self.minor(amount, number, currency)
            .map(|minor| Term::Money(minor, currency))
    }

    fn minor(&mut self, node: &IdedExpr, number: Decimal, currency: Currency) -> Option<i64> {
        let exact = number.normalize().scale() <= currency.decimals();
        match Money::from_major(number, currency).filter(|_| exact) {
            Some(money) => Some(money.minor),
            None => self.fault(
                node,
                Fault::NotAnAmount {
                    amount: number.to_string(),
                    currency,
                },
            ),
        }
    }

    fn part_of_text(&mut self, target: &IdedExpr, name: &str, part: &IdedExpr) -> Option<Term> {
        let source = match self.term(target)? {
            Term::Text(source) => source,
            Term::Number(_, Operand::Field(field)) => {
                return self.fault(
                    part,
                    Fault::Mismatch {
                        field,
                        found: Found::Text,
                    },
                );
            }
            _ => return self.fault(target, Fault::NothingAsked),
        };
        let Term::Quoted(part) = self.term(part)? else {
            return self.fault(part, Fault::OwnIsText);
        };
        let pattern = match name {
            "startsWith" => Pattern::StartsWith(part),
            "endsWith" => Pattern::EndsWith(part),
            _ => Pattern::Contains(part),
        };
        Some(Term::Test(Test::Text(source, pattern)))
    }

    /// `country in ["FR", "BE"]` and `"key-account" in tags`.
    fn membership(&mut self, item: &IdedExpr, list: &IdedExpr) -> Option<Test> {
        let (found_item, found_list) = (self.term(item), self.term(list));
        match (found_item?, found_list?) {
            (Term::Quoted(word), Term::Tags) => Some(Test::Tagged(word)),
            (Term::Text(source), Term::List(words)) => {
                if words.is_empty() {
                    return self.fault(list, Fault::EmptyList);
                }
                let mut texts = Vec::with_capacity(words.len());
                for word in words {
                    let Term::Quoted(text) = word else {
                        let fault = text_mismatch(&source, found(&word));
                        return self.fault(list, fault);
                    };
                    self.known_word(list, &source, &text)?;
                    texts.push(text);
                }
                Some(Test::Text(source, Pattern::OneOf(texts)))
            }
            (Term::Number(unit, operand), Term::List(values)) => {
                let Operand::Field(field) = operand else {
                    return self.fault(list, Fault::NothingAsked);
                };
                let mut tests = Vec::with_capacity(values.len());
                for value in values {
                    let right = self.number_beside(list, (field, unit, operand), value)?;
                    tests.push(Test::Number(operand, Comparison::Equal, right));
                }
                Some(Test::Any(tests))
            }
            (Term::Text(source), other) => {
                let fault = text_mismatch(&source, found(&other));
                self.fault(list, fault)
            }
            (other, Term::Tags) => {
                let fault = Fault::Mismatch {
                    field: Field::Tags,
                    found: found(&other),
                };
                self.fault(item, fault)
            }
            _ => self.fault(item, Fault::NothingAsked),
        }
    }

    fn compared(
        &mut self,
        (left, comparison, right): (&IdedExpr, Comparison, &IdedExpr),
    ) -> Option<Test> {
        let (found_left, found_right) = (self.term(left), self.term(right));
        match (found_left?, found_right?) {
            (Term::Number(unit, operand), other) => {
                self.numbers((right, other), (unit, operand), comparison)
            }
            (other, Term::Number(unit, operand)) => {
                self.numbers((left, other), (unit, operand), comparison.turned())
            }
            (Term::Text(source), Term::Quoted(text)) => {
                self.texts(right, (source, text), comparison)
            }
            (Term::Quoted(text), Term::Text(source)) => {
                self.texts(left, (source, text), comparison.turned())
            }
            (Term::Test(test), Term::Test(Test::Constant(value)))
            | (Term::Test(Test::Constant(value)), Term::Test(test)) => {
                let is_same = match comparison {
                    Comparison::Equal => value,
                    Comparison::NotEqual => !value,
                    _ => {
                        return self.fault(
                            left,
                            Fault::NotUsed {
                                sign: comparison.sign().into(),
                            },
                        );
                    }
                };
                Some(if is_same {
                    test
                } else {
                    Test::Not(Box::new(test))
                })
            }
            (Term::Text(source), other) | (other, Term::Text(source)) => {
                let fault = text_mismatch(&source, found(&other));
                self.fault(right, fault)
            }
            (Term::Tags, other) | (other, Term::Tags) => {
                let fault = Fault::Mismatch {
                    field: Field::Tags,
                    found: found(&other),
                };
                self.fault(left, fault)
            }
            _ => self.fault(left, Fault::NothingAsked),
        }
    }

    fn numbers(
        &mut self,
        (node, other): (&IdedExpr, Term),
        (unit, operand): (Unit, Operand),
        comparison: Comparison,
    ) -> Option<Test> {
        let (Operand::Field(field) | Operand::Foreign(field, _)) = operand else {
            return self.fault(node, Fault::NothingAsked);
        };
        let right = self.number_beside(node, (field, unit, operand), other)?;
        Some(Test::Number(operand, comparison, right))
    }

    /// The other side of a number: of the same unit, and for amounts of the same currency.
    fn number_beside(
        &mut self,
        node: &IdedExpr,
        (field, unit, operand): (Field, Unit, Operand),
        other: Term,
    ) -> Option<Operand> {
        let kept_in = match operand {
            Operand::Foreign(_, currency) => currency,
            _ => self.currency,
        };
        let two = |asked| match field.has_other_currencies() {
            true => Fault::TwoCurrencies {
                field,
                kept_in,
                asked,
            },
            false => Fault::OneCurrency { field },
        };
        match (unit, other) {
            (Unit::Amount, Term::Written(number)) => {
                self.minor(node, number, kept_in).map(Operand::Value)
            }
            (Unit::Amount, Term::Money(minor, asked)) => match asked == kept_in {
                true => Some(Operand::Value(minor)),
                false => self.fault(node, two(asked)),
            },
            (Unit::Amount, Term::Number(Unit::Amount, right)) => {
                let asked = match right {
                    Operand::Foreign(_, currency) => currency,
                    _ => self.currency,
                };
                match asked == kept_in {
                    true => Some(right),
                    false => self.fault(node, two(asked)),
                }
            }
            (Unit::Days | Unit::Count, Term::Written(number)) => {
                match i64::try_from(number)
                    .ok()
                    .filter(|_| number.fract().is_zero())
                {
                    Some(whole) => Some(Operand::Value(whole)),
                    None => self.fault(
                        node,
                        Fault::NotWhole {
                            number: number.to_string(),
                        },
                    ),
                }
            }
            (unit, Term::Number(other, right)) if unit == other => Some(right),
            (_, other) => self.fault(
                node,
                Fault::Mismatch {
                    field,
                    found: found(&other),
                },
            ),
        }
    }

    fn texts(
        &mut self,
        node: &IdedExpr,
        (source, text): (TextSource, String),
        comparison: Comparison,
    ) -> Option<Test> {
        self.known_word(node, &source, &text)?;
        let is = Test::Text(source.clone(), Pattern::OneOf(vec![text]));
        match (comparison, source) {
            (Comparison::Equal, _) => Some(is),
            (Comparison::NotEqual, _) => Some(Test::Not(Box::new(is))),
            (_, TextSource::Field(field)) => self.fault(node, Fault::NoOrder { field }),
            (_, TextSource::Own(_)) => self.fault(node, Fault::OwnIsText),
        }
    }

    /// A word of a choice must be in its list.
    fn known_word(&mut self, node: &IdedExpr, source: &TextSource, text: &str) -> Option<()> {
        let TextSource::Field(field) = source else {
            return Some(());
        };
        let choices = field.choices();
        let is_country = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_known = match *field {
            Field::Country => is_country,
            _ => choices.is_empty() || choices.contains(&text),
        };
        if is_known {
            return Some(());
        }
        let meant = closest(&text.to_lowercase(), choices.iter().copied());
        let meant = meant.and_then(|word| choices.iter().copied().find(|choice| *choice == word));
        self.fault(
            node,
            Fault::UnknownWord {
                field: *field,
                word: text.to_string(),
                meant,
            },
        )
    }
}

fn text_mismatch(source: &TextSource, found: Found) -> Fault {
    match text_term(source) {
        Some(field) => Fault::Mismatch { field, found },
        None => Fault::OwnIsText,
    }
}

fn comparison(sign: &str) -> Option<Comparison> {
    match sign {
        operators::EQUALS => Some(Comparison::Equal),
        operators::NOT_EQUALS => Some(Comparison::NotEqual),
        operators::LESS => Some(Comparison::Less),
        operators::LESS_EQUALS => Some(Comparison::AtMost),
        operators::GREATER => Some(Comparison::More),
        operators::GREATER_EQUALS => Some(Comparison::AtLeast),
        _ => None,
    }
}

fn is_logical(name: &str) -> bool {
    [
        operators::LOGICAL_AND,
        operators::LOGICAL_OR,
        operators::LOGICAL_NOT,
        operators::IN,
    ]
    .contains(&name)
}

/// The sign of an operator's name: `_+_` is `+`.
fn sign_of(name: &str) -> String {
    name.trim_matches(|c| c == '_' || c == '@').to_string()
}
