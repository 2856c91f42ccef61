//! The words of owner cells, by what they say: titles, posts, teams, what posts and teams are about, asides.
//!
//! Data only, for [`word`](super::word) to look up; all in lower case, without dots, singular where the plural ends in `s`.
//! A word may stand in several lists. The lists name what offices call things, never a particular office; given names
//! are in `given_names.txt`, and a word in none of the lists is taken by its shape.

use super::class::Class;

/// Each class with its words.
pub(super) const LISTS: &[(Class, &str)] = &[
    (Class::HONORIFIC, HONORIFICS),
    (Class::SUFFIX, "jr jnr junior sr snr ii iii iv esq"),
    (Class::LETTERS, LETTERS),
    (Class::POST, POSTS),
    (Class::POST.and(Class::OPEN), OPEN_POSTS),
    (Class::POST.and(Class::RANK), RANKED_POSTS),
    (Class::RANK, RANKS),
    (Class::UNIT, UNITS),
    (Class::UNIT.and(Class::STRONG), DEPARTMENTS),
    (Class::UNIT.and(Class::PLACE), PLACES),
    (Class::SUBJECT, SUBJECTS),
    (Class::SUBJECT.and(Class::GENERIC), GENERIC_SUBJECTS),
    (Class::SUBJECT.and(Class::MODIFIER), MODIFIERS),
    (Class::SUBJECT.and(Class::ABBREVIATION), ABBREVIATIONS),
    (Class::LINK, "of for the at to each every"),
    (Class::PARTICLE, PARTICLES),
    (Class::SURNAME, SURNAMES),
    (Class::GIVEN, include_str!("given_names.txt")),
    (Class::NAMESAKE, NAMESAKES),
    (Class::LABEL, LABELS),
    (Class::ASIDE, ASIDES),
    (Class::MONTH, MONTHS),
    (Class::OTHER, OTHERS),
    (Class::PROSE, PROSE),
];

const HONORIFICS: &str = "\
    ald alderman baron baroness capt cllor cllr cllrs col councillor councillors dame dr frau herr hon insp \
    lady lord lt messrs miss mme mr mrs ms mx prof professor rev revd reverend rt sgt sir supt";

/// Degrees, orders and memberships that follow a name.
const LETTERS: &str = "\
    aca acca acma ba bcom bed bem beng bsc cbe ceng cenv cgma cia cima cipfa cisa cism cissp ciwem cmgr \
    cmiosh cpa cpfa cphys csci dbe dds dl dphil dsc edd esquire fca fcca fcibse fciob fcipd fcips fcma fcmi \
    fice fiet fimeche fistructe frcp frcs frics frs frsa frsc gbe hons ieng jp kbe kc llb ma mba mbbs mbchb \
    mbe mcibse mciob mcipd mcips mciwm mcmi md med meng mep mice miet mimeche miosh mistructe mp mpa mphil \
    mpp mrcgp mrcp mrcpsych mres mrics mrsc mrtpi ms msc msp obe pgce pgcert pgdip phd qc qfsm qpm rgn rmn \
    rn";

const POSTS: &str = "\
    accountant actuary admin administrator agent applicant apprentice archdeacon archivist assessor attorney \
    auditor bursar buyer captain cardiologist caretaker ceo cfo chair chairman chairperson chairwoman \
    chancellor chaplain chro churchwarden cio ciso clerk clinician cmo cno coach colleague commander \
    comptroller conservator constable contractor controller convener convenor coo coroner councillor counsel \
    counsellor cpo cro cso cto curator custodian ddsl dean dentist dispatcher doctor dpo dsl ea economist \
    editor educator employee employer estimator evp examiner exec executive facilitator fellow foreman \
    forester governor gp groundsman guardian haematologist handler harbourmaster headmaster headmistress \
    headteacher housekeeper inspector instructor interpreter investigator janitor keeper landlord lawyer \
    lecturer librarian lieutenant manager marshal master matron mayor md mechanic mediator mentor \
    microbiologist midwife minister moderator negotiator neurologist nurse obstetrician officer official \
    ombudsman oncologist operative operator optometrist organiser organizer pa paediatrician paralegal \
    paramedic partner pathologist pharmacist physician physiotherapist planner porter practitioner president \
    principal procurator producer programmer provider provost psychiatrist psychologist radiographer \
    radiologist ranger receptionist recorder rector referee registrar rep reporter representative researcher \
    resident responder reviewer s151 scientist scrutineer secretary senco sendco sergeant shareholder \
    sheriff siro sister solicitor sponsor sro staff stakeholder steward strategist superintendent supervisor \
    supplier surgeon surveyor svp teacher technician technologist tenant tester therapist trainer treasurer \
    trustee tutor undersecretary usher valuer vendor verger volunteer vp warden worker writer";

