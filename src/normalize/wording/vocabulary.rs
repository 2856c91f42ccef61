//! The words of status cells as data: what offices write, by what it says.
//!
//! A phrase is compared without case, accents, apostrophes and gaps, so that `on track`, `On-Track` and `ontrack` are
//! one entry. Negated, partial and future forms follow from the modifiers and are not listed; typing errors of long words
//! are bridged by edit distance. Published scales are named beside their words.

use crate::record::{Rag, Status};

/// What a phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// A status.
    Is(Status),
    /// A status word that leaves the status open, such as `Open`.
    Neither,
    /// Proof or consent is to come.
    Unproven,
    /// Proof is there.
    Proven,
    /// Consent, which is no progress; refused where negated.
    Consent,
    /// It can be done; it cannot where negated.
    Feasible,
    /// The plain verb of doing it; only what negates it says anything.
    Verb,
    /// The plain verb of beginning it: not done yet where something says that it will be.
    Start,
    /// Does not apply, where something else says what.
    NotApplicable,
    /// A colour.
    Color(Rag),
    /// How sure delivery is, as a colour. A forecast, not a status.
    Confidence(Rag),
    /// Changes what follows it.
    Turns(Modifier),
    /// Ends the reach of a modifier.
    Joint,
    /// Ends it too, and names an alternative.
    Or,
    /// Ends it too; what follows takes the place of what came before.
    Now,
    /// Points to another item, if a number follows.
    See,
    /// Says how much is done, after a number.
    Percent,
    /// Says nothing about progress.
    Filler,
}

/// How a word changes the status that follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Modifier {
    /// It is not so.
    Not,
    /// It cannot be so.
    Cannot,
    /// It will not be so.
    WillNot,
    /// It is so in part.
    Partly,
    /// The same, and begun even where nothing follows.
    Partial,
    /// It is still to be done.
    ToBe,
    /// It will be so, or is only meant to.
    Future,
    /// It may be so.
    May,
    /// It is unlikely to be so.
    Unlikely,
    /// It was so.
    Former,
}

/// Where in its clause a phrase must stand to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Anywhere.
    Inside,
    /// At the beginning: elsewhere it has too many other uses.
    Front,
    /// It is the whole clause, but for fillers and numbers.
    Alone,
}

/// Phrases that say the same in the same place.
pub(super) type Entry = (Sense, Place, &'static [&'static str]);

use Modifier::{Cannot, Former, Future, May, Not, Partial, Partly, ToBe, Unlikely, WillNot};
use Place::{Alone, Front, Inside};
use Sense::{
    Color, Confidence, Consent, Feasible, Filler, Is, Joint, Neither, NotApplicable, Now, Or, Percent,
    Proven, See, Start, Turns, Unproven, Verb,
};
use Status::{
    Achieved, AtRisk, AwaitingSignOff, Cancelled, Closed, InProgress, NotAchieved, NotStarted, OnHold,
    OnTrack, Ongoing, Rejected, Slipped, Superseded, Undeliverable,
};

