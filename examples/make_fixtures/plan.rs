//! The plan as data: sections, recommendations, actions, each with what it means and with how the office writes it.
//!
//! Days and months are ISO (`2023-06-30`, `2023-06`); an empty text means that the cell is empty.

use trackrecord::record::{DueState, Field, MoneyBasis, Per, Rag, Status};

use crate::Fault;

/// One version of the plan.
#[derive(Clone)]
pub(crate) struct Plan {
    /// The day whose state it shows; also the file name.
    pub(crate) name: &'static str,
    /// Label and value of the block below the title.
    pub(crate) metadata: Vec<(&'static str, &'static str)>,
    /// When the file was saved, as year, month, day.
    pub(crate) saved: (u16, u8, u8),
    /// Header of the action column.
    pub(crate) action_header: &'static str,
    /// Header of the owner column.
    pub(crate) lead_header: &'static str,
    /// Whether there is a column of wards.
    pub(crate) has_wards: bool,
    /// In order.
    pub(crate) sections: Vec<Section>,
    /// Where the page ends: the action whose progress runs over, and the words that begin the next page.
    pub(crate) page_end: (&'static str, &'static str),
    /// Whether the page's number stands above the repeated header.
    pub(crate) page_line: bool,
    /// A second page's end, in the text export only: an action whose cells are wrapped.
    pub(crate) text_page_end: &'static str,
    /// The status of an action that the summary block still counts although the action is gone.
    pub(crate) still_counted: Option<Status>,
    /// A scribble beside the table: the action and the words.
    pub(crate) scribble: Option<(&'static str, &'static str)>,
    /// Rows kept free at the end: the ref and what stands in the action cell.
    pub(crate) placeholders: Vec<(&'static str, &'static str)>,
}

/// A section, named by a row of its own.
#[derive(Clone)]
pub(crate) struct Section {
    pub(crate) title: &'static str,
    /// Who fills it in: each has their own colours and date form.
    pub(crate) hand: Hand,
    pub(crate) recommendations: Vec<Recommendation>,
}

/// The colours and the date form of one of the officers who fill the plan in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hand {
    /// Standard colours; 30/06/2023.
    Standard,
    /// Theme colours, some with a tint; 30 Jun 2023.
    Theme,
    /// Other colours of the usual palette; 30-Jun-23.
    Other,
}

/// A recommendation and its actions.
#[derive(Clone)]
pub(crate) struct Recommendation {
    pub(crate) reference: &'static str,
    /// The ref as it stands in the cell.
    pub(crate) written_reference: &'static str,
    pub(crate) text: &'static str,
    pub(crate) form: Form,
    /// The owner's cell is merged over the actions, who all have the same.
    pub(crate) lead_merged: bool,
    /// The text export wraps its cells over several lines.
    pub(crate) wrapped: bool,
    pub(crate) actions: Vec<Action>,
}

/// How a recommendation holds its actions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Ref and text merged over a row for each action.
    Merged,
    /// Ref and text in the first row, empty below: same as above.
    BlankBelow,
    /// One row; the actions and their dates as lists in one cell each, the rest written once for all.
    List,
}

/// An action: one record.
#[derive(Clone)]
pub(crate) struct Action {
    /// Its identity over the versions; no cell shows it.
    pub(crate) key: &'static str,
    /// The action that this one was split from in the step before.
    pub(crate) split_from: Option<&'static str>,
    pub(crate) text: &'static str,
    pub(crate) lead: Lead,
    pub(crate) priority: &'static str,
    pub(crate) target: Target,
    pub(crate) rag: Option<Rag>,
    pub(crate) status: Status,
    pub(crate) progress: &'static str,
    pub(crate) saving: Saving,
    pub(crate) evidence: &'static str,
    pub(crate) wards: &'static str,
    /// Slips of the keyboard.
    pub(crate) blots: &'static [(Field, Blot)],
}

/// A slip of the keyboard in a cell; what the cell means stays the same.
#[derive(Clone, Copy)]
pub(crate) enum Blot {
    /// The first space is a no-break space.
    NoBreakSpace,
    /// The first space is doubled.
    DoubleSpace,
    /// A space at the end.
    TrailingSpace,
    /// A bullet where there is no list.
    StrayBullet,
    /// All in lower case.
    LowerCase,
}

/// Who answers for an action.
#[derive(Clone, PartialEq)]
pub(crate) struct Lead {
    pub(crate) written: &'static str,
    pub(crate) owners: Vec<Person>,
}

/// A person, post or team.
#[derive(Clone, PartialEq, serde::Serialize)]
pub(crate) struct Person {
    pub(crate) name: Option<&'static str>,
    pub(crate) role: Option<&'static str>,
    pub(crate) unit: Option<&'static str>,
}

/// Name, post and unit; empty where unknown.
pub(crate) fn person(name: &'static str, role: &'static str, unit: &'static str) -> Person {
    let known = |text: &'static str| (!text.is_empty()).then_some(text);
    Person { name: known(name), role: known(role), unit: known(unit) }
}