/// Posts that say little until they are told of what.
const OPEN_POSTS: &str = "\
    ad adviser advisor analyst architect champion co-ordinator commissioner consultant coord coordinator dd \
    designer developer dir director engineer executive gm hd head hod holder hos lead leader manager member \
    mgr officer offr owner partner pm representative secretary specialist";

const RANKED_POSTS: &str = "\
    ass't assistant associate asst chief deputy lead principal";

const RANKS: &str = "\
    acting chartered co dep divisional elected independent interim jnr joint junior lay managing non pro \
    registered seconded senior shadow snr sr temp temporary vice";

const UNITS: &str = "\
    academy agency alliance association board body borough branch brigade bureau cabinet cell center centre \
    city clinic cluster collaborative college commission committee consortium constabulary county court \
    crew desk district embassy faculty federation force forum foundation fund group headquarters helpdesk \
    hospital hq hub institute lab laboratory library museum network nursery office panel parish parliament \
    partnership party police practice prison region school secretariat section sector senate service shop \
    society squad sub-committee sub-group subcommittee subgroup surgery task-force taskforce team theatre \
    town union unit university ward warehouse workstream zone";

/// Units that never belong to the post's own object: "Head of Planning Property Directorate" names two things.
const DEPARTMENTS: &str = "\
    authority co company consulting corp corporation council department dept directorate division gmbh inc \
    limited llc llp ltd ministry plc trust";

const PLACES: &str = "\
    avenue bridge building court depot estate farm garden hall house lane mill park quay road site square \
    station street terrace tower village wharf yard";

const SUBJECTS: &str = "\
    a&e academic access account accountancy accounting acquisition administration admission adoption adult \
    advice advocacy ae africa ageing allotments america analysis analytics animal app applications \
    apprenticeship archive area arts asia assessment asset assurance attendance audit australia awareness \
    backup behaviour benefit bereavement bid billing brexit britain broadband budget burial business camera \
    cancer capability capacity capital car care careers carer case catering cemetery change charging child \
    childcare children citizen claim climate coaching code commerce commercial commissioning comms \
    communication community complaint compliance conduct conservation construction consultation contact \
    content contingencies contract contracting control conveyancing coordination corporation cost \
    countryside credit crime crisis culture curriculum customer cyber cycling data database debt defence \
    delivery demand dementia democracy deployment design development devops diagnostics disability \
    discharge diversity document e-commerce ecology economy education efficiency election emergency \
    employment enablement energy enforcement engagement engineering england enquiries enterprise \
    environment equality equity estates ethics europe evaluation event evidence excellence exchequer export \
    facility family finance fire fleet flood food fostering fraud freedom fundraising gallery gas gateway \
    governance grants grid growth harm hazard health heritage highway hiring homelessness hospitality \
    housing hr hygiene identity immigration import improvement inclusion income industry infection \
    information infrastructure initiative innovation insight inspection installation insurance integration \
    integrity intelligence intervention inventory investigation investment invoicing ireland job justice \
    knowledge labour land landscape language law leadership learning legal legislation leisure liaison \
    library licence licensing lifelong lighting literacy livelihoods logistics london maintenance \
    management manufacturing marketing materials maternity media medication medicine member membership \
    mental merchandising metering migration mobilisation mobility mobilization monitoring mortgage museums \
    neighbourhood network nursing nutrition occupancy onboarding oncology operation opportunities ops order \
    organisation organization outcomes outpatients outreach oversight paediatrics parenting parking parks \
    partnerships patient pay payment payroll pension people performance permit person personnel pest \
    pharmacy philanthropy place planning platform play policing policy pollution pool portfolio poverty \
    power practice pregnancy premises prescribing press prevention price print printing privacy probation \
    procurement product production productivity program programme projects property protection provision \
    publishing purchasing quality radiology reablement reception records recovery recreation recruitment \
    recycling reform refugee regeneration registration regulation rehabilitation relations relationship \
    release remediation renewal rent repair reporting reputation research reserve resettlement resilience \
    resource resourcing response restoration retail retention revenue review reward rights risk roads \
    safeguarding safety sale sanitation science scotland scrutiny security senco send settlement sewerage \
    sexual sickness signalling site skills social society software sourcing space sponsorship sport \
    stakeholder standards statistics stewardship stock storage strategy street student study supplier \
    supply support surgery surveillance sustainability system talent tax taxation technology \
    telecommunication telecoms tenancy test testing theatre therapies tourism trade traffic training \
    transformation transition transport transportation travel treasury treatment tree vaccination \
    validation valuation value vehicle violence visitor visits vulnerability wales ward waste water weapons \
    web website welfare well-being wellbeing wildlife women workforce workplace works workshop workspace \
    youth";