/// How far an action is, in English.
#[rustfmt::skip]
pub(super) const ENGLISH: &[Entry] = &[
    (Is(Achieved), Inside, &[
        "achieved", "complete", "completed", "implemented", "delivered", "fulfilled", "accomplished", "finished",
        "finalised", "concluded", "discharged", "actioned", "embedded", "now in place", "gone live", "objective met",
        "target met", "requirement met", "been met", "fully met", "no further work required",
        // US Chemical Safety Board: reasons for closing.
        "acceptable action", "acceptable alternate action", "exceeds recommended action",
    ]),
    (Is(Achieved), Front, &[
        "done", "resolved", "fixed", "addressed", "remediated", "rectified", "satisfied", "success", "successful",
        "deployed", "released",
    ]),
    (Is(Achieved), Alone, &["met", "tick", "ticked", "in place", "fully in place", "fully operational", "operational", "action taken",
        "shipped", "compliant", "fully compliant", "audit verified", "independently verified", "mitigated", "passed", "published", "launched", "exceeded", "target exceeded"]),
    (Is(AwaitingSignOff), Inside, &[
        "awaiting sign off", "pending sign off", "ready for sign off", "for sign off", "awaiting verification",
        "pending verification", "awaiting validation", "awaiting evidence", "awaiting confirmation of completion",
        "awaiting closure", "pending closure", "ready to close", "ready for closure", "closure requested",
        "request closure", "requesting closure", "closure request", "request to close", "recommended for closure", "recommend closure", "propose to close", "propose closure",
        "proposed for closure", "closure proposed",
        "to be closed", "can be closed", "recommended to close", "submitted for closure", "submitted for approval",
        "submitted for sign off", "submitted for verification", "evidence submitted", "evidence uploaded", "reported complete",
        // Auditor General of Alberta.
        "ready for follow up audit", "ready for a follow up audit", "ready for assessment", "ready for verification",
    ]),
    (Is(AwaitingSignOff), Alone, &["for closure", "for sign off"]),
    (Is(InProgress), Inside, &[
        "in progress", "work in progress", "close to completion", "close to complete", "nearing completion", "near completion",
        "near complete", "continues to progress", "continuing to progress", "progressing", "progressed", "progress made", "progress being made",
        "progress is being made", "progress has been made", "good progress", "some progress", "steady progress",
        "significant progress", "limited progress", "substantial progress", "in process", "underway", "in hand",
        "in delivery", "in development", "in train", "implementing", "in implementation", "under development",
        "under construction", "work continues", "incomplete", "not yet complete", "not yet completed",
        "not yet finished", "to be continued", "started", "commenced", "begun",
        // `Recruitment ongoing`, not the action itself.
        "ongoing", "work ongoing",
        // US inspectors general: resolved means that a plan is agreed.
        "open and resolved", "open resolved", "under implementation", "working on it", "being worked on", "being developed", "being drafted", "being rolled out", "being prepared", "being progressed",
        "being undertaken", "being arranged", "being updated", "being recruited", "being put in place", "being scoped",
        // US Chemical Safety Board: what is planned would do.
        "acceptable response", "acceptable alternate response",
    ]),
    (Is(InProgress), Front, &["wip", "working on", "initiated", "developing", "drafted", "drafting"]),
    // Open government plans: not started, limited, substantial, completed.
    (Is(InProgress), Alone, &["limited", "substantial", "doing", "testing", "in testing", "development", "on the go", "almost there", "nearly there"]),
    (Is(NotStarted), Inside, &[
        "yet to start", "yet to commence", "yet to begin", "pending start", "start pending", "nothing done", "awaiting start", "no progress",
        "no action taken", "not yet actioned", "not actioned", "no action to date", "no work undertaken", "no work to date", "no work done",
        "awaiting commencement", "awaiting kick off", "unstarted", "not started", "future action",
    ]),
    (Is(NotStarted), Front, &["to do", "backlog", "planned", "scheduled", "in planning", "queued", "upcoming"]),
    (Is(NotStarted), Alone, &["new", "tbd", "to be done", "planning", "pipeline", "future", "selected for development"]),
    (Is(OnTrack), Inside, &[
        "on track", "on schedule", "on target", "on time", "on course", "on plan", "on programme",
        "proceeding to plan", "running to plan", "going to plan", "proceeding to schedule", "running to schedule", "as planned", "in line with plan", "in line with the plan",
        "ahead of schedule", "ahead of plan", "ahead of target", "within timescale", "within timescales",
        "progressing well", "proceeding well", "going well", "not due", "not yet due", "due date not reached", "date not reached", "date not yet reached", "within deadline", "within the deadline",
        "within target", "within tolerance", "within tolerances", "tracking to plan", "performing to plan", "progressing to plan", "working to plan", "delivering to plan",
        "in line with timescale", "in line with timescales", "in line with schedule", "in line with timetable",
        "in line with programme", "in line with target", "meeting target", "meeting targets", "meeting deadline",
        "meeting deadlines",
        "not past due", "back on track", "no issues", "no issues or risks", "no risks or issues", "no risks",
        // York: a verdict on progress.
        "acceptable progress",
    ]),
    (Is(OnTrack), Alone, &[
        "early", "ahead", "timely", "no concerns", "up to date", "to plan", "to schedule", "to timetable", "to time",
    ]),
    (Is(AtRisk), Inside, &[
        "at risk", "risk of delay", "risk of slippage", "some risk", "some risks", "some concerns", "concerns",
        "significant risk", "significant risks", "significant issues", "some issues", "some issues or risks",
        "major issues", "minor issues", "issues identified", "issues or risks", "issues are", "risks are",
        "needs attention", "requires attention", "attention required", "may require action", "under threat",
        "in jeopardy", "slow progress", "poor progress", "intervention required", "intervention needed",
        "serious risk", "high risk of delay",
        "there is a risk", "there is a risk that", "a risk that", "with risks", "with some risks", "risk of non delivery", "risk to delivery", "risks to delivery", "delivery in doubt", "delivery is in doubt",
    ]),
    (Is(AtRisk), Front, &["escalated", "threatened"]),
    (Is(Slipped), Inside, &[
        "slipped", "slipping", "slippage", "slip", "delay", "delays", "delayed", "overdue", "past due",
        "due date passed", "deadline passed", "target date passed", "off track", "off target", "off schedule",
        "off course", "behind schedule", "behind target", "behind plan", "behind programme", "week behind",
        "weeks behind", "month behind", "months behind", "days behind",
        "week late", "weeks late", "month late", "months late", "days late", "running late", "running behind",
        "fallen behind", "missed deadline", "deadline missed", "deadline not met", "date not met", "milestone missed", "missed milestone",
        "later than planned", "slower than planned", "slower than expected", "deadline will be missed", "date missed",
        "date will be missed", "miss deadline", "miss the deadline", "miss target", "postponed", "rescheduled", "date revised", "revised date agreed",
        "new date agreed", "date extended", "deadline extended", "revised completion date agreed", "revised implementation date agreed", "revised target date agreed", "revised due date agreed", "revised deadline agreed", "new target date agreed",
        "missing deadline", "missing the deadline", "missing target", "missing the target", "past target",
        "past target date", "past the target date", "past deadline", "past the deadline", "past its due date",
        "past the due date", "extension of time", "extension requested", "extension is requested",
        "extension agreed", "extension granted", "extension sought", "carried forward", "put back", "pushed back",
        "unacceptable progress", "insufficient progress",
    ]),
    (Is(Slipped), Front, &["late", "extended", "behind"]),
    (Is(Slipped), Alone, &[
        "outstanding", "c f", "lagging", "extension", "revised date", "revised deadline", "revised target date",
        "new deadline", "new target date",
    ]),
    (Is(OnHold), Inside, &[
        "on hold", "paused", "temporarily suspended", "in abeyance", "deferred", "unable to progress", "unable to proceed", "on ice",
    ]),
    (Is(OnHold), Front, &["hold", "suspended", "stalled", "frozen", "shelved", "parked"]),
    (Is(NotAchieved), Inside, &[
        "missed target", "target missed", "target not met", "not met", "unachieved", "undelivered", "unfulfilled",
        // US Chemical Safety Board.
        "unacceptable action",
    ]),
    (Is(NotAchieved), Front, &["failed", "failure", "unmet", "missed"]),
    (Is(Undeliverable), Inside, &["undeliverable", "unfeasible", "infeasible", "unworkable"]),
    (Is(Ongoing), Inside, &[
        "business as usual", "continuous improvement", "continual", "moved to bau", "part of bau", "now bau",
    ]),
    (Is(Ongoing), Front, &["ongoing", "bau", "continuous", "continuing", "continues", "rolling", "permanent"]),
    (Is(Ongoing), Alone, &["recurring", "recurrent", "cyclical"]),
    (Is(Superseded), Inside, &[
        "superseded", "overtaken by events", "overtaken by", "no longer applicable", "no longer relevant", "no longer required",
        "no longer needed", "no longer necessary", "no longer valid", "not applicable", "changed circumstances",
        "incorporated into", "incorporated in", "included within", "absorbed into", "subsumed", "subsumed into", "merged into", "merged with", "replaced by",
        "replaced with", "duplicate of", "not required",
    ]),
    (Is(Superseded), Front, &["replaced", "merged", "duplicate", "obsolete", "redundant", "combined with"]),
    (Is(Cancelled), Inside, &[
        "cancelled", "abandoned", "discontinued", "terminated", "not proceeding", "not pursued", "not pursuing",
        "not being pursued", "not being progressed", "not being taken forward", "not going ahead", "not taken forward",
        "will not be pursued", "no longer pursued", "no longer being pursued", "no longer proceeding",
    ]),
    (Is(Cancelled), Front, &["dropped", "withdrawn", "aborted", "descoped", "scrapped", "stopped", "deleted", "ceased"]),
    (Is(Rejected), Inside, &["rejected", "declined", "do not agree", "does not agree", "disagrees"]),
    (Is(Rejected), Front, &[
        "reject", "refused", "disagree", "disagreed", "wont fix", "will not fix", "wont do", "will not do",
    ]),
    // FedRAMP POA&M and risk registers: a risk that is accepted or tolerated is closed without doing it.
    (Is(Closed), Inside, &[
        "risk accepted", "accepted risk", "accept risk", "accept the risk", "risk acceptance", "risk tolerated", "closed", "no further action", "no further action required",
    ]),
    (Is(Closed), Front, &["close", "archived", "tolerated", "tolerate", "nfa", "removed"]),
    (Neither, Inside, &[
        "under review", "in review", "being reviewed", "under consideration", "under discussion", "in discussion",
        "awaiting response", "awaiting decision", "awaiting funding", "awaiting update", "no update", "no response",
        "no response received", "to follow",
    ]),
    (Neither, Alone, &[
        "open", "live", "active", "inactive", "assigned", "unresolved", "blocked", "waiting", "monitor", "monitoring", "ready",
        "ready for review", "unknown", "reopened",
    ]),
    (Unproven, Inside, &[
        "awaiting", "awaits", "awaited", "pending", "subject to", "evidence required", "evidence requested",
        "evidence needed", "evidence to follow", "evidence to be provided", "evidence to be", "evidence outstanding", "verification outstanding", "validation outstanding", "sign off outstanding", "no evidence", "untested", "unverified",
    ]),
    (Proven, Inside, &["verified", "validated", "evidenced", "tested", "signed off"]),
    (Consent, Inside, &["accepted", "acceptance", "agreed", "agree", "approved", "supported", "endorsed"]),
    (Feasible, Inside, &["achievable", "deliverable", "viable", "practicable"]),
    (Verb, Inside, &["implement", "deliver", "achieve", "pursue", "meet", "finish", "fulfil", "do", "adopt"]),
    (Start, Inside, &["start", "begin", "commence"]),
    (NotApplicable, Alone, &["n a"]),
    (Is(Superseded), Alone, &["not relevant"]),
    (See, Front, &[
        "see", "refer to", "covered by", "covered in", "covered under", "now in", "included in", "moved to",
        "transferred to",
    ]),
];

