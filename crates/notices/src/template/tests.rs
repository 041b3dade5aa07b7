use super::*;

fn check(body: &str) -> Result<Template, TemplateError> {
    let text = format!("---\nkind: message\ntone: 1\nsubject: {{{{ company_name }}}}\n---\n{body}");
    Template::check("trial", Language::French, &text)
}

#[test]
fn every_shipped_template_passes_its_check_and_is_above_advice() {
    let all = shipped();
    assert_eq!(all.len(), 66);
    let library = Library::shipped();
    for (language, name, text) in all {
        Template::check(name, language, text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(library.review(name, language), [], "{name} {language:?}");
    }
}

#[test]
fn a_wrong_variable_is_named_with_its_line_and_the_known_ones() {
    let error = check("Bonjour,\n\n{{ amont }} à payer\n\n{{ statement }}\n").unwrap_err();
    let message = error.to_string();
    assert!(
        message.starts_with("template `trial` (fr), line 8: `amont` is not a variable."),
        "{message}"
    );
    assert!(message.contains("debtor_name, company_name"), "{message}");
}

#[test]
fn a_wrong_variable_in_a_branch_nobody_takes_is_found_too() {
    let error =
        check("{% if several and not several %}{{ amont }}{% endif %}\n\n{{ statement }}\n")
            .unwrap_err();
    assert_eq!(
        error.problem,
        TemplateProblem::UnknownVariable {
            variable: "amont".to_string()
        }
    );
}

#[test]
fn a_variable_without_a_value_is_an_error_and_never_a_blank() {
    let error = check("{{ statement }}\n\nDepuis le {{ last_reminder_on }} !\n").unwrap_err();
    let message = error.to_string();
    assert!(
        message.contains("line 8") && message.contains("Depuis le {{ last_reminder_on }}"),
        "{message}"
    );
    check(
        "{{ statement }}\n\n{% if last_reminder_on %}Depuis le {{ last_reminder_on }}{% endif %}\n",
    )
    .unwrap();
}

#[test]
fn a_field_of_an_item_that_does_not_exist_is_found() {
    let loop_over = |field: &str| {
        check(&format!(
            "{{{{ statement }}}}\n\n{{% for item in items %}}{{{{ item.{field} }}}} {{% endfor %}}\n"
        ))
    };
    loop_over("reference").unwrap();
    assert!(
        loop_over("number")
            .unwrap_err()
            .to_string()
            .contains("item.number")
    );
}

#[test]
fn a_block_within_a_sentence_is_refused() {
    let error = check("Voici {{ statement }}\n").unwrap_err();
    assert_eq!(
        error.problem,
        TemplateProblem::BlockNotAlone { block: "statement" }
    );
}

#[test]
fn a_message_that_shows_nothing_is_refused() {
    assert_eq!(
        check("Payez, merci.\n").unwrap_err().problem,
        TemplateProblem::NoStatement
    );
}

#[test]
fn a_broken_tag_says_where() {
    let error = check("{{ statement }}\n\n{% if several %}\n").unwrap_err();
    assert!(matches!(error.problem, TemplateProblem::Tag(_)), "{error}");
    assert!(error.line >= 8, "{error}");
}

#[test]
fn a_loop_without_end_is_an_error() {
    let body = "{{ statement }}\n\n{% for a in range(10000) %}{% for b in range(10000) %}x{% endfor %}{% endfor %}\n";
    assert!(matches!(
        check(body).unwrap_err().problem,
        TemplateProblem::Tag(_)
    ));
}

#[test]
fn a_broken_head_says_what_to_write() {
    let table = [
        ("Bonjour", 1, "starts with a line `---`"),
        ("---\nkind: poem\n---\n", 2, "message, call, task or sms"),
        ("---\nkind: message\ntone: 9\n---\n", 3, "tone is 1 to 5"),
        (
            "---\nkind: message\ncolour: red\n---\n",
            3,
            "knows kind, tone and subject",
        ),
        ("---\nkind: message\ntone: 1\n", 1, "ends the head"),
        ("---\nkind: message\ntone: 1\n---\n", 1, "names a subject"),
    ];
    for (text, line, words) in table {
        let error = Template::check("trial", Language::English, text).unwrap_err();
        assert_eq!(error.line, line, "{error}");
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn a_template_with_a_mistake_leaves_the_library_as_it_was() {
    let mut library = Library::shipped();
    let before = library.render("first-notice", Language::French, Variables::full_sample());
    assert!(
        library
            .replace("first-notice", Language::French, "nothing")
            .is_err()
    );
    assert_eq!(
        library.render("first-notice", Language::French, Variables::full_sample()),
        before
    );
}

#[test]
fn a_name_with_marks_comes_out_as_plain_text() {
    let library = Library::shipped();
    let variables = Variables {
        debtor_name: "<b>*x*\n\n# y".to_string(),
        ..Variables::full_sample()
    };
    let rendered = library
        .render("open-reminder", Language::French, variables)
        .unwrap()
        .unwrap();
    assert!(
        rendered.body.contains("\\<b\\>\\*x\\* \\# y"),
        "{}",
        rendered.body
    );
}

#[test]
fn advice_finds_what_should_not_leave() {
    let words = "Dernière relance : vous refusez de payer, nous saisirons l’huissier.";
    let advice = review(Kind::Message, words);
    assert_eq!(advice.len(), 4, "{advice:?}");
}
