"""What the demonstration lacks for its pages to be seen in every state; played by the verbs inside the portal."""

import re
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction

from association import clock, files
from association.actions import accounts, organisations
from association.doors import open_checked
from association.models import Letter, Official, Organisation, Paper, User
from association.proofs import Password
from membership.actions import applications, certificate_batches, endings
from membership.models import Application, Certificate, Withdrawal
from mentoring.actions import pair_lines, pair_lists, pair_remarks
from mentoring.demo.cast import EMPTY_PDF
from mentoring.demo.stage import PASSWORD
from mentoring.models import Pair
from mentoring.queries_pairs import loads_on, mentors_on, without_mentor
from presidium.actions import elections, exclusion, meetings, room, rule_changes
from presidium.models import ExclusionCase, Meeting, Office, Seat
from qa_system.actions import annual, commissions, council, declarations, documents, findings, improvements, indicators
from qa_system.models import QaSystem
from tests.association import import_tables
from tests.factories import events as gatherings
from tests.factories import handing, helping, pairing
from tests.pages_office import office

ADMINISTRATOR = "administrator@example.org"


def play() -> dict[str, object]:
    """Open an administrator's account, call one meeting, leave another with its vote open, draw a form to be signed."""
    secretary, chair = (User.objects.get(email=f"{name}@example.org") for name in ("secretary", "director901"))
    person = organisations.add_person(
        surname="Настройкин", given="Олег", patronymic="Ильич", by=secretary, at=clock.now()
    )
    account = accounts.open_account(email=ADMINISTRATOR, person=person, password=PASSWORD, by=secretary, at=clock.now())
    accounts.give_role(account, "administrator", by=secretary, at=clock.now())
    rule_changes.propose(values={"decision_rule": "strict"}, reason="ГК, 181.2.", by=secretary, at=clock.now())
    called = call(secretary, chair, days=20)
    sitting = call(secretary, chair, days=30)
    for row in sitting.participants.filter(voice="decisive")[:5]:
        room.note_presence(row, arrived=True, by=secretary, at=clock.now())
    room.note_presence(sitting.participants.get(voice="consultative"), arrived=True, by=secretary, at=clock.now())
    room.open_meeting(sitting, by=secretary, at=clock.now())
    room.open_voting(sitting.items.first(), by=secretary, at=clock.now())
    return {
        "applied": imported(secretary),
        **certified(secretary),
        "called": called.pk,
        "exit": leaving().pk,
        "sitting": sitting.pk,
        **excluding(secretary, chair),
        **electing(secretary, chair),
        "handover": handed(secretary, chair),
        "pair_list": pairing_up(chair),
        **office(secretary, chair),
        "draft": (draft := drawn()).pk,
        "draft_paper": draft.papers.get(kind="head_order").pk,
        "token": invited(secretary),
        **quality(secretary),
        **helped(secretary),
        **gatherings.staged(secretary),
    }


def imported(secretary: User) -> int:
    """Imports in three states, with all that a table may hold; done here, before a worker hears of them."""
    with transaction.atomic():
        applied = import_tables.confirm(import_tables.begin(secretary, import_tables.school(931)), secretary)
        undone = import_tables.confirm(import_tables.begin(secretary, import_tables.school(932)), secretary)
        import_tables.undo(undone, secretary)
        import_tables.begin(secretary, data=import_tables.SAMPLE.read_bytes())
        assert applied.outcomes.count() == 1
        return applied.pk


def certified(secretary: User) -> dict[str, int]:
    """A certificate, the membership it is of, and an order of certificates for many."""
    certificate = Certificate.objects.filter(annulled_on=None).order_by("pk").first()
    batch = certificate_batches.order_batch(
        [certificate.membership], on=clock.today(), by=secretary, at=clock.now()
    )  # fmt: skip
    return {"certificate": certificate.pk, "belonging": certificate.membership_id, "batch": batch.pk}


def invited(secretary: User) -> str:
    """The token of an open invitation, which stands in its letter alone."""
    guest = organisations.add_person(surname="Гостев", given="Пётр", patronymic="Ильич", by=secretary, at=clock.now())
    accounts.invite(email="guest@example.org", person=guest, role="operator", by=secretary, at=clock.now())
    return re.search(r"/invitation/([\w-]+)/", Letter.objects.filter(to="guest@example.org").last().body)[1]


def leaving() -> Withdrawal:
    """A member's application to leave, not yet signed."""
    head = User.objects.get(email="director903@example.org")
    school = head.role_grants.get(role="director").organisation
    return endings.state_exit(school, stated_on=None, reason="", on=clock.today(), by=head, at=clock.now())


