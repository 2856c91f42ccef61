//! The small part of Excel's and OpenDocument's formulas that conditional formats of trackers use: comparisons, constants, cells of the same sheet,
//! `AND`, `OR`, `NOT`, and a few tests and cuts of text. What goes beyond is no formula here, and its rule is left out.

use std::cmp::Ordering;

use crate::grid::Address;

use super::reference::address;

/// How deep a formula may be nested.
pub(super) const DEEPEST: usize = 24;

/// A value in a formula.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Term {
    Blank,
    Number(f64),
    Text(String),
    Boolean(bool),
    Error,
}

impl Term {
    /// Returns the text that functions of text see.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Blank | Self::Error => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::Boolean(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        }
    }

    /// Tells whether a condition of this value holds.
    pub(super) fn is_true(&self) -> bool {
        match self {
            Self::Boolean(yes) => *yes,
            Self::Number(number) => *number != 0.0,
            _ => false,
        }
    }

    /// Compares as Excel does: numbers before texts before booleans, texts without case, a blank as 0 or as no text.
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        let rank = |term: &Self| match term {
            Self::Number(_) => 0,
            Self::Text(_) => 1,
            _ => 2,
        };
        match (self, other) {
            (Self::Error, _) | (_, Self::Error) => None,
            (Self::Blank, Self::Blank) => Some(Ordering::Equal),
            (Self::Blank, other) => other.empty_like().compare(other),
            (own, Self::Blank) => own.compare(&own.empty_like()),
            (Self::Number(a), Self::Number(b)) => a.partial_cmp(b),
            (Self::Text(a), Self::Text(b)) => Some(a.to_lowercase().cmp(&b.to_lowercase())),
            (Self::Boolean(a), Self::Boolean(b)) => Some(a.cmp(b)),
            (a, b) => Some(rank(a).cmp(&rank(b))),
        }
    }

    fn empty_like(&self) -> Self {
        match self {
            Self::Text(_) => Self::Text(String::new()),
            Self::Boolean(_) => Self::Boolean(false),
            _ => Self::Number(0.0),
        }
    }
}

/// A formula.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expr {
    Term(Term),
    /// A cell, by row and column.
    Cell(Axis, Axis),
    Compare(Box<Expr>, Operator, Box<Expr>),
    Call(Function, Vec<Expr>),
}

/// Where a reference points on one axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    /// Always there (`$F`).
    Fixed(u32),
    /// So far from the cell that is tried.
    Shift(i64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "UPPERCASE")]
pub(super) enum Function {
    And,
    Or,
    Not,
    IsBlank,
    IsNumber,
    IsText,
    IsError,
    Search,
    Left,
    Right,
    Trim,
    Len,
    Upper,
    Lower,
}

/// Reads a formula that is relative to `base`; `None` where it goes beyond what is understood.
pub(super) fn parse(text: &str, base: Address) -> Option<Expr> {
    let mut parser = Parser { rest: text.trim().trim_start_matches('=').trim_start(), base, depth: 0 };
    let formula = parser.comparison()?;
    parser.rest.is_empty().then_some(formula)
}

/// Reads terms with commas or semicolons between.
pub(super) fn parse_list(text: &str, base: Address) -> Option<Vec<Expr>> {
    let mut parser = Parser { rest: text.trim(), base, depth: 0 };
    let mut terms = Vec::new();
    loop {
        terms.push(parser.comparison()?);
        if parser.rest.is_empty() {
            return Some(terms);
        }
        if !parser.next_argument() {
            return None;
        }
    }
}

