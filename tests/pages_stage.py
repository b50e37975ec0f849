"""What the demonstration lacks for its pages to be seen in every state; played by the verbs inside the portal."""

import re
from datetime import timedelta

from django.db import transaction

from association import clock
from association.actions import accounts, organisations
from association.models import Letter, Official, Organisation, User
from membership.actions import applications, endings
from membership.models import Application, Withdrawal
from mentoring.demo.stage import PASSWORD
from presidium.actions import meetings, room
from presidium.models import Meeting
from qa_system.actions import commissions, council, declarations, documents
from qa_system.models import QaSystem
from tests.association import import_tables

ADMINISTRATOR = "administrator@example.org"


def play() -> dict[str, object]:
    """Open an administrator's account, call one meeting, leave another with its vote open, draw a form to be signed."""
    secretary, chair = (User.objects.get(email=f"{name}@example.org") for name in ("secretary", "director901"))
    person = organisations.add_person(
        surname="Настройкин", given="Олег", patronymic="Ильич", by=secretary, at=clock.now()
    )
    account = accounts.open_account(email=ADMINISTRATOR, person=person, password=PASSWORD, by=secretary, at=clock.now())
    accounts.give_role(account, "administrator", by=secretary, at=clock.now())
    called = call(secretary, chair, days=20)
    sitting = call(secretary, chair, days=30)
    for row in sitting.participants.filter(voice="decisive")[:5]:
        room.note_presence(row, arrived=True, by=secretary, at=clock.now())
    room.note_presence(sitting.participants.get(voice="consultative"), arrived=True, by=secretary, at=clock.now())
    room.open_meeting(sitting, by=secretary, at=clock.now())
    room.open_voting(sitting.items.first(), by=secretary, at=clock.now())
    imported(secretary)
    return {
        "called": called.pk,
        "exit": leaving().pk,
        "sitting": sitting.pk,
        "draft": (draft := drawn()).pk,
        "draft_paper": draft.papers.get(kind="head_order").pk,
        "token": invited(secretary),
        **quality(secretary),
    }


def imported(secretary: User) -> None:
    """Imports in three states, with all that a table may hold; done here, before a worker hears of them."""
    with transaction.atomic():
        applied = import_tables.confirm(import_tables.begin(secretary, import_tables.school(931)), secretary)
        undone = import_tables.confirm(import_tables.begin(secretary, import_tables.school(932)), secretary)
        import_tables.undo(undone, secretary)
        import_tables.begin(secretary, data=import_tables.SAMPLE.read_bytes())
        assert applied.outcomes.count() == 1


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
    person = organisations.add_person(surname="Мисалов", given="Акыл", patronymic="", by=secretary, at=clock.now())
    founder = accounts.open_account(
        email="officer961@example.org", person=person, password=PASSWORD, by=secretary, at=clock.now()
    )
    accounts.give_role(founder, "qa_officer", Organisation.objects.get(pk=college()), by=secretary, at=clock.now())
    return {
        "qa_goal": system.goals.first().pk, "qa_body": system.bodies.get().pk, "qa_ordered": draft.pk,
        "qa_publication": system.publications.get().pk,
    }  # fmt: skip


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
