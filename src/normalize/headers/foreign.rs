//! Headers in other languages that trackers use, as data.
//!
//! Only the words that such trackers share; a column that none of them names is told by its cells.

use crate::record::Field::{
    Action, Completed, Due, Group, Money, Notes, OriginalDue, OtherDate, Owner, PercentComplete, Priority,
    Progress, Rag, Recommendation, Ref, RevisedDue, Started, Status, Unit, Updated,
};

use super::vocabulary::{Row, clear, likely, weak};

/// German: the head comes last, as in English.
pub(super) const HEADS: &[Row] = &[
    clear(&[Ref], "lfd nr, nummer, laufende nummer"),
    clear(&[Group], "thema, themenfeld, handlungsfeld, kategorie"),
    likely(&[Recommendation, Action], "risikobeschreibung"),
    likely(&[Action, Recommendation], "maßnahmenbeschreibung"),
    clear(
        &[Recommendation],
        "empfehlung, feststellung, mangel, befund, risiko, abweichung, schwachstelle, gefährdung",
    ),
    likely(&[Recommendation, Action, Notes], "beschreibung, titel, bezeichnung"),
    clear(
        &[Action],
        "maßnahme, maßnahmen, aufgabe, aufgaben, schritt, aktivität, tätigkeit, korrekturmaßnahme",
    ),
    clear(
        &[Owner],
        "verantwortlich, verantwortliche, verantwortlicher, verantwortung, zuständig, zuständigkeit,
        bearbeiter, ansprechpartner, verantwortliche person",
    ),
    likely(&[Unit], "abteilung, verantwortliche stelle, bereich, referat, fachbereich"),
    clear(
        &[Due],
        "termin, frist, fälligkeit, fällig, fällig am, fälligkeitsdatum, zieltermin, zieldatum, enddatum,
        endtermin, umsetzungsende, zeitrahmen, bis wann, zu erledigen bis, umsetzung bis",
    ),
    likely(&[Due], "bis, ende, zeitraum"),
    clear(&[Started], "beginn, startdatum, starttermin, umsetzungsbeginn"),
    clear(&[Completed], "erledigt am, abgeschlossen am, erledigungsdatum, abschlussdatum"),
    clear(&[Updated], "letzte aktualisierung, aktualisiert am"),
    clear(&[Status], "umsetzungsstand, bearbeitungsstand, umsetzungsstatus, bearbeitungsstatus, zustand"),
    likely(&[Status, Completed], "erledigt, umgesetzt, abgeschlossen"),
    likely(&[Progress, Status], "stand, sachstand, fortschritt"),
    clear(&[Rag], "ampel, ampelstatus"),
    clear(&[PercentComplete], "% erledigt, % umgesetzt, % fertig, fertigstellungsgrad"),
    clear(&[Priority], "priorität, prio, dringlichkeit, wichtigkeit, risikostufe"),
    clear(&[Money], "kosten, einsparung"),
    clear(
        &[Notes],
        "bemerkung, bemerkungen, anmerkung, anmerkungen, kommentar, kommentare, notiz, notizen, hinweis",
    ),
    weak(&[OtherDate], "datum"),
];

/// Words that are a header only alone: German questions are English words otherwise ("was"), a Spanish or Portuguese code may be
/// that of anything.
pub(super) const WHOLES: &[Row] = &[
    clear(&[Ref], "código"),
    clear(&[Rag], "semáforo"),
    clear(&[Owner], "wer, durch wen"),
    clear(&[Due], "wann"),
    clear(&[Action], "was"),
    weak(&[], "mit wem, wie, warum, womit"),
];

