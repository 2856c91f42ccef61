//! The words of column headers, as data: which phrase names which field.
//!
//! A comma ends each phrase. Case, accents, plurals, articles, "and" and "or" do not matter
//! ([`words`](super::words)), and words of [`SAME_WORDS`](super::grammar::SAME_WORDS) stand for each other. How phrases
//! are looked up is [`phrase`](super::phrase)'s, what the words around a head do is in [`grammar`](super::grammar).

use crate::record::Field::{
    self, Action, Completed, Due, Group, Money, Notes, OriginalDue, OtherDate, Owner, PercentComplete,
    Priority, Progress, Rag, Raised, Recommendation, Ref, Reported, Review, RevisedDue, Started, Status,
    Unit, Updated,
};

/// How surely a phrase names the first of its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    /// It does.
    Clear,
    /// It does in most offices.
    Likely,
    /// It names none by itself; the cells may show that it is one of them.
    Weak,
}

/// Phrases that name the same fields, the likeliest first.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) fields: &'static [Field],
    pub(super) strength: Strength,
    phrases: &'static str,
}

impl Row {
    pub(super) fn phrases(&self) -> impl Iterator<Item = &'static str> {
        self.phrases.split(',').map(str::trim)
    }
}

pub(super) const fn clear(fields: &'static [Field; 1], phrases: &'static str) -> Row {
    Row { fields, strength: Strength::Clear, phrases }
}

pub(super) const fn likely(fields: &'static [Field], phrases: &'static str) -> Row {
    Row { fields, strength: Strength::Likely, phrases }
}

pub(super) const fn weak(fields: &'static [Field], phrases: &'static str) -> Row {
    Row { fields, strength: Strength::Weak, phrases }
}

