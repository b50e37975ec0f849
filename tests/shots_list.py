"""The screens to be photographed: name, who looks, address; {word} is the first row of the query of that name."""

import sqlite3
from contextlib import closing

PEOPLE = {
    "guest": "", "secretary": "Образцова", "chair": "Примеров", "member": "Макетов", "newcomer": "Мисалова",
    "expert": "Знатокова", "officer": "Сынакова", "council": "Жобоева", "owner": "Сынакбеков", "commission": "Өкүлова",
    "ministry": "Караганова",
}  # fmt: skip
QUERIES = {
    "meeting": "id from presidium_meeting where state = 'open'",
    "held": "meeting_id from presidium_minutes where state = 'half_signed'",
    "certificate": "id from membership_certificate order by number",
    "certificate_paper": "paper_id from membership_certificate order by number",
    "code": "code from membership_certificate order by number",
    "member": "organisation_id from membership_certificate order by number",
    "asked": "id from membership_application where state in ('registered', 'listed') order by id desc",
    "task": "id from presidium_assignment where state = 'taken'",
    "extract": "id from presidium_extract order by id desc",
    "pair": "id from mentoring_pair order by id",
    "begun": "id from membership_application where state = 'draft' order by id desc",
    "order": "id from membership_order order by id desc",
    "judged": "application_id from membership_expertassignment order by id desc",
    "letter": "id from membership_decisionletter order by id desc",
    "certification": "id from membership_certification order by id",
    "district": "id from association_district order by id",
    "entry": "id from association_registerentry order by id",
    "annual_plan": "id from association_annualplan order by id",
    "proposed": "id from association_proposal order by id",
    "material": "id from association_libraryitem order by id",
    "pair_list": "id from mentoring_pairlist order by id desc",
    "lyceum": "id from qa_system_qasystem order by id",
    "university": "id from qa_system_qasystem order by id desc",
    "process": "id from qa_system_process where system_id = 1 order by id",
    "indicator": "i.id from qa_system_indicator i join qa_system_process p on p.id = i.process_id where system_id = 1",
    "college": "system_id from qa_system_finding order by id",
    "measured": "indicator_id from qa_system_indicatorfact where version = 2",
    "month": "'month-' || strftime('%Y-%m', starts_on) from qa_system_indicatorfact where version = 2",
    "document": "id from qa_system_qadocument where system_id = 1 order by id",
    "version": "v.id from qa_system_documentversion v join qa_system_qadocument d on d.id = document_id"
    " where d.system_id = 1 order by v.id",
    "decision": "id from qa_system_councildecision where system_id = 1 order by id",
    "plan": "id from qa_system_workplan where system_id = 1 order by id",
    "finding": "id from qa_system_finding order by id",
    "annual": "id from qa_system_annualreport order by id",
    "helped": "pair_id from mentoring_helpentry order by id",
    "plan_line": "id from mentoring_helpplanline where done_on is null order by id",
    "mentor": "mentor_id from mentoring_pair order by id",
}
TABLE = """
home                         guest      /
members                      guest      /members/
join                         guest      /join/
regulations                  guest      /regulations/
statute                      guest      /regulations/A/
clause                       guest      /regulations/clause/A-4.7/
rules                        guest      /rules/
check                        guest      /c/
check-certificate            guest      /c/{code}/
sign-in                      guest      /accounts/login/
desk-secretary               secretary  /desk/
journal                      secretary  /journal/
record-new                   secretary  /journal/new/
letters                      secretary  /letters-out/
letter-new                   secretary  /letters-out/new/
retention                    secretary  /retention/
file-plan                    secretary  /file-plan/
register                     secretary  /register/
organisation                 secretary  /organisations/{member}/
applications                 secretary  /applications/
application                  secretary  /applications/{asked}/
rules-versions               secretary  /rules/
stewards                     secretary  /stewards/
pairs                        secretary  /pairs/
pair-map                     secretary  /pairs/map/
pair-ending                  chair      /pairs/{pair}/ending/
steward                      member     /stewards/
annual-plan                  guest      /plan/
annual-plans                 secretary  /plans/
plan-and-fact                secretary  /plans/{annual_plan}/
proposals                    secretary  /proposals/
proposal                     secretary  /proposals/{proposed}/
council                      secretary  /council/
library                      guest      /library/
material                     member     /library/{material}/
processes                    secretary  /processes/
rule-change-new              secretary  /rules/changes/new/
meetings                     secretary  /meetings/
meeting                      secretary  /meetings/{meeting}/
room                         secretary  /meetings/{meeting}/room/
hall                         secretary  /meetings/{meeting}/hall/
minutes                      secretary  /meetings/{held}/minutes/
assignments                  secretary  /assignments/
assignment                   secretary  /assignments/{task}/
assignment-members           chair      /assignments/members/
assignment-new               chair      /assignments/new/
decisions                    secretary  /decisions/
extract                      secretary  /extracts/{extract}/
orders                       secretary  /orders/
order                        secretary  /orders/{order}/
releases                     secretary  /releases/
certificates                 secretary  /certificates/
certificate                  secretary  /certificates/{certificate}/
search                       secretary  /search/?q=лицей
invitations                  secretary  /invitations/
jobs                         secretary  /jobs/
desk-chair                   chair      /desk/
minutes-to-sign              chair      /meetings/{held}/minutes/
ballot                       chair      /meetings/{meeting}/ballot/
desk-member                  member     /desk/
desk-newcomer                newcomer   /desk/
application-begun            newcomer   /applications/{begun}/
application-answers          newcomer   /applications/{begun}/answers/
application-ground           newcomer   /applications/{begun}/ground/
organisations                secretary  /organisations/
organisation-new             secretary  /organisations/new/
organisation-record          secretary  /organisations/{member}/record/
organisation-name            secretary  /organisations/{member}/name/
organisation-head            secretary  /organisations/{member}/head/
reorganisation               secretary  /organisations/{member}/reorganisation/
districts                    secretary  /districts/
district-places              secretary  /districts/places/
district-place               secretary  /districts/{district}/place/
pair                         chair      /pairs/{helped}/
help-new                     chair      /pairs/{helped}/help/
plan-line                    chair      /pairs/plan/{plan_line}/
pair-contacts                chair      /organisations/{mentor}/pair-contacts/
pair-lists                   chair      /pairs/lists/
pair-list                    chair      /pairs/lists/{pair_list}/
mentor-terms                 secretary  /organisations/{member}/mentoring/
district                     secretary  /districts/{district}/
authority                    secretary  /authority/
imports                      secretary  /imports/
import-new                   secretary  /imports/new/
journal-voiding              secretary  /journal/{entry}/voiding/
experts                      secretary  /applications/{judged}/experts/
packages                     expert     /packages/
package                      expert     /packages/{judged}/
conclusion                   expert     /packages/{judged}/conclusion/
certifications               secretary  /certifications/
certification                secretary  /certifications/{certification}/
organisation-certifications  secretary  /organisations/{member}/certifications/
letter                       secretary  /letters/{letter}/
order-voiding                secretary  /orders/{order}/voiding/
endings                      secretary  /endings/
ending-entry                 secretary  /endings/entry/
ending-new                   member     /endings/new/
exclusions                   secretary  /exclusions/
exclusion-new                member     /exclusions/new/
certificates-together        secretary  /certificates/batches/new/
duplicate                    secretary  /certificates/{certificate}/duplicate/
register-left                secretary  /register/?kind=left
member                       guest      /members/{member}/
passkeys                     member     /accounts/2fa/webauthn/
qa-home                      officer    /qa/{lyceum}/
qa-compliance                officer    /qa/{lyceum}/compliance/
qa-body                      officer    /qa/{lyceum}/body/
qa-commission                commission /qa/{university}/commission/
qa-plans                     officer    /qa/{lyceum}/plans/
qa-plan                      officer    /qa/plans/{plan}/
qa-processes                 officer    /qa/{lyceum}/processes/
qa-process                   officer    /qa/processes/{process}/
qa-process-edit              officer    /qa/processes/{process}/description/
qa-indicators                officer    /qa/{lyceum}/indicators/
qa-indicator                 officer    /qa/indicators/{indicator}/
qa-indicator-facts           owner      /qa/indicators/{measured}/
qa-monitoring                officer    /qa/{lyceum}/monitoring/
qa-figures                   owner      /qa/{college}/monitoring/figures/
qa-fact                      owner      /qa/indicators/{measured}/facts/{month}/
qa-documents                 officer    /qa/{lyceum}/documents/
qa-document                  officer    /qa/documents/{document}/
qa-version                   officer    /qa/versions/{version}/
qa-stakeholders              officer    /qa/{lyceum}/stakeholders/
qa-goals                     officer    /qa/{lyceum}/goals/
qa-council                   council    /qa/{lyceum}/council/
qa-decision                  council    /qa/decisions/{decision}/
qa-findings                  officer    /qa/{lyceum}/findings/
qa-finding                   owner      /qa/findings/{finding}/
qa-report                    owner      /qa/reports/{annual}/
qa-publications              officer    /qa/{lyceum}/publications/
qa-budget                    officer    /qa/{lyceum}/budget/
qa-remarks                   officer    /qa/{lyceum}/remarks/
qa-owner                     owner      /desk/
qa-ministry                  ministry   /qa/ministry/
qa-ministry-organisation     ministry      /qa/ministry/{lyceum}/
qa-public                    guest      /qa/public/{lyceum}/
"""


def values_of(folder):
    """The value of each query in the demonstration's database; None where it finds no row."""
    with closing(sqlite3.connect(folder / "portal.sqlite3")) as database:
        rows = {name: database.execute(f"select {query} limit 1").fetchone() for name, query in QUERIES.items()}
    return {name: row[0] if row else None for name, row in rows.items()}


def screens(folder):
    """Every main screen: its name, who looks, its address; a screen whose row is missing is left out."""
    values = values_of(folder)
    rows = [line.split() for line in TABLE.strip().splitlines()]
    wanted = [(name, PEOPLE[who], address.format(**values)) for name, who, address in rows]
    return [row for row in wanted if "/None/" not in row[2]]
