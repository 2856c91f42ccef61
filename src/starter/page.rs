//! The text of a profile in the making: lines of keys, each with its reason, live or as comments that a person can take up.

use std::fmt::Write;

/// A key with its value, and why.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// `"Lead" = "owner"`.
    pub text: String,
    /// What it rests on; may be empty.
    pub why: String,
    /// Whether it counts; a proposal is a comment.
    pub live: bool,
}

impl Line {
    pub(super) fn new(key: &str, value: &str, why: impl Into<String>, live: bool) -> Self {
        Self { text: format!("{} = {value}", key_of(key)), why: why.into(), live }
    }
}

/// Lines that belong together.
#[derive(Debug, Clone, Default)]
pub(super) struct Section {
    /// What it is for, one line each.
    pub about: Vec<String>,
    /// The table that its keys stand in: `columns`.
    pub table: Option<&'static str>,
    pub lines: Vec<Line>,
}

impl Section {
    /// Returns the section with comments only, with the reason.
    pub(super) fn into_comments(mut self) -> Self {
        self.about.push("All of it is a proposal: taken together, other records would come out.".to_owned());
        self.lines.iter_mut().for_each(|line| line.live = false);
        self
    }

    pub(super) fn is_live(&self) -> bool {
        self.lines.iter().any(|line| line.live)
    }

    /// Writes it, with an empty line above.
    pub(super) fn write(&self, out: &mut String) {
        // Writing to a String does not fail.
        out.push('\n');
        for line in &self.about {
            let _ = writeln!(out, "# {}", comment(line));
        }
        if let Some(table) = self.table {
            let _ = writeln!(out, "[{table}]");
        }
        for Line { text, why, live } in &self.lines {
            let mark = if *live { "" } else { "# " };
            let why = if why.is_empty() { String::new() } else { format!("  # {}", comment(why)) };
            let _ = writeln!(out, "{mark}{text}{why}");
        }
    }
}

/// Returns a text as TOML has it in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    // The escapes of JSON are those of TOML, but for one character that JSON leaves as it is.
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

/// Returns texts as a list.
pub(super) fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", texts.into_iter().map(quoted).collect::<Vec<_>>().join(", "))
}

/// A key, in quotation marks where it must be.
fn key_of(text: &str) -> String {
    let bare =
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    if bare { text.to_owned() } else { quoted(text) }
}

/// A text as a comment can hold it.
fn comment(text: &str) -> String {
    text.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn proposals_are_comments_with_their_reason() {
        let section = Section {
            about: vec!["About".to_owned()],
            table: Some("columns"),
            lines: vec![
                Line::new("Lead", "\"owner\"", "its header\nsays so", true),
                Line::new("Agreed \"action\"", "\"action\"", "", false),
            ],
        };
        let written = |section: &Section| {
            let mut out = String::new();
            section.write(&mut out);
            out
        };
        let lead = "Lead = \"owner\"  # its header says so\n";
        let action = "# \"Agreed \\\"action\\\"\" = \"action\"\n";
        assert_eq!(written(&section), format!("\n# About\n[columns]\n{lead}{action}"));
        assert!(section.is_live() && !section.clone().into_comments().is_live());
    }

    proptest! {
        #[test]
        fn any_text_is_a_key_and_a_value(key in "\\PC*|[\\x00-\\x7f]*", value in "\\PC*|[\\x00-\\x7f]*") {
            let mut out = String::new();
            Section { lines: vec![Line::new(&key, &quoted(&value), value.clone(), true)], ..Section::default() }.write(&mut out);
            let table: std::collections::BTreeMap<String, String> = toml::from_str(&out).unwrap();
            prop_assert_eq!(table, [(key, value)].into());
        }
    }
}
