"""Builders of the work of a pair: its two heads with accounts, a plan, entries of the journal of help."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from association import clock, files
from association.models import Organisation, StoredFile, User
from mentoring.actions import help as verbs
from mentoring.models import HelpEntry, Pair
from tests.factories import association as ground
from tests.factories import mentoring as pairs

TEXT = "Разобрали проект политики в области качества."


@dataclass
class Couple:
    """A pair at work, the heads of both sides, the secretary and a director of neither."""

    pair: Pair
    mentor: User
    candidate: User
    secretary: User
    stranger: User


def couple(*, days: int = 60, **fields) -> Couple:
    """A pair that has worked for some days."""
    ground.association()
    secretary = ground.secretary()
    since = clock.today() - timedelta(days=days)
    schools = pairs.mentor(secretary, **fields), pairs.candidate(secretary)
    row = pairs.approved_pair(secretary, *schools, on=since)
    stranger = ground.user("director", ground.organisation(), who=ground.person("Чужов"))
    return Couple(row, *(ground.director(school) for school in schools), secretary, stranger)


def entry(pair: Pair, by: User, *, on: date | None = None, area: str = "policy", hours: str = "1.5") -> HelpEntry:
    """An entry of the journal of help, of today when no day is given."""
    on = on or clock.today()
    return verbs.write(pair, on=on, area=area, hours=Decimal(hours), text=TEXT, by=by, at=clock.now())


def file(organisation: Organisation, by: User) -> StoredFile:
    """A file that somebody of an organisation gave."""
    return files.keep_made(ground.PDF, name="план-аудитов.pdf", organisation=organisation, at=clock.now())