/// The words that change or join what stands beside them, in English.
#[rustfmt::skip]
pub(super) const MODIFIERS: &[Entry] = &[
    (Turns(Not), Inside, &[
        "not", "no", "never", "non", "isnt", "hasnt", "havent", "arent", "wasnt", "didnt", "no longer", "not yet",
        "yet to", "still not",
    ]),
    (Turns(Cannot), Inside, &[
        "cannot", "cant", "could not", "couldnt", "unable to", "not able to", "not possible to", "impossible to",
    ]),
    (Turns(WillNot), Inside, &[
        "will not", "wont", "would not", "not going to", "do not intend to", "does not intend to", "will never",
        "will no longer", "not to be", "decided not to", "agreed not to",
    ]),
    (Turns(Partly), Inside, &[
        "part", "in part", "mostly", "semi", "largely", "mainly", "substantially", "nearly", "almost", "half", "not fully",
        "not yet fully", "not entirely", "not wholly", "not all", "not yet all", "some", "most", "being", "phase",
        "stage", "tranche", "except", "except for", "apart from", "other than",
    ]),
    (Turns(Partial), Inside, &["partial", "partially", "partly", "draft", "first draft"]),
    (Turns(ToBe), Front, &["to be", "yet to be", "still to be", "needs to be", "remains to be"]),
    (Turns(Future), Inside, &[
        "to", "will", "will be", "shall", "shall be", "would", "would be", "should", "should be", "must", "must be", "can be", "due",
        "due to", "due to be", "expected", "expected to be", "anticipated", "scheduled to", "scheduled to be",
        "planned to", "planned to be", "aim", "aims", "intend", "intends", "until", "once", "when", "if", "before",
        "prior to", "upon", "towards",
    ]),
    (Turns(May), Inside, &[
        "may", "might", "could", "likely", "likely to", "risk of", "danger of", "potential", "potential to", "potentially",
        "possibly",
    ]),
    (Turns(Unlikely), Inside, &[
        "unlikely", "unlikely to", "may not", "might not", "risk of not", "not expected to", "not likely to",
    ]),
    (Turns(Former), Inside, &["previously", "formerly", "originally"]),
    (Joint, Inside, &[
        "but", "however", "although", "though", "as", "because", "while", "whilst", "and", "then", "with", "that",
        "yet", "owing to", "following",
    ]),
    (Or, Inside, &["or"]),
    (Now, Inside, &["now", "since", "subsequently", "finally", "eventually"]),
    (Percent, Inside, &["percent"]),
    (Filler, Inside, &[
        "a", "an", "the", "this", "these", "it", "all", "is", "are", "was", "were", "be", "been", "has", "have",
        "had", "already", "currently", "still", "fully", "very", "action", "actions", "item", "items",
        "recommendation", "recommendations", "rec", "recs", "management", "task", "tasks", "project", "status", "rag", "rating",
        "overall", "in", "on", "of", "at", "by", "to date", "in full", "successfully", "approx", "approximately",
        "about", "further", "thoroughly", "successful delivery", "successful delivery appears",
        "successful delivery of the project appears", "appears", "light", "dark", "pale", "bright", "rated", "minor",
        "major", "significant", "slight", "slightly", "significantly", "well", "final phase",
        "final stage", "all phases", "all stages",
    ]),
];

