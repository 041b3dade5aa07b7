//! The HTML part of a message: tables and inlined styles that every mail program shows, readable on a
//! phone, light and dark, without an image. Must never write a value that is not escaped.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::table::{Line, Table};
use super::words::Words;
use crate::markup::{escape, escaped};
use crate::template::Block;

const CELL: &str = "padding:7px 6px;border-bottom:1px solid #e3e6ea;vertical-align:top";
const FIGURE: &str = "padding:7px 6px;border-bottom:1px solid #e3e6ea;vertical-align:top;text-align:right;white-space:nowrap";
const HEAD: &str = "padding:6px;border-bottom:2px solid #c9ced6;text-align:left;font-size:12px;color:#5b6472;font-weight:600";
const HEAD_FIGURE: &str = "padding:6px;border-bottom:2px solid #c9ced6;text-align:right;font-size:12px;color:#5b6472;font-weight:600";

/// Markdown as HTML. Raw HTML in it is shown as text; images become their words; links go to web pages,
/// mailboxes and telephones only.
pub(super) fn of_markdown(markdown: &str, out: &mut String) {
    for event in Parser::new(markdown) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => escape(&text, out),
            Event::Code(text) => {
                out.push_str("<code>");
                escape(&text, out);
                out.push_str("</code>");
            }
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => out.push_str("<br>"),
            Event::Rule => out.push_str("<hr style=\"border:0;border-top:1px solid #e3e6ea\">"),
            Event::Start(tag) => start(tag, out),
            Event::End(tag) => end(tag, out),
            _ => {}
        }
    }
}

fn start(tag: Tag<'_>, out: &mut String) {
    match tag {
        Tag::Paragraph => out.push_str("<p style=\"margin:0 0 14px\">"),
        Tag::Heading { .. } => out.push_str("<h2 style=\"margin:18px 0 8px;font-size:17px\">"),
        Tag::List(Some(_)) => out.push_str("<ol style=\"margin:0 0 14px;padding-left:22px\">"),
        Tag::List(None) => out.push_str("<ul style=\"margin:0 0 14px;padding-left:22px\">"),
        Tag::Item => out.push_str("<li style=\"margin:0 0 6px\">"),
        Tag::Strong => out.push_str("<strong>"),
        Tag::Emphasis => out.push_str("<em>"),
        Tag::Link { dest_url, .. } => {
            let known = ["https://", "http://", "mailto:", "tel:"];
            let address = known.iter().any(|scheme| dest_url.starts_with(scheme));
            out.push_str("<a class=\"link\" style=\"color:#0b57d0\"");
            if address {
                out.push_str(&format!(" href=\"{}\"", escaped(&dest_url)));
            }
            out.push('>');
        }
        _ => {}
    }
}

fn end(tag: TagEnd, out: &mut String) {
    out.push_str(match tag {
        TagEnd::Paragraph => "</p>\n",
        TagEnd::Heading(_) => "</h2>\n",
        TagEnd::List(true) => "</ol>\n",
        TagEnd::List(false) => "</ul>\n",
        TagEnd::Item => "</li>\n",
        TagEnd::Strong => "</strong>",
        TagEnd::Emphasis => "</em>",
        TagEnd::Link => "</a>",
        _ => "",
    });
}

/// A block of the table as HTML; nothing when there is nothing to show.
pub(super) fn of_block(block: Block, table: &Table, words: &Words, out: &mut String) {
    match block {
        Block::Statement => statement(table, words, out),
        Block::OtherItems => others(table, words, out),
        Block::PaymentDetails => payment(table, words, out),
    }
}

const TABLE: &str = "<table class=\"lines\" cellpadding=\"0\" cellspacing=\"0\" style=\"width:100%;border-collapse:collapse;font-size:14px;margin:0 0 16px\">";

