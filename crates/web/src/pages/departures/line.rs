//! One line of the board: a notice in words, and the groups of lines by step.

use std::collections::BTreeMap;

use notices::format::capitalised;
use notices::names::Named;
use receivables::contact::Channel;
use receivables::money::Balances;
use store::notice::{Notice, Standing};
use store::views::departures::{Departure, HeldAccount};

use crate::cookie::encoded;
use crate::frame::Choice;
use crate::pages::account_line::NextSteps;
use crate::pages::carrier_words;
use crate::pages::step_names::StepNames;
use crate::visitor::Visitor;

/// A line of the board.
pub(super) struct Line {
    pub id: String,
    pub path: String,
    pub debtor: String,
    pub debtor_path: String,
    pub step: String,
    pub channel: String,
    pub planned: String,
    pub recipient: String,
    pub asked: Vec<String>,
    pub detail: String,
    /// Where it is done: call mode for calls, the pile for letters; nothing for a task, which is done here.
    pub done_at: Option<Choice>,
}

/// Lines of one step, or of one gate.
pub(super) struct Group {
    pub title: String,
    pub path: String,
    pub count: String,
    pub lines: Vec<Line>,
    pub more: String,
}

/// Puts notices in words.
pub(super) struct Teller<'a> {
    pub visitor: &'a Visitor,
    pub steps: &'a StepNames,
}

impl Teller<'_> {
    /// The notices of some standings, step by step: of each step its share of `most` lines, five at least.
    pub(super) fn groups(
        &self,
        departures: &[Departure],
        standings: &[Standing],
        (only, most): (&str, usize),
    ) -> Vec<Group> {
        let is_shown = |departure: &&Departure| {
            let notice = &departure.notice;
            standings.contains(&notice.standing()) && (only.is_empty() || notice.act.step == only)
        };
        let mut by_step: BTreeMap<&str, Vec<&Departure>> = BTreeMap::new();
        for departure in departures.iter().filter(is_shown) {
            by_step
                .entry(&departure.notice.act.step)
                .or_default()
                .push(departure);
        }
        let all: usize = by_step.values().map(Vec::len).sum();
        let groups = by_step.into_iter().map(|(step, found)| {
            let share = most * found.len() / all.max(1);
            let shown = found.len().min(share.max(5));
            let left = i64::try_from(found.len() - shown).unwrap_or(0);
            let words = &self.visitor.words;
            Group {
                title: self.steps.of(step).to_string(),
                path: format!("/departures?step={}", encoded(step)),
                count: words.number(i64::try_from(found.len()).unwrap_or(0)),
                lines: found[..shown]
                    .iter()
                    .map(|departure| self.line(departure))
                    .collect(),
                more: if left > 0 {
                    words.count("departures-more", left)
                } else {
                    String::new()
                },
            }
        });
        groups.collect()
    }

    /// A notice in words.
    pub(super) fn line(&self, departure: &Departure) -> Line {
        let words = &self.visitor.words;
        let notice = &departure.notice;
        let asked: Balances = notice.act.items.iter().map(|item| item.asked).collect();
        let recipient = &notice.act.recipient;
        let by_post = matches!(
            notice.act.channel,
            Channel::Letter | Channel::RegisteredLetter
        );
        Line {
            id: notice.id.to_string(),
            path: format!("/notices/{}", notice.id),
            debtor: departure.debtor_name.clone(),
            debtor_path: format!("/debtors/{}", notice.debtor),
            step: self.steps.of(&notice.act.step).to_string(),
            channel: capitalised(&notice.act.channel.name(words.wording())),
            planned: match notice.act.due_on {
                Some(due_on) => {
                    words.with("departures-due", &[("day", &words.day_in_figures(due_on))])
                }
                None => words.day_in_figures(notice.planned_on),
            },
            recipient: match (recipient.name.is_empty(), recipient.address.is_empty()) {
                (true, true) if notice.act.instead_of.is_some() && !by_post => {
                    words.say("departures-nobody")
                }
                (true, true) if by_post => words.say("departures-by-post"),
                (true, _) => recipient.address.clone(),
                (false, true) => recipient.name.clone(),
                (false, false) => format!("{} · {}", recipient.name, recipient.address),
            },
            asked: words.balances(&asked),
            detail: self.detail(notice),
            done_at: self.done_at(notice),
        }
    }

    fn done_at(&self, notice: &Notice) -> Option<Choice> {
        let (path, key) = match notice.act.channel {
            Channel::Call => (format!("/calls/{}", notice.id), "calls-call"),
            Channel::Letter | Channel::RegisteredLetter => {
                ("/letters".to_string(), "letters-title")
            }
            Channel::Task | Channel::EMail | Channel::Sms => return None,
        };
        Some(Choice {
            value: path,
            label: self.visitor.words.say(key),
            chosen: false,
        })
    }

    fn detail(&self, notice: &Notice) -> String {
        let words = &self.visitor.words;
        match notice.standing() {
            Standing::Unknown | Standing::Refused => carrier_words::of(words, notice),
            Standing::Observed => words.say("notice-observed-state"),
            Standing::Leaving => words.say("notice-leaving-state"),
            Standing::Ready => match notice.try_again_at {
                Some(at) => {
                    let at = words.instant(at, self.visitor.time_zone());
                    words.with("departures-try-again", &[("at", &at)])
                }
                None => notice.confirmed.as_ref().map_or_else(
                    || capitalised(&notice.release.name(words.wording())),
                    |(_, who)| format!("{} · {who}", words.say("notice-confirmed-state")),
                ),
            },
            Standing::ToConfirm | Standing::ToDo | Standing::Sent | Standing::Withdrawn => {
                String::new()
            }
        }
    }

    /// A held account, with why and until when.
    pub(super) fn held(&self, held: &HeldAccount, next: &NextSteps) -> Line {
        Line {
            id: String::new(),
            path: String::new(),
            debtor: held.debtor_name.clone(),
            debtor_path: format!("/debtors/{}", held.debtor),
            step: String::new(),
            channel: String::new(),
            planned: String::new(),
            recipient: String::new(),
            asked: Vec::new(),
            detail: next.why_held(held.debtor),
            done_at: None,
        }
    }
}