/// Colours, and forecasts that published scales show as colours.
#[rustfmt::skip]
pub(super) const COLORS: &[Entry] = &[
    (Color(Rag::Red), Inside, &["red", "coch", "rouge", "rot", "rojo", "roja"]),
    (Color(Rag::Amber), Inside, &[
        "amber", "yellow", "orange", "oren", "melyn", "jaune", "gelb", "amarillo", "amarilla", "ambar", "naranja",
    ]),
    (Color(Rag::Green), Inside, &["green", "gwyrdd", "vert", "verte", "grun", "gruen", "verde"]),
    (Color(Rag::Blue), Inside, &["blue", "glas", "bleu", "bleue", "blau", "azul"]),
    (Color(Rag::Grey), Inside, &["grey", "gray", "white", "llwyd", "gris", "grau"]),
    (Color(Rag::Black), Inside, &["black", "noir", "noire", "schwarz", "negro"]),
    (Color(Rag::Red), Alone, &["rd"]),
    (Color(Rag::Amber), Alone, &["am", "amb", "ylw", "yel"]),
    (Color(Rag::Green), Alone, &["gr", "grn"]),
    (Color(Rag::Blue), Alone, &["blu"]),
    // Delivery confidence (UK National Audit Office, New Zealand's chief digital officer), best to worst.
    (Confidence(Rag::Green), Alone, &["highly likely"]),
    (Confidence(Rag::AmberGreen), Alone, &["probable"]),
    (Confidence(Rag::Amber), Alone, &["feasible", "possible"]),
    (Confidence(Rag::AmberRed), Alone, &["in doubt", "doubtful"]),
    (Confidence(Rag::Red), Alone, &["unachievable"]),
];