fn statement(table: &Table, words: &Words, out: &mut String) {
    out.push_str(TABLE);
    out.push_str("<thead><tr>");
    let heads = [
        (&words.reference, HEAD, "scope=\"col\" class=\"head\""),
        (&words.due, HEAD, "scope=\"col\" class=\"head\""),
        (
            &words.amount,
            HEAD_FIGURE,
            "scope=\"col\" class=\"head wide\"",
        ),
        (&words.open, HEAD_FIGURE, "scope=\"col\" class=\"head\""),
    ];
    for (label, style, more) in heads {
        out.push_str(&format!(
            "<th {more} style=\"{style}\">{}</th>",
            escaped(label)
        ));
    }
    out.push_str("</tr></thead><tbody>\n");
    for line in &table.lines {
        row(line, words, out);
    }
    if let Some(more) = &table.more_lines {
        out.push_str(&format!(
            "<tr><td class=\"cell\" colspan=\"4\" style=\"{CELL}\">{}</td></tr>\n",
            escaped(more)
        ));
    }
    for sum in &table.sums {
        let weight = if sum.is_result {
            ";font-weight:700"
        } else {
            ""
        };
        out.push_str(&format!(
            "<tr><td class=\"cell\" colspan=\"4\" style=\"{CELL}{weight}\"><table cellpadding=\"0\" cellspacing=\"0\" style=\"width:100%;border-collapse:collapse\"><tr><td style=\"text-align:left{weight}\">{}</td><td style=\"text-align:right;white-space:nowrap;padding-left:10px{weight}\">{}</td></tr></table></td></tr>\n",
            escaped(&sum.label),
            escaped(&sum.amount)
        ));
    }
    out.push_str("</tbody></table>\n");
}

fn row(line: &Line, words: &Words, out: &mut String) {
    let small = |text: &str| {
        format!(
            "<br><span class=\"soft\" style=\"font-size:12px;color:#5b6472\">{}</span>",
            escaped(text)
        )
    };
    let issued = small(&words.with("statement-issued-on", "day", &line.issued));
    let late = match line.late.is_empty() {
        true => String::new(),
        false => small(&words.with("statement-late-by", "days", &line.late)),
    };
    let note = if line.note.is_empty() {
        String::new()
    } else {
        small(&line.note)
    };
    out.push_str(&format!(
        "<tr><td class=\"cell\" style=\"{CELL};word-break:break-word\">{}{issued}{note}</td><td class=\"cell\" style=\"{CELL}\">{}{late}</td><td class=\"cell wide\" style=\"{FIGURE}\">{}</td><td class=\"cell\" style=\"{FIGURE}\">{}</td></tr>\n",
        escaped(&line.reference),
        escaped(&line.due),
        escaped(&line.amount),
        escaped(&line.open),
    ));
}

fn others(table: &Table, words: &Words, out: &mut String) {
    if table.others.is_empty() {
        return;
    }
    let title = escaped(&words.others_title);
    out.push_str(&format!(
        "<p class=\"soft\" style=\"margin:0 0 4px;font-size:13px;color:#5b6472\">{title}</p>\n"
    ));
    out.push_str(&TABLE.replace("font-size:14px", "font-size:13px"));
    for line in &table.others {
        out.push_str(&format!(
            "<tr><td class=\"cell\" style=\"{CELL};word-break:break-word\">{}</td><td class=\"cell\" style=\"{CELL}\">{}</td><td class=\"cell\" style=\"{FIGURE}\">{}</td></tr>\n",
            escaped(&line.reference),
            escaped(&line.what),
            escaped(&line.open),
        ));
    }
    if let Some(more) = &table.more_others {
        out.push_str(&format!(
            "<tr><td class=\"cell\" colspan=\"3\" style=\"{CELL}\">{}</td></tr>\n",
            escaped(more)
        ));
    }
    out.push_str("</table>\n");
}

fn payment(table: &Table, words: &Words, out: &mut String) {
    if table.payment.is_empty() {
        return;
    }
    out.push_str("<table class=\"panel\" cellpadding=\"0\" cellspacing=\"0\" style=\"width:100%;border-collapse:collapse;background:#f3f5f8;font-size:14px;margin:0 0 16px\">");
    out.push_str(&format!(
        "<tr><td colspan=\"2\" style=\"padding:10px 12px 4px;font-weight:600\">{}</td></tr>\n",
        escaped(&words.payment_title)
    ));
    for (label, value) in &table.payment {
        out.push_str(&format!(
            "<tr><td class=\"soft\" style=\"padding:3px 12px;color:#5b6472;vertical-align:top\">{}</td><td style=\"padding:3px 12px 3px 0\">{}</td></tr>\n",
            escaped(label),
            escaped(value)
        ));
    }
    out.push_str("<tr><td colspan=\"2\" style=\"height:8px\"></td></tr></table>\n");
}
