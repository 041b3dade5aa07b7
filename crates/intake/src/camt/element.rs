//! A small tree of one part of a document, names without their namespace.
//! It must stay shallow: what is nested deeper than any camt is left out.

/// One element.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub name: String,
    /// The `Ccy` attribute.
    pub currency: String,
    pub text: String,
    pub children: Vec<Element>,
    pub line: u64,
}

impl Element {
    /// The first element at a path such as `Id/IBAN`.
    pub fn at(&self, path: &str) -> Option<&Element> {
        path.split('/').try_fold(self, |element, name| {
            element.children.iter().find(|child| child.name == name)
        })
    }

    /// Every element at a path, siblings at every step.
    pub fn all(&self, path: &str) -> Vec<&Element> {
        path.split('/').fold(vec![self], |elements, name| {
            elements
                .into_iter()
                .flat_map(|element| &element.children)
                .filter(|child| child.name == name)
                .collect()
        })
    }

    /// The text at the first of some paths that has any; empty when none has.
    pub fn text_at(&self, paths: &[&str]) -> String {
        let found = paths
            .iter()
            .filter_map(|path| self.at(path))
            .map(|element| element.text.trim());
        found
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
            .to_string()
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
    fn paths_find_the_first_and_all() {
        let list = Element {
            name: "A".into(),
            children: vec![leaf("B", " 1 "), leaf("B", "2")],
            ..Element::default()
        };
        let root = Element {
            children: vec![list.clone(), list],
            ..Element::default()
        };
        assert_eq!(root.text_at(&["X", "A/B"]), "1");
        assert_eq!(root.all("A/B").len(), 4);
        assert!(root.at("A/C").is_none());
    }
}