/// Subjects that leave open of what: a "Group Manager" is told apart by what follows.
const GENERIC_SUBJECTS: &str = "\
    area bens business cabinet central corporate department district division general group local national \
    operational portfolio program programme project regional revs section service strategic team theme unit \
    work-stream workstream";

/// Words that cannot end a subject: "Adult" and "Strategic" want a noun.
const MODIFIERS: &str = "\
    acute administrative adult adults' agricultural all-party architectural band central children's civic \
    civil clinical commercial communal continuing corporate county critical cross-party cultural daily \
    democratic digital disabled domestic duty early east eastern economic educational elective electoral \
    electrical emergency environmental extended external federal financial fiscal forensic front full \
    further general geographic global governmental grade graphic healthy higher home human inclusive \
    industrial institutional integrated internal international joint judicial key legislative level lifelong \
    local logistical main major marine mechanical medical mental mid middle mobile mountain municipal \
    national natural net north north-east north-west northern nuclear occupational older open operating \
    operational organisational organizational outdoor overview paediatric parliamentary people's phase \
    physical planned political population preventative primary private procedural professional psychological \
    public quantitative regional regulatory renewable residential royal rural safer scientific secondary \
    section senior shared sheltered small social south south-east south-west southern special specialist \
    statistical statutory steering strategic structural sustainable task task-and-finish technical \
    territorial third tier traded trading unitary urban veterinary virtual vocational voluntary volunteer \
    vulnerable west western whole wider working year young";

/// Letters that offices write for teams and subjects, not for people.
const ABBREVIATIONS: &str = "\
    ai amhp aps bi camhs ccg cfpb cmt cqc crm csc csp csr cyp d&t dba dcms devsecops dfe dft dmt dod doj \
    dwp eh ehcp elt emt epa epmo erp ers esg eu fbi fcdo fema fm gao gis hmrc hr hra hse iag icb icp ics \
    ict ipc irs iso it it&s lep lga lscb lsp m&a m&e mash mdt mhra ml mod moj msk mt nao nhs nice ofcom \
    ofgem ofsted oig pfi ph phb phe pmo ppm ppp pr qa qi r&d r&m rpa sab sen send slt smt soc ui uk ukhsa \
    un undp unicef us usa ux vcfse vcs vcse wfp who";

const PARTICLES: &str = "\
    ab abu af al ap av ben bin bint da das de del della den der di do dos du el ibn la las le los mac mc o' \
    ould san santa st ter thi van von zum zur";

/// Words of the other lists that are family names as well, and given names that are.
const SURNAMES: &str = "\
    abbas ahmed alexander ali allan allen anderson arnold ashley aziz bailey baker banks barclay barker \
    barry begum best bishop black blake bradley bridge brown bruce butler cameron captain carter case cash \
    chambers church clark clarke clerk coleman constable cook cooper court craig curtis daniel david day \
    dean dennis denny dent douglas driver duncan edwards elliott ellis english felix field fields finch \
    finlay fisher flowers ford forest forester foster francis fraser freeman frost garden gardner garner \
    gates george gerard gilbert gill gordon grace graham grant gray green grey guy hall hamilton hardy \
    harrison harvey hassan hayes head henry hilary hill hope house howard hughes hunt hunter hussain \
    hussein ibrahim iqbal jackson james jordan joseph joyce kay keeper kelly khan king knight kumar lake \
    lane law lawrence lawyer lee leigh lewis lloyd logan lynn mahmood major malik march marsh marshal \
    marshall martin mason masood maxwell may mayor meadows miles mill miller mills mohammed morgan moss \
    murray nelson new noble norman north oliver osborne owen page paige palmer parish park parker parks \
    patrick paul percy perry pierce pope porter power powers price proctor provost ranger rashid ray reader \
    rector reed reid rich rivers robin rose ross rowan roy russell ruth ryan sale saleem salim sargent savage \
    school scott sergeant shah shannon sharif sharp shaw shepherd sheridan sheriff short simon singh small \
    spencer squires stanley steward stewart stone story street stuart summers swan tate taylor terry thomas \
    thorn tower towers trainer tree trent tyler usher vaughan vincent walter ward warden warren waters \
    wayne webb wesley west wilson winston winter wood woods works young yusuf";

