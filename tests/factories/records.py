"""Papers of the register and letters of the Association, brought by the verbs to the state a test begins in."""

from __future__ import annotations

from datetime import date, timedelta

from association import clock
from association.actions import letters_out, records
from association.actions.letters_out import Written
from association.actions.records import Told
from association.models import OutgoingLetter, RegisterEntry, User
from association.proofs import Password
from tests.factories import association as ground
from tests.factories.presidium import Cast


def today() -> date:
    """The day of the tests."""
    return clock.today()


def told(**fields) -> Told:
    """A request of the authority with its number, awaited in ten days."""
    facts = {
        "kind": "request", "correspondent_kind": "authority", "correspondent": "Демонстрационное министерство",
        "heading": "О сведениях по СМК", "index": "01-15", "their_number": "123-п", "their_date": today(),
        "due_on": today() + timedelta(days=10), "sheets": 2,
    }  # fmt: skip
    return Told(**{**facts, **fields})


def came(secretary: User, *, days_ago: int = 0, late_reason: str = "", scans=(), **fields) -> RegisterEntry:
    """A paper entered by hand."""
    return records.enter_paper(
        told(**fields), came_on=today() - timedelta(days=days_ago), on=today(), late_reason=late_reason, scans=scans,
        by=secretary, at=clock.now(),
    )  # fmt: skip


def passed(entry: RegisterEntry, to: User, secretary: User, *, due_on: date | None = None):
    """The paper passed to a person."""
    facts = {"text": "Подготовить ответ.", "due_on": due_on, "on": today(), "by": secretary, "at": clock.now()}
    return records.pass_on(entry, to=to, **facts)


def written(**fields) -> Written:
    """A plain letter to nobody yet."""
    facts = {"kind": "letter", "heading": "О конференции", "text": "Приглашаем принять участие.", "index": "01-15"}
    return Written(**{**facts, **fields})


def drafted(secretary: User, **fields) -> OutgoingLetter:
    """A letter being written."""
    return letters_out.begin(written(**fields), by=secretary, at=clock.now())


def offered(secretary: User, **fields) -> OutgoingLetter:
    """A letter that waits for the chair, its sheet made."""
    letter = drafted(secretary, **fields)
    sheet = letters_out.offer(letter, on=today(), by=secretary, at=clock.now())
    ground.make_ready(sheet)
    return OutgoingLetter.objects.get(pk=letter.pk)


def sent(people: Cast, **fields) -> OutgoingLetter:
    """A letter signed by the chair, registered and sent."""
    letter = offered(people.secretary, **fields)
    signed(letter, people.chair)
    return OutgoingLetter.objects.get(pk=letter.pk)


def signed(letter: OutgoingLetter, chair: User) -> None:
    """The chair signs."""
    proof = Password(ground.PASSWORD)
    letters_out.sign(letter, on=today(), proof=proof, sha256=letter.sheet.sha256, by=chair, at=clock.now())
