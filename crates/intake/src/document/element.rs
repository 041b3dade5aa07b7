//! One element of the tree and the ways to find another one from it. It must stay a plain value: what a name means
//! is the reader's affair.

/// One element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub name: String,
    /// Name without prefix, and value.
    pub attributes: Vec<(String, String)>,
    pub text: String,
    pub children: Vec<Element>,
    /// Physical line, from 1.
    pub line: u64,
}

impl Element {
    /// The first element at a path such as `Party/Contact`; the branch that leads to it is found among siblings.
    pub fn at(&self, path: &str) -> Option<&Element> {
        match path.split_once('/') {
            None => self.children.iter().find(|child| child.name == path),
            Some((name, rest)) => self
                .children
                .iter()
                .filter(|child| child.name == name)
                .find_map(|child| child.at(rest)),
        }
    }

    /// Every element at a path, siblings at every step, in the order of the document.
    pub fn all(&self, path: &str) -> Vec<&Element> {
        path.split('/').fold(vec![self], |elements, name| {
            elements
                .into_iter()
                .flat_map(|element| &element.children)
                .filter(|child| child.name == name)
                .collect()
        })
    }

    /// The text of this element, on one line when it is a word.
    pub fn words(&self) -> &str {
        self.text.trim()
    }

    /// The first text that is not empty at any of some paths; empty when there is none.
    pub fn text_at(&self, paths: &[&str]) -> String {
        paths
            .iter()
            .flat_map(|path| self.all(path))
            .map(Element::words)
            .find(|text| !text.is_empty())
            .unwrap_or_default()
            .to_string()
    }

    /// The first element with a text at any of some paths.
    pub fn filled_at(&self, paths: &[&str]) -> Option<&Element> {
        paths
            .iter()
            .flat_map(|path| self.all(path))
            .find(|element| !element.words().is_empty())
    }

    /// The value of an attribute, without blanks around; empty when absent.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.trim())
    }

    /// This element and all below it that have one of some names, outermost only, in the order of the document.
    pub fn outermost<'a>(&'a self, names: &[&str]) -> Vec<&'a Element> {
        if names.contains(&self.name.as_str()) {
            return vec![self];
        }
        self.children
            .iter()
            .flat_map(|child| child.outermost(names))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(name: &str, text: &str) -> Element {
        Element {
            name: name.to_string(),
            text: text.to_string(),
            ..Element::default()
        }
    }

    #[test]
    fn paths_find_the_first_and_all_among_siblings() {
        let list = Element {
            name: "A".into(),
            children: vec![leaf("B", " "), leaf("B", " 2 ")],
            ..Element::default()
        };
        let root = Element {
            children: vec![leaf("A", ""), list.clone(), list],
            ..Element::default()
        };
        assert_eq!(root.text_at(&["X", "A/B"]), "2");
        assert_eq!(root.all("A/B").len(), 4);
        assert!(
            root.at("A/B").is_some(),
            "the second A has what the first has not"
        );
        assert!(root.at("A/C").is_none());
        assert_eq!(root.outermost(&["A"]).len(), 3);
    }
}