/// Given names that houses, halls and streets bear oftener than people who have such a family name.
const NAMESAKES: &str = "albert ivy laurel milton preston sterling victoria";

/// How somebody takes part, not what they are.
const LABELS: &str = "\
    accountable action alternate assignee backup co consulted contact deputy informed joint jointly key \
    lead leading leads main name named nominated officer overall owner person primary reserve \
    responsibility responsible secondary sponsor support supported supporting supports";

/// Words beside an owner that name nobody.
const ASIDES: &str = "\
    absence acting alongside also appointed appointee as assigned assisted assisting attn behalf both by \
    c/o cc collaboration conjunction consultation cover coverage covering covers current currently \
    delegated departed e-mail either email et etc eventually ex ext extension extn f/t fao fax former \
    formerly from full-time handed handing handover her his i/c if in incl including initially interim is \
    jointly leads leave leaving led left liaison mainly maternity mob mobile my needed new now on only or \
    other others our over overseen p/t part-time pass passed passing paternity per phone plus post prev \
    previous previously reallocated reassigned relevant replaced replacing reporting reports required \
    resigned respective retired retiring secondee secondment sickness since started starting starts \
    succeeded successor supported tel telephone temporarily their then through till to together transfer \
    transferred transferring until via was were whom with x your";

const MONTHS: &str = "\
    apr april aug august autumn dec december feb february jan january jul july jun june mar march may nov \
    november oct october sep sept september spring summer winter";

/// Words of other columns (statuses, colours, days), what prose is made of, and what stands instead of owners.
const OTHERS: &str = "\
    achieved actions active activity add agree agreed agreement ahead allocate amber amend analyse annual \
    annually approve approved arrange assess await awaiting begin behind blocked blue briefing build \
    cancelled carried carry check circulate closed closing commence commenced comment comments complete \
    completed completion conduct conducted confirm confirmed consider considered consult continue continues \
    continuing create critical date deadline deadlines deferred define delayed deleted deliver delivered \
    describe description develop developed discuss discussed ditto document documents done draft drafted \
    due embed end ended ensure ensured establish established evaluate explore extend fail failed filled \
    final finalise finalised finish finished fixed follow friday frozen fully given green grey handled held \
    high hold identified identify implement implementation implemented improve include incomplete increase \
    introduce introduced investigate invite issue issued issues item launch launched low maintain medium \
    meet meeting met minor moderate monday monitor monthly multiple next nil no none not number obtain \
    on-going on-hold ongoing open outstanding overdue paper partial partially partly pending plan plans \
    prepare prepared present presented prioritise priority proceed proceeding produce produced progress \
    progressing promote propose proposed provide provided publish published purple quarter quarterly \
    receive received recommend recommendation recommendations recommended record recruiting red reduce \
    refer refresh rejected remove renew replace report required resolve resolved result results revise \
    revised roll saturday schedule scheduled seek set several severe share signed slippage slipped start \
    status step stop submit submitted suspended target tba tbc tbd tbn thursday ticket to-do todo track \
    tuesday unallocated unassigned unclear undertake underway unfilled unknown update updated updates \
    upgrade urgent use vacancy vacant various wednesday weekly withdrawn work write written yellow yes";

/// Small words of running text.
const PROSE: &str = "\
    a about above after again against ago along also although am an any anyone are around because before \
    below between but can cannot could did do does doing down during else even ever few get gets given go \
    going got had he here him how however i if into it its just less let like made make makes making me \
    might more most much must need needed needs never nor off once one onto or out own put rather rec ref \
    same say see seen set she should so some soon still such take taken takes than that them there these \
    they this those through thus too towards try two under up upon us used using very want was we well went \
    what when where which while who why will within without would yes yet you";