struct Parser<'t> {
    /// What is to be read, white space in front taken off.
    rest: &'t str,
    base: Address,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn take(&mut self, mark: &str) -> bool {
        match self.rest.strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn next_argument(&mut self) -> bool {
        self.take(",") || self.take(";")
    }

    fn comparison(&mut self) -> Option<Expr> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let first = self.operand()?;
        let operators = [
            ("<>", Operator::NotEqual),
            ("<=", Operator::LessOrEqual),
            (">=", Operator::GreaterOrEqual),
            ("=", Operator::Equal),
            ("<", Operator::Less),
            (">", Operator::Greater),
        ];
        let operator = operators.into_iter().find(|(mark, _)| self.take(mark));
        let formula = match operator {
            Some((_, operator)) => Expr::Compare(Box::new(first), operator, Box::new(self.operand()?)),
            None => first,
        };
        self.depth -= 1;
        Some(formula)
    }

    fn operand(&mut self) -> Option<Expr> {
        if self.take("(") {
            let inner = self.comparison()?;
            return self.take(")").then_some(inner);
        }
        if let Some(rest) = self.rest.strip_prefix('"') {
            return self.quoted(rest);
        }
        // OpenDocument's cells of the same sheet.
        if self.take("[.") {
            let (word, rest) = self.rest.split_once(']')?;
            self.rest = rest.trim_start();
            return self.cell(word);
        }
        let end =
            self.rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '$' | '.' | '-' | '%')));
        let (word, rest) = self.rest.split_at_checked(end.unwrap_or(self.rest.len()))?;
        self.rest = rest.trim_start();
        if self.take("(") {
            return self.call(word);
        }
        if let Some(number) = number(word) {
            return Some(Expr::Term(Term::Number(number)));
        }
        match word.to_ascii_uppercase().as_str() {
            "TRUE" => Some(Expr::Term(Term::Boolean(true))),
            "FALSE" => Some(Expr::Term(Term::Boolean(false))),
            _ => self.cell(word),
        }
    }

    /// A text behind its opening quotation mark; two marks are one.
    fn quoted(&mut self, mut rest: &'t str) -> Option<Expr> {
        let mut text = String::new();
        loop {
            let (piece, behind) = rest.split_once('"')?;
            text.push_str(piece);
            match behind.strip_prefix('"') {
                Some(more) => {
                    text.push('"');
                    rest = more;
                }
                None => {
                    self.rest = behind.trim_start();
                    return Some(Expr::Term(Term::Text(text)));
                }
            }
        }
    }

    fn call(&mut self, name: &str) -> Option<Expr> {
        let truth = match name.to_ascii_uppercase().as_str() {
            "TRUE" => Some(true),
            "FALSE" => Some(false),
            _ => None,
        };
        if let Some(truth) = truth {
            return self.take(")").then_some(Expr::Term(Term::Boolean(truth)));
        }
        let function: Function = name.to_ascii_uppercase().parse().ok()?;
        let mut arguments = Vec::new();
        if !self.take(")") {
            loop {
                arguments.push(self.comparison()?);
                if self.take(")") {
                    break;
                }
                if !self.next_argument() {
                    return None;
                }
            }
        }
        Some(Expr::Call(function, arguments))
    }

    fn cell(&self, word: &str) -> Option<Expr> {
        let at = address(word)?;
        let fixed_column = word.starts_with('$');
        let fixed_row = word.trim_start_matches('$').contains('$');
        let axis = |fixed: bool, at: u32, base: u32| {
            if fixed { Axis::Fixed(at) } else { Axis::Shift(i64::from(at) - i64::from(base)) }
        };
        Some(Expr::Cell(
            axis(fixed_row, at.row, self.base.row),
            axis(fixed_column, at.column, self.base.column),
        ))
    }
}

fn number(word: &str) -> Option<f64> {
    let (digits, scale) = word.strip_suffix('%').map_or((word, 1.0), |digits| (digits, 100.0));
    let plain = digits.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.'));
    plain.then(|| digits.parse::<f64>().ok().map(|n| n / scale)).flatten()
}

impl Axis {
    /// Returns the row or column, for a cell that is tried.
    pub(super) fn of(self, tried: u32) -> Option<u32> {
        match self {
            Self::Fixed(at) => Some(at),
            Self::Shift(by) => u32::try_from(i64::from(tried) + by).ok(),
        }
    }
}

impl Expr {
    /// Returns what the formula gives for a cell.
    pub(super) fn value(&self, at: Address, look_up: &impl Fn(Address) -> Term) -> Term {
        match self {
            Self::Term(term) => term.clone(),
            Self::Cell(row, column) => match (row.of(at.row), column.of(at.column)) {
                (Some(row), Some(column)) => look_up(Address::new(row, column)),
                _ => Term::Error,
            },
            Self::Compare(first, operator, second) => {
                let Some(order) = first.value(at, look_up).compare(&second.value(at, look_up)) else {
                    return Term::Error;
                };
                Term::Boolean(match operator {
                    Operator::Equal => order.is_eq(),
                    Operator::NotEqual => order.is_ne(),
                    Operator::Less => order.is_lt(),
                    Operator::LessOrEqual => order.is_le(),
                    Operator::Greater => order.is_gt(),
                    Operator::GreaterOrEqual => order.is_ge(),
                })
            }
            Self::Call(function, arguments) => {
                let values: Vec<Term> = arguments.iter().map(|a| a.value(at, look_up)).collect();
                function.of(&values)
            }
        }
    }
}