/// Languages in which the head comes first.
pub(super) const OPENINGS: &[Row] = &[
    // French.
    clear(&[Group], "axe, objectif, domaine, catégorie, rubrique"),
    clear(&[Recommendation], "recommandation, constat, constatation, risque, anomalie, écart, faiblesse"),
    likely(&[Action, Recommendation], "intitulé, libellé, livrable, nature livrable, nature de livrable"),
    likely(&[Recommendation, Action, Notes], "description du, description de, description des"),
    clear(&[Action], "étape, tâche, mesure, action corrective, action à mener, plan d'action"),
    clear(&[Owner], "responsable, propriétaire, pilote, porteur, chargé de, assigné à, affecté à, attribué à, qui, acteur"),
    clear(&[Unit], "entité, direction responsable, service responsable"),
    clear(
        &[Due],
        "échéance, délai, date limite, date prévue, date d'échéance, date cible, date butoir, fin prévue,
        fin planifiée, quand",
    ),
    likely(&[Due, Completed], "date de fin, date fin"),
    clear(&[OriginalDue], "date initiale, échéance initiale"),
    clear(&[RevisedDue], "date révisée, échéance révisée, date ajustée, date réajustée, date reportée"),
    clear(&[Started], "date de début, date début, date de démarrage, début"),
    clear(&[Completed], "date de réalisation, date de clôture, date réalisée"),
    clear(&[Updated], "date d'avancement, date de mise à jour, dernière mise à jour"),
    clear(&[Status], "état, statut, état d'avancement"),
    clear(
        &[PercentComplete],
        "% d'avancement, % avancement, pourcentage d'avancement, taux d'avancement, taux de réalisation",
    ),
    clear(&[Progress], "avancement, suivi, réponse"),
    clear(&[Priority], "priorité, criticité, niveau de risque, niveau de priorité, gravité"),
    clear(&[Money], "coût"),
    clear(&[Notes], "commentaire, remarque"),
    weak(&[], "type de, type d'action, moyen, résultat, preuve, indicateur, probabilité"),
    // Spanish.
    clear(&[Ref], "número"),
    clear(&[Group], "objetivo, tema, categoría, cláusula, eje, proceso"),
    clear(&[Recommendation], "recomendación, hallazgo, riesgo, descripción, no conformidad, problema"),
    clear(&[Action], "acción, acciones, tarea, actividad, actividades, medida, plan de acción"),
    clear(&[Owner], "quién, encargado, asignado a"),
    clear(&[Unit], "área responsable, departamento"),
    clear(
        &[Due],
        "plazo, fecha límite, fecha compromiso, fecha de compromiso, fecha de entrega, fecha prevista,
        fecha objetivo, vencimiento, cuándo",
    ),
    likely(&[Due, OtherDate], "fecha"),
    weak(
        &[OtherDate],
        "fecha de detección, fecha de identificación, fecha de registro, fecha de creación, fecha de apertura,
        fecha de reporte, fecha de emisión, fecha de la auditoría, fecha de auditoría, fecha de reunión,
        fecha de revisión",
    ),
    likely(&[Due, Completed], "fecha fin, fecha de fin"),
    clear(&[OriginalDue], "fecha original, fecha inicial"),
    clear(&[RevisedDue], "fecha revisada, nueva fecha"),
    clear(&[Started], "fecha de inicio, fecha inicio, inicio"),
    clear(&[Completed], "fecha de cierre, fecha cierre, fecha real, fecha de finalización, fecha de término"),
    clear(&[Updated], "fecha de actualización, última actualización"),
    clear(&[Status], "estado, situación"),
    clear(&[PercentComplete], "% de avance, % avance, porcentaje de avance"),
    clear(&[Progress], "avance, seguimiento, progreso"),
    clear(&[Priority], "prioridad, criticidad, nivel de riesgo, nivel de prioridad"),
    clear(&[Money], "costo, coste, presupuesto"),
    clear(&[Notes], "observación, observaciones, comentario"),
    weak(&[], "causa, evidencia, impacto, probabilidad, recurso, resultado, indicador"),
    // Portuguese.
    clear(&[Recommendation], "recomendação, descrição, constatação"),
    clear(&[Action], "ação, ações, atividade"),
    clear(&[Owner], "responsável"),
    clear(&[Due], "prazo, data prevista, data limite"),
    clear(&[Status], "situação"),
    clear(&[Priority], "prioridade"),
    clear(&[Notes], "observação, observações"),
    // Welsh.
    clear(&[Ref], "rhif, cyfeirnod"),
    clear(&[Group], "thema, maes"),
    clear(&[Recommendation], "argymhelliad, argymhellion, risg, mater"),
    clear(&[Action], "camau gweithredu, cam gweithredu, camau, tasg"),
    clear(&[Owner], "swyddog, swyddog arweiniol, swyddog cyfrifol, arweinydd, perchennog, pwy, cyfrifol"),
    clear(&[Unit], "cyfarwyddiaeth, adran, gwasanaeth"),
    clear(&[Due], "erbyn pryd, erbyn, pryd, amserlen, dyddiad targed, dyddiad cau"),
    clear(&[Started], "dyddiad dechrau, dyddiadau dechrau"),
    clear(&[Completed], "dyddiad cwblhau"),
    clear(&[Status], "statws"),
    clear(&[Rag], "coch melyn gwyrdd, statws coch melyn gwyrdd"),
    clear(&[Priority], "blaenoriaeth"),
    clear(&[Progress], "diweddariad, cynnydd"),
    clear(&[Money], "cyllideb, arbedion"),
    clear(&[Notes], "sylwadau, nodiadau"),
    // Russian, Hebrew, Chinese, Vietnamese and Thai, as risk registers and task lists have them.
    clear(&[Ref], "编号, 序号, ลำดับ"),
    clear(
        &[Recommendation],
        "описание риска, риск, 风险描述, 风险, 问题描述, 问题, rủi ro, mô tả rủi ro, ความเสี่ยง",
    ),
    clear(
        &[Action],
        "мероприятие, задача, меры, план, משימה, 应对措施, 措施, 任务, công việc, biện pháp, งาน, มาตรการ",
    ),
    clear(
        &[Owner],
        "ответственный, исполнитель, владелец, אחראי, מבצע, 负责人, 责任人, người phụ trách,
        người chịu trách nhiệm, ผู้รับผิดชอบ",
    ),
    clear(&[Due], "срок, תאריך יעד, 截止日期, 完成日期, hạn hoàn thành, thời hạn, กำหนดเสร็จ"),
    clear(&[Status], "статус, סטטוס, בוצע, 状态, 风险状态, trạng thái, tình trạng, สถานะ"),
    clear(&[Priority], "приоритет, уровень риска, עדיפות, 优先级, 风险等级, mức độ ưu tiên, ระดับความเสี่ยง"),
    clear(&[Notes], "комментарий, примечание, הערות, 备注, ghi chú, หมายเหตุ"),
];
