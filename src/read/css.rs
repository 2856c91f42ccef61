//! The little of CSS that carries meaning in a saved spreadsheet: backgrounds, strike, bold, and what is not displayed.
//!
//! Rules of `<style>` for one class or one element (`.xl65`, `td.xl65`, `td`) and the `style` of an element; the rest of the
//! language has no use here.

use std::collections::BTreeMap;

use crate::grid::Color;

/// What declarations say; `None` where they say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// The background; `Some(None)` for none at all.
    pub fill: Option<Option<Color>>,
    /// Struck through.
    pub strike: Option<bool>,
    /// Bold.
    pub bold: Option<bool>,
    /// Not displayed.
    pub hidden: bool,
}

impl Look {
    /// Returns this look with what another says over it.
    pub(super) fn under(self, over: Self) -> Self {
        Self {
            fill: over.fill.or(self.fill),
            strike: over.strike.or(self.strike),
            bold: over.bold.or(self.bold),
            hidden: over.hidden || self.hidden,
        }
    }
}

/// Rules by class and by element.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    classes: BTreeMap<String, Look>,
    elements: BTreeMap<String, Look>,
}

impl Sheet {
    /// Adds the rules of a `<style>` element.
    pub(super) fn add(&mut self, css: &str) {
        for rule in without_comments(css).split('}') {
            let Some((selectors, body)) = rule.split_once('{') else { continue };
            let look = declarations(body);
            if look == Look::default() {
                continue;
            }
            for selector in selectors.split(',').map(str::trim) {
                // What depends on where an element stands is left out.
                if selector.is_empty() || selector.contains([' ', '>', '+', '~', ':', '#', '[', '@']) {
                    continue;
                }
                let (rules, name) = match selector.split_once('.') {
                    Some((_, class)) => (&mut self.classes, class),
                    None => (&mut self.elements, selector),
                };
                let known = rules.entry(name.to_ascii_lowercase()).or_default();
                *known = known.under(look);
            }
        }
    }

    /// Returns the look of an element by its name and its `class`.
    pub(super) fn look(&self, element: &str, classes: Option<&str>) -> Look {
        let mut look = self.elements.get(element).copied().unwrap_or_default();
        for class in classes.unwrap_or_default().split_ascii_whitespace() {
            if let Some(own) = self.classes.get(&class.to_ascii_lowercase()) {
                look = look.under(*own);
            }
        }
        look
    }
}

/// Comments, and the marks that hide a style sheet from old browsers.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, behind)) = rest.split_once("/*") {
        out.push_str(before);
        rest = behind.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("<!--", " ").replace("-->", " ")
}

/// Reads declarations, as in a `style` attribute.
pub(super) fn declarations(text: &str) -> Look {
    let mut look = Look::default();
    for declaration in text.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().to_ascii_lowercase();
        match property.trim().to_ascii_lowercase().as_str() {
            "background" | "background-color" => look.fill = background(&value).or(look.fill),
            "text-decoration" | "text-decoration-line" => {
                look.strike = Some(value.contains("line-through"));
            }
            "font-weight" => {
                let heavy = value.parse::<u16>().map_or(value.starts_with("bold"), |weight| weight >= 600);
                look.bold = Some(heavy);
            }
            "display" => look.hidden |= value.starts_with("none"),
            "visibility" => look.hidden |= matches!(value.as_str(), "hidden" | "collapse"),
            "mso-hide" => look.hidden |= value == "all",
            _ => {}
        }
    }
    look
}

/// The colour of a background; `Some(None)` where it is none, `None` where the value says nothing of colour.
fn background(value: &str) -> Option<Option<Color>> {
    if matches!(value, "none" | "transparent" | "initial" | "inherit" | "window" | "auto" | "white none") {
        return Some(None);
    }
    if let Some(found) = color(value) {
        return Some(Some(found));
    }
    // `background: yellow url(x.gif) none;`: the first word that is a colour.
    value.split_ascii_whitespace().find_map(color).map(Some)
}

/// Reads a colour as CSS and `bgcolor` have it: a name, `#rgb`, `#rrggbb`, `rgb(…)`, or bare hexadecimal figures.
pub(super) fn color(text: &str) -> Option<Color> {
    let text = text.trim().trim_end_matches("!important").trim();
    let parsed = csscolorparser::parse(text).ok()?;
    let [red, green, blue, alpha] = parsed.to_rgba8();
    (alpha > 0).then_some(Color { red, green, blue })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_say_fill_strike_and_weight() {
        let red = Color { red: 255, green: 0, blue: 0 };
        let cases = [
            ("background:red;mso-pattern:black none", Some(Some(red)), None, None),
            ("BACKGROUND-COLOR: #FF0000", Some(Some(red)), None, None),
            ("background: #ff0000 none repeat", Some(Some(red)), None, None),
            ("background:none", Some(None), None, None),
            ("text-decoration: line-through; font-weight:700", None, Some(true), Some(true)),
            ("text-decoration:none;font-weight:normal", None, Some(false), Some(false)),
            ("color:red", None, None, None),
        ];
        for (text, fill, strike, bold) in cases {
            assert_eq!(declarations(text), Look { fill, strike, bold, hidden: false }, "{text}");
        }
        assert!(declarations("height:0;display:none").hidden);
        assert_eq!(color("#f00"), Some(red));
        assert_eq!(color("rgb(255, 0, 0)"), Some(red));
        assert_eq!(color("mauveish"), None);
    }

    #[test]
    fn a_class_is_known_by_its_name() {
        let mut sheet = Sheet::default();
        sheet.add("<!-- .xl65, td.xl66 {background:#ff0000;} /* .xl67 {font-weight:700} */ td {padding:0} p .x {font-weight:700} -->");
        assert!(sheet.look("td", Some("xl65")).fill.is_some());
        assert!(sheet.look("td", Some("other XL66")).fill.is_some());
        assert_eq!(sheet.look("td", Some("xl67")), Look::default());
        assert_eq!(sheet.look("p", Some("x")), Look::default());
    }
}
