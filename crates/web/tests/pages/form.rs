//! A form of a page as a browser would send it: every field with what stands in it. It must never send what the page
//! does not hold.

/// The fields of the first form that posts to an address, without its buttons.
pub fn filled(page: &str, action: &str) -> Vec<(String, String)> {
    let start = page.find(&format!("action=\"{action}\"")).expect("a form");
    let end = start + page[start..].find("</form>").expect("its end");
    let form = &page[start..end];
    let mut fields = Vec::new();
    for (at, _) in form.match_indices('<') {
        let tag = &form[at..at + form[at..].find('>').unwrap_or(0)];
        let kind = tag.trim_start_matches('<').split([' ', '\n']).next();
        let Some(name) = attribute(tag, "name") else {
            continue;
        };
        match kind {
            Some("input") if tag.contains("type=\"checkbox\"") && !tag.ends_with(" checked") => {}
            Some("input") => fields.push((name, attribute(tag, "value").unwrap_or_default())),
            Some("textarea") => fields.push((name, inside(&form[at..], "</textarea>"))),
            Some("select") => {
                let select = &form[at..at + form[at..].find("</select>").unwrap()];
                let options: Vec<&str> = select.split("<option").skip(1).collect();
                let chosen = options.iter().find(|one| one.contains(" selected>"));
                let chosen = chosen.or(options.first()).expect("an option");
                fields.push((name, attribute(chosen, "value").unwrap_or_default()));
            }
            _ => {}
        }
    }
    fields
}

/// The fields with one of them changed.
pub fn with(fields: &[(String, String)], name: &str, value: &str) -> Vec<(String, String)> {
    let mut fields = fields.to_vec();
    let place = fields.iter().position(|(found, _)| found == name);
    match place {
        Some(place) => fields[place].1 = value.to_string(),
        None => fields.push((name.to_string(), value.to_string())),
    }
    fields
}

/// The value of a field.
pub fn value<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    let found = fields.iter().find(|(found, _)| found == name);
    found.map_or("", |(_, value)| value)
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let end = start + tag[start..].find('"')?;
    Some(plain(&tag[start..end]))
}

fn inside(element: &str, end: &str) -> String {
    let start = element.find('>').unwrap() + 1;
    plain(&element[start..element.find(end).unwrap()])
}

fn plain(text: &str) -> String {
    let text = text.replace("&#34;", "\"").replace("&#39;", "'");
    let text = text.replace("&#60;", "<").replace("&#62;", ">");
    text.replace("&#38;", "&")
}