def excluding(secretary: User, chair: User) -> dict[str, int]:
    """A motion that its head has not signed, and a case for which consents are being given."""
    first, second = (User.objects.get(email=f"director{number}@example.org") for number in (903, 904))
    schools = [User.objects.get(email=f"director{number}@example.org").role_grants.get(role="director").organisation
               for number in (908, 909)]  # fmt: skip
    draft, case = (motion(by, target) for by, target in zip((first, second), schools, strict=True))
    exclusion.sign(case, proof=Password(PASSWORD), sha256=made(case.paper).sha256, by=second, at=clock.now())
    exclusion.enter(case, on=clock.today(), by=secretary, at=clock.now())
    meeting = meetings.plan(starts_at=clock.now() + timedelta(hours=1), place="каб. 12", by=secretary, at=clock.now())
    facts = {"by": secretary, "at": clock.now()}
    item = meetings.list_matter(meeting, matter_key="exclusion", subject_id=str(case.pk), **facts)
    meetings.approve_agenda(meeting, by=chair, at=clock.now())
    present = list(meeting.participants.filter(voice="decisive")[:5])
    for row in present:
        room.note_presence(row, arrived=True, **facts)
    room.open_meeting(meeting, **facts)
    room.open_voting(item, **facts)
    for row in present[:3]:
        room.cast(item, row, choice="for", **facts)
    room.close_voting(item, **facts)
    room.close_meeting(Meeting.objects.get(pk=meeting.pk), **facts)
    case.refresh_from_db()
    made(case.sheet)
    return {"motion": draft.pk, "case": case.pk}


def motion(by: User, target: Organisation) -> ExclusionCase:
    """A motion of a head to exclude another member."""
    own = by.role_grants.get(role="director").organisation
    checked = open_checked(SimpleUploadedFile("переписка.pdf", EMPTY_PDF, "application/pdf"))
    proof = files.keep(checked, organisation=own, by=by, at=clock.now())
    return exclusion.move(
        own, target=target, grounds="Не участвует в работе Ассоциации два года.", evidence=proof, on=clock.today(),
        by=by, at=clock.now(),
    )  # fmt: skip


def made(paper: Paper) -> Paper:
    """The paper when its bytes are there, by the worker of the portal or by this process."""
    while not paper.is_ready:
        call_command("work_off")
        paper = Paper.objects.get(pk=paper.pk)
    return paper


def drawn() -> Application:
    """The applicant's draft with its form made."""
    head = User.objects.get(email="director917@example.org")
    draft = Application.objects.get(state=Application.State.DRAFT, organisation=head.role_grants.get().organisation)
    applications.draw_paper(draft, on=clock.today(), by=head, at=clock.now())
    return draft


def call(secretary: User, chair: User, *, days: int) -> Meeting:
    """A called meeting with two questions, to which an official is asked."""
    meeting = meetings.plan(starts_at=clock.now() + timedelta(days=days), place="каб. 12", by=secretary, at=clock.now())
    for title in ("О плане семинаров", "О наставниках"):
        meetings.add_question(meeting, title=title, decision="Одобрить.", by=secretary, at=clock.now())
    official = User.objects.filter(email="reviewer@example.org").get().person or Official.objects.first().person
    meetings.invite_person(meeting, official, voice="consultative", by=secretary, at=clock.now())
    meetings.approve_agenda(meeting, by=chair, at=clock.now())
    return meeting


def electing(secretary: User, chair: User) -> dict[str, int]:
    """A general meeting in session that votes on two names for the chair."""
    facts = {"by": secretary, "at": clock.now()}
    meeting = meetings.plan(starts_at=clock.now() + timedelta(days=40), place="каб. 12", kind="general", **facts)
    election = elections.begin_at(meeting, "chair", **facts)
    for seat in Seat.objects.open().order_by("pk")[:2]:
        elections.nominate(election, seat.person, **facts)
    meetings.approve_agenda(meeting, by=chair, at=clock.now())
    for row in meeting.participants.filter(voice="decisive"):
        room.note_presence(row, arrived=True, **facts)
    room.open_meeting(meeting, **facts)
    room.open_voting(meeting.items.get(), **facts)
    office = Office.objects.open().get(kind="deputy")
    return {"general": meeting.pk, "election": election.pk, "office": office.pk}


def handed(secretary: User, chair: User) -> int:
    """The affairs that the chair has from the one before, who has not signed the list yet."""
    former = User.objects.get(email="director903@example.org").person
    return handing.begun(former, chair.person, by=secretary).pk


def helped(secretary: User) -> dict[str, int]:
    """A pair for both sides of which one head keeps the journal, with an entry that waits."""
    head = User.objects.get(email="director903@example.org")
    pair = Pair.objects.on(clock.today()).order_by("starts_on", "pk").first()
    for school in (pair.mentor, pair.candidate):
        accounts.give_role(head, "pair_contact", school, by=secretary, at=clock.now())
    helping.entry(pair, User.objects.get(pk=head.pk))
    return {"helped": pair.pk, "school": head.role_grants.get(role="director").organisation_id}


