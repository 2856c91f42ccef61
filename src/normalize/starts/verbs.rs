//! Verbs with which items of action plans begin, in their plain form, British and American.
//!
//! Where an item may begin with one of them is for the file above.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Verbs that are hardly anything else.
const PLAIN: &str = "\
    abolish accelerate accept achieve acquire activate adapt add address adhere adjust administer \
    adopt advertise advise agree align allocate allow amalgamate amend analyse analyze anticipate \
    apologise apologize append apply appoint approach approve arrange ascertain ask assess assign \
    attain attend attract authorise authorize automate avoid await begin bring broaden build carry \
    categorise categorize centralise centralize certify choose circulate clarify codify collaborate \
    collate collect combine commence commission communicate compare compile complete comply conclude \
    conduct configure confirm connect consent consider consolidate construct consult continue \
    contribute convene coordinate create customise decide declare decommission dedicate deepen define \
    delegate deliver demolish demonstrate deploy derive describe designate detect determine develop \
    devise diagnose digitise digitize diminish disable disclose discontinue discuss dispose \
    disseminate distribute diversify divert donate earmark educate elaborate elect eliminate embed \
    employ empower enable enact encourage endorse enforce engage enhance enlist enrol enroll ensure \
    enter equip eradicate erect escalate establish evaluate examine exclude execute expand expedite \
    explain explore extend extract facilitate familiarise finalise finalize follow formalise formulate \
    foster fulfil fulfill furnish gather generate govern harmonise harmonize hold identify illustrate \
    immunise implement improve incentivise include incorporate increase inform initiate inspect \
    inspire install instigate instruct insulate insure integrate introduce investigate invite involve \
    isolate itemise justify keep leverage liaise listen locate maintain make manage maximise meet \
    merge migrate minimise mitigate mobilise mobilize modernise modernize modify negotiate nominate \
    notify observe obtain onboard operate optimise optimize organise organize outsource overhaul \
    oversee participate perform persuade prepare prevent prioritise prioritize proceed procure produce \
    prohibit promote propose protect prove provide publicise publish pursue qualify quantify raise \
    ratify reaffirm reallocate reassess rebrand recalculate receive reclaim recognise recognize \
    recommend reconcile reconfigure reconsider reconvene recruit rectify recycle redeploy redesign \
    redevelop redirect redistribute redraft reduce reestablish refer refine refurbish regain \
    regularise rehouse reinforce reinspect reinstate reissue reiterate relaunch relocate remind remove \
    rename renegotiate renew reopen reorganise reorganize repair replace represent repurpose \
    reschedule resolve respond restate restore restrict restructure retain retender rethink retire \
    retrain retrieve retrofit reuse revert revise revisit revoke reword rewrite roll safeguard \
    scrutinise scrutinize secure seek select send shorten signpost simplify solicit solve specify \
    stabilise standardise streamline strengthen strive submit subscribe summarise supervise supplement \
    suspend sustain synchronise tackle tailor take terminate tidy tighten transform translate transmit \
    troubleshoot undertake unify upgrade upload upskill utilise vaccinate validate vary verify warn \
    weigh widen withdraw work write";

/// Verbs that are names of things as well: inside a line they begin an item only where an object follows ("Review the fees").
const NOUNS_TOO: &str = "\
    audit brief campaign challenge check claim contact contract design draft draw feed focus fund \
    issue join launch lead list look map measure monitor offer order pilot plan present purchase \
    record refresh register report request research review run schedule set share support target test \
    train update use";

/// Names of things or qualities that are verbs as well: they begin an item only where an object follows ("Staff the desk").
const NOUNS_FIRST: &str = "\
    act advance benchmark bid book boost budget call capture cascade cease chair champion change chart \
    chase clean clear close coach comment control convert copy correct counsel cover cut deal debate \
    delay deposit detail direct display document drive email estimate evidence exercise fill find \
    finish fit fix flag forward free gauge give go grant grow guide halt handle heat help highlight \
    hire institute interview invest lay learn let license limit link load lobby lock log lower mandate \
    market match mentor model move network note offset open outline pack paint pass pay phase place \
    pool position post practise press print process profile progress project push put query question \
    quote rank rate reach reform release rent repeat rescue reserve resource return reward risk rotate \
    route sample save scale scan scope score screen seal search sell separate serve settle shape shift \
    show sign source speed spend sponsor staff stage start stock stop store strip structure study \
    subcontract supply survey switch table task teach tell tender tour trace track transfer transition \
    treat trial trigger trust turn understand view visit vote walk watch welcome witness";

static PLAIN_SET: LazyLock<BTreeSet<&str>> = LazyLock::new(|| PLAIN.split_whitespace().collect());
static NOUNS_TOO_SET: LazyLock<BTreeSet<&str>> = LazyLock::new(|| NOUNS_TOO.split_whitespace().collect());
static NOUNS_FIRST_SET: LazyLock<BTreeSet<&str>> = LazyLock::new(|| NOUNS_FIRST.split_whitespace().collect());

/// How far a word is a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// Hardly anything else.
    Plain,
    /// The name of a thing as well.
    NounToo,
    /// The name of a thing in the first place.
    NounFirst,
}

/// Returns how far a folded word is a verb; `None` where it is not known as one.
pub(super) fn verb(folded: &str) -> Option<Verb> {
    let sets =
        [(&PLAIN_SET, Verb::Plain), (&NOUNS_TOO_SET, Verb::NounToo), (&NOUNS_FIRST_SET, Verb::NounFirst)];
    sets.into_iter().find(|(set, _)| set.contains(folded)).map(|(_, verb)| verb)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_stands_in_one_list_once() {
        let words = || [PLAIN, NOUNS_TOO, NOUNS_FIRST].into_iter().flat_map(str::split_whitespace);
        assert_eq!(words().collect::<BTreeSet<_>>().len(), words().count());
        assert!(words().all(|verb| verb.bytes().all(|b| b.is_ascii_lowercase())));
    }
}