impl Function {
    fn of(self, values: &[Term]) -> Term {
        let first = values.first().unwrap_or(&Term::Blank);
        let is_error = |term: &Term| *term == Term::Error;
        match self {
            Self::IsError => return Term::Boolean(is_error(first)),
            Self::IsBlank => return Term::Boolean(*first == Term::Blank),
            Self::IsNumber => return Term::Boolean(matches!(first, Term::Number(_))),
            Self::IsText => return Term::Boolean(matches!(first, Term::Text(_))),
            _ if values.iter().any(is_error) => return Term::Error,
            _ => {}
        }
        let text = first.text();
        match self {
            Self::And => Term::Boolean(values.iter().all(Term::is_true)),
            Self::Or => Term::Boolean(values.iter().any(Term::is_true)),
            Self::Not => Term::Boolean(!first.is_true()),
            Self::Search => {
                let within = values.get(1).map(Term::text).unwrap_or_default().to_lowercase();
                match within.split_once(&text.to_lowercase()) {
                    Some((before, _)) => number_of(before.chars().count() + 1),
                    None => Term::Error,
                }
            }
            Self::Left => Term::Text(text.chars().take(count_in(values)).collect()),
            Self::Right => {
                let skipped = text.chars().count().saturating_sub(count_in(values));
                Term::Text(text.chars().skip(skipped).collect())
            }
            Self::Trim => Term::Text(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            Self::Len => number_of(text.chars().count()),
            Self::Upper => Term::Text(text.to_uppercase()),
            Self::Lower => Term::Text(text.to_lowercase()),
            Self::IsBlank | Self::IsNumber | Self::IsText | Self::IsError => Term::Error,
        }
    }
}

/// How many characters to cut; 1 where it is not said, as in Excel.
fn count_in(values: &[Term]) -> usize {
    match values.get(1) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 32,767")]
        Some(Term::Number(n)) => n.clamp(0.0, 32_767.0) as usize,
        _ => 1,
    }
}

fn number_of(count: usize) -> Term {
    Term::Number(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_tried_on_each_cell() {
        // Relative to F5, tried on F6, where F6 is `Red` and G6 is 4; all others are blank.
        let base = Address::new(4, 5);
        let at = Address::new(5, 5);
        let look_up = |cell: Address| match cell.to_string().as_str() {
            "F6" => Term::Text("Red".into()),
            "G6" => Term::Number(4.0),
            _ => Term::Blank,
        };
        let cases = [
            ("$F5=\"R\"", Some(false)),
            ("$F5=\"red\"", Some(true)),
            ("LEFT($F5,1)=\"R\"", Some(true)),
            ("G5>3", Some(true)),
            ("AND(G5>3, F5<>\"Green\")", Some(true)),
            ("OR(G5<=3,NOT(ISBLANK(F5)))", Some(true)),
            ("NOT(ISERROR(SEARCH(\"ed\",F5)))", Some(true)),
            ("ISNUMBER(SEARCH(\"green\",F5))", Some(false)),
            ("H5=0", Some(true)),
            ("H5=\"\"", Some(true)),
            ("LEN(TRIM(F5))=3", Some(true)),
            ("F5=\"say \"\"no\"\"\"", Some(false)),
            ("(G5)=400%", Some(true)),
            ("$F$5=\"Red\"", Some(false)),
            ("AND([.$F5]=\"red\";[.G5]>3)", Some(true)),
            ("[.G5]>TRUE()", Some(false)),
            ("[$Lists.A1]=[.F5]", None),
            ("[.G5", None),
            ("F5>3", Some(true)),
            ("F5", Some(false)),
            ("TODAY()>G5", None),
            ("Lists!A1=F5", None),
            ("G5+1>3", None),
            ("COUNTIF($F:$F,F5)>1", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let value = parse(text, base).map(|formula| formula.value(at, &look_up).is_true());
            assert_eq!(value, expected, "{text}");
        }
        assert_eq!(parse(&"(".repeat(10_000), base), None, "not followed without end");
    }
}