/// Heads: alone, or behind modifiers ("risk owner", "agreed target date").
pub(super) const HEADS: &[Row] = &[
    clear(&[Ref], "ref, no, id, uid, code, key, identifier, kloe"),
    clear(
        &[Group],
        "theme, topic, bucket, bucket name, category, workstream, work stream, section, objective, goal, domain, strand, pillar,
        work package, chapter, heading, clause, standard, area, strategic priority, corporate priority,
        council priority, plan priority, key question, audit assignment, audit engagement, control family, security control, security control no, control no, strategic aim, corporate aim, audit, audit title, audit name, audit report,
        audit review, audit type, review title, review name, report title, report name, source report",
    ),
    clear(
        &[Recommendation],
        "recommendation, finding, issue, risk, weakness, deficiency, problem, observation, concern, gap,
        vulnerability, shortcoming, hazard, threat, defect, nonconformity, nonconformance, non conformity,
        non conformance, non compliance, area for improvement, area of improvement, area of concern,
        area for development, opportunity for improvement, risk event, audit point, breach, identified need, need identified, area of non compliance, area of weakness, area of development, must do,
        should do, must do should do, cause event consequence, cause event effect, cause event impact, query, what was recommended, what we found",
    ),
    likely(&[Recommendation, Action, Notes], "description, detail, statement, text, summary"),
    likely(
        &[Recommendation, Action],
        "exception, learning identified, lesson, lesson learned, lesson learnt, lesson identified, title, challenge, opportunity, question,
        improvement",
    ),
    likely(&[Recommendation, Action, Group], "name"),
    clear(
        &[Action],
        "action, task, activity, step, milestone, mitigation, countermeasure, commitment, initiative,
        remediation, precaution, intervention, proposal, contingency, treatment, correction, to do,
        action plan, mitigation plan, remediation plan, remedial plan, response plan, treatment plan,
        contingency plan, path to green, recovery plan, fallback plan, resolution plan, corrective plan, plan of action,
        action to be taken, risk treatment, risk response, risk mitigation, mitigation strategy,
        response strategy, remediation strategy, resolution strategy, programme of work, work programme, mitigation measure, corrective measure, remedial measure, preventive measure, remedial work,
        improvement measure, proposed measure, planned measure, further control, additional control, recommended control, proposed control,
        further control measure, additional control measure,
        planned control, mitigation control, control measure required, control required, action required, action needed,
        follow up action required, fix required, fix needed, recommended fix, proposed fix, suggested fix",
    ),
    likely(&[Action, Progress, Notes], "response, management response, remedy, solution"),
    likely(&[Action, Recommendation], "deliverable, workaround, treatment option"),
    clear(
        &[Owner],
        "owner, lead, officer, responsible, responsibility, assignee, actionee, accountable, accountability,
        contact, poc, point of contact, sro, supervisor, coordinator, custodian, champion, implementer,
        assigned to, allocated to, delegated to, handed to, assigned, allocated, action by, actioned by,
        action for, action with, by whom, action by whom, owned by, led by, managed by,
        action to be taken by, person responsible, officer responsible, manager responsible,
        party responsible, responsible person, responsible party, responsible official,
        responsible individual, responsible agency official, responsible manager, responsible director, responsible staff,
        responsible post, responsible role, accountable manager, accountable director, lead manager,
        lead director, lead person, lead member, lead professional, lead name, assigned resource, action manager, action holder, action party, lead by, person leading, officer leading, in charge, incharge,
        project director, programme director, budget holder, case worker, caseworker, clinician,
        responsible post holder, officer dealing, dri, pic, person in charge, person accountable, risk manager,
        account manager, contract manager, case manager, site manager",
    ),
    likely(
        &[Owner],
        "full name, first name, last name, surname, family name, project manager, programme manager,
        service manager, resource name, team member, staff member,
        email, email address, person, individual, executive, exec, head of service, developer, tester, analyst,
        engineer, attorney, lawyer, solicitor, trader, architect, surveyor, planner, consultant, technician",
    ),
    clear(
        &[Unit],
        "directorate, department, division, bureau, agency, service, team, unit, branch, entity, ministry,
        faculty, organisation, office, service area, service unit, service units, business units, business area, responsible body,
        lead body, lead partner, team responsible, department responsible, service responsible,
        directorate responsible, organisation responsible, agency responsible",
    ),
    likely(&[Unit, Group], "group"),
    clear(
        &[Due],
        "due, due date, date due, required by date, due by, due on, deadline, timescale, timeframe, timeline,
        time scale, time frame, time line, time limit, target date, target completion, completion target,
        completion by, completion due, complete by, complete by date, completed by date, to be completed by,
        to be complete by, to be done by, to be implemented by, to be achieved by, expected to be completed,
        implement by, implementation by, finish by, deliver by, delivery by, by when, when by, required by,
        needed by, resolve by, respond by, close by, fix by, remediate by, submit by, required date, needed date, implementation date, implementation deadline, delivery date,
        target for completion, date for completion, date for implementation, date for delivery,
        date to be completed, expiry, expiry date, ecd, eta, operational date, target finish, target end,
        go live date, target implementation, target resolution, target delivery, implementation target, planned finish,
        planned end",
    ),
    likely(&[Due], "schedule, timetable, timing"),
    likely(&[Due, Completed], "end date, finish date, end, finish"),
    likely(&[Completed, Due], "completion date, closure date, resolution date, closing date, closure"),
    likely(&[Completed, Status, PercentComplete], "completion, implementation"),
    clear(
        &[OriginalDue],
        "original target, initial target, original baseline, initial baseline, first agreed date, baseline date, baseline finish, baseline end, baseline deadline,
        baseline completion",
    ),
    clear(
        &[RevisedDue],
        "revised target, new target, extension, extension date, extended to, extended date, revised to,
        slippage date, revision date, reforecast, re forecast, latest forecast, revised baseline, latest baseline, latest approved baseline,
        rebaseline, replanned date, re planned date, slipped to, milestone change, date change, change to date, agreed extension",
    ),
    clear(
        &[Completed],
        "completed date, completed on, completed at, complete date, closed date, closed on, closed at,
        actual completion, actual finish, actual end, actual closure, actual delivery, actual date, resolved,
        resolved date, resolved on, resolved at, fixed date, fix date, repair date, done date, done on, live date, achieved date,
        achieved on, implemented date, finished date, finished on, finished at, delivered date,
        discharged date, rectified date, response sent date",
    ),
    likely(&[Completed], "signed off date, sign off date"),
    clear(
        &[Started],
        "start date, start, started, started on, started at, started date, start on, start by, commencement,
        commencement date, commenced, commenced date, initiated on, begin date, beginning date, begun, kickoff date,
        kick off date",
    ),
    clear(
        &[Updated],
        "last updated, last update, last updated date, last update date, update date, updated date,
        updated on, updated at, updated, last reviewed, last review, last reviewed date, last review date, last revision, last revision date, last revised date,
        last modified, last modified date, modified, modified date, modified on, last changed,
        last changed date, last edited, status date, status as of date, snapshot date, progress date,
        last progress date, latest update date, last update ts, as of date",
    ),
    clear(&[Raised], "raised date, raised on, identified date, identified on"),
    clear(
        &[Status],
        "status, state, status code, status category, completion level, level of completion, stage of completion, completion stage, degree of completion,
        implementation level, implementation stage, degree of implementation, implementation assessment,
        progress category, progress assessment, assessment of progress, progress rating, requirement met,
        recommendation met, met not met, achieved not achieved, implemented not implemented, open closed, complete incomplete, action complete, task complete, action closed,
        recommendation closed, disposition",
    ),
    likely(&[Status], "verified, is open"),
    clear(
        &[Rag],
        "rag, brag, ragb, bragg, r/a/g, b/r/a/g, rag rating, rag score, rag assessment, rag colour,
        brag rating, dca, dca rating, delivery confidence assessment, traffic light, traffic light rating,
        traffic light status, ryg, rag code, health status, project health, overall health, red/amber/green, colour rating, colour code, colour coding,
        status colour, status indicator",
    ),
    clear(
        &[Priority],
        "priority, priority level, priority rating, priority score, risk rating, risk level, level of risk,
        risk grade, risk grading, risk ranking, risk class, risk classification, risk priority, overall risk,
        severity, severity value, severity level, severity rating, criticality, urgency, importance,
        inherent rating, residual rating, moscow, recommendation grade, recommendation grading, grading, recommendation rating, risk score rating,
        recommendation category, finding rating, finding category, issue rating, significance level, high/medium/low, h/m/l",
    ),
    clear(
        &[PercentComplete],
        "% complete, % age complete, % work complete, % work done, % work completed, % task complete, % completed, % completion, % progress, % achieved, % done, % implemented,
        % implementation, % delivered, % finished, complete %, completed %, completion %, progress %,
        completion rate, implementation rate, achieved %, done %, implemented %, implementation %, delivered %",
    ),
    clear(
        &[Progress],
        "progress, update, commentary, narrative, position, progress report, progress made, progress detail,
        progress evidence, evidence of progress, status report, status comment, status note, status detail,
        status summary, status description, follow up report, narrative section, accomplishment, achievement,
        resolution, current situation, work done, work completed, work undertaken, work to date,
        action to date, action so far, action taken, action undertaken, action completed, action done,
        action carried out, what has been done",
    ),
    likely(&[Progress, Notes], "follow up, explanation, blocker, fix"),
    clear(
        &[Money],
        "saving, cost, budget, income, margin, expenditure, spend, price, revenue, funding,
        financial implication, financial impact, financial benefit, cost basis, cost estimate,
        cost implication, wlc, cashable, budget source, budget implication, overspend, underspend,
        monetary benefit, financial value, monetary value, monetary impact, fund needed, fund required,
        total forecast, forecast total, total baseline, saving forecast, cost forecast, budget forecast, saving target, budget pressure, budgetary implication, budget allocated, budget assigned, fund allocated",
    ),
    likely(&[Money], "amount, expense"),
    clear(&[Notes], "note, remark, comment, comment observation, observation comment, additional information, further information, other information"),
    // The heads below name no field by themselves.
    weak(&[OtherDate, Due, Updated], "date"),
    weak(
        &[Review, Updated],
        "follow up date, follow up required, verified on, verified date, review, due for review, review date, date for review, target date for review, review target date, next review, next review date, reviewed date",
    ),
    weak(&[Reported, OtherDate], "report date, reporting date, committee date, reported to"),
    weak(&[Raised, Reported], "reported date, issue date, issued date"),
    weak(&[Reported, Raised], "published date, publication date, audit date"),
    weak(
        &[Raised],
        "opened date, opened on, open date, added date, captured date, logged date, created date, created at,
        created on, creation date, entered date, detection date, detected date, discovered date,
        discovery date, found date, noticed date, observed date, recognised date, recognized date, received date, decided date, registered date, submitted date, filing date",
    ),
    // A tick, and no risk: Smartsheet has such a column.
    weak(&[Status], "at risk"),
    weak(&[Started, Completed, Due], "start end date, start finish date, start completion date"),
    weak(
        &[Owner],
        "by, raised by, completed by, verified by, auditor, assessor, inspector, evaluator, commenter, job title, post title, sponsor, supporting officer, portfolio holder, cabinet member, manager,
        executive member, director, head, approver, author, reporter, originator, partner, stakeholder,
        resource, resources, provider, supplier, consulted, informed, involved, reviewer, requester, requestor,
        customer, client, contact detail, email contact",
    ),
    weak(
        &[Priority],
        "score, rating, level, rank, ranking, grade, risk score, residual risk, inherent risk, gross risk,
        net risk, target risk, current risk, risk assessment",
    ),
    weak(
        &[],
        "likelihood, probability, impact, consequence, effect, cause, root cause, trigger, proximity,
        impact rating, likelihood rating, probability rating, impact level, likelihood level,
        confidence level, criteria, criterion, metric, indicator, kpi, measure of success, success measure,
        performance measure, outcome measure, target measure, success factor, benefit, baseline, dependency,
        interdependency, assumption, constraint, exposure, control, current control, existing control,
        control measure, confidence, target status, approval status, target state, frequency, trend,
        direction, hour, effort, duration, elapsed, predecessor, successor, phone, phone no, fax, version,
        document, url, link, file, attachment, location, region, sector, country, type, sign off, signoff,
        approval, signature, verification, validation, accepted, flag, flagged, applicable, eligible,
        appetite, tolerance, assessment, change, plan, mean, acronym, count, total, strategy, policy,
        approach, method, methodology, system, tool, asset, component, product, vendor, smart goal,
        service name, host name, server name, implication, value, variance, rationale, justification, reason,
        decision required, x ref, cross ref, to, contract, unit of measure, measure unit, measurement unit,
        gap in control, gap in assurance, threat description, lead time, treat, tolerate, transfer, terminate, avoid, mitigate, day past due, day overdue, month overdue, geographical area, geographic area, catchment area, school name, site name, company name, client name,
        sprint, wbs name, file name, asset name, system name, units",
    ),
    weak(&[Progress, Notes], "evidence, assurance, outcome, result, output, next step"),
    weak(&[Group], "source, origin, committee, meeting, background, context, scope"),
    weak(&[Action], "measure, option, idea, point in time"),
    // "Expected delivery", "Target close": the word before makes it a date.
    weak(&[Due], "delivery, close, launch, rollout, roll out, handover"),
    weak(&[], "item, point, nature, headline"),
];