/// The two date cells.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    /// Struck through where `revised` replaces it and `struck` says so.
    pub(crate) original: DateCell,
    pub(crate) revised: DateCell,
    pub(crate) struck: bool,
}

/// What a date cell holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateCell {
    Empty,
    /// A true date.
    Day(&'static str),
    /// A true date that shows its month only (`Jan-24`).
    Month(&'static str),
    /// Text: `June 2023`, `31 August 2023`.
    Words(&'static str),
    /// Text: `June 2023, revised to September 2023`.
    Moved(&'static str, &'static str),
    /// The same with the earlier date struck through, as a run of its own.
    StruckRun(&'static str, &'static str),
    /// `Ongoing`, `tbc`.
    State(DueState),
}

/// One cell for the target; none for a revised one.
pub(crate) fn by(original: DateCell) -> Target {
    Target { original, revised: DateCell::Empty, struck: false }
}

/// The original struck through, the revised one beside it.
pub(crate) fn moved(original: DateCell, revised: DateCell) -> Target {
    Target { original, revised, struck: true }
}

/// The money cell.
#[derive(Clone, PartialEq)]
pub(crate) struct Saving {
    pub(crate) written: &'static str,
    pub(crate) amounts: Vec<Amount>,
}

/// An amount in pounds.
#[derive(Clone, PartialEq, serde::Serialize)]
pub(crate) struct Amount {
    pub(crate) amount: u32,
    pub(crate) amount_to: Option<u32>,
    pub(crate) currency: &'static str,
    pub(crate) per: Option<Per>,
    pub(crate) basis: Option<MoneyBasis>,
}

/// A cell with words and no amount.
pub(crate) fn no_saving(written: &'static str) -> Saving {
    Saving { written, amounts: Vec::new() }
}

/// A cell with one amount.
pub(crate) fn saving(written: &'static str, amount: u32, per: Per, basis: Option<MoneyBasis>) -> Saving {
    let amount = Amount { amount, amount_to: None, currency: "GBP", per: Some(per), basis };
    Saving { written, amounts: vec![amount] }
}

/// A cell with a range.
pub(crate) fn between(written: &'static str, amount: u32, amount_to: u32, per: Per) -> Saving {
    let amount = Amount { amount, amount_to: Some(amount_to), currency: "GBP", per: Some(per), basis: None };
    Saving { written, amounts: vec![amount] }
}

impl Plan {
    /// Every action with its recommendation and section, in order.
    pub(crate) fn actions(&self) -> impl Iterator<Item = (&Section, &Recommendation, &Action)> {
        self.sections.iter().flat_map(|section| {
            section.recommendations.iter().flat_map(move |recommendation| {
                recommendation.actions.iter().map(move |action| (section, recommendation, action))
            })
        })
    }

    /// How many actions have a status.
    pub(crate) fn count(&self, status: Status) -> usize {
        self.actions().filter(|(_, _, action)| action.status == status).count()
    }

    /// The action with a key, to be edited.
    pub(crate) fn action(&mut self, key: &'static str) -> Result<&mut Action, Fault> {
        self.recommendations_mut()
            .flat_map(|r| r.actions.iter_mut())
            .find(|a| a.key == key)
            .ok_or(Fault::Missing(key))
    }

    /// The recommendation with a ref, to be edited.
    pub(crate) fn recommendation(&mut self, reference: &'static str) -> Result<&mut Recommendation, Fault> {
        self.recommendations_mut().find(|r| r.reference == reference).ok_or(Fault::Missing(reference))
    }

    /// The section whose title begins with a text, to be edited.
    pub(crate) fn section(&mut self, title: &'static str) -> Result<&mut Section, Fault> {
        self.sections.iter_mut().find(|s| s.title.starts_with(title)).ok_or(Fault::Missing(title))
    }

    /// Takes an action out, and its recommendation with the last of them.
    pub(crate) fn remove(&mut self, key: &'static str) -> Result<Action, Fault> {
        for section in &mut self.sections {
            for recommendation in &mut section.recommendations {
                if let Some(place) = recommendation.actions.iter().position(|a| a.key == key) {
                    let gone = recommendation.actions.remove(place);
                    section.recommendations.retain(|r| !r.actions.is_empty());
                    return Ok(gone);
                }
            }
        }
        Err(Fault::Missing(key))
    }

    fn recommendations_mut(&mut self) -> impl Iterator<Item = &mut Recommendation> {
        self.sections.iter_mut().flat_map(|s| s.recommendations.iter_mut())
    }
}

impl Action {
    /// Gives it another status and colour.
    pub(crate) fn stands(&mut self, status: Status, rag: Rag) -> &mut Self {
        self.status = status;
        self.colored(rag)
    }

    /// Gives it another colour and lets the status be.
    pub(crate) fn colored(&mut self, rag: Rag) -> &mut Self {
        self.rag = Some(rag);
        self
    }

    /// Gives it another progress text.
    pub(crate) fn says(&mut self, progress: &'static str) -> &mut Self {
        self.progress = progress;
        self
    }

    /// Gives it other dates.
    pub(crate) fn due(&mut self, target: Target) -> &mut Self {
        self.target = target;
        self
    }
}
