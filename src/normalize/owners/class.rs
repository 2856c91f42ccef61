//! What a word of an owner cell can be, as a set.

/// What a word can be; several at once, since "Dean" is a post, a given name and a family name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(u32);

impl Class {
    /// Mr, Cllr.
    pub(super) const HONORIFIC: Self = Self(1);
    /// Jr, III.
    pub(super) const SUFFIX: Self = Self(1 << 1);
    /// Letters after a name: MBA, OBE.
    pub(super) const LETTERS: Self = Self(1 << 2);
    /// Heads a post: manager, clerk.
    pub(super) const POST: Self = Self(1 << 3);
    /// A post that wants to be told of what: manager, head.
    pub(super) const OPEN: Self = Self(1 << 4);
    /// Opens a post: acting, deputy.
    pub(super) const RANK: Self = Self(1 << 5);
    /// Heads a unit: team, services.
    pub(super) const UNIT: Self = Self(1 << 6);
    /// A unit that no post has as its object: directorate, Ltd.
    pub(super) const STRONG: Self = Self(1 << 7);
    /// A unit that is a place: road, depot.
    pub(super) const PLACE: Self = Self(1 << 8);
    /// What a post or unit is about: housing, audit.
    pub(super) const SUBJECT: Self = Self(1 << 9);
    /// A subject that leaves open of what: service, project.
    pub(super) const GENERIC: Self = Self(1 << 10);
    /// A subject that wants a noun: strategic, adult.
    pub(super) const MODIFIER: Self = Self(1 << 11);
    /// Letters that stand for a team: HR.
    pub(super) const ABBREVIATION: Self = Self(1 << 12);
    /// Joins the words of a post or unit: of, for.
    pub(super) const LINK: Self = Self(1 << 13);
    /// Belongs to the family name after it: van, de.
    pub(super) const PARTICLE: Self = Self(1 << 14);
    /// A given name.
    pub(super) const GIVEN: Self = Self(1 << 15);
    /// A family name that is also something else.
    pub(super) const SURNAME: Self = Self(1 << 16);
    /// How somebody takes part: lead, support.
    pub(super) const LABEL: Self = Self(1 << 17);
    /// Stands beside owners and names nobody: was, until.
    pub(super) const ASIDE: Self = Self(1 << 18);
    /// A month or season.
    pub(super) const MONTH: Self = Self(1 << 19);
    /// A word of other columns: completed, review.
    pub(super) const OTHER: Self = Self(1 << 20);
    /// A small word of running text.
    pub(super) const PROSE: Self = Self(1 << 21);
    /// A given name that houses and streets bear as well: Victoria.
    pub(super) const NAMESAKE: Self = Self(1 << 22);
    /// Any word of a post or unit but for links.
    pub(super) const OFFICE: Self = Self(Self::POST.0 | Self::RANK.0 | Self::UNIT.0 | Self::SUBJECT.0);

    /// Returns both together.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Tells whether it is any of `other`.
    pub(super) const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns it without `other`.
    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}