/// Phrases that name a field only as the whole header.
pub(super) const WHOLES: &[Row] = &[
    // Beside the risk itself these say where it comes from.
    likely(&[Recommendation], "vulnerability, threat"),
    clear(&[Recommendation], "vulnerability name, vulnerability description, threat description"),
    clear(&[Ref], "para, paragraph, s n, ticket"),
    likely(&[Ref], "line, serial, urn, wbs"),
    likely(&[Ref, Recommendation], "kloe"),
    likely(&[Ref, Recommendation, Action], "item"),
    likely(
        &[Group, Recommendation, Action],
        "project, programme, project name, programme name, project programme name",
    ),
    likely(
        &[Group],
        "council meeting, page, phase, function, portfolio, key line of enquiry, epic, report, outcome area,
        origin, site, ward",
    ),
    likely(&[Group, Unit], "group"),
    likely(&[Recommendation, Group], "subject, case, event"),
    likely(
        &[Recommendation],
        "project description, programme description, scheme description, project scope, project aim,
        assumption description, dependency description, decision description, change description,
        condition, grant condition, regulatory requirement, standard not met, learning point, council resolution",
    ),
    likely(&[Recommendation, Action], "requirement"),
    likely(&[Action, Recommendation], "point"),
    clear(&[Action], "what, next action, management comment agreed action"),
    likely(
        &[Action],
        "how, measure, deal, app, application name, module, feature, user story, work, work required, work ordered, capa, next step, implementation plan",
    ),
    clear(&[Owner], "who, whom, initial"),
    likely(&[Owner], "legal, commercial, tech, technical, technical lead"),
    likely(
        &[Owner],
        "manager, director, personnel, staff, delivered by, pm, resource, hos, handler, surveyor",
    ),
    clear(&[Due], "when, by, by date"),
    likely(
        &[Due],
        "target, projected, planned, time, time period, forecast, practical completion, review by, go live",
    ),
    likely(&[Started], "begin, from"),
    likely(&[OriginalDue], "original"),
    weak(&[OriginalDue], "baseline"),
    likely(&[RevisedDue], "revised"),
    likely(&[Completed, Status], "completed, closed, actual"),
    likely(
        &[Status, Completed],
        "complete, done, implemented, achieved, met, finished, delivered, discharged, actioned, fixed,
        remediated, mitigated",
    ),
    likely(&[Status], "ready, stage, result, assessment, decision, on track, on target, on schedule"),
    // The "a" between is an article.
    clear(&[Rag], "r g"),
    likely(&[Rag], "colour, status icon, health, confidence, delivery confidence"),
    likely(&[Priority, Rag], "rating, critical"),
    likely(&[Priority], "grade, significance"),
    likely(&[PercentComplete], "%, progress bar"),
    likely(&[Progress], "history, situation, what has happened, impact to date, feedback"),
    likely(&[Notes, Progress], "comment"),
    likely(&[Notes, Recommendation], "additional detail, miscellaneous, other, information"),
    clear(&[Raised], "raised"),
    likely(&[Raised], "original detection date"),
    weak(&[Raised, Due], "date agreed"),
    weak(&[Raised], "opened, added, captured, entered, first detected, first identified, first seen, logged, created, detected, registered, received"),
    weak(&[Reported], "reported"),
    weak(&[Review], "reviewed"),
    weak(&[], "agreed"),
];

