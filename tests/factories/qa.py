"""Builders of internal quality assurance: made by the verbs."""

from itertools import count

from association.models import User
from qa_system.actions import systems
from qa_system.models import QaSystem
from tests.factories import association as ground

NUMBERS = count(951)


def system(*levels: str, place: str = "Ош шаары") -> QaSystem:
    """The workspace of a college, or of an organisation of the levels named."""
    number = next(NUMBERS)
    school = ground.organisation(f"№ {number} Демонстрациялык колледж", place=place, country="KG")
    return systems.open_system(school, levels=levels or ("secondary",), on=ground.DAY, by=None, at=ground.AT)


def officer(of: QaSystem) -> User:
    """The quality officer of an organisation."""
    return ground.user("qa_officer", of.organisation, who=ground.person("Сынакова", "Венера", ""))


def head(of: QaSystem) -> User:
    """The head of an organisation."""
    return ground.user("qa_head", of.organisation, who=ground.person("Үлгүбаев", "Азамат", ""))


def council_secretary(of: QaSystem) -> User:
    """Who enters the decisions of the council."""
    return ground.user("council_secretary", of.organisation, who=ground.person("Мисалова", "Бермет", ""))