def pairing_up(chair: User) -> int:
    """A list of pairs in preparation, with a remark that waits; done here, before a worker hears of it."""
    member = User.objects.get(email="director902@example.org")
    with transaction.atomic():
        row, day = pairing.calculated(chair), clock.today()
        free = mentors_on(day).exclude(pk__in=loads_on(day)).order_by("pk").first()
        pair_lines.add(
            row, mentor=free.pk, candidate=without_mentor(day).order_by("pk").first().pk, reason="Общий семинар.",
            seen=row.edit, by=chair, at=clock.now(),
        )  # fmt: skip
        pair_lists.offer(row, by=chair, at=clock.now())
        pair_remarks.remark(row, text="Далеко ехать.", by=member, at=clock.now())
        pair_lists.resume(row, by=chair, at=clock.now())
    return row.pk


def quality(secretary: User) -> dict[str, int]:
    """What the college of the demonstration lacks: a question before its council, drafts, readers, a commission."""
    officer = User.objects.get(email="officer952@example.org")
    facts = {"by": officer, "at": clock.now()}
    system = QaSystem.objects.get(organisation__rolegrant__user=officer)
    council.submit_question(system, subject_ru="О целях", subject_ky="Максаттар жөнүндө", **facts)
    row = documents.add(
        system, kind="instruction", code="СК-9", title_ru="Инструкция", title_ky="Нускама", on=clock.today(), **facts
    )
    draft = row.versions.get()
    documents.write(draft, seen=1, body_ru="Текст", body_ky="Тексти", **facts)
    policy = system.documents.get(kind="policy").versions.get()
    documents.ask_to_read(policy, people=[officer.person], **facts)
    commissions.set_up(system, name_ru="Комиссия", name_ky="Сапат боюнча комиссия", on=clock.today(), **facts)
    declarations.declare(
        system, clause="K-7.6", kind="own", text_ru="Иначе", text_ky="Башкача", rating=None, evidence=None,
        on=clock.today(), **facts,
    )  # fmt: skip
    mended(system, officer)
    person = organisations.add_person(surname="Мисалов", given="Акыл", patronymic="", by=secretary, at=clock.now())
    founder = accounts.open_account(
        email="officer961@example.org", person=person, password=PASSWORD, by=secretary, at=clock.now()
    )
    accounts.give_role(founder, "qa_officer", Organisation.objects.get(pk=college()), by=secretary, at=clock.now())
    return {
        "qa_goal": system.goals.first().pk, "qa_body": system.bodies.get().pk, "qa_ordered": draft.pk,
        "qa_publication": system.publications.get().pk, "qa_review": owing(system, officer),
    }  # fmt: skip


def owing(system: QaSystem, officer: User) -> int:
    """Let the officer owe figures; the review of the month that the demonstration has closed."""
    indicators.add(
        system.processes.first(), code="И-99", name_ru="Опоздания", name_ky="Кечигүүлөр", unit="%",
        direction="lower", frequency="month", responsible=officer.person, on=clock.today() - timedelta(days=70),
        by=officer, at=clock.now(),
    )  # fmt: skip
    return system.reviews.get().pk


def mended(system: QaSystem, officer: User) -> None:
    """A finding without an answer, a measure to be checked, a report before the council."""
    facts, day = {"by": officer, "at": clock.now()}, clock.today()
    found = {"source": "survey", "concerns": "resources", "text_ru": "Мало книг", "text_ky": "Китеп аз"}
    waiting = findings.enter(system, found_on=day, on=day, **found, **facts)
    under_way = system.findings.get(state="accepted")
    measure = improvements.plan(
        under_way, text_ru="Купить", text_ky="Сатып алуу", owner=system.staff.first().person, due_on=day, **facts
    )
    improvements.finish(measure, proof_ru="Куплено", proof_ky="", proof_file=None, on=day, **facts)
    report = annual.begin(system, year=2023, **facts)
    texts = {"results_ru": "Итоги", "plans_ru": "Планы", "evaluation_ru": "Отчёт", "conclusion_ru": "Одобрено"}
    annual.write(report, seen=1, **texts, **facts)
    annual.answer_finding(report, waiting, item=None, reason_ru="Нет средств", reason_ky="", **facts)
    council.submit_report(report, on=day, **facts)


def college() -> int:
    """A vocational college of Kyrgyzstan without people and without a quality system."""
    secretary = User.objects.get(email="secretary@example.org")
    place = organisations.add_district(
        name="Талас", name_ky="Талас шаары", kind="city", country="KG", on=clock.today(), by=secretary, at=clock.now()
    )
    return organisations.add_organisation(
        full="Демонстрационный колледж № 960", full_ky="№ 960 демонстрациялык колледж",
        short="Демонстрационный колледж № 960",
        short_ky="№ 960 демонстрациялык колледж", country="KG", type="college", sector="vocational",
        address="г. Талас, ул. Примерная, д. 60", district=place, on=clock.today(), by=secretary, at=clock.now(),
    ).pk  # fmt: skip