/// What a header begins with, where that settles it: questions, and languages whose head comes first.
pub(super) const OPENINGS: &[Row] = &[
    weak(&[], "who will monitor, who monitor, who will check, who check, who will verify, who will evaluate"),
    clear(&[Rag], "traffic light"),
    likely(&[Owner], "who, whose, by whom, by who, to whom"),
    likely(&[Due], "when, by when, by what date"),
    likely(
        &[Recommendation],
        "what did, what was recommended, what we found, what did we find, what was found, what is issue, what is risk,
        what is problem, what need to improve, what need to be improved, what need improving, what must improve, what went wrong, what auditor found",
    ),
    likely(
        &[Progress],
        "what did we do, what did we achieve, what has been, what have we done, what has happened, what we have done, what progress, how far,
        how are we doing, where are we now",
    ),
    likely(
        &[Status],
        "is it done, is this done, is action done, is it implemented, is action implemented, is this complete, is it complete, is action complete, has this been, has it been, has action been,
        has recommendation been, have action been, have recommendation been",
    ),
    likely(&[Action], "what, how will we do, how we will, how will this be done, how"),
    weak(
        &[],
        "risk if not, risk of not, what will success, what does success, what does good, what difference, what impact, what evidence,
        how will we know, how will success, how will we measure, how will this be measured, how do we know,
        how will you know, how will this be monitored, how will it be monitored, how will we monitor, how monitored,
        how will progress, how identified, how was, how did, how does, how often, not, in progress, work in progress, partially, partly, fully,
        no progress, no action, no update, no change, how many, how much, why, where, which, is, are, has,
        have, do, does, can, will, number of, reason, link to",
    ),
];