/// The same in other languages, without accents. Other endings of gender and number are found by the stem.
#[rustfmt::skip]
pub(super) const FOREIGN: &[Entry] = &[
    // Welsh
    (Is(Achieved), Inside, &["gwblhau", "cwblhawyd", "wedi cwblhau", "gyflawni", "cyflawnwyd"]),
    (Is(InProgress), Inside, &["ddechrau", "dechreuwyd", "ar waith", "ar y gweill", "yn mynd rhagddo"]),
    (Is(OnTrack), Inside, &["ar y trywydd iawn", "ar y trywydd cywir", "ar amser", "ar darged"]),
    (Is(Slipped), Inside, &["wedi llithro", "ar ei hol hi", "oedi", "hwyr"]),
    (Is(Ongoing), Inside, &["parhaus", "yn parhau"]),
    (Is(Closed), Inside, &["ar gau", "wedi cau"]),
    (Turns(Not), Inside, &["heb", "heb ei"]),
    (Turns(Partial), Inside, &["yn rhannol"]),
    (Filler, Inside, &["yn", "wedi", "wedii", "ei"]),
    // French
    (Is(Achieved), Inside, &[
        "realisee", "mis en oeuvre", "mise en oeuvre", "mises en oeuvre", "termine", "terminee", "acheve", "achevee",
        "effectue", "effectuee",
    ]),
    (Is(Achieved), Front, &["valide", "validee"]),
    (Is(Achieved), Alone, &["realise", "succes", "reussi", "fait", "atteint"]),
    (Is(InProgress), Inside, &["en cours", "en cours de mise en oeuvre", "entame", "demarre", "demarree", "commencee"]),
    (Is(NotStarted), Front, &["a faire", "a lancer", "a demarrer", "planifie", "prevu"]),
    (Is(OnTrack), Inside, &["dans les delais", "a lheure", "en avance"]),
    (Is(Slipped), Inside, &["en retard", "retarde"]),
    (Is(OnHold), Front, &["suspendu", "suspendue", "en pause"]),
    (Is(NotAchieved), Alone, &["echec"]),
    (Is(Superseded), Inside, &["sans objet", "caduque"]),
    (Is(Cancelled), Front, &["annule", "annulee", "abandonne", "abandonnee"]),
    (Is(Rejected), Front, &["refuse", "refusee", "rejete", "refus de mise en oeuvre"]),
    (Is(Closed), Front, &["clos", "cloture", "cloturee"]),
    (Neither, Alone, &["ouvert", "ouverte", "en attente", "transmis", "transmise", "en correction"]),
    (Turns(Not), Inside, &["pas", "pas encore"]),
    (Turns(Partial), Inside, &["partiellement", "en partie", "partiel", "partielle"]),
    (Filler, Inside, &["totalement", "entierement", "devenue", "devenu", "est", "sont", "de", "la", "le", "les"]),
    // German
    (Is(Achieved), Inside, &["umgesetzt", "abgeschlossen", "erledigt", "erfullt", "ausgefuhrt", "durchgefuhrt", "fertig", "fertiggestellt", "beendet"]),
    (Is(InProgress), Inside, &["in bearbeitung", "in arbeit", "in umsetzung", "begonnen", "gestartet"]),
    (Is(InProgress), Alone, &["lauft"]),
    (Is(NotStarted), Front, &["in planung", "geplant"]),
    (Is(OnTrack), Inside, &["im plan", "im zeitplan", "planmassig", "termingerecht"]),
    (Is(AtRisk), Inside, &["gefahrdet"]),
    (Is(Slipped), Inside, &["uberfallig", "verzogert", "im verzug", "verspatet"]),
    (Is(OnHold), Inside, &["zuruckgestellt", "pausiert", "ruht"]),
    (Is(Ongoing), Front, &["laufend", "fortlaufend", "daueraufgabe"]),
    (Is(Superseded), Inside, &["entfallt", "entfallen", "hinfallig", "gegenstandslos"]),
    (Is(Cancelled), Inside, &["abgebrochen", "storniert", "eingestellt"]),
    (Is(Rejected), Inside, &["abgelehnt"]),
    (Is(Closed), Inside, &["geschlossen"]),
    (Neither, Alone, &["offen", "genehmigt", "freigegeben", "in prufung", "zur entscheidung"]),
    (Turns(Not), Inside, &["nicht", "noch nicht", "kein", "keine"]),
    (Turns(Partial), Inside, &["teilweise", "teils"]),
    (Turns(Partly), Inside, &["wird", "werden"]),
    (Filler, Inside, &["vollstandig", "ist", "sind"]),
    (Joint, Inside, &["und", "aber", "mais"]),
    // Spanish
    (Is(Achieved), Alone, &["listo", "lista", "hecho", "hecha"]),
    (Is(NotStarted), Front, &["por hacer", "sin iniciar"]),
    (Is(Achieved), Inside, &[
        "completado", "cumplido", "terminado", "finalizado", "implementado", "ejecutado", "efectuado", "realizado", "logrado",
    ]),
    (Is(InProgress), Inside, &["en proceso", "en progreso", "en desarrollo", "en curso", "en ejecucion", "en marcha", "iniciado", "iniciar"]),
    (Is(OnTrack), Inside, &["a tiempo", "en plazo", "segun lo previsto"]),
    (Is(Slipped), Inside, &["vencido", "atrasado", "retrasado", "demorado"]),
    (Is(OnHold), Front, &["suspendido", "suspendida"]),
    (Is(Cancelled), Inside, &["cancelado"]),
    (Is(Rejected), Inside, &["rechazado"]),
    (Is(Closed), Inside, &["cerrado"]),
    (Neither, Alone, &["abierto", "abierta", "pendiente"]),
    (Turns(Not), Inside, &["sin"]),
    (Turns(Future), Inside, &["por"]),
    (Turns(Partial), Inside, &["parcial", "parcialmente"]),
    (Filler, Inside, &["accion"]),
    (Is(Superseded), Alone, &["no aplica"]),
    // Vietnamese
    (Is(Achieved), Inside, &["hoan thanh", "da hoan thanh"]),
    (Is(InProgress), Inside, &["dang thuc hien", "dang tien hanh"]),
    (Is(NotStarted), Inside, &["chua bat dau", "chua thuc hien"]),
    // Chinese
    (Is(Achieved), Inside, &["已完成", "完成"]),
    (Is(InProgress), Inside, &["进行中"]),
    (Is(NotStarted), Inside, &["未开始"]),
    (Is(Slipped), Inside, &["已延期", "延期"]),
    (Is(Closed), Inside, &["已关闭"]),
];

/// Words that look like a typing error of one above, and are none.
#[rustfmt::skip]
pub(super) const KNOWN: &[&str] = &[
    "completes", "completing", "completion", "achieves", "achieving", "implements", "delivers", "delivery",
    "delivering", "deliverables", "progress", "progresses", "stated", "stared", "skipped", "shipped", "snipped",
    "overuse", "planner", "expended", "emerged", "concern", "rejection", "rejects", "removes", "schedules",
    "continue", "supporter", "projects", "reported", "resolve", "replace", "address", "extends",
];
